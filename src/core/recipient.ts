/** A postcode as shops and readers write it, with the country where that is known. */
export interface WrittenPostcode {
	readonly postcode: string;
	/** ISO 3166-1, two capitals. */
	readonly country: string | null;
}

// A country's letters before the figures, as on envelopes: DK-8000, D 04109, FIN-00100. Not Malta's VLT 1117.
const COUNTRY_BEFORE = /^(?:[A-Z]{1,2}|FIN)[\s-]+(?=\d{3})/;
const FEWEST_CHARACTERS = 3;

/**
 * A postcode as it is compared: capitals and figures, without blanks, signs and the letters of the country. Empty for what
 * can be nobody's: shops write zeros for countries that have no postcodes.
 */
export function postcodeKey({ postcode, country }: WrittenPostcode): string {
	if (postcode.includes("@")) return "";
	const written = plainSigns(postcode).toUpperCase().trim();
	const own = country !== null && written.startsWith(country) ? written.slice(country.length) : "";
	const bare = /^[\s-]*\d/.test(own) ? own : written.replace(COUNTRY_BEFORE, "");
	const isAmerican = /^\s*\d{5}-\d{4}\s*$/.test(bare) || (country === "US" && /^\s*\d{9}\s*$/.test(bare));
	const key = bare.replace(/[^\p{L}\p{N}]/gu, "").slice(0, isAmerican ? 5 : undefined);
	return key.length < FEWEST_CHARACTERS || /^0+$/.test(key) ? "" : key;
}

/** An address of e-mail as it is compared: mail servers that tell capitals apart are not met. Empty for what is none. */
export function emailKey(written: string): string {
	const address = written.normalize("NFKC").trim().toLowerCase();
	return /^[^\s@]+@[^\s@]+$/.test(address) ? address : "";
}

/** For whoever knows it: `m•••@s•••.example`. Of what is no address, empty. */
export function maskedAddress(address: string): string {
	const [, name = "", host = "", end = ""] = /^(.)[^@]*@(.)[^@]*?(\.[^@.]+)?$/u.exec(address.trim()) ?? [];
	return name === "" ? "" : `${name}•••@${host}•••${end}`;
}

/** Letters and figures of full width and the figures of every script as ASCII has them, all hyphens as one. */
export function plainSigns(text: string): string {
	return text
		.normalize("NFKC")
		.replace(/\p{Nd}/gu, figureOf)
		.replace(/[\u2010-\u2015\u2212]/g, "-");
}

// Unicode gives the ten figures of a script ten places in a row.
function figureOf(figure: string): string {
	const place = figure.codePointAt(0) ?? 0;
	let worth = 0;
	while (worth < 9 && /\p{Nd}/u.test(String.fromCodePoint(place - worth - 1))) worth++;
	return String(worth);
}
