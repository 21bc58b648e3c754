import type { HeldDetails, PageVersion } from "../core/page.ts";
import type { OpenFeed } from "../services/calendar.ts";
import type { LookedUp, LookUp } from "../services/look-up.ts";
import type { OpenPage, OpenParcel } from "../services/pages.ts";
import type { Verification } from "../services/verify-reader.ts";

/** What buyers' pages ask of the layers behind the door. */
export interface ReaderServices {
	/** `before` itself where it still says all, in its minute. Null: no such page. */
	openPage(token: string, before?: OpenPage | null): Promise<OpenPage | null>;
	/** Without what else its page shows. Null: no such page. */
	openParcel(token: string): Promise<OpenParcel | null>;
	/** Of the page's own parcel first, then of the others of its order: all that its stream tells of. Null: no such page. */
	pageVersions(token: string): Promise<readonly [PageVersion, ...PageVersion[]] | null>;
	/** By its number and what the shop knows of the buyer. Null: there is none with both. */
	lookUp(input: LookUp): Promise<LookedUp | null>;
	/** Null: no such page. */
	openVerification(token: string, proof: string | null): Promise<Verification | null>;
	/** Whether the reader said what the shop knows of the buyer: with a proof, or null. Null: no such page. */
	verifyReader(token: string, check: string): Promise<{ readonly proof: string | null } | null>;
	/** What only whom the parcel is for may see. Null: the proof is none. */
	readHeld(token: string, proof: string): Promise<{ readonly details: HeldDetails | null } | null>;
	/** Null: no such page. */
	openFeed(token: string): Promise<OpenFeed | null>;
}
