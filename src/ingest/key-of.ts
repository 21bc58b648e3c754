import { hash } from "node:crypto";
import { scanKey } from "../core/identity.ts";

/** The key of a canonical text: 16 hexadecimal digits of its SHA-256. */
export function keyOf(canonicalText: string): string {
	return scanKey(canonicalText, (text) => hash("sha256", text, "hex"));
}
