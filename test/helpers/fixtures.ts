import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import type {
	Carrier,
	ContentType,
	IncomingHook,
	Reading,
	ReadPlace,
	ReadScan,
	ReadShipment,
	ReadTime,
} from "../../adapters/kit/carrier.ts";
import { type Message, read } from "../../adapters/kit/read.ts";

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
	txt: "text",
};

/** `test/carriers/<code>/<situation>.json`, each with `.expected.json` and, for pushes, `.signed.json` beside it. */
export function fixtures(code: string): readonly Fixture[] {
	const folder = new URL(`${code}/`, ROOT);
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter((file) => !/\.(?:expected|signed)\.json$|\.ts$/.test(file))
		.sort()
		.map((file) => fixture(folder, file));
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
		message: { body: bytes.toString("utf8"), contentType, kind },
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
	if (process.env.ACCEPT === carrier.code && !existsSync(expectedFile)) {
		writeFileSync(expectedFile, summary(read(carrier, message)));
	}
	return existsSync(expectedFile) ? readFileSync(expectedFile, "utf8") : null;
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

function shipmentPage({ trackingNumber, status, promised, signed, withdraws, scans }: ReadShipment): object {
	return {
		trackingNumber,
		status: status && `${meaning(status)} [${status.carrierCode}]${status.clock ? ` ${clock(status.clock)}` : ""}`,
		promised: promised && `${promised.from} to ${promised.to} ${promised.zone ?? "no zone"}`,
		signed,
		...(withdraws.length > 0 && { withdraws }),
		scans: scans.map(line),
	};
}

function line(scan: ReadScan): string {
	const marked = Object.keys(scan.marked).length > 0 ? JSON.stringify(scan.marked) : "";
	const piece = scan.piece ? `piece ${scan.piece}` : "";
	const id = scan.id ? `id ${scan.id}` : "";
	const head = `${scan.sequence} ${clock(scan.clock)} ${meaning(scan)} [${scan.carrierCode}]`;
	return [head, scan.text, scan.place ? where(scan.place) : "", piece, id, marked].filter(Boolean).join(" | ");
}

function meaning({ code, reason }: { readonly code: string; readonly reason: string }): string {
	return reason === "none" ? code : `${code} because ${reason}`;
}

function clock(time: ReadTime): string {
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

function where({ text, postcode, country, lat, lng }: ReadPlace): string {
	const point = lat === null || lng === null ? "" : `${lat},${lng}`;
	return `@ ${[text, postcode, country, point].filter(Boolean).join(" / ")}`;
}
