import { groupBy } from "../../src/core/group-by.ts";
import { auditNews, isAllTold, lookAtNews } from "./audit-news.ts";
import type { Ground } from "./ground.ts";
import type { Acknowledged, LoadParcel } from "./load.ts";
import { comesTrue, command, type Node, pause } from "./node.ts";
import type { SellerSystem } from "./seller-system.ts";

/** What was acknowledged. */
export interface Claimed {
	readonly load: { readonly acknowledged: readonly Acknowledged[]; readonly parcels: readonly LoadParcel[] };
	/** There may be more: it was acknowledged while the database was copied. */
	readonly isPart?: boolean;
}

/** Where it must be. */
export interface Kept extends Claimed {
	readonly ground: Ground;
	readonly key: string;
}

/** What is looked into after a scenario. */
export interface Audited extends Kept {
	/** They run; the audit stops them. */
	readonly nodes: readonly [Node, ...Node[]];
	readonly sellerSystem: SellerSystem;
	/** What the service's commands are run with. */
	readonly settings: Readonly<Record<string, string>>;
}

/** A parcel's timeline as the API shows it. */
export interface ShownParcel {
	readonly id: string;
	readonly trackingNumber: string;
	readonly scans: readonly { readonly key: string; readonly local: string }[];
}

const ROUNDS = 3;
const QUIET_MS = 1_500;
const ARRIVES_WITHIN_MS = 60_000;

/**
 * What was promised of all that was acknowledged: by the API, by SQL, by a command. A sentence for each promise that does
 * not hold; none: all hold. Waiting times of news are taken as over.
 */
export async function audit(audited: Audited): Promise<readonly string[]> {
	const { ground, nodes, sellerSystem, key } = audited;
	const shown = await readParcels(nodes[0], key);
	await quiet(sellerSystem);
	await Promise.all(nodes.map((node) => node.stop()));
	let told = await lookAtNews(ground);
	for (let round = 0; round < ROUNDS && !isAllTold(told, sellerSystem); round += 1) {
		await Promise.all(nodes.map((node) => node.start()));
		await quiet(sellerSystem);
		await Promise.all(nodes.map((node) => node.stop()));
		told = await lookAtNews(ground);
	}
	return [
		...auditMessages(audited, await keptMessages(ground)),
		...auditParcels(audited, shown),
		...auditNews(told, sellerSystem, shown),
		...(await auditFold(audited)),
	];
}

/** The same of a copy of the database that a node runs on, of which no news is sent. */
export async function auditKept(kept: Kept & { readonly node: Node }): Promise<readonly string[]> {
	const shown = await readParcels(kept.node, kept.key);
	await kept.node.stop();
	return [...auditMessages(kept, await keptMessages(kept.ground)), ...auditParcels(kept, shown)];
}

/** Resolves when nothing has arrived for a while. */
async function quiet({ arrived }: SellerSystem): Promise<void> {
	let before = -1;
	await comesTrue(async () => {
		if (arrived.size === before) return true;
		before = arrived.size;
		await pause(QUIET_MS);
		return false;
	}, ARRIVES_WITHIN_MS);
}

/** Every parcel that the service lists, with its timeline. */
async function readParcels({ url }: Node, key: string): Promise<readonly ShownParcel[]> {
	const read = async (path: string) => {
		const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${key}` } });
		if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status} after all was well.`);
		return answer.text();
	};
	const lines = (await read("/v1/shipments.ndjson")).split("\n").filter(Boolean);
	const shown: ShownParcel[] = [];
	for (const line of lines) shown.push(parcelIn(await read(`/v1/shipments/${parcelIn(line).id}`)));
	return shown;
}

/** The API's answers are read strictly by other tests. */
function parcelIn(text: string): ShownParcel {
	return JSON.parse(text) as ShownParcel;
}

/** Each waybill is registered once, and each scan stands on its timeline once. */
export function auditParcels({ load, isPart }: Claimed, shown: readonly ShownParcel[]): readonly string[] {
	const broken: string[] = [];
	const byId = new Map(shown.map((parcel) => [parcel.id, parcel]));
	const told = groupBy(load.acknowledged, ({ parcel }) => parcel.trackingNumber);
	if (!isPart && shown.length > load.parcels.length) {
		broken.push(`${load.parcels.length} waybills were registered, and there are ${shown.length} parcels.`);
	}
	for (const { id, trackingNumber, askedFor } of load.parcels) {
		const parcel = byId.get(id ?? "");
		if (parcel === undefined) {
			broken.push(`The waybill ${trackingNumber} was acknowledged as ${id} and is lost.`);
			continue;
		}
		const posted = [...askedFor, ...(told.get(trackingNumber) ?? []).map(({ local }) => local)];
		const kept = parcel.scans.map(({ local }) => local);
		const lost = posted.filter((local) => !kept.includes(local));
		if (lost.length > 0) broken.push(`The timeline of ${trackingNumber} lacks the scans of ${lost.join(", ")}.`);
		const twice = kept.filter((local, index) => kept.indexOf(local) !== index);
		if (twice.length > 0) broken.push(`The timeline of ${trackingNumber} has the scans of ${twice.join(", ")} twice.`);
		if (!isPart && new Set(kept).size > posted.length) broken.push(`${trackingNumber} has scans that nobody told.`);
	}
	return broken;
}

/** A message as it is kept. */
export interface KeptMessage {
	/** `con_…` */
	readonly connection: string;
	/** Of its bytes, SHA-256 in hexadecimal. */
	readonly digest: string;
	/** What it turned out to be; several words where it is kept several times. */
	readonly states: string;
	readonly times: number;
}

/** Those that carriers posted and signed. One is unmatched as long as a number of it is waited for. */
function keptMessages(ground: Ground): Promise<readonly KeptMessage[]> {
	return ground.rows(
		`select c.public_id as connection, encode(sha256(m.body), 'hex') as digest, count(*)::int4 as times,
			string_agg(distinct case when m.state = 'unmatched' and not exists (
				select from unmatched u where u.seller_id = m.seller_id and u.message_id = m.id
			) then 'read' else m.state end, ' ') as states
		from raw_messages m join connections c on c.seller_id = m.seller_id and c.id = m.connection_id
		where m.channel = 'webhook' and m.state <> 'bad-signature' group by 1, 2`,
	);
}

/** Each message is kept once, and was read unless its waybill is still waited for. */
export function auditMessages({ load, isPart }: Claimed, messages: readonly KeptMessage[]): readonly string[] {
	const kept = new Map(messages.map((one) => [`${one.connection} ${one.digest}`, one]));
	const registered = new Set(load.parcels.map(({ trackingNumber }) => trackingNumber));
	const broken: string[] = [];
	for (const { connection, digest, parcel, local } of load.acknowledged) {
		const what = `The message of ${parcel.carrier.code} on ${parcel.trackingNumber} at ${local}`;
		const one = kept.get(`${connection} ${digest}`);
		kept.delete(`${connection} ${digest}`);
		if (one === undefined) broken.push(`${what} was acknowledged and is lost.`);
		else if (one.times !== 1) broken.push(`${what} is kept ${one.times} times.`);
		else if (one.states === "unmatched" && !registered.has(parcel.trackingNumber)) continue;
		else if (one.states !== "read") broken.push(`${what} is kept and not read: it is ${one.states}.`);
	}
	if (!isPart && kept.size > 0) broken.push(`${kept.size} messages are kept that nobody sent.`);
	return broken;
}

/** The state of each parcel is the fold of its messages: reading all of them again changes nothing. */
export async function auditFold({ settings }: Pick<Audited, "settings">): Promise<readonly string[]> {
	const differences = (await command(settings, ["replay", "--dry-run"])).split("\n").filter(Boolean);
	return differences.map((line) => `Reading the messages again gives another state: ${line}`);
}
