import { journeyBy, lastHour } from "../adapters/kit/index.ts";
import type { Config } from "./config.ts";
import type { DemoParcel } from "./ingest/demo-courier.ts";
import { connect } from "./services/connections.ts";
import type { Deps } from "./services/deps.ts";
import { registerShipment } from "./services/register-shipment.ts";
import { addSeller, createKey, hashOfKey } from "./services/sellers.ts";
import { type NewShipment, type Principal, SCOPES } from "./services/views.ts";
import { addKey, findKey } from "./store/api-keys.ts";
import { listConnections, webhookSecretOf } from "./store/connections.ts";
import { findSeller, listSellers, type Seller } from "./store/sellers.ts";
import { listShipments } from "./store/shipments.ts";

export interface FirstStart {
	/** What the person who started the service should read. */
	readonly lines: readonly string[];
	/** Journeys of demonstration parcels that are to go on. */
	readonly demoParcels: readonly DemoParcel[];
}

const demoSellerName = "Demonstration shop";
const demoLabel = "demonstration";

/** The share of a demonstration journey that lies behind it when it is first seen; the rest is played while one looks. */
const travelledShare = 0.6;
const secondsAnHour = 6;

/**
 * What an empty database needs before anybody can use it. Embedded and not in production: a shop, a key and parcels
 * that move. Else: the words that say how to make a seller and a key. Later starts let the parcels go on.
 */
export async function prepareFirstStart(deps: Deps, config: Config): Promise<FirstStart> {
	const sellers = await listSellers(deps.db);
	const isDemonstration = config.databaseUrl === null && !config.production;
	const made = sellers.length > 0 ? [] : isDemonstration ? await makeDemonstration(deps) : [];
	const named = await keepNamedKey(deps, config);
	const parcels = await demoParcels(deps);
	const links = parcels.slice(0, 1).map(({ token }) => `A parcel on its way: ${deps.publicUrl}/t/${token}`);
	const missing = (await listSellers(deps.db)).length === 0 ? howToBegin : [];
	return { lines: [...made, ...named, ...links, ...missing], demoParcels: parcels };
}

const howToBegin = [
	"No seller is here yet. Make one and its API key:",
	'  npm run -s wayline -- seller add "Your shop"',
	"  npm run -s wayline -- key create",
];

async function makeDemonstration(deps: Deps): Promise<readonly string[]> {
	const { id } = await addSeller(deps, { name: demoSellerName, contactEmail: "help@demonstration-shop.example" });
	const { key } = await createKey(deps, { sellerId: id });
	const seller = await findSeller(deps.db, id);
	if (!seller) throw new Error("The demonstration shop vanished.");
	const principal: Principal = { sellerId: seller.rowId, scopes: SCOPES };
	await connect(deps, principal, { carrier: "demo", label: demoLabel });
	for (const shipment of demoShipments) await registerShipment(deps, principal, shipment);
	return [`API key, shown this once: ${key}`];
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
async function keepNamedKey(deps: Deps, { apiKey }: Config): Promise<readonly string[]> {
	if (apiKey === null || (await findKey(deps.db, hashOfKey(apiKey)))) return [];
	const [first] = await listSellers(deps.db);
	const seller: Seller | null = first ?? (await findSeller(deps.db, (await addSeller(deps, { name: "Shop" })).id));
	if (!seller) throw new Error("The first seller vanished.");
	const hash = hashOfKey(apiKey);
	await addKey(deps.db, seller.rowId, { hash, prefix: apiKey.slice(0, 9), label: "WAYLINE_API_KEY", scopes: SCOPES });
	return [`WAYLINE_API_KEY is now a key of the seller "${seller.name}".`];
}

async function demoParcels(deps: Deps): Promise<readonly (DemoParcel & { readonly token: string })[]> {
	const parcels: (DemoParcel & { token: string })[] = [];
	for (const seller of await listSellers(deps.db)) {
		const connections = await listConnections(deps.db, seller.rowId);
		const connection = connections.find(({ carrier, label }) => carrier === "demo" && label === demoLabel);
		const secret = connection ? webhookSecretOf(deps.vault, connection) : null;
		if (!connection || secret === null) continue;
		const { items } = await listShipments(deps.db, seller.rowId, { carrier: "demo" }, { limit: 20 });
		for (const { trackingNumber, token, createdAt } of items.toReversed()) {
			const pushes = journeyBy(trackingNumber, clockOf(trackingNumber, Date.parse(createdAt)));
			if (!pushes) continue;
			parcels.push({ trackingNumber, token, secret, path: `/carriers/demo/${connection.id}`, pushes });
		}
	}
	return parcels;
}

/** Days of travel behind the parcel at the speed of the world, the rest ahead of it at a pace that one can watch. */
function clockOf(trackingNumber: string, startMs: number): (hour: number) => number {
	const nowHour = (lastHour(trackingNumber) ?? 0) * travelledShare;
	return (hour) => Math.round(startMs + (hour - nowHour) * (hour < nowHour ? 3_600_000 : secondsAnHour * 1000));
}
