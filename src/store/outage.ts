// Drivers' names for a connection that is not there.
const NO_CONNECTION =
	/^(?:CONNECTION_(?:CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT|EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EPIPE|ETIMEDOUT)$/;

// PostgreSQL's for a server that starts, stops, is full, takes no writes (25006) or lets us in no more (28, 3D000).
const NO_SERVER = /^(?:57P0[1-5]|25P03|25006|28000|28P01|3D000|55000|58030|53\d{3}|08\w{3})$/;

// The embedded database has no code for what its file system refuses, and says it in the words of its C library.
const NO_CODE = "XX000";
const NO_ROOM = /: (?:File too large|No space left on device|Quota exceeded|Read-only file system|I\/O error)$/;

// Deadlock, serialisation, a lock or statement that took too long: the same work may succeed a moment later.
const PASSING_CODES = /^(?:40P01|40001|55P03|57014)$/;

/** Nobody's fault and soon over. */
export function isPassing(error: unknown): boolean {
	return someOf(error, ({ code }) => PASSING_CODES.test(code));
}

/** The database itself is away, full or closed to us: no row is at fault, and trying again later may help. */
export function isOutage(error: unknown): boolean {
	return someOf(
		error,
		({ code, message }) =>
			NO_CONNECTION.test(code) || NO_SERVER.test(code) || (code === NO_CODE && NO_ROOM.test(message)),
	);
}

/** True when the error, or one that caused it, is such a one. */
function someOf(
	error: unknown,
	isSuch: (one: { readonly code: string; readonly message: string }) => boolean,
): boolean {
	if (!(error instanceof Error)) return false;
	if ("code" in error && isSuch({ code: String(error.code), message: error.message })) return true;
	return error.cause !== undefined && someOf(error.cause, isSuch);
}
