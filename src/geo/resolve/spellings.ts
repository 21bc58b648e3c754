/** Other spellings of a name that nobody bears as it stands: words cut short, glued articles, adjectives. */
export function spellings(key: string): string[] {
	const found = new Set<string>();
	const long = key.replace(/[^ ]+/g, (word) => WRITTEN_OUT[word] ?? word);
	if (long !== key) found.add(long);
	if (HEBREW_PREFIX.test(key)) found.add(key.slice(1));
	if (ARABIC.test(key)) {
		const plain = key.replace(/^[وبل](?=ال)/, "");
		found.add(plain).add(plain.startsWith("ال") ? plain.slice(2) : `ال${plain}`);
	}
	const stem = key.match(/^(\p{Script=Cyrillic}{3,})ск(?:ий|ая|ое)$/u)?.[1];
	if (stem !== undefined) for (const end of ["ск", "ь", "а", ""]) found.add(stem + end);
	if (stem?.endsWith("ов")) found.add(stem.replace(/ов$/, "ва"));
	found.delete(key);
	return [...found];
}

/** Umlauts in two letters: `Nuernberg`, `Aarhus`. Only good for places where umlauts are written. */
export function withUmlauts(key: string): string | null {
	const spelled = key.replace(/([aou])e/g, "$1").replace(/aa/g, "a");
	return spelled === key ? null : spelled;
}

export const COUNTRIES_OF_UMLAUTS: ReadonlySet<string> = new Set(
	"DE AT CH LI LU SE FI AX NO DK FO EE TR HU NL IT FR".split(" "),
);

// In, from, to: one letter before the name.
const HEBREW_PREFIX = /^[בלמה](?=[\u05d0-\u05ea]{3})/;
const ARABIC = /^[\u0600-\u06ff]{3}/;

/** Cities that their people write by their initials. */
export const INITIALS: Readonly<Record<string, string>> = {
	hcm: "ho chi minh city",
	hcmc: "ho chi minh city",
	tphcm: "ho chi minh city",
	cdmx: "mexico city",
	nyc: "new york city",
	caba: "buenos aires",
	bcn: "barcelona",
	bsas: "buenos aires",
	sp: "sao paulo",
	bsb: "brasilia",
	spb: "st petersburg",
	msk: "moscow",
	мск: "москва",
	спб: "санкт петербург",
	екб: "екатеринбург",
	нск: "новосибирск",
	blr: "bengaluru",
	jhb: "johannesburg",
	cpt: "cape town",
	kl: "kuala lumpur",
	jb: "johor bahru",
	bkk: "bangkok",
	// The towns that Finland's post names in the genitive: Helsingin postikeskus.
	helsingin: "helsinki",
	vantaan: "vantaa",
	tampereen: "tampere",
	turun: "turku",
	oulun: "oulu",
	kuopion: "kuopio",
};

/** As `nameKey` leaves them: what it shortens itself stands short here. */
const WRITTEN_OUT: Readonly<Record<string, string>> = {
	n: "north",
	s: "south",
	e: "east",
	w: "west",
	no: "north",
	so: "south",
	spgs: "springs",
	spg: "spring",
	bch: "beach",
	vlg: "village",
	hls: "hills",
	pk: "park",
	lk: "lake",
	pt: "port",
	ptr: "pointe",
	crk: "creek",
	is: "island",
	vly: "valley",
	gdns: "gardens",
	grv: "grove",
	cty: "city",
	sta: "santa",
	gr: "greater",
	bd: "bad",
	stgo: "santiago",
	sao: "santo",
	gral: "general",
	cd: "ciudad",
};
