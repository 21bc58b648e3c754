import type { Door } from "../../../src/http/door.ts";
import { openDoor, SESSIONS } from "./door.ts";

export const COOKIE = "__Host-wayline_console";
export const PAGE = { accept: "text/html,application/xhtml+xml" };

type Session = keyof typeof SESSIONS;

/** A browser's request, of somebody who is logged in unless told. */
export async function ask(
	method: string,
	path: string,
	{ as = "full", form, headers = {}, door }: AskOptions = {},
): Promise<Response> {
	const { call } = await (door ?? common());
	return call(method, path, {
		key: null,
		...(form === undefined ? {} : { body: new URLSearchParams(form).toString() }),
		headers: {
			...PAGE,
			...(as === null ? {} : { cookie: `${COOKIE}=${SESSIONS[as]}` }),
			...(form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
			...headers,
		},
	});
}

export interface AskOptions {
	readonly as?: Session | null;
	readonly form?: Readonly<Record<string, string>> | URLSearchParams;
	readonly headers?: Readonly<Record<string, string>>;
	readonly door?: ReturnType<typeof openDoor>;
}

/** What the forms of this session carry. */
export async function formTokenOf(as: Session): Promise<string> {
	const known =
		tokens.get(as) ?? /name="form" value="([^"]+)"/.exec(await (await ask("GET", "/console", { as })).text())?.[1];
	tokens.set(as, known ?? "");
	return known ?? "";
}

const tokens = new Map<Session, string>();

/** For whoever asks nothing of what the door heard: to open one takes longer than what is asked of it. */
let opened: ReturnType<typeof openDoor> | null = null;
function common() {
	opened ??= openDoor();
	return opened;
}

/** What a browser sends of a form in which several of one name are ticked. */
export async function send(
	path: string,
	fields: readonly (readonly [string, string])[],
	door: ReturnType<typeof openDoor>,
) {
	const form = new URLSearchParams({ form: await formTokenOf("full") });
	for (const [name, value] of fields) form.append(name, value);
	return ask("POST", path, { form, door });
}

/** A door of which some services are others. */
export async function doorWith(overrides: Partial<Door["services"]>) {
	const { door, heard } = await openDoor();
	return { door: openDoor({ services: { ...door.services, ...overrides } }), heard };
}
