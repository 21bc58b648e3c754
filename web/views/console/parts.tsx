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

/** From one day to another, both of them counted. */
export function Days({
	from,
	to,
	value,
	own,
	label,
}: Pick<ConsoleContext, "own"> & {
	readonly from: string;
	readonly to: string;
	readonly value: Readonly<Record<string, string | undefined>>;
	readonly label: string;
}) {
	const ends = [
		[from, own.list.from],
		[to, own.list.to],
	] as const;
	return (
		<fieldset class="field days">
			<legend>{label}</legend>
			{ends.map(([name, end]) => (
				<div>
					<label for={name}>{end}</label>
					<input id={name} name={name} type="date" value={value[name] ?? ""} min="2000-01-01" max="2199-12-31" />
				</div>
			))}
		</fieldset>
	);
}

/** A form that few open, behind its title. */
export function Fold({
	title,
	isOpen = false,
	children,
}: {
	readonly title: string;
	readonly isOpen?: boolean;
	readonly children: Child;
}) {
	return (
		<details class="correct" open={isOpen}>
			<summary>{title}</summary>
			{children}
		</details>
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
