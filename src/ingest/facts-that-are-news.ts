import type { ContinuationFact, CorrectionFact, Fact, HeaderFact, ScanFact, WithdrawalFact } from "../core/facts.ts";
import { groupBy } from "../core/group-by.ts";
import { replacedPositions } from "../core/positions.ts";
import type { Place, Provenance, ScanDetails } from "../core/scan.ts";
import { idOfFact, stableText } from "../store/facts.ts";
import { keyOf } from "./key-of.ts";

/**
 * What of `told` changes what is known, each as it is to be kept. A scan told again in the same words by the same
 * channel is none, unless it was taken back since; in other words it is another account of the same key. A header that
 * repeats the one before it is none either, nor is taking back what nobody told since it was taken back, nor a courier's
 * position before the newest. Telling anything twice changes nothing.
 */
export function factsThatAreNews(told: readonly Fact[], known: readonly Fact[]): readonly Fact[] {
	const scans = scanNews(told, known);
	const replaced = replacedPositions([...known.filter(isScan), ...scans]);
	return [
		...scans.filter((fact) => !replaced.has(fact)),
		...headerNews(told, known),
		...withdrawalNews(told, [...known, ...scans]),
		...continuationNews(told, known),
		...correctionNews(told, known),
	];
}

function scanNews(told: readonly Fact[], known: readonly Fact[]): readonly ScanFact[] {
	const accounts = groupBy(known.filter(isScan), ({ scan }) => scan.key);
	const withdrawals = groupBy([...known, ...told].filter(isWithdrawal), ({ withdraws }) => withdraws);
	return told.filter(isScan).flatMap((fact) => {
		const ofKey = accounts.get(fact.scan.key) ?? [];
		const [provenance] = fact.provenance;
		if (!provenance) return [];
		const before = latestOf(ofKey, provenance);
		const takenBack = withdrawals.get(fact.scan.key) ?? [];
		const isStanding = before !== null && !isBetween(takenBack, before.knownAt, provenance.knownAt);
		if (isStanding && saysTheSame(before.fact, fact)) return [];
		const isReadAgain = before?.fact.provenance.some(({ messageId }) => messageId === provenance.messageId);
		if (before && isReadAgain) return [{ ...before.fact, scan: fact.scan }];
		// The same words, understood otherwise: by a better gazetteer, or by words that settle a place.
		if (isStanding && writtenOf(before.fact) === writtenOf(fact)) return [{ ...before.fact, scan: fact.scan }];
		const account = accountOf(fact, ofKey, provenance);
		const news = account === null ? fact : { ...fact, account };
		accounts.set(fact.scan.key, [...ofKey, news]);
		return [news];
	});
}

/** The account that this channel gave last before the moment of `told`. */
function latestOf(accounts: readonly ScanFact[], told: Provenance): Telling | null {
	let latest: Telling | null = null;
	for (const fact of accounts) {
		for (const { channel, knownAt } of fact.provenance) {
			const counts = channel === told.channel && knownAt <= told.knownAt;
			if (counts && (latest === null || knownAt >= latest.knownAt)) latest = { fact, knownAt };
		}
	}
	return latest;
}

interface Telling {
	readonly fact: ScanFact;
	readonly knownAt: string;
}

/** Taken back after the one moment, or at it, and before the other. */
function isBetween(withdrawals: readonly WithdrawalFact[], one: string, other: string): boolean {
	return withdrawals.some(({ provenance }) => provenance.some(({ knownAt }) => one <= knownAt && knownAt < other));
}

/**
 * The first account of a key needs no name. Words that another channel used are its account, told by one more. Words
 * that this channel used before, with others since, are a new account: the name holds the message.
 */
function accountOf(fact: ScanFact, accounts: readonly ScanFact[], { channel, messageId }: Provenance): string | null {
	const same = accounts.find((other) => saysTheSame(other, fact));
	if (!same) return accounts.length === 0 ? null : keyOf(contentOf(fact));
	const isTold = same.provenance.some((other) => other.channel === channel);
	return isTold ? keyOf(`${messageId} ${contentOf(fact)}`) : (same.account ?? null);
}

// Almost all that carriers tell again is alike, and texts of it cost ten times as much.
function saysTheSame(one: ScanFact, other: ScanFact): boolean {
	return isAlike(wordsOf(one), wordsOf(other)) || contentOf(one) === contentOf(other);
}

function contentOf(fact: ScanFact): string {
	return stableText(wordsOf(fact));
}

function wordsOf({ scan }: ScanFact): readonly unknown[] {
	const { code, reason, carrierCode, rule, text, time, place, piece, marked, details } = scan;
	return [code, reason, carrierCode, rule, text, time, place && whereOf(place), piece, marked, ...besideWords(details)];
}

/** With which gazetteer a place was found says nothing of where it is. */
function whereOf({ text, country, postcode, lat, lng, precision }: Place): Required<Omit<Place, "found">> {
	return { text, country, postcode, lat, lng, precision };
}

/** The same values under the same names. What is not alike may still be written alike. */
function isAlike(one: unknown, other: unknown): boolean {
	if (one === other) return true;
	if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
	const names = Object.keys(one);
	if (names.length !== Object.keys(other).length) return false;
	return names.every((name) => Object.hasOwn(other, name) && isAlike(Reflect.get(one, name), Reflect.get(other, name)));
}

/** What the carrier wrote, without what places and zones were made of it. */
function writtenOf({ scan }: ScanFact): string {
	const { code, reason, carrierCode, rule, text, time, place, piece, marked, details } = scan;
	const isLent = time.zoneSource === "place" || time.zoneSource === "none";
	const zone = isLent ? null : [time.zone, time.instant];
	const words = place && [place.text, place.postcode];
	const when = [time.local, time.precision, zone];
	return stableText([code, reason, carrierCode, rule, text, ...when, words, piece, marked, ...besideWords(details)]);
}

/** Accounts of before are named by their content: that of a scan without details stays what it was. */
function besideWords(details: ScanDetails | undefined): readonly ScanDetails[] {
	return details === undefined ? [] : [details];
}

/** The facts after the news, as the store keeps them: told by who told them first, understood as they were told last. */
export function withNews(known: readonly Fact[], news: readonly Fact[]): readonly Fact[] {
	const facts = new Map(known.map((fact) => [idOfFact(fact), fact]));
	for (const fact of news) {
		const there = facts.get(idOfFact(fact));
		facts.set(idOfFact(fact), there === undefined ? fact : { ...fact, provenance: bothTold(there, fact) });
	}
	return [...facts.values()];
}

function bothTold(there: Fact, fact: Fact): readonly Provenance[] {
	const told = new Set(there.provenance.map(({ channel }) => channel));
	return [...there.provenance, ...fact.provenance.filter(({ channel }) => !told.has(channel))];
}

/** Headers that say something else than the one before them. */
function headerNews(told: readonly Fact[], known: readonly Fact[]): readonly HeaderFact[] {
	const keys = new Set(known.filter(isHeader).map(({ key }) => key));
	const news = told.filter(isHeader).filter(({ key }) => !keys.has(key));
	const all = [...known.filter(isHeader), ...news].toSorted(byKnownAt);
	const before = new Map<HeaderFact, HeaderFact>();
	for (const same of groupBy(all, ({ leg, piece }) => `${leg} ${piece ?? ""}`).values()) {
		for (const [index, header] of same.entries()) {
			const previous = same[index - 1];
			if (previous) before.set(header, previous);
		}
	}
	return news.filter((header) => {
		const previous = before.get(header);
		return !previous || headerContent(previous) !== headerContent(header);
	});
}

function headerContent({ status, at, local, promised, signed }: HeaderFact): string {
	return stableText([status, at, local, promised, signed]);
}

function byKnownAt(one: HeaderFact, other: HeaderFact): number {
	const [a, b] = [one.provenance[0]?.knownAt ?? "", other.provenance[0]?.knownAt ?? ""];
	return a < b ? -1 : a > b ? 1 : one.key < other.key ? -1 : 1;
}

/** The first of each scan, and those that take back what was told after the one before. */
function withdrawalNews(told: readonly Fact[], known: readonly Fact[]): readonly WithdrawalFact[] {
	const withdrawals = groupBy(known.filter(isWithdrawal), ({ withdraws }) => withdraws);
	const tellings = groupBy(known.filter(isScan), ({ scan }) => scan.key);
	return told.filter(isWithdrawal).filter((fact) => {
		const moment = fact.provenance[0]?.knownAt ?? "";
		const earlier = withdrawals.get(fact.withdraws) ?? [];
		const moments = earlier.flatMap(({ provenance }) => provenance.map(({ knownAt }) => knownAt));
		const last = moments
			.filter((knownAt) => knownAt <= moment)
			.toSorted()
			.at(-1);
		const isNews = last === undefined || isToldBetween(tellings.get(fact.withdraws) ?? [], last, moment);
		if (isNews) withdrawals.set(fact.withdraws, [...earlier, fact]);
		return isNews;
	});
}

function isToldBetween(accounts: readonly ScanFact[], one: string, other: string): boolean {
	return accounts.some(({ provenance }) => provenance.some(({ knownAt }) => one < knownAt && knownAt <= other));
}

/** A number that was not named before. */
function continuationNews(told: readonly Fact[], known: readonly Fact[]): readonly ContinuationFact[] {
	const keys = new Set(known.filter(isContinuation).map(({ key }) => key));
	const room = Math.max(MOST_CONTINUATIONS - keys.size, 0);
	return told
		.filter(isContinuation)
		.filter(({ key }) => !keys.has(key) && keys.add(key))
		.slice(0, room);
}

function correctionNews(told: readonly Fact[], known: readonly Fact[]): readonly CorrectionFact[] {
	const keys = new Set(known.filter(isCorrection).map(({ key }) => key));
	return told.filter(isCorrection).filter(({ key }) => !keys.has(key));
}

// Each is a row, and read with every state: a stranger who names others with every message must not slow the parcel.
const MOST_CONTINUATIONS = 50;

function isScan(fact: Fact): fact is ScanFact {
	return fact.kind === "scan";
}

function isHeader(fact: Fact): fact is HeaderFact {
	return fact.kind === "header";
}

function isWithdrawal(fact: Fact): fact is WithdrawalFact {
	return fact.kind === "withdrawal";
}

function isCorrection(fact: Fact): fact is CorrectionFact {
	return fact.kind === "correction";
}

function isContinuation(fact: Fact): fact is ContinuationFact {
	return fact.kind === "continuation";
}
