import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pruneImports } from "../../src/store/imports.ts";
import { openVault } from "../../src/store/seal.ts";
import { countUnopenable, forgetUnopenable } from "../../src/store/sealed.ts";
import { eachDatabase, oneDatabase, type TestDatabase } from "../helpers/each-database.ts";
import { type Answer, answerOf, startLastingService, type TestSeller, type TestService } from "../helpers/service.ts";

type Body = NonNullable<RequestInit["body"]>;

const CSV = { "content-type": "text/csv" };

const send = async (url: string, key: string, body: Body, query = "", headers: Record<string, string> = CSV) =>
	answerOf(
		await fetch(`${url}/v1/imports${query}`, {
			method: "POST",
			headers: { authorization: `Bearer ${key}`, ...headers },
			body,
		}),
	);

const file = (rows: readonly string[], header = "order;tracking number;carrier;e-mail;destination country") =>
	[header, ...rows, ""].join("\r\n");

eachDatabase((database) => {
	let service: TestService;
	beforeAll(async () => {
		service = await startLastingService(database);
	});
	afterAll(() => service.stop());

	const bring = (seller: TestSeller, body: Body, query = "", headers?: Record<string, string>) =>
		send(service.url, seller.key, body, query, headers);
	const ended = async (seller: TestSeller, { body }: Answer) => {
		const view = async () => (await seller.get(`/v1/imports/${body.id}`)).body;
		await expect.poll(async () => (await view()).endedAt, { interval: 50 }).not.toBeNull();
		return view();
	};
	const numbers = async (seller: TestSeller) =>
		(await seller.get("/v1/shipments?limit=200")).body.items
			.map(({ trackingNumber }: { trackingNumber: string }) => trackingNumber)
			.toSorted();
	const keptFiles = () =>
		service.db.rows<{ count: number }>(sql`select count(*)::int4 as count from imports where sealed_file is not null`);

	/** What is the same on both is asked on one. */
	const once = (name: string, work: () => Promise<void>) => {
		if (database.kind === "server" || !process.env.WAYLINE_TEST_DATABASE_URL) test(name, work);
	};

	test("a file is taken in, read in the background, and told row by row where it is wrong", async () => {
		const seller = await service.newSeller();
		const rows = ["A-1;WAY1001;push;lin@example.com;DE", "A-2;WAY1002;Own bike;mo@example.com;", "A-3;x;push;;"];
		const taken = await bring(seller, file([...rows, "A-1;WAY1001;push;;"]), "?name=Monday");
		expect(taken).toMatchObject({
			status: 202,
			body: { name: "Monday", state: "waiting", dryRun: false, rows: { total: 4, read: 0 }, endedAt: null },
		});
		expect(taken.headers.get("location")).toBe(`/v1/imports/${taken.body.id}`);
		expect(taken.body.file).toMatchObject({ charset: "utf-8", delimiter: ";", hasHeader: true });
		expect(taken.body.columns[1]).toEqual({ name: "tracking number", field: "trackingNumber", by: "name" });
		const done = await ended(seller, taken);
		expect(done).toMatchObject({
			state: "done",
			rows: { total: 4, read: 4, refused: 2 },
			parcels: { created: 1, known: 1 },
		});
		expect((await seller.get("/v1/imports")).body.items).toEqual([done]);
		expect(await numbers(seller)).toEqual(["WAY1001"]);
		const problems = await seller.get(`/v1/imports/${done.id}/problems?limit=1`);
		expect(problems.body.items).toMatchObject([
			{ row: 3, errors: [{ pointer: "/carrier", detail: expect.stringContaining('"Own bike"') }] },
		]);
		const [, next = ""] = /<https:\/\/[^/]+([^>]+)>; rel="next"/.exec(problems.headers.get("link") ?? "") ?? [];
		expect((await seller.get(next)).body.items).toMatchObject([{ row: 4, errors: [{ pointer: "/trackingNumber" }] }]);
		const { body: table } = await seller.get(`/v1/imports/${done.id}/problems.csv`);
		expect(table).toMatch(/^order;tracking number;carrier;e-mail;destination country;wayline row;wayline problem\r\n/);
		expect(table).toContain('A-2;WAY1002;Own bike;mo@example.com;;3;"carrier: No carrier is called');
		const mended = table.replace("Own bike", "push").replace("A-3;x", "A-3;WAY1003");
		expect(await ended(seller, await bring(seller, mended))).toMatchObject({ parcels: { created: 2, known: 0 } });
		const noted = (await seller.get("/v1/audit?action=import.started")).body.items;
		expect(noted.map(({ details }: { details: object }) => details)).toEqual([
			{ rows: 2, dryRun: false },
			{ rows: 4, dryRun: false },
		]);
		const stored = await service.db.rows<{ text: string }>(
			sql`select encode(p.sealed_problem, 'escape') || i.options::text as text from import_problems p
				join imports i on i.seller_id = p.seller_id and i.id = p.import_id`,
		);
		expect(stored.length).toBeGreaterThan(0);
		for (const { text } of stored) expect(text).not.toMatch(/example\.com|WAY100/);
	});

	test("the same file again is the same import, until it is another, or was cancelled", async () => {
		const [seller, other] = [await service.newSeller(), await service.newSeller()];
		const body = file(["A-1;WAY2001;push;;"]);
		const [one, two] = await Promise.all([bring(seller, body), bring(seller, body)]);
		expect([one.status, two.status].toSorted()).toEqual([200, 202]);
		expect(two.body.id).toBe(one.body.id);
		await ended(seller, one);
		expect(await bring(seller, gzipSync(body))).toMatchObject({ status: 200, body: { id: one.body.id } });
		expect((await bring(other, body)).status).toBe(202);
		const carrier = await bring(seller, body, "?carrier=fedex");
		expect(carrier.status).toBe(202);
		expect((await seller.delete(`/v1/imports/${one.body.id}`)).status).toBe(204);
		expect((await seller.get(`/v1/imports/${one.body.id}`)).body.state).toBe("done");
		await service.db.rows(sql`update imports set created_at = created_at - interval '1 day'`);
		expect((await bring(seller, body)).status).toBe(202);
	});

	once("a dry run keeps nothing of any parcel, and is tried again or started as its columns are told", async () => {
		const seller = await service.newSeller();
		const body = file(["WAY3001;LIN-1;r-1", "WAY3002;LIN-2;r-2"], "Label;Tracking no;Note");
		const checked = await ended(seller, await bring(seller, body, "?dry_run=1&carrier=push"));
		expect(checked).toMatchObject({ state: "checked", dryRun: true, file: { isKept: true } });
		expect(checked.parcels).toEqual({ created: 2, known: 0 });
		expect(await numbers(seller)).toEqual([]);
		const start = (query: string) => seller.post(`/v1/imports/${checked.id}/start${query}`, {});
		expect((await start("?columns=trackingNumber%3DNobody")).body.detail).toContain('There is no column "Nobody".');
		const told = "columns=trackingNumber%3DLabel,reference%3D3&carrier=push";
		const again = await ended(seller, await start(`?dry_run=1&${told}`));
		expect(again).toMatchObject({ id: checked.id, state: "checked", parcels: { created: 2 } });
		const done = await ended(seller, await start(`?${told}`));
		expect(done).toMatchObject({ id: checked.id, state: "done", file: { isKept: false }, parcels: { created: 2 } });
		const { items } = (await seller.get("/v1/shipments")).body;
		const parcels = items.map(({ trackingNumber, reference }: Record<string, string>) => [trackingNumber, reference]);
		expect(parcels).toEqual([
			["WAY3002", "r-2"],
			["WAY3001", "r-1"],
		]);
		expect((await start("")).body.detail).toContain("is no dry run");
		const forgotten = await ended(seller, await bring(seller, body, "?dry_run=1&carrier=ups"));
		await service.db.rows(sql`update imports set ended_at = ended_at - interval '25 hours'`);
		await pruneImports(service.db, 90);
		expect((await seller.get(`/v1/imports/${forgotten.id}`)).body.file.isKept).toBe(false);
		expect((await seller.post(`/v1/imports/${forgotten.id}/start`, {})).status).toBe(409);
	});

	once("the shop's staff try a file on a page, change what a column tells, and start it", async () => {
		const seller = await service.newSeller();
		const logIn = await fetch(`${service.url}/console/log-in`, {
			method: "POST",
			body: new URLSearchParams({ key: seller.key }),
			redirect: "manual",
		});
		const cookie = (logIn.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
		const page = async (path: string) => {
			const answer = await fetch(`${service.url}${path}`, { headers: { cookie, accept: "text/html" } });
			return { status: answer.status, renews: answer.headers.get("refresh"), html: await answer.text() };
		};
		const token = /name="form" value="([^"]+)"/.exec((await page("/console")).html)?.[1] ?? "";
		const post = (path: string, body: Body) =>
			fetch(`${service.url}${path}`, {
				method: "POST",
				headers: { cookie, accept: "text/html" },
				body,
				redirect: "manual",
			});
		const upload = (text: string) => {
			const form = new FormData();
			form.append("form", token);
			form.append("file", new Blob([text]), "Lin's <orders>.csv");
			return post("/console/parcels/import", form);
		};
		const broken = await upload("name,town\nLin,Leipzig\n");
		expect([broken.status, await broken.text()]).toEqual([
			422,
			expect.stringContaining("No column holds tracking numbers."),
		]);
		const path =
			(await upload(file(["WAY5001;LIN-1;push", "x;LIN-2;push"], "Label;Tracking no;Courier"))).headers.get(
				"location",
			) ?? "";
		expect(path).toMatch(/^\/console\/parcels\/import\/imp_/);
		const settled = async (said: string) => {
			await expect.poll(async () => (await page(path)).html, { interval: 100 }).toContain(said);
			return page(path);
		};
		const tried = await settled("2 parcels would be added");
		expect([tried.status, tried.renews]).toEqual([200, null]);
		expect(tried.html).toContain("Lin&#39;s &lt;orders&gt;.csv");
		const chosen = { form: token, c1: "trackingNumber", c2: "", c3: "carrier", carrier: "", days: "" };
		const form = (does: string) => new URLSearchParams({ ...chosen, do: does });
		expect((await post(path, form("check"))).status).toBe(303);
		expect((await settled("1 parcel would be added")).html).toContain("At least 3 characters are wanted.");
		const none = await post(path, new URLSearchParams({ form: token, do: "check", c2: "" }));
		expect([none.status, await none.text()]).toEqual([
			422,
			expect.stringContaining("No column holds tracking numbers."),
		]);
		expect(await numbers(seller)).toEqual([]);
		await post(path, form("start"));
		await settled("1 parcel added");
		expect(await numbers(seller)).toEqual(["WAY5001"]);
		expect((await page(`${path}/problems.csv`)).html).toContain("x;LIN-2;push;3;");
		expect((await page("/console/parcels/import")).html).toContain(`href="${path}"`);
		expect((await page("/console/parcels/new")).html).toContain('href="/console/parcels/import"');
	});

	once("a form, an archive and other character sets are understood, each in its own way", async () => {
		const seller = await service.newSeller();
		const german = Buffer.from("Bestellnr.;Sendungsnr.;Paketdienst;Ort\r\nÄ-1;WAY4001;push;Köln\r\n", "latin1");
		const form = new FormData();
		form.append("note", "a field of no meaning");
		form.append("file", new Blob([german], { type: "application/vnd.ms-excel" }), "Bestellungen März.csv");
		const asForm = await bring(seller, form, "", {});
		expect(asForm).toMatchObject({
			status: 202,
			body: { name: "Bestellungen März.csv", file: { charset: "windows-1252" } },
		});
		const zipped = await bring(seller, gzipSync(file(["A-2;WAY4002;push;;"])), "", {
			"content-type": "application/gzip",
		});
		expect(zipped.status).toBe(202);
		const chinese = Buffer.from([0xb5, 0xa5, 0xba, 0xc5]);
		const told = await bring(
			seller,
			Buffer.concat([Buffer.from("waybill,carrier,order\nWAY4003,push,"), chinese]),
			"",
			{
				"content-type": "text/csv; charset=gbk",
			},
		);
		expect(told.body.file.charset).toBe("gbk");
		for (const one of [asForm, zipped, told]) await ended(seller, one);
		expect(await numbers(seller)).toEqual(["WAY4001", "WAY4002", "WAY4003"]);
		const orders = (await seller.get("/v1/orders")).body.items;
		expect(orders.map(({ reference }: { reference: string }) => reference).toSorted()).toEqual(["A-2", "Ä-1", "单号"]);
	});

	test("what is sealed under a lost key is counted and given up, and ends as a file that nobody can read", async () => {
		const seller = await service.newSeller();
		const checked = await ended(seller, await bring(seller, file(["A-1;x;push;;"]), "?dry_run=1"));
		const other = openVault(randomBytes(32));
		expect(await countUnopenable(service.db, other)).toBeGreaterThanOrEqual(2);
		const files = (await keptFiles())[0]?.count;
		const forget = (isRehearsal: boolean) => service.db.transaction((tx) => forgetUnopenable(tx, other, isRehearsal));
		expect(await forget(true)).toMatchObject({ files });
		expect((await forget(false)).rows).toBeGreaterThan(0);
		expect((await seller.post(`/v1/imports/${checked.id}/start`, {})).status).toBe(409);
		const { items } = (await seller.get(`/v1/imports/${checked.id}/problems`)).body;
		expect(items).toMatchObject([{ row: 2, errors: [{ detail: expect.stringContaining("given up") }] }]);
	});
});

oneDatabase((database) => {
	test("what is no table of parcels is refused in a sentence, and nothing of it is kept", async () => {
		const service = await startLastingService(database);
		try {
			const seller = await service.newSeller();
			const many = file(Array.from({ length: 200_001 }, () => "A;WAY1;push;;"));
			const wide = gzipSync(Buffer.alloc(50 * 1024 * 1024 + 1, "a"));
			const cases: readonly (readonly [Body, number, RegExp, Record<string, string>?])[] = [
				["", 422, /^The file is empty\.$/],
				["\r\n\r\n", 422, /^The file is empty\.$/],
				["name,town\nLin,Leipzig\n", 422, /^No column holds tracking numbers\. The columns are name, town\./],
				[
					`tracking number,carrier\n"WAY1,push\n${"a,b\n".repeat(2000)}`,
					422,
					/^Line \d+: a quotation mark is never closed/,
				],
				[Buffer.from("PK\x03\x04 and so on"), 422, /workbook or an archive/],
				[gzipSync("tracking number\nWAY1\n").subarray(0, 25), 422, /damaged: it cannot be unpacked/],
				[many, 422, /more than 200000 rows/],
				[wide, 413, /at most 50 MB/],
				["x", 415, /"Content-Type: text\/csv"/, { "content-type": "application/json" }],
				["x", 415, /"Content-Type: text\/csv"/, { "content-type": "text/csv", "content-encoding": "br" }],
				["x", 415, /multipart/, { "content-type": "multipart/form-data" }],
				["x", 400, /form is damaged/, { "content-type": "multipart/form-data; boundary=y" }],
				[
					'--y\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\ntracking number\r\nWAY1',
					400,
					/form is damaged/,
					{ "content-type": "multipart/form-data; boundary=y" },
				],
				[
					'--y\r\nContent-Disposition: form-data; name="other"\r\n\r\nWAY1\r\n--y--\r\n',
					400,
					/has no file/,
					{ "content-type": "multipart/form-data; boundary=y" },
				],
			];
			for (const [body, status, detail, headers] of cases) {
				const answer = await send(service.url, seller.key, body, "", headers);
				expect([answer.status, answer.body.detail]).toEqual([status, expect.stringMatching(detail)]);
			}
			for (const query of ["dry_run=yes", "days=monday", "delimiter=%20", "sort=x"]) {
				expect((await send(service.url, seller.key, "tracking number\nWAY1\n", `?${query}`)).status).toBe(400);
			}
			expect((await seller.get("/v1/imports")).body.items).toEqual([]);
			for (let count = 0; count < 10; count += 1) {
				const answer = await send(service.url, seller.key, `tracking number\nWAY${count}${count}\n`, "?dry_run=1");
				expect(answer.status).toBe(202);
			}
			const eleventh = await send(service.url, seller.key, "tracking number\nWAY999\n", "?dry_run=1");
			expect([eleventh.status, eleventh.body.detail]).toEqual([409, expect.stringContaining("10 files wait already")]);
			const [first] = (await seller.get("/v1/imports?limit=1")).body.items;
			expect((await seller.delete(`/v1/imports/${first.id}`)).status).toBe(204);
			expect((await seller.get(`/v1/imports/${first.id}`)).body.state).toBe("cancelled");
			expect((await send(service.url, seller.key, "tracking number\nWAY999\n", "?dry_run=1")).status).toBe(202);
			const busy = await service.newSeller();
			const long = file(Array.from({ length: 3000 }, (_, index) => `A-${index};WAY${100000 + index};push;;`));
			const { id } = (await send(service.url, busy.key, long)).body;
			const view = async () => (await busy.get(`/v1/imports/${id}`)).body;
			await expect.poll(async () => (await view()).parcels.created, { interval: 10 }).toBeGreaterThan(0);
			expect((await busy.delete(`/v1/imports/${id}`)).status).toBe(204);
			const stopped = await view();
			expect(stopped).toMatchObject({ state: "cancelled", file: { isKept: false } });
			expect(stopped.rows.read).toBeLessThan(3000);
			// Whoever reads it stops at his next step, and the next file has its turn.
			const next = (await send(service.url, busy.key, "tracking number,carrier\nWAY999999,push\n")).body;
			await expect.poll(async () => (await busy.get(`/v1/imports/${next.id}`)).body.state).toBe("done");
			expect(await view()).toEqual(stopped);
		} finally {
			await service.stop();
		}
	});
});

// A database of its own: it is opened under another secret key.
oneDatabase((database) => {
	test("kill -9 in the middle of a file loses no row and doubles none", async () => {
		const rows = Array.from({ length: 400 }, (_, index) => `A-${index >> 1};WAY${1000 + index};push;;`);
		const port = await freePort();
		const [url, directory] = [`http://127.0.0.1:${port}`, await mkdtemp(join(tmpdir(), "wayline-import-kill-"))];
		const settings = { ...settingsFor(database, directory), PORT: String(port), HOST: "127.0.0.1" };
		const headers = { authorization: `Bearer ${KEY}` };
		const ask = async (path: string) => (await answerOf(await fetch(`${url}${path}`, { headers }))).body;
		let running = await start(settings, url);
		try {
			const { body } = await send(url, KEY, file(rows));
			const view = () => ask(`/v1/imports/${body.id}`);
			await expect.poll(async () => (await view()).rows.read, { interval: 10 }).toBeGreaterThan(0);
			await kill(running);
			running = await start(settings, url);
			const before = await view();
			expect(before.endedAt).toBeNull();
			expect(before.rows.read).toBeLessThan(400);
			if (database.kind === "server") await passTime(database);
			await expect.poll(async () => (await view()).state, { interval: 50 }).toBe("done");
			const { rows: read, parcels } = await view();
			expect([read, parcels.created + parcels.known]).toEqual([{ total: 400, read: 400, refused: 0 }, 400]);
			expect(parcels.created).toBeGreaterThanOrEqual(before.parcels.created);
			const lines: string = await ask("/v1/shipments.csv");
			const numbers = lines
				.split("\r\n")
				.slice(1, -1)
				.map((line) => line.split(",")[0]);
			expect(numbers.toSorted()).toEqual(rows.map((row) => row.split(";")[1]).toSorted());
		} finally {
			await kill(running);
			await rm(directory, { recursive: true, force: true });
		}
	}, 120_000);
});

const KEY = `wl_${"files".repeat(8)}`;

function settingsFor(database: TestDatabase, directory: string): Record<string, string> {
	const where = database.where();
	const secrets = { WAYLINE_API_KEY: KEY, WAYLINE_SECRET_KEY: Buffer.alloc(32, 7).toString("base64") };
	return {
		...secrets,
		NODE_ENV: "production",
		WAYLINE_DATA_DIR: directory,
		...("url" in where && { DATABASE_URL: where.url }),
	};
}

/** The lease of a node that died runs out. */
async function passTime(database: TestDatabase): Promise<void> {
	const db = await database.open();
	await db.rows(sql`update imports set lease_until = clock_timestamp() where lease_until is not null`);
	await db.close();
}

/** Starts the built service and waits until it answers. */
async function start(settings: Record<string, string>, url: string): Promise<ChildProcess> {
	const env = { PATH: process.env.PATH ?? "", ...settings };
	const child = spawn(process.execPath, ["dist/main.js", "serve"], {
		cwd: join(import.meta.dirname, "../.."),
		env,
		stdio: "ignore",
	});
	const isReady = () =>
		fetch(`${url}/readyz`).then(
			({ ok }) => ok,
			() => child.exitCode,
		);
	await expect.poll(isReady, { timeout: 30_000, interval: 50 }).toBe(true);
	return child;
}

async function kill(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = new Promise((resolve) => child.once("exit", resolve));
	child.kill("SIGKILL");
	await gone;
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	if (address === null || typeof address === "string") throw new Error("No free port.");
	return address.port;
}
