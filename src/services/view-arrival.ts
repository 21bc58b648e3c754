import type { Silence, SilenceCause } from "../core/facts.ts";
import type { OnTime } from "../core/on-time.ts";
import type { Eta, MissedPromise } from "../core/page.ts";
import type { EtaChange } from "../store/eta-changes.ts";

/** When a parcel comes, in answers to sellers. */
export interface ArrivalView {
	readonly eta: Eta | null;
	/** A promise that was not kept, while the parcel is still to come. */
	readonly late: MissedPromise | null;
	/** The arrival that was shown first, as it was; null before any. */
	readonly firstEta: Eta | null;
	/** How likely it comes after what was promised, 0 to 1; null where nobody can say, and for a moment of the past. */
	readonly lateRisk: number | null;
	/** Since when somebody at the shop should look, `…Z`; null where nobody need, and for a moment of the past. */
	readonly waitingSince: string | null;
}

export interface ArrivalDetail {
	readonly onTime: OnTimeView;
	/** What was shown as the arrival, newest first, at most fifty changes. */
	readonly etaHistory: readonly EtaChangeView[];
	/** Null while it is nothing unusual that nothing is heard. */
	readonly silence: SilenceView | null;
}

/** On time or late against each that spoke; null where nobody did, or nothing is left to measure. */
export interface OnTimeView {
	/** What the seller told its buyer: by then. */
	readonly promise: OnTime | null;
	/** What the carrier promised first. */
	readonly carrier: OnTime | null;
	/** The arrival that was shown first. */
	readonly firstEta: OnTime | null;
}

/** What was shown as the arrival from a moment on; all null where nothing was. */
export interface EtaChangeView {
	readonly from: string | null;
	readonly to: string | null;
	readonly likely: string | null;
	readonly source: Eta["source"] | null;
	/** `…Z`. */
	readonly knownAt: string;
}

/** Nothing was heard for longer than usual. */
export interface SilenceView extends Omit<SilenceCause, "weekday"> {
	/** When it became longer than usual, `…Z`. */
	readonly deadline: string;
	/** Null for a parcel of one. */
	readonly piece: string | null;
}

const MOST_CHANGES = 50;

/** Newest first, as they are given. What changed beside the window is left out. */
export function viewEtaHistory(changes: readonly EtaChange[]): readonly EtaChangeView[] {
	const shown = changes.map(({ eta, knownAt }): EtaChangeView => {
		const { from = null, to = null, likely = null, source = null } = eta ?? {};
		return { from, to, likely, source, knownAt };
	});
	return shown.filter((one, index) => !isSame(one, shown[index + 1])).slice(0, MOST_CHANGES);
}

export function viewSilence(silence: Silence | null): SilenceView | null {
	if (silence === null) return null;
	const { weekday: _, ...because } = silence.because;
	return { ...because, deadline: silence.deadline, piece: silence.piece };
}

/** Nothing before the first is as good as nothing shown. */
function isSame({ from, to, likely, source }: EtaChangeView, before: EtaChangeView | undefined): boolean {
	if (before === undefined) return to === null;
	return from === before.from && to === before.to && likely === before.likely && source === before.source;
}
