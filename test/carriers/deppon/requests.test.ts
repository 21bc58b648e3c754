import { expect, test } from "vitest";
import { deppon } from "../../../adapters/deppon.ts";

const credentials = { companyCode: "EWBTEST", appKey: "app-key-1", customerCode: "400" };
const access = { credentials, token: "", nowMs: 1_780_401_600_000, requestId: "request-1" };

test("signs a query over its params, the key and the time, as digits in base64", () => {
	const request = deppon.poll?.request([{ trackingNumber: "DPK000000000019", needs: {} }], access);
	expect(request?.url).toBe("https://dpapi.deppon.com/dop-interface-sync/standard-query/newTraceQuery.action");
	// printf '<params>app-key-11780401600000' | openssl dgst -md5 | base64
	expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
		companyCode: "EWBTEST",
		params: '{"mailNo":"DPK000000000019","customerCode":"400"}',
		digest: "NzJlNThhMWE4M2ZjN2ViNzYzZTAzN2IwNTFjYjQ5YTA=",
		timestamp: "1780401600000",
	});
});
