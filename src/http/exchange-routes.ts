import type { Exchanged, LeftOut } from "../exchange/parcel.ts";
import type { Standard } from "../services/exchange-shipment.ts";
import type { Principal } from "../services/views.ts";
import type { Door, HttpContext, Route } from "./door.ts";
import { forSellers, idOf } from "./for-sellers.ts";
import type { About } from "./openapi/about.ts";
import { readQuery } from "./read-body.ts";
import { nothing } from "./shapes.ts";

export interface ExchangeServices {
	exchangeShipment(principal: Principal, id: string, standard: Standard): Promise<Exchanged>;
}

export interface ExchangeForm extends Pick<About, "name" | "summary"> {
	readonly more: string;
	readonly standard: Standard;
	/** By RFC 1767 and GS1's own bindings. */
	readonly kind: string;
	readonly extension: string;
}

export const EXCHANGE_FORMS: readonly ExchangeForm[] = [
	{
		standard: "epcis",
		name: "exchangeEpcis",
		summary: "Get a parcel as EPCIS 2.0",
		more: "An event for each scan with a known instant. EPCIS has no word for a delivery, nor for the round before it.",
		kind: "application/ld+json",
		extension: "epcis.json",
	},
	{
		standard: "x12-214",
		name: "exchangeX12",
		summary: "Get a parcel as an X12 214",
		more: "Release 004010, in ASCII: words in other scripts are left out.",
		kind: "application/EDI-X12",
		extension: "x12",
	},
	{
		standard: "iftsta",
		name: "exchangeIftsta",
		summary: "Get a parcel as an EDIFACT IFTSTA",
		more: "Directory D.01B, in UTF-8 (`UNOW:4`).",
		kind: "application/EDIFACT",
		extension: "edi",
	},
];

/** A parcel in the forms in which other systems tell of parcels. */
export function exchangeRoutes({ services }: Pick<Door, "services">): readonly Route[] {
	return forSellers(
		EXCHANGE_FORMS.map((form) => ({
			method: "GET",
			path: `/v1/shipments/:id/${form.standard}`,
			scope: "shipments:read",
			about: {
				name: form.name,
				tag: "Shipments",
				summary: form.summary,
				more: form.more,
				answers: { 200: { when: "The file.", kinds: [form.kind], headers: ["Wayline-Left-Out"] } },
			},
			answer: (context, principal) => {
				readQuery(context, nothing);
				return answerExchanged(services, context, principal, form);
			},
		})),
		services,
	);
}

/** The parcel of the address as a file to keep. */
export async function answerExchanged(
	services: ExchangeServices,
	context: HttpContext,
	principal: Principal,
	{ standard, kind, extension }: ExchangeForm,
): Promise<Response> {
	const id = idOf(context, "shipment");
	const { text, leftOut } = await services.exchangeShipment(principal, id, standard);
	return context.body(text, 200, {
		"content-type": kind === "application/ld+json" ? kind : `${kind}; charset=utf-8`,
		"content-disposition": `attachment; filename="${id}.${extension}"`,
		"wayline-left-out": printLeftOut(leftOut),
	});
}

/** As an item of RFC 9651: `2;of=11;undated=1;codes="note.measured";broader="delivered.letterbox"`. */
function printLeftOut({ scans, of, undated, codes, broader }: LeftOut): string {
	const counted = `${scans};of=${of};undated=${undated}`;
	return `${counted};codes="${codes.join(" ")}";broader="${broader.join(" ")}"`;
}
