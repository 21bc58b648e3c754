import type { CreditPart } from "../../web/views/model.ts";

const MOST_LETTERS = 500;
const ENTITIES: Readonly<Record<string, string>> = {
	amp: "&",
	lt: "<",
	gt: ">",
	quot: '"',
	apos: "'",
	nbsp: "\u00a0",
	copy: "©",
};

/**
 * Reads who is to be named out of HTML that anybody may have written. What comes out is text and addresses of the web and
 * nothing else, so that a wrong reading shows odd words at worst.
 */
export function creditParts(html: string): readonly CreditPart[] {
	const parts: CreditPart[] = [];
	let [href, left]: [string | null, number] = [null, MOST_LETTERS];
	for (const [tag, text] of pieces(html.slice(0, 4 * MOST_LETTERS))) {
		if (tag !== undefined) href = linkAfter(tag, href);
		const said = plain(text).slice(0, left);
		left -= said.length;
		if (said === "") continue;
		const last = parts.at(-1);
		if (last?.href === href && href === null) parts[parts.length - 1] = { text: last.text + said, href };
		else parts.push({ text: said, href });
	}
	return parts.some(({ text }) => text.trim() !== "") ? parts : [];
}

/** The text at the start, then each tag with the text behind it. */
function pieces(html: string): readonly (readonly [tag: string | undefined, text: string])[] {
	// What stands in these is no text.
	const bare = html.replaceAll(/<(script|style)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)|<!--[\s\S]*?(?:-->|$)/gi, "");
	return [...bare.matchAll(/(<\/?[a-z][^>]*>)?((?:[^<]|<(?!\/?[a-z]))*)/gi)].map(([, tag, text = ""]) => [tag, text]);
}

/** The link that holds behind a tag. */
function linkAfter(tag: string, open: string | null): string | null {
	if (/^<\/a\b/i.test(tag)) return null;
	if (!/^<a\s/i.test(tag)) return open;
	const [, double, single, bare] = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(tag) ?? [];
	const address = plain(double ?? single ?? bare ?? "").trim();
	if (!URL.canParse(address)) return null;
	const { protocol, href, username } = new URL(address);
	return (protocol === "https:" || protocol === "http:") && username === "" ? href : null;
}

function plain(text: string): string {
	return (
		text
			.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{1,8}));/gi, (whole, decimal, hexadecimal, name) => {
				if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
				const point = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
				return point <= 0x10ffff ? String.fromCodePoint(point) : "";
			})
			// Marks of direction and control would reach beyond the line.
			.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]+/gu, " ")
			.replaceAll(/ {2,}/g, " ")
	);
}
