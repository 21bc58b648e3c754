import { carrierOf, namedCarrier } from "../../adapters/index.ts";
import { bareNumber, type KnownCarrier } from "../../adapters/kit/index.ts";
import { CARRIERS_LISTED } from "../core/carriers-listed.ts";
import { type Candidate, type History, misspelt, onlyCandidate, shapeOf } from "../core/detect.ts";
import { Invalid } from "../core/errors.ts";
import type { Queries, RowId } from "../store/database.ts";
import { carriersByShape } from "../store/number-shapes.ts";
import { isFollowable } from "./carriers.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { candidatesOf, NUMBER_FORMS } from "./number-forms.ts";
import type { CandidateView, DetectionView, Principal } from "./views.ts";

/** Whose each number may be, best first, by its form and by what the seller's numbers were before. */
export async function detectCarriers(
	{ db }: Deps,
	principal: Principal,
	numbers: readonly string[],
): Promise<readonly DetectionView[]> {
	const histories = await historiesOf(db, sellerOf(principal), numbers);
	return numbers.map((number, index) => ({
		number,
		candidates: candidatesOf(number, histories[index]).map(viewCandidate),
	}));
}

/**
 * The one carrier that a number belongs to by its form. Throws `Invalid` with the candidates where none or several pass:
 * nothing is guessed, and what the seller had before decides nothing.
 */
export async function carrierOfNumber({ db }: Deps, sellerId: RowId, trackingNumber: string): Promise<KnownCarrier> {
	const only = onlyCandidate(bareNumber(trackingNumber), candidatesOf(trackingNumber), NUMBER_FORMS);
	const carrier = only && namedCarrier(only.carrier);
	if (carrier) return carrier;
	const [history] = await historiesOf(db, sellerId, [trackingNumber]);
	const candidates = candidatesOf(trackingNumber, history).map(viewCandidate);
	const detail = candidates.length === 0 ? unlike(trackingNumber) : several(candidates) + mistyped(trackingNumber);
	throw new Invalid("Which carrier?", [{ pointer: "/carrier", detail }], { candidates });
}

async function historiesOf(db: Queries, sellerId: RowId, numbers: readonly string[]): Promise<readonly History[]> {
	const shapes = numbers.map((number) => shapeOf(bareNumber(number)));
	const found = await carriersByShape(db, sellerId, [...new Set(shapes)]);
	return shapes.map((shape) => found.get(shape) ?? new Map());
}

function viewCandidate({ carrier, score, evidence }: Candidate): CandidateView {
	const name = namedCarrier(carrier)?.name ?? carrier;
	return { carrier, score, evidence, name, followable: isFollowable(carrierOf(carrier)) };
}

/** More would help nobody to decide. */
const MOST_NAMED = 5;

function several(candidates: readonly CandidateView[]): string {
	const named = candidates
		.slice(0, MOST_NAMED)
		.map(({ carrier, name, evidence }) => `"${carrier}" (${name}: ${evidence.join(", ")})`);
	const more = candidates.length > named.length ? ` and ${candidates.length - named.length} more` : "";
	return `The number may be of ${named.join(", ")}${more}, likeliest first. Name the carrier, such as "carrier": "${candidates[0]?.carrier}".`;
}

function unlike(trackingNumber: string): string {
	return `No carrier's numbers look like this one.${mistyped(trackingNumber)} Name the carrier. ${CARRIERS_LISTED}`;
}

/** Which carriers' number it would be with another check digit. */
function mistyped(trackingNumber: string): string {
	const codes = misspelt(bareNumber(trackingNumber), NUMBER_FORMS).slice(0, MOST_NAMED);
	const names = codes.map((code) => namedCarrier(code)?.name ?? code);
	return names.length === 0 ? "" : ` But for its check digit it fits ${names.join(", ")}: is it typed as on the label?`;
}
