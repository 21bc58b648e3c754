/**
 * What a question that a shop wrote itself is counted under: `own-` and 13 hexadecimal digits of its words, so that another place in
 * the list changes nothing and other words begin anew. No secret; that two questions share one is one chance in 2^52.
 */
export function ownTopic(question: string): string {
	let [one, other] = [0xdeadbeef, 0x41c6ce57];
	for (const character of question.normalize("NFC").trim()) {
		const code = character.codePointAt(0) ?? 0;
		one = Math.imul(one ^ code, 2654435761);
		other = Math.imul(other ^ code, 1597334677);
	}
	one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909);
	other = Math.imul(other ^ (other >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
	const high = (other >>> 0) & 0xfffff;
	return `own-${high.toString(16).padStart(5, "0")}${(one >>> 0).toString(16).padStart(8, "0")}`;
}
