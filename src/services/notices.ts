import { NotFound } from "../core/errors.ts";
import { readDevice } from "../core/notices/device.ts";
import type { NoticeKind } from "../core/notices/kinds.ts";
import { maskedAddress } from "../core/recipient.ts";
import type { AskState, ReviewStage } from "../core/review.ts";
import type { Code } from "../core/status.ts";
import { type NoticeState, noticesOfParcel } from "../store/notices.ts";
import { asksOfParcel } from "../store/review-asks.ts";
import { getShipment } from "../store/shipments.ts";
import { type EndedBecause, type Watcher, type WatcherSource, watchersOfParcel } from "../store/watchers.ts";
import { type Deps, sellerOf } from "./deps.ts";
import type { Principal } from "./views.ts";
import { type OpenWatcher, stateOf } from "./watch-parcel.ts";
import { readableAddress } from "./watcher-address.ts";

/** Somebody who asked to be written of a parcel, or for whom its seller did. */
export interface WatcherView {
	/** `wch_…` */
	readonly id: string;
	/** `m•••@s•••.example`, or of a device whom its notifications are handed to, such as `fcm.googleapis.com`; null where the key that sealed it is lost, or it is kept no longer. */
	readonly address: string | null;
	readonly source: WatcherSource;
	readonly state: OpenWatcher["state"];
	/** Of all parcels of its order. */
	readonly isOrder: boolean;
	readonly askedAt: string;
	readonly confirmedAt: string | null;
	readonly endedAt: string | null;
	readonly endedBecause: EndedBecause | null;
	/** When he was written last, of whichever parcel. */
	readonly toldAt: string | null;
	/** Whether he agreed to be asked afterwards how it was; null: nobody said. */
	readonly asks: boolean | null;
}

/** News of a parcel for one of them, and what came of it. */
export interface NoticeView {
	/** `wch_…` */
	readonly watcher: string;
	readonly kind: NoticeKind;
	readonly code: Code;
	readonly heardAt: string;
	readonly state: NoticeState;
	readonly settledAt: string | null;
	/** `eml_…` that told it. */
	readonly mail: string | null;
}

/** That one of them is asked how it was, and what came of it. */
export interface AskView {
	/** `wch_…` */
	readonly watcher: string;
	readonly stage: ReviewStage;
	readonly dueAt: string;
	readonly state: AskState;
	readonly settledAt: string | null;
	/** `eml_…` that asked. */
	readonly mail: string | null;
}

export interface NoticesView {
	/** Newest first, a hundred at most. */
	readonly watchers: readonly WatcherView[];
	/** Newest first, two hundred at most. */
	readonly items: readonly NoticeView[];
	/** Newest first, a hundred at most. */
	readonly asks: readonly AskView[];
}

/** Who watches a parcel, and what each was written of it and was not. Throws `NotFound`. */
export async function shipmentNotices(deps: Deps, principal: Principal, id: string): Promise<NoticesView> {
	const shipment = await getShipment(deps.db, sellerOf(principal), id);
	if (!shipment) throw new NotFound(`There is no shipment ${id}.`);
	const watchers = await watchersOfParcel(deps.db, shipment);
	const items = await noticesOfParcel(deps.db, shipment);
	const asks = await asksOfParcel(deps.db, shipment);
	return {
		watchers: watchers.map((watcher) => viewWatcher(deps, watcher)),
		items: items.map(({ watcher, kind, code, heardAt, state, settledAt, mailId }) => {
			return { watcher, kind, code, heardAt, state, settledAt, mail: mailId };
		}),
		asks: asks.map(({ watcher, stage, dueAt, state, settledAt, mailId }) => {
			return { watcher, stage, dueAt, state, settledAt, mail: mailId };
		}),
	};
}

function viewWatcher({ vault }: Deps, watcher: Watcher): WatcherView {
	const { id, source, orderRowId, askedAt, confirmedAt, endedAt, endedBecause, toldAt, asks } = watcher;
	const state = stateOf(watcher);
	const address = readableAddress(vault, watcher);
	return {
		...{ id, address: address === null ? null : shownAddress(address), source, state, isOrder: orderRowId !== null },
		...{ askedAt, confirmedAt, endedAt, endedBecause, toldAt, asks },
	};
}

function shownAddress(address: string): string {
	const device = readDevice(address);
	return device ? new URL(device.endpoint).host : maskedAddress(address);
}
