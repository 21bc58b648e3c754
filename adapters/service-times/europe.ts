import { germany } from "./germany.ts";
import { europe as countriesOfEurope, europeanUnion, overseasFrance } from "./regions.ts";
import { assumed, documented, type StatedService, secondHand, services } from "./stated-service.ts";

const france: readonly StatedService[] = [
	...services(
		"la-poste",
		"FR",
		documented(
			"https://aide.laposte.fr/categorie/envoyer-et-receptionner-un-courrier-colis/receptionner-un-courrier-colis/reception-et-delais",
		),
		[
			["domestic", [2, 2], "working", ["colissimo", "colis"]],
			[{ to: ["MC"] }, [2, 2], "working", ["colissimo", "colis"]],
			[{ to: overseasFrance }, [11, 31], "calendar", ["colissimo", "colissimo om", "colissimo eco om"]],
			["international", [3, 8], "calendar", ["colissimo", "colissimo international"]],
		],
	),
	...services("la-poste", "FR", secondHand("https://www.soyuniq.com/shipping/"), [
		["domestic", [3, 3], "working", ["lettre verte", "lettre suivie"]],
	]),
	...services(
		"chronopost",
		"FR",
		documented(
			"http://www.laposte.fr/Professionnel/Vos-envois-de-colis/Envoyer-et-recevoir-des-colis-en-France/Chrono-13",
		),
		[["domestic", [1, 1], "working", ["chrono 13", "chrono 10"]]],
	),
	...services("chronopost", "FR", documented("https://www.chronopost.fr/fr/livraison/nos-offres/chrono-swap-relais"), [
		["domestic", [1, 1], "working", ["chrono relais", "chrono 18", "chrono 9", "chrono 8", "shop2shop"]],
	]),
	...services(
		"chronopost",
		"FR",
		documented("https://www.chronopost.fr/en/delivery/our-offers/pret-a-expedier-international"),
		[["international", [1, 6], "working", ["chrono express", "pret a expedier"]]],
	),
	...services(
		"chronopost",
		"FR",
		documented("https://www.chronopost.fr/en/delivery/our-offers/chrono-relais-europe-fod"),
		[
			[{ to: ["BE", "ES"] }, [2, 2], "working", ["chrono classic", "chrono relais europe"]],
			[{ to: ["GF", "GP", "MQ", "RE"] }, [3, 4], "working", ["chrono express", "chrono relais dom"]],
		],
	),
];

const britain: readonly StatedService[] = [
	...services(
		"royal-mail",
		"GB",
		secondHand("https://community.ebay.co.uk/t5/Postage/FREE-Next-Day-Delivery-Setting/td-p/7754294"),
		[["domestic", [1, 2], "working", ["tracked 24", "24", "tpn", "trn", "tpn24", "trn24"]]],
	),
	...services("royal-mail", "GB", secondHand("https://rubygreen.org/blog/royal-mail-delivery-times-what"), [
		["domestic", [1, 1], "working", ["1st class", "first class", "1st class signed for"]],
		["domestic", [2, 3], "working", ["2nd class", "second class", "2nd class signed for"]],
	]),
	...services("royal-mail", "GB", secondHand("https://mailtw.org/does-next-day-delivery-include-saturday-royal-mail"), [
		["domestic", [1, 1], "working", ["special delivery", "special delivery guaranteed"]],
	]),
	...services(
		"royal-mail",
		"GB",
		secondHand("https://www.thedeliverygroup.co.uk/news/what-does-2-business-day-shipping-mean/"),
		[
			["domestic", [2, 2], "working", ["tracked 48", "48", "tps", "trs", "tps48", "trs48"]],
			[
				{ to: countriesOfEurope },
				[3, 5],
				"working",
				["international standard", "international tracked", "international tracked and signed", "international signed"],
			],
			[
				"international",
				[6, 7],
				"working",
				["international standard", "international tracked", "international tracked and signed", "international signed"],
			],
		],
	),
	...services(
		"evri",
		"GB",
		secondHand("https://www.thedeliverygroup.co.uk/news/what-does-2-business-day-shipping-mean/"),
		[["domestic", [2, 3], "working", ["standard", "standard delivery", "parcelshop drop off"]]],
	),
	...services("evri", "GB", secondHand("https://support-paypal.packlink.com/hc/en-gb/articles/360016571339-EVRi"), [
		["domestic", [1, 1], "working", ["next day", "next day delivery", "drop off next day"]],
	]),
	...services(
		"yodel",
		"GB",
		secondHand("https://www.thedeliverygroup.co.uk/news/what-does-2-business-day-shipping-mean/"),
		[["domestic", [2, 2], "working", ["xpress", "xpress 48"]]],
	),
	...services("dpd", "GB", secondHand("https://www.ebusinessblog.co.uk/dpd-delivery-times"), [
		["domestic", [1, 2], "working", ["next day", "dpd next day", "parcel"]],
	]),
];

const lowCountries: readonly StatedService[] = [
	...services("postnl", "NL", secondHand("https://www.expatfocus.com/?p=24663"), [
		["domestic", [1, 2], "working", null],
	]),
];

const nordics: readonly StatedService[] = [
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
		["domestic", [1, 3], "working", ["norgespakke", "pakke i postkassen", "mailbox parcel"]],
	]),
	...services("bring", "NO", documented("https://www.posten.no/vilkar/vilkar-norgespakke-neste-dag"), [
		["domestic", [1, 1], "working", ["norgespakke neste dag", "express 09", "ekspress neste dag"]],
	]),
];

const alpine: readonly StatedService[] = [
	...services(
		"swiss-post",
		"CH",
		documented("https://www.post.ch/en/sending-parcels/domestic-parcels/postpac-priority"),
		[
			["domestic", [1, 1], "working", ["postpac priority", "priority", "pri"]],
			[{ to: ["LI"] }, [1, 1], "working", ["postpac priority", "priority", "pri"]],
		],
	),
	...services(
		"swiss-post",
		"CH",
		secondHand("https://saldo.ch/artikel/artikeldetail/internetshopping-via-schneckenpost"),
		[["domestic", [1, 2], "working", ["postpac economy", "economy", "eco"]]],
	),
	...services(
		"swiss-post",
		"CH",
		documented("https://www.post.ch/en/about-us/media/press-releases/2013/mail-letters-and-parcels-in-good-time-2013"),
		[["domestic", [1, 1], "working", ["swiss express moon", "swiss express mond"]]],
	),
];

const south: readonly StatedService[] = [
	...services("correos", "ES", documented("https://www.market.correos.es/centro-ayuda/envios"), [
		["domestic", [1, 2], "working", ["paq premium", "paquete premium"]],
	]),
	...services("correos", "ES", secondHand("http://mluquecomunica.blogspot.com/p/paq-48.html"), [
		["domestic", [1, 4], "working", ["paq 48"]],
		[{ to: ["PT"] }, [2, 3], "working", ["paq 48"]],
		[{ to: ["AD"] }, [1, 2], "working", ["paq 48"]],
	]),
	...services("correos", "ES", assumed("https://www.correos.es/"), [
		["domestic", [2, 3], "working", ["paq estandar", "paquete estandar"]],
	]),
	...services(
		"poste-italiane",
		"IT",
		documented("https://www.poste.it/pacchi/poste-delivery-international-standard-en"),
		[
			[{ to: europeanUnion }, [10, 15], "working", ["poste delivery international standard", "international standard"]],
			["international", [10, 25], "working", ["poste delivery international standard", "international standard"]],
		],
	),
	...services(
		"poste-italiane",
		"IT",
		secondHand("https://www.poste.sm/on-line/home/servizi/servizi-postali/scheda46098311.html"),
		[["domestic", [1, 4], "working", ["poste delivery standard"]]],
	),
	...services(
		"poste-italiane",
		"IT",
		secondHand(
			"https://support.sendcloud.com/hc/en-us/articles/360043171431-Poste-Italiane-shipping-conditions-Italy-",
		),
		[["domestic", [1, 4], "working", ["crono"]]],
	),
];

const east: readonly StatedService[] = [
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
];

/** Carriers of Europe. */
export const europe: readonly StatedService[] = [
	...germany,
	...france,
	...britain,
	...lowCountries,
	...nordics,
	...alpine,
	...south,
	...east,
];
