import { emailKey } from "../core/recipient.ts";
import { CONTACT_PERSON, type MayAnswer, nextToAsk, passedOnAt } from "../core/who-answers.ts";
import type { Queries, RowId, Transaction } from "../store/database.ts";
import { isOutage, isPassing } from "../store/outage.ts";
import { claimToPassOn, loadsOf, putOffAsking, setAsked, type ToPassOn } from "../store/question-rounds.ts";
import { getQuestion, type StoredQuestion } from "../store/questions.ts";
import { sellerByRowId } from "../store/sellers.ts";
import { threadsOf } from "../store/threads.ts";
import { type LetterDeps, mailShop } from "./question-mails.ts";
import { type Answerer, answerersOf } from "./thread-people.ts";

/**
 * The shop is told what the buyer said, of a question that is locked, as it stands with it: those who were asked since he waits;
 * where nobody was, one person by the rule of core/who-answers.ts, now or when he comes in, in one letter with all of it.
 */
export async function askShop(
	tx: Transaction,
	deps: LetterDeps,
	question: StoredQuestion,
	{ knownTo = null, leftOut = [] }: { readonly knownTo?: string | null; readonly leftOut?: readonly string[] } = {},
): Promise<void> {
	const asked = askedOf(question, await answerersOf(deps, tx, question));
	if (asked.length > 0) {
		const others = asked.filter(({ actor }) => actor !== knownTo);
		return mailShop(tx, deps, question, { kind: "asked", leftOut }, others);
	}
	// Nobody is in yet, but somebody will be.
	const isAwaited = question.askedPersons.length === 0 && question.askNextAt !== null;
	if (!isAwaited) await askNext(tx, deps, question, leftOut);
}

/**
 * Passes on one question of any seller whose time has come: the next is asked too. False where there is none. What cannot be
 * passed on is told to `onError` and put off for an hour; throws where the database is away.
 */
export async function passOnDue(deps: LetterDeps, onError: (error: unknown) => void): Promise<boolean> {
	let claimed: readonly ToPassOn[] = [];
	try {
		await deps.db.transaction(async (tx) => {
			claimed = await claimToPassOn(tx, deps.now().toISOString(), 1);
			for (const { sellerId, id } of claimed) {
				const question = await getQuestion(tx, sellerId, id);
				if (question) await askNext(tx, deps, question);
			}
		});
	} catch (error) {
		if (isOutage(error) || isPassing(error) || claimed.length === 0) throw error;
		onError(error);
		const until = new Date(deps.now().getTime() + PUT_OFF_MS).toISOString();
		for (const one of claimed) await putOffAsking(deps.db, one, until);
	}
	return claimed.length > 0;
}

const PUT_OFF_MS = 3_600_000;

/**
 * Who hears what else is new in a thread: while the buyer waits those who were asked, else who answered last, else who would be
 * asked.
 */
export async function whoFollows(
	tx: Transaction,
	deps: LetterDeps,
	question: StoredQuestion,
): Promise<readonly Answerer[]> {
	const answerers = await answerersOf(deps, tx, question);
	const asked = askedOf(question, answerers);
	if (question.state === "waiting" && asked.length > 0) return asked;
	const before = await answeredBefore(tx, question, answerers);
	if (before) return [before];
	if (asked.length > 0) return asked;
	const next = await whoIsNext(tx, question, answerers, deps.now().getTime());
	return next ? [next.answerer] : [];
}

/** Who would be asked of a parcel's page, of which nobody asked anything yet; null in a shop without anybody. */
export async function whoWouldBeAsked(
	tx: Transaction,
	deps: LetterDeps,
	parcel: Pick<StoredQuestion, "sellerId" | "token" | "locale">,
): Promise<Answerer | null> {
	const answerers = await answerersOf(deps, tx, parcel);
	const next = await nextOf(tx, { ...parcel, askedPersons: [], before: undefined }, answerers, deps.now().getTime());
	return next?.answerer ?? null;
}

/** Of those who answer, who was asked since the buyer waits, or waited last. */
export function askedOf(
	{ askedPersons }: Pick<StoredQuestion, "askedPersons">,
	answerers: readonly Answerer[],
): readonly Answerer[] {
	return answerers.filter(({ person }) => askedPersons.includes(person));
}

async function askNext(
	tx: Transaction,
	deps: LetterDeps,
	question: StoredQuestion,
	leftOut: readonly string[] = [],
): Promise<void> {
	const nowMs = deps.now().getTime();
	const answerers = await answerersOf(deps, tx, question);
	const next = await whoIsNext(tx, question, answerers, nowMs);
	const { askedPersons } = question;
	if (next === null) return setAsked(tx, question, { persons: askedPersons, nextAt: null });
	if (next.atMs > nowMs) return setAsked(tx, question, { persons: askedPersons, nextAt: instantOf(next.atMs) });
	const persons = [...askedPersons, next.answerer.person];
	const people = mayAnswer(answerers);
	const isLast = people.every(({ person }) => persons.includes(person));
	const { answerMinutes } = await knownSeller(tx, question.sellerId);
	const nextAt = isLast ? null : instantOf(passedOnAt(people, nowMs, answerMinutes));
	await setAsked(tx, question, { persons, nextAt });
	await mailShop(tx, deps, question, { kind: "asked", leftOut }, [next.answerer]);
}

async function whoIsNext(tx: Transaction, question: StoredQuestion, answerers: readonly Answerer[], nowMs: number) {
	const before = await answeredBefore(tx, question, answerers);
	return nextOf(tx, { ...question, before }, answerers, nowMs);
}

interface Seeking extends Pick<StoredQuestion, "sellerId" | "askedPersons" | "locale"> {
	readonly before: Answerer | undefined;
}

async function nextOf(
	tx: Transaction,
	{ sellerId, askedPersons, locale, before }: Seeking,
	answerers: readonly Answerer[],
	nowMs: number,
): Promise<{ readonly answerer: Answerer; readonly atMs: number } | null> {
	const loads = new Map((await loadsOf(tx, sellerId)).map((load) => [load.person, load]));
	const people = mayAnswer(answerers).map((one) => {
		const load = loads.get(one.person);
		return { ...one, open: load?.open ?? 0, lastAskedMs: load ? Date.parse(load.lastAskedAt) : null };
	});
	const next = nextToAsk(people, {
		asked: askedPersons,
		language: locale,
		before: before?.person ?? null,
		nowMs,
	});
	const answerer = answerers.find(({ person }) => person === next?.person);
	return next && answerer ? { answerer, atMs: next.atMs } : null;
}

/** The contact is left out where one of the staff has its address: nobody gets a letter twice. */
function mayAnswer(answerers: readonly Answerer[]): readonly MayAnswer[] {
	const ofStaff = answerers.filter(({ person }) => person !== CONTACT_PERSON).map(({ email }) => emailKey(email));
	return answerers
		.filter(({ person, email }) => person !== CONTACT_PERSON || !ofStaff.includes(emailKey(email)))
		.map(({ person, languages, shifts }) => ({ person, languages, shifts, open: 0, lastAskedMs: null }));
}

/** Who said the shop's last word to the buyer, where he still answers. */
async function answeredBefore(
	tx: Transaction,
	question: StoredQuestion,
	answerers: readonly Answerer[],
): Promise<Answerer | undefined> {
	const thread = (await threadsOf(tx, question.sellerId, [question])).get(question.rowId) ?? [];
	const last = thread.findLast(({ side, isShared }) => side === "staff" && isShared);
	return answerers.find(({ actor }) => actor === last?.actor);
}

async function knownSeller(db: Queries, sellerId: RowId) {
	const seller = await sellerByRowId(db, sellerId);
	if (!seller) throw new Error("A question is of a seller who is not there.");
	return seller;
}

function instantOf(ms: number): string {
	return new Date(ms).toISOString();
}
