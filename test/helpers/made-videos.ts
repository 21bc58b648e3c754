import {
	BufferTarget,
	EncodedAudioPacketSource,
	EncodedPacket,
	EncodedVideoPacketSource,
	MkvOutputFormat,
	MovOutputFormat,
	Mp4OutputFormat,
	Output,
	type OutputFormat,
	type Rotation,
	WebMOutputFormat,
} from "mediabunny";

interface MadeVideo {
	readonly codec?: "avc" | "vp8" | "vp9";
	readonly file?: "mp4" | "mov" | "webm" | "mkv";
	readonly width?: number;
	readonly height?: number;
	readonly rotation?: Rotation;
	/** At ten pictures a second. */
	readonly pictures?: number;
	/** Seconds; what stands before 0 was cut away. */
	readonly startsAt?: number;
	readonly sound?: "aac" | "opus" | "flac" | null;
	/** A unit that goes before the first picture of H.264. */
	readonly unit?: Uint8Array;
	/** Written behind the parameters of H.264, in their own head. */
	readonly behindParameters?: Uint8Array;
	/** Written into the file as its title, its author and where it was made. */
	readonly canary?: string;
	readonly pictureBytes?: number;
}

const FORMATS: Readonly<Record<string, () => OutputFormat>> = {
	mp4: () => new Mp4OutputFormat({ fastStart: false }),
	mov: () => new MovOutputFormat({ fastStart: false }),
	webm: () => new WebMOutputFormat(),
	mkv: () => new MkvOutputFormat(),
};

/** A file as a telephone makes it, of pictures that nobody can draw: made-up packets in a true container. */
export async function aVideo({
	codec = "avc",
	file = "mp4",
	width = 64,
	height = 48,
	rotation = 0,
	pictures = 20,
	startsAt = 0,
	sound = null,
	unit = new Uint8Array(),
	behindParameters = new Uint8Array(),
	canary = "",
	pictureBytes = 40,
}: MadeVideo = {}): Promise<Uint8Array> {
	const format = FORMATS[file]?.() ?? new Mp4OutputFormat();
	const output = new Output({ format, target: new BufferTarget() });
	const video = new EncodedVideoPacketSource(codec);
	const isWebm = file === "webm" || file === "mkv";
	output.addVideoTrack(video, { ...(!isWebm && { rotation }), ...(canary !== "" && { name: `${canary}Track` }) });
	const audio = sound && new EncodedAudioPacketSource(sound);
	if (audio) output.addAudioTrack(audio);
	if (canary !== "") {
		output.setMetadataTags({
			title: `${canary}Title`,
			artist: `${canary}Author`,
			date: new Date("2026-01-02T03:04:05Z"),
		});
	}
	await output.start();
	const codecName = { avc: "avc1.42c01e", vp8: "vp8", vp9: "vp09.00.10.08" }[codec];
	const decoderConfig = {
		...{ codec: codecName, codedWidth: width, codedHeight: height },
		...(codec === "avc" && { description: Buffer.concat([AVC_CONFIG, behindParameters]) }),
	};
	for (let index = 0; index < pictures; index += 1) {
		const isKey = index % 10 === 0;
		const picture = codec === "avc" ? avcUnit(isKey, pictureBytes) : new Uint8Array(pictureBytes).fill(index);
		const data = index === 0 && codec === "avc" ? Buffer.concat([lengthed(unit), picture]) : picture;
		const packet = new EncodedPacket(data, isKey ? "key" : "delta", startsAt + index / 10, 0.1);
		await video.add(packet, { decoderConfig });
		if (audio) {
			const heard = new EncodedPacket(new Uint8Array([1, 2, 3, index]), "key", startsAt + index / 10, 0.1);
			await audio.add(heard, { decoderConfig: soundConfig(sound) });
		}
	}
	await output.finalize();
	return new Uint8Array(output.target.buffer ?? new ArrayBuffer(0));
}

function soundConfig(sound: "aac" | "opus" | "flac" | null) {
	if (sound === "opus") return { codec: "opus", sampleRate: 48_000, numberOfChannels: 1 };
	if (sound === "flac") {
		const head = new Uint8Array([0x66, 0x4c, 0x61, 0x43, 0x80, 0, 0, 34, 16, 0, 16, 0, ...new Array(6).fill(0)]);
		const rest = new Uint8Array([0x0b, 0xb8, 0x00, 0xf0, ...new Array(20).fill(0)]);
		return { codec: "flac", sampleRate: 48_000, numberOfChannels: 1, description: Buffer.concat([head, rest]) };
	}
	return { codec: "mp4a.40.2", sampleRate: 48_000, numberOfChannels: 1, description: new Uint8Array([0x11, 0x88]) };
}

function avcUnit(isKey: boolean, bytes: number): Uint8Array {
	return lengthed(Buffer.concat([Buffer.from([isKey ? 0x65 : 0x41]), Buffer.alloc(bytes, 0x5a)]));
}

/** Before its length in four bytes; nothing of nothing. */
function lengthed(unit: Uint8Array): Uint8Array {
	if (unit.length === 0) return unit;
	const head = Buffer.alloc(4);
	head.writeUInt32BE(unit.length);
	return Buffer.concat([head, unit]);
}

/** Baseline at level 3, one set of parameters for 64 by 48 pixels. */
const SPS = Buffer.from("6742c01eda0423b01100000300010000030014", "hex");
const PPS = Buffer.from("68ce3c80", "hex");
const AVC_CONFIG = Buffer.concat([
	...[Buffer.from([1, 0x42, 0xc0, 0x1e, 0xff, 0xe1, 0, SPS.length]), SPS],
	...[Buffer.from([1, 0, PPS.length]), PPS],
]);

/** A box of MP4. */
export function box(type: string, ...inside: readonly Uint8Array[]): Buffer {
	const head = Buffer.alloc(8);
	head.writeUInt32BE(8 + inside.reduce((sum, { length }) => sum + length, 0));
	head.write(type, 4, "latin1");
	return Buffer.concat([head, ...inside]);
}

/** The file with a box behind the others of `moov`, which has to be the last of the file. */
export function withBox(file: Uint8Array, added: Uint8Array): Buffer {
	const bytes = Buffer.from(file);
	const at = bytes.lastIndexOf("moov", undefined, "latin1") - 4;
	const length = bytes.readUInt32BE(at);
	if (at + length !== bytes.length) throw new Error("The box moov is not the last.");
	bytes.writeUInt32BE(length + added.length, at);
	return Buffer.concat([bytes, added]);
}
