import type { z } from "zod";

/** Says what is wanted where a schema has no words of its own: given to `safeParse`. */
export function wantedInWords(issue: z.core.$ZodRawIssue): string {
	switch (issue.code) {
		case "invalid_type":
			return issue.input === undefined
				? "Is wanted."
				: `${KINDS[issue.expected] ?? "Another kind of value"} is wanted.`;
		case "too_small":
			return issue.origin === "string" && issue.minimum === 1
				? "Must not be empty."
				: amountWanted("at least", Number(issue.minimum), issue.origin);
		case "too_big":
			return amountWanted("at most", Number(issue.maximum), issue.origin);
		case "invalid_value":
			return `${issue.values.length === 1 ? "" : "One of "}${issue.values.map(String).join(", ")} is wanted.`;
		case "invalid_format":
			return `${FORMATS[issue.format] ?? "Another form"} is wanted.`;
		case "invalid_key":
			return issue.issues[0]?.message ?? "No such name.";
		default:
			return "Is not what is wanted here.";
	}
}

const KINDS: Readonly<Record<string, string>> = {
	string: "A text",
	number: "A number",
	int: "A whole number",
	boolean: "True or false",
	array: "A list",
	object: "A JSON object",
	record: "A JSON object",
};

const FORMATS: Readonly<Record<string, string>> = {
	email: "An e-mail address",
	url: "A web address",
	date: 'A day such as "2026-11-24"',
	datetime: 'A time with its offset, such as "2026-11-24T18:00:00+01:00",',
	safeint: "A whole number",
};

function amountWanted(bound: "at least" | "at most", amount: number, origin: string): string {
	const [one, many] = COUNTED[origin] ?? [];
	if (one === undefined) return `A number of ${bound} ${amount} is wanted.`;
	const sentence = amount === 1 ? `${bound} 1 ${one} is wanted.` : `${bound} ${amount} ${many} are wanted.`;
	return sentence.replace(/^a/, "A");
}

const COUNTED: Readonly<Record<string, readonly [one: string, many: string]>> = {
	string: ["character", "characters"],
	array: ["entry", "entries"],
};
