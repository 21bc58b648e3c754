import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { ScanIdentity } from "../../src/core/identity.ts";
import { eventText, foldText, identityText, scanKey } from "../../src/core/identity.ts";

const leg = { carrier: "acme", trackingNumber: "AC123456785" };
const scan: ScanIdentity = {
	id: null,
	carrierCode: "AR",
	words: "Arrived at hub",
	local: "2026-03-17T09:05:00",
	placeWords: "Köln, NRW",
	piece: null,
};
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const keyOf = (other: Partial<ScanIdentity>, otherLeg = leg) =>
	scanKey(identityText(otherLeg, { ...scan, ...other }), sha256);

describe("a scan keeps its key", () => {
	test.each<[string, Partial<ScanIdentity>]>([
		["when the place is spelt in another way", { placeWords: "KOLN  (nrw)" }],
		["when the carrier rewords it under the same code", { words: "Reached the hub" }],
		["when the clock is written without punctuation", { local: "20260317090500" }],
	])("%s", (_situation, other) => {
		expect(keyOf(other)).toBe(keyOf({}));
	});

	test("under the carrier's own event id, whatever else changes", () => {
		const moved = { id: "E-1", carrierCode: "XX", local: "2026-03-18", placeWords: "Bonn", words: "" };
		expect(keyOf(moved)).toBe(keyOf({ id: "E-1" }));
		expect(keyOf({ id: "E-1", piece: "P1" })).toBe(scanKey(eventText(leg, "E-1"), sha256));
	});

	test("where there is no code, by its text", () => {
		expect(keyOf({ carrierCode: "", words: "Arrived at  HUB." })).toBe(keyOf({ carrierCode: "" }));
	});
});

describe("two scans have two keys", () => {
	test.each<[string, Partial<ScanIdentity>]>([
		["when the code differs", { carrierCode: "DP" }],
		["when the clock differs by a second", { local: "2026-03-17T09:05:01" }],
		["when one has only the date", { local: "2026-03-17" }],
		["when the place differs", { placeWords: "Bonn" }],
		["when the piece differs", { piece: "P1" }],
		["when one has an id", { id: "E-1" }],
		["when there is no code and the words differ", { carrierCode: "", words: "Left the hub" }],
		["when the words of one are the code of the other", { carrierCode: "", words: "AR" }],
	])("%s", (_situation, other) => {
		expect(keyOf(other)).not.toBe(keyOf({}));
	});

	test("when the leg differs, in its carrier or its number", () => {
		expect(keyOf({}, { ...leg, carrier: "zenith" })).not.toBe(keyOf({}));
		expect(keyOf({}, { ...leg, trackingNumber: "AC123456794" })).not.toBe(keyOf({}));
	});
});

test("a key is the first eight bytes of the digest in hexadecimal", () => {
	expect(scanKey("abc", sha256)).toBe("ba7816bf8f01cfea");
	expect(scanKey("", () => "07".repeat(32))).toBe("0707070707070707");
});

test("folds a name to capitals without marks, in any script", () => {
	expect(foldText(" São Paulo / SP ")).toBe("SAO PAULO SP");
	expect(foldText("深圳市，宝安区")).toBe("深圳市 宝安区");
	expect(foldText("—")).toBe("");
});
