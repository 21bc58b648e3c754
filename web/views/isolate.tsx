// First-strong isolate and its end: what stands between finds its own direction and leaves that of the sentence alone.
const OPEN = "\u2068";
const CLOSE = "\u2069";
const ISOLATED = /\u2068([^\u2069]*)\u2069/;
const CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Words of a carrier, a shop or a buyer inside a sentence of ours, for `Sentence` or `plainSentence`. */
export function isolate(text: string): string {
	const clean = withoutControls(text).trim();
	return clean === "" ? "" : OPEN + clean + CLOSE;
}

/** For a block of its own: what an older reading let through must not reach beyond it. */
export function withoutControls(text: string): string {
	return text.replace(CONTROLS, "");
}

/** A sentence in which whatever was isolated can turn nothing round, in any script. */
export function Sentence({ text }: { text: string }) {
	// Splitting by a pattern with one group puts what it caught at the odd places.
	return (
		<>
			{text.split(ISOLATED).map((part, index) => (index % 2 === 1 ? <bdi>{part}</bdi> : index > 0 ? held(part) : part))}
		</>
	);
}

/** A Korean particle stays on the line of the name before it, which browsers forget across the end of a `bdi`. */
function held(part: string): string {
	return /^\p{Script=Hangul}/u.test(part) ? `\u2060${part}` : part;
}

/** The same where no mark-up can stand: the invisible signs stay only where a script needs them. */
export function plainSentence(text: string): string {
	return text.replace(new RegExp(ISOLATED, "g"), (whole, inner: string) => (RIGHT_TO_LEFT.test(inner) ? whole : inner));
}

/** Cut between two words where there is a blank near the end. */
export function shorten(text: string, mostCharacters: number): string {
	const characters = [...text];
	if (characters.length <= mostCharacters) return text;
	const start = characters.slice(0, mostCharacters).join("");
	const blank = start.lastIndexOf(" ");
	return `${(blank > start.length / 2 ? start.slice(0, blank) : start).trimEnd()}…`;
}
