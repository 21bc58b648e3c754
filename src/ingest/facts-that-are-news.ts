import type { Fact, HeaderFact, ScanFact } from "../core/facts.ts";
import type { Provenance } from "../core/scan.ts";
import { groupBy } from "./group-by.ts";
import { keyOf } from "./key-of.ts";

/**
 * What of `told` changes what is known, each as it is to be kept. A scan told again in the same words by the same
 * channel is none; in other words it is another account of the same key. A header that repeats the one before it is
 * none either. Telling anything twice changes nothing.
 */
export function factsThatAreNews(told: readonly Fact[], known: readonly Fact[]): readonly Fact[] {
	return [...scanNews(told, known), ...headerNews(told, known), ...withdrawalNews(told, known)];
}

function scanNews(told: readonly Fact[], known: readonly Fact[]): readonly ScanFact[] {
	const accounts = groupBy(known.filter(isScan), ({ scan }) => scan.key);
	return told.filter(isScan).flatMap((fact) => {
		const ofKey = accounts.get(fact.scan.key) ?? [];
		const [provenance] = fact.provenance;
		if (!provenance) return [];
		const before = latestOf(ofKey, provenance);
		if (before && contentOf(before) === contentOf(fact)) return [];
		const account = accountOf(fact, ofKey, provenance);
		const news = account === null ? fact : { ...fact, account };
		accounts.set(fact.scan.key, [...ofKey, news]);
		return [news];
	});
}

/** The account that this channel gave last before the moment of `told`. */
function latestOf(accounts: readonly ScanFact[], told: Provenance): ScanFact | null {
	let latest: { readonly fact: ScanFact; readonly knownAt: string } | null = null;
	for (const fact of accounts) {
		for (const { channel, knownAt } of fact.provenance) {
			const counts = channel === told.channel && knownAt <= told.knownAt;
			if (counts && (latest === null || knownAt >= latest.knownAt)) latest = { fact, knownAt };
		}
	}
	return latest?.fact ?? null;
}

/**
 * The first account of a key needs no name. Words that another channel used are its account, told by one more. Words
 * that this channel used before, with others since, are a new account: the name holds the message.
 */
function accountOf(fact: ScanFact, accounts: readonly ScanFact[], { channel, messageId }: Provenance): string | null {
	const same = accounts.find((other) => contentOf(other) === contentOf(fact));
	if (!same) return accounts.length === 0 ? null : keyOf(contentOf(fact));
	const isTold = same.provenance.some((other) => other.channel === channel);
	return isTold ? keyOf(`${messageId} ${contentOf(fact)}`) : (same.account ?? null);
}

function contentOf({ scan }: ScanFact): string {
	const { code, reason, carrierCode, rule, text, time, place, piece, marked } = scan;
	return JSON.stringify([code, reason, carrierCode, rule, text, time, place, piece, marked]);
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
	return JSON.stringify([status, at, local, promised, signed]);
}

function byKnownAt(one: HeaderFact, other: HeaderFact): number {
	const [a, b] = [one.provenance[0]?.knownAt ?? "", other.provenance[0]?.knownAt ?? ""];
	return a < b ? -1 : a > b ? 1 : one.key < other.key ? -1 : 1;
}

function withdrawalNews(told: readonly Fact[], known: readonly Fact[]): readonly Fact[] {
	const keys = new Set(known.flatMap((fact) => (fact.kind === "withdrawal" ? [fact.key] : [])));
	return told.filter((fact) => fact.kind === "withdrawal" && !keys.has(fact.key));
}

function isScan(fact: Fact): fact is ScanFact {
	return fact.kind === "scan";
}

function isHeader(fact: Fact): fact is HeaderFact {
	return fact.kind === "header";
}
