import { carrierOf } from "../../adapters/index.ts";
import { openCalendar } from "../geo/calendar/open-calendar.ts";
import { LiveLanes } from "../ingest/lanes.ts";
import { type Difference, replayAll, type Shown } from "../ingest/replay-all.ts";
import type { Arguments, CommandDeps, ExitCode } from "./command.ts";
import { counted } from "./counted.ts";
import { showProgress } from "./progress.ts";

/** Reads stored messages again, shows what that changes, and applies it unless it is a dry run. */
export async function replay({ flags }: Arguments, deps: CommandDeps): Promise<ExitCode | string> {
	const { carrier, since: written, "dry-run": dryRun } = flags;
	if (typeof carrier === "string" && !carrierOf(carrier)) return `There is no carrier ${JSON.stringify(carrier)}.`;
	const since = typeof written === "string" ? momentOf(written) : undefined;
	if (since === null) return "--since takes a day or a time with its offset: 2026-11-22 or 2026-11-22T10:00:00Z.";
	const places = await deps.places();
	const options = {
		dryRun: dryRun === true,
		...(typeof carrier === "string" && { carrier }),
		...(since !== undefined && { since }),
	};
	const progress = showProgress(deps.stderr, "messages read");
	const different = { parcel: new Set<string>(), message: new Set<string>(), failure: new Set<string>() };
	let read = 0;
	const lanes = new LiveLanes(await openCalendar());
	await deps.withDatabase(async ({ db }) => {
		await lanes.follow(db);
		await lanes.measure(db, new Date());
		const replaying = replayAll(
			{ db, places, lanes, publicUrl: deps.publicUrl(), now: () => new Date(), changed: () => {} },
			options,
		);
		for await (const step of replaying) {
			read = step.read;
			for (const difference of step.differences) {
				different[difference.kind].add(difference.id);
				deps.stdout.write(`${inWords(difference)}\n`);
			}
			progress.at(step.read, step.total, `parcels that differ: ${different.parcel.size}`);
		}
	});
	progress.end();
	const done = options.dryRun ? "would change" : "changed";
	deps.stderr.write(
		`${counted(read, "message")} read: ${counted(different.parcel.size, "parcel")} and ${counted(different.message.size, "message")} ${done}, ${different.failure.size} could not be read.\n`,
	);
	return different.failure.size > 0 ? 1 : 0;
}

function momentOf(text: string): string | null {
	const isMoment = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/.test(text);
	return isMoment && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString() : null;
}

/** A line without a number, a name or a word of the carrier's: it may stand in a log. */
function inWords(difference: Difference): string {
	const { kind, id, carrier } = difference;
	switch (kind) {
		case "parcel": {
			const { before, after, added, removed, changed } = difference;
			return `${id} ${carrier}: ${stateChange(before, after)}; facts: ${added} new, ${removed} gone, ${changed} understood otherwise`;
		}
		case "message":
			return `${id} ${carrier}: ${difference.before} -> ${difference.after}`;
		case "failure":
			return `${id} ${carrier}: reading it failed (${difference.name}); it stays as it was`;
	}
}

function stateChange(before: Shown, after: Shown): string {
	const [old, now] = [stateOf(before), stateOf(after)];
	return old === now ? now : `${old} -> ${now}`;
}

function stateOf({ code, reason, condition }: Shown): string {
	return [code, ...(reason === "none" ? [] : [reason]), ...(condition === "ok" ? [] : [condition])].join(" ");
}
