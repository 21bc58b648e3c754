import type { NewImport } from "../services/imports.ts";
import type { ImportView, ProblemView } from "../services/view-imports.ts";
import type { Principal } from "../services/views.ts";
import { listOf } from "./answers/common.ts";
import { importOfParcels, importProblem } from "./answers/imports.ts";
import type { Door, Route } from "./door.ts";
import { answerFile } from "./export-routes.ts";
import { answerSlice, forSellers, idOf, type Slice, type SliceQuery } from "./for-sellers.ts";
import { importAsked, importStart, newImport, PARCELS_FILE } from "./import-shapes.ts";
import { readBytes, readQuery, SELLER_BODY_LIMIT } from "./read-body.ts";
import { openUpload } from "./read-upload.ts";
import { nothing, page } from "./shapes.ts";

export interface ImportServices {
	startImport(
		principal: Principal,
		input: NewImport,
	): Promise<{ readonly created: boolean; readonly import: ImportView }>;
	/** Reads the file of a dry run again, by other options or in earnest. */
	restartImport(principal: Principal, id: string, asked: Pick<NewImport, "told" | "isRehearsal">): Promise<ImportView>;
	getImport(principal: Principal, id: string): Promise<ImportView>;
	listImports(principal: Principal, query: SliceQuery): Promise<Slice<ImportView>>;
	cancelImport(principal: Principal, id: string): Promise<void>;
	listProblems(principal: Principal, id: string, query: SliceQuery): Promise<Slice<ProblemView>>;
	problemsFile(principal: Principal, id: string): AsyncGenerator<{ readonly text: string }>;
}

/** Files of parcels: taken in at once, read in the background. */
export function importRoutes({ services, publicUrl }: Pick<Door, "services" | "publicUrl">): readonly Route[] {
	return forSellers(
		[
			{
				method: "POST",
				path: "/v1/imports",
				scope: "shipments:write",
				about: {
					name: "startImport",
					tag: "Imports",
					summary: "Import a file of parcels",
					more: "A shop's export as it is, gzipped or not, by itself or as the part `file` of a form; it is read in the background. The same file with the same options, within a day, answers the import that is there, so that no Idempotency-Key is taken.",
					query: newImport,
					body: PARCELS_FILE,
					answers: {
						202: { when: "It is read next.", body: importOfParcels },
						200: { when: "It was begun before.", body: importOfParcels },
					},
					refuses: [409],
					asked: { query: { dry_run: "1", name: "orders.csv" } },
				},
				// The same file again answers the import that is there, and need not be held until it has arrived.
				takesNoKey: true,
				answer: async (context, principal) => {
					const { name, ...query } = readQuery(context, newImport);
					const { told, isRehearsal } = importAsked(query);
					const upload = await openUpload(context);
					const input = {
						source: upload.source,
						name: name ?? fileName(upload.name),
						told: { ...told, charset: told.charset ?? upload.charset },
						isRehearsal,
					};
					const answer = await services.startImport(principal, input).finally(upload.giveUp);
					context.header("location", `/v1/imports/${answer.import.id}`);
					return context.json(answer.import, answer.created ? 202 : 200);
				},
			},
			{
				method: "GET",
				path: "/v1/imports",
				scope: "shipments:read",
				about: {
					name: "listImports",
					tag: "Imports",
					summary: "List imports",
					more: "Newest first.",
					query: page,
					answers: { 200: { when: "A slice of them.", body: listOf(importOfParcels) } },
				},
				answer: async (context, principal) =>
					answerSlice(context, publicUrl, await services.listImports(principal, readQuery(context, page))),
			},
			{
				method: "GET",
				path: "/v1/imports/:id",
				scope: "shipments:read",
				about: {
					name: "getImport",
					tag: "Imports",
					summary: "Get an import, and how far it is",
					answers: { 200: { when: "The import.", body: importOfParcels } },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "import");
					readQuery(context, nothing);
					return context.json(await services.getImport(principal, id));
				},
			},
			{
				method: "POST",
				path: "/v1/imports/:id/start",
				scope: "shipments:write",
				about: {
					name: "restartImport",
					tag: "Imports",
					summary: "Read the file of a dry run again",
					more: "By other options, or in earnest.",
					query: importStart,
					answers: { 202: { when: "It is read next.", body: importOfParcels } },
					refuses: [409],
				},
				answer: async (context, principal) => {
					const id = idOf(context, "import");
					// It takes no body; one that is sent all the same is bounded like any other.
					await readBytes(context, SELLER_BODY_LIMIT);
					const asked = importAsked(readQuery(context, importStart));
					return context.json(await services.restartImport(principal, id, asked), 202);
				},
			},
			{
				method: "DELETE",
				path: "/v1/imports/:id",
				scope: "shipments:write",
				about: {
					name: "cancelImport",
					tag: "Imports",
					summary: "Stop an import",
					more: "What is registered stays.",
					answers: { 204: { when: "It is read no further." } },
					refuses: [409],
				},
				answer: async (context, principal) => {
					await services.cancelImport(principal, idOf(context, "import"));
					return context.body(null, 204);
				},
			},
			{
				// Whoever may send such rows: they hold what buyers' own pages keep back.
				method: "GET",
				path: "/v1/imports/:id/problems",
				scope: "shipments:write",
				about: {
					name: "listImportProblems",
					tag: "Imports",
					summary: "List rows of which nothing came",
					query: page,
					answers: { 200: { when: "A slice of them.", body: listOf(importProblem) } },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "import");
					const query = readQuery(context, page);
					return answerSlice(context, publicUrl, await services.listProblems(principal, id, query));
				},
			},
			{
				method: "GET",
				path: "/v1/imports/:id/problems.csv",
				scope: "shipments:write",
				about: {
					name: "importProblemsFile",
					tag: "Imports",
					summary: "Get those rows as a file to mend",
					more: "As they stood, with the reason in a last column: mend it and import it.",
					answers: { 200: { when: "The file.", kinds: ["text/csv"] } },
				},
				answer: (context, principal) => {
					const id = idOf(context, "import");
					readQuery(context, nothing);
					return answerFile(context, services.problemsFile(principal, id), "problems.csv", "text/csv; charset=utf-8");
				},
			},
		],
		services,
	);
}

/** Without what no line of text may hold. */
export function fileName(name: string | null): string | null {
	const plain = (name ?? "").replaceAll(/[\p{Cc}\p{Cs}\p{Co}\u202a-\u202e\u2066-\u2069]/gu, "").trim();
	return plain.slice(0, 200) || null;
}
