import { existsSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";

const MIB = 1024 * 1024;

/** What is taken of one message. */
export const VIDEO = {
	/** Twelve seconds of a telephone's 1080p in HEVC, a minute of what it makes smaller to be sent. */
	mostBytes: 12 * MIB,
	mostSeconds: 60,
	/** 4K as telephones and cinemas have it. */
	longestSide: 4_096,
	/** 240 pictures a second, and sound in pieces of 2.5 ms. */
	mostPackets: 40_000,
	mostTracks: 16,
} as const;

export type VideoLimits = typeof VIDEO;

/** A file of ours: one picture, one sound at most, and when each is shown. */
export interface RemadeVideo {
	readonly type: "video/mp4" | "video/webm";
	readonly codec: "avc" | "hevc" | "vp8" | "vp9" | "av1";
	/** In pixels, as it is shown: upright. */
	readonly width: number;
	readonly height: number;
	readonly milliseconds: number;
	readonly bytes: Uint8Array;
}

export type VideoRefusal = "too-large" | "too-long" | "too-many-pixels" | "no-video" | "unreadable";

/** A file that is no video which can be shown. */
export interface VideoRefused {
	readonly refused: VideoRefusal;
	/** A sentence for whoever sent it. */
	readonly because: string;
}

/**
 * A video put together anew: its pictures and its sound as they were, in a file that names no place, no time, no device and
 * nobody, beginning with what a player needs first. MP4 and QuickTime become MP4, WebM stays WebM. Nothing is decoded, so what
 * is seen and heard in it stays, and so does its codec: a device plays what it knows. Never throws for what a file holds.
 */
export async function remakeVideo(sent: Uint8Array): Promise<RemadeVideo | VideoRefused> {
	if (sent.length > VIDEO.mostBytes) return { refused: "too-large", because: BECAUSE["too-large"] };
	if (!looksLikeVideo(sent)) return { refused: "no-video", because: BECAUSE["no-video"] };
	const remade = await inTurn(() => onThread(sent));
	return typeof remade === "string" ? { refused: remade, because: BECAUSE[remade] } : remade;
}

/** By its first bytes, so that no thread is begun for a letter. */
function looksLikeVideo(sent: Uint8Array): boolean {
	const head = Buffer.from(sent.subarray(0, 12));
	const isMatroska = head.subarray(0, 4).equals(MATROSKA);
	return isMatroska || /^(?:ftyp|moov|mdat|wide|free|skip|pnot)$/.test(head.toString("latin1", 4, 8));
}

/** The head of WebM, too. */
const MATROSKA = Buffer.from("1a45dfa3", "hex");

/** As long as the largest takes ten times over. */
const MOST_MS = 15_000;

const FILE = "remake-video-worker";
/** Beside the built service it is built too. */
const workerFile = [`${FILE}.js`, `${FILE}.mjs`].map((name) => join(import.meta.dirname, name)).find(existsSync);

/**
 * On a thread with a heap of its own: whatever a file claims to be, it holds neither the service's time nor its memory, and its
 * thread is ended.
 */
function onThread(sent: Uint8Array): Promise<RemadeVideo | VideoRefusal> {
	if (workerFile === undefined) throw new Error(`${FILE} is not beside the service: build it anew.`);
	const copy = new Uint8Array(sent);
	const worker = new Worker(workerFile, {
		workerData: { sent: copy, limits: VIDEO },
		transferList: [copy.buffer],
		resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
		// Nothing that a file makes a library say reaches the log.
		...{ stdout: true, stderr: true, env: {} },
	});
	return new Promise<RemadeVideo | VideoRefusal>((resolve) => {
		const timer = setTimeout(() => resolve("unreadable"), MOST_MS);
		worker.once("message", resolve);
		// Out of memory, or a stack that is too deep.
		worker.once("error", () => resolve("unreadable"));
		worker.once("exit", () => {
			clearTimeout(timer);
			resolve("unreadable");
		});
	}).finally(() => worker.terminate());
}

const AT_ONCE = 2;
let free = AT_ONCE;
const waiting: (() => void)[] = [];

async function inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
	if (free > 0) free -= 1;
	else await new Promise<void>((begin) => waiting.push(begin));
	try {
		return await work();
	} finally {
		const next = waiting.shift();
		if (next) next();
		else free += 1;
	}
}

const BECAUSE: Readonly<Record<VideoRefusal, string>> = {
	"too-large": `The video has more than ${VIDEO.mostBytes / MIB} MB. Send a shorter one, or one of a lower quality.`,
	"too-long": `The video is longer than ${VIDEO.mostSeconds} seconds. Send a shorter one.`,
	"too-many-pixels": `The video is more than ${VIDEO.longestSide} pixels long or wide. Send it in a lower quality.`,
	"no-video": "The file is no video that browsers play. Send an MP4, MOV or WebM.",
	unreadable: "The video cannot be read: the file is damaged or cut. Save it anew and send that.",
};
