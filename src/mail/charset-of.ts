/**
 * What a part's text is written in. Labels are often wrong in the same few ways: UTF-8 or ISO-2022-JP told as ASCII or Latin-1,
 * Windows' letters told as UTF-8, GBK told as GB 2312. Of the last kind the decoder knows; the others show in the bytes.
 */
export interface CharsetFinding {
	/** A label that the decoder knows. */
	readonly charset: string;
	readonly isCorrected: boolean;
}

/** Utf-7 writes any letter as plain ones: text that filters read as harmless. Nobody sends it any more who means well. */
const REFUSED =
	/^(?:x-)?(?:(?:unicode-[\d-]+-|cs-?unicode11-?|unicode11)?utf-?7(?:-imap)?|utf-8-7|cp65000|windows-65000)$/i;

/** Null where text in it is not to be read at all. */
export function charsetOf(label: string | null, bytes: Uint8Array, isCut: boolean): CharsetFinding | null {
	const told = label?.trim().toLowerCase().replaceAll(/["']/g, "") ?? "";
	if (REFUSED.test(told)) return null;
	const isLatinOrNothing =
		/^(?:|(?:us-)?ascii|ansi_x3\.4-19\d\d|iso-?8859-?1|latin-?1|windows-1252|cp1252|default|unknown.*|8bit)$/.test(
			told,
		);
	if (isLatinOrNothing) {
		if (hasJapaneseShifts(bytes)) return { charset: "iso-2022-jp", isCorrected: true };
		if (!isAscii(bytes) && isUtf8(bytes, isCut)) return { charset: "utf-8", isCorrected: true };
		return { charset: told === "" ? "utf-8" : "windows-1252", isCorrected: false };
	}
	if (/^utf-?8$/.test(told) && !isUtf8(bytes, isCut)) {
		const guess = guessOf(bytes);
		if (guess !== null) return { charset: guess, isCorrected: true };
	}
	return { charset: told, isCorrected: false };
}

function isAscii(bytes: Uint8Array): boolean {
	return bytes.every((byte) => byte < 0x80);
}

/** A text that was cut may end within a letter. */
function isUtf8(bytes: Uint8Array, isCut: boolean): boolean {
	try {
		new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: isCut });
		return true;
	} catch {
		return false;
	}
}

/** ESC $ @, ESC $ B: nothing else begins so. */
function hasJapaneseShifts(bytes: Uint8Array): boolean {
	for (let at = bytes.indexOf(0x1b); at >= 0; at = bytes.indexOf(0x1b, at + 1)) {
		if (bytes[at + 1] === 0x24 && (bytes[at + 2] === 0x40 || bytes[at + 2] === 0x42)) return true;
	}
	return false;
}

/**
 * Of bytes that are not UTF-8: letters of Windows where a few stand among plain ones, a Chinese text where nearly all come in
 * pairs that GB 18030 knows. Null where neither is clear: what is shown then has marks for the unknown.
 */
function guessOf(bytes: Uint8Array): string | null {
	const high = bytes.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0);
	if (high * 5 < bytes.length) return "windows-1252";
	try {
		const text = new TextDecoder("gb18030", { fatal: true }).decode(bytes);
		const han = [...text].filter((character) => /\p{Script=Han}/u.test(character)).length;
		return han * 3 > high ? "gb18030" : null;
	} catch {
		return null;
	}
}
