import { z } from "zod";
import { NOTICE_KIND_NAMES } from "../../core/notices/kinds.ts";
import { ASK_STATES, REVIEW_STAGES } from "../../core/review.ts";
import type { AskView, NoticesView, NoticeView, WatcherView } from "../../services/notices.ts";
import type { PreviewedMail } from "../../services/preview-notices.ts";
import { code, idShape, instant, shows } from "./common.ts";

const kind = z.enum(NOTICE_KIND_NAMES);

const watcher = shows<WatcherView>()(
	z
		.strictObject({
			id: idShape("wch"),
			address: z
				.string()
				.nullable()
				.describe(
					"Masked; of a device, whom its notifications are handed to; null where the key that sealed it is lost, or it is kept no longer.",
				),
			source: z
				.enum(["typed", "order", "seller", "device"])
				.describe(
					"`typed` by a reader, who has to confirm it; the order's at a reader's wish; `seller`: the order's, as you told; `device`: a browser that is notified, at its reader's press.",
				),
			state: z.enum(["unconfirmed", "watching", "ended"]),
			isOrder: z.boolean().describe("Of all parcels of the order."),
			askedAt: instant,
			confirmedAt: instant.nullable(),
			endedAt: instant.nullable(),
			endedBecause: z
				.enum(["asked", "bounced", "replaced", "unreadable"])
				.nullable()
				.describe(
					"`asked` by its reader; `bounced`: no mail server takes it for good, or the device is subscribed no more; `replaced`: you told another address of the order; `unreadable`: the key that sealed it was given up.",
				),
			toldAt: instant.nullable().describe("When an e-mail or notification was written last, of whichever parcel."),
			asks: z.boolean().nullable().describe("Whether he agreed to be asked afterwards how it was; null: nobody said."),
		})
		.meta({ id: "Watcher", description: "Somebody who is written of a parcel, or was." }),
);

const notice = shows<NoticeView>()(
	z
		.strictObject({
			watcher: idShape("wch"),
			kind,
			code,
			heardAt: instant,
			state: z
				.enum(["waiting", "told", "taken-back", "over", "unwanted"])
				.describe(
					"`taken-back` by the carrier before it was told; `over`: true no more by then; `unwanted`: it was ended, or you chose otherwise.",
				),
			settledAt: instant.nullable(),
			mail: idShape("eml").nullable().describe("Of the e-mail or notification that told it."),
		})
		.meta({ id: "Notice", description: "News of a parcel for somebody who watches it." }),
);

const ask = shows<AskView>()(
	z
		.strictObject({
			watcher: idShape("wch"),
			stage: z.enum(REVIEW_STAGES),
			dueAt: instant,
			state: z
				.enum(ASK_STATES)
				.describe(
					"`reviewed`: he said it already, or has nothing to add to; `over`: too late, or asked of another parcel of the order; `unwanted`: he ended it, or you chose otherwise.",
				),
			settledAt: instant.nullable(),
			mail: idShape("eml").nullable().describe("Of the e-mail that asked."),
		})
		.meta({ id: "ReviewAsk", description: "That somebody who agreed to it is asked how a parcel was." }),
);

export const notices = shows<NoticesView>()(
	z.strictObject({
		watchers: z.array(watcher),
		items: z.array(notice).describe("Newest first, two hundred at most."),
		asks: z.array(ask).describe("Newest first, a hundred at most."),
	}),
);

export const previewedMail = shows<PreviewedMail>()(
	z
		.strictObject({
			at: instant.describe("When it would have been written."),
			kinds: z.array(kind).describe("Of which news, newest first."),
			subject: z.string(),
			text: z.string(),
		})
		.meta({ id: "PreviewedEmail", description: "An e-mail to a buyer as it would have been." }),
);
