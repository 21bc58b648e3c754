import type { AskWish } from "../../src/core/notices/asks.ts";
import { NOTICE_KIND_NAMES, type NoticeKind } from "../../src/core/notices/kinds.ts";
import type { ReviewStage } from "../../src/core/review.ts";
import { Outcome, TextField } from "./form.tsx";
import { documentOf, type PlainPage } from "./frame.tsx";
import { isolate, Sentence } from "./isolate.tsx";
import { OnDevice } from "./watch-device.tsx";
import type { Words } from "./words.ts";

/** What stands on the page where somebody asks to be written of a parcel. */
export type WatchState =
	| { readonly kind: "new" }
	/** What was typed, and what is wrong with it. */
	| { readonly kind: "refused"; readonly email: string; readonly wrong: "missing" | "no-email" }
	| { readonly kind: "too-many-tries"; readonly email: string; readonly minutes: number }
	/** More addresses than wait for a parcel. */
	| { readonly kind: "too-many" }
	/** `address` as the reader may see it: as he typed it, or masked. */
	| { readonly kind: "watching" | "confirm"; readonly address: string };

interface OfParcel extends PlainPage {
	readonly shop: string;
	/** A stylesheet of the shop's colours; null without one. */
	readonly brandStyles: string | null;
	/** The parcel's own page, without a language. */
	readonly href: string;
}

export interface WatchPage extends OfParcel {
	/** What mails are sent of; none: none are sent. */
	readonly kinds: readonly NoticeKind[];
	/** Masked; null where the order has none. */
	readonly orderAddress: string | null;
	/** Of all parcels of an order. */
	readonly isOrder: boolean;
	readonly isOver: boolean;
	/** Of what whoever wants it is asked afterwards; none: of nothing. */
	readonly asks: readonly ReviewStage[];
	/** For which key browsers subscribe to notifications, base64url; null: the shop has none sent. */
	readonly pushKey: string | null;
	readonly state: WatchState;
}

export const WATCH_LIMITS = { email: 254 } as const;

export function renderWatch(page: WatchPage): string {
	return documentOf(page, ({ words }) => {
		const { watch } = words;
		const { state, kinds, isOver } = page;
		const title = state.kind === "watching" ? watch.done : state.kind === "confirm" ? watch.checkMail : watch.title;
		const told =
			state.kind === "watching"
				? watch.doneText(isolate(state.address))
				: state.kind === "confirm"
					? watch.checkMailText(isolate(state.address))
					: null;
		const isClosed = kinds.length === 0 || isOver;
		return {
			title,
			brandStyles: page.brandStyles,
			hasForm: told === null && !isClosed,
			hasScript: told === null && !isClosed && page.pushKey !== null,
			children: (
				<section class="lead">
					<ShopName {...page} />
					<h1>{title}</h1>
					{told !== null ? (
						<p class="details">
							<Sentence text={told} />
						</p>
					) : isClosed ? (
						<p class="details">{isOver ? watch.over : watch.off}</p>
					) : (
						<Offer page={page} words={words} />
					)}
					<Back {...page} words={words} />
				</section>
			),
		};
	});
}

function Offer({ page, words }: { readonly page: WatchPage; readonly words: Words }) {
	const { state, kinds, orderAddress, isOrder, href, query = "" } = page;
	const { watch, care } = words;
	const outcome =
		state.kind === "too-many"
			? watch.tooMany
			: state.kind === "too-many-tries"
				? care.verify.tooMany(state.minutes)
				: null;
	const email = state.kind === "refused" || state.kind === "too-many-tries" ? state.email : "";
	const wrong = state.kind === "refused" ? (state.wrong === "missing" ? care.field.missing : care.field.noEmail) : null;
	return (
		<>
			<p class="details">{isOrder ? watch.leadOrder : watch.lead}</p>
			<Outcome text={outcome} />
			{orderAddress !== null && (
				<form class="form" method="post" action={`${href}/watch${query}`}>
					<input type="hidden" name="to" value="order" />
					<Wishes asks={page.asks} wish={{ asks: false, asksAgain: false }} words={words} />
					<button class="button button-main" type="submit">
						<span>
							<Sentence text={watch.toOrder(isolate(orderAddress))} />
						</span>
					</button>
				</form>
			)}
			<form class="form" method="post" action={`${href}/watch${query}`} novalidate>
				{orderAddress !== null && <h2>{watch.orOther}</h2>}
				<TextField
					name="email"
					type="email"
					label={watch.email}
					hint={watch.emailHint}
					value={email}
					error={wrong}
					mostCharacters={WATCH_LIMITS.email}
				/>
				<button class={orderAddress === null ? "button button-main" : "button"} type="submit">
					{watch.send}
				</button>
			</form>
			{page.pushKey !== null && <OnDevice pushKey={page.pushKey} sentTo={`${href}/device${query}`} words={words} />}
			<section class="kinds" aria-labelledby="kinds-title">
				<h2 id="kinds-title">{watch.when}</h2>
				<ul>
					{NOTICE_KIND_NAMES.filter((kind) => kinds.includes(kind)).map((kind) => (
						<li>{watch.kinds[kind]}</li>
					))}
				</ul>
			</section>
		</>
	);
}

export interface WatcherPage extends OfParcel {
	/** Masked; null: nobody can read it any more, and nothing is sent to it. */
	readonly address: string | null;
	readonly state: "unconfirmed" | "watching" | "ended";
	readonly isOrder: boolean;
	/** He wants nothing of the whole shop. */
	readonly isRefused: boolean;
	readonly asks: readonly ReviewStage[];
	readonly wish: AskWish;
	/** He came by a mail that asked how it was. */
	readonly isOfAsks: boolean;
}

/** What the link of a mail opens: looking changes nothing, a button does. */
export function renderWatcher(page: WatcherPage): string {
	return documentOf(page, ({ words }) => {
		const { title, text } = shownOf(page, words);
		return {
			title,
			brandStyles: page.brandStyles,
			hasForm: true,
			children: (
				<section class="lead">
					<ShopName {...page} />
					<h1>{title}</h1>
					<p class="details">
						<Sentence text={text} />
					</p>
					{page.address !== null &&
						(page.state === "watching" ? <Ends page={page} words={words} /> : <Begins page={page} words={words} />)}
					<Back {...page} words={words} />
				</section>
			),
		};
	});
}

function shownOf({ state, address, isOrder, isRefused }: WatcherPage, { watch: { confirm, stop } }: Words) {
	if (address === null) return { title: stop.stopped, text: stop.unreadable };
	const to = isolate(address);
	const stopped = isRefused ? stop.stoppedTextShop : isOrder ? stop.stoppedTextOrder : stop.stoppedText;
	return {
		unconfirmed: { title: confirm.title, text: confirm.text(to) },
		watching: { title: stop.title, text: (isOrder ? stop.textOrder : stop.text)(to) },
		ended: { title: stop.stopped, text: stopped(to) },
	}[state];
}

interface ChoicesInput {
	readonly page: WatcherPage;
	readonly words: Words;
}

function Ends({ page, words }: ChoicesInput) {
	const { stop, asks: asking } = words.watch;
	const { asks, wish, shop } = page;
	const isOfAsks = page.isOfAsks && (wish.asks || wish.asksAgain);
	return (
		<>
			<div class="form">
				{isOfAsks && <Press page={page} change="stop-asks" text={asking.stop} isMain />}
				<Press page={page} change="stop" text={stop.button} isMain={!isOfAsks} />
				<Press page={page} change="stop-all" text={stop.buttonShop(isolate(shop))} />
			</div>
			{asks.length > 0 && (
				<form class="form" method="post" action={page.query || "?"}>
					<input type="hidden" name="change" value="asks" />
					<Wishes asks={asks} wish={wish} words={words} />
					<button class="button" type="submit">
						{asking.save}
					</button>
				</form>
			)}
		</>
	);
}

function Begins({ page, words }: ChoicesInput) {
	const { confirm, stop } = words.watch;
	const { state, asks, wish, shop } = page;
	return (
		<div class="form">
			<form class="form" method="post" action={page.query || "?"}>
				<input type="hidden" name="change" value="confirm" />
				{state === "unconfirmed" && <Wishes asks={asks} wish={wish} words={words} />}
				<button class="button button-main" type="submit">
					{state === "ended" ? stop.again : confirm.button}
				</button>
			</form>
			{state === "unconfirmed" && <Press page={page} change="stop-all" text={stop.buttonShop(isolate(shop))} />}
		</div>
	);
}

/** What he wants to be asked afterwards: nothing, unless he ticks it. */
function Wishes({ asks, wish, words }: Pick<WatcherPage, "asks" | "wish"> & { readonly words: Words }) {
	const { asks: asking } = words.watch;
	const isOfParcel = asks.includes("delivery") || asks.includes("product");
	if (asks.length === 0) return null;
	return (
		<div class="ticks">
			{isOfParcel && (
				<label>
					<input type="checkbox" name="asks" value="1" checked={wish.asks} />
					<span>
						{asking.tick}
						<br />
						<span class="quiet">{asking.tickHint}</span>
					</span>
				</label>
			)}
			{asks.includes("follow-up") && (
				<label>
					<input type="checkbox" name="again" value="1" checked={wish.asksAgain} />
					<span>{asking.again}</span>
				</label>
			)}
		</div>
	);
}

interface PressInput {
	readonly page: WatcherPage;
	readonly change: "stop" | "stop-all" | "stop-asks";
	readonly text: string;
	readonly isMain?: boolean;
}

/** Sent to the address that the page itself has. */
function Press({ page: { query = "" }, change, text, isMain = false }: PressInput) {
	return (
		<form method="post" action={query === "" ? "?" : query}>
			<input type="hidden" name="change" value={change} />
			<button class={isMain ? "button button-main" : "button"} type="submit">
				<span>
					<Sentence text={text} />
				</span>
			</button>
		</form>
	);
}

function ShopName({ shop }: Pick<OfParcel, "shop">) {
	return (
		<p class="shop">
			<Sentence text={isolate(shop)} />
		</p>
	);
}

function Back({ href, query = "", words }: Pick<OfParcel, "href" | "query"> & { readonly words: Words }) {
	return (
		<p class="back">
			<a href={`${href}${query}`}>{words.care.notReceived.back}</a>
		</p>
	);
}
