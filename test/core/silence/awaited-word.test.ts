import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { fold } from "../../../src/core/fold.ts";
import { awaitedWord } from "../../../src/core/silence/awaited-word.ts";
import { GapModel } from "../../../src/core/silence/gap-model.ts";
import { silenceNews } from "../../../src/core/silence/silence-news.ts";
import { told } from "../told.ts";
import { week } from "./days.ts";

const keyOf = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 16);
const now = Date.parse("2026-03-17T12:00:00Z");

/** Of a parcel told in these lines, with a carrier whose first scans came within so many hours of the label. */
function awaited(lines: string, gaps: number, at = now) {
	const model = new GapModel();
	for (let index = 0; index < gaps; index++) {
		const gap = { carrier: "dhl", phase: "label", weekday: 2, workingHours: 20, hours: 20, isEnded: true } as const;
		model.learn({ ...gap, at: now });
	}
	const facts = told(lines);
	const heard = fold(facts, new Date(now).toISOString());
	const queryOf = () => ({ carrier: "dhl", isSurface: false, model, registeredAt: now, ...week });
	const known = [...facts, ...silenceNews({ facts, state: heard, now, queryOf, keyOf })];
	return awaitedWord(known, fold(known, new Date(at).toISOString()), at);
}

const label = "17 08:00 info_received.label_created known 17 12:00";

test("the first scan is waited for until it is mostly there, by what parcels taught", () => {
	const word = awaited(label, 200);
	expect(word?.zone).toBe("UTC");
	expect(Date.parse(word?.by ?? "")).toBeGreaterThan(now);
	expect(Date.parse(word?.by ?? "")).toBeLessThan(now + 3 * 86_400_000);
});

test.each([
	["nobody taught it", label, 0, now],
	["it is over", label, 200, now + 20 * 86_400_000],
	["it came", `${label}\n17 10:00 picked_up.accepted known 17 12:00`, 200, now],
])("no time is named where %s", (_name, lines, gaps, at) => {
	expect(awaited(lines, gaps, at)).toBeNull();
});
