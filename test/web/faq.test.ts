import { expect, test } from "vitest";
import type { FaqEntry } from "../../src/core/brand.ts";
import { CODES } from "../../src/core/codes.ts";
import { CONDITIONS, isCode } from "../../src/core/status.ts";
import { faqTopicsOf, shopFaq } from "../../web/views/faq.ts";
import { renderParcel } from "../../web/views/parcel.tsx";
import { FAQ_TOPICS } from "../../web/views/words/care-keys.ts";
import { model, PARCELS, parcel, scan } from "./parcels.ts";
import { SITUATIONS } from "./situations.ts";
import { readOut } from "./told-page.ts";

const ALL_CODES = Object.keys(CODES).filter(isCode);

test.each([
	["empty", "no-scan-yet"],
	["inTransit", "how-sure"],
	["delayed", "late"],
	["late", "late"],
	["silent", "silent"],
	["dutyDue", "duty"],
	["missed", "missed"],
	["out", "be-at-home"],
	["pickup", "collect"],
	["delivered", "not-received"],
	["disputed", "not-received"],
	["returning", "going-back"],
	["returned", "going-back"],
	["lost", "lost"],
	["notConnected", "who-sees"],
] as const)("%s is asked about first of all: %s", (name, topic) => {
	expect(faqTopicsOf(SITUATIONS[name].parcel)[0]).toBe(topic);
	// No date is shown of which it could be asked.
	expect(faqTopicsOf({ ...PARCELS.dutyDue, eta: PARCELS.inTransit.eta })).not.toContain("how-sure");
});

test("every code in every condition has one to five different questions, and every topic is asked somewhere", () => {
	const asked = new Set<string>();
	for (const code of ALL_CODES)
		for (const condition of CONDITIONS) {
			const topics = faqTopicsOf(parcel([scan(code, "2026-11-23T21:14:00", "+01:00")], { condition }));
			expect(topics.length, code).toBeGreaterThanOrEqual(1);
			expect(topics.length, code).toBeLessThanOrEqual(5);
			expect(new Set(topics).size).toBe(topics.length);
			for (const topic of topics) asked.add(topic);
		}
	for (const topic of faqTopicsOf(PARCELS.inTransit)) asked.add(topic);
	expect([...asked].sort()).toEqual([...FAQ_TOPICS].sort());
});

test("nobody who has the parcel is told that it is late, or quiet", () => {
	for (const condition of CONDITIONS)
		for (const topic of faqTopicsOf({ ...PARCELS.delivered, condition }))
			expect(["late", "silent"]).not.toContain(topic);
});

const entry = (text: string, more: Partial<FaqEntry> = {}): FaqEntry => ({
	question: text,
	answer: "Yes.",
	topics: [],
	language: null,
	...more,
});

test("the shop's own stand first and take the place of ours, where they fit and in the reader's language", () => {
	const topics = faqTopicsOf(PARCELS.inTransit);
	const always = entry("Always?");
	const sure = entry("Sure?", { topics: ["how-sure"] });
	const elsewhere = entry("Lost?", { topics: ["lost"] });
	const german = entry("Sicher?", { topics: ["how-sure"], language: "ja" });
	const { own, left } = shopFaq([elsewhere, always, german, sure], topics, "en-GB");
	expect(own).toEqual([always, sure]);
	expect(left).toEqual(topics.filter((topic) => topic !== "how-sure").slice(0, 3));
	expect(shopFaq([], topics, "en").left).toEqual(topics);
});

test("questions and answers are read without a script", () => {
	const text = readOut(renderParcel(model(PARCELS.delivered)));
	expect(text).toContain("It arrived damaged. What should I do?\nKeep everything, the box and its filling too");
});
