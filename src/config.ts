import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { nearestOf } from "./core/nearest.ts";
import type { TilesSetting } from "./http/tiles.ts";
import { holdsLogIn, MAIL_PORT, MAILBOX, type MailPort, mailPortOf } from "./mail-settings.ts";
import { secretBytes } from "./secret-key.ts";
import { WORDS_DAYS } from "./store/forget-words.ts";
import { isMixed, tilesOf } from "./tiles-setting.ts";

/** What the service was told from outside. Nobody else reads the environment. */
export interface Config {
	readonly port: number;
	readonly host: string;
	/** Absolute. */
	readonly dataDir: string;
	/** Null: the embedded database in the data directory. */
	readonly databaseUrl: string | null;
	/** Without a slash at its end. */
	readonly publicUrl: string;
	readonly apiKey: string | null;
	/** 32 bytes; null: the one kept in the data directory, see `loadSecretKey`. */
	readonly secretKey: Uint8Array | null;
	/** 32 bytes each: they open what they sealed, and seal nothing. */
	readonly otherSecretKeys: readonly Uint8Array[];
	readonly smtpUrl: string | null;
	readonly imapUrl: string | null;
	readonly mailFrom: string | null;
	/** Where mail is listened for. */
	readonly mailPort: MailPort | null;
	/** Whether what is sent to `name+anything@…` comes to the mailbox as well; null: see `repliesTo`. */
	readonly mailPlus: boolean | null;
	/** For how many days what people wrote is kept, after the last of it. */
	readonly wordsDays: number;
	/** Null: the bundled map alone. */
	readonly tiles: TilesSetting | null;
	/** Whom the map names for the tiles, as text or as HTML with links; null: whom the archive names. */
	readonly tilesCredit: string | null;
	/** How many reverse proxies stand before the service, so that a buyer's address is read from the right hop. */
	readonly trustProxy: number;
	/** `host:port` of endpoints that may be private and without TLS. */
	readonly privateEndpoints: readonly string[];
	/** Who shows it may read `/metrics`; null: callers of this machine alone, and nobody behind a proxy. */
	readonly metricsToken: string | null;
	/** NODE_ENV is `production`: no demonstration data. */
	readonly production: boolean;
	/** `npm start` runs the service: see main.ts, which then ends with it. */
	readonly startedByNpm: boolean;
}

export type ConfigReading =
	| { readonly kind: "config"; readonly config: Config }
	/** A plain sentence for each setting that is wrong. */
	| { readonly kind: "wrong"; readonly sentences: readonly string[] };

interface Setting<T> {
	/** What is wanted, to end the sentence "… is wanted". */
	readonly wanted: string;
	/** The value may hold a password: sentences name its length only. */
	readonly secret?: true;
	/** Undefined: not what is wanted. */
	readonly schema: z.ZodType<T, string>;
}

const port = z
	.string()
	.regex(/^\d{1,5}$/)
	.transform(Number)
	.pipe(z.number().max(65535));

const HOST_AND_PORT = /^(?:[\w.-]+|\[[\da-f:.]+\]):\d{1,5}$/;

/** 127.1:3000 is 127.0.0.1:3000, and an address of IPv6 has one shortest form. */
function asUrlsWriteIt(host: string): string {
	const { hostname, port } = new URL(`http://${host}`);
	return `${hostname}:${port || 80}`;
}

const SETTINGS = {
	PORT: { wanted: "A port from 0 to 65535 (0 takes any free one)", schema: port },
	HOST: { wanted: "An address or name to listen on, such as 127.0.0.1", schema: z.string().regex(/^[\w.:-]+$/) },
	WAYLINE_DATA_DIR: { wanted: "The path of a directory", schema: z.string().regex(/^[^\0]+$/) },
	DATABASE_URL: {
		wanted: "An address such as postgresql://user:password@host:5432/wayline",
		secret: true,
		schema: urlOf("postgres:", "postgresql:"),
	},
	WAYLINE_PUBLIC_URL: {
		wanted: "The address that buyers and carriers reach, such as https://track.example.com, without a path",
		schema: urlOf("http:", "https:")
			.refine((text) => isOrigin(new URL(text)))
			.transform((text) => new URL(text).origin),
	},
	WAYLINE_API_KEY: {
		wanted: "A key of 24 to 200 letters, digits, hyphens and underscores",
		secret: true,
		schema: z.string().regex(/^[\w-]{24,200}$/),
	},
	WAYLINE_SECRET_KEY: {
		wanted: "32 random bytes in base64, as `openssl rand -base64 32` makes them,",
		secret: true,
		schema: z.string().transform((text, context) => secretBytes(text) ?? refuse(context)),
	},
	WAYLINE_OTHER_SECRET_KEYS: {
		wanted: "One key like WAYLINE_SECRET_KEY, or several with commas between,",
		secret: true,
		schema: z.string().transform((text, context) => {
			const keys = text.split(/\s*,\s*/).map(secretBytes);
			return keys.every((key) => key !== null) ? keys : refuse(context);
		}),
	},
	WAYLINE_SMTP_URL: {
		wanted: "An address such as smtp://user:password@host:587",
		secret: true,
		schema: urlOf("smtp:", "smtps:"),
	},
	WAYLINE_IMAP_URL: {
		wanted: "An address such as imaps://user:password@host:993, or with a folder of it such as …:993/Parcels,",
		secret: true,
		schema: urlOf("imap:", "imaps:").refine(holdsLogIn),
	},
	WAYLINE_MAIL_FROM: {
		wanted: "An e-mail address, alone or as Shop <parcels@example.com>,",
		schema: z.string().regex(MAILBOX),
	},
	WAYLINE_MAIL_PORT: {
		wanted: "A port from 0 to 65535 that mail is listened for on, such as 2525, or lmtp:2525 for LMTP,",
		schema: z
			.string()
			.regex(MAIL_PORT)
			.transform(mailPortOf)
			.refine(({ port: number }) => number <= 65535),
	},
	WAYLINE_MAIL_PLUS: {
		wanted: "yes, or no where name+anything@… does not reach the mailbox,",
		schema: z
			.string()
			.regex(/^(?:yes|no)$/i)
			.transform((word) => /^yes$/i.test(word)),
	},
	WAYLINE_KEEP_WORDS_DAYS: {
		wanted: "The number of days that what people wrote is kept, from 1 to 3650,",
		schema: z
			.string()
			.regex(/^\d{1,4}$/)
			.transform(Number)
			.pipe(z.number().min(1).max(3650)),
	},
	WAYLINE_TILES: {
		wanted: "A tile address with {z}, {x} and {y} and nothing else in braces, or the path of a .pmtiles file,",
		schema: z.string().transform((text, context) => tilesOf(text) ?? refuse(context)),
	},
	WAYLINE_TILES_CREDIT: {
		wanted: 'At most 500 characters of text, links in it as <a href="https://…">…</a>,',
		schema: z.string().max(500),
	},
	WAYLINE_TRUST_PROXY: {
		wanted: "The number of reverse proxies before the service, from 0 to 9,",
		schema: z.string().regex(/^\d$/).transform(Number),
	},
	WAYLINE_METRICS_TOKEN: {
		wanted: "A token of 24 to 200 letters, digits, hyphens and underscores",
		secret: true,
		schema: z.string().regex(/^[\w-]{24,200}$/),
	},
	WAYLINE_PRIVATE_ENDPOINTS: {
		wanted: "Hosts with their ports and commas between, such as hooks.internal:8443,localhost:3000,",
		schema: z
			.string()
			.transform((text) => text.toLowerCase().split(/\s*,\s*/))
			.refine((hosts) => hosts.every((host) => HOST_AND_PORT.test(host) && URL.canParse(`http://${host}`)))
			.transform((hosts) => hosts.map(asUrlsWriteIt)),
	},
} satisfies Record<string, Setting<unknown>>;

export type SettingName = keyof typeof SETTINGS;
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

/** Those that may stand in a file, which the setting with `_FILE` at its end names: as orchestrators hand secrets over. */
export const FILE_SETTING_NAMES = SETTING_NAMES.filter((name) => "secret" in SETTINGS[name]).map(
	(name) => `${name}_FILE` as const,
);

/** Reads every setting. An empty value counts as absent, as compose files and unit files write it. */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): ConfigReading {
	const sentences: string[] = [];
	function textOf(name: SettingName, { secret }: Setting<unknown>): string {
		const text = environment[name]?.trim() ?? "";
		const file = secret === true ? (environment[`${name}_FILE`]?.trim() ?? "") : "";
		if (file === "") return text;
		if (text !== "") {
			sentences.push(`${name} and ${name}_FILE are both set. One of them is wanted.`);
			return "";
		}
		try {
			const kept = readFileSync(file, "utf8").trim();
			if (kept === "")
				sentences.push(`${name}_FILE is ${JSON.stringify(file)}, which is empty. A file with the value is wanted.`);
			return kept;
		} catch (error) {
			const why = error instanceof Error && "code" in error ? String(error.code) : "it is no file";
			sentences.push(
				`${name}_FILE is ${JSON.stringify(file)}, which cannot be read (${why}). A file with the value is wanted.`,
			);
			return "";
		}
	}
	function read<T>(name: SettingName, setting: Setting<T>): T | null {
		const text = textOf(name, setting);
		if (text === "") return null;
		const parsed = setting.schema.safeParse(text);
		if (parsed.success) return parsed.data;
		sentences.push(`${name} is ${shown(text, setting)}. ${setting.wanted} is wanted.`);
		return null;
	}
	const portNumber = read("PORT", SETTINGS.PORT) ?? 8080;
	const config: Config = {
		port: portNumber,
		host: read("HOST", SETTINGS.HOST) ?? "0.0.0.0",
		dataDir: resolve(read("WAYLINE_DATA_DIR", SETTINGS.WAYLINE_DATA_DIR) ?? "data"),
		databaseUrl: read("DATABASE_URL", SETTINGS.DATABASE_URL),
		publicUrl: read("WAYLINE_PUBLIC_URL", SETTINGS.WAYLINE_PUBLIC_URL) ?? `http://localhost:${portNumber}`,
		apiKey: read("WAYLINE_API_KEY", SETTINGS.WAYLINE_API_KEY),
		secretKey: read("WAYLINE_SECRET_KEY", SETTINGS.WAYLINE_SECRET_KEY),
		otherSecretKeys: read("WAYLINE_OTHER_SECRET_KEYS", SETTINGS.WAYLINE_OTHER_SECRET_KEYS) ?? [],
		smtpUrl: read("WAYLINE_SMTP_URL", SETTINGS.WAYLINE_SMTP_URL),
		imapUrl: read("WAYLINE_IMAP_URL", SETTINGS.WAYLINE_IMAP_URL),
		mailFrom: read("WAYLINE_MAIL_FROM", SETTINGS.WAYLINE_MAIL_FROM),
		mailPort: read("WAYLINE_MAIL_PORT", SETTINGS.WAYLINE_MAIL_PORT),
		mailPlus: read("WAYLINE_MAIL_PLUS", SETTINGS.WAYLINE_MAIL_PLUS),
		wordsDays: read("WAYLINE_KEEP_WORDS_DAYS", SETTINGS.WAYLINE_KEEP_WORDS_DAYS) ?? WORDS_DAYS,
		tiles: read("WAYLINE_TILES", SETTINGS.WAYLINE_TILES),
		tilesCredit: read("WAYLINE_TILES_CREDIT", SETTINGS.WAYLINE_TILES_CREDIT),
		trustProxy: read("WAYLINE_TRUST_PROXY", SETTINGS.WAYLINE_TRUST_PROXY) ?? 0,
		privateEndpoints: read("WAYLINE_PRIVATE_ENDPOINTS", SETTINGS.WAYLINE_PRIVATE_ENDPOINTS) ?? [],
		metricsToken: read("WAYLINE_METRICS_TOKEN", SETTINGS.WAYLINE_METRICS_TOKEN),
		production: environment.NODE_ENV === "production",
		startedByNpm: environment.npm_lifecycle_event === "start",
	};
	if (config.databaseUrl !== null && config.secretKey === null && sentences.length === 0) {
		sentences.push(
			"WAYLINE_SECRET_KEY is absent. With DATABASE_URL every node needs the same one: make it with `openssl rand -base64 32` and keep it safe, because credentials sealed with it cannot be read without it.",
		);
	}
	if (config.tiles?.kind === "url" && isMixed(config.publicUrl, config.tiles.template)) {
		sentences.push(
			"WAYLINE_TILES begins with http:// and WAYLINE_PUBLIC_URL with https://: browsers load no such tiles. An address with https:// is wanted.",
		);
	}
	return sentences.length === 0 ? { kind: "config", config } : { kind: "wrong", sentences };
}

const KNOWN: readonly string[] = [...SETTING_NAMES, ...FILE_SETTING_NAMES];

/** A sentence for each setting that is named like one of ours and is none: nobody would notice that it does nothing. */
export function unknownSettings(
	environment: Readonly<Record<string, string | undefined>> = process.env,
): readonly string[] {
	return Object.keys(environment)
		.filter((name) => name.startsWith("WAYLINE_") && !KNOWN.some((known) => known === name))
		.map((name) => {
			const meant =
				SETTING_NAMES.find((known) => known === name.slice("WAYLINE_".length)) ?? nearestOf(name, SETTING_NAMES);
			return `${name} is no setting of Wayline and does nothing.${meant === null ? "" : ` Did you mean ${meant}?`}`;
		});
}

function refuse(context: z.core.$RefinementCtx<string>): never {
	context.issues.push({ code: "custom", input: context.value, message: "not 32 bytes" });
	return z.NEVER;
}

function urlOf(...protocols: readonly string[]): z.ZodType<string, string> {
	return z
		.string()
		.refine(
			(text) => URL.canParse(text) && protocols.includes(new URL(text).protocol) && new URL(text).hostname !== "",
			{ abort: true },
		);
}

function isOrigin(url: URL): boolean {
	return url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "" && url.password === "";
}

function shown(text: string, setting: Setting<unknown>): string {
	if (setting.secret === true) return `a value of ${text.length} characters that is not understood`;
	return JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text);
}
