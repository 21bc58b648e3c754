/** The module of postgres.js that the mend belongs to, as its path ends. */
export const MENDED_FILE = /[\\/]postgres[\\/]src[\\/]connection\.js$/;

/**
 * postgres.js 3.4.9 writes to a connection that the server has cut: the statement that a transaction sends next, or its
 * rollback, waits in a timer and fails there with a TypeError that nobody can catch, which ends the process. See
 * github.com/porsager/postgres, issues 1066, 1154 and 1208. Mended, the statement is refused with CONNECTION_CLOSED,
 * and what was waiting to be written is not sent to the connection that follows.
 *
 * It also goes on counting rows where a statement ended among its rows, by an error or because the connection was cut: the
 * next answer on that connection begins with as many holes, so that its first row, often its only one, reads as absent. See
 * issues 1119 and 1181. Mended, each answer is counted from nought.
 *
 * And what the server said last on a connection that it cut is said once more of the first statement on the next one. Mended,
 * a connection that is over is forgotten.
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
	[
		"    query = results = errorResponse = null\n    result = new Result()\n",
		`    query = results = errorResponse = null
    result = new Result()
    rows = 0
`,
	],
	[
		"    closedTime = performance.now()\n    hadError && options",
		`    query = results = errorResponse = null
    closedTime = performance.now()
    hadError && options`,
	],
];
