import { CODES } from "../../../src/core/codes.ts";
import { type Code, MILESTONES, milestoneOf, type ScanMilestone } from "../../../src/core/status.ts";
import { ENGLISH_CODES } from "../words/en/codes.ts";
import { ENGLISH_REASONS } from "../words/en/reasons.ts";

/** What most couriers need, in the order of a parcel's day. */
const USUAL: readonly Code[] = [
	"picked_up.collected",
	"in_transit.arrived_delivery_depot",
	"out_for_delivery.on_vehicle",
	"delivery_attempted.recipient_absent",
	"delivered.to_recipient",
	"delivered.signed",
	"delivered.to_neighbour",
	"delivered.safe_place",
	"returning.to_sender",
	"returned.to_sender",
];

const NAMES: Readonly<Record<ScanMilestone, string>> = {
	pending: "Before the carrier knows of it",
	info_received: "Announced",
	picked_up: "Picked up",
	in_transit: "On its way",
	out_for_delivery: "Out for delivery",
	delivery_attempted: "Delivery was tried",
	ready_for_pickup: "Ready to be collected",
	delivered: "Delivered",
	returning: "Going back",
	returned: "Back with the sender",
	cancelled: "Cancelled",
	exception: "Something went wrong",
	expired: "Given up",
	note: "Notes, which leave the status as it is",
};

// Object.keys of a constant object gives exactly its own keys.
const codes = Object.keys(CODES) as Code[];
const groups: readonly ScanMilestone[] = [...MILESTONES, "note"];

export function UsualCodes() {
	return <Words of={USUAL.map((code) => [code, ENGLISH_CODES[code]])} />;
}

export function AllCodes() {
	return (
		<>
			{groups.map((milestone) => (
				<details>
					<summary>
						{NAMES[milestone]} (<code>{milestone}</code>)
					</summary>
					<Words
						of={codes.filter((code) => milestoneOf(code) === milestone).map((code) => [code, ENGLISH_CODES[code]])}
					/>
				</details>
			))}
		</>
	);
}

export function AllReasons() {
	return (
		<details>
			<summary>All reasons</summary>
			<Words of={Object.entries(ENGLISH_REASONS)} />
		</details>
	);
}

/** Each with what the buyer reads, beside it or on a phone below it. */
function Words({ of }: { readonly of: readonly (readonly [word: string, read: string])[] }) {
	return (
		<ul class="codes">
			{of.map(([word, read]) => (
				<li>
					<code>{word}</code> <span>{read}</span>
				</li>
			))}
		</ul>
	);
}
