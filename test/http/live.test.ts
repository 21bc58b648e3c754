import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createLive, type Sink, type Viewer } from "../../src/outbound/live.ts";
import { expectProblem, openDoor } from "./helpers/door.ts";
import { IDS } from "./helpers/known.ts";
import { parcelPage } from "./helpers/samples.ts";
import { openEvents, serveDoor } from "./helpers/served.ts";
import { openPage } from "./helpers/services.ts";

const BEAT = "event: beat\ndata:\n\n";
const LIVE = `/t/${IDS.token}/live`;

describe("an open page", () => {
	it("is told the version that stands, then each change, each under its version as id", async () => {
		const { url, live } = await serveDoor({}, { heartbeatMs: 60_000 });
		const events = await openEvents(url + LIVE);
		expect(events.response.headers.get("content-type")).toBe("text/event-stream");
		expect(events.response.headers.get("cache-control")).toBe("no-store");
		expect(events.response.headers.get("content-security-policy")).toContain("default-src 'none'");
		const first = `id: 7\ndata: {"token":"${IDS.token}","version":7}\n\n`;
		expect((await events.until("id: 7")).replace(/\d+/, "3000")).toMatch(
			`retry: 3000\nevent: ready\ndata: 60000\n\n${first}`,
		);
		live.publish({ token: IDS.token, version: 8 });
		live.publish({ token: IDS.token, version: 9 });
		expect(await events.until("id: 9")).toMatch(/id: 8\ndata: .*\n\nid: 9\ndata: /);
	});

	it.each([
		["shows what stands", "?seen=7", {}, false],
		["was drawn before a change", "?seen=6", {}, true],
		["does not say what it shows", "", {}, true],
		["says nonsense", "?seen=x", {}, true],
		["comes back having heard all", "?seen=2", { "last-event-id": "7" }, false],
		["comes back having missed something", "?seen=7", { "last-event-id": "6" }, true],
	])("that %s is told at once only what it lacks", async (_case, query, headers, isTold) => {
		const { url, live } = await serveDoor();
		const events = await openEvents(url + LIVE + query, headers);
		await events.until("\n\n");
		live.publish({ token: IDS.token, version: 8 });
		expect((await events.until('"version":8')).includes('"version":7')).toBe(isTold);
	});

	it("hears once of a change that comes by the local commit and by NOTIFY, and never of an older one", async () => {
		const { url, live } = await serveDoor();
		const events = await openEvents(url + LIVE);
		await events.until("\n\n");
		for (const version of [8, 8, 6, 7, 9]) live.publish({ token: IDS.token, version });
		expect((await events.until("id: 9")).match(/^id: \d+/gm)).toEqual(["id: 7", "id: 8", "id: 9"]);
	});

	it("hears of the other parcels of its order and of no other", async () => {
		const { url, live, page } = await serveDoor();
		page.current = openPage({
			others: [{ token: IDS.sibling, kind: "order", page: JSON.stringify(parcelPage({ version: 3 })) }],
		});
		const events = await openEvents(`${url}${LIVE}?seen=10`);
		live.publish({ token: "tok0000000000000000000009", version: 50 });
		live.publish({ token: IDS.sibling, version: 4 });
		live.publish({ token: IDS.token, version: 8 });
		const text = await events.until("id: 12");
		expect(text).toContain(`id: 10\n\nid: 11\ndata: {"token":"${IDS.sibling}","version":4}\n\nid: 12\n`);
		expect(text).not.toContain('"version":50');
	});

	it.each([
		["has missed nothing", "11", false],
		["has missed a change of another parcel of its order", "10", true],
	])("that comes back and %s is told so", async (_case, heard, isTold) => {
		const { url, live, page } = await serveDoor();
		page.current = openPage({
			others: [{ token: IDS.sibling, kind: "order", page: JSON.stringify(parcelPage({ version: 4 })) }],
		});
		const events = await openEvents(`${url}${LIVE}?seen=10`, { "last-event-id": heard });
		await events.until("\n\n");
		live.publish({ token: IDS.token, version: 8 });
		expect((await events.until("id: 12")).includes("id: 11\ndata: {")).toBe(isTold);
	});

	it("hears of what was committed after its versions were read and before its stream stood", async () => {
		const readVersions = async (tokens: readonly string[]) => tokens.map((token) => ({ token, version: 8 }));
		const { url } = await serveDoor({}, { readVersions });
		const events = await openEvents(`${url}${LIVE}?seen=7`);
		expect(await events.until("id: 8")).toContain(`data: {"token":"${IDS.token}","version":8}`);
	});

	it("hears of it also when the versions could not be read at first", async () => {
		const failures: unknown[] = [];
		let tries = 0;
		const { url } = await serveDoor(
			{},
			{
				readVersions: async (tokens) => {
					if (tries++ === 0) throw new Error("The database is away.");
					return tokens.map((token) => ({ token, version: 8 }));
				},
				onError: (error) => failures.push(error),
				heartbeatMs: 50,
			},
		);
		const events = await openEvents(`${url}${LIVE}?seen=7`);
		expect(await events.until("id: 8")).toContain('"version":8');
		expect(failures).toEqual([new Error("The database is away.")]);
	});

	it("learns after a gap of LISTEN what it missed", async () => {
		let version = 7;
		const asked: (readonly string[])[] = [];
		const readVersions = async (tokens: readonly string[]) => {
			asked.push(tokens);
			return tokens.map((token) => ({ token, version }));
		};
		const { url, live } = await serveDoor({}, { readVersions });
		const events = await openEvents(url + LIVE);
		await vi.waitFor(() => expect(asked).toHaveLength(1));
		version = 12;
		live.resync();
		expect(await events.until("id: 12")).toContain("id: 12");
		expect(asked).toEqual([[IDS.token], [IDS.token]]);
	});

	it("is kept alive through proxies by a heartbeat", async () => {
		const { url } = await serveDoor({}, { heartbeatMs: 20 });
		expect(await (await openEvents(url + LIVE)).until(BEAT + BEAT)).toContain(BEAT + BEAT);
	});

	it("is forgotten when it closes", async () => {
		const { url, live } = await serveDoor();
		const events = await openEvents(url + LIVE);
		await events.until("id: 7");
		expect(live.size).toBe(1);
		events.close();
		await vi.waitFor(() => expect(live.size).toBe(0));
	});

	it("has one line in the log, without its token", async () => {
		const { url, heard } = await serveDoor();
		await (await openEvents(url + LIVE)).until("id: 7");
		await vi.waitFor(() =>
			expect(heard.log).toMatchObject([{ fields: { route: "/t/:token/live", status: 200 }, message: "answered" }]),
		);
		expect(JSON.stringify(heard.log)).not.toContain(IDS.token);
	});
});

describe("a page that no stream reaches", () => {
	it("asks how many changes there were, and hears nothing twice", async () => {
		const { call, page, heard } = await openDoor();
		page.current = openPage({
			others: [{ token: IDS.sibling, kind: "order", page: JSON.stringify(parcelPage({ version: 3 })) }],
		});
		const ask = (etag: string) =>
			call("GET", `${LIVE}?seen=9`, { key: null, headers: { accept: "application/json", "if-none-match": etag } });
		const changed = await ask('"9"');
		expect([changed.status, await changed.json(), changed.headers.get("etag")]).toEqual([200, { changes: 10 }, '"10"']);
		expect(changed.headers.get("cache-control")).toBe("no-store");
		const same = await ask('"10"');
		expect([same.status, await same.text(), same.headers.get("etag")]).toEqual([304, "", '"10"']);
		expect(heard.asked.map(({ name }) => name)).toEqual(["pageVersions", "pageVersions"]);
	});
});

describe("the hub", () => {
	it("asks for a crowd that came at once in few reads, and beats for each once a round, never for all at once", async () => {
		vi.useFakeTimers({ toFake: ["setInterval", "setTimeout"] });
		onTestFinished(() => void vi.useRealTimers());
		const asked: number[] = [];
		const readVersions = async (tokens: readonly string[]) => {
			asked.push(tokens.length);
			return [];
		};
		const live = createLive({ readVersions, heartbeatMs: 10_000, maxPerAddress: 1_200 });
		const sinks = Array.from({ length: 1_200 }, () => sink(0));
		for (const [index, one] of sinks.entries()) live.open(viewerOf(`token${index}`, one));
		await vi.waitFor(() => expect(asked).toEqual([500, 500, 200]));
		const beats = () => sinks.map(({ written }) => written.filter((text) => text === BEAT).length);
		const total = () => beats().reduce((sum, count) => sum + count, 0);
		let before = 0;
		let most = 0;
		for (let ms = 0; ms < 10_000; ms += 100) {
			vi.advanceTimersByTime(100);
			most = Math.max(most, total() - before);
			before = total();
		}
		expect(new Set(beats())).toEqual(new Set([1]));
		expect(most).toBeLessThanOrEqual(1_200 / 40);
		live.close();
	});

	it("beats for one page alone no oftener than it says", () => {
		vi.useFakeTimers({ toFake: ["setInterval"] });
		onTestFinished(() => void vi.useRealTimers());
		const live = createLive({ readVersions: async () => [], heartbeatMs: 20_000 });
		const only = sink(0);
		live.open(viewerOf("a", only));
		vi.advanceTimersByTime(60_000);
		expect(only.written.filter((text) => text === BEAT)).toHaveLength(3);
		live.close();
	});

	it("spreads over time when its readers come back, the more the more there are", () => {
		const retriesOf = (count: number) => {
			const live = createLive({ readVersions: async () => [], maxPerAddress: count });
			const sinks = Array.from({ length: count }, () => sink(0));
			for (const one of sinks) live.open(viewerOf("a", one));
			live.close();
			return sinks.map(({ written }) => Number(/^retry: (\d+)\n$/.exec(written.at(-1) ?? "")?.[1]));
		};
		const few = retriesOf(20);
		expect(Math.min(...few)).toBeGreaterThanOrEqual(2_000);
		expect(Math.max(...few)).toBeLessThanOrEqual(5_000);
		expect(new Set(few).size).toBeGreaterThan(10);
		const many = retriesOf(4_000);
		for (let second = 2; second < 10; second++) {
			const coming = many.filter((ms) => ms >= second * 1_000 && ms < (second + 1) * 1_000).length;
			expect(coming).toBeGreaterThan(400);
			expect(coming).toBeLessThan(600);
		}
	});
});

describe("room for open pages", () => {
	it("ends for one address before it ends for the others", async () => {
		const { url } = await serveDoor({ trustProxy: 1 }, { maxPerAddress: 2 });
		const from = (address: string) => openEvents(url + LIVE, { "x-forwarded-for": address });
		expect((await from("203.0.113.1")).response.status).toBe(200);
		expect((await from("203.0.113.1")).response.status).toBe(200);
		const refused = await from("203.0.113.1");
		expect(refused.response.headers.get("retry-after")).toBe("60");
		await expectProblem(refused.response, 429);
		expect((await from("203.0.113.2")).response.status).toBe(200);
	});

	it("ends for the process, and comes back when a page closes", async () => {
		const { url, live } = await serveDoor({}, { maxStreams: 1 });
		const events = await openEvents(url + LIVE);
		await expectProblem((await openEvents(url + LIVE)).response, 429);
		events.close();
		await vi.waitFor(() => expect(live.size).toBe(0));
		expect((await openEvents(url + LIVE)).response.status).toBe(200);
	});

	it("is not given to HEAD", async () => {
		const { url, live } = await serveDoor();
		const response = await fetch(url + LIVE, { method: "HEAD" });
		expect(response.headers.get("content-type")).toBe("text/event-stream");
		expect(live.size).toBe(0);
	});
});

describe("a reader that stopped reading", () => {
	it("is cut off once its backlog is large, so that it cannot fill the memory", () => {
		const live = createLive({ readVersions: async () => [] });
		const slow = sink(0);
		live.open(viewerOf("a", slow));
		Object.assign(slow, { writableLength: 65 * 1024 });
		live.publish({ token: "a", version: 2 });
		expect([slow.isCut, slow.written.length]).toEqual([true, 1]);
	});

	it("that left before it was let in is not kept", () => {
		const live = createLive({ readVersions: async () => [] });
		live.open(viewerOf("a", { ...sink(0), destroyed: true }));
		expect(live.size).toBe(0);
	});
});

function viewerOf(token: string, to: Sink): Viewer {
	return { watches: [{ token, version: 1 }], isBehind: false, address: "x", sink: to };
}

function sink(writableLength: number): Sink & { written: string[]; isCut: boolean } {
	return {
		destroyed: false,
		writableLength,
		written: [],
		isCut: false,
		write(text) {
			this.written.push(text);
			return false;
		},
		end() {},
		destroy() {
			this.isCut = true;
		},
		once() {},
	};
}
