import { LANGUAGES } from "../languages.ts";
import type { ConnectForm } from "./connect.tsx";
import { Field, Refusal } from "./fields.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument, PostForm } from "./frame.tsx";
import { Choice } from "./parts.tsx";
import { SettingsMenu } from "./settings-menu.tsx";

interface Colours {
	readonly accent: string;
	readonly onAccent: string;
}

export interface KnownShop {
	readonly name: string;
	readonly contactEmail: string | null;
	readonly brand: { readonly accent: string | null; readonly language: string | null };
	readonly colours: Readonly<Record<"light" | "dark", Colours>> | null;
}

export interface ShopPage extends ConsolePage {
	readonly shop: KnownShop;
	/** Of a parcel, where there is one. */
	readonly previewUrl: string | null;
	readonly mayChange: boolean;
	readonly form: ConnectForm;
}

/** What buyers are told of a shop, and how its pages look. */
export function renderShop(page: ShopPage): string {
	const { shop, form, staff, previewUrl, mayChange } = page;
	const { values, refused, errors } = form;
	return consoleDocument(page, ({ own }) => {
		const { shop: words } = own;
		return {
			title: words.title,
			place: "settings",
			children: (
				<>
					<SettingsMenu at="shop" own={own} />
					<h1>{words.title}</h1>
					<p class="quiet">{words.text}</p>
					{previewUrl !== null && (
						<p class="details">
							<a href={previewUrl}>{words.preview}</a>
						</p>
					)}
					<PostForm action="/console/shop" staff={staff} class="form">
						<Refusal
							text={refused}
							errors={errors}
							names={["name", "contactEmail", "brand.accent", "brand.language"]}
						/>
						<Field
							name="name"
							label={words.name}
							value={values.name ?? shop.name}
							errors={errors}
							mostCharacters={200}
							isRequired
						/>
						<Field
							type="email"
							name="contactEmail"
							label={words.contact}
							hint={words.contactHint}
							value={values.contactEmail ?? shop.contactEmail ?? ""}
							errors={errors}
							mostCharacters={254}
						/>
						<Field
							name="brand.accent"
							label={words.accent}
							hint={words.accentHint}
							value={values["brand.accent"] ?? shop.brand.accent ?? ""}
							errors={errors}
							mostCharacters={7}
						/>
						{shop.colours !== null && <Swatches colours={shop.colours} own={own} />}
						<Choice
							name="brand.language"
							label={words.language}
							value={values["brand.language"] ?? shop.brand.language ?? ""}
							options={languagesWith(shop.brand.language)}
							any={words.anyLanguage}
						/>
						{mayChange && (
							<button class="button button-main" type="submit">
								{words.save}
							</button>
						)}
					</PostForm>
				</>
			),
		};
	});
}

/** A tag that the API took, such as `pt-BR`, is not lost by saving the form. */
function languagesWith(tag: string | null): readonly (readonly [tag: string, name: string])[] {
	const known = LANGUAGES.map(({ tag, name }) => [tag, name] as const);
	return tag === null || known.some(([one]) => one === tag) ? known : [...known, [tag, tag]];
}

/** What is made of the colour so that it is read, drawn without a style of its own. */
function Swatches({
	colours,
	own,
}: Pick<ConsoleContext, "own"> & { readonly colours: NonNullable<KnownShop["colours"]> }) {
	const { shop: words } = own;
	return (
		<p class="quiet">
			{words.shown}
			<svg viewBox="0 0 320 48" class="swatches" role="img" aria-label={words.shown}>
				{(["light", "dark"] as const).map((ground, index) => (
					<>
						<rect x={index * 160} y="0" width="150" height="44" rx="12" fill={colours[ground].accent} />
						<text x={index * 160 + 75} y="28" text-anchor="middle" font-size="16" fill={colours[ground].onAccent}>
							{words.grounds[ground]}
						</text>
					</>
				))}
			</svg>
		</p>
	);
}
