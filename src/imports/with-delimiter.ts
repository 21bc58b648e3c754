import { type Delimiter, delimiterOf } from "./delimiter.ts";

const HEAD_CHARACTERS = 64 * 1024;

/** A text with what parts its columns: as told, else by its beginning. The line that names it is left out of `rest`. */
export async function withDelimiter(
	text: AsyncGenerator<string>,
	told: Delimiter | undefined,
): Promise<{ readonly delimiter: Delimiter; readonly rest: AsyncGenerator<string> }> {
	let head = "";
	while (head.length < HEAD_CHARACTERS) {
		const { done, value } = await text.next();
		if (done) break;
		head += value;
	}
	const { delimiter, skip } = delimiterOf(head.replace(/^\ufeff/, ""));
	const first = head.replace(/^\ufeff/, "").slice(skip);
	return { delimiter: told ?? delimiter, rest: joined(first, text) };
}

async function* joined(head: string, text: AsyncGenerator<string>): AsyncGenerator<string> {
	if (head !== "") yield head;
	yield* text;
}
