import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { beforeAll, expect, test } from "vitest";
import type { CommandDeps } from "../../src/cli/command.ts";
import { runCommand } from "../../src/cli/run-command.ts";
import { Invalid, NotFound } from "../../src/core/errors.ts";
import { hashOfKey } from "../../src/services/keys.ts";
import { SCOPES } from "../../src/services/views.ts";
import { findKey, listKeys } from "../../src/store/api-keys.ts";
import type { Database } from "../../src/store/database.ts";
import { findSeller } from "../../src/store/sellers.ts";
import { eachDatabase } from "../helpers/each-database.ts";

eachDatabase((database) => {
	let db: Database;
	beforeAll(async () => {
		db = await database.open();
	});

	async function run(...argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
		const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
		const unwanted = () => Promise.reject(new Error("Not part of this command."));
		const deps: CommandDeps = {
			stdin,
			stdout,
			stderr,
			serve: unwanted,
			migrate: unwanted,
			places: unwanted,
			publicUrl: () => "https://track.shop.example",
			placesFiles: () => ({ built: "", dataDir: "" }),
			checkMail: unwanted,
			forgetSecrets: unwanted,
			rotateSecret: unwanted,
			demo: unwanted,
			withDatabase: (work) => work({ db }),
			withServices: unwanted,
		};
		const code = await runCommand(argv, deps);
		stdout.end();
		stderr.end();
		return { code, out: (await text(stdout)).trimEnd(), err: await text(stderr) };
	}

	// In the order of a first day: nobody, one seller, two.
	test("a key wants a seller, and the refusal says how to make one", async () => {
		await expect(run("key", "create")).rejects.toThrow(NotFound);
		await expect(run("key", "create")).rejects.toThrow("seller add NAME");
	});

	test("seller add prints the new seller's id and nothing else", async () => {
		const told = await run("seller", "add", "Ada's shop", "--contact-email", "ada@shop.example");
		expect(told.code).toBe(0);
		expect(told.out).toMatch(/^sel_[0-9A-Za-z]{22}$/);
		expect(await findSeller(db, told.out)).toMatchObject({ name: "Ada's shop", contactEmail: "ada@shop.example" });
	});

	test("key create prints the only seller's new key, which is kept as a digest", async () => {
		const told = await run("key", "create", "--label", "the till");
		expect(told.out).toMatch(/^wl_[0-9A-Za-z]{44}$/);
		expect(told.err).not.toContain(told.out);
		const kept = await findKey(db, hashOfKey(told.out));
		expect(kept).toMatchObject({ label: "the till", scopes: [...SCOPES], prefix: told.out.slice(0, 9) });
		expect(JSON.stringify(kept)).not.toContain(told.out);
	});

	test("key create may do what was asked for and no more", async () => {
		const told = await run("key", "create", "--scopes", "shipments:read, connections:read");
		expect((await findKey(db, hashOfKey(told.out)))?.scopes).toEqual(["shipments:read", "connections:read"]);
		const unknown = await run("key", "create", "--scopes", "shipments:read,everything");
		expect(unknown).toMatchObject({ code: 2, out: "", err: expect.stringContaining('no scope "everything"') });
	});

	test("key list shows what is in use and no key, and a limit is kept", async () => {
		const made = await run("key", "create", "--label", "listed", "--per-minute", "90000", "--scopes", "shop:read");
		const { id = "", perMinute } = (await findKey(db, hashOfKey(made.out))) ?? {};
		expect(perMinute).toBe(90_000);
		const told = await run("key", "list");
		const line = told.out.split("\n").find((one) => one.startsWith(id));
		expect(line?.split("\t")).toEqual([id, `${made.out.slice(0, 9)}…`, "listed", "never used", "shop:read"]);
		expect(told.out).not.toContain(made.out);
		const asJson: { id: string }[] = JSON.parse((await run("key", "list", "--json")).out);
		expect(asJson.find((one) => one.id === id)).toMatchObject({ label: "listed", scopes: ["shop:read"], endsAt: null });
		await run("key", "revoke", id);
		expect((await run("key", "list")).out).not.toContain(id);
		expect(await run("key", "create", "--per-minute", "1.5")).toMatchObject({ code: 2, out: "" });
	});

	test.each(["its id", "itself"])(
		"a key that is revoked by %s is refused from then on, and only that one",
		async (by) => {
			const [kept, ended] = [await run("key", "create"), await run("key", "create")];
			const id = (await findKey(db, hashOfKey(ended.out)))?.id ?? "";
			const told = await run("key", "revoke", by === "itself" ? ended.out : id);
			expect(told).toMatchObject({ code: 0, out: "", err: expect.stringContaining(id) });
			expect(await findKey(db, hashOfKey(ended.out))).toBe(null);
			expect(await findKey(db, hashOfKey(kept.out))).not.toBe(null);
			await expect(run("key", "revoke", id)).rejects.toThrow(NotFound);
		},
	);

	test("with two sellers a key wants one named, and is that seller's alone", async () => {
		const second = await run("seller", "add", "Second shop");
		await expect(run("key", "create")).rejects.toThrow(Invalid);
		await expect(run("key", "create")).rejects.toThrow(second.out);
		await expect(run("key", "create", "--seller", "sel_unknown")).rejects.toThrow(NotFound);
		const told = await run("key", "create", "--seller", second.out);
		const seller = await findSeller(db, second.out);
		const keys = seller === null ? [] : await listKeys(db, seller.rowId);
		expect(keys.map(({ prefix }) => prefix)).toEqual([told.out.slice(0, 9)]);
	});

	test.each([
		["", 2],
		["x".repeat(201), "characters"],
	])("a seller is not called %j", async (name, refused) => {
		if (typeof refused === "number") expect((await run("seller", "add", name)).code).toBe(refused);
		else await expect(run("seller", "add", name)).rejects.toThrow(refused);
	});

	test("a contact address that is none is refused", async () => {
		await expect(run("seller", "add", "Shop", "--contact-email", "ada")).rejects.toThrow('"ada" is not an e-mail');
	});
});
