import type { EstimateView, NewEstimate } from "../services/estimate.ts";
import type { AccuracyQuery, EtaAccuracy } from "../services/eta-accuracy.ts";
import type { Principal } from "../services/views.ts";
import { etaAccuracy } from "./answers/accuracy.ts";
import { estimates } from "./answers/carriers.ts";
import type { Door, Route } from "./door.ts";
import { accuracyQuery, newEstimate } from "./eta-shapes.ts";
import { forSellers } from "./for-sellers.ts";
import { readJson, readQuery } from "./read-body.ts";

export interface EtaServices {
	/** What the seller's windows were worth. */
	etaAccuracy(principal: Principal, query: AccuracyQuery): Promise<EtaAccuracy>;
	/** In the order of the options. */
	estimateEta(principal: Principal, question: NewEstimate): Promise<readonly EstimateView[]>;
}

/** When a parcel would come, and what such answers were worth. */
export function etaRoutes({ services }: Pick<Door, "services">): readonly Route[] {
	return forSellers(
		[
			{
				method: "GET",
				path: "/v1/analytics/eta",
				scope: "shipments:read",
				about: {
					name: "etaAccuracy",
					tag: "Analytics",
					summary: "What the windows of your parcels were worth",
					more: "Of those that arrived within so many days. How promises were kept is counted by `/v1/analytics/on-time`.",
					query: accuracyQuery,
					answers: { 200: { when: "The figures, with how they were measured.", body: etaAccuracy } },
					asked: { query: { days: "30", by: "carrier" } },
				},
				answer: async (context, principal) => {
					const query = readQuery(context, accuracyQuery);
					return context.json(await services.etaAccuracy(principal, query));
				},
			},
			{
				// A POST, because the question has a body; it keeps nothing.
				method: "POST",
				path: "/v1/eta/estimate",
				scope: "shipments:read",
				about: {
					name: "estimateEta",
					tag: "Carriers",
					summary: "When carriers would bring a parcel",
					more: "Of a parcel that is not sent yet, by up to 20 carriers and services. Nothing of it is kept.",
					body: newEstimate,
					answers: { 200: { when: "In the order of the options.", body: estimates } },
					asked: {
						body: {
							origin: { country: "DE", postcode: "10115" },
							destination: { country: "DE", postcode: "04109" },
							options: [{ carrier: "dhl-parcel-de" }, { carrier: "demo" }],
						},
					},
				},
				answer: async (context, principal) => {
					const question = await readJson(context, newEstimate);
					return context.json({ items: await services.estimateEta(principal, question) });
				},
			},
		],
		services,
	);
}
