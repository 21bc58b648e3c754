import type { Assets } from "../model.ts";
import { framed } from "./frame.tsx";

/** What became of a message; see services/board.ts. */
interface Line {
	readonly id: string;
	readonly receivedAt: string;
	readonly senderId: string | null;
	readonly bytes: number;
	readonly became: "read" | "empty" | "waiting" | "unreadable" | "refused" | "failed";
	readonly accepted: number | null;
	readonly unmatched: number;
	readonly problems: readonly { readonly kind: string; readonly detail: string }[];
	readonly more: number;
}

export interface BoardPage {
	readonly board: { readonly messages: readonly Line[] };
	/** How many messages it shows at most. */
	readonly most: number;
	/** `…Z` */
	readonly now: string;
	readonly assets: Pick<Assets, "styles" | "icon">;
}

const BECAME = {
	read: ["good", "Read"],
	empty: ["warn", "Read, and nothing in it"],
	waiting: ["warn", "Kept until the shop registers the waybill"],
	unreadable: ["bad", "Could not be read"],
	refused: ["bad", "Refused: the signature is wrong"],
	failed: ["bad", "Kept, but reading it failed on our side"],
} as const;

/** The last messages of a connection, for the courier's developer. */
export function renderBoard({ board, most, now, assets }: BoardPage): string {
	const { messages } = board;
	return framed({
		title: "Your last messages",
		assets,
		isPrivate: true,
		children: (
			<>
				<h1>Your last messages</h1>
				<p>
					{messages.length === 0
						? "Nothing has arrived over this connection yet."
						: `The last ${messages.length === 1 ? "message" : `${messages.length} messages`} over this connection, newest first. Times are UTC.`}{" "}
					It is {clockOf(now)} UTC; load the page again for what came since.
				</p>
				<p class="quiet">
					It shows the last {most}, and of those refused a hundred a day. A message sent with <code>?dry_run=1</code> is
					not kept. <a href="/carriers/push">What to send, and what each problem means</a>.
				</p>
				<ol class="board">
					{messages.map((line) => (
						<Message line={line} />
					))}
				</ol>
			</>
		),
	});
}

function Message({ line }: { readonly line: Line }) {
	const [tone, words] = BECAME[line.became];
	return (
		<li>
			<p>
				<time datetime={line.receivedAt}>{clockOf(line.receivedAt)}</time> <strong class={tone}>{words}</strong>
				{parcelsOf(line)}
			</p>
			{line.problems.length > 0 && (
				<ul class="bullets">
					{line.problems.map(({ kind, detail }) => (
						<li>
							<code>{kind}</code> {detail}
						</li>
					))}
					{line.more > 0 && <li>and {line.more} more</li>}
				</ul>
			)}
			<p class="quiet">
				{line.senderId === null ? "" : `${line.senderId} · `}
				{line.id} · {sizeOf(line.bytes)}
			</p>
		</li>
	);
}

function parcelsOf({ became, accepted, unmatched }: Line): string {
	if (became === "refused" || accepted === null) return "";
	const told = [
		...(accepted > 0 ? [`${accepted} ${accepted === 1 ? "parcel" : "parcels"}`] : []),
		...(unmatched > 0 ? [`${unmatched} not registered yet`] : []),
	];
	return told.length === 0 ? "" : `: ${told.join(", ")}`;
}

function clockOf(instant: string): string {
	return instant.slice(0, 19).replace("T", " ");
}

function sizeOf(bytes: number): string {
	return bytes < 1_000 ? `${bytes} bytes` : `${(bytes / 1_000).toFixed(1)} kB`;
}
