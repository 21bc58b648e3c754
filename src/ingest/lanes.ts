import type { Calendar } from "../core/calendar.ts";
import { everyDay } from "../core/calendar.ts";
import { KeptPromises } from "../core/eta/kept-promises.ts";
import { LaneModel } from "../core/eta/lane-model.ts";
import type { Measured } from "../core/eta/shown-window.ts";
import type { Anchor, Lane } from "../core/eta/start.ts";
import { plainWeek, type Week, weekOf } from "../core/eta/week.ts";
import { GapModel } from "../core/silence/gap-model.ts";
import type { Queries, RowId } from "../store/database.ts";
import { countKeptWindows } from "../store/forecasts.ts";
import { LANES_START, type LaneRow, readLanes } from "../store/lanes.ts";
import { deliveryWeek } from "./stated-time.ts";

/** What deliveries taught this installation, as one node has it in memory. The lanes of the database are the truth. */
export interface Lanes {
	readonly model: LaneModel;
	readonly promises: KeptPromises;
	readonly gaps: GapModel;
	readonly calendar: Calendar;
	/** Up to which version of the database's lanes this node has read. */
	readonly version: bigint;
	/** How windows of such parcels came true; null where too few did. Of another carrier's nothing follows. */
	measured(carrier: string, anchor: Anchor): Measured | null;
	/** The days of the destination, and of the carrier there. */
	weekOf(lane: Pick<Lane, "carrier" | "service" | "to">): Week;
}

/** Lanes that follow the database, and learn. */
export class LiveLanes implements Lanes {
	#learnt = nothingLearnt();
	#isAhead = false;
	#measured: ReadonlyMap<string, Measured> = new Map();
	#forgotOn = 0;
	readonly calendar: Calendar;
	readonly #weeks = new Map<string, Week>();

	constructor(calendar: Calendar = everyDay) {
		this.calendar = calendar;
	}

	get model(): LaneModel {
		return this.#learnt.model;
	}

	get promises(): KeptPromises {
		return this.#learnt.promises;
	}

	get gaps(): GapModel {
		return this.#learnt.gaps;
	}

	get version(): bigint {
		return this.#learnt.version;
	}

	/** Takes in what any node learnt since the last time. */
	async follow(db: Queries): Promise<void> {
		const learnt = this.#isAhead ? nothingLearnt() : this.#learnt;
		for (;;) {
			const { rows, version, isCut } = await readLanes(db, learnt.version);
			load(learnt, rows);
			learnt.version = version;
			if (!isCut) break;
		}
		this.#learnt = learnt;
		this.#isAhead = false;
	}

	/** What was learnt here could not be kept: all is read anew, and until it has been, forecasts stand on what is there. */
	startOver(): void {
		this.#isAhead = true;
	}

	/** Once a day, what has faded so far that it moves nothing. False: not today again. */
	forgetFaded(now: Date): boolean {
		const day = Math.floor(now.getTime() / DAY_MS);
		if (day === this.#forgotOn) return false;
		this.#forgotOn = day;
		this.model.forgetFaded();
		return true;
	}

	/** What was learnt here and is not kept yet. */
	takeChanged(): readonly LaneRow[] {
		return [...this.model.takeChanged(), ...this.promises.takeChanged(), ...this.gaps.takeChanged()];
	}

	/** What `takeChanged` gave was kept under this version. */
	kept(version: bigint): void {
		this.#learnt.version = version;
	}

	/** How the forecasts of half a year came true, for all that is forecast from now on. */
	async measure(db: Queries, now: Date): Promise<void> {
		const since = new Date(now.getTime() - MEASURED_DAYS * DAY_MS).toISOString();
		const measured = new Map<string, Measured>();
		for (const { carrier, anchor, forecasts, insideShown } of await countKeptWindows(db, since)) {
			for (const key of [`${carrier}/${anchor}`, carrier]) {
				const so = measured.get(key) ?? { share: 0, forecasts: 0 };
				const all = so.forecasts + forecasts;
				measured.set(key, { share: (so.share * so.forecasts + insideShown) / all, forecasts: all });
			}
		}
		this.#measured = measured;
	}

	measured(carrier: string, anchor: Anchor): Measured | null {
		const found = [`${carrier}/${anchor}`, carrier].flatMap((key) => this.#measured.get(key) ?? []);
		return found.find(({ forecasts }) => forecasts >= FORECASTS_OF_A_KIND) ?? null;
	}

	weekOf({ carrier, service, to }: Pick<Lane, "carrier" | "service" | "to">): Week {
		if (to === null) return plainWeek;
		const delivers = deliveryWeek(codeOfLane(carrier), to.country, service);
		const key = `${to.country}-${to.region ?? ""} ${delivers === null ? "" : [...delivers].join("")}`;
		const known = this.#weeks.get(key);
		if (known !== undefined) return known;
		if (this.#weeks.size >= MOST_WEEKS) this.#weeks.clear();
		const week = weekOf(this.calendar, { country: to.country, region: to.region }, delivers);
		this.#weeks.set(key, week);
		return week;
	}
}

interface Learnt {
	readonly model: LaneModel;
	readonly promises: KeptPromises;
	readonly gaps: GapModel;
	version: bigint;
}

function nothingLearnt(): Learnt {
	return { model: new LaneModel(), promises: new KeptPromises(), gaps: new GapModel(), version: LANES_START };
}

function load({ model, promises, gaps }: Learnt, rows: readonly LaneRow[]): void {
	const of = (kind: Kind) => rows.filter(({ key }) => kindOf(key) === kind);
	promises.load(of("promise"));
	gaps.load(of("gap"));
	model.load(of("lane"));
}

const DAY_MS = 86_400_000;
const MEASURED_DAYS = 180;
/** Below so many of a kind the wider kind speaks. */
const FORECASTS_OF_A_KIND = 100;
const MOST_WEEKS = 500;

type Kind = "promise" | "gap" | "lane";

/** Each model's keys begin in their own way. */
function kindOf(key: string): Kind {
	if (key.startsWith("promise/")) return "promise";
	return key.startsWith("gap ") ? "gap" : "lane";
}

/**
 * Lanes are a seller's own: another's parcels neither teach them nor show in what is said of them, so that nobody learns
 * what others send, or spoils their windows. What all share is how time goes with distance, and how wide surprises are.
 * Couriers that post in our own format share a code and nothing else: each connection is a courier of its own.
 */
export function laneCarrier(sellerId: RowId, code: string, connection: RowId | null): string {
	return code === "push" && connection !== null ? `push ${sellerId} ${connection}` : `${code} ${sellerId}`;
}

/** The carrier's code again. */
export function codeOfLane(carrier: string): string {
	return carrier.split(" ")[0] ?? carrier;
}
