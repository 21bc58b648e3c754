import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { NODE, PYTHON, SAMPLE_MESSAGE, SHELL } from "../../web/views/push/snippets.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { answerOf, postSigned, startTestService } from "../helpers/service.ts";

const run = promisify(execFile);
const shells = ["sh", "bash"];
const hasPython = await run("python3", ["--version"]).then(
	() => true,
	() => false,
);
if (!hasPython) process.stderr.write("skipped: the guide's program in Python (no python3 found)\n");

/** A folder with these files, gone when the test is. */
function folderOf(files: Readonly<Record<string, string>>): string {
	const folder = mkdtempSync(join(tmpdir(), "wayline-push-"));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
	return folder;
}

oneDatabase((database) => {
	/** A seller connected with its courier, whose developer holds the address and the secret and no API key. */
	async function courier() {
		const { url, newSeller } = await startTestService(database, { publicUrl: "https://track.shop.example" });
		const seller = await newSeller();
		const { id, path, secret } = await seller.connect({ carrier: "push" });
		const env = { ...process.env, WAYLINE_PUSH_URL: `${url}${path}`, WAYLINE_PUSH_SECRET: secret };
		/** What the service prints names its public address, which no test can reach. */
		const here = (text: string) => text.replaceAll("https://track.shop.example", url);
		const sample = async (input: object = {}) => (await seller.post(`/v1/connections/${id}/sample`, input)).body;
		return { url, newSeller, seller, id, path, secret, env, here, sample };
	}

	test.each<readonly [string, string, string]>([
		["push.sh", SHELL, "sh"],
		["push.mjs", NODE, process.execPath],
		...(hasPython ? [["push.py", PYTHON, "python3"] as const] : []),
	])(
		"%s of the guide, saved as it stands, tries the guide's message and then sends it",
		async (name, program, runner) => {
			const { seller, env } = await courier();
			await seller.post("/v1/shipments", { trackingNumber: "BIKE1207", carrier: "push" });
			const cwd = folderOf({ [name]: program, "message.json": SAMPLE_MESSAGE });
			const tried = await run(runner, [name, "message.json", "?dry_run=1"], { cwd, env });
			expect(tried.stdout).toContain('"dryRun"');
			expect((await seller.get("/v1/messages")).body.items).toEqual([]);
			const sent = await run(runner, [name, "message.json"], { cwd, env });
			expect(sent.stdout).toMatch(/"accepted": ?1/);
			expect(sent.stdout).toMatch(/"problems": ?\[\]/);
			const [{ problems, state }] = (await seller.get("/v1/messages")).body.items;
			expect({ problems, state }).toEqual({ problems: [], state: "read" });
		},
	);

	test.each(shells)("the command made for a connection runs in %s as it is printed", async (shell) => {
		const { seller, id, here, sample, secret } = await courier();
		await seller.post("/v1/shipments", { trackingNumber: "VAN 5/7$(id)", carrier: "push" });
		const made = await sample();
		const tried = JSON.parse((await run(shell, ["-c", here(made.curl)])).stdout);
		expect(tried).toMatchObject({ dryRun: true, outcome: "ok", problems: [] });
		const [{ trackingNumber }] = (await seller.get("/v1/shipments")).body.items;
		expect(tried.shipments[0]).toMatchObject({ trackingNumber, milestone: "pending", scans: [{ text: "A sample" }] });
		expect(JSON.stringify(made)).not.toContain(secret.replace("whsec_", ""));
		expect(Date.parse(made.expiresAt) - Date.now()).toBeGreaterThan(4 * 60_000);
		const headers = { authorization: `Bearer ${seller.key}`, "content-type": "application/json", accept: "text/plain" };
		const address = here(`https://track.shop.example/v1/connections/${id}/sample`);
		const text = await answerOf(await fetch(address, { method: "POST", headers, body: "{}" }));
		expect(text.headers.get("content-type")).toMatch(/^text\/plain/);
		expect(JSON.parse((await run(shell, ["-c", here(text.body)])).stdout)).toMatchObject({ dryRun: true });
	});

	test.each(shells)("its program wants the secret alone, and sends when it is told to (%s)", async (shell) => {
		const { seller, here, sample, env, secret } = await courier();
		const { script } = await sample({ trackingNumber: "BIKE77$(ID)" });
		expect(script).not.toContain(secret.replace("whsec_", ""));
		const cwd = folderOf({ "push.sh": here(script) });
		const tried = JSON.parse((await run(shell, ["push.sh"], { cwd, env })).stdout);
		expect(tried).toMatchObject({ dryRun: true, shipments: [{ trackingNumber: "BIKE77$(ID)" }] });
		const sent = JSON.parse((await run(shell, ["push.sh"], { cwd, env: { ...env, QUERY: "" } })).stdout);
		expect(sent).toEqual({ accepted: 0, unmatched: 1, problems: [] });
		expect((await seller.get("/v1/messages")).body.items).toHaveLength(1);
		await expect(run(shell, ["push.sh"], { cwd, env: { ...env, WAYLINE_PUSH_SECRET: "" } })).rejects.toThrow(
			/WAYLINE_PUSH_SECRET/,
		);
	});

	test("samples are made for the seller's own connections with push alone, and want its secret", async () => {
		const { newSeller, seller, id } = await courier();
		const other = await newSeller();
		expect((await other.post(`/v1/connections/${id}/sample`, {})).status).toBe(404);
		const fedex = await seller.connect({ carrier: "fedex", webhookSecret: "secret-of-fedex" });
		expect((await seller.post(`/v1/connections/${fedex.id}/sample`, {})).status).toBe(409);
	});

	test("a dry run says what was read and why, who knows the number, and where the board is", async () => {
		const { url, path, secret, seller, here } = await courier();
		await seller.post("/v1/shipments", { trackingNumber: "KNOWN001", carrier: "push" });
		const berlin = { city: "Berlin", country: "DE" };
		const scans = [
			{ id: "1", code: "picked_up.collected", occurredAt: "2026-11-20T10:00:00+01:00", place: berlin },
			{ id: "2", code: "gone.fishing", occurredAt: { local: "2026-11-20T11:00:00" }, place: berlin },
			{ id: "3", code: "in_transit.moving", occurredAt: "2026-11-20T12:00:00", place: { text: "Xyzzyplugh" } },
			{ id: "4", code: "in_transit.delayed", occurredAt: "2026-11-21" },
		];
		const shipments = [
			{ trackingNumber: "known 001", scans, withdraw: ["9"] },
			{ trackingNumber: "NEW00001", scans },
		];
		const { body } = await postSigned(`${url}${path}?dry_run=1`, secret, { shipments });
		const [first, second] = body.shipments;
		expect([first.registered, first.withdraws, second.registered, second.withdraws]).toEqual([true, 1, false, 0]);
		expect(first.scans.map(({ because }: { because: string[] }) => because)).toEqual([
			["Time: the message says +01:00.", "Place: found as Berlin, DE; it is right to the locality."],
			[
				"Time: the message says no zone; it is that of the place, Europe/Berlin.",
				"Place: found as Berlin, DE; it is right to the locality.",
				'Code: "gone.fishing" is none of ours, so it is shown in your words and changes no status.',
			],
			[
				expect.stringMatching(/^Time: neither the message nor the place tells the zone/),
				expect.stringMatching(/^Place: it was not found/),
			],
			["Time: a date without a clock stays a date.", "Place: the message names none."],
		]);
		expect(body.ignored).toEqual([]);
		const slip = await postSigned(`${url}${path}?dry_run=1`, secret, {
			shipments: [{ trackingNumber: "A100", scan: [] }],
		});
		expect(slip.body.ignored).toEqual(["shipments.0.scan: no such field. Did you mean scans?"]);
		expect((await fetch(here(body.boardUrl))).status).toBe(200);
		expect((await seller.get("/v1/messages")).body.items).toEqual([]);
	});

	test("whoever posts without the secret is told to wait, and takes no turn of whoever has it", async () => {
		const { url, path, secret } = await courier();
		const wrong = `whsec_${Buffer.alloc(32).toString("base64")}`;
		const posts = Array.from({ length: 130 }, (_, index) =>
			postSigned(`${url}${path}`, wrong, { shipments: [] }, `wrong-${index}`),
		);
		const answers = await Promise.all(posts);
		const late = answers.filter(({ status }) => status === 429);
		expect(late.length).toBeGreaterThan(0);
		expect(answers.filter(({ status }) => status === 401).length).toBe(130 - late.length);
		expect(Number(late[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
		expect(late[0]?.body.detail).toMatch(/Nothing of this one is kept/);
		expect((await postSigned(`${url}${path}`, secret, { shipments: [] }, "right")).status).toBe(202);
	});

	test("the board tells the courier's developer what became of each message, and nothing of any person", async () => {
		const { url, seller, path, secret, here, sample } = await courier();
		await seller.post("/v1/shipments", { trackingNumber: "BOARD001", carrier: "push" });
		const tell = (id: string, body: object, by = secret) => postSigned(`${url}${path}`, by, body, id);
		const scan = { code: "in_transit.moving", occurredAt: "2026-11-20T10:00:00Z", text: "Canary Smith, 0171 5550123" };
		await tell("m-good", { shipments: [{ trackingNumber: "BOARD001", scans: [scan] }] });
		await tell("m-new", { shipments: [{ trackingNumber: "BOARD002", scans: [scan] }] });
		await tell("m-both", {
			shipments: [
				{ trackingNumber: "BOARD001", scans: [{ ...scan, id: "x" }] },
				{ trackingNumber: "BOARD003", scans: [{ ...scan, code: "gone.fishing", text: "with Canary Smith (uncle)" }] },
				{ trackingNumber: "BOARD004", scans: [{ ...scan, occurredAt: "ask Canary Smith" }] },
				{
					trackingNumber: "BOARD005",
					scans: [{ ...scan, occurredAt: { local: "2026-11-20T10:00", zone: "Canary/Smith" } }],
				},
			],
		});
		await tell("canary.smith@example.com", { shipments: [] });
		await tell("m-odd", { parcels: ["Canary Smith"] });
		await tell("m-wrong", { shipments: ["Canary Smith"] }, `whsec_${Buffer.alloc(32).toString("base64")}`);
		const { boardUrl } = await sample();
		const page = await answerOf(await fetch(here(boardUrl)));
		expect(page.status).toBe(200);
		expect(page.headers.get("cache-control")).toBe("private, no-store");
		expect(page.headers.get("x-robots-tag")).toContain("noindex");
		expect(page.body).not.toMatch(/canary|smith|uncle|0171|BOARD00|whsec_|<script/i);
		const lines = [
			...page.body.matchAll(/<li><p><time[^>]*>[^<]*<\/time> <strong class="(\w+)">([^<]*)<\/strong>([^<]*)/g),
		];
		expect(lines.map(([, tone, words, parcels]) => [tone, words, parcels])).toEqual([
			["bad", "Refused: the signature is wrong", ""],
			["bad", "Could not be read", ""],
			["warn", "Read, and nothing in it", ""],
			["good", "Read", ": 1 parcel, 2 not registered yet"],
			["warn", "Kept until the shop registers the waybill", ": 1 not registered yet"],
			["good", "Read", ": 1 parcel"],
		]);
		for (const said of [
			"the signature does not fit",
			"gone.fishing",
			"a time (in_transit.moving) cannot be read",
			".zone: there is no such time zone",
			"m-both",
		])
			expect(page.body).toContain(said);
		await seller.post("/v1/shipments", { trackingNumber: "BOARD002", carrier: "push" });
		expect((await answerOf(await fetch(here(boardUrl)))).body).not.toContain("Kept until");
	});

	test("the board shows the last hundred messages, and of another connection none", async () => {
		const { url, path, secret, seller, here, sample } = await courier();
		const other = await seller.connect({ carrier: "push" });
		for (let index = 0; index < 104; index++)
			await postSigned(
				`${url}${path}`,
				secret,
				{ shipments: [{ trackingNumber: `N${index}XX`, withdraw: ["1"] }] },
				`m-${index}-`,
			);
		await postSigned(`${url}${other.path}`, other.secret, { shipments: [] }, "m-other");
		const { boardUrl } = await sample();
		const { body } = await answerOf(await fetch(here(boardUrl)));
		expect(body.match(/<li><p><time/g)).toHaveLength(100);
		expect(body).not.toMatch(/m-other|m-3-/);
		expect(body).toContain("m-4-");
		const wrong = [
			boardUrl.replace(/.$/, (last: string) => (last === "A" ? "B" : "A")),
			boardUrl.replace(/con_\w+/, other.id),
		];
		for (const address of wrong) expect((await fetch(here(address))).status).toBe(404);
	});

	test("a new secret ends the board's address and makes another", async () => {
		const { url, path, secret, seller, id, here, sample } = await courier();
		const { boardUrl } = await sample();
		await seller.patch(`/v1/connections/${id}`, { webhookSecret: `whsec_${Buffer.alloc(32, 1).toString("base64")}` });
		expect((await fetch(here(boardUrl))).status).toBe(404);
		expect((await fetch(here((await sample()).boardUrl))).status).toBe(200);
		// Taken for a day more, and no more than that: it does not tell where the new board is.
		const tried = await postSigned(`${url}${path}?dry_run=1`, secret, { shipments: [] });
		expect(tried).toMatchObject({ status: 200, body: { dryRun: true } });
		expect(tried.body).not.toHaveProperty("boardUrl");
	});
});
