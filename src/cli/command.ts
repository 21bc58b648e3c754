import type { Readable, Writable } from "node:stream";
import type { Places } from "../geo/places.ts";
import type { Deps } from "../services/deps.ts";
import type { ImportOptions } from "../services/import-rows.ts";
import type { Forgotten, SellerDeps } from "../services/sellers.ts";

export interface Command {
	/** One word, or noun and verb. */
	readonly name: string;
	/** What follows the name, in capitals; one in brackets may be left out, one that ends in "…" may be several. */
	readonly words: readonly string[];
	readonly about: string;
	readonly more?: readonly string[];
	readonly flags: Readonly<Record<string, Flag>>;
	/** Answers the exit code, or a sentence saying what was not understood. */
	readonly run: (given: Arguments, deps: CommandDeps) => Promise<ExitCode | string>;
}

export interface Flag {
	/** What the flag takes, in capitals; absent for a switch. */
	readonly value?: string;
	readonly about: string;
}

export interface Arguments {
	readonly flags: Readonly<Record<string, string | boolean>>;
	readonly words: readonly string[];
}

/** 0 done, 1 failed, 2 not understood. */
export type ExitCode = 0 | 1 | 2;

/** What main hands to the commands: the streams, and the work that needs layers a command may not know. */
export interface CommandDeps {
	readonly stdin: Readable;
	readonly stdout: Writable;
	readonly stderr: Writable;
	/** Runs the service; resolves when it has stopped. */
	readonly serve: () => Promise<void>;
	/** Brings the database's tables up to date. */
	readonly migrate: () => Promise<void>;
	/** Plays demonstration parcels through the webhook door of a running service. */
	readonly demo: (options: DemoOptions) => Promise<void>;
	/** The address that buyers and carriers reach, without a slash at its end. */
	readonly publicUrl: () => string;
	/** The gazetteer: built in, and what was imported into the data directory. */
	readonly places: () => Promise<Places>;
	/** The file of the gazetteer that is built in, and the directory that imported ones lie below. */
	readonly placesFiles: () => { readonly built: string; readonly dataDir: string };
	/** Sends a mail to ourselves and tells what became of it. `tell` gets what is under way. */
	readonly checkMail: (tell: (line: string) => void) => Promise<readonly CheckedThing[]>;
	/** Throws away what was sealed under a key that is lost. */
	readonly forgetSecrets: (isRehearsal: boolean) => Promise<Forgotten>;
	/** Seals all that is kept under the secret key of now; `onProgress` counts the values. */
	readonly rotateSecret: (onProgress: (done: number, total: number) => void) => Promise<RotatedSecret>;
	/** Opens the database, does the work and closes it again, also when the work throws. */
	readonly withDatabase: <T>(work: (deps: SellerDeps) => Promise<T>) => Promise<T>;
	/** The same with all that registering parcels needs, and the rules that a body of POST /v1/shipments is checked by. */
	readonly withServices: <T>(work: (deps: Deps, check: ImportOptions["check"]) => Promise<T>) => Promise<T>;
}

/** What became of values that are sealed. */
export interface RotatedSecret {
	readonly resealed: number;
	/** That open under no key. */
	readonly damaged: number;
	/** That are still under another key than the one of now. */
	readonly left: number;
	/** Where the key stands; `former`: the file that holds the one before, once the new one took its place. */
	readonly key: { readonly kind: "setting" } | { readonly kind: "file"; readonly former: string | null };
}

/** What `doctor` found out about one thing, a sentence each. */
export interface CheckedThing {
	/** `open`: it could not be told. */
	readonly state: "right" | "wrong" | "open";
	readonly found: string;
	/** What to do about it. */
	readonly remedy: string | null;
}

export interface DemoOptions {
	readonly parcels: number;
	/** How many times faster than the world the parcels travel. */
	readonly speed: number;
}
