import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { addConnection } from "../../src/store/connections.ts";
import type { Database, RowId } from "../../src/store/database.ts";
import {
	addUnmatched,
	getMessage,
	keepMessages,
	type NewMessage,
	REFUSED_PER_DAY,
	setMessageState,
	takeUnmatched,
} from "../../src/store/messages.ts";
import { dropPartitions, ensurePartitions } from "../../src/store/partitions.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { aMessage, aSeller, NOW, vault } from "./given.ts";

eachDatabase((database) => {
	let db: Database;
	let seller: RowId;

	beforeAll(async () => {
		db = await database.open();
		seller = await aSeller(db);
	});

	const aConnection = async () => (await addConnection(db, vault, seller, { carrier: "glider" })).rowId;
	const keep = (...messages: readonly NewMessage[]) => db.transaction((tx) => keepMessages(tx, messages));
	const idOf = async (message: NewMessage) => (await keep(message))[0]?.id ?? "";

	test("gives back each message of a batch byte for byte", async () => {
		const connection = await aConnection();
		const bodies = [
			Buffer.alloc(0),
			Buffer.from([0, 255, 30, 29, 92, 39]),
			Buffer.from("x".repeat(300_000)),
			Buffer.from("密"),
		];
		const messages = bodies.map((body) =>
			aMessage(seller, connection, { body, problems: [{ kind: "bad-time", detail: "25:00" }] }),
		);
		const kept = await keep(...messages);
		for (const [index, { id, isNew }] of kept.entries()) {
			expect(isNew).toBe(true);
			const message = await getMessage(db, seller, id ?? "");
			expect({ ...message, body: plain(message?.body), digest: plain(message?.digest) }).toEqual({
				...messages[index],
				id,
				body: plain(messages[index]?.body),
				digest: plain(messages[index]?.digest),
			});
		}
	});

	test("keeps the same message of a connection once, in one batch and in the next", async () => {
		const connection = await aConnection();
		const message = aMessage(seller, connection);
		const [first, second] = await keep(message, message);
		expect([first?.isNew, second?.isNew]).toEqual([true, false]);
		expect(second?.id).toBe(first?.id);
		const later = { ...message, receivedAt: "2027-02-01T00:00:00.000Z" };
		expect(await keep(later)).toEqual([{ id: first?.id, isNew: false }]);
		expect(await keep(aMessage(seller, await aConnection()))).toEqual([
			{ id: expect.not.stringMatching(first?.id ?? ""), isNew: true },
		]);
	});

	test("a poll's reply is told before only when it is the latest to the same question", async () => {
		const connection = await aConnection();
		const reply = (body: string, given: Partial<NewMessage> = {}) =>
			aMessage(seller, connection, { channel: "poll", asked: ["GL2", "GL1"], body: Buffer.from(body), ...given });
		const news = async (...messages: readonly NewMessage[]) => (await keep(...messages)).map(({ isNew }) => isNew);
		expect(await news(reply("A"))).toEqual([true]);
		expect(await news(reply("A"), reply("A", { asked: ["GL1", "GL2"] }))).toEqual([false, false]);
		expect(await news(reply("A", { asked: ["GL1"] }))).toEqual([true]);
		expect(await news(reply("B", { receivedAt: at(1) }))).toEqual([true]);
		expect(await news(reply("A", { receivedAt: at(2) }))).toEqual([true]);
		expect(await news(reply("A", { receivedAt: at(3) }))).toEqual([false]);
		expect(await news(...["B", "A", "A"].map((body) => reply(body, { receivedAt: at(4) })))).toEqual([
			true,
			true,
			false,
		]);
		expect((await keep({ ...reply("A"), connectionId: await aConnection() }))[0]?.isNew).toBe(true);
	});

	test("a message whose reading failed was never told", async () => {
		const connection = await aConnection();
		const poison = { state: "poison", outcome: null, receivedAt: at(-1) } as const;
		const post = aMessage(seller, connection);
		const poll = aMessage(seller, connection, { channel: "poll", asked: ["GL1"] });
		await keep({ ...post, ...poison });
		await keep({ ...poll, ...poison });
		for (const message of [post, poll]) {
			expect(await keep(message)).toMatchObject([{ isNew: true }]);
			const later = { ...message, receivedAt: at(1) };
			expect(await keep(later)).toMatchObject([{ isNew: false }]);
		}
	});

	test("a stored poll has its numbers and its status, so that it can be read again", async () => {
		const asked = ["urn:epc:id:sscc:4.0-1", "GL\u00002", "GL1"];
		const id = await idOf(aMessage(seller, await aConnection(), { channel: "poll", asked, replyStatus: 404 }));
		const numbers = ["GL\uFFFD2", "GL1", "urn:epc:id:sscc:4.0-1"];
		expect(await getMessage(db, seller, id)).toMatchObject({ asked: numbers, replyStatus: 404 });
	});

	test("a refused message never stands for the same bytes with the right signature", async () => {
		const connection = await aConnection();
		const refused = await idOf(aMessage(seller, connection, { state: "bad-signature", outcome: null }));
		const [authentic] = await keep(aMessage(seller, connection));
		expect(authentic).toMatchObject({ isNew: true });
		expect(authentic?.id).not.toBe(refused);
	});

	test("keeps the first hundred refused messages of a day, and none after", async () => {
		const connection = await aConnection();
		const refused = (number: number, receivedAt = NOW) =>
			aMessage(seller, connection, { body: Buffer.from(`forged ${number}`), state: "bad-signature", receivedAt });
		const batch = Array.from({ length: REFUSED_PER_DAY - 1 }, (_, number) => refused(number));
		expect((await keep(...batch)).every(({ id }) => id !== null)).toBe(true);
		const [last, tooMany] = await keep(refused(1_000), refused(1_001));
		expect([last?.id === null, tooMany?.id]).toEqual([false, null]);
		expect((await keep(refused(1_002)))[0]?.id).toBeNull();
		expect((await keep(refused(1_003, "2026-11-23T00:00:00.000Z")))[0]?.id).not.toBeNull();
		expect((await keep(aMessage(seller, connection, { body: Buffer.from("true") })))[0]?.id).not.toBeNull();
	});

	test("texts that PostgreSQL cannot keep never fail their batch", async () => {
		const connection = await aConnection();
		const strange = "\u0000\ud83d\u001e";
		const message = aMessage(seller, connection, {
			body: Buffer.from("strange"),
			contentType: strange,
			headers: { [strange]: strange },
			problems: [{ kind: "unknown-code", detail: strange }],
		});
		const kept = await keep(message, aMessage(seller, connection));
		expect(kept.map(({ isNew }) => isNew)).toEqual([true, true]);
		expect(await getMessage(db, seller, kept[0]?.id ?? "")).toMatchObject({ contentType: "\uFFFD\uFFFD\uFFFD" });
	});

	test("takes note of what a later reading made of it", async () => {
		const id = await idOf(aMessage(seller, await aConnection(), { state: "poison", outcome: null }));
		await setMessageState(db, seller, id, { state: "read", outcome: "ok", problems: [] });
		expect(await getMessage(db, seller, id)).toMatchObject({ state: "read", outcome: "ok" });
	});

	test("a number that waits is told its messages once, oldest first", async () => {
		const connection = await aConnection();
		const early = await idOf(
			aMessage(seller, connection, { body: Buffer.from("1"), receivedAt: "2026-11-01T00:00:00.000Z" }),
		);
		const late = await idOf(aMessage(seller, connection, { body: Buffer.from("2") }));
		const waiting = (messageId: string, trackingNumber = "GL1") => ({
			sellerId: seller,
			carrier: "glider",
			trackingNumber,
			messageId,
		});
		await db.transaction((tx) =>
			addUnmatched(tx, [
				waiting(late),
				waiting(early),
				waiting(late),
				waiting(late, "GL2"),
				waiting(late, "x".repeat(5_000)),
			]),
		);
		const take = (number: string) => db.transaction((tx) => takeUnmatched(tx, seller, "glider", number));
		const ids = async (number: string) => (await take(number)).map(({ messageId }) => messageId);
		expect(await ids("GL1")).toEqual([early, late]);
		expect(await ids("GL1")).toEqual([]);
		expect(await ids("GL2")).toEqual([late]);
		expect(await take("x".repeat(5_000))).toEqual([]);
	});

	test("a message of several numbers waits until the last of them is registered", async () => {
		const id = await idOf(aMessage(seller, await aConnection(), { state: "unmatched" }));
		const waiting = (trackingNumber: string) => ({
			sellerId: seller,
			carrier: "glider",
			trackingNumber,
			messageId: id,
		});
		await db.transaction((tx) => addUnmatched(tx, [waiting("W-1"), waiting("W1"), waiting("W2")]));
		const take = (number: string) => db.transaction((tx) => takeUnmatched(tx, seller, "glider", number));
		const state = async () => (await getMessage(db, seller, id))?.state;
		expect(await state()).toBe("unmatched");
		const spellings = (await take("w1")).map(({ trackingNumber }) => trackingNumber);
		expect(spellings.toSorted()).toEqual(["W-1", "W1"]);
		expect(await state()).toBe("unmatched");
		expect(await take("W 2")).toEqual([{ messageId: id, trackingNumber: "W2" }]);
		expect(await state()).toBe("read");
	});

	test("a message of a month without a partition is kept, and moves when the partition is made", async () => {
		const receivedAt = "2031-05-31T23:59:59.999Z";
		const id = await idOf(aMessage(seller, await aConnection(), { receivedAt }));
		expect(await partitionOf(id)).toBe("raw_messages_default");
		await Promise.all([ensurePartitions(db, "2031-04-10T00:00:00Z"), ensurePartitions(db, "2031-04-10T00:00:00Z")]);
		expect(await partitionOf(id)).toBe("raw_messages_2031_05");
		expect((await getMessage(db, seller, id))?.receivedAt).toBe(receivedAt);
		const next = await idOf(aMessage(seller, await aConnection(), { receivedAt: "2031-06-01T00:00:00.000Z" }));
		expect(await partitionOf(next)).toBe("raw_messages_2031_06");
	});

	test("retention drops whole months and nothing younger", async () => {
		await ensurePartitions(db, "2019-12-01T00:00:00Z");
		const old = await idOf(aMessage(seller, await aConnection(), { receivedAt: "2019-12-31T23:59:59.999Z" }));
		const young = await idOf(aMessage(seller, await aConnection(), { receivedAt: "2020-01-01T00:00:00.000Z" }));
		const waiting = { sellerId: seller, carrier: "glider", trackingNumber: "OLD1" };
		await db.transaction((tx) =>
			addUnmatched(
				tx,
				[old, young].map((messageId) => ({ ...waiting, messageId })),
			),
		);
		expect(await dropPartitions(db, "2020-01-20T00:00:00Z")).toEqual(["raw_messages_2019_12"]);
		const taken = await db.transaction((tx) => takeUnmatched(tx, seller, "glider", "OLD1"));
		expect(taken.map(({ messageId }) => messageId)).toEqual([young]);
		expect(await getMessage(db, seller, old)).toBeNull();
		expect((await getMessage(db, seller, young))?.id).toBe(young);
	});

	async function partitionOf(id: string): Promise<string | undefined> {
		const [found] = await db.rows<{ name: string }>(
			sql`select tableoid::regclass::text as name from raw_messages where id = ${id}`,
		);
		return found?.name;
	}
});

function at(second: number): string {
	return new Date(Date.parse(NOW) + second * 1000).toISOString();
}

function plain(bytes: Uint8Array | undefined): string {
	return Buffer.from(bytes ?? []).toString("hex");
}
