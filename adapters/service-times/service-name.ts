/** A name in each way that it can be read: `GroundAdvantage` is one word or two. */
export type ServiceName = readonly Reading[];

interface Reading {
	readonly letters: string;
	/** Its words between blanks, with one at either end. */
	readonly spaced: string;
	readonly isOneWord: boolean;
}

/**
 * Reads what a seller or a payload calls a service: without case, accents, trade marks, markup, and the carrier's own name
 * in front (`usps_ground_advantage`, `USPS Ground Advantage<SUP>&#153;</SUP>`).
 */
export function serviceName(carrier: string, name: string): ServiceName {
	const plain = name.replace(/<[^>]*>|&#?\w+;|[™®©]/g, " ");
	const apart = plain.replace(/(\p{L}|\d)(?=\p{Lu}\p{Ll})/gu, "$1 ");
	const own = carrier.split("-");
	const written = (apart === plain ? [plain] : [plain, apart]).map(wordsOf);
	const readings = [...written, ...written.map((words) => withoutCarrier(own, words))].map(readingOf);
	return [...new Map(readings.map((reading) => [reading.spaced, reading])).values()].filter(
		({ letters }) => letters !== "",
	);
}

/** How much of the name asked for the known one explains: whole is best, then the most letters; 0 where it is another. */
export function likeness(asked: ServiceName, known: ServiceName): number {
	let best = 0;
	for (const name of known) {
		for (const reading of asked) best = Math.max(best, likenessOf(reading, name));
	}
	return best;
}

const wholeName = 1_000;

// One word inside a longer name may mean anything ("express" in "Express Saver"); it has to be the name.
function likenessOf(asked: Reading, name: Reading): number {
	if (asked.letters === name.letters) return wholeName;
	return !name.isOneWord && asked.spaced.includes(name.spaced) ? name.letters.length : 0;
}

function wordsOf(text: string): readonly string[] {
	const bare = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
	return bare.match(/[\p{L}\p{N}]+/gu) ?? [];
}

function withoutCarrier(own: readonly string[], words: readonly string[]): readonly string[] {
	const start = words.findIndex((word) => !own.includes(word));
	return start === -1 ? [] : words.slice(start);
}

function readingOf(words: readonly string[]): Reading {
	return { letters: words.join(""), spaced: ` ${words.join(" ")} `, isOneWord: words.length < 2 };
}
