import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import {
	type Carrier,
	type ContentType,
	type HttpReply,
	type IncomingHook,
	type Message,
	type Query,
	type Reading,
	type ReadScan,
	type ReadShipment,
	read,
	readSubscribed,
} from "../../adapters/kit/index.ts";
import type { WrittenPlace, WrittenTime } from "../../src/core/scan.ts";

const ROOT = new URL("../carriers/", import.meta.url);

/** A body as a carrier sends it, named by its situation. */
export interface Fixture {
	readonly name: string;
	readonly message: Message;
	readonly bytes: Uint8Array;
	readonly signed: SignedPush | null;
	readonly expectedFile: URL;
}

/** A push as it arrived, with the test secret that signed it. */
export interface SignedPush {
	readonly hook: IncomingHook;
	readonly secret: string;
	readonly nowMs: number;
}

const TYPES: Readonly<Record<string, ContentType>> = {
	json: "json",
	xml: "xml",
	csv: "csv",
	form: "form",
	edifact: "edifact",
	x12: "x12",
	txt: "text",
};

/**
 * `test/carriers/<code>/<situation>.json`, each with `.expected.json` beside it, `.signed.json` for a push and
 * `.reply.json` where a poll's HTTP status or the numbers asked for matter.
 */
export function fixtures(code: string): readonly Fixture[] {
	return bodies(code, (file) => !file.startsWith("subscribe-")).map(([folder, file]) => fixture(folder, file));
}

/** What a carrier answered when numbers were subscribed, `subscribe-<situation>.json`, always with `.reply.json`. */
export interface SubscriptionFixture {
	readonly name: string;
	readonly reply: HttpReply;
	readonly queries: readonly Query[];
	readonly expectedFile: URL;
}

export function subscriptionFixtures(code: string): readonly SubscriptionFixture[] {
	return bodies(code, (file) => file.startsWith("subscribe-")).map(([folder, file]) => {
		const name = file.replace(/\.[^.]+$/, "");
		const { status = 200, asked = [] } = readReply(folder, name);
		return {
			name,
			reply: { status, headers: {}, body: readFileSync(new URL(file, folder), "utf8") },
			queries: asked.map((trackingNumber) => ({ trackingNumber, needs: {} })),
			expectedFile: new URL(`${name}.expected.json`, folder),
		};
	});
}

function bodies(code: string, wanted: (file: string) => boolean): readonly (readonly [folder: URL, file: string])[] {
	const folder = new URL(`${code}/`, ROOT);
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter((file) => !/\.(?:expected|signed|reply)\.json$|\.ts$/.test(file) && wanted(file))
		.sort()
		.map((file) => [folder, file] as const);
}

interface ReplyFile {
	readonly status?: number;
	readonly asked?: readonly string[];
}

function readReply(folder: URL, name: string): ReplyFile {
	const file = new URL(`${name}.reply.json`, folder);
	// Written by hand beside the body it came with.
	return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as ReplyFile) : {};
}

function fixture(folder: URL, file: string): Fixture {
	const name = file.replace(/\.[^.]+$/, "");
	const bytes = readFileSync(new URL(file, folder));
	const signature = new URL(`${name}.signed.json`, folder);
	const signed = existsSync(signature) ? readSigned(signature, bytes) : null;
	const kind = signed || /^(?:push|alert)-/.test(name) ? "webhook" : "poll";
	const contentType = TYPES[file.slice(name.length + 1)] ?? "text";
	return {
		name,
		bytes,
		signed,
		message: { body: bytes.toString("utf8"), contentType, kind, ...readReply(folder, name) },
		expectedFile: new URL(`${name}.expected.json`, folder),
	};
}

interface SignatureFile {
	readonly headers: Readonly<Record<string, string>>;
	readonly query?: string;
	readonly secret: string;
	readonly now: string;
}

function readSigned(file: URL, body: Uint8Array): SignedPush {
	// Written by hand beside the body it signs; the contract test fails where a field is missing.
	const { headers, query = "", secret, now } = JSON.parse(readFileSync(file, "utf8")) as SignatureFile;
	return { hook: { headers, body, query }, secret, nowMs: Date.parse(now) };
}

/**
 * What we say a fixture means. `ACCEPT=<code>` writes what is read now where no expectation stands yet, for a person
 * to check line by line before it is kept.
 */
export function expectation(carrier: Carrier, { expectedFile, message }: Fixture): string | null {
	return expected(carrier, expectedFile, () => summary(read(carrier, message)));
}

export function subscriptionExpectation(carrier: Carrier, fixture: SubscriptionFixture): string | null {
	return expected(carrier, fixture.expectedFile, () => subscriptionSummary(carrier, fixture));
}

export function subscriptionSummary(carrier: Carrier, { reply, queries }: SubscriptionFixture): string {
	return `${JSON.stringify(readSubscribed(carrier, reply, queries), null, "\t")}\n`;
}

function expected(carrier: Carrier, file: URL, readNow: () => string): string | null {
	if (process.env.ACCEPT === carrier.code && !existsSync(file)) writeFileSync(file, readNow());
	return existsSync(file) ? readFileSync(file, "utf8") : null;
}

/** A reading as a page that a reviewer can check by reading it: one line a scan. */
export function summary({ outcome, shipments, refusals, problems }: Reading): string {
	const page = {
		outcome,
		shipments: shipments.map(shipmentPage),
		refusals: refusals.map(({ trackingNumber, outcome: refused, detail }) => `${trackingNumber} ${refused} ${detail}`),
		problems: problems.map(({ kind, detail }) => `${kind} ${detail}`),
	};
	return `${JSON.stringify(page, null, "\t")}\n`;
}

function shipmentPage(shipment: ReadShipment): object {
	const { trackingNumber, carrier, carrierName, status, promised, signed, withdraws, continues, scans } = shipment;
	return {
		trackingNumber,
		...(carrierName !== null && { carrier: `${carrier ?? "not ours"} (${carrierName})` }),
		status: status && `${meaning(status)} [${status.carrierCode}]${status.clock ? ` ${clock(status.clock)}` : ""}`,
		promised: promised && `${promised.from} to ${promised.to} ${promised.zone ?? "no zone"}`,
		signed,
		...(withdraws.length > 0 && { withdraws }),
		...(continues.length > 0 && {
			continues: continues.map(
				(leg) => `${leg.trackingNumber} with ${leg.carrier ?? "one not ours"} (${leg.carrierName ?? "the same"})`,
			),
		}),
		scans: scans.map(line),
	};
}

function line(scan: ReadScan): string {
	const marked = Object.keys(scan.marked).length > 0 ? JSON.stringify(scan.marked) : "";
	const piece = scan.piece ? `piece ${scan.piece}` : "";
	const id = scan.id ? `id ${scan.id}` : "";
	const head = `${scan.sequence} ${clock(scan.clock)} ${meaning(scan)} [${scan.carrierCode}]`;
	const beside = scan.details ? detailsLine(scan.details) : "";
	return [head, scan.text, scan.place ? where(scan.place) : "", piece, id, beside, marked].filter(Boolean).join(" | ");
}

function detailsLine({ stopsBefore, pickup }: NonNullable<ReadScan["details"]>): string {
	const stops = stopsBefore === undefined ? "" : `${stopsBefore} stops before`;
	if (!pickup) return stops;
	const { name, address, hours, until, lat, lng } = pickup;
	const point = lat === null ? "" : `${lat},${lng}`;
	const last = until === null ? "" : `until ${clock(until)}`;
	const place = [name, address, hours.join("; "), last, point].filter(Boolean).join(" / ");
	return [stops, `fetch it at ${place}`].filter(Boolean).join(", ");
}

function meaning({ code, reason }: { readonly code: string; readonly reason: string }): string {
	return reason === "none" ? code : `${code} because ${reason}`;
}

function clock(time: WrittenTime): string {
	const written = `${time.local} to the ${time.precision}`;
	switch (time.kind) {
		case "known":
			return `${written}, ${time.zone}, ${time.instant}`;
		case "zoned":
			return `${written}, ${time.zone} by the ${time.source}`;
		case "site":
			return `${written}, at the place${time.fallback ? ` or else ${time.fallback}` : ""}`;
	}
}

function where({ text, postcode, country, lat, lng, precision }: WrittenPlace): string {
	const point = lat === null || lng === null ? "" : `${lat},${lng}${precision === null ? "" : ` to the ${precision}`}`;
	return `@ ${[text, postcode, country, point].filter(Boolean).join(" / ")}`;
}
