import { withoutControls } from "../isolate.tsx";
import { webAddress } from "../titles.ts";
import { FileField } from "./fields.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument, PostForm } from "./frame.tsx";
import { Ago, Further } from "./parts.tsx";
import { SettingsMenu } from "./settings-menu.tsx";
import { SureFold } from "./sure.tsx";
import type { ConsoleWords } from "./words.ts";

export interface ListedProduct {
	readonly id: string;
	readonly title: string;
	readonly link: string;
	readonly price: string | null;
	readonly availability: keyof ConsoleWords["products"]["availability"];
	readonly pictureRefused: string | null;
	readonly notShown: keyof ConsoleWords["products"]["notShown"] | null;
}

/** What became of a file. */
export interface BroughtProducts {
	readonly added: number;
	readonly changed: number;
	readonly unchanged: number;
	readonly removed: number;
	/** The first of them. */
	readonly problems: readonly {
		readonly row: number;
		readonly id: string | null;
		readonly errors: readonly { readonly pointer: string; readonly detail: string }[];
	}[];
	readonly refused: number;
	readonly ignored: readonly string[];
}

export interface ProductsPage extends ConsolePage {
	readonly products: readonly ListedProduct[];
	readonly next: string | null;
	readonly counted: { readonly count: number; readonly inStock: number; readonly changedAt: string | null };
	/** Pages of the shop, or of a brand of it, show them. */
	readonly isOn: boolean;
	readonly mayChange: boolean;
	/** Null where none was brought just now. */
	readonly brought: BroughtProducts | null;
	/** Why a file was not taken. */
	readonly refused: string | null;
	readonly mostMegabytes: number;
	readonly mostProducts: number;
}

const HOME = "/console/products";

/** What a shop sells: brought as a file, listed, and removed. */
export function renderProducts(page: ProductsPage): string {
	const { products, next, counted, isOn, mayChange, brought, staff } = page;
	return consoleDocument(page, (context) => {
		const { own } = context;
		const { products: words } = own;
		return {
			title: words.title,
			place: "settings",
			children: (
				<>
					<SettingsMenu at="products" own={own} />
					<h1>{words.title}</h1>
					<p class="quiet">{words.text}</p>
					{!mayChange && <p class="details">{words.readOnly}</p>}
					<p class="details">
						{isOn ? words.on : words.off} <a href="/console/shop">{words.where}</a>
					</p>
					{brought !== null && <Brought brought={brought} own={own} />}
					{mayChange && <Upload page={page} own={own} />}
					<section aria-labelledby="list">
						<h2 id="list">{words.list}</h2>
						{counted.changedAt === null ? (
							<p class="details">{words.none}</p>
						) : (
							<p>
								{words.count(counted.count, counted.inStock)}{" "}
								<span class="quiet">
									{words.changed} <Ago at={counted.changedAt} {...context} />
								</span>
							</p>
						)}
						<ul class="rows">
							{products.map((product) => (
								<Row product={product} own={own} />
							))}
						</ul>
						<Further href={next} own={own} />
					</section>
					{mayChange && counted.count > 0 && <SureFold words={words.remove} action={`${HOME}/remove`} staff={staff} />}
				</>
			),
		};
	});
}

type Own = Pick<ConsoleContext, "own">;

function Upload({ page, own }: Own & { readonly page: ProductsPage }) {
	const { staff, refused, mostMegabytes, mostProducts } = page;
	const { upload: words } = own.products;
	return (
		<section aria-labelledby="upload">
			<h2 id="upload">{words.title}</h2>
			<PostForm action={HOME} staff={staff} class="form" hasFile>
				<p class="check">
					<input id="all" type="checkbox" name="all" value="1" />
					<label for="all">{words.all}</label>
				</p>
				<FileField
					name="file"
					accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
					label={words.file}
					hint={words.hint(mostMegabytes, mostProducts)}
					errors={refused === null ? {} : { file: refused }}
				/>
				<button class="button button-main" type="submit">
					{words.button}
				</button>
			</PostForm>
		</section>
	);
}

/** Read out when the page opens. */
function Brought({ brought, own }: Own & { readonly brought: BroughtProducts }) {
	const { done: words } = own.products;
	const { added, changed, unchanged, removed, problems, refused, ignored } = brought;
	return (
		<section class={refused > 0 ? "outcome" : "told"} role="status" aria-label={words.title}>
			<p>
				<strong>{words.title}</strong>
			</p>
			<p>{words.counts(added, changed, unchanged, removed)}</p>
			{refused > 0 && (
				<>
					<p>{words.refused(refused)}</p>
					<ul>
						{problems.map(({ row, id, errors }) => (
							<li>
								{words.row(row)}
								{id !== null && (
									<>
										{", "}
										<bdi>{withoutControls(id)}</bdi>
									</>
								)}
								{": "}
								{errors.map(({ pointer, detail }) => `${pointer.slice(1)}: ${withoutControls(detail)}`).join(" ")}
							</li>
						))}
					</ul>
					{refused > problems.length && <p>{words.further(refused - problems.length)}</p>}
				</>
			)}
			{ignored.length > 0 && (
				<p class="quiet">
					{words.ignored} <bdi>{ignored.map(withoutControls).join(", ")}</bdi>
				</p>
			)}
		</section>
	);
}

function Row({ product, own }: Own & { readonly product: ListedProduct }) {
	const { products: words } = own;
	const { id, title, link, price, availability, pictureRefused, notShown } = product;
	const href = webAddress(link);
	const why = notShown === null ? null : words.notShown[notShown];
	return (
		<li class={why === null ? "row row-plain" : "row row-warn"}>
			<div class="row-name">
				{href === null ? (
					<bdi>{withoutControls(title)}</bdi>
				) : (
					<a href={href} rel="noopener noreferrer" dir="auto">
						{withoutControls(title)}
					</a>
				)}
				<p class="quiet">
					<bdi>{withoutControls(id)}</bdi>
				</p>
			</div>
			<div class="row-state">
				<p>{words.availability[availability]}</p>
				{why !== null && <p class="quiet">{why}</p>}
				{pictureRefused !== null && (
					<p class="quiet">
						{words.picture} {withoutControls(pictureRefused)}
					</p>
				)}
			</div>
			<div class="row-when">{price !== null && <bdi>{withoutControls(price)}</bdi>}</div>
		</li>
	);
}
