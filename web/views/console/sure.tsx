import { Outcome } from "../form.tsx";
import { withoutControls } from "../isolate.tsx";
import { PostForm, type Staff } from "./frame.tsx";
import { Fold } from "./parts.tsx";

interface SureInput {
	readonly words: { readonly title: string; readonly text?: string; readonly sure: string; readonly button: string };
	readonly action: string;
	readonly staff: Staff | null;
	/** Why it was not done; null where nobody tried. */
	readonly refused?: string | null;
	/** Names what it is about. */
	readonly before?: string | null;
}

/** What cannot be taken back: done by whoever says that he is sure, behind its title. */
export function SureFold({ words, action, staff, refused = null, before = null }: SureInput) {
	return (
		<Fold title={words.title} isOpen={refused !== null}>
			{words.text !== undefined && <p class="quiet">{words.text}</p>}
			<PostForm action={action} staff={staff} class="form">
				<Outcome text={refused && withoutControls(refused)} />
				{before !== null && <input type="hidden" name="before" value={before} />}
				<p class="check">
					<input id="sure" type="checkbox" name="sure" value="1" required />
					<label for="sure">{words.sure}</label>
				</p>
				<button class="button" type="submit">
					{words.button}
				</button>
			</PostForm>
		</Fold>
	);
}
