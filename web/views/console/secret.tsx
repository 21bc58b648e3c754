import type { Child } from "hono/jsx";
import { Choice } from "./fields.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument, type Place, PostForm } from "./frame.tsx";
import { CopyButton, Fold } from "./parts.tsx";

interface SecretWords {
	readonly shownTitle: string;
	readonly shown: string;
	/** Leads on. */
	readonly go: string;
}

interface ShownSecret {
	readonly place: Place;
	readonly words: (own: ConsoleContext["own"]) => SecretWords;
	/** What it is used for. */
	readonly how: (own: ConsoleContext["own"]) => Child;
	/** Whose it is, where the title is to say it. */
	readonly name?: string;
	/** Null: it was shown before. */
	readonly secret: string | null;
	/** Where it leads on to. */
	readonly href: string;
}

/** A secret, shown when it is made and never again: loaded once more, the page says so. */
export function secretDocument(page: ConsolePage, { place, words, how, name, secret, href }: ShownSecret): string {
	return consoleDocument(page, ({ own }) => {
		const { shownTitle, shown, go } = words(own);
		const { once } = own;
		return {
			title: name === undefined ? shownTitle : `${shownTitle}: ${name}`,
			place,
			children: (
				<section class="console-narrow">
					<h1>{shownTitle}</h1>
					<p class="details">{secret === null ? once.before : shown}</p>
					{secret !== null && (
						<>
							<p class="secret">
								<code>{secret}</code> <CopyButton text={secret} label={own.copy} />
							</p>
							<p class="quiet">{how(own)}</p>
						</>
					)}
					<p class="further">
						<a class="button button-main" href={href}>
							{secret === null ? once.go : go}
						</a>
					</p>
				</section>
			),
		};
	});
}

interface RenewInput extends Pick<ConsolePage, "staff"> {
	readonly words: {
		readonly title: string;
		readonly text: string;
		readonly hours: string;
		readonly choices: Readonly<Record<string, string>>;
		readonly button: string;
	};
	readonly action: string;
	/** Of the hours that the one of now goes on for. */
	readonly name: string;
	/** In their order: keys of an object that look like numbers do not keep the one in which they are written. */
	readonly hours: readonly string[];
	/** What else is chosen with it. */
	readonly children?: Child;
}

/** Another secret in the place of one that goes on for a while. */
export function RenewFold({ words, action, name, hours, staff, children }: RenewInput) {
	const options = hours.map((one) => [one, words.choices[one] ?? one] as const);
	return (
		<Fold title={words.title}>
			<p class="quiet">{words.text}</p>
			<PostForm action={action} staff={staff} class="form">
				<Choice name={name} label={words.hours} value="24" options={options} />
				{children}
				<button class="button" type="submit">
					{words.button}
				</button>
			</PostForm>
		</Fold>
	);
}
