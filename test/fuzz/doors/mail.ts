import { connect } from "node:net";
import type { Door } from "../door.ts";
import { hostileText } from "../hostile.ts";
import type { Outcome } from "../input.ts";
import { mutateBytes, mutateText } from "../mutate.ts";
import type { Random } from "../random.ts";
import type { World } from "../world.ts";

/** Conversations of SMTP, and mails in them: each with an answer, or hung up on, and none of them "4.3.0 later". */
export const mail: Door = {
	name: "mail",
	share: 5,
	knock: async ({ world, random }) => ({ input: null, outcome: await converse(world, linesOf(world, random)) }),
};

/** Who waits for an answer that a broken line never gets hangs up. */
const PATIENCE_MS = 2_000;

/** The last code that was answered; a 451 is what the service says where it failed itself. */
function converse({ mailPort }: World, lines: readonly Buffer[]): Promise<Outcome> {
	const startedMs = performance.now();
	return new Promise((resolve) => {
		let heard = "";
		let worst = 0;
		let heardAtMs = startedMs;
		const socket = connect(mailPort, "127.0.0.1");
		const rest = [...lines];
		socket.setTimeout(PATIENCE_MS, () => socket.destroy());
		socket.on("data", (bytes) => {
			heard += bytes.toString("latin1");
			heardAtMs = performance.now();
			// A line whose code is followed by a blank is the last of an answer.
			for (let end = heard.indexOf("\n"); end >= 0; end = heard.indexOf("\n")) {
				const line = heard.slice(0, end);
				heard = heard.slice(end + 1);
				if (!/^\d{3} /.test(line)) continue;
				worst = Number(line.slice(0, 3)) === 451 ? 451 : worst || Number(line.slice(0, 3));
				const next = rest.shift();
				if (next === undefined) socket.end();
				else socket.write(next);
			}
		});
		socket.on("error", () => {});
		socket.on("close", () => {
			const ms = Math.round(heardAtMs - startedMs);
			resolve({ status: worst === 451 ? 500 : 200, ms, retryAfter: null, location: null });
		});
	});
}

function linesOf(world: World, random: Random): readonly Buffer[] {
	const to = random.oneOf(world.replyAddresses) ?? "reply@track.example";
	const lines = [
		"EHLO mua.example\r\n",
		`MAIL FROM:<${random.chance(0.8) ? "mia@buyer.example" : address(random)}>\r\n`,
		`RCPT TO:<${random.chance(0.8) ? to : address(random)}>\r\n`,
		"DATA\r\n",
	];
	const said = lines.map((line) => Buffer.from(random.chance(0.06) ? mutateText(line, random) : line));
	if (random.chance(0.05)) said.splice(random.below(4), 0, Buffer.from(`${hostileText(random).slice(0, 4_000)}\r\n`));
	const text = mailOf(to, random);
	const raw = random.chance(0.2) ? mutateBytes(text, random) : text;
	return [...said, Buffer.concat([raw, Buffer.from("\r\n.\r\n")]), Buffer.from("QUIT\r\n")];
}

function address(random: Random): string {
	return hostileText(random)
		.replace(/[\r\n]/g, "")
		.slice(0, 900);
}

function mailOf(to: string, random: Random): Buffer {
	const odd = (usual: string, share = 0.15) =>
		random.chance(share) ? mutateText(usual, random).slice(0, 20_000) : usual;
	const type = random.pick([
		"text/plain; charset=utf-8",
		"text/html; charset=iso-8859-1",
		"text/plain; charset=utf-7",
		"multipart/mixed; boundary=edge",
		'multipart/alternative; boundary=""',
		"message/rfc822",
		"text/calendar",
	]);
	const head = [
		`From: ${odd("Mia <mia@buyer.example>")}`,
		`To: ${odd(to, 0.05)}`,
		`Subject: ${odd("Re: Where is it?")}`,
		`Message-ID: <${random.below(1e9)}.${random.below(1e9)}@mua.example>`,
		`Date: ${odd("Mon, 23 Nov 2026 10:00:00 +0000")}`,
		`References: ${odd("<a@b> <c@d>")}`,
		`Content-Type: ${odd(type, 0.2)}`,
		`Content-Transfer-Encoding: ${random.pick(["7bit", "base64", "quoted-printable", "8bit", "x-unknown"])}`,
		...(random.chance(0.05) ? Array.from({ length: 3_000 }, (_, index) => `X-${index}: y`) : []),
		...(random.chance(0.05) ? [`X-Long: ${"a".repeat(200_000)}`] : []),
	];
	return Buffer.from(`${head.join("\r\n")}\r\n\r\n${wordsOf(type, random)}`);
}

function wordsOf(type: string, random: Random): string {
	if (type.startsWith("multipart") && random.chance(0.4)) return nested(random.pick([3, 40, 400]));
	if (type.startsWith("text/html")) {
		return random.pick([
			"<p>Yes.</p>",
			"<div>".repeat(20_000),
			`<blockquote>${"<table><tr><td>".repeat(500)}`,
			`<img src="data:image/png;base64,${"A".repeat(50_000)}">`,
			"<!--".repeat(9_000),
		]);
	}
	return random.pick([
		"Yes, on Thursday.",
		`${"> ".repeat(400)}deep\r\n`.repeat(50),
		"On Mon wrote:\r\n".repeat(2_000),
		"=".repeat(20_000),
		"-- \r\n".repeat(3_000),
		hostileText(random),
		"_".repeat(60_000),
	]);
}

function nested(levels: number): string {
	return Array.from(
		{ length: levels },
		(_, level) => `--edge${level || ""}\r\nContent-Type: multipart/mixed; boundary=edge${level + 1}\r\n\r\n`,
	).join("");
}
