import { Outcome } from "../form.tsx";
import { withoutControls } from "../isolate.tsx";
import type { BrandNames } from "./brands.tsx";
import { Choice, Field } from "./fields.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument, PostForm } from "./frame.tsx";
import type { CarrierNames } from "./parcel-row.tsx";

/** As it was written. */
export interface AddForm {
	readonly numbers: string;
	readonly carrier: string;
	readonly order: string;
	readonly email: string;
	readonly postcode: string;
	/** The buyer asked to be written of it: "1", or "". */
	readonly notify: string;
	/** `brd_…`; "": that of its order, or the shop's own. */
	readonly brand: string;
}

export const NEW_ADD_FORM: AddForm = {
	...{ numbers: "", carrier: "", order: "", email: "", postcode: "", notify: "", brand: "" },
};

/** What became of one line. */
export interface AddedLine {
	readonly number: string;
	readonly outcome:
		| { readonly kind: "created" | "known"; readonly id: string; readonly carrier: string }
		| { readonly kind: "refused"; readonly detail: string }
		/** The carrier cannot be told by the number; whose it may be, best first. */
		| { readonly kind: "unclear"; readonly candidates: readonly { readonly carrier: string; readonly name: string }[] };
}

export interface AddPage extends ConsolePage {
	readonly form: AddForm;
	/** What is wrong with the form as a whole. */
	readonly refused: string | null;
	/** Empty before anything was sent. */
	readonly lines: readonly AddedLine[];
	readonly mostLines: number;
	readonly carriers: CarrierNames;
	readonly brands: BrandNames;
}

export function renderAddParcels(page: AddPage): string {
	const { form, refused, lines, carriers, staff } = page;
	return consoleDocument(page, (context) => {
		const { own } = context;
		const { add } = own;
		return {
			title: add.title,
			place: "parcels",
			children: (
				<>
					<p>
						<a href="/console/parcels">{own.places.parcels}</a> / {add.title}
					</p>
					<h1>{add.title}</h1>
					<p>
						<a href="/console/parcels/import">{own.files.link}</a>
					</p>
					{lines.length > 0 && <Results {...context} lines={lines} form={form} carriers={carriers} />}
					<PostForm action="/console/parcels" staff={staff} class="form">
						<Outcome text={refused && withoutControls(refused)} />
						<div class="field">
							<label for="numbers">{add.numbers}</label>
							<p class="hint" id="numbers-hint">
								{add.numbersHint(page.mostLines)}
							</p>
							<textarea
								id="numbers"
								name="numbers"
								rows={6}
								maxlength={20_000}
								required
								dir="auto"
								autocapitalize="off"
								spellcheck={false}
								aria-describedby="numbers-hint"
							>
								{withoutControls(form.numbers)}
							</textarea>
						</div>
						<Choice
							name="carrier"
							label={own.list.carrier}
							value={form.carrier}
							options={[...carriers]}
							any={add.findOut}
						/>
						<Field name="order" label={add.order} hint={add.orderHint} value={form.order} mostCharacters={200} />
						<Field name="email" label={add.email} hint={add.buyerHint} value={form.email} mostCharacters={254} />
						<Field name="postcode" label={add.postcode} value={form.postcode} mostCharacters={20} />
						<div class="check">
							<input
								id="notify"
								type="checkbox"
								name="notify"
								value="1"
								checked={form.notify === "1"}
								aria-describedby="notify-hint"
							/>
							<label for="notify">{add.notify}</label>
						</div>
						<p class="hint" id="notify-hint">
							{add.notifyHint}
						</p>
						{page.brands.size > 0 && (
							<Choice
								name="brand"
								label={own.brands.brand}
								value={form.brand}
								options={[...page.brands]}
								any={own.brands.ofOrder}
							/>
						)}
						<button class="button button-main" type="submit">
							{add.button}
						</button>
					</PostForm>
				</>
			),
		};
	});
}

type ResultsInput = ConsoleContext & Pick<AddPage, "lines" | "form" | "carriers">;

function Results({ lines, form, carriers, own, page }: ResultsInput) {
	const { add } = own;
	const added = lines.filter(({ outcome }) => outcome.kind === "created" || outcome.kind === "known").length;
	return (
		<section aria-labelledby="results">
			<h2 id="results">{add.results(added, lines.length - added)}</h2>
			<ol class="rows">
				{lines.map(({ number, outcome }, index) => (
					<li class={`row row-${TONES[outcome.kind]}`}>
						<div class="row-name">
							{"id" in outcome ? (
								<a href={`/console/parcels/${outcome.id}`}>
									<bdi>{withoutControls(number)}</bdi>
								</a>
							) : (
								<bdi>{withoutControls(number)}</bdi>
							)}
						</div>
						<div class="row-state row-wide">
							{"id" in outcome && (
								<p>
									{add[outcome.kind]} {carriers.get(outcome.carrier) ?? outcome.carrier}
								</p>
							)}
							{outcome.kind === "refused" && <p class="trouble">{withoutControls(outcome.detail)}</p>}
							{outcome.kind === "unclear" && (
								<p class="trouble">{outcome.candidates.length > 0 ? add.which : add.unlike}</p>
							)}
							{outcome.kind === "unclear" && outcome.candidates.length > 0 && (
								<PostForm action="/console/parcels" staff={page.staff} class="candidates">
									<input type="hidden" name="numbers" value={withoutControls(number)} />
									{(["order", "email", "postcode", "notify", "brand"] as const).map((name) => (
										<input type="hidden" name={name} value={withoutControls(form[name])} />
									))}
									<label class="for-readers" for={`carrier-${index}`}>
										{own.list.carrier}
									</label>
									<select id={`carrier-${index}`} name="carrier" required>
										{outcome.candidates.map(({ carrier, name }) => (
											<option value={carrier}>{name}</option>
										))}
									</select>
									<button class="button button-small" type="submit">
										{add.again}
									</button>
								</PostForm>
							)}
						</div>
					</li>
				))}
			</ol>
		</section>
	);
}

const TONES = { created: "good", known: "plain", refused: "bad", unclear: "warn" } as const;
