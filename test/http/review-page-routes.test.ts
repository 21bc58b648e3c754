import { expect, test } from "vitest";
import type { ReaderReviews } from "../../src/services/read-reviews.ts";
import { doorWith } from "./helpers/console.ts";
import { IDS } from "./helpers/known.ts";

/** As a browser sends the form, with a photo and a video. */
function said(stage: string): FormData {
	const form = new FormData();
	for (const [name, value] of [
		["stage", stage],
		["rating", "4"],
		["text", "Kept <words>"],
	] as const) {
		form.set(name, value);
	}
	form.set("photos", new Blob(["a photo"]), "box.jpg");
	form.set("video", new Blob(["a video"]), "box.mp4");
	return form;
}

const PATH = `/t/${IDS.token}/reviews`;

test("where too many videos are sent just now, the form says when to send it again and keeps the words", async () => {
	const { door } = await doorWith({ drawPhotos: async () => [], remakeVideo: async () => "busy" });
	const answer = await (await door).call("POST", `${PATH}?lang=en`, { body: said("product") });
	expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "20"]);
	const html = await answer.text();
	expect(html).toContain("Kept &lt;words&gt;");
	expect(html).toContain("Please try again");
});

test("no file is looked at of a review that cannot be written", async () => {
	const touched: string[] = [];
	const reviews: ReaderReviews = {
		...{ policy: "moderated", isReviewable: true, writable: ["delivery", "product"], own: [] },
		...{ isVerified: false, mayVerify: true, askAgain: null },
	};
	const tell = async (change: Partial<ReaderReviews>, stage: string) => {
		const { door } = await doorWith({
			readReviews: async () => ({ ...reviews, ...change }),
			drawPhotos: async () => {
				touched.push("photos");
				return [];
			},
			remakeVideo: async () => {
				touched.push("video");
				return "busy";
			},
		});
		return (await (await door).call("POST", PATH, { body: said(stage) })).status;
	};
	expect(await tell({ isReviewable: false, writable: [] }, "product")).toBe(409);
	expect(await tell({}, "follow-up")).toBe(409);
	expect(await tell({ policy: "off", writable: [] }, "product")).toBe(404);
	expect(touched).toEqual([]);
	expect(await tell({}, "product")).toBe(429);
	expect(touched).toEqual(["photos", "video"]);
});
