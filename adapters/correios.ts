import { z } from "zod";
import {
	basicAuthorization,
	codeTable,
	defineCarrier,
	type Extracted,
	isS10,
	jsonInside,
	list,
	type Meaning,
	type Outcome,
	orderByTimes,
	parseJson,
	part,
	prefixed,
	type RawPickup,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	shaped,
	sideBySide,
	soap,
	text,
	textRules,
	Unreadable,
} from "./kit/index.ts";

/** What the delivering unit reports, alike under BDE, BDI and BDR. */
const RESULTS: Readonly<Record<string, Meaning>> = codeTable([
	["delivered.to_recipient", "0 1"],
	[["delivery_attempted.recipient_absent", "recipient.absent"], "2 18 20"],
	[["exception.undeliverable", "recipient.not_collected"], "3 12"],
	[["delivery_attempted.refused", "recipient.refused"], "4"],
	["delivery_attempted.final", "5 36"],
	[["delivery_attempted.address_not_found", "address.not_found"], "6"],
	[["delivery_attempted.address_not_found", "address.incorrect"], "7 8 19 34"],
	[["exception.lost", "carrier.lost"], "9 80"],
	[["delivery_attempted.failed", "recipient.moved"], "10"],
	[["cancelled.cancelled", "sender.cancelled"], "14"],
	["in_transit.arrived_delivery_depot", "15 45"],
	[["delivery_attempted.final", "recipient.absent"], "21"],
	["in_transit.held_at_delivery_depot", "22 30"],
	["returned.to_sender", "23"],
	["ready_for_pickup.post_office", "24"],
	[["delivery_attempted.business_closed", "recipient.business_closed"], "25"],
	[["returning.not_collected", "recipient.not_collected"], "26"],
	[["in_transit.damaged", "carrier.damaged"], "28"],
	["in_transit.delivery_scheduled", "32"],
	[["delivery_attempted.identification_failed", "recipient.verification_failed"], "33"],
	["delivery_attempted.failed", "35 46"],
	[["in_transit.damaged", "carrier.accident"], "37"],
	["in_transit.forwarded_new_address", "38"],
	["exception.undeliverable", "39 60"],
	[["exception.customs_rejected", "external.regulatory"], "40"],
	["in_transit.held", "41"],
	[["returning.to_sender", "delivery.shortage"], "42"],
	[["exception.import_terminated", "external.regulatory"], "43 71 75"],
	["in_transit.delayed_carrier", "47"],
	["returning.to_sender", "48"],
	[["exception.outside_service", "sender.incorrect_dimensions"], "49"],
	["exception.stolen", "50 51 52"],
	["note.information", "53 55"],
	[["in_transit.customs_duty_due", "customs.duties_unpaid"], "54 58 59"],
	[["exception.customs_rejected", "customs.documentation"], "56"],
	["in_transit.customs_cleared", "57"],
	["in_transit.delayed", "66 69"],
	["delivered.letterbox", "67"],
	["ready_for_pickup.locker", "68"],
]);

// Types have come and gone, and those of customs have changed their meaning: the sentence beside them is Correios's own.
const sentences = textRules("pt", 1, [
	["returned.to_sender", /(?<!ser[aá] )(?:entregue|devolvido|distribu[ií]do) ao remetente/i],
	["returning.to_sender", /(?:saiu|em rota) para (?:entrega|devolu[cç][aã]o) ao remetente/i],
	[["returning.not_collected", "recipient.not_collected"], /destinat[aá]rio n[aã]o retirou/i],
	[["returning.not_collected", "recipient.not_collected"], /prazo de retirada (?:.*)?encerrado/i],
	[["exception.undeliverable", "recipient.not_collected"], /remetente n[aã]o retirou/i],
	[["delivery_attempted.refused", "recipient.refused"], /recusou(?!.*(?:impost|tribut|pagamento))/i],
	[["exception.customs_rejected", "customs.duties_unpaid"], /recusou.*(?:impost|tribut|pagamento)/i],
	[["delivery_attempted.failed", "recipient.moved"], /mudou-se/i],
	[
		["delivery_attempted.address_not_found", "address.not_found"],
		/desconhecido no (?:local|endere[cç]o)|(?:cliente|destinat[aá]rio) desconhecido/i,
	],
	[
		["delivery_attempted.address_not_found", "address.incorrect"],
		/endere[cç]o (?:incorreto|insuficiente|inexistente|incompleto)/i,
	],
	[["delivery_attempted.address_not_found", "address.incorrect"], /numera[cç][aã]o irregular/i],
	[["delivery_attempted.address_not_found", "address.incorrect"], /n[aã]o existe o n[uú]mero/i],
	[["delivery_attempted.business_closed", "recipient.business_closed"], /sem expediente|empresa fechada/i],
	[["delivery_attempted.identification_failed", "recipient.verification_failed"], /n[aã]o apresentou documento/i],
	[
		["delivery_attempted.identification_failed", "recipient.verification_failed"],
		/c[oó]digo de (?:entrega|seguran[cç]a) (?:n[aã]o|incorreto)/i,
	],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /carteiro n[aã]o atendido|destinat[aá]rio ausente/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /n[aã]o havia (?:ningu[eé]m|quem)/i],
	["delivery_attempted.final", /n[aã]o (?:entregue|foi poss[ií]vel|p[oô]de).*ser[aá] devolvido/i],
	["info_received.pickup_failed", /^coleta (?:de objeto )?n[aã]o efetuada/i],
	["delivery_attempted.failed", /objeto n[aã]o entregue|tentativa de entrega/i],
	["delivery_attempted.failed", /entrega (?:de objeto )?n[aã]o (?:efetuada|realizada)/i],
	["in_transit.held_at_request", /suspens[aã]o (?:da |de )?entrega|entrega .*(?:suspensa|bloqueada)/i],
	["returning.to_sender", /ser[aá] devolvido|em devolu[cç][aã]o/i],
	["returning.to_sender", /devolu[cç][aã]o (?:autorizada|determinada|solicitada)/i],
	["returning.to_sender", /devolvido (?:[aà]o? (?:pa[ií]s de )?origem|em fiscaliza[cç][aã]o|pela? (?:alf|receita))/i],
	[["in_transit.import_customs_held", "external.regulatory"], /aguardando autoriza[cç][aã]o/i],
	[
		["exception.customs_rejected", "customs.duties_unpaid"],
		/prazo (?:de|para) pagamento (?:.*)?encerrado|pagamento n[aã]o (?:efetuado|realizado)/i,
	],
	["exception.stolen", /roubado|furtado/i],
	[["exception.lost", "carrier.lost"], /extraviado|extravio(?!.*desconsider)|n[aã]o localizado/i],
	[["in_transit.damaged", "carrier.damaged"], /avariad|inc[eê]ndio/i],
	["in_transit.held", /composi[cç][aã]o do lote/i],
	[["exception.import_terminated", "external.regulatory"], /apreendid/i],
	[["exception.customs_rejected", "external.regulatory"], /importa[cç][aã]o .*n[aã]o (?:foi )?autorizad/i],
	[["in_transit.customs_info_required", "customs.documentation"], /faltam informa[cç][oõ]es/i],
	["in_transit.import_customs_presented", /informa[cç][oõ]es (?:prestadas|enviadas|recebidas)/i],
	[["in_transit.customs_info_required", "customs.documentation"], /informa[cç][oõ]es (?:pendentes|nec)/i],
	[["in_transit.customs_info_required", "customs.documentation"], /aguardando (?:apresenta|informa|documento)/i],
	[["in_transit.customs_info_required", "customs.documentation"], /aguardando documenta[cç][aã]o/i],
	[["exception.customs_rejected", "customs.documentation"], /declara[cç][aã]o aduaneira ausente/i],
	[["in_transit.customs_info_required", "customs.documentation"], /sua a[cç][aã]o [eé] necess[aá]ria/i],
	["in_transit.problem_resolved", /pagamento (?:d[eo] .*)?(?:confirmado|realizado|efetuado)|despacho postal pago/i],
	["note.information", /pagamento em an[aá]lise/i],
	[["in_transit.customs_duty_due", "customs.duties_unpaid"], /aguardando (?:o )?pagamento/i],
	[["in_transit.customs_duty_due", "customs.duties_unpaid"], /necess[aá]rio o pagamento/i],
	[["in_transit.customs_duty_due", "customs.duties_unpaid"], /tributo (?:alterado|mantido)/i],
	[
		"in_transit.export_customs_cleared",
		/(?:fiscaliza[cç][aã]o|desembara[cç]o|alf[aâ]ndega).*(?:finalizad|conclu[ií]d|liberad).*(?:origem|exporta[cç][aã]o)/i,
	],
	[
		"in_transit.export_customs_presented",
		/fiscaliza[cç][aã]o.*(?:origem|exporta[cç][aã]o)|exporta[cç][aã]o em an[aá]lise/i,
	],
	[
		"in_transit.customs_cleared",
		/(?:fiscaliza[cç][aã]o|desembara[cç]o|revis[aã]o de tributo|an[aá]lise).*(?:finalizad|conclu[ií]d|liberad)/i,
	],
	["in_transit.customs_cleared", /liberado pela (?:alf[aâ]ndega|fiscaliza|receita)/i],
	[["in_transit.import_customs_held", "external.regulatory"], /retido/i],
	["in_transit.import_customs_presented", /fiscaliza[cç][aã]o|alf[aâ]ndega|aduaneir|desembara[cç]o/i],
	["in_transit.export_office_arrived", /recebido na unidade (?:de exporta|internacional no pa[ií]s de origem)/i],
	["in_transit.arrived_destination_country", /recebido (?:pelos correios do|no) brasil/i],
	["in_transit.arrived_destination_country", /chegou (?:ao|no) (?:brasil|pa[ií]s de destino)/i],
	["in_transit.arrived_destination_country", /recebido no pa[ií]s de destino/i],
	["in_transit.departed_origin_country", /(?:saiu|partiu) d[oe] pa[ií]s de origem|^sa[ií]da .*pa[ií]s de origem/i],
	["delivered.letterbox", /entregue (?:na|em) caixa de corre/i],
	["ready_for_pickup.locker", /(?:arm[aá]rio|caixa|locker).*inteligente|locker/i],
	["ready_for_pickup.post_office", /aguardando retirada|dispon[ií]vel para retirada/i],
	["delivered.to_neighbour", /entregue (?:ao?|para o) vizinh/i],
	["delivered.po_box", /entregue (?:na|em) caixa postal/i],
	["delivered.to_recipient", /^(?:objeto )?entregue|entrega (?:efetuada|realizada)/i],
	["in_transit.delayed_carrier", /sa[ií]da (?:para entrega )?(?:cancelada|n[aã]o efetuada)/i],
	["out_for_delivery.on_vehicle", /sa(?:iu|[ií]da) para (?:a )?entrega/i],
	["in_transit.delivery_scheduled", /entrega (?:agendada|programada|prevista)/i],
	[["in_transit.misrouted", "carrier.sorting_error"], /mal encaminhado|corre[cç][aã]o de rota/i],
	["in_transit.delayed", /atraso|prazo diferenciado|ainda n[aã]o chegou/i],
	["info_received.label_created", /etiqueta (?:emitida|gerada)|pr[eé]-postad|aguardando postagem/i],
	[["cancelled.cancelled", "sender.cancelled"], /desist[eê]ncia de postagem|etiqueta (?:expirada|cancelada)/i],
	[["picked_up.accepted", "sender.past_cutoff"], /postado (?:ap[oó]s|depois d)/i],
	["picked_up.accepted", /postado|postagem/i],
	["picked_up.collected", /coletado/i],
	["in_transit.arrived_delivery_depot", /recebido na unidade de distribui[cç][aã]o/i],
	["in_transit.arrived_facility", /^(?:objeto )?recebido|conferido/i],
	["in_transit.redirected_by_carrier", /encaminhado para retirada/i],
	["in_transit.departed_facility", /encaminhado|em transfer[eê]ncia|em tr[aâ]nsito/i],
	["in_transit.customs_cleared", /importa[cç][aã]o (?:foi )?autorizada/i],
	["note.information", /desconsiderar|revis[aã]o d[eo]s? tributos?.*solicitada|solicitada revis[aã]o/i],
]);

const STATUSES: Readonly<Record<string, Meaning>> = {
	...sentences.statuses,
	...prefixed("BD:", RESULTS),
	...codeTable([
		["in_transit.arrived_facility", "CAR:1 CMR:1 CD:0 CD:1 CD:2 CD:3 CMT:0 CMT:1 CUN:0 CUN:1"],
		["picked_up.collected", "CO:1"],
		["in_transit.departed_facility", "DO:0 DO:1 DO:2 RO:0 RO:1 RO:2 TRI:0 TRI:1 PMT:1"],
		["returning.to_sender", "LDE:0 LDE:1 LDE:9 OEC:9 FC:1 FC:47"],
		["out_for_delivery.on_vehicle", "OEC:0 OEC:1"],
		["ready_for_pickup.post_office", "LDI:0 LDI:1 LDI:2 LDI:3 LDI:4 LDI:14"],
		["picked_up.accepted", "PO:0 PO:1"],
		[["picked_up.accepted", "sender.past_cutoff"], "PO:9"],
		["in_transit.delivery_scheduled", "FC:2"],
		[["in_transit.misrouted", "carrier.sorting_error"], "FC:3"],
		[["delivery_attempted.address_not_found", "address.incorrect"], "FC:4"],
		["in_transit.held_at_delivery_depot", "FC:5"],
		[["delivery_attempted.business_closed", "recipient.business_closed"], "FC:7"],
		["in_transit.delayed", "FC:8"],
		[["exception.undeliverable", "recipient.not_collected"], "FC:9"],
		["in_transit.arrived_delivery_depot", "FC:10"],
		[["in_transit.held_at_request", "sender.hold_request"], "BLQ:1 BLQ:2"],
		["note.information", "EST:1 EST:2 EST:3 EST:4 EST:5 EST:6 EST:9"],
		[["exception.lost", "carrier.lost"], "IDC:1 IDC:2 IDC:3 IDC:4 IDC:5 IDC:7"],
		["in_transit.arrived_destination_country", "PAR:15 PAR:16"],
		["in_transit.customs_cleared", "PAR:17"],
		["in_transit.export_office_arrived", "PAR:18"],
	]),
};

const Address = part(
	z.object({
		logradouro: text,
		numero: text,
		bairro: text,
		cidade: text,
		localidade: text,
		uf: text,
		cep: text,
		pais: text,
	}),
);
// The older interface of the telephones has the parts of the address beside it too.
const Unit = part(
	z.object({
		nome: text,
		tipo: text,
		codSro: text,
		endereco: Address,
		local: text,
		tipounidade: text,
		codigo: text,
		cidade: text,
		uf: text,
	}),
);

/** The site tells a moment as PHP prints it, the interface as one text. */
const Moment = z.preprocess(
	(value) => (typeof value === "string" ? { date: value } : value),
	part(z.object({ date: text, timezone: text })),
);

const Event = z.object({
	codigo: text,
	tipo: text,
	status: text,
	dtHrCriado: Moment,
	data: text,
	hora: text,
	descricao: text,
	detalhe: text,
	recebedor: z.preprocess(
		(value) => (typeof value === "string" ? { nome: value } : value),
		part(z.object({ nome: text })),
	),
	unidade: Unit,
	local: text,
	cidade: text,
	uf: text,
});
type Event = z.output<typeof Event>;

const Item = z.object({
	codObjeto: text,
	numero: text,
	eventos: list(Event),
	evento: list(Event),
	dtPrevista: text,
	mensagem: text,
	erro: text,
});
type Item = z.output<typeof Item>;

const Body = Item.extend({
	objetos: list(Item),
	objeto: list(Item),
	msgs: list(text),
	message: text,
	causa: text,
	code: text,
});
const Search = part(z.object({ return: part(Body) }));
const Xml = z.object({
	sroxml: part(Body),
	rastro: part(Body),
	buscaEventosResponse: Search,
	buscaEventosListaResponse: Search,
});

function extract(written: string): Extracted {
	const bodies = /^\uFEFF?\s*</.test(written) ? fromXml(written) : fromJson(written);
	if ("fault" in bodies) return { shipments: [], refusals: [refusal(null, bodies.fault)] };
	const shipments: RawShipment[] = [];
	const refusals: Refusal[] = [];
	for (const body of bodies.read) {
		const own = [body, ...body.objetos, ...body.objeto].filter(
			({ codObjeto, numero, eventos, evento, mensagem, erro }) =>
				codObjeto ?? numero ?? mensagem ?? erro ?? eventos[0] ?? evento[0],
		);
		const words = [...body.msgs, body.message, body.causa].filter((word) => word !== undefined).join(" ");
		if (own.length === 0 && words) refusals.push(refusal(null, words));
		for (const item of own) {
			const number = item.codObjeto ?? item.numero ?? null;
			const detail = item.mensagem ?? (item.erro === "true" ? undefined : item.erro) ?? words;
			// A label that waits for its parcel has no event, and is known all the same.
			const isWaiting = milestoneOf(sentences.keyOf(item.mensagem) ?? "") === "info_received";
			if (item.eventos.length + item.evento.length > 0 || isWaiting) shipments.push(shipment(number, item));
			else refusals.push(refusal(number, detail || "No events."));
		}
	}
	if (shipments.length + refusals.length === 0) throw new Unreadable("body: neither objects nor an error");
	return { shipments, refusals };
}

type Read = { readonly read: readonly z.output<typeof Body>[] } | { readonly fault: string };

function fromJson(written: string): Read {
	return { read: shaped(parseJson(written), list(jsonInside(Body))) };
}

function fromXml(written: string): Read {
	const { fault, content } = { content: null, ...soap(written, Xml) };
	if (fault) return { fault: `${fault.text} ${fault.detail}` };
	const { sroxml, rastro, buscaEventosResponse, buscaEventosListaResponse } = content ?? {};
	const read = [sroxml, rastro, buscaEventosResponse?.return, buscaEventosListaResponse?.return];
	return { read: read.filter((body) => body !== undefined) };
}

function refusal(trackingNumber: string | null, detail: string): Refusal {
	return { trackingNumber, outcome: outcomeOf(detail), detail };
}

function outcomeOf(words: string): Exclude<Outcome, "ok"> {
	if (/SRO-0(?:09|19|20)|n[aã]o encontrad|inv[aá]lid[oa]s?\b(?!.*(?:token|senha|usu[aá]rio))|No events/i.test(words)) {
		return /token|senha|usu[aá]rio|credencia|acesso/i.test(words) ? "denied" : "not-found";
	}
	if (/token|senha|usu[aá]rio|autoriza|autentica|n[aã]o pertence|permiss[aã]o|contrato/i.test(words)) return "denied";
	return /limite|excedid|muitas requisi|too many|quota/i.test(words) ? "rate-limited" : "error";
}

function shipment(trackingNumber: string | null, { eventos, evento, dtPrevista, mensagem }: Item): RawShipment {
	const events = [...eventos, ...evento];
	const waiting = events.length === 0 ? sentences.keyOf(mensagem) : undefined;
	// The end of the day is the day.
	const promise = dtPrevista && { text: dtPrevista.replace(/[T ](?:23:59|00:00).*$/, "") };
	return {
		trackingNumber,
		scans: events.map(scan),
		order: orderByTimes(events.map(stamp), "newest-first"),
		status: waiting ? { code: "", keys: [waiting], text: mensagem } : undefined,
		promised: promise ? { from: promise, to: promise } : undefined,
		signed: events.some((event) => signerOf(event) !== undefined),
	};
}

/** In digits that sort. */
function stamp({ dtHrCriado, data, hora }: Event): string {
	return dtHrCriado?.date ?? `${(data ?? "").split("/").toReversed().join("-")} ${hora ?? ""}`;
}

function scan(event: Event): RawScan {
	// The older service calls the letters type and the digits status.
	const [letters = "", digits = ""] = event.status ? [event.tipo, event.status] : [event.codigo, event.tipo];
	const { descricao, detalhe } = event;
	const detail = SIGNED.test(detalhe ?? "") ? undefined : detalhe;
	const signedBy = signerOf(event);
	const keys = keysOf(letters, digits, descricao, detail);
	return {
		code: [letters, digits].filter(Boolean).join(" "),
		keys,
		text: [descricao, detail].filter((word) => word !== undefined).join(". "),
		time: timeOf(event),
		place: placeOf(event),
		pickup: keys.map(milestoneOf).find(Boolean) === "ready_for_pickup" ? pickupOf(event) : undefined,
		marked: signedBy ? { signedBy } : undefined,
	};
}

function keysOf(letters: string, digits: string, words: string | undefined, detail: string | undefined): string[] {
	const group = /^BD[EIR]$/.test(letters) ? "BD" : letters;
	const code = `${group}:${Number(digits || "0")}`;
	const [told, more] = [sentences.keyOf(words), sentences.keyOf(detail)];
	// What follows is told beside what happened, and may not have happened yet; where it was left has.
	const isPlace = milestoneOf(told ?? code) === "delivered" && milestoneOf(more ?? "") === "delivered";
	const rule = isPlace ? more : (told ?? (Object.hasOwn(STATUSES, code) ? undefined : more));
	if (rule === undefined) return [code];
	return agree(code, rule, words) ? [code, rule] : [rule, code];
}

/** Of a code and a sentence that tell of two milestones, the sentence is what the buyer was told. */
function agree(code: string, rule: string, words: string | undefined): boolean {
	if (code.startsWith("PAR")) return /^conferido\b/i.test(words ?? "");
	const isPlain = milestoneOf(rule) !== "delivered" || codeOf(rule) === "delivered.to_recipient";
	return milestoneOf(code) === milestoneOf(rule) && isPlain;
}

function codeOf(key: string): string | undefined {
	return [STATUSES[key] ?? ""].flat()[0];
}

function milestoneOf(key: string): string | undefined {
	return codeOf(key)?.split(".")[0];
}

// A name, which is written with a capital, and not `Entregue a vizinho`.
const SIGNED =
	/^(?:[Aa]ssinado|[Rr]ecebido|[Ee]ntregue|ASSINADO|RECEBIDO|ENTREGUE) (?:por|a|POR|A)\s*:?\s*(?=\p{Lu})(?!VIZINH|PORT[AE])/u;

function signerOf({ recebedor, detalhe }: Event): string | undefined {
	return recebedor?.nome ?? (SIGNED.test(detalhe ?? "") ? detalhe?.replace(SIGNED, "") : undefined);
}

/** Units abroad are a whole country, and their postcode its number: 00344000 is Hong Kong, ISO 3166's 344. */
function countryAbroad({ unidade, local, codigo, cidade, uf }: Event): RawPlace | undefined {
	const { nome, tipo, local: unitName, codSro, codigo: unitCode, endereco } = unidade ?? {};
	const number = /^00(\d{3})000$/.exec(codSro ?? unitCode ?? codigo ?? "")?.[1];
	const isNowhere = (cidade ?? uf ?? endereco?.cidade ?? endereco?.uf ?? unidade?.cidade ?? unidade?.uf) === undefined;
	if (!/^pa[ií]s$/i.test(tipo ?? "") && !(number && isNowhere)) return undefined;
	const name = nome ?? unitName ?? (unidade ? undefined : local);
	return { country: COUNTRIES.get(number ?? "") ?? name ?? endereco?.pais };
}

/** Of ISO 3166, the countries that post most to Brazil: their names come in Portuguese. */
const COUNTRIES: ReadonlyMap<string, string> = new Map(
	"032AR 036AU 040AT 056BE 068BO 076BR 124CA 152CL 156CN 158TW 170CO 203CZ 208DK 233EE 246FI 250FR 276DE 300GR 344HK 348HU 356IN 360ID 372IE 376IL 380IT 392JP 410KR 428LV 440LT 458MY 470MT 484MX 528NL 554NZ 578NO 600PY 604PE 616PL 620PT 642RO 643RU 702SG 703SK 704VN 724ES 752SE 756CH 764TH 784AE 792TR 804UA 826GB 840US 858UY"
		.split(" ")
		.map((pair) => [pair.slice(0, 3), pair.slice(3)]),
);

function timeOf(event: Event): RawTime {
	const { date = "", timezone } = event.dtHrCriado ?? {};
	if (date) return { text: date, zone: timezone };
	return { text: [event.data, event.hora].filter(Boolean).join(" ") };
}

function placeOf(event: Event): RawPlace | undefined {
	const abroad = countryAbroad(event);
	if (abroad) return abroad;
	const { unidade, local, cidade, uf } = event;
	const at = unidade?.endereco;
	const city = at?.cidade ?? unidade?.cidade ?? at?.localidade ?? cidade;
	const region = at?.uf ?? unidade?.uf ?? uf;
	const name = unidade?.nome ?? unidade?.local ?? unidade?.tipo ?? unidade?.tipounidade ?? local;
	return (name ?? city ?? region) ? { name, city, region, postcode: at?.cep, country: "BR" } : undefined;
}

/** The unit that keeps it. */
function pickupOf({ unidade }: Event): RawPickup {
	const { logradouro, numero, bairro, cidade, localidade, uf, cep } = unidade?.endereco ?? {};
	const town = [cidade ?? localidade, uf].filter(Boolean).join("/");
	return {
		name: unidade?.nome ?? unidade?.tipo,
		address: [[logradouro, numero].filter(Boolean).join(", "), bairro, sideBySide(cep, town)],
	};
}

const HOST = "api.correios.com.br";

export const correios = defineCarrier({
	code: "correios",
	name: "Correios",
	countries: ["BR"],
	source: {
		kind: "observed",
		url: "https://metacpan.org/pod/Net::Correios::SRO",
		checked: "2026-11-22",
		note: "Shapes are of answers that stand in public code, the list of types is second-hand from Correios's own manual, and whose clock a unit away from Brasília writes is not documented.",
	},

	numbers: {
		pattern: /^[A-Z]{2}\d{9}BR$/,
		checkDigit: isS10,
		valid: ["QB000000005BR", "AA123456785BR"],
		invalid: ["QB000000006BR", "AA12345678BR", "QB000000005PT"],
	},

	clock: {
		formats: ["iso", "dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm", "dd/MM/yyyy"],
		zone: { kind: "scan-site", fallback: "America/Sao_Paulo" },
	},

	statuses: STATUSES,
	extract,
	trackingUrl: (trackingNumber) =>
		`https://rastreamento.correios.com.br/app/index.php?${new URLSearchParams({ objetos: trackingNumber })}`,

	api: {
		hosts: [HOST],
		credentials: z.object({
			user: z.string().min(1),
			/** The access code of Meu Correios for interfaces, not the password. */
			accessCode: z.string().min(1),
			postingCard: z.string().min(1),
		}),
		rate: { perSecond: 2 },
		login: {
			request: ({ credentials: { user, accessCode, postingCard } }) => ({
				method: "POST",
				url: `https://${HOST}/token/v1/autentica/cartaopostagem`,
				headers: { authorization: basicAuthorization(user, accessCode), "content-type": "application/json" },
				body: JSON.stringify({ numero: postingCard }),
			}),
			// A token lives for a day; until when is told by a clock without a zone.
			read: (body) => ({ token: shaped(parseJson(body), Token).token, expiresInSeconds: 12 * 3_600 }),
		},
	},

	poll: {
		batch: 50,
		request: (queries, { token }) => {
			const asked = new URLSearchParams({ resultado: "T" });
			for (const { trackingNumber } of queries) asked.append("codigosObjetos", trackingNumber);
			return {
				method: "GET",
				url: `https://${HOST}/srorastro/v1/objetos?${asked}`,
				headers: { authorization: `Bearer ${token}`, accept: "application/json" },
			};
		},
	},
});

const Token = z.object({ token: z.string().min(1) });
