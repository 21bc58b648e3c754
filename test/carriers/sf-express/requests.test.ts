import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { sfExpress } from "../../../adapters/sf-express.ts";

const access = {
	credentials: { partnerId: "PARTNER", checkWord: "CHECK(WORD)*1" },
	token: "",
	nowMs: 1_790_000_000_000,
	requestId: "request-1",
};

test("signs a query as SF's own Java client does", () => {
	const request = sfExpress.poll?.request(
		[
			{ trackingNumber: "SF1234567890123", needs: { phoneLast4: "0001" } },
			{ trackingNumber: "SF1234567890124", needs: { phoneLast4: "0002" } },
			{ trackingNumber: "SF1234567890125", needs: { phoneLast4: "0001" } },
		],
		access,
	);
	const fields = Object.fromEntries(new URLSearchParams(request?.body));
	const msgData =
		'{"language":"0","trackingType":"1","methodType":"1","trackingNumber":["SF1234567890123","SF1234567890124","SF1234567890125"],"checkPhoneNo":"0001,0002"}';
	// Written out by hand: a bracket is encoded, a star is not.
	const encoded =
		"%7B%22language%22%3A%220%22%2C%22trackingType%22%3A%221%22%2C%22methodType%22%3A%221%22%2C%22trackingNumber%22%3A%5B%22SF1234567890123%22%2C%22SF1234567890124%22%2C%22SF1234567890125%22%5D%2C%22checkPhoneNo%22%3A%220001%2C0002%22%7D1790000000000CHECK%28WORD%29*1";
	expect(request?.url).toBe("https://sfapi.sf-express.com/std/service");
	expect(fields).toEqual({
		partnerID: "PARTNER",
		requestID: "request-1",
		serviceCode: "EXP_RECE_SEARCH_ROUTES",
		timestamp: "1790000000000",
		msgDigest: createHash("md5").update(encoded).digest("base64"),
		msgData,
	});
});

test("asks for the phone's last four digits before anything is asked of SF", () => {
	expect(sfExpress.needs?.phoneLast4?.required).toBe(true);
});

test("answers a push in the words that SF waits for", () => {
	const { acknowledge } = sfExpress.webhook ?? {};
	expect(acknowledge).toMatchObject({ status: 200, body: '{"return_code":"0000","return_msg":"成功"}' });
});

test("takes a push only at the address that carries the connection's token", () => {
	const hook = { headers: {}, body: new TextEncoder().encode('{"Body":{"WaybillRoute":[]}}') };
	const verify = sfExpress.webhook?.verify;
	expect(verify?.({ ...hook, query: "token=route-token-1" }, "route-token-1", 0)).toBeNull();
	expect(verify?.({ ...hook, query: "token=route-token-2" }, "route-token-1", 0)).not.toBeNull();
	expect(verify?.({ ...hook, query: "" }, "route-token-1", 0)).not.toBeNull();
	expect(verify?.({ ...hook, query: "token=" }, "", 0)).not.toBeNull();
});
