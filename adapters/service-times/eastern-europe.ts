import { europeanUnion } from "./regions.ts";
import { documented, type StatedService, secondHand, services } from "./stated-service.ts";

/** Carriers of Poland, the Baltic and the lands east of them. */
export const easternEurope: readonly StatedService[] = [
	...services("inpost", "PL", documented("https://inpost.pl/en/for-you/shipments/paczkomaty"), [
		[
			"domestic",
			[1, 2],
			"working",
			["paczkomat", "paczkomaty", "paczkomat standard", "inpost locker standard", "locker standard"],
		],
	]),
	...services("inpost", "PL", documented("https://inpost.pl/en/for-you/shipments/courier/courier-delivery-to-12-p-m"), [
		["domestic", [1, 1], "working", ["courier express 1200", "courier delivery to 12 pm"]],
	]),
	...services("inpost", "PL", secondHand("https://www.sendit.pl/artykul/terminy-doreczen-przesylek"), [
		["domestic", [1, 2], "working", ["courier standard", "kurier", "kurier standard"]],
	]),
	...services("dpd", "PL", secondHand("https://www.sendit.pl/artykul/terminy-doreczen-przesylek"), [
		["domestic", [1, 3], "working", null],
	]),
	...services(
		"dhl-poland",
		"PL",
		secondHand("https://furgonetka.pl/pomoc/252,jaki_jest_czas_dostarczenia_przesylki_krajowej?lang=en_GB"),
		[["domestic", [1, 2], "working", null]],
	),
	...services("ups", "PL", secondHand("https://www.sendit.pl/artykul/terminy-doreczen-przesylek"), [
		["domestic", [1, 1], "working", ["standard", "11"]],
	]),
	...services("fedex", "PL", secondHand("https://www.sendit.pl/artykul/terminy-doreczen-przesylek"), [
		["domestic", [1, 1], "working", null],
	]),
	...services(
		"poczta-polska",
		"PL",
		documented("https://www.poczta-polska.pl/paczki-i-listy/wysylka/paczki/paczka-48/"),
		[["domestic", [1, 2], "working", ["paczka 48", "paczka48"]]],
	),
	...services("poczta-polska", "PL", secondHand("http://pp.foundtt.com/sledzenie-pocztex.php?l=pl"), [
		["domestic", [1, 1], "working", ["pocztex ekspres 24", "ekspres 24"]],
		["domestic", [1, 2], "working", ["pocztex kurier 48", "kurier 48"]],
	]),
	...services("dpd", "LT", documented("http://www.dpd.lt/en/main/shipping/delivery-terms/to-europe-countries"), [
		[{ to: ["LV"] }, [1, 1], "working", ["classic"]],
		[{ to: ["EE"] }, [1, 2], "working", ["classic"]],
		[{ to: ["PL"] }, [2, 3], "working", ["classic"]],
		[{ to: ["FI"] }, [2, 4], "working", ["classic"]],
		[{ to: ["DE", "SE"] }, [3, 4], "working", ["classic"]],
		[{ to: ["AT", "BE", "CH", "CZ", "DK", "FR", "HR", "HU", "LU", "NL", "SI", "SK"] }, [4, 4], "working", ["classic"]],
		[{ to: ["ES", "GB", "IE", "IT"] }, [4, 5], "working", ["classic"]],
		[{ to: ["PT", "RO"] }, [5, 6], "working", ["classic"]],
		[{ to: ["BG", "IS", "NO"] }, [5, 7], "working", ["classic"]],
		[{ to: ["GR"] }, [7, 8], "working", ["classic"]],
		[{ to: ["BA", "RS"] }, [6, 10], "working", ["classic"]],
	]),
	...services("nova-post", "PL", documented("https://novapost.com/uk-pl/delivery-terms/index.html"), [
		["domestic", [1, 5], "working", null],
	]),
	...services("nova-post", "UA", secondHand("https://mycharm.com.ua/delivery"), [
		["domestic", [1, 3], "working", null],
	]),
	...services(
		"tnt",
		"EE",
		secondHand("https://vdocuments.site/zoning-services-transit-times-tnt-express-a-dam-a-tntexpressmedia-a.html"),
		[
			[{ to: europeanUnion }, [1, 4], "working", ["express", "express 15n", "global express"]],
			[{ to: europeanUnion }, [2, 6], "working", ["economy express", "economy", "48n"]],
		],
	),
];
