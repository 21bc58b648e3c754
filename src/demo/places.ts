/** Where something happens on a journey, whatever the route. */
export type Stop = "seller" | "origin" | "hub" | "gateway" | "transit" | "border" | "depot" | "point" | "door";

export interface DemoPlace {
	readonly text: string;
	readonly country: string;
	readonly postcode?: string;
	readonly lat: number;
	readonly lng: number;
	readonly zone: string;
	/** Where things are fetched. */
	readonly counter?: DemoCounter;
}

export interface DemoCounter {
	readonly shop: string;
	readonly address: string;
	readonly hours: readonly string[];
}

export interface Route extends Readonly<Record<Stop, DemoPlace>> {
	/** Who brings it; the numbers are kept free for films and books. */
	readonly courier: { readonly name: string; readonly phone: string };
}

function place(text: string, country: string, lat: number, lng: number, zone: string, postcode?: string): DemoPlace {
	return { text, country, lat, lng, zone, ...(postcode && { postcode }) };
}

function counter(at: DemoPlace, shop: string, address: string, ...hours: readonly string[]): DemoPlace {
	return { ...at, counter: { shop, address, hours } };
}

const BERLIN = "Europe/Berlin";
const CHICAGO = "America/Chicago";
const PARIS = "Europe/Paris";
const SHANGHAI = "Asia/Shanghai";

const leipzig = place("Leipzig hub", "DE", 51.4239, 12.2364, BERLIN);
const liege = place("Liège hub", "BE", 50.6374, 5.4432, "Europe/Brussels");
const shenzhen = place("Shenzhen Bao'an", "CN", 22.555, 113.883, SHANGHAI);
const hongKong = place("Hong Kong gateway", "HK", 22.308, 113.9185, "Asia/Hong_Kong");

/** Within one country: gateway, transit and border are sorting centres on the way. */
export const DOMESTIC: readonly [Route, ...Route[]] = [
	{
		seller: place("Hamburg", "DE", 53.5511, 9.9937, BERLIN, "20095"),
		origin: place("Hamburg Billbrook", "DE", 53.5271, 10.0862, BERLIN),
		hub: place("Kassel hub", "DE", 51.3127, 9.4797, BERLIN),
		gateway: place("Kassel hub", "DE", 51.3127, 9.4797, BERLIN),
		transit: place("Nürnberg sorting centre", "DE", 49.4521, 11.0767, BERLIN),
		border: place("Nürnberg sorting centre", "DE", 49.4521, 11.0767, BERLIN),
		depot: counter(
			place("München Moosach", "DE", 48.1786, 11.5113, BERLIN),
			"Depot München Moosach",
			"Gleisweg 7, 80992 München",
			"Mo-Fr 07:00-20:00",
			"Sa 08:00-14:00",
		),
		point: counter(
			place("München, Rotkreuzplatz", "DE", 48.1527, 11.5331, BERLIN, "80634"),
			"Kiosk am Rotkreuzplatz",
			"Rotkreuzplatz 3a, 80634 München",
			"Mo-Fr 08:00-19:00",
			"Sa 09:00-16:00",
		),
		courier: { name: "Toni Muster", phone: "+49 89 99998142" },
		door: place("München", "DE", 48.1372, 11.5755, BERLIN, "80331"),
	},
	{
		seller: place("Memphis, TN", "US", 35.1495, -90.049, CHICAGO, "38103"),
		origin: place("Memphis, TN", "US", 35.0424, -89.9767, CHICAGO),
		hub: place("St. Louis, MO", "US", 38.627, -90.1994, CHICAGO),
		gateway: place("St. Louis, MO", "US", 38.627, -90.1994, CHICAGO),
		transit: place("Springfield, IL", "US", 39.7817, -89.6501, CHICAGO),
		border: place("Springfield, IL", "US", 39.7817, -89.6501, CHICAGO),
		depot: counter(
			place("Chicago, IL", "US", 41.8369, -87.6847, CHICAGO),
			"Chicago South Depot",
			"2900 Sample Avenue, Chicago, IL 60608",
			"Mon-Sat 7 am - 8 pm",
		),
		point: counter(
			place("Chicago, IL", "US", 41.9103, -87.6773, CHICAGO, "60622"),
			"Corner Store on Damen",
			"1600 Sample Street, Chicago, IL 60622",
			"Mon-Fri 8 am - 9 pm",
			"Sat-Sun 9 am - 6 pm",
		),
		courier: { name: "Robin Doe", phone: "+1 312 555 0142" },
		door: place("Chicago, IL", "US", 41.8827, -87.6233, CHICAGO, "60602"),
	},
];

/** Between countries: the gateway is in the seller's, the border office in the buyer's. */
export const CROSS_BORDER: readonly [Route, ...Route[]] = [
	{
		seller: place("Shenzhen", "CN", 22.5431, 114.0579, SHANGHAI),
		origin: shenzhen,
		hub: hongKong,
		gateway: hongKong,
		transit: leipzig,
		border: place("Billund", "DK", 55.7403, 9.1518, "Europe/Copenhagen"),
		depot: counter(
			place("Aarhus terminal", "DK", 56.1881, 10.1283, "Europe/Copenhagen"),
			"Aarhus terminal",
			"Prøvevej 12, 8200 Aarhus N",
			"man-fre 07.00-19.00",
		),
		point: counter(
			place("Aarhus, Bruuns Galleri", "DK", 56.1496, 10.2047, "Europe/Copenhagen", "8000"),
			"Kiosken ved banegården",
			"Prøvegade 4, 8000 Aarhus C",
			"man-fre 08.00-20.00",
			"lør-søn 10.00-17.00",
		),
		courier: { name: "Kim Prøve", phone: "+44 7700 900142" },
		door: place("Aarhus", "DK", 56.1629, 10.2039, "Europe/Copenhagen", "8000"),
	},
	{
		seller: place("Dongguan", "CN", 23.0207, 113.7518, SHANGHAI),
		origin: shenzhen,
		hub: hongKong,
		gateway: hongKong,
		transit: liege,
		border: place("Paris Charles de Gaulle", "FR", 49.0097, 2.5479, PARIS),
		depot: counter(
			place("Lyon Corbas", "FR", 45.6674, 4.9019, PARIS),
			"Agence Lyon Corbas",
			"9 rue de l'Exemple, 69960 Corbas",
			"lun-ven 08:00-18:30",
		),
		point: counter(
			place("Lyon, Part-Dieu", "FR", 45.7605, 4.8596, PARIS, "69003"),
			"Tabac de la gare",
			"5 rue de l'Exemple, 69003 Lyon",
			"lun-ven 07:30-19:30",
			"sam 09:00-18:00",
		),
		courier: { name: "Camille Exemple", phone: "+33 6 39 98 01 42" },
		door: place("Lyon", "FR", 45.764, 4.8357, PARIS, "69002"),
	},
];
