const JUNK = [
	'""',
	"null",
	"0",
	"-1",
	"[]",
	"{}",
	"true",
	'"9999-99-99 99:99:99"',
	'"__proto__"',
	'"\\u0000\\ud800"',
	"1e400",
];

/** The body cut short, and each of its values swapped for the things carriers send on a bad day. */
export function damage(body: string): readonly string[] {
	const cuts = Array.from({ length: 8 }, (_, part) => body.slice(0, Math.floor((body.length * part) / 8)));
	const values = [...body.matchAll(/([:[,]\s*)("(?:[^"\\]|\\.)*"(?!\s*:)|-?\d[\d.]*|null|true|false)/g)];
	// Every value once, the kinds of junk in turn: all pairs would take minutes and find nothing more.
	const swaps = values.flatMap(({ index, 1: before = "", 2: value = "" }, position) =>
		[0, 1, 2].map((turn) => {
			const junk = JUNK[(position * 3 + turn) % JUNK.length] ?? "null";
			return body.slice(0, index) + before + junk + body.slice(index + before.length + value.length);
		}),
	);
	const characters = [
		body.replace(/[0-9]/g, "九"),
		body.replace(/[a-z]/g, "\u0000"),
		body.replaceAll('"', "'"),
		`\uFEFF${body}`,
		`[${body}]`,
		body + body,
	];
	return [...cuts, ...swaps, ...characters];
}

/** What arrives when no carrier is speaking at all. */
export const STRANGERS: readonly string[] = [
	"",
	" ",
	"\u0000",
	"null",
	"0",
	"9e999",
	'""',
	"[]",
	"{}",
	"[[[[]]]]",
	'{"__proto__":{"polluted":true}}',
	"<html><body>502 Bad Gateway</body></html>",
	"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
	"param=&sign=",
	"%%%",
	"�".repeat(2_000),
	"[".repeat(20_000),
];
