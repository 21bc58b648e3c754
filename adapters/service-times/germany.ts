import { europe } from "./regions.ts";
import { documented, type StatedService, secondHand, services } from "./stated-service.ts";

/** Of DHL's own list of what a parcel takes to each country. */
const dhlCountries = secondHand("https://wolfmarkt.de/Lieferzeit:_:10.html");
const dhlAtHome = secondHand(
	"https://www.finanzen.net/nachricht/geld-karriere-lifestyle/so-schnell-kann-es-gehen-das-sind-die-lieferzeiten-von-dhl-regellaufzeit-von-ein-bis-zwei-werktagen-9281583",
);
const dhlExpressAtHome = secondHand("https://www.paketda.de/wissen/dhl-express.html");
const dhlAbroad = secondHand("https://eatsip365.com/estimated-dhl-international-shipping-times");

const paket = ["paket", "dhl paket", "paeckchen", "packchen", "v01pak", "v62kp", "parcel de", "warenpost"];
const paketAbroad = ["paket international", "dhl paket international", "v53wpak", "v53pak", "paket"];

function dhlPaket(carrier: string): readonly StatedService[] {
	return [
		...services(carrier, "DE", dhlAtHome, [["domestic", [1, 2], "working", paket]]),
		...services(carrier, "DE", dhlCountries, [
			[{ to: ["AT", "BE", "NL"] }, [5, 5], "working", paketAbroad],
			[{ to: "CZ DK FR GB HR HU IT LU PL SE SI SK".split(" ") }, [6, 6], "working", paketAbroad],
			[{ to: "CH EE FI IE LI LT LV MC RO".split(" ") }, [7, 7], "working", paketAbroad],
			[{ to: ["BG", "ES", "MT", "PT"] }, [8, 9], "working", paketAbroad],
			[{ to: ["AD", "CY", "GR", "ME", "NO", "RS", "UA"] }, [10, 14], "working", paketAbroad],
			[{ to: ["BA", "IS", "MD"] }, [15, 19], "working", paketAbroad],
			[{ to: ["CA", "JP", "KR", "US"] }, [11, 15], "working", paketAbroad],
			[{ to: ["AR", "CN", "HK", "IN"] }, [16, 17], "working", paketAbroad],
			[{ to: ["BR"] }, [21, 21], "working", paketAbroad],
			[{ to: ["AU"] }, [43, 43], "working", paketAbroad],
		]),
	];
}

function dhlExpress(carrier: string): readonly StatedService[] {
	return [
		...services(carrier, "DE", dhlExpressAtHome, [
			["domestic", [1, 1], "working", ["express", "express easy", "domestic express"]],
		]),
		...services(carrier, null, dhlAbroad, [["international", [1, 3], "working", ["express", "express worldwide"]]]),
	];
}

const hermes: readonly StatedService[] = [
	...services("hermes-de", "DE", secondHand("https://www.onlinemarktplatz.de/248691/weihnachtspakete-fristen/"), [
		["domestic", [1, 2], "working", null],
	]),
	...services("hermes-de", "DE", secondHand("https://www.smileypack.de/lexikon/hermes-lieferzeiten"), [
		["international", [4, 7], "calendar", null],
	]),
];

const glsCountries = documented("https://gls-group.eu/AT/de/faq-regelmaessiger-versand");

function gls(carrier: string): readonly StatedService[] {
	return [
		...services(carrier, "AT", glsCountries, [
			["domestic", [1, 1], "working", null],
			[{ to: "BE CH CZ DE DK HR HU LU NL RO SI SK".split(" ") }, [1, 2], "working", null],
			[{ to: europe }, [3, 4], "working", null],
		]),
		...services(carrier, "DE", documented("https://www.gls-pakete.de/en/glossary"), [
			["domestic", [1, 1], "working", null],
		]),
		...services(
			carrier,
			"DE",
			secondHand("https://posttip.de/pakete/artikel/paketversand-zu-weihnachten/fristen-fuer-den-versand"),
			[[{ to: europe }, [1, 4], "working", null]],
		),
		...services(carrier, "LU", documented("https://gls-group.eu/LU/de/paketzustellung"), [
			["domestic", [1, 1], "working", null],
		]),
	];
}

/** Carriers at home in Germany, and what they carry from its neighbours. */
export const germany: readonly StatedService[] = [
	...dhlPaket("dhl-parcel-de"),
	...dhlPaket("dhl"),
	...dhlExpress("dhl"),
	...dhlExpress("dhl-express"),
	...services("dhl", null, dhlAbroad, [["international", [5, 12], "working", ["packet international"]]]),
	...hermes,
	...services("dpd", "DE", documented("https://www.dpd.com/de/en/support/faq/versenden/"), [
		["domestic", [1, 2], "working", ["classic", "dpd classic", "normal paket"]],
	]),
	...services("dpd", "DE", secondHand("https://practical-tips.com/?p=120433"), [
		["domestic", [1, 1], "working", ["express", "dpd express"]],
	]),
	...gls("gls"),
	...gls("gls-pakstat"),
];
