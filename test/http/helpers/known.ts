import { type Principal, SCOPES } from "../../../src/services/views.ts";

export const KEYS = {
	full: "wl_full0000000000000000000000000000",
	/** May read shipments and nothing else. */
	readOnly: "wl_read0000000000000000000000000000",
	scopeless: "wl_none0000000000000000000000000000",
	otherSeller: "wl_other000000000000000000000000000",
} as const;

export const PRINCIPALS: Readonly<Record<string, Principal>> = {
	[KEYS.full]: {
		sellerId: "sel_ada",
		scopes: SCOPES,
		actor: "key_full",
	},
	[KEYS.readOnly]: { sellerId: "sel_ada", scopes: ["shipments:read"], actor: "key_read" },
	[KEYS.scopeless]: { sellerId: "sel_ada", scopes: [], actor: "key_none" },
	[KEYS.otherSeller]: {
		sellerId: "sel_bob",
		scopes: SCOPES,
		actor: "key_other",
	},
};

/** Of the console, opened by the key of the same name. */
export const SESSIONS: Readonly<Record<keyof typeof KEYS, string>> = {
	full: "sessionfull0000000000000000000000000",
	readOnly: "sessionread0000000000000000000000000",
	scopeless: "sessionnone0000000000000000000000000",
	otherSeller: "sessionother000000000000000000000000",
};

/** The key that a session was opened by; empty for a token that is none. */
export function keyOfSession(token: string): string {
	const name = (Object.keys(SESSIONS) as (keyof typeof KEYS)[]).find((one) => SESSIONS[one] === token);
	return name === undefined ? "" : KEYS[name];
}

/** What the device of whoever asked keeps. */
export const ASKER_PROOF = `qst_0000000000000000000001.${"A".repeat(43)}`;
export const WATCHER_PROOF = `wch_0000000000000000000001.${"A".repeat(43)}`;
/** What was said of the one question. */
export const SAID = [
	{ side: "buyer", text: "Kommt es bis Freitag?", pictures: [], saidAt: "2026-11-22T10:00:00.000Z" },
	{ side: "staff", text: "Ja, am Donnerstag.", pictures: [], saidAt: "2026-11-22T11:00:00.000Z" },
] as const;

export const IDS = {
	shipment: "shp_0000000000000000000001",
	order: "ord_0000000000000000000001",
	connection: "con_0000000000000000000001",
	message: "msg_0000000000000000000001",
	endpoint: "end_0000000000000000000001",
	delivery: "dlv_0000000000000000000001",
	key: "key_0000000000000000000001",
	brand: "brd_0000000000000000000001",
	question: "qst_0000000000000000000001",
	review: "rvw_0000000000000000000001",
	import: "imp_0000000000000000000001",
	staff: "stf_0000000000000000000001",
	mail: "inm_0000000000000000000001",
	token: "tok0000000000000000000001",
	sibling: "tok0000000000000000000002",
	product: "LACES-0001",
	logo: "0123456789abcdef0123456789abcdef",
} as const;

/** The first half of the scope that a route wants, where it is not that of shipments: by the folder of its path. */
export function scopeNounOf(path: string, method: string): string {
	const folder = path.split("/")[2] ?? "";
	if (/^\/v1\/analytics\/(?:questions|faq)/.test(path)) return "questions";
	if (path.startsWith("/v1/analytics/reviews")) return "reviews";
	if (folder === "messages") return method === "GET" ? "messages" : "shipments";
	return SCOPE_NOUNS[folder] ?? "shipments";
}

const SCOPE_NOUNS: Readonly<Record<string, string>> = {
	connections: "connections",
	shop: "shop",
	audit: "audit",
	endpoints: "endpoints",
	deliveries: "endpoints",
	keys: "keys",
	brands: "shop",
	products: "shop",
	"products.csv": "shop",
	staff: "shop",
	"inbound-mails": "questions",
	questions: "questions",
	reviews: "reviews",
};

/** Whom the one parcel is for: what he can say, what he gets for it, and what only he may see. */
export const READER = {
	check: "04109",
	proof: "zik0zj.proofproofproofproofproofproofproofproofpro",
	details: { pickupCode: "7741", signedBy: "Lin C.", leftAt: null, courierName: null },
} as const;
