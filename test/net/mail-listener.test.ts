import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { createTransport } from "nodemailer";
import { afterEach, expect, test } from "vitest";
import type { IncomingMail } from "../../src/mail/incoming-mail.ts";
import { type MailListener, type MailListenerOptions, startMailListener } from "../../src/net/mail-listener.ts";

const closing: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
	for (const close of closing.splice(0).toReversed()) await close();
});

const RAW = "From: Mia <mia@example.com>\r\nSubject: Re: parcel\r\n\r\nIt came.\r\n.\r\nÄ\r\n";

interface Door {
	readonly listener: MailListener;
	readonly got: IncomingMail[];
	readonly clients: unknown[];
	readonly errors: unknown[];
	answer: () => Promise<"kept" | "not-ours">;
}

async function open(options: Partial<MailListenerOptions> = {}): Promise<Door> {
	const got: IncomingMail[] = [];
	const clients: unknown[] = [];
	const errors: unknown[] = [];
	const door = { got, clients, errors, answer: async () => "kept" as const } as Omit<Door, "listener"> & {
		listener?: MailListener;
	};
	const listener = await startMailListener({
		protocol: "smtp",
		port: 0,
		host: "127.0.0.1",
		name: "track.example",
		takesFor: (address) => address.startsWith("reply") && address.endsWith("@shop.example"),
		take: async (mail) => {
			got.push(mail);
			return door.answer();
		},
		proveSender: async (_raw, client) => {
			clients.push(client);
			return { sender: "unproven", dkim: "none", spf: "unknown", dmarc: "none" };
		},
		onError: (error) => errors.push(error),
		...options,
	});
	closing.push(() => listener.stop(0));
	return Object.assign(door, { listener });
}

async function send(door: Door, to: readonly string[], { from = "mia@example.com", lmtp = false, raw = RAW } = {}) {
	const transport = createTransport({ host: "127.0.0.1", port: door.listener.port, lmtp, ignoreTLS: true });
	try {
		return await transport.sendMail({ envelope: { from, to: [...to] }, raw });
	} finally {
		transport.close();
	}
}

/** A client that says what it is told and hears whole answers. */
async function talk(port: number) {
	const socket: Socket = connect(port, "127.0.0.1");
	closing.push(() => socket.destroy());
	const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
	const hear = async (): Promise<string> => {
		for (;;) {
			const { value, done } = await lines.next();
			if (done) return "";
			if (!/^\d{3}-/.test(value)) return value;
		}
	};
	return {
		socket,
		hear,
		say: (line: string) => {
			socket.write(`${line}\r\n`);
			return hear();
		},
	};
}

test("a mail is handed over as it came, with whom it is for and who sent it, and then acknowledged", async () => {
	const door = await open();
	const { response } = await send(door, ["reply+a@shop.example", "reply@shop.example"]);
	expect(response).toBe("250 It is kept.");
	expect(door.got).toEqual([
		{
			raw: Buffer.from(RAW),
			envelopeTo: ["reply+a@shop.example", "reply@shop.example"],
			envelopeFrom: "mia@example.com",
			sender: "unproven",
		},
	]);
	// A server on this machine is the shop's own: SPF says nothing of it.
	expect(door.clients).toEqual([null]);
	await send(door, ["reply@shop.example"], { from: "" });
	expect(door.got.at(-1)?.envelopeFrom).toBe("");
});

test("it is no relay: who is not asked for is refused at once, and the others get theirs", async () => {
	const door = await open();
	const { rejected, rejectedErrors } = await send(door, ["reply@shop.example", "someone@elsewhere.example"]);
	expect(rejected).toEqual(["someone@elsewhere.example"]);
	expect(rejectedErrors?.[0]).toMatchObject({ responseCode: 550 });
	expect(rejectedErrors?.[0]?.message).toContain("Please write to the shop itself.");
	expect(door.got.map(({ envelopeTo }) => envelopeTo)).toEqual([["reply@shop.example"]]);
	await expect(send(door, ["someone@elsewhere.example"])).rejects.toMatchObject({ responseCode: 550 });
	expect(door.got).toHaveLength(1);
});

test("what belongs to no thread is refused for good, and what cannot be kept is tried again", async () => {
	const door = await open();
	door.answer = async () => "not-ours";
	await expect(send(door, ["reply@shop.example"])).rejects.toMatchObject({
		responseCode: 550,
		response: expect.stringContaining("takes only replies to letters of a shop"),
	});
	const away = new Error("the database is away at mia@example.com");
	door.answer = () => Promise.reject(away);
	await expect(send(door, ["reply@shop.example"])).rejects.toMatchObject({
		responseCode: 451,
		response: "451 It cannot be kept right now. Please try again later.",
	});
	expect(door.errors).toEqual([away]);
	const unsure = await open({ takesFor: () => Promise.reject(away) });
	await expect(send(unsure, ["reply@shop.example"])).rejects.toMatchObject({ responseCode: 451 });
});

test("over LMTP each recipient has an answer", async () => {
	const door = await open({ protocol: "lmtp" });
	const client = await talk(door.listener.port);
	expect(await client.hear()).toBe("220 track.example LMTP");
	expect(await client.say("EHLO mx.shop.example")).toMatch(/^500 /);
	expect(await client.say("LHLO mx.shop.example")).toMatch(/^250 /);
	for (const outcome of ["kept", "not-ours"] as const) {
		door.answer = async () => outcome;
		await client.say("MAIL FROM:<mia@example.com>");
		expect(await client.say("RCPT TO:<reply+a@shop.example>")).toMatch(/^250 /);
		expect(await client.say("RCPT TO:<other@shop.example>")).toMatch(/^550 /);
		expect(await client.say("RCPT TO:<reply+b@shop.example>")).toMatch(/^250 /);
		expect(await client.say("DATA")).toMatch(/^354 /);
		const answers = [await client.say(`${RAW.replace("\r\n.\r\n", "\r\n..\r\n")}.`), await client.hear()];
		expect(answers.map((answer) => answer.slice(0, 3))).toEqual(outcome === "kept" ? ["250", "250"] : ["550", "550"]);
	}
	expect(door.got[0]?.raw).toEqual(Buffer.from(RAW));
	expect(door.clients).toEqual([null, null]);
});

test("more than a mail is refused before it is sent where its size is told, and while it comes where it is not", async () => {
	const door = await open({ limits: { bytes: 1000 } });
	const client = await talk(door.listener.port);
	await client.hear();
	await client.say("EHLO mx.example");
	expect(await client.say("MAIL FROM:<a@b.example> SIZE=1001")).toMatch(/^552 /);
	expect(await client.say("MAIL FROM:<a@b.example>")).toMatch(/^250 /);
	await client.say("RCPT TO:<reply@shop.example>");
	await client.say("DATA");
	expect(await client.say(`${"x".repeat(998)}\r\n${"y".repeat(998)}\r\n.`)).toMatch(
		/^552 .*A mail may have 0.001 MB\. Please send it with smaller attachments\./,
	);
	expect(door.got).toEqual([]);
	// The connection goes on.
	await client.say("MAIL FROM:<a@b.example>");
	await client.say("RCPT TO:<reply@shop.example>");
	await client.say("DATA");
	expect(await client.say("Subject: a\r\n\r\nb\r\n.")).toMatch(/^250 /);
});

test("mails that are held at once are no more than the memory for them, and the others come again", async () => {
	const door = await open({ limits: { heldBytes: 1500 } });
	const begin = async () => {
		const client = await talk(door.listener.port);
		await client.hear();
		await client.say("EHLO mx.example");
		await client.say("MAIL FROM:<a@b.example>");
		await client.say("RCPT TO:<reply@shop.example>");
		await client.say("DATA");
		return client;
	};
	let release = () => {};
	const [one, other] = [await begin(), await begin()];
	const isHeld = new Promise<void>((resolve) => {
		door.answer = () => {
			resolve();
			return new Promise((done) => {
				release = () => done("kept");
			});
		};
	});
	const first = one.say(`Subject: a\r\n\r\n${"x".repeat(900)}\r\n.`);
	await isHeld;
	expect(await other.say(`Subject: b\r\n\r\n${"x".repeat(900)}\r\n.`)).toMatch(/^451 /);
	release();
	expect(await first).toMatch(/^250 /);
	door.answer = async () => "kept";
	await expect(send(door, ["reply@shop.example"], { raw: `A: b\r\n\r\n${"x".repeat(900)}` })).resolves.toBeDefined();
});

test("who says nothing of himself, asks for an account, or comes with too many is refused", async () => {
	const door = await open({ limits: { recipients: 2, clients: 2 } });
	const client = await talk(door.listener.port);
	await client.hear();
	expect(await client.say("MAIL FROM:<a@b.example>")).toMatch(/^503 /);
	expect(await client.say("EHLO mx.example")).toMatch(/^250 /);
	expect(await client.say("AUTH PLAIN AGEAYg==")).toMatch(/^500 /);
	expect(await client.say("STARTTLS")).toMatch(/^500 /);
	await client.say("MAIL FROM:<a@b.example>");
	for (const [who, code] of [
		["a", 250],
		["b", 250],
		["c", 452],
	] as const) {
		expect(await client.say(`RCPT TO:<reply+${who}@shop.example>`)).toContain(`${code} `);
	}
	await (await talk(door.listener.port)).hear();
	const third = await talk(door.listener.port);
	expect(await third.hear()).toMatch(/^421 /);
});

test("a client that is silent, or keeps its place by a byte now and then, loses it", async () => {
	const idle = await open({ limits: { idleMs: 300 } });
	const silent = await talk(idle.listener.port);
	expect(await silent.hear()).toMatch(/^220 /);
	expect(await silent.hear()).toMatch(/^421 /);
	const slow = await open({ limits: { connectionMs: 200 } });
	const trickling = await talk(slow.listener.port);
	trickling.socket.on("error", () => {});
	const drip = setInterval(() => trickling.socket.write("x"), 20);
	await new Promise((resolve) => trickling.socket.once("close", resolve));
	clearInterval(drip);
	expect(slow.got).toEqual([]);
});

test("stopping refuses new mail, lets the one under way finish, and waits for no idle client", async () => {
	const door = await open();
	const idle = await talk(door.listener.port);
	await idle.hear();
	let letGo = () => {};
	const isHeld = new Promise<void>((resolve) => {
		door.answer = () => {
			resolve();
			return new Promise((done) => {
				letGo = () => done("kept");
			});
		};
	});
	const sent = send(door, ["reply@shop.example"]);
	await isHeld;
	const stopped = door.listener.stop(20_000);
	expect(await idle.hear()).toMatch(/^421 /);
	letGo();
	expect((await sent).response).toBe("250 It is kept.");
	await stopped;
	await expect(send(door, ["reply@shop.example"])).rejects.toMatchObject({ code: "ESOCKET" });
});

test("a port that is taken is told with the setting to change", async () => {
	const door = await open();
	await expect(open({ port: door.listener.port })).rejects.toThrow(/Set WAYLINE_MAIL_PORT to a free one\.$/);
});
