import { expect, test } from "vitest";
import { routesOf } from "../../src/http/door.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { startReceiver } from "../helpers/receiver.ts";
import { type Answer, answerOf, startTestService, type TestSeller } from "../helpers/service.ts";
import { openDoor } from "./helpers/door.ts";
import { addressOf, collectionOf, NOBODYS, type Possessions, possess } from "./helpers/possessions.ts";

/** Every route that the service has, so that a new one is walked the day it is born. */
const routes = routesOf((await openDoor()).door)
	.filter(({ path }) => path.startsWith("/v1/"))
	.map(({ method, path }) => ({ method, path, name: `${method} ${path}` }));
const withIds = routes.filter(({ path }) => path.includes(":"));

/**
 * A body that is right, naming the other seller's things wherever a body can name any; null for none. A route that takes
 * one and is not here fails.
 */
const BODIES: Readonly<Record<string, (theirs: Possessions, mark: string) => object | null>> = {
	"POST /v1/shipments": ({ connections }) => ({ trackingNumber: "PROBE1", connection: connections }),
	"POST /v1/shipments/batch": ({ shipments, brands, connections }, mark) => ({
		shipments: [
			{ carrier: "push", trackingNumber: "PROBE2", returnOf: shipments },
			{ carrier: "push", trackingNumber: "PROBE3", brand: brands },
			{ carrier: "push", trackingNumber: "PROBE4", connection: connections },
			{ carrier: "push", trackingNumber: `${mark}0001`, order: { reference: `${mark}-order` } },
		],
	}),
	"PATCH /v1/shipments/:id": ({ connections }) => ({ reference: "mine now", connection: connections }),
	"POST /v1/shipments/:id/archive": () => null,
	"POST /v1/shipments/:id/reopen": () => null,
	"POST /v1/shipments/:id/stop": () => null,
	"POST /v1/shipments/:id/resume": () => null,
	"POST /v1/shipments/:id/refresh": () => null,
	"POST /v1/shipments/:id/carrier": () => ({ carrier: "fedex", trackingNumber: "794600000012" }),
	"POST /v1/eta/estimate": ({ connections }) => ({
		origin: { country: "DE" },
		destination: { country: "FR" },
		options: [{ carrier: "push", connection: connections }],
	}),
	"POST /v1/detect": (_, mark) => ({ numbers: [`${mark}0001`] }),
	"POST /v1/connections": () => ({ carrier: "push" }),
	"PATCH /v1/connections/:id": () => ({ label: "mine now" }),
	"POST /v1/connections/:id/sample": () => ({}),
	"POST /v1/connections/:id/secret": () => ({}),
	"POST /v1/connections/:id/test": () => ({ trackingNumber: "794600000012" }),
	"POST /v1/messages/:id/read": () => null,
	"PUT /v1/products": () => null,
	"PUT /v1/products.csv": () => null,
	"PATCH /v1/shop": () => ({ brand: { accent: "#112233" } }),
	"PUT /v1/shop/logo": () => null,
	"POST /v1/endpoints": () => ({ url: "https://shop.example/hooks", enabled: false }),
	"PATCH /v1/endpoints/:id": () => ({ label: "mine now" }),
	"POST /v1/endpoints/:id/secret": () => ({}),
	"POST /v1/endpoints/:id/test": () => null,
	"POST /v1/endpoints/:id/replay": () => ({ from: "2026-01-01T00:00:00Z", to: "2199-01-01T00:00:00Z" }),
	"POST /v1/deliveries/:id/replay": () => null,
	"POST /v1/questions/:id/messages": () => ({ text: "mine now" }),
	"POST /v1/inbound-mails/:id/place": ({ questions }) => ({ question: questions, as: "buyer" }),
	"PATCH /v1/questions/:id": () => ({ closed: true }),
	"PATCH /v1/reviews/:id": () => ({ state: "shown" }),
	"POST /v1/reviews/:id/answer": () => ({ text: "mine now" }),
	"POST /v1/staff": () => ({ name: "Mine", email: "mine@shop.example" }),
	"PATCH /v1/staff/:id": () => ({ name: "mine now" }),
	"POST /v1/brands": () => ({ name: "Mine" }),
	"PATCH /v1/brands/:id": () => ({ name: "mine now" }),
	"PUT /v1/brands/:id/logo": () => null,
	"POST /v1/imports": () => null,
	"POST /v1/imports/:id/start": () => null,
	"POST /v1/keys": () => ({ scopes: ["shop:read"] }),
	"PATCH /v1/keys/:id": () => ({ label: "mine now" }),
	"POST /v1/keys/:id/rotate": () => ({}),
};

/** Lists whose filters name things. */
const FILTERS: Readonly<Record<string, (theirs: Possessions, mark: string) => readonly string[]>> = {
	"GET /v1/shipments": ({ orders, brands }, mark) => [
		`brand=${brands}`,
		`order=${orders}`,
		`order=${mark}-order`,
		`reference=${mark}-reference`,
		`q=${mark}`,
	],
	"GET /v1/messages": ({ connections }) => [`connection=${connections}`],
	"GET /v1/deliveries": ({ endpoints, shipments }) => [`endpoint=${endpoints}`, `shipment=${shipments}`],
	"GET /v1/questions": ({ shipments }) => [`shipment=${shipments}`],
	"GET /v1/reviews": ({ shipments, brands }) => [`shipment=${shipments}`, `brand=${brands}`],
	"GET /v1/inbound-mails": ({ questions }) => [`question=${questions}`],
	"GET /v1/audit": ({ connections, keys }) => [`subject=${connections}`, `actor=${keys}`],
};

eachDatabase((database) => {
	test("no route shows or changes anything of another seller's, whatever of it is named", {
		timeout: 90_000,
	}, async () => {
		const receiver = await startReceiver();
		const service = await startTestService(database, { privateEndpoints: [receiver.host] });
		const [owner, stranger] = [await service.newSeller(), await service.newSeller()];
		const owned = await possess(service, owner, "OWNED", receiver);
		const own = await possess(service, stranger, "STRANGE", receiver);
		const before = await everything(owner, owned);
		const ask = async (method: string, name: string, path: string): Promise<Answer> => {
			const body = BODIES[name]?.(owned, "OWNED");
			if (body === undefined && ["POST", "PATCH", "PUT"].includes(method))
				throw new Error(`Give this test a body for ${name}.`);
			return answerOf(
				await fetch(`${service.url}${path}`, {
					method,
					headers: { authorization: `Bearer ${stranger.key}`, "content-type": "application/json" },
					...(body && { body: JSON.stringify(body) }),
				}),
			);
		};
		const secrets = [...Object.values(owned), owner.id, owner.key, "OWNED"];
		const shows = (name: string, { status, body }: Answer, echoed: string) => {
			expect(status, name).toBeLessThan(500);
			// What was asked for may be named in the refusal; nothing else of the owner's may.
			const text = JSON.stringify(body).replaceAll(echoed, "ASKED");
			for (const secret of secrets) expect(text, `${name} shows ${secret}`).not.toContain(secret);
		};

		for (const { method, name, path } of withIds) {
			const [theirs, none] = [addressOf(path, owned), addressOf(path, NOBODYS)];
			const [foreign, unknown] = [await ask(method, name, theirs), await ask(method, name, none)];
			expect(foreign.status, name).toBe(404);
			const idOf = (address: string) => address.split("/")[3] ?? "";
			const plain = (answer: Answer, address: string) =>
				JSON.stringify({ ...answer.body, requestId: "" }).replaceAll(idOf(address), "ID");
			expect(plain(foreign, theirs), name).toBe(plain(unknown, none));
			shows(name, foreign, idOf(theirs));
		}
		// Lists before what adds to them: a waybill of the same number is the stranger's own from then on, and so named.
		const gets = (route: { readonly method: string }) => Number(route.method === "GET");
		const without = routes.filter(({ path }) => !path.includes(":")).toSorted((a, b) => gets(b) - gets(a));
		for (const { method, name, path } of without) {
			const asked = BODIES[name]?.(owned, "OWNED") ?? {};
			if (method === "DELETE" || method === "PUT") continue;
			const answer = await ask(method, name, path);
			if (name !== "POST /v1/detect" && !JSON.stringify(asked).includes("OWNED0001"))
				shows(name, answer, owned.connections);
			else for (const id of Object.values(owned)) expect(JSON.stringify(answer.body), name).not.toContain(id);
			for (const query of FILTERS[name]?.(owned, "OWNED") ?? []) {
				const filtered = await ask(method, name, `${path}?${query}`);
				for (const id of Object.values(owned)) {
					expect(JSON.stringify(filtered.body).replaceAll(query, ""), `${name} ${query}`).not.toContain(id);
				}
			}
		}
		await ask("DELETE", "DELETE /v1/shop/logo", "/v1/shop/logo");
		expect(await everything(owner, owned)).toEqual(before);
		// The walk went where it meant to: each route with an id opens its own.
		for (const { name, path } of withIds.filter(({ method }) => method === "GET")) {
			expect((await stranger.get(addressOf(path, own))).status, name).toBe(200);
		}
	});

	test("every route that takes a body has one here, and no other has", () => {
		const taking = routes.filter(({ method }) => ["POST", "PATCH", "PUT"].includes(method)).map(({ name }) => name);
		expect(Object.keys(BODIES).sort()).toEqual(taking.sort());
		expect(Object.keys(FILTERS).filter((name) => !routes.some((route) => route.name === name))).toEqual([]);
		expect(withIds.map(({ path }) => collectionOf(path)).filter((collection) => !(collection in NOBODYS))).toEqual([]);
	});

	/** All that a seller's own GET routes answer, but for when its keys were used and its log, which its own reading does not move. */
	async function everything(seller: TestSeller, ids: Possessions): Promise<Readonly<Record<string, unknown>>> {
		const all: Record<string, unknown> = {};
		for (const { name, path } of routes.filter(({ method }) => method === "GET")) {
			const { status, body } = await seller.get(addressOf(path, ids));
			expect(status, name).toBe(200);
			all[name] = JSON.parse(JSON.stringify(body, (field, value) => (VOLATILE.includes(field) ? null : value)));
		}
		return all;
	}
});

/** What the clock alone changes. */
const VOLATILE = ["lastUsedAt", "period", "lateRisk", "eta", "nextAt"];
