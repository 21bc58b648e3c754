import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { PAGE_POLICY } from "../../web/views/policy.ts";
import { securityHeaders } from "./access.ts";
import { takesGzip, worthwhileBytes } from "./compress.ts";
import type { Door } from "./door.ts";
import type { KeptAnswer, KeptPage } from "./kept-pages.ts";
import { matchesEtag } from "./matches-etag.ts";

const compress = promisify(gzip);

/** How a page is asked for: what its answer depends on. */
export interface AskedPage {
	readonly method: string;
	/** By its name in small letters. */
	readonly header: (name: string) => string | undefined;
	readonly requestId: string;
}

type Needs = Pick<Door, "keptPages" | "publicUrl">;

/** `headers` beside those of every answer, which they may replace. `etag` is that of the text. */
export function keptAnswer(
	{ publicUrl }: Pick<Door, "publicUrl">,
	text: string,
	etag: string,
	headers: Readonly<Record<string, string>>,
): KeptAnswer {
	return {
		etag,
		headers: { ...securityHeaders(publicUrl), ...PRIVATE, ...headers, etag },
		body: Buffer.from(text),
		packed: null,
	};
}

/** What a link shows is for who has the link: no cache between keeps it, and no search engine finds it. */
export const PRIVATE = {
	"cache-control": "private, no-cache",
	"x-robots-tag": "noindex, nofollow, noarchive",
} as const;

/**
 * As its reader takes it: not at all where he has it already, packed where he may. A plain response with all of its headers:
 * one that Hono puts together costs as much as all else that is done here. `page` null: the answer is kept nowhere.
 */
export function answerKept(
	door: Needs,
	asked: AskedPage,
	page: KeptPage | null,
	answer: KeptAnswer,
): Response | Promise<Response> {
	const { etag, body } = answer;
	const headers: Readonly<Record<string, string>> = { ...answer.headers, "x-request-id": asked.requestId };
	if (matchesEtag(asked.header("if-none-match"), etag)) {
		const { "content-type": _, "content-security-policy": policy, ...unchanged } = headers;
		// The page that the browser keeps has its own where it depends on what is shown.
		const same = policy === PAGE_POLICY ? { ...unchanged, "content-security-policy": PAGE_POLICY } : unchanged;
		return new Response(null, { status: 304, headers: same });
	}
	const isWorthwhile = body.length > worthwhileBytes && asked.method !== "HEAD";
	if (!isWorthwhile || !takesGzip(asked.header("accept-encoding"))) return new Response(body, { headers });
	const packed = (bytes: Uint8Array<ArrayBuffer>) =>
		new Response(bytes, { headers: { ...headers, "content-encoding": "gzip" } });
	if (answer.packed) return packed(answer.packed);
	return compress(body, { level: 4 }).then((bytes) => {
		if (page) door.keptPages.keepPacked(page, answer, bytes);
		return packed(bytes);
	});
}
