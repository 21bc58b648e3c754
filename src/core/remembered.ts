/**
 * A pure function of a short text that gives what it gave before from memory: carriers say the same few hundred
 * sentences and towns. The memory is bounded, for a stranger may say something new every time.
 */
export function remembered<T>(answer: (text: string) => T): (text: string) => T {
	const answers = new Map<string, T>();
	return (text) => {
		if (text.length > LONGEST) return answer(text);
		const known = answers.get(text);
		if (known !== undefined) return known;
		if (answers.size >= MOST) answers.clear();
		const found = answer(text);
		answers.set(text, found);
		return found;
	};
}

const LONGEST = 200;
const MOST = 4_000;
