import { expect, test } from "vitest";
import { z } from "zod";
import {
	defineCarrier,
	type HttpReply,
	readSubscribed,
	type Subscribed,
	tokenInHeader,
	Unreadable,
} from "../../adapters/kit/index.ts";

/** A carrier that is subscribed to and never asked. */
function pushing(read: () => Subscribed) {
	return defineCarrier({
		code: "pushing-post",
		name: "Pushing Post",
		countries: [],
		source: { kind: "assumed", url: "https://pushing.example/", checked: "2026-01-01" },
		numbers: { pattern: /^P\d+$/, valid: ["P1"], invalid: ["X"] },
		clock: { formats: ["iso"], zone: { kind: "in-payload" } },
		statuses: {},
		extract: () => ({ shipments: [] }),
		trackingUrl: () => "",
		api: { hosts: ["api.pushing.example"], credentials: z.object({ key: z.string() }), rate: { perSecond: 1 } },
		subscribe: {
			batch: 10,
			request: () => ({ method: "POST", url: "https://api.pushing.example/watch", headers: {} }),
			read,
		},
		webhook: { verify: tokenInHeader({ header: "x-token" }) },
	});
}

const taken: HttpReply = { status: 200, headers: {}, body: "" };
const asked = (...numbers: string[]) => numbers.map((trackingNumber) => ({ trackingNumber, needs: {} }));

test("numbers are told as they were asked for, however the carrier spells them, with its names for them", () => {
	const carrier = pushing(() => ({
		accepted: ["p1"],
		refused: [{ trackingNumber: "P 2", detail: "Unknown. Call +49 30 1234567." }],
		ids: { p1: "sub-1", P9: "sub-9" },
	}));
	const told = readSubscribed(carrier, taken, asked("P-1", "P2", "P2"));
	expect(told).toEqual({
		outcome: "ok",
		accepted: ["P-1"],
		refused: [{ trackingNumber: "P2", detail: expect.stringMatching(/^Unknown\./) }],
		ids: { "P-1": "sub-1" },
	});
	expect(JSON.stringify(told)).not.toContain("1234567");
});

test("a number that the carrier passes over is not taken for subscribed", () => {
	const told = readSubscribed(
		pushing(() => ({ accepted: ["P1", "P7"], refused: [] })),
		taken,
		asked("P1", "P2"),
	);
	expect(told.accepted).toEqual(["P1"]);
	expect(told.refused).toEqual([{ trackingNumber: "P2", detail: "The carrier's answer does not name this number." }]);
});

test("an answer that cannot be read subscribes nobody", () => {
	const carrier = pushing(() => {
		throw new Unreadable("body: not JSON");
	});
	expect(readSubscribed(carrier, taken, asked("P1"))).toEqual({
		outcome: "error",
		accepted: [],
		refused: [{ trackingNumber: "P1", detail: "body: not JSON" }],
		ids: {},
	});
});
