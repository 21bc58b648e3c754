import { at, fadedAt } from "./decayed.ts";
import { DAYS_AWAITED, REACH_HALF_LIFE_DAYS } from "./life-table.ts";
import {
	BACKLOG_HALF_LIFE_DAYS,
	EFFECT_HALF_LIFE_DAYS,
	LINE_HALF_LIFE_DAYS,
	LOCAL_TREND_HALF_LIFE_DAYS,
	SLOW_TREND_HALF_LIFE_DAYS,
	TREND_HALF_LIFE_DAYS,
} from "./location.ts";
import type { Nodes } from "./nodes.ts";
import { SPREAD_HALF_LIFE_DAYS } from "./spread.ts";

/** Drops the nodes in which less is left than moves a forecast. */
export function forgetFaded(nodes: Nodes): void {
	for (const [key, node] of nodes.entries()) {
		const [anchor = "", , kind = ""] = key.split("/");
		const time = nodes.find(`${anchor}//time`)?.[0];
		// What the clock learned is small, and a courier's week is worth remembering.
		if (time === undefined || LASTING.has(kind)) continue;
		const isLongOpen = kind === "open" && at(node, 0) < time - DAYS_AWAITED;
		const left = at(node, 1) * fadedAt(node, time, HALF_LIVES[kind] ?? EFFECT_HALF_LIFE_DAYS);
		if (kind === "open" ? isLongOpen : left < LEAST_PARCELS) nodes.forget(key);
	}
}

const LASTING: ReadonlySet<string> = new Set(["time", "week", "flow", "diary", "lately", "awaited"]);
const HALF_LIVES: Readonly<Record<string, number>> = {
	reach: REACH_HALF_LIFE_DAYS,
	line: LINE_HALF_LIFE_DAYS,
	backlog: BACKLOG_HALF_LIFE_DAYS,
	local: LOCAL_TREND_HALF_LIFE_DAYS,
	slow: SLOW_TREND_HALF_LIFE_DAYS,
	trend: TREND_HALF_LIFE_DAYS,
	spread: SPREAD_HALF_LIFE_DAYS,
};

/** Of a lane that is believed by halves after 25 parcels, so few move a forecast by less than two in a hundred. */
const LEAST_PARCELS = 0.4;
