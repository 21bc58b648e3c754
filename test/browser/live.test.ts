import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import type { ParcelPage } from "../../src/core/page.ts";
import { loadAssets } from "../../src/http/assets.ts";
import { renderParcel } from "../../web/views/parcel.tsx";
import { CLIENT_FOLDER, inBrowser } from "../helpers/browser.ts";
import { openDoor } from "../http/helpers/door.ts";
import { IDS } from "../http/helpers/known.ts";
import { serveDoor } from "../http/helpers/served.ts";
import { openPage } from "../http/helpers/services.ts";
import { PARCELS } from "../web/parcels.ts";

const DELIVERED = "Delivered Tue\u00a024\u00a0Nov, 08:41";
const FORM = `<section data-part="form"><form><input name="note" value="" aria-label="note" /></form></section></main>`;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

inBrowser("a page that is open", (browser) => {
	/** The page of a parcel under way, from the real door over a line that may fail, in a browser whose time can be turned on. */
	async function open({ path = "", script = "" } = {}) {
		const assets = await loadAssets(CLIENT_FOLDER);
		const { pages } = (await openDoor()).door;
		let shown: ParcelPage = PARCELS.inTransit;
		const served = await serveDoor(
			{
				assets,
				now: () => new Date("2026-11-24T08:00:00Z"),
				pages: { ...pages, parcel: (model) => renderParcel(model).replace("</main>", FORM) },
			},
			// No beat is missed by a browser whose time is turned on.
			{ heartbeatMs: 10 * MINUTE },
		);
		let version = 1;
		const stand = () => {
			served.page.current = openPage({ page: JSON.stringify({ ...shown, version }), version, locale: "en-GB" });
		};
		stand();
		const line = await openLine(served.port);
		const context = await browser().newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 500 } });
		onTestFinished(() => context.close());
		const page = await context.newPage();
		const wrong: string[] = [];
		page.on("pageerror", (error) => wrong.push(error.message));
		await page.clock.install();
		if (script !== "") await page.addInitScript(script);
		return {
			page,
			line,
			wrong,
			live: served.live,
			headline: () => page.locator("h1").textContent(),
			said: () => page.getByRole("status").textContent(),
			start: async () => {
				await page.goto(`${line.origin}/t/${IDS.token}${path}`);
				await page.waitForSelector(".is-ready");
			},
			/** Commits a change, which the hub hears of or not. */
			change: (next: ParcelPage, isTold = true) => {
				shown = next;
				version++;
				stand();
				if (isTold) served.live.publish({ token: IDS.token, version });
			},
		};
	}

	test.each(["refused", "held", "buffered"] as const)(
		"asks now and then while its stream is %s, and goes back to it",
		async (state) => {
			const { page, line, live, start, change, headline, wrong } = await open();
			line.streams = state;
			await start();
			await expect.poll(() => line.asked.stream).toBe(1);
			await turnUntil(page, () => line.answers.length === 1);
			change(PARCELS.delivered);
			await turnUntil(page, async () => (await headline()) === DELIVERED);
			expect(line.answers).toEqual([304, 200]);
			expect(line.asked.page).toBe(2);

			line.streams = "open";
			await turnUntil(page, () => line.through === 1);
			await expect.poll(() => live.size).toBe(1);
			change(PARCELS.inTransit);
			await expect.poll(headline).not.toBe(DELIVERED);
			const { count } = line.asked;
			await page.clock.fastForward(MINUTE);
			await settle(page);
			expect(line.asked).toMatchObject({ count, page: 3 });
			expect(wrong).toEqual([]);
		},
	);

	test("asks in a browser that knows no streams, seldomer while nothing happens", async () => {
		const { page, line, start, change, headline } = await open({ script: "delete window.EventSource" });
		await start();
		for (let quarter = 0; quarter < 4 * 4; quarter++) {
			await page.clock.fastForward(15 * SECOND);
			await settle(page);
		}
		expect(line.asked.count).toBeGreaterThanOrEqual(4);
		expect(line.asked.count).toBeLessThanOrEqual(8);
		change(PARCELS.delivered);
		await turnUntil(page, async () => (await headline()) === DELIVERED);
		expect(line.asked).toMatchObject({ stream: 0, page: 2 });
	});

	test("closes its stream once it is out of sight for a while, and has caught up when it is seen again", async () => {
		const { page, line, live, start, change, headline, said } = await open();
		await start();
		await expect.poll(() => live.size).toBe(1);
		await look(page, "hidden");
		await page.clock.fastForward(MINUTE);
		await settle(page);
		expect(live.size).toBe(1);
		await page.clock.fastForward(2 * MINUTE);
		await expect.poll(() => live.size).toBe(0);
		change(PARCELS.delivered);
		await page.clock.runFor(20 * MINUTE);
		expect(line.asked).toEqual({ page: 1, stream: 1, count: 0 });
		await look(page, "visible");
		await expect.poll(headline).toBe(DELIVERED);
		expect(await said()).toBe(DELIVERED);
		await expect.poll(() => live.size).toBe(1);
		await settle(page);
		expect(line.asked).toEqual({ page: 2, stream: 2, count: 0 });
	});

	test("is as new as it should be when the reader comes back to it by the back button", async () => {
		const { page, line, live, start, change, headline } = await open();
		await start();
		await expect.poll(() => live.size).toBe(1);
		await page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))");
		await expect.poll(() => live.size).toBe(0);
		change(PARCELS.delivered);
		await page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
		await expect.poll(headline).toBe(DELIVERED);
		await look(page, "visible");
		await settle(page);
		expect(line.asked).toEqual({ page: 2, stream: 2, count: 0 });
	});

	test("opens a stream on the new line when the network changes, and reads nothing that it shows already", async () => {
		const { page, line, live, start } = await open();
		await start();
		await expect.poll(() => live.size).toBe(1);
		await page.evaluate("dispatchEvent(new Event('online'))");
		await expect.poll(() => line.through).toBe(2);
		await expect.poll(() => live.size).toBe(1);
		expect(line.asked).toEqual({ page: 1, stream: 2, count: 0 });
	});

	test("comes back by itself after its line was cut, and reads the page only when something happened", async () => {
		const { page, line, live, start, change, headline, said } = await open();
		await start();
		await expect.poll(() => line.through).toBe(1);
		line.cut();
		await expect.poll(() => line.through, { timeout: 10_000 }).toBe(2);
		await settle(page);
		expect(line.asked).toEqual({ page: 1, stream: 2, count: 0 });
		line.cut();
		await expect.poll(() => live.size).toBe(0);
		change(PARCELS.delivered);
		await expect.poll(headline, { timeout: 10_000 }).toBe(DELIVERED);
		expect(line.asked).toEqual({ page: 2, stream: 3, count: 0 });
		expect(line.lastIds).toEqual([undefined, "1", "1"]);
		expect(await said()).toBe(DELIVERED);
	}, 40_000);

	test("reads the page once more for all changes that were told while it was reading, and again if that fails", async () => {
		const { page, line, live, start, change, headline } = await open();
		await start();
		await expect.poll(() => live.size).toBe(1);
		const release = line.holdPages();
		change(PARCELS.delayed);
		await expect.poll(() => line.kept).toBe(1);
		change(PARCELS.dutyDue);
		change(PARCELS.delivered);
		await settle(page);
		release();
		await expect.poll(headline).toBe(DELIVERED);
		await settle(page);
		expect(line.asked.page).toBe(3);

		line.pages = "refused";
		change(PARCELS.inTransit);
		await expect.poll(() => line.asked.page).toBe(4);
		line.pages = "open";
		await page.clock.fastForward(5 * SECOND);
		await expect.poll(headline).not.toBe(DELIVERED);
	});

	test("is read again after some minutes, and says nothing when nothing is new", async () => {
		const { page, line, start, said } = await open();
		await start();
		await page.clock.fastForward(14 * MINUTE);
		await page.clock.fastForward(MINUTE);
		await expect.poll(() => line.asked.page).toBe(2);
		await settle(page);
		expect(await said()).toBe("");
	});

	test("leaves a form alone while it is filled in, and shows what came meanwhile once it is empty again", async () => {
		const { page, live, start, change, headline } = await open();
		await start();
		await expect.poll(() => live.size).toBe(1);
		const note = page.getByLabel("note");
		const isSame = () => page.evaluate<boolean>("document.querySelector('[name=note]') === window.field");
		await page.evaluate(
			"window.field = document.querySelector('[name=note]'); document.querySelector('[data-part=form]').prepend('old ')",
		);
		await note.focus();
		await note.pressSequentially("Not he");
		change(PARCELS.delivered);
		await expect.poll(headline).toBe(DELIVERED);
		await note.pressSequentially("re");
		expect([await note.inputValue(), await isSame()]).toEqual(["Not here", true]);
		await page.locator("h1").click();
		change(PARCELS.inTransit);
		await expect.poll(headline).not.toBe(DELIVERED);
		expect([await note.inputValue(), await isSame()]).toEqual(["Not here", true]);
		await note.fill("");
		await page.locator("h1").click();
		await expect.poll(isSame).toBe(false);
	});

	test("keeps the focus on the line it is on, opened lines, and what stands before the reader's eyes", async () => {
		const { page, live, start, change, headline } = await open();
		await start();
		await expect.poll(() => live.size).toBe(1);
		const opened = page.locator(".scan details[data-keep]").nth(1);
		await opened.locator("summary").click();
		const key = await opened.getAttribute("data-keep");
		await page.locator("main").evaluate((_main, name) => {
			const { document } = globalThis as unknown as { document: { querySelector(selector: string): Line } };
			interface Line {
				scrollIntoView(how: object): void;
			}
			document.querySelector(`details[data-keep="${name}"]`).scrollIntoView({ block: "center" });
		}, key);
		const line = page.locator(`details[data-keep="${key}"]`);
		const topOf = async () => Math.round((await line.boundingBox())?.y ?? Number.NaN);
		const before = await topOf();
		change(PARCELS.delivered);
		await expect.poll(headline).toBe(DELIVERED);
		await page.waitForTimeout(300);
		expect(Math.abs((await topOf()) - before)).toBeLessThanOrEqual(2);
		expect(await line.getAttribute("open")).toBe("");
		expect(await page.evaluate("document.activeElement.closest('details')?.dataset.keep")).toBe(key);
	});
});

/** Turns the page's time on, five seconds at a time, until it came to that; at most three minutes. */
async function turnUntil(page: Page, isSo: () => boolean | Promise<boolean>): Promise<void> {
	for (let turned = 0; turned < 3 * MINUTE; turned += 5 * SECOND) {
		await settle(page);
		if (await isSo()) return;
		await page.clock.fastForward(5 * SECOND);
	}
	throw new Error("It did not come to that.");
}

/** What the page asked for before is answered. */
async function settle(page: Page): Promise<void> {
	for (let turn = 0; turn < 3; turn++) await page.evaluate("fetch('/healthz').then((answer) => answer.text())");
}

function look(page: Page, state: "hidden" | "visible"): Promise<unknown> {
	return page.evaluate(`Object.defineProperty(document, "visibilityState", { value: "${state}", configurable: true });
		document.dispatchEvent(new Event("visibilitychange"))`);
}

type Passing = "open" | "refused" | "held" | "buffered";

interface Line {
	readonly origin: string;
	/** What becomes of streams: refused outright, no answer at all, or its headers alone. */
	streams: Passing;
	pages: "open" | "refused";
	/** How often each was asked for. */
	readonly asked: { page: number; stream: number; count: number };
	/** Of the questions for the count of changes. */
	readonly answers: number[];
	/** Streams whose answer passed. */
	readonly through: number;
	/** What each stream was opened with as its last event. */
	readonly lastIds: (string | undefined)[];
	/** Breaks all open streams. */
	cut(): void;
	/** Pages that were kept on the way. */
	readonly kept: number;
	/** Keeps pages on the way that are asked for from now on, until the answer is called. */
	holdPages(): () => void;
}

/** What stands between a browser and the service: it passes requests on, and treats streams as it is told. */
async function openLine(port: number): Promise<Line> {
	const open = new Set<ServerResponse>();
	let release: Promise<void> | null = null;
	let through = 0;
	const line = {
		origin: "",
		streams: "open" as Passing,
		pages: "open" as Line["pages"],
		asked: { page: 0, stream: 0, count: 0 },
		answers: [] as number[],
		kept: 0,
		lastIds: [] as (string | undefined)[],
		get through() {
			return through;
		},
		cut() {
			for (const response of open) response.destroy();
		},
		holdPages() {
			let done = () => {};
			release = new Promise((resolve) => {
				done = resolve;
			});
			return () => {
				release = null;
				done();
			};
		},
	};
	const pass = (incoming: IncomingMessage, response: ServerResponse): void => {
		const { accept = "" } = incoming.headers;
		const isLive = /\/live\b/.test(incoming.url ?? "");
		const kind = !isLive ? "page" : accept === "application/json" ? "count" : "stream";
		const isCounted = incoming.url?.startsWith("/t/") === true;
		if (isCounted) line.asked[kind]++;
		if (kind === "stream") {
			line.lastIds.push(incoming.headers["last-event-id"] as string | undefined);
			open.add(response);
			response.once("close", () => open.delete(response));
			if (line.streams === "held") return;
			if (line.streams === "buffered") {
				response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
				return;
			}
		}
		const isRefused =
			kind === "stream" ? line.streams === "refused" : kind === "page" && isCounted && line.pages === "refused";
		if (isRefused) {
			response.writeHead(503).end();
			return;
		}
		const { method, url: path, headers } = incoming;
		const onward = request({ host: "127.0.0.1", port, method, path, headers }, async (answer) => {
			if (isCounted && kind === "page" && release) {
				line.kept++;
				await release;
			}
			response.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(response);
			if (kind === "count") line.answers.push(answer.statusCode ?? 0);
			if (kind === "stream") through++;
		});
		onward.on("error", () => response.destroy());
		response.once("close", () => onward.destroy());
		incoming.pipe(onward);
	};
	const server = createServer(pass);
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	onTestFinished(async () => {
		const closed = new Promise((resolve) => server.close(resolve));
		server.closeAllConnections();
		await closed;
	});
	// A server that listens on a port has an address of this kind.
	line.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return line;
}
