import {
	defineCarrier,
	type Extracted,
	mod10,
	type Problem,
	type RawScan,
	type RawShipment,
	Unreadable,
} from "./kit/index.ts";

/** A line: parcel, day of dispatch, depot, a number of four digits, day, hour, who received it, the sender's references. */
interface Row {
	readonly parcel: string;
	readonly scan: RawScan;
}

function extract(body: string): Extracted {
	const lines = body
		.replace(/^\uFEFF/, "")
		.split(/\r\n|\r|\n/)
		.filter((line) => line.trim() !== "");
	const rows = lines.map(readRow);
	if (!rows.some((row) => row !== null)) throw new Unreadable("body: no line of a PAKSTAT file");
	const byParcel = new Map<string, RawScan[]>();
	for (const row of rows) {
		if (row) byParcel.set(row.parcel, [...(byParcel.get(row.parcel) ?? []), row.scan]);
	}
	const shipments = [...byParcel].map(([trackingNumber, scans]): RawShipment => {
		return { trackingNumber, scans, order: "none" };
	});
	const problems = rows.flatMap((row, index): Problem[] =>
		row ? [] : [{ kind: "unreadable", detail: `Line ${index + 1} is no line of a PAKSTAT file.` }],
	);
	return { shipments, problems };
}

function readRow(line: string): Row | null {
	const fields = line.split(/[|;]/).map((field) => field.trim());
	const [parcel = "", dispatched = "", , code = "", day = "", hour = "", signer = ""] = fields;
	if (fields.length < 7 || !/^[0-9A-Z]{8,14}$/.test(parcel) || !/^\d{8}$/.test(day)) return null;
	if (!/^\d{0,8}$/.test(dispatched) || !/^\d{0,6}$/.test(hour)) return null;
	// A leading zero of the hour is lost where a table calculator had the file in between.
	const clock = hour.length === 3 || hour.length === 5 ? `0${hour}` : hour;
	return {
		parcel,
		scan: {
			code,
			// The file reports deliveries: what nobody received is something else, of which GLS tells nothing in public.
			keys: signer ? ["received"] : [code],
			text: "",
			time: { text: `${day} ${clock}`.trim() },
			marked: { signedBy: signer || undefined },
		},
	};
}

export const glsPakstat = defineCarrier({
	code: "gls-pakstat",
	name: "GLS PAKSTAT file",
	countries: ["DE"],
	source: {
		kind: "observed",
		url: "https://gls-group.com/DE/de/versand/",
		checked: "2026-11-22",
		note: "GLS publishes no description of the file: a line that names who received the parcel is read as its delivery, every other as unmapped.",
	},

	numbers: {
		pattern: /^\d{11,12}$/,
		checkDigit: (number) =>
			number.length === 11 ? null : (mod10(number.slice(0, -1), 3, 1) + 9) % 10 === Number(number.at(-1)),
		valid: ["100000000013", "200000000027"],
		invalid: ["100000000014", "1000000000", "1000000000130", "1ZWAY0010300000115"],
	},

	clock: { formats: ["yyyyMMdd HHmm", "yyyyMMdd HHmmss", "yyyyMMdd"], zone: { kind: "fixed", zone: "Europe/Berlin" } },
	statuses: { received: "delivered.to_recipient" },
	extract,
	trackingUrl: (number) => `https://gls-group.com/DE/de/paketverfolgung?${new URLSearchParams({ match: number })}`,
});
