import { Conflict, Invalid, NotFound } from "../core/errors.ts";
import { emailKey } from "../core/recipient.ts";
import { nextIn, WEEKDAYS, type WeekHours } from "../core/staff-hours.ts";
import { isZone } from "../geo/zone-offset.ts";
import type { Transaction } from "../store/database.ts";
import { lookForAnswerers } from "../store/question-rounds.ts";
import {
	addStaff as add,
	changeStaff as change,
	getStaff as getStored,
	listEverybody,
	listStaff as listStored,
	lockStaff,
	MOST_STAFF_EVER,
	removeStaff as remove,
	type StaffFields,
	type StaffPerson,
	type StoredStaff,
	staffPersonOf,
} from "../store/staff.ts";
import { sellerOf } from "./deps.ts";
import { fieldsOf, noted } from "./noted.ts";
import type { LetterDeps } from "./question-mails.ts";
import { hoursOf, shiftsOf } from "./staff-shifts.ts";
import type { Principal } from "./views.ts";

/** Somebody at the shop who answers buyers by mail. */
export interface StaffView {
	/** `stf_…` */
	readonly id: string;
	/** Null, as the address, where the key that sealed it is lost: he gets no mail until they are set anew. */
	readonly name: string | null;
	readonly email: string | null;
	/** BCP 47, in which he answers; empty: any. */
	readonly languages: readonly string[];
	/** Of his week by the clock of his zone; null: always. */
	readonly hours: WeekHours | null;
	/** IANA; null where there are no hours. */
	readonly zone: string | null;
	readonly isIn: boolean;
	/** Null while he is in. */
	readonly nextInAt: string | null;
	readonly createdAt: string;
}

export interface NewStaff {
	readonly name: string;
	readonly email: string;
	readonly languages: readonly string[];
	readonly hours: WeekHours | null;
	readonly zone: string | null;
}

/** What is left out stays. */
export type StaffChange = { readonly [Field in keyof NewStaff]?: NewStaff[Field] | undefined };

const MOST_STAFF = 100;

/** In the order in which they came; who was removed is not among them. */
export async function listStaff(deps: LetterDeps, principal: Principal): Promise<readonly StaffView[]> {
	return (await listStored(deps.db, sellerOf(principal))).map((one) => view(deps, one));
}

/** Throws `NotFound`, as all below. */
export async function getStaff(deps: LetterDeps, principal: Principal, id: string): Promise<StaffView> {
	return view(deps, present(await getStored(deps.db, sellerOf(principal), id)));
}

/**
 * Questions that nobody was asked yet are looked at again. Throws `Conflict` for an address that one of them has, or where there
 * are too many; `Invalid` for the address that replies come to, and for hours without a zone.
 */
export function addStaff(deps: LetterDeps, principal: Principal, input: NewStaff): Promise<StaffView> {
	const sellerId = sellerOf(principal);
	return deps.db.transaction(async (tx) => {
		await lockStaff(tx, sellerId);
		const others = await listStored(tx, sellerId);
		if (others.length >= MOST_STAFF) throw new Conflict(`There are ${others.length} people, and that is the most.`);
		const fields = fieldsFrom(deps, input, others);
		const added = await add(tx, deps.vault, sellerId, fields);
		if (added === null)
			throw new Conflict(`There have been ${MOST_STAFF_EVER} people, and letters can tell no more apart.`);
		await noteStaff(tx, deps, principal, "staff.added", added.id);
		await lookForAnswerers(tx, sellerId, fields.now);
		return view(deps, added);
	});
}

/** As `addStaff`. */
export function changeStaff(
	deps: LetterDeps,
	principal: Principal,
	id: string,
	changes: StaffChange,
): Promise<StaffView> {
	const sellerId = sellerOf(principal);
	return deps.db.transaction(async (tx) => {
		await lockStaff(tx, sellerId);
		const before = present(await getStored(tx, sellerId, id));
		const { name, email, languages, hours, zone } = view(deps, before);
		const others = (await listStored(tx, sellerId)).filter((one) => one.id !== id);
		const merged = {
			name: changes.name ?? name,
			email: changes.email ?? email,
			languages: changes.languages ?? languages,
			hours: changes.hours === undefined ? hours : changes.hours,
			zone: changes.zone === undefined ? zone : changes.zone,
		};
		const fields = fieldsFrom(deps, { ...merged, ...personIn(merged) }, others);
		await change(tx, deps.vault, before, fields);
		await noteStaff(tx, deps, principal, "staff.changed", id, fieldsOf(changes));
		await lookForAnswerers(tx, sellerId, fields.now);
		return view(deps, present(await getStored(tx, sellerId, id)));
	});
}

/** He gets no more letters; what he was asked is passed on in its time, and his name stays in what he wrote. */
export function removeStaff(deps: LetterDeps, principal: Principal, id: string): Promise<void> {
	const sellerId = sellerOf(principal);
	return deps.db.transaction(async (tx) => {
		await lockStaff(tx, sellerId);
		const now = deps.now().toISOString();
		await remove(tx, present(await getStored(tx, sellerId, id)), now);
		await noteStaff(tx, deps, principal, "staff.removed", id);
		await lookForAnswerers(tx, sellerId, now);
	});
}

/** Names by `stf_…`, of those who left too. */
export async function staffNames(
	{ db, vault }: LetterDeps,
	principal: Principal,
): Promise<ReadonlyMap<string, string>> {
	const everybody = await listEverybody(db, sellerOf(principal));
	return new Map(
		everybody.flatMap((one) => {
			const person = staffPersonOf(vault, one);
			return person === null ? [] : [[one.id, person.name] as const];
		}),
	);
}

function present(staff: StoredStaff | null): StoredStaff {
	if (staff === null || staff.removedAt !== null) throw new NotFound("You have no staff with this id.");
	return staff;
}

function personIn({ name, email }: { readonly name: string | null; readonly email: string | null }): StaffPerson {
	if (name !== null && email !== null) return { name, email };
	throw new Invalid("The name and the address cannot be read any more: give both.");
}

function fieldsFrom(
	{ vault, replies, now }: LetterDeps,
	{ name, email, languages, hours, zone }: NewStaff,
	others: readonly StoredStaff[],
): StaffFields {
	const key = emailKey(email);
	if (replies !== null && isOfMailbox(key, replies.address)) {
		throw refusedField(
			"/email",
			"Replies to our letters come to this address: letters to it would go round in a circle.",
		);
	}
	const holder = others.find((one) => emailKey(staffPersonOf(vault, one)?.email ?? "") === key);
	if (holder) throw new Conflict("Somebody on the list has this address already.", { staffId: holder.id });
	const given = hours === null ? null : withoutFreeDays(hours);
	if (given !== null && zone === null) {
		throw refusedField("/zone", 'Hours need the zone by whose clock they are, such as "Europe/Berlin".');
	}
	if (zone !== null && !isZone(zone)) {
		throw refusedField("/zone", 'This zone is not known: write an IANA name such as "Europe/Berlin".');
	}
	return { person: { name, email }, languages, hours: given, zone: given && zone, now: now().toISOString() };
}

/** The address itself, and what stands behind a plus of it. */
function isOfMailbox(key: string, mailbox: string): boolean {
	const [local = "", host = ""] = emailKey(mailbox).split("@");
	return key.endsWith(`@${host}`) && key.slice(0, -host.length - 1).split("+")[0] === local.split("+")[0];
}

function refusedField(pointer: string, detail: string): Invalid {
	return new Invalid(detail, [{ pointer, detail }]);
}

function withoutFreeDays(hours: WeekHours): WeekHours {
	return Object.fromEntries(WEEKDAYS.flatMap((day) => (hours[day]?.length ? [[day, hours[day]]] : [])));
}

async function noteStaff(
	tx: Transaction,
	{ now }: LetterDeps,
	principal: Principal,
	action: "staff.added" | "staff.changed" | "staff.removed",
	subject: string,
	fields?: readonly string[],
): Promise<void> {
	await noted(tx, principal, now(), { action, subject, ...(fields && { details: { fields } }) });
}

function view({ vault, now }: LetterDeps, staff: StoredStaff): StaffView {
	const { id, languages, zone, createdAt } = staff;
	const { name, email } = staffPersonOf(vault, staff) ?? { name: null, email: null };
	const nowMs = now().getTime();
	const next = nextIn(shiftsOf(staff), nowMs);
	const isIn = next === nowMs;
	const nextInAt = isIn || next === null ? null : new Date(next).toISOString();
	return { id, name, email, languages, hours: hoursOf(staff), zone, isIn, nextInAt, createdAt };
}
