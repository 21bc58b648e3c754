import { expect, test } from "vitest";
import { LiveLanes } from "../../src/ingest/lanes.ts";
import { createReceiver, type Incoming } from "../../src/ingest/receive.ts";
import { addConnection } from "../../src/store/connections.ts";
import { listMessages } from "../../src/store/list-messages.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { testPlaces } from "../helpers/places.ts";
import { aSeller, NOW, vault } from "../store/given.ts";

oneDatabase((database) => {
	test("of messages that arrive together one that hangs and one that breaks are set apart, and the others are read", async () => {
		const db = await database.open();
		const sellerId = await aSeller(db);
		const { rowId: connectionId } = await addConnection(db, vault, sellerId, { carrier: "push" });
		const poison: unknown[] = [];
		const places = testPlaces();
		const receiver = createReceiver({
			db,
			publicUrl: "https://track.shop.example",
			places: {
				...places,
				locate: (written, priors) => {
					while (written.text === "nowhere");
					if (written.text === "elsewhere") throw new TypeError("a bug");
					return places.locate(written, priors);
				},
			},
			lanes: new LiveLanes(),
			now: () => new Date(NOW),
			changed: () => {},
			onPoison: (_, error) => poison.push(String(error)),
			onUnknownCodes: () => {},
			readingLimits: { turnMs: 1_000, togetherMs: 1_000, eachMs: 1_000 },
		});
		const messageAt = (text: string): Incoming => ({
			...{ sellerId, connectionId, carrier: "push", channel: "webhook", receivedAt: new Date(NOW) },
			...{ contentType: "application/json", headers: {}, asked: [], replyStatus: null },
			body: Buffer.from(
				JSON.stringify({
					shipments: [
						{
							trackingNumber: `AT-${text.toUpperCase()}`,
							scans: [{ code: "in_transit.moving", occurredAt: "2026-11-20T10:00:00+08:00", place: { text } }],
						},
					],
				}),
			),
		});
		const texts = ["Taipei", "elsewhere", "Kaohsiung", "nowhere", "Tainan"];
		const received = Promise.all(texts.map((text) => receiver.receive(messageAt(text))));
		expect((await received).map(({ outcome, isNew }) => ({ outcome, isNew }))).toEqual(
			["ok", "error", "ok", "error", "ok"].map((outcome) => ({ outcome, isNew: true })),
		);
		expect(poison.toSorted()).toEqual(["TookTooLong: It took longer than 1 s and was given up.", "TypeError: a bug"]);
		const { items } = await listMessages(db, sellerId, {}, { limit: 10 });
		const states = items.map(({ state }) => state);
		expect(states.toSorted()).toEqual(["poison", "poison", "unmatched", "unmatched", "unmatched"]);
	});
});
