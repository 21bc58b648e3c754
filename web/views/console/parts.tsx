import type { Child } from "hono/jsx";
import { wallClockAt } from "../speech.ts";
import type { ConsoleContext } from "./frame.tsx";

/** How long ago, with the moment itself for whoever points at it and for programs. */
export function Ago({
	at,
	page,
	speech,
	own,
}: Pick<ConsoleContext, "page" | "speech" | "own"> & { readonly at: string }) {
	return (
		<time datetime={at} title={`${clockOf(at)} ${own.utc}`} lang={speech.locale}>
			{speech.ago(at, page.now)}
		</time>
	);
}

/** The moment itself. */
export function Moment({ at, own }: Pick<ConsoleContext, "own"> & { readonly at: string }) {
	return (
		<time datetime={at}>
			{clockOf(at)} {own.utc}
		</time>
	);
}

function clockOf(instant: string): string {
	return wallClockAt(instant, null).replace("T", " ");
}

/** Words of the page's catalogue, in the reader's language, on a page in another. */
export function Said({
	speech,
	direction,
	children,
}: Pick<ConsoleContext, "speech" | "direction"> & { readonly children: Child }) {
	return (
		<span lang={speech.locale} dir={direction}>
			{children}
		</span>
	);
}

/** A name and what is known of it, a line each; lines without anything are left out. */
export function Facts({ facts }: { readonly facts: readonly (readonly [name: string, value: Child])[] }) {
	const known = facts.filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false);
	return (
		<dl class="known">
			{known.map(([name, value]) => (
				<div>
					<dt>{name}</dt>
					<dd>{value}</dd>
				</div>
			))}
		</dl>
	);
}

/** The slice after this one. */
export function Further({ href, own }: Pick<ConsoleContext, "own"> & { readonly href: string | null }) {
	if (href === null) return null;
	return (
		<p class="further">
			<a class="button" href={href} rel="next">
				{own.next}
			</a>
		</p>
	);
}

/** One of several; `value` "" stands for any. */
export function Choice({
	name,
	label,
	value,
	options,
	isRequired = false,
	any,
}: {
	readonly name: string;
	readonly label: string;
	readonly value: string;
	readonly options: readonly (readonly [value: string, label: string])[];
	readonly isRequired?: boolean;
	readonly any: string;
}) {
	return (
		<div class="field">
			<label for={name}>{label}</label>
			<select id={name} name={name} required={isRequired}>
				<option value="">{any}</option>
				{options.map(([option, text]) => (
					<option value={option} selected={option === value}>
						{text}
					</option>
				))}
			</select>
		</div>
	);
}

/** A button that copies, shown by the page's script alone. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
	return (
		<button type="button" class="button button-small" data-copy={text} hidden>
			{label}
		</button>
	);
}
