import type { NewsFormat, SignatureKind } from "../core/endpoint-kinds.ts";
import type { DisabledBecause, Endpoint } from "../store/endpoints.ts";

/** Where a seller's own systems hear of news. */
export interface EndpointView {
	/** `end_…` */
	readonly id: string;
	readonly url: string;
	readonly label: string | null;
	readonly events: readonly string[];
	/** Null: of every carrier. */
	readonly carriers: readonly string[] | null;
	readonly format: NewsFormat;
	readonly signature: SignatureKind;
	/** `whpk_…`, by which receivers check `ed25519`; null: by the secret. */
	readonly publicKey: string | null;
	/** failing: nothing arrived since `failingSince`. disabled: nothing is sent, and what comes is held. */
	readonly state: "active" | "failing" | "disabled";
	readonly failingSince: string | null;
	readonly disabledAt: string | null;
	/** Why, in a sentence. */
	readonly disabledBecause: string | null;
	/** Until when news are signed with the secret before as well; null: with one alone. */
	readonly earlierSecretUntil: string | null;
	/** Shown once, when it is made; of `ed25519` never. */
	readonly webhookSecret?: string;
	readonly createdAt: string;
	readonly updatedAt: string;
}

/** What came back when a test was posted. */
export interface TestView {
	/** `dlv_…`, in the log. */
	readonly deliveryId: string;
	readonly delivered: boolean;
	readonly status: number | null;
	/** Why it did not arrive, in a sentence. */
	readonly failure: string | null;
	/** The beginning of what was answered. */
	readonly answer: string;
	readonly tookMs: number | null;
}

const BECAUSE: Readonly<Record<DisabledBecause, string>> = {
	seller: "You disabled it.",
	gone: "It answered 410, which means that it wants no more news.",
	failing: "Nothing arrived there for five days.",
	"secret-lost": "Its secret was sealed under a key that is lost. Give it a new one, then enable it.",
};

/** As sellers see it, without its secret. */
export function viewEndpoint(endpoint: Endpoint, now: Date): EndpointView {
	const { id, url, label, filter, failingSince, disabledAt, disabledBecause, createdAt, updatedAt } = endpoint;
	const { format, publicKey, sealedEarlierSecret, earlierSecretUntil } = endpoint;
	const isTwofold =
		sealedEarlierSecret !== null && earlierSecretUntil !== null && Date.parse(earlierSecretUntil) > now.getTime();
	return {
		id,
		url,
		label,
		events: filter.events,
		carriers: filter.carriers,
		format,
		signature: signatureKindOf(endpoint),
		publicKey,
		state: disabledAt !== null ? "disabled" : failingSince !== null ? "failing" : "active",
		failingSince,
		disabledAt,
		disabledBecause: disabledBecause && BECAUSE[disabledBecause],
		earlierSecretUntil: isTwofold ? earlierSecretUntil : null,
		createdAt,
		updatedAt,
	};
}

export function signatureKindOf({ publicKey }: Pick<Endpoint, "publicKey">): SignatureKind {
	return publicKey === null ? "hmac-sha256" : "ed25519";
}
