import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Fact, HeaderFact, SilenceFact, WithdrawalFact } from "../../src/core/facts.ts";
import type { Database, RowId } from "../../src/store/database.ts";
import { keptText, loadFacts, saveFacts } from "../../src/store/facts.ts";
import type { Shipment } from "../../src/store/shipments.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { aScan, aSeller, aShipment, SCAN, told } from "./given.ts";

const HEADER: HeaderFact = {
	kind: "header",
	key: "f0000000000000bb",
	leg: 2,
	piece: "P1",
	status: { code: "delivered.signed", reason: "none", carrierCode: "DL" },
	at: Date.parse("2026-11-21T11:08:38.120Z"),
	local: "2026-11-21T19:08:38",
	instant: "2026-11-21T11:08:38.120Z",
	promised: { from: "2026-11-24", to: "2026-11-25", zone: "Asia/Taipei" },
	signed: true,
	provenance: [told("poll")],
};
const WITHDRAWAL: WithdrawalFact = {
	kind: "withdrawal",
	key: "8000000000000000",
	withdraws: SCAN.key,
	provenance: [told("webhook")],
};
const SILENCE: SilenceFact = {
	kind: "silence",
	key: "c0000000000000cc",
	leg: 2,
	at: Date.parse("2026-11-21T11:08:38Z"),
	of: SCAN.key,
	piece: "P1",
	deadline: "2026-11-24T11:09:00Z",
	code: "in_transit.no_update",
	because: {
		kind: "overdue",
		since: "2026-11-21T11:08:38Z",
		hours: 72.1,
		carrier: "dhl",
		phase: "linehaul",
		weekday: 6,
		basis: "carrier",
		gaps: 84,
	},
	provenance: [{ channel: "derived", messageId: "", knownAt: "2026-11-21T12:00:00Z" }],
};

eachDatabase((database) => {
	let db: Database;
	let seller: RowId;

	beforeAll(async () => {
		db = await database.open();
		seller = await aSeller(db);
	});

	const save = (shipment: Shipment, ...facts: readonly Fact[]) =>
		db.transaction((tx) => saveFacts(tx, [{ ...shipment, facts }]));
	const load = async (shipment: Shipment) => (await loadFacts(db, [shipment])).get(shipment.rowId);

	test.each<readonly [string, Fact]>([
		["a scan", aScan()],
		["a scan whose instant has milliseconds", aScan(timed("2026-11-21T11:08:38.500Z"))],
		[
			"a date without a place",
			aScan({ place: null, time: { ...SCAN.time, local: "2026-11-21", precision: "day", instant: null } }),
		],
		["a scan with everything marked", aScan({ marked: { courierPhone: "+886900000000", signedBy: "R. Okafor" } })],
		["a scan that tells the stops before it", aScan({ details: { stopsBefore: 0 } })],
		["a scan of a place to fetch it from", aScan({ details: { stopsBefore: 3, pickup: PICKUP } })],
		[
			"a scan of a last day alone",
			aScan({ details: { pickup: { ...PICKUP, name: null, address: null, hours: [], lat: null, lng: null } } }),
		],
		[
			"a scan of a country alone",
			aScan({ place: { text: "", country: "TW", postcode: null, lat: null, lng: null, precision: null } }),
		],
		["a scan of a piece, without words", aScan({ piece: "2/3", text: "", carrierCode: "", sequence: 0 })],
		[
			"a scan at the edges of its numbers",
			aScan({ key: "ffffffffffffffff", at: -1, time: { ...SCAN.time, instant: null } }),
		],
		["a scan by two channels", aScan({}, told("webhook"), told("aggregator", 3))],
		["a header", HEADER],
		[
			"a header that says nothing",
			{ ...HEADER, status: null, promised: null, signed: false, local: null, instant: null },
		],
		["a withdrawal", WITHDRAWAL],
		["a silence", SILENCE],
		["a silence before the first scan", { ...SILENCE, of: null, piece: null, leg: 1 }],
	])("gives back %s as it was saved", async (_, fact) => {
		const shipment = await aShipment(db, seller);
		await save(shipment, fact);
		expect(await load(shipment)).toEqual([fact]);
	});

	test("a fact told twice is told once, and changes nothing the second time", async () => {
		const shipment = await aShipment(db, seller);
		expect(await save(shipment, aScan(), HEADER)).toEqual(new Set([shipment.rowId]));
		expect(await save(shipment, aScan({}, told("webhook", 5)), HEADER)).toEqual(new Set());
		expect(await load(shipment)).toHaveLength(2);
		expect(await load(shipment)).toEqual(expect.arrayContaining([aScan(), HEADER]));
	});

	test("another channel's account of a fact adds its source and keeps the words", async () => {
		const shipment = await aShipment(db, seller);
		await save(shipment, aScan());
		const retold = aScan({ text: "Other words" }, told("poll", 1), told("webhook", 2));
		expect(await save(shipment, retold)).toEqual(new Set([shipment.rowId]));
		expect(await load(shipment)).toEqual([aScan({}, told("webhook"), told("poll", 1))]);
	});

	test("the same fact twice in one batch is one fact with both channels", async () => {
		const shipment = await aShipment(db, seller);
		await save(shipment, aScan(), aScan({ text: "Other words" }, told("poll")), aScan({}, told("webhook", 4)));
		expect(await load(shipment)).toEqual([aScan({}, told("webhook"), told("poll"))]);
	});

	test("a batch over several parcels answers which of them changed", async () => {
		const known = await aShipment(db, seller);
		const fresh = await aShipment(db, seller);
		await save(known, aScan());
		const changed = await db.transaction((tx) =>
			saveFacts(tx, [
				{ ...known, facts: [aScan()] },
				{ ...fresh, facts: [aScan()] },
			]),
		);
		expect(changed).toEqual(new Set([fresh.rowId]));
		const loaded = await loadFacts(db, [known, fresh]);
		expect([...loaded.values()].map((facts) => facts.length)).toEqual([1, 1]);
	});

	test.each([
		["U+0000", "a\u0000b", "a\uFFFDb"],
		["half of a surrogate pair", "a\ud83db", "a\uFFFDb"],
		["our own separators", "a\u001eb\u001d", "a\uFFFDb\uFFFD"],
		["a whole emoji", "📦", "📦"],
		["a very long text", "x".repeat(1_000_000), "x".repeat(1_000_000)],
		["quotes, backslashes and braces", `'"\\{},NULL`, `'"\\{},NULL`],
	])("%s in one row never fails its batch", async (_, text, kept) => {
		const shipment = await aShipment(db, seller);
		const place = { text, country: text, postcode: text, lat: 0, lng: 0, precision: "locality" } as const;
		const details = { pickup: { ...PICKUP, name: text, hours: [text] } };
		const marked = { signedBy: text };
		const strange = aScan({ key: "01", text, carrierCode: text, piece: text, place, marked, details });
		await save(shipment, strange, aScan({ key: "02" }));
		const facts = (await load(shipment)) ?? [];
		expect(facts).toHaveLength(2);
		const scans = facts.flatMap((fact) => (fact.kind === "scan" ? [fact.scan] : []));
		const read = scans.find((scan) => scan.key === "0000000000000001");
		expect(read).toMatchObject({ text: kept, carrierCode: kept, piece: kept });
		// JSON writes control characters as escapes, and so keeps more.
		expect([text, kept]).toContain(read?.marked.signedBy);
		expect([text, kept]).toContain(read?.details?.pickup?.hours[0]);
		expect(read?.place).toMatchObject({ text: kept, country: kept, postcode: kept });
	});

	test("numbers beyond a column's range never fail their batch", async () => {
		const shipment = await aShipment(db, seller);
		await save(shipment, aScan({ sequence: 1e15 }), aScan({ key: "02", sequence: -1e15 }));
		expect(await load(shipment)).toHaveLength(2);
	});

	test("whatever a scan tells beside its words is read back as it was told", async () => {
		const words = fc.option(
			fc.string({ unit: "grapheme", maxLength: 40 }).map((text) => text.replaceAll("\u0000", "")),
		);
		const degrees = fc.option(fc.double({ min: -90, max: 90, noNaN: true }).map((one) => one + 0));
		const pickup = fc.record({
			name: words,
			address: words,
			hours: fc.array(fc.string({ unit: "grapheme-ascii" }), { maxLength: 14 }),
			until: fc.constantFrom(null, "2026-11-27", "2026-11-27T18:00:00"),
			lat: degrees,
			lng: degrees,
		});
		const told = fc.record({ stopsBefore: fc.nat(1_000), pickup }, { requiredKeys: [] });
		const details = told.filter((one) => Object.keys(one).length > 0);
		await fc.assert(
			fc.asyncProperty(details, async (one) => {
				const shipment = await aShipment(db, seller);
				const fact = aScan({ details: one });
				await save(shipment, fact);
				expect(await load(shipment)).toEqual([fact]);
				expect(await save(shipment, fact)).toEqual(new Set());
			}),
			{ numRuns: 25 },
		);
	});

	test("what a better adapter reads beside the words of a message is kept with its fact", async () => {
		const shipment = await aShipment(db, seller);
		await save(shipment, aScan());
		const better = aScan({ details: { pickup: PICKUP } });
		expect(await save(shipment, better)).toEqual(new Set([shipment.rowId]));
		expect(await load(shipment)).toEqual([better]);
		expect(keptText(better)).not.toBe(keptText(aScan()));
	});

	test("refuses an instant that is not the fact's moment, rather than lose it", async () => {
		const shipment = await aShipment(db, seller);
		await expect(save(shipment, aScan({ at: 0 }))).rejects.toThrow("2026-11-21T11:08:38Z");
	});

	test("the table has one index, its key", async () => {
		const indexes = await db.rows(sql`select indexname::text as name from pg_indexes where tablename = 'scans'`);
		expect(indexes).toEqual([{ name: "scans_pkey" }]);
	});
});

const PICKUP = {
	name: "Kiosk am Markt",
	address: "Marktplatz 3, 04109 Leipzig",
	hours: ["Mo-Fr 08:00-18:00", "Sa 09:00-13:00"],
	until: "2026-11-27",
	lat: 51.3402,
	lng: 12.3747,
} as const;

function timed(instant: string) {
	return { at: Date.parse(instant), time: { ...SCAN.time, instant } };
}
