import { existsSync, readdirSync, readFileSync } from "node:fs";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { type ReadAnswer, readLines, readLine as readLineWith } from "../../src/cli/read.ts";
import { testPlaces } from "../helpers/places.ts";

const readLine = (written: string) => readLineWith(written, { places: testPlaces() });

const line = (message: object) => JSON.stringify({ kind: "webhook", contentType: "json", ...message });

async function answersTo(input: AsyncIterable<string> | Readable, asOf?: string): Promise<ReadAnswer[]> {
	const output = new PassThrough({ highWaterMark: 64 });
	const written = text(output);
	await readLines(input, output, { asOf, places: testPlaces() });
	output.end();
	return (await written)
		.trimEnd()
		.split("\n")
		.map((answer) => JSON.parse(answer));
}

const bicycleCourier = {
	shipments: [
		{
			trackingNumber: "bike 1207",
			promised: { from: "2025-05-06T12:00:00", to: "2025-05-06T18:00:00" },
			scans: [
				{
					id: "e3",
					code: "delivered.to_neighbour",
					occurredAt: "2025-05-06T14:05:00+02:00",
					text: "Handed over next door",
					place: { text: "Lange Gasse 4", city: "Graz", country: "AT", lat: 47.0711, lng: 15.4441 },
				},
				{ id: "e4", code: "note.proof_of_delivery", occurredAt: "2025-05-06T14:06:00+02:00", text: "Photo taken" },
				{ id: "e1", code: "info_received.label_created", occurredAt: "2025-05-05", text: "Label printed" },
				{
					id: "e2",
					code: "delivery_attempted.recipient_absent",
					reason: "recipient.absent",
					occurredAt: { local: "2025-05-06T09:30:00" },
					text: "Nobody home",
					place: { city: "Graz", country: "AT" },
				},
			],
		},
	],
};

describe("read", () => {
	test("prints a parcel in the shape that scripts depend on, scans oldest first", () => {
		expect(readLine(line({ id: 7, carrier: "push", body: JSON.stringify(bicycleCourier) }))).toStrictEqual({
			id: 7,
			outcome: "ok",
			shipments: [
				{
					trackingNumber: "BIKE1207",
					carriedBy: null,
					continues: [],
					milestone: "delivered",
					code: "delivered.to_neighbour",
					reason: "none",
					condition: "notice",
					promised: { from: "2025-05-06T12:00:00", to: "2025-05-06T18:00:00" },
					deliveredAt: { local: "2025-05-06T14:05:00", instant: "2025-05-06T12:05:00Z" },
					signed: false,
					scans: [
						{
							local: "2025-05-05",
							zone: null,
							zoneSource: "none",
							instant: null,
							precision: "day",
							milestone: "info_received",
							code: "info_received.label_created",
							reason: "none",
							carrierCode: "info_received.label_created",
							text: "Label printed",
							place: null,
						},
						{
							local: "2025-05-06T09:30:00",
							zone: "Europe/Vienna",
							zoneSource: "place",
							instant: "2025-05-06T07:30:00Z",
							precision: "second",
							milestone: "delivery_attempted",
							code: "delivery_attempted.recipient_absent",
							reason: "recipient.absent",
							carrierCode: "delivery_attempted.recipient_absent",
							text: "Nobody home",
							place: { text: "Graz", country: "AT", lat: 47.0667, lng: 15.45, precision: "locality" },
						},
						{
							local: "2025-05-06T14:05:00",
							zone: "+02:00",
							zoneSource: "payload",
							instant: "2025-05-06T12:05:00Z",
							precision: "second",
							milestone: "delivered",
							code: "delivered.to_neighbour",
							reason: "none",
							carrierCode: "delivered.to_neighbour",
							text: "Handed over next door",
							place: {
								text: "Lange Gasse 4, Graz",
								country: "AT",
								lat: 47.0711,
								lng: 15.4441,
								precision: "street",
							},
						},
						{
							local: "2025-05-06T14:06:00",
							zone: "+02:00",
							zoneSource: "payload",
							instant: "2025-05-06T12:06:00Z",
							precision: "second",
							milestone: "note",
							code: "note.proof_of_delivery",
							reason: "none",
							carrierCode: "note.proof_of_delivery",
							text: "Photo taken",
							place: null,
						},
					],
				},
			],
			problems: [],
		});
	});

	test("takes a body that stands in the line as JSON rather than as text", () => {
		const asText = readLine(line({ id: 1, carrier: "push", body: JSON.stringify(bicycleCourier) }));
		expect(readLine(line({ id: 1, carrier: "push", body: bicycleCourier }))).toStrictEqual(asText);
	});

	test.each([
		[{}, "carrier: Is wanted."],
		[{ carrier: 7 }, "carrier: A text is wanted."],
		[
			{ carrier: "push", contentType: "yaml" },
			"contentType: One of json, xml, csv, edifact, x12, form, text is wanted.",
		],
		[{ carrier: "push", body: 7 }, "body: The message is wanted, as text or as its JSON."],
		[{ carrier: "push" }, "body: The message is wanted, as text or as its JSON."],
		[[], "line: A JSON object is wanted."],
	])("says in words what is wrong with %j", (message, detail) => {
		const written = Array.isArray(message) ? "[]" : line(message);
		expect(readLine(written).problems).toEqual([{ kind: "unreadable", detail }]);
	});

	test("answers every line, in order, and survives every one", async () => {
		const good = line({ id: "good", carrier: "push", body: JSON.stringify(bicycleCourier) });
		const answers = await answersTo(
			Readable.from([
				`${good}\n{"id":"cut","carrier":"push","bo\n\n`,
				`${line({ id: "whose", carrier: "no-such-carrier", body: "{}" })}\r\n`,
				`${line({ id: "kind", carrier: "push", kind: "telegram", body: "{}" })}\n`,
				`${line({ id: "html", carrier: "push", body: "<html>Bad gateway</html>" })}\n`,
				`${line({ id: "zero", carrier: "push", body: "\u0000\u0000" })}\n`,
				`${line({ id: { deep: [1] }, carrier: "push", body: '{"shipments":[]}' })}\nnull\n[]\n42\n"text"\n`,
				good.slice(0, 40),
				good.slice(40),
			]),
		);
		expect(answers.map(({ id, outcome }) => [id, outcome])).toEqual([
			["good", "ok"],
			[null, "error"],
			["whose", "error"],
			["kind", "error"],
			["html", "error"],
			["zero", "error"],
			[{ deep: [1] }, "empty"],
			[null, "error"],
			[null, "error"],
			[null, "error"],
			[null, "error"],
			["good", "ok"],
		]);
		for (const { outcome, shipments, problems } of answers.filter((answer) => answer.outcome === "error")) {
			expect(outcome).toBe("error");
			expect(shipments).toEqual([]);
			expect(problems[0]?.detail).toBeTruthy();
		}
		expect(answers[2]?.problems[0]?.detail).toContain("no-such-carrier");
		expect(answers[3]?.problems[0]?.detail).toBe("kind: One of poll, webhook, push-file, document is wanted.");
	});

	test("keeps characters that are cut between two chunks, and line separators inside a text", async () => {
		const words = "Zugestellt in Gräfelfing\u2028上海浦东";
		const body = JSON.stringify({
			shipments: [
				{
					trackingNumber: "BIKE1207",
					scans: [{ code: "in_transit.moving", occurredAt: "2025-05-05T10:00:00Z", text: words }],
				},
			],
		});
		const bytes = Buffer.from(`${line({ id: 1, carrier: "push", body })}\n`);
		const answers = await answersTo(
			Readable.from(
				[...bytes].map((byte) => Buffer.from([byte])),
				{ objectMode: false },
			),
		);
		expect(answers).toHaveLength(1);
		expect(answers[0]?.shipments[0]?.scans[0]?.text.replaceAll(/\s/g, " ")).toBe(words.replace("\u2028", " "));
	});

	test("writes no faster than its reader reads", async () => {
		const good = `${line({ id: 1, carrier: "push", body: JSON.stringify(bicycleCourier) })}\n`;
		const output = new PassThrough({ highWaterMark: 1 });
		let asked = 0;
		async function* input() {
			for (; asked < 100; asked++) yield good;
		}
		const reading = readLines(input(), output, { places: testPlaces() });
		await new Promise((resolve) => setImmediate(resolve));
		expect(asked).toBeLessThan(5);
		const answers = (async () => {
			const all = await text(output);
			return all.trimEnd().split("\n").length;
		})();
		await reading;
		output.end();
		expect(await answers).toBe(100);
	});
});

const corpus = new URL("../../../shared/corpus/", import.meta.url);
const CARRIERS = ["dhl", "fedex", "kuaidi100", "sf-express", "ups", "usps"];
const samples = existsSync(corpus)
	? readFileSync(new URL("MANIFEST.tsv", corpus), "utf8")
			.split("\n")
			.map((row) => row.split("\t"))
			.flatMap(([carrier = "", name = "", kind = "", contentType = ""]) => {
				if (!CARRIERS.includes(carrier)) return [];
				const file = readdirSync(new URL(`${carrier}/`, corpus)).find((entry) => entry.startsWith(`${name}.`));
				if (file === undefined) return [];
				const refused = kind === "error";
				return [{ carrier, name, kind: refused ? "poll" : kind, contentType, file, refused }];
			})
	: [];

describe.skipIf(samples.length === 0)("samples of real carriers (skipped where ../shared is absent)", () => {
	const answerTo = ({ carrier, name, kind, contentType, file }: (typeof samples)[number]) => {
		const body = readFileSync(new URL(`${carrier}/${file}`, corpus), "utf8");
		return { body, answer: readLine(line({ id: name, carrier, kind, contentType, body })) };
	};

	test.each(samples.map((sample) => [`${sample.carrier} ${sample.name}`, sample] as const))(
		"wall clock, zone and instant agree, and nothing is guessed: %s",
		(_name, sample) => {
			const { answer } = answerTo(sample);
			for (const { scans, code, milestone } of answer.shipments) {
				expect(code.startsWith(`${milestone}.`)).toBe(true);
				for (const scan of scans) {
					expect(scan.local).toMatch(/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?$/);
					expect(scan.zone === null).toBe(scan.zoneSource === "none");
					if (scan.precision === "day" || scan.zone === null) expect(scan.instant).toBeNull();
					else expect(shownBy(scan.zone, scan.instant)).toBe(scan.local);
					if (scan.code === "note.unmapped") {
						expect(answer.problems.some(({ kind }) => kind === "unknown-code")).toBe(true);
					}
				}
			}
			expect(["ok", "empty"].includes(answer.outcome)).toBe(!sample.refused);
			if (answer.outcome !== "ok") expect(answer.shipments).toEqual([]);
		},
	);

	test("FedEx: every scan of the body, at the moment that its offset says", () => {
		for (const sample of samples.filter(({ carrier }) => carrier === "fedex")) {
			const { body, answer } = answerTo(sample);
			const written = [...body.matchAll(/"date":\s*"([^"]+)"[^}]*?"eventType"/g)].map(([, date = ""]) => date);
			const moments = written.map((date) => (/[+-]\d\d:\d\d$/.test(date) ? Date.parse(date) : date.slice(0, 10)));
			const told = answer.shipments.flatMap(({ scans }) =>
				scans.map((scan) => (scan.instant === null ? scan.local : Date.parse(scan.instant))),
			);
			expect(told.map(String).sort()).toEqual(moments.map(String).sort());
		}
	});

	test("USPS: every instant is the local time less the offset beside it", () => {
		for (const sample of samples.filter(({ carrier }) => carrier === "usps")) {
			const { body, answer } = answerTo(sample);
			const events: { eventTimestamp: string; GMTOffset: string }[] = JSON.parse(body).trackingEvents ?? [];
			const told = answer.shipments.flatMap(({ scans }) => scans);
			expect(told).toHaveLength(events.length);
			for (const { eventTimestamp, GMTOffset } of events) {
				const instant = new Date(`${eventTimestamp}${GMTOffset}`).toISOString().replace(".000Z", "Z");
				expect(told).toContainEqual(expect.objectContaining({ local: eventTimestamp, instant, zoneSource: "payload" }));
			}
		}
	});
});

function shownBy(zone: string, instant: string | null): string {
	const at = Date.parse(instant ?? "");
	const offset = /^([+-])(\d\d):(\d\d)$/.exec(zone);
	if (offset !== null) {
		const minutes = Number(offset[2]) * 60 + Number(offset[3]);
		return new Date(at + (offset[1] === "-" ? -minutes : minutes) * 60_000).toISOString().slice(0, 19);
	}
	return new Date(at).toLocaleString("sv-SE", { timeZone: zone }).replace(" ", "T");
}

test("nesting too deep for the stack is that line's problem and nobody else's", async () => {
	const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
	const written = (id: string, body: string) =>
		`{"id":${id},"carrier":"fedex","kind":"poll","contentType":"json","body":${body}}\n`;
	const lines = [written("1", deep), written(deep, '"{}"'), written("3", JSON.stringify(deep)), written("4", '"{}"')];
	const answers = await answersTo(Readable.from(lines));
	expect(answers.map(({ id, outcome }) => [id, outcome])).toEqual([1, null, 3, 4].map((id) => [id, "error"]));
});
