import { expect, test } from "vitest";
import { z } from "zod";
import { markup, part, soap, soapEnvelope, text, Unreadable } from "../../adapters/kit/index.ts";

const Answer = z.object({ trackResponse: part(z.object({ number: text })) });
const inside = "<ns:trackResponse xmlns:ns='urn:t'><number>A1</number></ns:trackResponse>";

test.each([
	[`<s:Envelope xmlns:s="urn:s"><s:Header/><s:Body>${inside}</s:Body></s:Envelope>`, "an envelope"],
	[`<wrapper><s:Envelope xmlns:s="urn:s"><s:Body>${inside}</s:Body></s:Envelope></wrapper>`, "an envelope in another"],
	[inside, "no envelope at all"],
])("reads what stands in %s", (body) => {
	expect(soap(body, Answer)).toEqual({ fault: null, content: { trackResponse: { number: "A1" } } });
});

test("a fault is a value, in SOAP 1.1 and 1.2", () => {
	const fault11 =
		"<e:Envelope xmlns:e='urn:e'><e:Body><e:Fault><faultcode>e:Server</faultcode><faultstring>No entry</faultstring><detail><x><code>AUTH</code><say>Check your key.</say></x></detail></e:Fault></e:Body></e:Envelope>";
	expect(soap(fault11, Answer)).toEqual({
		fault: { code: "Server", text: "No entry", detail: "AUTH Check your key." },
	});
	const fault12 =
		"<e:Envelope xmlns:e='urn:e'><e:Body><e:Fault><e:Code><e:Value>e:Sender</e:Value></e:Code><e:Reason><e:Text xml:lang='en'>Bad</e:Text></e:Reason></e:Fault></e:Body></e:Envelope>";
	expect(soap(fault12, Answer)).toMatchObject({ fault: { code: "Sender", text: "Bad" } });
});

test("an envelope without a body that fits is unreadable", () => {
	expect(() => soap("<e:Envelope xmlns:e='urn:e'/>", z.object({ x: z.object({}) }))).toThrow(Unreadable);
	expect(() => soap("no", Answer)).toThrow(Unreadable);
});

test("a request comes back as it was asked", () => {
	const request = soapEnvelope(
		markup`<trackResponse><number>${"<A&1>"}</number></trackResponse>`,
		markup`<k>${"s"}</k>`,
	);
	expect(soap(request, Answer)).toEqual({ fault: null, content: { trackResponse: { number: "<A&1>" } } });
	expect(request).toContain("<soapenv:Header><k>s</k></soapenv:Header>");
});
