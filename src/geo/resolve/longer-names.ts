import { plainTable } from "../gazetteer/plain-table.ts";

/**
 * Names that begin with a name and go on as names of that country do: newcastle -> newcastle under lyme. Many are no
 * town's: each is only good where the text tells the region besides.
 */
export function longerNames(key: string, country: string): string[] {
	const before = (BEFORE[country] ?? []).map((word) => `${word} ${key}`);
	return [...before, ...(BEHIND[country] ?? []).map((words) => `${key} ${words}`)];
}

const BEFORE = plainTable<readonly string[]>({
	DE: ["bad", "markt", "neu"],
	GB: ["royal", "great", "little", "north", "south", "east", "west", "market", "kings", "bishops"],
});

const BEHIND = plainTable<readonly string[]>({
	GB: list(
		`under lyme|upon tyne|upon thames|upon trent|upon avon|upon severn|upon hull|upon medway|upon tweed|on thames|on trent
		on avon|on tees|on sea|on the naze|on the hill|on the solent|on spey|on wye|on stour|on tyne|in furness|in ashfield
		in makerfield|in arden|in craven|in holderness|in wharfedale|le street|le spring|le willows|le fylde|under edge
		super mare|next the sea|by the sea|regis|abbot|abbots|bassett|poges|mandeville|magna|parva|st mary|st peter
		st edmunds|st michael|spa|zouch|mowbray|norton|waltham|hill|town|village|city|bridge|heath|green|common|park`,
	),
	IE: list("on suir|on shannon|town|bridge|city"),
	DE: list(
		`am main|am rhein|am neckar|am inn|am see|am harz|am rubenberge|an der donau|an der oder|an der ruhr|an der saale
		an der aisch|an der weinstrasse|an der lahn|an der isar|an der ilm|an der elbe|an der weser|an der havel|an der leine
		an der spree|an der waldnaab|in holstein|in westfalen|in sachsen|in bayern|in oberfranken|in der oberpfalz
		im breisgau|im schwarzwald|im allgau|im taunus|im odenwald|bei coburg|ob der tauber|vor der hohe`,
	),
	AT: list("am inn|an der donau|an der ybbs|in tirol|im pongau|im innkreis|am see|am worthersee|an der thaya"),
	FR: list(
		`sur mer|sur seine|sur loire|sur saone|sur marne|sur oise|sur rhone|sur orge|sur lot|en laye|en provence|en bresse
		en gohelle|en velin|la foret|le roi|le grand|les bains|les mines|le comte|du rhone|aux roses|en barrois`,
	),
	ES: list(
		"de la frontera|de henares|de llobregat|del valles|de mar|de ebro|del rio|de san juan|de la reina|de los caballeros",
	),
	IT: list("sul naviglio|di sotto|di sopra|marittima|terme|superiore|inferiore|milanese|torinese|veneto|romagna"),
	NL: list("aan zee|aan den rijn|aan de ijssel|op zoom|noord|zuid"),
	US: list("city|heights|springs|beach|park|township|village|falls|lake|hills"),
	CA: list("city|lake|falls|river|beach"),
});

function list(words: string): string[] {
	return words.split(/[|\n]/u).map((one) => one.trim());
}
