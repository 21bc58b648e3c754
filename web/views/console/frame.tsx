import type { Child } from "hono/jsx";
import { isolate, Sentence, withoutControls } from "../isolate.tsx";
import type { Assets } from "../model.ts";
import { type Voice, wordsFor } from "../words.ts";
import { type ConsoleWords, consoleWordsFor, type Done } from "./words.ts";

/** What every page of the console is given. */
export interface ConsolePage {
	/** What its reader reads, BCP 47. */
	readonly locale: string;
	readonly assets: Assets;
	/** `…Z` */
	readonly now: string;
	/** Null where nobody is logged in. */
	readonly staff: Staff | null;
	/** What became of the form before. */
	readonly done?: Done | null;
}

export interface Staff {
	readonly shop: string;
	/** Goes with each form of this session: see session-cookie.ts. */
	readonly formToken: string;
}

/** What each part of a page is given. */
export interface ConsoleContext extends Voice {
	readonly page: ConsolePage;
	/** The console's own words; `words` are the page's. */
	readonly own: ConsoleWords;
}

export type Place = keyof ConsoleWords["places"];

const PLACES: readonly (readonly [Place, string])[] = [
	["home", "/console"],
	["parcels", "/console/parcels"],
	["questions", "/console/questions"],
	["reviews", "/console/reviews"],
	["webhooks", "/console/webhooks"],
	["messages", "/console/messages"],
	["connections", "/console/connections"],
	["analytics", "/console/transit"],
	["settings", "/console/shop"],
];

interface Drawn {
	readonly title: string;
	/** Which place of the menu it belongs to. */
	readonly place?: Place;
	/** Addresses of styles that this page alone has. */
	readonly styles?: readonly string[];
	readonly children: Child;
}

/** A whole document. It needs no script: the one it has copies and moves the map. */
export function consoleDocument(page: ConsolePage, draw: (context: ConsoleContext) => Drawn): string {
	const context = { ...wordsFor(page.locale), own: consoleWordsFor(page.locale), page };
	return `<!doctype html>${String(<Document {...context} {...draw(context)} />)}`;
}

function Document({ page, own, speech, title, place, styles = [], children }: ConsoleContext & Drawn) {
	const { assets, staff, done = null } = page;
	return (
		<html lang={own.tag}>
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="robots" content="noindex, nofollow" />
				<meta name="referrer" content="same-origin" />
				<meta name="color-scheme" content="light dark" />
				<title>{withoutControls([title, staff?.shop ?? own.console].join(" · "))}</title>
				<link rel="icon" href={assets.icon} type="image/svg+xml" />
				{[...assets.styles, "/assets/console.css", ...styles].map((href) => (
					<link rel="stylesheet" href={href} />
				))}
				<script type="module" src={assets.script} />
			</head>
			<body class="console" data-locale={speech.locale} data-copied={own.copied}>
				<a class="skip" href="#main">
					{own.skip}
				</a>
				<header class="top">
					<div class="console-top">
						<p class="shop">{staff === null ? "Wayline" : <Sentence text={isolate(staff.shop)} />}</p>
						{staff !== null && (
							<>
								<nav aria-label={own.menu}>
									<ul class="console-places">
										{PLACES.map(([name, href]) => (
											<li>
												<a class="place" href={href} {...(name === place ? { "aria-current": "true" } : {})}>
													{own.places[name]}
												</a>
											</li>
										))}
									</ul>
								</nav>
								<PostForm action="/console/log-out" staff={staff}>
									<button type="submit" class="plain-button">
										{own.logOut}
									</button>
								</PostForm>
							</>
						)}
					</div>
				</header>
				<main id="main" class="console-main" tabindex={-1}>
					{done !== null && (
						<p class="told" role="status">
							{own.done[done]}
						</p>
					)}
					{children}
				</main>
				<div role="status" class="for-readers" id="announcement" />
			</body>
		</html>
	);
}

interface FormInput {
	readonly action: string;
	readonly staff: Staff | null;
	readonly class?: string;
	/** It sends a file. */
	readonly hasFile?: boolean;
	readonly children: Child;
}

/** Every form that changes something: by POST, with what shows that a page of this session sent it. */
export function PostForm({ action, staff, class: className, hasFile = false, children }: FormInput) {
	return (
		<form
			method="post"
			action={action}
			{...(className === undefined ? {} : { class: className })}
			{...(hasFile ? { enctype: "multipart/form-data" } : {})}
		>
			{staff !== null && <input type="hidden" name="form" value={staff.formToken} />}
			{children}
		</form>
	);
}
