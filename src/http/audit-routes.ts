import { z } from "zod";
import { AUDITED, type AuditQuery } from "../services/noted.ts";
import type { AuditEntry, Principal } from "../services/views.ts";
import { listOf } from "./answers/common.ts";
import { auditEntry } from "./answers/keys.ts";
import type { Door, Route } from "./door.ts";
import { answerSlice, forSellers, type Slice } from "./for-sellers.ts";
import { readQuery } from "./read-body.ts";
import { instantInUtc, line, page } from "./shapes.ts";

export interface AuditServices {
	/** Newest first. */
	listAudit(principal: Principal, query: AuditQuery): Promise<Slice<AuditEntry>>;
}

const auditPage = page.extend({
	actor: line(1, 254).optional(),
	action: z.enum(AUDITED).optional(),
	subject: line(1, 64).optional(),
	from: instantInUtc.optional(),
	to: instantInUtc.optional(),
}) satisfies z.ZodType<AuditQuery>;

/** Who changed what of a seller's things. */
export function auditRoutes({ services, publicUrl }: Pick<Door, "services" | "publicUrl">): readonly Route[] {
	return forSellers(
		[
			{
				method: "GET",
				path: "/v1/audit",
				scope: "audit:read",
				about: {
					name: "listAudit",
					tag: "Keys",
					summary: "List who changed what",
					more: "Newest first.",
					query: auditPage,
					answers: { 200: { when: "A slice of it.", body: listOf(auditEntry) } },
					asked: { query: { limit: "3" } },
				},
				answer: async (context, principal) =>
					answerSlice(context, publicUrl, await services.listAudit(principal, readQuery(context, auditPage))),
			},
		],
		services,
	);
}
