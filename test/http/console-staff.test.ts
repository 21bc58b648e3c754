import { expect, it } from "vitest";
import { Conflict } from "../../src/core/errors.ts";
import { doorWith, send } from "./helpers/console.ts";
import { IDS } from "./helpers/known.ts";

const HOME = "/console/staff";
const ADA = [
	["name", "Ada Byron"],
	["email", "ada@shoes.example"],
	["languages", "de"],
	["languages", "pt-BR"],
	["zone", "Europe/Berlin"],
] as const;

it("hours are read as people write them, and an empty week is none", async () => {
	const { door, heard } = await doorWith({});
	const hours = [
		["hours.1", "9-12, 13:00 – 17.30"],
		["hours.6", "22:00-2:00"],
	] as const;
	expect((await send(HOME, [...ADA, ...hours], door)).headers.get("location")).toBe(`${HOME}?done=staff-added`);
	await send(`${HOME}/${IDS.staff}/change`, ADA, door);
	const person = { name: "Ada Byron", email: "ada@shoes.example", languages: ["de", "pt-BR"] };
	expect(heard.asked).toEqual([
		{
			name: "addStaff",
			input: {
				...person,
				zone: "Europe/Berlin",
				hours: {
					1: [
						{ from: "09:00", to: "12:00" },
						{ from: "13:00", to: "17:30" },
					],
					6: [{ from: "22:00", to: "02:00" }],
				},
			},
		},
		{ name: "changeStaff", input: { ...person, hours: null, zone: null } },
	]);
});

it("what is wrong stands beside its day, with all that was written", async () => {
	const { door, heard } = await doorWith({});
	const wrong = await send(HOME, [...ADA, ["hours.1", "mornings"], ["hours.2", "25-26"]], door);
	const html = await wrong.text();
	expect(wrong.status).toBe(422);
	expect(html).toContain('id="hours.1-error"');
	expect(html).toMatch(/name="hours.1"[^>]*value="mornings"/);
	expect(html).toMatch(/value="pt-BR"[^>]*checked/);
	const impossible = await (await send(HOME, [...ADA, ["hours.2", "25-26"]], door)).text();
	expect(impossible).toContain('id="hours.2-error"');
	expect(heard.asked).toEqual([]);
});

it("an address that somebody has is refused on the form", async () => {
	const { door } = await doorWith({
		addStaff: async () => {
			throw new Conflict("Somebody on the list has this address already.");
		},
	});
	const answer = await send(HOME, ADA, door);
	expect([answer.status, await answer.text()]).toEqual([
		409,
		expect.stringMatching(/role="alert"><p>Somebody on the list/),
	]);
});

it("minutes for an answer are changed, and no number is none", async () => {
	const { door, heard } = await doorWith({});
	await send("/console/answer-minutes", [["answerMinutes", "30"]], door);
	for (const written of ["", "soon", "0", "1441", "1.5"]) {
		const wrong = await send("/console/answer-minutes", [["answerMinutes", written]], door);
		expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('id="answerMinutes-error"')]);
	}
	expect(heard.asked).toEqual([{ name: "changeShop", input: { answerMinutes: 30 } }]);
});

it("nobody is taken off the list but by who says that he is sure", async () => {
	const { door } = await doorWith({});
	const remove = `${HOME}/${IDS.staff}/remove`;
	expect((await send(remove, [], door)).headers.get("location")).toBe(`${HOME}/${IDS.staff}`);
	expect((await send(remove, [["sure", "1"]], door)).headers.get("location")).toBe(`${HOME}?done=staff-removed`);
});
