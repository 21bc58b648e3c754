import { describe, expect, test } from "vitest";
import {
	type FindThreadOptions,
	findThread,
	type ThreadParties,
	type ThreadVerdict,
} from "../../src/mail/find-thread.ts";
import type { Mail } from "../../src/mail/mail.ts";
import { readMail } from "../../src/mail/read-mail.ts";
import type { TokenKeys } from "../../src/mail/signed-token.ts";
import { type PartyRole, threadToken } from "../../src/mail/thread-token.ts";

const keys: TokenKeys = [Buffer.alloc(32, 1)];
const A = "qst_AAAAAAAAAAAAAAAAAAAAAA";
const B = "qst_BBBBBBBBBBBBBBBBBBBBBB";
/** Another seller's. */
const C = "qst_CCCCCCCCCCCCCCCCCCCCCC";
const GONE = "qst_DDDDDDDDDDDDDDDDDDDDDD";

const people: ThreadParties["people"] = [
	{ role: "buyer", person: 0, address: "mia@buyer.example" },
	{ role: "staff", person: 1, address: "Tom@shop.example" },
	{ role: "staff", person: 2, address: "eva@shop.example" },
	{ role: "third", person: 0, address: "depot@courier.example" },
];
const parties: Readonly<Record<string, ThreadParties>> = {
	[A]: { seller: "sel_1", people },
	[B]: { seller: "sel_1", people: [{ role: "buyer", person: 0, address: "ben@buyer.example" }] },
	[C]: { seller: "sel_2", people: [{ role: "buyer", person: 0, address: "mia@buyer.example" }] },
};
const keptIds: Readonly<Record<string, string>> = { "<kept-a@buyer.example>": A, "<kept-b@buyer.example>": B };

function token(thread: string, role: PartyRole = "buyer", person = 0, by = keys): string {
	return threadToken({ thread, sentTo: { role, person } }, by);
}

const to = (thread: string, role?: PartyRole, person?: number) => `reply+${token(thread, role, person)}@shop.example`;
const id = (thread: string) =>
	`<${threadToken({ thread, sentTo: { role: "buyer", person: 0 } }, keys, "id")}.eml_1@shop.example>`;
const ref = (thread: string) => `\n> [ref:${token(thread)}]`;

async function place(head: string, body = "Hello", options: Partial<FindThreadOptions> = {}): Promise<ThreadVerdict> {
	const mail = await readMail(Buffer.from(`Message-ID: <x@y>\n${head}\n\n${body}`));
	if ("kind" in mail) throw new Error(mail.because);
	return findThread(mail satisfies Mail, {
		keys,
		mailbox: { address: "reply@shop.example", takesPlusAddresses: true },
		sender: "proven",
		partiesOf: async (thread) => parties[thread] ?? null,
		threadsOfIds: async (ids) => ids.flatMap((one) => keptIds[one] ?? []),
		threadsOfSender: async (address) => (address === "mia@buyer.example" ? [A] : []),
		...options,
	});
}

const buyer = { kind: "found", thread: A, role: "buyer", person: 0 };
const mia = "From: Mia <MIA@buyer.example>";

describe("a reply finds its thread", () => {
	test.each<[string, string, string, string]>([
		["by its address", `${mia}\nTo: ${to(A)}`, "Hello", "address"],
		["by its address, in capitals", `${mia}\nTo: ${to(A).toUpperCase()}`, "Hello", "address"],
		["by Cc alone", `${mia}\nTo: tom@shop.example\nCc: Shop <${to(A)}>`, "Hello", "address"],
		[
			"by what it was delivered to alone",
			`${mia}\nDelivered-To: ${to(A)}\nTo: undisclosed-recipients:;`,
			"Hello",
			"address",
		],
		["through a forwarder", `${mia}\nTo: SRS0=h=t=shop.example=reply=2B${token(A)}@f.example`, "Hello", "address"],
		["with another subject", `${mia}\nSubject: something else\nTo: ${to(A)}`, "Hello", "address"],
		["by the id it answers", `${mia}\nTo: reply@shop.example\nIn-Reply-To: ${id(A)}`, "Hello", "reference"],
		["by an id before that", `${mia}\nIn-Reply-To: <lost@z>\nReferences: ${id(A)} <lost@z>`, "Hello", "reference"],
		["by the id of a kept mail", `${mia}\nIn-Reply-To: <kept-a@buyer.example>`, "Hello", "reference"],
		["by the text it quotes", `${mia}\nTo: reply@shop.example`, `Hello${ref(A)}`, "body"],
		["by the address in the text it quotes", `${mia}`, `Hello\nOn Monday Shop <${to(A)}> wrote:\n> x`, "body"],
		["by the HTML it quotes", `${mia}\nContent-Type: text/html`, `Hello <div>[ref:${token(A)}]</div>`, "body"],
		["whatever else its text quotes", `${mia}\nTo: ${to(A)}`, `Hello${ref(B)}${ref(A)}`, "address"],
		[
			"beside a token that is not ours",
			`${mia}\nTo: ${to(A)}, reply+${token(B, "buyer", 0, [Buffer.alloc(32, 9)])}@x.example`,
			"Hello",
			"address",
		],
		["beside the token of a thread that is gone", `${mia}\nTo: ${to(A)}\nReferences: ${id(GONE)}`, "Hello", "address"],
		[
			"of two addresses by the one it was delivered to",
			`${mia}\nDelivered-To: ${to(A)}\nTo: ${to(A)}, ${to(B)}`,
			"Hello",
			"address",
		],
	])("%s", async (_, head, body, how) => {
		expect(await place(head, body)).toEqual({ ...buyer, how });
	});

	test("whatever ids others gave to mails of theirs", async () => {
		const answers = "References: <kept-b@buyer.example>";
		expect(await place(`${mia}\nTo: ${to(A)}\n${answers}`)).toEqual({ ...buyer, how: "address" });
		expect(await place(`${mia}\n${answers} ${id(A)}`)).toEqual({ ...buyer, how: "reference" });
		expect(await place(`${mia}\n${answers}`, `Hello${ref(A)}`)).toEqual({ ...buyer, how: "body" });
		const poisoned = { threadsOfIds: async () => [B] };
		for (const root of [`<${A}@thread.wayline>`, "<eml_0123@shop.example>"]) {
			expect(await place(`${mia}\nReferences: ${root}`, "Hello", poisoned)).toMatchObject({ how: "sender" });
		}
	});

	test("by the envelope, of two addresses", async () => {
		const verdict = await place(`${mia}\nTo: ${to(B)}, ${to(A)}`, "Hello", { envelopeTo: [to(A)] });
		expect(verdict).toEqual({ ...buyer, how: "address" });
	});
});

describe("what contradicts itself is only suggested", () => {
	test.each<[string, string, string, readonly string[]]>([
		["two addresses", `${mia}\nTo: ${to(A)}, ${to(B)}`, "Hello", [A, B]],
		["an address and an answered id", `${mia}\nTo: ${to(A)}\nIn-Reply-To: ${id(B)}`, "Hello", [A, B]],
		[
			"ids of kept mails of two threads",
			`${mia}\nReferences: <kept-b@buyer.example> <kept-a@buyer.example>`,
			"Hello",
			[A, B],
		],
		["ids of two threads", `${mia}\nReferences: ${id(B)} ${id(A)}`, "Hello", [A, B]],
		["an address and a text of another", `${mia}\nTo: ${to(A)}`, `Hello${ref(B)}`, [A, B]],
		["an id and a text of another", `${mia}\nIn-Reply-To: ${id(A)}`, `Hello${ref(B)}`, [A, B]],
		["a forwarded text of two threads", mia, `Hello${ref(A)}${ref(B)}`, [A, B]],
	])("%s", async (_, head, body, threads) => {
		expect(await place(head, body)).toEqual({ kind: "suggested", threads, how: "contradiction" });
	});

	test("a text that a stranger pasted", async () => {
		expect(await place("From: who@stranger.example", `Hello${ref(A)}`)).toEqual({
			kind: "suggested",
			threads: [A],
			how: "body",
		});
	});

	test("a sender alone", async () => {
		expect(await place(mia)).toEqual({ kind: "suggested", threads: [A], how: "sender" });
		expect(await place(mia, "Hello", { sender: "refuted" })).toEqual({ kind: "none" });
		expect(await place("From: who@stranger.example")).toEqual({ kind: "none" });
	});

	test("threads of two sellers are suggested to neither", async () => {
		expect(await place(`${mia}\nTo: ${to(A)}, ${to(C)}`)).toEqual({ kind: "none" });
		expect(await place(`${mia}\nTo: ${to(A)}\nIn-Reply-To: ${id(C)}`)).toEqual({ kind: "none" });
		expect(await place(mia, `Hello${ref(A)}${ref(C)}`)).toEqual({ kind: "none" });
	});
});

describe("a writer speaks as who he is", () => {
	const staff = { kind: "found", thread: A, role: "staff", how: "address" };
	const third = { kind: "found", thread: A, role: "third", person: null, how: "address" };
	const asStaff = { ...third, claims: "staff" };
	const asBuyer = { ...third, claims: "buyer" };
	test.each<[string, string, string, FindThreadOptions["sender"], object]>([
		["staff, proven", "tom@shop.example", to(A, "staff", 1), "proven", { ...staff, person: 1 }],
		["staff at his own letter's address", "tom@shop.example", to(A, "staff", 1), "unproven", { ...staff, person: 1 }],
		["staff at the buyer's address, proven", "tom@shop.example", to(A), "proven", { ...staff, person: 1 }],
		["somebody as staff at the buyer's address", "tom@shop.example", to(A), "unproven", asStaff],
		["somebody as staff at a colleague's address", "tom@shop.example", to(A, "staff", 2), "unproven", asStaff],
		["somebody as staff, refuted", "tom@shop.example", to(A, "staff", 1), "refuted", asStaff],
		["a courier at staff's address", "x@courier.example", to(A, "staff", 1), "proven", third],
		["a courier that we asked", "depot@courier.example", to(A, "third", 0), "proven", { ...third, person: 0 }],
		["somebody as the buyer at staff's address", "mia@buyer.example", to(A, "staff", 1), "unproven", asBuyer],
		[
			"the buyer at staff's address, proven",
			"mia@buyer.example",
			to(A, "staff", 1),
			"proven",
			{ ...buyer, how: "address" },
		],
		["the buyer at his own letter's address", "mia@buyer.example", to(A), "unproven", { ...buyer, how: "address" }],
		["the buyer from another address", "mia@work.example", to(A), "proven", third],
		["somebody as the buyer, refuted", "mia@buyer.example", to(A), "refuted", asBuyer],
	])("%s", async (_, from, address, sender, verdict) => {
		expect(await place(`From: ${from}\nTo: ${address}`, "Hello", { sender })).toEqual(verdict);
	});

	test("staff who answers by reference alone is believed only where the address is proven", async () => {
		const head = `From: tom@shop.example\nIn-Reply-To: <${token(A, "staff", 1)}.eml_1@shop.example>`;
		expect(await place(head)).toMatchObject({ role: "staff", how: "reference" });
		expect(await place(head, "Hello", { sender: "unproven" })).toMatchObject({ role: "third" });
	});

	test("a token of an id, in whatever address, lets nobody write as staff", async () => {
		const sentTo = { role: "staff", person: 1 } as const;
		const ofId = threadToken({ thread: A, sentTo }, keys, "id");
		for (const address of [`reply+${ofId}@shop.example`, `${ofId}@shop.example`, `x+${ofId}@else.example`]) {
			const verdict = await place(`From: tom@shop.example\nTo: ${address}`, "Hello", { sender: "unproven" });
			expect([address, verdict]).toEqual([address, expect.objectContaining(asStaff)]);
		}
	});

	test("a letter's own address counts at the mailbox alone, and where nobody else has got it", async () => {
		const own = token(A, "staff", 1);
		const unproven = { sender: "unproven" } as const;
		const from = "From: tom@shop.example";
		const elsewhere = [
			`To: x+${own}@shop.example`,
			`To: reply+${own}@else.example`,
			`To: reply@shop.example\nCc: "${own}" <${own}@else.example>`,
			`To: ${to(A, "staff", 1)}\nCc: depot@courier.example`,
			`To: ${to(A, "staff", 1)}, depot@courier.example`,
		];
		for (const head of elsewhere) {
			expect([head, await place(`${from}\n${head}`, "Hello", unproven)]).toEqual([
				head,
				expect.objectContaining(asStaff),
			]);
		}
		const bare = { ...unproven, mailbox: { address: "reply@shop.example", takesPlusAddresses: false } };
		expect(await place(`${from}\nTo: ${to(A, "staff", 1)}`, "Hello", bare)).toMatchObject(asStaff);
		const toHimself = `${from}\nTo: ${to(A, "staff", 1)}\nCc: Tom@shop.example`;
		expect(await place(toHimself, "Hello", unproven)).toMatchObject({ role: "staff", person: 1 });
		expect(await place(`${from}\n${elsewhere[3]}`)).toMatchObject({ role: "staff", person: 1 });
	});

	test("the buyer is believed without proof by what names a letter to him alone", async () => {
		const unproven = { sender: "unproven" } as const;
		expect(await place(`${mia}\nIn-Reply-To: ${id(A)}`, "Hello", unproven)).toMatchObject({ role: "buyer" });
		expect(await place(`${mia}\nIn-Reply-To: <kept-a@buyer.example>`, "Hello", unproven)).toMatchObject({
			...{ role: "third", claims: "buyer" },
		});
		expect(await place(mia, `Hello\n[ref:${token(A, "third")}]`, unproven)).toMatchObject({ kind: "suggested" });
	});

	test("who asked by an address of the shop's is not its staff, nor the buyer, without proof", async () => {
		const both: ThreadParties = {
			seller: "sel_1",
			people: [...people, { role: "buyer", person: 0, address: "tom@shop.example" }],
		};
		const options = { partiesOf: async () => both, sender: "unproven" } as const;
		expect(await place(`From: tom@shop.example\nTo: ${to(A)}`, "Hello", options)).toEqual(asStaff);
		const own = `From: tom@shop.example\nTo: ${to(A, "staff", 1)}`;
		expect(await place(own, "Hello", options)).toMatchObject({ role: "staff" });
	});

	test("nobody of two senders", async () => {
		expect(await place(`From: tom@shop.example\nFrom: mia@buyer.example\nTo: ${to(A)}`)).toEqual(third);
	});
});
