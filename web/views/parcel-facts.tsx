import type { OnwardCarrier as OnwardLeg } from "../../src/core/page.ts";
import { headlineOf } from "./headline.ts";
import { isolate, plainSentence, Sentence, withoutControls } from "./isolate.tsx";
import { type PartContext, titleOf, webAddress } from "./titles.ts";

/** What is in it, what else belongs to the order, and whom the carrier knows it as. */
export function ParcelFacts({ model, words, speech }: PartContext) {
	const { parcel, others, now } = model;
	const page = webAddress(parcel.carrier.trackingUrl);
	return (
		<div class="facts" data-part="facts">
			{parcel.items.length > 0 && (
				<section aria-labelledby="contents-title">
					<h2 id="contents-title">{words.contents}</h2>
					<ul class="items">
						{parcel.items.map(({ name, quantity }) => (
							<li>
								{quantity === 1 ? "" : `${quantity} × `}
								<Sentence text={isolate(name)} />
							</li>
						))}
					</ul>
				</section>
			)}
			{others.length > 0 && (
				<section aria-labelledby="others-title">
					<h2 id="others-title">{words.otherParcels}</h2>
					<ul class="others">
						{others.map((other) => (
							<li>
								<a href={other.href}>
									<span class="other-title">
										<Sentence text={titleOf(other.parcel, words)} />
									</span>
									<span class="other-state">
										<Sentence text={headlineOf(other.parcel, { words, speech, now }).title} />
									</span>
								</a>
							</li>
						))}
					</ul>
				</section>
			)}
			<section aria-labelledby="carrier-title">
				<h2 id="carrier-title">{words.parcelDetails}</h2>
				<dl>
					<dt>{words.carrier}</dt>
					<dd>
						<Sentence text={isolate(parcel.carrier.name)} />
					</dd>
					<dt>{words.number}</dt>
					<dd>
						<bdi class="number">{withoutControls(parcel.trackingNumber)}</bdi>
						<button type="button" class="copy" data-copy={withoutControls(parcel.trackingNumber)} hidden>
							{words.copy}
						</button>
					</dd>
				</dl>
				{page && (
					<a href={page} rel="noopener noreferrer">
						<Sentence text={words.carrierPage(isolate(parcel.carrier.name))} />
					</a>
				)}
				{(parcel.onward ?? []).map((other) => (
					<OnwardCarrier other={other} words={words} />
				))}
			</section>
		</div>
	);
}

/** A number of the parcel with somebody else, and their page where they have one. */
function OnwardCarrier({ other, words }: { readonly other: OnwardLeg; readonly words: PartContext["words"] }) {
	const page = webAddress(other.trackingUrl);
	const name = withoutControls(other.name);
	return (
		<div class="onward">
			<dl>
				<dt>{words.goesOnWith}</dt>
				<dd>{name === "" ? words.anotherCarrier : <Sentence text={isolate(name)} />}</dd>
				<dt>{words.number}</dt>
				<dd>
					<bdi class="number">{withoutControls(other.trackingNumber)}</bdi>
					<button type="button" class="copy" data-copy={withoutControls(other.trackingNumber)} hidden>
						{words.copy}
					</button>
				</dd>
			</dl>
			{page && (
				<a href={page} rel="noopener noreferrer">
					<Sentence text={words.carrierPage(isolate(name))} />
				</a>
			)}
		</div>
	);
}

/** Always at the same place, whatever the state: a person is one tap away. */
export function ContactBar({ model, words, headline }: PartContext) {
	const { parcel } = model;
	const { shop, carrier, trackingNumber } = parcel;
	const page = webAddress(carrier.trackingUrl);
	if (shop.contactEmail === null && !page) return null;
	const subject = words.askSubject(titleOf(parcel, words), isolate(trackingNumber));
	const body = words.askBody(isolate(carrier.name), isolate(trackingNumber), headline.title);
	return (
		<nav class="contact" data-part="contact" aria-label={words.askPerson}>
			{shop.contactEmail !== null && (
				<a class="button button-main" href={mailTo(shop.contactEmail, subject, body)}>
					{words.askPerson}
				</a>
			)}
			{page && (
				<a class="button" href={page} rel="noopener noreferrer">
					<span>
						<Sentence text={words.carrierPage(isolate(carrier.name))} />
					</span>
				</a>
			)}
		</nav>
	);
}

function mailTo(address: string, subject: string, body: string): string {
	const to = encodeURIComponent(address).replaceAll("%40", "@");
	return `mailto:${to}?subject=${encodeURIComponent(plainSentence(subject))}&body=${encodeURIComponent(plainSentence(body))}`;
}
