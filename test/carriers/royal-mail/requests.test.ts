import { expect, test } from "vitest";
import { royalMail } from "../../../adapters/royal-mail.ts";

test("asks for the events of an item as its client, on terms it has to accept", () => {
	const request = royalMail.poll?.request([{ trackingNumber: "FQ000000014GB", needs: {} }], {
		credentials: { clientId: "client", clientSecret: "hidden" },
		token: "",
		nowMs: 0,
		requestId: "r",
	});
	expect(request?.url).toBe("https://api.royalmail.net/mailpieces/v2/FQ000000014GB/events");
	expect(request?.headers).toMatchObject({
		"x-ibm-client-id": "client",
		"x-ibm-client-secret": "hidden",
		"x-accept-rmg-terms": "yes",
	});
});
