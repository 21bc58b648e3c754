import { renderAccuracy } from "../../web/views/accuracy/page.tsx";
import type { PublicAccuracy } from "../services/eta-accuracy.ts";
import { answerText } from "./compress.ts";
import type { Door, Route } from "./door.ts";

export interface AccuracyServices {
	/** What the windows of the whole installation were worth, for everybody. */
	publicAccuracy(): Promise<PublicAccuracy>;
}

type Needs = Pick<Door, "assets" | "services">;

const cached = { "cache-control": "public, max-age=300" };

/** For everybody: what the windows of this installation were worth. */
export function accuracyRoutes({ assets, services }: Needs): readonly Route[] {
	return [
		{
			method: "GET",
			path: "/accuracy",
			answer: async (context) => {
				const page = renderAccuracy({ accuracy: await services.publicAccuracy(), assets: assets.page });
				return answerText(context, page, { ...cached, "content-type": "text/html; charset=utf-8" });
			},
		},
		{
			method: "GET",
			path: "/accuracy.json",
			answer: async (context) => {
				const text = JSON.stringify(await services.publicAccuracy());
				return answerText(context, text, { ...cached, "content-type": "application/json" });
			},
		},
	];
}
