import { expect, it } from "vitest";
import { Unavailable } from "../../src/core/errors.ts";
import type { ExportServices } from "../../src/http/export-routes.ts";
import { expectProblem, openDoor } from "./helpers/door.ts";
import { KEYS } from "./helpers/known.ts";
import { serveDoor } from "./helpers/served.ts";

const doorWith = async (exportShipments: ExportServices["exportShipments"]) => {
	const { door } = await openDoor();
	return serveDoor({ services: { ...door.services, exportShipments } });
};

it("an export that fails before its first part is refused, and says why", async () => {
	const { call } = await doorWith(async function* () {
		yield* [];
		throw new Unavailable("The database does not answer just now.");
	});
	await expectProblem(await call("GET", "/v1/shipments.csv"), 503);
});

it("an export that fails later cuts the connection: nobody takes a part for the whole", async () => {
	const { url } = await doorWith(async function* () {
		yield { text: "first\n", parcels: 1 };
		yield { text: "second\n", parcels: 1 };
		throw new Unavailable("The database does not answer just now.");
	});
	const answer = await fetch(`${url}/v1/shipments.ndjson`, { headers: { authorization: `Bearer ${KEYS.full}` } });
	expect(answer.status).toBe(200);
	await expect(answer.text()).rejects.toThrow();
});

it("an export is made no faster than it is read, and ends when nobody reads it", async () => {
	let made = 0;
	let isOver = false;
	const { url } = await doorWith(async function* () {
		try {
			for (; ; made++) yield { text: `${"x".repeat(100_000)}\n`, parcels: 1 };
		} finally {
			isOver = true;
		}
	});
	const stop = new AbortController();
	const answer = await fetch(`${url}/v1/shipments.ndjson`, {
		headers: { authorization: `Bearer ${KEYS.full}` },
		signal: stop.signal,
	});
	await answer.body?.getReader().read();
	await new Promise((resolve) => setTimeout(resolve, 300));
	expect(made).toBeLessThan(500);
	stop.abort();
	await expect.poll(() => isOver).toBe(true);
});
