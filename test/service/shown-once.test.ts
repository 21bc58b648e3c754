import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { openShown, SHOWN_ONCE_SECONDS, sealShown } from "../../src/services/shown-once.ts";
import { openVault } from "../../src/store/seal.ts";

const PATH = "/console/keys/key_1/secret";
const begun = Date.parse("2026-11-23T12:00:00Z");
const vault = openVault(randomBytes(32));
const after = (seconds: number) => ({ vault, now: () => new Date(begun + seconds * 1000) });

test("a secret is handed to its page of its session, for two minutes, and to no other", () => {
	const sealed = sealShown(after(0), "token", PATH, "wl_secret");
	expect(sealed).toMatch(/^[\w-]+$/);
	expect(Buffer.from(sealed, "base64url").includes("wl_secret")).toBe(false);
	expect(openShown(after(SHOWN_ONCE_SECONDS - 1), "token", PATH, sealed)).toBe("wl_secret");
	for (const opened of [
		openShown(after(SHOWN_ONCE_SECONDS), "token", PATH, sealed),
		openShown(after(1), "another", PATH, sealed),
		openShown(after(1), "token", "/console/keys/key_2/secret", sealed),
		openShown({ ...after(1), vault: openVault(randomBytes(32)) }, "token", PATH, sealed),
		...["", "x", "__", sealed.slice(0, -2), `A${sealed}`].map((damaged) => openShown(after(1), "token", PATH, damaged)),
	]) {
		expect(opened).toBeNull();
	}
});
