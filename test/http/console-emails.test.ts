import { expect, it } from "vitest";
import { DEFAULT_RULES } from "../../src/core/notices/kinds.ts";
import { ask, doorWith, send } from "./helpers/console.ts";
import { IDS } from "./helpers/known.ts";
import { PREVIEWED, shopView } from "./helpers/samples.ts";

const HOME = "/console/emails";

it("what is ticked is what buyers are written of, and two empty hours are none", async () => {
	const { door, heard } = await doorWith({});
	const chosen = [
		["kinds", "shipped"],
		["kinds", "delivered"],
	] as const;
	const hours = [
		["quiet.from", "22:00"],
		["quiet.to", "07:30"],
	] as const;
	const answer = await send(HOME, [...chosen, ...hours, ["markup", "1"], ["asks", "delivery"]], door);
	expect(answer.headers.get("location")).toBe(`${HOME}?done=emails-changed`);
	await send(HOME, [], door);
	expect(heard.asked.map(({ input }) => input)).toEqual([
		{
			notices: {
				kinds: ["shipped", "delivered"],
				quiet: { from: "22:00", to: "07:30" },
				markup: true,
				push: false,
				asks: ["delivery"],
			},
		},
		{ notices: { kinds: [], quiet: null, markup: false, push: false, asks: [] } },
	]);
});

it("what is wrong stands beside its field, with all that was written", async () => {
	const { door, heard } = await doorWith({});
	const half = [
		["kinds", "delayed"],
		["quiet.from", "22:00"],
	] as const;
	const wrong = await send(HOME, half, door);
	const html = await wrong.text();
	expect([wrong.status, html]).toEqual([422, expect.stringContaining('id="quiet.to-error"')]);
	expect(html).toMatch(/name="quiet.from"[^>]*value="22:00"/);
	expect(html).toMatch(/value="delayed"[^>]*checked/);
	expect(html).not.toMatch(/value="shipped"[^>]*checked/);
	const same = await (await send(HOME, [...half, ["quiet.to", "22:00"]], door)).text();
	expect(/id="quiet.to-error">([^<]*)</.exec(same)?.[1]).toContain("begin and end at once");
	const unknown = await (await send(HOME, [["kinds", "<b>"]], door)).text();
	expect(unknown).toContain('id="kinds-error"');
	expect(heard.asked.filter(({ name }) => name === "changeShop")).toEqual([]);
});

it("says whether any are sent at all", async () => {
	const withRules = (kinds: typeof DEFAULT_RULES.kinds) =>
		doorWith({ getShop: async () => ({ ...shopView(), notices: { ...DEFAULT_RULES, kinds } }) });
	const shown = async (kinds: typeof DEFAULT_RULES.kinds) => {
		const { door } = await withRules(kinds);
		return (await ask("GET", HOME, { door })).text();
	};
	expect(await shown(["delivered"])).toContain("These e-mails are on.");
	expect(await shown([])).toContain("These e-mails are off");
});

it("shows the mails of a parcel delivered last as they would have been, and of no other", async () => {
	const { door } = await doorWith({});
	const read = async (parcel: string) => (await ask("GET", `${HOME}?parcel=${parcel}`, { door })).text();
	const chosen = await read(IDS.shipment);
	expect(chosen).toContain(PREVIEWED.subject);
	expect(chosen).toContain("One mail");
	expect(await read("shp_0000000000000000000009")).not.toContain(PREVIEWED.subject);
});

it("whoever is asked on a parcel's page whether the buyer was told sees by which mail", async () => {
	const html = await (await ask("GET", `/console/parcels/${IDS.shipment}`)).text();
	expect(html).toContain("l•••@b•••.example");
	expect(html).toContain("eml_0000000000000000000001");
});
