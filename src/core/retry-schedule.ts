const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** What Standard Webhooks recommends: how long to wait after each attempt that failed, the first being made at once. */
export const RETRY_DELAYS_MS: readonly number[] = [
	5 * SECOND_MS,
	5 * MINUTE_MS,
	30 * MINUTE_MS,
	2 * HOUR_MS,
	5 * HOUR_MS,
	10 * HOUR_MS,
	14 * HOUR_MS,
	20 * HOUR_MS,
	24 * HOUR_MS,
];

const JITTER = 0.1;
const LONGEST_WISH_MS = 24 * HOUR_MS;

/**
 * How long to wait after the failed attempt of this number, from 1; null: it was the last. `lot` from 0 to 1 spreads those
 * that failed together by a tenth. A receiver that wishes for more time is given it, a day at most.
 */
export function retryDelayMs(attempt: number, lot: number, wishedMs: number | null): number | null {
	const delayMs = RETRY_DELAYS_MS[attempt - 1];
	if (delayMs === undefined) return null;
	const spreadMs = delayMs * (1 + JITTER * lot);
	return Math.round(Math.max(spreadMs, Math.min(wishedMs ?? 0, LONGEST_WISH_MS)));
}

/** The time that a header Retry-After asks for, of seconds or a date; null where it is neither. */
export function retryAfterMs(header: string | undefined, nowMs: number): number | null {
	const text = header?.trim() ?? "";
	if (/^\d{1,9}$/.test(text)) return Number(text) * SECOND_MS;
	const at = /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : Number.NaN;
	return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}
