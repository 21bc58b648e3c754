import { expect, test } from "vitest";
import { DEFAULT_RULES, type NoticeRules } from "../../../src/core/notices/kinds.ts";
import { type KnownFrom, replayNotices } from "../../../src/core/notices/replay-notices.ts";
import type { Eta, ParcelPage } from "../../../src/core/page.ts";
import type { Code } from "../../../src/core/status.ts";
import { parcel, scan } from "../../web/parcels.ts";

const UTC = { wallClockOf: (ms: number) => ms, instantOf: (ms: number) => ms };
const AT_ANY_HOUR: NoticeRules = { ...DEFAULT_RULES, quiet: null };

const TELLING = { clockOf: () => UTC, standsAt: (page: ParcelPage) => page };

/** Known from `HH:mm` of one day on, by these scans, with an arrival by this day of November. */
function from(time: string, codes: readonly Code[], until: number | null = null): KnownFrom {
	const scans = codes.map((code, index) => scan(code, `2026-11-23T06:0${index}:00`, "+00:00"));
	const eta: Eta | null =
		until === null
			? null
			: {
					...{ from: `2026-11-${until - 1}`, to: `2026-11-${until}`, likely: null, level: null, dateOnly: true },
					...{ zone: "UTC", source: "carrier", because: "" },
				};
	const page = parcel(scans, { condition: "ok", actionBy: "none", eta });
	return { at: `2026-11-23T${time}:00.000Z`, page };
}

const told = (states: readonly KnownFrom[], rules = AT_ANY_HOUR, now = "2026-11-24T12:00:00.000Z") =>
	replayNotices(states, { ...TELLING, rules }, now).map(
		({ at, news }) => `${at.slice(8, 16)} ${news.map(({ kind }) => kind).join(" ")}`,
	);

const REGISTERED = from("07:00", []);
const COLLECTED: readonly Code[] = ["picked_up.collected"];
const ABROAD: readonly Code[] = [...COLLECTED, "in_transit.arrived_destination_country"];
const ON_VAN: readonly Code[] = [...COLLECTED, "out_for_delivery.on_vehicle"];

test("what comes within the hour of a mail is one more, but who stands at the door is told at once", () => {
	const states = [
		REGISTERED,
		from("08:00", COLLECTED),
		from("08:10", ABROAD),
		from("08:30", [...ABROAD, "out_for_delivery.on_vehicle"]),
	];
	expect(told(states)).toEqual(["23T08:03 shipped", "23T09:03 out_for_delivery on_its_way"]);
	expect(
		told([...states, from("08:40", [...ABROAD, "out_for_delivery.on_vehicle", "delivered.to_recipient"])]),
	).toEqual(["23T08:03 shipped", "23T08:43 delivered out_for_delivery on_its_way"]);
});

test("what was known when it was registered is news of that moment", () => {
	expect(told([from("07:00", COLLECTED)])).toEqual(["23T07:03 shipped"]);
});

test("what was taken back before it was told is told to nobody, and what is said again later is", () => {
	const slip = [
		REGISTERED,
		from("08:00", ON_VAN),
		from("09:00", [...ON_VAN, "delivered.to_recipient"]),
		from("09:01", ON_VAN),
	];
	expect(told(slip)).toEqual(["23T08:03 out_for_delivery"]);
	expect(told([...slip, from("10:30", [...ON_VAN, "delivered.to_recipient"])])).toEqual([
		"23T08:03 out_for_delivery",
		"23T10:33 delivered",
	]);
});

test("what goes against an end that was told waits until it is heard once more, or has stood for six hours", () => {
	const states = [REGISTERED, from("08:00", [...ON_VAN, "delivered.to_recipient"]), from("09:00", ON_VAN)];
	expect(told(states)).toEqual(["23T08:03 delivered", "23T15:00 out_for_delivery"]);
	expect(told([...states, from("09:30", [...ON_VAN, "out_for_delivery.nearby"])])[1]).toBe("23T09:33 out_for_delivery");
});

test("a later arrival is told to whom an earlier one was, and once a day of it", () => {
	const states = [REGISTERED, from("08:00", COLLECTED, 25), from("12:00", COLLECTED, 27), from("14:00", COLLECTED, 27)];
	expect(told(states)).toEqual(["23T08:03 shipped", "23T12:03 later"]);
	expect(told([REGISTERED, from("08:00", COLLECTED), from("12:00", COLLECTED, 27)])).toEqual(["23T08:03 shipped"]);
});

test("in quiet hours nothing, of what nobody ticked nothing, and of what is ahead nothing", () => {
	const states = [REGISTERED, from("22:00", [...COLLECTED, "delivered.to_recipient"])];
	expect(told(states, DEFAULT_RULES)).toEqual(["24T08:00 delivered"]);
	expect(told(states, DEFAULT_RULES, "2026-11-24T07:59:59.000Z")).toEqual([]);
	expect(told(states, { ...AT_ANY_HOUR, kinds: ["shipped"] })).toEqual([]);
	expect(told([], AT_ANY_HOUR)).toEqual([]);
});

test("of a parcel whose beginning is left out, how it stood is no news and what comes is", () => {
	const states = [from("08:00", COLLECTED), from("09:00", ON_VAN)];
	const mails = replayNotices(states, { ...TELLING, rules: AT_ANY_HOUR }, "2026-11-24T12:00:00.000Z", false);
	expect(mails.map(({ news }) => news.map(({ kind }) => kind))).toEqual([["out_for_delivery"]]);
});
