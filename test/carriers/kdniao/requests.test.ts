import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { kdniao } from "../../../adapters/kdniao.ts";

const credentials = { businessId: "1000001", appKey: "KEY", query: "8001", courier: "SF" };
const access = { credentials, token: "", nowMs: 0, requestId: "request-1" };
const query = { trackingNumber: "SF1234567890123", needs: { phoneLast4: "0001" } };

function form(body: string | undefined): Record<string, string> {
	return Object.fromEntries(new URLSearchParams(body));
}

test("signs a query with the MD5 of the data and the key, its digits once more in base64", () => {
	const request = kdniao.poll?.request([query], access);
	const { RequestData = "", DataSign, ...others } = form(request?.body);
	const digits = createHash("md5").update(`${RequestData}KEY`).digest("hex");
	expect(request?.url).toBe("https://api.kdniao.com/Ebusiness/EbusinessOrderHandle.aspx");
	expect(DataSign).toBe(Buffer.from(digits).toString("base64"));
	expect(others).toEqual({ EBusinessID: "1000001", RequestType: "8001", DataType: "2" });
	expect(JSON.parse(RequestData)).toEqual({
		LogisticCode: "SF1234567890123",
		ShipperCode: "SF",
		CustomerName: "0001",
	});
});

test.each([
	["1002", "1008"],
	["8001", "8008"],
	["8002", "8008"],
])("whoever queries by %s subscribes by %s", (asked, type) => {
	const callback = { callbackUrl: "https://wayline.example/carriers/kdniao/con_1", secret: "KEY" };
	const request = kdniao.subscribe?.request([query], {
		...access,
		...callback,
		credentials: { ...credentials, query: asked },
	});
	expect(request?.url).toBe("https://api.kdniao.com/api/dist");
	expect(form(request?.body).RequestType).toBe(type);
});

test("names the courier of the waybill, and the connection's where it has none", () => {
	const dataOf = (needs: { courier?: string }) =>
		JSON.parse(form(kdniao.poll?.request([{ ...query, needs }], access).body).RequestData ?? "").ShipperCode;
	expect([{ courier: "ZTO" }, {}].map(dataOf)).toEqual(["ZTO", "SF"]);
});

test("answers a push with the customer's number and the hour in Beijing, and one that nobody can read with neither's fault", () => {
	const { acknowledge } = kdniao.webhook ?? {};
	if (typeof acknowledge !== "function") throw new Error("Kdniao wants something of its message back.");
	const receipt = { accepted: 0, unmatched: 1, problems: [], receivedAtMs: Date.parse("2026-10-02T20:30:00Z") };
	const data = JSON.stringify({ PushTime: "2026-10-03 04:30:00", EBusinessID: "1000001", Data: [] });
	const answers = [new URLSearchParams({ RequestData: data, DataSign: "x" }).toString(), "nothing"].map((body) =>
		JSON.parse(acknowledge({ ...receipt, body }).body),
	);
	expect(answers).toEqual([
		{ EBusinessID: "1000001", UpdateTime: "2026-10-03 04:30:00", Success: true, Reason: "" },
		{ EBusinessID: "", UpdateTime: "2026-10-03 04:30:00", Success: true, Reason: "" },
	]);
});
