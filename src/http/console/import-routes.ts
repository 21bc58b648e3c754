import { UNSENT } from "../../../web/views/console/fields.tsx";
import { renderImport, renderImports } from "../../../web/views/console/import-file.tsx";
import { MOST_ROWS } from "../../services/imports.ts";
import type { ImportView } from "../../services/view-imports.ts";
import { IMPORT_FIELDS } from "../../services/view-imports.ts";
import type { HttpContext, Route } from "../door.ts";
import { answerFile } from "../export-routes.ts";
import { idOf } from "../for-sellers.ts";
import { fileName } from "../import-routes.ts";
import { importAsked, importStart } from "../import-shapes.ts";
import { UPLOAD_LIMIT } from "../read-upload.ts";
import { carrierNames } from "./carrier-names.ts";
import { parseFields } from "./fields.ts";
import { type RefusedForm, refusedForm } from "./form-errors.ts";
import { answerPage, type ConsoleNeeds, forStaff, type Staff } from "./staff.ts";

const HOME = "/console/parcels/import";
const SHOWN = 20;
const RENEWED_EVERY_SECONDS = 2;

/** Parcels from a file: it is brought, tried, understood otherwise, and started. */
export function importPages(door: ConsoleNeeds): readonly Route[] {
	const { services } = door;
	return forStaff(
		[
			{
				method: "GET",
				path: HOME,
				scope: "shipments:write",
				answer: (context, staff) => answerImports(door, context, staff, null),
			},
			{
				method: "POST",
				path: HOME,
				scope: "shipments:write",
				takesFile: true,
				answer: async (context, staff) => {
					const { upload } = staff;
					if (upload === null) throw new Error("A route that takes a file was given none.");
					try {
						const { import: started } = await services.startImport(staff.principal, {
							...{ source: upload.source, name: fileName(upload.name), told: {}, isRehearsal: true },
						});
						return context.redirect(`${HOME}/${started.id}`, 303);
					} catch (error) {
						return answerImports(door, context, staff, refusedForm(error, staff, "shipments:write"));
					}
				},
			},
			{
				method: "GET",
				path: `${HOME}/:id`,
				scope: "shipments:write",
				answer: (context, staff) => answerImport(door, context, staff, null),
			},
			{
				method: "POST",
				path: `${HOME}/:id`,
				scope: "shipments:write",
				answer: async (context, staff) => {
					const id = idOf(context, "import");
					try {
						await act(door, staff, id);
					} catch (error) {
						return answerImport(door, context, staff, refusedForm(error, staff, "shipments:write"));
					}
					return context.redirect(`${HOME}/${id}`, 303);
				},
			},
			{
				method: "GET",
				path: `${HOME}/:id/problems.csv`,
				scope: "shipments:write",
				answer: (context, { principal }) => {
					const parts = services.problemsFile(principal, idOf(context, "import"));
					return answerFile(context, parts, "problems.csv", "text/csv; charset=utf-8");
				},
			},
		],
		door,
	);
}

/** What the button says. Columns go along only where they were changed: two may tell the carrier, which a choice cannot say. */
async function act({ services }: ConsoleNeeds, { principal, form }: Staff, id: string): Promise<void> {
	const does = form.get("do");
	if (does === "cancel") return services.cancelImport(principal, id);
	const view = await services.getImport(principal, id);
	const columns = columnsIn(form, view);
	const asked = importAsked(parseFields(form, importStart));
	await services.restartImport(principal, id, {
		told: { ...asked.told, ...(columns !== null && { columns }) },
		isRehearsal: does !== "start",
	});
}

function columnsIn(form: URLSearchParams, { columns }: ImportView): string | null {
	const chosen = columns.map((_, index) => form.get(`c${index + 1}`) ?? "");
	if (chosen.every((field, index) => field === (columns[index]?.field ?? ""))) return null;
	const told = chosen.flatMap((field, index) => (field === "" ? [] : [`${field}=${index + 1}`]));
	const left = IMPORT_FIELDS.filter((field) => !chosen.includes(field)).map((field) => `${field}=`);
	return [...told, ...left].join(",");
}

async function answerImports(
	{ services }: ConsoleNeeds,
	context: HttpContext,
	{ principal, page }: Staff,
	refused: RefusedForm | null,
): Promise<Response> {
	const { items } = await services.listImports(principal, { limit: SHOWN });
	const limits = { mostMegabytes: UPLOAD_LIMIT / 2 ** 20, mostRows: MOST_ROWS };
	const html = renderImports({ ...page, refused: refused?.refused ?? null, imports: items, ...limits });
	return answerPage(context, html, refused?.status ?? 200);
}

async function answerImport(
	{ services }: ConsoleNeeds,
	context: HttpContext,
	staff: Staff,
	refused: RefusedForm | null,
): Promise<Response> {
	const { principal, page } = staff;
	const id = idOf(context, "import");
	const view = await services.getImport(principal, id);
	const { items } = await services.listProblems(principal, id, { limit: SHOWN });
	// By the browser itself: no page needs a script. Not over what somebody was just told.
	if (view.endedAt === null && refused === null) context.header("refresh", String(RENEWED_EVERY_SECONDS));
	const html = renderImport({
		...page,
		sent: refused ?? UNSENT,
		import: view,
		problems: items.map(({ row, errors }) => ({ row, detail: errors.map(({ detail }) => detail).join(" ") })),
		fields: IMPORT_FIELDS,
		carriers: await carrierNames(services, staff),
	});
	return answerPage(context, html, refused?.status ?? 200);
}
