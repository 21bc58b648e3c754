import { spawn, spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { makeSigningKey, signatureOf } from "../../src/outbound/signature.ts";
import { RECEIVERS } from "../../web/views/docs/receivers.ts";
import { Webhooks } from "../../web/views/docs/webhooks.tsx";

const BODY = JSON.stringify({ type: "shipment.created", data: { text: "für \u{1f4e6}" } });

const canRun = (command: string, ...args: readonly string[]) => spawnSync(command, args).status === 0;
// Not every machine has Python, nor every Python a package for ed25519.
const hasPython = canRun("python3", "--version");
const hasCryptography =
	hasPython && canRun("python3", "-c", "import cryptography.hazmat.primitives.asymmetric.ed25519");
if (!hasPython) process.stderr.write("skipped: the receiver in Python (no python3 found)\n");
else if (!hasCryptography) process.stderr.write("skipped: v1a of the receiver in Python (no cryptography found)\n");

/** Starts a program as the docs show it. Answers its address and what it has printed. */
async function start(name: string, program: string, runner: string, key: string) {
	const cwd = mkdtempSync(join(tmpdir(), "wayline-receiver-"));
	writeFileSync(join(cwd, name), program);
	const child = spawn(runner, [name], { cwd, env: { ...process.env, WAYLINE_KEY: key, PORT: "0" } });
	const ended = new Promise((resolve) => child.once("close", resolve));
	onTestFinished(async () => {
		child.kill();
		await ended;
		rmSync(cwd, { recursive: true, force: true });
	});
	let said = "";
	child.stderr.on("data", (chunk) => {
		said += chunk;
	});
	const printed: string[] = [];
	const lines = createInterface({ input: child.stdout });
	const port = await new Promise<string>((resolve, reject) => {
		lines.on("line", (line) => {
			printed.push(line);
			resolve(line.replace("Listening on port ", ""));
		});
		child.once("close", () => reject(new Error(said)));
	});
	return { url: `http://127.0.0.1:${port}/`, printed };
}

const kinds = [
	["receive-mjs", process.execPath, "hmac-sha256"],
	["receive-mjs", process.execPath, "ed25519"],
	...(hasPython ? [["receive-py", "python3", "hmac-sha256"] as const] : []),
	...(hasCryptography ? [["receive-py", "python3", "ed25519"] as const] : []),
] as const;

test.each(kinds)(
	"%s of the docs, run by %s as it stands, takes what %s signed and nothing else",
	async (id, runner, kind) => {
		const program = RECEIVERS.find((one) => one.id === id)?.program ?? "";
		const [key, stranger] = [makeSigningKey(kind), makeSigningKey(kind)];
		const { url, printed } = await start(id.replace("-", "."), program, runner, key.publicKey ?? key.secret);
		const now = Date.now();
		const post = async (more: Readonly<Record<string, string>> = {}, body = BODY, at = new Date(now)) => {
			const headers = {
				"webhook-id": "evt_1",
				"webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
				"webhook-signature": signatureOf(key.secret, "evt_1", at, BODY),
				...more,
			};
			return (await fetch(url, { method: "POST", headers, body })).status;
		};
		const right = signatureOf(key.secret, "evt_1", new Date(now), BODY);
		const wrong = signatureOf(stranger.secret, "evt_1", new Date(now), BODY);
		// Whoever knows the public key takes it for a secret.
		const confused = key.publicKey
			? [signatureOf(key.publicKey.replace("whpk_", "whsec_"), "evt_1", new Date(now), BODY)]
			: [];
		const other = makeSigningKey(kind === "ed25519" ? "hmac-sha256" : "ed25519").secret;
		expect(await post()).toBe(204);
		expect(await post({ "webhook-signature": `${wrong} ${right}` })).toBe(204);
		expect(
			await post({ "webhook-signature": `v9,AAAA ${signatureOf(other, "evt_1", new Date(now), BODY)} ${right}` }),
		).toBe(204);
		expect(await post({}, BODY, new Date(now - 240_000))).toBe(204);
		for (const signature of [
			wrong,
			...confused,
			"",
			"v1,",
			"v1a,AAAA",
			"v1",
			right.replace(",", ", "),
			right.slice(0, -9),
			"v1,\u00e4",
		]) {
			expect([signature, await post({ "webhook-signature": signature })]).toEqual([signature, 401]);
		}
		expect(await post({}, BODY.replace("created", "crested"))).toBe(401);
		expect(await post({ "webhook-id": "evt_2" })).toBe(401);
		expect(await post({}, BODY, new Date(now - 330_000))).toBe(401);
		expect(await post({}, BODY, new Date(now + 330_000))).toBe(401);
		for (const time of ["", "soon", "1e9", "9".repeat(5_000)])
			expect(await post({ "webhook-timestamp": time })).toBe(401);
		expect(await post()).toBe(204);
		await expect.poll(() => printed.slice(1)).toEqual(Array.from({ length: 5 }, () => "shipment.created evt_1"));
	},
);

test("the receiver in JavaScript takes nothing while it was given no key", async () => {
	const [{ program = "" } = {}] = RECEIVERS;
	const { url } = await start("receive.mjs", program, process.execPath, "");
	const seconds = String(Math.floor(Date.now() / 1000));
	const headers = {
		"webhook-id": "evt_1",
		"webhook-timestamp": seconds,
		"webhook-signature": `v1,${createHmac("sha256", "").update(`evt_1.${seconds}.${BODY}`).digest("base64")}`,
	};
	expect((await fetch(url, { method: "POST", headers, body: BODY })).status).toBe(401);
});

test("the page shows every receiver to the letter", () => {
	const html = String(Webhooks({ document: { webhooks: {} } as never }));
	const shown = [...html.matchAll(/<code id="(receive-\w+)">([^<]*)</g)].map(([, id, text = ""]) => [
		id,
		unescaped(text),
	]);
	expect(shown).toEqual(RECEIVERS.map(({ id, program }) => [id, program]));
});

function unescaped(html: string): string {
	const names: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };
	return html.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => names[name] ?? "");
}
