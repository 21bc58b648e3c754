import { UNSENT } from "../../../web/views/console/fields.tsx";
import {
	renderPeople,
	renderPerson,
	STAFF_FIELDS,
	type StaffForm,
	writtenHours,
} from "../../../web/views/console/people.tsx";
import { consoleWordsFor } from "../../../web/views/console/words.ts";
import { Invalid } from "../../core/errors.ts";
import { type HoursOfDay, WEEKDAYS, type WeekHours } from "../../core/staff-hours.ts";
import type { NewStaff, StaffView } from "../../services/staff.ts";
import type { HttpContext, Route } from "../door.ts";
import { idOf } from "../for-sellers.ts";
import { shopChange } from "../shop-shapes.ts";
import { newStaff } from "../staff-shapes.ts";
import { NOT_RIGHT, parseAs } from "./fields.ts";
import { lineIn, type RefusedForm, refusedForm, valuesOf } from "./form-errors.ts";
import { answerPage, type ConsoleNeeds, forStaff, type Staff } from "./staff.ts";

/** Who answers buyers: the list, and each of them. */
export function staffPages(door: ConsoleNeeds): readonly Route[] {
	const { services } = door;
	return forStaff(
		[
			{
				method: "GET",
				path: "/console/staff",
				scope: "shop:read",
				answer: (context, staff) => answerPeople(door, context, staff, {}),
			},
			{
				method: "POST",
				path: "/console/answer-minutes",
				scope: "shop:write",
				answer: async (context, staff) => {
					try {
						const answerMinutes = Number(lineIn(staff.form, "answerMinutes") ?? Number.NaN);
						await services.changeShop(staff.principal, parseAs({ answerMinutes }, shopChange));
					} catch (error) {
						const { status, ...refused } = refusedForm(error, staff, "shop:read");
						return answerPeople(door, context, staff, { status, sent: { ...refused, values: valuesOf(staff.form) } });
					}
					return context.redirect("/console/staff?done=minutes-changed", 303);
				},
			},
			{
				method: "GET",
				path: "/console/staff/new",
				scope: "shop:write",
				answer: (context, { page }) => answerPage(context, renderPerson({ ...page, id: null, form: EMPTY })),
			},
			{
				method: "POST",
				path: "/console/staff",
				scope: "shop:write",
				answer: (context, staff) =>
					answerSaved(context, staff, null, async (input) => {
						await services.addStaff(staff.principal, input);
					}),
			},
			{
				method: "GET",
				path: "/console/staff/:id",
				scope: "shop:write",
				answer: async (context, { principal, page }) => {
					const known = await services.getStaff(principal, idOf(context, "staff"));
					return answerPage(context, renderPerson({ ...page, id: known.id, form: writtenBefore(known) }));
				},
			},
			{
				method: "POST",
				path: "/console/staff/:id/change",
				scope: "shop:write",
				answer: (context, staff) => {
					const id = idOf(context, "staff");
					return answerSaved(context, staff, id, async (input) => {
						await services.changeStaff(staff.principal, id, input);
					});
				},
			},
			{
				method: "POST",
				path: "/console/staff/:id/remove",
				scope: "shop:write",
				answer: async (context, { principal, form }) => {
					const id = idOf(context, "staff");
					if (form.get("sure") !== "1") return context.redirect(`/console/staff/${id}`, 303);
					await services.removeStaff(principal, id);
					return context.redirect("/console/staff?done=staff-removed", 303);
				},
			},
		],
		door,
	);
}

interface Shown {
	readonly sent?: Parameters<typeof renderPeople>[0]["sent"];
	readonly status?: RefusedForm["status"];
}

async function answerPeople(
	{ services }: ConsoleNeeds,
	context: HttpContext,
	{ principal, page, may }: Staff,
	{ sent = UNSENT, status }: Shown,
): Promise<Response> {
	const people = await services.listStaff(principal);
	const { answerMinutes } = await services.getShop(principal);
	const html = renderPeople({ ...page, people, answerMinutes, mayChange: may("shop:write"), sent });
	return answerPage(context, html, status ?? 200);
}

async function answerSaved(
	context: HttpContext,
	staff: Staff,
	id: string | null,
	save: (input: NewStaff) => Promise<void>,
): Promise<Response> {
	const { form, page } = staff;
	const written = formOf(form);
	try {
		const { name, email, languages, zone } = written;
		const hours = hoursIn(written, consoleWordsFor(page.locale).staff.hoursWrong);
		await save(parseAs({ name, email, languages, hours, zone: hours === null ? null : zone || null }, newStaff));
	} catch (error) {
		const { status, refused, errors } = refusedForm(error, staff, "shop:write", STAFF_FIELDS);
		return answerPage(context, renderPerson({ ...page, id, form: { ...written, refused, errors } }), status);
	}
	return context.redirect(`/console/staff?done=${id === null ? "staff-added" : "staff-changed"}`, 303);
}

const UNREFUSED = { refused: null, errors: {} };
const EMPTY: StaffForm = { name: "", email: "", languages: [], hours: {}, zone: "", ...UNREFUSED };

function writtenBefore({ name, email, languages, hours, zone }: StaffView): StaffForm {
	const written = Object.fromEntries(WEEKDAYS.map((day) => [day, writtenHours(hours?.[day])]));
	return { name: name ?? "", email: email ?? "", languages, hours: written, zone: zone ?? "", ...UNREFUSED };
}

function formOf(form: URLSearchParams): StaffForm {
	return {
		name: lineIn(form, "name") ?? "",
		email: lineIn(form, "email") ?? "",
		languages: form.getAll("languages"),
		hours: Object.fromEntries(WEEKDAYS.map((day) => [day, lineIn(form, `hours.${day}`) ?? ""])),
		zone: lineIn(form, "zone") ?? "",
		...UNREFUSED,
	};
}

/** Null where no day has any. Throws `Invalid`, pointing at each day that is written in another way. */
function hoursIn({ hours }: StaffForm, detail: string): WeekHours | null {
	const read = WEEKDAYS.map((day) => [day, hoursOfDay(hours[day] ?? "")] as const);
	const wrong = read.flatMap(([day, found]) => (found === null ? [{ pointer: `/hours/${day}`, detail }] : []));
	if (wrong.length > 0) throw new Invalid(NOT_RIGHT, wrong);
	const given = read.flatMap(([day, found]) => (found?.length ? [[day, found] as const] : []));
	return given.length === 0 ? null : Object.fromEntries(given);
}

const SPAN = /^(\d{1,2})(?:[:.](\d\d))?\s*[-–—~]\s*(\d{1,2})(?:[:.](\d\d))?$/;

function hoursOfDay(text: string): readonly HoursOfDay[] | null {
	const found: HoursOfDay[] = [];
	for (const part of text.split(/[,;]/).filter((one) => one.trim() !== "")) {
		const [, fromHour, fromMinute = "00", toHour, toMinute = "00"] = SPAN.exec(part.trim()) ?? [];
		if (fromHour === undefined || toHour === undefined) return null;
		found.push({ from: `${fromHour.padStart(2, "0")}:${fromMinute}`, to: `${toHour.padStart(2, "0")}:${toMinute}` });
	}
	return found;
}
