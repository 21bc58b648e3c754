import { randomBytes } from "node:crypto";
import {
	chmodSync,
	closeSync,
	fsyncSync,
	linkSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { SecretKeys } from "./store/tag-keys.ts";

export interface KeySettings {
	readonly secretKey: Uint8Array | null;
	readonly otherSecretKeys: readonly Uint8Array[];
	readonly dataDir: string;
}

/**
 * The key that seals credentials: the setting, or beside the embedded database the file `secret.key`, made at the first
 * call and readable by its owner alone. Beside it those that open as well: of the setting, and in the data directory
 * `secret.key.next`, which a change of the key that was cut short leaves, and `secret.key.former`.
 */
export function loadSecretKeys({ secretKey, otherSecretKeys, dataDir }: KeySettings): SecretKeys {
	if (secretKey !== null) return { current: secretKey, others: otherSecretKeys };
	const { current, next, former } = filesIn(dataDir);
	const beside = [next, former].filter((file) => readIfThere(file) !== null).map(readKey);
	return { current: readOrMakeKey(current), others: [...otherSecretKeys, ...beside] };
}

/** The key that `secret.key` is to hold next, made and on the disk for good; the same one until it is in its place. */
export function nextSecretKey(dataDir: string): Uint8Array {
	return readOrMakeKey(filesIn(dataDir).next);
}

/**
 * Puts the next key into `secret.key`. The one before stays in `secret.key.former`, because the embedded database may
 * lose its last seconds when the machine dies. Killed at any point, every key is in one of the three files.
 */
export function takeNextSecretKey(dataDir: string): { readonly former: string } {
	const { current, next, former } = filesIn(dataDir);
	rmSync(former, { force: true });
	linkSync(current, former);
	renameSync(next, current);
	flush(dataDir);
	return { former };
}

function filesIn(dataDir: string) {
	const current = join(dataDir, "secret.key");
	return { current, next: `${current}.next`, former: `${current}.former` };
}

function readOrMakeKey(file: string): Uint8Array {
	if (readIfThere(file) === null) makeSecretKey(file);
	return readKey(file);
}

function readKey(file: string): Uint8Array {
	const key = secretBytes(readFileSync(file, "utf8").trim());
	if (key === null) {
		throw new Error(`${file} does not hold 32 bytes in base64. Put the right file back from your backup.`);
	}
	return key;
}

function makeSecretKey(file: string): void {
	mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
	const temporary = `${file}.${process.pid}`;
	writeFileSync(temporary, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flush: true });
	chmodSync(temporary, 0o600);
	try {
		// A link fails where the file exists, so that of two processes that start together one makes the key for both.
		linkSync(temporary, file);
	} catch (error) {
		if (!hasCode(error, "EEXIST")) throw error;
	} finally {
		rmSync(temporary, { force: true });
	}
	flush(dirname(file));
}

/** A name in a directory survives a power cut once the directory is on the disk. */
function flush(directory: string): void {
	const opened = openSync(directory, "r");
	try {
		fsyncSync(opened);
	} finally {
		closeSync(opened);
	}
}

function readIfThere(file: string): string | null {
	try {
		return readFileSync(file, "utf8");
	} catch (error) {
		if (hasCode(error, "ENOENT")) return null;
		throw error;
	}
}

function hasCode(error: unknown, code: string): boolean {
	return error instanceof Error && "code" in error && error.code === code;
}

/** 32 bytes in base64, base64url or hexadecimal; null for anything else. */
export function secretBytes(text: string): Uint8Array | null {
	if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, "hex");
	if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return null;
	return Buffer.from(text, "base64");
}
