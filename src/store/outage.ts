// Drivers' names for a connection that is not there, and PostgreSQL's classes for a server that starts, stops or is full.
const OUTAGE_CODES =
	/^(?:CONNECTION_(?:CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT|ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ETIMEDOUT|57P0[1-5]|53\d{3}|08\w{3})$/;

/** The database itself is away or full: no row is at fault, and trying again later may help. */
export function isOutage(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	if ("code" in error && OUTAGE_CODES.test(String(error.code))) return true;
	return error.cause !== undefined && isOutage(error.cause);
}
