import { plainSigns } from "../core/recipient.ts";
import { parcelsCalled } from "../store/look-up.ts";
import type { Deps } from "./deps.ts";
import { isRecipient, type Known, knownOf, proofFor } from "./verify-reader.ts";

/** What a buyer finds a parcel by. */
export interface LookUp {
	/** A tracking number or the shop's number of the order. */
	readonly number: string;
	/** The postcode that it goes to, or the address of e-mail of the order. */
	readonly check: string;
}

export interface LookedUp {
	/** Of the parcel's page. */
	readonly token: string;
	/** Its reader is recognised at once: see `verifyReader`. */
	readonly proof: string;
}

/**
 * The parcel with this number whose buyer can say what the shop knows of him: one on its way before others, then the
 * newest. Null alike for a number that nobody knows and for one whose buyer is another; both take the same work.
 */
export async function lookUp({ db, vault, now }: Deps, { number, check }: LookUp): Promise<LookedUp | null> {
	const candidates = await parcelsCalled(db, plainSigns(number));
	const known = candidates.map((candidate) => ({ candidate, known: knownOf(vault, candidate) }));
	const fits = known.filter((one) => isRecipient(one.known, check));
	for (let tried = known.length; tried < USUAL_CANDIDATES; tried++) isRecipient(openDecoy(vault), check);
	const [found] = fits;
	return found ? { token: found.candidate.token, proof: proofFor(vault, found.candidate, now()) } : null;
}

/** As many as a number nearly always has at most. */
const USUAL_CANDIDATES = 2;

/** The same steps as for a parcel with all that can be known. */
function openDecoy(vault: Parameters<typeof knownOf>[0]): Known {
	const buyer = vault.unseal(vault.seal(DECOY, "a decoy"), "a decoy");
	const { email, postcode }: { email: string; postcode: string } = JSON.parse(buyer);
	return { email, postcodes: [{ postcode, country: "DK" }, null] };
}

// Neither is anybody's: the address ends in a name that cannot exist.
const DECOY = JSON.stringify({ email: "nobody@wayline.invalid", postcode: "-" });
