import { type IconName, Sign } from "./icons.tsx";
import { isolate, plainSentence, Sentence } from "./isolate.tsx";
import { type MainAction, mainActionOf } from "./main-action.ts";
import { type PartContext, titleOfPage } from "./titles.ts";

/** Always at the same place, whatever the state: a person is one tap away, and beside it what the state asks for. */
export function ContactBar(context: PartContext) {
	const { model, words } = context;
	const { contactEmail } = model.parcel.shop;
	const action = mainActionOf(model);
	return (
		<nav class="contact" data-part="contact" aria-label={words.askPerson}>
			<div class="contact-inside">
				{contactEmail !== null && (
					<a class="button ask" href={mailTo(contactEmail, context)}>
						<Sign name="person" />
						<span>{words.askPerson}</span>
					</a>
				)}
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

function mailTo(address: string, { model, words, headline }: PartContext): string {
	const { parcel } = model;
	const [carrier, number] = [isolate(parcel.carrier.name), isolate(parcel.trackingNumber)];
	const subject = words.askSubject(titleOfPage(model, words), number);
	const order = model.orderReference === null ? "" : `\n${words.orderNumber}: ${isolate(model.orderReference)}`;
	const body = `${words.askBody(carrier, number, headline.title)}${order}`;
	const to = encodeURIComponent(address).replaceAll("%40", "@");
	return `mailto:${to}?subject=${encodeURIComponent(plainSentence(subject))}&body=${encodeURIComponent(plainSentence(body))}`;
}
