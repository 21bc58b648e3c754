import { expect, test } from "vitest";
import { landmarkGlobal } from "../../../adapters/landmark-global.ts";

test("puts login and number into the body, escaped, and nothing into the address", () => {
	const request = landmarkGlobal.poll?.request([{ trackingNumber: "LTN1<2&3", needs: {} }], {
		credentials: { username: "shop", password: "a&b", clientId: "17" },
		token: "",
		nowMs: 0,
		requestId: "r",
	});
	expect(request?.url).toBe("https://api.landmarkglobal.com/v2/Track.php");
	expect(request?.body).toContain("<TrackingNumber>LTN1&lt;2&amp;3</TrackingNumber>");
	expect(request?.body).toContain("<Username>shop</Username><Password>a&amp;b</Password>");
	expect(request?.body).toContain("<ClientID>17</ClientID>");
});
