import { createKeptPages, type KeptPages } from "./http/kept-pages.ts";
import type { Database } from "./store/database.ts";
import { followPageChanges, type PageChanges } from "./store/page-changes.ts";

/** Some thousand pages in each language that is asked for. */
const MOST_BYTES = 48 * 1024 * 1024;

export interface KeepingPages {
	readonly keptPages: KeptPages;
	readonly stop: () => Promise<void>;
}

/** Drawn pages in the memory of this process, which follow what the database tells. */
export async function startKeepingPages(db: Database): Promise<KeepingPages> {
	let changes: PageChanges | null = null;
	const isCaughtUp = () => changes?.isCaughtUp() ?? false;
	const keptPages = createKeptPages({ isCaughtUp, maxBytes: MOST_BYTES });
	const following = await followPageChanges(db, keptPages);
	changes = following;
	return { keptPages, stop: following.stop };
}
