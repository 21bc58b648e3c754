import { sql } from "drizzle-orm";
import postgres from "postgres";
import sharp from "sharp";
import { expect, onTestFinished, test, vi } from "vitest";
import type { Database, Where } from "../../src/store/database.ts";
import { compile } from "../../src/store/query.ts";
import { eachDatabase, oneDatabase, type TestDatabase } from "../helpers/each-database.ts";
import { postSigned, startTestService, type TestSeller, type TestService } from "../helpers/service.ts";

interface Node extends TestService {
	/** How often the page of this link was read from the database. */
	readsOf(path: string): number;
}

async function startNode(database: TestDatabase, onFailure?: () => void): Promise<Node> {
	const reads = new Map<string, number>();
	const open = async (): Promise<Database> => {
		const db = await database.open();
		return {
			...db,
			rows: (query) => {
				const { text, values } = compile(query);
				const token = String(values[0]);
				if (text.includes("as beside")) reads.set(token, (reads.get(token) ?? 0) + 1);
				return db.rows(query);
			},
		};
	};
	const service = await startTestService({ open }, {}, onFailure);
	return { ...service, readsOf: (path) => reads.get(path.slice("/t/".length)) ?? 0 };
}

interface Parcel {
	readonly seller: TestSeller;
	readonly id: string;
	readonly path: string;
	/** As its courier tells by a webhook. */
	tell(code: string, hours: number): Promise<void>;
}

async function aParcel({ url, newSeller }: TestService): Promise<Parcel> {
	const seller = await newSeller("Harbour Shoes");
	await seller.patch("/v1/shop", { brand: { reviews: "moderated" } });
	const { path: door, secret } = await seller.connect({ carrier: "push" });
	const order = { reference: "1001", items: [{ name: "Running shoes" }], buyer: { postcode: "04109" } };
	const { body } = await seller.post("/v1/shipments", { trackingNumber: "KEPT0001", carrier: "push", order });
	const tell = async (code: string, hours: number) => {
		const occurredAt = new Date(Date.now() - hours * 3_600_000).toISOString();
		const scans = [{ code, occurredAt, text: `Told of ${code}` }];
		const answer = await postSigned(`${url}${door}`, secret, { shipments: [{ trackingNumber: "KEPT0001", scans }] });
		expect(answer.status).toBe(202);
	};
	return { seller, id: body.id, path: new URL(body.trackingUrl).pathname, tell };
}

/** What anybody with the link sees: the page and its JSON. */
async function view({ url }: TestService, path: string): Promise<string> {
	const answers = await Promise.all([fetch(url + path), fetch(`${url}${path}.json`)]);
	const texts = await Promise.all(answers.map((answer) => answer.text()));
	return texts.join("\n");
}

/** Until the page is shown without being read: what this file is about. Answers what it shows. */
async function standing(node: Node, path: string): Promise<string> {
	return vi.waitFor(
		async () => {
			const before = node.readsOf(path);
			const shown = await view(node, path);
			expect(node.readsOf(path)).toBe(before);
			return shown;
		},
		{ timeout: 10_000, interval: 5 },
	);
}

async function post(address: string, fields: Record<string, string>, cookie = "") {
	const body = new URLSearchParams(fields);
	const answer = await fetch(address, { method: "POST", body, redirect: "manual", headers: { cookie } });
	expect(answer.status).toBe(303);
	return answer.headers.get("set-cookie")?.split(";")[0] ?? "";
}

async function putLogo({ url }: TestService, seller: TestSeller, colour: string): Promise<void> {
	const picture = await sharp({ create: { width: 40, height: 20, channels: 3, background: colour } })
		.png()
		.toBuffer();
	const headers = { authorization: `Bearer ${seller.key}`, "content-type": "image/png" };
	const answer = await fetch(`${url}/v1/shop/logo`, { method: "PUT", headers, body: new Uint8Array(picture) });
	expect(answer.status).toBe(200);
}

eachDatabase((database) => {
	test("whatever changes a page, the next view shows it", async () => {
		const node = await startNode(database);
		const { db, url } = node;
		const parcel = await aParcel(node);
		const { seller, id, path } = parcel;
		const shipment = sql`(select seller_id, id from shipments where public_id = ${id})`;
		const register = (more: object) => seller.post("/v1/shipments", { carrier: "push", ...more });
		const reviewed = async () => (await seller.get("/v1/reviews")).body.items[0];
		let brand = "";
		let sister = "";
		const changes: readonly (readonly [string, () => Promise<unknown>, RegExp | ((shown: string) => boolean)])[] = [
			["a scan", () => parcel.tell("in_transit.moving", 30), /Told of in_transit\.moving/],
			["the shop's name", () => seller.patch("/v1/shop", { name: "Quay Shoes" }), /Quay Shoes/],
			["its address", () => seller.patch("/v1/shop", { contactEmail: "help@quay.example" }), /help@quay\.example/],
			["its colours", () => seller.patch("/v1/shop", { brand: { accent: "#112233" } }), /\/brand\/112233/],
			[
				"its answers",
				() => seller.patch("/v1/shop", { brand: { faq: [{ question: "May I swap?", answer: "Within 30 days." }] } }),
				/Within 30 days\./,
			],
			["its language", () => seller.patch("/v1/shop", { brand: { language: "de" } }), /<html lang="de"/],
			["its language back", () => seller.patch("/v1/shop", { brand: { language: null } }), /<html lang="en/],
			["its logo", () => putLogo(node, seller, "red"), /\/brand\/[0-9a-f]{32}"/],
			["no logo", () => seller.delete("/v1/shop/logo"), (shown) => !/\/brand\/[0-9a-f]{32}"/.test(shown)],
			["no mails", () => seller.patch("/v1/shop", { notices: { kinds: [] } }), (shown) => !shown.includes("/watch")],
			[
				"the things of the order",
				() => register({ trackingNumber: "KEPT0001", order: { reference: "1001", items: [{ name: "Red laces" }] } }),
				/Red laces/,
			],
			[
				"another parcel of the order",
				async () => {
					sister = (await register({ trackingNumber: "SISTER01", order: { reference: "1001" } })).body.id;
				},
				/SISTER01/,
			],
			[
				"a change of that one",
				() => seller.patch(`/v1/shipments/${sister}`, { destination: { country: "IS", city: "Akureyri" } }),
				/Akureyri/,
			],
			["what comes back", () => register({ trackingNumber: "RETURN01", returnOf: id }), /RETURN01/],
			["what comes back of that one", () => register({ trackingNumber: "RETURN02", returnOf: sister }), /RETURN02/],
			[
				"another brand",
				async () => {
					brand = (await seller.post("/v1/brands", { name: "Pier Kids" })).body.id;
					return seller.patch(`/v1/shipments/${id}`, { brand });
				},
				/Pier Kids/,
			],
			["the brand's name", () => seller.patch(`/v1/brands/${brand}`, { name: "Pier Babies" }), /Pier Babies/],
			["the shop again", () => seller.patch(`/v1/shipments/${id}`, { brand: null }), /Quay Shoes/],
			[
				"an outage of the carrier",
				() =>
					db.rows(sql`update connections c set health = 'failing', failing_since = '2026-01-02T03:04:05Z'
						where exists (select from ${shipment} s where s.seller_id = c.seller_id)`),
				/2026-01-02T03:04:05\.000Z/,
			],
			[
				"the end of it",
				() =>
					db.rows(sql`update connections c set health = 'ok', failing_since = null
						where exists (select from ${shipment} s where s.seller_id = c.seller_id)`),
				/"sourceDown":null/,
			],
			[
				"a look at the carrier that found nothing",
				() =>
					db.rows(sql`update legs l set last_polled_at = '2031-01-02T03:04:05Z'
						where (l.seller_id, l.shipment_id) in ${shipment}`),
				/"checkedAt":"2031-01-02T03:04:05\.000Z"/,
			],
			["its arrival", () => parcel.tell("delivered.to_recipient", 2), /"milestone":"delivered"/],
			["that it is not there", () => post(`${url}${path}/not-received`, { text: "Nothing is here." }), /"notReceived"/],
			["that it was found", () => post(`${url}${path}/not-received/found`, {}), (s) => !s.includes("notReceived")],
			[
				"a review",
				async () => {
					await post(`${url}${path}/reviews`, { stage: "delivery", rating: "4", text: "Quick and kind." });
					return seller.patch(`/v1/reviews/${(await reviewed()).id}`, { state: "shown" });
				},
				/Quick and kind\./,
			],
			[
				"the answer to it",
				async () => seller.post(`/v1/reviews/${(await reviewed()).id}/answer`, { text: "You are welcome." }),
				/You are welcome\./,
			],
			[
				"a review that somebody erased",
				async () => seller.delete(`/v1/reviews/${(await reviewed()).id}`),
				(shown) => !/Quick and kind|You are welcome/.test(shown),
			],
		];
		const stranger = await aParcel(node);
		for (const [what, change, sees] of changes) {
			const isSeen = (shown: string) => (typeof sees === "function" ? sees(shown) : sees.test(shown));
			expect([what, "before", isSeen(await standing(node, path))]).toEqual([what, "before", false]);
			await change();
			// That another shop's page is shown from memory again proves that this node has heard all that was told.
			await standing(node, stranger.path);
			expect([what, "after", isSeen(await view(node, path))]).toEqual([what, "after", true]);
		}
	}, 60_000);

	test("who changed something on a node sees it there at once, and a link that opens nothing any more opens nothing", async () => {
		const node = await startNode(database);
		const { db, url } = node;
		const { seller, id, path, tell } = await aParcel(node);
		for (const name of ["Quay Shoes", "Pier Shoes", "Dock Shoes"]) {
			await standing(node, path);
			await seller.patch("/v1/shop", { name });
			expect(await view(node, path)).toContain(name);
		}
		await standing(node, path);
		await tell("in_transit.moving", 3);
		expect(await view(node, path)).toContain("Told of in_transit.moving");
		await standing(node, path);
		await db.rows(sql`update shipments set token = 'tok2222222222222222222222' where public_id = ${id}`);
		expect((await fetch(url + path)).status).toBe(404);
		expect((await fetch(`${url}${path}.json`)).status).toBe(404);
		await standing(node, "/t/tok2222222222222222222222");
		await db.rows(sql`delete from shipments where public_id = ${id}`);
		expect((await fetch(`${url}/t/tok2222222222222222222222`)).status).toBe(404);
	});

	if (database.kind === "server") {
		test("a node that cannot listen shows nothing from memory, and what it missed once it listens again", async () => {
			const [one, two] = [await startNode(database, () => {}), await startNode(database, () => {})];
			const { seller, path } = await aParcel(one);
			await standing(two, path);
			await seller.patch("/v1/shop", { name: "Quay Shoes" });
			await vi.waitFor(async () => expect(await view(two, path)).toContain("Quay Shoes"));
			await standing(two, path);
			// Its listener alone is cut: what was opened to ask stays open, and nothing new is let in.
			await Promise.all(Array.from({ length: 30 }, () => seller.get("/v1/shipments")));
			const { administrator, name } = administratorOf(database.where());
			await administrator.unsafe(`alter database ${name} allow_connections false`);
			await administrator.unsafe(
				"select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1 and query ilike 'listen %'",
				[name],
			);
			await seller.patch("/v1/shop", { name: "Pier Shoes" });
			await vi.waitFor(async () => expect(await view(two, path)).toContain("Pier Shoes"));
			const before = two.readsOf(path);
			for (let views = 1; views <= 3; views++) {
				expect(await view(two, path)).toContain("Pier Shoes");
				expect(two.readsOf(path)).toBe(before + 2 * views);
			}
			await administrator.unsafe(`alter database ${name} allow_connections true`);
			expect(await standing(two, path)).toContain("Pier Shoes");
		}, 30_000);
	}
});

oneDatabase((database) => {
	test("what a page shows to one reader alone is kept for nobody", async () => {
		const node = await startNode(database);
		const { path, seller } = await aParcel(node);
		await seller.patch("/v1/shop", { brand: { faq: [{ question: "Gift wrap?", answer: "Yes." }] } });
		const read = async (cookie: string) => fetch(node.url + path, { headers: { cookie } });
		const [, topic = ""] = /name="topic" value="(own-[0-9a-f]{13})"/.exec(await standing(node, path)) ?? [];
		const voted = await post(`${node.url}${path}/faq`, { topic, helped: "1" });
		const asVoter = await read(voted);
		expect(asVoter.headers.get("cache-control")).toBe("private, no-store");
		expect(asVoter.headers.get("etag")).toBeNull();
		const shown = await asVoter.text();
		for (const cookie of ["", "wayline_reader=forged", "a=b"]) {
			const asAnybody = await read(cookie);
			expect(asAnybody.headers.get("cache-control")).toBe("private, no-cache");
			expect(await asAnybody.text()).not.toBe(shown);
		}
		expect(await (await read(voted)).text()).toBe(shown);
	});
});

function administratorOf(where: Where): { readonly administrator: postgres.Sql; readonly name: string } {
	if (!("url" in where)) throw new Error("This is for a server.");
	const url = new URL(where.url);
	const name = url.pathname.slice(1);
	url.pathname = "/postgres";
	const administrator = postgres(url.href, { max: 1, onnotice: () => {} });
	onTestFinished(() => administrator.end());
	return { administrator, name };
}
