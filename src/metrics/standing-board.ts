import { type CarrierStanding, COUNTED_AT_MOST, type Queue, type Standing } from "../store/standing.ts";

/**
 * How fresh each carrier is, those in trouble first, and what waits: lines for a terminal. It names no seller and no
 * parcel. `quotaOf`: the calls an hour and a day that a carrier allows each connection.
 */
export function standingBoard(
	standing: Standing,
	quotaOf: (carrier: string) => { readonly perHour?: number; readonly perDay?: number },
	now: Date,
): string {
	const head = ["CARRIER", "OK", "FAILING", "NEVER ASKED", "RESTING", "HEARD", "FAILS FOR", "LATE BY", "CALLS LEFT"];
	const rows = standing.carriers
		.toSorted(byTrouble)
		.map((one) => [
			one.carrier,
			...[one.ok, one.failing, one.unknown, one.resting].map(String),
			one.heardAt === null ? "never" : `${ago(one.heardAt, now)} ago`,
			one.failingSince === null ? "-" : ago(one.failingSince, now),
			one.overdueSeconds < 1 ? "-" : span(one.overdueSeconds),
			callsLeft(one, quotaOf(one.carrier)),
		]);
	const { deliveries, mails, notices, imports, reviews, readers } = standing;
	const queues = Object.entries({ deliveries, mails, notices, imports }).map(([name, queue]) => [
		name,
		waitingOf(queue),
		queue.overdueSeconds < 1 ? "-" : span(queue.overdueSeconds),
	]);
	return [
		rows.length === 0 ? "No carrier is connected." : table([head, ...rows]),
		"",
		table([
			["WAITING", "HOW MANY", "LATE BY"],
			...queues,
			["reviews", "-", reviews.overdueSeconds < 1 ? "-" : span(reviews.overdueSeconds)],
			...readers.map(({ name, behindSeconds }) => [
				`news: ${name}`,
				"-",
				behindSeconds < 1 ? "-" : span(behindSeconds),
			]),
		]),
		"",
		`The database takes ${Math.ceil(standing.databaseBytes / 1_000_000)} MB.`,
		"",
	].join("\n");
}

/** Failing ones, then late ones, then by name. */
function byTrouble(one: CarrierStanding, other: CarrierStanding): number {
	const ofHealth = Math.sign(other.failing) - Math.sign(one.failing);
	return ofHealth || other.overdueSeconds - one.overdueSeconds || one.carrier.localeCompare(other.carrier);
}

function callsLeft(
	{ hourSpent, daySpent }: CarrierStanding,
	{ perHour, perDay }: { readonly perHour?: number; readonly perDay?: number },
): string {
	const left = [
		...(perHour === undefined ? [] : [`${Math.max(0, perHour - hourSpent)} this hour`]),
		...(perDay === undefined ? [] : [`${Math.max(0, perDay - daySpent)} today`]),
	];
	return left.join(", ") || "-";
}

function waitingOf({ waiting }: Queue): string {
	return waiting >= COUNTED_AT_MOST ? `${COUNTED_AT_MOST} or more` : String(waiting);
}

function ago(instant: string, now: Date): string {
	return span(Math.max(0, (now.getTime() - Date.parse(instant)) / 1000));
}

const UNITS = [
	["d", 86_400],
	["h", 3_600],
	["min", 60],
] as const;

/** In its largest unit, cut: 119 minutes are 1 h. */
function span(seconds: number): string {
	const [unit, length] = UNITS.find(([, least]) => seconds >= least) ?? ["s", 1];
	return `${Math.floor(seconds / length)} ${unit}`;
}

/** Columns of one width, so far as their letters are. */
function table(rows: readonly (readonly string[])[]): string {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
	return rows
		.map((row) =>
			row
				.map((cell, column) => cell.padEnd(widths[column] ?? 0))
				.join("  ")
				.trimEnd(),
		)
		.join("\n");
}
