import type { MessageReading } from "../store/messages.ts";
import { TookTooLong } from "./call-within.ts";

/** How a message is kept whose reading failed: a bug of ours, listed for its seller, and no reason to refuse anything else. */
export function asPoison(
	error: unknown,
): MessageReading & { readonly problems: readonly [{ kind: "unreadable"; detail: string }] } {
	const what = error instanceof TookTooLong ? "took too long and was given up" : "failed";
	const detail = `Reading this message ${what}. It is kept and can be read again.`;
	return { state: "poison", outcome: null, problems: [{ kind: "unreadable", detail }] };
}
