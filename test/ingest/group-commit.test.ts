import { expect, test } from "vitest";
import { GroupCommit, Overloaded } from "../../src/ingest/group-commit.ts";

function recorder(fails: (rows: readonly string[]) => boolean = () => false) {
	const batches: string[][] = [];
	let inFlight = 0;
	let mostInFlight = 0;
	const group = new GroupCommit<string, string>({
		commit: async (rows) => {
			inFlight += 1;
			mostInFlight = Math.max(mostInFlight, inFlight);
			await new Promise((resolve) => setImmediate(resolve));
			inFlight -= 1;
			if (fails(rows)) throw new Error("the database refuses");
			batches.push([...rows]);
			return rows.map((row) => `kept ${row}`);
		},
		setApart: async (row) => `set apart ${row}`,
		maxRows: 8,
	});
	return { group, batches, mostInFlight: () => mostInFlight };
}

test("rows that arrive together share a batch, one batch at a time, each with its own answer", async () => {
	const { group, batches, mostInFlight } = recorder();
	const answers = await Promise.all(Array.from({ length: 20 }, (_, row) => group.add(String(row))));
	expect(answers).toEqual(Array.from({ length: 20 }, (_, row) => `kept ${row}`));
	expect(batches.map((batch) => batch.length)).toEqual([8, 8, 4]);
	expect(mostInFlight()).toBe(1);
});

test("one bad row is set apart and the rest of its batch is kept", async () => {
	const { group, batches } = recorder((rows) => rows.includes("5"));
	const answers = await Promise.all(Array.from({ length: 8 }, (_, row) => group.add(String(row))));
	expect(answers).toEqual(
		["0", "1", "2", "3", "4"].map((row) => `kept ${row}`).concat("set apart 5", "kept 6", "kept 7"),
	);
	expect(batches.flat().toSorted()).toEqual(["0", "1", "2", "3", "4", "6", "7"]);
});

test("a row is refused with the first error when it cannot even be set apart", async () => {
	const group = new GroupCommit<string, string>({
		commit: () => Promise.reject(new Error("connection lost")),
		setApart: () => Promise.reject(new Error("still lost")),
	});
	await expect(group.add("a")).rejects.toThrow("connection lost");
});

test("an outage refuses the whole batch at once instead of trying every row", async () => {
	let tries = 0;
	const group = new GroupCommit<string, string>({
		commit: () => {
			tries += 1;
			return Promise.reject(new Error("connection lost"));
		},
		setApart: async (row) => row,
		isOutage: (error) => error instanceof Error && error.message === "connection lost",
	});
	const answers = await Promise.allSettled(["a", "b", "c"].map((row) => group.add(row)));
	expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
	expect(tries).toBe(1);
});

test("too many waiting rows are refused at once instead of filling the memory", async () => {
	const group = new GroupCommit<string, string>({
		commit: async (rows) => [...rows],
		setApart: async (row) => row,
		maxWaiting: 2,
	});
	const first = group.add("a");
	const second = group.add("b");
	await expect(group.add("c")).rejects.toBeInstanceOf(Overloaded);
	expect(await Promise.all([first, second])).toEqual(["a", "b"]);
	await group.drain();
});

test("a deadlock is tried again with the same rows, and nobody is set apart for it", async () => {
	let tries = 0;
	const setApart: string[] = [];
	const group = new GroupCommit<string, string>({
		commit: async (rows) => {
			tries += 1;
			if (tries < 3) throw new Error("deadlock");
			return rows.map((row) => `kept ${row}`);
		},
		setApart: async (row) => {
			setApart.push(row);
			return row;
		},
		isPassing: (error) => error instanceof Error && error.message === "deadlock",
	});
	expect(await Promise.all(["a", "b"].map((row) => group.add(row)))).toEqual(["kept a", "kept b"]);
	expect([tries, setApart]).toEqual([3, []]);
});

test("large rows travel in small batches, and more than the memory may hold is refused", async () => {
	const batches: number[] = [];
	const group = new GroupCommit<number, number>({
		commit: async (rows) => {
			batches.push(rows.reduce((sum, row) => sum + row, 0));
			return [...rows];
		},
		setApart: async (row) => row,
		sizeOf: (row) => row,
	});
	const rows = Array.from({ length: 10 }, () => 5_000_000);
	await Promise.all(rows.map((row) => group.add(row)));
	expect(Math.max(...batches)).toBeLessThanOrEqual(16_000_000);
	const flood = Array.from({ length: 60 }, () =>
		group.add(5_000_000).then(
			() => "kept",
			() => "refused",
		),
	);
	expect(new Set(await Promise.all(flood))).toEqual(new Set(["kept", "refused"]));
	expect(await group.add(1)).toBe(1);
});
