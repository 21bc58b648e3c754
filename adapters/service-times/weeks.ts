import type { Weekday } from "../../src/core/calendar.ts";
import { documented, type StatedWeek, secondHand, week } from "./stated-service.ts";

const mondayToFriday: ReadonlySet<Weekday> = new Set<Weekday>([1, 2, 3, 4, 5]);
const mondayToSaturday: ReadonlySet<Weekday> = new Set<Weekday>([1, 2, 3, 4, 5, 6]);
const everyDay: ReadonlySet<Weekday> = new Set<Weekday>([1, 2, 3, 4, 5, 6, 7]);

const businessDays = secondHand(
	"https://support.bargainballoons.com/support/solutions/articles/27000056865-what-is-a-shipping-business-day-",
);
const fedexDays = secondHand("https://querysprout.com/what-days-does-fedex-deliver/");
const dhlDays = secondHand(
	"https://www.finanzen.net/nachricht/geld-karriere-lifestyle/so-schnell-kann-es-gehen-das-sind-die-lieferzeiten-von-dhl-regellaufzeit-von-ein-bis-zwei-werktagen-9281583",
);
const glsInAustria = documented("https://gls-group.eu/AT/de/faq-regelmaessiger-versand");
const glsInLuxembourg = documented("https://gls-group.eu/LU/de/paketzustellung");
const correiosDays = secondHand("https://www.biscoitofino.com.br/politica-de-entrega");
const geodisDays = documented("https://geodis.com/cn/en/scheduled-delivery-appointment-master-en");

/** On which days carriers say that they deliver, where a page says it of the whole week. */
export const weeks: readonly StatedWeek[] = Object.freeze([
	week("usps", ["US"], mondayToSaturday, businessDays),
	week("usps", ["US"], everyDay, secondHand("https://mgtblog.com/usps-business-days/"), ["priority mail express"]),
	week("ups", ["US"], mondayToSaturday, secondHand("https://trijake.com/does-ups-ground-deliver-on-saturday/"), [
		"ground",
	]),
	week("fedex", ["US"], everyDay, fedexDays, ["home delivery", "ground home delivery"]),
	week("fedex", ["US"], mondayToFriday, fedexDays, [
		"ground",
		"2 day",
		"2day",
		"express saver",
		"standard overnight",
		"priority overnight",
		"first overnight",
	]),
	week("canada-post", ["CA"], mondayToFriday, businessDays),
	week("correios", ["BR"], mondayToFriday, correiosDays, ["pac", "pac normal", "encomenda pac"]),
	week("correios", ["BR"], mondayToSaturday, correiosDays, ["sedex", "sedex 10", "sedex 12", "encomenda sedex"]),

	week("dhl-parcel-de", ["DE"], mondayToSaturday, dhlDays),
	week("dhl", ["DE"], mondayToSaturday, dhlDays, ["paket", "dhl paket", "parcel de"]),
	week(
		"hermes-de",
		["DE"],
		mondayToSaturday,
		documented("https://www.myhermes.de/service/fragen/empfangen/benachrichtigungskarte.html"),
	),
	week(
		"dpd",
		["DE"],
		mondayToSaturday,
		documented(
			"https://www.dpd.com/portal_fr/home/news/latest_news/dpd_s_saturday_delivery_service_now_reaches_every_household_in_germany",
		),
	),
	week("dpd", ["GB"], mondayToFriday, secondHand("https://www.ebusinessblog.co.uk/dpd-delivery-times"), [
		"next day",
		"dpd next day",
	]),
	week("gls", ["AT"], mondayToFriday, glsInAustria),
	week("gls-pakstat", ["AT"], mondayToFriday, glsInAustria),
	week("gls", ["LU"], mondayToFriday, glsInLuxembourg),
	week("gls-pakstat", ["LU"], mondayToFriday, glsInLuxembourg),
	week(
		"la-poste",
		["FR", "MC"],
		mondayToSaturday,
		documented("https://www.colissimo.entreprise.laposte.fr/en/search?page=11"),
	),
	week(
		"chronopost",
		["FR", "MC"],
		mondayToFriday,
		documented(
			"http://www.laposte.fr/Professionnel/Vos-envois-de-colis/Envoyer-et-recevoir-des-colis-en-France/Chrono-13",
		),
	),
	week(
		"royal-mail",
		["GB"],
		mondayToSaturday,
		secondHand("https://postagemaster.com/how-long-does-royal-mail-take-to-deliver"),
	),
	week(
		"royal-mail",
		["GB"],
		mondayToFriday,
		secondHand("https://mailtw.org/does-next-day-delivery-include-saturday-royal-mail"),
		["special delivery", "special delivery guaranteed"],
	),
	week(
		"evri",
		["GB"],
		everyDay,
		secondHand("https://metro.co.uk/2022/08/14/do-evri-deliver-packages-on-sundays-17178079/"),
	),
	week(
		"yodel",
		["GB"],
		mondayToSaturday,
		secondHand("https://www.thedeliverygroup.co.uk/news/what-does-2-business-day-shipping-mean/"),
	),
	week(
		"swiss-post",
		["CH", "LI"],
		mondayToFriday,
		documented("https://www.post.ch/en/sending-parcels/domestic-parcels/postpac-priority"),
		["postpac priority", "priority", "pri"],
	),
	week("correos", ["ES"], mondayToFriday, documented("https://www.market.correos.es/centro-ayuda/envios"), [
		"paq premium",
		"paquete premium",
	]),
	week(
		"poste-italiane",
		["IT"],
		mondayToFriday,
		secondHand("https://www.poste.sm/on-line/home/servizi/servizi-postali/scheda46098311.html"),
		["poste delivery standard"],
	),
	week(
		"postnord",
		["SE"],
		mondayToFriday,
		documented("https://www.postnord.se/en/sending/prices-and-terms/changes-to-terms-and-conditions"),
	),
	week(
		"bring",
		["NO"],
		mondayToFriday,
		documented("https://www.posten.no/en/receive/delivery-options-for-e-commerce"),
		["pakke i postkassen", "mailbox parcel"],
	),
	week(
		"inpost",
		["PL"],
		mondayToFriday,
		secondHand("https://typeon.pl/kurier-inpost-w-jakie-dni-dostarcza-paczki-i-co-z-weekendami"),
		["courier standard", "kurier", "kurier standard"],
	),
	week(
		"poczta-polska",
		["PL"],
		mondayToFriday,
		documented("https://www.poczta-polska.pl/paczki-i-listy/wysylka/paczki/paczka-48/"),
		["paczka 48", "paczka48", "pocztex ekspres 24", "pocztex kurier 48"],
	),

	week(
		"an-post",
		["IE"],
		mondayToFriday,
		secondHand("https://www.comreg.ie/ga/eolas-tomhaltora/post/chaitheann-post-dheanamh/"),
	),
	week(
		"amazon-shipping",
		["GB"],
		everyDay,
		secondHand("https://docs.shipstation.com/apis/shipengine/docs/carriers/amazon-shipping"),
	),
	week("geodis", ["FR"], mondayToSaturday, geodisDays, ["on demand premium"]),
	week("geodis", ["FR"], mondayToFriday, geodisDays, ["on demand standard"]),
	week(
		"posti",
		["FI"],
		mondayToFriday,
		documented("https://www.posti.fi/en/for-businesses/send-and-buy/domestic-shipments/parcels/smallparcel"),
		["small parcel", "pikkupaketti"],
	),
	week(
		"tnt",
		["NL"],
		mondayToFriday,
		secondHand("https://support.cheapcargo.com/hc/nl/articles/203259961-TNT-Express"),
	),

	week(
		"ninja-van",
		["PH"],
		mondayToSaturday,
		documented("https://sites.google.com/ninjavan.co/ph-shipperresource-postpaid/postpaid-service"),
	),
	week("ninja-van", ["MY"], mondayToFriday, documented("https://my-packs.ninjavan.co/pages/terms-conditions"), [
		"standard",
		"ninja packs",
	]),
	week("jt-express", ["PH"], everyDay, documented("https://www.jtexpress.ph/index/message/message.html?type=Privacy")),
]);
