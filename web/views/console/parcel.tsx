import type { OnTime } from "../../../src/core/on-time.ts";
import type { Eta } from "../../../src/core/page.ts";
import { windowText } from "../arrival.ts";
import { LastMile, Pickup } from "../cards.tsx";
import { headlineOf } from "../headline.ts";
import { withoutControls } from "../isolate.tsx";
import { Lead } from "../lead.tsx";
import { MapSection } from "../map-section.tsx";
import type { PageModel } from "../model.ts";
import { Timeline } from "../timeline.tsx";
import type { BrandNames } from "./brands.tsx";
import { EmailsOfParcel, type ParcelEmails } from "./emails-of-parcel.tsx";
import { type RefusedForm, UNSENT } from "./fields.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument } from "./frame.tsx";
import { Correction, Legs, type NumberedLeg } from "./legs.tsx";
import { Actions, ChangeParcel, type ParcelForm } from "./parcel-actions.tsx";
import { type CarrierNames, carrierName, type ListedParcel } from "./parcel-row.tsx";
import { Ago, CopyButton, Facts, Moment, Said } from "./parts.tsx";
import { Provenance, type SourcedScan } from "./provenance.tsx";
import { type ListedQuestion, QuestionRows } from "./questions.tsx";
import { type BuyersReport, Reports } from "./reports.tsx";

/** A parcel with all that is known of it: what services answer, as far as it is shown. */
export interface KnownParcel extends ListedParcel {
	readonly trackingUrl: string;
	readonly returnOf: string | null;
	readonly returns: readonly string[];
	readonly createdAt: string;
	/** Since when it is followed no more, and put away; null where it is not. */
	readonly stoppedAt: string | null;
	readonly archivedAt: string | null;
	/** As the shop told it: a day, or a moment with its offset. */
	readonly promisedBy: string | null;
	readonly firstEta: Eta | null;
	readonly onTime: Readonly<Record<"promise" | "carrier" | "firstEta", OnTime | null>>;
	readonly silence: { readonly deadline: string } | null;
	readonly signed: boolean;
	readonly attempts: number;
	/** Oldest first. */
	readonly scans: readonly SourcedScan[];
	readonly corrected: readonly SourcedScan[];
	readonly legs: readonly NumberedLeg[];
	readonly elsewhere: readonly { readonly carrierName: string | null; readonly trackingNumber: string }[];
}

export interface ParcelConsolePage extends ConsolePage {
	readonly parcel: KnownParcel;
	/** As the buyer's page shows it. */
	readonly shown: PageModel;
	readonly order: { readonly reference: string } | null;
	readonly reports: readonly BuyersReport[];
	/** What was written of it to whom asked. */
	readonly emails: ParcelEmails;
	/** What its buyers asked, newest first; none for whoever may not see it. */
	readonly questions: readonly ListedQuestion[];
	readonly carriers: CarrierNames;
	readonly brands: BrandNames;
	/** What this session may do. */
	readonly may: { readonly write: boolean; readonly readMessages: boolean };
	/** Which form was refused, and why. */
	readonly refused: RefusedAct | null;
}

export type RefusedAct =
	| (RefusedForm & { readonly form: "correct" | "act" })
	| (RefusedForm & { readonly form: "change"; readonly written: ParcelForm });

export function renderConsoleParcel(page: ParcelConsolePage): string {
	const { parcel, shown, carriers, may, staff, refused } = page;
	return consoleDocument(page, (context) => {
		const { own, words, speech, direction } = context;
		const number = withoutControls(parcel.trackingNumber);
		const part = {
			model: shown,
			words,
			speech,
			headline: headlineOf(shown.parcel, { words, speech, now: page.now }),
			isFramed: true,
		};
		return {
			title: number,
			place: "parcels",
			children: (
				<>
					<div class="parcel-top">
						<p>
							<a href="/console/parcels">{own.places.parcels}</a> / <bdi>{number}</bdi> ·{" "}
							<bdi>{carrierName(parcel, carriers)}</bdi>
						</p>
						<p class="buttons">
							<a class="button button-small" href={parcel.trackingUrl} target="_blank" rel="noopener">
								<span>
									{own.parcel.openPage}
									<span class="for-readers"> ({own.newTab})</span>
								</span>
							</a>
							<CopyButton text={parcel.trackingUrl} label={own.parcel.copyLink} />
						</p>
					</div>
					<div class="console-parcel">
						<div class="as-shown" lang={speech.locale} dir={direction}>
							<Lead {...part} />
							<LastMile {...part} />
							<Pickup {...part} />
							{shown.route.dots.length > 0 && <MapSection {...part} />}
							<Timeline {...part} />
						</div>
						<div class="behind">
							<Known {...context} {...page} />
							{may.write && (
								<Actions
									parcel={parcel}
									refused={refused?.form === "act" ? refused.refused : null}
									staff={staff}
									{...context}
								/>
							)}
							{page.questions.length > 0 && (
								<section aria-labelledby="asked">
									<h2 id="asked">{own.questions.title}</h2>
									<QuestionRows questions={page.questions} carriers={carriers} {...context} />
								</section>
							)}
							{page.emails.watchers.length > 0 && <EmailsOfParcel emails={page.emails} {...context} />}
							{page.reports.length > 0 && <Reports reports={page.reports} {...context} />}
							<Legs legs={parcel.legs} elsewhere={parcel.elsewhere} carriers={carriers} {...context} />
							<Provenance
								scans={parcel.scans}
								corrected={parcel.corrected}
								mayReadMessages={may.readMessages}
								{...context}
							/>
							{may.write && (
								<>
									<ChangeParcel
										id={parcel.id}
										brands={page.brands}
										now={{
											reference: parcel.reference ?? "",
											order: page.order?.reference ?? "",
											promisedBy: parcel.promisedBy ?? "",
											brand: parcel.brand ?? "",
										}}
										sent={refused?.form === "change" ? refused : null}
										staff={staff}
										own={own}
									/>
									<Correction
										id={parcel.id}
										sent={refused?.form === "correct" ? refused : UNSENT}
										carriers={carriers}
										staff={staff}
										own={own}
									/>
								</>
							)}
						</div>
					</div>
				</>
			),
		};
	});
}

/** By the last part of their address: names of standards, the same in every language. */
const EXCHANGE_FORMS = [
	["epcis", "EPCIS 2.0"],
	["x12-214", "X12 214"],
	["iftsta", "EDIFACT IFTSTA"],
] as const;

function Known(context: ConsoleContext & ParcelConsolePage) {
	const { parcel, order, own, words, speech, page } = context;
	const text = own.parcel;
	const { following, lateRisk, firstEta, waitingSince, silence } = parcel;
	return (
		<section aria-labelledby="known">
			<h2 id="known">{text.facts}</h2>
			<Facts
				facts={[
					[text.state, own.milestones[parcel.milestone]],
					[text.actionBy, own.acts[parcel.actionBy]],
					[text.waiting, waitingSince && <Ago at={waitingSince} {...context} />],
					[text.silentSince, silence && <Moment at={silence.deadline} own={own} />],
					[
						text.following,
						following.state === "following" ? text.isFollowed : (following.next ?? own.list.notFollowed),
					],
					[text.lateRisk, lateRisk !== null && `${Math.round(lateRisk * 100)} %`],
					[
						text.firstEta,
						firstEta && <Said {...context}>{windowText(firstEta, { words, speech, now: page.now })}</Said>,
					],
					...(["promise", "carrier"] as const).map(
						(who) => [text.promises[who], kept(parcel.onTime[who], own)] as const,
					),
					[text.attempts, parcel.attempts > 0 && String(parcel.attempts)],
					[text.signed, parcel.signed && text.yes],
					[
						text.order,
						order && (
							<a href={`/console/parcels?${new URLSearchParams({ order: order.reference })}`}>
								<bdi>{withoutControls(order.reference)}</bdi>
							</a>
						),
					],
					[text.reference, parcel.reference && <bdi>{withoutControls(parcel.reference)}</bdi>],
					[own.brands.brand, parcel.brand && <BrandName brand={parcel.brand} brands={context.brands} />],
					[text.returnOf, parcel.returnOf && <a href={`/console/parcels/${parcel.returnOf}`}>{parcel.returnOf}</a>],
					[
						text.returns,
						parcel.returns.length > 0 &&
							parcel.returns.map((id, index) => (
								<>
									{index > 0 && ", "}
									<a href={`/console/parcels/${id}`}>{id}</a>
								</>
							)),
					],
					[text.registered, <Moment at={parcel.createdAt} own={own} />],
					[text.changed, <Moment at={parcel.updatedAt} own={own} />],
					[text.id, <code>{parcel.id}</code>],
					[
						text.saveAs,
						EXCHANGE_FORMS.map(([standard, name], index) => (
							<>
								{index > 0 && ", "}
								<a href={`/console/parcels/${parcel.id}/${standard}`} download>
									{name}
								</a>
							</>
						)),
					],
				]}
			/>
		</section>
	);
}

function BrandName({ brand, brands }: Pick<ParcelConsolePage, "brands"> & { readonly brand: string }) {
	const name = brands.get(brand);
	// Whoever may not see the shop has its id alone.
	if (name === undefined) return <code>{brand}</code>;
	return (
		<a href={`/console/brands/${brand}`}>
			<bdi>{withoutControls(name)}</bdi>
		</a>
	);
}

function kept(promise: OnTime | null, own: ConsoleContext["own"]): string | null {
	return promise && `${promise.promisedTo.replace("T", " ")}: ${own.parcel.kept[promise.state]}`;
}
