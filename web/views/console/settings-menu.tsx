import type { ConsoleContext } from "./frame.tsx";
import type { ConsoleWords } from "./words.ts";

export type Setting = keyof ConsoleWords["settings"];

const SETTINGS: readonly (readonly [Setting, string])[] = [
	["shop", "/console/shop"],
	["brands", "/console/brands"],
	["products", "/console/products"],
	["emails", "/console/emails"],
	["staff", "/console/staff"],
	["keys", "/console/keys"],
	["audit", "/console/audit"],
];

/** What belongs to the settings, above each of their pages. */
export function SettingsMenu({ at, own }: Pick<ConsoleContext, "own"> & { readonly at: Setting }) {
	return (
		<nav class="views" aria-label={own.places.settings}>
			<ul class="console-places">
				{SETTINGS.map(([name, href]) => (
					<li>
						<a class="place" href={href} {...(name === at ? { "aria-current": "page" } : {})}>
							{own.settings[name]}
						</a>
					</li>
				))}
			</ul>
		</nav>
	);
}
