import { type EndpointForm, NEW_ENDPOINT_FORM } from "../../../web/views/console/endpoint-form.tsx";
import { consoleWordsFor } from "../../../web/views/console/words.ts";
import { Invalid } from "../../core/errors.ts";
import { EVENT_NAMES, wantsType } from "../../outbound/catalogue.ts";
import type { EndpointView } from "../../services/view-endpoints.ts";

/** Told unasked: a test is told whoever asks for it. */
export const TOLD = EVENT_NAMES.filter((name) => name !== "endpoint.test");

/** As it was written; what is none of the choices is the first of them. */
export function formOf(form: URLSearchParams): EndpointForm {
	return {
		url: (form.get("url") ?? "").trim(),
		label: (form.get("label") ?? "").trim(),
		which: form.get("which") === "some" ? "some" : "all",
		events: form.getAll("events"),
		carriers: form.getAll("carriers"),
		format: form.get("format") === "cloudevents" ? "cloudevents" : "standard",
		signature: form.get("signature") === "ed25519" ? "ed25519" : "hmac-sha256",
	};
}

/** As somebody would have written what there is. */
export function writtenBefore({ url, label, events, carriers, format, signature }: EndpointView): EndpointForm {
	return {
		url,
		label: label ?? "",
		which: events.includes("*") ? "all" : "some",
		events: TOLD.filter((name) => wantsType(events, name)),
		carriers: carriers ?? [],
		format,
		signature,
	};
}

/** What a new endpoint is to be; what the service takes by itself is left out. */
export function wantedOf(written: EndpointForm, locale: string) {
	const { url, label, carriers, which, format, signature } = written;
	return {
		url,
		...(label && { label }),
		...(carriers.length > 0 && { carriers }),
		...(which === "some" && { events: chosen(written, locale) }),
		...(format !== NEW_ENDPOINT_FORM.format && { format }),
		...(signature !== NEW_ENDPOINT_FORM.signature && { signature }),
	};
}

/** What stays is left out, so that an endpoint which asks for the beginning of some names goes on to do so. */
export function changeOf(written: EndpointForm, endpoint: EndpointView, locale: string) {
	const before = writtenBefore(endpoint);
	const { url, label, which, carriers, format } = written;
	const isOther = (one: readonly string[], other: readonly string[]) =>
		one.length !== other.length || one.some((name) => !other.includes(name));
	const hasOtherEvents = which !== before.which || (which === "some" && isOther(written.events, before.events));
	return {
		url,
		label: label || null,
		...(hasOtherEvents && { events: which === "all" ? ["*"] : chosen(written, locale) }),
		...(isOther(carriers, before.carriers) && { carriers: carriers.length === 0 ? null : carriers }),
		...(format !== before.format && { format }),
	};
}

function chosen({ events }: EndpointForm, locale: string): readonly string[] {
	if (events.length > 0) return events;
	const detail = consoleWordsFor(locale).webhooks.chooseOne;
	throw new Invalid(detail, [{ pointer: "/events", detail }]);
}
