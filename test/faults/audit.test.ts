import { expect, test } from "vitest";
import { auditMessages, auditParcels, type KeptMessage, type ShownParcel } from "./audit.ts";
import { auditNews, type Told } from "./audit-news.ts";
import { LOAD_CARRIERS, type LoadCarrier } from "./carriers.ts";
import type { LoadParcel } from "./load.ts";
import type { Arrival } from "./seller-system.ts";

const parcel: LoadParcel = {
	...{ carrier: withCode("push"), trackingNumber: "FAULT100001", connection: "con_1", id: "shp_1" },
	...{ scans: [], askedFor: [] },
};
const [eight, nine] = ["2026-11-22T08:00:00", "2026-11-22T09:00:00"];
const acknowledged = [
	{ connection: "con_1", digest: "aa", parcel, local: eight },
	{ connection: "con_1", digest: "bb", parcel, local: nine },
];
const load = { acknowledged, parcels: [parcel] };

const shown = (...locals: readonly string[]): ShownParcel => ({
	...{ id: "shp_1", trackingNumber: "FAULT100001" },
	scans: locals.map((local) => ({ key: `at ${local}`, local })),
});
const whole = shown(eight, nine);

test.each<[string, readonly ShownParcel[], RegExp]>([
	["a waybill is gone", [], /FAULT100001 was acknowledged as shp_1 and is lost/],
	["a scan is gone", [shown(eight)], /lacks the scans of 2026-11-22T09/],
	["a scan stands there twice", [shown(eight, nine, nine)], /has the scans of 2026-11-22T09:00:00 twice/],
	["a scan was made up", [shown(eight, nine, "2026-11-22T10:00:00")], /that nobody told/],
	["a waybill became two parcels", [whole, { ...whole, id: "shp_2" }], /1 waybills were registered, and there are 2/],
])("the audit names it when %s", (_, parcels, sentence) => {
	expect(auditParcels({ load }, [whole])).toEqual([]);
	expect(auditParcels({ load }, parcels)).toEqual([expect.stringMatching(sentence)]);
});

const kept = (digest: string, times = 1, states = "read"): KeptMessage => ({
	connection: "con_1",
	digest,
	times,
	states,
});

test.each<[string, readonly KeptMessage[], RegExp]>([
	["is lost", [kept("aa")], /push on FAULT100001 at 2026-11-22T09:00:00 was acknowledged and is lost/],
	["is kept twice", [kept("aa"), kept("bb", 2)], /is kept 2 times/],
	["was never read", [kept("aa"), kept("bb", 1, "unmatched")], /kept and not read: it is unmatched/],
	["was sent by nobody", [kept("aa"), kept("bb"), kept("cc")], /1 messages are kept that nobody sent/],
])("the audit names a message that %s", (_, messages, sentence) => {
	expect(auditMessages({ load }, [kept("aa"), kept("bb")])).toEqual([]);
	expect(auditMessages({ load }, messages)).toEqual([expect.stringMatching(sentence)]);
});

test("of a copy made while carriers posted, the audit holds nothing against it that came later", () => {
	expect(auditMessages({ load, isPart: true }, [kept("aa"), kept("bb"), kept("cc")])).toEqual([]);
	expect(auditParcels({ load, isPart: true }, [shown(eight, nine, "2026-11-22T10:00:00")])).toEqual([]);
});

const event = (type: string, sequence: number, ...locals: readonly string[]): Arrival => ({
	body: JSON.stringify({
		type,
		data: { id: "shp_1", sequence, scans: locals.map((local) => ({ key: `at ${local}` })) },
	}),
	times: 1,
});
const created = event("shipment.created", 1);
const added = event("shipment.scan.added", 2, eight, nine);
const arrived = new Map([
	["evt_1", created],
	["evt_2", added],
]);
const told: Told = { ids: ["evt_1", "evt_2"], lines: 2 };

test.each<[string, Told, ReadonlyMap<string, Arrival>, RegExp]>([
	[
		"an event never arrived",
		{ ids: ["evt_1", "evt_2", "evt_3"], lines: 3 },
		arrived,
		/1 events never arrived, such as evt_3/,
	],
	["news became no event", { ...told, lines: 3 }, arrived, /1 lines of the outbox became no event/],
	["an event arrived that is not kept", { ids: ["evt_1"], lines: 1 }, arrived, /1 events arrived that are not kept/],
	[
		"a number was left out",
		told,
		new Map([...arrived, ["evt_2", event("shipment.scan.added", 3, eight, nine)]]),
		/numbered 1, 3/,
	],
	[
		"a scan was told to nobody",
		told,
		new Map([...arrived, ["evt_2", event("shipment.scan.added", 2, eight)]]),
		/1 scans of FAULT100001 were never told/,
	],
	[
		"a registration was told twice",
		told,
		new Map([
			["evt_1", created],
			["evt_2", { ...event("shipment.created", 2, eight, nine) }],
		]),
		/told by 2 events/,
	],
])("the audit names it when %s", (_, says, came, sentence) => {
	expect(auditNews(told, { arrived, complaints: [] }, [whole])).toEqual([]);
	expect(auditNews(says, { arrived: came, complaints: [] }, [whole])).toEqual([expect.stringMatching(sentence)]);
});

function withCode(code: string): LoadCarrier {
	const carrier = LOAD_CARRIERS.find((one) => one.code === code);
	if (!carrier) throw new Error(`${code} is not among the carriers of the load.`);
	return carrier;
}
