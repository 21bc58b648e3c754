import { documentOf, type PlainPage } from "./frame.tsx";
import { NEW_TRACK_FORM, TrackFields } from "./track.tsx";

export type { PlainPage } from "./frame.tsx";

/** For a link that belongs to no parcel: it says nothing about why, and offers another way to it. */
export function renderNotFound(page: PlainPage): string {
	return documentOf(page, ({ words }) => ({
		title: words.notFoundTitle,
		hasForm: true,
		children: (
			<>
				<section class="lead">
					<h1>{words.notFoundTitle}</h1>
					<p class="details">{words.notFoundText}</p>
				</section>
				<section aria-labelledby="track-title">
					<h2 id="track-title">{words.care.track.title}</h2>
					<p class="details">{words.care.track.text}</p>
					<TrackFields form={NEW_TRACK_FORM} query={page.query} words={words} />
				</section>
			</>
		),
	}));
}

/** While the service cannot look the parcel up: the fault is ours and passes. */
export function renderAway(page: PlainPage): string {
	return documentOf(page, ({ words }) => ({
		title: words.awayTitle,
		children: (
			<section class="lead">
				<h1>{words.awayTitle}</h1>
				<p class="details">{words.awayText}</p>
			</section>
		),
	}));
}

/** For a person whose page failed: nothing of the cause, but the id to quote. */
export function renderSorry(page: PlainPage & { readonly requestId: string }): string {
	return documentOf(page, ({ words }) => ({
		title: words.awayTitle,
		children: (
			<section class="lead">
				<h1>{words.awayTitle}</h1>
				<p class="details">{words.awayText}</p>
				<p class="details">
					<code dir="ltr">{page.requestId}</code>
				</p>
			</section>
		),
	}));
}

/** What stands at the service's own address: for who waits for a parcel, and below for those who build with it. */
export function renderFront(page: PlainPage): string {
	return documentOf(page, ({ words }) => ({
		title: words.care.track.title,
		hasForm: true,
		isPublic: true,
		children: (
			<>
				<section class="lead">
					<h1>{words.care.track.title}</h1>
					<p class="details">{words.care.track.text}</p>
					<TrackFields form={NEW_TRACK_FORM} query={page.query} words={words} />
				</section>
				<section class="plain" lang="en" dir="ltr" aria-labelledby="wayline">
					<h2 id="wayline">Wayline</h2>
					<p>This is a parcel tracking service that a shop runs itself.</p>
					<p>
						Building with the API? It begins at{" "}
						<a href="/v1">
							<code>/v1</code>
						</a>
						: <a href="/docs">all of it, with commands to copy</a>, and <a href="/problems">its problems</a>.
					</p>
					<p>
						Carrying parcels yourself? <a href="/carriers/push">How a courier posts its tracking</a>.
					</p>
				</section>
			</>
		),
	}));
}
