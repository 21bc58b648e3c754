import { gzipSync } from "node:zlib";
import { type Door, httpDoor } from "../door.ts";
import { hostileText, hostileValue } from "../hostile.ts";
import type { Input } from "../input.ts";
import { mutateBytes, mutateText, mutateValue } from "../mutate.ts";
import type { Random } from "../random.ts";
import { type Hook, signAnew } from "../signing.ts";
import type { WebhookSample, World } from "../world.ts";

/** What each carrier posts, changed, and signed again as the carrier would sign it. */
export const webhooks: Door = httpDoor("webhooks", 34, ({ hooks }, random) => {
	const sample = random.oneOf(hooks);
	if (sample === null) throw new Error("No carrier has a sample of what it posts.");
	const changed = { ...sample.hook, body: changeBody(sample, hooks, random) };
	const isSigned = random.chance(0.9);
	const hook = isSigned ? signAnew(sample.carrier, sample.secret, changed) : changed;
	return inputOf(sample, hook ?? changed, hook !== null && isSigned, random);
});

function inputOf({ path, carrier, secret }: WebhookSample, hook: Hook, isSigned: boolean, random: Random): Input {
	const isDry = random.chance(0.05);
	const query = [hook.query, isDry ? "dry_run=1" : ""].filter(Boolean).join("&");
	const headers = random.chance(0.05) ? { ...hook.headers, "content-type": oddType(random) } : hook.headers;
	const sent = { headers, body: hook.body, query };
	const isProven = isSigned && carrier.webhook?.verify(sent, secret, Date.now()) === null;
	const answersTry = carrier.webhook?.handshake?.({ ...sent, method: "POST" }, secret) ?? null;
	const mustBeKept = isProven && !isDry && answersTry === null;
	return { method: "POST", path: query === "" ? path : `${path}?${query}`, headers, body: hook.body, mustBeKept };
}

function oddType(random: Random): string {
	return random.pick([
		"",
		"application/json; charset=utf-16le",
		"application/json; charset=shift_jis",
		"text/xml; charset=gb18030",
		"application/x-www-form-urlencoded",
		"multipart/form-data; boundary=x",
		"text/plain; charset=iso-2022-jp",
		`application/json; charset=${"x".repeat(4_000)}`,
	]);
}

function changeBody({ hook }: WebhookSample, all: World["hooks"], random: Random): Buffer {
	const { body } = hook;
	switch (random.below(20)) {
		case 0:
			return mutateBytes(body, random);
		case 1:
			return Buffer.from(mutateText(body.toString("utf8"), random));
		case 2:
			return random.oneOf(all)?.hook.body ?? body;
		case 3:
			return bomb(random);
		case 4:
			return body;
		default:
			return changeInside(body.toString("utf8"), random);
	}
}

/** Where the body has a shape, the shape stays and what is in it changes. */
function changeInside(text: string, random: Random): Buffer {
	if (/^[\w.-]+=/.test(text)) return Buffer.from(changeForm(text, random));
	const value = parsed(text);
	return Buffer.from(value === undefined ? changeWritten(text, random) : JSON.stringify(mutateValue(value, random)));
}

function changeForm(text: string, random: Random): string {
	const form = [...new URLSearchParams(text)].map(([name, held]): [string, string] => {
		const value = parsed(held);
		if (typeof value === "object" && value !== null) return [name, JSON.stringify(mutateValue(value, random))];
		return [name, random.chance(0.2) ? mutateText(held, random) : held];
	});
	return new URLSearchParams(form).toString();
}

/** XML, EDI and lists: what stands between their marks is exchanged. */
function changeWritten(text: string, random: Random): string {
	const changed = text.replace(/[^<>+:'*~,|\s="/]{2,}/g, (word) => (random.chance(0.04) ? hostileText(random) : word));
	return random.chance(0.2) ? mutateText(changed, random) : changed;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Small where it is sent, large where somebody unfolds it. */
function bomb(random: Random): Buffer {
	const entities = Array.from(
		{ length: 12 },
		(_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(12)}">`,
	).join("");
	return random.pick<() => Buffer>([
		() => Buffer.from(`<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "lol">${entities}]><a>&e12;</a>`),
		() => Buffer.from('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
		() => Buffer.from("<a>".repeat(20_000)),
		() => Buffer.from(`<a ${Array.from({ length: 5_000 }, (_, index) => `b${index}="1"`).join(" ")}/>`),
		() => Buffer.from(`<a>${"&#x1F600;".repeat(20_000)}</a>`),
		() => Buffer.from("[".repeat(400_000)),
		() => Buffer.from('{"a":'.repeat(100_000)),
		() => Buffer.from(`{"shipments":[${Array.from({ length: 20_000 }, () => "{}").join(",")}]}`),
		() => Buffer.from(`"${"\\u0000".repeat(100_000)}"`),
		() => gzipSync(Buffer.alloc(20_000_000)),
		() => Buffer.from(`ISA*00*          *00*          *ZZ*A*ZZ*B*${"~".repeat(100_000)}`),
		() => Buffer.from(`UNA:+.? 'UNB+UNOC:3+A+B+261122:1000+1'${"LOC+1+X'".repeat(20_000)}`),
		() => Buffer.from(JSON.stringify(hostileValue(random)) ?? ""),
		() => Buffer.from("1,".repeat(200_000)),
		() => random.bytes(3_000),
	])();
}
