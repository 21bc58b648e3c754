/** The runtime's own formatter as a second opinion on the clocks of the world: it shares no code with what is tested. */

export const ZONES: readonly string[] = Intl.supportedValuesOf("timeZone");

/** What the clocks of a zone show at an instant, `YYYY-MM-DDTHH:mm:ss`. */
export function shownBy(zone: string, instantMs: number): string {
	return formatterOf(zone).format(instantMs).replace(", ", "T").replace(" ", "T");
}

/** What to add to an instant to reach the wall clock of the zone. */
export function shiftOf(zone: string, instantMs: number): number {
	return Date.parse(`${shownBy(zone, instantMs)}Z`) - instantMs;
}

export interface Change {
	/** The first instant of the new offset. */
	readonly atMs: number;
	readonly beforeMs: number;
	readonly afterMs: number;
}

/** Every change of the clocks of a zone from 2000 to 2030, to the second. No two of them are nearer than the grid. */
export function changesOf(zone: string): readonly Change[] {
	const changes: Change[] = [];
	let before = shiftOf(zone, FROM_MS);
	for (let at = FROM_MS; at < UNTIL_MS; at += GRID_MS) {
		const after = shiftOf(zone, at + GRID_MS);
		if (after !== before)
			changes.push({ atMs: firstOf(zone, at, at + GRID_MS, before), beforeMs: before, afterMs: after });
		before = after;
	}
	return changes;
}

export const FROM_MS = Date.UTC(2000, 0, 1);
export const UNTIL_MS = Date.UTC(2030, 11, 31);
const GRID_MS = 12 * 86_400_000;

function firstOf(zone: string, fromMs: number, untilMs: number, before: number): number {
	let [low, high] = [fromMs / 1_000, untilMs / 1_000];
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		if (shiftOf(zone, middle * 1_000) === before) low = middle;
		else high = middle;
	}
	return high * 1_000;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
	const kept = formatters.get(zone);
	if (kept !== undefined) return kept;
	const made = new Intl.DateTimeFormat("sv-SE", {
		timeZone: zone,
		year: "numeric",
		month: "2-digit",
		day: "2-digit",
		hour: "2-digit",
		minute: "2-digit",
		second: "2-digit",
	});
	formatters.set(zone, made);
	return made;
}
