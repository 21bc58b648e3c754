import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type Config, readConfig, SETTING_NAMES, unknownSettings } from "../src/config.ts";
import { loadSecretKeys } from "../src/secret-key.ts";

const someKey = Buffer.alloc(32, 7).toString("base64");

function configOf(environment: Record<string, string>): Config {
	const reading = readConfig(environment);
	if (reading.kind === "wrong") throw new Error(reading.sentences.join(" "));
	return reading.config;
}

function sentencesOf(environment: Record<string, string>): readonly string[] {
	const reading = readConfig(environment);
	return reading.kind === "wrong" ? reading.sentences : [];
}

test("runs without a single setting: port 8080, data beside it, links to this machine", () => {
	expect(configOf({})).toEqual({
		port: 8080,
		host: "0.0.0.0",
		dataDir: join(process.cwd(), "data"),
		databaseUrl: null,
		publicUrl: "http://localhost:8080",
		apiKey: null,
		secretKey: null,
		otherSecretKeys: [],
		smtpUrl: null,
		imapUrl: null,
		mailFrom: null,
		mailPort: null,
		mailPlus: null,
		wordsDays: 400,
		tiles: null,
		tilesCredit: null,
		trustProxy: 0,
		metricsToken: null,
		privateEndpoints: [],
		production: false,
		startedByNpm: false,
	});
});

test("reads every setting", () => {
	const config = configOf({
		PORT: "9000",
		HOST: "127.0.0.1",
		WAYLINE_DATA_DIR: "/var/lib/wayline",
		DATABASE_URL: "postgresql://wayline:secret@db:5432/wayline",
		WAYLINE_PUBLIC_URL: "https://Track.Example.com/",
		WAYLINE_API_KEY: "wl_0123456789abcdefghijklmnopqrstuv",
		WAYLINE_SECRET_KEY: someKey,
		WAYLINE_OTHER_SECRET_KEYS: `${Buffer.alloc(32, 8).toString("base64")}, ${"09".repeat(32)}`,
		WAYLINE_SMTP_URL: "smtp://user:password@mail:587",
		WAYLINE_IMAP_URL: "imaps://user:password@mail:993",
		WAYLINE_MAIL_FROM: "Ada's shop <parcels@example.com>",
		WAYLINE_MAIL_PORT: "2525",
		WAYLINE_MAIL_PLUS: "no",
		WAYLINE_KEEP_WORDS_DAYS: "30",
		WAYLINE_TILES: "https://tiles.example.com/{z}/{x}/{y}{r}.png?key=1",
		WAYLINE_TILES_CREDIT: "© OpenStreetMap contributors",
		WAYLINE_TRUST_PROXY: "1",
		WAYLINE_METRICS_TOKEN: "prometheus-0123456789abcdef",
		WAYLINE_PRIVATE_ENDPOINTS: "Hooks.internal:8443, [::1]:3000",
		NODE_ENV: "production",
	});
	expect(config).toEqual({
		port: 9000,
		host: "127.0.0.1",
		dataDir: "/var/lib/wayline",
		databaseUrl: "postgresql://wayline:secret@db:5432/wayline",
		publicUrl: "https://track.example.com",
		apiKey: "wl_0123456789abcdefghijklmnopqrstuv",
		secretKey: Buffer.alloc(32, 7),
		otherSecretKeys: [Buffer.alloc(32, 8), Buffer.alloc(32, 9)],
		smtpUrl: "smtp://user:password@mail:587",
		imapUrl: "imaps://user:password@mail:993",
		mailFrom: "Ada's shop <parcels@example.com>",
		mailPort: { protocol: "smtp", port: 2525 },
		mailPlus: false,
		wordsDays: 30,
		tiles: { kind: "url", template: "https://tiles.example.com/{z}/{x}/{y}{r}.png?key=1" },
		tilesCredit: "© OpenStreetMap contributors",
		trustProxy: 1,
		metricsToken: "prometheus-0123456789abcdef",
		privateEndpoints: ["hooks.internal:8443", "[::1]:3000"],
		production: true,
		startedByNpm: false,
	});
});

test("takes an empty setting for an absent one", () => {
	expect(configOf(Object.fromEntries(SETTING_NAMES.map((name) => [name, " "])))).toEqual(configOf({}));
});

test("a link follows the port unless the public address is set", () => {
	expect(configOf({ PORT: "3000" }).publicUrl).toBe("http://localhost:3000");
	expect(configOf({ PORT: "3000", WAYLINE_PUBLIC_URL: "https://t.example" }).publicUrl).toBe("https://t.example");
});

test.each([
	["2525", { protocol: "smtp", port: 2525 }],
	["smtp:0", { protocol: "smtp", port: 0 }],
	["lmtp:24", { protocol: "lmtp", port: 24 }],
])("mail is listened for on %s", (text, mailPort) => {
	expect(configOf({ WAYLINE_MAIL_PORT: text }).mailPort).toEqual(mailPort);
});

test.each([
	["PORT", "eighty"],
	["PORT", "65536"],
	["PORT", "-1"],
	["PORT", "80.5"],
	["HOST", "not a host"],
	["WAYLINE_PUBLIC_URL", "track.example.com"],
	["WAYLINE_PUBLIC_URL", "ftp://track.example.com"],
	["WAYLINE_PUBLIC_URL", "https://track.example.com/parcels"],
	["WAYLINE_MAIL_FROM", "parcels"],
	["WAYLINE_MAIL_PORT", "99999"],
	["WAYLINE_MAIL_PORT", "imap:143"],
	["WAYLINE_MAIL_PLUS", "maybe"],
	["WAYLINE_KEEP_WORDS_DAYS", "0"],
	["WAYLINE_KEEP_WORDS_DAYS", "for ever"],
	["WAYLINE_TILES", "https://tiles.example.com/{z}/{x}.png"],
	["WAYLINE_TILES", "https://{s}.tiles.example.com/{z}/{x}/{y}.png"],
	["WAYLINE_TILES", "https://tiles.example.com/{z}/{x}/{y}.png?{quadkey}"],
	["WAYLINE_TILES", "https://tiles.example.com/{z}/{x}/{y}/{.png"],
	["WAYLINE_TILES", "https://tiles.example.com;script-src/{z}/{x}/{y}.png"],
	["WAYLINE_TILES", "https://*/{z}/{x}/{y}.png"],
	["WAYLINE_TILES", "https://me:hunter2@tiles.example.com/{z}/{x}/{y}.png"],
	["WAYLINE_TILES", "ftp://tiles.example.com/{z}/{x}/{y}.png"],
	["WAYLINE_TILES", "world.mbtiles"],
	["WAYLINE_TRUST_PROXY", "yes"],
	["WAYLINE_PRIVATE_ENDPOINTS", "https://hooks.internal"],
	["WAYLINE_PRIVATE_ENDPOINTS", "hooks.internal"],
])("refuses %s=%s in one sentence that names it, what was read and what is wanted", (name, value) => {
	const sentences = sentencesOf({ [name]: value });
	expect(sentences).toHaveLength(1);
	expect(sentences[0]).toMatch(new RegExp(`^${name} is .+\\. .+ is wanted\\.$`));
	expect(sentences[0]).toContain(JSON.stringify(value));
});

test("an archive of tiles is found from where the service was started", () => {
	expect(configOf({ WAYLINE_TILES: "maps/world.pmtiles" }).tiles).toEqual({
		kind: "archive",
		file: join(process.cwd(), "maps/world.pmtiles"),
	});
});

test("tiles that no browser would load under the public address are told at the start", () => {
	const tiles = { WAYLINE_TILES: "http://tiles.example.com/{z}/{x}/{y}.png" };
	expect(sentencesOf(tiles)).toEqual([]);
	expect(sentencesOf({ ...tiles, WAYLINE_PUBLIC_URL: "https://t.example" })).toEqual([
		expect.stringMatching(/^WAYLINE_TILES begins with http:.* is wanted\.$/),
	]);
});

test.each([
	["DATABASE_URL", "mysql://wayline:hunter2@db/wayline"],
	["WAYLINE_API_KEY", "hunter2"],
	["WAYLINE_SECRET_KEY", "hunter2"],
	["WAYLINE_SMTP_URL", "http://user:hunter2@mail"],
	["WAYLINE_IMAP_URL", "user:hunter2@mail"],
	["WAYLINE_IMAP_URL", "imaps://hunter2@mail"],
	["WAYLINE_IMAP_URL", "imaps://user:hunter2%@mail"],
])("refuses a wrong %s without repeating the secret in it", (name, value) => {
	const sentences = sentencesOf({ [name]: value });
	expect(sentences[0]).toContain(`${name} is a value of ${value.length} characters`);
	expect(sentences.join(" ")).not.toContain("hunter2");
});

test("a secret may stand in a file, as orchestrators hand it over", () => {
	const file = join(scratch(), "url");
	writeFileSync(file, "postgresql://wayline:hunter2@db/wayline\n");
	const key = { WAYLINE_SECRET_KEY: someKey };
	expect(configOf({ ...key, DATABASE_URL_FILE: file }).databaseUrl).toBe("postgresql://wayline:hunter2@db/wayline");
	expect(unknownSettings({ WAYLINE_SECRET_KEY_FILE: file })).toEqual([]);
	// What is no secret stands in no file.
	expect(unknownSettings({ WAYLINE_PUBLIC_URL_FILE: file })).toHaveLength(1);
	expect(sentencesOf({ ...key, DATABASE_URL: "postgresql://db/wayline", DATABASE_URL_FILE: file })).toEqual([
		"DATABASE_URL and DATABASE_URL_FILE are both set. One of them is wanted.",
	]);
	expect(sentencesOf({ WAYLINE_API_KEY_FILE: `${file}.none` })).toEqual([
		expect.stringMatching(/^WAYLINE_API_KEY_FILE is ".*none", which cannot be read \(ENOENT\)\. .* is wanted\.$/),
	]);
	writeFileSync(file, "hunter2");
	expect(sentencesOf({ WAYLINE_API_KEY_FILE: file }).join()).not.toContain("hunter2");
	writeFileSync(file, "\n");
	expect(sentencesOf({ WAYLINE_API_KEY_FILE: file })).toEqual([expect.stringContaining("which is empty")]);
});

test("tells all wrong settings at once", () => {
	expect(sentencesOf({ PORT: "x", HOST: "a b", WAYLINE_TRUST_PROXY: "x" })).toHaveLength(3);
});

test("wants the secret key with a server database, and says how to make one", () => {
	const url = "postgresql://db/wayline";
	expect(sentencesOf({ DATABASE_URL: url })).toEqual([expect.stringContaining("openssl rand -base64 32")]);
	expect(sentencesOf({ DATABASE_URL: url, WAYLINE_SECRET_KEY: someKey })).toEqual([]);
});

test("reads the same secret key from base64, base64url and hexadecimal", () => {
	const bytes = Buffer.from(Array.from({ length: 32 }, (_, index) => 255 - index * 5));
	for (const encoding of ["base64", "base64url", "hex"] as const) {
		expect(configOf({ WAYLINE_SECRET_KEY: bytes.toString(encoding) }).secretKey).toEqual(bytes);
	}
});

test("makes the secret key of the embedded database once, for its owner's eyes only", () => {
	const config = configOf({ WAYLINE_DATA_DIR: join(scratch(), "new", "data") });
	const made = currentKey(config);
	expect(made).toHaveLength(32);
	expect(currentKey(config)).toEqual(made);
	const file = join(config.dataDir, "secret.key");
	expect(statSync(file).mode & 0o777).toBe(0o600);
	expect(statSync(config.dataDir).mode & 0o777).toBe(0o700);
	expect(Buffer.from(readFileSync(file, "utf8"), "base64")).toEqual(made);
});

test("makes another secret key for another data directory", () => {
	const [one, other] = [scratch(), scratch()].map((directory) => currentKey(configOf({ WAYLINE_DATA_DIR: directory })));
	expect(one).not.toEqual(other);
});

test("refuses a damaged secret key rather than making a new one", () => {
	const config = configOf({ WAYLINE_DATA_DIR: scratch() });
	writeFileSync(join(config.dataDir, "secret.key"), "half a key");
	expect(() => currentKey(config)).toThrow("backup");
});

test("prefers the secret key that was set and writes nothing", () => {
	const directory = join(scratch(), "untouched");
	const config = configOf({ WAYLINE_DATA_DIR: directory, WAYLINE_SECRET_KEY: someKey });
	expect(currentKey(config)).toEqual(Buffer.alloc(32, 7));
	expect(() => statSync(directory)).toThrow("ENOENT");
});

function currentKey(config: Config): Uint8Array {
	return loadSecretKeys(config).current;
}

function scratch(): string {
	const directory = mkdtempSync(join(tmpdir(), "wayline-config-"));
	onTestFinished(() => rmSync(directory, { recursive: true }));
	return directory;
}

test.each([
	["WAYLINE_PORT", " Did you mean PORT?"],
	["WAYLINE_DATABASE_URL", " Did you mean DATABASE_URL?"],
	["WAYLINE_DATADIR", " Did you mean WAYLINE_DATA_DIR?"],
	["WAYLINE_PUBLIC_ULR", " Did you mean WAYLINE_PUBLIC_URL?"],
	["WAYLINE_COLOUR", ""],
])("%s is named as no setting of ours, without its value", (name, meant) => {
	const told = unknownSettings({ [name]: "s3cret", WAYLINE_DATA_DIR: "/tmp", PORT: "1", PATH: "/bin" });
	expect(told).toEqual([`${name} is no setting of Wayline and does nothing.${meant}`]);
});
