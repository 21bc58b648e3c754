import type { ParcelPage } from "../../src/core/page.ts";
import { headlineOf } from "./headline.ts";
import { type IconName, Sign } from "./icons.tsx";
import { isolate, plainSentence, Sentence } from "./isolate.tsx";
import { type MainAction, mainActionOf } from "./main-action.ts";
import type { Speech } from "./speech.ts";
import { type PartContext, titleOf } from "./titles.ts";
import type { Words } from "./words.ts";

/** Always at the same place, whatever the state: a person is one tap away, and beside it what the state asks for. */
export function ContactBar(context: PartContext) {
	const { model, words } = context;
	const action = mainActionOf(model);
	return (
		<nav class="contact" data-part="contact" aria-label={words.askPerson}>
			<div class="contact-inside">
				<a class="button ask" href={model.addresses.ask}>
					<Sign name="person" />
					<span>{words.askPerson}</span>
				</a>
				{action && <ActionButton action={action} {...context} />}
			</div>
		</nav>
	);
}

const SIGNS: Readonly<Record<MainAction["kind"], IconName>> = {
	carrier: "outside",
	code: "eye",
	way: "way",
	call: "phone",
	"not-received": "question",
	calendar: "calendar",
};

function ActionButton({ action, model, words }: PartContext & { action: MainAction }) {
	const says: Readonly<Record<MainAction["kind"], string>> = {
		carrier: words.carrierPage(isolate(model.parcel.carrier.name)),
		code: words.actions.showDetails,
		way: words.actions.findTheWay,
		call: words.lastMile.callCourier,
		"not-received": words.actions.notReceived,
		calendar: words.actions.addToCalendar,
	};
	const isOutside = action.kind === "carrier" || action.kind === "way";
	return (
		<a
			class={action.kind === "not-received" ? "button" : "button button-main"}
			href={action.href}
			data-action={action.kind}
			{...(isOutside ? { rel: "noopener noreferrer" } : {})}
		>
			<Sign name={SIGNS[action.kind]} />
			<span>
				<Sentence text={says[action.kind]} />
			</span>
		</a>
	);
}

interface Asked {
	readonly parcel: ParcelPage;
	readonly orderReference: string | null;
	/** An instant, `…Z`. */
	readonly now: string;
}

/** A mail to the shop, begun: it says which parcel, and how it stands. */
export function mailTo(address: string, { parcel, orderReference, now }: Asked, words: Words, speech: Speech): string {
	const [carrier, number] = [isolate(parcel.carrier.name), isolate(parcel.trackingNumber)];
	const subject = words.askSubject(titleOf(parcel, words), number);
	const order = orderReference === null ? "" : `\n${words.orderNumber}: ${isolate(orderReference)}`;
	const { title } = headlineOf(parcel, { words, speech, now });
	const body = `${words.askBody(carrier, number, title)}${order}`;
	const to = encodeURIComponent(address).replaceAll("%40", "@");
	return `mailto:${to}?subject=${encodeURIComponent(plainSentence(subject))}&body=${encodeURIComponent(plainSentence(body))}`;
}
