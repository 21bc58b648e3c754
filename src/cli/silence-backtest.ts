import { replaySilence } from "../core/silence/backtest.ts";
import { GapModel, SILENCE_LEVEL } from "../core/silence/gap-model.ts";
import { generateJourneys } from "../core/silence/generated-journeys.ts";
import type { AlarmScore, Judging } from "../core/silence/judge-silence.ts";
import { judgeSilence } from "../core/silence/judge-silence.ts";
import { plainCalendar, utcDays } from "../core/silence/plain-days.ts";
import type { Arguments, CommandDeps, ExitCode } from "./command.ts";
import { counted } from "./counted.ts";
import { readJourneys } from "./journey-file.ts";
import { showProgress } from "./progress.ts";

/** Plays journeys as if they came in now, and prints how well silence told the lost and the stuck from the slow. */
export async function silenceBacktest(given: Arguments, deps: CommandDeps): Promise<ExitCode | string> {
	const options = optionsOf(given);
	if (typeof options === "string") return options;
	const [path] = given.words;
	const played = path === undefined ? generated(options) : await fromFile(path, deps);
	if (typeof played === "string") return played;
	const { scans, troubles, title } = played;
	const progress = showProgress(deps.stderr, "scans played");
	const silences = replaySilence(scans, {
		model: new GapModel(options.level),
		days: { calendar: plainCalendar, place: { country: "", region: null }, weekdays: null },
		zone: utcDays,
		progress: (done) => progress.at(done, scans.length),
	});
	progress.end();
	const judging = { troubleDays: options.troubleDays, troubles };
	const lines = [title, "", ...definition(judging, options.level), "", ...table(judgeSilence(silences, judging))];
	deps.stdout.write(`${lines.join("\n")}\n`);
	return 0;
}

interface Options {
	readonly level: number;
	readonly troubleDays: number;
	readonly parcels: number;
	readonly seed: number;
}

function optionsOf({ flags, words }: Arguments): Options | string {
	const number = (name: string, otherwise: number) =>
		typeof flags[name] === "string" ? Number(flags[name]) : otherwise;
	const options = {
		level: number("level", SILENCE_LEVEL),
		troubleDays: number("trouble-days", 10),
		parcels: number("parcels", 10_000),
		seed: number("seed", 1),
	};
	if (!(options.level >= 0.5 && options.level < 1))
		return "--level takes a share from 0.5 to less than 1, such as 0.95.";
	if (!(options.troubleDays >= 1 && options.troubleDays <= 30)) return "--trouble-days takes a number from 1 to 30.";
	if (!Number.isSafeInteger(options.parcels) || options.parcels < 1 || options.parcels > mostParcels)
		return `--parcels takes a whole number from 1 to ${mostParcels}.`;
	if (!Number.isSafeInteger(options.seed) || options.seed < 0) return "--seed takes a whole number.";
	if (words.length > 0 && (flags.parcels !== undefined || flags.seed !== undefined))
		return "--parcels and --seed are of generated journeys: leave FILE out.";
	return options;
}

const mostParcels = 200_000;

type Played = Pick<ReturnType<typeof generateJourneys>, "scans"> &
	Pick<Judging, "troubles"> & { readonly title: string };

function generated({ parcels, seed }: Options): Played {
	const { scans, troubles } = generateJourneys(parcels, seed);
	const fates = [...troubles.values()].map(({ fate }) => fate);
	const lost = fates.filter((fate) => fate === "lost").length;
	const title = `Generated journeys, seed ${seed}: ${counted(parcels, "parcel")}, ${counted(scans.length, "scan")}; ${lost} lost, ${fates.length - lost} stuck.`;
	return { scans, troubles, title };
}

async function fromFile(path: string, deps: CommandDeps): Promise<Played | string> {
	const progress = showProgress(deps.stderr, "lines read");
	const file = await readJourneys(path, (lines) => progress.at(lines, null)).catch((error: unknown) => {
		if (error instanceof Error && "code" in error)
			return error.code === "ENOENT" ? `There is no file ${path}.` : `${path} cannot be read: ${error.message}.`;
		throw error;
	});
	progress.end();
	if (typeof file === "string") return file;
	const { scans, leftOut } = file;
	if (leftOut > 0)
		deps.stderr.write(`${counted(leftOut, "scan")} left out: no time, or a code that is none of Wayline's.\n`);
	const parcels = new Set(scans.map(({ carrier, shipment }) => `${carrier} ${shipment}`)).size;
	const title = `${path}: ${counted(parcels, "parcel")}, ${counted(scans.length, "scan")}.`;
	return {
		scans: scans.map((scan) => ({ ...scan, shipment: `${scan.carrier} ${scan.shipment}` })),
		troubles: null,
		title,
	};
}

function definition({ troubleDays, troubles }: Judging, level: number): readonly string[] {
	const days = counted(troubleDays, "day");
	return [
		`Deadline: ${percent(level)} of the gaps known by then ended sooner. Alarm: no scan came by the deadline.`,
		troubles === null
			? `Trouble: no scan came for ${days}. Silences at the end of the file that are shorter are left out.`
			: `Trouble: the parcel was made to be lost or stuck there. Silences at the end that are shorter than ${days} are left out.`,
		"Precision: of the alarms, those for trouble.",
		`Recall: of the trouble, that with an alarm while it lasted and within ${days} of the last scan.`,
		"Early: days from a true alarm to the next scan, or to the thirtieth day of silence, in the middle.",
	];
}

const heads = [
	"carrier",
	"phase",
	"gaps",
	"deadline h",
	"alarms",
	"per 1,000",
	"trouble",
	"precision",
	"recall",
	"early d",
];

function table(scores: readonly AlarmScore[]): readonly string[] {
	const rows = [
		heads,
		...scores.map((score) => [
			score.carrier,
			score.phase,
			String(score.gaps),
			fixed(score.deadlineHours),
			String(score.alarms),
			fixed(score.alarmsPerThousand),
			String(score.troubles),
			percent(score.precision),
			percent(score.recall),
			fixed(score.earlyDays),
		]),
	];
	const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
	const pad = (cell: string, column: number) =>
		column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
	return rows.map((row) => row.map(pad).join("  ").trimEnd());
}

function fixed(value: number | null): string {
	return value === null ? "-" : value.toFixed(1);
}

function percent(value: number | null): string {
	return value === null ? "-" : `${(100 * value).toFixed(1)} %`;
}
