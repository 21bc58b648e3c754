import type { AskPage } from "../../web/views/ask.tsx";
import type { ShownThread } from "../../web/views/model.ts";
import { NOW, PARCELS } from "./parcels.ts";

export const HOSTILE = `<b onclick="x()">${"Wide".repeat(12)}\u202e`;

const PICTURES = [
	{ width: 1_600, height: 1_200, url: "/t/token/questions/qst_0000000000000000000001/messages/2/pictures/1" },
	{ width: 400, height: 1_600, url: "/t/token/questions/qst_0000000000000000000001/messages/2/pictures/2" },
];

const THREAD: ShownThread = {
	id: "qst_0000000000000000000001",
	state: "waiting",
	messages: [
		{
			side: "buyer",
			text: "Will it come before Friday?\nI am away after.",
			pictures: [],
			saidAt: "2026-11-24T06:00:00.000Z",
		},
		{ side: "staff", text: HOSTILE, pictures: PICTURES, saidAt: "2026-11-24T06:30:00.000Z" },
		{ side: "buyer", text: null, pictures: [], saidAt: "2026-11-24T07:00:00.000Z" },
	],
};

const NEW: AskPage = {
	locale: "en-GB",
	assets: { script: "/assets/page.js", styles: ["/assets/page.css"], icon: "/assets/icon.svg" },
	parcel: PARCELS.inTransit,
	isReturn: false,
	orderReference: "HS-6001",
	brand: {
		logo: null,
		accent: null,
		links: [],
		faq: [],
		language: null,
		embedOrigins: [],
		reviews: "moderated",
		products: { show: false, sites: [] },
	},
	brandStyles: null,
	now: NOW,
	href: "/t/token",
	threads: [],
	goesOn: false,
	mayShowMore: true,
	voted: [],
	hasEmail: false,
	usualSeconds: 5_400,
	presence: { isIn: true },
	state: "open",
	entries: { text: "", email: "", hadPhotos: false },
	once: "AAAAAAAAAAAAAAAAAAAAAA",
	wrong: {},
	waitMinutes: null,
	live: { url: "/t/token/live?seen=1", version: 1 },
};

/** The page on which a buyer asks, as it can stand, by names. */
export const ASK_PAGES: Readonly<Record<string, AskPage>> = {
	new: NEW,
	wrong: {
		...NEW,
		entries: { text: HOSTILE, email: HOSTILE, hadPhotos: false },
		wrong: { text: "too-long", email: "no-email", photos: "too-large" },
	},
	lost: { ...NEW, locale: "de", entries: { text: "", email: "", hadPhotos: true }, wrong: { text: "missing" } },
	thread: { ...NEW, threads: [THREAD], goesOn: true, hasEmail: true, mayShowMore: false, state: "sent" },
	full: { ...NEW, threads: [{ ...THREAD, state: "closed" }], goesOn: true, state: "too-many" },
	wait: { ...NEW, locale: "ar", waitMinutes: 12 },
};
