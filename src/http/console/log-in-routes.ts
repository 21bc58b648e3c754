import { type LogInPage, renderLogIn } from "../../../web/views/console/log-in.tsx";
import { addressOf } from "../access.ts";
import type { HttpContext, Route } from "../door.ts";
import { readForm } from "../read-body.ts";
import { refuseOtherSites } from "../same-site.ts";
import { countTries, type Tries } from "../try-limits.ts";
import { forgetSession, keepSession, sessionIn } from "./session-cookie.ts";
import { answerPage, type ConsoleNeeds, forStaff, keepPrivate, strangersPage } from "./staff.ts";

/** Wrong keys in an hour from one address. No key can be guessed: this keeps whoever tries from keeping us busy. */
const LIMIT = { perAddress: 30, perThing: 30 };

const MOST_CHARACTERS = 256;

export function logInRoutes(door: ConsoleNeeds): readonly Route[] {
	const tries = countTries(LIMIT);
	return [
		{
			method: "GET",
			path: "/console/log-in",
			answer: (context) =>
				answerLogInForm(door, context, { kind: "new" }, nextOf(context.req.query("next") ?? ""), 200),
		},
		{ method: "POST", path: "/console/log-in", answer: (context) => answerLogIn(door, tries, context) },
		...forStaff(
			[
				{
					method: "POST",
					path: "/console/log-out",
					scope: null,
					answer: async (context, { token, form }) => {
						await door.services.logOut(token, { everywhere: form.get("everywhere") === "1" });
						forgetSession(context, door);
						return context.redirect("/console/log-in", 303);
					},
				},
			],
			door,
		),
	];
}

async function answerLogIn(door: ConsoleNeeds, tries: Tries, context: HttpContext): Promise<Response> {
	refuseOtherSites(context, door);
	const form = await readForm(context);
	const [key, next] = [(form.get("key") ?? "").trim(), nextOf(form.get("next") ?? "")];
	if (key === "" || key.length > MOST_CHARACTERS) return answerLogInForm(door, context, { kind: "missing" }, next, 422);
	const address = addressOf(context, door.trustProxy);
	const waitSeconds = await tries.take(address, address);
	if (waitSeconds > 0) {
		context.header("retry-after", String(waitSeconds));
		return answerLogInForm(door, context, { kind: "too-many", minutes: Math.ceil(waitSeconds / 60) }, next, 429);
	}
	const token = await door.services.logIn(key);
	if (token === null) return answerLogInForm(door, context, { kind: "wrong" }, next, 422);
	await tries.giveBack(address, address);
	return enter(door, context, token, next);
}

/** Logs this browser in by a session that was just opened, in the place of the one it may have had. */
export async function enter(door: ConsoleNeeds, context: HttpContext, token: string, next: string): Promise<Response> {
	const before = sessionIn(context, door);
	if (before !== null) await door.services.logOut(before, { everywhere: false });
	keepPrivate(context);
	keepSession(context, door, token);
	return context.redirect(next, 303);
}

/** Both ways in, and what was wrong with the last try. */
export function answerLogInForm(
	door: ConsoleNeeds,
	context: HttpContext,
	outcome: LogInPage["outcome"],
	next: string,
	status: 200 | 422 | 429,
): Response {
	keepPrivate(context);
	return answerPage(context, renderLogIn({ ...strangersPage(door, context), outcome, next }), status);
}

/** Nobody is led off the console by a link that somebody else made. */
function nextOf(wanted: string): string {
	return wanted.length <= 1000 && /^\/console(?:\/[\w/-]*)?(?:\?[\w.~%&=+*-]*)?$/.test(wanted) ? wanted : "/console";
}
