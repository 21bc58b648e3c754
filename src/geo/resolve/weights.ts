/** What each piece of evidence is worth. Tuned together on labelled texts: change one, then score all again. */

/** A tenfold population: London of England before London of Ohio, but never against a state or a postcode. */
export const PER_TENFOLD_PEOPLE = 0.75;
/** People of a place whom nobody counted: about a village. */
export const UNCOUNTED_PEOPLE = 150;

/** Nobody lives there, and everybody knows it: Heathrow is no suburb of Orlando. */
export const PEOPLE_OF_AIRPORT = 50_000;

/** A country that fills its own part of the text leaves little doubt. */
export const COUNTRY_NAME_ALONE = 3.2;
/** At the end of a part: `Bergamo Italy`. */
export const COUNTRY_NAME_LAST = 2.4;
/** At the beginning, where it may be half of a town's name: `Mexico City`, `Panama City Beach`. */
export const COUNTRY_NAME_FIRST = 1.2;
/** Two letters alone are a country, unless a state bears them too. */
export const COUNTRY_CODE_ALONE = 2.6;
export const COUNTRY_CODE_LAST = 2;
/** `DE Pohlheim`, but also `La Paz` and `De Bilt`. */
export const COUNTRY_CODE_FIRST = 1.6;
/** Three letters alone; many are airports too. */
export const COUNTRY_ALPHA3_ALONE = 2.8;
export const COUNTRY_ALPHA3_LAST = 1.5;

/** Three letters that are no ISO code: some language's word for a country, and many languages' word for else. */
export const COUNTRY_SHORT_NAME_LAST = 0.3;

/** State codes are part of every address in these countries, and known by heart. */
export const REGION_CODE_HOME = 2.5;
/** In front of everything a code is a country sooner: `DE Pohlheim`. */
export const REGION_CODE_FIRST = 1.2;
/** Elsewhere carriers seldom write them, and they look like countries and abbreviations. */
export const REGION_CODE_ABROAD = 1.5;
export const REGION_NAME_ALONE = 2;
/** Many regions are called as their capital is: little is proved by the last words of a part. */
export const REGION_NAME_LAST = 1.2;

/** A town that lies as near to the middle of a region may have been counted to it, or be by those who write. */
export const BORDER_KM = 70;
/** The middles of two halves of a city on both sides of a border lie no farther apart. */
export const HALF_OF_CITY_KM = 40;
/** One inside the region is meant before it, however small. */
export const TOWN_BEYOND_BORDER = -3;
/** A town of another region than the text names behind it. */
export const REGION_CONTRADICTED = -4;

/** A postcode of a country that something else speaks for. */
export const POSTCODE_CONFIRMED = 2.5;
/** A shape that only a country or two use: `1012 AB`, `SW1A 1AA`. */
export const POSTCODE_TELLING = 3;
/** Five digits may be anything. */
export const POSTCODE_BARE = 0.2;
/** Only the beginning of the code was known. */
export const POSTCODE_BEGINNING_SHARE = 0.6;

/** The carrier's own country field. */
export const COUNTRY_GIVEN = 2.5;
/** A land that belongs to it, and is as often written with its own code: Saint-Denis is in France before Réunion. */
export const COUNTRY_BELONGS = 2;
/** Réunion and Martinique have the saints of the mainland: they are meant where a postcode or the island's name says so. */
export const OVERSEAS_SAINT = -3;
/** A name alone in another country than the carrier's own field says: a city at least. */
export const COUNTRY_OTHER_THAN_GIVEN = -4.5;
/** The first of the likely countries; half of it for the second, a third for the third. */
export const COUNTRY_LIKELY = 1.2;
/** Next to another scan of the same parcel; falls to nothing at NEAR_FAR_KM. */
export const NEAR_KNOWN_SCAN = 1;
export const NEAR_FAR_KM = 1_500;
/** A country alone in the last part of the text is the country. */
export const COUNTRY_CONTRADICTED = -6;

/** All words of its part belong to the name. */
export const NAME_FILLS_PART = 3;
/** `Lewis Center` is a town before a centre in Lewis. */
export const NAME_FILLS_PART_WITH_FACILITY = 2.85;
/** A name within more words counts by its share of them, and a little less. */
export const NAME_WITHIN_SHARE = 0.8;
/** Two words that name one town do so seldom by chance: Novi Sad is no Novi in the SAD, the United States. */
export const NAME_PER_FURTHER_WORD = 0.4;
/** A bracket that makes the name another one was written for that: Frankfurt (Oder). */
export const NAME_ENDS_IN_BRACKET = 1.5;
/** Towns come first: `Memphis Gateway East`. */
export const NAME_NOT_FIRST = -0.3;
/** A village by a word out of many is chance, when neither state nor postcode speaks for it. */
export const VILLAGE_WITHIN_WORDS = -1.5;
export const VILLAGE_PEOPLE = 1_500;
/** A name in letters that the country writes: Бургас is no Burgos. */
export const HOME_SCRIPT = 1.5;
/** A city may be called as its country or region; a smaller town of that name is not meant. */
export const CITY_PEOPLE = 100_000;
/** Of two Zaragozas the one that gave its province the name is better known. */
export const SEAT_OF_REGION = 0.4;
/** California is no village of Maryland. */
export const TOWN_CALLED_AS_REGION = -1.5;
/** The Galápagos are no village of Spain. */
export const REGION_TIMES_VILLAGE = 10;
/** Three letters are seldom a town's whole name. */
export const NAME_OF_THREE_LETTERS = -1;
/** A town by the first half of an unknown name: there is a Peschiera besides Peschiera Borromeo. */
export const NAME_CUT_SHORT = -1;
export const NAME_CUT_SHORT_PEOPLE = 50_000;
/** An airport, when the text says that it is one. */
export const AIRPORT_TOLD = 2;
/** A street is called after the town it leads to. */
export const NAME_OF_A_STREET = -3;

/** A word of the same part that nothing explains. */
export const WORD_LEFT_IN_PART = -1.3;
/** A word of another part. */
export const WORD_LEFT_ELSEWHERE = -0.55;
/** Of a reading without a town, every word left says that one was named. */
export const WORD_LEFT_WITHOUT_TOWN = -1.2;
export const WORDS_LEFT_WITHOUT_TOWN_AT_MOST = -4;
/** A code alone in its part was written for a reason: as many words. */
export const BURDEN_OF_CODE = 2;
/** A reading that leaves a city unread has missed the point; by each tenfold over CITY_LEFT_PEOPLE. */
export const CITY_LEFT_UNREAD = -1;
export const CITY_LEFT_PEOPLE = 10_000;
/** Facility words, numbers and lone letters explain themselves; compass points nearly. */
export const SHARE_OF_SOFT_WORD = 0.3;
export const SHARE_OF_NUMBER = 0.15;
/** Addresses go from small to large, lists of towns from the one that matters. */
export const PER_PART_FROM_FIRST = -0.15;

export const POSTCODE_AGREES = 2.5;
export const POSTCODE_AGREES_KM = 60;
export const POSTCODE_OFF = -1.5;
export const POSTCODE_CONTRADICTS = -4;
export const POSTCODE_CONTRADICTS_KM = 120;
/** A town far from the text's postcode, in a reading that passes the postcode over. */
export const POSTCODE_IGNORED = -2.5;

/** Another name of the text lies close by: a district, an airport. */
export const NEIGHBOUR_NAMED = 1;
export const NEIGHBOUR_CODED = 1.5;
export const NEIGHBOUR_KM = 80;

/** An airport by its code, and each step of its size. */
export const AIRPORT_CODE = 1.2;
export const PER_AIRPORT_SIZE = 0.9;

/** Among other words three letters are a word: `waiting for`. A strip without flights is known by its code to nobody. */
export const CODE_WITHIN_WORDS = -3;
export const CODE_OF_A_STRIP = -3;
/** A UN/LOCODE or an office of exchange that fills its part. */
export const OFFICE_CODE = 4;

/** What a country, a region or a postcode weighs where a town would have its people. */
export const COUNTRY_AS_PLACE = 4;
export const POSTCODE_AS_PLACE = 5;
/** Regions have people too, but a town of that name is meant more often. */
export const REGION_AS_PLACE = -0.6;

/** A postcode whose area is wider places a parcel no better than its town or region. */
export const POSTCODE_RADIUS_KM = 20;
/** Nor does one wider than a town where the town is named. */
export const TOWN_RADIUS_KM = 8;

/** Answers below this are guesses. */
export const LEAST_SCORE = 2.2;
/** Two answers closer than this, and farther apart than RIVAL_KM, are both possible. */
export const RIVAL_MARGIN = 0.2;
export const RIVAL_KM = 60;
/** Of cities in several countries that bear a name, and nothing but the name said, one ten times as large is meant. */
export const RIVAL_TIMES_LARGE = 10;
export const RIVAL_LARGE_CITY_PEOPLE = 240_000;
/** Before smaller ones a city need not be so much larger: Birmingham is not in Alabama, but Lincoln may be in England. */
export const RIVAL_TIMES = 4;
export const RIVAL_CITY_PEOPLE = 90_000;
/** So much the parcel's other scans or its likely countries must add to make one of them meant. */
export const RIVAL_MARGIN_ABROAD = 1.15;
