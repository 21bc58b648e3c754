import { add, at, fadedAt, gainAt } from "./decayed.ts";
import type { Nodes } from "./nodes.ts";

/**
 * The backlog of a carrier on the morning of the day of `moment`: the logarithm of parcels taken in over parcels delivered,
 * of late. Above 0 they pile up; 0 where it is not remembered.
 */
export function backlogAt(nodes: Nodes, keys: FlowKeys, moment: number): number {
	const day = Math.floor(moment);
	const diary = nodes.find(keys.diary);
	if (!diary || day > at(diary, 0)) return backlogOn(nodes, keys.flow, day);
	return day <= at(diary, 0) - DAYS_KEPT ? 0 : at(diary, placeOf(day));
}

/** Counts a parcel that was taken in or delivered at `moment`. */
export function countFlow(nodes: Nodes, keys: FlowKeys, what: "begun" | "delivered", moment: number): void {
	writeDiary(nodes, keys, Math.floor(moment));
	const node = nodes.touch(keys.flow, 3, moment);
	add(node, what === "begun" ? BEGUN : DELIVERED, gainAt(node, moment, FLOW_HALF_LIFE_DAYS));
}

export interface FlowKeys {
	readonly flow: string;
	readonly diary: string;
}

/** Every morning since the last is written down before anything of the day is counted. */
function writeDiary(nodes: Nodes, keys: FlowKeys, day: number): void {
	const known = nodes.find(keys.diary);
	if (known && at(known, 0) >= day) return;
	const diary = nodes.touch(keys.diary, 1 + DAYS_KEPT, day);
	const first = known ? Math.max(at(known, 0) + 1, day - DAYS_KEPT + 1) : day;
	for (let morning = first; morning <= day; morning++) {
		diary[placeOf(morning)] = backlogOn(nodes, keys.flow, morning);
	}
	diary[0] = day;
}

function backlogOn(nodes: Nodes, key: string, day: number): number {
	const node = nodes.find(key);
	if (node === undefined || at(node, BEGUN) === 0) return 0;
	const faded = fadedAt(node, day, FLOW_HALF_LIFE_DAYS);
	const backlog = Math.log((at(node, BEGUN) * faded + BELIEVED) / (at(node, DELIVERED) * faded + BELIEVED));
	return Math.max(-LARGEST_BACKLOG, Math.min(LARGEST_BACKLOG, backlog));
}

function placeOf(day: number): number {
	return 1 + (((day % DAYS_KEPT) + DAYS_KEPT) % DAYS_KEPT);
}

// The flow: [reference moment, begun, delivered]. The diary: [last day written, backlog of each morning in a ring].
const BEGUN = 1;
const DELIVERED = 2;

const FLOW_HALF_LIFE_DAYS = 10;
const LARGEST_BACKLOG = 0.8;
const DAYS_KEPT = 90;
/** Five parcels a day; where there are fewer, their count says little of the carrier. */
const BELIEVED = 72;
