import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DeliveryReport, deliveryReport } from "../../src/mail/delivery-report.ts";
import { readMail } from "../../src/mail/read-mail.ts";
import { AUTO_REPLIES, AWAY, BOUNCES, complaint, LISTS } from "./corpus/machine-mails.ts";

const about = "<0abc.eml_1@shop.example>";
const machine = { to: "reply+0abc@shop.example", about };

async function reportIn(raw: string): Promise<DeliveryReport | null> {
	const mail = await readMail(Buffer.from(raw));
	if ("kind" in mail) throw new Error(mail.because);
	return deliveryReport(mail);
}

test.each<[string, string, string, string | null, string, string | null]>([
	["Postfix", "rfc3464", "failed", "5.1.1", "no-such-address", about],
	["Postfix, delayed", "rfc3464", "delayed", "4.4.1", "unreachable", about],
	["Gmail", "rfc3464", "failed", "5.2.2", "mailbox-full", about],
	["Exchange", "rfc3464", "failed", "5.7.1", "refused", about],
	["qmail", "qmail", "failed", "5.1.1", "no-such-address", about],
	["Exim", "exim", "failed", "5.1.1", "no-such-address", about],
	["Exim, delayed", "exim", "delayed", null, "other", null],
	["Exchange, in words", "exchange", "failed", "5.1.10", "no-such-address", about],
	["only a header", "failed-recipients", "failed", "5.4.4", "unreachable", about],
])("%s says what became of which letter", async (name, shape, action, status, cause, originalMessageId) => {
	const report = await reportIn(BOUNCES[name]?.(machine) ?? "");
	expect(report).toMatchObject({
		kind: "delivery",
		shape,
		recipients: [{ address: "gone@buyer.example", action, status, cause }],
		originalMessageId,
	});
});

test("every bounce of the corpus is expected above", () => {
	expect(Object.keys(BOUNCES).length).toBe(9);
});

test("the server's words are one line, and whom it was written to is told beside where it went", async () => {
	const report = await reportIn(BOUNCES.Postfix?.(machine) ?? "");
	expect(report).toMatchObject({
		recipients: [
			{
				writtenTo: "Gone@buyer.example",
				diagnostic: "550 5.1.1 <gone@buyer.example>: Recipient address rejected: User unknown",
			},
		],
	});
});

function status(fields: string): string {
	return `Return-Path: <>
From: MAILER-DAEMON@mx.example
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

${fields}
--b--`;
}

describe("a report is read as servers write it", () => {
	test.each<[string, string, object]>([
		[
			"without an action",
			"Final-Recipient: rfc822; a@b.example\nStatus: 4.2.2",
			{ action: "delayed", cause: "mailbox-full" },
		],
		[
			"with an action of its own",
			"Final-Recipient: rfc822; a@b.example\nAction: Failure\nStatus: 5.0.0",
			{ action: "failed" },
		],
		[
			"with everything in the words",
			"Final-Recipient: rfc822;a@b.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550-5.1.1 who?",
			{ status: "5.1.1", cause: "no-such-address" },
		],
		[
			"delivered",
			"Final-Recipient: rfc822; a@b.example\nAction: delivered\nStatus: 2.1.5",
			{ action: "delivered", cause: "other" },
		],
		[
			"given up after a while",
			"Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 4.4.7",
			{ action: "failed", cause: "unreachable" },
		],
		["in brackets", "Final-Recipient: rfc822; <a@b.example>\nAction: failed", { address: "a@b.example", status: null }],
		[
			"original alone",
			"Original-Recipient: rfc822;a@b.example\nAction: relayed",
			{ address: "a@b.example", action: "relayed" },
		],
		[
			"an address is no status",
			"Final-Recipient: rfc822; a@b.example\nAction: failed\nDiagnostic-Code: smtp; [5.1.1.7] refused",
			{ status: null },
		],
	])("%s", async (_, fields, expected) => {
		expect(await reportIn(status(fields))).toMatchObject({ recipients: [expected] });
	});

	test("in Exchange's words, what it tries on with, and nothing where no code stands", async () => {
		const words = (below: string) =>
			`Return-Path: <>\nFrom: postmaster@ex.example\n\nGenerating server: ex.example\n\na@b.example\n${below}\n`;
		expect(await reportIn(words("Remote Server returned '400 4.4.7 Message delayed'"))).toMatchObject({
			recipients: [{ action: "delayed", status: "4.4.7", cause: "unreachable" }],
		});
		expect(await reportIn(words("#550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized ##"))).toMatchObject({
			recipients: [
				{ action: "failed", cause: "refused", diagnostic: "550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized" },
			],
		});
		expect(await reportIn(words("# call us"))).toBeNull();
	});

	test("of several recipients each, of thousands a hundred", async () => {
		const recipients = Array.from(
			{ length: 5000 },
			(_, at) => `Final-Recipient: rfc822; a${at}@b.example\nStatus: 5.1.1\n`,
		);
		const report = await reportIn(status(recipients.join("\n")));
		expect(report?.recipients.length).toBe(100);
	});

	test("a report that does not say of what, nor who wrote it, is read all the same", async () => {
		const raw = status("Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1");
		const bare = raw
			.replace("report-type=delivery-status; ", "")
			.replace("MAILER-DAEMON@mx.example", "robot@mx.example");
		expect(await reportIn(bare)).toMatchObject({ recipients: [{ address: "a@b.example" }] });
	});

	test("a report that names nobody is none", async () => {
		expect(await reportIn(status("Action: failed"))).toBeNull();
	});
});

test("a complaint says about which letter, and who complains where that is told", async () => {
	expect(await reportIn(complaint(machine))).toEqual({
		kind: "complaint",
		feedback: "abuse",
		recipients: [],
		originalMessageId: about,
	});
	expect(await reportIn(complaint(machine, "Original-Rcpt-To: <mia@buyer.example>\n"))).toMatchObject({
		recipients: ["mia@buyer.example"],
	});
});

test("what people and other machines write is no report, whatever they quote", async () => {
	for (const template of [...Object.values(AUTO_REPLIES), ...Object.values(AWAY), ...Object.values(LISTS)]) {
		expect(await reportIn(template(machine))).toBeNull();
	}
	const words = BOUNCES.qmail?.(machine).split("\n\n").slice(1).join("\n\n") ?? "";
	expect(words).toContain("Hi. This is the qmail-send program");
	expect(await reportIn(`From: Mia <mia@buyer.example>\n\n${words}`)).toBeNull();
	const attached = status("Final-Recipient: rfc822; a@b.example\nAction: failed").replace(
		"multipart/report",
		"multipart/mixed",
	);
	expect(await reportIn(attached.replace("MAILER-DAEMON@mx.example", "mia@buyer.example"))).toBeNull();
});

test("whatever a report holds, a value comes out, in lines that can be shown", async () => {
	const piece = fc.constantFrom(
		...[
			"Final-Recipient: rfc822; ",
			"a@b.example",
			"\n",
			"\n\n",
			"Status: 5.1.1",
			"Action: ",
			"\u202e\u0007",
			"Diagnostic-Code: ",
		],
		...[
			"Hi. This is the",
			"<a@b.example>:\n",
			"--b\n",
			"Generating server:\n",
			"x".repeat(500),
			"  a@b.example\n",
			"#550 5.1.1\n",
		],
	);
	await fc.assert(
		fc.asyncProperty(fc.array(piece, { maxLength: 25 }), fc.boolean(), async (pieces, isReport) => {
			const said = pieces.join("");
			const report = await reportIn(
				isReport ? status(said) : `Return-Path: <>\nFrom: MAILER-DAEMON@x.example\n\n${said}`,
			);
			for (const one of report?.kind === "delivery" ? report.recipients : []) {
				expect(one.address).toMatch(/^[^\s\p{Cc}]+@[^\s\p{Cc}]+$/u);
				expect(one.diagnostic).not.toMatch(/[\p{Cc}\u202e]/u);
				expect(one.diagnostic.length).toBeLessThanOrEqual(300);
			}
		}),
		{ numRuns: 300, seed: 9 },
	);
});
