import type { Marked } from "../../src/core/scan.ts";
import { CHINESE_COURIER, NAME_WAS_HERE, NAMING_RULES, type Rule, SIGNED_IN } from "./privacy-words.ts";
import { singleBlanks } from "./words.ts";

type MarkedField = keyof Marked;

const CHINESE_NAME = "[\\u4e00-\\u9fff·]{2,4}";
const PHONE = "(?:\\+?86[- ]?)?(?:1[3-9]\\d[- ]?\\d{4}[- ]?\\d{4}|0\\d{2,3}[- ]?\\d{7,8})(?:转\\d{1,6})?";
const LATIN_NAME = "\\p{Lu}[\\p{L}'.’-]*(?:[ .]{1,2}\\p{Lu}[\\p{L}'.’-]*){0,3}";
const ROLES =
	/^(?:an?\b|the\b|(?:your|our|local|front|mail|authori[sz]ed|family|household|delivery|service|freight|shipping|post|postal)\b.*|individual|neighbou?r.*|recept.*|agent|concierge|secur.*|guard|office|doorman|customer|recipient|receiver|consignee|addressee|sender|shipper|merchant|carrier|courier|driver|partner|warehouse|airline|customs|broker|resident|employee|colleague|usps|ups|fedex|dhl.*|sf|tnt|gls|dpd|hermes|evri|postnl|postnord.*|swiss post|royal mail.*|canada post.*|china post.*|bring|posten(?: norge)?|bpost|inpost|chronopost|colissimo|la poste|correos|geodis|haypost|purolator|canpar.*|nationex|roadie|veho|australia post.*|startrack.*|aramex.*|delhivery.*|sendle.*|allied express.*|seko.*)$/iu;

/** In this order: a longer label first, so that a name before a phone goes with its label. */
const RULES: readonly Rule[] = [
	{ field: null, pattern: /(?<![\w.+-])(?<value>[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,190})/gu, leaves: "" },
	{
		field: "pickupCode",
		pattern:
			/(?:取件码|取货码|提货码|提取码|开箱码|验证码|自提码)(?:是|为)?\s*[:：]?\s*[『「【[“"]?\s*(?<value>[0-9A-Za-z][0-9A-Za-z-]{1,15})\s*[』」】\]”"]?/gu,
		leaves: "",
	},
	{
		field: "pickupCode",
		pattern: /凭\s*[『「【[“"]?\s*(?<value>\d[\d-]{2,15})\s*[』」】\]”"]?(?=[^\d]{0,4}(?:取|提))/gu,
		leaves: "",
	},
	{
		field: "pickupCode",
		pattern:
			/\b(?:(?:your|the)\s+)?(?:(?:pick[- ]?up|collection|access|locker|opening|release|parcel)\s+(?:code|pin)|pin(?:\s+code)?)(?:\s+is)?\s*[:#]?\s*(?<value>(?=[A-Z0-9-]*\d)[A-Z0-9][A-Z0-9-]{2,11})\b/giu,
		leaves: "",
	},
	// After 的 the sentence needs somebody.
	{
		field: "courierName",
		pattern: new RegExp(
			`(?<=的)${CHINESE_COURIER}(?:姓名)?\\s*[:：]\\s*(?<value>${CHINESE_NAME}|[\\p{L}·. ]{2,20}?)(?=[^\\p{L}·. ]|$)`,
			"gu",
		),
		leaves: "快递员",
	},
	{
		field: "courierName",
		pattern: new RegExp(
			`${CHINESE_COURIER}(?:姓名)?\\s*[:：]\\s*(?<value>${CHINESE_NAME}|[\\p{L}·. ]{2,20}?)(?=[^\\p{L}·. ]|$)`,
			"gu",
		),
		leaves: "",
	},
	{
		field: "courierName",
		pattern: new RegExp(
			`(?<=${CHINESE_COURIER}是?\\s*[【\\[「（(]\\s*)(?<value>${CHINESE_NAME})(?=[^\\u4e00-\\u9fff]|$)`,
			"gu",
		),
		leaves: "",
	},
	{
		field: "courierName",
		pattern: new RegExp(
			`(?<=${CHINESE_COURIER})\\s*(?<value>[\\u4e00-\\u9fff·]{2,3})(?=[\\s,，、（(【\\[]*(?:(?:联系|手机|服务)?电话|手机|联系|${PHONE}))`,
			"gu",
		),
		leaves: "",
		spares: /您|^(?:与|将|会|已|正|请)/u,
	},
	// Without a title: "of the station's Zhang San (phone)". A station has a phone too, and ends in a word of its own.
	{
		field: "courierName",
		pattern: new RegExp(`(?<=的)\\s*(?<value>${CHINESE_NAME})(?=\\s*[（(【\\[]\\s*${PHONE})`, "gu"),
		leaves: "快递员",
		spares: new RegExp(`${CHINESE_COURIER}|(?:站|点|部|网点|公司|电话|客服|快递|驿站|门店|超市)$`, "u"),
	},
	{
		field: "courierName",
		pattern: /(?<=快件交给|交给|交由)\s*[【[]?(?<value>[\u4e00-\u9fff·]{2,4}?)(?=[】\]]?[,，（(。])[】\]]?/gu,
		leaves: "快递员",
		spares: /快递|派送|驿站|网点|公司|营业|站$/u,
	},
	{
		field: "signedBy",
		pattern:
			/(?:(?:签收人|收件人|签收者)\s*[:：]\s*[【[「]?|(?:签收人|签收者)(?:是|为)\s*[【[「]?|(?:签收人|签收者)\s*[【[「])\s*(?<value>[\p{L}·. *]{1,20}?)\s*[】\]」]?(?=[,，。;；、）)\s]|$)/gu,
		leaves: "",
		spares: new RegExp(SIGNED_IN, "u"),
	},
	{
		field: "signedBy",
		pattern:
			/(?<=\b(?:signed(?:\s+for)?|received|accepted|collected|signature|signer|recipient))(?:\s+by)?\s*:\s*(?<value>\p{L}[\p{L}\d .'’*-]{0,40}?)(?=\s*(?:[,;()|\n]|(?<=\p{L}{2})\.\s|\.$|$|\s-\s|\s(?:at|on|in)\s))/giu,
		leaves: "",
	},
	{
		field: "signedBy",
		pattern: new RegExp(
			`(?<=\\b(?:[Ss]igned(?:\\s+for)?|SIGNED(?: FOR)?|[Rr]eceived|RECEIVED|[Aa]ccepted|[Cc]ollected|[Pp]icked up|[Ll]eft|LEFT))\\s+(?:by|BY|with|WITH)\\s+(?<value>${LATIN_NAME})`,
			"gu",
		),
		leaves: "",
		spares: ROLES,
	},
	{
		field: "courierName",
		pattern:
			/\b(?:courier|driver|rider|postman|delivery agent)(?:'s)?(?:\s+name)?\s*:\s*(?<value>\p{L}[\p{L} .'’-]{1,30}?)(?=\s*(?:[,;()|\n\d+]|(?<=\p{L}{2})\.\s|\.$|$|\s-\s|(?:tel|phone|mobile)))/giu,
		leaves: "",
	},
	{
		field: "courierPhone",
		pattern: new RegExp(
			`(?:(?:联系|服务|派件员|快递员|派送员)?(?:电话|手机号码|手机号|手机|方式)|Tel|tel|TEL)?\\s*[:：]?\\s*(?<![0-9A-Za-z])(?<value>${PHONE})(?![0-9A-Za-z])`,
			"gu",
		),
		leaves: "",
	},
	{
		field: "courierPhone",
		pattern:
			/(?:\b(?:tel|phone|telephone|mobile|cell|contact(?: number)?|call|at|on|under)(?:\s+(?:no\.?|number|at|on))?\s*[:.]?\s*)?(?<![\w+])(?<value>\+\d{1,3}[\d\s().-]{6,16}\d|(?:\(\d{3}\)|\d{3})[-. ]\d{3}[-. ]\d{4})(?!\w)/giu,
		leaves: "",
		spares: /^\+?1?[-. (]*8(?:00|88|77|66|55|44|33)\b/,
	},
	{
		field: "courierPhone",
		pattern:
			/\b(?:tel|phone|telephone|mobile|cell)(?:\s+(?:no\.?|number))?\s*[:.]?\s*(?<value>(?:\((?=\d{1,5}\)))?\d[\d\s().-]{5,16}\d)(?!\w)/giu,
		leaves: "",
		spares: /^1?[-. (]*8(?:00|88|77|66|55|44|33)\b/,
	},
];

// Most words of carriers hold none of these, and then no rule can fit.
const SUSPICIOUS =
	/[@:：]|\d{3}|\d-\d|\b(?:by|with|pin|code|FE|field|boy|executive|associate|person|delivered (?:in person )?to|oleh|kurir|repartidora?)\b|entreg|rec[ei]bi|ontvangen|utlämnad|zugestellt|ausgehändigt|livré|remis|consegnat|\(\p{Lu}|员|人|小哥|骑手|司机|交|凭|码|由|手[中里上]|代[收签]|单元|[属友事居卫安台业]/iu;

/** Takes personal details out of a carrier's words. The first detail of a kind is marked; all are cut out. */
export function takeOutDetails(words: string): { readonly text: string; readonly marked: Marked } {
	if (!SUSPICIOUS.test(words)) return { text: words, marked: {} };
	const marked: { -readonly [K in MarkedField]?: string } = {};
	const cut = (text: string, rule: Rule, trace: string) =>
		text.replace(rule.pattern, (...found) => {
			const whole = String(found[0]);
			const value = valueIn(found.at(-1));
			if (value === "" || rule.spares?.test(value)) return whole;
			if (rule.field) marked[rule.field] ??= value;
			return rule.leaves + trace;
		});
	const unnamed = NAMING_RULES.reduce((text, rule) => {
		const isName = rule.field === "courierName" || rule.field === "signedBy";
		return cut(text, rule, isName ? NAME_WAS_HERE : "");
	}, words);
	// A run of blanks where names stood costs the patterns below its square.
	const calm = unnamed === words ? words : singleBlanks(unnamed.replaceAll(NAME_WAS_HERE, ""));
	const text = RULES.reduce((left, rule) => cut(left, rule, ""), calm);
	return text === words ? { text, marked } : { text: tidy(text), marked };
}

const HAN_NAME = /^[\u4e00-\u9fff·]{2,4}$/u;
// "A friend signed for him": nobody is named by that, and a colleague called so is.
const NOBODY = new RegExp(`^(?:${SIGNED_IN}|签收)+$`, "u");

/** Cuts out details that the carrier also sends in fields of their own. */
export function cutKnown(words: string, known: readonly (string | undefined)[]): string {
	const text = known.reduce<string>((left, detail = "") => {
		const name = detail.trim();
		const isHan = HAN_NAME.test(name);
		if (isHan ? NOBODY.test(name) : name.length < 3) return left;
		const literal = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
		// Between Chinese letters there are no blanks.
		const [before, behind] = isHan
			? ["", ""]
			: ["(?:(?<![\\p{L}\\d])|(?<=\\p{Script=Han}))", "(?:(?![\\p{L}\\d])|(?=\\p{Script=Han}))"];
		return left.replace(new RegExp(`(?:\\s+(?:by|with)\\s*:?\\s*)?${before}${literal}${behind}`, "giu"), "");
	}, words);
	return text === words ? words : tidy(text);
}

function valueIn(groups: unknown): string {
	const value = typeof groups === "object" && groups !== null && "value" in groups ? groups.value : "";
	return typeof value === "string" ? value.replace(/[\s.,-]+$/, "").trim() : "";
}

const EMPTY_BRACKETS = /[（(【[『「][\s,，、;；:：.]*[)）】\]』」]/gu;

// A label without its detail, an empty pair of brackets or two commas in a row would look like a mistake.
function tidy(text: string): string {
	return text
		.replace(/(?:联系电话|联系方式|手机号|电话|手机)\s*[:：]?\s*(?=[)）】\]，,。;；]|$)/gu, "")
		.replace(EMPTY_BRACKETS, "")
		.replace(EMPTY_BRACKETS, "")
		.replace(/([（(【[])[\s,，、;；:：]+/gu, "$1")
		.replace(/[\s,，、;；:：]+([)）】\]])/gu, "$1")
		.replace(/([,，、;；:：])(?:\s*[,，、;；:：])+/gu, "$1")
		.replace(/[,，、;；:：]\s*([。.!！])/gu, "$1")
		.replace(/\s+([,.;:!])/gu, "$1")
		.replace(/\s{2,}/g, " ")
		.replace(/^[\s,，、;；:：.。-]+|[\s,，、;；:：-]+$/gu, "")
		.trim();
}
