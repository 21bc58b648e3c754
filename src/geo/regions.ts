/**
 * The zone of a state or province where one zone holds more than 98 in 100 of its people, else null. A region is
 * named by its postal code or by its name: `NY`, `New York`, `Queensland`.
 */
export function zoneOfRegion(country: string, region: string): string | null {
	const regions = Object.hasOwn(REGIONS, country) ? REGIONS[country] : undefined;
	return regions?.get(fold(region)) ?? null;
}

// Sao Paulo and São Paulo, N.S.W. and NSW: carriers write all of them.
function fold(region: string): string {
	return region
		.normalize("NFD")
		.replace(/[\p{M}.]/gu, "")
		.trim()
		.replace(/\s+/gu, " ")
		.toUpperCase();
}

function table(rows: readonly (readonly [code: string, name: string, zone: string])[]): ReadonlyMap<string, string> {
	return new Map(
		rows.flatMap(([code, name, zone]) => [
			[fold(code), zone],
			[fold(name), zone],
		]),
	);
}

const EASTERN = "America/New_York";
const CENTRAL = "America/Chicago";
const MOUNTAIN = "America/Denver";
const PACIFIC = "America/Los_Angeles";
const BRASILIA = "America/Sao_Paulo";
const NORTH_EAST = "America/Fortaleza";

// Not here, because a second zone holds too many people: Florida, Idaho, Indiana, Kentucky, Nebraska, North and
// South Dakota, Tennessee, Texas; British Columbia, Newfoundland and Labrador, Nunavut; Amazonas.
const REGIONS: Readonly<Record<string, ReadonlyMap<string, string>>> = {
	US: table([
		["AK", "Alaska", "America/Anchorage"],
		["AL", "Alabama", CENTRAL],
		["AR", "Arkansas", CENTRAL],
		["AZ", "Arizona", "America/Phoenix"],
		["CA", "California", PACIFIC],
		["CO", "Colorado", MOUNTAIN],
		["CT", "Connecticut", EASTERN],
		["DC", "District of Columbia", EASTERN],
		["DE", "Delaware", EASTERN],
		["GA", "Georgia", EASTERN],
		["HI", "Hawaii", "Pacific/Honolulu"],
		["IA", "Iowa", CENTRAL],
		["IL", "Illinois", CENTRAL],
		["KS", "Kansas", CENTRAL],
		["LA", "Louisiana", CENTRAL],
		["MA", "Massachusetts", EASTERN],
		["MD", "Maryland", EASTERN],
		["ME", "Maine", EASTERN],
		["MI", "Michigan", "America/Detroit"],
		["MN", "Minnesota", CENTRAL],
		["MO", "Missouri", CENTRAL],
		["MS", "Mississippi", CENTRAL],
		["MT", "Montana", MOUNTAIN],
		["NC", "North Carolina", EASTERN],
		["NH", "New Hampshire", EASTERN],
		["NJ", "New Jersey", EASTERN],
		["NM", "New Mexico", MOUNTAIN],
		["NV", "Nevada", PACIFIC],
		["NY", "New York", EASTERN],
		["OH", "Ohio", EASTERN],
		["OK", "Oklahoma", CENTRAL],
		["OR", "Oregon", PACIFIC],
		["PA", "Pennsylvania", EASTERN],
		["PR", "Puerto Rico", "America/Puerto_Rico"],
		["RI", "Rhode Island", EASTERN],
		["SC", "South Carolina", EASTERN],
		["UT", "Utah", MOUNTAIN],
		["VA", "Virginia", EASTERN],
		["VI", "Virgin Islands", "America/St_Thomas"],
		["VT", "Vermont", EASTERN],
		["WA", "Washington", PACIFIC],
		["WI", "Wisconsin", CENTRAL],
		["WV", "West Virginia", EASTERN],
		["WY", "Wyoming", MOUNTAIN],
	]),
	CA: table([
		["AB", "Alberta", "America/Edmonton"],
		["MB", "Manitoba", "America/Winnipeg"],
		["NB", "New Brunswick", "America/Moncton"],
		["NS", "Nova Scotia", "America/Halifax"],
		["NT", "Northwest Territories", "America/Edmonton"],
		["ON", "Ontario", "America/Toronto"],
		["PE", "Prince Edward Island", "America/Halifax"],
		["QC", "Quebec", "America/Toronto"],
		["SK", "Saskatchewan", "America/Regina"],
		["YT", "Yukon", "America/Whitehorse"],
	]),
	AU: table([
		["ACT", "Australian Capital Territory", "Australia/Sydney"],
		["NSW", "New South Wales", "Australia/Sydney"],
		["NT", "Northern Territory", "Australia/Darwin"],
		["QLD", "Queensland", "Australia/Brisbane"],
		["SA", "South Australia", "Australia/Adelaide"],
		["TAS", "Tasmania", "Australia/Hobart"],
		["VIC", "Victoria", "Australia/Melbourne"],
		["WA", "Western Australia", "Australia/Perth"],
	]),
	BR: table([
		["AC", "Acre", "America/Rio_Branco"],
		["AL", "Alagoas", "America/Maceio"],
		["AP", "Amapá", "America/Belem"],
		["BA", "Bahia", "America/Bahia"],
		["CE", "Ceará", NORTH_EAST],
		["DF", "Distrito Federal", BRASILIA],
		["ES", "Espírito Santo", BRASILIA],
		["GO", "Goiás", BRASILIA],
		["MA", "Maranhão", NORTH_EAST],
		["MG", "Minas Gerais", BRASILIA],
		["MS", "Mato Grosso do Sul", "America/Campo_Grande"],
		["MT", "Mato Grosso", "America/Cuiaba"],
		["PA", "Pará", "America/Belem"],
		["PB", "Paraíba", NORTH_EAST],
		["PE", "Pernambuco", "America/Recife"],
		["PI", "Piauí", NORTH_EAST],
		["PR", "Paraná", BRASILIA],
		["RJ", "Rio de Janeiro", BRASILIA],
		["RN", "Rio Grande do Norte", NORTH_EAST],
		["RO", "Rondônia", "America/Porto_Velho"],
		["RR", "Roraima", "America/Boa_Vista"],
		["RS", "Rio Grande do Sul", BRASILIA],
		["SC", "Santa Catarina", BRASILIA],
		["SE", "Sergipe", "America/Maceio"],
		["SP", "São Paulo", BRASILIA],
		["TO", "Tocantins", "America/Araguaina"],
	]),
};
