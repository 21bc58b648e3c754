import type { NoticedParcel } from "../core/letters.ts";
import type { Device, Push } from "../core/notices/device.ts";
import { isUrgent } from "../core/notices/news-of.ts";
import type { RowId, Transaction } from "../store/database.ts";
import { NOTICE_PUSH, queueMail } from "../store/mails.ts";
import type { Watcher } from "../store/watchers.ts";
import type { NoticeDeps } from "./tell-watchers.ts";

interface Notifying {
	readonly device: Device;
	readonly noticed: readonly (NoticedParcel & { readonly rowId: RowId })[];
}

/** News of yesterday wakes nobody: a phone that was off so long shows it on the page. */
const KEPT_MS = 24 * 60 * 60_000;

/** One notification for each parcel, in the transaction that settles its news. Answers the id of each. */
export async function notifyDevice(
	tx: Transaction,
	deps: Pick<NoticeDeps, "vault" | "now" | "noticeLetters">,
	{ sellerId, locale }: Watcher,
	{ device, noticed }: Notifying,
): Promise<ReadonlyMap<RowId, string>> {
	const now = deps.now().toISOString();
	const ids = new Map<RowId, string>();
	for (const one of noticed) {
		const { pathname } = new URL(one.pageUrl);
		const mail: Push = {
			...{ device, path: `${pathname}?lang=${encodeURIComponent(locale)}` },
			words: deps.noticeLetters.push({ locale, now, parcel: one.parcel }),
			topic: Buffer.from(deps.vault.tagOf(pathname, "topics of notifications")).toString("base64url").slice(0, 32),
			isUrgent: one.news.some(({ kind }) => isUrgent(kind)),
			expiresAt: new Date(deps.now().getTime() + KEPT_MS).toISOString(),
		};
		ids.set(one.rowId, await queueMail(tx, deps.vault, { sellerId, kind: NOTICE_PUSH, mail, now }));
	}
	return ids;
}
