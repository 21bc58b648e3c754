import { afterMinutesIn, isIn, nextIn, type Shifts } from "./staff-hours.ts";

/** Somebody who may be asked. */
export interface MayAnswer {
	/** 0: the shop's contact. */
	readonly person: number;
	/** BCP 47, in which he answers; empty: any. */
	readonly languages: readonly string[];
	readonly shifts: Shifts;
	/** How many questions that wait he was asked. */
	readonly open: number;
	/** When he was last asked anything, in milliseconds; null: never. */
	readonly lastAskedMs: number | null;
}

/** What is known of a question when it looks for somebody. */
export interface Seeking {
	/** Who has been asked since the buyer waits. */
	readonly asked: readonly number[];
	/** BCP 47: what the buyer reads. */
	readonly language: string;
	/** Who answered this buyer before; null: nobody. */
	readonly before: number | null;
	readonly nowMs: number;
}

/** The contact takes no turn among the staff. */
export const CONTACT_PERSON = 0;

/**
 * Who is asked next, and when; null once everybody was. Nobody is asked twice of one wait:
 *
 * 1. Of the staff who are in: who answered this buyer before; else who answers in his language; else anybody who is in, because a
 *    person who has to look words up is sooner than one who comes tomorrow. Among equals the one with the fewest open questions,
 *    then the one who was asked longest ago, then who came first.
 * 2. Nobody is in: who comes in first, when he does; of several who come then, as above.
 * 3. Staff who have no hours at all after those who have some, one after the other.
 * 4. The shop's contact, which nobody sits before by the hour: where there are no staff, and when none of them answered. Only the
 *    contact who answered this buyer before goes before the others.
 */
export function nextToAsk(
	people: readonly MayAnswer[],
	{ asked, language, before, nowMs }: Seeking,
): { readonly person: number; readonly atMs: number } | null {
	const left = people.filter(({ person }) => !asked.includes(person));
	const turns = left.map((one) => ({
		...one,
		isContact: one.person === CONTACT_PERSON && one.person !== before,
		comesMs: nextIn(one.shifts, nowMs) ?? Number.POSITIVE_INFINITY,
		rank: one.person === before ? 0 : speaks(one.languages, language) ? 1 : 2,
	}));
	const [first] = turns.toSorted(
		(a, b) =>
			Number(a.isContact) - Number(b.isContact) ||
			compare(a.comesMs, b.comesMs) ||
			a.rank - b.rank ||
			a.open - b.open ||
			compare(a.lastAskedMs ?? Number.NEGATIVE_INFINITY, b.lastAskedMs ?? Number.NEGATIVE_INFINITY) ||
			a.person - b.person,
	);
	if (first === undefined) return null;
	return { person: first.person, atMs: Number.isFinite(first.comesMs) ? first.comesMs : nowMs };
}

/** Until when those who were asked have to answer, in milliseconds: minutes of which somebody of the staff is in. */
export function passedOnAt(people: readonly MayAnswer[], nowMs: number, minutes: number): number {
	const staff = people.filter(({ person }) => person !== CONTACT_PERSON);
	return afterMinutesIn(
		staff.map(({ shifts }) => shifts),
		nowMs,
		minutes,
	);
}

/**
 * Whether somebody is there now, and else when and who; null where nobody says by hours when he is, or somebody who gave none may
 * answer sooner.
 */
export function whenSomebodyIsIn<One extends Pick<MayAnswer, "shifts">>(
	staff: readonly One[],
	nowMs: number,
): { readonly isIn: true } | { readonly isIn: false; readonly nextMs: number; readonly who: One } | null {
	const given = staff.filter(({ shifts }) => shifts !== null);
	if (given.some(({ shifts }) => isIn(shifts, nowMs))) return { isIn: true };
	if (given.length < staff.length) return null;
	const coming = given.flatMap((who) => {
		const nextMs = nextIn(who.shifts, nowMs);
		return nextMs === null ? [] : [{ isIn: false as const, nextMs, who }];
	});
	return coming.toSorted((a, b) => a.nextMs - b.nextMs)[0] ?? null;
}

/** `de-AT` is read by who answers in `de`, and the other way round. */
function speaks(languages: readonly string[], wanted: string): boolean {
	return languages.length === 0 || languages.some((one) => baseOf(one) === baseOf(wanted));
}

function baseOf(language: string): string {
	return language.toLowerCase().split("-")[0] ?? "";
}

function compare(a: number, b: number): number {
	return a === b ? 0 : a < b ? -1 : 1;
}
