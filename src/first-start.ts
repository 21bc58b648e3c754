import type { Config } from "./config.ts";
import { journeyBy, lastHour } from "./demo/journeys.ts";
import type { DemoParcel } from "./ingest/demo-courier.ts";
import { connect } from "./services/connections.ts";
import type { Deps } from "./services/deps.ts";
import { hashOfKey } from "./services/keys.ts";
import { noted, operatorFor } from "./services/noted.ts";
import { registerShipment } from "./services/register-shipment.ts";
import { createKey } from "./services/sellers.ts";
import { type NewShipment, SCOPES } from "./services/views.ts";
import { addKey, findKeyEver, listKeys } from "./store/api-keys.ts";
import { type Connection, listConnections, webhookSecretOf } from "./store/connections.ts";
import { listShipments } from "./store/list-shipments.ts";
import { lockFirstStart } from "./store/number-locks.ts";
import { addSeller, listSellers, type Seller } from "./store/sellers.ts";

export interface FirstStart {
	/** What the person who started the service should read. */
	readonly lines: readonly string[];
	/** Journeys of demonstration parcels that are to go on. */
	readonly demoParcels: readonly DemoParcel[];
	/**
	 * Makes the demonstration's key when it has none yet, and says it. The last step of a start: a key that was made by a
	 * start that then failed would never be shown.
	 */
	makeKey(): Promise<readonly string[]>;
}

const demoShop = { name: "Demonstration shop", contactEmail: "help@demonstration-shop.example" };
const demoLabel = "demonstration";
/** What the log calls who uses the key of the first start, until its owner calls it otherwise. */
const FIRST_KEY = "First key";

/** The share of a demonstration journey that lies behind it when it is first seen; the rest is played while one looks. */
const travelledShare = 0.6;
const secondsAnHour = 6;

/**
 * What an empty database needs before anybody can use it. Embedded and not in production: a shop, a key and parcels
 * that move. Else: the words that say how to make a seller and a key. Later starts let the parcels go on.
 */
export async function prepareFirstStart(deps: Deps, config: Config): Promise<FirstStart> {
	const isDemonstration = config.databaseUrl === null && !config.production;
	const shop = isDemonstration ? await makeDemonstration(deps) : null;
	const named = config.apiKey === null ? [] : await keepNamedKey(deps, config.apiKey);
	const parcels = shop ? await demoParcels(deps, shop) : [];
	const links = parcels.slice(0, 1).map(({ token }) => `A parcel to look at: ${deps.publicUrl}/t/${token}`);
	const missing = (await listSellers(deps.db)).length === 0 ? howToBegin : [];
	return {
		lines: [...named, ...links, ...missing],
		demoParcels: parcels,
		makeKey: async () => {
			if (!shop || (await listKeys(deps.db, shop.rowId)).length > 0) return [];
			return [`API key, shown this once: ${(await createKey(deps, { sellerId: shop.id, label: FIRST_KEY })).key}`];
		},
	};
}

const howToBegin = [
	"No seller is here yet. Make one and its API key:",
	'  npm run -s wayline -- seller add "Your shop"',
	"  npm run -s wayline -- key create",
];

/** Null where somebody else's shop is here already. A start that was killed half-way is taken up where it ended. */
async function makeDemonstration(deps: Deps): Promise<Seller | null> {
	const sellers = await listSellers(deps.db);
	const there = sellers.find(
		({ name, contactEmail }) => name === demoShop.name && contactEmail === demoShop.contactEmail,
	);
	if (!there && sellers.length > 0) return null;
	const shop = there ?? (await addSeller(deps.db, demoShop));
	// The key comes last: with one, the demonstration is whole, and what is missing was taken away on purpose.
	if ((await listKeys(deps.db, shop.rowId)).length > 0) return shop;
	const principal = operatorFor(shop.rowId);
	if (!(await demoConnection(deps, shop))) await connect(deps, principal, { carrier: "demo", label: demoLabel });
	for (const shipment of demoShipments) await registerShipment(deps, principal, shipment);
	return shop;
}

async function demoConnection(deps: Deps, shop: Seller): Promise<Connection | undefined> {
	const connections = await listConnections(deps.db, shop.rowId);
	return connections.find(({ carrier, label }) => carrier === "demo" && label === demoLabel);
}

const demoShipments: readonly NewShipment[] = [
	{
		carrier: "demo",
		trackingNumber: "DEMO-CROSSBORDER-2",
		order: {
			reference: "1001",
			items: [
				{ name: "Running shoes", quantity: 1 },
				{ name: "Rain jacket", quantity: 1 },
			],
		},
		origin: { country: "CN", city: "Shenzhen" },
		destination: { country: "DK", city: "Aarhus" },
	},
	{
		carrier: "demo",
		trackingNumber: "DEMO-HAPPY-2",
		order: { reference: "1001" },
		origin: { country: "DE", city: "Hamburg" },
		destination: { country: "DE", city: "München" },
	},
];

/** WAYLINE_API_KEY is a key of the first seller, so that scripts know it beforehand. */
function keepNamedKey({ db, now }: Deps, apiKey: string): Promise<readonly string[]> {
	const hash = hashOfKey(apiKey);
	return db.transaction(async (tx) => {
		await lockFirstStart(tx);
		const known = await findKeyEver(tx, hash);
		if (known?.revokedAt) return ["WAYLINE_API_KEY is a key that was revoked: it opens nothing. Set another one."];
		if (known) return [];
		const [first] = await listSellers(tx);
		const seller = first ?? (await addSeller(tx, { name: "Shop" }));
		const named = { hash, prefix: apiKey.slice(0, 9), label: "WAYLINE_API_KEY", scopes: SCOPES };
		const { id } = await addKey(tx, seller.rowId, named);
		await noted(tx, operatorFor(seller.rowId), now(), { action: "key.created", subject: id });
		return [`WAYLINE_API_KEY is now a key of the seller "${seller.name}".`];
	});
}

async function demoParcels(deps: Deps, shop: Seller): Promise<readonly (DemoParcel & { readonly token: string })[]> {
	const connection = await demoConnection(deps, shop);
	const secret = connection ? webhookSecretOf(deps.vault, connection) : null;
	if (!connection || secret === null) return [];
	const { items } = await listShipments(deps.db, shop.rowId, { carrier: "demo" }, { limit: 20 });
	return items.toReversed().flatMap(({ trackingNumber, token, createdAt }) => {
		const pushes = journeyBy(trackingNumber, clockOf(trackingNumber, Date.parse(createdAt)));
		return pushes ? [{ trackingNumber, token, secret, path: `/carriers/demo/${connection.id}`, pushes }] : [];
	});
}

/** Days of travel behind the parcel at the speed of the world, the rest ahead of it at a pace that one can watch. */
function clockOf(trackingNumber: string, startMs: number): (hour: number) => number {
	const nowHour = (lastHour(trackingNumber) ?? 0) * travelledShare;
	return (hour) => Math.round(startMs + (hour - nowHour) * (hour < nowHour ? 3_600_000 : secondsAnHour * 1000));
}
