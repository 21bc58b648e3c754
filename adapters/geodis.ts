import { z } from "zod";
import {
	codeTable,
	defineCarrier,
	type Extracted,
	flag,
	json,
	list,
	type Outcome,
	orderByTimes,
	type RawPlace,
	type RawScan,
	type RawShipment,
	readTownOfCountry,
	sha256,
	text,
	Unreadable,
} from "./kit/index.ts";

const Row = z.object({
	dateSuivi: text,
	dateSuiviFrs: text,
	heureSuivi: text,
	heureSuiviFrs: text,
	libelleCentre: text,
	libelleSuivi: text,
	libelleCourtSuivi: text,
	codeSituationJustification: text,
	// The same in the history that recipients see.
	dateSituation: text,
	heureSituation: text,
	libelleAgenceTraitante: text,
	libelleSituationJustification: text,
});
type Row = z.output<typeof Row>;

const Shipment = z.object({
	noSuivi: text,
	noRecepisse: text,
	dateLivraisonPrevue: text,
	dateLivraisonPrevueFrs: text,
	noSuiviSwapRetour: text,
	listSuivis: list(Row),
	historiquesExpedition: list(Row),
	listImagesRecepEmarge: list(z.unknown()),
});
type Shipment = z.output<typeof Shipment>;

const Body = z.object({
	ok: z.unknown().optional(),
	...Shipment.shape,
	codeErreur: text,
	texteErreur: text,
	contenu: list(Shipment),
});

function extract(written: string): Extracted {
	const { ok, codeErreur = "", texteErreur = "", ...body } = json(written, Body);
	const contenu = body.contenu.length === 0 && rowsOf(body).length > 0 ? [body] : body.contenu;
	const isAnswer = ok !== undefined || codeErreur !== "" || contenu.length > 0;
	if (!isAnswer) throw new Unreadable("body: neither a shipment nor an error");
	if (codeErreur || texteErreur || !flag.parse(ok ?? true)) {
		const outcome = outcomeOf(`${codeErreur} ${texteErreur}`);
		return { shipments: [], refusals: [{ trackingNumber: null, outcome, detail: `${codeErreur}: ${texteErreur}` }] };
	}
	const told = contenu.filter((shipment) => rowsOf(shipment).length > 0);
	const silent = contenu.filter((shipment) => !told.includes(shipment));
	const unknown = contenu.length === 0 ? [null] : silent.map(numberOf);
	return {
		shipments: told.map(readShipment),
		refusals: unknown.map((trackingNumber) => ({ trackingNumber, outcome: "not-found", detail: "No rows." })),
	};
}

// The service publishes no list of its error codes.
function outcomeOf(words: string): Exclude<Outcome, "ok"> {
	if (/inconnu|introuvable|non trouv|aucun|n'existe|unknown|not.?found/i.test(words)) return "not-found";
	if (/(?:num[ée]ro|noSuivi|r[ée]f[ée]rence)\b.*(?:invalide|incorrect|erron)/i.test(words)) return "not-found";
	if (/authent|signature|habilit|autoris|droit|identifiant|\blogin|\bhash|(?<!\p{L})clé(?!\p{L})|token/iu.test(words))
		return "denied";
	return /quota|trop de|too many|limit/i.test(words) ? "rate-limited" : "error";
}

function rowsOf({ listSuivis, historiquesExpedition }: Shipment): readonly Row[] {
	return listSuivis.length > 0 ? listSuivis : historiquesExpedition;
}

function numberOf({ noSuivi, noRecepisse }: Shipment): string | null {
	return noSuivi ?? noRecepisse ?? null;
}

function readShipment(shipment: Shipment): RawShipment {
	const { dateLivraisonPrevue, dateLivraisonPrevueFrs, noSuiviSwapRetour } = shipment;
	const rows = rowsOf(shipment);
	const day = dateLivraisonPrevue ?? dateLivraisonPrevueFrs;
	return {
		trackingNumber: numberOf(shipment),
		scans: rows.map(readRow),
		order: orderByTimes(rows.map(stamp), "newest-first"),
		promised: day ? { from: { text: day }, to: { text: day } } : undefined,
		// The receipt with the recipient's signature, as a picture.
		signed: shipment.listImagesRecepEmarge.length > 0,
		continues: noSuiviSwapRetour ? [{ trackingNumber: noSuiviSwapRetour }] : undefined,
	};
}

function stamp(row: Row): string {
	return `${row.dateSuivi ?? row.dateSituation ?? ""} ${row.heureSuivi ?? row.heureSuiviFrs ?? row.heureSituation ?? ""}`;
}

function readRow(row: Row): RawScan {
	const code = row.codeSituationJustification ?? "";
	const [situation = ""] = code.split("/");
	const day = row.dateSuivi ?? row.dateSuiviFrs ?? row.dateSituation ?? "";
	const hour = row.heureSuivi ?? row.heureSuiviFrs ?? row.heureSituation;
	const words = row.libelleSuivi ?? row.libelleCourtSuivi ?? row.libelleSituationJustification;
	return {
		code,
		// The first half says what happened, the second why: of an unknown why, the first half still stands.
		keys: [...finer(code, words ?? ""), code, situation],
		text: words ?? "",
		time: { text: hour ? `${day} ${hour}` : day },
		place: readPlace(row.libelleCentre ?? row.libelleAgenceTraitante),
	};
}

/** Two reasons stand for two events each: the words know which. */
function finer(code: string, words: string): string[] {
	if (code === "MLV/ARS" && /relais|retrait|commerçant/i.test(words)) return ["MLV/ARS relais"];
	return code === "REN/NRV" && /absen/i.test(words) ? ["REN/ABS"] : [];
}

/** `Reims (FR)`; the bare number of a centre is no place. */
function readPlace(centre: string | undefined): RawPlace | undefined {
	if (!centre || /^\d+$/.test(centre)) return undefined;
	return readTownOfCountry(centre) ?? { name: centre };
}

const HOST = "espace-client.geodis.com";
const SERVICE = "api/zoomclient/recherche-envoi";

export const geodis = defineCarrier({
	code: "geodis",
	name: "Geodis",
	countries: ["FR"],
	source: {
		kind: "observed",
		url: "https://espace-client.geodis.com",
		checked: "2026-11-22",
		note: "Codes follow the French INOVERT standard of situation and reason; reasons that no public source explains are read by their situation alone, and neither error codes, the clock's zone nor the signature of calls are published.",
	},

	numbers: {
		pattern: /^(?:1G[0-9A-Z]{10}|JVGTS?\d{16,22})$/,
		valid: ["1G0AB1CD2EF3", "JVGTS0010000000000017"],
		invalid: ["1G0AB1CD2EF", "2G0AB1CD2EF3", "12971461"],
	},

	clock: {
		formats: [
			"yyyy-MM-dd HH:mm:ss",
			"yyyy-MM-dd HH:mm",
			"yyyy-MM-dd",
			"dd/MM/yyyy HH:mm:ss",
			"dd/MM/yyyy HH:mm",
			"dd/MM/yyyy",
		],
		zone: { kind: "fixed", zone: "Europe/Paris" },
	},

	statuses: {
		"MLV/ARS relais": "ready_for_pickup.at_point",
		...codeTable([
			["info_received.label_created", "COM"],
			["info_received.pickup_scheduled", "EPC EML ENE/NRV"],
			["info_received.driver_at_sender", "EML/ARS"],
			["info_received.pickup_failed", "ENE"],
			[["info_received.pickup_failed", "sender.not_ready"], "ENE/MQT"],
			[["info_received.not_yet_received", "sender.not_ready"], "PCH/MQT"],
			["picked_up.accepted", "PCH"],
			["picked_up.collected", "ECH"],
			["in_transit.departed_facility", "EXP"],
			["in_transit.arrived_facility", "AAR"],
			[["in_transit.misrouted", "carrier.sorting_error"], "AAR/DVY RST/DVY"],
			[["in_transit.damaged", "carrier.damaged"], "AAR/AVA RST/AVA PCH/AVA"],
			["in_transit.moving", "AEC"],
			["in_transit.delayed", "MLV/TAR"],
			["in_transit.loaded", "CHG"],
			["in_transit.linehaul_arrived", "DCH"],
			["in_transit.import_customs_presented", "DOU"],
			["in_transit.held", "RST"],
			[["in_transit.address_problem", "address.incorrect"], "RST/CAD REN/CAD RST/AIN REN/AIN"],
			[["in_transit.delivery_scheduled", "delivery.appointment_pending"], "RST/RDV"],
			["in_transit.held_at_delivery_depot", "RST/NCG"],
			["ready_for_pickup.carrier_depot", "RST/BRT"],
			["out_for_delivery.on_vehicle", "MLV"],
			["out_for_delivery.arrived", "MLV/ARS"],
			["delivery_attempted.failed", "REN"],
			["delivery_attempted.notice_left", "REN/AVI"],
			[["delivery_attempted.recipient_absent", "recipient.absent"], "REN/ARV REN/ABS REN/DAF"],
			["delivery_attempted.rescheduled", "REN/NRV"],
			[["delivery_attempted.business_closed", "recipient.business_closed"], "REN/FER REN/FCO REN/FHB"],
			[["delivery_attempted.failed", "recipient.moved"], "REN/DEM"],
			[["delivery_attempted.failed", "delivery.shortage"], "REN/MQT"],
			[["delivery_attempted.refused", "delivery.shortage"], "REN/MQP"],
			[["delivery_attempted.address_not_found", "address.not_found"], "REN/DIA"],
			[["delivery_attempted.refused", "recipient.refused"], "REN/REF REN/AVA REN/DIV REN/NJU REN/SNC REN/TAR"],
			[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], "REN/SRB"],
			["in_transit.forwarded_new_address", "REN/LNA"],
			["delivered.to_recipient", "LIV"],
			[["delivered.damaged", "carrier.damaged"], "LIV/AVA LIV/RCA"],
			[["delivered.partial", "delivery.shortage"], "LIV/MQP"],
			["delivered.to_reception", "LIV/GAR"],
			[["delivered.to_neighbour", "delivery.indirect"], "LIV/RTI"],
			["returning.to_sender", "SOL/REO SOL/REI SOL/RET"],
			["returned.to_sender", "LIV/REO"],
			[["exception.lost", "carrier.lost"], "SOL/MQD"],
			["note.proof_of_delivery", "POD"],
			["note.eta_changed", "ETA"],
		]),
	},

	extract,
	trackingUrl: (number) => `https://edesti.com/${encodeURIComponent(number)}`,

	api: {
		hosts: [HOST],
		credentials: z.object({ login: z.string().min(1), key: z.string().min(1) }),
		rate: { perSecond: 1 },
	},

	poll: {
		batch: 1,
		request: ([query], { credentials: { login, key }, nowMs }) => {
			const body = JSON.stringify({ noSuivi: query.trackingNumber });
			const hash = sha256([key, login, nowMs, "fr", SERVICE, body].join(";"), "hex");
			return {
				method: "POST",
				url: `https://${HOST}/services/${SERVICE}`,
				headers: { "content-type": "application/json", "x-geodis-service": [login, nowMs, "fr", hash].join(";") },
				body,
			};
		},
	},
});
