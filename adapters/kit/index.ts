export { printInstant } from "../../src/core/print-instant.ts";
export {
	flag,
	json,
	jsonInside,
	list,
	number,
	parseJson,
	part,
	shaped,
	text,
	trueOrFalse,
	unwrapForm,
} from "./body.ts";
export * from "./carrier.ts";
export { chineseOutcomeOf } from "./chinese-refusals.ts";
export { chineseSigner, chineseStatuses, chineseWordsBeside, chineseWordsIn, type OpenCodes } from "./chinese-words.ts";
export { codeTable, prefixed } from "./code-table.ts";
export { countryCode } from "./countries.ts";
export { courierNamed } from "./courier-names.ts";
export { courierStatuses, courierWordsIn } from "./courier-words.ts";
export { requiredCredentials } from "./credentials.ts";
export { dayAtMidnight } from "./day-at-midnight.ts";
export { deliverySpots, spotIn } from "./delivery-spots.ts";
export { basicAuthorization, formBody, formEncode, md5, sha256, signSha256, sm4 } from "./digest.ts";
export { component, edifactSegments, groupsFrom, type Segment, upToEnd, x12Segments } from "./edi.ts";
export { readLocation, readTownOfCountry } from "./location.ts";
export { courierNeed, isAboutNeeds, wrongNeed } from "./needs.ts";
export {
	bareNumber,
	is1Z,
	isLetterAndTen,
	isLuhn,
	isPackageBarcode,
	isS10,
	isSscc,
	isWritten,
	mod7,
	mod10,
	mod10From3,
	mod37,
	NOT_WRITTEN,
	normaliseNumber,
	weightedSum,
} from "./numbers.ts";
export { clientCredentials, oauthLogin } from "./oauth-login.ts";
export { orderByTimes } from "./order-by-times.ts";
export { outcomeOf, unanswered } from "./outcomes.ts";
export { acknowledgeOwn, extractOwn, ownStatuses } from "./own-format.ts";
export { ignoredInOwn } from "./own-ignored.ts";
export { ownSchema } from "./own-shape.ts";
export { phraseIn } from "./phrases.ts";
export { type Message, read } from "./read.ts";
export { type SoapFault, soap, soapEnvelope } from "./soap.ts";
export { checkStandardSecret, signStandard, standardWebhook } from "./standard-webhook.ts";
export { readSubscribed, refuseAll, type SubscriptionReading } from "./subscribed.ts";
export { type TextRules, textRules } from "./text-rules.ts";
export { agrees, clockAtEpoch, offsetAtEpoch, offsetBetween, offsetBetweenTimes } from "./utc-pair.ts";
export {
	anyOf,
	anySecret,
	hmacEnvelope,
	hmacSha256,
	isSecret,
	md5Form,
	md5Json,
	md5OfField,
	sha256OfBody,
	tokenInHeader,
	tokenInQuery,
} from "./verify.ts";
export { wantedInWords } from "./wanted-in-words.ts";
export { withWayBack } from "./way-back.ts";
export { sideBySide, singleBlanks } from "./words.ts";
export { markup, parseXml, xml } from "./xml.ts";
