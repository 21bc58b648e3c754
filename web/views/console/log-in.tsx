import { describedBy, Labelled, Outcome, TextField } from "../form.tsx";
import { type ConsolePage, consoleDocument } from "./frame.tsx";

export interface LogInPage extends ConsolePage {
	readonly outcome:
		| { readonly kind: "new" | "missing" | "wrong" | "no-address" }
		| { readonly kind: "too-many" | "too-many-links"; readonly minutes: number };
	/** Where to go on, a path of the console. */
	readonly next: string;
}

export function renderLogIn(page: LogInPage): string {
	const { outcome, next } = page;
	return consoleDocument(page, ({ own: { logIn } }) => {
		const error = outcome.kind === "missing" ? logIn.missing : null;
		const key = { name: "key", label: logIn.key, hint: logIn.keyHint, error };
		return {
			title: logIn.title,
			children: (
				<section class="console-narrow">
					<h1>{logIn.title}</h1>
					<p class="details">
						{logIn.text} <a href="/track">/track</a>
					</p>
					<form class="form" method="post" action="/console/log-in">
						<Outcome
							text={
								outcome.kind === "wrong"
									? logIn.wrong
									: outcome.kind === "too-many"
										? logIn.tooMany(outcome.minutes)
										: null
							}
						/>
						<input type="hidden" name="next" value={next} />
						<Labelled {...key}>
							<input
								id="key"
								name="key"
								type="password"
								maxlength={256}
								required
								autocomplete="current-password"
								autocapitalize="off"
								spellcheck={false}
								{...describedBy(key)}
							/>
						</Labelled>
						<button class="button button-main" type="submit">
							{logIn.button}
						</button>
					</form>
					<h2>{logIn.byMail}</h2>
					<form class="form" method="post" action="/console/log-in-link">
						<Outcome text={outcome.kind === "too-many-links" ? logIn.tooManyLinks(outcome.minutes) : null} />
						<TextField
							name="email"
							type="email"
							label={logIn.email}
							hint={logIn.emailHint}
							value=""
							error={outcome.kind === "no-address" ? logIn.noAddress : null}
							mostCharacters={254}
						/>
						<button class="button" type="submit">
							{logIn.mailButton}
						</button>
					</form>
					<p class="quiet no-key">
						{logIn.noKey} <code>npm run -s wayline -- key create</code>
					</p>
				</section>
			),
		};
	});
}
