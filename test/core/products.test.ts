import fc from "fast-check";
import { expect, test } from "vitest";
import { CODES } from "../../src/core/codes.ts";
import type { ParcelPage } from "../../src/core/page.ts";
import { chooseProducts, MOST_SHOWN } from "../../src/core/products/choose.ts";
import { type Circumstances, mayShowProducts } from "../../src/core/products/may-show.ts";
import { ownLink, type Product } from "../../src/core/products/product.ts";
import { REASONS } from "../../src/core/reasons.ts";
import { CONDITIONS, type Code, milestoneOf, type Reason } from "../../src/core/status.ts";
import { clockIn } from "../../src/geo/local-clock.ts";
import { NOW, parcel, scan } from "../web/parcels.ts";

const codes = Object.keys(CODES) as Code[];

const well = parcel([scan("in_transit.moving", "2026-11-23T10:00:00", "+01:00")]);

function shows(page: ParcelPage, more: Partial<Circumstances> = {}): boolean {
	const quiet = { others: [], isSourceDown: false, hasOpenQuestion: false, hasBadReview: false };
	return mayShowProducts({ parcel: page, ...quiet, now: NOW, clockIn, ...more });
}

const at = (code: Code) => parcel([], { code, milestone: milestoneOf(code) as ParcelPage["milestone"] });

test("things are shown at these codes and at no other of all that there are", () => {
	expect(codes.filter((code) => shows(at(code)))).toEqual([
		"info_received.label_created",
		"info_received.notified",
		"info_received.awaiting_handover",
		"info_received.pickup_scheduled",
		"info_received.driver_at_sender",
		"picked_up.accepted",
		"picked_up.collected",
		"picked_up.dropped_off",
		"in_transit.moving",
		"in_transit.origin_facility_arrived",
		"in_transit.origin_facility_departed",
		"in_transit.arrived_facility",
		"in_transit.processed_facility",
		"in_transit.departed_facility",
		"in_transit.loaded",
		"in_transit.linehaul_departed",
		"in_transit.linehaul_arrived",
		"in_transit.export_office_arrived",
		"in_transit.departed_origin_country",
		"in_transit.transit_country_arrived",
		"in_transit.transit_country_departed",
		"in_transit.arrived_destination_country",
		"in_transit.inward_office_departed",
		"in_transit.arrived_destination_city",
		"in_transit.arrived_delivery_depot",
		"in_transit.handover_to_partner",
		"in_transit.received_by_partner",
		"in_transit.delivery_scheduled",
		"in_transit.problem_resolved",
		"in_transit.export_customs_presented",
		"in_transit.export_customs_cleared",
		"in_transit.import_customs_presented",
		"in_transit.customs_cleared",
		"out_for_delivery.on_vehicle",
		"out_for_delivery.contacting_recipient",
		"out_for_delivery.nearby",
		"out_for_delivery.arrived",
		"delivered.to_recipient",
		"delivered.signed",
		"delivered.collected",
		"delivered.cod_paid",
		"delivered.letterbox",
		"delivered.po_box",
		"delivered.after_exception",
	]);
});

test("beside a problem nothing is shown, whatever else is true of the parcel", () => {
	const day = { from: "2026-11-20", to: "2026-11-20", dateOnly: true, zone: "Europe/Berlin" };
	const worries: readonly Partial<ParcelPage>[] = [
		...CONDITIONS.filter((condition) => condition !== "ok").map((condition) => ({ condition })),
		...(Object.keys(REASONS) as Reason[]).filter((reason) => reason !== "none").map((reason) => ({ reason })),
		{ late: { promisedTo: "2026-11-23", zone: null, source: "carrier" } },
		{ silence: { kind: "overdue", since: "2026-11-20T08:00:00Z" } },
		{ notReceived: { at: "2026-11-24T07:00:00Z" } },
		...codes.filter((code) => CODES[code].condition !== "ok").map((code) => ({ code })),
		{ milestone: "exception" },
		{ milestone: "returning" },
		{ milestone: "returned" },
		{ milestone: "cancelled" },
		{ milestone: "expired" },
		{ milestone: "delivery_attempted" },
		{ milestone: "ready_for_pickup" },
		{ milestone: "pending" },
	];
	const isNoProblem = ({ code, milestone }: Partial<ParcelPage>) => code === undefined && milestone === undefined;
	fc.assert(
		fc.property(fc.constantFrom(...codes), fc.constantFrom(...worries), (code, worry) => {
			expect(shows({ ...at(code), ...worry })).toBe(false);
		}),
	);
	for (const worry of worries) expect(shows({ ...well, ...worry }), JSON.stringify(worry)).toBe(false);
	for (const worry of worries.filter(isNoProblem))
		expect(shows(well, { others: [{ kind: "order", parcel: { ...well, ...worry } }] }), JSON.stringify(worry)).toBe(
			false,
		);
	// Later than was first said, as long as it has not come.
	expect(shows({ ...well, first: day })).toBe(false);
	expect(shows({ ...well, first: { ...day, to: "2026-11-24" } })).toBe(true);
	expect(shows({ ...at("delivered.to_recipient"), first: day })).toBe(true);
});

test("an outage, an open question, bad stars or a return beside it are enough to show nothing", () => {
	expect(shows(well)).toBe(true);
	expect(shows(well, { isSourceDown: true })).toBe(false);
	expect(shows(well, { hasOpenQuestion: true })).toBe(false);
	expect(shows(well, { hasBadReview: true })).toBe(false);
	expect(shows(well, { others: [{ kind: "order", parcel: well }] })).toBe(true);
	expect(shows(well, { others: [{ kind: "order", parcel: at("pending.registered") }] })).toBe(true);
	expect(shows(well, { others: [{ kind: "order", parcel: at("pending.not_found") }] })).toBe(false);
	expect(shows(well, { others: [{ kind: "return", parcel: well }] })).toBe(false);
	expect(shows(well, { others: [{ kind: "original", parcel: well }] })).toBe(false);
});

const sites = ["https://shop.example"];

function product(id: string, more: Partial<Product> = {}): Product {
	return {
		...{ id, title: id, link: `https://shop.example/${id}`, image_link: null, price: null, availability: "in_stock" },
		...{ item_group_id: null, product_type: null, related: [] },
		...more,
	};
}

const idsOf = (products: readonly Product[]) => products.map(({ id }) => id);

test("what the shop says goes with it comes first, then the same shelf, then another variant", () => {
	const shoe = { item_group_id: "shoe", product_type: "Shoes" };
	const known = [
		product("shoe-blue", shoe),
		product("boot", { product_type: "Shoes" }),
		product("shoe-red", shoe),
		product("shoe-42", { ...shoe, related: ["wax", "laces", "nowhere"] }),
		product("laces"),
		product("wax"),
		product("hat", { product_type: "Hats" }),
	];
	const { viewed, related } = chooseProducts({ bought: ["shoe-42"], viewed: ["hat", "shoe-red"], known, sites });
	expect(idsOf(viewed)).toEqual(["hat"]);
	expect(idsOf(related)).toEqual(["wax", "laces", "boot", "shoe-blue"]);
});

test("never what was bought, is not in stock or leads elsewhere, each thing once, and four at most", () => {
	const known = [
		product("bought", { product_type: "A", related: ["bought", "gone", "away", "later"] }),
		product("gone", { availability: "out_of_stock" }),
		product("later", { availability: "preorder" }),
		product("away", { link: "https://shop.example.evil.example/away" }),
		...["s", "m", "l"].map((size) => product(`shirt-${size}`, { product_type: "A", item_group_id: "shirt" })),
		...[1, 2, 3, 4, 5].map((n) => product(`a${n}`, { product_type: "A" })),
	];
	const { viewed, related } = chooseProducts({
		bought: ["bought"],
		viewed: ["bought", "gone", "a2", "a2"],
		known,
		sites,
	});
	expect(idsOf(viewed)).toEqual(["a2"]);
	expect(idsOf(related)).toEqual(["shirt-s", "a1", "a3", "a4"]);
	expect(related).toHaveLength(MOST_SHOWN);
	expect(chooseProducts({ bought: ["bought"], viewed: ["a1"], known, sites: [] })).toEqual({ viewed: [], related: [] });
});

test.each([
	["https://shop.example/a?id=1&utm_source=x&utm_medium=y&gclid=z&size=4#b", "https://shop.example/a?id=1&size=4#b"],
	["https://SHOP.example/a", "https://shop.example/a"],
	["http://shop.example/a", null],
	["https://shop.example:8443/a", null],
	["https://www.shop.example/a", null],
	["https://shop.example@evil.example/a", null],
	["https://user:pass@shop.example/a", null],
	["https://evil.example/?https://shop.example/", null],
	["https://shop.example\\@evil.example/", "https://shop.example/@evil.example/"],
	["javascript:alert(1)//https://shop.example", null],
	["data:text/html,hello", null],
	["//shop.example/a", null],
	["", null],
])("%s leads to %s", (link, own) => {
	expect(ownLink(link, sites)).toBe(own);
});
