import { CONDITIONS, type Condition, MILESTONES, type Milestone } from "../../../src/core/status.ts";
import { TextField } from "../form.tsx";
import { withoutControls } from "../isolate.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument } from "./frame.tsx";
import { type CarrierNames, type ListedParcel, ParcelRows } from "./parcel-row.tsx";
import { Choice, Further } from "./parts.tsx";

export const PARCEL_VIEWS = ["newest", "waiting", "late_risk"] as const;

/** What the list shows, as its form names it. */
export interface ParcelFilter {
	readonly show: (typeof PARCEL_VIEWS)[number];
	readonly carrier?: string | undefined;
	readonly milestone?: Milestone | undefined;
	readonly condition?: Condition | undefined;
	readonly order?: string | undefined;
	readonly reference?: string | undefined;
}

export interface ParcelsPage extends ConsolePage {
	readonly filter: ParcelFilter;
	readonly parcels: readonly ListedParcel[];
	/** Of the next slice; null at the end. */
	readonly next: string | null;
	readonly carriers: CarrierNames;
	readonly mayAdd: boolean;
}

export function renderParcels(page: ParcelsPage): string {
	const { filter, parcels, carriers, next } = page;
	const isFiltered = Object.entries(filter).some(([name, value]) => name !== "show" && value !== undefined);
	return consoleDocument(page, (context) => {
		const { own } = context;
		return {
			title: own.parcels,
			place: "parcels",
			children: (
				<>
					<h1>{own.parcels}</h1>
					<p class="quiet">{own.list.text}</p>
					{page.mayAdd && (
						<p class="further">
							<a class="button button-main" href="/console/parcels/new">
								{own.add.title}
							</a>
						</p>
					)}
					<nav class="views" aria-label={own.list.show}>
						<ul class="console-places">
							{PARCEL_VIEWS.map((show) => (
								<li>
									<a
										class="place"
										href={addressOf({ ...filter, show })}
										{...(show === filter.show ? { "aria-current": "true" } : {})}
									>
										{own.list.views[show]}
									</a>
								</li>
							))}
						</ul>
					</nav>
					<Filters filter={filter} isOpen={isFiltered} carriers={carriers} {...context} />
					{parcels.length === 0 ? (
						<p class="details">
							{isFiltered ? own.list.none : filter.show === "waiting" ? own.worklist.none : own.list.noneYet}
						</p>
					) : (
						<ParcelRows context={context} parcels={parcels} carriers={carriers} />
					)}
					<Further href={next} own={own} />
				</>
			),
		};
	});
}

type FiltersInput = ConsoleContext & Pick<ParcelsPage, "filter" | "carriers"> & { readonly isOpen: boolean };

/** A form by GET, so that what is shown has an address. */
function Filters({ filter, carriers, isOpen, own, words }: FiltersInput) {
	const { list } = own;
	const conditions = CONDITIONS.map((one) => [one, one === "ok" ? list.allWell : words.conditions[one].title] as const);
	return (
		<details class="filters" open={isOpen}>
			<summary>{list.filter}</summary>
			<form method="get" action="/console/parcels">
				<input type="hidden" name="show" value={filter.show} />
				<Choice
					name="carrier"
					label={list.carrier}
					value={filter.carrier ?? ""}
					options={[...carriers]}
					any={list.any}
				/>
				<Choice
					name="milestone"
					label={list.milestone}
					value={filter.milestone ?? ""}
					options={MILESTONES.map((one) => [one, own.milestones[one]] as const)}
					any={list.any}
				/>
				<Choice
					name="condition"
					label={list.condition}
					value={filter.condition ?? ""}
					options={conditions}
					any={list.any}
				/>
				{(["order", "reference"] as const).map((name) => (
					<TextField
						name={name}
						label={list[name]}
						value={withoutControls(filter[name] ?? "")}
						error={null}
						mostCharacters={200}
						isOptional
					/>
				))}
				<p class="buttons">
					<button class="button button-main" type="submit">
						{list.apply}
					</button>
					<a class="button" href={addressOf({ show: filter.show })}>
						{list.reset}
					</a>
				</p>
			</form>
		</details>
	);
}

/** The list as it stands, or a slice of it. */
export function addressOf(filter: ParcelFilter, cursor?: string): string {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries({ ...filter, cursor })) if (value) query.set(name, value);
	if (filter.show === "newest") query.delete("show");
	return `/console/parcels${query.size === 0 ? "" : `?${query}`}`;
}
