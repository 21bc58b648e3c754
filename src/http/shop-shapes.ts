import { z } from "zod";
import { FAQ_TOPICS } from "../../web/views/words/care-keys.ts";
import { NOTICE_KIND_NAMES } from "../core/notices/kinds.ts";
import { REVIEW_POLICIES, REVIEW_STAGES } from "../core/review.ts";
import type { NewBrand } from "../services/brands.ts";
import type { LookChange, ShopChange } from "../services/shop.ts";
import type { Bytes } from "./openapi/about.ts";
import { SELLER_BODY_LIMIT } from "./read-body.ts";
import { languageTag, line, timeOfDay, webAddress } from "./shapes.ts";

/** Paragraphs: of printable characters and ends of lines. */
const paragraphs = (max: number) =>
	z
		.string()
		.trim()
		.min(1)
		.max(max)
		.refine((text) => !/[^\P{Cc}\n]|[\p{Cs}\p{Co}\u202a-\u202e\u2066-\u2069]/u.test(text), {
			error: "Holds a character that cannot be printed.",
		});

const colour = z
	.string()
	.trim()
	.regex(/^#[0-9A-Fa-f]{6}$/, 'Write a colour as "#1f5fd6": six digits of red, green and blue.')
	.toLowerCase();

export const spokenTag = languageTag.transform((text, context) => {
	try {
		const [tag] = Intl.getCanonicalLocales(text);
		if (tag !== undefined) return tag;
	} catch {
		// Said below.
	}
	context.issues.push({ code: "custom", input: text, message: 'Write a language tag such as "de" or "pt-BR".' });
	return z.NEVER;
});

/**
 * Where a page is shown inside another, the address goes into a header that browsers read: nothing but a name, or numbers,
 * and a port passes.
 */
const origin = z
	.string()
	.trim()
	.max(300)
	.transform((text, context) => {
		const { origin = "" } = URL.canParse(text) && isOrigin(text) ? new URL(text) : {};
		const isOurs = /^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?$/.test(origin);
		// Where a developer tries it, nobody else can read what is sent.
		if (isOurs || /^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d{1,5})?$/.test(origin)) return origin;
		const message =
			'Write the beginning of the site\'s address and no more, such as "https://shop.example"; without https only localhost passes.';
		context.issues.push({ code: "custom", input: text, message });
		return z.NEVER;
	});

/** As above, and nothing but https. */
const ownSite = z
	.string()
	.trim()
	.max(300)
	.transform((text, context) => {
		const { origin = "" } = URL.canParse(text) && isOrigin(text) ? new URL(text) : {};
		if (/^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?$/.test(origin)) return origin;
		const message = 'Write the beginning of your site\'s address and no more, such as "https://shop.example".';
		context.issues.push({ code: "custom", input: text, message });
		return z.NEVER;
	});

function isOrigin(text: string): boolean {
	const { pathname, search, hash, username, password } = new URL(text);
	return pathname === "/" && search === "" && hash === "" && username === "" && password === "";
}

const link = z.strictObject({ label: line(1, 60), url: webAddress });

/** What buyers ask, with the answer of the shop. */
export const faqEntry = z
	.strictObject({
		question: line(1, 200),
		answer: paragraphs(2_000),
		topics: z.array(z.enum(FAQ_TOPICS)).max(FAQ_TOPICS.length).optional(),
		language: spokenTag.nullable().optional(),
	})
	.transform(({ question, answer, topics = [], language = null }) => {
		return { question, answer, topics: [...new Set(topics)], language };
	});

export const somethingToChange = (names: string) => ({ error: `Name what is to change: ${names}.` });
export const hasFields = (change: object) => Object.keys(change).length > 0;

export const MOST_LINKS = 12;
export const MOST_FAQ = 30;

const look = {
	name: line(1, 200).optional(),
	contactEmail: z.string().trim().max(254).pipe(z.email()).nullable().optional(),
	brand: z
		.strictObject({
			accent: colour.nullable().optional(),
			links: z.array(link).max(MOST_LINKS).optional(),
			faq: z.array(faqEntry).max(MOST_FAQ).optional(),
			language: spokenTag.nullable().optional(),
			embedOrigins: z.array(origin).max(20).optional(),
			reviews: z
				.enum(REVIEW_POLICIES)
				.describe(
					"What becomes of what buyers say once a parcel came. `moderated`: somebody lets each through; `open`: those of recognised buyers are shown at once; `off`: nobody is asked.",
				)
				.optional(),
			products: z
				.strictObject({
					show: z.boolean(),
					sites: z.array(ownSite).max(10).describe("Your own sites: products lead to no other."),
				})
				.refine(({ show, sites }) => !show || sites.length > 0, {
					path: ["sites"],
					error: "Name your own site first: products lead there, and nowhere else.",
				})
				.describe(
					"Whether a parcel's page offers its buyer things of your product feed: once he says that he wants to see them, below all help, and never where anything is wrong with the parcel.",
				)
				.optional(),
		})
		.refine(hasFields, somethingToChange("accent, links, faq, language, embedOrigins, reviews or products"))
		.optional(),
};

const quietHours = z
	.strictObject({ from: timeOfDay, to: timeOfDay.describe("Before `from`: on the next day.") })
	.refine(({ from, to }) => from !== to, "They begin and end at once. Write null where mails may go out at any hour.");

const notices = z
	.strictObject({
		kinds: z
			.array(z.enum(NOTICE_KIND_NAMES))
			.max(100)
			.transform((chosen) => NOTICE_KIND_NAMES.filter((kind) => chosen.includes(kind)))
			.describe("Of which news buyers who asked are written; of none, nothing is sent or offered.")
			.optional(),
		quiet: quietHours
			.nullable()
			.describe("By the clock of where the parcel goes: what is due then is sent at their end. Null: at any hour.")
			.optional(),
		asks: z
			.array(z.enum(REVIEW_STAGES))
			.max(100)
			.transform((chosen) => REVIEW_STAGES.filter((stage) => chosen.includes(stage)))
			.describe("What buyers who agreed to it are asked afterwards by e-mail; of none, nobody is asked.")
			.optional(),
		push: z
			.boolean()
			.describe(
				"Whether readers may have the same as notifications of their browsers, which the makers of these hand on, unable to read them.",
			)
			.optional(),
		markup: z
			.boolean()
			.describe("Whether mails carry the parcel as schema.org has it, which some mail programs show as a card.")
			.optional(),
	})
	.refine(hasFields, somethingToChange("kinds, quiet, push, asks or markup"));

export const shopChange = z
	.strictObject({
		...look,
		answerMinutes: z
			.int()
			.min(1)
			.max(1440)
			.describe("How long who is asked has for an answer before the next is asked too.")
			.optional(),
		notices: notices.optional(),
	})
	.refine(
		hasFields,
		somethingToChange("name, contactEmail, brand, answerMinutes or notices"),
	) satisfies z.ZodType<ShopChange>;

export const lookChange = z
	.strictObject(look)
	.refine(hasFields, somethingToChange("name, contactEmail or brand")) satisfies z.ZodType<LookChange>;

/** A logo as it is uploaded. */
export const PICTURE: Bytes = {
	kinds: ["image/png", "image/jpeg", "image/webp", "image/gif"],
	mostBytes: SELLER_BODY_LIMIT,
};

export const newBrand = z.strictObject(look).required({ name: true }) satisfies z.ZodType<NewBrand>;
