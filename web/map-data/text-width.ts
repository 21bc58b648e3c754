// Signs as wide as they are high: of Chinese, Japanese and Korean, and faces.
const WIDE =
	/[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Extended_Pictographic}\u3000-\u303f\uff01-\uff60]/u;

/** How wide a name is about, counted in Latin letters, each a little over half as wide as high. */
export function lettersWide(text: string): number {
	return [...text].reduce((sum, sign) => sum + (WIDE.test(sign) ? 1.9 : 1), 0);
}
