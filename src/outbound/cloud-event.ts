import type { NewsFormat } from "../core/endpoint-kinds.ts";

/** An event that was written out. */
export interface WrittenEvent {
	/** `evt_…` */
	readonly messageId: string;
	/** As `writeBody` wrote it. */
	readonly body: string;
}

export const CONTENT_TYPES: Readonly<Record<NewsFormat, string>> = {
	standard: "application/json",
	cloudevents: "application/cloudevents+json",
};

/** What is posted: nothing but what was written goes into it, so that an event is the same bytes at every attempt. */
export function inFormat(format: NewsFormat, event: WrittenEvent, publicUrl: string): string {
	switch (format) {
		case "standard":
			return event.body;
		case "cloudevents":
			return cloudEventOf(event, publicUrl);
	}
}

/**
 * A CloudEvent 1.0 in structured mode: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md. `type` should
 * begin with the name of whoever says what it means: a domain turned round where he has one, which Wayline has not.
 */
function cloudEventOf({ messageId, body }: WrittenEvent, publicUrl: string): string {
	const { type, timestamp, data } = readBody(body);
	return JSON.stringify({
		specversion: "1.0",
		id: messageId,
		source: sourceOf(data, publicUrl),
		type: `wayline.${type}`,
		subject: data.id ?? data.endpointId,
		time: timestamp,
		datacontenttype: "application/json",
		data,
	});
}

/**
 * The installation as it was called when the event was written: retries say the same though it moved meanwhile. A test
 * names no parcel, and is sent once.
 */
function sourceOf({ trackingUrl }: Written["data"], publicUrl: string): string {
	const end = trackingUrl?.lastIndexOf("/t/") ?? -1;
	return trackingUrl === undefined || end < 0 ? publicUrl : trackingUrl.slice(0, end);
}

interface Written {
	readonly type: string;
	readonly timestamp: string;
	/** `id` and `trackingUrl` of a parcel; `endpointId` of a test. */
	readonly data: { readonly id?: string; readonly trackingUrl?: string; readonly endpointId?: string };
}

/** `writeBody` alone writes bodies, of the shapes in the catalogue. */
function readBody(body: string): Written {
	return JSON.parse(body);
}
