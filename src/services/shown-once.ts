import { createHash } from "node:crypto";
import { Tampered, WrongKey } from "../store/seal.ts";
import type { Deps } from "./deps.ts";

type SealDeps = Pick<Deps, "vault" | "now">;

/** From the form that made a secret to the page that shows it. */
export const SHOWN_ONCE_SECONDS = 120;

/**
 * A secret sealed for the page at `path` of the session with this token, so that its browser can hand it from the form
 * that made it to the page that shows it: nothing of it is kept here, and nobody else can open it.
 */
export function sealShown({ vault, now }: SealDeps, token: string, path: string, secret: string): string {
	const endsAt = now().getTime() + SHOWN_ONCE_SECONDS * 1000;
	const sealed = vault.seal(JSON.stringify([endsAt, secret]), contextOf(token, path));
	return Buffer.from(sealed).toString("base64url");
}

/** Null for what was sealed for another session or page, under another key, or too long ago. */
export function openShown({ vault, now }: SealDeps, token: string, path: string, sealed: string): string | null {
	try {
		const opened = vault.unseal(Buffer.from(sealed, "base64url"), contextOf(token, path));
		const [endsAt, secret]: readonly unknown[] = JSON.parse(opened);
		return typeof endsAt === "number" && typeof secret === "string" && now().getTime() < endsAt ? secret : null;
	} catch (error) {
		if (error instanceof Tampered || error instanceof WrongKey) return null;
		throw error;
	}
}

function contextOf(token: string, path: string): string {
	return `secret shown once at ${path} to ${createHash("sha256").update(token).digest("base64url")}`;
}
