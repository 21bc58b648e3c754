import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { carrierOf } from "../../adapters/index.ts";
import type { Carrier, ContentType, Problem } from "../../adapters/kit/index.ts";
import { type ReadAnswer, readLine } from "../../src/cli/read.ts";
import { testPlaces } from "../helpers/places.ts";

const CORPUS = new URL("../../../shared/corpus/", import.meta.url);

describe.runIf(existsSync(CORPUS))("the sample payloads beside the repository", () => {
	const samples = manifest();
	const answers = new Map<Sample, ReadAnswer>();
	const answerTo = (sample: Sample) => {
		const known = answers.get(sample) ?? readSample(sample);
		answers.set(sample, known);
		return known;
	};

	test.each(samples)("$code $file reads without a fault, and a refusal is never taken for news", (sample) => {
		const { outcome, problems } = answerTo(sample);
		expect(problems.filter(({ detail }) => detail.startsWith("The adapter "))).toEqual([]);
		if (sample.isRefusal) expect(outcome).not.toBe("ok");
		else expect(["ok", "empty"]).toContain(outcome);
	});

	test("hold no code that nobody mapped, but for words that stand in for codes", () => {
		const unknown = samples.flatMap((sample) => answerTo(sample).problems.filter(isUnknownCode));
		const details = [...new Set(unknown.map(({ detail }) => detail))];
		expect(details.filter((detail) => !STAND_INS.some((pattern) => pattern.test(detail)))).toEqual([]);
	});

	test("hold no scan whose instant could be known and is not", () => {
		const scans = samples.flatMap((sample) =>
			answerTo(sample).shipments.flatMap(({ scans }) => scans.map((scan) => ({ ...scan, carrier: sample.code }))),
		);
		const open = scans.filter(({ instant, precision }) => instant === null && precision !== "day");
		expect([...new Set(open.map(({ carrier }) => carrier))].filter((code) => !WITHOUT_A_CLOCK.has(code))).toEqual([]);
	});
});

if (!existsSync(CORPUS)) test.skip("every sample payload in ../shared reads without a fault", () => {});

/** A documentation's "string", a blank, and an example of a vocabulary that is nobody's. */
const STAND_INS = [/^string: /, /^no code: no words$/, /^http:\/\/epcis\.example\.org\//];

/** Carriers that write the clock of a place that they do not name in one sample or another. */
const WITHOUT_A_CLOCK: ReadonlySet<string> = new Set(["eshipper", "gls", "seko", "tnt"]);

/** Listed as a poll, and says in its body that the carrier failed. */
const REFUSED_POLLS: ReadonlySet<string> = new Set(["shopee-xpress/error_envelope"]);

function isUnknownCode({ kind }: Problem): boolean {
	return kind === "unknown-code";
}

interface Sample {
	readonly carrier: Carrier;
	readonly code: string;
	readonly file: string;
	readonly kind: "poll" | "webhook" | "push-file" | "document";
	readonly contentType: ContentType;
	readonly isRefusal: boolean;
}

function readSample({ code, file, kind, contentType }: Sample): ReadAnswer {
	const body = readFileSync(new URL(`${code}/${file}`, CORPUS), "utf8");
	const line = JSON.stringify({ id: file, carrier: code, kind, contentType, body });
	return readLine(line, { places: testPlaces() });
}

/** The rows of MANIFEST.tsv whose carrier is registered. */
function manifest(): readonly Sample[] {
	if (!existsSync(CORPUS)) return [];
	const rows = readFileSync(new URL("MANIFEST.tsv", CORPUS), "utf8").trim().split("\n").slice(1);
	return rows.flatMap((row) => {
		const [code = "", name = "", kind = "", format = ""] = row.split("\t");
		const carrier = carrierOf(code);
		if (!carrier) return [];
		const file = readdirSync(new URL(`${code}/`, CORPUS)).find((one) => one.replace(/\.[^.]+$/, "") === name);
		if (file === undefined) throw new Error(`${code}/${name} is listed and not there.`);
		const isRefusal = kind === "error" || REFUSED_POLLS.has(`${code}/${name}`);
		return [{ carrier, code, file, kind: kindOf(kind), contentType: typeOf(format), isRefusal }];
	});
}

function kindOf(word: string): Sample["kind"] {
	return word === "webhook" || word === "push-file" || word === "document" ? word : "poll";
}

function typeOf(format: string): ContentType {
	const types: readonly ContentType[] = ["json", "xml", "csv", "edifact", "x12", "form"];
	return types.find((type) => type === format) ?? "text";
}
