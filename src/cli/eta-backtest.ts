import { createReadStream } from "node:fs";
import { stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { createGunzip } from "node:zlib";
import { type Accuracy, accuracyOf, intervalOfMean, type Told } from "../core/eta/accuracy.ts";
import { type PastParcel, type Rehearsed, rehearse } from "../core/eta/rehearse.ts";
import { openCalendar } from "../geo/calendar/open-calendar.ts";
import { BadFile } from "../imports/charset.ts";
import type { Arguments, CommandDeps, ExitCode } from "./command.ts";
import { counted } from "./counted.ts";
import { readPastParcels } from "./past-parcels.ts";
import { showProgress } from "./progress.ts";

/** Forecasts the parcels of a file as they would have been, writes the windows and prints what they were worth. */
export async function etaBacktest(
	{ flags, words: [path = ""] }: Arguments,
	deps: CommandDeps,
): Promise<ExitCode | string> {
	const { from, out } = flags;
	if (typeof from !== "string") return "--from is wanted: the first day of hand-off to forecast, such as 2018-06-01.";
	if (typeof out !== "string") return "--out is wanted: the file that the windows are written to.";
	const fromDay = dayOf(from);
	if (fromDay === null) return `--from: ${JSON.stringify(from)} is no date such as 2018-06-01.`;
	if (!(await stat(path).catch(() => null))?.isFile()) return failed(deps, `There is no file ${path}.`);
	// Said before minutes of work, not after.
	if (!(await isDirectory(dirname(out)))) return failed(deps, `${out} cannot be written: there is no such directory.`);
	let parcels: readonly PastParcel[];
	try {
		parcels = await readPastParcels(opened(path), await openCalendar());
	} catch (error) {
		if (error instanceof BadFile) return failed(deps, `${path}: ${error.message}`);
		if (isGzipError(error)) return failed(deps, `${path} is no gzip file, or it is cut short.`);
		throw error;
	}
	const progress = showProgress(deps.stderr, "events");
	const forecasts = [...rehearse(parcels, { ages: AGES, from: fromDay, onProgress: progress.at })];
	progress.end();
	const first = forecasts.filter(({ ageDays }) => ageDays === 0);
	const rows = first.map(({ parcel, p10, p50, p90 }) =>
		[parcel.id, ...[p10, p50, p90].map(clockOf)].map(quoted).join(","),
	);
	try {
		await writeFile(out, `${["shipment_id,p10,p50,p90", ...rows].join("\n")}\n`);
	} catch (error) {
		return failed(deps, `${out} cannot be written: ${error instanceof Error ? error.message : String(error)}.`);
	}
	deps.stdout.write(report(forecasts));
	const early = parcels.filter(({ deliveredAt, start }) => deliveredAt !== null && deliveredAt < start.at).length;
	if (early > 0) deps.stderr.write(`${counted(early, "parcel")} came before the hand-off and taught nothing.\n`);
	deps.stderr.write(
		`${counted(parcels.length, "parcel")} read, ${counted(rows.length, "window")} written to ${out}.\n`,
	);
	return 0;
}

const AGES = Array.from({ length: 20 }, (_, index) => index + 1);

async function isDirectory(path: string): Promise<boolean> {
	return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

function opened(path: string): AsyncIterable<string> {
	const file = createReadStream(path);
	const bytes = path.endsWith(".gz") ? file.pipe(createGunzip()) : file;
	file.on("error", (error) => bytes.destroy(error));
	return bytes.setEncoding("utf8");
}

/** Everything, month by month, and by the age at which a parcel still open was forecast again. */
function report(forecasts: readonly Rehearsed[]): string {
	const told = forecasts.flatMap(({ parcel, ageDays, ...window }) =>
		parcel.deliveredAt === null
			? []
			: [{ ...window, came: parcel.deliveredAt, ageDays, month: clockOf(parcel.start.at).slice(0, 7) }],
	);
	const first = told.filter(({ ageDays }) => ageDays === 0);
	const months = [...new Set(first.map(({ month }) => month))].toSorted();
	const lines = [
		HEADER,
		lineOf("all", first),
		...months.map((month) =>
			lineOf(
				month,
				first.filter((one) => one.month === month),
			),
		),
		"",
		"Forecast again while still open, by days since the hand-off:",
		HEADER,
		...AGES.map((age) =>
			lineOf(
				`${age}`,
				told.filter(({ ageDays }) => ageDays === age),
			),
		),
		lineOf(
			"7 to 10",
			told.filter(({ ageDays }) => ageDays >= 7 && ageDays <= 10),
		),
	];
	return `${lines.filter((line) => line !== null).join("\n")}\n`;
}

const HEADINGS = [
	["hand-off", 9],
	["parcels", 8],
	["MAE d", 7],
	["95 % interval", 15],
	["median d", 10],
	["within 1 d %", 14],
	["coverage %", 12],
	["below %", 9],
	["above %", 9],
	["width d", 9],
	["pinball", 9],
] as const;
const HEADER = HEADINGS.map(([name, width], index) => (index === 0 ? name.padEnd(width) : name.padStart(width))).join(
	"",
);

function lineOf(name: string, told: readonly Told[]): string | null {
	const accuracy = accuracyOf(told);
	if (accuracy === null) return null;
	const cells = [name, ...cellsOf(accuracy, told)];
	return HEADINGS.map(([, width], index) =>
		index === 0 ? name.padEnd(width) : (cells[index] ?? "").padStart(width),
	).join("");
}

function cellsOf(accuracy: Accuracy, told: readonly Told[]): string[] {
	const [low, high] = intervalOfMean(told.map(({ p50, came }) => Math.abs(p50 - came))) ?? [0, 0];
	return [
		`${accuracy.parcels}`,
		accuracy.meanError.toFixed(2),
		`${low.toFixed(2)}-${high.toFixed(2)}`,
		accuracy.medianError.toFixed(2),
		accuracy.withinOneDay.toFixed(1),
		accuracy.coverage.toFixed(1),
		accuracy.below.toFixed(1),
		accuracy.above.toFixed(1),
		accuracy.width.toFixed(2),
		accuracy.pinball.toFixed(3),
	];
}

function clockOf(moment: number): string {
	return new Date(Math.round(moment * 86_400) * 1000).toISOString().slice(0, 19);
}

function dayOf(date: string): number | null {
	const ms = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
	return Number.isNaN(ms) || !clockOf(ms / 86_400_000).startsWith(date) ? null : ms / 86_400_000;
}

function quoted(field: string): string {
	return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

function isGzipError(error: unknown): boolean {
	return error instanceof Error && "code" in error && typeof error.code === "string" && error.code.startsWith("Z_");
}

function failed(deps: CommandDeps, sentence: string): ExitCode {
	deps.stderr.write(`${sentence}\n`);
	return 1;
}
