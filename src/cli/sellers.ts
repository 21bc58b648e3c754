import { addSeller, createKey, keysOf, revokeKey } from "../services/sellers.ts";
import { SCOPES } from "../services/views.ts";
import type { Arguments, CommandDeps, ExitCode } from "./command.ts";

export async function sellerAdd({ words, flags }: Arguments, deps: CommandDeps): Promise<ExitCode | string> {
	const name = (words[0] ?? "").trim();
	if (name === "") return "NAME is wanted.";
	const seller = await deps.withDatabase((services) =>
		addSeller(services, { name, contactEmail: textOf(flags["contact-email"]) }),
	);
	deps.stdout.write(`${seller.id}\n`);
	deps.stderr.write(
		`Seller ${JSON.stringify(seller.name)} added. \`key create --seller ${seller.id}\` makes its API key.\n`,
	);
	return 0;
}

export async function keyCreate({ flags }: Arguments, deps: CommandDeps): Promise<ExitCode | string> {
	const named = textOf(flags.scopes)
		?.split(",")
		.map((scope) => scope.trim());
	const scopes = SCOPES.filter((scope) => named === undefined || named.includes(scope));
	const unknown = named?.find((name) => !SCOPES.some((scope) => scope === name));
	if (unknown !== undefined) return `There is no scope ${JSON.stringify(unknown)}. There is ${SCOPES.join(", ")}.`;
	const perMinute = flags["per-minute"] === undefined ? undefined : Number(flags["per-minute"]);
	if (perMinute !== undefined && !(Number.isInteger(perMinute) && perMinute >= 1 && perMinute <= 1_000_000)) {
		return "--per-minute takes a whole number from 1 to 1000000.";
	}
	const made = await deps.withDatabase((services) =>
		createKey(services, { sellerId: textOf(flags.seller), scopes, label: textOf(flags.label), perMinute }),
	);
	deps.stdout.write(`${made.key}\n`);
	deps.stderr.write(
		`Keep it: it is not shown again. \`key revoke ${made.id}\` ends it. It may: ${scopes.join(", ")}.\n`,
	);
	return 0;
}

export async function keyList({ flags }: Arguments, deps: CommandDeps): Promise<ExitCode | string> {
	const keys = await deps.withDatabase((services) => keysOf(services, textOf(flags.seller)));
	if (flags.json === true) {
		deps.stdout.write(`${JSON.stringify(keys, null, "\t")}\n`);
		return 0;
	}
	for (const { id, prefix, label, lastUsedAt, endsAt, scopes } of keys) {
		const end = endsAt === null ? [] : [`ends ${endsAt}`];
		const may = scopes.length === SCOPES.length ? "everything" : scopes.join(",");
		const line = [id, `${prefix}…`, label ?? "-", lastUsedAt ? `used ${lastUsedAt}` : "never used", ...end, may];
		deps.stdout.write(`${line.join("\t")}\n`);
	}
	if (keys.length === 0) deps.stderr.write("There is no key in use: `key create` makes one.\n");
	return 0;
}

export async function keyRevoke({ words }: Arguments, deps: CommandDeps): Promise<ExitCode | string> {
	const key = words[0] ?? "";
	const revoked = await deps.withDatabase((services) => revokeKey(services, key));
	deps.stderr.write(`Key ${revoked.id} of ${JSON.stringify(revoked.sellerName)} is revoked.\n`);
	return 0;
}

function textOf(flag: string | boolean | undefined): string | undefined {
	return typeof flag === "string" ? flag : undefined;
}
