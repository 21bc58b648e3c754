import type { Meaning, Outcome } from "./carrier.ts";

/** What carriers with few status codes say in English and German, as one word each. */
const PHRASES: readonly (readonly [word: string, pattern: RegExp])[] = [
	["damaged", /damage|beschädigt/i],
	["lost", /\blost\b|missing|verloren/i],
	["refused", /refused|annahme verweigert/i],
	["returned", /returned to (?:the )?(?:sender|shipper)|zurück.*zugestellt/i],
	["returning", /return(?:ing)?\b.*(?:sender|shipper)|retoure|rücksendung|zurückgesandt/i],
	["not-collected", /not (?:been )?collected|nicht abgeholt/i],
	[
		"to-collect",
		/(?:ready|available|awaiting|held) for (?:collection|pick-?up)|awaiting collection|zur abholung bereit/i,
	],
	["absent", /not (?:at )?home|nobody|absent|not available|nicht angetroffen/i],
	["closed", /premises closed|business closed|geschlossen/i],
	["bad-address", /(?:bad|incorrect|incomplete|wrong|insufficient) address|adresse.*(?:falsch|unvollständig)/i],
	["bad-address", /address .*(?:incorrect|incomplete|required)/i],
	["attempted", /attempt|(?:could|can) ?not be delivered|unsuccessful|nicht zugestellt/i],
	["neighbour", /neighbo|nachbar/i],
	["letterbox", /letter ?box|mail ?box|briefkasten/i],
	["safe-place", /safe place|agreed (?:place|location)|drop-?off (?:place|location)|ablageort|wunschort/i],
	[
		"with-courier",
		/out for delivery|with (?:the )?(?:delivery )?courier|delivery vehicle|zustellfahrzeug|in zustellung/i,
	],
	["cleared", /clearance .*complete|cleared|released by .*customs|customs .*(?:completed|released)|verzollt/i],
	["duty", /(?:duty|duties|tax(?:es)?) .*(?:payment|due|required|unpaid)|awaiting .*payment/i],
	["customs", /customs|clearance|zoll/i],
	["delayed", /delay|verzöger/i],
	["held", /on hold|held\b/i],
	[
		"announced",
		/label created|electronic|instruction data|information (?:received|submitted)|elektronisch|angekündigt/i,
	],
	["announced", /awaiting (?:shipment|processing)/i],
	["at-depot", /delivery (?:depot|base|facility|terminal)|zustellbasis|destination (?:parcel|delivery)/i],
	["leaves-country", /(?:transported|sent|forwarded) to the destination country|ins zielland/i],
	["destination-country", /destination country|zielland/i],
	["collected-by-recipient", /picked up by (?:the )?(?:recipient|customer)|collected by|vom empfänger .*abgeholt/i],
	["picked-up", /picked up|pick-?up|abgeholt/i],
	["accepted", /posted by|handed over|accepted|package received|received at .*(?:origin|distribution)|eingeliefert/i],
	["arrived", /arriv|eingetroffen/i],
	["departed", /depart|left\b|forwarded|en route|verlassen/i],
	["processed", /process|sort|bearbeitet/i],
];

/** The first phrase that fits, to be part of a key: beside a status code it says which event of its kind it was. */
export function phraseIn(words: string | undefined): string | undefined {
	return words === undefined ? undefined : PHRASES.find(([, pattern]) => pattern.test(words))?.[0];
}

/** Where a driver left it, from the carrier's name of the spot: a key of `deliverySpots`. */
export function spotIn(words: string | undefined): string | undefined {
	if (!words) return undefined;
	if (/neighbo/i.test(words)) return "delivered/neighbour";
	if (/reception|front desk|office|mail ?room|dock|receiver|guard|concierge/i.test(words)) return "delivered/reception";
	if (/mail ?box|letter ?box/i.test(words)) return "delivered/letterbox";
	return /door|porch|garage|deck|patio|yard|gate|shed|safe place/i.test(words) ? "delivered/safe-place" : undefined;
}

/** Lines of a code table for the keys that `spotIn` gives. */
export const deliverySpots: readonly (readonly [meaning: Meaning, codes: string])[] = [
	[["delivered.to_neighbour", "delivery.indirect"], "delivered/neighbour"],
	["delivered.to_reception", "delivered/reception"],
	["delivered.letterbox", "delivered/letterbox"],
	["delivered.safe_place", "delivered/safe-place"],
];

/** Why a carrier refused a request, from its code and its English words. */
export function outcomeOf(code: string, words: string): Exclude<Outcome, "ok"> {
	if (
		code === "404" ||
		/not found|no result|no tracking information|invalid (?:tracking|inquiry) number/i.test(words)
	) {
		return "not-found";
	}
	if (code === "429" || /too many|rate limit|quota/i.test(words)) return "rate-limited";
	const isDenied = /token|authenticat|authori[sz]|access license|credential|blocked merchant/i.test(words);
	return isDenied || code === "401" || code === "403" ? "denied" : "error";
}
