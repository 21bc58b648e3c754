import { withoutControls } from "../isolate.tsx";
import type { SentForm } from "./fields.tsx";
import { type ConsolePage, consoleDocument, PostForm } from "./frame.tsx";
import { type KnownLook, LookFields } from "./look-fields.tsx";
import { SettingsMenu } from "./settings-menu.tsx";

/** Names of brands by their ids. */
export type BrandNames = ReadonlyMap<string, string>;

export interface BrandsPage extends ConsolePage {
	/** Oldest first. */
	readonly brands: readonly KnownLook[];
	readonly mayChange: boolean;
}

/** Other names that a shop sells under. */
export function renderBrands(page: BrandsPage): string {
	const { brands, mayChange } = page;
	return consoleDocument(page, ({ own }) => {
		const { brands: words } = own;
		return {
			title: words.title,
			place: "settings",
			children: (
				<>
					<SettingsMenu at="brands" own={own} />
					<h1>{words.title}</h1>
					<p class="quiet">{words.text}</p>
					{mayChange && (
						<p class="further">
							<a class="button button-main" href="/console/brands/new">
								{words.add}
							</a>
						</p>
					)}
					{brands.length === 0 && <p class="details">{words.none}</p>}
					<ul class="rows">
						{brands.map(({ id, name, contactEmail, brand: { logo } }) => (
							<li class="row row-plain">
								<div class="row-name">
									<a href={`/console/brands/${id}`}>
										<bdi>{withoutControls(name)}</bdi>
									</a>
								</div>
								<div class="row-state quiet address">
									{words.contact(contactEmail === null ? null : withoutControls(contactEmail))}
								</div>
								<div class="row-when">
									{logo !== null && (
										<p class="logo-shown">
											<img
												src={logo.url}
												width={Math.ceil(logo.width / 2)}
												height={Math.ceil(logo.height / 2)}
												alt=""
											/>
										</p>
									)}
								</div>
							</li>
						))}
					</ul>
				</>
			),
		};
	});
}

export function renderNewBrand(page: ConsolePage & { readonly sent: SentForm }): string {
	const { sent, staff } = page;
	return consoleDocument(page, ({ own }) => {
		const { brands: words } = own;
		return {
			title: words.add,
			place: "settings",
			children: (
				<>
					<p>
						<a href="/console/brands">{words.title}</a> / {words.add}
					</p>
					<h1>{words.add}</h1>
					<p class="quiet">{words.addText}</p>
					<PostForm action="/console/brands" staff={staff} class="form">
						<LookFields look={null} sent={sent} publicUrl={null} own={own} />
						<button class="button button-main" type="submit">
							{words.add}
						</button>
					</PostForm>
				</>
			),
		};
	});
}
