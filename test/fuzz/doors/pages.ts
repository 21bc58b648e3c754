import { type Door, httpDoor } from "../door.ts";
import { escaped, hostileText } from "../hostile.ts";
import type { Input } from "../input.ts";
import { mutateBytes, mutateText } from "../mutate.ts";
import type { Random } from "../random.ts";
import type { World } from "../world.ts";
import { oddHeaders } from "./api.ts";
import { pictureOf } from "./uploads.ts";

/** Pages of buyers and of the console, their addresses and queries. */
export const pages: Door = httpDoor("pages", 8, (world, random) => {
	const path = random.oneOf(world.site.paths) ?? "/";
	const bare = path.split("?")[0] ?? path;
	const address = random.pick<() => string>([
		() => path,
		() => `${bare}?${mutateText(path.split("?")[1] ?? "cursor=x&q=y", random).slice(0, 4_000)}`,
		() => mutateText(path, random).slice(0, 6_000),
		() => bare.replace(/[^/]*$/, () => escaped(hostileText(random)).slice(0, 3_000)),
		() =>
			`${bare}${random.pick(["/", "//", "/../..", "/%2e%2e/%2e%2e", ".json", "/live", "/calendar.ics", ";a=b", "%00"])}`,
	])();
	const method = random.pick(["GET", "GET", "GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "PATCH"]);
	return {
		method,
		path: address,
		headers: { ...asReader(world, random), ...oddHeaders(random) },
		body: Buffer.alloc(0),
	};
});

/** Every form that those pages have, filled in as nobody should. */
export const forms: Door = httpDoor("forms", 10, (world, random) => {
	const form = random.oneOf(world.site.forms);
	if (form === null) throw new Error("No page of the service has a form.");
	const entries = form.fields.flatMap(([name, value]): (readonly [string, string])[] => {
		if (random.chance(0.1)) return [];
		const changed = random.chance(0.35) ? mutateText(value || "Ann", random) : value;
		return random.chance(0.04)
			? [
					[name, changed],
					[name, value],
				]
			: [[name, changed]];
	});
	if (random.chance(0.1)) entries.push([hostileText(random), hostileText(random)]);
	const written = form.isMultipart || random.chance(0.05) ? multipart(entries, random) : urlencoded(entries, random);
	const headers = { ...asReader(world, random), ...written.headers };
	if (form.method !== "GET") return { method: form.method, path: form.action, headers, body: written.body };
	const query = urlencoded(entries, random).body.toString("latin1").slice(0, 9_000);
	return { method: "GET", path: `${form.action}?${query}`, headers: asReader(world, random), body: Buffer.alloc(0) };
});

function asReader({ cookie }: World, random: Random): Readonly<Record<string, string>> {
	return {
		cookie: random.chance(0.9) ? cookie : mutateText(cookie, random),
		accept: random.pick(["text/html", "*/*"]),
	};
}

type Entries = readonly (readonly [string, string])[];

function urlencoded(entries: Entries, random: Random): Pick<Input, "headers" | "body"> {
	const text = new URLSearchParams(entries.map(([name, value]): [string, string] => [name, value])).toString();
	const body = Buffer.from(random.chance(0.08) ? mutateText(text, random) : text);
	const headers = { "content-type": "application/x-www-form-urlencoded" };
	return { headers, body: random.chance(0.08) ? mutateBytes(body, random) : body };
}

function multipart(entries: Entries, random: Random): Pick<Input, "headers" | "body"> {
	const edge = random.chance(0.1)
		? hostileText(random)
				.slice(0, 80)
				.replace(/[\r\n]/g, "")
		: "edge-of-a-part";
	const parts = entries.map(([name, value]) =>
		Buffer.from(`--${edge}\r\nContent-Disposition: form-data; name="${name.slice(0, 500)}"\r\n\r\n${value}\r\n`),
	);
	const files = Array.from({ length: random.below(5) }, () => {
		const head = `--${edge}\r\nContent-Disposition: form-data; name="${random.pick(["photos", "photo", "file", "x"])}"; filename="${mutateText("a.png", random).slice(0, 500)}"\r\nContent-Type: ${random.pick(["image/png", "image/svg+xml", "image/gif", "", "text/html"])}\r\n\r\n`;
		return Buffer.concat([Buffer.from(head), pictureOf(random), Buffer.from("\r\n")]);
	});
	const whole = Buffer.concat([...parts, ...files, Buffer.from(`--${edge}--\r\n`)]);
	const body = random.chance(0.3) ? mutateBytes(whole, random) : whole;
	return { headers: { "content-type": `multipart/form-data; boundary=${edge}` }, body };
}
