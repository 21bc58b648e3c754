/** A name as words, in each way that it can be read: `GroundAdvantage` is one word or two. */
export interface ServiceName {
	readonly readings: readonly (readonly string[])[];
}

/**
 * Reads what a seller or a payload calls a service: without case, accents, trade marks, markup, and the carrier's own name
 * in front (`usps_ground_advantage`, `USPS Ground Advantage<SUP>&#153;</SUP>`).
 */
export function serviceName(carrier: string, name: string): ServiceName {
	const plain = name.replace(/<[^>]*>|&#?\w+;|[™®©]/g, " ");
	const apart = plain.replace(/(\p{L}|\d)(?=\p{Lu}\p{Ll})/gu, "$1 ");
	const own = new Set(carrier.split("-"));
	const written = [...new Set([plain, apart])].map(wordsOf);
	return { readings: [...written, ...written.map((words) => withoutCarrier(own, words))] };
}

/** How much of the name the row's name explains: whole is best, then the most letters; 0 where it is another. */
export function likeness(asked: ServiceName, known: ServiceName): number {
	let best = 0;
	for (const words of asked.readings) {
		for (const name of known.readings) best = Math.max(best, likenessOf(words, name));
	}
	return best;
}

const wholeName = 1_000;

// One word inside a longer name may mean anything ("express" in "Express Saver"); it has to be the name.
function likenessOf(words: readonly string[], name: readonly string[]): number {
	const letters = name.join("");
	if (letters === "") return 0;
	if (words.join("") === letters) return wholeName;
	return name.length > 1 && ` ${words.join(" ")} `.includes(` ${name.join(" ")} `) ? letters.length : 0;
}

function wordsOf(text: string): readonly string[] {
	const bare = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
	return bare.match(/[\p{L}\p{N}]+/gu) ?? [];
}

function withoutCarrier(own: ReadonlySet<string>, words: readonly string[]): readonly string[] {
	const start = words.findIndex((word) => !own.has(word));
	return start === -1 ? [] : words.slice(start);
}
