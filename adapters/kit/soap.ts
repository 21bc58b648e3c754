import type { z } from "zod";
import { shaped } from "./body.ts";
import { type Markup, markup, parseXml } from "./xml.ts";

/** Why a SOAP service did not answer. */
export interface SoapFault {
	/** Without its prefix: `Client`, `Server`, or the service's own. */
	readonly code: string;
	readonly text: string;
	/** All words of the detail, codes among them, parted by blanks. */
	readonly detail: string;
}

export type SoapAnswer<T> = { readonly fault: SoapFault } | { readonly fault: null; readonly content: T };

/**
 * What stands inside the SOAP body, by the name of its element; the whole document where somebody took the envelope off.
 * A fault is a value: `outcomeOf(code, text)` says what it means. Throws Unreadable.
 */
export function soap<T extends z.ZodType>(body: string, shape: T): SoapAnswer<z.output<T>> {
	const document = parseXml(body);
	const envelope = envelopeIn(document, 3);
	const inside = envelope === null ? document : objectOf(envelope.Body);
	const fault = inside.Fault ?? (envelope === null ? document.Fault : undefined);
	if (fault !== undefined) return { fault: readFault(objectOf(fault), String(fault)) };
	return { fault: null, content: shaped(inside, shape) };
}

/** A request in SOAP 1.1 (`text/xml`) with its envelope; `header` is what stands in the header, login and all. */
export function soapEnvelope(content: Markup, header?: Markup): string {
	const head = header ? markup`<soapenv:Header>${header}</soapenv:Header>` : markup``;
	return markup`<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">${head}<soapenv:Body>${content}</soapenv:Body></soapenv:Envelope>`
		.xml;
}

function envelopeIn(element: Readonly<Record<string, unknown>>, depth: number): Record<string, unknown> | null {
	if (typeof element.Envelope === "object" && element.Envelope !== null) return objectOf(element.Envelope);
	if (depth === 0) return null;
	for (const child of Object.values(element)) {
		const found = envelopeIn(objectOf(child), depth - 1);
		if (found !== null) return found;
	}
	return null;
}

function readFault(fault: Record<string, unknown>, bare: string): SoapFault {
	// SOAP 1.1 has faultcode and faultstring, 1.2 Code/Value and Reason/Text.
	const code = wordsIn(fault.faultcode ?? objectOf(fault.Code).Value ?? "");
	const text = wordsIn(fault.faultstring ?? fault.Reason ?? (Object.keys(fault).length === 0 ? bare : ""));
	return { code: code.replace(/^[^:\s]+:/, ""), text, detail: wordsIn(fault.detail ?? fault.Detail ?? "") };
}

function wordsIn(element: unknown): string {
	if (typeof element === "string") return element;
	if (Array.isArray(element)) return element.map(wordsIn).filter(Boolean).join(" ");
	const children = Object.entries(objectOf(element)).filter(([name]) => !name.startsWith("@"));
	return children
		.map(([, child]) => wordsIn(child))
		.filter(Boolean)
		.join(" ");
}

function objectOf(element: unknown): Record<string, unknown> {
	return typeof element === "object" && element !== null && !Array.isArray(element)
		? (element as Record<string, unknown>)
		: {};
}
