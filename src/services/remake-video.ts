import { fork } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { claimsTooMuch } from "./claims-too-much.ts";
import { shortQueue } from "./short-queue.ts";

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
 * `owner` is who sent it, of whom one is read at a time: `busy` while it is, or while more are sent than wait in turn.
 */
export async function remakeVideo(sent: Uint8Array, owner: string): Promise<RemadeVideo | VideoRefused | "busy"> {
	if (sent.length > VIDEO.mostBytes) return { refused: "too-large", because: BECAUSE["too-large"] };
	if (!looksLikeVideo(sent)) return { refused: "no-video", because: BECAUSE["no-video"] };
	const remade = claimsTooMuch(sent, VIDEO) ? "unreadable" : await queue.run(owner, () => inProcess(sent));
	if (remade === "busy") return remade;
	return typeof remade === "string" ? { refused: remade, because: BECAUSE[remade] } : remade;
}

/** By its first bytes, so that no process is begun for a letter. */
function looksLikeVideo(sent: Uint8Array): boolean {
	const head = Buffer.from(sent.subarray(0, 12));
	const isMatroska = head.subarray(0, 4).equals(MATROSKA);
	return isMatroska || /^(?:ftyp|moov|mdat|wide|free|skip|pnot)$/.test(head.toString("latin1", 4, 8));
}

/** The head of WebM, too. */
const MATROSKA = Buffer.from("1a45dfa3", "hex");

/** As long as the largest takes ten times over. */
const MOST_MS = 8_000;

const FILE = "remake-video-worker";
/** Beside the built service it is built too. */
const workerFile = [`${FILE}.js`, `${FILE}.mjs`].map((name) => join(import.meta.dirname, name)).find(existsSync);

/**
 * In a process of its own, which is killed: whatever a file claims to be, it takes neither the service's time nor its memory with
 * it. A thread would not do: one allocation beyond its heap ends the whole process.
 */
function inProcess(sent: Uint8Array): Promise<RemadeVideo | VideoRefusal> {
	if (workerFile === undefined) throw new Error(`${FILE} is not beside the service: build it anew.`);
	const child = fork(workerFile, {
		execArgv: ["--max-old-space-size=64", "--max-semi-space-size=8"],
		serialization: "advanced",
		// Nothing that a file makes a library say reaches the log, and nothing of ours is there to be read.
		stdio: ["ignore", "ignore", "ignore", "ipc"],
		env: {},
		cwd: "/",
	});
	const kill = () => child.kill("SIGKILL");
	process.once("exit", kill);
	return new Promise<RemadeVideo | VideoRefusal>((resolve) => {
		const timer = setTimeout(() => resolve("unreadable"), MOST_MS);
		child.once("message", (answer) => resolve(answerOfWorker(answer)));
		// Out of memory, out of stack, or never begun: `error` comes alone where there is no process to end.
		const onEnd = () => {
			clearTimeout(timer);
			resolve("unreadable");
		};
		child.on("error", onEnd);
		child.once("exit", onEnd);
		// It may be dead before it has read everything: `exit` says so.
		child.send({ sent, limits: VIDEO }, () => {});
	}).finally(() => {
		process.off("exit", kill);
		kill();
	});
}

/** Our own file says nothing else. */
function answerOfWorker(answer: unknown): RemadeVideo | VideoRefusal {
	return answer as RemadeVideo | VideoRefusal;
}

/** Each takes a core while it is read. */
const queue = shortQueue({ atOnce: 2, mostWaiting: 4 });

const BECAUSE: Readonly<Record<VideoRefusal, string>> = {
	"too-large": `The video has more than ${VIDEO.mostBytes / MIB} MB. Send a shorter one, or one of a lower quality.`,
	"too-long": `The video is longer than ${VIDEO.mostSeconds} seconds. Send a shorter one.`,
	"too-many-pixels": `The video is more than ${VIDEO.longestSide} pixels long or wide. Send it in a lower quality.`,
	"no-video": "The file is no video that browsers play. Send an MP4, MOV or WebM.",
	unreadable: "The video cannot be read: the file is damaged or cut. Save it anew and send that.",
};
