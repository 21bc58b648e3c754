import { CODES } from "../../../src/core/codes.ts";
import { type Code, MILESTONES, milestoneOf, type ScanMilestone } from "../../../src/core/status.ts";
import { ENGLISH_CODES } from "../words/english-codes.ts";
import { ENGLISH_REASONS } from "../words/english-reasons.ts";
import { Table } from "./frame.tsx";

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

const rowsOf = (wanted: readonly Code[]) => wanted.map((code) => [<Word of={code} />, ENGLISH_CODES[code]]);
const head = ["code", "What the buyer reads"];

export function UsualCodes() {
	return <Table head={head} rows={rowsOf(USUAL)} />;
}

export function AllCodes() {
	return (
		<>
			{groups.map((milestone) => (
				<details>
					<summary>
						{NAMES[milestone]} (<code>{milestone}</code>)
					</summary>
					<Table head={head} rows={rowsOf(codes.filter((code) => milestoneOf(code) === milestone))} />
				</details>
			))}
		</>
	);
}

export function AllReasons() {
	const rows = Object.entries(ENGLISH_REASONS).map(([reason, words]) => [<Word of={reason} />, words]);
	return (
		<details>
			<summary>All reasons</summary>
			<Table head={["reason", "What the buyer reads"]} rows={rows} />
		</details>
	);
}

/** A code that may go over two lines where its words part. */
function Word({ of }: { readonly of: string }) {
	return (
		<code>
			{of.split(/(?<=[._])/).map((part) => (
				<>
					{part}
					<wbr />
				</>
			))}
		</code>
	);
}
