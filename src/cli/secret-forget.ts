import type { Arguments, CommandDeps, ExitCode } from "./command.ts";
import { counted } from "./counted.ts";

/** Throws away what was sealed under a key that is lost, or without --yes counts it. */
export async function secretForget(given: Arguments, deps: CommandDeps): Promise<ExitCode> {
	const isMeant = given.flags.yes === true;
	const { credentials, secrets, needs, buyers, reports, mails, endpoints, answers, files, rows, ...asked } =
		await deps.forgetSecrets(!isMeant);
	deps.stderr.write(
		`${isMeant ? "Thrown away" : "Under another key than the one set now, and lost with --yes"}: credentials of ${counted(credentials, "connection")}, webhook secrets of ${secrets}, details of ${counted(needs, "waybill")}, buyers of ${counted(buyers, "order")}, words of ${counted(reports, "report")} and ${counted(mails, "mail")}, secrets of ${counted(endpoints, "endpoint")}, ${counted(answers, "answer")} kept for repeated requests, ${counted(files, "file")} of parcels and ${counted(rows, "row")} of them with problems, addresses behind ${counted(asked.askers, "question")}, ${counted(asked.said, "message")} of buyers and the shop with ${counted(asked.pictures, "picture")}, ${counted(asked.inbound, "mail")} that came in, words of ${counted(asked.reviews, "review")}, and addresses of ${asked.staff} of the staff and of ${asked.watchers} who watch parcels.\n`,
	);
	if (asked.tags > 0) {
		deps.stderr.write(
			"Links in letters that went out open nothing afterwards, and whoever refused mails has to refuse them again.\n",
		);
	}
	if (asked.pushKeys > 0) {
		deps.stderr.write("Browsers that get notifications get none afterwards until their readers ask for them again.\n");
	}
	return 0;
}
