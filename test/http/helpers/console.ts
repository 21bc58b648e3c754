import type { Door } from "../../../src/http/door.ts";
import { openDoor } from "./door.ts";
import { SESSIONS } from "./known.ts";

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

/** What a browser keeps for one page alone: its cookie, and where it is sent. */
export function keptFor(answer: Response): { readonly cookie: string; readonly path: string; readonly age: string } {
	const set = answer.headers.get("set-cookie") ?? "";
	const [, cookie = "", age = "", path = ""] =
		/^([^;]+); Max-Age=(\d+); Path=([^;]+); HttpOnly; Secure; SameSite=Strict$/.exec(set) ?? [];
	return { cookie, path, age };
}

/** The page that a form leads to, as a browser shows it, and as it shows it when it is loaded again. */
export async function shownBy(led: Response, door: ReturnType<typeof openDoor>): Promise<readonly string[]> {
	const { cookie, path } = keptFor(led);
	const session = `${COOKIE}=${SESSIONS.full}`;
	const first = await ask("GET", path, { door, headers: { cookie: `${session}; ${cookie}` } });
	const forgotten = keptFor(first);
	const isForgotten = forgotten.age === "0" && forgotten.path === path;
	const second = await ask("GET", path, { door, headers: { cookie: isForgotten ? session : `${session}; ${cookie}` } });
	return [await first.text(), await second.text()];
}
