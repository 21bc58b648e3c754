import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { delimiter, extname, join, normalize } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe } from "vitest";
import { assetsOf } from "../../web/views/assets.ts";
import type { Assets } from "../../web/views/model.ts";
import { PAGE_POLICY } from "../../web/views/policy.ts";

export const CLIENT_FOLDER = new URL("../../dist/client/", import.meta.url).pathname;

/**
 * Tests in the Chromium of this machine. Without one they are skipped, and the run's report says so. The browser is there
 * inside tests and hooks.
 */
export function inBrowser(name: string, define: (browser: () => Browser) => void): void {
	const found = findChromium();
	if (found !== null && !existsSync(`${CLIENT_FOLDER}manifest.json`))
		throw new Error("The browser part is not built: run npm run build first.");
	describe.skipIf(found === null)(name, () => {
		let browser: Browser | null = null;
		beforeAll(async () => {
			browser = await launchBrowser(found ?? "");
		});
		afterAll(() => browser?.close());
		define(() => {
			if (browser === null) throw new Error("The browser is there inside tests and hooks only.");
			return browser;
		});
	});
}

/** Serves pages that are drawn with the built browser part, by their paths, while the tests of this group run. */
export function servingPages(draw: (path: string, assets: Assets) => string | null): () => PageServer {
	let server: PageServer | null = null;
	beforeAll(async () => {
		const assets = assetsOf(readFileSync(`${CLIENT_FOLDER}manifest.json`, "utf8"));
		server = await servePages((path) => draw(path, assets));
	});
	afterAll(() => server?.close());
	return () => {
		if (server === null) throw new Error("The pages are served inside tests and hooks only.");
		return server;
	};
}

/** The browser that this machine has: CHROMIUM_PATH, Debian's, or one on the path. Null when there is none. */
function findChromium(): string | null {
	const named = process.env.CHROMIUM_PATH;
	if (named) {
		if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`);
		return named;
	}
	const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
	const folders = ["/usr/bin", ...(process.env.PATH ?? "").split(delimiter)];
	return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((file) => existsSync(file)) ?? null;
}

function launchBrowser(executablePath: string): Promise<Browser> {
	return chromium.launch({
		executablePath,
		headless: true,
		args: [
			"--no-sandbox",
			"--disable-gpu",
			"--disable-quic",
			"--no-first-run",
			"--disable-background-networking",
			"--disable-component-update",
			"--disable-sync",
		],
	});
}

/** What a page asked for and what went wrong in it, since it was opened. */
export interface OpenedPage {
	readonly page: Page;
	readonly asked: string[];
	readonly wrong: string[];
}

/** A page in a window of its own. Readers who want less motion, unless told else. */
export async function openPage(
	browser: Browser,
	url: string,
	options: BrowserContextOptions = {},
): Promise<OpenedPage> {
	const context = await browser.newContext({ reducedMotion: "reduce", ...options });
	const page = await context.newPage();
	const asked: string[] = [];
	const wrong: string[] = [];
	page.on("request", (request) => asked.push(request.url()));
	page.on("pageerror", (error) => wrong.push(error.message));
	page.on("console", (message) => {
		if (message.type() === "error") wrong.push(message.text());
	});
	await page.goto(url);
	return { page, asked, wrong };
}

/**
 * Opens pages like `openPage`, in one window for each kind of reader, which is left empty after each test: to open a window
 * takes longer than most of what is asked in it.
 */
export function keptWindows(
	browser: () => Browser,
): (url: string, options?: BrowserContextOptions) => Promise<OpenedPage> {
	const windows = new Map<string, OpenedPage>();
	afterEach(async () => {
		for (const { page } of windows.values()) {
			await page.goto("about:blank");
			await page.emulateMedia({ media: null });
		}
	});
	return async (url, { viewport = { width: 1280, height: 720 }, ...options } = {}) => {
		const kind = JSON.stringify(options);
		const window = windows.get(kind) ?? (await openPage(browser(), "about:blank", options));
		windows.set(kind, window);
		const { page, asked, wrong } = window;
		if (viewport) await page.setViewportSize(viewport);
		asked.length = 0;
		wrong.length = 0;
		await page.goto(url);
		return window;
	};
}

/** Presses the button that turns the picture into a map, and waits for the map. */
export async function moveMap(page: Page): Promise<void> {
	await page.getByRole("button", { name: "Move the map" }).click();
	await page.waitForSelector(".is-live :is(.city, .dot-name)", { state: "attached" });
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds in the page as it stands, each with the first element that has it. */
export async function faultsIn(page: Page): Promise<readonly Fault[]> {
	// By the debugger, which the page's policy does not bind.
	if (await page.evaluate<boolean>("globalThis.axe === undefined")) await page.evaluate(AXE);
	return page.evaluate<Fault[]>(`axe.run().then(({ violations }) =>
		violations.map(({ id, impact, nodes }) => ({ id, impact, element: nodes[0]?.html })))`);
}

/** Of those what axe calls serious or critical. */
export async function seriousFaultsIn(page: Page): Promise<readonly Fault[]> {
	return (await faultsIn(page)).filter(({ impact }) => impact === "serious" || impact === "critical");
}

export interface Fault {
	readonly id: string;
	readonly impact: string;
	readonly element: string;
}

/** Opens all that is folded. */
export async function unfold(page: Page): Promise<void> {
	await page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true");
}

export interface PageServer {
	readonly origin: string;
	/** Sends a message to every open live stream. */
	readonly tell: (data: string) => void;
	/** How many live streams are open. */
	readonly listeners: () => number;
	readonly close: () => Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
	".js": "text/javascript",
	".css": "text/css",
	".json": "application/json",
	".png": "image/png",
	".svg": "image/svg+xml",
};

/** Serves documents by path with the page's own policy, the built browser part under /assets/ and a live stream at /live. */
async function servePages(pages: (path: string) => string | null): Promise<PageServer> {
	const streams = new Set<ServerResponse>();
	const answer = (request: IncomingMessage, response: ServerResponse): void => {
		const { pathname } = new URL(request.url ?? "/", "http://localhost");
		if (pathname === "/live") {
			response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
			response.write("event: ready\ndata: 60000\n\n");
			streams.add(response);
			response.on("close", () => streams.delete(response));
			return;
		}
		if (pathname.startsWith("/assets/")) {
			sendAsset(pathname.slice("/assets/".length), response);
			return;
		}
		const page = pages(pathname);
		response.writeHead(page === null ? 404 : 200, {
			"content-type": "text/html; charset=utf-8",
			"content-security-policy": PAGE_POLICY,
		});
		response.end(page ?? "");
	};
	const server = createServer(answer);
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	// A server that listens on a port has an address of this kind.
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://127.0.0.1:${port}`,
		tell: (data) => {
			for (const stream of streams) stream.write(`data: ${data}\n\n`);
		},
		listeners: () => streams.size,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

function sendAsset(name: string, response: ServerResponse): void {
	const file = join(CLIENT_FOLDER, normalize(`/${name}`));
	if (!existsSync(file)) {
		response.writeHead(404).end();
		return;
	}
	response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
	response.end(readFileSync(file));
}
