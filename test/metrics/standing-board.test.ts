import { expect, test } from "vitest";
import { standingBoard } from "../../src/metrics/standing-board.ts";
import type { CarrierStanding, Standing } from "../../src/store/standing.ts";

const NOTHING = { waiting: 0, overdueSeconds: 0 };
const EMPTY: Standing = {
	...{ carriers: [], deliveries: NOTHING, mails: NOTHING, notices: NOTHING, imports: NOTHING, reviews: NOTHING },
	...{ readers: [], databaseBytes: 12_300_000 },
};
const NOW = new Date("2026-11-22T12:00:00Z");

function aCarrier(given: Partial<CarrierStanding>): CarrierStanding {
	return {
		...{ carrier: "fedex", ok: 1, failing: 0, unknown: 0, resting: 0, failingSince: null, heardAt: null },
		...{ hourSpent: 0, daySpent: 0, overdueSeconds: 0 },
		...given,
	};
}

test("the board reads as a table: carriers in trouble first, then late ones, then what waits", () => {
	const carriers = [
		aCarrier({ heardAt: "2026-11-22T11:58:59Z" }),
		aCarrier({ carrier: "dhl", heardAt: "2026-11-22T11:59:30Z", overdueSeconds: 1_900 }),
		aCarrier({
			...{ carrier: "usps", ok: 0, failing: 2, resting: 1, failingSince: "2026-11-20T11:00:00+00:00" },
			...{ heardAt: "2026-11-20T10:59:00Z", hourSpent: 61, daySpent: 300 },
		}),
	];
	const board = standingBoard(
		{
			...EMPTY,
			carriers,
			deliveries: { waiting: 10_000, overdueSeconds: 45 },
			readers: [{ name: "webhooks", behindSeconds: 7_300 }],
		},
		(carrier) => (carrier === "usps" ? { perHour: 60, perDay: 1_000 } : {}),
		NOW,
	);
	expect(board).toBe(
		[
			"CARRIER  OK  FAILING  NEVER ASKED  RESTING  HEARD      FAILS FOR  LATE BY  CALLS LEFT",
			"usps     0   2        0            1        2 d ago    2 d        -        0 this hour, 700 today",
			"dhl      1   0        0            0        30 s ago   -          31 min   -",
			"fedex    1   0        0            0        1 min ago  -          -        -",
			"",
			"WAITING         HOW MANY       LATE BY",
			"deliveries      10000 or more  45 s",
			"mails           0              -",
			"notices         0              -",
			"imports         0              -",
			"reviews         -              -",
			"news: webhooks  -              2 h",
			"",
			"The database takes 13 MB.",
			"",
		].join("\n"),
	);
});

test("a place where nothing is connected yet says so", () => {
	expect(standingBoard(EMPTY, () => ({}), NOW)).toMatch(/^No carrier is connected\.\n\nWAITING/);
});
