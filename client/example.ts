import { createClient, Problem } from "./wayline.ts";

// Registers parcels, says what is wrong with one, and lists those that are under way. Run it from the repository's folder
// with a key of a service that is running: WAYLINE_KEY=wl_… npx tsx client/example.ts
// One that runs elsewhere than at http://localhost:8080 is named by WAYLINE_URL.

const url = process.env.WAYLINE_URL ?? "http://localhost:8080";
// Nobody wants to wait for an example.
const wayline = createClient({ url, key: process.env.WAYLINE_KEY ?? "", attempts: 2 });
const say = (line: string) => process.stdout.write(`${line}\n`);

const waybills = [
	{ trackingNumber: "700000000027", carrier: "fedex", order: { reference: "5002" } },
	{ trackingNumber: "700000000038", carrier: "fedex", order: { reference: "5002" } },
	{ trackingNumber: "700000000049", carrier: "the-neighbour" },
];
const { items } = await wayline.call("POST /v1/shipments/batch", { body: { shipments: waybills } }).catch(giveUp);
for (const { shipment, problem } of items) {
	say(shipment ? `${shipment.trackingNumber}: ${shipment.following.state}` : `refused: ${problem?.detail}`);
}

const [first] = items;
if (first?.shipment) {
	const { id } = first.shipment;
	const { reference } = await wayline.call("PATCH /v1/shipments/{id}", { id, body: { reference: "parcel 1 of 2" } });
	say(`${id} is now ${reference}`);
}

try {
	await wayline.call("POST /v1/shipments", {
		body: { trackingNumber: "700000000027", carrier: "fedex", reference: "x" },
	});
} catch (error) {
	if (!(error instanceof Problem)) throw error;
	say(`${error.status} ${error.type}: ${error.title}`);
}

for await (const { trackingNumber, milestone } of wayline.each("GET /v1/shipments", {
	query: { order: "5002", limit: 1 },
})) {
	say(`${trackingNumber} ${milestone}`);
}

/** Nothing goes on without a service that takes the key. */
function giveUp(error: unknown): never {
	process.stderr.write(
		error instanceof Problem
			? `The service refuses: ${error.message} WAYLINE_KEY has to be a key of it.\n`
			: `No service answers at ${url}. Start one (npm start), or name where yours runs: WAYLINE_URL=https://…\n`,
	);
	process.exit(1);
}
