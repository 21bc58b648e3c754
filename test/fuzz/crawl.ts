/** A form as a page offers it. */
export interface Form {
	/** Where it goes, with its query. */
	readonly action: string;
	readonly method: string;
	readonly isMultipart: boolean;
	readonly fields: readonly (readonly [name: string, value: string])[];
}

/** What a reader reaches from a few pages by their links. */
export interface Site {
	readonly paths: readonly string[];
	readonly forms: readonly Form[];
}

const MOST_PAGES = 160;
/** Whoever follows one of these is somebody else afterwards. */
const LEAVES = /log-out/;

/** Follows links within the service, each address without its query once. */
export async function crawl(url: string, starts: readonly string[], cookie: string): Promise<Site> {
	const seen = new Map<string, string>(starts.map((path) => [path, path]));
	const forms = new Map<string, Form>();
	const queue = [...starts];
	for (let path = queue.shift(); path !== undefined && seen.size <= MOST_PAGES * 4; path = queue.shift()) {
		const answer = await fetch(`${url}${path}`, { headers: { cookie, accept: "text/html" } });
		const isPage = answer.headers.get("content-type")?.startsWith("text/html") ?? false;
		const html = isPage ? await answer.text() : "";
		if (!isPage) await answer.body?.cancel();
		for (const form of formsIn(html, path)) forms.set(`${form.method} ${form.action}`, form);
		for (const link of linksIn(html, `${url}${path}`)) {
			const bare = link.split("?")[0] ?? link;
			if (seen.has(bare) || seen.size >= MOST_PAGES) continue;
			seen.set(bare, link);
			queue.push(link);
		}
	}
	return { paths: [...seen.values()], forms: [...forms.values()].filter(({ action }) => !LEAVES.test(action)) };
}

function linksIn(html: string, base: string): readonly string[] {
	const { origin } = new URL(base);
	return [...html.matchAll(/<a\s[^>]*?href="([^"]+)"/g)].flatMap(([, href = ""]) => {
		const target = plain(href);
		if (!URL.canParse(target, base)) return [];
		const { origin: other, pathname, search } = new URL(target, base);
		const isOurs = other === origin || /^https?:\/\/localhost(?::\d+)?$/.test(other);
		return isOurs ? [`${pathname}${search}`] : [];
	});
}

function formsIn(html: string, path: string): readonly Form[] {
	return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = "", inside = ""]) => ({
		action: new URL(plain(attribute(head, "action") ?? path), "http://localhost").pathname,
		method: (attribute(head, "method") ?? "get").toUpperCase(),
		isMultipart: /multipart/.test(head),
		fields: [...inside.matchAll(/<(?:input|textarea|select|button)\b([^>]*)>/g)].flatMap(([, field = ""]) => {
			const name = attribute(field, "name");
			return name === null ? [] : [[plain(name), plain(attribute(field, "value") ?? "")] as const];
		}),
	}));
}

function attribute(head: string, name: string): string | null {
	return new RegExp(`\\b${name}="([^"]*)"`).exec(head)?.[1] ?? null;
}

function plain(html: string): string {
	return html.replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&#39;", "'");
}
