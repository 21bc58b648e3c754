import { once } from "node:events";
import { exportShipments } from "../services/export-shipments.ts";
import { operatorOf } from "../services/sellers.ts";
import type { Arguments, CommandDeps, ExitCode } from "./command.ts";
import { counted } from "./counted.ts";

/** Writes all parcels of a seller to standard output, as CSV that `import` reads back or as the API's JSON. */
export async function exportCommand({ flags }: Arguments, deps: CommandDeps): Promise<ExitCode | string> {
	const { seller, carrier } = flags;
	const isJson = flags.ndjson === true;
	if (isJson && flags.bom === true) return "--bom is for CSV: JSON has no mark.";
	const write = async (text: string) => {
		if (!deps.stdout.write(text)) await once(deps.stdout, "drain");
	};
	let count = 0;
	await deps.withServices(async (services) => {
		const principal = await operatorOf(services, typeof seller === "string" ? seller : undefined);
		const wanted = { archived: "any", ...(typeof carrier === "string" && { carrier }) } as const;
		const form = isJson ? ({ kind: "ndjson" } as const) : ({ kind: "csv", withMark: flags.bom === true } as const);
		for await (const { text, parcels } of exportShipments(services, principal, wanted, form)) {
			count += parcels;
			await write(text);
		}
	});
	deps.stderr.write(`${counted(count, "parcel")}.\n`);
	return 0;
}
