import { documented, type StatedService, secondHand, services } from "./stated-service.ts";

/** Carriers of the Nordic countries. */
export const nordics: readonly StatedService[] = [
	...services("postnord", "SE", documented("https://www.postnord.se/en/sending/parcels-business/mypack-collect"), [
		["domestic", [1, 1], "working", ["mypack collect", "mypack"]],
		["international", [2, 6], "working", ["mypack collect", "mypack"]],
	]),
	...services("postnord", "SE", secondHand("https://shipit.se/transportorer/postnord"), [
		["domestic", [1, 5], "working", ["home", "mypack home"]],
		[{ to: ["EE", "LT", "LV"] }, [1, 4], "working", ["home", "mypack home"]],
		[{ to: ["FI"] }, [2, 4], "working", ["home", "mypack home"]],
		[{ to: ["DE", "DK"] }, [1, 5], "working", ["home", "mypack home"]],
		[{ to: ["AT", "BE", "CZ", "LU", "NL", "NO", "PL"] }, [2, 6], "working", ["home", "mypack home"]],
		[{ to: ["FR", "HU", "SI", "SK"] }, [3, 6], "working", ["home", "mypack home"]],
		[{ to: ["ES", "GB", "IE", "IT"] }, [4, 6], "working", ["home", "mypack home"]],
		[{ to: ["HR", "PT"] }, [5, 6], "working", ["home", "mypack home"]],
	]),
	...services("postnord", "NO", secondHand("https://support.mystore.no/no-no/knowledge/varebrev-mystore-home-small"), [
		["domestic", [1, 2], "working", ["mypack home small"]],
	]),
	...services(
		"bring",
		"NO",
		documented(
			"https://www.bring.no/en/terms-and-conditions/terms-and-conditions-for-collection-at-the-post-office-climate-neutral-service-parcel",
		),
		[
			[
				"domestic",
				[1, 5],
				"working",
				["servicepakke", "service parcel", "pakke til hentested", "pickup parcel", "5800"],
			],
		],
	),
	...services(
		"bring",
		"NO",
		documented("https://www.bring.no/en/terms-and-conditions/terms-conditions-home-delivery-parcel"),
		[["domestic", [1, 3], "working", ["home delivery parcel", "pakke levert hjem", "5600"]]],
	),
	...services("bring", "NO", documented("https://www.posten.no/en/receive/delivery-options-for-e-commerce"), [
		["domestic", [1, 3], "working", ["pick up at posten"]],
	]),
	...services("bring", "NO", documented("https://www.posten.no/vilkar/vilkar-norgespakke-neste-dag"), [
		["domestic", [1, 1], "working", ["norgespakke neste dag"]],
	]),
	...services(
		"posti",
		"FI",
		documented("https://www.posti.fi/en/for-businesses/send-and-buy/domestic-shipments/parcels/postal-parcel"),
		[["domestic", [1, 1], "working", ["postal parcel", "postipaketti"]]],
	),
	...services(
		"posti",
		"FI",
		documented("https://www.posti.fi/en/for-businesses/send-and-buy/domestic-shipments/parcels/smallparcel"),
		[["domestic", [2, 3], "working", ["small parcel", "pikkupaketti"]]],
	),
];
