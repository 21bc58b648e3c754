import sharp from "sharp";
import { expect } from "vitest";
import { aVideo } from "../../helpers/made-videos.ts";
import { freshMail, mailComesTo } from "../../helpers/mail-comes.ts";
import type { Receiver } from "../../helpers/receiver.ts";
import { type Answer, postSigned, type TestSeller, type TestService } from "../../helpers/service.ts";
import { IDS } from "./known.ts";

/** Of each collection of the API that has ids in its paths, one; a new collection without one fails the tests of every route. */
export type Possessions = Readonly<Record<keyof typeof NOBODYS, string>>;

/** The same, of nobody. */
export const NOBODYS = {
	shipments: IDS.shipment,
	orders: IDS.order,
	connections: IDS.connection,
	messages: IDS.message,
	keys: IDS.key,
	brands: IDS.brand,
	products: IDS.product,
	endpoints: IDS.endpoint,
	deliveries: IDS.delivery,
	imports: IDS.import,
	questions: IDS.question,
	reviews: IDS.review,
	staff: IDS.staff,
	"inbound-mails": IDS.mail,
} as const;

/** The route's address with these ids. */
export function addressOf(path: string, ids: Readonly<Record<string, string>>): string {
	if (!path.includes(":id")) return path;
	const id = ids[collectionOf(path)];
	if (id === undefined) throw new Error(`Give these tests an id for ${path}: helpers/possessions.ts.`);
	return path.replace(":id", id).replaceAll(/:(?:number|position)\b/g, "1");
}

/** Of a route, the collection that its id belongs to. */
export function collectionOf(path: string): string {
	return path.split("/")[2] ?? "";
}

const photo = sharp({ create: { width: 16, height: 12, channels: 3, background: "#1f5fd6" } })
	.png()
	.toBuffer();

/** Gives a seller one of everything, with the mark in every text that is the seller's. */
export async function possess(
	service: TestService,
	seller: TestSeller,
	mark: string,
	receiver: Receiver,
): Promise<Possessions> {
	const { url } = service;
	const connection = await seller.connect({ carrier: "push", label: `${mark} van` });
	const endpoint = made(await seller.post("/v1/endpoints", { url: receiver.url, label: `${mark} system` }));
	const key = made(await seller.post("/v1/keys", { label: `${mark} till`, scopes: ["shipments:read"] }));
	const brand = made(await seller.post("/v1/brands", { name: `${mark} kids` }));
	const product = `${mark}-HAMMER`;
	const stock = { link: "https://shop.example/hammer", availability: "in_stock" };
	await fetch(`${url}/v1/products`, {
		method: "PUT",
		headers: { authorization: `Bearer ${seller.key}`, "content-type": "application/json" },
		body: JSON.stringify({ products: [{ id: product, title: `${mark} hammer`, ...stock }] }),
	});
	const staff = made(
		await seller.post("/v1/staff", { name: `${mark} Byron`, email: `${mark.toLowerCase()}@staff.example` }),
	);
	const waybill = {
		trackingNumber: `${mark}0001`,
		carrier: "push",
		brand: brand.id,
		reference: `${mark}-reference`,
		order: { reference: `${mark}-order`, items: [{ name: `${mark} shoes` }] },
	};
	const shipment = made(await seller.post("/v1/shipments", waybill));
	const scan = {
		code: "in_transit.moving",
		occurredAt: new Date(Date.now() - 60_000).toISOString(),
		text: `${mark} goes`,
	};
	const told = { shipments: [{ trackingNumber: waybill.trackingNumber, scans: [scan] }] };
	expect((await postSigned(`${url}${connection.path}`, connection.secret, told, `msg_${mark}`)).status).toBe(202);
	await seller.patch("/v1/shop", { name: `${mark} shop`, contactEmail: `${mark.toLowerCase()}@shop.example` });
	const [message] = (await seller.get("/v1/messages")).body.items;
	const deliveries = async () => (await seller.get("/v1/deliveries?state=delivered")).body.items;
	await expect.poll(async () => (await deliveries()).length).toBeGreaterThanOrEqual(3);
	const [delivery] = await deliveries();
	const page = new URL(shipment.trackingUrl).pathname;
	const asked = new FormData();
	asked.set("text", `${mark} asks`);
	asked.set("photos", new Blob([new Uint8Array(await photo)]), "box.png");
	asked.set("email", `${mark}@buyer.example`);
	await fetch(`${url}${page}/questions`, { method: "POST", body: asked, redirect: "manual" });
	const [question] = (await seller.get("/v1/questions")).body.items;
	const arrived = { ...scan, code: "delivered.to_recipient", occurredAt: new Date().toISOString() };
	const came = { shipments: [{ trackingNumber: waybill.trackingNumber, scans: [arrived] }] };
	expect((await postSigned(`${url}${connection.path}`, connection.secret, came, `msg_${mark}_2`)).status).toBe(202);
	const said = new FormData();
	for (const [name, value] of Object.entries({ stage: "product", rating: "4", text: `${mark} fits` }))
		said.set(name, value);
	said.set("photos", new Blob([new Uint8Array(await photo)]), "box.png");
	said.set("video", new Blob([new Uint8Array(await aVideo({ file: "mov" }))]), "box.mov");
	await fetch(`${url}${page}/reviews`, { method: "POST", body: said, redirect: "manual" });
	const [review] = (await seller.get("/v1/reviews")).body.items;
	const comes = await mailComesTo(service);
	expect(await comes(freshMail({ from: `${mark}@buyer.example`, subject: `${mark} writes`, text: mark }))).toBe("kept");
	const [mail] = (await seller.get("/v1/inbound-mails?state=suggested")).body.items;
	const file = `tracking number,carrier,item\n,push,${mark} shoes\n`;
	const headers = { authorization: `Bearer ${seller.key}`, "content-type": "text/csv" };
	const sent = await fetch(`${url}/v1/imports?name=${mark}`, { method: "POST", headers, body: file });
	const imported = (await sent.json()) as { readonly id: string };
	expect(sent.status).toBe(202);
	await expect.poll(async () => (await seller.get(`/v1/imports/${imported.id}`)).body.state).toBe("done");
	return {
		shipments: shipment.id,
		orders: shipment.orderId,
		connections: connection.id,
		messages: message.id,
		keys: key.id,
		brands: brand.id,
		products: product,
		endpoints: endpoint.id,
		deliveries: delivery.id,
		imports: imported.id,
		questions: question.id,
		reviews: review.id,
		staff: staff.id,
		"inbound-mails": mail.id,
	};
}

function made({ status, body }: Answer) {
	expect(status, JSON.stringify(body)).toBe(201);
	return body;
}
