import type { Child } from "hono/jsx";
import { Outcome } from "../form.tsx";
import { withoutControls } from "../isolate.tsx";
import type { BrandNames } from "./brands.tsx";
import { Choice, Field, Refusal, type RefusedForm } from "./fields.tsx";
import { type ConsoleContext, PostForm, type Staff } from "./frame.tsx";
import { Ago } from "./parts.tsx";

/** What can be changed of a parcel here, as it is written. */
export interface ParcelForm {
	readonly reference: string;
	readonly order: string;
	/** A day, or a moment with its offset. */
	readonly promisedBy: string;
	/** `brd_…`; "": the shop's own. */
	readonly brand: string;
}

export const PARCEL_ACTIONS = ["refresh", "stop", "resume", "archive", "reopen"] as const;
export type ParcelAction = (typeof PARCEL_ACTIONS)[number];

interface ActionsInput extends ConsoleContext {
	readonly parcel: {
		/** `shp_…` */
		readonly id: string;
		readonly following: { readonly state: string };
		readonly stoppedAt: string | null;
		readonly archivedAt: string | null;
	};
	/** Why the last one was not done. */
	readonly refused: string | null;
	readonly staff: Staff | null;
}

/** Whether its carrier is asked, and whether it stands in the lists. */
export function Actions({ parcel, refused, staff, ...context }: ActionsInput) {
	const { act } = context.own.parcel;
	const { id, following, stoppedAt, archivedAt } = parcel;
	const canBeAsked = following.state === "following";
	const buttons: readonly ParcelAction[] = [
		...(canBeAsked ? (["refresh"] as const) : []),
		...(archivedAt !== null ? [] : stoppedAt === null ? (["stop"] as const) : (["resume"] as const)),
		archivedAt === null ? "archive" : "reopen",
	];
	return (
		<section aria-labelledby="act">
			<h2 id="act">{act.title}</h2>
			<Outcome text={refused && withoutControls(refused)} />
			<Since label={act.archivedSince} at={archivedAt} {...context} />
			<Since label={act.stoppedSince} at={stoppedAt} {...context} />
			<div class="buttons">
				{buttons.map((verb) => (
					<PostForm action={`/console/parcels/${id}/${verb}`} staff={staff}>
						<button class="button button-small" type="submit">
							{act[verb]}
						</button>
					</PostForm>
				))}
			</div>
			{canBeAsked && <p class="hint">{act.refreshHint}</p>}
		</section>
	);
}

function Since({ label, at, ...context }: ConsoleContext & { readonly label: Child; readonly at: string | null }) {
	if (at === null) return null;
	return (
		<p class="quiet">
			{label} <Ago at={at} {...context} />
		</p>
	);
}

interface ChangeInput extends Pick<ConsoleContext, "own"> {
	readonly id: string;
	readonly brands: BrandNames;
	/** As it stands. */
	readonly now: ParcelForm;
	/** As it was sent, where it was refused. */
	readonly sent: (RefusedForm & { readonly written: ParcelForm }) | null;
	readonly staff: Staff | null;
}

export function ChangeParcel({ id, brands, now, sent, staff, own }: ChangeInput) {
	const { change, reference, order } = own.parcel;
	const { written, refused, errors } = sent ?? { written: now, refused: null, errors: {} };
	const isDay = written.promisedBy === "" || /^\d{4}-\d\d-\d\d$/.test(written.promisedBy);
	const field = (name: keyof ParcelForm, label: string) => ({
		name,
		label,
		errors,
		value: written[name],
		mostCharacters: 200,
	});
	return (
		<details class="correct" open={refused !== null}>
			<summary>{change.title}</summary>
			<p class="quiet">{change.text}</p>
			<PostForm action={`/console/parcels/${id}/change`} staff={staff} class="form">
				<Refusal refused={refused} errors={errors} names={Object.keys(written)} />
				<Field {...field("reference", reference)} />
				<Field {...field("order", order)} />
				<Field {...field("promisedBy", change.promised)} type={isDay ? "date" : "text"} />
				{brands.size > 0 && (
					<Choice
						name="brand"
						label={own.brands.brand}
						hint={own.brands.changeHint}
						value={written.brand}
						errors={errors}
						options={[...brands]}
						any={own.brands.own}
					/>
				)}
				<button class="button" type="submit">
					{change.button}
				</button>
			</PostForm>
		</details>
	);
}
