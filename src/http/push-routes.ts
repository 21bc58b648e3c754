import { renderBoard } from "../../web/views/push/board.tsx";
import { renderPushGuide } from "../../web/views/push/guide.tsx";
import { NotFound } from "../core/errors.ts";
import { PUSH_LIMITS } from "../core/push-limits.ts";
import { BOARD_MESSAGES, type BoardView } from "../services/board.ts";
import { ownSchema } from "../services/push-format.ts";
import { answerText } from "./compress.ts";
import type { Door, HttpContext, Route } from "./door.ts";
import { isIdOf } from "./id-shapes.ts";
import { CARRIER_BODY_LIMIT } from "./read-body.ts";

export interface BoardServices {
	/** Null: no such board. */
	openBoard(connection: string, token: string): Promise<BoardView | null>;
}

type Needs = Pick<Door, "assets" | "publicUrl" | "services" | "now">;

const cached = { "cache-control": "public, max-age=300" };

/** For the developers of couriers: how to post in Wayline's own format. */
export function pushRoutes(door: Needs): readonly Route[] {
	const { assets, publicUrl } = door;
	// Each the same for everybody as long as the service runs, and made when somebody first asks.
	let guide: string | null = null;
	const guideMade = () => {
		const limits = { ...PUSH_LIMITS, bodyMegabytes: CARRIER_BODY_LIMIT / (1024 * 1024) };
		guide ??= renderPushGuide({ assets: assets.page, publicUrl, limits });
		return guide;
	};
	let schema: string | null = null;
	const schemaMade = () => {
		schema ??= JSON.stringify({ $id: `${publicUrl}/carriers/push/schema.json`, ...ownSchema() }, null, 2);
		return schema;
	};
	return [
		{
			method: "GET",
			path: "/carriers/push",
			answer: (context) => answerText(context, guideMade(), { ...cached, "content-type": "text/html; charset=utf-8" }),
		},
		{
			method: "GET",
			path: "/carriers/push/schema.json",
			answer: (context) => answerText(context, schemaMade(), { ...cached, "content-type": "application/schema+json" }),
		},
		{ method: "GET", path: "/carriers/push/:connection/board/:token", answer: (context) => answerBoard(door, context) },
	];
}

async function answerBoard({ services, assets, now }: Needs, context: HttpContext): Promise<Response> {
	context.header("cache-control", "private, no-store");
	context.header("x-robots-tag", "noindex, nofollow, noarchive");
	const connection = context.req.param("connection") ?? "";
	const token = context.req.param("token") ?? "";
	const isPossible = isIdOf("connection", connection) && isIdOf("token", token);
	const board = isPossible ? await services.openBoard(connection, token) : null;
	if (!board) {
		throw new NotFound(
			"There is no board at this address. It ends when the secret is changed; a sample has the new one.",
		);
	}
	const page = renderBoard({ board, most: BOARD_MESSAGES, now: now().toISOString(), assets: assets.page });
	return answerText(context, page, { "content-type": "text/html; charset=utf-8" });
}
