import { isolate, plainSentence, withoutControls } from "./isolate.tsx";
import { parcelDelivery } from "./parcel-delivery.ts";
import { type PartContext, titleOfPage } from "./titles.ts";

/** What a browser is told before it shows anything of a parcel. */
export function ParcelHead({ model, words, headline, isFramed = false }: PartContext) {
	const { parcel, assets, addresses } = model;
	return (
		<head>
			<meta charset="utf-8" />
			<meta name="viewport" content="width=device-width, initial-scale=1" />
			<meta name="robots" content="noindex, nofollow" />
			{/* A form of ours says where it comes from, by which it is told from one of another site. */}
			<meta name="referrer" content={isFramed ? "no-referrer" : "same-origin"} />
			<meta name="color-scheme" content="light dark" />
			<title>{plainSentence([headline.title, titleOfPage(model, words), isolate(parcel.shop.name)].join(" · "))}</title>
			{isFramed && <base target="_blank" />}
			<link rel="icon" href={assets.icon} type="image/svg+xml" />
			{assets.styles.map((href) => (
				<link rel="stylesheet" href={href} />
			))}
			{addresses.brandStyles !== null && <link rel="stylesheet" href={addresses.brandStyles} />}
			<script type="module" src={assets.script} />
			{!isFramed && (
				<script
					type="application/ld+json"
					dangerouslySetInnerHTML={{ __html: withoutControls(parcelDelivery(parcel, { url: addresses.page, words })) }}
				/>
			)}
		</head>
	);
}
