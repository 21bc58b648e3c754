import { z } from "zod";
import { part, text } from "./body.ts";
import type { Problem, RawPickup, RawScan } from "./carrier.ts";
import { MOST_LINES, mayWait } from "./details.ts";
import { anything, inKnownZone, readList, readPart, readPoint, Time } from "./own-parts.ts";

const Pickup = part(
	z.object({ name: text, address: text, hours: anything, until: anything, lat: anything, lng: anything }),
);
const Until = part(Time);
const Line = part(text.pipe(z.string()));
const Courier = part(z.object({ phone: text, name: text }));
const Code = part(text.pipe(z.string()));

/** Where a scan says that the parcel waits; undefined where it says nothing, or nothing that can be read. */
export function readOwnPickup(
	scan: { readonly pickup?: unknown; readonly code: string },
	at: string,
	problems: Problem[],
): RawPickup | undefined {
	const path = `${at}.pickup`;
	const pickup = readPart(Pickup, scan.pickup, path, problems);
	if (pickup === undefined) return undefined;
	if (!mayWait(scan.code)) {
		const wanted = "it counts with a scan of ready_for_pickup or delivery_attempted alone.";
		problems.push({ kind: "contradiction", detail: `${path}: ${wanted}` });
		return undefined;
	}
	const { name, address } = pickup;
	const until = readPart(Until, pickup.until, `${path}.until`, problems);
	const lines = readList(pickup.hours, `${path}.hours`, problems);
	if (lines.length > MOST_LINES) {
		problems.push({
			kind: "unreadable",
			detail: `${path}.hours: ${lines.length} lines; the first ${MOST_LINES} count.`,
		});
	}
	const hours = lines
		.slice(0, MOST_LINES)
		.flatMap((line, index) => readPart(Line, line, `${path}.hours.${index}`, problems) ?? []);
	return {
		name,
		address,
		hours,
		until: until && inKnownZone(until, `${path}.until`, problems),
		...readPoint(pickup, path, problems),
	};
}

/** Personal details that the courier names as such; undefined where there are none. */
export function readMarked(
	{ courier, pickupCode }: { readonly courier?: unknown; readonly pickupCode?: unknown },
	path: string,
	problems: Problem[],
): RawScan["marked"] {
	const { phone, name } = readPart(Courier, courier, `${path}.courier`, problems) ?? {};
	const code = readPart(Code, pickupCode, `${path}.pickupCode`, problems);
	if (phone === undefined && name === undefined && code === undefined) return undefined;
	return { courierPhone: phone, courierName: name, pickupCode: code };
}
