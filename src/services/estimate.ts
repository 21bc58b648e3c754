import { carrierOf, namedCarrier } from "../../adapters/index.ts";
import { CARRIERS_LISTED } from "../core/carriers-listed.ts";
import { type FieldError, Invalid } from "../core/errors.ts";
import type { Eta } from "../core/page.ts";
import { estimateLanes, type LaneEstimate, type LaneOption } from "../ingest/refresh.ts";
import { type Connection, listConnections } from "../store/connections.ts";
import type { ShipmentEnd } from "../store/shipments.ts";
import { type Deps, sellerOf } from "./deps.ts";
import type { EndPoint, Principal } from "./views.ts";

/** A parcel that may be sent, and who might carry it; the door has checked its shape. */
export interface NewEstimate {
	readonly origin: EndPoint;
	readonly destination: EndPoint;
	/** When its carrier would take it, with offset; now where left out. */
	readonly handoffAt?: string | undefined;
	readonly options: readonly EstimateOption[];
}

export interface EstimateOption {
	readonly carrier: string;
	readonly service?: string | undefined;
	/** `con_…`: which of the seller's couriers that post in our own format; not needed where there is one. */
	readonly connection?: string | undefined;
}

export interface EstimateView {
	readonly carrier: string;
	readonly service: string | null;
	/** Null where nothing is known of the carrier. */
	readonly eta: Eta | null;
	readonly basis: LaneEstimate["basis"];
	/** Why there is none; null beside one. */
	readonly because: string | null;
}

/**
 * When each option would bring a parcel, in the order given, by what a parcel would be told that is taken at that moment.
 * Nothing of it is kept. Throws `Invalid` that points at each carrier nobody knows, and at a moment too far away.
 */
export async function estimateEta(
	deps: Deps,
	principal: Principal,
	{ origin, destination, handoffAt, options }: NewEstimate,
): Promise<readonly EstimateView[]> {
	const now = deps.now();
	const handoff = handoffAt === undefined ? now : new Date(handoffAt);
	refuse([...options.flatMap(unknownCarrier), ...wrongMoment(handoff, now)]);
	const sellerId = sellerOf(principal);
	const couriers = options.some(({ carrier }) => carrier === OWN_FORMAT)
		? (await listConnections(deps.db, sellerId)).filter(({ carrier }) => carrier === OWN_FORMAT)
		: [];
	refuse(options.flatMap((option, index) => wrongCourier(option, index, couriers)));
	const asked = options.map((option): LaneOption => {
		const { carrier, service = null } = option;
		return { carrier, service, connection: courierOf(option, couriers)?.rowId ?? null };
	});
	const ends = { origin: placed(origin), destination: placed(destination) };
	const query = { sellerId, ...ends, handoffAt: handoff, options: asked };
	return estimateLanes(query, { now, places: deps.places, lanes: deps.lanes }).map(
		({ carrier, service, eta, basis }) => {
			return { carrier, service, eta, basis, because: eta === null ? nothingKnown(carrier) : null };
		},
	);
}

function placed({ country, region = null, city = null, postcode = null }: EndPoint): ShipmentEnd {
	return { country, region, city, postcode };
}

/** Couriers that post in our own format share this code, and each is known by its connection. */
const OWN_FORMAT = "push";

function refuse(errors: readonly FieldError[]): void {
	const [first] = errors;
	if (first) throw new Invalid(first.detail, errors);
}

function unknownCarrier({ carrier }: EstimateOption, index: number): FieldError[] {
	if (carrierOf(carrier) ?? namedCarrier(carrier)) return [];
	const detail = `There is no carrier "${carrier}". ${CARRIERS_LISTED}`;
	return [{ pointer: `/options/${index}/carrier`, detail }];
}

const MOST_DAYS_AGO = 30;
const MOST_DAYS_AHEAD = 90;
const DAY_MS = 86_400_000;

function wrongMoment(handoff: Date, now: Date): FieldError[] {
	const days = (handoff.getTime() - now.getTime()) / DAY_MS;
	if (days >= -MOST_DAYS_AGO && days <= MOST_DAYS_AHEAD) return [];
	const detail = `For handoffAt a moment from ${MOST_DAYS_AGO} days ago to ${MOST_DAYS_AHEAD} days ahead is wanted.`;
	return [{ pointer: "/handoffAt", detail }];
}

function wrongCourier(option: EstimateOption, index: number, couriers: readonly Connection[]): FieldError[] {
	const { carrier, connection } = option;
	const pointer = `/options/${index}/connection`;
	if (carrier !== OWN_FORMAT)
		return connection === undefined
			? []
			: [{ pointer, detail: `Only the carrier "${OWN_FORMAT}" takes a connection. Leave it out.` }];
	if (connection === undefined && couriers.length > 1)
		return [{ pointer, detail: "Several of your couriers post in Wayline's own format. Name the connection of one." }];
	if (connection === undefined || courierOf(option, couriers)) return [];
	return [{ pointer, detail: "You have no such connection of a courier that posts in Wayline's own format." }];
}

function courierOf({ carrier, connection }: EstimateOption, couriers: readonly Connection[]): Connection | undefined {
	if (carrier !== OWN_FORMAT) return undefined;
	return connection === undefined ? couriers[0] : couriers.find(({ id }) => id === connection);
}

function nothingKnown(code: string): string {
	const name = namedCarrier(code)?.name ?? code;
	const who = code === OWN_FORMAT ? "this courier" : name;
	return `Too few parcels of ${who} were measured yet, and no time that it states for this way is known.`;
}
