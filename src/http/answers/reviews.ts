import { z } from "zod";
import { HIDING_REASONS, REVIEW_STAGES, REVIEW_STATES } from "../../core/review.ts";
import type { RatingsView, ReviewView } from "../../services/reviews.ts";
import { carrier, idShape, instant, shows } from "./common.ts";

export const review = shows<ReviewView>()(
	z
		.strictObject({
			id: idShape("rvw"),
			shipmentId: idShape("shp"),
			carrier,
			trackingNumber: z.string(),
			brand: idShape("brd").nullable().describe("Under which it was sold; null: the seller's own name."),
			stage: z
				.enum(REVIEW_STAGES)
				.describe("`follow-up`: what the same buyer adds to what he said of the things, a month later or more."),
			follows: idShape("rvw").nullable().describe("Of a follow-up: the review that it is added to."),
			isVerified: z
				.boolean()
				.describe(
					"Whoever wrote it had shown that he knows the order's postcode or e-mail address: there is one such review of a parcel and stage. Others come from whoever has the link.",
				),
			rating: z.int().nullable().describe("Stars, 1 to 5; null where a follow-up gives none."),
			text: z
				.string()
				.nullable()
				.describe("Blank where stars say it all; null of one that was erased, and where its key is lost."),
			items: z.array(z.string()).describe("Names of the order's things that it is about; empty: of all of them."),
			locale: z.string().describe("What its writer reads, as BCP 47."),
			pictures: z
				.array(z.strictObject({ width: z.int(), height: z.int(), url: z.string() }))
				.describe("Photos, drawn anew without what else was in the files: JPEG, by the same key."),
			video: z
				.strictObject({
					type: z.enum(["video/mp4", "video/webm"]),
					codec: z
						.enum(["avc", "hevc", "vp8", "vp9", "av1"])
						.describe("`avc` plays nearly everywhere, each other where the device knows it."),
					width: z.int(),
					height: z.int(),
					bytes: z.int(),
					seconds: z.number(),
					url: z.string(),
				})
				.nullable()
				.describe("Put together anew without what else was in the file, by the same key."),
			state: z.enum(REVIEW_STATES).describe("`waiting`: for somebody to let it through."),
			hiddenBecause: z.enum(HIDING_REASONS).nullable(),
			writtenAt: instant,
			changedAt: instant.nullable(),
			takenBackAt: instant
				.nullable()
				.describe("When its writer erased it, or the shop for him: nothing of what was said is kept."),
			answer: z
				.strictObject({ text: z.string(), answeredAt: instant })
				.nullable()
				.describe("The shop's, in public beside it."),
		})
		.meta({ id: "Review", description: "What a buyer said of a parcel that came. Nothing of who he is." }),
);

const rating = {
	count: z.int(),
	average: z.number().nullable().describe("Stars, 1 to 5; null where nobody gave any."),
};

export const ratings = shows<RatingsView>()(
	z
		.strictObject({
			delivery: z.strictObject(rating),
			product: z
				.strictObject(rating)
				.describe("Of everything that was bought, follow-ups with stars of their own too."),
			items: z
				.array(z.strictObject({ name: z.string(), ...rating }))
				.describe("Of each thing that was named, the most often rated first, a thousand at most."),
		})
		.meta({ id: "Ratings", description: "Stars of the reviews that are shown." }),
);
