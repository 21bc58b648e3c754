import { addShipment } from "../../src/store/add-shipments.ts";
import { addConnection, changeConnection } from "../../src/store/connections.ts";
import type { Database, RowId } from "../../src/store/database.ts";
import { addEndpoint, changeEndpointSecret } from "../../src/store/endpoints.ts";
import { claimRequest, keepAnswer } from "../../src/store/idempotency-keys.ts";
import { keepProblems } from "../../src/store/import-problems.ts";
import { addImport } from "../../src/store/imports.ts";
import { keepInboundMail } from "../../src/store/inbound-mails.ts";
import { queueMail } from "../../src/store/mails.ts";
import { upsertOrder } from "../../src/store/orders.ts";
import { keepPushKeys } from "../../src/store/push-keys.ts";
import { addQuestion, getQuestion } from "../../src/store/questions.ts";
import { addReport } from "../../src/store/reports.ts";
import { replacePictures } from "../../src/store/review-pictures.ts";
import { replaceVideo, VIDEO_PART_BYTES } from "../../src/store/review-videos.ts";
import { addReview, setReviewAnswer } from "../../src/store/reviews.ts";
import type { Vault } from "../../src/store/seal.ts";
import { addStaff } from "../../src/store/staff.ts";
import { addThreadMessage } from "../../src/store/threads.ts";
import { addWatcher, type Watcher } from "../../src/store/watchers.ts";
import { aSeller, NOW } from "./given.ts";

const LATER = "2026-12-22T10:00:00.000Z";
const picture = { width: 1, height: 1, image: Buffer.alloc(40_000, 1) };

/** A seller with something in every sealed column, each written by the verb that the service writes it by. */
export async function oneOfEachSealed(
	db: Database,
	vault: Vault,
): Promise<{ readonly sellerId: RowId; readonly connection: string; readonly watcher: Watcher }> {
	const sellerId = await aSeller(db);
	await keepPushKeys(db, vault, { make: () => ({ publicKey: "public", privateKey: "private" }), now: NOW });
	const { id: connection } = await addConnection(db, vault, sellerId, {
		...{ carrier: "glider", label: "Main", credentials: { token: "hidden" }, webhookSecret: "whsec_1" },
	});
	await changeConnection(db, vault, sellerId, connection, { webhookSecret: "whsec_2", earlierSecretUntil: LATER });
	await upsertOrder(db, vault, sellerId, {
		reference: "Nº 1/ä",
		buyer: { email: "mia@buyer.example", postcode: null },
	});
	const { shipment } = await addShipment(db, vault, sellerId, {
		...{ carrier: "glider", trackingNumber: "GL1", needs: { phone: "1234" } },
		state: { milestone: "pending", code: "pending.registered", reason: "none", condition: "ok", actionBy: "none" },
	});
	const parcel = { sellerId, rowId: shipment.rowId };
	const claimed = await claimRequest(db, vault, sellerId, {
		key: "k1",
		fingerprint: Buffer.alloc(32),
		leaseMs: 60_000,
	});
	if (claimed.kind !== "first") throw new Error("The key is new.");
	await keepAnswer(db, vault, sellerId, claimed.claim, { status: 201, headers: {}, body: '{"id":"shp_1"}' });
	const watcher = await db.transaction(async (tx) => {
		const news = { url: "https://shop.example/news", label: null, filter: { events: ["*"], carriers: null } };
		const endpoint = await addEndpoint(tx, vault, sellerId, { ...news, secret: "whsec_1" }, 20);
		await changeEndpointSecret(tx, vault, sellerId, endpoint?.id ?? "", { secret: "whsec_2" }, LATER);
		const person = { name: "Ada", email: "ada@shop.example" };
		await addStaff(tx, vault, sellerId, { person, languages: [], hours: null, zone: null, now: NOW });
		const words = { note: "The blue house.", email: null, lookedAt: [] };
		await addReport(tx, vault, { ...parcel, scanKey: "00000000000000aa", evidence: {}, saidAt: NOW, words });
		await queueMail(tx, vault, { sellerId, kind: "a letter", mail: { to: "mia@buyer.example" }, now: NOW });
		await sayThings(tx, vault, parcel);
		await review(tx, vault, parcel);
		const file = Buffer.from("number\nGL1\n");
		const made = await addImport(tx, vault, sellerId, {
			...{ name: "parcels.csv", digest: Buffer.alloc(32), file, options: {}, rowsTotal: 1 },
		});
		await keepProblems(
			tx,
			vault,
			made,
			[1, 2, 3].map((row) => ({ row, problem: { said: "no number" } })),
		);
		return addWatcher(tx, vault, {
			...{
				parcel: { ...parcel, orderRowId: null },
				address: "mia@buyer.example",
				source: "typed",
				locale: "en",
				now: NOW,
				before: null,
			},
		});
	});
	return { sellerId, connection, watcher };
}

type Tx = Parameters<typeof keepInboundMail>[0];
interface Parcel {
	readonly sellerId: RowId;
	readonly rowId: RowId;
}

async function sayThings(tx: Tx, vault: Vault, parcel: Parcel): Promise<void> {
	const { sellerId } = parcel;
	const asker = { email: "mia@buyer.example", isVerified: false, once: null };
	const { id } = await addQuestion(tx, vault, { ...parcel, locale: "en", context: {}, asker, now: NOW });
	const question = await getQuestion(tx, sellerId, id);
	if (question === null) throw new Error("A question vanished.");
	const raw = Buffer.from("a mail");
	const mail = await keepInboundMail(tx, vault, {
		...{ sellerId, questionRowId: question.rowId, suggested: [], kind: "person", state: "said", because: "" },
		...{ head: { messageId: null, from: null, subject: "" }, raw, kept: raw, size: raw.length, now: NOW },
	});
	for (const text of ["Where is it?", "Still nothing."]) {
		await addThreadMessage(tx, vault, question, {
			...{ side: "buyer", channel: "mail", isShared: true, actor: null, text, mailRowId: mail?.rowId ?? null },
			...{ pictures: [picture, picture], now: NOW },
		});
	}
}

async function review(tx: Tx, vault: Vault, parcel: Parcel): Promise<void> {
	const written = { rating: 4, items: [], text: "Good.", locale: "en", isVerified: false, now: NOW };
	const made = await addReview(tx, vault, {
		...{ ...parcel, stage: "product", writer: "mia", follows: null, written: { ...written, state: "shown" } },
	});
	await setReviewAnswer(tx, vault, made, { text: "Thank you.", now: NOW });
	await replacePictures(tx, vault, made, [picture, picture]);
	await replaceVideo(tx, vault, made, {
		...{ type: "video/mp4", codec: "avc", width: 1, height: 1, milliseconds: 1000 },
		bytes: Buffer.alloc(VIDEO_PART_BYTES + 10, 2),
	});
}
