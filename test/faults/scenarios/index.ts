import type { Scenario } from "../scenario.ts";
import { backUp } from "./back-up.ts";
import { connectionsCut, slowDatabase } from "./between.ts";
import { carrierRaves } from "./carrier-raves.ts";
import { fullDisk } from "./full-disk.ts";
import { kill9 } from "./kill-9.ts";
import { postgresqlKilled, postgresqlRestarted, postgresqlStopped } from "./postgresql-goes.ts";
import { receiverDown } from "./receiver-down.ts";
import { twoNodes } from "./two-nodes.ts";

/** In the order in which they are played. */
export const SCENARIOS: readonly Scenario[] = [
	kill9,
	postgresqlStopped,
	postgresqlRestarted,
	postgresqlKilled,
	connectionsCut,
	slowDatabase,
	twoNodes,
	receiverDown,
	carrierRaves,
	fullDisk,
	backUp,
];
