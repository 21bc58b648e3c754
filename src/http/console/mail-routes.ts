import { type KnownMail, renderMail, renderMails } from "../../../web/views/console/mails.tsx";
import { Conflict } from "../../core/errors.ts";
import type { InboundMailDetail, MailPlace } from "../../services/inbound-mails.ts";
import type { HttpContext, Route } from "../door.ts";
import { idOf } from "../for-sellers.ts";
import { isIdOf } from "../id-shapes.ts";
import { cursorIn } from "./fields.ts";
import { answerPage, type ConsoleNeeds, forStaff, type Staff } from "./staff.ts";

/** Each is shown with its words, which are read from its bytes. */
const SLICE = 10;

/** Mails that came in: those that wait to be placed, and each as it reads. */
export function consoleMailRoutes(door: ConsoleNeeds): readonly Route[] {
	const { services } = door;
	return forStaff(
		[
			{
				method: "GET",
				path: "/console/mails",
				scope: "questions:read",
				answer: (context, staff) => answerMails(door, context, staff),
			},
			{
				method: "GET",
				path: "/console/mails/:id",
				scope: "questions:read",
				answer: (context, staff) => answerMail(door, context, staff, null),
			},
			{
				method: "GET",
				path: "/console/mails/:id/original",
				scope: "questions:read",
				answer: async (context, { principal }) => {
					const id = idOf(context, "mail");
					const { raw } = await services.getInboundMail(principal, id);
					// Never of a kind that a browser draws: whatever it holds is a stranger's, and this is our own host.
					return context.body(new Uint8Array(Buffer.from(raw ?? "", "base64")), 200, {
						"content-type": "application/octet-stream",
						"content-disposition": `attachment; filename="${id}.eml"`,
					});
				},
			},
			{
				method: "POST",
				path: "/console/mails/:id/place",
				scope: "questions:write",
				answer: async (context, staff) => {
					const id = idOf(context, "mail");
					const question = staff.form.get("question") ?? "";
					const as = staff.form.get("as") === "buyer" ? "buyer" : "note";
					const place: MailPlace = isIdOf("question", question) ? { question, as } : { question: null };
					try {
						await services.placeInboundMail(staff.principal, id, place);
					} catch (error) {
						// Who may not see mails may place one, and is told on a page of its own why it was refused.
						if (!(error instanceof Conflict) || !staff.may("questions:read")) throw error;
						return answerMail(door, context, staff, error);
					}
					if (place.question === null) return context.redirect("/console/mails?done=put-aside", 303);
					return context.redirect(`/console/questions/${place.question}?done=placed-${as}`, 303);
				},
			},
		],
		door,
	);
}

async function answerMails(door: ConsoleNeeds, context: HttpContext, { principal, page, may }: Staff) {
	const { services } = door;
	const query = { state: "suggested", cursor: cursorIn(context), limit: SLICE } as const;
	const { items, next } = await services.listInboundMails(principal, query);
	const mails: KnownMail[] = [];
	// One after the other: each is read from its bytes, which may be many.
	for (const { id } of items)
		mails.push(await knownMail(door, principal, await services.getInboundMail(principal, id)));
	const html = renderMails({
		...{ ...page, mails, mayPlace: may("questions:write") },
		next: next === null ? null : `/console/mails?${new URLSearchParams({ cursor: next })}`,
	});
	return answerPage(context, html);
}

async function answerMail(
	door: ConsoleNeeds,
	context: HttpContext,
	{ principal, page, may }: Staff,
	refused: Conflict | null,
): Promise<Response> {
	const mail = await door.services.getInboundMail(principal, idOf(context, "mail"));
	const html = renderMail({
		...{ ...page, mail: await knownMail(door, principal, mail), mayPlace: may("questions:write") },
		refused: refused?.message ?? null,
	});
	return answerPage(context, html, refused === null ? 200 : 409);
}

async function knownMail(
	{ services }: ConsoleNeeds,
	principal: Staff["principal"],
	{ suggested: ids, raw, ...mail }: InboundMailDetail,
): Promise<KnownMail> {
	const { items } =
		ids.length === 0 ? { items: [] } : await services.listQuestions(principal, { ids, limit: ids.length });
	return { ...mail, isKept: raw !== null, suggested: items, isStray: ids.length === 0 };
}
