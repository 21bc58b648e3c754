import { once } from "node:events";
import { z } from "zod";
import { countryCode } from "../../adapters/kit/index.ts";
import type { Places } from "../geo/places.ts";
import type { Arguments, CommandDeps, ExitCode } from "./command.ts";
import { linesOf } from "./lines.ts";

export async function place({ flags }: Arguments, deps: CommandDeps): Promise<ExitCode | string> {
	if (flags.ndjson !== true) return "--ndjson is wanted: it is the only format.";
	const places = await deps.places();
	for await (const line of linesOf(deps.stdin)) {
		if (line.trim() === "") continue;
		if (!deps.stdout.write(`${JSON.stringify(placeLine(line, places))}\n`)) await once(deps.stdout, "drain");
	}
	return 0;
}

/** The answer to one line, in the shape that scripts depend on; nulls where nothing is known. */
export interface PlaceAnswer {
	/** As given, whatever it is; null where the line names none. */
	readonly id: unknown;
	readonly lat: number | null;
	readonly lng: number | null;
	readonly country: string | null;
	readonly timeZone: string | null;
	readonly precision: string | null;
	/** How it was found, in a word; absent where the line could not be read. */
	readonly because?: string;
	/** What is wrong with the line; a hint that is no country is left out of account. */
	readonly problem?: string;
}

/** Where the text of one line is. Never throws: a line that is no query is answered with what is wrong with it. */
export function placeLine(line: string, places: Places): PlaceAnswer {
	const query = placeQuery.safeParse(parse(line));
	if (!query.success) {
		const nothing = { id: null, lat: null, lng: null, country: null, timeZone: null, precision: null };
		return { ...nothing, problem: 'The line is no {"id","text","hintCountry"?}.' };
	}
	const { id, text, hintCountry } = query.data;
	const hint = hintCountry?.trim() || null;
	const hinted = hint === null ? null : countryCode(hint);
	const { lat, lng, country, zone, precision, because } = places.resolve({ text, country: hinted });
	const answer = { id: id ?? null, lat, lng, country, timeZone: zone, precision, because };
	if (hint === null || hinted !== null) return answer;
	return { ...answer, problem: `hintCountry: there is no country ${JSON.stringify(hint.slice(0, 60))}.` };
}

const placeQuery = z.object({
	id: z.unknown().optional(),
	text: z.string(),
	hintCountry: z.string().nullish(),
});

function parse(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
}
