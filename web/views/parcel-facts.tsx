import type { OnwardCarrier as OnwardLeg } from "../../src/core/page.ts";
import { Faq } from "./faq-section.tsx";
import { headlineOf } from "./headline.ts";
import { Sign } from "./icons.tsx";
import { isolate, Sentence, withoutControls } from "./isolate.tsx";
import { isExpected } from "./main-action.ts";
import type { OtherParcel, PageModel } from "./model.ts";
import { ProductsSection } from "./products-section.tsx";
import { ReviewSection } from "./review-section.tsx";
import { deliveredOf, numberedTitleOf, type PartContext, webAddress } from "./titles.ts";

/** What is in it, what else belongs to the order, whom the carrier knows it as, and what buyers ask of such a parcel. */
export function ParcelFacts(context: PartContext) {
	return (
		<div class="facts" data-part="facts">
			<Contents {...context} />
			<Others {...context} />
			<Details {...context} />
			<Faq {...context} />
			<ReviewSection {...context} />
			<ProductsSection {...context} />
		</div>
	);
}

function Contents({ model: { parcel, others }, words }: PartContext) {
	if (parcel.items.length === 0) return null;
	const isOneOfSeveral = others.some(({ kind }) => kind === "order");
	return (
		<section aria-labelledby="contents-title">
			<h2 id="contents-title">{isOneOfSeveral ? words.orderContents : words.contents}</h2>
			<ul class="items">
				{parcel.items.map(({ name, quantity }) => (
					<li>
						{quantity === 1 ? "" : `${quantity} × `}
						<Sentence text={isolate(name)} />
					</li>
				))}
			</ul>
		</section>
	);
}

function Others(context: PartContext) {
	const { model, words } = context;
	const of = (kind: OtherParcel["kind"]) => model.others.filter((other) => other.kind === kind);
	const lists = [
		{ title: words.returns.of, others: of("original") },
		{ title: words.returns.yours, others: of("return") },
		{ title: words.otherParcels, others: of("order"), note: deliveredOf(model, words) },
	].filter(({ others }) => others.length > 0);
	if (lists.length === 0) return null;
	return (
		<div id="others" class="other-lists">
			{lists.map(({ title, others, note }, index) => (
				<section aria-labelledby={`others-title-${index}`}>
					<h2 id={`others-title-${index}`}>{title}</h2>
					{note && <p class="quiet">{note}</p>}
					<ul class="others">
						{others.map((other) => (
							<OtherLine other={other} {...context} />
						))}
					</ul>
				</section>
			))}
		</div>
	);
}

function OtherLine({ other, model, words, speech }: PartContext & { other: OtherParcel }) {
	const { title } = headlineOf(other.parcel, { words, speech, now: model.now });
	return (
		<li class={`other-${other.parcel.milestone}`}>
			<a href={other.href}>
				<span class="other-title">
					<Sentence text={numberedTitleOf(other, words)} />
				</span>
				<span class="other-state">
					<Sentence text={title} />
				</span>
			</a>
		</li>
	);
}

function Details({ model, words }: PartContext) {
	const { parcel, addresses } = model;
	const page = webAddress(parcel.carrier.trackingUrl);
	return (
		<section aria-labelledby="carrier-title">
			<h2 id="carrier-title">{words.parcelDetails}</h2>
			<dl>
				<dt>{words.carrier}</dt>
				<dd>
					<Sentence text={isolate(parcel.carrier.name)} />
				</dd>
				<dt>{words.number}</dt>
				<NumberLine number={parcel.trackingNumber} words={words} />
				{model.orderReference !== null && (
					<>
						<dt>{words.orderNumber}</dt>
						<NumberLine number={model.orderReference} words={words} />
					</>
				)}
			</dl>
			{page && <CarrierLink href={page} name={parcel.carrier.name} words={words} />}
			{isExpected(model) && (
				<p class="doing">
					<a href={addresses.calendar}>
						<Sign name="calendar" />
						<span>{words.actions.addToCalendar}</span>
					</a>
				</p>
			)}
			{addresses.watch !== null && !isOver(parcel) && (
				<p class="doing">
					<a href={addresses.watch}>
						<Sign name="bell" />
						<span>{words.watch.title}</span>
					</a>
				</p>
			)}
			{(parcel.onward ?? []).map((other) => (
				<OnwardCarrier other={other} words={words} />
			))}
		</section>
	);
}

/** Nothing more is to come of it that anybody would be written of. */
function isOver({ milestone }: PageModel["parcel"]): boolean {
	return milestone === "delivered" || milestone === "returned" || milestone === "cancelled";
}

function NumberLine({ number, words }: { readonly number: string; readonly words: PartContext["words"] }) {
	return (
		<dd>
			<bdi class="number">{withoutControls(number)}</bdi>
			<button type="button" class="copy" data-copy={withoutControls(number)} hidden>
				{words.copy}
			</button>
		</dd>
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
				<NumberLine number={other.trackingNumber} words={words} />
			</dl>
			{page && <CarrierLink href={page} name={name} words={words} />}
		</div>
	);
}

function CarrierLink({ href, name, words }: { href: string; name: string; words: PartContext["words"] }) {
	return (
		<p class="doing">
			<a href={href} rel="noopener noreferrer">
				<Sign name="outside" />
				<span>
					<Sentence text={words.carrierPage(isolate(name))} />
				</span>
			</a>
		</p>
	);
}
