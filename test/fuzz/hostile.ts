import type { Random } from "./random.ts";

/** Texts that have broken programs, one kind a line. */
const TEXTS: readonly [string, ...string[]] = [
	"",
	" ",
	"\u0000",
	"a\u0000b",
	"\ud800",
	"x\udc00y",
	"\ufeff",
	"\u202e\u2066gnihton",
	"\u0301".repeat(300),
	"👩‍👩‍👧‍👦".repeat(40),
	"ﷺ".repeat(200),
	"İıſK",
	"__proto__",
	"constructor",
	"prototype",
	"toString",
	"hasOwnProperty",
	"null",
	"undefined",
	"NaN",
	"-0",
	"1e400",
	"9999999999999999999999",
	"0x7fffffff",
	"' or 1=1 --",
	"'; select pg_sleep(9); --",
	"%00",
	"%ff%fe",
	"%",
	"..%2f..%2fetc%2fpasswd",
	"../../../../etc/passwd",
	"<script>alert(1)</script>",
	'"><img src=x onerror=alert(1)>',
	"{{7*7}}#{7*7}<%= 7*7 %>",
	"=cmd|' /C calc'!A0",
	"javascript:alert(1)",
	"http://169.254.169.254/latest/meta-data",
	"file:///etc/passwd",
	"\r\nSet-Cookie: a=b",
	"a\tb\u000bc\u0085d\u2028e",
	"(".repeat(400),
	"[".repeat(5_000),
	"a".repeat(300),
	"a".repeat(70_000),
	"0".repeat(5_000),
	" ".repeat(5_000),
	"a@".repeat(2_000),
	"-".repeat(3_000),
	"9999-99-99T99:99:99Z",
	"0000-00-00",
	"2026-02-30T25:61:61+99:99",
	"+275760-09-13T00:00:00Z",
	"-271821-04-20T00:00:00Z",
	"10000-01-01T00:00:00Z",
	"0001-01-01T00:00:00Z",
	"2026-11-22T10:00:00.123456789123456789Z",
	"24:00",
	"Etc/GMT+99",
	"Europe/Atlantis",
	"zz",
	"🇦🇶",
];

/** Values of JSON that no sender means. */
const VALUES: readonly [unknown, ...unknown[]] = [
	null,
	true,
	false,
	0,
	-0,
	-1,
	1e308,
	-1e308,
	2 ** 31,
	2 ** 53,
	2 ** 63,
	-(2 ** 63),
	0.1,
	1e-320,
	[],
	{},
	[[]],
	[null],
	[{}],
	{ "": "" },
	{ toString: 1, valueOf: 1 },
	{ length: -1 },
	{ constructor: { prototype: { polluted: true } } },
];

export function hostileText(random: Random): string {
	const text = random.pick(TEXTS);
	return random.chance(0.15) ? text + random.pick(TEXTS) : text;
}

export function hostileValue(random: Random): unknown {
	if (random.chance(0.5)) return hostileText(random);
	// By its text: written as a literal it would be the prototype of the object and no key of it.
	if (random.chance(0.05)) return JSON.parse('{"__proto__":{"polluted":true}}');
	if (random.chance(0.05)) return deep(random.pick([30, 63, 64, 200, 3_000]));
	if (random.chance(0.05)) return Array.from({ length: random.pick([101, 501, 3_000]) }, () => random.pick(VALUES));
	return random.pick(VALUES);
}

/** An array within an array, so many times. */
function deep(levels: number): unknown {
	let value: unknown = [];
	for (let level = 1; level < levels; level += 1) value = level % 7 === 0 ? { a: value } : [value];
	return value;
}

/** As it may stand in an address, whatever it is: half a character, which nothing can write, becomes U+FFFD. */
export function escaped(text: string): string {
	return encodeURIComponent(Buffer.from(text).toString("utf8"));
}
