import { setImmediate } from "node:timers/promises";
import { Invalid, type Refused } from "../core/errors.ts";
import { describeFailure } from "../describe-failure.ts";
import type { Registered } from "../services/register-shipments.ts";
import type { NewShipment, Principal, ShipmentView } from "../services/views.ts";
import { routeOf } from "./access.ts";
import { batchItems } from "./answers/batch.ts";
import type { Door, HttpContext, Route } from "./door.ts";
import { forSellers, takeTurns } from "./for-sellers.ts";
import { INTERNAL, type ProblemDetails, problemOf } from "./problem.ts";
import { BATCH_BODY_LIMIT, parseJsonValue, readJson } from "./read-body.ts";
import { newShipment, shipmentBatch } from "./shipment-shapes.ts";

export interface BatchServices {
	/** In the order given. */
	registerShipments(principal: Principal, inputs: readonly NewShipment[]): Promise<readonly Registered[]>;
}

/** What became of one waybill of a batch. */
export interface BatchItem {
	/** Its place in the batch, from 0. */
	readonly index: number;
	/** What it would have been answered with alone. */
	readonly status: number;
	readonly shipment?: ShipmentView;
	readonly problem?: ProblemDetails;
}

/** Checked between two breaths: no other request waits for more than these. */
const CHECKED_AT_ONCE = 50;

/** A batch is worth as many requests as ten times fewer. */
export const WAYBILLS_A_TURN = 10;

/** Many waybills at once, each on its own. */
export function batchRoutes(door: Pick<Door, "services" | "log">): readonly Route[] {
	const { services } = door;
	return forSellers(
		[
			{
				method: "POST",
				path: "/v1/shipments/batch",
				scope: "shipments:write",
				about: {
					name: "registerShipments",
					tag: "Shipments",
					summary: "Register up to 1,000 waybills at once",
					more: "Each on its own, as `POST /v1/shipments` would: one that is refused keeps back no other.",
					body: shipmentBatch,
					answers: { 200: { when: "What became of each, in the order given.", body: batchItems } },
					asked: {
						body: {
							shipments: [
								{ trackingNumber: "DEMO-HAPPY-2", carrier: "demo" },
								{ trackingNumber: "DEMO-HAPPY-3", carrier: "demo" },
								{ trackingNumber: "700000000005", carrier: "no-such-carrier" },
							],
						},
					},
				},
				bodyLimitBytes: BATCH_BODY_LIMIT,
				// A thousand that are each linked to another, and so go one by one, took 85 s of a machine that was busy with others.
				longestMs: 600_000,
				answer: async (context, principal) => {
					const { shipments } = await readJson(context, shipmentBatch, BATCH_BODY_LIMIT);
					// The request itself was counted when it came in.
					await takeTurns(context, services, principal, Math.ceil(shipments.length / WAYBILLS_A_TURN) - 1);
					const { waybills, refused } = await checked(shipments);
					const registered = await services.registerShipments(
						principal,
						waybills.map(({ input }) => input),
					);
					const items = [
						...refused,
						...registered.map((one, position) => itemOf(context, door, waybills[position]?.index ?? 0, one)),
					];
					return context.json({ items: items.sort((one, other) => one.index - other.index) });
				},
			},
		],
		services,
	);
}

/** The waybills that can be read, with their places, and the problems of the others. */
async function checked(given: readonly unknown[]) {
	const waybills: { readonly index: number; readonly input: NewShipment }[] = [];
	const refused: BatchItem[] = [];
	for (const [index, value] of given.entries()) {
		const input = parseJsonValue(value, newShipment);
		if (input instanceof Invalid) refused.push(problemItem(index, input));
		else waybills.push({ index, input });
		if (index % CHECKED_AT_ONCE === 0) await setImmediate();
	}
	return { waybills, refused };
}

function itemOf(context: HttpContext, { log }: Pick<Door, "log">, index: number, one: Registered): BatchItem {
	if ("shipment" in one) return { index, status: one.created ? 201 : 200, shipment: one.shipment };
	if ("refused" in one) return problemItem(index, one.refused);
	const failure = describeFailure(one.failure);
	log.error({ requestId: context.get("requestId"), route: routeOf(context), failure }, "a waybill of a batch failed");
	return { index, status: INTERNAL.status, problem: INTERNAL };
}

/** Pointers lead into the body that was sent, and not into one waybill of it. */
function problemItem(index: number, refused: Refused): BatchItem {
	const problem = problemOf(refused);
	const errors = problem.errors?.map(({ pointer, detail }) => ({ pointer: `/shipments/${index}${pointer}`, detail }));
	return { index, status: problem.status, problem: { ...problem, ...(errors && { errors }) } };
}
