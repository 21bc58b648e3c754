import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from "mediabunny";
import { describe, expect, test } from "vitest";
import { type RemadeVideo, remakeVideo, VIDEO } from "../../src/services/remake-video.ts";
import { aVideo, box, withBox } from "../helpers/made-videos.ts";

async function remade(sent: Uint8Array): Promise<RemadeVideo> {
	const video = await remakeVideo(sent, "somebody");
	if (video === "busy" || "refused" in video) throw new Error(`It is not taken: ${JSON.stringify(video)}`);
	return video;
}

const refused = async (sent: Uint8Array) => {
	const video = await remakeVideo(sent, "somebody");
	return video !== "busy" && "refused" in video ? video.refused : video;
};

const words = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

/** What a reader of the file finds in it. */
async function looked({ bytes }: Pick<RemadeVideo, "bytes">) {
	const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
	const [video, audio] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()];
	if (!video) throw new Error("It has no picture.");
	const packets = [];
	for await (const packet of new EncodedPacketSink(video).packets()) packets.push(packet);
	return {
		...{ packets, tags: await input.getMetadataTags(), tracks: (await input.getTracks()).length },
		...{ rotation: await video.getRotation(), name: await video.getName(), sound: await audio?.getCodec() },
	};
}

describe("a video that is put together anew", () => {
	test("keeps its pictures, its sound and which way is up, in the order in which a player wants them", async () => {
		const sent = await aVideo({ file: "mov", rotation: 90, sound: "aac" });
		const video = await remade(sent);
		expect(video).toMatchObject({ type: "video/mp4", codec: "avc", width: 48, height: 64, milliseconds: 2_000 });
		const [before, after] = [await looked({ bytes: sent }), await looked(video)];
		expect(after).toMatchObject({ rotation: 90, sound: "aac", tracks: 2 });
		expect(after.packets.map(({ data, timestamp, type }) => [words(data), timestamp, type])).toEqual(
			before.packets.map(({ data, timestamp, type }) => [words(data), timestamp, type]),
		);
		const told = words(video.bytes);
		expect(told.slice(4, 8)).toBe("ftyp");
		expect(told.indexOf("moov")).toBeLessThan(told.indexOf("mdat"));
	});

	test("names no place, no time, no device and nobody", async () => {
		const place = box("\xa9xyz", Buffer.from([0, 19, 0x15, 0xc7]), Buffer.from("+51.3397+012.3731/Canary"));
		const made = await aVideo({ canary: "Canary", sound: "aac" });
		const meta = box("meta", Buffer.alloc(4), box("ilst", Buffer.from("CanaryPhone 2026-01-02")));
		const sent = Buffer.concat([
			withBox(made, Buffer.concat([box("udta", place), meta])),
			box("uuid", Buffer.from("be7acfcb97a942e89c71999491e3afac", "hex"), Buffer.from("CanaryXmp")),
			box("free", Buffer.from("CanaryFree")),
		]);
		expect(words(sent).match(/Canary\w*/g)).toEqual(
			expect.arrayContaining(["CanaryTrack", "CanaryTitle", "Canary", "CanaryPhone", "CanaryXmp", "CanaryFree"]),
		);
		const { bytes } = await remade(sent);
		expect(words(bytes)).not.toMatch(/Canary|\xa9xyz|\+51\.3397|udta|uuid|free|2026/);
		expect(await looked({ bytes })).toMatchObject({ tags: {}, name: null });
		// Nor when it was put together: seconds since 1904 behind the version and flags.
		for (const head of ["mvhd", "tkhd", "mdhd"]) {
			const at = words(bytes).indexOf(head) + 8;
			expect([head, Buffer.from(bytes).readBigUInt64BE(at)]).toEqual([head, 0n]);
		}
		const webm = await remade(await aVideo({ codec: "vp8", file: "webm", sound: "opus", canary: "Canary" }));
		expect(webm).toMatchObject({ type: "video/webm", codec: "vp8", milliseconds: 1_900 });
		expect(words(webm.bytes)).not.toMatch(/Canary|2026/);
	});

	test("loses what a camera writes between the pictures, and nothing else of them", async () => {
		// Beside a "recovery point", which players need: the place as camcorders write it.
		const userData = Buffer.concat([
			Buffer.from([0x06, 0x05, 24]),
			Buffer.from("0123456789abcdefCanary51"),
			Buffer.from([0x80]),
		]);
		const needed = Buffer.from([0x06, 0x06, 0x01, 0xc4, 0x80]);
		const with_ = await remade(await aVideo({ unit: userData }));
		expect(words(with_.bytes)).not.toContain("Canary");
		expect(with_.bytes).toEqual((await remade(await aVideo())).bytes);
		// A size does not count the 3 that keeps zeros apart: whoever does finds the place in the wrong message.
		const zeros = Buffer.from([0x06, 0x06, 0x04, 0, 0, 3, 0, 0, 0x05, 0x08]);
		const escaped = Buffer.concat([zeros, Buffer.from("Canary51"), Buffer.from([0x80])]);
		expect((await remade(await aVideo({ unit: escaped }))).bytes).toEqual(with_.bytes);
		const behind = await aVideo({ behindParameters: Buffer.from("Canary51") });
		expect(words(behind)).toContain("Canary");
		expect((await remade(behind)).bytes).toEqual(with_.bytes);
		const kept = await looked(await remade(await aVideo({ unit: needed })));
		expect(words(kept.packets[0]?.data ?? new Uint8Array())).toContain(words(needed));
	});

	test("does not show again what was cut away before its beginning", async () => {
		// Key pictures stand a second apart: of the three seconds before the beginning none is needed to draw it.
		const cut = await looked(await remade(await aVideo({ startsAt: -3, pictures: 50, sound: "aac" })));
		expect(cut.packets.map(({ timestamp }) => timestamp)).toHaveLength(20);
		expect(cut.packets[0]?.timestamp).toBe(0);
	});

	test("is an MP4 of what browsers play in one, and a WebM of the rest", async () => {
		const kinds = [
			[{ codec: "avc", file: "mkv", sound: "aac" }, "video/mp4"],
			[{ codec: "vp9", file: "mkv", sound: "opus" }, "video/webm"],
			[{ codec: "vp9", file: "mkv", sound: "aac" }, "video/mp4"],
			[{ codec: "vp9", file: "mp4" }, "video/mp4"],
			[{ codec: "vp8", file: "mp4" }, "no-video"],
			[{ codec: "vp8", file: "mkv", sound: "aac" }, "no-video"],
			[{ codec: "avc", sound: "flac" }, "no-video"],
		] as const;
		for (const [given, kind] of kinds) {
			const video = await remakeVideo(await aVideo(given), "somebody");
			expect([given, video]).toEqual([
				given,
				expect.objectContaining(kind === "no-video" ? { refused: kind } : { type: kind }),
			]);
		}
	});
});

/** The file with four bytes of a box's content written anew. */
function bent(file: Uint8Array, type: string, at: number, value: number): Uint8Array {
	const bytes = Buffer.from(file);
	const start = bytes.lastIndexOf(type, undefined, "latin1");
	if (start < 0) throw new Error(`There is no box ${type}.`);
	bytes.writeUInt32BE(value, start + 4 + at);
	return bytes;
}

const MOST = 0xffff_ffff;

const MILLION = 1_000_000;

/** The file with another table of its only track: its head's numbers behind version and flags, then its entries. */
function withTable(file: Uint8Array, type: string, head: readonly number[], entries: Uint8Array): Uint8Array {
	return withInTables(file, table(type, head, entries), type);
}

function table(type: string, head: readonly number[], entries: Uint8Array): Uint8Array {
	const numbers = Buffer.alloc(4 + head.length * 4);
	for (const [index, number] of head.entries()) numbers.writeUInt32BE(number, 4 + index * 4);
	return box(type, numbers, entries);
}

/** The file with a box among the tables of its only track, in the place of the one of that type. */
function withInTables(file: Uint8Array, added: Uint8Array, type: string): Uint8Array {
	const bytes = Buffer.from(file);
	const found = bytes.lastIndexOf(type, undefined, "latin1") - 4;
	// A table that the file has not goes before the one of sizes.
	const at = found >= 0 ? found : bytes.lastIndexOf("stsz", undefined, "latin1") - 4;
	const replaced = found >= 0 ? bytes.readUInt32BE(found) : 0;
	for (const around of ["moov", "trak", "mdia", "minf", "stbl"]) {
		const start = bytes.lastIndexOf(around, undefined, "latin1") - 4;
		bytes.writeUInt32BE(bytes.readUInt32BE(start) + added.length - replaced, start);
	}
	return Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + replaced)]);
}

/** Boxes in boxes, each of them whole. */
function nested(type: string, deep: number): Uint8Array {
	const bytes = Buffer.alloc(deep * 8);
	for (let index = 0; index < deep; index += 1) {
		bytes.writeUInt32BE((deep - index) * 8, index * 8);
		bytes.write(type, index * 8 + 4, "latin1");
	}
	return bytes;
}

/** A table of sizes of half a byte each. */
function halves(pictures: number): Uint8Array {
	return table("stz2", [4, pictures], Buffer.alloc(pictures / 2, 0x11));
}

describe("a file that was made to harm", () => {
	const attacks: Readonly<Record<string, () => Promise<Uint8Array>>> = {
		"four thousand million pictures of one byte": async () => {
			const one = bent(await aVideo(), "stsz", 4, 1);
			return bent(bent(one, "stsz", 8, MOST), "stts", 8, MOST);
		},
		"as many entries of a table as its head can claim": async () => bent(await aVideo(), "stts", 4, MOST),
		"as many chunks": async () => bent(await aVideo(), "stco", 4, MOST),
		"pictures that each are nearly the whole file": async () =>
			bent(bent(await aVideo({ pictures: 590, pictureBytes: 5_000 }), "stsz", 4, 2_900_000), "stco", 8, 40),
		"two hundred thousand boxes, each within the last": async () =>
			Buffer.concat([box("ftyp", Buffer.from("isom\0\0\0\0isom")), box("moov", nested("trak", 200_000))]),
		"as many of them as copies of each other's kind": async () =>
			Buffer.concat([box("ftyp", Buffer.from("qt  \0\0\0\0qt  ")), box("moov", ...Array(100_000).fill(box("trak")))]),
		"no time at all": async () => bent(bent(await aVideo({ pictures: 1 }), "stts", 12, 0), "mdhd", 12, 0),
		"a million pictures of one moment": async () => {
			const many = withTable(
				await aVideo(),
				"stsz",
				[0, MILLION],
				Buffer.alloc(MILLION * 4, Buffer.from([0, 0, 0, 1])),
			);
			return bent(bent(many, "stts", 8, MILLION), "stts", 12, 0);
		},
		"twenty million pictures of half a byte each": async () =>
			withInTables(await aVideo(), halves(20 * MILLION), "stz2"),
		"a piece of a film with as many pictures as its head can claim": async () => {
			const traf = box("traf", box("tfhd", Buffer.alloc(8)), box("trun", Buffer.alloc(4), Buffer.alloc(4, 0xff)));
			return Buffer.concat([await aVideo(), box("moof", traf)]);
		},
		"times that lie as often beside each other": async () =>
			withTable(await aVideo(), "ctts", [1, MOST, 5], new Uint8Array()),
		"a table of times as long as a file may be": async () =>
			withTable(
				await aVideo(),
				"stts",
				[1.4 * MILLION],
				Buffer.alloc(11.2 * MILLION, Buffer.from([0, 0, 0, 1, 0, 0, 0, 0])),
			),
		"elements of WebM without an end, within each other": async () =>
			Buffer.concat([
				(await aVideo({ codec: "vp8", file: "webm" })).subarray(0, 36),
				...Array(100_000).fill(Buffer.from("1549a966ff1654ae6bff", "hex")),
			]),
	};

	for (const [name, make] of Object.entries(attacks)) {
		test(`${name}: refused`, async () => {
			expect(await refused(await make())).toMatch(/^(?:unreadable|no-video)$/);
		});
	}

	test("whatever its process dies of is unreadable, and the service lives on", async () => {
		// In a box where none belongs, so that the library is the first to see it: V8 ends the whole process over what it shall keep.
		const hidden = withInTables(await aVideo(), box("wave", halves(23 * MILLION)), "wave");
		expect(await refused(hidden)).toBe("unreadable");
		expect(await remade(await aVideo())).toMatchObject({ type: "video/mp4" });
	});

	test("no file that is cut anywhere is shown as another", async () => {
		const sent = await aVideo({ sound: "aac" });
		for (let at = 0; at < sent.length - 1; at += 311) {
			expect([at, await refused(sent.subarray(0, at))]).toEqual([
				at,
				expect.stringMatching(/^(?:unreadable|no-video)$/),
			]);
		}
	});
});

describe("what is too much", () => {
	test("of bytes, of seconds, of pixels: is refused with what to do", async () => {
		expect(await refused(new Uint8Array(VIDEO.mostBytes + 1))).toBe("too-large");
		expect(await refused(await aVideo({ pictures: 601 }))).toBe("too-long");
		expect((await remade(await aVideo({ pictures: 600 }))).milliseconds).toBe(60_000);
		expect(await refused(await aVideo({ width: 4_097 }))).toBe("too-many-pixels");
		for (const said of ["", "<html>", "GIF89a and more of it", "\0\0\0\x18ftypheic\0\0\0\0"]) {
			expect([said, await refused(Buffer.from(said, "latin1"))]).toEqual([said, "no-video"]);
		}
		expect(await remakeVideo(Buffer.from("words"), "somebody")).toEqual({
			refused: "no-video",
			because: "The file is no video that browsers play. Send an MP4, MOV or WebM.",
		});
	});

	test("at once: of one sender one, of all six; the others are told so without waiting", async () => {
		const sent = await aVideo();
		const first = Array.from({ length: 6 }, (_, index) => remakeVideo(sent, `sender ${index}`));
		expect(await remakeVideo(sent, "sender 0")).toBe("busy");
		expect(await remakeVideo(sent, "another")).toBe("busy");
		for (const remade of await Promise.all(first)) expect(remade).toMatchObject({ type: "video/mp4" });
		expect(await remakeVideo(sent, "sender 0")).toMatchObject({ type: "video/mp4" });
	});
});
