import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Start } from "../../src/core/eta/start.ts";
import { plainWeek } from "../../src/core/eta/week.ts";
import { openCalendar } from "../../src/geo/calendar/open-calendar.ts";
import { estimateLanes, type LaneOption, type LaneQuery } from "../../src/ingest/estimate-lanes.ts";
import { LiveLanes, laneCarrier } from "../../src/ingest/lanes.ts";
import type { RowId } from "../../src/store/database.ts";
import { testPlaces } from "../helpers/places.ts";

const lanes = new LiveLanes(await openCalendar());
const now = new Date("2026-11-02T12:00:00Z");
const world = { now, places: testPlaces(), lanes };

const LOS_ANGELES = { country: "US", region: "CA", city: "Los Angeles", postcode: "90001" };
const NEW_YORK = { country: "US", region: "NY", city: "New York", postcode: "10001" };
const LONDON = { country: "GB", city: "London", postcode: "EC1A 1AA" };

const option = (carrier: string, service: string | null = null): LaneOption => ({ carrier, service, connection: null });
const ask = (change: Partial<LaneQuery>) =>
	estimateLanes(
		{
			sellerId: "1" as RowId,
			origin: LOS_ANGELES,
			destination: NEW_YORK,
			handoffAt: now,
			options: [option("usps", "USPS Ground Advantage")],
			...change,
		},
		world,
	);
const daysFrom = (handoffAt: string, likely: string | null | undefined) =>
	(Date.parse(likely ?? "") - Date.parse(handoffAt.slice(0, 10))) / 86_400_000;
const likelyDays = (handoffAt: string, change: Partial<LaneQuery> = {}) =>
	daysFrom(handoffAt, ask({ handoffAt: new Date(handoffAt), ...change })[0]?.eta?.likely);

describe("estimating a parcel that is not sent yet", () => {
	it("rests on the holidays of the destination, and not on those of others", () => {
		// The Wednesday before Thanksgiving, and one two weeks earlier.
		const [holiday, plain] = ["2026-11-25T15:00:00-05:00", "2026-11-11T15:00:00-05:00"];
		expect(likelyDays(holiday)).toBeGreaterThan(likelyDays(plain));
		const abroad = { destination: LONDON, options: [option("fedex")] };
		expect(likelyDays(holiday, abroad)).toBe(likelyDays(plain, abroad));
	});

	it("is told in days of the destination", () => {
		const [late, next] = ["2026-11-11T23:30:00Z", "2026-11-12T09:00:00Z"].map((at) => {
			return ask({ handoffAt: new Date(at), destination: LONDON, options: [option("fedex")] })[0]?.eta;
		});
		expect(late).toMatchObject({ zone: "Europe/London", dateOnly: true });
		expect((late?.likely ?? "") <= (next?.likely ?? "")).toBe(true);
	});

	it("has nothing to say where nobody told it anything", () => {
		expect(ask({ options: [option("epcis", "Overnight")] })).toEqual([
			{ carrier: "epcis", service: "Overnight", eta: null, basis: "none" },
		]);
	});

	it("rests on the seller's own parcels: of another's nothing shows, not even that there were any", () => {
		const taught = new LiveLanes(lanes.calendar);
		const asked = (seller: string) => {
			const sellerId = seller as RowId;
			const options = [option("ups", "A name agreed with the carrier")];
			const query = { sellerId, origin: LOS_ANGELES, destination: NEW_YORK, handoffAt: now, options };
			return estimateLanes(query, { ...world, lanes: taught })[0];
		};
		const untaught = asked("2");
		const end = (region: string, postcode: string) => ({ country: "US", region, postcode, city: null });
		const lane = {
			carrier: laneCarrier("1" as RowId, "ups", null),
			service: "A name agreed with the carrier",
			seller: "",
			from: end("CA", "900"),
			to: end("NY", "100"),
			distanceKm: 3_940,
			stated: null,
		};
		for (let parcel = 0; parcel < 60; parcel++) {
			const start: Start = { anchor: "accepted", at: 20_000 + parcel, lane };
			taught.model.begin(start, plainWeek);
			taught.model.learn(start, start.at + 30, plainWeek);
		}
		expect(asked("1")).toMatchObject({ basis: "measured" });
		const reasons = asked("2")?.eta?.reasons;
		expect(reasons).toEqual(untaught?.eta?.reasons);
		expect(asked("2")?.basis).toBe(untaught?.basis);
	});

	const moments = fc.integer({ min: 0, max: 80 * 24 }).map((hours) => new Date(now.getTime() + hours * 3_600_000));
	const carriers = fc.constantFrom("usps", "ups", "fedex", "dhl", "epcis");

	it("never brings a parcel earlier for being handed over later", () => {
		fc.assert(
			fc.property(moments, moments, carriers, (one, other, carrier) => {
				const [first, second] = one < other ? [one, other] : [other, one];
				const [early] = ask({ handoffAt: first, options: [option(carrier)] });
				const [late] = ask({ handoffAt: second, options: [option(carrier)] });
				if (!early?.eta || !late?.eta) return;
				expect(early.eta.from <= late.eta.from && early.eta.to <= late.eta.to).toBe(true);
				expect((early.eta.likely ?? "") <= (late.eta.likely ?? "")).toBe(true);
			}),
		);
	});

	it("answers each option as if it were alone, in its place", () => {
		fc.assert(
			fc.property(fc.array(carriers, { minLength: 1, maxLength: 20 }), moments, (named, handoffAt) => {
				const options = named.map((carrier) => option(carrier));
				const alone = options.flatMap((one) => ask({ handoffAt, options: [one] }));
				expect(ask({ handoffAt, options })).toEqual(alone);
			}),
			{ numRuns: 25 },
		);
	});
});
