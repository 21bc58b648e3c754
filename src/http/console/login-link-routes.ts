import { z } from "zod";
import { renderLinkMailed, renderLoginLink } from "../../../web/views/console/login-link.tsx";
import { addressOf } from "../access.ts";
import type { HttpContext, Route } from "../door.ts";
import { readForm } from "../read-body.ts";
import { refuseOtherSites } from "../same-site.ts";
import { countTries, type TryLimit } from "../try-limits.ts";
import { answerLogInForm, enter } from "./log-in-routes.ts";
import { answerPage, type ConsoleNeeds, keepPrivate, strangersPage } from "./staff.ts";

/** Links in an hour: for one address of e-mail, so that nobody's letter box is filled, and from one address of the network. */
const ASKED: TryLimit = { perAddress: 20, perThing: 5 };

/** Links that open nothing, in an hour. None can be guessed: this keeps whoever tries from keeping us busy. */
const WRONG: TryLimit = { perAddress: 60, perThing: 60 };

/** Answers come at the end of such a step: whether there was a letter to write cannot be told by the time it took. */
const STEP_MS = 500;

/** As the command line takes a contact too: one of an inner network has no point in its name. */
const email = z
	.string()
	.trim()
	.max(254)
	.regex(/^[^@\s<>"]+@[^@\s<>"]+$/);

/** Logging in by a mailed link: asked for, opened, and used. */
export function loginLinkRoutes(door: ConsoleNeeds): readonly Route[] {
	const [asked, wrong] = [countTries(ASKED), countTries(WRONG)];
	const { services } = door;
	return [
		{
			method: "POST",
			path: "/console/log-in-link",
			answer: async (context) => {
				const startedAt = performance.now();
				refuseOtherSites(context, door);
				const given = email.safeParse((await readForm(context)).get("email") ?? "");
				if (!given.success) return answerLogInForm(door, context, { kind: "no-address" }, "/console", 422);
				const wait = await asked.take(addressOf(context, door.trustProxy), given.data.toLowerCase());
				if (wait > 0) {
					context.header("retry-after", String(wait));
					const outcome = { kind: "too-many-links", minutes: Math.ceil(wait / 60) } as const;
					return answerLogInForm(door, context, outcome, "/console", 429);
				}
				try {
					await services.mailLoginLink(given.data);
				} finally {
					await endOfStep(startedAt);
				}
				keepPrivate(context);
				return answerPage(context, renderLinkMailed(strangersPage(door, context)));
			},
		},
		{
			// It uses nothing: mail is opened by machines first, which look whether it is safe.
			method: "GET",
			path: "/console/log-in-link/:token",
			answer: async (context) => {
				const token = tokenIn(context);
				const link = token && (await services.openLoginLink(token));
				keepPrivate(context);
				const page = { ...strangersPage(door, context), token: token ?? "", shop: link ? link.shop : null };
				return answerPage(context, renderLoginLink(page), link ? 200 : 404);
			},
		},
		{
			method: "POST",
			path: "/console/log-in-link/:token",
			answer: async (context) => {
				refuseOtherSites(context, door);
				await readForm(context);
				const address = addressOf(context, door.trustProxy);
				const wait = await wrong.take(address, address);
				if (wait > 0) {
					context.header("retry-after", String(wait));
					const outcome = { kind: "too-many-links", minutes: Math.ceil(wait / 60) } as const;
					return answerLogInForm(door, context, outcome, "/console", 429);
				}
				const token = tokenIn(context);
				const session = token && (await services.useLoginLink(token));
				if (!session) {
					keepPrivate(context);
					const page = { ...strangersPage(door, context), token: "", shop: null };
					return answerPage(context, renderLoginLink(page), 404);
				}
				await wrong.giveBack(address, address);
				return enter(door, context, session, "/console");
			},
		},
	];
}

function endOfStep(startedAt: number): Promise<void> {
	const leftMs = STEP_MS - ((performance.now() - startedAt) % STEP_MS);
	return new Promise((ended) => setTimeout(ended, leftMs));
}

function tokenIn(context: HttpContext): string | null {
	const token = context.req.param("token") ?? "";
	return /^[0-9A-Za-z]{20,128}$/.test(token) ? token : null;
}
