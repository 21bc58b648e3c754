import { isolate, Sentence } from "../isolate.tsx";
import { type ConsolePage, consoleDocument } from "./frame.tsx";

/** After a link was asked for: the same whether the address is anybody's or not. */
export function renderLinkMailed(page: ConsolePage): string {
	return consoleDocument(page, ({ own: { logIn } }) => ({
		title: logIn.mailed,
		children: (
			<section class="console-narrow">
				<h1>{logIn.mailed}</h1>
				<p class="details" role="status">
					{logIn.mailedText}
				</p>
				<p class="back">
					<a class="button" href="/console/log-in">
						{logIn.title}
					</a>
				</p>
			</section>
		),
	}));
}

export interface LoginLinkPage extends ConsolePage {
	/** What the link ends in. */
	readonly token: string;
	/** Which shop it leads to; null for one that opens nothing any more. */
	readonly shop: string | null;
}

/** What a mailed link opens. It is used by the button alone. */
export function renderLoginLink(page: LoginLinkPage): string {
	const { token, shop } = page;
	return consoleDocument(page, ({ own: { logIn } }) => {
		const title = shop === null ? logIn.linkEnded : logIn.title;
		return {
			title,
			children: (
				<section class="console-narrow">
					<h1>{title}</h1>
					{shop === null ? (
						<>
							<p class="details">{logIn.linkEndedText}</p>
							<p class="back">
								<a class="button" href="/console/log-in">
									{logIn.title}
								</a>
							</p>
						</>
					) : (
						<>
							<p class="details">
								<Sentence text={logIn.linkText(isolate(shop))} />
							</p>
							<form class="form" method="post" action={`/console/log-in-link/${token}`}>
								<button class="button button-main" type="submit">
									{logIn.button}
								</button>
							</form>
						</>
					)}
				</section>
			),
		};
	});
}
