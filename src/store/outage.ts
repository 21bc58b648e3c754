// Drivers' names for a connection that is not there, and PostgreSQL's classes for a server that starts, stops or is full.
const OUTAGE_CODES =
	/^(?:CONNECTION_(?:CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT|ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ETIMEDOUT|57P0[1-5]|25P03|55000|53\d{3}|08\w{3})$/;

// Deadlock, serialisation, a lock or statement that took too long: the same work may succeed a moment later.
const PASSING_CODES = /^(?:40P01|40001|55P03|57014)$/;

/** Nobody's fault and soon over. */
export function isPassing(error: unknown): boolean {
	return hasCode(error, PASSING_CODES);
}

/** The database itself is away or full: no row is at fault, and trying again later may help. */
export function isOutage(error: unknown): boolean {
	return hasCode(error, OUTAGE_CODES);
}

function hasCode(error: unknown, codes: RegExp): boolean {
	if (!(error instanceof Error)) return false;
	if ("code" in error && codes.test(String(error.code))) return true;
	return error.cause !== undefined && hasCode(error.cause, codes);
}
