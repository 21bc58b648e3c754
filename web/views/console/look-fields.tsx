import type { Brand } from "../../../src/core/brand.ts";
import { withoutControls } from "../isolate.tsx";
import { LANGUAGES } from "../languages.ts";
import { Area, Choice, Field, Refusal, type SentForm } from "./fields.tsx";
import type { ConsoleContext } from "./frame.tsx";
import { CopyButton, Fold } from "./parts.tsx";

interface Colours {
	readonly accent: string;
	readonly onAccent: string;
}

/** How a shop's pages, or a brand's, look and what they say: what services answer, as far as it is shown. */
export interface KnownLook {
	/** `sel_…`, or `brd_…` of a brand. */
	readonly id: string;
	readonly name: string;
	readonly contactEmail: string | null;
	readonly brand: Brand;
	/** What is made of the colour so that it is read; null without one. */
	readonly colours: Readonly<Record<"light" | "dark", Colours>> | null;
}

/** Of the form below. */
export const LOOK_FIELDS = [
	"name",
	"contactEmail",
	"brand.accent",
	"brand.language",
	"brand.embedOrigins",
	"brand.reviews",
	"brand.products.sites",
] as const;

interface FieldsInput extends Pick<ConsoleContext, "own"> {
	/** As it stands; null of a brand that is made here. */
	readonly look: KnownLook | null;
	readonly sent: SentForm;
	/** Of the service, without a slash at its end. Null: no word on how a page of the shop's shows a parcel. */
	readonly publicUrl: string | null;
}

/** The name, the contact and the colour of a shop or of a brand. */
export function LookFields({ look, sent, publicUrl, own }: FieldsInput) {
	const { shop: words } = own;
	const { values, refused, errors } = sent;
	const language = look?.brand.language ?? null;
	const value = (name: (typeof LOOK_FIELDS)[number], before: string | null | undefined) => ({
		...{ name, errors, value: values[name] ?? before ?? "" },
	});
	return (
		<>
			<Refusal refused={refused} errors={errors} names={LOOK_FIELDS} />
			<Field {...value("name", look?.name)} label={words.name} mostCharacters={200} isRequired />
			<Field
				{...value("contactEmail", look?.contactEmail)}
				type="email"
				label={words.contact}
				hint={words.contactHint}
				mostCharacters={254}
			/>
			<Field
				{...value("brand.accent", look?.brand.accent)}
				label={words.accent}
				hint={words.accentHint}
				mostCharacters={7}
			/>
			{look !== null && look.colours !== null && <Swatches colours={look.colours} own={own} />}
			<Choice
				{...value("brand.language", language)}
				label={words.language}
				hint={words.languageHint}
				options={languagesWith(language)}
				any={words.anyLanguage}
			/>
			<Area
				{...value("brand.embedOrigins", look?.brand.embedOrigins.join("\n"))}
				label={words.sites}
				hint={words.sitesHint}
				mostCharacters={6_500}
				rows={2}
			/>
			<Choice
				{...value("brand.reviews", look?.brand.reviews ?? "moderated")}
				label={words.reviews}
				hint={words.reviewsHint}
				options={Object.entries(words.reviewPolicies)}
			/>
			<ProductFields look={look} sent={sent} own={own} />
			{publicUrl !== null && <Embedding publicUrl={publicUrl} own={own} />}
		</>
	);
}

/** Whether pages offer what the shop sells, and where that leads. */
function ProductFields({ look, sent: { values, errors }, own }: Omit<FieldsInput, "publicUrl">) {
	const { setting: words } = own.products;
	const [show, sites] = ["brand.products.show", "brand.products.sites"] as const;
	// A box that was not ticked is not among what was sent.
	const isTicked = values[sites] === undefined ? (look?.brand.products.show ?? false) : values[show] === "1";
	return (
		<fieldset class="field">
			<legend>{words.label}</legend>
			<p class="hint">{words.text}</p>
			<p class="check">
				<input id={show} type="checkbox" name={show} value="1" checked={isTicked} />
				<label for={show}>{words.show}</label>
			</p>
			<Area
				{...{ name: sites, errors, value: values[sites] ?? look?.brand.products.sites.join("\n") ?? "" }}
				label={words.sites}
				hint={words.sitesHint}
				mostCharacters={3_500}
				rows={2}
			/>
		</fieldset>
	);
}

/** What a page of the shop's own holds, to be copied. */
function Embedding({ publicUrl, own }: { readonly publicUrl: string; readonly own: ConsoleContext["own"] }) {
	const { embed } = own.shop;
	const lines = [
		`<script src="${publicUrl}/widget.js" defer></script>`,
		`<wayline-parcel token="TOKEN"><a href="${publicUrl}/t/TOKEN">${embed.link}</a></wayline-parcel>`,
	].join("\n");
	return (
		<Fold title={embed.title}>
			<p class="quiet">{embed.text}</p>
			<section class="raw" tabindex={0} dir="ltr" aria-label={embed.title}>
				<pre>
					<code>{lines}</code>
				</pre>
			</section>
			<p class="further">
				<CopyButton text={lines} label={own.copy} />
			</p>
		</Fold>
	);
}

/** A tag that the API took, such as `pt-BR`, is not lost by saving a form. */
export function languagesWith(tag: string | null): readonly (readonly [tag: string, name: string])[] {
	const known = LANGUAGES.map(({ tag, name }) => [tag, name] as const);
	if (tag === null || known.some(([one]) => one === tag)) return known;
	return [...known, [withoutControls(tag), withoutControls(tag)]];
}

/** Drawn without a style of its own. */
function Swatches({
	colours,
	own,
}: Pick<ConsoleContext, "own"> & { readonly colours: NonNullable<KnownLook["colours"]> }) {
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
