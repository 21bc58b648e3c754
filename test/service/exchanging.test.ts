import { expect, test } from "vitest";
import { carrierOf } from "../../adapters/index.ts";
import { type ContentType, read } from "../../adapters/kit/index.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { postFedexSample, startTestService } from "../helpers/service.ts";

const FORMS = [
	{ standard: "epcis", adapter: "epcis", kind: "application/ld+json", contentType: "json" },
	{ standard: "x12-214", adapter: "x12-214", kind: "application/EDI-X12; charset=utf-8", contentType: "x12" },
	{ standard: "iftsta", adapter: "edifact-iftsta", kind: "application/EDIFACT; charset=utf-8", contentType: "edifact" },
] as const satisfies readonly { readonly contentType: ContentType; readonly [field: string]: string }[];

oneDatabase((database) => {
	test("a parcel that a carrier told of comes back out of each form with the codes that the form has", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller("Shoe shop");
		const connection = await seller.connect({ carrier: "fedex", webhookSecret: "made-up-token-1" });
		const { id } = (await seller.post("/v1/shipments", { trackingNumber: "700000000005", carrier: "fedex" })).body;
		await postFedexSample(`${url}${connection.path}`, "made-up-token-1", "delivered-after-absent");
		const { scans } = (await seller.get(`/v1/shipments/${id}`)).body;
		expect(scans).toHaveLength(10);

		for (const { standard, adapter, kind, contentType } of FORMS) {
			const path = `/v1/shipments/${id}/${standard}`;
			const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${seller.key}` } });
			expect([answer.status, answer.headers.get("content-type")], standard).toEqual([200, kind]);
			expect(answer.headers.get("content-disposition")).toContain(`attachment; filename="${id}.`);
			const body = await answer.text();
			// Who signed stands in the message that the carrier sent.
			expect(body).not.toContain("CANARY");
			const carrier = carrierOf(adapter);
			if (!carrier) throw new Error(`There is no adapter ${adapter}.`);
			const reading = read(carrier, { kind: "document", contentType, body });
			expect(reading.problems, standard).toEqual([]);
			const found = reading.shipments.flatMap((shipment) => shipment.scans);
			const [, left, codes = "", broader = ""] =
				/^(\d+);of=10;undated=\d+;codes="(.*)";broader="(.*)"$/.exec(answer.headers.get("wayline-left-out") ?? "") ??
				[];
			expect(found, standard).toHaveLength(10 - Number(left));
			const expected = scans
				.filter(({ code }: { code: string }) => !codes.split(" ").includes(code))
				// An event of EPCIS has to have an instant.
				.filter(({ instant }: { instant: string | null }) => instant !== null || standard !== "epcis");
			expect(found, standard).toHaveLength(expected.length);
			for (const [index, scan] of expected.entries()) {
				if (!broader.split(" ").includes(scan.code)) expect(found[index]?.code, standard).toBe(scan.code);
				if (scan.instant !== null) expect(found[index]?.clock, standard).toMatchObject({ kind: "known" });
			}
			expect(await (await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${seller.key}` } })).text()).toBe(
				body,
			);
		}
	});
});
