import { headlineOf } from "./headline.ts";
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
							<li dir="auto">{quantity === 1 ? name : `${quantity} × ${name}`}</li>
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
									<span class="other-title">{titleOf(other.parcel, words)}</span>
									<span class="other-state">{headlineOf(other.parcel, { words, speech, now }).title}</span>
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
					<dd>{parcel.carrier.name}</dd>
					<dt>{words.number}</dt>
					<dd>
						<span class="number">{parcel.trackingNumber}</span>
						<button type="button" class="copy" data-copy={parcel.trackingNumber} hidden>
							{words.copy}
						</button>
					</dd>
				</dl>
				{page && (
					<a href={page} rel="noopener noreferrer">
						{words.carrierPage(parcel.carrier.name)}
					</a>
				)}
			</section>
		</div>
	);
}

/** Always at the same place, whatever the state: a person is one tap away. */
export function ContactBar({ model, words, headline }: PartContext) {
	const { parcel } = model;
	const { shop, carrier, trackingNumber } = parcel;
	const page = webAddress(carrier.trackingUrl);
	if (shop.contactEmail === null && !page) return null;
	const subject = words.askSubject(titleOf(parcel, words), trackingNumber);
	const body = words.askBody(carrier.name, trackingNumber, headline.title);
	return (
		<nav class="contact" data-part="contact" aria-label={words.askPerson}>
			{shop.contactEmail !== null && (
				<a class="button button-main" href={mailTo(shop.contactEmail, subject, body)}>
					{words.askPerson}
				</a>
			)}
			{page && (
				<a class="button" href={page} rel="noopener noreferrer">
					{words.carrierPage(carrier.name)}
				</a>
			)}
		</nav>
	);
}

function mailTo(address: string, subject: string, body: string): string {
	const to = encodeURIComponent(address).replaceAll("%40", "@");
	return `mailto:${to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
}
