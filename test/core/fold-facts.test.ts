import type { Case } from "./fold-table.ts";
import { proveCases } from "./fold-table.ts";

const conditions: readonly Case[] = [
	[
		"waits for the buyer until customs clears, though it moves meanwhile",
		`17 02:00 in_transit.customs_duty_due
		 17 09:00 in_transit.processed_facility`,
		"in_transit.processed_facility, action_required, recipient",
	],
	[
		"waits no longer once customs has cleared it",
		`17 02:00 in_transit.customs_duty_due
		 18 09:00 in_transit.customs_cleared`,
		"in_transit.customs_cleared, ok, none",
	],
	[
		"waits no longer once the parcel is in a later phase",
		`17 02:00 in_transit.customs_info_required (customs.documentation)
		 18 09:00 in_transit.arrived_delivery_depot`,
		"in_transit.arrived_delivery_depot, ok, none",
	],
	[
		"keeps an address problem through customs, until it is resolved",
		`17 02:00 in_transit.address_problem
		 17 09:00 in_transit.customs_cleared`,
		"in_transit.customs_cleared, action_required, recipient",
	],
	[
		"forgets an address problem that is resolved",
		`17 02:00 in_transit.address_problem
		 17 09:00 in_transit.problem_resolved`,
		"in_transit.problem_resolved, ok, none",
	],
	[
		"forgets an address problem when the carrier corrected the address",
		`17 02:00 in_transit.address_problem
		 17 09:00 in_transit.redirected_by_carrier (address.corrected)`,
		"in_transit.redirected_by_carrier, notice, none",
	],
	[
		"remembers the newer of two waits",
		`17 02:00 in_transit.address_problem
		 17 03:00 in_transit.customs_info_required (customs.paperwork_improper)
		 17 09:00 in_transit.processed_facility`,
		"in_transit.processed_facility, action_required, sender",
	],
	[
		"waits for nobody once it is cancelled",
		`17 02:00 in_transit.customs_duty_due
		 18 02:00 cancelled.cancelled`,
		"cancelled.cancelled, ok, none",
	],
	[
		"shows graver news over a wait for the buyer",
		`17 02:00 in_transit.customs_info_required
		 19 02:00 exception.customs_rejected`,
		"exception.customs_rejected, final_problem, sender",
	],
	[
		"keeps damage for good",
		`17 02:00 in_transit.damaged
		 18 10:00 delivered.to_recipient`,
		"delivered.to_recipient, problem, none",
	],
	[
		"forgets a delay with the next scan",
		`17 02:00 in_transit.delayed_weather
		 17 09:00 in_transit.departed_facility`,
		"in_transit.departed_facility, ok, none",
	],
	[
		"asks whom the reason names",
		"17 02:00 in_transit.import_customs_held (customs.documentation)",
		"in_transit.import_customs_held, delayed, recipient",
	],
	[
		"asks nothing of a buyer whose parcel is already on its way back",
		"17 02:00 returning.not_collected (recipient.not_collected)",
		"returning.not_collected, problem, sender",
	],
	[
		"asks nothing of a buyer who was out when the neighbour was in",
		"17 02:00 delivered.to_neighbour (recipient.absent)",
		"delivered.to_neighbour, notice, none",
	],
];

const headers: readonly Case[] = [
	[
		"believes a header that is ahead of the scans",
		`17 02:00 in_transit.moving
		 header 18 10:00 delivered.to_recipient`,
		"delivered.to_recipient, ok, none",
		{ deliveredAt: { local: "2026-03-18T10:00:00", instant: "2026-03-18T10:00:00Z" } },
	],
	[
		"believes a header that is ahead even where its time is older",
		`17 02:00 in_transit.moving
		 header 16 10:00 out_for_delivery.on_vehicle`,
		"out_for_delivery.on_vehicle, ok, none",
	],
	[
		"believes the scans where the header lags behind",
		`18 10:00 delivered.signed
		 header 18 12:00 in_transit.moving`,
		"delivered.signed, ok, none",
	],
	[
		"prefers a scan to a header that repeats it in general words",
		`18 10:00 in_transit.customs_cleared
		 header 18 10:00 in_transit.moving`,
		"in_transit.customs_cleared, ok, none",
	],
	[
		"believes a header alone, and shows no line for it",
		"header 17 02:00 in_transit.moving",
		"in_transit.moving, ok, none",
		{ timeline: [], lastScan: null },
	],
	[
		"hears only the newest header",
		`header 17 02:00 out_for_delivery.on_vehicle
		 header 18 02:00 in_transit.moving`,
		"in_transit.moving, ok, none",
	],
	[
		"believes an exception in a header no older than the newest scan",
		`17 02:00 in_transit.moving
		 header 17 02:00 exception.unspecified`,
		"exception.unspecified, problem, sender",
	],
	[
		"leaves an exception in a header behind when it moves again",
		`17 02:00 in_transit.moving
		 header 17 03:00 exception.unspecified
		 17 09:00 in_transit.departed_facility`,
		"in_transit.departed_facility, ok, none",
	],
	[
		"leaves an exception in a header behind when a newer scan says anything",
		`16 02:00 in_transit.moving
		 header 17 03:00 exception.unspecified
		 18 09:00 info_received.notified`,
		"in_transit.moving, ok, none",
	],
	[
		"is not in trouble by a header once it is delivered",
		`18 10:00 delivered.to_recipient
		 header 19 03:00 exception.unspecified`,
		"delivered.to_recipient, ok, none",
	],
	[
		"is not cancelled by a header once it is delivered",
		`18 10:00 delivered.to_recipient
		 header 19 03:00 cancelled.cancelled`,
		"delivered.to_recipient, ok, none",
	],
	[
		"goes back by a header that is not older than the newest scan",
		`18 10:00 delivery_attempted.refused
		 header 18 10:00 returning.to_sender`,
		"returning.to_sender, problem, sender",
	],
	[
		"does not go back by a header that is older",
		`header 17 10:00 returning.to_sender
		 18 10:00 in_transit.moving`,
		"in_transit.moving, ok, none",
	],
	[
		"stays returned when the carrier's header calls the end delivered",
		`24 10:00 returned.to_sender
		 header 24 10:00 delivered.to_recipient`,
		"returned.to_sender, problem, none",
	],
	[
		"believes a newer header of the same rung",
		`18 11:00 delivery_attempted.recipient_absent
		 header 18 17:00 ready_for_pickup.at_point`,
		"ready_for_pickup.at_point, action_required, recipient",
	],
	[
		"believes a newer header that the exception is over",
		`17 02:00 in_transit.moving
		 17 03:00 exception.unspecified
		 header 17 09:00 in_transit.moving`,
		"in_transit.moving, ok, none",
	],
	[
		"takes a header that names a day as the end of that day",
		`17 14:00 in_transit.moving
		 header 17 --:-- exception.unspecified`,
		"exception.unspecified, problem, sender",
	],
	[
		"takes nothing from a header that says nothing of progress",
		`17 14:00 in_transit.moving
		 header 17 15:00 note.unmapped`,
		"in_transit.moving, ok, none",
	],
];

const pieces: readonly Case[] = [
	[
		"shows the least advanced piece",
		`16 09:00 info_received.label_created
		 18 08:00 out_for_delivery.on_vehicle #A
		 17 08:00 in_transit.moving #B`,
		"in_transit.moving, ok, none",
		{
			pieces: [
				{ piece: "A", milestone: "out_for_delivery", code: "out_for_delivery.on_vehicle" },
				{ piece: "B", milestone: "in_transit", code: "in_transit.moving" },
			],
		},
	],
	[
		"shows the one in trouble of two that are as far",
		`17 08:00 in_transit.moving #A
		 17 09:00 exception.unspecified #A
		 18 08:00 in_transit.arrived_facility #B`,
		"exception.unspecified, problem, sender",
	],
	[
		"is delivered in part while a piece is missing",
		`18 10:00 delivered.to_recipient #A
		 17 08:00 in_transit.moving #B`,
		"delivered.partial, notice, none",
		{ terminal: false, deliveredAt: null },
	],
	[
		"says what troubles the missing piece",
		`18 10:00 delivered.to_recipient #A
		 17 08:00 in_transit.customs_duty_due #B`,
		"delivered.partial, action_required, recipient",
	],
	[
		"is delivered when the last piece is",
		`18 10:00 delivered.to_recipient #A
		 19 12:00 delivered.signed #B`,
		"delivered.signed, ok, none",
		{ terminal: true, deliveredAt: { local: "2026-03-19T12:00:00", instant: "2026-03-19T12:00:00Z" } },
	],
	[
		"takes what names no piece as true of each",
		`17 08:00 in_transit.moving #A
		 17 08:00 in_transit.moving #B
		 18 10:00 delivered.to_recipient`,
		"delivered.to_recipient, ok, none",
	],
];

const withdrawals: readonly Case[] = [
	[
		"is not delivered when the delivery is taken back",
		`17 08:00 in_transit.moving
		 18 10:00 delivered.to_recipient
		 withdraw s2`,
		"in_transit.moving, ok, none",
		{ deliveredAt: null },
	],
	[
		"takes back a scan that is yet to come",
		`withdraw s2
		 18 10:00 delivered.to_recipient`,
		"pending.registered, ok, none",
		{ timeline: [] },
	],
	[
		"takes back every account of the scan",
		`18 10:00 delivered.to_recipient by webhook
		 18 10:00 delivered.to_recipient by poll
		 withdraw s1`,
		"pending.registered, ok, none",
		{ timeline: [] },
	],
	[
		"leaves the accounts of the scan that replaces the one taken back",
		`18 10:00 delivered.to_recipient by webhook
		 18 10:00 delivered.to_recipient by webhook
		 18 10:00 delivered.to_recipient by poll
		 withdraw s1`,
		"delivered.to_recipient, ok, none",
	],
];

proveCases("the condition of a parcel", conditions);
proveCases("a parcel and its header", headers);
proveCases("a parcel of several pieces", pieces);
proveCases("a scan taken back", withdrawals);
