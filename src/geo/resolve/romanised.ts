/**
 * A name in Latin letters as maps write it, where its own letters are in no list: `шереметьево` -> `sheremetyevo`,
 * `원주` -> `wonju`. Empty for other scripts. Takes and gives what `nameKey` makes.
 */
export function romanised(key: string): string[] {
	if (HANGUL.test(key)) return [key.replace(/[가-힣]+/gu, fromHangul)];
	if (!CYRILLIC.test(key)) return [];
	const russian = spelt(key, RUSSIAN);
	const found = [russian, russian.replace(/iy(?= |$)/g, "y")];
	if (UKRAINIAN_ONLY.test(key)) found.unshift(spelt(key, UKRAINIAN));
	return [...new Set(found)];
}

const HANGUL = /^[가-힣]{2,}(?: [가-힣]+)*$/u;
const CYRILLIC = /^[\p{Script=Cyrillic} ]{4,}$/u;
const UKRAINIAN_ONLY = /[іїєґ]/u;

const INITIALS = "g kk n d tt r m b pp s ss . j jj ch k t p h".split(" ");
const VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" ");
const FINALS = ". k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" ");
/** Before a vowel a final consonant is said as it stands. */
const FINALS_BEFORE_VOWEL: Readonly<Record<string, string>> = { k: "g", t: "d", p: "b", l: "r" };
const FIRST_SYLLABLE = 0xac00;

// The Revised Romanisation, but for the sounds that change two syllables at once.
function fromHangul(syllables: string): string {
	let latin = "";
	let final = "";
	for (const syllable of syllables) {
		const number = syllable.charCodeAt(0) - FIRST_SYLLABLE;
		const initial = INITIALS[Math.floor(number / (21 * 28))] ?? "";
		const vowel = VOWELS[Math.floor(number / 28) % 21] ?? "";
		if (initial === ".") latin += (FINALS_BEFORE_VOWEL[final] ?? final) + vowel;
		else if (initial === "r" && final === "l") latin += `ll${vowel}`;
		else latin += final + initial + vowel;
		final = FINALS[number % 28] ?? "";
		if (final === ".") final = "";
	}
	return latin + final;
}

function spelt(key: string, letters: ReadonlyMap<string, string>): string {
	return key
		.replace(/(?<=^|[ аеёиоуыэюяіїєьъ])е/gu, "ye")
		.replace(/\p{Script=Cyrillic}/gu, (letter) => letters.get(letter) ?? letter);
}

// й stands as и here: `nameKey` folds it.
const RUSSIAN = lettersOf(
	"а a б b в v г g д d е e ж zh з z и i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ы y э e ю yu я ya і i ї yi є ye ґ g ј j љ lj њ nj ћ c ђ dj џ dz",
	"ь ъ",
);
const UKRAINIAN: ReadonlyMap<string, string> = new Map([...RUSSIAN, ["г", "h"], ["и", "y"]]);

function lettersOf(pairs: string, silent: string): ReadonlyMap<string, string> {
	const words = pairs.split(" ");
	const map = new Map(silent.split(" ").map((letter): [string, string] => [letter, ""]));
	for (let at = 0; at < words.length; at += 2) map.set(words[at] ?? "", words[at + 1] ?? "");
	return map;
}
