// Run by hand: `npx tsx test/bench/adapters.bench.ts [carrier…]`. How many messages one core reads to the end (said, placed,
// dated, known by its keys), beside the least that any reader must do in the same process: parsing the same bytes.
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { carriers } from "../../adapters/index.ts";
import { type Carrier, read } from "../../adapters/kit/index.ts";
import { readMessage } from "../../src/ingest/read-message.ts";
import { type Fixture, fixtures } from "../helpers/fixtures.ts";
import { testPlaces } from "../helpers/places.ts";

const places = testPlaces();
const xml = new XMLParser({ ignoreAttributes: false, parseTagValue: false, processEntities: false });
const wanted = new Set(process.argv.slice(2));

interface Row {
	readonly carrier: string;
	readonly type: "json" | "xml";
	readonly bytes: number;
	readonly scans: number;
	/** Messages a second of processor time. */
	readonly whole: number;
	readonly said: number;
	readonly parsed: number;
}

const rows = carriers
	.filter(({ code }) => wanted.size === 0 || wanted.has(code))
	.flatMap((carrier) => longest(carrier).map((fixture) => measure(carrier, fixture)));

say("carrier              type  bytes scans  whole/s   said/s  parse/s  whole:parse");
for (const row of rows) {
	const numbers = [row.bytes, row.scans, row.whole, row.said, row.parsed].map((value) => Math.round(value));
	const columns = numbers.map((value, at) => String(value).padStart([7, 6, 9, 9, 9][at] ?? 9)).join("");
	say(`${row.carrier.padEnd(20)} ${row.type.padEnd(4)}${columns}  ${(row.parsed / row.whole).toFixed(1)} x`);
}
for (const type of ["json", "xml"] as const) {
	const ofType = rows.filter((row) => row.type === type);
	if (ofType.length === 0) continue;
	// Of so many bytes a second, messages of 2 KB: short ones cost more a byte, so that this flatters nobody.
	const perSecond = ofType.map((row) => (row.whole * row.bytes) / 2_048).sort((a, b) => a - b);
	const middle = perSecond[Math.floor(perSecond.length / 2)] ?? 0;
	say(
		`${type}: ${Math.round(middle)} messages of 2 KB a second in the middle, ${Math.round(perSecond[0] ?? 0)} at least`,
	);
}

/** The longest message of each kind, where it says something. */
function longest(carrier: Carrier): readonly (Fixture & { readonly type: Row["type"] })[] {
	return (["json", "xml"] as const).flatMap((type) => {
		const found = fixtures(carrier.code)
			.filter(
				({ message }) =>
					(message.contentType === "xml" ? "xml" : message.body.trim().startsWith("{") ? "json" : "") === type,
			)
			.filter(({ message }) => read(carrier, message).outcome === "ok")
			.sort((a, b) => b.bytes.length - a.bytes.length)[0];
		return found ? [{ ...found, type }] : [];
	});
}

function measure(carrier: Carrier, { message, bytes, type }: Fixture & { readonly type: Row["type"] }): Row {
	const parse =
		type === "json"
			? () => JSON.parse(message.body)
			: () => XMLValidator.validate(message.body) && xml.parse(message.body);
	const { asked = [], status: _status, ...rest } = message;
	const whole = () => readMessage({ carrier, asked, ...rest }, places);
	return {
		carrier: carrier.code,
		type,
		bytes: bytes.length,
		scans: whole().shipments.reduce((sum, { scans }) => sum + scans.length, 0),
		whole: perSecond(whole),
		said: perSecond(() => read(carrier, message)),
		parsed: perSecond(parse),
	};
}

/** Of processor time, the best of three: what else the machine does is not counted. */
function perSecond(act: () => unknown): number {
	let best = 0;
	for (let round = 0; round < 3; round++) {
		const from = process.cpuUsage();
		let count = 0;
		let spent = 0;
		while (spent < 150_000) {
			for (let at = 0; at < 20; at++) act();
			count += 20;
			const { user, system } = process.cpuUsage(from);
			spent = user + system;
		}
		best = Math.max(best, (count / spent) * 1e6);
	}
	return best;
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
