import { Table } from "../table.tsx";

interface Field {
	/** As a path in the message. */
	readonly path: string;
	readonly isWanted?: boolean;
	readonly what: string;
}

const SHIPMENT: readonly Field[] = [
	{
		path: "trackingNumber",
		isWanted: true,
		what: "The number of the waybill, as the shop registers it. 3 to 64 characters.",
	},
	{
		path: "scans",
		what: "What happened to the parcel, in any order. New ones are enough; telling one again changes nothing.",
	},
	{ path: "withdraw", what: "The ids of scans that never happened." },
	{ path: "promised", what: 'When you promise to deliver: {"from", "to"}, two times. The newest promise counts.' },
	{ path: "position", what: "Where the courier is now." },
	{
		path: "continues",
		what: "Other numbers of the same parcel: a partner's that carries it on, or a new one of your own.",
	},
];

const SCAN: readonly Field[] = [
	{ path: "code", isWanted: true, what: "What happened: one of the codes below." },
	{ path: "occurredAt", isWanted: true, what: "When: a time with its offset, or a wall clock with its zone." },
	{
		path: "id",
		what: "Your own name of the scan, unique within the parcel. Only with it can a scan be corrected or withdrawn.",
	},
	{
		path: "text",
		what: "In your own words; the buyer reads them. Leave names, phones and codes out: these have fields of their own.",
	},
	{ path: "reason", what: "Why it happened: one of the reasons below." },
	{ path: "place", what: "Where: any of text, city, region, postcode, country, and lat with lng." },
	{ path: "pickup", what: "Where it waits to be fetched, and until when: see below." },
	{
		path: "courier",
		what: 'Who brings it: {"phone", "name"}. The phone is a button while it is on its way to the door; the name is for the recipient alone.',
	},
	{ path: "pickupCode", what: "What opens the locker or is said at the counter. Shown to the recipient alone." },
	{ path: "piece", what: 'Which piece of several, such as "1 of 2". Leave it out where a number is one piece.' },
];

const PLACE: readonly Field[] = [
	{ path: "text", what: "The name people use: Depot West." },
	{ path: "city", what: "The town." },
	{ path: "region", what: "The state or province, where the town alone could be several." },
	{ path: "postcode", what: "Finds the point on the map more closely than the town." },
	{ path: "country", what: "Two letters of ISO 3166-1: DE." },
	{ path: "lat", what: "Degrees north, -90 to 90. Together with lng." },
	{ path: "lng", what: "Degrees east, -180 to 180." },
];

const PICKUP: readonly Field[] = [
	{ path: "name", what: "Kiosk am Markt, Locker 112." },
	{ path: "address", what: "Street, postcode and town in one line." },
	{ path: "hours", what: "Opening hours, in your own words: a list of up to 14 lines." },
	{ path: "until", what: "The last day, or its end, written like occurredAt. A later scan may tell this alone." },
	{ path: "lat", what: "Degrees north, of the counter itself. Together with lng." },
	{ path: "lng", what: "Degrees east." },
];

const POSITION: readonly Field[] = [
	{ path: "lat", isWanted: true, what: "Degrees north." },
	{ path: "lng", isWanted: true, what: "Degrees east." },
	{ path: "at", isWanted: true, what: "When the courier was there, written like occurredAt." },
	{ path: "stopsBefore", what: "How many stops come before this one, 0 to 1,000. The buyer reads it." },
];

const CONTINUES: readonly Field[] = [
	{ path: "trackingNumber", isWanted: true, what: "The other number." },
	{
		path: "carrier",
		what: "Whose number it is, as GET /v1/carriers names the carrier: dhl. Left out, it is your own.",
	},
	{ path: "carrierName", what: "The carrier's name, where that list does not hold it." },
];

function Fields({ of }: { readonly of: readonly Field[] }) {
	const rows = of.map(({ path, isWanted, what }) => [
		<code>{path}</code>,
		<>
			{isWanted && <strong>Wanted. </strong>}
			{what}
		</>,
	]);
	return <Table head={["Field", "What"]} rows={rows} />;
}

export function FieldTables() {
	return (
		<>
			<h3>A shipment</h3>
			<Fields of={SHIPMENT} />
			<h3>A scan</h3>
			<Fields of={SCAN} />
			<h3>A place</h3>
			<Fields of={PLACE} />
			<h3>A place to fetch it from</h3>
			<Fields of={PICKUP} />
			<h3>A position</h3>
			<Fields of={POSITION} />
			<h3>Another number</h3>
			<Fields of={CONTINUES} />
		</>
	);
}
