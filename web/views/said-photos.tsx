interface SaidPhotosInput {
	/** In their order; `url` is an address of ours. */
	readonly pictures: readonly { readonly width: number; readonly height: number; readonly url: string }[];
	/** What a photo is called, counted from 1. */
	readonly name: (number: number) => string;
}

/** Photos of a message, each a link to itself. */
export function SaidPhotos({ pictures, name }: SaidPhotosInput) {
	if (pictures.length === 0) return null;
	return (
		<ul class="said-photos">
			{pictures.map(({ width, height, url }, index) => (
				<li>
					<a href={url}>
						<img src={url} width={width} height={height} alt={name(index + 1)} loading="lazy" decoding="async" />
					</a>
				</li>
			))}
		</ul>
	);
}
