import type { ReviewsPage } from "../../web/views/reviews.tsx";
import type { SaidReviewView } from "../../web/views/said-review.tsx";
import { HOSTILE } from "./hostile.ts";
import { NOW, PARCELS } from "./parcels.ts";

const ADDRESS = "/t/token/reviews/rvw_0000000000000000000001/pictures";

const ADDED: SaidReviewView = {
	id: "rvw_0000000000000000000002",
	stage: "follow-up",
	isVerified: true,
	rating: null,
	text: "After a winter: still dry.",
	items: [],
	pictures: [],
	video: null,
	writtenAt: "2027-03-02T10:00:00.000Z",
	changedAt: null,
	answer: null,
	added: [],
};

/** As others see it. */
export const SAID_REVIEW: SaidReviewView = {
	id: "rvw_0000000000000000000001",
	stage: "product",
	isVerified: true,
	rating: 4,
	text: HOSTILE,
	items: [HOSTILE, "Laces"],
	pictures: [
		{ width: 1_600, height: 1_200, url: `${ADDRESS}/1` },
		{ width: 400, height: 1_600, url: `${ADDRESS}/2` },
	],
	video: { type: "video/mp4", codec: "hevc", width: 1_080, height: 1_920, url: ADDRESS.replace("pictures", "video") },
	writtenAt: "2026-11-24T06:30:00.000Z",
	changedAt: "2026-11-25T06:30:00.000Z",
	answer: { text: HOSTILE, answeredAt: "2026-11-25T07:00:00.000Z" },
	added: [ADDED],
};

const PARCEL = {
	...PARCELS.delivered,
	items: [
		{ name: HOSTILE, quantity: 1, imageUrl: null },
		{ name: "Laces", quantity: 2, imageUrl: null },
	],
};

const NEW: ReviewsPage = {
	locale: "en-GB",
	assets: { script: "/assets/page.js", styles: ["/assets/page.css"], icon: "/assets/icon.svg" },
	parcel: PARCEL,
	brandStyles: null,
	now: NOW,
	href: "/t/token",
	policy: "moderated",
	isReviewable: true,
	own: [],
	writable: ["delivery", "product"],
	stage: "delivery",
	mayVerify: true,
	askAgain: null,
	outcome: "none",
	entries: {
		rating: null,
		text: "",
		items: [],
		removesPhotos: false,
		hadPhotos: false,
		removesVideo: false,
		hadVideo: false,
		askAgain: false,
	},
	wrong: {},
	once: "AAAAAAAAAAAAAAAAAAAAAA",
	waitMinutes: null,
};

const OWN = { ...SAID_REVIEW, added: [], state: "waiting", changedUntil: "2026-12-24T06:30:00.000Z" } as const;
const CHANGED = {
	rating: 4,
	text: HOSTILE,
	items: ["Laces"],
	removesPhotos: false,
	hadPhotos: false,
	removesVideo: false,
	hadVideo: false,
	askAgain: true,
};

/** The page on which a buyer says how it was, as it can stand, by names. */
export const REVIEW_PAGES: Readonly<Record<string, ReviewsPage>> = {
	new: NEW,
	wrong: {
		...NEW,
		stage: "product",
		wrong: { rating: "missing", text: "too-long", photos: "too-many", video: "too-long" },
	},
	said: { ...NEW, own: [OWN], outcome: "sent", mayVerify: false },
	changing: { ...NEW, own: [OWN], stage: "product", entries: CHANGED, askAgain: { address: HOSTILE } },
	"follow-up": {
		...NEW,
		own: [{ ...OWN, state: "shown", changedUntil: null }],
		writable: ["delivery", "follow-up"],
		stage: "follow-up",
	},
	hidden: { ...NEW, own: [{ ...OWN, state: "hidden", text: null, changedUntil: null }], writable: [], stage: null },
	refused: { ...NEW, locale: "ar", outcome: "refused", stage: null },
	erased: { ...NEW, locale: "de", outcome: "erased" },
	wait: { ...NEW, waitMinutes: 12 },
	off: { ...NEW, policy: "off", writable: [], stage: null },
	"not-now": { ...NEW, isReviewable: false, writable: [], stage: null },
};
