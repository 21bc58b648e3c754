import type { Outcome } from "./carrier.ts";

/** What an HTTP status says by itself; null where only the body can tell. */
export function outcomeOfStatus(status: number): Exclude<Outcome, "ok"> | null {
	if (status === 204) return "empty";
	if (status === 401 || status === 403) return "denied";
	if (status === 404) return "not-found";
	if (status === 429) return "rate-limited";
	return status >= 500 ? "error" : null;
}
