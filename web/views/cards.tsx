import type { PickupPlace } from "../../src/core/scan.ts";
import { Sign } from "./icons.tsx";
import { isolate, Sentence, shorten, withoutControls } from "./isolate.tsx";
import { callLink, wayTo } from "./main-action.ts";
import type { ShownThread } from "./model.ts";
import type { PartContext } from "./titles.ts";
import type { Words } from "./words.ts";

/** What the state alone brings: the courier on the way, the place to fetch it, what only its recipient sees. */
export function Cards(context: PartContext) {
	return (
		<div class="cards" data-part="cards">
			<Asked {...context} />
			<LastMile {...context} />
			<Pickup {...context} />
			<Held {...context} />
		</div>
	);
}

/** What this reader asked the shop, and whether it answered. */
function Asked({ model: { thread, parcel, addresses, now }, words, speech }: PartContext) {
	const last = thread?.messages.at(-1);
	if (!thread || !last) return null;
	const { ask } = words.care;
	const shop = isolate(parcel.shop.name);
	return (
		<section class="card card-asked" aria-labelledby="asked-title">
			<Sign name="person" />
			<div>
				<h2 id="asked-title">
					<Sentence text={askedTitle(thread, shop, words)} />
				</h2>
				<p class="quiet" dir="auto" data-newest>
					{last.text === null ? ask.lost : withoutControls(shorten(last.text, LONGEST_SAID))}
				</p>
				<p class="quiet">
					<time datetime={last.saidAt} data-ago>
						{speech.ago(last.saidAt, now)}
					</time>
				</p>
			</div>
			<a class="button" href={addresses.ask}>
				{ask.read}
			</a>
		</section>
	);
}

const LONGEST_SAID = 140;

/** Of one that was closed without an answer nobody is waited for. */
function askedTitle({ state, messages }: ShownThread, shop: string, { care: { ask } }: Words): string {
	if (messages.at(-1)?.side === "staff") return ask.answered(shop);
	return state === "waiting" ? ask.waiting(shop) : ask.thread(shop);
}

/** Stands in a sentence for what the browser part rewrites every minute. */
const GAP = "\u0000";

/** How near the courier is, while that changes from stop to stop. */
export function LastMile({ model, words, speech, isFramed = false }: PartContext) {
	const { parcel, now } = model;
	const { lastMile } = parcel;
	if (!lastMile || parcel.milestone !== "out_for_delivery") return null;
	// The number of a person at work is for the page that the buyer alone has, not for one of the shop's.
	const phone = isFramed ? null : callLink(lastMile.courierPhone);
	const [before, after] = words.lastMile.positionFrom(GAP).split(GAP);
	return (
		<section class="card card-last-mile" aria-labelledby="last-mile-title">
			<Sign name="van" />
			<div>
				<h2 id="last-mile-title">{words.lastMile.title}</h2>
				{lastMile.stopsBefore !== null && <p class="figure">{words.lastMile.stopsBefore(lastMile.stopsBefore)}</p>}
				{lastMile.positionAt !== null && (
					<p class="quiet">
						{before}
						<time datetime={lastMile.positionAt} data-ago>
							{speech.ago(lastMile.positionAt, now)}
						</time>
						{after}
					</p>
				)}
			</div>
			{phone && (
				<a class="button" href={phone}>
					<Sign name="phone" />
					<span>{words.lastMile.callCourier}</span>
				</a>
			)}
		</section>
	);
}

/** Where it waits; in a shop's page without the way to the code, which the whole page leads to. */
export function Pickup({ model, words, isFramed = false }: PartContext) {
	const { parcel, held } = model;
	if (parcel.milestone !== "ready_for_pickup") return null;
	const code = isFramed ? null : (held?.pickupCode ?? null);
	const isHidden = held === null && (parcel.held?.includes("code") ?? false);
	if (!parcel.pickup && code === null && !isHidden) return null;
	const way = parcel.pickup ? wayTo(parcel.pickup) : null;
	return (
		<section class="card card-pickup" aria-labelledby="pickup-title">
			<Sign name="box" />
			<div>
				<h2 id="pickup-title">{words.pickup.title}</h2>
				{parcel.pickup && <PickupPlaceLines place={parcel.pickup} words={words} />}
				{code !== null && (
					<p class="code">
						<span class="quiet">{words.pickup.code}</span>
						<bdi class="figure">{withoutControls(code)}</bdi>
					</p>
				)}
				{isHidden && <p class="quiet">{words.pickup.codeIsHidden}</p>}
			</div>
			{((isHidden && !isFramed) || way) && (
				<div class="card-buttons">
					{isHidden && !isFramed && (
						<a class="button" href={model.addresses.verify}>
							<Sign name="eye" />
							<span>{words.actions.showDetails}</span>
						</a>
					)}
					{way && (
						<a class="button" href={way} rel="noopener noreferrer">
							<Sign name="way" />
							<span>{words.pickup.directions}</span>
						</a>
					)}
				</div>
			)}
		</section>
	);
}

/** Lines of opening hours that are shown at once: a week in as many days would push the buttons away. */
const MOST_OPEN_HOURS = 3;

function PickupPlaceLines({ place, words }: { place: PickupPlace; words: PartContext["words"] }) {
	const { name, address, hours } = place;
	return (
		<>
			{name !== null && (
				<p class="place-name">
					<bdi>{withoutControls(name)}</bdi>
				</p>
			)}
			{address !== null && (
				<p>
					<span class="for-readers">{words.pickup.address}: </span>
					<bdi>{withoutControls(address)}</bdi>
				</p>
			)}
			{hours.length > 0 && (
				<details data-keep="hours" class="hours" open={hours.length <= MOST_OPEN_HOURS}>
					<summary>{words.pickup.hours}</summary>
					<ul>
						{hours.map((line) => (
							<li>
								<bdi>{withoutControls(line)}</bdi>
							</li>
						))}
					</ul>
				</details>
			)}
		</>
	);
}

/** Shown to whom it is for; to everybody else the way to show that he is. */
function Held({ model, words }: PartContext) {
	const { parcel, held, addresses } = model;
	const hasMore = parcel.held?.some((detail) => detail !== "code") ?? false;
	if (held === null) {
		if (!hasMore) return null;
		return (
			<p class="more-held">
				<a href={addresses.verify}>
					<Sign name="eye" />
					<span>{words.care.verify.button}</span>
				</a>
			</p>
		);
	}
	const lines = [
		...(held.signedBy !== null ? [words.proof.signedBy(isolate(held.signedBy))] : []),
		...(held.signedBy === null && parcel.code === "delivered.signed" ? [words.proof.signed] : []),
		...(held.leftAt !== null ? [words.proof.leftAt(isolate(held.leftAt))] : []),
		...(held.courierName !== null ? [words.proof.courier(isolate(held.courierName))] : []),
	];
	const isDelivered = parcel.milestone === "delivered";
	if (lines.length === 0) return null;
	return (
		<section class="card card-proof" {...(isDelivered ? { "aria-labelledby": "proof-title" } : {})}>
			<Sign name="seal" />
			<div>
				{isDelivered && <h2 id="proof-title">{words.proof.title}</h2>}
				{lines.map((line) => (
					<p>
						<Sentence text={line} />
					</p>
				))}
				<p class="quiet">
					{words.care.verify.done} <a href={addresses.verify}>{words.care.verify.forget}</a>
				</p>
			</div>
		</section>
	);
}
