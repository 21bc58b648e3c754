/** Carriers can post to this address: over TLS, to a name that is not of this machine or of a network of one's own. */
export function canBePostedTo(url: string): boolean {
	if (!URL.canParse(url)) return false;
	const { protocol, hostname } = new URL(url);
	const host = hostname.replace(/\.$/, "");
	if (protocol !== "https:" || !host.includes(".") || host.startsWith("[")) return false;
	return /^[\d.]+$/.test(host) ? !PRIVATE_NUMBERS.test(host) : !PRIVATE_NAMES.test(host);
}

// RFC 6890: of this machine or network, shared, for documents, for tests, for many at once, and kept for later.
const PRIVATE_NUMBERS =
	/^(?:0|10|127|169\.254|172\.(?:1[6-9]|2\d|3[01])|192\.168|192\.0\.[02]|198\.1[89]|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])|2(?:2[4-9]|[34]\d|5[0-5]))\./;

// RFC 6761 and 6762, and the names that routers and companies give.
const PRIVATE_NAMES = /\.(?:localhost|local|internal|intranet|corp|lan|home|home\.arpa|test|invalid)$/;
