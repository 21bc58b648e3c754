import { expect, test } from "vitest";
import { problemHeader, problemLines } from "../../src/imports/problem-lines.ts";
import { parcelRows, surveyFile } from "../../src/imports/read-file.ts";

const FILE = [
	"Tracking number;Carrier;Promised by;Note",
	";push;03/04/2027;a, b",
	"LIN-2;push;25/04/2027;",
	";push;2027-05-06;=1+1",
].join("\r\n");

async function problemsOf(file: string): Promise<string> {
	const bytes = async function* () {
		yield Buffer.from(file);
	};
	const reading = await surveyFile(bytes());
	let text = problemHeader(reading);
	for await (const row of parcelRows(bytes(), reading))
		if (row.errors.length > 0) text += problemLines(reading, row, row.errors);
	return text;
}

test("rows with problems come back as they stood, parted as they were, and a day that may be two as it was understood", async () => {
	const text = await problemsOf(FILE);
	const [header, first, second] = text.split("\r\n");
	expect(header).toBe("Tracking number;Carrier;Promised by;Note;wayline row;wayline problem");
	expect(first).toMatch(/^;push;2027-04-03;a, b;2;\S/);
	expect(second).toMatch(/^;push;2027-05-06;'=1\+1;4;\S/);
});

test("mended and brought again, what is still wrong has its number and its reason once", async () => {
	const again = (await problemsOf(await problemsOf(FILE))).split("\r\n");
	expect(again[0]).toBe("Tracking number;Carrier;Promised by;Note;wayline row;wayline problem");
	expect(again[1]).toMatch(/^;push;2027-04-03;a, b;2;\S/);
	expect(again[2]).toMatch(/;3;\S/);
});
