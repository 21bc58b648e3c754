import { type FaqForm, renderFaqEntry } from "../../../web/views/console/faq.tsx";
import { consoleWordsFor } from "../../../web/views/console/words.ts";
import type { FaqEntry } from "../../core/brand.ts";
import { Conflict, NotFound } from "../../core/errors.ts";
import type { HttpContext, Route } from "../door.ts";
import { faqEntry, shopChange } from "../shop-shapes.ts";
import { parseAs } from "./fields.ts";
import { lineIn, type RefusedForm, refusedForm } from "./form-errors.ts";
import { type Look, type LookOf, looksOf, stateOf } from "./looks.ts";
import { answerPage, type ConsoleNeeds, forStaff, type Staff, type StaffRoute } from "./staff.ts";

/** What a shop, or a brand of it, answers of its own: one entry of its FAQ a page. */
export function faqRoutes(door: ConsoleNeeds): readonly Route[] {
	return forStaff(
		looksOf(door).flatMap(([path, lookOf]) => pagesOf(path, lookOf)),
		door,
	);
}

function pagesOf(path: string, lookOf: LookOf): readonly StaffRoute[] {
	const route = (
		method: StaffRoute["method"],
		below: string,
		answer: (context: HttpContext, staff: Staff, given: Given) => Response | Promise<Response>,
	): StaffRoute => ({
		method,
		path: `${path}/faq${below}`,
		scope: "shop:write",
		answer: async (context, staff) => {
			const look = lookOf(context, staff);
			const { faq } = (await look.get()).brand;
			const place = context.req.param("place") === undefined ? null : placeIn(context, staff, faq);
			return answer(context, staff, { look, faq, place });
		},
	});
	return [
		route("GET", "/new", (context, staff, given) => answerForm(context, staff, given, {})),
		route("POST", "", answerSaved),
		route("GET", "/:place", (context, staff, given) => answerForm(context, staff, given, {})),
		route("POST", "/:place", answerSaved),
		route("POST", "/:place/remove", answerRemoved),
	];
}

interface Given {
	readonly look: Look;
	readonly faq: readonly FaqEntry[];
	/** Of the one that it is about, from 1 on; null of a new one. */
	readonly place: number | null;
}

/** Throws `NotFound`. */
function placeIn(context: HttpContext, { page }: Staff, faq: readonly FaqEntry[]): number {
	const place = Number(context.req.param("place"));
	if (Number.isInteger(place) && place >= 1 && place <= faq.length) return place;
	throw new NotFound(consoleWordsFor(page.locale).shop.faq.gone);
}

async function answerSaved(context: HttpContext, staff: Staff, given: Given): Promise<Response> {
	const { look, faq } = given;
	const written = formOf(staff.form);
	try {
		const place = standsAt(staff, given, "overtaken");
		const { place: wanted, language, ...words } = written;
		const changed = parseAs({ ...words, ...(language && { language }) }, faqEntry);
		const others = place === null ? faq : faq.toSpliced(place - 1, 1);
		await keep(look, others.toSpliced((Number(wanted) || place || faq.length + 1) - 1, 0, changed));
	} catch (error) {
		const { status, refused, errors } = refusedForm(error, staff, "shop:write", ["topics"]);
		return answerForm(context, staff, given, { form: { ...written, refused, errors }, status });
	}
	return context.redirect(`${look.home}?done=shop-changed#faq`, 303);
}

async function answerRemoved(context: HttpContext, staff: Staff, given: Given): Promise<Response> {
	const { look, faq } = given;
	if (staff.form.get("sure") !== "1") return context.redirect(`${look.home}/faq/${given.place}`, 303);
	try {
		const place = standsAt(staff, given, "notRemoved");
		await keep(
			look,
			faq.filter((_, index) => index + 1 !== place),
		);
	} catch (error) {
		const { status, refused } = refusedForm(error, staff, "shop:write");
		return answerForm(context, staff, given, { form: { ...writtenBefore(given), refused }, status });
	}
	return context.redirect(`${look.home}?done=deleted#faq`, 303);
}

/** Where the entry stands now that the form was made of. Throws `Conflict` where somebody else changed it since. */
function standsAt({ form, page }: Staff, { faq, place }: Given, otherwise: "overtaken" | "notRemoved"): number | null {
	const before = form.get("before");
	if (place === null || before === null) return place;
	const isIt = (one: FaqEntry | undefined) => one !== undefined && stateOf([one]) === before;
	if (isIt(faq[place - 1])) return place;
	const moved = faq.findIndex(isIt);
	if (moved >= 0) return moved + 1;
	throw new Conflict(consoleWordsFor(page.locale).shop.faq[otherwise]);
}

async function keep(look: Look, faq: readonly FaqEntry[]): Promise<void> {
	await look.change(parseAs({ brand: { faq } }, shopChange));
}

interface Shown {
	/** As it was written, and why it was refused. */
	readonly form?: FaqForm;
	readonly status?: RefusedForm["status"];
}

function answerForm(context: HttpContext, { page }: Staff, given: Given, { form, status }: Shown): Response {
	const { look, faq, place } = given;
	const html = renderFaqEntry({
		...page,
		home: look.home,
		place,
		count: place === null ? faq.length + 1 : faq.length,
		state: place === null ? null : stateOf(faq.slice(place - 1, place)),
		form: form ?? writtenBefore(given),
	});
	return answerPage(context, html, status ?? 200);
}

function writtenBefore({ faq, place }: Given): FaqForm {
	const known = place === null ? undefined : faq[place - 1];
	const { question = "", answer = "", topics = [], language = null } = known ?? {};
	const at = String(place ?? faq.length + 1);
	return { question, answer, topics, language: language ?? "", place: at, refused: null, errors: {} };
}

function formOf(form: URLSearchParams) {
	return {
		question: lineIn(form, "question") ?? "",
		// Browsers end lines as mail does.
		answer: (form.get("answer") ?? "").replaceAll(/\r\n?/g, "\n").trim(),
		topics: form.getAll("topics"),
		language: lineIn(form, "language") ?? "",
		place: lineIn(form, "place") ?? "",
	};
}
