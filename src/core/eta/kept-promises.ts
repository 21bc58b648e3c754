import type { Kept } from "../promise.ts";
import { add, fadedAt, gainAt } from "./decayed.ts";
import { type LaneNode, Nodes } from "./nodes.ts";

const halfLifeDays = 120;

/** How far each carrier's own promises can be trusted: of the latest how many were kept. */
export class KeptPromises {
	readonly #nodes = new Nodes();

	/** `at`, the arrival, in days since 1970. */
	learn(carrier: string, wasKept: boolean, at: number): void {
		const node = this.#nodes.touch(keyOf(carrier), 3, at);
		const gain = gainAt(node, at, halfLifeDays);
		add(node, 1, gain);
		if (wasKept) add(node, 2, gain);
	}

	/** Null for a carrier none of whose promises was measured. */
	of(carrier: string, now: number): Kept | null {
		const node = this.#nodes.find(keyOf(carrier));
		const [, promised = 0, kept = 0] = node ?? [];
		if (node === undefined || promised === 0) return null;
		return { share: kept / promised, parcels: promised * fadedAt(node, now, halfLifeDays) };
	}

	takeChanged(): readonly LaneNode[] {
		return this.#nodes.takeChanged();
	}

	/** Takes of the rows those that are its own. */
	load(rows: Iterable<LaneNode>): void {
		this.#nodes.load([...rows].filter(({ key }) => key.startsWith(PREFIX)));
	}
}

const PREFIX = "promise/";

function keyOf(carrier: string): string {
	return `${PREFIX}${carrier}`;
}
