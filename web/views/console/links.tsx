import type { BrandLink } from "../../../src/core/brand.ts";
import { withoutControls } from "../isolate.tsx";
import { Field, type FormErrors, Refusal } from "./fields.tsx";
import { type ConsoleContext, PostForm, type Staff } from "./frame.tsx";

/** The links as they were sent; null where they stand as they are kept. */
export interface LinksForm {
	readonly rows: readonly BrandLink[] | null;
	readonly refused: string | null;
	/** By `brand.links.<row>.label` and `.url`. */
	readonly errors: FormErrors;
}

export const UNSENT_LINKS: LinksForm = { rows: null, refused: null, errors: {} };

interface SectionInput extends Pick<ConsoleContext, "own"> {
	readonly home: string;
	readonly staff: Staff | null;
	readonly links: readonly BrandLink[];
	/** Names what they were when the form was made. */
	readonly state: string;
	readonly form: LinksForm;
	readonly mayChange: boolean;
	readonly most: number;
}

/** Each link in a row, and an empty one for another: what is left empty is none. */
export function LinksSection({ home, staff, links, state, form, mayChange, most, own }: SectionInput) {
	const { links: words } = own.shop;
	const rows = form.rows ?? links;
	return (
		<section aria-labelledby="links">
			<h2 id="links">{words.title}</h2>
			<p class="quiet">{words.text}</p>
			{mayChange ? (
				<PostForm action={`${home}/links#links`} staff={staff} class="form">
					<Refusal refused={form.refused} errors={form.errors} names={fieldsOf(rows.length)} />
					<input type="hidden" name="before" value={state} />
					{rows.map((link, row) => (
						<LinkRow link={link} row={row} legend={words.one(row + 1)} errors={form.errors} own={own} />
					))}
					{rows.length < most ? (
						<LinkRow link={null} row={rows.length} legend={words.another} errors={form.errors} own={own} />
					) : (
						<p class="quiet">{words.full(most)}</p>
					)}
					<button class="button" type="submit">
						{words.save}
					</button>
				</PostForm>
			) : (
				<ul class="sources">
					{links.map(({ label, url }) => (
						<li>
							<bdi>{withoutControls(label)}</bdi> <span class="quiet address">{withoutControls(url)}</span>
						</li>
					))}
				</ul>
			)}
		</section>
	);
}

interface RowInput extends Pick<ConsoleContext, "own"> {
	/** Null: the empty one. */
	readonly link: BrandLink | null;
	readonly row: number;
	readonly legend: string;
	readonly errors: FormErrors;
}

function LinkRow({ link, row, legend, errors, own }: RowInput) {
	const { links: words } = own.shop;
	const [label, url] = fieldsOfRow(row);
	return (
		<fieldset class="field group">
			<legend>{legend}</legend>
			<Field name={label} label={words.label} value={link?.label ?? ""} errors={errors} mostCharacters={60} />
			<Field
				name={url}
				type="url"
				label={words.url}
				hint={link === null ? "https://…" : undefined}
				value={link?.url ?? ""}
				errors={errors}
				mostCharacters={2000}
			/>
			{link !== null && (
				<p class="check">
					<input id={`gone-${row}`} type="checkbox" name="gone" value={String(row)} />
					<label for={`gone-${row}`}>{words.remove}</label>
				</p>
			)}
		</fieldset>
	);
}

export function fieldsOfRow(row: number): readonly [label: string, url: string] {
	return [`brand.links.${row}.label`, `brand.links.${row}.url`];
}

function fieldsOf(rows: number): readonly string[] {
	return Array.from({ length: rows }, (_, row) => fieldsOfRow(row)).flat();
}
