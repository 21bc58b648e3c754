import { expect, test } from "vitest";
import { remakeVideo } from "../../src/services/remake-video.ts";
import { inBrowser } from "../helpers/browser.ts";

inBrowser("a video of a review, in a browser", (browser) => {
	test("that a browser recorded plays once it is put together anew, from its first picture to its last", async () => {
		const page = await browser().newPage();
		// As a script, so that what compiles the tests puts nothing of its own into it.
		const recorded: unknown = await page.evaluate(`(async () => {
			const canvas = Object.assign(document.createElement("canvas"), { width: 96, height: 64 });
			const paint = canvas.getContext("2d");
			const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: "video/webm;codecs=vp8" });
			const pieces = [];
			recorder.ondataavailable = ({ data }) => pieces.push(data);
			const stopped = new Promise((resolve) => { recorder.onstop = resolve; });
			recorder.start();
			for (let frame = 0; frame < 24; frame += 1) {
				paint.fillStyle = "hsl(" + frame * 15 + " 80% 50%)";
				paint.fillRect(0, 0, 96, 64);
				await new Promise(requestAnimationFrame);
				await new Promise(requestAnimationFrame);
			}
			recorder.stop();
			await stopped;
			return Array.from(new Uint8Array(await new Blob(pieces).arrayBuffer()));
		})()`);
		if (!Array.isArray(recorded)) throw new Error("Nothing was recorded.");
		const video = await remakeVideo(Uint8Array.from(recorded), "somebody");
		if (video === "busy" || "refused" in video) throw new Error(`It is not taken: ${JSON.stringify(video)}`);
		expect(video).toMatchObject({ type: "video/webm", codec: "vp8", width: 96, height: 64 });
		const bytes = Buffer.from(video.bytes).toString("base64");
		const played = await page.evaluate(`(async () => {
			const player = Object.assign(document.createElement("video"), { muted: true });
			player.src = "data:${video.type};base64,${bytes}";
			const ended = new Promise((resolve, reject) => {
				player.onended = resolve;
				player.onerror = () => reject(new Error(player.error.message));
			});
			await player.play();
			await ended;
			const { duration, currentTime, videoWidth, videoHeight, error } = player;
			return { duration, currentTime, videoWidth, videoHeight, error };
		})()`);
		expect(played).toMatchObject({ videoWidth: 96, videoHeight: 64, error: null });
		// A recorder leaves out how long it took; put together anew, the file says it.
		expect(played).toMatchObject({ duration: expect.closeTo(video.milliseconds / 1_000, 1) });
		await page.close();
	});
});
