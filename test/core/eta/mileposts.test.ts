import { expect, test } from "vitest";
import { mileposts } from "../../../src/core/eta/mileposts.ts";
import { fold } from "../../../src/core/fold.ts";
import { farLater, told } from "../told.ts";

const clock = (index: number) =>
	`${String(Math.floor(index / 60)).padStart(2, "0")}:${String(index % 60).padStart(2, "0")}`;
const postsOf = (lines: string) =>
	mileposts(
		fold(told(lines), farLater),
		() => null,
		(one, other) => (one.place?.text === other.place?.text ? 0 : 100),
	);

test("a parcel that is sent to and fro without end counts as no more than some parcels", () => {
	const scans = Array.from({ length: 600 }, (_, index) => {
		return `17 ${clock(index)} in_transit.arrived_facility @DE:${index % 2 === 0 ? "Leipzig" : "Hannover"}`;
	});
	expect(postsOf(scans.slice(0, 20).join("\n"))).toHaveLength(20);
	expect(postsOf(scans.join("\n"))).toHaveLength(60);
});

test("scans of one site are one step, until the parcel moves again after it lay there for days", () => {
	const arrived = "16 09:00 picked_up.accepted @DE:Kiel\n17 08:00 in_transit.arrived_facility @DE:Leipzig";
	expect(postsOf(`${arrived}\n18 20:00 in_transit.departed_facility @DE:Leipzig`)).toHaveLength(2);
	expect(postsOf(`${arrived}\n27 08:00 in_transit.departed_facility @DE:Leipzig`)).toHaveLength(3);
});
