import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { carrierOf } from "../../adapters/index.ts";

const MAP = new URL("../../../shared/domain/status_import_map.tsv", import.meta.url);

/** Whose codes the map lists, by its own word for them, and what an adapter may write before a code in its table. */
const SYSTEMS: Readonly<Record<string, { readonly carrier: string; readonly before?: readonly string[] }>> = {
	aftership: { carrier: "aftership" },
	cainiao: { carrier: "cainiao" },
	easypost: { carrier: "easypost" },
	epcis: { carrier: "epcis" },
	iftsta: { carrier: "edifact-iftsta" },
	kdniao: { carrier: "kdniao" },
	kuaidi100: { carrier: "kuaidi100" },
	ship24: { carrier: "ship24" },
	shipengine: { carrier: "shipengine" },
	shippo: { carrier: "shippo" },
	track17: { carrier: "17track" },
	trackingmore: { carrier: "trackingmore" },
	x12_214: { carrier: "x12-214" },
};

/** Rows from which an adapter departs, with what it says instead and why. */
const DEPARTURES: Readonly<Record<string, string>> = {
	// "Locker or station": the courier's words say which, and the code alone claims no locker.
	"kuaidi100 304": "ready_for_pickup.at_point",
	"kuaidi100 501": "ready_for_pickup.at_point",
};

/** What a main status means where its detail is missing or new, as model.md 4.3 beside the repository says. */
const FALLBACKS: readonly (readonly [carrier: string, status: string, code: string])[] = [
	["17track", "NotFound", "pending.not_found"],
	["17track", "InfoReceived", "info_received.label_created"],
	["17track", "InTransit", "in_transit.moving"],
	["17track", "OutForDelivery", "out_for_delivery.on_vehicle"],
	["17track", "DeliveryFailure", "delivery_attempted.failed"],
	["17track", "AvailableForPickup", "ready_for_pickup.at_point"],
	["17track", "Delivered", "delivered.to_recipient"],
	["17track", "Exception", "exception.unspecified"],
	["17track", "Expired", "expired.no_tracking"],
	["aftership", "Pending", "pending.registered"],
	["aftership", "InfoReceived", "info_received.label_created"],
	["aftership", "InTransit", "in_transit.moving"],
	["aftership", "OutForDelivery", "out_for_delivery.on_vehicle"],
	["aftership", "AttemptFail", "delivery_attempted.failed"],
	["aftership", "AvailableForPickup", "ready_for_pickup.at_point"],
	["aftership", "Delivered", "delivered.to_recipient"],
	["aftership", "Exception", "exception.unspecified"],
	["aftership", "Expired", "expired.no_tracking"],
	["easypost", "unknown", "pending.not_found"],
	["easypost", "pre_transit", "info_received.label_created"],
	["easypost", "in_transit", "in_transit.moving"],
	["easypost", "out_for_delivery", "out_for_delivery.on_vehicle"],
	["easypost", "delivered", "delivered.to_recipient"],
	["easypost", "available_for_pickup", "ready_for_pickup.at_point"],
	["easypost", "return_to_sender", "returning.to_sender"],
	["easypost", "failure", "exception.unspecified"],
	["easypost", "cancelled", "cancelled.cancelled"],
	["easypost", "error", "pending.invalid_number"],
	["ship24", "info_received/-", "info_received.label_created"],
	["ship24", "out_for_delivery/-", "out_for_delivery.on_vehicle"],
	["ship24", "failed_attempt/-", "delivery_attempted.failed"],
	["ship24", "available_for_pickup/-", "ready_for_pickup.at_point"],
	["ship24", "delivered/-", "delivered.to_recipient"],
	["shipengine", "header:UN", "pending.not_found"],
	["shipengine", "NY", "info_received.label_created"],
	["shipengine", "AC", "picked_up.accepted"],
	["shipengine", "IT", "in_transit.moving"],
	["shipengine", "AT", "delivery_attempted.failed"],
	["shipengine", "EX", "exception.unspecified"],
	["shipengine", "DE", "delivered.to_recipient"],
	["shipengine", "SP", "ready_for_pickup.at_point"],
	["shippo", "UNKNOWN", "pending.not_found"],
	["shippo", "PRE_TRANSIT", "info_received.label_created"],
	["shippo", "TRANSIT", "in_transit.moving"],
	["shippo", "DELIVERED", "delivered.to_recipient"],
	["shippo", "RETURNED", "returning.to_sender"],
	["shippo", "FAILURE", "exception.unspecified"],
];

test.each(FALLBACKS)("%s %s alone means %s", (carrier, status, code) => {
	expect([carrierOf(carrier)?.statuses[status]].flat()[0]).toBe(code);
});

interface Row {
	readonly system: string;
	readonly foreign: string;
	readonly code: string;
}

function rows(): readonly Row[] {
	if (!existsSync(MAP)) return [];
	const lines = readFileSync(MAP, "utf8").trim().split("\n").slice(1);
	return lines.map((line) => {
		const [system = "", foreign = "", code = ""] = line.split("\t");
		return { system, foreign, code };
	});
}

describe.runIf(existsSync(MAP))("the map of foreign codes beside the repository", () => {
	test.each(Object.keys(SYSTEMS))("%s has rows, and its carrier is registered", (system) => {
		expect(rows().some((row) => row.system === system)).toBe(true);
		expect(carrierOf(SYSTEMS[system]?.carrier ?? "")).toBeDefined();
	});

	test.each(rows().filter(({ system }) => Object.hasOwn(SYSTEMS, system)))(
		"$system $foreign means $code",
		({ system, foreign, code }) => {
			const { carrier = "", before = [] } = SYSTEMS[system] ?? {};
			const statuses = carrierOf(carrier)?.statuses ?? {};
			const key = ["", ...before].map((prefix) => `${prefix}${foreign}`).find((name) => Object.hasOwn(statuses, name));
			expect(key, `${carrier} lists no ${foreign}.`).toBeDefined();
			const [meant] = [statuses[key ?? ""]].flat();
			expect(meant).toBe(DEPARTURES[`${system} ${foreign}`] ?? code);
		},
	);
});

if (!existsSync(MAP))
	test.skip("every row of ../shared/domain/status_import_map.tsv is in its adapter's table", () => {});
