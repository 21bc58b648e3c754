import { ACTION_BY, CONDITIONS, MILESTONES } from "../../../src/core/status.ts";
import type { BrandNames } from "./brands.tsx";
import { Choice, Field } from "./fields.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument } from "./frame.tsx";
import { type CarrierNames, type ListedParcel, ParcelRows } from "./parcel-row.tsx";
import { Days, Further } from "./parts.tsx";

export const PARCEL_VIEWS = ["newest", "updated", "open", "waiting", "late", "late_risk"] as const;

/** What the list can be narrowed by, in the API's words: so its form and its address name them. */
export const PARCEL_FILTERS = [
	"q",
	"carrier",
	"brand",
	"milestone",
	"condition",
	"action_by",
	"archived",
	"order",
	"reference",
	"created_from",
	"created_to",
	"updated_from",
	"updated_to",
	"eta_from",
	"eta_to",
] as const;
export type ParcelFilterName = (typeof PARCEL_FILTERS)[number];

/** What the list shows, as it was written. */
export type ParcelFilter = { readonly show: (typeof PARCEL_VIEWS)[number] } & Readonly<
	Partial<Record<ParcelFilterName, string>>
>;

export interface ParcelsPage extends ConsolePage {
	readonly filter: ParcelFilter;
	/** What was sought, where it is too little to look for. */
	readonly tooShort: string | null;
	readonly parcels: readonly ListedParcel[];
	/** Of the next slice; null at the end. */
	readonly next: string | null;
	readonly carriers: CarrierNames;
	readonly brands: BrandNames;
	readonly mayAdd: boolean;
}

export function renderParcels(page: ParcelsPage): string {
	const { filter, parcels, carriers, next } = page;
	const isFiltered = PARCEL_FILTERS.some((name) => filter[name] !== undefined);
	return consoleDocument(page, (context) => {
		const { own } = context;
		return {
			title: own.places.parcels,
			place: "parcels",
			children: (
				<>
					<h1>{own.places.parcels}</h1>
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
					<Filters {...page} {...context} />
					{parcels.length === 0 ? (
						<p class="details">
							{isFiltered ? own.list.none : filter.show === "waiting" ? own.worklist.none : own.list.noneYet}
						</p>
					) : (
						<ParcelRows context={context} parcels={parcels} carriers={carriers} brands={page.brands} />
					)}
					<Further href={next} own={own} />
					{parcels.length > 0 && <Download filter={filter} own={own} />}
				</>
			),
		};
	});
}

type FiltersInput = ConsoleContext & Pick<ParcelsPage, "filter" | "carriers" | "brands" | "tooShort">;

/** A form by GET, so that what is shown has an address. */
function Filters({ filter, carriers, brands, tooShort, own, words }: FiltersInput) {
	const { list } = own;
	const conditions = CONDITIONS.map((one) => [one, one === "ok" ? list.allWell : words.conditions[one].title] as const);
	const isNarrowed = PARCEL_FILTERS.some((name) => name !== "q" && filter[name] !== undefined);
	const choice = (name: ParcelFilterName, label: string, options: readonly (readonly [string, string])[]) => (
		<Choice name={name} label={label} value={filter[name] ?? ""} options={options} any={list.any} />
	);
	return (
		<form method="get" action="/console/parcels">
			<input type="hidden" name="show" value={filter.show} />
			<div class="search">
				<Field
					name="q"
					type="search"
					label={list.search}
					hint={list.searchHint}
					value={tooShort ?? filter.q ?? ""}
					errors={tooShort === null ? {} : { q: list.searchTooShort }}
					mostCharacters={200}
				/>
				<button class="button" type="submit">
					{list.searchButton}
				</button>
			</div>
			<details class="filters" open={isNarrowed}>
				<summary>{list.filter}</summary>
				<div class="fields">
					{choice("carrier", list.carrier, [...carriers])}
					{brands.size > 0 && choice("brand", list.brand, [["none", list.ownBrand], ...brands])}
					{choice(
						"milestone",
						list.milestone,
						MILESTONES.map((one) => [one, own.milestones[one]] as const),
					)}
					{choice("condition", list.condition, conditions)}
					{choice(
						"action_by",
						list.actionBy,
						ACTION_BY.map((one) => [one, own.actsShort[one]] as const),
					)}
					<Choice
						name="archived"
						label={list.archived}
						value={filter.archived ?? ""}
						options={Object.entries(list.archivedOnes)}
						any={list.notArchived}
					/>
					{(["order", "reference"] as const).map((name) => (
						<Field name={name} label={list[name]} value={filter[name] ?? ""} mostCharacters={200} />
					))}
					<Days from="eta_from" to="eta_to" value={filter} label={list.etaDays} own={own} />
					<Days from="created_from" to="created_to" value={filter} label={list.createdDays} own={own} />
					<Days from="updated_from" to="updated_to" value={filter} label={list.updatedDays} own={own} />
					<p class="buttons">
						<button class="button button-main" type="submit">
							{list.apply}
						</button>
						<a class="button" href={addressOf({ show: filter.show })}>
							{list.reset}
						</a>
					</p>
				</div>
			</details>
		</form>
	);
}

/** What a spreadsheet opens, and what a program reads. */
const FILES = ["csv", "ndjson"] as const;

function Download({ filter, own }: Pick<ConsoleContext, "own"> & Pick<ParcelsPage, "filter">) {
	return (
		<p class="details">
			{own.list.download}
			{FILES.map((ending, index) => (
				<>
					{index === 0 ? " " : ` ${own.list.or} `}
					<a href={`/console/parcels.${ending}${queryOf(filter)}`} download>
						{own.list.files[ending]}
					</a>
				</>
			))}
		</p>
	);
}

/** The list as it stands, or a slice of it. */
export function addressOf(filter: ParcelFilter, cursor?: string): string {
	return `/console/parcels${queryOf(filter, cursor)}`;
}

function queryOf(filter: ParcelFilter, cursor?: string): string {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries({ ...filter, cursor })) if (value) query.set(name, value);
	if (filter.show === "newest") query.delete("show");
	return query.size === 0 ? "" : `?${query}`;
}
