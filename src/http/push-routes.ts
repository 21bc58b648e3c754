import { renderPushGuide } from "../../web/views/push/guide.tsx";
import { PUSH_LIMITS } from "../core/push-limits.ts";
import { ownSchema } from "../services/push-format.ts";
import { answerText } from "./compress.ts";
import type { Door, Route } from "./door.ts";
import { CARRIER_BODY_LIMIT } from "./read-body.ts";

type Needs = Pick<Door, "assets" | "publicUrl">;

const cached = { "cache-control": "public, max-age=300" };

/** For the developers of couriers: how to post in Wayline's own format. */
export function pushRoutes({ assets, publicUrl }: Needs): readonly Route[] {
	// The same for everybody as long as the service runs.
	const limits = { ...PUSH_LIMITS, bodyMegabytes: CARRIER_BODY_LIMIT / (1024 * 1024) };
	const guide = renderPushGuide({ assets: assets.page, publicUrl, limits });
	const schema = JSON.stringify({ $id: `${publicUrl}/carriers/push/schema.json`, ...ownSchema() }, null, 2);
	return [
		{
			method: "GET",
			path: "/carriers/push",
			answer: (context) => answerText(context, guide, { ...cached, "content-type": "text/html; charset=utf-8" }),
		},
		{
			method: "GET",
			path: "/carriers/push/schema.json",
			answer: (context) => answerText(context, schema, { ...cached, "content-type": "application/schema+json" }),
		},
	];
}
