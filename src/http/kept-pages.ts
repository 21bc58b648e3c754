import type { OpenPage } from "../services/pages.ts";

/** An answer to whoever asks for a page in one form and language. */
export interface KeptAnswer {
	/** All that differ from those of every answer. */
	readonly headers: Readonly<Record<string, string>>;
	readonly etag: string;
	readonly body: Uint8Array<ArrayBuffer>;
	/** Null until somebody took it so. */
	packed: Uint8Array<ArrayBuffer> | null;
}

/** A page as it was read, with the answers that were made of it. */
export interface KeptPage {
	readonly open: OpenPage;
	readonly answers: ReadonlyMap<string, KeptAnswer>;
}

/**
 * Pages in this process's memory, for readers of whom nothing is known but the link. One that stands may be shown without a
 * question to the database: it was read in this minute, nothing was told since of anything that it was read of, and whoever
 * tells is heard. Any other is read again; where the same was read, what was made of it serves again.
 */
export interface KeptPages {
	/** Null where it has to be read. */
	standing(token: string, minute: number): KeptPage | null;
	/**
	 * Reads it by `ask`, which is given what was read before. Two never share one read: who comes after a change must not be
	 * given what somebody before him asked for. Null where the link opens nothing.
	 */
	read(token: string, ask: (before: OpenPage | null) => Promise<OpenPage | null>): Promise<KeptPage | null>;
	keep(page: KeptPage, form: string, answer: KeptAnswer): void;
	/** Keeps the answer packed as well. */
	keepPacked(page: KeptPage, answer: KeptAnswer, packed: Uint8Array<ArrayBuffer>): void;
	/** What was read of any of these has changed. */
	changed(marks: readonly string[]): void;
	/** Changes were missed: nothing stands. */
	missed(): void;
}

export interface KeptPagesOptions {
	/** Whether what was committed until now was told: see store/page-changes.ts. */
	readonly isCaughtUp: () => boolean;
	/** Of all pages and answers together, about; the pages asked for longest ago go first. */
	readonly maxBytes: number;
}

interface Page extends KeptPage {
	readonly token: string;
	readonly answers: Map<string, KeptAnswer>;
	isStanding: boolean;
	bytes: number;
}

/** What was told while somebody reads. */
interface Reading {
	readonly told: Set<string>;
	hasMissed: boolean;
}

// Each is a language or a form of it; whoever asks for more of one page goes through them all.
const MOST_ANSWERS = 40;
/** Of a page beside its texts. */
const OVERHEAD_BYTES = 2_000;

export function createKeptPages({ isCaughtUp, maxBytes }: KeptPagesOptions): KeptPages {
	// The one asked for longest ago first.
	const pages = new Map<string, Page>();
	const pagesByMark = new Map<string, Set<Page>>();
	const readings = new Set<Reading>();
	let bytes = 0;

	function remove(page: Page): void {
		page.isStanding = false;
		if (pages.get(page.token) !== page) return;
		pages.delete(page.token);
		bytes -= page.bytes;
		for (const mark of page.open.marks) {
			const marked = pagesByMark.get(mark);
			marked?.delete(page);
			if (marked?.size === 0) pagesByMark.delete(mark);
		}
	}

	function add(page: Page): void {
		const before = pages.get(page.token);
		if (before) remove(before);
		pages.set(page.token, page);
		bytes += page.bytes;
		for (const mark of page.open.marks) pagesByMark.set(mark, (pagesByMark.get(mark) ?? new Set()).add(page));
		makeRoom();
	}

	function makeRoom(): void {
		for (const page of pages.values()) {
			if (bytes <= maxBytes) return;
			remove(page);
		}
	}

	function grow(page: Page, by: number): void {
		// One that was removed meanwhile is counted no more.
		if (pages.get(page.token) !== page) return;
		page.bytes += by;
		bytes += by;
		makeRoom();
	}

	function touch(page: Page): void {
		pages.delete(page.token);
		pages.set(page.token, page);
	}

	return {
		standing(token, minute) {
			const page = pages.get(token);
			if (!page?.isStanding || page.open.minute !== minute || !isCaughtUp()) return null;
			touch(page);
			return page;
		},
		async read(token, ask) {
			const reading: Reading = { told: new Set(), hasMissed: false };
			readings.add(reading);
			try {
				const before = pages.get(token) ?? null;
				const open = await ask(before?.open ?? null);
				const known = pages.get(token);
				if (!open) {
					if (known) remove(known);
					return null;
				}
				const isKnown = known !== undefined && known.open === open;
				const page = isKnown ? known : newPage(token, open);
				page.isStanding = !reading.hasMissed && !open.marks.some((mark) => reading.told.has(mark));
				if (isKnown) touch(page);
				else add(page);
				return page;
			} finally {
				readings.delete(reading);
			}
		},
		keep(kept, form, answer) {
			const page = asKept(kept);
			if (page.answers.size >= MOST_ANSWERS) {
				grow(page, -sum([...page.answers.values()].map(bytesOf)));
				page.answers.clear();
			}
			if (page.answers.has(form)) return;
			page.answers.set(form, answer);
			grow(page, bytesOf(answer));
		},
		keepPacked(kept, answer, packed) {
			if (answer.packed !== null) return;
			answer.packed = packed;
			grow(asKept(kept), packed.length);
		},
		changed(marks) {
			for (const mark of marks) {
				for (const page of pagesByMark.get(mark) ?? []) page.isStanding = false;
				for (const { told } of readings) told.add(mark);
			}
		},
		missed() {
			for (const page of pages.values()) page.isStanding = false;
			for (const reading of readings) reading.hasMissed = true;
		},
	};
}

function newPage(token: string, open: OpenPage): Page {
	const { page, beside } = open.source;
	return {
		token,
		open,
		answers: new Map(),
		isStanding: false,
		bytes: OVERHEAD_BYTES + 4 * (page.length + beside.length),
	};
}

/** Whoever has one got it here. */
function asKept(page: KeptPage): Page {
	return page as Page;
}

function bytesOf({ body, packed }: KeptAnswer): number {
	return body.length + (packed?.length ?? 0);
}

function sum(figures: readonly number[]): number {
	return figures.reduce((total, figure) => total + figure, 0);
}
