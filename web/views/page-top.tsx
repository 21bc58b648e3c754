import { Sign } from "./icons.tsx";
import { isolate, Sentence, withoutControls } from "./isolate.tsx";
import { deliveredOf, type PartContext, titleOfPage } from "./titles.ts";

/** Whose parcel it is, which one, and how the order stands. */
export function PageTop({ model, words }: PartContext) {
	const { parcel, brand, addresses } = model;
	const logo = brand?.logo ?? null;
	const order = deliveredOf(model, words);
	return (
		<header class="top">
			<div class={logo ? "top-inside top-with-logo" : "top-inside"}>
				<p class="shop">
					{logo ? (
						<img src={logo.url} width={logo.width} height={logo.height} alt={withoutControls(parcel.shop.name)} />
					) : (
						<Sentence text={isolate(parcel.shop.name)} />
					)}
				</p>
				<div class="which" data-part="title">
					<p class="title">
						<Sentence text={titleOfPage(model, words)} />
					</p>
					{order !== null && (
						<p class="order">
							<a href="#others">{order}</a>
						</p>
					)}
				</div>
				<button
					type="button"
					class="share"
					data-share={addresses.page}
					data-shared={words.actions.linkCopied}
					aria-label={words.actions.share}
					title={words.actions.share}
					hidden
				>
					<Sign name="share" />
				</button>
			</div>
		</header>
	);
}
