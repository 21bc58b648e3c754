// @ts-check
import {
	BufferSource,
	BufferTarget,
	EncodedAudioPacketSource,
	EncodedPacketSink,
	EncodedVideoPacketSource,
	Input,
	Logging,
	LogLevel,
	MATROSKA,
	MP4,
	Mp4OutputFormat,
	Output,
	QTFF,
	WEBM,
	WebMOutputFormat,
} from "mediabunny";
import { unitsOf } from "./video-units.mjs";

// A process of remake-video.ts, which kills it where it takes too long, and lives on where it dies of what it reads: that was made
// by strangers. Plain JavaScript, because a process is begun from a file, which no test runner reads for it; its types are checked
// all the same.

/** @typedef {import("./remake-video.ts").VideoLimits} Limits */
/** @typedef {import("./remake-video.ts").RemadeVideo} RemadeVideo */
/** @typedef {import("./remake-video.ts").VideoRefusal} VideoRefusal */
/** @typedef {{ readonly kind: "video" | "audio", readonly packet: import("mediabunny").EncodedPacket }} Piece */

process.once("disconnect", () => process.exit());

/** @type {{ readonly sent: Uint8Array, readonly limits: Limits }} */
const { sent, limits } = await new Promise((resolve) => process.once("message", resolve));

/**
 * What browsers have a name for in either kind of file; whether a device can play it is its own affair.
 * @type {Readonly<Record<"mp4" | "webm", { readonly video: readonly (string | null)[], readonly audio: readonly (string | null)[] }>>}
 */
const PLAYED = {
	mp4: { video: ["avc", "hevc", "vp9", "av1"], audio: ["aac", "opus", "mp3"] },
	webm: { video: ["vp8", "vp9", "av1"], audio: ["opus", "vorbis"] },
};

// What is written says when it was made, in seconds since 1904: at none. A review is shown with its month alone.
Date.now = () => -2_082_844_800_000;
Logging.level = LogLevel.Silent;
process.send?.(await remade().catch(() => "unreadable"));

/** @returns {Promise<RemadeVideo | VideoRefusal>} */
async function remade() {
	const input = new Input({ source: new BufferSource(sent), formats: [MP4, QTFF, WEBM, MATROSKA] });
	if (!(await input.canRead())) return "no-video";
	const tracks = await chosenTracks(input);
	if (tracks === null) return "no-video";
	const { video, audio, isWebm } = tracks;
	const codec = /** @type {RemadeVideo["codec"]} */ (await video.getCodec());
	const [width, height] = [await video.getDisplayWidth(), await video.getDisplayHeight()];
	const sides = [width, height, await video.getCodedWidth(), await video.getCodedHeight()];
	if (sides.some((side) => !(side >= 1))) return "unreadable";
	if (sides.some((side) => side > limits.longestSide)) return "too-many-pixels";
	const config = await video.getDecoderConfig();
	const sound = audio && (await audio.getDecoderConfig());
	if (!config || (audio && !sound)) return "unreadable";

	const output = new Output({
		format: isWebm ? new WebMOutputFormat() : new Mp4OutputFormat({ fastStart: "in-memory" }),
		target: new BufferTarget(),
	});
	const videoSource = new EncodedVideoPacketSource(codec);
	// Neither name, language nor date is handed on, and of the file's own tags none is read.
	output.addVideoTrack(videoSource, { rotation: await video.getRotation(), flip: await video.getFlip() });
	const audioCodec = audio && (await audio.getCodec());
	const audioSource = audioCodec ? new EncodedAudioPacketSource(audioCodec) : null;
	if (audioSource) output.addAudioTrack(audioSource);
	await output.start();

	const pieces = inTime(video, audio);
	/** @type {Piece | null} */
	let piece = (await pieces.next()).value ?? null;
	if (piece === null) return "unreadable";
	// What stands before the beginning was cut away by whoever sent it: it is needed to draw what follows, and not shown.
	// WebM knows no time before its beginning.
	const start = isWebm || piece.packet.timestamp > 0 ? piece.packet.timestamp : 0;
	const counts = { packets: 0, bytes: 0, seconds: 0 };
	const units = unitsOf(codec, config.description);
	const decoderConfig = units ? { ...config, description: units.description } : config;
	for (; piece !== null; piece = (await pieces.next()).value ?? null) {
		const { kind, packet } = piece;
		const timestamp = packet.timestamp - start;
		const end = timestamp + packet.duration;
		if (!Number.isFinite(end)) return "unreadable";
		if (end > limits.mostSeconds) return "too-long";
		counts.packets += 1;
		counts.bytes += packet.byteLength;
		// Packets may lie upon each other, so that a small file has as many bytes as it likes.
		if (counts.packets > limits.mostPackets || counts.bytes > sent.length) return "unreadable";
		if (kind === "video") {
			counts.seconds = Math.max(counts.seconds, end);
			const data = units ? units.withoutUserData(packet.data) : packet.data;
			await videoSource.add(packet.clone({ data, timestamp, sideData: {} }), { decoderConfig });
		} else if (sound) {
			await audioSource?.add(packet.clone({ timestamp, sideData: {} }), { decoderConfig: sound });
		}
	}
	if (!(counts.seconds > 0)) return "unreadable";
	await output.finalize();
	const bytes = output.target.buffer;
	if (bytes === null || bytes.byteLength > limits.mostBytes * 1.1) return "unreadable";
	return {
		type: isWebm ? "video/webm" : "video/mp4",
		...{ codec, width, height },
		milliseconds: Math.round(counts.seconds * 1_000),
		bytes: new Uint8Array(bytes),
	};
}

/**
 * The first picture and the first sound that one kind of file can have; null without a picture, or where there is sound in another
 * form alone.
 * @param {Input} input
 */
async function chosenTracks(input) {
	const [pictures, sounds] = [await input.getVideoTracks(), await input.getAudioTracks()];
	if (pictures.length + sounds.length > limits.mostTracks) return null;
	const isMatroska = /webm|matroska/.test(await input.getMimeType());
	for (const isWebm of isMatroska ? [true, false] : [false]) {
		const played = isWebm ? PLAYED.webm : PLAYED.mp4;
		const [video, audio] = [await firstOf(pictures, played.video), await firstOf(sounds, played.audio)];
		if (video !== null && (audio !== null || sounds.length === 0)) return { video, audio, isWebm };
	}
	return null;
}

/**
 * @template {import("mediabunny").InputTrack} Track
 * @param {readonly Track[]} tracks
 * @param {readonly (string | null)[]} codecs
 * @returns {Promise<Track | null>}
 */
async function firstOf(tracks, codecs) {
	for (const track of tracks) if (codecs.includes(await track.getCodec())) return track;
	return null;
}

/**
 * Both tracks' packets in the order of their times, from the picture that the first shown one is drawn from.
 * @param {import("mediabunny").InputVideoTrack} video
 * @param {import("mediabunny").InputAudioTrack | null} audio
 * @returns {AsyncGenerator<Piece, void>}
 */
async function* inTime(video, audio) {
	const sink = new EncodedPacketSink(video);
	const key = (await sink.getKeyPacket(0)) ?? (await sink.getFirstKeyPacket());
	if (key === null) return;
	const pictures = sink.packets(key);
	const sounds = audio && new EncodedPacketSink(audio).packets();
	let [picture, sound] = [await pictures.next(), await sounds?.next()];
	while (!picture.done || (sound && !sound.done)) {
		if (sounds && sound && !sound.done && (picture.done || sound.value.timestamp < picture.value.timestamp)) {
			const packet = sound.value;
			if (packet.timestamp + packet.duration > 0) yield { kind: "audio", packet };
			sound = await sounds.next();
		} else if (!picture.done) {
			yield { kind: "video", packet: picture.value };
			picture = await pictures.next();
		}
	}
}
