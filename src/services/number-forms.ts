import { carriers, knownCarriers } from "../../adapters/index.ts";
import { bareNumber } from "../../adapters/kit/index.ts";

export { isWritten, NOT_WRITTEN } from "../../adapters/kit/index.ts";

import { type Candidate, detect, type History, type NumberForms } from "../core/detect.ts";

/** An aggregator's numbers are other carriers' numbers, and your own courier's may be anything. */
export const NUMBER_FORMS: readonly NumberForms[] = [
	...carriers.filter(({ code, kind }) => code !== "push" && kind === undefined),
	...knownCarriers,
].map(({ code, numbers: { pattern, checkDigit, seldom } }) => ({ carrier: code, pattern, checkDigit, seldom }));

/** Whose number it may be, best first. */
export function candidatesOf(trackingNumber: string, history?: History): readonly Candidate[] {
	return detect(bareNumber(trackingNumber), NUMBER_FORMS, history);
}
