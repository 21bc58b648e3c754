import { expect, test } from "vitest";
import { openVault, Tampered, WrongKey } from "../../src/store/seal.ts";

const key = new Uint8Array(32).fill(1);
const other = new Uint8Array(32).fill(2);
const context = "credentials of con_1";

test("opens what it sealed, whatever the text", () => {
	const vault = openVault(key);
	for (const plain of ["", "secret", "密码 🔑", "x".repeat(100_000)]) {
		expect(vault.unseal(vault.seal(plain, context), context)).toBe(plain);
	}
});

test("seals the same text differently each time, and shows none of it", () => {
	const vault = openVault(key);
	const one = Buffer.from(vault.seal("carrier-password", context));
	expect(one.equals(Buffer.from(vault.seal("carrier-password", context)))).toBe(false);
	expect(one.includes("carrier-password")).toBe(false);
});

test("names the setting when the key is another", () => {
	const sealed = openVault(key).seal("secret", context);
	expect(() => openVault(other).unseal(sealed, context)).toThrow(WrongKey);
	expect(() => openVault(other).unseal(sealed, context)).toThrow("WAYLINE_SECRET_KEY");
});

test("does not open in another place than it was sealed for", () => {
	const vault = openVault(key);
	expect(() => vault.unseal(vault.seal("secret", context), "credentials of con_2")).toThrow(Tampered);
});

test("does not open when any one byte is changed or cut", () => {
	const vault = openVault(key);
	const sealed = vault.seal("secret", context);
	for (const index of sealed.keys()) {
		const changed = Uint8Array.from(sealed);
		changed[index] = (changed[index] ?? 0) ^ 1;
		expect(() => vault.unseal(changed, context)).toThrow();
		expect(() => vault.unseal(sealed.subarray(0, index), context)).toThrow();
	}
});

test("after a change of key opens what the former key sealed, and seals with the new one", () => {
	const sealed = openVault(key).seal("secret", context);
	const changed = openVault(other, [key]);
	expect(changed.unseal(sealed, context)).toBe("secret");
	expect(openVault(other).unseal(changed.seal("secret", context), context)).toBe("secret");
});

test("tags a text so that nobody without the key can, and nobody for another purpose or text", () => {
	const tag = Buffer.from(openVault(key).tagOf("tok1 until noon", "recognised readers"));
	expect(tag).toHaveLength(32);
	expect(tag.equals(openVault(key).tagOf("tok1 until noon", "recognised readers"))).toBe(true);
	for (const another of [
		openVault(other).tagOf("tok1 until noon", "recognised readers"),
		openVault(other, [key]).tagOf("tok1 until noon", "recognised readers"),
		openVault(key).tagOf("tok2 until noon", "recognised readers"),
		openVault(key).tagOf("tok1 until noon", "reviewers"),
	]) {
		expect(tag.equals(another)).toBe(false);
	}
});

test("refuses a key of the wrong length", () => {
	expect(() => openVault(new Uint8Array(16))).toThrow("32 bytes");
});
