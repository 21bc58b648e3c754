import { expect, test } from "vitest";
import { yto } from "../../../adapters/yto.ts";

test.each([
	["its own", "<UpdateInfo><txLogisticID>ORDER-0001</txLogisticID></UpdateInfo>", "ORDER-0001"],
	["none", "<UpdateInfo/>", ""],
])("answers a push with the order that it named: %s", (_, document, order) => {
	const { acknowledge } = yto.webhook ?? {};
	if (typeof acknowledge !== "function") throw new Error("YTO's answer names the order.");
	const body = new URLSearchParams({ logistics_interface: document }).toString();
	expect(acknowledge({ accepted: 1, unmatched: 0, problems: [], body, receivedAtMs: 0 })).toMatchObject({
		status: 200,
		body: `<Response><logisticProviderID>YTO</logisticProviderID><txLogisticID>${order}</txLogisticID><success>true</success></Response>`,
	});
});
