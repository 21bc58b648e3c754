/** In which envelope an endpoint is told of an event: that of Standard Webhooks, or a CloudEvent in structured mode. */
export const NEWS_FORMATS = ["standard", "cloudevents"] as const;
export type NewsFormat = (typeof NEWS_FORMATS)[number];

/** By what news are signed: a secret that both sides know, or a pair of keys of which the receiver has the public one. */
export const SIGNATURE_KINDS = ["hmac-sha256", "ed25519"] as const;
export type SignatureKind = (typeof SIGNATURE_KINDS)[number];
