import { afterEach, describe, expect, test, vi } from "vitest";
import { carriers } from "../../adapters/index.ts";
import {
	type Access,
	bareNumber,
	type Carrier,
	type HttpRequest,
	type Queries,
	type Reading,
	read,
	readSubscribed,
} from "../../adapters/kit/index.ts";
import { takeOutDetails } from "../../adapters/kit/privacy.ts";
import { plainWords } from "../../adapters/kit/words.ts";
import { isCode, isReason } from "../../src/core/status.ts";
import { damage, STRANGERS } from "../helpers/damage.ts";
import {
	expectation,
	fixtures,
	subscriptionExpectation,
	subscriptionFixtures,
	subscriptionSummary,
	summary,
} from "../helpers/fixtures.ts";

const CANARY = /canary|金丝雀/i;

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllEnvs();
});

describe.each(carriers)("$code", (carrier) => {
	const recorded = fixtures(carrier.code);
	const accepts = (number: string) =>
		carrier.numbers.pattern.test(bareNumber(number)) && (carrier.numbers.checkDigit?.(bareNumber(number)) ?? true);

	test("names itself plainly and says where its facts come from", () => {
		expect(carrier.code).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
		expect(carrier.countries.every((country) => /^[A-Z]{2}$/.test(country))).toBe(true);
		expect(carrier.source.url).toMatch(/^https:\/\//);
		expect(carrier.source.checked).toMatch(/^20\d\d-\d\d-\d\d$/);
		expect(Object.isFrozen(carrier)).toBe(true);
	});

	test("links to a page of its own over TLS, with the number escaped, or to none", () => {
		const url = carrier.trackingUrl("A/../B?x=1&y#z");
		if (url === "") return;
		expect(new URL(url).protocol).toBe("https:");
		expect(new URL(url).hash).not.toBe("#z");
		expect(url).not.toContain("A/../B");
	});

	test.each([...carrier.numbers.valid])("accepts its number %s", (number) => {
		expect(accepts(number)).toBe(true);
	});

	test.each([...carrier.numbers.invalid])("refuses %s", (number) => {
		expect(accepts(number)).toBe(false);
	});

	if (carrier.numbers.checkDigit)
		test("refuses its own numbers when the check digit has changed", () => {
			const checked = carrier.numbers.valid.filter(
				(number) => carrier.numbers.checkDigit?.(bareNumber(number)) === true,
			);
			const caught = checked.filter((number) =>
				anyDigitChanged(bareNumber(number)).some((changed) => !accepts(changed)),
			);
			expect(checked.length).toBeGreaterThan(0);
			expect(caught).toEqual(checked);
		});

	test("maps its codes to codes and reasons that exist, and knows delivery", () => {
		const meanings = Object.values(carrier.statuses).map((meaning) => [meaning].flat());
		expect(meanings.map(([code]) => code ?? "").filter((code) => !isCode(code))).toEqual([]);
		expect(meanings.flatMap(([, reason]) => reason ?? []).filter((reason) => !isReason(reason))).toEqual([]);
		expect(meanings.some(([code]) => code?.startsWith("delivered."))).toBe(true);
	});

	test("has recorded a delivery, an unmapped code and a hidden person", () => {
		const readings = recorded.map(({ message }) => read(carrier, message));
		const codes = readings.flatMap(({ shipments }) => shipments.flatMap(({ scans }) => scans.map(({ code }) => code)));
		expect(codes.some((code) => code.startsWith("delivered."))).toBe(true);
		expect(codes).toContain("note.unmapped");
		expect(recorded.some(({ message }) => CANARY.test(message.body))).toBe(true);
	});

	test("never throws and never blames itself on what no carrier sends", () => {
		for (const body of STRANGERS) {
			for (const kind of ["poll", "webhook"] as const) {
				const reading = read(carrier, { body, contentType: "text", kind });
				expectWhole(reading);
				expect(reading.outcome, body.slice(0, 40)).not.toBe("ok");
			}
		}
	});

	test("says of whose parcels it tells: an aggregator of carriers that are registered, a carrier of its own", () => {
		const shipments = recorded.flatMap(({ message }) => read(carrier, message).shipments);
		const named = shipments.flatMap((shipment) => shipment.carrier ?? []);
		const known = carriers.filter(({ kind }) => kind === undefined).map(({ code }) => code);
		expect(named.filter((code) => !known.includes(code))).toEqual([]);
		expect(named.length > 0).toBe(carrier.kind === "aggregator");
		if (carrier.kind === undefined) expect(shipments.every(({ carrierName }) => carrierName === null)).toBe(true);
	});

	test("has an address to call exactly when it is polled or subscribed to", () => {
		expect(carrier.api !== undefined).toBe(carrier.poll !== undefined || carrier.subscribe !== undefined);
	});

	describe.each([...recorded])("$name", (fixture) => {
		const { message, signed } = fixture;

		test("means what the expectation says", () => {
			expect(summary(read(carrier, message))).toBe(expectation(carrier, fixture));
		});

		test("means the same in any time zone, at any hour, at the other door and told again", () => {
			const reading = read(carrier, message);
			for (const [zone, now] of [
				["Pacific/Kiritimati", "2031-07-01T00:00:00Z"],
				["America/St_Johns", "2009-02-28T23:59:59Z"],
			] as const) {
				vi.stubEnv("TZ", zone);
				vi.useFakeTimers({ now: new Date(now) });
				expect(read(carrier, message)).toEqual(reading);
			}
			expect(read(carrier, { ...message, kind: message.kind === "poll" ? "document" : "push-file" })).toEqual(reading);
		});

		test("keeps a person's details in marked fields alone", () => {
			const reading = read(carrier, message);
			const scans = reading.shipments.flatMap((shipment) => shipment.scans);
			const bare = { ...reading, shipments: reading.shipments.map((shipment) => ({ ...shipment, scans: [] })) };
			expect(JSON.stringify(bare)).not.toMatch(CANARY);
			expect(JSON.stringify(scans.map((scan) => ({ ...scan, marked: {}, placeWords: "" })))).not.toMatch(CANARY);
		});

		test("tells of a place to fetch it from what fits a card, without phones, codes and control characters", () => {
			for (const { details } of read(carrier, message).shipments.flatMap(({ scans }) => scans)) {
				const { stopsBefore = 0, pickup } = details ?? {};
				expect(Number.isInteger(stopsBefore) && stopsBefore >= 0).toBe(true);
				if (!pickup) continue;
				const { name, address, hours, until, lat, lng } = pickup;
				expect([name, address, until, lat, ...hours].some((told) => told !== null)).toBe(true);
				expect((lat === null) === (lng === null)).toBe(true);
				expect(hours.length).toBeLessThanOrEqual(14);
				const words = [name, address, ...hours].flatMap((told) => told ?? []);
				for (const told of words) {
					expect(told).toBe(plainWords(told));
					expect(takeOutDetails(told)).toEqual({ text: told, marked: {} });
					expect(told.length).toBeLessThanOrEqual(told === address ? 240 : 120);
					expect(told.trim()).not.toBe("");
				}
			}
		});

		test("says by which row of the table each scan was read", () => {
			for (const { scans } of read(carrier, message).shipments) {
				for (const { rule, code } of scans) {
					if (rule === null) expect(code).toBe("note.unmapped");
					else expect([carrier.statuses[rule]].flat()[0]).toBe(code);
				}
			}
		});

		test("gives an event's identity to one event alone, whatever the piece", () => {
			const told = new Map<string, string>();
			for (const { trackingNumber, scans } of read(carrier, message).shipments) {
				for (const { id, code, clock, piece, text } of scans) {
					if (id === null) continue;
					const event = JSON.stringify([code, clock.local, piece, text]);
					expect(told.get(`${trackingNumber} ${id}`) ?? event).toBe(event);
					told.set(`${trackingNumber} ${id}`, event);
				}
			}
		});

		test("tells of times between 2000 and the day it was recorded", () => {
			const years = read(carrier, message).shipments.flatMap(({ scans }) => scans.map(({ clock }) => clock.local));
			expect(years.filter((local) => local < "2000" || local.slice(0, 10) > carrier.source.checked)).toEqual([]);
		});

		test("survives damage", () => {
			for (const body of damage(message.body)) expectWhole(read(carrier, { ...message, body }));
		});

		if (signed)
			test("is authentic as signed, and not with a changed body, header or secret", () => {
				const verify = carrier.webhook?.verify;
				if (!verify || !signed) throw new Error(`${carrier.code} has a signed push but no webhook.`);
				const { hook, secret, nowMs } = signed;
				expect(verify(hook, secret, nowMs)).toBeNull();
				const other = secret.slice(0, 8) + (secret[8] === "A" ? "B" : "A") + secret.slice(9);
				expect(verify(hook, other, nowMs)).toEqual(expect.any(String));
				expect(verify(hook, other, nowMs)).not.toContain(secret);
				expect(verify(hook, "", nowMs)).toEqual(expect.any(String));
				for (const header of Object.keys(hook.headers).filter((name) =>
					/sign|hmac|token|credential|webhook/.test(name),
				)) {
					const headers = Object.fromEntries(Object.entries(hook.headers).filter(([name]) => name !== header));
					expect(verify({ ...hook, headers }, secret, nowMs), `without ${header}`).toEqual(expect.any(String));
				}
			});
	});

	if (carrier.webhook)
		test("takes no secret of which its signature makes no key", () => {
			const unsigned = { headers: { "webhook-id": "m", "webhook-timestamp": "1" }, body: new Uint8Array(), query: "" };
			const isStandard = carrier.webhook?.verify(unsigned, "!!!!", 1_000) === "the connection has no secret";
			expect(typeof carrier.webhook?.checkSecret?.("!!!!")).toBe(isStandard ? "string" : "undefined");
		});

	if (carrier.webhook)
		test("has a signed push, and refuses its signature on another body", () => {
			const pushes = recorded.filter(({ signed }) => signed !== null);
			expect(pushes, "push-….json with its ….signed.json beside it").not.toEqual([]);
			for (const { signed, message } of pushes) {
				if (!signed) continue;
				const { hook, secret, nowMs } = signed;
				// A token says who speaks, not what is said: only a signature can notice a changed body.
				if ([hook.query, ...Object.values(hook.headers)].some((value) => value.includes(secret))) continue;
				const number = read(carrier, message).shipments[0]?.trackingNumber?.slice(-4) ?? "";
				expect(number).not.toBe("");
				const forged = new TextEncoder().encode(message.body.replaceAll(number, `${number.slice(0, -1)}X`));
				expect(carrier.webhook?.verify({ ...hook, body: forged }, secret, nowMs)).not.toBeNull();
			}
		});

	if (carrier.poll)
		test.each([
			[204, "empty"],
			[401, "denied"],
			[403, "denied"],
			[404, "not-found"],
			[429, "rate-limited"],
			[500, "error"],
			[503, "error"],
		] as const)("takes a page without a word of its own under HTTP status %i as %s", (status, outcome) => {
			for (const body of ["", "<html><body>nginx</body></html>"]) {
				const reading = read(carrier, { body, contentType: "text", kind: "poll", status, asked: ["A1"] });
				expect(reading).toMatchObject({ outcome, refusals: [{ trackingNumber: "A1", outcome }] });
			}
		});

	if (carrier.subscribe) {
		const replies = subscriptionFixtures(carrier.code);

		test("has recorded an accepted and a refused subscription, and can hear what it subscribes to", () => {
			const told = replies.map(({ reply, queries }) => readSubscribed(carrier, reply, queries));
			expect(told.some(({ accepted }) => accepted.length > 0)).toBe(true);
			expect(told.some(({ refused }) => refused.length > 0)).toBe(true);
			expect(carrier.webhook).toBeDefined();
		});

		test.each([...replies])("$name means what the expectation says", (fixture) => {
			expect(subscriptionSummary(carrier, fixture)).toBe(subscriptionExpectation(carrier, fixture));
		});

		test.each([...replies])("$name settles every number once, however it is damaged", ({ reply, queries }) => {
			const asked = queries.map(({ trackingNumber }) => trackingNumber).sort();
			for (const body of [...damage(reply.body), ...STRANGERS, reply.body]) {
				const { accepted, refused } = readSubscribed(carrier, { ...reply, body }, queries);
				expect([...accepted, ...refused.map(({ trackingNumber }) => trackingNumber)].sort()).toEqual(asked);
			}
		});

		test.each([
			[401, "denied"],
			[429, "rate-limited"],
			[502, "error"],
		] as const)("refuses every number under HTTP status %i, as %s", (status, outcome) => {
			const queries = [{ trackingNumber: "A1", needs: {} }];
			const told = readSubscribed(carrier, { status, headers: {}, body: "" }, queries);
			expect(told).toMatchObject({ outcome, accepted: [], refused: [{ trackingNumber: "A1" }] });
		});
	}

	if (carrier.api)
		test("asks only its own hosts over TLS, with numbers escaped and secrets out of the address", () => {
			for (const request of requests(carrier)) {
				const url = new URL(request.url);
				expect(url.protocol).toBe("https:");
				expect(carrier.api?.hosts).toContain(url.host);
				expect(url.hash, "escape the number").toBe("");
				expect(url.username + url.password).toBe("");
				expect(request.url).not.toMatch(/SECRET|TOKEN/);
				expect(url.pathname, "of a number in the path take letters and digits alone").not.toContain("..");
				expect(request.url).not.toContain("A/../B");
			}
		});
});

function anyDigitChanged(number: string): readonly string[] {
	return [...number].flatMap((digit, index) => {
		if (!/\d/.test(digit)) return [];
		return number.slice(0, index) + ((Number(digit) + 1) % 10) + number.slice(index + 1);
	});
}

/** Every request an adapter can build, made of values that would be seen anywhere they leak to. */
function requests({ api, poll, subscribe }: Carrier): readonly HttpRequest[] {
	if (!api) return [];
	const fields = Object.keys(api.credentials.shape).map((field) => [field, `SECRET-${field}`] as const);
	const access: Access = {
		credentials: Object.fromEntries(fields),
		token: "TOKEN",
		nowMs: 1_767_225_600_000,
		requestId: "request-1",
	};
	const queries: Queries = [
		{
			trackingNumber: "A/../B?x=1&y#z",
			needs: { phoneLast4: "1234", postcode: "10115", shipDate: "2026-01-01", courier: "7" },
		},
	];
	const callback = { ...access, callbackUrl: "https://shop.example/carriers/x/con_1", secret: "SECRET-callback" };
	return [
		...(api.login ? [api.login.request(access)] : []),
		...(poll ? [poll.request(queries, access)] : []),
		...(subscribe ? [subscribe.request(queries, callback)] : []),
		...(subscribe?.cancel
			? [subscribe.cancel.request({ trackingNumber: "A/../B?x=1&y#z", id: "A/../B?x=1&y#z" }, access)]
			: []),
	];
}

const OUTCOMES: ReadonlySet<string> = new Set(["ok", "empty", "not-found", "denied", "rate-limited", "error"]);

/**
 * A reading that no later layer stumbles over, whatever the body was. Throws by itself: it is asked of every damaged body,
 * and `expect` takes a quarter as long as reading does.
 */
function expectWhole({ shipments, problems, outcome }: Reading): void {
	const blamed = problems.find(({ detail }) => detail.startsWith("The adapter "));
	if (blamed) throw new Error(blamed.detail);
	if (!OUTCOMES.has(outcome)) throw new Error(`${outcome} is no outcome.`);
	for (const { scans } of shipments) {
		for (const { code, reason, clock } of scans) {
			if (!isCode(code) || !isReason(reason)) throw new Error(`${code} because ${reason} is not in the taxonomy.`);
			if (!/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d)?$/.test(clock.local))
				throw new Error(`${clock.local} is no wall clock.`);
			if (clock.kind === "known" && Number.isNaN(Date.parse(clock.instant)))
				throw new Error(`${clock.instant} is no instant.`);
		}
	}
	const written = JSON.stringify(shipments);
	if (/\\u0000|\\ud[89a-f]/i.test(written)) throw new Error("A character that no database keeps came through.");
}
