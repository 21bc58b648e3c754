/** Carriers can post to this address: over TLS, to a name that is not of this machine or of a network of one's own. */
export function isPublicAddress(url: string): boolean {
	if (!URL.canParse(url)) return false;
	const { protocol, hostname } = new URL(url);
	if (protocol !== "https:" || !hostname.includes(".") || hostname.startsWith("[")) return false;
	const isNumbers = /^[\d.]+$/.test(hostname);
	return isNumbers ? !PRIVATE_NUMBERS.test(hostname) : !PRIVATE_NAMES.test(hostname);
}

const PRIVATE_NUMBERS =
	/^(?:0|10|127|169\.254|172\.(?:1[6-9]|2\d|3[01])|192\.168|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;

// RFC 6761 and 6762, and the names that routers give.
const PRIVATE_NAMES = /\.(?:localhost|local|internal|lan|home|home\.arpa|test|invalid)\.?$/;
