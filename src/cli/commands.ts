import type { Command } from "./command.ts";
import { counted } from "./counted.ts";

const readExample = `echo '{"id":1,"carrier":"push","kind":"webhook","contentType":"json","body":{"shipments":[{"trackingNumber":"BIKE1207","scans":[{"code":"picked_up.collected","occurredAt":"2026-11-22T09:00:00+01:00"}]}]}}'`;

// Every command loads its own modules when it runs, so that each starts in a fraction of a second.
export const COMMANDS: readonly Command[] = [
	{
		name: "serve",
		words: [],
		about: "Run the service: what `npm start` does.",
		flags: {},
		run: async (_given, deps) => {
			await deps.serve();
			return 0;
		},
	},
	{
		name: "migrate",
		words: [],
		about: "Bring the database's tables up to date. `serve` does it too, when it starts.",
		flags: {},
		run: async (_given, deps) => {
			await deps.migrate();
			deps.stderr.write("The tables are up to date.\n");
			return 0;
		},
	},
	{
		name: "seller add",
		words: ["NAME"],
		about: "Add a seller and print its id.",
		flags: { "contact-email": { value: "ADDRESS", about: "whom buyers may ask, shown on the parcel's page" } },
		run: async (given, deps) => (await import("./sellers.ts")).sellerAdd(given, deps),
	},
	{
		name: "key create",
		words: [],
		about: "Make an API key and print it, once: only its digest is kept.",
		flags: {
			seller: { value: "ID", about: "whose key; may be left out while there is one seller" },
			scopes: { value: "LIST", about: "what it may do, separated by commas; everything when left out" },
			label: { value: "TEXT", about: "what it is for" },
			"per-minute": { value: "N", about: "how many requests it may send a minute (6000)" },
		},
		run: async (given, deps) => (await import("./sellers.ts")).keyCreate(given, deps),
	},
	{
		name: "key list",
		words: [],
		about: "List a seller's API keys that are in use, oldest first: id, beginning, label, last use, end and scopes.",
		flags: {
			seller: { value: "ID", about: "whose keys; may be left out while there is one seller" },
			json: { about: "as JSON" },
		},
		run: async (given, deps) => (await import("./sellers.ts")).keyList(given, deps),
	},
	{
		name: "key revoke",
		words: ["KEY"],
		about: "End an API key, named by itself or by its id. Requests with it are refused from then on.",
		flags: {},
		run: async (given, deps) => (await import("./sellers.ts")).keyRevoke(given, deps),
	},
	{
		name: "secret forget",
		words: [],
		about: "Throw away the secrets that were sealed under a WAYLINE_SECRET_KEY that is lost for good.",
		more: [
			"",
			"Only what nobody can read any more: credentials and webhook secrets of connections, what carriers ask for beside",
			"a number, buyers' addresses and what they said. Scans, parcels, links and keys stay. Give each connection its secrets anew afterwards.",
		],
		flags: { yes: { about: "do it; without it the command only counts" } },
		run: async (given, deps) => {
			const isMeant = given.flags.yes === true;
			const { credentials, secrets, needs, buyers, reports, mails, endpoints, answers, files, rows, ...asked } =
				await deps.forgetSecrets(!isMeant);
			deps.stderr.write(
				`${isMeant ? "Thrown away" : "Under another key than the one set now, and lost with --yes"}: credentials of ${counted(credentials, "connection")}, webhook secrets of ${secrets}, details of ${counted(needs, "waybill")}, buyers of ${counted(buyers, "order")}, words of ${counted(reports, "report")} and ${counted(mails, "mail")}, secrets of ${counted(endpoints, "endpoint")}, ${counted(answers, "answer")} kept for repeated requests, ${counted(files, "file")} of parcels and ${counted(rows, "row")} of them with problems, addresses behind ${counted(asked.askers, "question")}, ${counted(asked.said, "message")} of buyers and the shop with ${counted(asked.pictures, "picture")}, ${counted(asked.inbound, "mail")} that came in, words of ${counted(asked.reviews, "review")}, and addresses of ${asked.staff} of the staff and of ${asked.watchers} who watch parcels.\n`,
			);
			return 0;
		},
	},
	{
		name: "doctor mail",
		words: [],
		about: "Send a mail to the mailbox that replies go to, wait for it to come in, and say what is wrong on its way.",
		more: [
			"",
			"By the service's own settings, without the service. It says how long the mail took, whether plus addresses work,",
			"and what SPF, DKIM and DMARC say of it; for each thing that is wrong, what to do. It leaves two small mails in the",
			"mailbox. Where mail is listened for (WAYLINE_MAIL_PORT), stop the service first: there is one port.",
		],
		flags: {},
		run: async (given, deps) => (await import("./doctor.ts")).doctorMail(given, deps),
	},
	{
		name: "read",
		words: [],
		about: "Read carriers' messages from standard input and print what each means, a line a message.",
		more: [
			"",
			'In:  {"id","carrier","kind":"poll"|"webhook"|"push-file"|"document","contentType","body"}',
			'Out: {"id","outcome","shipments":[…],"problems":[…]} in the same order.',
			"",
			"contentType is one of json, xml, csv, edifact, x12, form, text; body is the message as text.",
			"What a message says is an answer, also that it could not be read: the exit code stays 0.",
			"",
			"For example:",
			`  ${readExample} | npm run -s wayline -- read --ndjson`,
		],
		flags: {
			ndjson: { about: "lines of JSON, in and out (the only format)" },
			"as-of": {
				value: "TIME",
				about: "where the clock stands, such as 2026-11-22T10:00:00Z; else at the newest scan",
			},
		},
		run: async (given, deps) => (await import("./read-command.ts")).read(given, deps),
	},
	{
		name: "place",
		words: [],
		about: "Find the places that texts name: point, country and time zone, a line each, without any network.",
		more: [
			"",
			'In:  {"id","text","hintCountry"?}',
			'Out: {"id","lat","lng","country","timeZone","precision","because"} in the same order, nulls where unknown.',
			"",
			"hintCountry is a country's code or name.",
			"",
			"For example:",
			`  echo '{"id":1,"text":"LEIPZIG - GERMANY"}' | npm run -s wayline -- place --ndjson`,
		],
		flags: { ndjson: { about: "lines of JSON, in and out (the only format)" } },
		run: async (given, deps) => (await import("./place.ts")).place(given, deps),
	},
	{
		name: "places import",
		words: ["FILE"],
		about: "Add postcodes and codes of places from a file that you downloaded: GeoNames' postal dump, or UN/LOCODE.",
		more: [
			"",
			"GeoNames: https://download.geonames.org/export/zip/ (allCountries.zip, or one country's). UN/LOCODE: the CSV files",
			"of https://unece.org/trade/uncefact/unlocode. Zipped or not. The same file again takes the place of the former.",
			"It prints the file that it made: delete that one to take it out again.",
		],
		flags: {},
		run: async (given, deps) => (await import("./places-import.ts")).placesImport(given, deps),
	},
	{
		name: "import",
		words: ["FILE"],
		about: "Register the parcels of a CSV file, a shop's export as it is; - reads standard input.",
		more: [
			"",
			"Delimiter, character set, header and columns are found, and told before anything is registered: see --dry-run.",
			"Parcels that are there already stay as they are, so that a second run goes on where the first was cut off.",
			"Rows with problems are left out and named; 1 is the exit code when there are any.",
			"Beside a running service it needs a PostgreSQL server; the embedded database belongs to one process.",
			"",
			"Fields for --columns: trackingNumber, carrier, reference, order, itemName, itemQuantity, itemImage, buyerEmail,",
			"buyerLocale, buyerPostcode, buyerNotify, originCountry, originRegion, originCity, originPostcode, destinationCountry,",
			"destinationRegion, destinationCity, destinationPostcode, service, promisedBy, phone, shipDate, courier, brand, connection.",
		],
		flags: {
			seller: { value: "ID", about: "whose parcels; may be left out while there is one seller" },
			"dry-run": { about: "try every row and keep nothing" },
			problems: { value: "FILE", about: "write the rows with problems there as CSV, to mend and import again" },
			"from-row": { value: "N", about: "leave out what stands above this row" },
			columns: { value: "LIST", about: 'which column is what, such as "trackingNumber=Label,order=3,buyerEmail="' },
			carrier: { value: "CODE", about: "the carrier of rows that name none" },
			days: { value: "ORDER", about: "day-first or month-first, where 03/04/2026 may be either" },
			charset: { value: "NAME", about: "such as gbk, where the bytes do not tell" },
			delimiter: { value: "SIGN", about: "one of , ; | and tab" },
		},
		run: async (given, deps) => (await import("./import.ts")).importCommand(given, deps),
	},
	{
		name: "export",
		words: [],
		about: "Write a seller's parcels to standard output, as CSV that `import` reads back.",
		more: [
			"",
			"An apostrophe stands before what a spreadsheet would run as a formula; `import` takes it away. A parcel with",
			"several items has a row for each. Buyers' addresses and what couriers ask for beside the number are left out.",
		],
		flags: {
			seller: { value: "ID", about: "whose parcels; may be left out while there is one seller" },
			carrier: { value: "CODE", about: "only the parcels registered with this carrier" },
			ndjson: { about: "lines of JSON instead, as GET /v1/shipments has them" },
			bom: { about: "with the mark by which Excel knows UTF-8" },
		},
		run: async (given, deps) => (await import("./export.ts")).exportCommand(given, deps),
	},
	{
		name: "detect",
		words: ["NUMBER…"],
		about: "Say whose tracking numbers these may be, best first, and why: a line of JSON a number.",
		more: [
			"",
			'Out: {"number","candidates":[{"carrier","score","evidence":["pattern"|"check-digit"|"s10-country"|"prefix"]}]}',
			"",
			"check-digit is said only where one was computed and is right. A score is the share of numbers like this one that",
			"would be the carrier's if all whose forms it fits gave out equally many. POST /v1/detect also counts which carrier",
			"a seller's own numbers of that shape were.",
			"",
			"For example:",
			"  npm run -s wayline -- detect 1ZWAY0010300000115 RB123456785JP",
		],
		flags: {},
		run: async (given, deps) => (await import("./detect.ts")).detectCommand(given, deps),
	},
	{
		name: "eta backtest",
		words: ["FILE"],
		about: "Forecast the parcels of a file (.csv or .csv.gz) as they would have been, and print how good that was.",
		more: [
			"",
			"In:  shipment_id, carrier, service, origin_ and destination_ country, region, postcode, lat, lng, handoff_at,",
			"     delivered_at; other columns are left alone. Times stand on the clock of the destination.",
			"Out: shipment_id,p10,p50,p90 for each hand-off from --from on.",
			"",
			"Parcels are taken in the order of time: each is forecast at its hand-off with what had been delivered by then, and",
			"again every day while it is open; it teaches the engine when it is delivered.",
		],
		flags: {
			from: { value: "DATE", about: "the first day of hand-off to forecast, such as 2018-06-01" },
			out: { value: "FILE", about: "where the windows are written" },
		},
		run: async (given, deps) => (await import("./eta-backtest.ts")).etaBacktest(given, deps),
	},
	{
		name: "replay",
		words: [],
		about: "Read the stored messages again with today's adapters and gazetteer, show what differs, and apply it.",
		more: [
			"",
			"Run it after an update, or after `places import`. Every parcel that the messages speak of is read anew with all",
			"of its messages; what came of messages past their retention stays. Nothing is asked of any carrier.",
			"Beside a running service it needs a PostgreSQL server; the embedded database belongs to one process.",
		],
		flags: {
			carrier: { value: "CODE", about: "only the messages of this carrier" },
			since: { value: "TIME", about: "only messages received since then, such as 2026-11-22 or 2026-11-22T10:00:00Z" },
			"dry-run": { about: "show what would change, and change nothing" },
		},
		run: async (given, deps) => (await import("./replay.ts")).replay(given, deps),
	},
	{
		name: "silence backtest",
		words: ["[FILE]"],
		about: "Play journeys as if they came in now, and print how well silence tells the lost and stuck from the slow.",
		more: [
			"",
			"FILE has the lines that `read --ndjson` prints, or CSV with the columns shipment_id,carrier,code,at, where code is",
			'one of Wayline\'s and at a time; gzipped or not. Lines of `read` name no carrier: add one to each as "carrier".',
			"Without FILE the journeys are made up: four carriers with rhythms of their own, some parcels lost, some stuck.",
			"Each deadline rests on nothing but what had been heard by then.",
		],
		flags: {
			level: { value: "SHARE", about: "how many gaps end before the deadline (0.99)" },
			"trouble-days": { value: "N", about: "a silence of so many days is trouble; an alarm must come sooner (10)" },
			parcels: { value: "N", about: "how many journeys to make up (10000)" },
			seed: { value: "N", about: "the same seed makes the same journeys (1)" },
		},
		run: async (given, deps) => (await import("./silence-backtest.ts")).silenceBacktest(given, deps),
	},
	{
		name: "carriers",
		words: [],
		about: "List the carriers that are built in, what each can do and how well its facts are known.",
		flags: {
			markdown: { about: "as a Markdown table" },
			json: { about: "as JSON" },
		},
		run: async (given, deps) => (await import("./carriers.ts")).carriersCommand(given, deps),
	},
	{
		name: "demo",
		words: [],
		about: "Let the demonstration courier play parcels through the webhook door of the running service.",
		more: ["Registers them with the key in WAYLINE_API_KEY, prints number and link of each, and ends with the last."],
		flags: {
			parcels: { value: "N", about: "how many, 1 to 1000 (3)" },
			speed: { value: "X", about: "how many times faster than the world they travel (1440: a day in a minute)" },
		},
		run: async (given, deps) => (await import("./demo.ts")).demoCommand(given, deps),
	},
];
