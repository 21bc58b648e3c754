import type { Writable } from "node:stream";
import { carriers, knownCarriers } from "../../adapters/index.ts";
import type { Carrier, KnownCarrier } from "../../adapters/kit/index.ts";
import type { Arguments, CommandDeps, ExitCode } from "./command.ts";

export async function carriersCommand({ flags }: Arguments, deps: CommandDeps): Promise<ExitCode | string> {
	if (flags.markdown === true && flags.json === true) return "--markdown and --json exclude each other.";
	if (flags.markdown === true) write(deps.stdout, carrierMarkdown(carriers));
	else if (flags.json === true) write(deps.stdout, JSON.stringify(allRows(), null, "\t"));
	else write(deps.stdout, carrierText(allRows()));
	return 0;
}

export interface CarrierRow {
	readonly code: string;
	readonly name: string;
	/** Empty: the whole world. */
	readonly countries: readonly string[];
	readonly polled: boolean;
	readonly webhook: boolean;
	/** It posts for numbers that are subscribed, which registering does. */
	readonly subscribed: boolean;
	readonly source: "documented" | "observed" | "assumed";
	readonly url: string;
	/** `YYYY-MM-DD`. */
	readonly checked: string;
	readonly note: string | null;
	/** How many rows its tables of meanings have. */
	readonly codes: number;
	readonly maturity: Maturity;
}

/** complete: it is asked or it posts. reads only: what it says is understood, once somebody brings it. draft: its facts are second-hand. number only: it is named and linked, and not followed. */
export type Maturity = "complete" | "reads only" | "draft" | "number only";

function allRows(): readonly CarrierRow[] {
	return [...carriers.map(carrierRow), ...knownCarriers.map(knownRow)];
}

export function carrierRow(carrier: Carrier): CarrierRow {
	return {
		code: carrier.code,
		name: carrier.name,
		countries: carrier.countries,
		polled: carrier.poll !== undefined,
		webhook: carrier.webhook !== undefined,
		subscribed: carrier.subscribe !== undefined,
		source: carrier.source.kind,
		url: carrier.source.url,
		checked: carrier.source.checked,
		note: carrier.source.note ?? null,
		codes: Object.keys(carrier.statuses).length,
		maturity: maturityOf(carrier),
	};
}

function knownRow({ code, name, countries, source }: KnownCarrier): CarrierRow {
	const { kind, url, checked, note = null } = source;
	const able = { polled: false, webhook: false, subscribed: false, codes: 0 } as const;
	return { code, name, countries, ...able, source: kind, url, checked, note, maturity: "number only" };
}

function maturityOf({ source, poll, webhook, subscribe }: Carrier): Maturity {
	if (source.kind === "assumed") return "draft";
	return poll || webhook || subscribe ? "complete" : "reads only";
}

const HEADINGS = [
	"Code",
	"Name",
	"Countries",
	"Polled",
	"Webhook",
	"Subscribed",
	"Facts",
	"Checked",
	"Codes",
	"Maturity",
] as const;

function cells(row: CarrierRow): readonly string[] {
	const countries = row.countries.length === 0 ? "world" : row.countries.join(" ");
	const flags = [row.polled, row.webhook, row.subscribed].map((able) => (able ? "yes" : "–"));
	return [row.code, row.name, countries, ...flags, row.source, row.checked, String(row.codes), row.maturity];
}

/** The table of the README; a test holds the two together. */
export function carrierMarkdown(all: readonly Carrier[]): string {
	const rows = all.map(carrierRow).map((row) => {
		const [code = "", ...rest] = cells(row).map((cell) => cell.replaceAll("|", "\\|"));
		const facts = rest.map((cell) => (cell === row.source ? `[${cell}](${row.url})` : cell));
		return [`\`${code}\``, ...facts];
	});
	const notes = all.map(carrierRow).flatMap((row) => (row.note === null ? [] : [`- \`${row.code}\`: ${row.note}`]));
	const table = [HEADINGS, HEADINGS.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`);
	return [...table, ...(notes.length === 0 ? [] : ["", ...notes])].join("\n");
}

function carrierText(all: readonly CarrierRow[]): string {
	const rows = [HEADINGS, ...all.map(cells)];
	const widths = HEADINGS.map((_heading, column) => Math.max(...rows.map((row) => width(row[column] ?? ""))));
	const lines = rows.map((row) =>
		row
			.map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - width(cell)))
			.join("  ")
			.trimEnd(),
	);
	const notes = all.flatMap((row) => (row.note === null ? [] : [`${row.code}: ${row.note}`]));
	return [...lines, ...(notes.length === 0 ? [] : ["", ...notes])].join("\n");
}

/** Columns on a terminal, where a Chinese character takes two. */
function width(text: string): number {
	return [...text].reduce(
		(sum, character) =>
			sum + (/\p{Script=Han}|\p{Script=Hangul}|[\u3000-\u30ff\uff00-\uff60]/u.test(character) ? 2 : 1),
		0,
	);
}

function write(stream: Writable, text: string): void {
	stream.write(`${text}\n`);
}
