import { convertIcsCalendar } from "ts-ics";
import { expect, it } from "vitest";
import { openDoor } from "./helpers/door.ts";
import { IDS } from "./helpers/known.ts";
import { parcelPage } from "./helpers/samples.ts";
import { openPage } from "./helpers/services.ts";

const FEED = `/t/${IDS.token}/calendar.ics`;
const eta = {
	from: "2026-11-24",
	to: "2026-11-25",
	likely: null,
	level: 0.8,
	dateOnly: true,
	zone: "Europe/Berlin",
	source: "model",
	because: "Parcels on this route.",
} as const;

it("tells of every parcel of the order, to whoever has the link, and is kept by no cache between", async () => {
	const { call, page } = await openDoor();
	const sibling = { token: IDS.sibling, kind: "order", page: JSON.stringify(parcelPage({ version: 3, eta })) } as const;
	page.current = openPage({ page: JSON.stringify(parcelPage({ version: 7, eta })), others: [sibling] });
	const response = await call("GET", `${FEED}?lang=en-AU`, { key: null });
	expect(response.status).toBe(200);
	expect(response.headers.get("content-type")).toMatch(/^text\/calendar; charset=utf-8/i);
	expect(response.headers.get("cache-control")).toBe("private, no-cache");
	expect(response.headers.get("x-robots-tag")).toContain("noindex");
	const { events = [] } = convertIcsCalendar(undefined, await response.text());
	expect(events.map(({ url, sequence }) => [url, sequence])).toEqual([
		[`https://track.example.com/t/${IDS.token}?lang=en-AU`, 7],
		[`https://track.example.com/t/${IDS.sibling}?lang=en-AU`, 3],
	]);
});

it("is not sent again while nothing changed, and is when something did", async () => {
	const { call, page } = await openDoor();
	page.current = openPage({ page: JSON.stringify(parcelPage({ version: 7, eta })) });
	const etag = (await call("GET", FEED)).headers.get("etag") ?? "";
	const again = (path = FEED) => call("GET", path, { headers: { "if-none-match": etag } });
	expect([(await again()).status, await (await again()).text()]).toEqual([304, ""]);
	expect((await again(`${FEED}?lang=en-AU`)).status).toBe(200);
	page.current = openPage({ page: JSON.stringify(parcelPage({ version: 8, eta: { ...eta, to: "2026-11-26" } })) });
	expect((await again()).status).toBe(200);
});

it.each(["tok9999999999999999999999", "short"])(
	"of a link that opens nothing is the neutral answer: %s",
	async (token) => {
		const { call } = await openDoor();
		const page = await call("GET", `/t/${token}`, { key: null });
		const feed = await call("GET", `/t/${token}/calendar.ics`, { key: null });
		expect([feed.status, await feed.text()]).toEqual([404, await page.text()]);
	},
);
