import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { openCalendar } from "../../src/geo/calendar/open-calendar.ts";
import { LiveLanes } from "../../src/ingest/lanes.ts";
import type { MailAttachment } from "../../src/mail/mail.ts";
import { drawMailPictures } from "../../src/services/draw-mail-pictures.ts";
import { takeMail } from "../../src/services/take-mail.ts";
import type { RowId } from "../../src/store/database.ts";
import { mailOf } from "../../src/store/mails.ts";
import { openVault } from "../../src/store/seal.ts";
import { noticeLetters } from "../../web/views/letters/notice-letters.tsx";
import { questionLetters } from "../../web/views/letters/question-letters.tsx";
import { oneDatabase } from "../helpers/each-database.ts";
import { testPlaces } from "../helpers/places.ts";
import { startTestService } from "../helpers/service.ts";

const HELP = "help@harbour.example";
const MIA = "mia@buyer.example";
const secretKey = randomBytes(32);
const vault = openVault(secretKey);

/** Of as many bytes as a telephone's photo, more or less. */
function noise(width: number, height: number): Promise<Buffer> {
	return sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
		.jpeg()
		.toBuffer();
}

const [photo, logo] = await Promise.all([noise(640, 480), noise(120, 40)]);

describe("of a mail's files", () => {
	const file = (name: string, bytes: Uint8Array, inline = false, type = "image/jpeg"): MailAttachment => {
		return { name, type, declaredType: type, bytes, inline, contentId: inline ? name : null };
	};
	const drawn = async (...attachments: MailAttachment[]) => {
		const { pictures, leftOut } = await drawMailPictures({ attachments });
		return [pictures.map(({ width }) => width), leftOut];
	};

	test("three pictures are drawn, and what cannot be is named", async () => {
		const heic = Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1");
		expect(
			await drawn(
				file("invoice.pdf", Buffer.from("%PDF-1.7"), false, "application/pdf"),
				file("cut.jpg", photo.subarray(0, 500)),
				file("IMG_1.heic", heic, false, "image/heic"),
				...["1.jpg", "2.jpg", "3.jpg", "4.jpg"].map((name) => file(name, photo)),
			),
		).toEqual([
			[640, 640, 640],
			["invoice.pdf", "cut.jpg", "IMG_1.heic", "4.jpg"],
		]);
	});

	test("photos among the words count, logos and banners of signatures do not", async () => {
		const banner = await noise(1_200, 150);
		expect(
			await drawn(file("photo.jpg", photo, true), file("logo.jpg", logo, true), file("banner.jpg", banner, true)),
		).toEqual([[640], []]);
		// As a file of its own a small picture is meant.
		expect(await drawn(file("logo.jpg", logo))).toEqual([[120], []]);
	});
});

interface Letter {
	readonly kind: string;
	readonly text: string;
	readonly replyTo: string;
	readonly subject: string;
	readonly messageId: string;
	readonly attachments: readonly { readonly base64: string }[];
}

interface Written {
	readonly from: string;
	readonly words: string;
	readonly files: readonly (readonly [name: string, type: string, bytes: Uint8Array])[];
}

let written = 0;

/** What a mail program makes of a reply with files. */
function replyTo(letter: Letter, { from, words, files }: Written): Buffer {
	written += 1;
	const parts = files.map(([name, type, bytes]) => [
		...["--part", `Content-Type: ${type}; name="${name}"`, `Content-Disposition: attachment; filename="${name}"`],
		...[
			"Content-Transfer-Encoding: base64",
			"",
			...(Buffer.from(bytes)
				.toString("base64")
				.match(/.{1,76}/g) ?? []),
		],
	]);
	const lines = [
		...[`From: ${from}`, `To: ${letter.replyTo}`, `Subject: Re: ${letter.subject}`],
		...[`Message-ID: <p${written}@mua.example>`, `In-Reply-To: ${letter.messageId}`, "MIME-Version: 1.0"],
		...['Content-Type: multipart/mixed; boundary="part"', "", "--part"],
		...["Content-Type: text/plain; charset=utf-8", "", words, ""],
		...[...parts.flat(), "--part--", ""],
	];
	return Buffer.from(lines.join("\r\n"));
}

oneDatabase((database) => {
	test("pictures of mails go to the other side of the thread, and a third's stay with the shop", async () => {
		const mailReplies = { address: "reply@track.example", takesPlusAddresses: true };
		const service = await startTestService(database, {
			...{ secretKey, mailFrom: `Wayline <${mailReplies.address}>` },
			mailPort: { protocol: "smtp", port: 0 },
		});
		const seller = await service.newSeller("Harbour Shoes");
		await seller.connect({ carrier: "push" });
		await seller.patch("/v1/shop", { contactEmail: HELP });
		const { trackingUrl } = (await seller.post("/v1/shipments", { trackingNumber: "BIKE1207", carrier: "push" })).body;
		const link = `${service.url}${new URL(trackingUrl).pathname}/questions`;
		const body = new URLSearchParams({ text: "Is this mine?", email: MIA });
		const asked = await fetch(link, { method: "POST", body, redirect: "manual" });
		const cookie = asked.headers.get("set-cookie")?.split(";")[0] ?? "";
		const [{ id }] = (await seller.get("/v1/questions")).body.items;
		const deps = {
			...{
				db: service.db,
				vault,
				publicUrl: "https://track.shop.example",
				places: testPlaces(),
				now: () => new Date(),
			},
			...{ lanes: new LiveLanes(await openCalendar()), changed: () => {} },
			...{ letters: questionLetters, noticeLetters, replies: mailReplies },
		};
		const comes = (raw: Buffer) => takeMail(deps, { raw, envelopeTo: [], envelopeFrom: null, sender: "unproven" });
		const newest = async (kind: string): Promise<Letter> => {
			const rows = await service.db.rows<{ id: string; kind: string; sellerId: RowId; sealedMail: Uint8Array }>(
				sql`select m.public_id as id, m.kind, m.seller_id as "sellerId", m.sealed_mail as "sealedMail"
					from mails m join sellers s on s.id = m.seller_id
					where s.public_id = ${seller.id} and m.kind = ${kind} order by m.id desc limit 1`,
			);
			const [row] = rows;
			if (!row) throw new Error(`No letter ${kind}.`);
			// What question-mails.ts queued.
			return { ...(mailOf(vault, row) as Letter), kind };
		};
		const jpeg = ["box.jpg", "image/jpeg", photo] as const;
		const pdf = ["invoice.pdf", "application/pdf", Buffer.from("%PDF-1.7\n")] as const;
		const cut = ["cut.jpg", "image/jpeg", photo.subarray(0, 500)] as const;

		const toShop = await newest("question.received");
		await comes(replyTo(toShop, { from: HELP, words: "Like this one?", files: [jpeg, pdf, cut] }));
		const toBuyer = await newest("question.answered");
		expect(toBuyer.attachments).toHaveLength(1);
		const [{ base64 = "" } = {}] = toBuyer.attachments;
		expect(await sharp(Buffer.from(base64, "base64")).metadata()).toMatchObject({ format: "jpeg", width: 640 });
		expect((await newest("question.files-left-out")).text).toContain("have not: invoice.pdf, cut.jpg.");

		await comes(replyTo(toBuyer, { from: MIA, words: "", files: [jpeg, pdf] }));
		const back = await newest("question.received");
		expect(back.attachments).toHaveLength(1);
		expect(back.text).toContain("With a photo.");
		expect(back.text).toContain("files that are not passed on: invoice.pdf.");

		await comes(replyTo(back, { from: "Depot <depot@courier.example>", words: "It lies here.", files: [jpeg] }));
		expect((await newest("question.noted")).attachments).toHaveLength(1);

		const { messages } = (await seller.get(`/v1/questions/${id}`)).body;
		const told = messages.map(({ side, pictures }: { side: string; pictures: readonly unknown[] }) => {
			return [side, pictures.length];
		});
		expect(told).toEqual([
			["buyer", 0],
			["staff", 1],
			["buyer", 1],
			["third", 1],
		]);
		const page = await (await fetch(link, { headers: { cookie } })).text();
		expect(page.match(/<img src="\/t\/[^"]+\/messages\/[23]\/pictures\/1"/g)).toHaveLength(2);
		expect(page).not.toContain("/messages/4/");
	});
});
