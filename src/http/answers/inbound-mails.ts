import { z } from "zod";
import { INBOUND_STATES, type InboundMailDetail, type InboundMailView } from "../../services/inbound-mails.ts";
import { idShape, instant, shows } from "./common.ts";

const members = {
	id: idShape("inm"),
	state: z
		.enum(INBOUND_STATES)
		.describe(
			"`said`: its words are the buyer's or the shop's in the thread. `noted`: they are there for the shop alone. `held`: its writer, of the shop, was told that they were not passed on. `suggested`: it waits to be placed. `set-aside`: it has no words for anybody.",
		),
	kind: z
		.string()
		.describe(
			"Who or what wrote it: `person`, `list`, `auto-reply`, `out-of-office`, `bounce`, `complaint`, `loop`; `unreadable`, or `too-large` to be taken.",
		),
	because: z.string().describe("Why it is where it is."),
	questionId: idShape("qst").nullable().describe("Whose thread it belongs to; null where nobody knows."),
	suggested: z.array(idShape("qst")).describe("Of one that waits to be placed: questions that it may belong to."),
	from: z
		.strictObject({ name: z.string(), address: z.string() })
		.nullable()
		.describe("Whom it says it is from, which anybody can write."),
	subject: z.string().nullable().describe("Null where the key that sealed it is lost."),
	bytes: z.int(),
	receivedAt: instant,
};

export const inboundMail = shows<InboundMailView>()(
	z.strictObject(members).meta({ id: "InboundMail", description: "A mail that came in, without its words." }),
);

export const inboundMailDetail = shows<InboundMailDetail>()(
	z
		.strictObject({
			...members,
			messageId: z.string().nullable(),
			text: z
				.string()
				.nullable()
				.describe("What its writer wrote, without what it quotes; null where it cannot be read."),
			raw: z
				.string()
				.nullable()
				.describe(
					"As it came, in base64, less what `leftOut` names; null where it is kept no longer, or the key that sealed it is lost. Whatever it holds is a stranger's.",
				),
			leftOut: z
				.array(z.strictObject({ name: z.string(), bytes: z.int() }))
				.describe(
					"What was not kept of it: the files of whoever is neither the buyer nor of the shop, of programs, and of a thread whose mails are larger than 60 MB together.",
				),
		})
		.meta({ id: "InboundMailDetail", description: "A mail that came in, as it reads and as it came." }),
);
