import type { Child } from "hono/jsx";

/** Words of the document: code between backticks, addresses of our own as links. */
export function Words({ text }: { readonly text: string }): Child {
	return text.split("`").map((part, index) => {
		if (index % 2 === 0) return part;
		return part === "/problems" ? <a href={part}>{part}</a> : <code>{part}</code>;
	});
}

/** What is copied, with a button that the script shows. */
export function Copied({ id, label, text }: { readonly id: string; readonly label: string; readonly text: string }) {
	return (
		<div class="copied">
			<section class="code" tabindex={0} aria-label={label}>
				<pre>
					<code id={id}>{text}</code>
				</pre>
			</section>
			<button type="button" hidden data-copies={id} aria-label={`Copy: ${label}`}>
				Copy
			</button>
		</div>
	);
}

/** JSON, laid out. */
export function Code({ label, value }: { readonly label: string; readonly value: unknown }) {
	return (
		<section class="code" tabindex={0} aria-label={label}>
			<pre>
				<code>{JSON.stringify(value, null, 2)}</code>
			</pre>
		</section>
	);
}
