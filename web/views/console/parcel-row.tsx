import type { Eta, Following, MissedPromise } from "../../../src/core/page.ts";
import type { ActionBy, Code, Condition, Milestone, Reason } from "../../../src/core/status.ts";
import { windowText } from "../arrival.ts";
import { Sentence, withoutControls } from "../isolate.tsx";
import type { BrandNames } from "./brands.tsx";
import type { ConsoleContext } from "./frame.tsx";
import { Ago, Said } from "./parts.tsx";

/** A parcel in a list: what services answer of it, as far as it is shown. */
export interface ListedParcel extends NamedCarrier {
	/** `shp_…` */
	readonly id: string;
	readonly trackingNumber: string;
	readonly reference: string | null;
	readonly milestone: Milestone;
	readonly code: Code;
	readonly reason: Reason;
	readonly condition: Condition;
	readonly actionBy: ActionBy;
	/** stopped: the shop told us to ask no more. */
	readonly following: Omit<Following, "state"> & { readonly state: Following["state"] | "stopped" };
	readonly eta: Eta | null;
	readonly late: MissedPromise | null;
	readonly lateRisk: number | null;
	readonly waitingSince: string | null;
	readonly updatedAt: string;
	/** `brd_…`; null: the shop's own. */
	readonly brand: string | null;
}

/** Carriers' names by their codes. */
export type CarrierNames = ReadonlyMap<string, string>;

/** Of a parcel, a leg or what is said of one. */
export interface NamedCarrier {
	readonly carrier: string;
	/** What the shop calls a courier of its own; null, or left out, for every other carrier. */
	readonly courier?: string | null;
}

export function carrierName({ carrier, courier }: NamedCarrier, carriers: CarrierNames): string {
	return withoutControls(courier ?? carriers.get(carrier) ?? carrier);
}

interface RowsInput {
	readonly context: ConsoleContext;
	readonly parcels: readonly ListedParcel[];
	readonly carriers: CarrierNames;
	readonly brands: BrandNames;
}

export function ParcelRows({ context, parcels, carriers, brands }: RowsInput) {
	return (
		<ul class="rows">
			{parcels.map((parcel) => (
				<li class={`row row-${toneOf(parcel)}`}>
					<div class="row-name">
						<a href={`/console/parcels/${parcel.id}`}>
							<bdi>{withoutControls(parcel.trackingNumber)}</bdi>
						</a>
						<p class="quiet">
							<bdi>{carrierName(parcel, carriers)}</bdi>
							{[parcel.reference, brands.get(parcel.brand ?? "") ?? null].map(
								(name) =>
									name !== null && (
										<>
											{" · "}
											<bdi>{withoutControls(name)}</bdi>
										</>
									),
							)}
						</p>
					</div>
					<State context={context} parcel={parcel} />
					<Arrival context={context} parcel={parcel} />
				</li>
			))}
		</ul>
	);
}

/** What happened, why, and whether all is well. */
export function State({ context, parcel }: Pick<RowsInput, "context"> & { readonly parcel: ListedParcel }) {
	const { words } = context;
	const { code, reason, condition, following } = parcel;
	const label = words.codes[code];
	const why =
		reason === "none" || label.toLowerCase() === words.reasons[reason].toLowerCase() ? "" : words.reasons[reason];
	return (
		<div class="row-state">
			<p>
				<Said {...context}>{label}</Said>
			</p>
			{condition !== "ok" && (
				<p class="trouble">
					<Said {...context}>
						{words.conditions[condition].title}
						{why === "" ? "" : `: ${why}`}
					</Said>
				</p>
			)}
			{isNotFollowed(following.state) && <p class="trouble">{context.own.list.notFollowed}</p>}
		</div>
	);
}

function isNotFollowed(state: ListedParcel["following"]["state"]): boolean {
	return state === "needs-connection" || state === "unsupported" || state === "stopped";
}

function Arrival({ context, parcel }: Pick<RowsInput, "context"> & { readonly parcel: ListedParcel }) {
	const { own, words, speech, page } = context;
	const { eta, lateRisk, waitingSince, updatedAt } = parcel;
	return (
		<div class="row-when">
			{eta !== null && (
				<p>
					<Sentence text={own.list.arrives(windowText(eta, { words, speech, now: page.now }))} />
				</p>
			)}
			{lateRisk !== null && eta !== null && lateRisk >= WORTH_SAYING && (
				<p class="trouble">{own.list.lateRisk(Math.round(lateRisk * 100))}</p>
			)}
			<p class="quiet">
				{waitingSince === null ? own.list.changed : own.worklist.since}{" "}
				<Ago at={waitingSince ?? updatedAt} {...context} />
			</p>
		</div>
	);
}

/** A risk that any parcel has is no news. */
const WORTH_SAYING = 0.3;

function toneOf({ condition, milestone }: ListedParcel): "bad" | "warn" | "good" | "plain" {
	if (condition === "problem" || condition === "final_problem" || condition === "disputed") return "bad";
	if (condition !== "ok" && condition !== "notice") return "warn";
	return milestone === "delivered" ? "good" : "plain";
}
