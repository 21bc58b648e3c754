import type { AskPage } from "../../web/views/ask.tsx";
import type { ShownThread } from "../../web/views/model.ts";
import { NOW, PARCELS } from "./parcels.ts";

export const HOSTILE = `<b onclick="x()">${"Wide".repeat(12)}\u202e`;

const THREAD: ShownThread = {
	id: "qst_0000000000000000000001",
	state: "waiting",
	messages: [
		{ side: "buyer", text: "Will it come before Friday?\nI am away after.", saidAt: "2026-11-24T06:00:00.000Z" },
		{ side: "staff", text: HOSTILE, saidAt: "2026-11-24T06:30:00.000Z" },
		{ side: "buyer", text: null, saidAt: "2026-11-24T07:00:00.000Z" },
	],
};

const NEW: AskPage = {
	locale: "en-GB",
	assets: { script: "/assets/page.js", styles: ["/assets/page.css"], icon: "/assets/icon.svg" },
	parcel: PARCELS.inTransit,
	isReturn: false,
	orderReference: "HS-6001",
	brand: { logo: null, accent: null, links: [], faq: [], language: null, embedOrigins: [] },
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
	entries: { text: "", email: "" },
	once: "AAAAAAAAAAAAAAAAAAAAAA",
	wrong: {},
	waitMinutes: null,
	live: { url: "/t/token/live?seen=1", version: 1 },
};

/** The page on which a buyer asks, as it can stand, by names. */
export const ASK_PAGES: Readonly<Record<string, AskPage>> = {
	new: NEW,
	wrong: { ...NEW, entries: { text: HOSTILE, email: HOSTILE }, wrong: { text: "too-long", email: "no-email" } },
	thread: { ...NEW, threads: [THREAD], goesOn: true, hasEmail: true, mayShowMore: false, state: "sent" },
	full: { ...NEW, threads: [{ ...THREAD, state: "closed" }], goesOn: true, state: "too-many" },
	wait: { ...NEW, locale: "ar", waitMinutes: 12 },
};
