import { z } from "zod";
import {
	codeTable,
	defineCarrier,
	type Extracted,
	isS10,
	json,
	list,
	type Outcome,
	orderByTimes,
	part,
	type RawScan,
	type RawShipment,
	type Refusal,
	text,
	textRules,
	Unreadable,
} from "./kit/index.ts";

// The short text is Correos's own class of an event; the codes are hundreds and published by their outcome at most.
const classes = textRules("es", 1, [
	["returned.to_sender", /entregad[oa] (?:al?|a su) remitente|delivered to (?:the )?sender/i],
	[
		["returning.not_collected", "recipient.not_collected"],
		/(?:devol|devuelt).*(?:no retirad|sobrante|caduc|plazo)|(?:no retirad|caduc).*(?:devol|devuelt)/i,
	],
	[["returning.to_sender", "recipient.refused"], /(?:devol|devuelt).*(?:rehusad|rechazad)/i],
	["returning.to_sender", /devol|devuelt|retorno|returned/i],
	["cancelled.cancelled", /anulad|cancelad/i],
	["in_transit.forwarded_new_address", /reexpedid|(?:cambio|modificaci[oó]n) de direcci[oó]n/i],
	[["ready_for_pickup.expiring", "recipient.not_collected"], /no retirad|caducad|unclaimed/i],
	[["exception.undeliverable", "recipient.deceased"], /fallecid/i],
	[["delivery_attempted.refused", "recipient.refused"], /rehusad|rechazad/i],
	[["in_transit.damaged", "carrier.damaged"], /deteriorad|dañad|roto/i],
	[["exception.lost", "carrier.lost"], /extraviad|perdid/i],
	[
		["in_transit.address_problem", "address.incorrect"],
		/direcci[oó]n (?:incorrecta|incompleta|err[oó]nea|insuficiente)|desconocid|a estacionar/i,
	],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /ausente/i],
	["note.recipient_notified", /avis(?:o|ado)\b.*(?:sms|e-?mail|correo electr)|notificaci[oó]n enviada/i],
	["delivery_attempted.notice_left", /dejado aviso|avisado/i],
	[
		"delivery_attempted.failed",
		/intento de entrega|no (?:ha sido |fue )?entregad|no (?:se )?ha (?:podido|sido posible) (?:ser )?entreg|entrega fallida|intent(?:o|ada) fallid/i,
	],
	[
		"in_transit.customs_cleared",
		/(?:salida|despachad[oa]|levante|liberad[oa]).*(?:aduana|aduaner)|autorizad[oa] por (?:la )?aduana/i,
	],
	[["in_transit.import_customs_held", "customs.delay"], /retenid[oa].*aduana/i],
	[["in_transit.customs_duty_due", "customs.duties_unpaid"], /pendiente.*pago|pago.*pendiente/i],
	[
		["in_transit.customs_info_required", "customs.documentation"],
		/(?:falta|pendiente).*(?:documentaci[oó]n|informaci[oó]n)/i,
	],
	["in_transit.import_customs_presented", /aduana/i],
	[
		"ready_for_pickup.locker",
		/(?:disponible|disposici[oó]n|depositad|entregad[oa] en|en) .*(?:citypaq|terminal|casillero)/i,
	],
	[
		"ready_for_pickup.post_office",
		/(?:disponible|disposici[oó]n|(?:pendiente|espera) de (?:recog|retir)|para recoger|listo para)|^(?:estacionad[oa] )?en (?:la )?oficina|en lista/i,
	],
	[["delivered.to_neighbour", "delivery.indirect"], /entregad[oa] (?:a|al|en) .*vecin/i],
	["delivered.to_reception", /entregad[oa] .*(?:porter[ií]a|conserje|recepci[oó]n)/i],
	["delivered.collected", /(?:entregad[oa] en|recogid[oa] (?:en|por)).*(?:oficina|destinatario|citypaq|punto)/i],
	["delivered.letterbox", /entregad[oa] en (?:el )?buz[oó]n|depositad[oa] en (?:el )?buz[oó]n/i],
	["delivered.to_recipient", /^entregad[oa]|envío entregado|^delivered/i],
	["in_transit.delivery_scheduled", /entrega concertada|nueva fecha de entrega/i],
	["out_for_delivery.on_vehicle", /en reparto|^en entrega|en proceso de entrega|salida a reparto|out for delivery/i],
	["in_transit.arrived_delivery_depot", /(?:en|llegada a|recibid[oa] en) (?:la )?unidad de reparto/i],
	["in_transit.handover_to_partner", /transferid[oa] a proveedor|entregad[oa] a otro operador/i],
	["in_transit.processed_facility", /clasificad/i],
	[
		"in_transit.arrived_destination_country",
		/(?:llegada|recibid[oa]|entrada).*(?:pa[ií]s de destino|(?:cambio|internacional) de destino|españa)/i,
	],
	["in_transit.departed_origin_country", /salida.*(?:pa[ií]s de origen|internacional|de españa)/i],
	["in_transit.origin_facility_departed", /salida.*(?:oficina|unidad|centro) de origen/i],
	["in_transit.departed_facility", /^salida de/i],
	["in_transit.arrived_facility", /^(?:llegada a|recibid[oa] en)/i],
	["in_transit.delayed", /retras|incidencia/i],
	["in_transit.moving", /^tr[aá]nsito|en tr[aá]nsito|en camino|en curso|in transit/i],
	[
		"info_received.label_created",
		/prer?-?\s?(?:registrad|registered|admitid|admisi[oó]n)|informaci[oó]n recibida|envío registrado/i,
	],
	["info_received.awaiting_handover", /pendiente de (?:admisi[oó]n|dep[oó]sito)/i],
	["picked_up.accepted", /^admitid[oa]|^admisi[oó]n|aceptad[oa]|^accepted|recogid/i],
]);

const DELIVERED =
	"12 A170000V E010670V H010710V H300030V H300040V H300050V H300070V I010000V I010110V I010120V I010130V I010400V I0104E0V I011010V I011020V I011030V I01E030V I01E070V I01E090V I01E410V I01H010V I01H030V I01H040V I01H050V I01H060V I01H210V I01H220V I01H230V I240300V R010750V X090030R X120000V X290030R X340000V X350000V";
const CANCELLED =
	"13 14 15 16 19 31 A040000R A060000R E070000R E130000R E140000R E150000R E230000R E23E500R E310000R H01I270R H01K100V H01K110V H01K130V H01K180V H01K200V H01K220V H01K230V H01K240V H01K280V L010000R L040000R L04G000V O020BS0R O080000V VA06GO0R VA06GO0V X160000V X190000V";
const RETURNED =
	"17 ADV0000V B250000R DX92002R DX92007V DX92132R DX92151R DX92153R DX92156R E23E220R E240000R H01E100R H01E110R H01E130R H01E180R H01E200R H01E220R H01E230R H01E240R H01E280R H01R220R H01R240R I020000V L01R380V L020000V L030000R L030000V L031060R L031070R L03D010R L03D100R L03D130R L03D230R L03D240R L03D270V L03D300R L03D320R L03D360R L03D370R L03DR40V L03I270R L060000R L060100R L060110R L060120R L060130R L060140R L060150R L060160R L060170R L060180R L060190R L060200R L060210R L060220R L060230R L060240R L060250R L060260R L060270R L060280R L060290R L060990R O130000V O140000V X090010R X090020R X090070R X090080R X090110R X090120R X090140R X090150R X090350R X090410R X170000V X290010R X290020R X290070R X290080R X290110R X290120R X290140R X290150R X290350R X290410R X320000V Z06E010R Z190000R Z190DC0R Z190DD0R Z190DF0R Z190DP0R Z190DR0R";
const ANNOUNCED =
	"1 A020000R A090000V A150000R O040000R SR01000V SR05000V SR070B0R SR070C0R SR070D0R SR070G0R SR070I0R SR070J0R SR070S0R SR070U0R SR070Y0R SR080A0R SR080E0R SR080F0R SR080M0R SR080N0R SR080O0R SR080R0R SR080W0R SR09000R X010000V X240000V Z010PF0R Z130000R";

// Seen beside words that say otherwise: the words tell what happened, the code only what it mostly is.
const SHIFTING = new Set([
	"A090000V",
	"X010000V",
	"X380000V",
	"X390000V",
	"P110000V",
	"H01I360V",
	...RETURNED.split(" "),
	...CANCELLED.split(" "),
]);

const Event = z.object({
	codEvento: text,
	eventCode: text,
	fecEvento: text,
	eventDate: text,
	horEvento: text,
	eventTime: text,
	unidad: text,
	unit: text,
	desTextoResumen: text,
	summaryText: text,
	desTextoAmpliado: text,
	extendedText: text,
});
type Event = z.output<typeof Event>;
const Fault = part(z.object({ codError: text, desError: text, errorCode: text, errorDesc: text }));
const Envelope = z.object({
	codEnvio: text,
	shipmentCode: text,
	eventos: list(Event),
	events: list(Event),
	error: Fault,
});
type Envelope = z.output<typeof Envelope>;
const Body = z.object({ ...Envelope.shape, shipment: list(Envelope), message: text, status: text });

function extract(written: string): Extracted {
	const bodies = json(written, list(Body));
	const envelopes = bodies.flatMap((body): readonly Envelope[] => (body.shipment.length > 0 ? body.shipment : [body]));
	const isAnswer = envelopes.some(({ error, eventos, events }) => error || eventos.length > 0 || events.length > 0);
	if (!isAnswer) {
		const words = bodies[0]?.message ?? "";
		if (!words) throw new Unreadable("body: neither events nor a result");
		return { shipments: [], refusals: [refusalOf(null, bodies[0]?.status ?? "", words)] };
	}
	const told = envelopes.filter(({ eventos, events }) => eventos.length + events.length > 0);
	const silent = envelopes.filter((envelope) => !told.includes(envelope));
	return {
		shipments: told.map(readEnvelope),
		refusals: silent.map(({ codEnvio, shipmentCode, error }) => {
			const code = error?.codError ?? error?.errorCode ?? "0";
			const trackingNumber = codEnvio ?? shipmentCode ?? null;
			// Correos knows the parcel and has not seen it yet.
			if (code === "0" && trackingNumber) return { trackingNumber, outcome: "empty", detail: "No events yet." };
			return refusalOf(trackingNumber, code, error?.desError ?? error?.errorDesc ?? "no events");
		}),
	};
}

/** Any other code than 0 is an unknown number, as Correos has it; the words tell where it is the service itself. */
function refusalOf(trackingNumber: string | null, code: string, words: string): Refusal {
	const detail = `${code}: ${words}`;
	return { trackingNumber, outcome: outcomeOf(code, words), detail };
}

function outcomeOf(code: string, words: string): Exclude<Outcome, "ok"> {
	if (code === "401" || code === "403" || /no autorizad|unauthori[sz]ed|forbidden|credencial/i.test(words))
		return "denied";
	if (code === "429" || /too many|demasiadas|l[ií]mite/i.test(words)) return "rate-limited";
	return /^5\d\d$/.test(code) || /error (?:interno|del sistema|t[eé]cnico)|no disponible|timeout|internal/i.test(words)
		? "error"
		: "not-found";
}

function readEnvelope({ codEnvio, shipmentCode, eventos, events }: Envelope): RawShipment {
	const rows = [...eventos, ...events];
	return {
		trackingNumber: codEnvio ?? shipmentCode ?? null,
		scans: rows.map(readEvent),
		order: orderByTimes(rows.map(stamp), "oldest-first"),
	};
}

/** Day, month and year turned round, so that the later is the greater. */
function stamp(row: Event): string {
	const day = (row.fecEvento ?? row.eventDate ?? "").split("/").toReversed().join("");
	return `${day} ${row.horEvento ?? row.eventTime ?? ""}`;
}

function readEvent(row: Event): RawScan {
	const code = row.codEvento ?? row.eventCode ?? "";
	const summary = row.desTextoResumen ?? row.summaryText;
	const words = [summary, row.desTextoAmpliado ?? row.extendedText].filter((word) => word !== undefined);
	const rule = classes.keyOf(summary) ?? classes.keyOf(words[1]);
	const rules = rule === undefined ? [] : [rule];
	const day = row.fecEvento ?? row.eventDate ?? "";
	const hour = row.horEvento ?? row.eventTime;
	const unit = row.unidad ?? row.unit;
	return {
		code,
		keys: SHIFTING.has(code) ? [...rules, code] : [code, ...rules],
		text: [...new Set(words)].join(": "),
		time: { text: hour ? `${day} ${hour}` : day },
		place: unit ? { name: unit, country: "ES" } : undefined,
	};
}

const HOST = "localizador.correos.es";

export const correos = defineCarrier({
	code: "correos",
	name: "Correos",
	countries: ["ES"],
	source: {
		kind: "observed",
		url: "https://localizador.correos.es/canonico/eventos_envio_servicio/",
		checked: "2026-11-22",
		note: "The public tracing service has no documentation; outcomes of codes come from Correos's own shop modules, the rest from the short texts.",
	},

	numbers: {
		pattern: /^(?:[A-Z]{2}\d{9}ES|P[A-Z][0-9A-Z]{4}\d{16}[A-Z]|P[A-Z]\d{10}ES)$/,
		checkDigit: (number) => (/^[A-Z]{2}\d{9}ES$/.test(number) ? isS10(number) : null),
		valid: ["RR000000005ES", "CP000000005ES"],
		invalid: ["RR000000006ES", "PK1AB2000000000000001M", "RR000000005PT"],
	},

	clock: {
		formats: ["dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm", "dd/MM/yyyy", "iso"],
		zone: { kind: "fixed", zone: "Europe/Madrid" },
	},

	statuses: {
		...classes.statuses,
		...codeTable([
			["info_received.label_created", ANNOUNCED],
			["picked_up.accepted", "A010000V"],
			["in_transit.processed_facility", "P040000V P100000V"],
			["in_transit.origin_facility_departed", "P101110V"],
			["in_transit.departed_facility", "P101120V"],
			["in_transit.handover_to_partner", "P090000V"],
			["in_transit.moving", "P110000V H01I360V X020000V X040000V X060000V X070000V X110100V"],
			["in_transit.arrived_delivery_depot", "G01L010V"],
			[["in_transit.address_problem", "address.incorrect"], "M01E020R"],
			["out_for_delivery.on_vehicle", "H020000V X080000V"],
			["delivery_attempted.failed", "H010930R X090100R X090060R X130000R"],
			["delivery_attempted.problem", "H06P010V"],
			["ready_for_pickup.post_office", "H01I350V L010000V"],
			["ready_for_pickup.at_point", "X380000V X390000V"],
			["delivered.collected", "IPUDO02V"],
			["delivered.to_recipient", DELIVERED],
			["cancelled.cancelled", CANCELLED],
			["returning.to_sender", RETURNED],
		]),
	},

	extract,
	trackingUrl: (number) =>
		`https://www.correos.es/es/es/herramientas/localizador/envios/detalle?${new URLSearchParams({ "tracking-number": number })}`,

	api: { hosts: [HOST], credentials: z.object({}), rate: { perSecond: 0.5 } },

	poll: {
		batch: 1,
		request: ([query]) => {
			const number = query.trackingNumber.replace(/[^0-9A-Z]/gi, "");
			const asked = new URLSearchParams({ codAplicacion: "60", codCanal: "3", codIdioma: "ES", indUltEvento: "N" });
			return {
				method: "GET",
				url: `https://${HOST}/canonico/eventos_envio_servicio/${number}?${asked}`,
				headers: { accept: "application/json" },
			};
		},
	},
});
