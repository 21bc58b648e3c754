import { withoutControls } from "../isolate.tsx";
import { Choice, FileField, Refusal, type RefusedForm } from "./fields.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument, PostForm } from "./frame.tsx";
import type { CarrierNames } from "./parcel-row.tsx";
import { Ago } from "./parts.tsx";

/** A file, and what is known of it. */
export interface ShownImport {
	readonly id: string;
	readonly name: string | null;
	readonly state: string;
	readonly dryRun: boolean;
	readonly file: { readonly days: string | null; readonly isKept: boolean };
	readonly columns: readonly { readonly name: string | null; readonly field: string | null }[];
	readonly notes: readonly string[];
	readonly rows: { readonly total: number; readonly read: number; readonly refused: number };
	readonly parcels: { readonly created: number; readonly known: number };
	readonly createdAt: string;
	readonly endedAt: string | null;
}

export interface ImportsPage extends ConsolePage {
	readonly refused: string | null;
	readonly imports: readonly ShownImport[];
	readonly mostMegabytes: number;
	readonly mostRows: number;
}

const HOME = "/console/parcels/import";

/** Where a file is brought, and those before. */
export function renderImports(page: ImportsPage): string {
	const { refused, imports, mostMegabytes, mostRows, staff } = page;
	return consoleDocument(page, (context) => {
		const { own } = context;
		const text = own.files;
		return {
			title: text.title,
			place: "parcels",
			children: (
				<>
					<p>
						<a href="/console/parcels">{own.places.parcels}</a> / {text.title}
					</p>
					<h1>{text.title}</h1>
					<p class="quiet">{text.text}</p>
					<PostForm action={HOME} staff={staff} class="form" hasFile>
						<FileField
							name="file"
							accept=".csv,.tsv,.txt,.gz,text/csv,text/plain"
							label={text.file}
							hint={text.fileHint(mostMegabytes, mostRows)}
							errors={refused === null ? {} : { file: refused }}
						/>
						<button class="button button-main" type="submit">
							{text.send}
						</button>
					</PostForm>
					{imports.length > 0 && (
						<section aria-labelledby="earlier">
							<h2 id="earlier">{text.earlier}</h2>
							<ul class="rows">
								{imports.map((one) => (
									<li class={`row row-${toneOf(one)}`}>
										<div class="row-name">
											<a href={`${HOME}/${one.id}`}>
												<bdi>{withoutControls(one.name ?? text.unnamed)}</bdi>
											</a>
										</div>
										<div class="row-state">
											<p>{text.states[one.state] ?? one.state}</p>
											<p class="quiet">{text.rows(one.rows.read, one.rows.total)}</p>
										</div>
										<div class="row-when">
											<Ago at={one.createdAt} {...context} />
										</div>
									</li>
								))}
							</ul>
						</section>
					)}
				</>
			),
		};
	});
}

export interface ImportPage extends ConsolePage {
	readonly sent: RefusedForm;
	readonly import: ShownImport;
	/** The first of them. */
	readonly problems: readonly { readonly row: number; readonly detail: string }[];
	/** What a column may tell. */
	readonly fields: readonly string[];
	readonly carriers: CarrierNames;
}

/** One file: how it is understood, how far it is, and what came of it. */
export function renderImport(page: ImportPage): string {
	const { import: one, sent } = page;
	return consoleDocument(page, (context) => {
		const { own } = context;
		const text = own.files;
		const { created, known } = one.parcels;
		const isUnderWay = one.endedAt === null;
		return {
			title: `${text.title}: ${one.name ?? text.unnamed}`,
			place: "parcels",
			children: (
				<>
					<p>
						<a href="/console/parcels">{own.places.parcels}</a> / <a href={HOME}>{text.title}</a>
					</p>
					<h1>
						<bdi>{withoutControls(one.name ?? text.unnamed)}</bdi>
					</h1>
					<Refusal {...sent} names={[]} />
					<p>
						<strong>{text.states[one.state] ?? one.state}</strong>
						{" · "}
						{text.rows(one.rows.read, one.rows.total)}
					</p>
					{isUnderWay && (
						<>
							<progress
								class="progress"
								aria-label={text.states[one.state] ?? one.state}
								value={one.rows.read}
								max={Math.max(1, one.rows.total)}
							/>
							<p class="quiet">{text.renews}</p>
						</>
					)}
					<p>{one.dryRun ? text.would(created, known) : text.became(created, known)}</p>
					{one.notes.map((note) => (
						<p class="quiet">{withoutControls(note)}</p>
					))}
					{isUnderWay && <Act {...context} page={page} does="cancel" label={text.stop} />}
					{one.state === "done" && (
						<p>
							<a class="button" href="/console/parcels">
								{text.all}
							</a>
						</p>
					)}
					<Problems {...context} page={page} />
					{!isUnderWay && one.file.isKept && <Understood {...context} page={page} />}
					{one.state === "checked" && !one.file.isKept && <p>{text.gone}</p>}
				</>
			),
		};
	});
}

type Part = Omit<ConsoleContext, "page"> & { readonly page: ImportPage };

function Problems({ own, page }: Part) {
	const { import: one, problems } = page;
	if (one.rows.refused === 0) return null;
	return (
		<section aria-labelledby="problems">
			<h2 id="problems">{own.files.problems(one.rows.refused)}</h2>
			<p class="quiet">{own.files.problemsText}</p>
			<p>
				<a class="button" href={`${HOME}/${one.id}/problems.csv`}>
					{own.files.problemsFile}
				</a>
			</p>
			<ol class="rows">
				{problems.map(({ row, detail }) => (
					<li class="row row-bad">
						<div class="row-name">{own.files.row(row)}</div>
						<div class="row-state row-wide">
							<p class="trouble">{withoutControls(detail)}</p>
						</div>
					</li>
				))}
			</ol>
		</section>
	);
}

function Understood({ own, page }: Part) {
	const { import: one, fields, carriers, staff } = page;
	const text = own.files;
	const options = fields.map((field) => [field, text.fields[field] ?? field] as const);
	return (
		<section aria-labelledby="understood">
			<h2 id="understood">{text.understood}</h2>
			<p class="quiet">{text.understoodText}</p>
			<PostForm action={`${HOME}/${one.id}`} staff={staff} class="form">
				{one.columns.map(({ name, field }, index) => (
					<Choice
						name={`c${index + 1}`}
						label={withoutControls(name || text.column(index + 1))}
						value={field ?? ""}
						options={options}
						any={text.leave}
					/>
				))}
				<Choice name="carrier" label={text.carrier} value="" options={[...carriers]} any={text.byNumber} />
				<Choice
					name="days"
					label={text.days}
					value={one.file.days ?? ""}
					options={Object.entries(text.dayOrders)}
					any={text.daysAny}
				/>
				<p class="buttons">
					<button class="button button-main" type="submit" name="do" value="start">
						{text.start}
					</button>
					<button class="button" type="submit" name="do" value="check">
						{text.again}
					</button>
				</p>
			</PostForm>
			<Act own={own} page={page} does="cancel" label={text.forget} />
		</section>
	);
}

function Act({ page, does, label }: Pick<Part, "own" | "page"> & { readonly does: "cancel"; readonly label: string }) {
	return (
		<PostForm action={`${HOME}/${page.import.id}`} staff={page.staff}>
			<button class="button button-small" type="submit" name="do" value={does}>
				{label}
			</button>
		</PostForm>
	);
}

function toneOf({ state, rows }: ShownImport): "good" | "warn" | "bad" | "plain" {
	if (state === "failed") return "bad";
	if (rows.refused > 0) return "warn";
	return state === "done" ? "good" : "plain";
}
