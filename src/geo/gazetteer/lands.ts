import { plainTable } from "./plain-table.ts";

/** Lands that carriers write under another country's name too. */
const BELONGS_TO = plainTable<string>({
	PR: "US",
	GU: "US",
	VI: "US",
	AS: "US",
	MP: "US",
	HK: "CN",
	MO: "CN",
	TW: "CN",
	GP: "FR",
	MQ: "FR",
	GF: "FR",
	RE: "FR",
	YT: "FR",
	PM: "FR",
	BL: "FR",
	MF: "FR",
	NC: "FR",
	PF: "FR",
	WF: "FR",
	JE: "GB",
	GG: "GB",
	IM: "GB",
	GI: "GB",
	AX: "FI",
	FO: "DK",
	GL: "DK",
	SJ: "NO",
	AW: "NL",
	CW: "NL",
	SX: "NL",
	BQ: "NL",
	XK: "RS",
	EH: "MA",
});

export function isWithin(country: string, wanted: string): boolean {
	return country === wanted || BELONGS_TO[country] === wanted;
}

/** The lands that are written under a country's name. */
export function landsOf(country: string): readonly string[] {
	return Object.keys(BELONGS_TO).filter((land) => BELONGS_TO[land] === country);
}
