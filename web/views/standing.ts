import type { ParcelPage } from "../../src/core/page.ts";

/** It waits to be fetched: the last step of the journey, and no trouble. */
export function isToCollect({ condition, milestone }: ParcelPage): boolean {
	return condition === "action_required" && milestone === "ready_for_pickup";
}

/** The buyer says that he does not have it, and has not found it since. */
export function isDisputed({ notReceived, code, condition }: ParcelPage): boolean {
	return notReceived !== undefined || code === "delivered.disputed" || condition === "disputed";
}
