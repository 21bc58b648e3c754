import { expect, test } from "vitest";
import { followingOfParcel } from "../../src/ingest/following-of.ts";
import type { Connection } from "../../src/store/connections.ts";

const PUSH: Pick<Connection, "id" | "carrier" | "sealedCredentials" | "sealedWebhookSecret"> = {
	id: "con_1",
	carrier: "push",
	sealedCredentials: null,
	sealedWebhookSecret: null,
};

test("a courier without an API stands in the seller's next step by the name that the seller gave it", () => {
	const next = (label: string | null) =>
		followingOfParcel("push", { ...PUSH, label } as Connection, "https://shop.example").next;
	const to = "posts them to https://shop.example/carriers/push/con_1.";
	expect(next("Leipzig Bikes")).toBe(`Scans arrive when Leipzig Bikes ${to}`);
	expect(next(null)).toBe(`Scans arrive when your courier ${to}`);
});
