import { remembered } from "../../src/core/memory.ts";
import { sentenceOf } from "./words.ts";

/** What carriers with few status codes say in English and German, as one word each. */
const PHRASES: readonly (readonly [word: string, pattern: RegExp])[] = [
	["damaged", /damage|beschädigt/i],
	["lost", /\blost\b|missing|verloren/i],
	["not-collected", /not (?:been )?collected|nicht abgeholt/i],
	[
		"returning-refused",
		/return(?:ing|ed)? .*(?:sender|shipper).*refused|refused.*return(?:ing|ed)? .*(?:sender|shipper)/i,
	],
	[
		"returning",
		/(?:being|will be|to be) returned|return(?:ing)? to (?:the )?(?:sender|shipper)|way back to|retoure|rücksendung|zurückgesandt/i,
	],
	[
		"returned",
		/(?:returned|delivered) (?:back )?to (?:the )?(?:sender|shipper)|back to (?:the )?(?:sender|shipper)|zurück.*zugestellt/i,
	],
	["refused", /refused|annahme verweigert/i],
	["collected-by-recipient", /picked up by (?:the )?(?:recipient|customer)|recipient .*picked up|collected by/i],
	["collected-by-recipient", /picked up .*from .*(?:packstation|retail|shop|outlet)|vom empfänger .*abgeholt/i],
	[
		"to-collect",
		/(?:ready|available|awaiting|held) for (?:collection|pick-?up)|awaiting collection|zur abholung bereit/i,
	],
	["absent", /not (?:at )?home|not present|nobody|absent|not available|nicht angetroffen/i],
	["closed", /premises closed|business closed|geschlossen/i],
	["moved", /\b(?:recipient|consignee|receiver)(?: has)? moved\b|verzogen/i],
	["address-corrected", /address .*corrected/i],
	["bad-address", /(?:bad|incorrect|incomplete|wrong|insufficient) address|adresse.*(?:falsch|unvollständig)/i],
	["bad-address", /address .*(?:incorrect|incomplete|required|needed|missing)/i],
	["rescheduled", /redelivery|new delivery (?:date|day)|delivery .*rescheduled/i],
	["attempted", /attempt|(?:could|can) ?not be delivered|unsuccessful|notice left|nicht zugestellt/i],
	["strike", /\bstrike\b|\bstreik\b/i],
	["weather", /\bweather\b|\bwetter/i],
	["undeliverable", /delivery (?:is )?not possible|undeliverable|unzustellbar/i],
	["to-point", /(?:brought|taken|transported|on its way) to .*(?:packstation|retail|shop|outlet|pick-?up)/i],
	["neighbour", /neighbo|nachbar/i],
	["letterbox", /letter ?box|mail ?box|briefkasten/i],
	["reception", /reception|front desk|mail ?room/i],
	["choice", /preferred (?:day|location|neighbo)|(?:location|day|option) was (?:selected|chosen)/i],
	["safe-place", /safe place|agreed (?:place|location)|drop-?off (?:place|location)|ablageort|wunschort/i],
	[
		"with-courier",
		/out for delivery|with (?:the )?(?:delivery )?courier|delivery vehicle|zustellfahrzeug|in zustellung/i,
	],
	["signed", /\bsigned\b/i],
	["partial", /\bpartial(?:ly)?\b.*\bdeliver|\bdeliver\w* partial|teilzustellung/i],
	["export-cleared", /export customs .*(?:cleared|completed|released)/i],
	["cleared", /clearance .*complete|cleared|released by .*customs|customs .*(?:completed|released)|verzollt/i],
	["duty", /(?:duty|duties|tax(?:es)?) .*(?:payment|due|required|unpaid)|payment .*dut(?:y|ies)|awaiting .*payment/i],
	["customs-held", /(?:clearance|customs) .*(?:delay|held|hold)|held by customs/i],
	["customs", /customs|clearance|zoll/i],
	["misrouted", /mis-?rout|mis-?sort|fehlgeleitet/i],
	["delayed", /delay|verzöger/i],
	["held", /on hold|held\b/i],
	[
		"announced",
		/label created|electronic|instruction data|information (?:received|submitted)|booking confirmed|elektronisch|angekündigt/i,
	],
	["announced", /awaiting (?:shipment|processing)/i],
	["scheduled", /scheduled for delivery|delivery arranged|delivery (?:is )?scheduled/i],
	["handed-over", /tendered to .*(?:provider|usps|postal|carrier)/i],
	["at-depot", /delivery (?:depot|base|facility|terminal)|zustellbasis|destination (?:parcel|delivery)/i],
	["at-depot", /arriv(?:ed|al) at (?:the )?post office/i],
	[
		"leaves-country",
		/(?:transported|sent|forwarded) to the destination country|left the (?:country of origin|origin country)|ins zielland/i,
	],
	["destination-country", /destination country|zielland/i],
	["linehaul-departed", /\b(?:vessel|flight|plane|train)\b.*\bdepart/i],
	["linehaul-arrived", /\b(?:vessel|flight|plane|train)\b.*\barriv/i],
	[
		"pickup-planned",
		/(?:scheduled|booked|arranged|awaiting) .*pick-?up|pick-?up .*(?:scheduled|booked|arranged|requested)/i,
	],
	["picked-up", /picked up|pick-?up|abgeholt/i],
	["accepted", /posted by|handed over|accepted|package received|received at .*(?:origin|distribution)|eingeliefert/i],
	["accepted", /received from (?:the )?(?:shipper|sender)/i],
	["origin-arrived", /arriv.*\borigin\b/i],
	["origin-departed", /(?:depart|\bleft\b).*\borigin\b/i],
	["arrived", /arriv|eingetroffen/i],
	["departed", /depart|left\b|forwarded|verlassen/i],
	["processed", /process|sort|prepared for (?:onward|further) transport|bearbeitet/i],
];

/** The first phrase that fits, to be part of a key: beside a status code it says which event of its kind it was. */
export function phraseIn(words: string | undefined): string | undefined {
	return words === undefined ? undefined : firstPhrase(words);
}

const firstPhrase = remembered((words) => {
	const sentence = sentenceOf(words);
	return PHRASES.find(([, pattern]) => pattern.test(sentence))?.[0];
});
