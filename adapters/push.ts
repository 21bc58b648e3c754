import {
	acknowledgeOwn,
	checkStandardSecret,
	defineCarrier,
	extractOwn,
	ownStatuses,
	standardWebhook,
} from "./kit/index.ts";

/** Wayline's own format, for a courier that has no API of its own. */
export const push = defineCarrier({
	code: "push",
	name: "A courier of your own",
	countries: [],
	source: {
		kind: "documented",
		url: "https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md",
		checked: "2026-11-22",
		note: "The shape is Wayline's own; the address is the signature's.",
	},

	numbers: {
		pattern: /^(?![$%()*+./:_-])(?!.*[!"&',;<=>?@[\\\]^`{|}~])[\p{L}\p{M}\p{N}\p{P}\p{S}]{3,64}$/u,
		valid: ["BIKE1207", "A12", "2026/11/000345", "urn:courier:parcel:77"],
		invalid: ["A1", '=HYPERLINK("x")', "<script>", `X${"0".repeat(64)}`],
	},

	clock: { formats: ["iso"], zone: { kind: "scan-site", fallback: null } },
	statuses: ownStatuses,
	extract: extractOwn,
	// A courier without an API has no page of its own either.
	trackingUrl: () => "",
	webhook: {
		verify: standardWebhook,
		checkSecret: checkStandardSecret,
		idHeader: "webhook-id",
		acknowledge: acknowledgeOwn,
		refusesUnreadable: true,
		setUp:
			"Give the address and the secret to the courier's developer: all else stands on this service's page /carriers/push.",
	},
});
