import { isolate, Sentence, withoutControls } from "./isolate.tsx";
import type { ShownThread } from "./model.ts";
import { SaidPhotos } from "./said-photos.tsx";
import type { Speech } from "./speech.ts";
import type { Words } from "./words.ts";

interface ThreadInput {
	readonly thread: ShownThread;
	readonly shop: string;
	/** An instant, `…Z`. */
	readonly now: string;
	readonly words: Words;
	readonly speech: Speech;
}

/** What a buyer and the shop said to each other, oldest first, as the buyer reads it. */
export function Thread({ thread: { id, state, messages }, shop, now, words, speech }: ThreadInput) {
	const { ask } = words.care;
	return (
		<section class="thread" aria-labelledby={`thread-${id}`}>
			<h2 id={`thread-${id}`}>
				<Sentence text={ask.thread(isolate(shop))} />
			</h2>
			<ol>
				{messages.map(({ side, text, pictures, saidAt }, index) => (
					<li class={`said said-${side}`}>
						<p class="said-by">
							{side === "buyer" ? ask.you : <Sentence text={isolate(shop)} />}
							<time datetime={saidAt} data-ago>
								{speech.ago(saidAt, now)}
							</time>
						</p>
						<p class="said-words" dir="auto" {...(index === messages.length - 1 && { "data-newest": "" })}>
							{text === null ? ask.lost : withoutControls(text)}
						</p>
						<SaidPhotos pictures={pictures} name={ask.photo} />
					</li>
				))}
			</ol>
			{state === "waiting" && <p class="hint">{ask.notYet}</p>}
		</section>
	);
}
