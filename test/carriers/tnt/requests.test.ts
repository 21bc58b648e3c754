import { expect, test } from "vitest";
import { tnt } from "../../../adapters/tnt.ts";

test("posts the numbers in a form, escaped, with the login in a header", () => {
	const request = tnt.poll?.request(
		[
			{ trackingNumber: "100000003", needs: {} },
			{ trackingNumber: "1<2", needs: {} },
		],
		{
			credentials: { username: "shop", password: "hidden", originCountry: "GB" },
			token: "",
			nowMs: 0,
			requestId: "r",
		},
	);
	const asked = new URLSearchParams(request?.body).get("xml_in");
	expect(request?.url).toBe("https://express.tnt.com/expressconnect/track.do");
	expect(request?.headers.authorization).toBe("Basic c2hvcDpoaWRkZW4=");
	expect(asked).toContain(
		"<ConsignmentNumber>100000003</ConsignmentNumber><ConsignmentNumber>1&lt;2</ConsignmentNumber>",
	);
	expect(asked).toContain('originCountry="GB"');
});
