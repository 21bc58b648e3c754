import type { Provenance, Scan } from "../core/scan.ts";
import { type ScanView, viewScan } from "../core/scan-view.ts";
import type { Principal } from "./views.ts";

/** A scan with all that tells where it comes from: which words of which message, by which rule, learnt when. */
export interface ProvenScan extends Omit<ScanView, "provenance"> {
	/** The row of the carrier's table that gave `code` to its own; null where none did. */
	readonly rule: string | null;
	/** As the carrier names it; null where it speaks of the whole shipment. */
	readonly piece: string | null;
	readonly provenance: readonly ScanSource[];
}

export interface ScanSource extends Provenance {
	/** Address of the message as it came; absent for who may not read messages, and for what no message told. */
	readonly message?: string;
}

/** For a key's owner: addresses of messages are for those who may open them. */
export function provenFor({ scopes }: Pick<Principal, "scopes">) {
	const isReader = scopes.includes("messages:read");
	return (scan: Scan & { readonly provenance: readonly Provenance[] }): ProvenScan => {
		const { provenance, ...shown } = viewScan(scan);
		return {
			...shown,
			rule: scan.rule,
			piece: scan.piece,
			provenance: provenance.map((source) =>
				isReader && source.messageId !== "" ? { ...source, message: `/v1/messages/${source.messageId}` } : source,
			),
		};
	};
}
