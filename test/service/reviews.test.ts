import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import sharp from "sharp";
import { expect, test } from "vitest";
import { openVault } from "../../src/store/seal.ts";
import { forgetUnopenable } from "../../src/store/sealed.ts";
import { oneDatabase, type TestDatabase } from "../helpers/each-database.ts";
import { postSigned, startTestService, type TestSeller, type TestService } from "../helpers/service.ts";

const HOUR = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString().replace(/\.\d+/, "");
const ITEMS = [{ name: "Running shoes", quantity: 1 }, { name: "Laces" }];
const HOSTILE = '<script>alert(1)</script>"><img src=x>';

interface Parcel {
	readonly service: TestService;
	readonly seller: TestSeller;
	readonly id: string;
	/** The whole address of its page. */
	readonly link: string;
	tell(code: string, hours?: number): Promise<void>;
}

async function aParcel(service: TestService, { code = "delivered.to_recipient", order = true } = {}): Promise<Parcel> {
	const seller = await service.newSeller("Harbour Shoes");
	const own = await seller.connect({ carrier: "push" });
	const buyer = { email: "mia@buyer.example", postcode: "04109" };
	const waybill = { trackingNumber: "BIKE1207", carrier: "push" };
	const ordered = order ? { order: { reference: "1001", items: ITEMS, buyer } } : {};
	const { id, trackingUrl } = (await seller.post("/v1/shipments", { ...waybill, ...ordered })).body;
	const tell = async (code: string, hours = 1) => {
		const told = { shipments: [{ trackingNumber: "BIKE1207", scans: [{ code, occurredAt: ago(hours) }] }] };
		const answer = await postSigned(
			`${service.url}${own.path}`,
			own.secret,
			told,
			`msg_${randomBytes(6).toString("hex")}`,
		);
		expect(answer.status).toBe(202);
	};
	await tell(code, 2);
	return { service, seller, id, link: `${service.url}${new URL(trackingUrl).pathname}`, tell };
}

const parcelOn = async (database: TestDatabase, given = {}) => aParcel(await startTestService(database), given);

interface Sending {
	readonly cookie?: string;
	readonly photos?: readonly Uint8Array[];
	readonly items?: readonly string[];
}

/** As a browser sends the form; answers what the page says, and what its device keeps from then on. */
async function send(
	address: string,
	fields: Record<string, string>,
	{ cookie = "", photos = [], items = [] }: Sending = {},
) {
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.set(name, value);
	for (const item of items) body.append("item", item);
	for (const one of photos) body.append("photos", new Blob([new Uint8Array(one)]), "box.jpg");
	const isPlain = photos.length === 0 && items.length === 0;
	const sent = isPlain ? new URLSearchParams(fields) : body;
	const answer = await fetch(address, { method: "POST", body: sent, redirect: "manual", headers: { cookie } });
	return {
		status: answer.status,
		location: answer.headers.get("location"),
		cookie: answer.headers.get("set-cookie")?.split(";")[0] ?? "",
		html: await answer.text(),
	};
}

const rate = ({ link }: Parcel, fields: Record<string, string>, more?: Sending) =>
	send(`${link}/reviews`, { stage: "delivery", rating: "5", ...fields }, more);

async function recognised({ link }: Parcel): Promise<string> {
	const { status, cookie } = await send(`${link}/verify`, { check: "04109", to: "reviews" });
	expect(status).toBe(303);
	return cookie;
}

const read = async (address: string, cookie = "") => (await fetch(address, { headers: { cookie } })).text();
const listed = async ({ seller }: Parcel, query = "") => (await seller.get(`/v1/reviews${query}`)).body.items;
const events = ({ service, id }: Parcel) =>
	service.db.rows<{ data: Record<string, unknown> }>(
		sql`select o.data from outbox o join shipments s on s.seller_id = o.seller_id and s.id = o.shipment_id
			where s.public_id = ${id} and o.type = 'review.received' order by o.id`,
	);
/** As if it had been written as many days earlier. */
const age = ({ service: { db } }: Parcel, id: string, days: number) =>
	db.rows(
		sql`update reviews set written_at = written_at - make_interval(days => ${days}::int) where public_id = ${id}`,
	);

const photo = () =>
	sharp({ create: { width: 64, height: 48, channels: 3, background: "#1f5fd6" } })
		.jpeg()
		.toBuffer();

oneDatabase((database) => {
	test("a recognised buyer's review waits for the shop, is shown with its answer, and names nobody", async () => {
		const parcel = await parcelOn(database);
		const { seller, link } = parcel;
		const reader = await recognised(parcel);
		expect(await read(link)).toMatch(/How was it\?[\s\S]*href="\/t\/\w+\/reviews"/);
		const sent = await rate(
			parcel,
			{ stage: "product", rating: "4", text: HOSTILE },
			{ cookie: reader, items: ["Laces", "Gold"] },
		);
		expect([sent.status, sent.location]).toEqual([303, `${new URL(link).pathname}/reviews?sent`]);
		expect(sent.cookie).toMatch(/^wayline_reviewer=[\w-]{22}$/);
		const [review] = await listed(parcel, "?state=waiting");
		expect(review).toMatchObject({
			...{ stage: "product", rating: 4, text: HOSTILE, items: ["Laces"], isVerified: true, state: "waiting" },
			...{ shipmentId: parcel.id, follows: null, answer: null, changedAt: null, takenBackAt: null },
		});
		expect(await events(parcel)).toMatchObject([
			{ data: { reviewId: review.id, stage: "product", rating: 4, isVerified: true, at: review.writtenAt } },
		]);
		const own = await read(`${link}/reviews`, sent.cookie);
		expect(own).toContain("reads your review before it is shown");
		expect(own).not.toContain("<script");
		for (const page of [await read(link), await read(`${link}/reviews`)]) expect(page).not.toContain("alert(1)");

		const shown = await seller.patch(`/v1/reviews/${review.id}`, { state: "shown" });
		expect([shown.status, shown.body.state]).toEqual([200, "shown"]);
		await seller.post(`/v1/reviews/${review.id}/answer`, { text: "Thank you & come again." });
		const page = await read(link);
		expect(page).toContain("&lt;script&gt;alert(1)");
		expect(page).toMatch(/Verified buyer, \w+ 20\d\d/);
		expect(page).toContain("Thank you &amp; come again.");
		expect(page).not.toMatch(/mia@buyer|04109|<script>alert/);
		expect((await seller.get("/v1/analytics/reviews")).body).toEqual({
			delivery: { count: 0, average: null },
			product: { count: 1, average: 4 },
			items: [{ name: "Laces", count: 1, average: 4 }],
		});
		const audit = (await seller.get(`/v1/audit?subject=${review.id}`)).body.items;
		expect(audit.map(({ action }: { action: string }) => action)).toEqual(["review.answered", "review.shown"]);
	});

	test("the buyer is one from any device, and is told of once", async () => {
		const parcel = await parcelOn(database);
		const first = await rate(parcel, { rating: "2" }, { cookie: await recognised(parcel) });
		const again = await rate(parcel, { rating: "3", text: "Better." }, { cookie: await recognised(parcel) });
		expect([first.status, again.status]).toEqual([303, 303]);
		expect(await listed(parcel)).toMatchObject([{ rating: 3, text: "Better.", changedAt: expect.any(String) }]);
		expect(await events(parcel)).toHaveLength(1);
		// Back and once more: points are given once.
		await send(`${parcel.link}/reviews/take-back`, { stage: "delivery" }, { cookie: first.cookie });
		expect(await listed(parcel)).toEqual([]);
		await rate(parcel, { rating: "5" }, { cookie: first.cookie });
		expect(await listed(parcel)).toMatchObject([{ rating: 5, text: "", isVerified: true, changedAt: null }]);
		expect(await events(parcel)).toHaveLength(1);
	});

	test("who shows later that he is the buyer is believed of what he wrote before", async () => {
		const parcel = await parcelOn(database);
		const before = await rate(parcel, { once: "A".repeat(22) });
		const twice = await rate(parcel, { once: "A".repeat(22) });
		expect(before.cookie).toBe(twice.cookie);
		expect(await listed(parcel)).toMatchObject([{ isVerified: false }]);
		await rate(parcel, {}, { cookie: `${before.cookie}; ${await recognised(parcel)}` });
		expect(await listed(parcel)).toMatchObject([{ isVerified: true }]);
	});

	test("a device is known by no word but one of ours", async () => {
		const parcel = await parcelOn(database);
		for (let device = 0; device < 2; device += 1) {
			const sent = await rate(parcel, { once: "x" }, { cookie: "wayline_reviewer=%27" });
			expect([sent.status, sent.cookie]).toEqual([303, expect.stringMatching(/=[\w-]{22}$/)]);
		}
		expect(await listed(parcel)).toHaveLength(2);
	});

	test("an open shop shows the recognised at once, and none of whoever merely has the link", async () => {
		const parcel = await parcelOn(database);
		await parcel.seller.patch("/v1/shop", { brand: { reviews: "open" } });
		await rate(parcel, { text: "By a stranger." });
		const own = await rate(parcel, { text: "By the buyer." }, { cookie: await recognised(parcel) });
		const page = await read(parcel.link);
		expect(page).toContain("By the buyer.");
		expect(page).not.toContain("By a stranger.");
		const [buyers] = await listed(parcel, "?state=shown");
		// What the shop hid does not come back by being changed.
		await parcel.seller.patch(`/v1/reviews/${buyers.id}`, { state: "hidden", reason: "personal-data" });
		expect(await read(parcel.link)).not.toContain("By the buyer.");
		expect(await read(`${parcel.link}/reviews`, own.cookie)).toContain("does not show your review");
		await rate(parcel, { text: "Once more." }, { cookie: own.cookie });
		expect(await listed(parcel, "?rating=5")).toMatchObject([
			{ state: "waiting", text: "Once more." },
			{ state: "waiting" },
		]);
		await rate(parcel, { text: "And again." }, { cookie: own.cookie });
		expect(await listed(parcel, "?state=shown")).toEqual([]);
	});

	test("a shop that wants no reviews has none, whatever is sent", async () => {
		const parcel = await parcelOn(database);
		await rate(parcel, { text: "Before." });
		const [{ id }] = await listed(parcel);
		await parcel.seller.patch(`/v1/reviews/${id}`, { state: "shown" });
		await parcel.seller.patch("/v1/shop", { brand: { reviews: "off" } });
		expect(await read(parcel.link)).not.toMatch(/Before\.|\/reviews/);
		const answer = await fetch(`${parcel.link}/reviews`);
		expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining("takes no reviews here")]);
		expect((await rate(parcel, {})).status).toBe(404);
		expect(await listed(parcel)).toHaveLength(1);
	});

	test("nothing is rated before it came, nor while something is wrong, and nothing stands beside a problem", async () => {
		const service = await startTestService(database);
		for (const code of ["in_transit.moving", "delivered.partial", "returned.to_sender"]) {
			const parcel = await aParcel(service, { code });
			const refused = await rate(parcel, {});
			expect([refused.status, code], refused.html).toEqual([409, code]);
			expect(refused.html).toContain("There is nothing to rate yet");
			expect(await read(parcel.link)).not.toContain("/reviews");
		}
		const parcel = await aParcel(service);
		await rate(parcel, { text: "All is well." });
		const [{ id }] = await listed(parcel);
		await parcel.seller.patch(`/v1/reviews/${id}`, { state: "shown" });
		expect(await read(parcel.link)).toContain("All is well.");
		await send(`${parcel.link}/not-received`, { note: "", email: "" });
		expect(await read(parcel.link)).not.toMatch(/All is well\.|\/reviews/);
		expect((await rate(parcel, {})).status).toBe(409);
	});

	test("what was said first stays, and is added to a month later", async () => {
		const parcel = await parcelOn(database);
		const cookie = await recognised(parcel);
		const words = { stage: "follow-up", rating: "", text: "Still good." };
		await rate(parcel, { stage: "product", rating: "5", text: "Good." }, { cookie });
		expect((await rate(parcel, words, { cookie })).status).toBe(409);
		const [{ id }] = await listed(parcel);
		await age(parcel, id, 31);
		const late = await rate(parcel, { stage: "product", rating: "1", text: "Other." }, { cookie });
		expect([late.status, late.html]).toEqual([409, expect.stringContaining("Nothing more can be taken here now")]);
		expect((await rate(parcel, { ...words, text: " " }, { cookie })).status).toBe(422);
		expect((await rate(parcel, words, { cookie })).status).toBe(303);
		const [added] = await listed(parcel, "?stage=follow-up");
		expect(added).toMatchObject({ follows: id, rating: null, text: "Still good." });
		// Never by itself: without what it is added to it says nothing.
		await parcel.seller.patch(`/v1/reviews/${added.id}`, { state: "shown" });
		expect(await read(parcel.link)).not.toContain("Still good.");
		await parcel.seller.patch(`/v1/reviews/${id}`, { state: "shown" });
		expect(await read(parcel.link)).toMatch(/Good\.[\s\S]*Added later[\s\S]*Still good\./);
		expect(await listed(parcel, "?state=shown")).toHaveLength(2);
		await parcel.seller.patch(`/v1/reviews/${id}`, { state: "hidden", reason: "off-topic" });
		expect(await read(parcel.link)).not.toContain("Still good.");
		expect(await listed(parcel, "?state=shown")).toEqual([]);
		await send(`${parcel.link}/reviews/take-back`, { stage: "product" }, { cookie });
		expect(await listed(parcel)).toEqual([]);
	});

	test("what is taken back is erased, with its photos and the shop's answer", async () => {
		const parcel = await parcelOn(database);
		const { seller, service, link } = parcel;
		const { cookie } = await rate(parcel, { stage: "product", text: "Torn." }, { photos: [await photo()] });
		const [review] = await listed(parcel);
		expect(review.pictures).toMatchObject([{ width: 64, height: 48 }]);
		const path = `${new URL(link).pathname}/reviews/${review.id}/pictures/1`;
		const look = async (given: string) => (await fetch(`${service.url}${path}`, { headers: { cookie: given } })).status;
		// Until the shop lets it through, for its writer alone.
		expect([await look(cookie), await look("")]).toEqual([200, 404]);
		const ofShop = await fetch(`${service.url}${new URL(review.pictures[0].url).pathname}`, {
			headers: { authorization: `Bearer ${seller.key}` },
		});
		expect([ofShop.status, ofShop.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
		await seller.patch(`/v1/reviews/${review.id}`, { state: "shown" });
		await seller.post(`/v1/reviews/${review.id}/answer`, { text: "Sorry." });
		expect(await look("")).toBe(200);
		// Changed words keep their photos, unless he takes them away.
		await rate(parcel, { stage: "product", text: "Still torn." }, { cookie });
		expect((await listed(parcel))[0].pictures).toHaveLength(1);
		expect((await listed(parcel))[0].state).toBe("waiting");

		const stranger = await send(`${link}/reviews/take-back`, { stage: "product" });
		expect([stranger.status, (await listed(parcel)).length]).toEqual([303, 1]);
		const back = await send(`${link}/reviews/take-back`, { stage: "product" }, { cookie });
		expect(back.location).toMatch(/\/reviews\?erased$/);
		expect([await look(cookie), await look("")]).toEqual([404, 404]);
		expect((await seller.get(`/v1/reviews/${review.id}`)).body).toMatchObject({
			...{ text: null, rating: null, items: [], pictures: [], answer: null, takenBackAt: expect.any(String) },
		});
		const late = await seller.post(`/v1/reviews/${review.id}/answer`, { text: "Still here?" });
		expect([late.status, late.body.detail]).toEqual([409, expect.stringContaining("was erased")]);
	});

	test("the shop erases a review for its buyer, with photos, answer and what was added; others' stay, and it is noted once", async () => {
		const parcel = await parcelOn(database);
		const { seller, service, link } = parcel;
		const cookie = await recognised(parcel);
		await rate(parcel, { stage: "product", text: "Torn." }, { cookie, photos: [await photo()] });
		const [{ id }] = await listed(parcel);
		await age(parcel, id, 31);
		await rate(parcel, { stage: "follow-up", rating: "", text: "Still torn." }, { cookie, photos: [await photo()] });
		const [added] = await listed(parcel, "?stage=follow-up");
		for (const one of [id, added.id]) await seller.patch(`/v1/reviews/${one}`, { state: "shown" });
		await seller.post(`/v1/reviews/${id}/answer`, { text: "Sorry." });
		await rate(parcel, { text: "Quick." });
		expect(await read(link)).toMatch(/Torn\.[\s\S]*Still torn\./);

		for (let twice = 0; twice < 2; twice += 1) expect((await seller.delete(`/v1/reviews/${id}`)).status).toBe(204);
		expect(await read(link)).not.toMatch(/torn|Sorry/i);
		expect(await listed(parcel)).toMatchObject([{ text: "Quick." }]);
		for (const one of [id, added.id]) {
			expect((await seller.get(`/v1/reviews/${one}`)).body).toMatchObject({
				...{ text: null, rating: null, pictures: [], answer: null, takenBackAt: expect.any(String) },
			});
		}
		expect((await seller.patch(`/v1/reviews/${id}`, { state: "shown" })).status).toBe(409);
		const kept = await service.db.rows(
			sql`select from review_pictures p join reviews r on r.seller_id = p.seller_id and r.id = p.review_id
				where r.public_id in (${id}, ${added.id})`,
		);
		expect(kept).toEqual([]);
		const audit = (await seller.get("/v1/audit?action=review.erased")).body.items;
		expect(audit).toMatchObject([{ subject: id, actor: expect.stringMatching(/^key_/) }]);
	});

	test("strangers fill no shop: twenty of a parcel, and the buyer is heard after them", async () => {
		const parcel = await parcelOn(database);
		for (let index = 0; index < 20; index += 1) expect((await rate(parcel, {})).status).toBe(303);
		expect((await rate(parcel, {})).status).toBe(409);
		expect((await rate(parcel, {}, { cookie: await recognised(parcel) })).status).toBe(303);
		expect(await listed(parcel)).toHaveLength(21);
	});

	test("a stranger's review that was taken back keeps its place for a day, and is no way round the twenty", async () => {
		const parcel = await parcelOn(database);
		const cookies: string[] = [];
		for (let index = 0; index < 20; index += 1) cookies.push((await rate(parcel, {})).cookie);
		const of = sql`shipment_id = (select id from shipments where public_id = ${parcel.id})`;
		// More forms than an hour takes: what `take-back` leaves.
		await parcel.service.db.rows(
			sql`update reviews set rating = null, sealed_words = '', taken_back_at = now() where ${of}`,
		);
		expect(await listed(parcel)).toEqual([]);
		expect((await rate(parcel, {})).status).toBe(409);
		// Their own writers say it again when they like.
		expect((await rate(parcel, {}, { cookie: cookies[0] ?? "" })).status).toBe(303);
		await parcel.service.db.rows(sql`update reviews set taken_back_at = taken_back_at - interval '1 day' where ${of}`);
		expect((await rate(parcel, {})).status).toBe(303);
		await parcel.service.db.rows(
			sql`insert into reviews (seller_id, public_id, shipment_id, stage, writer, is_verified, sealed_words, locale, state,
					written_at, taken_back_at)
				select seller_id, 'rvw_gone' || n || id, shipment_id, stage, 'gone' || n, false, '', locale, 'waiting', written_at,
					written_at - interval '9 days'
				from (select * from reviews where ${of} order by id limit 1) one, generate_series(1, 39) n`,
		);
		expect((await rate(parcel, {})).status).toBe(409);
	});

	test("an answer is said to be one to earlier words once they were changed", async () => {
		const parcel = await parcelOn(database);
		const { cookie } = await rate(parcel, { stage: "product", text: "Torn." });
		const [{ id }] = await listed(parcel);
		await parcel.seller.post(`/v1/reviews/${id}/answer`, { text: "Sorry." });
		const own = () => read(`${parcel.link}/reviews`, cookie);
		expect(await own()).not.toContain("to an earlier version of the review");
		await rate(parcel, { stage: "product", text: "Splendid." }, { cookie });
		expect(await own()).toContain("to an earlier version of the review");
		await parcel.seller.post(`/v1/reviews/${id}/answer`, { text: "Thank you." });
		expect(await own()).not.toContain("to an earlier version of the review");
	});

	test("another seller's reviews are nobody's: neither read, changed nor counted", async () => {
		const service = await startTestService(database);
		const parcel = await aParcel(service);
		const stranger = await service.newSeller();
		await rate(parcel, { stage: "product" }, { photos: [await photo()] });
		const [{ id, shipmentId }] = await listed(parcel);
		await parcel.seller.patch(`/v1/reviews/${id}`, { state: "shown" });
		expect((await stranger.get(`/v1/reviews?shipment=${shipmentId}`)).body.items).toEqual([]);
		expect((await stranger.get("/v1/analytics/reviews")).body.product.count).toBe(0);
		const answers = [
			await stranger.get(`/v1/reviews/${id}`),
			await stranger.get(`/v1/reviews/${id}/pictures/1`),
			await stranger.patch(`/v1/reviews/${id}`, { state: "hidden", reason: "spam" }),
			await stranger.post(`/v1/reviews/${id}/answer`, { text: "mine now" }),
			await stranger.delete(`/v1/reviews/${id}`),
		];
		expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
		expect(await listed(parcel)).toMatchObject([{ state: "shown", answer: null }]);
	});

	test("a review is hidden for a reason, and stars are wanted", async () => {
		const parcel = await parcelOn(database, { order: false });
		expect((await rate(parcel, { rating: "6" })).html).toContain("Please choose one to five stars.");
		await rate(parcel, { stage: "product", text: "Bad." });
		const [{ id, items }] = await listed(parcel);
		expect(items).toEqual([]);
		expect((await parcel.seller.patch(`/v1/reviews/${id}`, { state: "hidden" })).status).toBe(422);
		const hidden = await parcel.seller.patch(`/v1/reviews/${id}`, { state: "hidden", reason: "abuse" });
		expect(hidden.body).toMatchObject({ state: "hidden", hiddenBecause: "abuse" });
		const [entry] = (await parcel.seller.get(`/v1/audit?subject=${id}`)).body.items;
		expect(entry).toMatchObject({ action: "review.hidden", details: { reason: "abuse" } });
	});

	test("words whose key is lost are gone, and the stars stay", async () => {
		const parcel = await parcelOn(database);
		await rate(parcel, { text: "Words." });
		const other = openVault(randomBytes(32));
		const lost = await parcel.service.db.transaction((tx) => forgetUnopenable(tx, other));
		expect(lost.reviews).toBeGreaterThanOrEqual(1);
		expect(await listed(parcel)).toMatchObject([{ text: null, rating: 5 }]);
	});
});
