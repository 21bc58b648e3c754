import { deflateSync, gzipSync } from "node:zlib";
import { type Door, httpDoor } from "../door.ts";
import { escaped, hostileText } from "../hostile.ts";
import { mutateBytes, mutateText } from "../mutate.ts";
import type { Random } from "../random.ts";

/** Files of parcels, gzipped and not, and the pictures of brands. */
export const uploads: Door = httpDoor("uploads", 5, ({ key }, random) => {
	const headers = { authorization: `Bearer ${key}` };
	if (random.chance(0.25)) {
		const path = random.pick(["/v1/shop/logo", "/v1/brand/logo", "/v1/brands/brd_0000000000000000000001/logo"]);
		const type = random.pick(["image/png", "image/jpeg", "image/svg+xml", "image/webp", "application/octet-stream"]);
		return { method: "PUT", path, headers: { ...headers, "content-type": type }, body: pictureOf(random) };
	}
	const isGzipped = random.chance(0.4);
	const written = tableOf(random);
	const packed = isGzipped ? gzipSync(written) : written;
	const body = random.chance(0.25) ? mutateBytes(packed, random) : packed;
	const encoding = isGzipped && random.chance(0.6) ? { "content-encoding": "gzip" } : {};
	const type = random.pick([
		"text/csv",
		"text/csv; charset=utf-16",
		"text/plain; charset=gb18030",
		"application/gzip",
		"application/vnd.ms-excel",
	]);
	const options = random.pick([
		"",
		"?dry_run=1",
		"?separator=;",
		`?carrier=${escaped(hostileText(random)).slice(0, 300)}`,
	]);
	return {
		method: "POST",
		path: `/v1/imports${options}`,
		headers: { ...headers, ...encoding, "content-type": type },
		body,
	};
});

const HEADS: readonly [string, ...string[]] = [
	"tracking_number,carrier,reference,email,country,postcode",
	"Tracking Number;Carrier;Order",
	"trackingNumber\tcarrier",
	"number",
	"__proto__,constructor,tracking_number",
	"tracking_number,tracking_number,tracking_number",
	"",
];

function tableOf(random: Random): Buffer {
	if (random.chance(0.06)) return fileBomb(random);
	const head = random.chance(0.85) ? random.pick(HEADS) : mutateText(random.pick(HEADS), random);
	const mark = /[;\t]/.exec(head)?.[0] ?? ",";
	const rows = Array.from({ length: random.below(12) }, () =>
		head
			.split(mark)
			.map(() => cellOf(random))
			.join(random.chance(0.05) ? ";" : mark),
	);
	return Buffer.from([head, ...rows].join(random.pick(["\n", "\r\n", "\r"])), random.chance(0.1) ? "utf16le" : "utf8");
}

function cellOf(random: Random): string {
	const cell = random.pick([
		"1Z999AA10123456784",
		"ups",
		"push",
		"GB",
		"",
		"A-1",
		"mia@buyer.example",
		`FUZZ${random.below(10_000)}`,
	]);
	const changed = random.chance(0.15) ? hostileText(random).slice(0, 6_000) : cell;
	return random.chance(0.2) ? `"${changed.replaceAll('"', random.chance(0.8) ? '""' : '"')}"` : changed;
}

function fileBomb(random: Random): Buffer {
	return random.pick<() => Buffer>([
		() => Buffer.alloc(30_000_000),
		() => Buffer.from(`tracking_number\n${"x\n".repeat(300_000)}`),
		() => Buffer.from(`tracking_number,${"c,".repeat(30_000)}\n`),
		() => Buffer.from(`tracking_number\n"${"x".repeat(3_000_000)}`),
		() => Buffer.from('"'.repeat(100_000)),
		() => gzipSync(gzipSync(Buffer.alloc(5_000_000))),
	])();
}

/** A small PNG of a large size, and others that are none. */
export function pictureOf(random: Random): Buffer {
	const size = random.pick([1, 16, 60_000, 0, 0x7fffffff]);
	const png = Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk("IHDR", Buffer.concat([uint(size), uint(size), Buffer.from([8, 6, 0, 0, 0])])),
		chunk("IDAT", deflateSync(Buffer.alloc(size > 100 ? 5_000_000 : (size * 4 + 1) * size))),
		chunk("IEND", Buffer.alloc(0)),
	]);
	const gif = Buffer.from(
		"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;",
		"latin1",
	);
	const picture = random.pick([
		png,
		gif,
		Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
		random.bytes(400),
		Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70]),
	]);
	return random.chance(0.3) ? mutateBytes(picture, random) : picture;
}

function chunk(type: string, data: Buffer): Buffer {
	const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
	return Buffer.concat([uint(data.length), named, uint(crc32(named))]);
}

function uint(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(value >>> 0);
	return bytes;
}

/** Of the PNG standard. */
function crc32(bytes: Buffer): number {
	let crc = 0xffffffff;
	for (const byte of bytes) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return ~crc;
}
