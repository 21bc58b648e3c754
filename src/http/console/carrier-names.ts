import type { CarrierNames } from "../../../web/views/console/parcel-row.tsx";
import { withoutControls } from "../../../web/views/isolate.tsx";
import type { Courier, CourierLeg } from "../../services/couriers.ts";
import type { Principal } from "../../services/views.ts";
import type { Door } from "../door.ts";
import type { Staff } from "./staff.ts";

/** Couriers of a shop's own share the code `push`: its connections alone tell them apart. */
export interface CourierServices {
	/** Oldest first. */
	listCouriers(principal: Principal): Promise<readonly Courier[]>;
	/** Of each parcel the leg that it is known by comes first. */
	courierLegs(principal: Principal, shipmentIds: readonly string[]): Promise<readonly CourierLeg[]>;
}

type NamingServices = CourierServices & Pick<Door["services"], "listCarriers">;

/** Where all of them are meant, more than this are counted and not named. */
const MOST_NAMED = 3;

/** By their codes, in the order of the alphabet; the shop's own couriers as it calls them. */
export async function carrierNames(
	services: NamingServices,
	{ principal }: Pick<Staff, "principal">,
): Promise<CarrierNames> {
	const names = adapterNames(services);
	const unnamed = names.get("push") ?? "";
	const couriers = await services.listCouriers(principal);
	const called = [...new Set(couriers.map(({ label }) => withoutControls(label ?? unnamed)))];
	if (called.length === 0) return names;
	const all = called.length > MOST_NAMED ? `${unnamed} (${called.length})` : called.join(", ");
	return inOrder([...names, ["push", all]]);
}

/** As the list of carriers has them, whatever the shop calls its own. */
export function adapterNames({ listCarriers }: Pick<NamingServices, "listCarriers">): CarrierNames {
	return inOrder(listCarriers().map(({ code, name }) => [code, name]));
}

/** Each, a parcel's leg where it has a number, with what the shop calls the courier of its own; null for other carriers. */
export async function withCouriers<Item extends { readonly carrier: string; readonly number?: number }>(
	services: NamingServices,
	{ principal }: Pick<Staff, "principal">,
	items: readonly Item[],
	/** `shp_…` */
	parcelOf: (item: Item) => string,
): Promise<readonly (Item & { readonly courier: string | null })[]> {
	const own = items.filter(({ carrier }) => carrier === "push").map(parcelOf);
	const legs = own.length === 0 ? [] : await services.courierLegs(principal, [...new Set(own)]);
	const unnamed = adapterNames(services).get("push") ?? "";
	return items.map((item) => {
		const leg = legs.find(
			({ shipmentId, number }) => shipmentId === parcelOf(item) && number === (item.number ?? number),
		);
		return { ...item, courier: item.carrier === "push" ? (leg?.name ?? unnamed) : null };
	});
}

/** Messages, each with the name of its connection where a courier of the shop's own posted it; null for other carriers. */
export async function withSenders<Message extends { readonly carrier: string; readonly connectionId: string | null }>(
	services: NamingServices,
	{ principal }: Pick<Staff, "principal">,
	messages: readonly Message[],
): Promise<readonly (Message & { readonly courier: string | null })[]> {
	const isOwn = ({ carrier }: Pick<Message, "carrier">) => carrier === "push";
	const couriers = messages.some(isOwn) ? await services.listCouriers(principal) : [];
	const unnamed = adapterNames(services).get("push") ?? "";
	return messages.map((message) => {
		const sender = couriers.find(({ connectionId }) => connectionId === message.connectionId);
		return { ...message, courier: isOwn(message) ? (sender?.label ?? unnamed) : null };
	});
}

function inOrder(names: readonly (readonly [string, string])[]): CarrierNames {
	const last = [...new Map(names)];
	return new Map(last.toSorted(([, one], [, other]) => one.localeCompare(other, "en")));
}
