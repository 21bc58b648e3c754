import { expect, test } from "vitest";
import { inFormat } from "../../src/outbound/cloud-event.ts";
import { writeBody } from "../../src/outbound/render.ts";

const HOME = "https://track.shop.example/parcels";
const AT = "2026-11-23T10:00:00.000Z";

const data = {
	id: "shp_0000000000000000000001",
	carrier: "fedex",
	trackingNumber: "700000000016",
	reference: 'a "/t/" \u2028 reference',
	order: null,
	brand: null,
	trackingUrl: `${HOME}/t/abc`,
	sequence: 3,
	version: 7,
};
const event = {
	messageId: "evt_0000000000000000000001",
	body: writeBody("shipment.carrier.corrected", AT, data),
};

test("a CloudEvent says what the envelope of Standard Webhooks says, with the installation and the parcel", () => {
	expect(JSON.parse(inFormat("cloudevents", event, HOME))).toEqual({
		specversion: "1.0",
		id: event.messageId,
		source: HOME,
		type: "wayline.shipment.carrier.corrected",
		subject: data.id,
		time: AT,
		datacontenttype: "application/json",
		data,
	});
	expect(inFormat("standard", event, HOME)).toBe(event.body);
});

test("an event is the same to the byte though the installation was given another address meanwhile", () => {
	const moved = inFormat("cloudevents", event, "https://elsewhere.example");
	expect(moved).toBe(inFormat("cloudevents", event, HOME));
});

test("a test, which is of no parcel, is of its endpoint", () => {
	const told = { endpointId: "end_0000000000000000000001", text: "Hello." };
	const body = writeBody("endpoint.test", AT, told);
	expect(JSON.parse(inFormat("cloudevents", { ...event, body }, HOME))).toMatchObject({
		source: HOME,
		type: "wayline.endpoint.test",
		subject: told.endpointId,
		data: told,
	});
});
