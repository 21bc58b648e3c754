import { beforeAll, expect, test } from "vitest";
import type { Gap } from "../../src/core/silence/gap-model.ts";
import { LiveLanes } from "../../src/ingest/lanes.ts";
import { learn } from "../../src/ingest/learn.ts";
import { startLearner } from "../../src/ingest/learner.ts";
import type { Database } from "../../src/store/database.ts";
import { keepForecasts, settleForecasts } from "../../src/store/forecasts.ts";
import { addLessons } from "../../src/store/lessons.ts";
import { start } from "../core/eta/given.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { aSeller, aShipment, NOW } from "../store/given.ts";

const now = new Date(NOW);
const gap: Gap = {
	carrier: "bike",
	phase: "linehaul",
	weekday: 1,
	workingHours: 20,
	hours: 20,
	isEnded: true,
	at: now.getTime(),
};

async function hearOf(db: Database, gaps: readonly Gap[]): Promise<void> {
	await db.transaction((tx) =>
		addLessons(
			tx,
			gaps.map((data) => ({ kind: "gap", data })),
		),
	);
}

/** What a node says of the silence of a courier, and on how many gaps that stands. */
function silenceOf({ gaps }: LiveLanes, carrier = "bike") {
	return gaps.deadlineHours({ carrier, phase: "linehaul", weekday: 1, at: now.getTime() });
}

async function freshNode(db: Database): Promise<LiveLanes> {
	const lanes = new LiveLanes();
	await lanes.follow(db);
	return lanes;
}

eachDatabase((database) => {
	let db: Database;
	beforeAll(async () => {
		db = await database.open();
	});

	test("a node that learnt nothing from a delivery still hears what another learns next", async () => {
		const [one, two] = [await freshNode(db), await freshNode(db)];
		const { rowId, sellerId } = await aShipment(db, await aSeller(db));
		const taken = start(20_000);
		const lane = { anchor: taken.anchor, carrier: taken.lane.carrier, start: taken, zone: null };
		const promises = { kept: null, promisedTo: null, sellerPromisedTo: null };
		await db.transaction((tx) =>
			keepForecasts(tx, [{ sellerId, rowId, scanKey: "00000000000000aa", ...lane, forecast: null, ...promises }]),
		);
		await learn(db, one, now);
		// By a clock that is wrong it came before it was taken.
		await db.transaction((tx) => settleForecasts(tx, [{ sellerId, rowId, arrived: 19_999 }], NOW));
		expect((await learn(db, one, now)).lessons).toBe(1);
		await hearOf(db, Array(30).fill(gap));
		expect((await learn(db, two, now)).lessons).toBe(30);
		await learn(db, one, now);
		expect(silenceOf(one)).toEqual(silenceOf(two));
		expect(silenceOf(one).basis).toBe("carrier");
	});

	test("what could not be kept is forgotten, and what was known before goes on being known", async () => {
		const node = await freshNode(db);
		await hearOf(db, Array(30).fill({ ...gap, carrier: "cargo" }));
		await learn(db, node, now);
		const known = silenceOf(node, "cargo");
		expect(known.basis).toBe("carrier");
		await hearOf(db, Array(5).fill({ ...gap, carrier: "cargo", workingHours: 70, hours: 70 }));
		const cut: Database = {
			...db,
			transaction: (work) =>
				db.transaction(async (tx) => {
					await work(tx);
					throw new Error("The connection was cut.");
				}),
		};
		await expect(learn(cut, node, now)).rejects.toThrow("cut");
		expect(silenceOf(node, "cargo").basis).toBe("carrier");
		expect((await learn(db, node, now)).lessons).toBe(5);
		expect(silenceOf(node, "cargo")).toEqual(silenceOf(await freshNode(db), "cargo"));
		expect(Math.round(silenceOf(node, "cargo").gaps)).toBe(35);
	});

	test("measuring that fails is tried again as often as measuring that works", async () => {
		let measured = 0;
		const broken: Database = {
			...db,
			rows: () => {
				measured++;
				return Promise.reject(new Error("It took too long."));
			},
		};
		const learner = startLearner({
			db: broken,
			lanes: new LiveLanes(),
			now: () => now,
			onError: () => {},
			everyMs: 3_600_000,
		});
		await expect(learner.runOnce()).rejects.toThrow("too long");
		await learner.runOnce();
		await learner.stop();
		expect(measured).toBe(1);
	});
});
