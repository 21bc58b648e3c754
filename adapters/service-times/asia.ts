import { assumed, documented, type StatedService, secondHand, services } from "./stated-service.ts";

const yunLine = secondHand("https://www.aoadropshipping.com/shipping/show.php?id=224");

const acrossBorders: readonly StatedService[] = [
	...services(
		"cainiao",
		"CN",
		secondHand("https://woodropship.com/blog/aliexpress-shipping-standard-cainiao-epacket-guide"),
		[
			["international", [5, 10], "calendar", ["premium", "cainiao premium"]],
			["international", [7, 15], "calendar", ["aliexpress premium shipping"]],
			["international", [10, 18], "calendar", ["standard", "cainiao standard"]],
			["international", [20, 45], "calendar", ["economy", "cainiao economy"]],
		],
	),
	...services(
		"cainiao",
		"CN",
		secondHand("https://aliwka.com/en/useful/aliexpress-standard-shipping-what-is-this-how-to-track-your-order.html"),
		[["international", [15, 45], "calendar", ["aliexpress standard shipping"]]],
	),
	...services(
		"cainiao",
		"CN",
		secondHand("https://pajamapatty.ru/articles/sroki-dostavki-aliexpress-kak-bystro-prihodyat-zakazy"),
		[
			[
				"international",
				[30, 60],
				"calendar",
				["super economy", "cainiao super economy", "cainiao super economy global"],
			],
		],
	),
	...services(
		"yanwen",
		"CN",
		secondHand("https://pajamapatty.ru/articles/sroki-dostavki-aliexpress-kak-bystro-prihodyat-zakazy"),
		[["international", [10, 20], "calendar", ["special line", "special line yw"]]],
	),
	...services("yunexpress", "CN", yunLine, [
		[{ to: ["US"] }, [6, 12], "working", ["global direct line", "thphr", "special line"]],
		[{ to: ["CA"] }, [8, 15], "working", ["global direct line", "thphr", "special line"]],
		[
			{ to: "AT AU BE BG CZ DE DK ES FI FR GB HU IE IL IT NL PL PT RO SE SK".split(" ") },
			[6, 10],
			"working",
			["global direct line", "thphr", "special line"],
		],
		[{ to: ["CY", "GR"] }, [8, 12], "working", ["global direct line", "thphr", "special line"]],
		[{ to: ["NO"] }, [8, 10], "working", ["global direct line", "thphr", "special line"]],
		[{ to: ["ZA"] }, [6, 8], "working", ["global direct line", "thphr", "special line"]],
		[{ to: ["JP"] }, [5, 8], "working", ["global direct line", "thphr", "special line"]],
		[{ to: ["MX"] }, [10, 15], "working", ["global direct line", "thphr", "special line"]],
		[{ to: ["BR"] }, [15, 25], "working", ["global direct line", "thphr", "special line"]],
	]),
	...services("yunexpress", "CN", secondHand("http://fstshipping.kuajingshu.com/?p=5720"), [
		["international", [10, 30], "calendar", ["economy"]],
		["international", [7, 15], "calendar", ["express"]],
	]),
	...services("ems-china", "CN", secondHand("http://www.ahbbdt.cn/news66"), [
		["international", [6, 8], "working", ["ems", "international ems", "国际特快专递", "国际ems"]],
	]),
	...services(
		"ems-china",
		"CN",
		secondHand("https://woodropship.com/blog/aliexpress-shipping-standard-cainiao-epacket-guide"),
		[[{ to: ["US"] }, [7, 15], "working", ["epacket", "e邮宝", "国际e邮宝"]]],
	),
];

const southEast: readonly StatedService[] = [
	...services("ninja-van", "MY", documented("https://my-packs.ninjavan.co/pages/terms-conditions"), [
		["domestic", [1, 3], "working", ["standard", "ninja packs"]],
	]),
	...services("ninja-van", "SG", secondHand("https://tsw.com.sg/pages/shipping-policy"), [
		["domestic", [1, 3], "working", ["standard"]],
	]),
	...services("jt-express", "MY", secondHand("https://jysolution.store/delivery-return-2"), [
		["domestic", [2, 5], "working", ["ez", "standard"]],
	]),
	...services("flash-express", "TH", secondHand("https://wefastexpress.com/flash-express/ส่งผลไม้"), [
		["domestic", [1, 3], "calendar", ["standard"]],
	]),
	...services("shopee-xpress", "ID", secondHand("https://pintarjualan.id/estimasi-pengiriman-shopee-express/?page=2"), [
		["domestic", [2, 14], "calendar", ["hemat", "spx hemat", "economy"]],
	]),
	...services("thailand-post", "TH", secondHand("https://www.biohopethai.com/Delivery-Information"), [
		["domestic", [1, 5], "calendar", ["ems"]],
		["domestic", [2, 7], "calendar", ["registered", "registered mail"]],
	]),
];

const south: readonly StatedService[] = [
	...services(
		"india-post",
		"IN",
		secondHand("https://speedpostinfo.blogspot.com/2022/07/speed-post-information.html"),
		[
			["same region", [1, 4], "calendar", ["speed post", "ems"]],
			["domestic", [1, 5], "calendar", ["speed post", "ems"]],
		],
	),
	...services("india-post", "IN", secondHand("https://www.goodseva.com/blog/speed-post-courier-services-india-post"), [
		["international", [4, 7], "calendar", ["speed post", "ems"]],
	]),
];

const bySea = ["surface", "surface mail", "surface parcel", "sea", "sea mail"];

const japan: readonly StatedService[] = [
	...services("japan-post", "JP", documented("https://www.post.japanpost.jp/int/deli_days/parcel/nagoya_en.html"), [
		[
			{ to: "BD CN HK ID IN KR LK MY PH PK SG TH TW VN".split(" ") },
			[4, 13],
			"calendar",
			["air", "air parcel", "airmail parcel"],
		],
		[{ to: "BD CN HK ID IN LK PH PK SG TH".split(" ") }, [14, 21], "calendar", ["sal", "sal parcel", "economy air"]],
	]),
	...services("japan-post", "JP", documented("https://www.post.japanpost.jp/int/deli_days/parcel/kawasaki_en.html"), [
		[{ to: "BD CN HK IN KR LK PH PK SG TH TW VN".split(" ") }, [21, 92], "calendar", bySea, "sea"],
	]),
	...services("japan-post", "JP", assumed("https://www.post.japanpost.jp/int/"), [
		["international", [30, 92], "calendar", bySea, "sea"],
	]),
];

// The national standard for express delivery: a day within a city, three to anywhere else. What each courier says was not found.
const withinChina = ["ems-china", "jd-logistics", "sf-express", "sto", "yto", "yunda", "zto"].flatMap((carrier) =>
	services(carrier, "CN", assumed("https://openstd.samr.gov.cn/"), [["domestic", [1, 3], "calendar", null]]),
);

/** Carriers of Asia. */
export const asia: readonly StatedService[] = [...withinChina, ...acrossBorders, ...southEast, ...south, ...japan];
