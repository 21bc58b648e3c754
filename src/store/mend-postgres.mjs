/** The module of postgres.js that the mend belongs to, as its path ends. */
export const MENDED_FILE = /[\\/]postgres[\\/]src[\\/]connection\.js$/;

/**
 * postgres.js 3.4.9 writes to a connection that the server has cut: the statement that a transaction sends next, or its
 * rollback, waits in a timer and fails there with a TypeError that nobody can catch, which ends the process. See
 * github.com/porsager/postgres, issues 1066, 1154 and 1208. Mended, the statement is refused with CONNECTION_CLOSED,
 * and what was waiting to be written is not sent to the connection that follows.
 *
 * Plain JavaScript, because the build and the tests both apply it. Throws where the text is not as it is known, so that
 * a newer driver is looked at again.
 */
export function mendPostgres(source) {
	return MENDS.reduce((text, [before, after]) => {
		if (text.split(before).length !== 2) {
			throw new Error(
				`postgres.js is not as src/store/mend-postgres.mjs knows it: look for ${JSON.stringify(before)}.`,
			);
		}
		return text.replace(before, () => after);
	}, source);
}

const MENDS = [
	[
		"  function nextWrite(fn) {\n",
		`  function nextWrite(fn) {
    if (socket === null) {
      chunk = nextWriteTimer = null
      error(Errors.connection('CONNECTION_CLOSED', options))
      return false
    }
`,
	],
	[
		"    clearImmediate(nextWriteTimer)\n    socket.removeListener('data', data)\n    socket.removeListener('connect', connected)\n    idleTimer.cancel()\n",
		`    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    socket.removeListener('data', data)
    socket.removeListener('connect', connected)
    idleTimer.cancel()
`,
	],
];
