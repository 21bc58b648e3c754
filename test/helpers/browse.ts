import { expect } from "vitest";

/** A browser of somebody who logged in with a key. */
export async function browse(url: string, key: string) {
	const headers = { accept: "text/html", "sec-fetch-site": "same-origin" };
	const answer = await fetch(`${url}/console/log-in`, {
		method: "POST",
		redirect: "manual",
		headers,
		body: new URLSearchParams({ key }),
	});
	return browser(url, (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "");
}

/** One that keeps this cookie. */
export function browser(url: string, cookie: string) {
	const headers = { accept: "text/html", "sec-fetch-site": "same-origin" };
	const get = async (path: string, status = 200, kept = "") => {
		const cookies = kept === "" ? cookie : `${cookie}; ${kept}`;
		const page = await fetch(`${url}${path}`, { headers: { ...headers, cookie: cookies }, redirect: "manual" });
		const html = await page.text();
		expect(page.status, `${path}: ${html}`).toBe(status);
		return html;
	};
	const tokenOf = async () => /name="form" value="([^"]+)"/.exec(await get("/console"))?.[1] ?? "";
	const send = (path: string, body: URLSearchParams | FormData) =>
		fetch(`${url}${path}`, { method: "POST", redirect: "manual", headers: { ...headers, cookie }, body });
	return {
		get,
		/** A file, as the form of its page sends it. */
		bring: async (path: string, file: Uint8Array) => {
			const form = new FormData();
			form.append("form", await tokenOf());
			form.append("file", new Blob([new Uint8Array(file)]), "logo.png");
			return send(path, form);
		},
		post: async (path: string, fields: Readonly<Record<string, string>>) => {
			return send(path, new URLSearchParams({ form: await tokenOf(), ...fields }));
		},
	};
}
