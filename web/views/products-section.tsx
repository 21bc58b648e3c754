import { Sign } from "./icons.tsx";
import { isolate, Sentence, withoutControls } from "./isolate.tsx";
import type { ShownProduct } from "./model.ts";
import type { PartContext } from "./titles.ts";
import type { Words } from "./words.ts";

/**
 * What the shop sells, below all help: a button, and once it was pressed the things. Never beside a problem: see
 * src/core/products/may-show.ts.
 */
export function ProductsSection({ model: { products, parcel, addresses }, words, speech }: PartContext) {
	if (products === null) return null;
	const { products: said } = words;
	const { isWanted, viewed, related } = products;
	const lists = [
		{ id: "viewed", title: said.viewed, things: viewed },
		{ id: "related", title: said.related, things: related },
	].filter(({ things }) => things.length > 0);
	const hasPictures = [...viewed, ...related].some(({ image }) => image !== null);
	return (
		<section class="products" id="products" aria-labelledby="products-title">
			<h2 id="products-title">
				<Sentence text={said.title(isolate(parcel.shop.name))} />
			</h2>
			{!isWanted && <p class="quiet">{said.offer}</p>}
			{lists.map(({ id, title, things }) => (
				<>
					<h3 id={`products-${id}`}>{title}</h3>
					<ul class="product-cards" aria-labelledby={`products-${id}`}>
						{things.map((thing) => (
							<li>
								<ProductCard thing={thing} locale={speech.locale} hasPictures={hasPictures} />
							</li>
						))}
					</ul>
				</>
			))}
			<Wish isWanted={isWanted} href={addresses.products} said={said} />
		</section>
	);
}

/** A button that needs no script. */
function Wish({
	isWanted,
	href,
	said,
}: {
	readonly isWanted: boolean;
	readonly href: string;
	readonly said: Words["products"];
}) {
	return (
		<form method="post" action={href}>
			<button
				class={isWanted ? "button button-small" : "button"}
				type="submit"
				name="show"
				value={isWanted ? "0" : "1"}
			>
				{isWanted ? said.hide : said.show}
			</button>
		</form>
	);
}

interface CardInput {
	readonly thing: ShownProduct;
	readonly locale: string;
	/** Some of those beside it have a picture, so that each has a place for one. */
	readonly hasPictures: boolean;
}

function ProductCard({ thing: { title, price, link, image }, locale, hasPictures }: CardInput) {
	return (
		<a class="product-card" href={link} rel="noopener noreferrer">
			{hasPictures && (
				<span class="product-picture">
					{image === null ? (
						<Sign name="box" />
					) : (
						<img src={image.url} width={image.width} height={image.height} alt="" loading="lazy" />
					)}
				</span>
			)}
			<span class="product-title" dir="auto">
				{withoutControls(title)}
			</span>
			{price !== null && <span class="product-price">{priceText(price, locale)}</span>}
		</a>
	);
}

/** `15.00 EUR` as the reader's language writes it. */
function priceText(price: string, locale: string): string {
	const [amount = "", currency = ""] = price.split(" ");
	return new Intl.NumberFormat(locale, { style: "currency", currency }).format(Number(amount));
}
