import { withoutControls } from "../isolate.tsx";
import { Choice, Field, Refusal, type RefusedForm } from "./fields.tsx";
import { type ConsoleContext, PostForm, type Staff } from "./frame.tsx";
import { type CarrierNames, carrierName, type NamedCarrier } from "./parcel-row.tsx";
import { Ago } from "./parts.tsx";

/** A number that the parcel travels under. */
export interface NumberedLeg extends NamedCarrier {
	readonly number: number;
	readonly trackingNumber: string;
	readonly wrongSince: string | null;
	readonly carriedBy: { readonly carrier: string | null; readonly name: string | null } | null;
	readonly subscription: { readonly state: string; readonly lastError: string | null } | null;
}

interface LegsInput extends ConsoleContext {
	readonly legs: readonly NumberedLeg[];
	readonly elsewhere: readonly { readonly carrierName: string | null; readonly trackingNumber: string }[];
	readonly carriers: CarrierNames;
}

/** What one parcel is called by each who carries it. */
export function Legs({ legs, elsewhere, carriers, ...context }: LegsInput) {
	const { parcel: text } = context.own;
	return (
		<section aria-labelledby="legs">
			<h2 id="legs">{text.legs}</h2>
			<ol class="sources">
				{legs.map(({ number, trackingNumber, wrongSince, carriedBy, subscription, ...leg }) => (
					<li>
						<p>
							{text.leg(number)}: <bdi>{carrierName(leg, carriers)}</bdi> <bdi>{withoutControls(trackingNumber)}</bdi>
						</p>
						{wrongSince !== null && (
							<p class="quiet">
								{text.wrongSince} <Ago at={wrongSince} {...context} />
							</p>
						)}
						{carriedBy !== null && (
							<p class="quiet">
								{text.carriedBy}{" "}
								<bdi>{withoutControls(carriedBy.name ?? carriers.get(carriedBy.carrier ?? "") ?? "")}</bdi>
							</p>
						)}
						{subscription !== null && (
							<p class="quiet">
								{text.subscription}: {text.subscriptions[subscription.state] ?? subscription.state}
								{subscription.lastError !== null && <>. {withoutControls(subscription.lastError)}</>}
							</p>
						)}
					</li>
				))}
			</ol>
			{elsewhere.length > 0 && (
				<>
					<p class="quiet">{text.elsewhere}</p>
					<ul class="sources">
						{elsewhere.map(({ carrierName, trackingNumber }) => (
							<li>
								<bdi>{withoutControls(trackingNumber)}</bdi>{" "}
								<span class="quiet">
									<bdi>{withoutControls(carrierName ?? "")}</bdi>
								</span>
							</li>
						))}
					</ul>
				</>
			)}
		</section>
	);
}

interface CorrectionInput extends Pick<ConsoleContext, "own"> {
	/** `shp_…` */
	readonly id: string;
	readonly sent: RefusedForm;
	readonly carriers: CarrierNames;
	readonly staff: Staff | null;
}

export function Correction({ id, sent, carriers, staff, own }: CorrectionInput) {
	const { correct } = own.parcel;
	return (
		<details class="correct" open={sent.refused !== null}>
			<summary>{correct.title}</summary>
			<p class="quiet">{correct.text}</p>
			<PostForm action={`/console/parcels/${id}/carrier`} staff={staff} class="form">
				<Refusal {...sent} names={["carrier", "trackingNumber"]} />
				<Choice
					name="carrier"
					label={correct.carrier}
					value=""
					errors={sent.errors}
					options={[...carriers]}
					any="–"
					isRequired
				/>
				<Field
					name="trackingNumber"
					label={correct.number}
					hint={correct.numberHint}
					value=""
					errors={sent.errors}
					mostCharacters={64}
				/>
				<button class="button" type="submit">
					{correct.button}
				</button>
			</PostForm>
		</details>
	);
}
