import { createHash } from "node:crypto";
import { carrierOf } from "../../adapters/index.ts";
import { LOAD_CARRIERS, type LoadCarrier, type LoadScan, type Post } from "./carriers.ts";
import { comesTrue, pause } from "./node.ts";

/** A carrier's connection as the load posts to it. */
export interface LoadConnection {
	/** `con_…` */
	readonly id: string;
	readonly path: string;
	readonly secret: string;
}

export interface LoadParcel {
	readonly carrier: LoadCarrier;
	readonly trackingNumber: string;
	/** `con_…`, which follows it. */
	readonly connection: string;
	/** What its carrier posted of it so far. */
	readonly scans: LoadScan[];
	/** The clocks of the scans that its carrier tells where it is asked. */
	readonly askedFor: readonly string[];
	/** `shp_…`, once the service said so. */
	id: string | null;
}

/** A message that the service said it had taken. */
export interface Acknowledged {
	/** `con_…` */
	readonly connection: string;
	/** Of the bytes, SHA-256 in hexadecimal. */
	readonly digest: string;
	readonly parcel: LoadParcel;
	/** The clock of the newest scan in it. */
	readonly local: string;
}

export interface Load {
	readonly acknowledged: readonly Acknowledged[];
	readonly parcels: readonly LoadParcel[];
	/** What should never be answered, a sentence each. */
	readonly complaints: readonly string[];
	/** Requests that were not acknowledged at first. */
	readonly refused: () => number;
	/** Registers a parcel of which nothing is posted. */
	readonly follow: (parcel: Omit<LoadParcel, "scans" | "id">) => Promise<void>;
	/** Resolves once so many more messages were acknowledged. Throws where that takes too long. */
	readonly more: (messages: number, withinMs?: number) => Promise<void>;
	/** Resolves once so many requests in all were not acknowledged: what is broken has been met. */
	readonly refusals: (count: number) => Promise<void>;
	/** Begins nothing new; resolves once everything is acknowledged and every parcel registered. */
	readonly settle: (withinMs?: number) => Promise<void>;
	/** Ends at once, whatever was not acknowledged. */
	readonly abandon: () => void;
}

export interface LoadOptions {
	/** Nodes, each as likely to be asked as the next. */
	readonly urls: readonly string[];
	readonly key: string;
	readonly connections: ReadonlyMap<string, LoadConnection>;
}

const WORKERS = 8;
const PACE_MS = 60;
const RETRY_MS = 60;
/** A carrier lets go of a post after so long. */
const PATIENCE_MS = 45_000;
const SCANS_A_PARCEL = 12;
const PARCELS_AT_ONCE = 40;
const PATIENT_MS = 300_000;

/**
 * A shop and ten carriers at work: waybills are registered, some of them after their first scan, and each carrier posts
 * scan after scan. What is not acknowledged is sent again, to the byte; now and then a message is sent twice at once.
 */
export function startLoad({ urls, key, connections }: LoadOptions): Load {
	const acknowledged: Acknowledged[] = [];
	const parcels: LoadParcel[] = [];
	/** Those of which carriers post. */
	const posted: LoadParcel[] = [];
	const complaints: string[] = [];
	const beganAtMs = Date.now();
	let steps = 0;
	let messages = 0;
	let requests = 0;
	let refused = 0;
	let isOver = false;
	let isAbandoned = false;

	const connectionWith = ({ code }: LoadCarrier): LoadConnection => {
		const connection = connections.get(code);
		if (!connection) throw new Error(`The load has no connection with ${code}.`);
		return connection;
	};

	/** Every tenth step begins a parcel; the others go on with one of those that were begun last. */
	const parcelFor = (step: number): LoadParcel => {
		const open = posted.slice(-PARCELS_AT_ONCE).filter(({ scans }) => scans.length < SCANS_A_PARCEL);
		const known = open[step % open.length];
		if (known && step % 10 !== 0) return known;
		const index = posted.length;
		const carrier = LOAD_CARRIERS[index % LOAD_CARRIERS.length];
		if (!carrier) throw new Error("There is no carrier for the load.");
		const trackingNumber = carrier.number(index + 1);
		const parcel = {
			carrier,
			trackingNumber,
			connection: connectionWith(carrier).id,
			scans: [],
			askedFor: [],
			id: null,
		};
		posted.push(parcel);
		parcels.push(parcel);
		return parcel;
	};

	/** Asks until the answer is one that was hoped for, this node or the next. */
	const insist = async (
		path: string,
		init: () => RequestInit,
		isTaken: (answer: Answer) => boolean,
	): Promise<Answer> => {
		while (!isAbandoned) {
			const url = urls[requests++ % urls.length] ?? "";
			const answer = await ask(`${url}${path}`, init());
			if (answer !== null && isTaken(answer)) return answer;
			refused += 1;
			if (answer !== null && ![429, 503].includes(answer.status)) {
				complaints.push(`${path} was answered with ${answer.status}: ${answer.text.slice(0, 200)}`);
			}
			await pause(RETRY_MS);
		}
		throw new Abandoned();
	};

	const register = async (parcel: LoadParcel) => {
		const { carrier, trackingNumber, connection } = parcel;
		const body = JSON.stringify({
			trackingNumber,
			carrier: carrier.code,
			connection,
			...(carrier.needs && { needs: carrier.needs }),
		});
		const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
		const init = () => ({ method: "POST", headers, body });
		const { text } = await insist("/v1/shipments", init, ({ status }) => status === 201 || status === 200);
		const { id } = JSON.parse(text) as { readonly id: string };
		if (parcel.id !== null && parcel.id !== id) complaints.push(`${trackingNumber} is ${parcel.id} and ${id}.`);
		parcel.id = id;
	};

	const post = async (parcel: LoadParcel, isTwice: boolean) => {
		const { carrier, trackingNumber, scans } = parcel;
		const connection = connectionWith(carrier);
		const local = new Date(beganAtMs - DAY_MS + scans.length * MINUTE_MS).toISOString().slice(0, 17);
		scans.push({ local: `${local}00`, text: `Sorted ${scans.length + 1}` });
		const message = carrier.post(trackingNumber, [...scans], connection.secret);
		const send = () => insist(connection.path, () => requestOf(message), isAcknowledgedBy(carrier));
		await Promise.all(isTwice ? [send(), send()] : [send()]);
		const digest = createHash("sha256").update(message.body).digest("hex");
		acknowledged.push({ connection: connection.id, digest, parcel, local: `${local}00` });
	};

	const work = async () => {
		while (!isOver) {
			const step = steps++;
			const parcel = parcelFor(step);
			// Every fifth is heard of before anybody registered it.
			const isEarly = posted.indexOf(parcel) % 5 === 4;
			if (parcel.id === null && (!isEarly || parcel.scans.length > 0)) await register(parcel);
			else await post(parcel, messages++ % 8 === 7);
			await pause(PACE_MS);
		}
	};
	const workers = Array.from({ length: WORKERS }, () => work().catch(unlessAbandoned));

	return {
		acknowledged,
		parcels,
		complaints,
		refused: () => refused,
		follow: async (parcel) => {
			const followed: LoadParcel = { ...parcel, scans: [], id: null };
			parcels.push(followed);
			await register(followed);
		},
		more: async (count, withinMs = PATIENT_MS) => {
			const wanted = acknowledged.length + count;
			if (await comesTrue(() => acknowledged.length >= wanted, withinMs)) return;
			throw new Error(`The service took no ${count} messages within ${withinMs / 1000} s.`);
		},
		refusals: async (count) => {
			if (await comesTrue(() => refused >= count, PATIENT_MS)) return;
			throw new Error("The service took everything, as if nothing were broken.");
		},
		settle: async (withinMs = PATIENT_MS) => {
			isOver = true;
			const settled = async () => {
				await Promise.all(workers);
				for (const parcel of parcels) if (parcel.id === null) await register(parcel);
			};
			let late: NodeJS.Timeout | undefined;
			const tooLate = new Promise<never>((_, reject) => {
				const sentence = `The service still refuses what carriers sent, ${withinMs / 1000} s after all was well.`;
				late = setTimeout(() => reject(new Error(sentence)), withinMs);
			});
			try {
				await Promise.race([settled(), tooLate]);
			} finally {
				clearTimeout(late);
			}
		},
		abandon: () => {
			isOver = true;
			isAbandoned = true;
		},
	};
}

class Abandoned extends Error {}

function unlessAbandoned(error: unknown): void {
	if (!(error instanceof Abandoned)) throw error;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

function requestOf({ body, contentType, headers }: Post): RequestInit {
	return { method: "POST", headers: { "content-type": contentType, ...headers() }, body };
}

interface Answer {
	readonly status: number;
	readonly text: string;
}

/** Null where there was no answer, or half of one. */
async function ask(url: string, init: RequestInit): Promise<Answer | null> {
	try {
		const response = await fetch(url, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
		return { status: response.status, text: await response.text() };
	} catch {
		return null;
	}
}

/** As that carrier is answered when its message is kept, and in no other way. */
function isAcknowledgedBy({ code }: LoadCarrier): (answer: Answer) => boolean {
	const acknowledge = carrierOf(code)?.webhook?.acknowledge;
	return ({ status, text }) => {
		if (typeof acknowledge === "function") return status === 202;
		return status === (acknowledge?.status ?? 204) && text === (acknowledge?.body ?? "");
	};
}
