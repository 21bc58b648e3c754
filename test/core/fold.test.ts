import { describe, expect, test } from "vitest";
import { fold } from "../../src/core/fold.ts";
import type { Case } from "./fold-table.ts";
import { proveCases, summary } from "./fold-table.ts";
import { farLater, told } from "./told.ts";

const climbing: readonly Case[] = [
	["knows nothing before the first fact", "", "pending.registered, ok, none", { terminal: false, lastScan: null }],
	[
		"goes up the ladder",
		`16 09:00 info_received.label_created
		 16 17:00 picked_up.accepted
		 17 02:00 in_transit.departed_facility
		 18 07:30 out_for_delivery.on_vehicle`,
		"out_for_delivery.on_vehicle, ok, none",
		{
			firstAt: {
				info_received: "2026-03-16T09:00:00Z",
				picked_up: "2026-03-16T17:00:00Z",
				in_transit: "2026-03-17T02:00:00Z",
				out_for_delivery: "2026-03-18T07:30:00Z",
			},
		},
	],
	[
		"is not moved back by a lesser scan that comes later",
		`18 07:30 out_for_delivery.on_vehicle
		 18 08:00 in_transit.processed_facility`,
		"out_for_delivery.on_vehicle, ok, none",
	],
	[
		"shows the newest of equal rungs: missed, then to a shop",
		`18 07:30 out_for_delivery.on_vehicle
		 18 11:00 delivery_attempted.recipient_absent
		 18 17:00 ready_for_pickup.at_point`,
		"ready_for_pickup.at_point, action_required, recipient",
		{ attempts: 1 },
	],
	[
		"goes out again after an attempt, and the attempt troubles nobody any more",
		`18 11:00 delivery_attempted.address_not_found
		 19 07:30 out_for_delivery.on_vehicle`,
		"out_for_delivery.on_vehicle, ok, none",
		{ attempts: 1 },
	],
	[
		"counts visits, not the scans that tell of one",
		`18 11:00 delivery_attempted.recipient_absent
		 18 11:01 delivery_attempted.notice_left
		 18 12:00 delivery_attempted.rescheduled
		 19 10:00 delivery_attempted.recipient_absent
		 19 13:00 out_for_delivery.on_vehicle
		 19 15:00 delivery_attempted.recipient_absent`,
		"delivery_attempted.recipient_absent, delayed, recipient",
		{ attempts: 3 },
	],
	[
		"is ready for pickup by name while it is still on its way to the shop",
		"18 11:00 ready_for_pickup.arriving_at_point",
		"ready_for_pickup.arriving_at_point, ok, none",
	],
	[
		"stays where it was for a note, whatever the note says",
		`17 02:00 in_transit.delayed_weather
		 17 09:00 note.unmapped
		 17 10:00 note.delivery_options_offered`,
		"in_transit.delayed_weather, delayed, none",
	],
	["stands at the start when all it has is a note", "17 09:00 note.information", "pending.registered, ok, none"],
	[
		"lets a delivery in part go out again for the rest",
		`18 11:00 delivered.partial
		 19 08:00 out_for_delivery.on_vehicle`,
		"out_for_delivery.on_vehicle, ok, none",
		{ deliveredAt: null },
	],
];

const delivered: readonly Case[] = [
	[
		"stays delivered after a late scan of the road",
		`18 10:00 delivered.to_recipient @FR:Lyon
		 18 12:00 in_transit.departed_facility @FR:Paris`,
		"delivered.to_recipient, ok, none",
		{ terminal: true, flags: [], deliveredAt: { local: "2026-03-18T10:00:00", instant: "2026-03-18T10:00:00Z" } },
	],
	[
		"asks for a look when it is seen elsewhere more than two days after delivery",
		`18 10:00 delivered.to_recipient @FR:Lyon
		 20 10:01 in_transit.arrived_facility @FR:Paris`,
		"delivered.to_recipient, ok, none",
		{ flags: ["scan-after-delivery"] },
	],
	[
		"does not ask when the late scan is of the same city",
		`18 10:00 delivered.to_recipient @FR:Lyon
		 21 10:00 in_transit.processed_facility @FR:LYON_07`,
		"delivered.to_recipient, ok, none",
		{ flags: [] },
	],
	[
		"does not ask when nobody knows where the late scan was",
		`18 10:00 delivered.to_recipient @FR:Lyon
		 21 10:00 in_transit.moving`,
		"delivered.to_recipient, ok, none",
		{ flags: [] },
	],
	[
		"takes the later of two deliveries",
		`18 10:00 delivered.to_neighbour
		 19 16:00 delivered.signed`,
		"delivered.signed, ok, none",
		{ deliveredAt: { local: "2026-03-19T16:00:00", instant: "2026-03-19T16:00:00Z" } },
	],
	[
		"is still delivered when part of it is told afterwards",
		`18 10:00 delivered.to_recipient
		 18 11:00 delivered.partial`,
		"delivered.to_recipient, notice, none",
		{ terminal: true },
	],
	[
		"keeps the time of the delivery that the buyer disputes",
		`18 10:00 delivered.safe_place
		 19 09:00 delivered.disputed`,
		"delivered.disputed, disputed, sender",
		{ terminal: false, deliveredAt: { local: "2026-03-18T10:00:00", instant: "2026-03-18T10:00:00Z" } },
	],
	[
		"changes only the condition for an exception after delivery",
		`18 10:00 delivered.to_recipient
		 18 15:00 exception.unspecified`,
		"delivered.to_recipient, problem, sender",
	],
	[
		"keeps a date as a date",
		"18 --:-- delivered.letterbox",
		"delivered.letterbox, ok, none",
		{ deliveredAt: { local: "2026-03-18", instant: null }, firstAt: { delivered: "2026-03-18" } },
	],
];

const offLadder: readonly Case[] = [
	[
		"holds an exception against news of the label",
		`17 02:00 exception.rejected_by_carrier
		 17 03:00 info_received.awaiting_handover`,
		"exception.rejected_by_carrier, ok, sender",
	],
	[
		"recovers from an exception when it moves again, to the rung it had reached",
		`18 07:30 out_for_delivery.on_vehicle
		 18 09:00 exception.unspecified
		 18 20:00 in_transit.arrived_delivery_depot`,
		"out_for_delivery.on_vehicle, ok, none",
	],
	[
		"finds a lost parcel again",
		`17 02:00 in_transit.moving
		 20 02:00 exception.lost
		 25 02:00 in_transit.arrived_facility`,
		"in_transit.arrived_facility, ok, none",
		{ terminal: false },
	],
	["ends with a loss", "20 02:00 exception.lost", "exception.lost, final_problem, sender", { terminal: true }],
	[
		"uncancels what is picked up all the same",
		`17 02:00 cancelled.cancelled
		 17 18:00 picked_up.collected`,
		"picked_up.collected, ok, none",
	],
	[
		"opens again after it expired",
		`01 02:00 in_transit.moving
		 30 02:00 expired.no_tracking
		 31 02:00 in_transit.moving`,
		"in_transit.moving, ok, none",
	],
];

const returning: readonly Case[] = [
	[
		"goes over to the way back and stays there for a scan of the road",
		`18 11:00 delivery_attempted.refused
		 19 02:00 returning.to_sender
		 19 20:00 in_transit.arrived_facility`,
		"returning.to_sender, ok, none",
	],
	[
		"goes back even after delivery, and is then not delivered",
		`18 10:00 delivered.to_recipient
		 21 10:00 returning.to_sender`,
		"returning.to_sender, problem, sender",
		{ deliveredAt: null, flags: [] },
	],
	[
		"comes to the buyer again: out for delivery",
		`19 02:00 returning.to_sender
		 22 08:00 out_for_delivery.on_vehicle`,
		"out_for_delivery.on_vehicle, ok, none",
	],
	[
		"comes to the buyer again: delivered",
		`19 02:00 returning.not_collected
		 22 08:00 delivered.to_recipient @DE:Kiel`,
		"delivered.to_recipient, ok, none",
	],
	[
		"does not turn round for a scan that may be of either way",
		`19 02:00 returning.to_sender
		 22 08:00 delivery_attempted.failed`,
		"returning.to_sender, delayed, none",
	],
	[
		"is not returning any more once it is returned",
		`24 10:00 returned.to_sender
		 24 12:00 returning.to_sender`,
		"returned.to_sender, problem, sender",
		{ terminal: true },
	],
	[
		"has an exception on the way back too",
		`19 02:00 returning.to_sender
		 20 02:00 exception.unspecified`,
		"exception.unspecified, problem, sender",
	],
	[
		"travels back under a stopped export, and no scan of the road says otherwise",
		`18 02:00 cancelled.export_cancelled
		 19 02:00 in_transit.departed_facility`,
		"cancelled.export_cancelled, ok, none",
		{ terminal: false },
	],
];

proveCases("a parcel on its way", climbing);
proveCases("a delivered parcel", delivered);
proveCases("a parcel off the road", offLadder);
proveCases("a parcel on its way back", returning);

describe("the way back, told from the way there by the ends of the journey", () => {
	const back = "19 02:00 returning.to_sender";
	const cases: readonly (readonly [string, string, string, string, string])[] = [
		[
			"a delivery in the origin's city",
			"DE:Kiel",
			"DE:Ulm",
			`24 10:00 delivered.signed @DE:24103_KIEL`,
			"returned.to_sender, problem, none",
		],
		[
			"a delivery in the origin's country, over a border",
			"CN:Shenzhen",
			"DE:Ulm",
			`24 10:00 delivered.signed @CN:Dongguan`,
			"returned.to_sender, problem, none",
		],
		[
			"a delivery somewhere else",
			"DE:Kiel",
			"DE:Ulm",
			`24 10:00 delivered.signed @DE:Ulm`,
			"delivered.signed, ok, none",
		],
		["a delivery at an unknown place", "DE:Kiel", "DE:Ulm", `24 10:00 delivered.signed`, "delivered.signed, ok, none"],
		[
			"a delivery in a city that is both ends",
			"DE:Kiel",
			"DE:Kiel",
			`24 10:00 delivered.signed @DE:Kiel`,
			"delivered.signed, ok, none",
		],
		[
			"out for delivery to the sender",
			"DE:Kiel",
			"DE:Ulm",
			`24 10:00 out_for_delivery.on_vehicle @DE:Kiel`,
			"returning.to_sender, ok, none",
		],
	];
	test.each(cases)("%s", (_situation, origin, destination, scan, shows) => {
		const [from, to] = [origin, destination].map((end) => ({ country: end.slice(0, 2), city: end.slice(3) }));
		const context = { origin: from ?? null, destination: to ?? null };
		const state = fold(told(`${back}\n${scan}`), farLater, context);
		expect(summary(state)).toBe(shows);
		expect(state.timeline.at(-1)?.code, "the line keeps the carrier's word").toBe(scan.split(" ")[2]);
	});
});
