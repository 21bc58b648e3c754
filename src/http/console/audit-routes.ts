import { renderAudit } from "../../../web/views/console/audit.tsx";
import { AUDITED } from "../../services/noted.ts";
import type { Route } from "../door.ts";
import { actorNames } from "./actor-names.ts";
import { cursorIn, dayAfter, dayIn } from "./fields.ts";
import { answerPage, type ConsoleNeeds, forStaff } from "./staff.ts";

const SLICE = 100;
const LONGEST = { actor: 254, subject: 64 } as const;

/** Who changed what of the shop's things. */
export function consoleAuditRoutes(door: ConsoleNeeds): readonly Route[] {
	const { services } = door;
	return forStaff(
		[
			{
				method: "GET",
				path: "/console/audit",
				scope: "audit:read",
				answer: async (context, staff) => {
					const { cursor: _, done: __, ...asked } = context.req.query();
					const given = (name: keyof typeof LONGEST) => asked[name]?.trim().slice(0, LONGEST[name]) || undefined;
					const filter = {
						actor: given("actor"),
						action: AUDITED.find((one) => one === asked.action),
						subject: given("subject"),
						from: dayIn(asked.from),
						to: dayIn(asked.to),
					};
					const { items, next } = await services.listAudit(staff.principal, {
						...filter,
						from: filter.from && `${filter.from}T00:00:00.000Z`,
						to: filter.to && `${dayAfter(filter.to)}T00:00:00.000Z`,
						cursor: cursorIn(context),
						limit: SLICE,
					});
					const named = items.flatMap(({ actor, subject }) => (subject === null ? [actor] : [actor, subject]));
					const html = renderAudit({
						...staff.page,
						entries: items,
						filter,
						actions: AUDITED,
						names: await actorNames(door, staff.principal, named),
						next: next && `/console/audit?${new URLSearchParams({ ...asked, cursor: next })}`,
					});
					return answerPage(context, html);
				},
			},
		],
		door,
	);
}
