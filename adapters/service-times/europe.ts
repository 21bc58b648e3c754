import { easternEurope } from "./eastern-europe.ts";
import { germany } from "./germany.ts";
import { nordics } from "./nordics.ts";
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
		["domestic", [1, 1], "working", ["chrono relais", "chrono 18", "chrono 9", "chrono 8"]],
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
	...services(
		"dpd-france",
		"FR",
		secondHand("https://marepro.fr/faq/livraison/comment-fonctionnent-les-livraisons-dpd-relais.php"),
		[["domestic", [1, 1], "working", ["relais", "dpd relais", "pickup"]]],
	),
	...services("dpd-france", "FR", secondHand("https://www.bonnetnoel.com/content/8-livraison"), [
		["domestic", [2, 3], "working", ["classic", "predict", "dpd predict", "dpd classic"]],
	]),
];

const geodisPage = documented("https://geodis.com/cn/en/scheduled-delivery-appointment-master-en");

const geodis: readonly StatedService[] = services("geodis", "FR", geodisPage, [
	["domestic", [1, 1], "working", ["on demand premium"]],
	["domestic", [2, 3], "working", ["on demand standard"]],
]);

const trackedAbroad = ["international tracked", "international tracked and signed", "international signed"];

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
			[{ to: countriesOfEurope }, [3, 5], "working", ["international standard"]],
			["international", [6, 7], "working", ["international standard"]],
		],
	),
	...services("royal-mail", "GB", secondHand("http://srakaml.blogg.se/2022/july/royal-mail-tracking.html"), [
		[{ to: countriesOfEurope }, [3, 5], "working", trackedAbroad],
		["international", [5, 7], "working", trackedAbroad],
	]),
	...services(
		"evri",
		"GB",
		secondHand("https://www.thedeliverygroup.co.uk/news/what-does-2-business-day-shipping-mean/"),
		[["domestic", [2, 3], "working", ["standard", "standard delivery"]]],
	),
	...services("evri", "GB", secondHand("https://support-paypal.packlink.com/hc/en-gb/articles/360016571339-EVRi"), [
		["domestic", [1, 2], "working", ["parcelshop drop off"]],
		["domestic", [1, 3], "working", ["courier collection"]],
		["domestic", [1, 1], "working", ["next day", "next day delivery", "drop off next day"]],
	]),
	...services(
		"yodel",
		"GB",
		secondHand("https://www.thedeliverygroup.co.uk/news/what-does-2-business-day-shipping-mean/"),
		[["domestic", [2, 2], "working", ["xpress", "xpress 48"]]],
	),
	...services("dpd", "GB", secondHand("https://www.ebusinessblog.co.uk/dpd-delivery-times"), [
		["domestic", [1, 2], "working", ["next day", "dpd next day"]],
	]),
];

const ireland: readonly StatedService[] = [
	...services("an-post", "IE", documented("https://www.anpost.com/Post-Parcels/Receiving/Receiving-Post"), [
		["domestic", [1, 2], "working", ["standard", "standard post", "express", "express post"]],
	]),
	...services(
		"an-post",
		"IE",
		documented("http://www.anpost.ie/anpost/maincontent/business+customers/sending+mail/speed/same%20day%20delivery"),
		[["domestic", [0, 0], "working", ["same day", "same day delivery"]]],
	),
];

const lowCountries: readonly StatedService[] = [
	// Handed over on Friday for Saturday, on Saturday for Sunday: the day after.
	...services("bpost", "BE", documented("https://bpost.be/nl-masspost-guide/222"), [
		["domestic", [1, 1], "working", ["bpack 24h pro", "bpack 24h", "bpack bpost", "bpack 24 7"]],
	]),
	...services("postnl", "NL", secondHand("https://www.expatfocus.com/?p=24663"), [
		["domestic", [1, 2], "working", null],
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

/** Carriers of Europe. */
export const europe: readonly StatedService[] = [
	...germany,
	...france,
	...geodis,
	...britain,
	...ireland,
	...lowCountries,
	...nordics,
	...alpine,
	...south,
	...easternEurope,
];
