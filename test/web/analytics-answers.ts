import type { OwnExceptions } from "../../web/views/console/exceptions.tsx";
import type { OwnOnTime } from "../../web/views/console/on-time.tsx";
import type { OwnTransit } from "../../web/views/console/transit.tsx";
import { HOSTILE } from "./hostile.ts";

const ANSWER = { period: { days: 90 }, fewestParcels: 30, parcelsToRead: 0, groupsLeftOut: 0 };
const share = (held: number, sure: number) => ({ share: held, low: held - sure, high: held + sure });
const days = (half: number) => ({ days: half, low: half - 0.4, high: half + 0.5 });
const REST = { returned: 6, lost: 1, cancelled: 2, unseen: 0 };

export const TRANSIT: OwnTransit = {
	...ANSWER,
	...{ until: "arrival", groupsLeftOut: 3, parcelsToRead: 12 },
	all: {
		...{ parcels: 812, arrived: 700, open: 103, ...REST, measured: true, median: days(2.1), p90: days(4.6) },
		arrivedWithin: [0.03, 0.46, 0.71, 0.86, 0.93, 0.97].map((held, index) => ({
			days: index + 1,
			...share(held, 0.03),
		})),
	},
	items: [
		{
			...{ carrier: "dhl", parcels: 700, arrived: 640, open: 51, ...REST, measured: true, arrivedWithin: [] },
			...{ median: days(1.9), p90: { days: 4.1, low: 3.8, high: null } },
		},
		{
			...{ carrier: "fedex", parcels: 96, arrived: 40, open: 47, ...REST, measured: true, arrivedWithin: [] },
			...{ median: { days: null, low: 6.2, high: null }, p90: { days: null, low: null, high: null } },
		},
		{ carrier: HOSTILE, parcels: 16, arrived: 16, open: 0, ...REST, measured: false },
	],
};

const kept = (held: number | null) => ({
	...({ promise: "seller", kept: 540, late: 40, overdue: 12, notDue: 60 } as const),
	keptShare: held === null ? null : share(held, 0.03),
	lateBy: held === null ? null : days(1.5),
});
const visits = (held: number | null) => ({
	...{ parcels: 500, delivered: 460, share: held === null ? null : share(held, 0.02) },
});

export const ON_TIME: OwnOnTime = {
	...ANSWER,
	all: { parcels: 812, promises: [kept(0.912)], firstVisits: visits(0.92) },
	items: [
		{ carrier: "dhl", parcels: 700, promises: [kept(0.94)], firstVisits: visits(0.93) },
		{ carrier: "fedex", parcels: 96, promises: [kept(0.62)], firstVisits: visits(null) },
		{ carrier: HOSTILE, parcels: 16, promises: [kept(null)], firstVisits: visits(null) },
		{ carrier: "gls", parcels: 9, promises: [], firstVisits: visits(null) },
	],
};

export const EXCEPTIONS: OwnExceptions = {
	...ANSWER,
	parcels: 812,
	all: { parcels: 96, share: share(0.118, 0.02), arrivedShare: share(0.81, 0.06), median: days(1.2), p90: days(4) },
	items: [
		{
			...{ reason: "recipient.absent", parcels: 61, share: share(0.075, 0.018), arrivedShare: share(0.9, 0.06) },
			...{ median: days(1.1), p90: { days: null, low: 4, high: null } },
		},
		{ reason: null, parcels: 20, share: share(0.025, 0.01), arrivedShare: null, median: null, p90: null },
		{ reason: HOSTILE, parcels: 2, share: share(0.003, 0.002), arrivedShare: null, median: null, p90: null },
	],
};
