import type { NoticesView } from "../services/notices.ts";
import type { PreviewedMail } from "../services/preview-notices.ts";
import type { Principal } from "../services/views.ts";
import { listOf } from "./answers/common.ts";
import { notices, previewedMail } from "./answers/notices.ts";
import type { Door, Route } from "./door.ts";
import { forSellers, idOf } from "./for-sellers.ts";
import { exampleId } from "./openapi/about.ts";
import { readQuery } from "./read-body.ts";
import { nothing } from "./shapes.ts";

export interface NoticeServices {
	shipmentNotices(principal: Principal, id: string): Promise<NoticesView>;
	/** Oldest first. */
	previewNotices(principal: Principal, id: string): Promise<readonly PreviewedMail[]>;
}

/** What buyers who asked were written of a parcel, or would have been. */
export function noticeRoutes({ services }: Pick<Door, "services">): readonly Route[] {
	return forSellers(
		[
			{
				method: "GET",
				path: "/v1/shipments/:id/notices",
				scope: "shipments:read",
				about: {
					name: "shipmentNotices",
					tag: "Shipments",
					summary: "List the e-mails to buyers about a parcel",
					more: "Who is written of it, and each news with what came of it: told by which e-mail, waiting, or why not.",
					answers: { 200: { when: "Both, newest first.", body: notices } },
					asked: { id: exampleId("shp", 1) },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "shipment");
					readQuery(context, nothing);
					return context.json(await services.shipmentNotices(principal, id));
				},
			},
			{
				method: "GET",
				path: "/v1/shipments/:id/notices/preview",
				scope: "shipments:read",
				about: {
					name: "previewNotices",
					tag: "Shipments",
					summary: "Preview the e-mails to buyers about a parcel",
					more: "What somebody who watched it from its registration would have been written, by today's `notices` of the shop and by what was known at each moment. Nothing is sent.",
					answers: { 200: { when: "All of them, oldest first.", body: listOf(previewedMail) } },
					asked: { id: exampleId("shp", 1) },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "shipment");
					readQuery(context, nothing);
					return context.json({ items: await services.previewNotices(principal, id) });
				},
			},
		],
		services,
	);
}
