import { groupBy } from "../../src/core/group-by.ts";
import type { ShownParcel } from "./audit.ts";
import type { Ground } from "./ground.ts";
import type { SellerSystem } from "./seller-system.ts";

/** What the service says that it told. */
export interface Told {
	/** Of its events. */
	readonly ids: readonly string[];
	/** How many lines its outbox has, each of which becomes an event. */
	readonly lines: number;
}

// The dead hold what they had claimed for 90 s, and what failed twice is tried again after five minutes.
const LOOK = `with hurried as (
		update webhook_deliveries set next_at = now() where next_at > now() and next_at < now() + interval '10 minutes'
	)
	select (select count(*)::int4 from outbox where type like 'shipment.%') as lines,
		(select coalesce(string_agg(public_id, ' '), '') from events) as ids`;

/** Looks, and takes the times as over that the service waits before it tells an event again. */
export async function lookAtNews(ground: Ground): Promise<Told> {
	const [found] = await ground.rows<{ lines: number; ids: string }>(LOOK);
	return { lines: found?.lines ?? 0, ids: (found?.ids ?? "").split(" ").filter(Boolean) };
}

/** Whether every line of the outbox became an event, and every event arrived. */
export function isAllTold({ ids, lines }: Told, { arrived }: Pick<SellerSystem, "arrived">): boolean {
	return lines <= ids.length && ids.every((id) => arrived.has(id));
}

/** Every event arrived, with one id and one body; each parcel's are numbered without a gap; each scan was told. */
export function auditNews(
	{ ids, lines }: Told,
	{ arrived, complaints }: Pick<SellerSystem, "arrived" | "complaints">,
	shown: readonly ShownParcel[],
): readonly string[] {
	const broken = [...complaints];
	if (lines > ids.length) broken.push(`${lines - ids.length} lines of the outbox became no event.`);
	const lost = ids.filter((id) => !arrived.has(id));
	if (lost.length > 0) broken.push(`${lost.length} events never arrived, such as ${lost[0]}.`);
	const known = new Set(ids);
	const unknown = [...arrived.keys()].filter((id) => !known.has(id));
	if (unknown.length > 0) broken.push(`${unknown.length} events arrived that are not kept, such as ${unknown[0]}.`);
	const news = groupBy(
		[...arrived.values()].map(({ body }) => newsIn(body)),
		({ data }) => data.id,
	);
	for (const parcel of shown) broken.push(...auditNewsOf(parcel, news.get(parcel.id) ?? []));
	return broken;
}

function auditNewsOf({ trackingNumber, scans }: ShownParcel, own: readonly News[]): readonly string[] {
	const broken: string[] = [];
	const numbers = own.map(({ data }) => data.sequence).toSorted((one, other) => one - other);
	if (numbers.some((number, index) => number !== index + 1)) {
		broken.push(`The events of ${trackingNumber} are numbered ${numbers.join(", ")}.`);
	}
	const created = own.filter(({ type }) => type === "shipment.created").length;
	if (created !== 1) broken.push(`That ${trackingNumber} was registered is told by ${created} events.`);
	const told = new Set(own.flatMap(({ data }) => (data.scans ?? []).map(({ key }) => key)));
	const untold = scans.filter(({ key }) => !told.has(key));
	if (untold.length > 0) broken.push(`${untold.length} scans of ${trackingNumber} were never told.`);
	return broken;
}

interface News {
	readonly type: string;
	readonly data: {
		readonly id: string;
		readonly sequence: number;
		readonly scans?: readonly { readonly key: string }[];
	};
}

/** In the shape of the catalogue, which other tests hold to. */
function newsIn(body: string): News {
	return JSON.parse(body) as News;
}
