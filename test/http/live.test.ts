import { describe, expect, it, vi } from "vitest";
import { createLive, type Sink } from "../../src/outbound/live.ts";
import { expectProblem, IDS, openPage } from "./helpers/door.ts";
import { parcelPage } from "./helpers/samples.ts";
import { openEvents, serveDoor } from "./helpers/served.ts";

const LIVE = `/t/${IDS.token}/live`;

describe("an open page", () => {
	it("is told the version that stands, then each change, each under its version as id", async () => {
		const { url, live } = await serveDoor();
		const events = await openEvents(url + LIVE);
		expect(events.response.headers.get("content-type")).toBe("text/event-stream");
		expect(events.response.headers.get("cache-control")).toBe("no-store");
		expect(events.response.headers.get("content-security-policy")).toContain("default-src 'none'");
		const first = `id: 7\ndata: {"token":"${IDS.token}","version":7}\n\n`;
		expect(await events.until("\n\n")).toBe(`retry: 3000\n${first}`);
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
		expect((await events.until("id: 8")).includes("id: 7")).toBe(isTold);
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
		page.current = openPage({ others: [{ token: IDS.sibling, page: JSON.stringify(parcelPage({ version: 3 })) }] });
		const events = await openEvents(url + LIVE);
		live.publish({ token: "tok0000000000000000000009", version: 50 });
		live.publish({ token: IDS.sibling, version: 4 });
		const text = await events.until('"version":4');
		expect(text).toContain(`data: {"token":"${IDS.sibling}","version":4}`);
		expect(text).not.toContain("50");
		expect(text.match(/^id: \d+/gm)).toEqual(["id: 7"]);
	});

	it("learns after a gap of LISTEN what it missed", async () => {
		const readVersions = vi.fn(async (tokens: readonly string[]) => tokens.map((token) => ({ token, version: 12 })));
		const { url, live } = await serveDoor({}, { readVersions });
		const events = await openEvents(url + LIVE);
		await events.until("id: 7");
		await live.resync();
		expect(await events.until("id: 12")).toContain("id: 12");
		expect(readVersions.mock.calls).toEqual([[[IDS.token]]]);
	});

	it("is kept alive through proxies by a heartbeat", async () => {
		const { url } = await serveDoor({}, { heartbeatMs: 20 });
		expect(await (await openEvents(url + LIVE)).until("\n\n:\n\n:\n\n")).toContain(":\n\n:\n\n");
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

	it("is cut off once its backlog is large, so that it cannot fill the memory", () => {
		const live = createLive({ readVersions: async () => [] });
		const slow = sink(0);
		live.open({ watches: [{ token: "a", version: 1 }], isBehind: false, address: "x", sink: slow });
		Object.assign(slow, { writableLength: 65 * 1024 });
		live.publish({ token: "a", version: 2 });
		expect([slow.isCut, slow.written.length]).toEqual([true, 1]);
	});

	it("that left before it was let in is not kept", () => {
		const live = createLive({ readVersions: async () => [] });
		live.open({
			watches: [{ token: "a", version: 1 }],
			isBehind: false,
			address: "x",
			sink: { ...sink(0), destroyed: true },
		});
		expect(live.size).toBe(0);
	});
});
