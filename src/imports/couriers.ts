import { carrierOf, carriers, knownCarriers, namedCarrier } from "../../adapters/index.ts";
import { bareNumber, courierNamed, type Need } from "../../adapters/kit/index.ts";
import { onlyCandidate } from "../core/detect.ts";
import { candidatesOf, NUMBER_FORMS } from "../services/number-forms.ts";

/** Couriers by the names that shops of China and Japan write. */
const HAN: readonly (readonly [code: string, pattern: RegExp])[] = [
	["sf-express", /顺丰|順豐/],
	["zto", /中通/],
	["yto", /圆通|圓通/],
	["sto", /申通/],
	["yunda", /韵达|韻達/],
	["jt-express", /极兔|極兔/],
	["jd-logistics", /京东|京東/],
	["deppon", /德邦/],
	["ems-china", /邮政|郵政|中国邮|邮政小包/],
	["cainiao", /菜鸟|菜鳥/],
	["yanwen", /燕文/],
	["yunexpress", /云途|雲途/],
	["4px", /递四方|遞四方/],
];

/** Words that stand where a marketplace knows no courier. */
const NONE = new Set(["", "other", "none", "custom", "sonstige", "andere", "autre", "otro", "altro", "其他", "その他"]);

/** The courier of a cell by its code or as people write its name, with a service behind it or not; null where none is known. */
export function courierIn(text: string): string | null {
	const code = text.trim().toLowerCase();
	if (namedCarrier(code)) return code;
	const han = HAN.find(([, pattern]) => pattern.test(text));
	if (han && namedCarrier(han[0])) return han[0];
	const words = text
		.replace(/[®™]/g, "")
		.split(/[\s_/(),:]+/)
		.filter((word) => word !== "");
	for (let count = words.length; count > 0; count -= 1) {
		const letters = lettersOf(words.slice(0, count).join(" "));
		const found = BY_NAME.get(letters) ?? courierNamed(letters);
		if (found && namedCarrier(found)) return found;
	}
	return null;
}

/** Whether a cell names no courier. */
export function namesNoCourier(text: string): boolean {
	return NONE.has(text.trim().toLowerCase());
}

/** What the carrier may ask for beside the number. */
export function needsOf(carrier: string): readonly Need[] {
	return Object.keys(carrierOf(carrier)?.needs ?? {}) as Need[];
}

/** The one carrier whose number it is by its form; null where none or several have such numbers. */
export function courierOfNumber(number: string): string | null {
	return onlyCandidate(bareNumber(number), candidatesOf(number), NUMBER_FORMS)?.carrier ?? null;
}

/** Whether some carrier gives out numbers like it. */
export function looksLikeNumber(text: string): boolean {
	const bare = bareNumber(text);
	return bare.length >= 8 && /\d{4}/.test(bare) && candidatesOf(text).length > 0;
}

const BY_NAME: ReadonlyMap<string, string> = new Map(
	[...knownCarriers, ...carriers].flatMap(({ code, name }) => [
		[lettersOf(code), code],
		[lettersOf(name), code],
	]),
);

function lettersOf(name: string): string {
	return name
		.normalize("NFKD")
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, "");
}
