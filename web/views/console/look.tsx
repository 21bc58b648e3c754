import { withoutControls } from "../isolate.tsx";
import { FaqSection } from "./faq.tsx";
import { FileField, type SentForm } from "./fields.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument, PostForm } from "./frame.tsx";
import { type LinksForm, LinksSection } from "./links.tsx";
import { type KnownLook, LookFields } from "./look-fields.tsx";
import { SettingsMenu } from "./settings-menu.tsx";
import { SureFold } from "./sure.tsx";

export interface LookPage extends ConsolePage {
	/** Where it stands: its forms are sent below. */
	readonly home: string;
	readonly look: KnownLook;
	/** Of the service, without a slash at its end. */
	readonly publicUrl: string;
	/** It is that of a brand, and not the shop's own. */
	readonly isBrand: boolean;
	/** The page of a parcel that bears it, where there is one; null for whoever may not see parcels. */
	readonly preview: { readonly url: string | null } | null;
	readonly mayChange: boolean;
	/** Each of its forms as it was sent last. */
	readonly sent: {
		readonly look: SentForm;
		readonly logo: SentForm;
		readonly links: LinksForm;
		readonly removal: SentForm;
	};
	/** Names what the links were when their form was made. */
	readonly linksState: string;
	readonly mostLinks: number;
	readonly mostFaq: number;
}

/** What buyers are told of a shop or of a brand, and how its pages look. */
export function renderLook(page: LookPage): string {
	const { home, look, isBrand, staff, preview, mayChange, sent } = page;
	return consoleDocument(page, (context) => {
		const { own } = context;
		const { shop: words, brands } = own;
		const title = isBrand ? withoutControls(look.name) : words.title;
		return {
			title,
			place: "settings",
			children: (
				<>
					{isBrand ? (
						<p>
							<a href="/console/brands">{brands.title}</a> / <bdi>{title}</bdi>
						</p>
					) : (
						<SettingsMenu at="shop" own={own} />
					)}
					<h1>
						<bdi>{title}</bdi>
					</h1>
					{!isBrand && <p class="quiet">{words.text}</p>}
					{!mayChange && <p class="details">{words.readOnly}</p>}
					{preview !== null && (
						<p class="details">
							{preview.url === null ? (
								words.noPreview
							) : (
								<a href={preview.url} target="_blank" rel="noopener">
									{words.preview}
									<span class="for-readers"> ({own.newTab})</span>
								</a>
							)}
						</p>
					)}
					<PostForm action={home} staff={staff} class="form">
						<LookFields look={look} sent={sent.look} publicUrl={page.publicUrl} own={own} />
						{mayChange && (
							<button class="button button-main" type="submit">
								{words.save}
							</button>
						)}
					</PostForm>
					<LogoSection context={context} page={page} />
					<LinksSection
						own={own}
						home={home}
						staff={staff}
						links={look.brand.links}
						state={page.linksState}
						form={sent.links}
						mayChange={mayChange}
						most={page.mostLinks}
					/>
					<FaqSection own={own} home={home} faq={look.brand.faq} mayChange={mayChange} most={page.mostFaq} />
					{isBrand && mayChange && (
						<SureFold words={brands.remove} action={`${home}/delete`} staff={staff} refused={sent.removal.refused} />
					)}
				</>
			),
		};
	});
}

/** What we draw: see services/draw-logo.ts. */
const PICTURES = "image/png,image/jpeg,image/webp,image/gif";

function LogoSection({ context, page }: { readonly context: ConsoleContext; readonly page: LookPage }) {
	const { home, look, staff, mayChange, sent } = page;
	const { logo: words } = context.own.shop;
	const { logo } = look.brand;
	return (
		<section aria-labelledby="logo">
			<h2 id="logo">{words.title}</h2>
			<p class="quiet">{logo === null ? words.none : words.shown}</p>
			{logo !== null && (
				<p class="logo-shown">
					<img src={logo.url} width={logo.width} height={logo.height} alt={withoutControls(look.name)} />
				</p>
			)}
			{mayChange && (
				<>
					<PostForm action={`${home}/logo#logo`} staff={staff} class="form" hasFile>
						<FileField
							name="file"
							accept={PICTURES}
							label={logo === null ? words.chooseFirst : words.choose}
							hint={words.hint}
							errors={sent.logo.errors}
						/>
						<button class="button" type="submit">
							{words.button}
						</button>
					</PostForm>
					{logo !== null && (
						<PostForm action={`${home}/logo/remove`} staff={staff}>
							<button class="plain-button" type="submit">
								{words.remove}
							</button>
						</PostForm>
					)}
				</>
			)}
		</section>
	);
}
