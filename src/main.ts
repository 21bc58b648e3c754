import { existsSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import type { CommandDeps, DemoOptions } from "./cli/command.ts";
import { runCommand } from "./cli/run-command.ts";
import { type Config, readConfig, unknownSettings } from "./config.ts";
import { Refused } from "./core/errors.ts";
import { describeFailure } from "./describe-failure.ts";
import type { Places } from "./geo/places.ts";
import { loadSecretKeys } from "./secret-key.ts";
import type { Database } from "./store/database.ts";
import { isOutage } from "./store/outage.ts";
import type { Forgotten } from "./store/sealed.ts";

async function main(argv: readonly string[]): Promise<number> {
	try {
		return await runCommand(argv, commandDeps());
	} catch (error) {
		process.stderr.write(`${explain(error)}\n`);
		return 1;
	}
}

// Each command loads the layers it needs when it runs: `read` and `carriers` never touch a database.
function commandDeps(): CommandDeps {
	return {
		stdin: process.stdin,
		stdout: process.stdout,
		stderr: process.stderr,
		serve,
		migrate: () => withDatabase(async () => {}),
		demo: async (options: DemoOptions) => (await import("./play-demo.ts")).playDemo(settings(), options),
		places: () => openPlaces(settings()),
		placesFiles: () => ({ built: builtPlaces, dataDir: settings().dataDir }),
		publicUrl: () => settings().publicUrl,
		checkMail: async (tell) => (await import("./check-mail.ts")).checkMail(settings(), { tell }),
		forgetSecrets,
		rotateSecret: async (onProgress) => {
			const { rotateSecret } = await import("./rotate-secret.ts");
			return withDatabase((db) => rotateSecret(db, settings(), onProgress));
		},
		withDatabase: (work) => withDatabase((db) => work({ db })),
		withServices: async (work) => {
			const config = settings();
			const [{ withServices }, places] = await Promise.all([import("./with-services.ts"), openPlaces(config)]);
			return withDatabase((db) => withServices(config, db, places, work));
		},
	};
}

async function serve(): Promise<void> {
	const config = settings();
	for (const sentence of unknownSettings()) process.stderr.write(`Warning: ${sentence}\n`);
	const places = await openPlaces(config);
	const db = await openDatabase(config);
	process.on("uncaughtException", dieInWords);
	const { startService } = await import("./serve.ts");
	const assetsDir = join(import.meta.dirname, "client");
	const service = await startService(config, db, { assetsDir, places }).catch(async (error) => {
		await db.close();
		throw error;
	});
	for (const line of service.lines) process.stderr.write(`${line}\n`);
	await askedToStop(config.startedByNpm);
	endAfter(stopWithinMs);
	await service.stop();
	// All is closed and kept. The driver may yet open the connection that it was about to when its pool was closed.
	process.exit(0);
}

/** The grace of requests in flight, and the good-bye to the database. */
const stopWithinMs = 16_000;

/** A database that is away must not keep the process: all that was acknowledged is kept already. */
function endAfter(ms: number): void {
	setTimeout(() => {
		process.stderr.write("The service did not stop in time, because the database did not answer: it is ended.\n");
		process.exit(1);
	}, ms).unref();
}

const parentLookMs = 500;

/** By a signal; or because npm was: it passes a signal on to its shell, which dies without telling us. */
function askedToStop(endsWithParent: boolean): Promise<void> {
	return new Promise((resolve) => {
		process.once("SIGTERM", resolve);
		process.once("SIGINT", resolve);
		if (!endsWithParent) return;
		const parent = process.ppid;
		setInterval(() => process.ppid !== parent && resolve(), parentLookMs).unref();
	});
}

async function forgetSecrets(isRehearsal: boolean): Promise<Forgotten> {
	const config = settings();
	const [{ openVault }, { forgetUnopenable }] = await Promise.all([
		import("./store/seal.ts"),
		import("./store/sealed.ts"),
	]);
	const { current, others } = loadSecretKeys(config);
	return withDatabase((db) => db.transaction((tx) => forgetUnopenable(tx, openVault(current, others), isRehearsal)));
}

async function withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
	const db = await openDatabase(settings());
	try {
		return await work(db);
	} finally {
		await db.close();
	}
}

const unpacked = join(import.meta.dirname, "places.bin");
// Not built, as in a test of the sources: the packed file beside its reader.
const builtPlaces = existsSync(unpacked) ? unpacked : join(import.meta.dirname, "geo/gazetteer/places.br");

async function openPlaces({ dataDir }: Config): Promise<Places> {
	const { openPlaces: open } = await import("./geo/files/open-places.ts");
	return open(builtPlaces, dataDir);
}

async function openDatabase({ databaseUrl, dataDir }: Config): Promise<Database> {
	const { open } = await import("./store/database.ts");
	const snapshotFile = join(import.meta.dirname, "database.tar.gz");
	const tell = (sentence: string) => process.stderr.write(`Warning: ${sentence}\n`);
	return open(databaseUrl === null ? { dataDir } : { url: databaseUrl }, { snapshotFile, tell });
}

function settings(): Config {
	const reading = readConfig();
	if (reading.kind === "config") return reading.config;
	throw new WrongSettings(reading.sentences.join("\n"));
}

class WrongSettings extends Error {}

/** A sentence for what the person can mend; a stack for what only we can. */
function explain(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const unusable = unusableDirectory(error);
	if (unusable) return unusable;
	if (error.name === "MigrationFailed") return error.message;
	const refusal = refusalOf(error);
	if (refusal) return `The database at DATABASE_URL refuses: ${refusal}.`;
	if (error.name === "DiskFull") return error.message;
	if (isOutage(error)) return `The database at DATABASE_URL does not answer: ${error.message || codeOf(error)}.`;
	// A system error says what it was about; a plain one of ours is a sentence. TypeError and the like are bugs.
	const isTold = error instanceof Refused || error instanceof WrongSettings || ["Error", ...told].includes(error.name);
	return isTold ? error.message : (error.stack ?? error.message);
}

const told = ["CannotListen", "DirectoryInUse", "WrongKey", "Tampered", "BadPlacesFile"];

/** The system's refusal of a file at, in or above the data directory. */
function unusableDirectory(error: Error): string | null {
	const reading = readConfig();
	const refused = error as NodeJS.ErrnoException;
	if (reading.kind === "wrong" || refused.path === undefined || !/^E[A-Z]+$/.test(refused.code ?? "")) return null;
	const [directory, path] = [reading.config.dataDir, resolve(refused.path)];
	if (!`${path}${sep}`.startsWith(`${directory}${sep}`) && !`${directory}${sep}`.startsWith(`${path}${sep}`))
		return null;
	return `WAYLINE_DATA_DIR is ${directory}, which cannot be used: ${error.message}. A directory that this user may write in is wanted.`;
}

/** In the words of a PostgreSQL server, which may stand behind the error that we got. */
function refusalOf(error: unknown): string | null {
	if (!(error instanceof Error)) return null;
	return error.name === "PostgresError" ? error.message : refusalOf(error.cause);
}

function codeOf(error: Error): string {
	return "code" in error ? String(error.code) : error.name;
}

/** A failure that nobody caught ends the service, and its rows do not reach the log. */
function dieInWords(error: unknown): void {
	process.stderr.write(`${JSON.stringify({ failure: describeFailure(error), msg: "the service failed" })}\n`);
	process.exit(1);
}

// Whoever reads the output may have had enough: `carriers | head` is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
	if (error.code === "EPIPE") process.exit(0);
	throw error;
});

// Last, because what stands above must be there before anything runs.
process.exitCode = await main(process.argv.slice(2));
