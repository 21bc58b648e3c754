import { momentText } from "./headline.ts";
import { isolate, Sentence } from "./isolate.tsx";
import { wallClockAt } from "./speech.ts";
import type { PartContext } from "./titles.ts";

/** When the buyer told the shop that he does not have it. */
export function Told({ model, words, speech }: PartContext) {
	const { parcel, now } = model;
	if (!parcel.notReceived) return null;
	const said = parcel.scans.findLast(({ by }) => by === "buyer");
	const zone = parcel.scans.findLast(({ time }) => time.zone !== null)?.time.zone ?? null;
	const local = said?.time.local ?? wallClockAt(parcel.notReceived.at, zone);
	const when = momentText(local, { words, speech, now });
	return (
		<p>
			<Sentence text={words.care.notReceived.told(isolate(parcel.shop.name), when)} />
		</p>
	);
}

/** For whom it turned up after all. */
export function TakeBack({ model: { parcel, addresses }, words }: PartContext) {
	if (!parcel.notReceived) return null;
	return (
		<form method="post" action={foundAddress(addresses.notReceived)}>
			<button type="submit" class="button">
				{words.care.notReceived.found}
			</button>
		</form>
	);
}

/** Below the form's own address, which may end in the reader's language. */
function foundAddress(notReceived: string): string {
	const [path = "", query] = notReceived.split("?");
	return `${path}/found${query === undefined ? "" : `?${query}`}`;
}
