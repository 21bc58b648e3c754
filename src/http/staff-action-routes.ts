import { renderStaffAction } from "../../web/views/console/staff-action.tsx";
import { TooMany } from "../core/errors.ts";
import type { StaffAction } from "../services/staff-actions.ts";
import { addressOf } from "./access.ts";
import { type ConsoleNeeds, keepPrivate, strangersPage } from "./console/staff.ts";
import type { HttpContext, Route } from "./door.ts";
import { readForm } from "./read-body.ts";
import { FORM_PAGE, refuseOtherSites } from "./same-site.ts";
import { countTries, type TryLimit } from "./try-limits.ts";

export interface StaffActionServices {
	/** What a link of a letter to the shop would do, or did. Null: it is none. */
	openStaffAction(token: string): Promise<StaffAction | null>;
	pressStaffAction(token: string): Promise<StaffAction | null>;
}

/** Links that open nothing, in an hour. None can be guessed: this keeps whoever tries from keeping us busy. */
const WRONG: TryLimit = { perAddress: 60, perThing: 60 };

/** What people of the shop say by a link of their letter, without logging in. Looking at it changes nothing. */
export function staffActionRoutes(door: ConsoleNeeds): readonly Route[] {
	const wrong = countTries(WRONG);
	const { services } = door;
	const path = "/staff/act/:token";
	const answer = async (context: HttpContext, ask: (token: string) => Promise<StaffAction | null>) => {
		const token = context.req.param("token") ?? "";
		const known = await ask(token);
		keepPrivate(context);
		if (known === null) {
			const address = addressOf(context, door.trustProxy);
			const wait = await wrong.take(address, address);
			if (wait > 0) throw new TooMany("Too many links that open nothing came from this address.", wait);
		}
		const html = renderStaffAction({ ...strangersPage(door, context), token, known });
		return context.html(
			html,
			known === null ? 404 : known.state === "over" && known.pressed === null ? 410 : 200,
			FORM_PAGE,
		);
	};
	return [
		{ method: "GET", path, answer: (context) => answer(context, services.openStaffAction) },
		{
			method: "POST",
			path,
			answer: async (context) => {
				refuseOtherSites(context, door);
				await readForm(context);
				return answer(context, services.pressStaffAction);
			},
		},
	];
}
