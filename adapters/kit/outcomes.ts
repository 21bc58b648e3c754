import type { Extracted, Outcome, Refusal } from "./carrier.ts";

/** Why a carrier refused a request, from its code and its English words. */
export function outcomeOf(code: string, words: string): Exclude<Outcome, "ok"> {
	if (
		code === "404" ||
		/not found|no result|no tracking information|invalid (?:tracking|inquiry) number/i.test(words)
	) {
		return "not-found";
	}
	if (code === "429" || /too many|rate limit|quota/i.test(words)) return "rate-limited";
	const isDenied = /token|authenticat|authori[sz]|access license|credential|forbidden|blocked merchant/i.test(words);
	return isDenied || code === "401" || code === "403" ? "denied" : "error";
}

/** What an HTTP status says by itself; null where only the body can tell. */
export function outcomeOfStatus(status: number): Exclude<Outcome, "ok"> | null {
	if (status === 204) return "empty";
	if (status === 401 || status === 403) return "denied";
	if (status === 404) return "not-found";
	if (status === 429) return "rate-limited";
	return status >= 500 ? "error" : null;
}

/** A body that tells of no parcel, and why; with the number that it names, where it names one. */
export function unanswered(
	outcome: Refusal["outcome"],
	detail: string,
	trackingNumber: string | null = null,
): Required<Pick<Extracted, "shipments" | "refusals">> {
	return { shipments: [], refusals: [{ trackingNumber, outcome, detail }] };
}
