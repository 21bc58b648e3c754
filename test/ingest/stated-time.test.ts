import fc from "fast-check";
import { expect, it } from "vitest";
import * as tables from "../../adapters/index.ts";
import { deliveryWeek, statedTime } from "../../src/ingest/stated-time.ts";

it("remembers for each query what the tables say, and tells no two for one", () => {
	const country = fc.constantFrom("US", "DE", "CN", "GB");
	const end = fc.option(fc.record({ country, region: fc.constantFrom("CA", "NY", null) }), { nil: null });
	const carrier = fc.constantFrom("usps", "ups", "dhl", "fedex", "gls", "epcis");
	const service = fc.constantFrom("ground", "USPS Ground Advantage", "paket", "home delivery", null);
	fc.assert(
		fc.property(carrier, service, end, end, (carrier, service, from, to) => {
			const query = { carrier, service, from, to };
			for (let times = 0; times < 2; times++) {
				expect(statedTime(query)).toEqual(tables.statedTime(query));
				const there = to?.country ?? null;
				expect(deliveryWeek(carrier, there, service)).toEqual(tables.deliveryWeek(carrier, there, service));
			}
		}),
		{ numRuns: 500 },
	);
});
