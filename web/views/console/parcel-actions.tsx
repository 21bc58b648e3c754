import type { Child } from "hono/jsx";
import { Outcome, TextField } from "../form.tsx";
import { withoutControls } from "../isolate.tsx";
import { type ConsoleContext, PostForm, type Staff } from "./frame.tsx";
import { Ago, errorOf } from "./parts.tsx";

/** What can be changed of a parcel here, as it is written. */
export interface ParcelForm {
	readonly reference: string;
	readonly order: string;
	/** A day, or a moment with its offset. */
	readonly promisedBy: string;
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
	/** As it stands. */
	readonly now: ParcelForm;
	readonly refused: {
		readonly text: string | null;
		readonly written: ParcelForm;
		readonly errors: Readonly<Record<string, string>>;
	} | null;
	readonly staff: Staff | null;
}

export function ChangeParcel({ id, now, refused, staff, own }: ChangeInput) {
	const { change, reference, order } = own.parcel;
	const { written = now, errors = {}, text = null } = refused ?? {};
	const isDay = written.promisedBy === "" || /^\d{4}-\d\d-\d\d$/.test(written.promisedBy);
	const field = (name: keyof ParcelForm, label: string) => ({
		name,
		label,
		value: withoutControls(written[name]),
		error: errorOf(errors, name),
		mostCharacters: 200,
		isOptional: true,
	});
	return (
		<details class="correct" open={refused !== null}>
			<summary>{change.title}</summary>
			<p class="quiet">{change.text}</p>
			<PostForm action={`/console/parcels/${id}/change`} staff={staff} class="form">
				<Outcome text={text && withoutControls(text)} />
				<TextField {...field("reference", reference)} />
				<TextField {...field("order", order)} />
				<TextField {...field("promisedBy", change.promised)} type={isDay ? "date" : "text"} />
				<button class="button" type="submit">
					{change.button}
				</button>
			</PostForm>
		</details>
	);
}
