import { z } from "zod";
import type { ShopColours } from "../../core/colours.ts";
import { NOTICE_KIND_NAMES } from "../../core/notices/kinds.ts";
import { REVIEW_POLICIES, REVIEW_STAGES } from "../../core/review.ts";
import type { LookView, ShopView } from "../../services/shop.ts";
import { idShape, shows } from "./common.ts";

const colours = shows<ShopColours>()(
	z.strictObject({
		accent: z.string(),
		onAccent: z.string().describe("Text on the accent."),
		route: z.string().describe("The line on the map."),
	}),
);

const look = {
	name: z.string(),
	contactEmail: z
		.string()
		.nullable()
		.describe("Where what buyers ask is mailed to; null: it waits in the console and in the API alone."),
	brand: z.strictObject({
		logo: z
			.strictObject({ url: z.string(), width: z.number(), height: z.number() })
			.nullable()
			.describe("Drawn anew from what was uploaded; in pixels as it is shown, the picture has twice as many."),
		accent: z.string().nullable().describe("`#rrggbb`"),
		links: z.array(z.strictObject({ label: z.string(), url: z.string() })),
		faq: z.array(
			z.strictObject({
				question: z.string(),
				answer: z.string(),
				topics: z.array(z.string()),
				language: z.string().nullable(),
			}),
		),
		language: z.string().nullable().describe("For readers who name no language that the page speaks."),
		embedOrigins: z.array(z.string()).describe("Sites that may show the page's short form."),
		reviews: z
			.enum(REVIEW_POLICIES)
			.describe(
				"`moderated`: somebody lets each review through; `open`: those of recognised buyers are shown at once; `off`: nobody is asked.",
			),
		products: z.strictObject({
			show: z.boolean().describe("Whether buyers who want to are shown what you sell."),
			sites: z.array(z.string()).describe("Your own sites: products lead to no other."),
		}),
	}),
	colours: z
		.strictObject({ light: colours, dark: colours })
		.nullable()
		.describe("What is made of the accent so that it is read by day and by night; null without an accent."),
};

export const shop = shows<ShopView>()(
	z
		.strictObject({
			id: idShape("sel"),
			...look,
			answerMinutes: z.number().describe("How long who is asked has for an answer before the next is asked too."),
			notices: z
				.strictObject({
					kinds: z.array(z.enum(NOTICE_KIND_NAMES)).describe("Of which news buyers who asked are written; none: off."),
					quiet: z
						.strictObject({ from: z.string(), to: z.string() })
						.nullable()
						.describe("`HH:mm` by the clock of where the parcel goes: nothing is sent between them."),
					push: z.boolean().describe("Whether readers may have the same as notifications of their browsers."),
					asks: z
						.array(z.enum(REVIEW_STAGES))
						.describe("What buyers who agreed to it are asked afterwards; none: nothing."),
					markup: z.boolean().describe("Whether mails carry the parcel as schema.org has it."),
				})
				.describe("E-mails to buyers who asked for them."),
		})
		.meta({ id: "Shop", description: "How a seller's pages look and what they say of it." }),
);

export const brand = shows<LookView>()(
	z.strictObject({ id: idShape("brd"), ...look }).meta({ id: "Brand", description: "Another name to sell under." }),
);
