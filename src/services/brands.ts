import { Conflict, Invalid, NotFound } from "../core/errors.ts";
import {
	addBrand,
	type BrandId,
	brandOfOrder,
	findBrand,
	listBrands as listStored,
	newestToken,
	parcelsOfOneBrand,
	removeBrand,
	setBrand,
	shopOf,
	changeShop as storeLook,
} from "../store/brands.ts";
import type { Queries, RowId, Transaction } from "../store/database.ts";
import { lockParcels } from "../store/parcels.ts";
import type { Shipment } from "../store/shipments.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { noted } from "./noted.ts";
import {
	changeLook,
	fieldsOfShop,
	getLook,
	type Look,
	type LookChange,
	type LookView,
	removeLogo,
	setLookLogo,
	viewLook,
} from "./shop.ts";
import type { Principal } from "./views.ts";

/** A name beside the seller's own under which it sells. */
export interface NewBrand extends LookChange {
	readonly name: string;
}

const MOST_BRANDS = 100;

/** Oldest first; the seller's own look is its shop, and not among them. */
export async function listBrands({ db }: Deps, principal: Principal): Promise<readonly LookView[]> {
	return (await listStored(db, sellerOf(principal))).map(viewLook);
}

/** What is not set is nobody's: a brand has nothing of the seller's own. Throws `Conflict` where there are too many. */
export function createBrand({ db, now }: Deps, principal: Principal, input: NewBrand): Promise<LookView> {
	const sellerId = sellerOf(principal);
	return db.transaction(async (tx) => {
		const { length } = await listStored(tx, sellerId);
		if (length >= MOST_BRANDS) throw new Conflict(`There are ${length} brands, and ${MOST_BRANDS} is the most.`);
		const { id, rowId } = await addBrand(tx, sellerId, input.name);
		await storeLook(tx, sellerId, rowId, input);
		const details = { fields: fieldsOfShop(input) };
		await noted(tx, principal, now(), { action: "brand.created", subject: id, details });
		return viewLook(await shopOf(tx, sellerId, rowId));
	});
}

/** Throws `NotFound`, as all below. */
export async function getBrand(deps: Deps, principal: Principal, id: string): Promise<LookView> {
	return getLook(deps, principal, await brandNamed(deps, principal, id));
}

/** As `changeLook`. */
export async function changeBrand(deps: Deps, principal: Principal, id: string, change: LookChange): Promise<LookView> {
	return changeLook(deps, principal, change, await brandNamed(deps, principal, id));
}

/** As `setLookLogo`. */
export async function setBrandLogo(
	deps: Deps,
	principal: Principal,
	id: string,
	uploaded: Uint8Array,
): Promise<LookView> {
	return setLookLogo(deps, principal, uploaded, await brandNamed(deps, principal, id));
}

export async function removeBrandLogo(deps: Deps, principal: Principal, id: string): Promise<void> {
	await removeLogo(deps, principal, await brandNamed(deps, principal, id));
}

/** Where buyers see the newest parcel of a brand, or of the shop itself: null. Null where none is to be seen. */
export async function newestPage(deps: Deps, principal: Principal, id: string | null): Promise<string | null> {
	const brandId = id === null ? null : (await brandNamed(deps, principal, id)).rowId;
	const token = await newestToken(deps.db, sellerOf(principal), brandId);
	return token && `${deps.publicUrl}/t/${token}`;
}

async function brandNamed({ db }: Pick<Deps, "db">, principal: Principal, id: string): Promise<NonNullable<Look>> {
	const brand = await findBrand(db, sellerOf(principal), id);
	if (!brand) throw new NotFound(`There is no brand ${id}.`);
	return { id, rowId: brand.rowId };
}

/** Throws `NotFound`, and `Conflict` for a brand that parcels bear. */
export async function deleteBrand({ db, now }: Deps, principal: Principal, id: string): Promise<void> {
	const { rowId } = await brandNamed({ db }, principal, id);
	await db.transaction(async (tx) => {
		if (!(await removeBrand(tx, sellerOf(principal), rowId))) {
			throw new Conflict(`Parcels bear the brand ${id}, and their pages show it: it stays. Change its name instead.`);
		}
		await noted(tx, principal, now(), { action: "brand.deleted", subject: id });
	});
}

/** What decides the brand of a parcel. */
export interface Branded {
	/** `brd_…`; null: the seller's own; undefined where nobody named one. */
	readonly named: string | null | undefined;
	readonly orderId: RowId | null;
	/** Of which it is the return. */
	readonly original: Pick<Shipment, "brandId"> | null;
	/** Where it is registered already. */
	readonly there: Pick<Shipment, "rowId" | "brandId"> | null;
}

/**
 * The brand of a parcel: that of the order it comes to or of the parcel that it brings back, for these are shown on one
 * page; else the one that is named, or that it has. Throws `Invalid` for one that contradicts, or that the seller does not
 * have.
 */
export async function brandFor(
	tx: Queries,
	sellerId: RowId,
	{ named, orderId, original, there }: Branded,
): Promise<BrandId> {
	const wanted = named === undefined ? undefined : await namedBrand(tx, sellerId, named);
	const ofOrder = orderId === null ? undefined : await brandOfOrder(tx, sellerId, orderId, there?.rowId ?? null);
	const among = ofOrder === undefined ? original?.brandId : ofOrder;
	if (wanted !== undefined && among !== undefined && wanted !== among) {
		throw wrongBrand(
			"The other parcels of its order, or the one that it brings back, bear another: one page shows them all.",
		);
	}
	return among !== undefined ? among : wanted !== undefined ? wanted : (there?.brandId ?? null);
}

/**
 * Gives a parcel another brand, and with it those that one page shows: the others of its order, and what comes back of
 * them. Throws `Invalid` for a brand that the seller does not have, and for a return, which bears that of what it brings
 * back.
 */
export async function rebrand(tx: Transaction, shipment: Shipment, named: string | null): Promise<void> {
	const brandId = await namedBrand(tx, shipment.sellerId, named);
	if (brandId === shipment.brandId) return;
	if (shipment.returnOf !== null) throw wrongBrand("It is a return. Change the brand of the parcel that went out.");
	const parcels = await lockParcels(tx, await parcelsOfOneBrand(tx, shipment));
	await setBrand(
		tx,
		shipment.sellerId,
		parcels.map(({ rowId }) => rowId),
		brandId,
	);
}

async function namedBrand(db: Queries, sellerId: RowId, named: string | null): Promise<BrandId> {
	if (named === null) return null;
	const brand = await findBrand(db, sellerId, named);
	if (!brand) throw wrongBrand("You have no brand with this id. The console and GET /v1/brands list yours.");
	return brand.rowId;
}

function wrongBrand(detail: string): Invalid {
	return new Invalid("This parcel cannot bear that brand.", [{ pointer: "/brand", detail }]);
}
