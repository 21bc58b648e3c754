import { parseArgs } from "node:util";
import { nearestOf } from "../core/nearest.ts";
import type { Arguments, Command, CommandDeps, ExitCode, Flag } from "./command.ts";
import { COMMANDS } from "./commands.ts";

/**
 * Runs one command line (without node and script). Results go to `deps.stdout`, everything else to `deps.stderr`. What
 * is not understood answers with the usage; errors of the work itself are the caller's to show.
 */
export async function runCommand(argv: readonly string[], deps: CommandDeps): Promise<ExitCode> {
	const [first, ...rest] = argv;
	if (first === undefined) return misunderstood("A command is wanted.", overview(), deps);
	if (first === "--help" || first === "-h" || first === "help") return shown(overview(), deps);
	const found = findCommand(first, rest);
	if (found === null && (rest[0] === "--help" || rest[0] === "-h")) {
		const verbs = verbsOf(first);
		if (verbs.length > 0) return shown(overview(verbs), deps);
	}
	if (found === null) return misunderstood(unknownCommand(first, rest), overview(), deps);
	const { command, words } = found;
	if (words.includes("--help") || words.includes("-h")) return shown(usage(command), deps);
	const parsed = parse(command, words);
	if (typeof parsed === "string") return misunderstood(parsed, usage(command), deps);
	const refusal = await command.run(parsed, deps);
	if (typeof refusal === "string") return misunderstood(refusal, usage(command), deps);
	return refusal;
}

/** `seller add` is found before `seller`; what follows the name is the command's own. */
function findCommand(first: string, rest: readonly string[]): { command: Command; words: readonly string[] } | null {
	const two = COMMANDS.find((command) => command.name === `${first} ${rest[0] ?? ""}`);
	if (two !== undefined) return { command: two, words: rest.slice(1) };
	const one = COMMANDS.find((command) => command.name === first);
	return one === undefined ? null : { command: one, words: rest };
}

function unknownCommand(first: string, rest: readonly string[]): string {
	const verbs = verbsOf(first).map(({ name }) => name);
	if (verbs.length === 0) return `There is no command ${JSON.stringify(first)}.`;
	const given = rest[0] === undefined ? first : `${first} ${rest[0]}`;
	return `There is no command ${JSON.stringify(given)}. There is ${new Intl.ListFormat("en-GB").format(verbs)}.`;
}

function verbsOf(noun: string): readonly Command[] {
	return COMMANDS.filter(({ name }) => name.startsWith(`${noun} `));
}

function parse(command: Command, words: readonly string[]): Arguments | string {
	try {
		const { values, positionals } = parseArgs({
			args: joined(command, words),
			options: Object.fromEntries(
				Object.entries(command.flags).map(([name, flag]) => [
					name,
					{ type: flag.value === undefined ? "boolean" : "string" } as const,
				]),
			),
			allowPositionals: true,
			strict: true,
		});
		const missing = command.words[positionals.length];
		if (missing !== undefined && !missing.startsWith("[")) return `${missing} is wanted.`;
		const isOpen = command.words.at(-1)?.endsWith("…");
		const surplus = isOpen ? undefined : positionals[command.words.length];
		if (surplus !== undefined) return `${JSON.stringify(surplus)} is more than the command takes.`;
		const flags = Object.entries(values).flatMap(([name, value]) =>
			value === undefined ? [] : [[name, value] as const],
		);
		return { flags: Object.fromEntries(flags), words: positionals };
	} catch (error) {
		if (error instanceof TypeError && "code" in error) return optionComplaint(command, error);
		throw error;
	}
}

/** `--speed -1` is a value of the flag, which Node takes for another flag. */
function joined(command: Command, words: readonly string[]): string[] {
	const args: string[] = [];
	for (const word of words) {
		const before = args.at(-1) ?? "";
		const takesValue = before.startsWith("--") && command.flags[before.slice(2)]?.value !== undefined;
		if (takesValue && /^-\.?\d/.test(word)) args.splice(-1, 1, `${before}=${word}`);
		else args.push(word);
	}
	return args;
}

/** What `parseArgs` did not understand. Its own words are Node's, and tell nothing of this command. */
function optionComplaint(command: Command, error: TypeError): string {
	const option = /'(?:-\w, )?(--?[\w-]+)/.exec(error.message)?.[1] ?? "";
	const flag = command.flags[option.slice(2)];
	if (flag !== undefined) {
		return flag.value === undefined
			? `${option} takes no value.`
			: `${option} wants a value: ${flagTitle(option.slice(2), flag)}.`;
	}
	const meant = nearestOf(option, Object.keys(command.flags));
	return `There is no option ${option}.${meant === null ? "" : ` Did you mean --${meant}?`}`;
}

function misunderstood(sentence: string, help: string, deps: CommandDeps): ExitCode {
	deps.stderr.write(`${sentence}\n\n${help}`);
	return 2;
}

function shown(help: string, deps: CommandDeps): ExitCode {
	deps.stdout.write(help);
	return 0;
}

function overview(commands = COMMANDS): string {
	const width = Math.max(...commands.map((command) => title(command).length));
	const lines = commands.map((command) => `  ${title(command).padEnd(width)}  ${command.about}`);
	return [
		"Usage: npm run -s wayline -- COMMAND [OPTIONS]",
		"",
		"Commands:",
		...lines,
		"",
		"COMMAND --help tells more. Results go to standard output, everything else to standard error.",
		"",
	].join("\n");
}

function usage(command: Command): string {
	const flags = Object.entries(command.flags).map(([name, flag]) => [flagTitle(name, flag), flag.about] as const);
	const width = Math.max(0, ...flags.map(([name]) => name.length));
	const options = flags.length === 0 ? [] : ["", "Options:"];
	return [
		`Usage: npm run -s wayline -- ${title(command)}${flags.length === 0 ? "" : " [OPTIONS]"}`,
		"",
		command.about,
		...(command.more ?? []),
		...options,
		...flags.map(([name, about]) => `  ${name.padEnd(width)}  ${about}`),
		"",
	].join("\n");
}

function title(command: Command): string {
	return [command.name, ...command.words].join(" ");
}

function flagTitle(name: string, flag: Flag): string {
	return flag.value === undefined ? `--${name}` : `--${name} ${flag.value}`;
}
