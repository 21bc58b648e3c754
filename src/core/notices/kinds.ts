import { REVIEW_STAGES, type ReviewStage } from "../review.ts";

/** What watchers of a parcel are written of, in the order of a happy parcel. The value: told unless the shop says otherwise. */
export const NOTICE_KINDS = {
	announced: false,
	shipped: true,
	on_its_way: true,
	out_for_delivery: true,
	attempted: true,
	to_collect: true,
	delivered: true,
	action_needed: true,
	delayed: true,
	later: true,
	problem: true,
	going_back: true,
	cancelled: true,
} as const;

export type NoticeKind = keyof typeof NOTICE_KINDS;

// Object.keys of a literal gives the keys of its type.
export const NOTICE_KIND_NAMES = Object.keys(NOTICE_KINDS) as [NoticeKind, ...NoticeKind[]];

export function isNoticeKind(text: string): text is NoticeKind {
	return Object.hasOwn(NOTICE_KINDS, text);
}

/** Of all that may be told: the shop's choice, and by whose clock nobody is woken. */
export interface NoticeRules {
	readonly kinds: readonly NoticeKind[];
	/** `HH:mm` by the recipient's clock: between them nothing is sent. Null: at any hour. */
	readonly quiet: { readonly from: string; readonly to: string } | null;
	/** Whether mails carry the parcel as schema.org has it, for programs that show it as a card. */
	readonly markup: boolean;
	/** Whether readers may have the same as notifications of their browsers, which their makers hand on. */
	readonly push: boolean;
	/** What those who want to be asked afterwards are asked of: see asks.ts. */
	readonly asks: readonly ReviewStage[];
}

/** What is left out stays. */
export type NoticeRulesChange = { readonly [Part in keyof NoticeRules]?: NoticeRules[Part] | undefined };

export const DEFAULT_RULES: NoticeRules = {
	kinds: NOTICE_KIND_NAMES.filter((kind) => NOTICE_KINDS[kind]),
	quiet: { from: "21:00", to: "08:00" },
	markup: false,
	push: true,
	asks: REVIEW_STAGES,
};
