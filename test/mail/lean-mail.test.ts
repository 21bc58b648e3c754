import { expect, test } from "vitest";
import { authoredText } from "../../src/mail/authored-text.ts";
import { leanMail } from "../../src/mail/lean-mail.ts";
import type { Mail } from "../../src/mail/mail.ts";
import { readMail } from "../../src/mail/read-mail.ts";
import { CORPUS } from "./corpus/messages.ts";

async function read(raw: Uint8Array): Promise<Mail> {
	const mail = await readMail(raw);
	if ("kind" in mail) throw new Error(mail.because);
	return mail;
}

const bytes = (length: number): string => Buffer.alloc(length, "film").toString("base64");

function mixed({ preamble = "", text = "It came broken.", epilogue = "" } = {}): Buffer {
	return Buffer.from(
		[
			"From: Mia Becker <mia@buyer.example>",
			"Subject: Re: your question",
			"Message-ID: <1@buyer.example>",
			"Content-Type: multipart/mixed; boundary=outer",
			"",
			preamble,
			"--outer",
			"Content-Type: multipart/alternative; boundary=inner",
			"",
			"--inner",
			"Content-Type: text/plain; charset=utf-8",
			"",
			text,
			"--inner",
			"Content-Type: text/html; charset=utf-8",
			"",
			"<p>It came <b>broken</b>.</p>",
			"--inner--",
			epilogue,
			"--outer",
			'Content-Type: video/mp4; name="film.mp4"',
			"Content-Disposition: attachment",
			"Content-Transfer-Encoding: base64",
			"",
			bytes(300_000),
			"--outer",
			"Content-Type: application/pdf",
			'Content-Disposition: attachment; filename="label.pdf"',
			"Content-Transfer-Encoding: base64",
			"",
			bytes(1_000),
			"--outer--",
			epilogue,
		].join("\r\n"),
	);
}

test("what is left of a mail reads as the mail did, with the names of its files and without their bytes", async () => {
	const raw = mixed();
	const whole = await read(raw);
	const { bytes: kept, leftOut } = leanMail(raw, whole);
	expect(kept.length).toBeLessThan(1_500);
	expect(leftOut).toEqual(whole.attachments.map(({ name }, at) => ({ name, bytes: [300_000, 1_000][at] })));
	const lean = await read(kept);
	const files = (mail: Mail) => mail.attachments.map(({ declaredType }) => declaredType);
	expect({ ...lean, attachments: files(lean) }).toEqual({ ...whole, attachments: files(whole) });
	expect(lean.attachments.map(({ bytes: left }) => left.length)).toEqual([0, 0]);
	expect(Buffer.from(kept).toString()).toContain('filename="label.pdf"');
});

test("no place in a mail keeps more than a text is long", async () => {
	const much = "x".repeat(400_000);
	for (const raw of [mixed({ preamble: much }), mixed({ epilogue: much }), mixed({ text: much })]) {
		const { bytes: kept } = leanMail(raw, await read(raw));
		expect(kept.length).toBeLessThan(260_000);
		expect((await read(kept)).subject).toBe("Re: your question");
	}
	const cut = mixed({ text: much });
	expect(leanMail(cut, await read(cut)).leftOut.at(-1)).toEqual({
		name: "The end of its text",
		bytes: 400_000 - 256_000 + "<p>It came <b>broken</b>.</p>".length,
	});
});

test("of what is no mail the beginning is kept, and how much was not is told", () => {
	const raw = Buffer.alloc(500_000, 1);
	const { bytes: kept, leftOut } = leanMail(raw, null);
	expect(leftOut).toEqual([{ name: "The rest of it", bytes: raw.length - kept.length }]);
	expect(kept.length).toBe(128_000);
	expect(leanMail(Buffer.from("short"), null)).toEqual({ bytes: Buffer.from("short"), leftOut: [] });
});

test("each mail of the corpus says the same without its files", async () => {
	let count = 0;
	for (const { name, raw } of CORPUS) {
		const whole = await readMail(raw);
		if ("kind" in whole) continue;
		const lean = await read(leanMail(raw, whole).bytes);
		expect([name, lean.subject, authoredText(lean)]).toEqual([name, whole.subject, authoredText(whole)]);
		count += 1;
	}
	expect(count).toBeGreaterThan(20);
});
