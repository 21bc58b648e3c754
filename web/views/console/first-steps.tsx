import type { ConsoleWords } from "./words.ts";

/** What a shop begins with; null for what whoever is logged in may not do. */
export interface FirstSteps {
	readonly isConnected: boolean | null;
	/** The newest parcel as its buyer sees it, null without one; and whether the shop has one beside the demonstration's. */
	readonly parcel: { readonly trackingUrl: string | null; readonly isOwn: boolean } | null;
	/** Buyers are given an address to write to. */
	readonly hasContact: boolean | null;
	/** The shop's own systems are told of news. */
	readonly hasWebhook: boolean | null;
}

interface Step {
	readonly name: string;
	readonly isDone: boolean | null;
	readonly href: string;
	readonly button: string;
	/** A shop may well go without. */
	readonly isOptional?: boolean;
}

/** What is left of it, with one button each. Nothing once all is done that a shop cannot go without. */
export function FirstStepsList({ steps, own }: { readonly steps: FirstSteps; readonly own: ConsoleWords }) {
	const { firstSteps: words, connections } = own;
	const { isConnected, parcel, hasContact, hasWebhook } = steps;
	const link = parcel?.trackingUrl ?? null;
	const all: readonly Step[] = [
		{ name: words.connect, isDone: isConnected, href: "/console/connections/new", button: connections.connect.title },
		{ name: words.contact, isDone: hasContact, href: "/console/shop#contactEmail", button: words.contactButton },
		{ name: words.add, isDone: parcel?.isOwn ?? null, href: "/console/parcels/new", button: own.add.title },
		{
			...{ name: words.webhook, isDone: hasWebhook, href: "/console/webhooks/new", button: words.webhookButton },
			isOptional: true,
		},
	];
	const known = all.filter(({ isDone }) => isDone !== null);
	if (known.every(({ isDone, isOptional = false }) => isDone || isOptional)) return null;
	return (
		<section aria-labelledby="first-steps">
			<h2 id="first-steps">{words.title}</h2>
			<ol class="rows">
				{known.map(({ name, isDone, href, button, isOptional = false }) => (
					<li class={`row row-${isDone ? "good" : "plain"}`}>
						<p>{name}</p>
						<p class={isDone ? undefined : "quiet"}>{isDone ? words.done : isOptional ? words.optional : words.left}</p>
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
