import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { type DrawnPhoto, drawPhoto, drawPhotos, isRefused, PHOTO } from "../../src/services/draw-photo.ts";

const flat = (width: number, height: number, background = "#1f5fd6") =>
	sharp({ create: { width, height, channels: 3, background } });

async function drawn(sent: Uint8Array): Promise<DrawnPhoto> {
	const photo = await drawPhoto(sent);
	if (isRefused(photo)) throw new Error(photo.because);
	return photo;
}

const refused = async (sent: Uint8Array) => {
	const photo = await drawPhoto(sent);
	return isRefused(photo) ? photo.refused : photo;
};

/** The colour of one pixel. */
async function pixel({ image }: DrawnPhoto, left: number, top: number): Promise<readonly number[]> {
	const [red = 0, green = 0, blue = 0] = await sharp(image)
		.extract({ left, top, width: 1, height: 1 })
		.raw()
		.toBuffer();
	return [red, green, blue];
}

describe("a photo that is drawn anew", () => {
	test("holds nothing but pixels: no place, no time, no camera, no preview", async () => {
		const sent = await flat(64, 48)
			.withExif({
				IFD0: { Make: "CanaryPhone", ImageDescription: "CanaryHouse" },
				IFD3: { GPSLatitude: "51/1 20/1 12/1", GPSLatitudeRef: "N", GPSMapDatum: "CanaryGps" },
			})
			.withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>CanaryXmp</a></x:xmpmeta>`)
			.withIccProfile("p3")
			.jpeg()
			.toBuffer();
		const words = Buffer.from(sent).toString("latin1");
		for (const mark of ["Exif", "CanaryPhone", "CanaryHouse", "CanaryGps", "CanaryXmp"]) expect(words).toContain(mark);
		const { image } = await drawn(sent);
		expect(Buffer.from(image).toString("latin1")).not.toMatch(/Exif|Canary|xmp|GPS|ICC_PROFILE/i);
		const { exif, icc, xmp, iptc, comments, format } = await sharp(image).metadata();
		expect({ exif, icc, xmp, iptc, comments, format }).toEqual({ format: "jpeg" });
		// What a program hangs behind the picture is gone too.
		const tail = await drawn(Buffer.concat([sent, Buffer.from("CanaryTail")]));
		expect(Buffer.from(tail.image).toString("latin1")).not.toContain("Canary");
	});

	test("stands upright, whichever way the telephone was held", async () => {
		const top = await flat(40, 10, "#ff0000").png().toBuffer();
		const picture = flat(40, 80, "#0000ff").composite([{ input: top, left: 0, top: 0 }]);
		// 6: to be turned by a quarter to the right, so that its upper edge comes to the right.
		const sent = await sharp(await picture.png().toBuffer())
			.withMetadata({ orientation: 6 })
			.jpeg({ quality: 100 })
			.toBuffer();
		const photo = await drawn(sent);
		expect(photo).toMatchObject({ width: 80, height: 40 });
		const [red = 0, , blue = 0] = await pixel(photo, 77, 20);
		expect(red).toBeGreaterThan(blue);
		expect((await pixel(photo, 5, 20))[2]).toBeGreaterThan(200);
	});

	test("has 1,600 pixels at the most on its longer side, and none is made larger", async () => {
		expect(await drawn(await flat(4_000, 1_000).jpeg().toBuffer())).toMatchObject({ width: 1_600, height: 400 });
		expect(await drawn(await flat(1_000, 4_000).webp().toBuffer())).toMatchObject({ width: 400, height: 1_600 });
		expect(await drawn(await flat(30, 20).avif().toBuffer())).toMatchObject({ width: 30, height: 20 });
	});

	test("has 1 MB at the most, whatever it shows", async () => {
		const noise = sharp(randomBytes(1_600 * 1_600 * 3), { raw: { width: 1_600, height: 1_600, channels: 3 } });
		const { image } = await drawn(await noise.png({ compressionLevel: 1 }).toBuffer());
		expect(image.length).toBeLessThanOrEqual(PHOTO.mostDrawnBytes);
	});

	test("is white where it was clear, and still where it moved", async () => {
		const clear = sharp({ create: { width: 8, height: 8, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } });
		expect(await pixel(await drawn(await clear.png().toBuffer()), 4, 4)).toEqual([255, 255, 255]);
		const frames = [await flat(16, 16, "#ffffff").png().toBuffer(), await flat(16, 16, "#000000").png().toBuffer()];
		const moving = await sharp(frames, { join: { animated: true } })
			.gif()
			.toBuffer();
		expect((await sharp(moving).metadata()).pages).toBe(2);
		const still = await drawn(moving);
		expect(still).toMatchObject({ width: 16, height: 16 });
		expect(await pixel(still, 8, 8)).toEqual([255, 255, 255]);
	});
});

describe("a file that is no photo is refused, with a sentence for whoever sent it", () => {
	const claimed = (width: number, height: number) => {
		// A PNG of a few bytes whose head claims a size.
		const head = Buffer.alloc(33);
		Buffer.from("89504e470d0a1a0a0000000d49484452", "hex").copy(head);
		head.writeUInt32BE(width, 16);
		head.writeUInt32BE(height, 20);
		Buffer.from([8, 2, 0, 0, 0]).copy(head, 24);
		head.writeUInt32BE(crc32(head.subarray(12, 29)), 29);
		return Buffer.concat([head, Buffer.from("0000000049444154", "hex"), Buffer.alloc(4)]);
	};

	test.each([
		["words", Buffer.from("dear shop")],
		["nothing", new Uint8Array()],
		["an SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
		["a PDF", Buffer.from("%PDF-1.7\n")],
		["a TIFF", Buffer.from("II*\0aaaaaaaaaaaaaaaa")],
		["a HEIC, which the library cannot read", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1")],
	])("%s", async (_what, sent) => expect(await refused(sent)).toBe("no-picture"));

	test("one that is cut", async () => {
		const whole = await sharp(randomBytes(300 * 300 * 3), { raw: { width: 300, height: 300, channels: 3 } })
			.jpeg()
			.toBuffer();
		for (const sent of [whole.subarray(0, whole.length / 2), whole.subarray(0, 40)])
			expect(await refused(sent)).toBe("unreadable");
	});

	test("one of more bytes or pixels than are read", async () => {
		expect(await refused(new Uint8Array(PHOTO.mostBytes + 1))).toBe("too-large");
		for (const [width, height] of [
			[16_000, 3_200],
			[60_000, 60_000],
		] as const)
			expect(await refused(claimed(width, height))).toBe("too-many-pixels");
		expect(await refused(claimed(100, 100))).toBe("unreadable");
	});

	test("with the others of its message", async () => {
		const good = await flat(10, 10).jpeg().toBuffer();
		expect(await drawPhotos([good, good])).toMatchObject([{ width: 10 }, { width: 10 }]);
		expect(await drawPhotos([good, Buffer.from("words")])).toMatchObject({ refused: "no-picture" });
	});
});
