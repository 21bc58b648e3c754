import { assumed, documented, type StatedService, secondHand, services } from "./stated-service.ts";

const usps: readonly StatedService[] = [
	...services(
		"usps",
		"US",
		secondHand("http://postagemaker.com/en/publications/404-how-long-does-express-shipping-take"),
		[
			["domestic", [1, 2], "working", ["priority mail express", "express", "express mail"]],
			["domestic", [1, 3], "working", ["priority mail", "priority"]],
			["international", [3, 5], "working", ["priority mail express international", "express mail international"]],
			["international", [1, 3], "working", ["global express guaranteed", "gxg"]],
		],
	),
	...services(
		"usps",
		"US",
		secondHand("https://goshippo.com/blog/quick-guide-to-usps-international-shipping-services-rules-costs"),
		[["international", [6, 10], "working", ["priority mail international"]]],
	),
	...services(
		"usps",
		"US",
		secondHand("https://laopinion.com/2025/12/03/usps-fedex-y-ups-aqui-las-fechas-limite-de-envio-en-navidad/"),
		[
			["domestic", [2, 5], "working", ["ground advantage"]],
			["domestic", [1, 5], "working", ["first class mail", "first class", "first class package", "first"]],
		],
	),
	...services("usps", "US", secondHand("https://mgtblog.com/usps-business-days/"), [
		["domestic", [2, 8], "working", ["media mail"]],
		["domestic", [2, 8], "working", ["retail ground", "standard post", "parcel post"]],
	]),
];

const ups: readonly StatedService[] = [
	...services(
		"ups",
		"US",
		secondHand("https://praktijkangeleyes.com/article/what-days-does-ups-deliver-a-comprehensive-guide/4207"),
		[
			["domestic", [1, 5], "working", ["ground", "gnd", "03"]],
			[
				"domestic",
				[1, 1],
				"working",
				[
					"next day air",
					"next day air early",
					"next day air early am",
					"next day air saver",
					"01",
					"13",
					"14",
					"1da",
					"1dp",
					"1dm",
				],
			],
			["domestic", [2, 2], "working", ["2nd day air", "second day air", "2nd day air am", "02", "59", "2da", "2dm"]],
			["domestic", [3, 3], "working", ["3 day select", "three day select", "12", "3ds"]],
		],
	),
	...services("ups", null, secondHand("https://winenfood.com/how-long-international-ups-delivery-takes"), [
		[
			"international",
			[1, 3],
			"working",
			["worldwide express", "worldwide express plus", "express", "express plus", "07", "54"],
		],
		[
			"international",
			[1, 3],
			"working",
			["worldwide saver", "worldwide express saver", "express saver", "saver", "65"],
		],
		["international", [2, 5], "working", ["worldwide expedited", "expedited", "08"]],
	]),
];

const fedex: readonly StatedService[] = [
	...services("fedex", "US", secondHand("https://winenfood.com/what-is-the-average-fedex-delivery-time"), [
		["domestic", [1, 5], "working", ["ground", "home delivery", "ground home delivery"]],
		["domestic", [3, 3], "working", ["express saver"]],
		["domestic", [2, 2], "working", ["2 day", "2day", "2 day am", "2day am"]],
	]),
	...services(
		"fedex",
		"US",
		secondHand(
			"https://support.swiftpassportservices.com/swift-knowledge-base/fedex-shipping-options-delivery-timeframes",
		),
		[["domestic", [1, 1], "working", ["standard overnight", "priority overnight", "first overnight"]]],
	),
	...services("fedex", "US", secondHand("https://querysprout.com/how-fast-is-fedex-smartpost/"), [
		["domestic", [2, 7], "working", ["ground economy", "smartpost", "smart post"]],
	]),
	...services("fedex", null, documented("http://www.fedex.com/bo_english/services/index.html"), [
		["international", [1, 3], "working", ["international priority"]],
	]),
	...services("fedex", "CA", secondHand("https://www.balanceblades.com/pages/shipping-carton-sizes-weights"), [
		[{ to: ["US"] }, [2, 5], "working", ["international economy"]],
		["international", [7, 10], "working", ["international economy"]],
		[{ to: ["US"] }, [2, 7], "working", ["international ground", "ground"]],
		["domestic", [2, 4], "working", ["ground"]],
	]),
];

const canada: readonly StatedService[] = [
	...services("canada-post", "CA", documented("http://www.canadapost.ca/tools/pg/manual/PGxpresspt-e.asp"), [
		["same region", [1, 1], "working", ["xpresspost", "dom xp"]],
		["domestic", [1, 2], "working", ["xpresspost", "dom xp"]],
	]),
	...services(
		"canada-post",
		"CA",
		secondHand("https://leaderofmen.typepad.com/leader_of_men/2009/11/tutorial-how-to-ship-with-canada-post.html"),
		[
			["domestic", [1, 1], "working", ["priority", "priority next am", "dom pc"]],
			["same region", [1, 3], "working", ["expedited parcel", "expedited", "dom ep"]],
			["domestic", [1, 7], "working", ["expedited parcel", "expedited", "dom ep"]],
			["same region", [2, 5], "working", ["regular parcel", "regular", "dom rp"]],
			["domestic", [2, 9], "working", ["regular parcel", "regular", "dom rp"]],
		],
	),
	...services(
		"canada-post",
		"CA",
		secondHand("https://support.chitchats.com/en/support/solutions/articles/47001276322-what-is-expedited-parcel-usa-"),
		[[{ to: ["US"] }, [4, 7], "working", ["expedited parcel usa", "usa ep"]]],
	),
	...services("purolator", "CA", secondHand("https://baristaparts.ca/policies/shipping-policy"), [
		[
			"domestic",
			[1, 2],
			"working",
			["express", "express 9 am", "express 10 30 am", "express 12 pm", "express evening"],
		],
	]),
	...services("purolator", "CA", assumed("https://www.purolator.com/"), [["domestic", [1, 5], "working", ["ground"]]]),
];

const regional: readonly StatedService[] = [
	...services("ontrac", "US", secondHand("https://livecouriertracking.com/ontrac-delivery-hours/"), [
		["domestic", [1, 3], "working", ["ground"]],
	]),
	...services("ontrac", "US", documented("https://www.ontrac.com/shippingservices.asp"), [
		["domestic", [3, 5], "working", ["directpost", "direct post"]],
	]),
	...services(
		"sendle",
		"US",
		documented("https://support.sendle.com/hc/en-us/articles/360002361031-Sendle-s-3-Day-Guaranteed-Service"),
		[["domestic", [1, 3], "working", ["3 day", "3 day guaranteed"]]],
	),
];

const latinAmerica: readonly StatedService[] = [
	...services("correios", "BR", secondHand("http://blog.ihatoo.com/202408205233266.html"), [
		["domestic", [5, 10], "working", ["pac", "pac normal", "encomenda pac", "04510", "03298"]],
		["domestic", [0, 0], "working", ["sedex hoje"]],
	]),
	...services(
		"correios",
		"BR",
		secondHand("https://labecastore.com.br/atendimento/como-funciona-as-entregas-dos-correios"),
		[
			["domestic", [1, 5], "working", ["sedex", "encomenda sedex", "04014", "03220"]],
			["domestic", [1, 1], "working", ["sedex 10", "sedex 12"]],
		],
	),
	...services("estafeta", "MX", documented("https://wwwqa.estafeta.com/en/atencion-al-cliente/preguntas-frecuentes"), [
		["domestic", [1, 1], "working", ["dia siguiente", "dia sig", "next day"]],
		["domestic", [2, 2], "working", ["dos dias", "2 dias", "two days"]],
	]),
	...services("estafeta", "MX", assumed("https://www.estafeta.com/"), [
		["domestic", [2, 5], "working", ["terrestre", "terrestrial", "ground"]],
	]),
	...services(
		"correos-de-mexico",
		"MX",
		secondHand("https://serviciopostalmexico.mx/blog/cuanto-tarda-llegar-un-paquete"),
		[["domestic", [4, 15], "working", null]],
	),
];

/** Carriers of North and South America. */
export const americas: readonly StatedService[] = [...usps, ...ups, ...fedex, ...canada, ...regional, ...latinAmerica];
