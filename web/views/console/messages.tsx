import type { Channel } from "../../../src/core/scan.ts";
import { Outcome } from "../form.tsx";
import { withoutControls } from "../isolate.tsx";
import { Choice } from "./fields.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument, PostForm } from "./frame.tsx";
import { type CarrierNames, carrierName, type NamedCarrier } from "./parcel-row.tsx";
import { Ago, Facts, Further, Moment } from "./parts.tsx";
import { visible } from "./visible.ts";
import type { ConsoleWords } from "./words.ts";

export interface ListedMessage extends NamedCarrier {
	/** `msg_…` */
	readonly id: string;
	readonly receivedAt: string;
	readonly channel: Channel;
	readonly state: keyof ConsoleWords["message"]["states"];
	readonly problems: readonly { readonly kind: string; readonly detail: string }[];
	readonly bytes: number;
}

export interface KnownMessage extends ListedMessage {
	readonly contentType: string | null;
	readonly headers: Readonly<Record<string, string>>;
	readonly asked: readonly string[];
	readonly replyStatus: number | null;
	readonly body: string;
	readonly encoding: "utf-8" | "base64";
}

export interface MessagesPage extends ConsolePage {
	readonly messages: readonly ListedMessage[];
	readonly filter: {
		readonly state?: string | undefined;
		readonly carrier?: string | undefined;
		readonly withProblems: boolean;
	};
	readonly next: string | null;
	readonly carriers: CarrierNames;
}

export function renderMessages(page: MessagesPage): string {
	const { messages, filter, next, carriers } = page;
	const isFiltered = filter.state !== undefined || filter.carrier !== undefined || filter.withProblems;
	return consoleDocument(page, (context) => {
		const { message: text, list } = context.own;
		return {
			title: context.own.places.messages,
			place: "messages",
			children: (
				<>
					<h1>{context.own.places.messages}</h1>
					<p class="quiet">{text.listText}</p>
					<details class="filters" open={isFiltered}>
						<summary>{text.filter}</summary>
						<form method="get" action="/console/messages">
							<Choice
								name="state"
								label={text.state}
								value={filter.state ?? ""}
								options={Object.entries(text.states)}
								any={list.any}
							/>
							<Choice
								name="carrier"
								label={list.carrier}
								value={filter.carrier ?? ""}
								options={[...carriers]}
								any={list.any}
							/>
							<p class="check">
								<input id="problems" type="checkbox" name="problems" value="1" checked={filter.withProblems} />
								<label for="problems">{text.withProblems}</label>
							</p>
							<p class="buttons">
								<button class="button button-main" type="submit">
									{list.apply}
								</button>
								<a class="button" href="/console/messages">
									{list.reset}
								</a>
							</p>
						</form>
					</details>
					{messages.length === 0 && <p class="details">{isFiltered ? text.none : text.noneYet}</p>}
					<ul class="rows">
						{messages.map((message) => (
							<Row message={message} carriers={carriers} {...context} />
						))}
					</ul>
					<Further href={next} own={context.own} />
				</>
			),
		};
	});
}

const TONES: Readonly<Record<ListedMessage["state"], "plain" | "warn" | "bad">> = {
	read: "plain",
	unmatched: "warn",
	unreadable: "bad",
	"bad-signature": "bad",
	poison: "bad",
};

function Row({ message, carriers, ...context }: ConsoleContext & { message: ListedMessage; carriers: CarrierNames }) {
	const { own } = context;
	const { id, receivedAt, channel, state, problems, bytes } = message;
	const tone = TONES[state] === "plain" && problems.length > 0 ? "warn" : TONES[state];
	return (
		<li class={`row row-${tone}`}>
			<div class="row-name">
				<a href={`/console/messages/${id}`}>
					<bdi>{carrierName(message, carriers)}</bdi>
				</a>
				<p class="quiet">
					{own.parcel.channels[channel]}, {own.message.bytes(bytes)}
				</p>
			</div>
			<div class="row-state">
				<p>{own.message.states[state]}</p>
				{problems.slice(0, MOST_PROBLEMS).map((problem) => (
					<p class="trouble">{problemText(problem)}</p>
				))}
			</div>
			<div class="row-when">
				<p class="quiet">
					<Ago at={receivedAt} {...context} />
				</p>
			</div>
		</li>
	);
}

const MOST_PROBLEMS = 2;

function problemText({ kind, detail }: ListedMessage["problems"][number]): string {
	return `${kind}: ${visible(detail)}`;
}

/** What a page shows of one body; most are a hundredth of it. */
const MOST_CHARACTERS = 100_000;

export interface MessagePage extends ConsolePage {
	readonly message: KnownMessage;
	readonly carriers: CarrierNames;
	readonly mayReadAgain: boolean;
	/** Why it was not read again. */
	readonly refused: string | null;
}

export function renderMessage(page: MessagePage): string {
	const { message, carriers, staff, refused } = page;
	return consoleDocument(page, ({ own }) => {
		const { message: text } = own;
		const name = carrierName(message, carriers);
		return {
			title: `${name}, ${message.id}`,
			place: "messages",
			children: (
				<>
					<p>
						<a href="/console/messages">{own.places.messages}</a> / {name}
					</p>
					<h1>
						{name}: {text.states[message.state]}
					</h1>
					<Outcome text={refused && withoutControls(refused)} />
					<Facts
						facts={[
							[text.received, <Moment at={message.receivedAt} own={own} />],
							[text.channel, own.parcel.channels[message.channel]],
							[text.contentType, message.contentType && <code>{visible(message.contentType)}</code>],
							[text.size, text.bytes(message.bytes)],
							[text.asked, message.asked.map(withoutControls).join(", ")],
							[text.reply, message.replyStatus !== null && String(message.replyStatus)],
							[own.parcel.id, <code>{message.id}</code>],
						]}
					/>
					{message.problems.length > 0 && (
						<section aria-labelledby="problems">
							<h2 id="problems">{text.problems}</h2>
							<ul class="sources">
								{message.problems.map((problem) => (
									<li>{problemText(problem)}</li>
								))}
							</ul>
						</section>
					)}
					{page.mayReadAgain && (
						<PostForm action={`/console/messages/${message.id}/read`} staff={staff} class="again">
							<p class="quiet">{text.againText}</p>
							<button class="button" type="submit">
								{text.again}
							</button>
						</PostForm>
					)}
					<Body message={message} own={own} />
				</>
			),
		};
	});
}

function Body({ message: { body, encoding, headers, bytes }, own }: { message: KnownMessage; own: ConsoleWords }) {
	const { message: text } = own;
	const shown = body.slice(0, MOST_CHARACTERS);
	const named = Object.entries(headers);
	return (
		<div>
			<h2>{text.body}</h2>
			{encoding === "base64" && <p class="quiet">{text.base64}</p>}
			{shown.length < body.length && (
				<p class="quiet">{text.cut(text.bytes(new TextEncoder().encode(shown).length), text.bytes(bytes))}</p>
			)}
			{body === "" ? (
				<p class="quiet">{text.empty}</p>
			) : (
				<section class="raw" tabindex={0} dir="ltr" aria-label={text.body}>
					<pre>
						<code>{visible(shown)}</code>
					</pre>
				</section>
			)}
			{named.length > 0 && (
				<details>
					<summary>{text.headers}</summary>
					<Facts facts={named.map(([name, value]) => [visible(name), <code>{visible(value)}</code>] as const)} />
				</details>
			)}
		</div>
	);
}
