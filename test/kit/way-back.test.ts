import { expect, test } from "vitest";
import { withWayBack } from "../../adapters/kit/index.ts";

const rows = [
	{ at: "2026-01-01", code: "sent" },
	{ at: "2026-01-02", code: "return" },
	{ at: "2026-01-03", code: "signed" },
];

test.each([
	["oldest first", rows],
	["newest first", rows.toReversed()],
])("who signs after a return is the sender, told %s", (_, told) => {
	const read = withWayBack(
		told,
		({ at }) => at,
		({ code }) => code === "return",
	);
	expect(read.map(({ row, isBack }) => [row.code, isBack])).toEqual([
		["sent", false],
		["return", false],
		["signed", true],
	]);
});
