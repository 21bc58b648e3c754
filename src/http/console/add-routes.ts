import {
	type AddedLine,
	type AddForm,
	NEW_ADD_FORM,
	renderAddParcels,
} from "../../../web/views/console/add-parcels.tsx";
import { type ConsoleWords, consoleWordsFor } from "../../../web/views/console/words.ts";
import { Invalid, type Refused } from "../../core/errors.ts";
import type { Registered } from "../../services/register-shipments.ts";
import type { CandidateView, NewShipment } from "../../services/views.ts";
import { WAYBILLS_A_TURN } from "../batch-routes.ts";
import type { HttpContext, Route } from "../door.ts";
import { takeTurns } from "../for-sellers.ts";
import { newShipment } from "../shipment-shapes.ts";
import { brandNames } from "./brand-names.ts";
import { carrierNames } from "./carrier-names.ts";
import { parseAs } from "./fields.ts";
import { answerPage, type ConsoleNeeds, forStaff, type Staff } from "./staff.ts";

/** Of one form: as many as whoever pasted them reads the results of. */
const MOST_LINES = 100;

/** Registers parcels by their numbers, a line each. */
export function addRoutes(door: ConsoleNeeds): readonly Route[] {
	return forStaff(
		[
			{
				method: "GET",
				path: "/console/parcels/new",
				scope: "shipments:write",
				answer: (context, staff) =>
					answerForm(door, context, staff, { form: NEW_ADD_FORM, refused: null, lines: [] }, 200),
			},
			{
				method: "POST",
				path: "/console/parcels",
				scope: "shipments:write",
				answer: async (context, staff) => {
					const form = formOf(staff.form);
					const numbers = numbersIn(form.numbers);
					const { add } = consoleWordsFor(staff.page.locale);
					const refused = wrongWith(form, numbers, add);
					if (refused !== null) return answerForm(door, context, staff, { form, refused, lines: [] }, 422);
					await takeTurns(context, door.services, staff.principal, Math.ceil(numbers.length / WAYBILLS_A_TURN) - 1);
					const lines = await register(door, staff, form, numbers);
					const left = lines
						.filter(({ outcome }) => outcome.kind === "refused" || outcome.kind === "unclear")
						.map(({ number }) => number);
					return answerForm(door, context, staff, { form: { ...form, numbers: left.join("\n") }, refused, lines }, 200);
				},
			},
		],
		door,
	);
}

function wrongWith(form: AddForm, numbers: readonly string[], words: ConsoleWords["add"]): string | null {
	if (numbers.length === 0) return words.missing;
	if (numbers.length > MOST_LINES) return words.tooMany(MOST_LINES);
	if (form.notify === "1" && form.email === "") return words.needsEmail;
	return form.order === "" && (form.email !== "" || form.postcode !== "") ? words.needsOrder : null;
}

/** What a line cannot be goes no further than the line. */
async function register(
	{ services }: ConsoleNeeds,
	{ principal }: Staff,
	form: AddForm,
	numbers: readonly string[],
): Promise<readonly AddedLine[]> {
	const read = numbers.map((number) => readLine(form, number));
	const waybills = read.flatMap((one) => (one instanceof Invalid ? [] : [one]));
	const registered = [...(await services.registerShipments(principal, waybills))];
	return read.map((one, index) => {
		const became: Registered | undefined = one instanceof Invalid ? { refused: one } : registered.shift();
		return { number: numbers[index] ?? "", outcome: outcomeOf(became) };
	});
}

function readLine(
	{ carrier, order, email, postcode, notify, brand }: AddForm,
	trackingNumber: string,
): NewShipment | Invalid {
	const buyer = { ...(email && { email }), ...(postcode && { postcode }), ...(notify === "1" && { notify: true }) };
	try {
		return parseAs(
			{
				trackingNumber,
				...(carrier && { carrier }),
				...(brand && { brand }),
				...(order && { order: { reference: order, ...(Object.keys(buyer).length > 0 && { buyer }) } }),
			},
			newShipment,
		);
	} catch (error) {
		if (error instanceof Invalid) return error;
		throw error;
	}
}

function outcomeOf(became: Registered | undefined): AddedLine["outcome"] {
	if (became === undefined) throw new Error("A waybill has no answer.");
	if ("failure" in became) throw became.failure;
	if ("refused" in became) return refusal(became.refused);
	const { created, shipment } = became;
	return { kind: created ? "created" : "known", id: shipment.id, carrier: shipment.carrier };
}

function refusal(refused: Refused): AddedLine["outcome"] {
	if (!(refused instanceof Invalid)) return { kind: "refused", detail: refused.message };
	const { members, errors, message } = refused;
	// Put there by detect-carrier.ts alone, as just this type.
	if (members.candidates) return { kind: "unclear", candidates: members.candidates as readonly CandidateView[] };
	return { kind: "refused", detail: errors.length > 0 ? errors.map(({ detail }) => detail).join(" ") : message };
}

/** A line each, once each. */
function numbersIn(text: string): readonly string[] {
	return [...new Set(text.split(/[\r\n]+/).map((line) => line.trim()))].filter((line) => line !== "");
}

function formOf(given: URLSearchParams): AddForm {
	const field = (name: keyof AddForm) => (given.get(name) ?? "").trim();
	return {
		numbers: given.get("numbers") ?? "",
		carrier: field("carrier"),
		order: field("order"),
		email: field("email"),
		postcode: field("postcode"),
		notify: field("notify"),
		brand: field("brand"),
	};
}

async function answerForm(
	door: ConsoleNeeds,
	context: HttpContext,
	staff: Staff,
	shown: { readonly form: AddForm; readonly refused: string | null; readonly lines: readonly AddedLine[] },
	status: 200 | 422,
): Promise<Response> {
	const names = { carriers: await carrierNames(door.services, staff), brands: await brandNames(door, staff) };
	const html = renderAddParcels({ ...staff.page, ...shown, ...names, mostLines: MOST_LINES });
	return answerPage(context, html, status);
}
