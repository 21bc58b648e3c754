/**
 * Gathers what arrives while a transaction is in flight into the next one, with one batch in flight: twice the
 * messages at half the processor time of a transaction each. One bad row never fails its batch: a batch that fails
 * is halved until the row stands alone.
 */
export class GroupCommit<Row, Result> {
	readonly #commit: (rows: readonly Row[]) => Promise<readonly Result[]>;
	readonly #setApart: (row: Row, error: unknown) => Promise<Result>;
	readonly #isOutage: (error: unknown) => boolean;
	readonly #maxRows: number;
	readonly #maxWaiting: number;
	readonly #sizeOf: (row: Row) => number;
	readonly #isPassing: (error: unknown) => boolean;
	#waitingBytes = 0;
	#waiting: Waiting<Row, Result>[] = [];
	#flight: Promise<void> | null = null;

	constructor(options: {
		/** All rows in one transaction, results in the rows' order. Throws when the transaction fails. */
		commit: (rows: readonly Row[]) => Promise<readonly Result[]>;
		/** Keeps a row that no transaction takes, apart from the others. Throws when the database itself is away. */
		setApart: (row: Row, error: unknown) => Promise<Result>;
		/** The database is away: no row is at fault, and trying each alone would only keep everybody waiting. */
		isOutage?: (error: unknown) => boolean;
		/** Nobody's fault either, and soon over, such as a deadlock: the same rows are tried again a few times. */
		isPassing?: (error: unknown) => boolean;
		/** Bytes of a row: what waits in memory is bounded by them too. */
		sizeOf?: (row: Row) => number;
		maxRows?: number;
		maxWaiting?: number;
	}) {
		this.#commit = options.commit;
		this.#setApart = options.setApart;
		this.#isOutage = options.isOutage ?? (() => false);
		this.#isPassing = options.isPassing ?? (() => false);
		this.#sizeOf = options.sizeOf ?? (() => 0);
		this.#maxRows = options.maxRows ?? 200;
		this.#maxWaiting = options.maxWaiting ?? 10_000;
	}

	/** Resolves once the row is committed. Rejects with `Overloaded` at once when too many wait already. */
	add(row: Row): Promise<Result> {
		const isFull = this.#waiting.length >= this.#maxWaiting || this.#waitingBytes > maxWaitingBytes;
		if (isFull) return Promise.reject(new Overloaded());
		this.#waitingBytes += this.#sizeOf(row);
		return new Promise((resolve, reject) => {
			this.#waiting.push({ row, resolve, reject });
			this.#flight ??= this.#fly();
		});
	}

	/** Resolves when nothing waits any more. */
	async drain(): Promise<void> {
		while (this.#flight) await this.#flight;
	}

	async #fly(): Promise<void> {
		// One turn of the event loop lets requests that are already read join the first batch.
		await new Promise((resolve) => setImmediate(resolve));
		while (this.#waiting.length > 0) {
			const batch = this.#waiting.splice(0, this.#rowsOfNextBatch());
			await this.#settle(batch);
			for (const { row } of batch) this.#waitingBytes -= this.#sizeOf(row);
		}
		this.#flight = null;
	}

	/** At least one, and no more than fit into the memory of one statement. */
	#rowsOfNextBatch(): number {
		let bytes = 0;
		const tooMuch = this.#waiting.slice(0, this.#maxRows).findIndex(({ row }) => {
			bytes += this.#sizeOf(row);
			return bytes > maxBatchBytes;
		});
		return tooMuch < 0 ? this.#maxRows : Math.max(1, tooMuch);
	}

	/** A row that somebody keeps locked must not cost the others of its batch: what does not pass is halved too. */
	async #settle(batch: readonly Waiting<Row, Result>[], tries = 1): Promise<void> {
		try {
			const results = await this.#commit(batch.map(({ row }) => row));
			for (const [index, { resolve, reject }] of batch.entries()) {
				const result = results[index];
				if (result === undefined) reject(new Error(`The batch answered ${results.length} of ${batch.length} rows.`));
				else resolve(result);
			}
		} catch (error) {
			if (this.#isPassing(error) && tries < maxTries) {
				await new Promise((resolve) => setTimeout(resolve, Math.random() * retryMs * tries));
				return this.#settle(batch, tries + 1);
			}
			const [only] = batch;
			if (this.#isOutage(error) || (this.#isPassing(error) && batch.length === 1)) {
				for (const { reject } of batch) reject(error);
				return;
			}
			if (batch.length === 1 && only) return this.#settleAlone(only, error);
			const middle = Math.ceil(batch.length / 2);
			await this.#settle(batch.slice(0, middle));
			await this.#settle(batch.slice(middle));
		}
	}

	async #settleAlone({ row, resolve, reject }: Waiting<Row, Result>, error: unknown): Promise<void> {
		try {
			resolve(await this.#setApart(row, error));
		} catch {
			reject(error);
		}
	}
}

const maxBatchBytes = 16_000_000;
const maxWaitingBytes = 256_000_000;
const maxTries = 5;
const retryMs = 50;

/** More waits for the database than this process may hold in memory. */
export class Overloaded extends Error {
	override readonly name = "Overloaded";
}

interface Waiting<Row, Result> {
	readonly row: Row;
	readonly resolve: (result: Result) => void;
	readonly reject: (error: unknown) => void;
}
