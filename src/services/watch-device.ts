import { type Device, writeDevice } from "../core/notices/device.ts";
import { noticeRules } from "../store/notice-rules.ts";
import { pageByToken, shipmentByToken } from "../store/pages.ts";
import { lockParcels } from "../store/parcels.ts";
import { addWatcher, endSameWatchers, lockWatcher, watcherOfAddress, watchersOfParcel } from "../store/watchers.ts";
import type { NoticeDeps } from "./tell-watchers.ts";
import { MOST_WATCHERS, parcelOf } from "./watch-parcel.ts";

/**
 * `watching`: the device is notified. `no-address`: nothing can be posted to it. `too-many`: more than wait for a parcel.
 * `off`: the shop notifies nobody. Null for a link that opens nothing.
 */
export type DeviceOutcome = "watching" | "no-address" | "too-many" | "off" | null;

/** A browser is to be notified of the link's parcel, and of all parcels of its order. Done twice is done once. */
export async function watchOnDevice(
	deps: NoticeDeps,
	token: string,
	{ device, locale }: { readonly device: Device; readonly locale: string },
): Promise<DeviceOutcome> {
	const { db, vault, push } = deps;
	return db.transaction(async (tx) => {
		const key = await shipmentByToken(tx, token);
		const [locked] = key === null ? [] : await lockParcels(tx, [key]);
		const stored = locked && (await pageByToken(tx, token));
		if (!stored) return null;
		const rules = await noticeRules(tx, stored.sellerId);
		if (rules.kinds.length === 0 || !rules.push) return "off";
		if (push.problemOf(device.endpoint) !== null) return "no-address";
		const parcel = parcelOf(stored);
		const address = writeDevice(device);
		const before = await watcherOfAddress(tx, vault, parcel, address);
		if (before === null && (await watchersOfParcel(tx, parcel)).length >= MOST_WATCHERS) return "too-many";
		const now = deps.now().toISOString();
		await addWatcher(tx, vault, { parcel, address, source: "device", locale, now, before });
		return "watching";
	});
}

/** The device is notified no more of the link's parcel and its order. False for a link that opens nothing. */
export async function stopOnDevice(
	{ db, vault, now }: Pick<NoticeDeps, "db" | "vault" | "now">,
	token: string,
	device: Device,
): Promise<boolean> {
	return db.transaction(async (tx) => {
		const key = await shipmentByToken(tx, token);
		const stored = key && (await pageByToken(tx, token));
		if (!key || !stored) return false;
		const known = await watcherOfAddress(tx, vault, parcelOf(stored), writeDevice(device));
		const watcher = known && (await lockWatcher(tx, key, known.id));
		if (watcher) await endSameWatchers(tx, watcher, now().toISOString());
		return true;
	});
}
