import type { ParcelPage } from "../../src/core/page.ts";
import type { SayContext } from "./arrival.ts";
import { momentText } from "./headline.ts";
import { isolate, Sentence } from "./isolate.tsx";
import { wallClockAt } from "./speech.ts";
import type { PartContext } from "./titles.ts";

/** When the buyer told the shop that he does not have it; null unless he did. */
export function toldText(parcel: ParcelPage, { words, speech, now }: SayContext): string | null {
	if (!parcel.notReceived) return null;
	const said = parcel.scans.findLast(({ by }) => by === "buyer");
	const zone = parcel.scans.findLast(({ time }) => time.zone !== null)?.time.zone ?? null;
	const local = said?.time.local ?? wallClockAt(parcel.notReceived.at, zone);
	return words.care.notReceived.told(isolate(parcel.shop.name), momentText(local, { words, speech, now }));
}

export function Told({ model: { parcel, now }, words, speech }: PartContext) {
	const text = toldText(parcel, { words, speech, now });
	return (
		text !== null && (
			<p>
				<Sentence text={text} />
			</p>
		)
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
