import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { delimiter, extname, join, normalize } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { PAGE_POLICY } from "../../web/views/policy.ts";

/** The browser that this machine has: CHROMIUM_PATH, Debian's, or one on the path. Null when there is none. */
export function findChromium(): string | null {
	const named = process.env.CHROMIUM_PATH;
	if (named) {
		if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`);
		return named;
	}
	const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
	const folders = ["/usr/bin", ...(process.env.PATH ?? "").split(delimiter)];
	return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((file) => existsSync(file)) ?? null;
}

export function launchBrowser(executablePath: string): Promise<Browser> {
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

/** A page of its own, with what it asked for and what went wrong in it. Readers who want less motion, unless told else. */
export async function openPage(
	browser: Browser,
	url: string,
	options: BrowserContextOptions = {},
): Promise<{ page: Page; asked: string[]; wrong: string[] }> {
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

/** Presses the button that turns the picture into a map, and waits for the map. */
export async function moveMap(page: Page): Promise<void> {
	await page.getByRole("button", { name: "Move the map" }).click();
	await page.waitForSelector(".is-live :is(.city, .dot-name)", { state: "attached" });
}

export const CLIENT_FOLDER = new URL("../../dist/client/", import.meta.url).pathname;

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
export async function servePages(pages: (path: string) => string | null): Promise<PageServer> {
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
