import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import sharp from "sharp";
import { expect, test } from "vitest";
import { PHOTO } from "../../src/services/draw-photo.ts";
import type { RowId } from "../../src/store/database.ts";
import { mailOf } from "../../src/store/mails.ts";
import { openVault } from "../../src/store/seal.ts";
import { PHOTOS } from "../../web/views/ask.tsx";
import { eachDatabase, oneDatabase, type TestDatabase } from "../helpers/each-database.ts";
import { startTestService, type TestSeller, type TestService } from "../helpers/service.ts";

const secretKey = randomBytes(32);
const vault = openVault(secretKey);

interface Shop {
	readonly service: TestService;
	readonly seller: TestSeller;
	readonly link: string;
}

async function aShop(database: TestDatabase): Promise<Shop> {
	const service = await startTestService(database, { secretKey });
	return { service, ...(await another(service, "BIKE1207")) };
}

async function another({ newSeller, url }: TestService, trackingNumber: string) {
	const seller = await newSeller("Harbour Shoes");
	await seller.connect({ carrier: "push" });
	await seller.patch("/v1/shop", { contactEmail: "help@harbour.example" });
	const waybill = { trackingNumber, carrier: "push", order: { reference: "1001", buyer: { postcode: "04109" } } };
	const { trackingUrl } = (await seller.post("/v1/shipments", waybill)).body;
	return { seller, link: `${url}${new URL(trackingUrl).pathname}` };
}

const photo = (width = 64, height = 48) =>
	sharp({ create: { width, height, channels: 3, background: "#1f5fd6" } })
		.withExif({ IFD0: { Make: "CanaryPhone" }, IFD3: { GPSLatitude: "51/1 20/1 12/1", GPSLatitudeRef: "N" } })
		.jpeg()
		.toBuffer();

/** As a browser sends the form. */
function send(address: string, fields: Record<string, string>, photos: readonly Uint8Array[], cookie = "") {
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.set(name, value);
	// An empty field is sent as a file without a name.
	if (photos.length === 0) body.append("photos", new Blob([]), "");
	for (const one of photos) body.append("photos", new Blob([new Uint8Array(one)]), "box.jpg");
	return fetch(address, { method: "POST", body, redirect: "manual", headers: { cookie } });
}

async function asks({ link }: Pick<Shop, "link">, photos: readonly Uint8Array[], cookie = "", more = {}) {
	const response = await send(`${link}/questions`, { text: "The box is torn.", ...more }, photos, cookie);
	expect(response.status).toBe(303);
	return response.headers.get("set-cookie")?.split(";")[0] ?? "";
}

const look = (address: string, headers: Record<string, string>) => fetch(address, { headers, redirect: "manual" });

async function detailOf({ seller }: Shop) {
	const [{ id }] = (await seller.get("/v1/questions")).body.items;
	return (await seller.get(`/v1/questions/${id}`)).body;
}

interface Sent {
	readonly kind: string;
	readonly text: string;
	readonly attachments: readonly { readonly filename: string; readonly contentType: string; readonly base64: string }[];
}

async function letters({ service: { db }, seller }: Shop): Promise<readonly Sent[]> {
	const rows = await db.rows<{ id: string; kind: string; sellerId: RowId; sealedMail: Uint8Array }>(
		sql`select m.public_id as id, m.kind, m.seller_id as "sellerId", m.sealed_mail as "sealedMail"
			from mails m join sellers s on s.id = m.seller_id where s.public_id = ${seller.id} order by m.id`,
	);
	// What question-mails.ts queued.
	return rows.map((row) => ({ ...(mailOf(vault, row) as Sent), kind: row.kind }));
}

eachDatabase((database) => {
	test("a photo reaches the shop without its place, and nobody who may not read the thread", async () => {
		const shop = await aShop(database);
		const { service, seller, link } = shop;
		const cookie = await asks(shop, [await photo(64, 48), await photo(3_000, 1_500)], "", {
			email: "mia@buyer.example",
		});
		const { id, messages } = await detailOf(shop);
		const [{ pictures }] = messages;
		expect(pictures).toMatchObject([
			{ width: 64, height: 48 },
			{ width: 1_600, height: 800 },
		]);
		const address = new URL(pictures[0].url).pathname;
		expect(address).toBe(`/v1/questions/${id}/messages/1/pictures/1`);
		const ofShop = { authorization: `Bearer ${seller.key}` };
		const shown = await look(`${service.url}${address}`, ofShop);
		expect(shown.headers.get("content-type")).toBe("image/jpeg");
		expect(shown.headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
		expect(shown.headers.get("x-content-type-options")).toBe("nosniff");
		const bytes = Buffer.from(await shown.arrayBuffer());
		expect(await sharp(bytes).metadata()).toMatchObject({ format: "jpeg", width: 64 });
		expect(bytes.toString("latin1")).not.toMatch(/Exif|Canary/);

		const stranger = await another(service, "BIKE1208");
		const others = [address, address.replace("pictures/1", "pictures/3"), address.replace("messages/1", "messages/2")];
		for (const [index, path] of others.entries()) {
			const key = index === 0 ? stranger.seller.key : seller.key;
			expect((await look(`${service.url}${path}`, { authorization: `Bearer ${key}` })).status, path).toBe(404);
		}
		expect((await look(`${service.url}${address}`, {})).status).toBe(401);

		// On the page: for whoever asked, and whoever shows that he knows the buyer.
		const page = await (await look(`${link}/questions`, { cookie })).text();
		const [, onPage = ""] = /<img src="([^"]+)" width="64" height="48" alt="Photo 1"/.exec(page) ?? [];
		const own = await look(`${service.url}${onPage}`, { cookie });
		expect([own.status, own.headers.get("cache-control")]).toEqual([200, "private, max-age=3600"]);
		const verified = await fetch(`${link}/verify`, {
			...{ method: "POST", body: new URLSearchParams({ check: "04109" }), redirect: "manual" },
		});
		const reader = verified.headers.get("set-cookie")?.split(";")[0] ?? "";
		expect((await look(`${service.url}${onPage}`, { cookie: reader })).status).toBe(200);
		const foreign = await asks(stranger, []);
		for (const proof of ["", foreign, `${cookie.slice(0, -4)}AAAA`])
			expect((await look(`${service.url}${onPage}`, { cookie: proof })).status, proof).toBe(404);
		const elsewhere = onPage.replace(new URL(link).pathname, new URL(stranger.link).pathname);
		expect((await look(`${service.url}${elsewhere}`, { cookie })).status).toBe(404);

		// Sealed where it is kept, and gone with its question.
		const rows = await service.db.rows<{ sealed: Uint8Array }>(
			sql`select sealed_picture as sealed from thread_pictures`,
		);
		for (const { sealed } of rows) expect(Buffer.from(sealed).toString("latin1")).not.toContain("JFIF");
		await service.db.rows(sql`delete from questions where public_id = ${id}`);
		expect(await service.db.rows(sql`select 1 from thread_pictures`)).toEqual([]);
	});
});

oneDatabase((database) => {
	test("letters carry the photos of what they tell, and an acknowledgement carries none", async () => {
		const shop = await aShop(database);
		const { service, seller } = shop;
		const cookie = await asks(shop, [await photo()], "", { email: "mia@buyer.example" });
		const { id } = await detailOf(shop);
		const session = await logIn(service, seller);
		const answer = (photos: readonly Uint8Array[], more = {}) =>
			send(`${service.url}/console/questions/${id}/answer`, { ...session.fields, ...more }, photos, session.cookie);
		const noted = await answer([await photo(30, 20)], { text: "Seen in the depot.", note: "1" });
		expect(noted.headers.get("location")).toContain("done=noted");
		const said = await answer([await photo(40, 20), await photo(20, 40)], { text: "Like this?" });
		expect(said.headers.get("location")).toContain("done=answered");

		const all = await letters(shop);
		expect(all.map(({ kind, attachments }) => [kind, attachments.map(({ filename }) => filename)])).toEqual([
			["question.received", ["photo-1.jpg"]],
			["question.acknowledged", []],
			["question.answered", ["photo-1.jpg", "photo-2.jpg"]],
		]);
		expect(all[0]?.text).toContain("> The box is torn.\n\nWith a photo.");
		const [first] = all[2]?.attachments ?? [];
		expect(await sharp(Buffer.from(first?.base64 ?? "", "base64")).metadata()).toMatchObject({ width: 40, height: 20 });

		// A note's photo is the shop's alone, whatever address is asked.
		const { messages } = await detailOf(shop);
		expect(messages.map(({ pictures }: { pictures: readonly unknown[] }) => pictures.length)).toEqual([1, 1, 2]);
		const ofNote = (path: string, headers: Record<string, string>) =>
			look(`${path}/questions/${id}/messages/2/pictures/1`, headers);
		expect((await ofNote(shop.link, { cookie })).status).toBe(404);
		expect((await ofNote(`${service.url}/console`, { cookie: session.cookie })).status).toBe(200);
		expect((await ofNote(`${service.url}/console`, {})).status).toBe(303);
		const page = await (await look(`${service.url}/console/questions/${id}`, { cookie: session.cookie })).text();
		expect(page.match(/<img src="\/console\/questions\/[^"]+"/g)).toHaveLength(4);
	});

	test("who sends what is no photo keeps his words, and reads what is wrong with it", async () => {
		const shop = await aShop(database);
		const { service, seller, link } = shop;
		const good = await photo();
		const huge = new Uint8Array(PHOTO.mostBytes + 1);
		for (const [photos, sentence] of [
			[[good, good, good, good], "at most 3 photos"],
			[[huge], "One of the photos is too large."],
			[[huge, huge, huge, huge], "at most 3 photos"],
			[[good, Buffer.from("words")], "One of the photos cannot be read."],
		] as const) {
			const response = await send(
				`${link}/questions`,
				{ text: "The box is torn.", email: "mia@buyer.example" },
				photos,
			);
			expect(response.status, sentence).toBe(422);
			const page = await response.text();
			for (const part of [sentence, "The box is torn.", 'value="mia@buyer.example"']) expect(page).toContain(part);
		}
		const wordless = await send(`${link}/questions`, { text: " " }, [good]);
		expect(await wordless.text()).toContain("Please choose your photos again");
		expect((await seller.get("/v1/questions")).body.items).toEqual([]);

		await asks(shop, []);
		const { id, messages } = await detailOf(shop);
		expect(messages[0].pictures).toEqual([]);
		const { fields, cookie } = await logIn(service, seller);
		const address = `${service.url}/console/questions/${id}/answer`;
		const refused = await send(address, { ...fields, text: "Like this?" }, [Buffer.from("words")], cookie);
		expect(refused.status).toBe(422);
		const page = await refused.text();
		for (const part of ["A file is no picture that is shown everywhere.", "Like this?"]) expect(page).toContain(part);
		expect((await detailOf(shop)).messages).toHaveLength(1);
	});

	test("the form says of photos what the service takes of them", () => {
		expect(PHOTOS.most).toBe(PHOTO.mostOfMessage);
		expect(PHOTOS.megabytes * 1024 * 1024).toBe(PHOTO.mostBytes);
	});
});

/** What the console gave a browser, and the token of its forms. */
async function logIn({ url }: TestService, { key }: TestSeller) {
	const body = new URLSearchParams({ key });
	const answer = await fetch(`${url}/console/log-in`, { method: "POST", body, redirect: "manual" });
	const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
	const page = await (await fetch(`${url}/console/questions`, { headers: { cookie } })).text();
	const [, form = ""] = /name="form" value="([^"]+)"/.exec(page) ?? [];
	return { cookie, fields: { form } };
}
