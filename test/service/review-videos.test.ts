import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { VIDEO } from "../../src/services/remake-video.ts";
import { VIDEO_PART_BYTES } from "../../src/store/review-videos.ts";
import { openVault } from "../../src/store/seal.ts";
import { forgetUnopenable } from "../../src/store/sealed.ts";
import { VIDEOS } from "../../web/views/review-form.tsx";
import { oneDatabase, type TestDatabase } from "../helpers/each-database.ts";
import { aVideo } from "../helpers/made-videos.ts";
import { postSigned, startTestService, type TestSeller, type TestService } from "../helpers/service.ts";

interface Parcel {
	readonly service: TestService;
	readonly seller: TestSeller;
	/** The whole address of its page. */
	readonly link: string;
}

/** One that came. */
async function aParcel(database: TestDatabase): Promise<Parcel> {
	const service = await startTestService(database);
	const seller = await service.newSeller("Harbour Shoes");
	const own = await seller.connect({ carrier: "push" });
	const { body } = await seller.post("/v1/shipments", { trackingNumber: "BIKE1207", carrier: "push" });
	const occurredAt = new Date(Date.now() - 3_600_000).toISOString().replace(/\.\d+/, "");
	const told = { shipments: [{ trackingNumber: "BIKE1207", scans: [{ code: "delivered.to_recipient", occurredAt }] }] };
	const id = `msg_${randomBytes(6).toString("hex")}`;
	expect((await postSigned(`${service.url}${own.path}`, own.secret, told, id)).status).toBe(202);
	return { service, seller, link: `${service.url}${new URL(body.trackingUrl).pathname}` };
}

interface Sending {
	readonly cookie?: string;
	readonly photos?: readonly Uint8Array[];
	readonly videos?: readonly Uint8Array[];
}

/** As a browser sends the form. */
async function say(
	{ link }: Parcel,
	fields: Record<string, string>,
	{ cookie = "", photos = [], videos = [] }: Sending,
) {
	const body = new FormData();
	for (const [name, value] of Object.entries({ stage: "product", rating: "5", ...fields })) body.set(name, value);
	for (const one of photos) body.append("photos", new Blob([new Uint8Array(one)]), "box.jpg");
	for (const one of videos) body.append("video", new Blob([new Uint8Array(one)]), "IMG_0001.MOV");
	const answer = await fetch(`${link}/reviews`, { method: "POST", body, redirect: "manual", headers: { cookie } });
	const kept = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
	return { status: answer.status, cookie: kept, html: await answer.text() };
}

const listed = async ({ seller }: Parcel) => (await seller.get("/v1/reviews")).body.items;
const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());
const parts = async ({ service: { db } }: Parcel, id: string) =>
	(
		await db.rows<{ part: number }>(
			sql`select p.part from review_video_parts p join reviews r on r.seller_id = p.seller_id and r.id = p.review_id
				where r.public_id = ${id} order by p.part`,
		)
	).map(({ part }) => part);

oneDatabase((database) => {
	test("a video is kept without its place, seen by its writer and the shop, and by others once it is let through", async () => {
		const parcel = await aParcel(database);
		const { seller, service, link } = parcel;
		const video = await aVideo({ file: "mov", rotation: 90, sound: "aac", canary: "Canary" });
		const { status, cookie } = await say(parcel, { text: "Watch." }, { videos: [video] });
		expect(status).toBe(303);
		const [review] = await listed(parcel);
		const address = `https://track.shop.example/v1/reviews/${review.id}/video`;
		const known = { type: "video/mp4", codec: "avc", width: 48, height: 64, seconds: 2, url: address };
		expect(review.video).toEqual({ ...known, bytes: expect.any(Number) });
		const path = `${new URL(link).pathname}/reviews/${review.id}/video`;
		const look = (given: string) => fetch(`${service.url}${path}`, { headers: { cookie: given } });
		expect([(await look(cookie)).status, (await look("")).status]).toEqual([200, 404]);
		const headers = { authorization: `Bearer ${seller.key}` };
		const ofShop = await fetch(`${service.url}${new URL(address).pathname}`, { headers });
		expect(ofShop.status).toBe(200);
		expect(Object.fromEntries(ofShop.headers)).toMatchObject({
			"content-type": "video/mp4",
			"content-length": String(review.video.bytes),
			"x-content-type-options": "nosniff",
			"content-disposition": 'inline; filename="review.mp4"',
			"content-security-policy": "default-src 'none'; media-src 'self'; sandbox allow-same-origin",
			"cache-control": "no-store",
		});
		expect(Buffer.from(await bytesOf(ofShop)).toString("latin1")).not.toMatch(/Canary|IMG_0001/);
		await seller.patch(`/v1/reviews/${review.id}`, { state: "shown" });
		const seen = await look("");
		expect([seen.status, seen.headers.get("cache-control")]).toEqual([200, "private, no-cache"]);
		expect(await (await fetch(link)).text()).toContain(`src="${path}"`);
		await seller.patch(`/v1/reviews/${review.id}`, { state: "hidden", reason: "personal-data" });
		expect([(await look("")).status, (await look(cookie)).status]).toEqual([404, 200]);
		const stranger = await service.newSeller();
		expect((await stranger.get(`/v1/reviews/${review.id}/video`)).status).toBe(404);
	});

	test("a player gets the pieces that it asks for, whole and in their order", async () => {
		const parcel = await aParcel(database);
		const sent = await aVideo({ pictures: 100, pictureBytes: 14_000 });
		await say(parcel, {}, { videos: [sent] });
		const [{ id, video }] = await listed(parcel);
		expect(video.bytes).toBeGreaterThan(2 * VIDEO_PART_BYTES);
		expect(await parts(parcel, id)).toEqual([0, 1, 2]);
		const ask = (headers: Record<string, string>) =>
			fetch(`${parcel.service.url}/v1/reviews/${id}/video`, {
				headers: { authorization: `Bearer ${parcel.seller.key}`, ...headers },
			});
		const all = await ask({});
		const etag = all.headers.get("etag") ?? "";
		const whole = await bytesOf(all);
		expect([all.status, whole.length]).toEqual([200, video.bytes]);
		const last = video.bytes - 1;
		const across = VIDEO_PART_BYTES - 10;
		for (const [range, from, to] of [
			["bytes=0-1", 0, 1],
			["bytes=0-", 0, last],
			[`bytes=${across}-${across + VIDEO_PART_BYTES + 20}`, across, across + VIDEO_PART_BYTES + 20],
			["bytes=-100", last - 99, last],
			[`bytes=${last}-${last + 5_000}`, last, last],
		] as const) {
			const piece = await ask({ range, "if-range": etag });
			expect([piece.status, piece.headers.get("content-range")]).toEqual([206, `bytes ${from}-${to}/${video.bytes}`]);
			expect(Buffer.compare(await bytesOf(piece), whole.subarray(from, to + 1))).toBe(0);
		}
		const none = await ask({ range: `bytes=${video.bytes}-` });
		expect([none.status, none.headers.get("content-range")]).toEqual([416, `bytes */${video.bytes}`]);
		for (const range of ["bytes=0-1,5-6", "bytes=5-2", "bytes=-", "lines=1-2"])
			expect((await ask({ range })).status).toBe(200);
		expect((await ask({ range: "bytes=0-1", "if-range": '"another"' })).status).toBe(200);
		expect((await ask({ "if-none-match": etag })).status).toBe(304);
	});

	test("changed words keep their video, another takes its place, and what is taken back is erased", async () => {
		const parcel = await aParcel(database);
		const { cookie } = await say(parcel, {}, { videos: [await aVideo()] });
		await say(parcel, { text: "More." }, { cookie });
		const [{ id, video }] = await listed(parcel);
		expect(video).toMatchObject({ type: "video/mp4" });
		await say(parcel, {}, { cookie, videos: [await aVideo({ codec: "vp8", file: "webm" })] });
		expect((await listed(parcel))[0].video).toMatchObject({ type: "video/webm", codec: "vp8" });
		await say(parcel, { "without-video": "1" }, { cookie });
		expect([(await listed(parcel))[0].video, await parts(parcel, id)]).toEqual([null, []]);
		expect((await parcel.seller.get(`/v1/reviews/${id}/video`)).body.detail).toBe(`Review ${id} has no video.`);
		await say(parcel, {}, { cookie, videos: [await aVideo()] });
		expect(await parts(parcel, id)).toEqual([0]);
		const body = new URLSearchParams({ stage: "product" });
		await fetch(`${parcel.link}/reviews/take-back`, { method: "POST", body, redirect: "manual", headers: { cookie } });
		expect([(await parcel.seller.get(`/v1/reviews/${id}`)).body.video, await parts(parcel, id)]).toEqual([null, []]);
	});

	test("what cannot be shown is refused with what to do, and the words stand there again", async () => {
		const parcel = await aParcel(database);
		const cut = (await aVideo()).subarray(0, 700);
		const large = Buffer.concat([await aVideo(), Buffer.alloc(VIDEO.mostBytes)]);
		for (const [sent, said] of [
			[Buffer.from("no video"), "The video cannot be read. Please choose one in MP4, MOV or WebM."],
			[cut, "The video cannot be read."],
			[large, "The video is too large. Please choose one of up to 12 MB and in 4K at most."],
			[await aVideo({ pictures: 700 }), "The video is too long. Please choose one of up to 60 seconds."],
		] as const) {
			const { status, html } = await say(parcel, { text: "Kept <words>" }, { videos: [sent] });
			expect([status, html]).toEqual([422, expect.stringContaining(said)]);
			expect(html).toContain("Kept &lt;words&gt;");
		}
		const unrated = await say(parcel, { rating: "" }, { videos: [await aVideo()] });
		expect([unrated.status, unrated.html]).toEqual([422, expect.stringContaining("choose your video again")]);
		expect(await listed(parcel)).toEqual([]);
	});

	test("three photos and a video of the most that is taken arrive together, and of two videos one counts", async () => {
		const parcel = await aParcel(database);
		const photos = Array.from({ length: 3 }, () => Buffer.alloc(10 * 1024 * 1024));
		const most = Buffer.alloc(VIDEO.mostBytes);
		const { status, html } = await say(parcel, { text: "Much." }, { photos, videos: [most] });
		// Looked at, and no pictures: neither too many nor too large.
		expect([status, html]).toEqual([422, expect.stringContaining("One of the photos cannot be read.")]);
		const videos = [await aVideo(), await aVideo({ codec: "vp8", file: "webm" })];
		expect((await say(parcel, {}, { videos })).status).toBe(303);
		expect((await listed(parcel))[0].video).toMatchObject({ codec: "avc" });
	});

	test("a video whose key is lost is gone, and the stars stay", async () => {
		const parcel = await aParcel(database);
		await say(parcel, {}, { videos: [await aVideo()] });
		const [{ id }] = await listed(parcel);
		const another = openVault(randomBytes(32));
		await parcel.service.db.transaction((tx) => forgetUnopenable(tx, another));
		expect((await parcel.seller.get(`/v1/reviews/${id}/video`)).status).toBe(404);
		expect((await parcel.seller.get(`/v1/reviews/${id}`)).body).toMatchObject({ rating: 5, text: null });
	});

	test("the form says what is read", () => {
		expect(VIDEOS).toMatchObject({ megabytes: VIDEO.mostBytes / 1024 / 1024, seconds: VIDEO.mostSeconds });
	});
});
