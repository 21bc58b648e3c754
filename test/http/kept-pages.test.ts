import { describe, expect, it } from "vitest";
import { createKeptPages, type KeptAnswer, type KeptPagesOptions } from "../../src/http/kept-pages.ts";
import type { OpenPage } from "../../src/services/pages.ts";
import { openPage } from "./helpers/services.ts";

const MINUTE = 29_406_000;
const answer = (bytes: number): KeptAnswer => ({
	headers: {},
	etag: 'W/"1"',
	body: new Uint8Array(bytes),
	packed: null,
});
const aPage = (...marks: readonly string[]): OpenPage => openPage({ minute: MINUTE, marks });

function kept(options: Partial<KeptPagesOptions> = {}) {
	return createKeptPages({ isCaughtUp: () => true, maxBytes: 1_000_000, ...options });
}

describe("a kept page", () => {
	it("stands in the minute in which it was read, while whoever tells of changes is heard", async () => {
		let isCaughtUp = true;
		const pages = kept({ isCaughtUp: () => isCaughtUp });
		const open = aPage("p1.1");
		await pages.read("a", async () => open);
		expect(pages.standing("a", MINUTE)?.open).toBe(open);
		expect(pages.standing("a", MINUTE + 1)).toBeNull();
		expect(pages.standing("b", MINUTE)).toBeNull();
		isCaughtUp = false;
		expect(pages.standing("a", MINUTE)).toBeNull();
	});

	it("stands no more once anything that it was read of is told to have changed", async () => {
		const pages = kept();
		for (const mark of ["s1", "p1.1", "o1.7"]) {
			for (const token of ["a", "b"]) await pages.read(token, async () => aPage("s1", "p1.1", "o1.7"));
			await pages.read("c", async () => aPage("s2", "p2.1"));
			pages.changed(["x", mark]);
			expect(["a", "b", "c"].map((token) => pages.standing(token, MINUTE) !== null)).toEqual([false, false, true]);
		}
		pages.missed();
		expect(pages.standing("c", MINUTE)).toBeNull();
	});

	it("does not stand where a change was told, or missed, while it was read", async () => {
		const pages = kept();
		const during = async (happens: () => void) => {
			await pages.read("a", async () => {
				happens();
				return aPage("p1.1");
			});
			return pages.standing("a", MINUTE) !== null;
		};
		expect(await during(() => pages.changed(["p1.1"]))).toBe(false);
		expect(await during(() => pages.missed())).toBe(false);
		expect(await during(() => pages.changed(["p1.2"]))).toBe(true);
	});

	it("is never what somebody asked for before a change that who comes later must see", async () => {
		const pages = kept();
		let answerFirst = (_: OpenPage) => {};
		const first = pages.read("a", () => new Promise((resolve) => (answerFirst = resolve)));
		pages.changed(["p1.1"]);
		const newer = aPage("p1.1");
		expect((await pages.read("a", async () => newer))?.open).toBe(newer);
		answerFirst(aPage("p1.1"));
		await first;
		expect(pages.standing("a", MINUTE)).toBeNull();
	});

	it("serves what was made of it again where the same is read, and not where another is", async () => {
		const pages = kept();
		const open = aPage("p1.1");
		const page = await pages.read("a", async () => open);
		if (page) pages.keep(page, "json", answer(10));
		pages.changed(["p1.1"]);
		const again = await pages.read("a", async (before) => before);
		expect(again?.answers.get("json")?.body.length).toBe(10);
		expect(pages.standing("a", MINUTE)?.open).toBe(open);
		expect((await pages.read("a", async () => aPage("p1.1")))?.answers.size).toBe(0);
	});

	it("is gone once its link opens nothing", async () => {
		const pages = kept();
		await pages.read("a", async () => aPage("p1.1"));
		expect(await pages.read("a", async () => null)).toBeNull();
		expect(pages.standing("a", MINUTE)).toBeNull();
		let known: OpenPage | null = aPage();
		await pages.read("a", async (before) => {
			known = before;
			return null;
		});
		expect(known).toBeNull();
	});
});

describe("memory", () => {
	it("holds no more than it may, and lets go of what was asked for longest ago", async () => {
		const pages = kept({ maxBytes: 100_000 });
		for (const token of ["a", "b", "c", "d"]) {
			const page = await pages.read(token, async () => aPage("p1.1"));
			if (page) pages.keep(page, "en", answer(20_000));
			pages.standing("a", MINUTE);
		}
		const there = () => ["a", "b", "c", "d", "e"].filter((token) => pages.standing(token, MINUTE) !== null);
		expect(there()).toEqual(["a", "b", "c", "d"]);
		pages.standing("a", MINUTE);
		const fifth = await pages.read("e", async () => aPage("p1.1"));
		if (fifth) pages.keepPacked(fifth, answer(0), new Uint8Array(30_000));
		expect(there()).toEqual(["a", "c", "d", "e"]);
		const large = await pages.read("f", async () => aPage("p1.1"));
		if (large) pages.keep(large, "en", answer(200_000));
		expect(there()).toEqual([]);
		expect(pages.standing("f", MINUTE)).toBeNull();
	});

	it("is not filled by one page in ever more languages", async () => {
		const pages = kept({ maxBytes: 100_000 });
		await pages.read("a", async () => aPage("p1.1"));
		const page = await pages.read("b", async () => aPage("p1.1"));
		if (!page) throw new Error("There is a page.");
		for (let language = 0; language < 1_000; language++) {
			pages.keep(page, `en-${language}`, answer(2_000));
			expect(page.answers.size).toBeLessThanOrEqual(40);
			expect(pages.standing("a", MINUTE)).not.toBeNull();
			pages.standing("b", MINUTE);
		}
	});
});
