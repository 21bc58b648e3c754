import { z } from "zod";
import {
	codeTable,
	defineCarrier,
	type Extracted,
	list,
	markup,
	type Outcome,
	orderByTimes,
	parseJson,
	part,
	type RawScan,
	type RawShipment,
	type Refusal,
	shaped,
	soap,
	soapEnvelope,
	text,
	textRules,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

// Estafeta publishes no list of its events; each comes with a sentence, and an exception with one of its own.
const spanish = textRules("es", 1, [
	["returned.to_sender", /(?:devuelto|entregado|retornado) (?:al?|a su) (?:remitente|origen)/i],
	["returned.to_sender", /devoluci[oó]n (?:entregada|concluida)/i],
	[["returning.not_collected", "recipient.not_collected"], /(?:no (?:fue )?rec(?:og|ol|lam)|venci).*(?:devol|retorn)/i],
	["returning.to_sender", /devoluci[oó]n|devuelto|retorno|regres(?:o|a) (?:al?|a su) (?:remitente|origen)/i],
	[["cancelled.cancelled", "sender.cancelled"], /gu[ií]a cancelada|env[ií]o cancelado|cancelad[oa] por el remitente/i],
	[["delivery_attempted.refused", "recipient.refused"], /rechaz|rehus|no acept[oóa]/i],
	[["delivery_attempted.business_closed", "recipient.business_closed"], /(?:negocio|empresa|cliente|local) cerrad/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /ausente/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /no se encontr(?:aba|[oó]) (?:a? ?nadie|el |persona)/i],
	[
		["delivery_attempted.recipient_absent", "recipient.absent"],
		/nadie en (?:casa|el domicilio)|domicilio cerrado|no hay quien reciba/i,
	],
	[
		["delivery_attempted.recipient_absent", "recipient.absent"],
		/(?:destinatario|cliente|consignatario) no (?:se enc(?:o|ue)ntr|disp|localiz)/i,
	],
	[
		["delivery_attempted.address_not_found", "address.incorrect"],
		/(?:direcci[oó]n|domicilio) (?:inc|err[oó]ne|insuf|equiv|no )/i,
	],
	[["delivery_attempted.address_not_found", "address.incorrect"], /falta(?:n)? datos/i],
	[["delivery_attempted.failed", "recipient.moved"], /cambi[oó] de domicilio|ya no (?:vive|labora|trabaja)/i],
	[["delivery_attempted.address_not_found", "address.not_found"], /desconocido/i],
	[
		["delivery_attempted.cod_unpaid", "recipient.payment_missing"],
		/(?:sin|no tiene) (?:el )?(?:pago|dinero|efectivo)/i,
	],
	[["delivery_attempted.identification_failed", "recipient.verification_failed"], /\b(?:sin|no) .*identificaci/i],
	[["delivery_attempted.no_access", "recipient.access_restricted"], /sin acceso|acceso (?:restringido|negado)/i],
	[["delivery_attempted.no_access", "recipient.access_restricted"], /no (?:se )?permit/i],
	[["delivery_attempted.not_enough_time", "carrier.not_enough_time"], /falta de tiempo/i],
	[["delivery_attempted.not_enough_time", "carrier.not_enough_time"], /fuera de (?:horario|ruta) de entrega/i],
	[["delivery_attempted.rescheduled", "recipient.requested_later"], /reprogramad/i],
	[["delivery_attempted.rescheduled", "recipient.requested_later"], /(?:solicit|pidi)[oó].*(?:otr[oa]|poste|d[ií]a)/i],
	["delivery_attempted.notice_left", /se dej[oó] aviso|aviso de visita/i],
	["delivery_attempted.failed", /no (?:se )?(?:pudo|fue posible|logr[oó]) (?:ser )?(?:entreg|realizar)/i],
	["delivery_attempted.failed", /no entregado|intento de entrega|visita sin|no recibi[oó]/i],
	["exception.destroyed", /destruid|destrucci[oó]n/i],
	["exception.stolen", /\brob(?:o|ad[oa])\b|siniestr/i],
	[["exception.lost", "carrier.lost"], /extravi|perdid/i],
	[["in_transit.delayed", "sender.packaging"], /mal empaque|embalaje/i],
	[["in_transit.damaged", "carrier.damaged"], /dañ|averiad/i],
	[["in_transit.import_customs_held", "customs.delay"], /reten(?:id|ci).*aduana|aduana.*reten/i],
	["in_transit.customs_cleared", /(?:liberad|despach).*aduana|aduana.*liberad/i],
	["in_transit.import_customs_presented", /aduana/i],
	[["in_transit.delayed_transport", "external.road"], /bloqueo|accidente|v[ií]a federal|carretera/i],
	[["in_transit.delayed_weather", "external.weather"], /clim|lluvia|hurac|inundaci/i],
	[["in_transit.delayed_holiday", "external.holiday"], /festivo|inh[aá]bil/i],
	[["in_transit.misrouted", "carrier.sorting_error"], /mal (?:direccionad|canalizad|encaminad)/i],
	[["in_transit.misrouted", "carrier.sorting_error"], /error de (?:ruta|canaliza)|desv[ií]o/i],
	["in_transit.out_of_area", /fuera de cobertura|zona extendida|sin cobertura/i],
	["in_transit.contact_carrier", /comun[ií](?:carse|quese)|aclaraci[oó]n/i],
	["in_transit.delayed", /demora|retras|incidencia|alto riesgo|dif[ií]cil acceso/i],
	["ready_for_pickup.expiring", /por vencer/i],
	["ready_for_pickup.locker", /disponible en .*locker/i],
	["ready_for_pickup.carrier_depot", /disponible (?:en|para)|listo para (?:recog|recol|entrega en)/i],
	["ready_for_pickup.carrier_depot", /en espera de (?:ser recogido|que el cliente)|ocurre.*disponible/i],
	["in_transit.redirected_by_carrier", /en proceso de entrega a oficina|direccionad[oa] a (?:la )?oficina/i],
	["in_transit.redirected_by_carrier", /entrega en (?:oficina|sucursal)/i],
	["delivered.collected", /entregad[oa] en (?:la )?(?:oficina|sucursal|mostrador|ocurre)|ocurre entregad/i],
	["delivered.to_neighbour", /entregad[oa] .*vecin/i],
	["delivered.to_reception", /entregad[oa] .*(?:recepci[oó]n|vigilan|porter|caseta)/i],
	["delivered.to_recipient", /^(?:env[ií]o |paquete |gu[ií]a )?entregad[oa]|entrega (?:realizada|exitosa)/i],
	["in_transit.arrived_delivery_depot", /plaza destino|pendiente (?:de )?(?:programaci[oó]n para )?salida/i],
	["in_transit.arrived_delivery_depot", /en espera de ruta|(?:centro|oficina) (?:de )?destino/i],
	["out_for_delivery.on_vehicle", /en proceso de entrega|en ruta (?:de|para|hacia su) (?:entrega|reparto)/i],
	["out_for_delivery.on_vehicle", /en ruta local|salida a ruta|en reparto/i],
	["in_transit.departed_facility", /ruta for[aá]nea/i],
	["in_transit.linehaul_departed", /vuelo/i],
	["in_transit.loaded", /a[eé]reo|a contenedor/i],
	["picked_up.accepted", /recibido (?:por|en oficina(?: de)?) estafeta/i],
	["picked_up.accepted", /recibid[oa] en (?:la )?(?:oficina|sucursal|mostrador)/i],
	["picked_up.collected", /recolec(?:tad|ci[oó]n)/i],
	["in_transit.departed_facility", /^salida|sali[oó] de/i],
	["in_transit.arrived_facility", /llegada|lleg[oó]|arrib/i],
	[
		"in_transit.processed_facility",
		/(?<!sin )movimiento|clasifica|^recibe el [aá]rea|manejo especial|centro de distribuci[oó]n|\bcedi\b|en operaci[oó]n/i,
	],
	["info_received.label_created", /gu[ií]a (?:generada|creada|impresa|documentada)|etiqueta|por operar/i],
	["info_received.label_created", /documentaci[oó]n de/i],
	["in_transit.delivery_scheduled", /entrega (?:programada|agendada)/i],
	["in_transit.held", /resguardo/i],
	["in_transit.moving", /en tr[aá]nsito|en camino|transferencia/i],
	["note.information", /reporte generado|sin movimiento/i],
]);

const english = textRules("en", 1, [
	["returned.to_sender", /returned to (?:the )?(?:sender|origin)/i],
	["returning.to_sender", /return/i],
	[["delivery_attempted.refused", "recipient.refused"], /refus|reject/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /not (?:at )?home|absent|nobody|not available/i],
	["delivery_attempted.failed", /attempt|not delivered/i],
	["delivered.to_recipient", /^(?:the )?(?:shipment |package )?(?:was |has been )?delivered/i],
	["out_for_delivery.on_vehicle", /out for delivery|delivery process/i],
	["in_transit.departed_facility", /depart|left/i],
	["in_transit.arrived_facility", /arriv/i],
	["picked_up.collected", /pick(?:ed)?[ -]?up/i],
	["in_transit.moving", /transit/i],
]);

const Event = z.object({
	eventDateTime: text,
	eventId: text,
	eventDescriptionSPA: text,
	eventDescriptionENG: text,
	eventPlaceName: text,
	exceptionCode: text,
	exceptionCodeDescriptionSPA: text,
	exceptionCodeDescriptionENG: text,
	exceptionCodeDetails: text,
	// The same in the newer interface.
	code: text,
	spanishName: text,
	englishName: text,
	eventDate: text,
	localDateTime: text,
	warehouseName: text,
	officeName: text,
});
type Event = z.output<typeof Event>;

const History = z.preprocess(
	(history) => (Array.isArray(history) ? { History: history } : history),
	part(z.object({ History: list(Event) })),
);

const Tracking = z.object({
	waybill: text,
	shortWaybillId: text,
	statusSPA: text,
	statusENG: text,
	deliveryData: part(z.object({ destinationName: text, deliveryDateTime: text, zipCode: text, receiverName: text })),
	history: History,
});
type Tracking = z.output<typeof Tracking>;

const Trackings = z.preprocess(
	(data) => (Array.isArray(data) ? { TrackingData: data } : data),
	part(z.object({ TrackingData: list(Tracking) })),
);

const Result = z.object({
	errorCode: text,
	errorCodeDescriptionSPA: text,
	errorCodeDescriptionENG: text,
	trackingData: Trackings,
});
const Item = z.object({
	waybillCode: text,
	information: part(z.object({ waybillCode: text, trackingCode: text })),
	status: z.preprocess((status) => (typeof status === "string" ? [] : status), list(Event)),
	error: z.preprocess(
		(error) => (typeof error === "string" ? {} : error),
		part(z.object({ code: text, description: text })),
	),
});
const Reply = z.object({ ...Result.shape, ExecuteQueryResult: part(Result) });
const Body = z.object({
	...Reply.shape,
	ExecuteQueryResponse: part(Reply),
	items: list(Item),
	code: text,
	error: text,
	message: text,
});

function extract(written: string): Extracted {
	const isXml = /^\uFEFF?\s*</.test(written);
	const { fault, content } = isXml
		? { content: null, ...soap(written, Body) }
		: { fault: null, content: shaped(parseJson(written), Body) };
	if (fault) return refused(fault.code, `${fault.text} ${fault.detail}`);
	const reply = content?.ExecuteQueryResponse ?? content;
	const result = reply?.ExecuteQueryResult ?? reply;
	const error = result?.errorCode ?? content?.code ?? "0";
	const words =
		result?.errorCodeDescriptionSPA ?? result?.errorCodeDescriptionENG ?? content?.message ?? content?.error ?? "";
	const parcels = [...(result?.trackingData?.TrackingData ?? []), ...(content?.items ?? []).map(trackingOf)];
	if (parcels.length === 0) {
		if (!result?.trackingData && !result?.errorCode && !words) throw new Unreadable("body: no result of a query");
		return /^0+$/.test(error) ? unanswered("not-found", words || "No tracking data.") : refused(error, words);
	}
	const told = parcels.filter((parcel) => (parcel.history?.History.length ?? 0) > 0 || statusOf(parcel));
	const refusals: Refusal[] = parcels
		.filter((parcel) => !told.includes(parcel))
		.map((parcel) => ({ trackingNumber: numberOf(parcel), outcome: "not-found", detail: words || "No history." }));
	return { shipments: told.map(shipment), refusals };
}

/** An item of the newer interface as the older one would say it. */
function trackingOf({ waybillCode, information, status }: z.output<typeof Item>): Tracking {
	return {
		waybill: waybillCode ?? information?.waybillCode,
		shortWaybillId: information?.trackingCode,
		statusSPA: undefined,
		statusENG: undefined,
		deliveryData: undefined,
		history: { History: status },
	};
}

function refused(code: string, words: string): Extracted {
	const detail = [code, words.trim()].filter(Boolean).join(": ");
	return unanswered(outcomeOf(words), detail);
}

function outcomeOf(words: string): Exclude<Outcome, "ok"> {
	if (/contraseña|usuario|login|su[bs]?s?cri|password|credencial|autoriza|autentica|token|user/i.test(words)) {
		return "denied";
	}
	if (
		/no (?:se )?(?:encontr|existe|hay|arroj)|sin (?:informaci|resultado)|gu[ií]a.*inv[aá]lid|inv[aá]lid.*gu[ií]a|waybill|not found/i.test(
			words,
		)
	)
		return "not-found";
	return /l[ií]mite|demasiad|too many|quota/i.test(words) ? "rate-limited" : "error";
}

function numberOf({ waybill, shortWaybillId }: Tracking): string | null {
	return waybill ?? shortWaybillId ?? null;
}

/** The class of the whole shipment, in capitals or in words. */
function statusOf({ statusENG, statusSPA }: Tracking): string | undefined {
	return (statusENG ?? statusSPA)?.toUpperCase().replaceAll(" ", "_");
}

function shipment(parcel: Tracking): RawShipment {
	const { history, deliveryData } = parcel;
	const events = history?.History ?? [];
	const isMonthFirst = monthFirst(events.map(writtenIn));
	const scans = events.map((event) => scan(event, isMonthFirst, deliveryData?.receiverName));
	const status = statusOf(parcel);
	const isDelivered = scans.some(({ keys }) => keys?.some((key) => key.includes(":delivered.")));
	const at = status === "DELIVERED" && !isDelivered ? deliveryData?.deliveryDateTime : undefined;
	return {
		trackingNumber: numberOf(parcel),
		scans,
		order: orderByTimes(
			scans.map(({ time }) => sortable(time.text)),
			"oldest-first",
		),
		status: status
			? { code: status, keys: [`header:${status}`], time: at ? { text: yearFirst(at, isMonthFirst) } : undefined }
			: undefined,
		signed: deliveryData?.receiverName !== undefined,
	};
}

function writtenIn({ eventDateTime, localDateTime, eventDate }: Event): string {
	return eventDateTime ?? localDateTime ?? eventDate ?? "";
}

function scan(event: Event, isMonthFirst: boolean, receiver: string | undefined): RawScan {
	const [ours, theirs] = [
		event.eventDescriptionSPA ?? event.spanishName,
		event.eventDescriptionENG ?? event.englishName,
	];
	const city = event.eventPlaceName ?? event.warehouseName ?? event.officeName;
	const trouble = event.exceptionCodeDescriptionSPA ?? event.exceptionCodeDescriptionENG;
	// What went wrong says more than that something did.
	const rules = [
		spanish.keyOf(event.exceptionCodeDescriptionSPA),
		english.keyOf(event.exceptionCodeDescriptionENG),
		spanish.keyOf(ours),
		english.keyOf(theirs),
	].filter((rule) => rule !== undefined);
	const isDelivery = rules[0]?.includes(":delivered.") === true;
	return {
		code: [event.eventId ?? event.code, event.exceptionCode].filter(Boolean).join(" "),
		keys: rules,
		text: [...new Set([ours ?? theirs, trouble])].filter((words) => words !== undefined).join(": "),
		time: { text: yearFirst(writtenIn(event), isMonthFirst) },
		place: city ? { city, country: "MX" } : undefined,
		marked: isDelivery && receiver ? { signedBy: receiver } : undefined,
	};
}

const DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})\b/;

/**
 * The service writes times as its server is set: `11/23/2026 9:16:00 AM`, or the day first with a Mexican or no mark of
 * the half of the day. A day after the twelfth tells.
 */
function monthFirst(times: readonly string[]): boolean {
	const parts = times.map((time) => DATE.exec(time));
	if (parts.some((part) => Number(part?.[1]) > 12)) return false;
	return parts.some((part) => Number(part?.[2]) > 12) || times.some((time) => /\d ?[AP]M$/.test(time.trim()));
}

function yearFirst(written: string, isMonthFirst: boolean): string {
	const order = isMonthFirst ? "$3-$1-$2" : "$3-$2-$1";
	return written
		.trim()
		.replace(DATE, order)
		.replace(/^(\d{4})-(\d)-/, "$1-0$2-")
		.replace(/^(\d{4}-\d\d)-(\d)(?!\d)/, "$1-0$2")
		.replace(/ ?([ap])\.? ?m\.?$/i, (_mark, half: string) => ` ${half.toUpperCase()}M`);
}

/** In digits that sort, afternoon behind morning. */
function sortable(written: string): string {
	const [, day = "", hour = "", rest = "", half] = /^(\S+?)[T ](\d{1,2})(\S*)(?: (AM|PM))?$/.exec(written) ?? [];
	const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === "PM" ? 12 : 0);
	return `${day} ${String(hours).padStart(2, "0")}${rest}`;
}

const HOST = "tracking.estafeta.com";

export const estafeta = defineCarrier({
	code: "estafeta",
	name: "Estafeta",
	countries: ["MX"],
	source: {
		kind: "assumed",
		url: "https://tracking.estafeta.com/Service.asmx?wsdl",
		checked: "2026-11-22",
		note: "The service's fields are those of its description in public clients; its events' codes are not published, their sentences and the order of day and month are second-hand, and of the newer interface only the names of some fields are known.",
	},

	numbers: {
		// Some customers have a letter before the running number.
		pattern: /^(?:\d{12}[0-9A-Z]\d{9}|\d{10})$/,
		valid: ["3055000000000000000017", "805500000000B000000017", "0123456789"],
		invalid: ["305500000000000000001", "012345678", "3055000000000000000017X", "80550000000BB000000017"],
	},

	clock: {
		formats: ["iso", "yyyy-MM-dd hh:mm:ss a", "yyyy-MM-dd hh:mm a"],
		zone: { kind: "scan-site", fallback: "America/Mexico_City" },
	},

	statuses: {
		...spanish.statuses,
		...english.statuses,
		...codeTable([
			["delivered.to_recipient", "header:DELIVERED header:ENTREGADO"],
			["in_transit.moving", "header:ON_TRANSIT header:IN_TRANSIT header:EN_TRANSITO header:EN_TRÁNSITO"],
			["returned.to_sender", "header:RETURNED header:DEVUELTO"],
		]),
	},

	extract,
	trackingUrl: (trackingNumber) =>
		`https://cs.estafeta.com/es/Tracking/searchByGet?${new URLSearchParams({ wayBillType: trackingNumber.length > 10 ? "1" : "0", wayBill: trackingNumber })}`,

	api: {
		hosts: [HOST],
		credentials: z.object({
			subscriberId: z.string().min(1),
			login: z.string().min(1),
			password: z.string().min(1),
		}),
		rate: { perSecond: 1 },
	},

	poll: {
		batch: 1,
		request: ([{ trackingNumber }], { credentials: { subscriberId, login, password } }) => ({
			method: "POST",
			url: `https://${HOST}/Service.asmx`,
			headers: { "content-type": "text/xml; charset=utf-8", soapaction: '"http://www.estafeta.com/ExecuteQuery"' },
			// G asks by the waybill of 22 digits, R by the tracing code of ten.
			body: soapEnvelope(
				markup`<ExecuteQuery xmlns="http://www.estafeta.com/"><suscriberId>${subscriberId}</suscriberId><login>${login}</login><password>${password}</password><searchType><waybillList><waybillType>${trackingNumber.length > 10 ? "G" : "R"}</waybillType><waybills><string>${trackingNumber}</string></waybills></waybillList><type>L</type></searchType><searchConfiguration><includeDimensions>0</includeDimensions><includeWaybillReplaceData>0</includeWaybillReplaceData><includeReturnDocumentData>0</includeReturnDocumentData><includeMultipleServiceData>0</includeMultipleServiceData><includeInternationalData>0</includeInternationalData><includeSignature>0</includeSignature><includeCustomerInfo>0</includeCustomerInfo><historyConfiguration><includeHistory>1</includeHistory><historyType>ALL</historyType></historyConfiguration><filterType><filterInformation>0</filterInformation></filterType></searchConfiguration></ExecuteQuery>`,
			),
		}),
	},
});
