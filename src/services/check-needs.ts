import { type Need, wrongNeed } from "../../adapters/kit/index.ts";
import { Invalid } from "../core/errors.ts";
import type { Connection } from "../store/connections.ts";
import type { Registrable } from "./carriers.ts";
import type { NewShipment } from "./views.ts";

/** What the carrier wants beside the number, asked for now and not when the first poll fails. */
export function checkNeeds(
	{ name, needs = {} }: Registrable,
	connection: Connection | null,
	given: NewShipment["needs"] = {},
): Readonly<Record<string, string>> | null {
	const rules = Object.entries(needs);
	const unknown = Object.keys(given).filter((need) => !Object.hasOwn(needs, need));
	const willAsk = connection !== null && connection.sealedCredentials !== null;
	const missing = rules.filter(([need, { required }]) => willAsk && required && !given[need as Need]);
	const wrong = Object.entries(given).flatMap(([need, told]) => {
		const rule = Object.hasOwn(needs, need) ? needs[need as Need] : undefined;
		const detail = rule && wrongNeed(need as Need, told, rule);
		return detail ? [{ pointer: `/needs/${need}`, detail }] : [];
	});
	const errors = [
		...wrong,
		...unknown.map((need) => ({ pointer: `/needs/${need}`, detail: `${name} does not ask for "${need}".` })),
		...missing.map(([need, { why }]) => ({ pointer: `/needs/${need}`, detail: why })),
	];
	if (errors.length > 0) throw new Invalid(`${name} needs more, or less, than this.`, errors);
	return Object.keys(given).length > 0 ? given : null;
}
