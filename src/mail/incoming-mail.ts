/** A mail as a server handed it over, and what that server knew of it. */
export interface IncomingMail {
	/** Its bytes; of one that is larger than what is taken, its beginning. */
	readonly raw: Uint8Array;
	/** Of one that is larger than what is taken: how many bytes it has, and how many are taken. */
	readonly tooLarge?: { readonly bytes: number; readonly most: number };
	/** Whom the server was told to deliver it to; empty where it does not tell. */
	readonly envelopeTo: readonly string[];
	/** MAIL FROM, `""` for `<>`; null where it is not known. */
	readonly envelopeFrom: string | null;
	/** What SPF, DKIM and DMARC say of the address in From. */
	readonly sender: "proven" | "refuted" | "unproven";
}

/**
 * `kept`: it was seen to, once. `not-ours`: it belongs to no thread and nothing of it was kept. Throws where the database is away:
 * it is handed over again.
 */
export type TakeMail = (mail: IncomingMail) => Promise<"kept" | "not-ours">;
