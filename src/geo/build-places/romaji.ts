/** Kana in Latin letters as maps of Japan write them, long vowels short: `ｲﾁｶﾜｼ` -> `ichikawashi`, `ﾄｳｷｮｳﾄ` -> `tokyoto`. */
export function romaji(kana: string): string {
	const letters = kana.normalize("NFKC").match(/.[ャュョ]?/gu);
	return (letters ?? [])
		.map((letter) => SYLLABLES.get(letter) ?? [...letter].map((one) => SYLLABLES.get(one) ?? "").join(""))
		.join("")
		.replace(/\*(?=c)/g, "t")
		.replace(/\*(.)/g, "$1$1")
		.replace(/o[ou]/g, "o")
		.replace(/uu/g, "u");
}

const ROWS = `
ア a イ i ウ u エ e オ o カ ka キ ki ク ku ケ ke コ ko サ sa シ shi ス su セ se ソ so タ ta チ chi ツ tsu テ te ト to
ナ na ニ ni ヌ nu ネ ne ノ no ハ ha ヒ hi フ fu ヘ he ホ ho マ ma ミ mi ム mu メ me モ mo ヤ ya ユ yu ヨ yo
ラ ra リ ri ル ru レ re ロ ro ワ wa ヲ o ン n ッ * ガ ga ギ gi グ gu ゲ ge ゴ go ザ za ジ ji ズ zu ゼ ze ゾ zo
ダ da ヂ ji ヅ zu デ de ド do バ ba ビ bi ブ bu ベ be ボ bo パ pa ピ pi プ pu ペ pe ポ po ヴ bu
キャ kya キュ kyu キョ kyo シャ sha シュ shu ショ sho チャ cha チュ chu チョ cho ニャ nya ニュ nyu ニョ nyo
ヒャ hya ヒュ hyu ヒョ hyo ミャ mya ミュ myu ミョ myo リャ rya リュ ryu リョ ryo ギャ gya ギュ gyu ギョ gyo
ジャ ja ジュ ju ジョ jo ビャ bya ビュ byu ビョ byo ピャ pya ピュ pyu ピョ pyo
`;

const SYLLABLES: ReadonlyMap<string, string> = new Map(
	[...ROWS.matchAll(/(\S+) (\S+)/g)].map(([, kana = "", latin = ""]): readonly [string, string] => [kana, latin]),
);
