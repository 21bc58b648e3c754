import { afterEach, expect, it, vi } from "vitest";
import { ask, COOKIE, doorWith } from "./helpers/console.ts";
import { openDoor } from "./helpers/door.ts";
import { SESSIONS } from "./helpers/known.ts";

const ASK = "/console/log-in-link";
const LINK = `/console/log-in-link/${SESSIONS.full}`;

afterEach(() => vi.useRealTimers());

it("a link is asked for by an address, and the answer says nothing of whose it is, nor does its time", async () => {
	vi.useFakeTimers({ toFake: ["setTimeout", "performance"] });
	const workMs: Readonly<Record<string, number>> = { ada: 120, nobody: 0, grace: 620 };
	const { door } = await doorWith({
		mailLoginLink: (email) => new Promise((done) => setTimeout(done, workMs[email.split("@")[0] ?? ""] ?? 0)),
	});
	const answered: string[] = [];
	const asked = Object.keys(workMs).map(async (name) => {
		const answer = await ask("POST", ASK, { as: null, form: { email: `${name}@shoes.example` }, door });
		answered.push(name);
		expect([answer.status, answer.headers.get("set-cookie")]).toEqual([200, null]);
		return answer.text();
	});
	const allWait = async () => {
		while (vi.getTimerCount() < asked.length) await new Promise(setImmediate);
	};
	const answeredAfter = async (ms: number) => {
		await vi.advanceTimersByTimeAsync(ms);
		return answered.toSorted();
	};
	await allWait();
	expect(await answeredAfter(499)).toEqual([]);
	expect(await answeredAfter(1)).toEqual(["ada", "nobody"]);
	expect(await answeredAfter(499)).toEqual(["ada", "nobody"]);
	expect(await answeredAfter(1)).toEqual(["ada", "grace", "nobody"]);
	const [page, ...others] = await Promise.all(asked);
	expect(page).toContain("Look into your mail");
	expect(others).toEqual([page, page]);
});

it("no more than five in an hour go to one address, in capitals or not, whoever's it is", async () => {
	const { door, heard } = await doorWith({});
	const emails = Array.from({ length: 6 }, (_, index) => (index % 2 ? "ADA@shoes.example" : " ada@shoes.example "));
	const answers = await Promise.all(emails.map((email) => ask("POST", ASK, { as: null, form: { email }, door })));
	expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 429]);
	const refused = answers.find(({ status }) => status === 429);
	expect(await refused?.text()).toContain("Too many links were asked for");
	expect(heard.asked).toHaveLength(5);
});

it.each(["", "ada", "ada@", "<ada@shoes.example>", `${"a".repeat(260)}@shoes.example`])(
	"%s is no address",
	async (email) => {
		const { door, heard } = await doorWith({});
		const answer = await ask("POST", ASK, { as: null, form: { email }, door });
		expect([answer.status, heard.asked]).toEqual([422, []]);
		expect(await answer.text()).toMatch(/id="email-error">\s*This is no address/);
	},
);

it("opening a link uses nothing: it is used by the button on its page, which logs in", async () => {
	const used: string[] = [];
	const { door } = await doorWith({
		useLoginLink: async (token) => {
			used.push(token);
			return token === SESSIONS.full ? SESSIONS.full : null;
		},
	});
	for (const method of ["GET", "HEAD", "GET"]) {
		const page = await ask(method, LINK, { as: null, door });
		expect([page.status, page.headers.get("set-cookie"), page.headers.get("cache-control")]).toEqual([
			200,
			null,
			"no-store",
		]);
		if (method === "GET") expect(await page.text()).toContain(`<form class="form" method="post" action="${LINK}">`);
	}
	expect(used).toEqual([]);
	const answer = await ask("POST", LINK, { as: null, form: {}, door });
	expect([answer.status, answer.headers.get("location")]).toEqual([303, "/console"]);
	expect(answer.headers.get("set-cookie")).toBe(
		`${COOKIE}=${SESSIONS.full}; Max-Age=604800; Path=/; HttpOnly; Secure; SameSite=Strict`,
	);
});

it("a link that opens nothing, and what is none, says so and keeps nothing", async () => {
	for (const path of [
		`/console/log-in-link/${"x".repeat(44)}`,
		"/console/log-in-link/short",
		"/console/log-in-link/%2e%2e%2fx",
	]) {
		for (const method of ["GET", "POST"]) {
			const answer = await ask(method, path, { as: null, ...(method === "POST" && { form: {} }) });
			expect([answer.status, answer.headers.get("set-cookie")]).toEqual([404, null]);
			expect(await answer.text()).toContain("opens nothing any more");
		}
	}
});

it("no page of another site asks for a link or uses one", async () => {
	const door = openDoor();
	for (const path of [ASK, LINK]) {
		const headers = { "sec-fetch-site": "cross-site", accept: "*/*" };
		const answer = await ask("POST", path, { as: null, form: { email: "ada@shoes.example" }, headers, door });
		expect(answer.status).toBe(403);
	}
	expect((await door).heard.asked).toEqual([]);
});
