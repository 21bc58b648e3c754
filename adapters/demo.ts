import {
	acknowledgeOwn,
	checkStandardSecret,
	defineCarrier,
	extractOwn,
	ownStatuses,
	standardWebhook,
} from "./kit/index.ts";

/** A courier that exists only here: it plays scripted journeys through the real webhook door. */
export const demo = defineCarrier({
	code: "demo",
	name: "Demo courier",
	countries: [],
	source: {
		kind: "documented",
		url: "https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md",
		checked: "2026-11-22",
		note: "No parcel of this courier is real.",
	},

	numbers: {
		pattern: /^DEMO[A-Z]+\d{1,9}$/,
		valid: ["DEMOHAPPY1", "DEMOCUSTOMS42"],
		invalid: ["DEMO42", "DEMOHAPPY", "HAPPY1", "DEMOHAPPY1234567890"],
	},

	clock: { formats: ["iso"], zone: { kind: "scan-site", fallback: null } },
	statuses: ownStatuses,
	extract: extractOwn,
	// The only page about a parcel that does not exist is ours.
	trackingUrl: () => "",
	webhook: {
		verify: standardWebhook,
		checkSecret: checkStandardSecret,
		idHeader: "webhook-id",
		acknowledge: acknowledgeOwn,
		refusesUnreadable: true,
	},
});
