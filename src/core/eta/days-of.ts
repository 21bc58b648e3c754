const dayMs = 86_400_000;

/** A local clock, or a date whose hour nobody knows, as days since 1970. */
export function daysOf(local: string): number {
	return local.length === 10 ? Date.parse(local) / dayMs + unknownHour : Date.parse(`${local}Z`) / dayMs;
}

/** `YYYY-MM-DD` */
export function dateOf(days: number): string {
	return new Date(days * dayMs).toISOString().slice(0, 10);
}

/** `YYYY-MM-DDTHH:mm:ss` */
export function timeOf(days: number): string {
	return new Date(Math.round(days * 86_400) * 1_000).toISOString().slice(0, 19);
}

/** Of a day without a time: early in the afternoon, when most is scanned and delivered. */
const unknownHour = 14 / 24;
