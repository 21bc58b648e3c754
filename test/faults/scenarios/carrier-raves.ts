import { LOAD_CARRIERS } from "../carriers.ts";
import { comesTrue } from "../node.ts";
import { startPolledCarrier } from "../polled-carrier.ts";
import { playIn, type Scenario } from "../scenario.ts";

const PARCELS = 5;
/** A carrier that was away is left alone for a minute or two, and then asked once. */
const HEARD_WITHIN_MS = 300_000;

export const carrierRaves: Scenario = {
	name: "a carrier that hangs, fails and answers garbage",
	databases: ["embedded", "server"],
	isInShort: false,
	play: async (stage) => {
		const polled = await startPolledCarrier();
		try {
			return await playIn(stage, { settings: polled.settings }, async ({ load, ask }) => {
				const credentials = { clientId: "shop", clientSecret: "faults" };
				const { id: connection } = await ask<{ readonly id: string }>("/v1/connections", {
					carrier: "fedex",
					credentials,
				});
				const fedex = LOAD_CARRIERS.find(({ code }) => code === "fedex");
				if (!fedex) throw new Error("FedEx is not among the carriers of the load.");
				for (const [index, mood] of (["hangs", "raves", "fails"] as const).entries()) {
					polled.turn(mood);
					const before = polled.asked();
					for (let number = 0; number < PARCELS; number += 1) {
						const trackingNumber = fedex.number(900_000 + index * PARCELS + number);
						await load.follow({ carrier: fedex, trackingNumber, connection, askedFor: [polled.local] });
					}
					if (index === 0 && !(await comesTrue(() => polled.asked() > before, 60_000))) {
						throw new Error("The carrier was never asked.");
					}
					// What others post is taken meanwhile.
					await load.more(60);
				}
				polled.turn("answers");
				const ids = load.parcels.flatMap(({ id, askedFor }) => (askedFor.length > 0 && id !== null ? [id] : []));
				for (const id of ids) await ask(`/v1/shipments/${id}/refresh`, {});
				const isTold = async (id: string) =>
					(await ask<{ readonly scans: readonly unknown[] }>(`/v1/shipments/${id}`)).scans.length > 0;
				const areTold = async () => (await Promise.all(ids.map(isTold))).every(Boolean);
				// What is missing then is named by the audit.
				await comesTrue(areTold, HEARD_WITHIN_MS);
				await load.more(10);
				return `${ids.length} parcels of a carrier that is asked`;
			});
		} finally {
			await polled.stop();
		}
	},
};
