import type { ConsoleWords } from "./words.ts";

/** What a shop begins with; null for what whoever is logged in may not see. */
export interface FirstSteps {
	readonly isConnected: boolean | null;
	/** Of the newest parcel as its buyer sees it; null without one. */
	readonly parcel: { readonly trackingUrl: string | null } | null;
}

/** What is left of it, with one button each. Nothing once all is done. */
export function FirstStepsList({ steps, own }: { readonly steps: FirstSteps; readonly own: ConsoleWords }) {
	const { firstSteps: words, connections } = own;
	const { isConnected, parcel } = steps;
	const link = parcel?.trackingUrl ?? null;
	const lines = [
		{ name: words.connect, isDone: isConnected, href: "/console/connections/new", button: connections.connect.title },
		{ name: words.add, isDone: parcel && link !== null, href: "/console/parcels/new", button: own.add.title },
	].filter(({ isDone }) => isDone !== null);
	if (lines.every(({ isDone }) => isDone)) return null;
	return (
		<section aria-labelledby="first-steps">
			<h2 id="first-steps">{words.title}</h2>
			<ol class="rows">
				{lines.map(({ name, isDone, href, button }) => (
					<li class={`row row-${isDone ? "good" : "plain"}`}>
						<p>{name}</p>
						<p>{isDone ? words.done : words.left}</p>
						{!isDone && (
							<p>
								<a class="button button-small" href={href}>
									{button}
								</a>
							</p>
						)}
					</li>
				))}
				{link !== null && (
					<li class="row row-plain">
						<p>{words.look}</p>
						<p>
							<a href={link}>{own.parcel.openPage}</a>
						</p>
					</li>
				)}
			</ol>
		</section>
	);
}
