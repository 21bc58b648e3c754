import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openGazetteer } from "../../src/geo/files/open-gazetteer.ts";
import { createResolver } from "../../src/geo/resolve/resolve-place.ts";
import { isNear, isOffset, PLACES, queryOf, readLabelled, scoreOf } from "./score.ts";

const LIST = join(import.meta.dirname, "../../../shared/geo/dev.tsv");

describe.skipIf(!existsSync(LIST))("labelled texts of carriers (skipped where ../shared/geo/dev.tsv is absent)", () => {
	const rows = existsSync(LIST) ? readLabelled(LIST) : [];
	const { resolve } = createResolver(openGazetteer({ built: PLACES }));

	test("are found within 50 km and with the right offset in every season", () => {
		const score = scoreOf(rows, (row) => resolve(queryOf(row, true)));
		expect(score.rows).toBeGreaterThan(200);
		expect(score.near).toBeGreaterThanOrEqual(0.98);
		expect(score.offset).toBeGreaterThanOrEqual(0.995);
	});

	test("are nearly as well found where the carrier gives no country", () => {
		const score = scoreOf(rows, (row) => resolve(queryOf(row, false)));
		expect(score.near).toBeGreaterThanOrEqual(0.97);
		expect(score.offset).toBeGreaterThanOrEqual(0.98);
	});

	test("a country given rightly never makes a right answer wrong", () => {
		const worse = rows.filter((row) => {
			if (row.country === null) return false;
			const without = resolve({ text: row.text });
			const answer = resolve({ text: row.text, country: row.country });
			return (isNear(row, without) && !isNear(row, answer)) || (isOffset(row, without) && !isOffset(row, answer));
		});
		expect(worse.map(({ text }) => text)).toEqual([]);
	});

	test("are read the same in capitals, in small letters and with blanks to spare", () => {
		const changed = rows.flatMap(({ text }) => {
			const plain = resolve({ text });
			return [text.toLowerCase(), text.toUpperCase(), `  ${text.replace(/ /g, "  ").replace(/,/g, " , ")}\t`].filter(
				(other) => JSON.stringify(resolve({ text: other })) !== JSON.stringify(plain),
			);
		});
		expect(changed).toEqual([]);
	});
});

describe("labelled texts of other carriers and eighty countries", () => {
	const rows = readLabelled(join(import.meta.dirname, "places-unseen.tsv"));
	const { resolve } = createResolver(openGazetteer({ built: PLACES }));

	test("are found within 50 km and with the right offset in every season", () => {
		const score = scoreOf(rows, (row) => resolve(queryOf(row, true)));
		expect(score.rows).toBeGreaterThan(200);
		expect(score.near).toBeGreaterThanOrEqual(0.96);
		expect(score.offset).toBeGreaterThanOrEqual(0.99);
	});

	test("are answered by nothing rather than by another country where the carrier gives none", () => {
		const score = scoreOf(rows, (row) => resolve(queryOf(row, false)));
		expect(score.near).toBeGreaterThanOrEqual(0.89);
		const wrong = score.misses.filter(({ row, answer }) => answer.country !== null && answer.country !== row.country);
		expect(wrong.length / score.rows).toBeLessThanOrEqual(0.01);
	});
});
