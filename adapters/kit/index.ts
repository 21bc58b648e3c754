export { printInstant } from "../../src/core/print-instant.ts";
export { flag, formField, json, jsonInside, list, number, parseJson, part, text, unwrapForm } from "./body.ts";
export * from "./carrier.ts";
export { codeTable } from "./code-table.ts";
export { countryCode } from "./countries.ts";
export { courierNamed } from "./courier-names.ts";
export { courierStatuses, courierWordsIn } from "./courier-words.ts";
export { basicAuthorization, formBody, formEncode, md5, sha256, signSha256 } from "./digest.ts";
export { component, edifactSegments, groupsFrom, type Segment, upToEnd, x12Segments } from "./edi.ts";
export { readLocation } from "./location.ts";
export { bareNumber, is1Z, isS10, isSscc, mod7, mod10, mod10From3, normaliseNumber, weightedSum } from "./numbers.ts";
export { clientCredentials, type LoginStyle, oauthLogin } from "./oauth-login.ts";
export { orderByTimes } from "./order-by-times.ts";
export { acknowledgeOwn, extractOwn, ownStatuses } from "./own-format.ts";
export { deliverySpots, outcomeOf, phraseIn, spotIn } from "./phrases.ts";
export { type Message, read } from "./read.ts";
export { type SoapAnswer, type SoapFault, soap, soapEnvelope } from "./soap.ts";
export { readSubscribed, refuseAll, type SubscriptionReading } from "./subscribed.ts";
export { type TextRules, textRules } from "./text-rules.ts";
export { agrees, offsetAtEpoch, offsetBetween } from "./utc-pair.ts";
export {
	anyOf,
	anySecret,
	checkStandardSecret,
	hmacEnvelope,
	hmacSha256,
	isSecret,
	md5Form,
	sha256OfBody,
	standardWebhook,
	tokenInHeader,
	tokenInQuery,
} from "./verify.ts";
export { wantedInWords } from "./wanted-in-words.ts";
export { type Markup, markup, parseXml, xml } from "./xml.ts";
