import { randomBytes } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The key that seals credentials: the setting, or beside the embedded database the file `secret.key`, made at the first
 * call and readable by its owner alone.
 */
export function loadSecretKey(config: { readonly secretKey: Uint8Array | null; readonly dataDir: string }): Uint8Array {
	if (config.secretKey !== null) return config.secretKey;
	const file = join(config.dataDir, "secret.key");
	const kept = readIfThere(file) ?? makeSecretKey(config.dataDir, file);
	const key = secretBytes(kept.trim());
	if (key === null) {
		throw new Error(`${file} does not hold 32 bytes in base64. Put the right file back from your backup.`);
	}
	return key;
}

function makeSecretKey(directory: string, file: string): string {
	mkdirSync(directory, { recursive: true, mode: 0o700 });
	const temporary = `${file}.${process.pid}`;
	writeFileSync(temporary, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600 });
	chmodSync(temporary, 0o600);
	try {
		// A link fails where the file exists, so that of two processes that start together one makes the key for both.
		linkSync(temporary, file);
	} catch (error) {
		if (!hasCode(error, "EEXIST")) throw error;
	} finally {
		rmSync(temporary, { force: true });
	}
	return readFileSync(file, "utf8");
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
