import fc from "fast-check";
import { expect, test } from "vitest";
import { authoredText } from "../../src/mail/authored-text.ts";
import { deliveryReport } from "../../src/mail/delivery-report.ts";
import { findThread, type ThreadVerdict } from "../../src/mail/find-thread.ts";
import { MAIL_RULES, mailKind } from "../../src/mail/mail-kind.ts";
import { readMail } from "../../src/mail/read-mail.ts";
import { TOKEN_LENGTH, type TokenKeys } from "../../src/mail/signed-token.ts";
import { findThreadTokens, threadToken } from "../../src/mail/thread-token.ts";
import { CORPUS, type CorpusMessage } from "./corpus/messages.ts";
import { A, addressOf, B, idOf, keys, lookUps, tokenOf } from "./corpus/world.ts";

const NAMES: Readonly<Record<string, string>> = { [A]: "A", [B]: "B" };

/** What is done with a mail, by what the parts of this folder say of it, one after the other. */
async function placed({ raw, sender }: CorpusMessage) {
	const mail = await readMail(raw);
	if ("kind" in mail) throw new Error(mail.because);
	const verdict = await findThread(mail, { ...lookUps, sender });
	const namesThread = verdict.kind === "found" && verdict.how !== "body";
	const { kind } = mailKind(mail, { ourHosts: ["shop.example"], keys, namesThread });
	const { words, tellsDelivery } = MAIL_RULES[kind];
	const about = findThreadTokens(deliveryReport(mail)?.originalMessageId ?? "", keys)[0]?.thread;
	const found = verdict.kind === "found" ? verdict.thread : undefined;
	const thread = tellsDelivery ? (about ?? found) : words === "none" ? undefined : found;
	const said = thread === undefined ? "" : ` ${NAMES[thread]}`;
	const outcome = tellsDelivery ? `delivery${said}` : words === "none" ? "aside" : told(verdict, words, said);
	return { thread, outcome, text: authoredText(mail).text };
}

function told(verdict: ThreadVerdict, words: string, said: string): string {
	if (verdict.kind === "none") return "none";
	if (verdict.kind === "suggested") return `suggested ${verdict.threads.map((thread) => NAMES[thread]).join(" ")}`;
	return words === "note" ? `note${said}` : `${said.trim()} ${verdict.role}`;
}

test("each mail goes to its thread, is suggested or is left, and none goes to a wrong one", async () => {
	const counts: Record<string, Record<string, number>> = {};
	for (const message of CORPUS) {
		const { thread, outcome, text } = await placed(message);
		const name = `${message.kind}: ${message.name}`;
		expect([name, outcome]).toEqual([name, message.outcome]);
		if (thread !== undefined) expect([name, thread]).toEqual([name, message.belongs]);
		if (message.wrote !== undefined) expect([name, text]).toEqual([name, message.wrote]);
		const ofKind = counts[message.kind] ?? {};
		counts[message.kind] = { ...ofKind, [outcome]: (ofKind[outcome] ?? 0) + 1 };
	}
	expect(counts).toEqual({
		"written above": { "A buyer": 69 },
		"written below": { "A buyer": 17 },
		"German quoting": { "A buyer": 11 },
		"Japanese quoting": { "A buyer": 5 },
		"Chinese quoting": { "A buyer": 11 },
		"HTML alone": { "A buyer": 25 },
		"answers among lines": { "A buyer": 4 },
		forwarded: { "A buyer": 5, "A staff": 1, "A third": 3, "suggested A": 1 },
		"token cut": { "A buyer": 3, "suggested A": 4, none: 1 },
		"token in another case": { "A buyer": 4 },
		"reference wrapped": { "A buyer": 6 },
		"token that is not ours": { "suggested A": 5, none: 2 },
		"wrong sender": { "A staff": 1, "A third": 9, "suggested A": 3, none: 1 },
		"two threads mixed": { "suggested A B": 5, "suggested B A": 2, none: 3, "B third": 1 },
		"two threads, one of them delivered to": { "A buyer": 2 },
		bounce: { "delivery A": 9 },
		complaint: { "delivery A": 1 },
		"auto-reply": { "note A": 5 },
		"out-of-office": { "note A": 4 },
		list: { "A staff": 1, "A third": 1, none: 1 },
		"our own, come back": { aside: 2 },
	});
	expect(CORPUS.length).toBe(228);
});

test("no two mails of the corpus are one", () => {
	// What is known of its sender is not in the mail.
	expect(new Set(CORPUS.map(({ raw, sender }) => sender + raw.toString("latin1"))).size).toBe(CORPUS.length);
});

/** A mail that names a token in one or all of the places where one may stand. */
const naming = (token: string, place: number) => ({
	from: { name: "Mia", address: "mia@buyer.example" },
	to: place % 2 === 1 ? [{ name: "", address: addressOf(token).replace(/^.*<|>$/g, "") }] : [],
	cc: [],
	deliveredTo: place >= 8 ? [`reply+${token}@shop.example`] : [],
	inReplyTo: Math.floor(place / 2) % 2 === 1 ? [idOf(token)] : [],
	references: [],
	text: Math.floor(place / 4) % 2 === 1 ? `Hello\n> [ref:${token}]` : "Hello",
	html: null,
});
const places = fc.integer({ min: 1, max: 15 });

test("a token of another installation never finds a thread, wherever it stands", async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.uint8Array({ minLength: 32, maxLength: 32 }),
			fc.constantFrom(A, B),
			places,
			async (key, thread, place) => {
				fc.pre(!Buffer.from(key).equals(Buffer.from(keys[0])));
				const theirs: TokenKeys = [key];
				const token = threadToken({ thread, sentTo: { role: "buyer", person: 0 } }, theirs);
				const verdict = await findThread(naming(token, place), { ...lookUps, sender: "proven" });
				expect(verdict).toEqual({ kind: "suggested", threads: [A], how: "sender" });
			},
		),
		{ numRuns: 200, seed: 9 },
	);
});

test("a token with one character changed, left out or put in never finds a thread; unchanged it does", async () => {
	const token = tokenOf(A);
	const at = fc.integer({ min: 0, max: TOKEN_LENGTH - 1 });
	const characters = fc.constantFrom(..."0123456789abcdefghjkmnpqrstvwxyz");
	const ways = fc.constantFrom("change", "leave out", "put in");
	await fc.assert(
		fc.asyncProperty(at, characters, ways, places, async (from, character, way, place) => {
			const behind = way === "put in" ? from : from + 1;
			const other = token.slice(0, from) + (way === "leave out" ? "" : character) + token.slice(behind);
			const { kind } = await findThread(naming(other, place), { ...lookUps, sender: "proven" });
			expect(kind).toBe(other === token ? "found" : "suggested");
		}),
		{ numRuns: 400, seed: 9 },
	);
	expect(await findThread(naming(token, 15), { ...lookUps, sender: "proven" })).toMatchObject({
		kind: "found",
		thread: A,
	});
});
