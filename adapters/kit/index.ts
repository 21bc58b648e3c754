export { flag, formField, json, jsonInside, list, number, parseJson, part, text, unwrapForm } from "./body.ts";
export * from "./carrier.ts";
export { countryCode } from "./countries.ts";
export { demoScenarios, journey, journeyBy, lastHour, type TimedPush } from "./demo-journeys.ts";
export { basicAuthorization, formBody, formEncode, md5, sha256, signSha256 } from "./digest.ts";
export {
	bareNumber,
	is1Z,
	isS10,
	isSscc,
	mod7,
	mod10,
	mod10From3,
	normaliseNumber,
	weightedSum,
} from "./numbers.ts";
export { acknowledgeOwn, extractOwn, ownStatuses } from "./own-format.ts";
export { type Message, read } from "./read.ts";
export { anyOf, hmacEnvelope, hmacSha256, md5Form, standardWebhook, tokenInHeader, tokenInQuery } from "./verify.ts";
