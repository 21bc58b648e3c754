import { credentialsContext, secretContext } from "./connections.ts";
import type { RowId } from "./database.ts";
import { contextOf as endpointContext } from "./endpoints.ts";
import { bodyContext } from "./idempotency-keys.ts";
import { contextOf as importProblemContext } from "./import-problems.ts";
import { fileContext } from "./imports.ts";
import { headContext, mailContext as inboundMailContext } from "./inbound-mails.ts";
import { contextOf as needsContext } from "./leg.ts";
import { contextOf as mailContext } from "./mails.ts";
import { buyerContext } from "./orders.ts";
import { PRIVATE_KEY_CONTEXT } from "./push-keys.ts";
import { askerContext } from "./questions.ts";
import { contextOf as reportContext } from "./reports.ts";
import { contextOf as reviewPictureContext } from "./review-pictures.ts";
import { contextOf as videoContext } from "./review-videos.ts";
import { answerContext, wordsContext as reviewContext } from "./reviews.ts";
import { contextOf as staffContext } from "./staff.ts";
import { tagKeyContext } from "./tag-keys.ts";
import { contextOf as threadPictureContext } from "./thread-pictures.ts";
import { wordsContext as messageContext } from "./threads.ts";
import { contextOf as watcherContext } from "./watchers.ts";

/** One column whose values are sealed, and how the context of each is made of its row. The SQL names the row `t`. */
export interface SealedColumn {
	readonly table: string;
	readonly column: string;
	/** What its context names it by. */
	readonly id: string;
	/** What it is joined to for that. */
	readonly join?: string;
	readonly number?: string;
	readonly position?: string;
	readonly version?: string;
	/** Of a table that belongs to no seller. */
	readonly isEverybodys?: true;
	readonly context: (of: SealedRow) => string;
}

export interface SealedRow {
	readonly sellerId: RowId;
	readonly id: string;
	readonly number: number;
	readonly position: number;
	readonly version: string;
}

const ownId = "t.public_id";
const ofImport = { id: "o.public_id", join: "join imports o on o.seller_id = t.seller_id and o.id = t.import_id" };
const ofQuestion = {
	id: "o.public_id",
	join: "join questions o on o.seller_id = t.seller_id and o.id = t.question_id",
};
const ofReview = { id: "o.public_id", join: "join reviews o on o.seller_id = t.seller_id and o.id = t.review_id" };
const ofShipment = {
	id: "o.public_id",
	join: "join shipments o on o.seller_id = t.seller_id and o.id = t.shipment_id",
};

/** Every one there is, which a test holds against the database: what is missing here would be lost with its key. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
	{
		table: "tag_keys",
		column: "sealed_key",
		id: "t.purpose",
		isEverybodys: true,
		context: ({ id }) => tagKeyContext(id),
	},
	{
		table: "push_keys",
		column: "sealed_private",
		id: "''",
		isEverybodys: true,
		context: () => PRIVATE_KEY_CONTEXT,
	},
	{ table: "connections", column: "sealed_credentials", id: ownId, context: ({ id }) => credentialsContext(id) },
	{ table: "connections", column: "sealed_webhook_secret", id: ownId, context: ({ id }) => secretContext(id) },
	{ table: "connections", column: "sealed_earlier_secret", id: ownId, context: ({ id }) => secretContext(id) },
	{ table: "endpoints", column: "sealed_secret", id: ownId, context: ({ id }) => endpointContext(id) },
	{ table: "endpoints", column: "sealed_earlier_secret", id: ownId, context: ({ id }) => endpointContext(id) },
	{
		...{ table: "legs", column: "sealed_needs", ...ofShipment, number: "t.number" },
		context: ({ id, number }) => needsContext(id, number),
	},
	{
		...{ table: "orders", column: "sealed_buyer", id: "t.reference" },
		context: ({ sellerId, id }) => buyerContext(sellerId, id),
	},
	{
		...{ table: "idempotency_keys", column: "sealed_body", id: "t.key" },
		context: ({ sellerId, id }) => bodyContext(sellerId, id),
	},
	{ table: "staff", column: "sealed_person", id: ownId, context: staffContext },
	{ table: "watchers", column: "sealed_address", id: ownId, context: watcherContext },
	{ table: "reports", column: "sealed_words", id: ownId, context: reportContext },
	{ table: "mails", column: "sealed_mail", id: ownId, context: mailContext },
	{ table: "inbound_mails", column: "sealed_head", id: ownId, context: headContext },
	{ table: "inbound_mails", column: "sealed_mail", id: ownId, context: inboundMailContext },
	{ table: "questions", column: "sealed_asker", id: ownId, context: askerContext },
	{
		...{ table: "thread_messages", column: "sealed_words", ...ofQuestion, number: "t.number" },
		context: (of) => messageContext(of, of.number),
	},
	{
		...{
			table: "thread_pictures",
			column: "sealed_picture",
			...ofQuestion,
			number: "t.number",
			position: "t.position",
		},
		context: (of) => threadPictureContext(of, of),
	},
	{ table: "reviews", column: "sealed_words", id: ownId, context: reviewContext },
	{ table: "reviews", column: "sealed_answer", id: ownId, context: answerContext },
	{
		...{ table: "review_pictures", column: "sealed_picture", ...ofReview, position: "t.position" },
		context: (of) => reviewPictureContext(of, of.position),
	},
	{
		...{ table: "review_video_parts", column: "sealed_part", number: "t.part", version: "v.version", id: ofReview.id },
		join: `${ofReview.join} join review_videos v on v.seller_id = t.seller_id and v.review_id = t.review_id`,
		context: (of) => videoContext(of, of.version, of.number),
	},
	{ table: "imports", column: "sealed_file", id: ownId, context: fileContext },
	{
		...{ table: "import_problems", column: "sealed_problem", ...ofImport, number: "t.row" },
		context: (of) => importProblemContext(of, of.number),
	},
];
