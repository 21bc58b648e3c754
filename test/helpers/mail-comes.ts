import { openCalendar } from "../../src/geo/calendar/open-calendar.ts";
import { LiveLanes } from "../../src/ingest/lanes.ts";
import type { IncomingMail } from "../../src/mail/incoming-mail.ts";
import type { ReplyMailbox } from "../../src/services/question-mails.ts";
import { takeMail } from "../../src/services/take-mail.ts";
import { openVault } from "../../src/store/seal.ts";
import { noticeLetters } from "../../web/views/letters/notice-letters.tsx";
import { questionLetters } from "../../web/views/letters/question-letters.tsx";
import { testPlaces } from "./places.ts";
import { TEST_SECRET_KEY, type TestService } from "./service.ts";

export const TEST_REPLIES: ReplyMailbox = { address: "reply@track.example", takesPlusAddresses: true };

/** A mail comes in: the service's own verb takes it, as a listener would have it. */
export type MailComes = (
	mail: string,
	sender?: IncomingMail["sender"],
	tooLarge?: IncomingMail["tooLarge"],
) => Promise<"kept" | "not-ours">;

export async function mailComesTo(
	{ db }: Pick<TestService, "db">,
	replies: ReplyMailbox = TEST_REPLIES,
): Promise<MailComes> {
	const deps = {
		...{ db, vault: openVault(TEST_SECRET_KEY), publicUrl: "https://track.shop.example", places: testPlaces() },
		...{ now: () => new Date(), lanes: new LiveLanes(await openCalendar()), changed: () => {} },
		...{ letters: questionLetters, noticeLetters, replies },
	};
	return (mail, sender = "unproven", tooLarge) =>
		takeMail(deps, {
			...{ raw: Buffer.from(mail), envelopeTo: [], envelopeFrom: null, sender },
			...(tooLarge && { tooLarge }),
		});
}

/** A mail that answers nothing of ours. */
export function freshMail({ from, subject = "Hello", text = "Where is it?" }: FreshMail): string {
	const id = `<${from.replaceAll(/[^\w.]/g, "")}.${subject.replaceAll(/\W/g, "")}@mua.example>`;
	const head = [`From: ${from}`, "To: reply@track.example", `Subject: ${subject}`, `Message-ID: ${id}`];
	return [...head, "Content-Type: text/plain; charset=utf-8", "", text, ""].join("\r\n");
}

interface FreshMail {
	readonly from: string;
	readonly subject?: string;
	readonly text?: string;
}
