import { createHash } from "node:crypto";
import { isSscc } from "../../adapters/kit/numbers.ts";
import {
	type Exchanged,
	type ExchangedParcel,
	type ExchangedScan,
	offsetOf,
	plainText,
	sortOut,
	type ToldScan,
} from "./parcel.ts";
import { type Table, wordingOf } from "./wording.ts";

/**
 * Pairs of bizStep and disposition that are read and never written: a recall is more than goods nobody may carry, and an
 * inspection that found something more than one that is still waited for.
 */
const NEVER = new Set(["-/recalled", "holding/recalled", "inspecting/non_conformant"]);

/** Damaged, wherever it was seen. */
const PLAINEST = ["-/damaged"];

/** Steps that bring an object into the world of EPCIS, and that take it out. */
const ADDS = ["commissioning"];
const DELETES = ["decommissioning", "destroying"];

/**
 * Writes a parcel as a document of EPCIS 2.0 in JSON-LD, an event for each scan whose instant and offset are known: an event
 * has to have both (ref.gs1.org/standards/epcis). Places are described in its header; the carrier's words have no field.
 * `table` is the adapter's.
 */
export function epcisWriter(table: Table): (parcel: ExchangedParcel) => Exchanged {
	const wording = wordingOf(table, { writes: (word) => !NEVER.has(word), plainest: PLAINEST });
	return (parcel) => {
		const { told, leftOut } = sortOut(parcel.scans, wording, (scan) => offsetOf(scan) !== null);
		const places = new Map(told.flatMap(({ scan }) => masterOf(scan) ?? []));
		const document = {
			"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
			type: "EPCISDocument",
			schemaVersion: "2.0",
			creationDate: parcel.updatedAt,
			...(places.size > 0 && { epcisHeader: headerOf([...places.values()]) }),
			epcisBody: { eventList: told.map((scan) => eventOf(scan, parcel)) },
		};
		return { text: `${JSON.stringify(document, null, "\t")}\n`, leftOut };
	};
}

function eventOf({ scan, word }: ToldScan, parcel: ExchangedParcel) {
	const [step = "-", disposition = "-"] = word.split("/");
	const [place] = masterOf(scan)?.[0] ?? [];
	return {
		eventID: eventIdOf(parcel.id, scan.key),
		type: "ObjectEvent",
		action: ADDS.includes(step) ? "ADD" : DELETES.includes(step) ? "DELETE" : "OBSERVE",
		...(step !== "-" && { bizStep: step }),
		...(disposition !== "-" && { disposition }),
		epcList: [objectOf(parcel, scan.piece)],
		eventTime: scan.instant,
		eventTimeZoneOffset: printOffset(offsetOf(scan) ?? 0),
		...(place !== undefined && { readPoint: { id: place } }),
	};
}

/** The same scan is the same event in every document: a UUID of version 8, of the parcel's id and the scan's key. */
function eventIdOf(id: string, key: string): string {
	const digits = createHash("sha256").update(`${id} ${key}`).digest("hex");
	const parts = [digits.slice(0, 8), digits.slice(8, 12), `8${digits.slice(13, 16)}`, `8${digits.slice(17, 20)}`];
	return `urn:uuid:${parts.join("-")}-${digits.slice(20, 32)}`;
}

/** A number of GS1 as a Digital Link, a URI as it is, and any other parcel by its address in this service. */
function objectOf({ trackingNumber, uri }: ExchangedParcel, piece: string | null): string {
	if (piece !== null && isSscc(piece)) return digitalLink(piece);
	const whole = isSscc(trackingNumber) ? digitalLink(trackingNumber) : isUri(trackingNumber) ? trackingNumber : uri;
	return piece === null ? whole : `${whole}#${encodeURIComponent(plainText(piece))}`;
}

function digitalLink(sscc: string): string {
	return `https://id.gs1.org/00/${sscc.slice(-18)}`;
}

function isUri(number: string): boolean {
	return /^(?:https?:\/\/|urn:)[\w\-./:;?=&%+~@!$'()*,#]+$/i.test(number);
}

interface Master {
	readonly id: string;
	readonly attributes: readonly { readonly id: string; readonly attribute: string }[];
}

/** A place under a name made of its own words: EPCIS names places by URIs alone. */
function masterOf({ place }: ExchangedScan): readonly [readonly [id: string, master: Master]] | null {
	const [name, country] = [plainText(place?.text ?? ""), place?.country ?? ""];
	if (name === "" && country === "") return null;
	const id = `ni:///sha-256;${createHash("sha256").update(`${country}|${name}`).digest("base64url")}`;
	const attributes = [
		...(name === "" ? [] : [{ id: "urn:epcglobal:cbv:mda#name", attribute: name }]),
		...(country === "" ? [] : [{ id: "urn:epcglobal:cbv:mda#countryCode", attribute: country }]),
	];
	return [[id, { id, attributes }]];
}

function headerOf(vocabularyElementList: readonly Master[]) {
	const vocabularyList = [{ type: "urn:epcglobal:epcis:vtype:ReadPoint", vocabularyElementList }];
	return { epcisMasterData: { vocabularyList } };
}

function printOffset(minutes: number): string {
	const two = (count: number) => String(count).padStart(2, "0");
	const size = Math.abs(minutes);
	return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
