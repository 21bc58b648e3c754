import type { BrandNames } from "./brands.tsx";
import { CountList, type Counts } from "./counts.tsx";
import { type FirstSteps, FirstStepsList } from "./first-steps.tsx";
import { type ConsolePage, consoleDocument, PostForm } from "./frame.tsx";
import { type CarrierNames, type ListedParcel, ParcelRows } from "./parcel-row.tsx";
import type { ConsoleWords } from "./words.ts";

export interface HomePage extends ConsolePage {
	readonly firstSteps: FirstSteps;
	/** The newest that wait for the shop; null for whoever may not see parcels. */
	readonly waiting: readonly ListedParcel[] | null;
	readonly hasMoreWaiting: boolean;
	/** Reviews that wait to be let through; 1,000 stands for more. */
	readonly reviewsWaiting: number;
	/** Null for a shop that has nothing to count yet. */
	readonly counts: Counts | null;
	readonly carriers: CarrierNames;
	readonly brands: BrandNames;
}

interface WaitingBuyersInput {
	readonly questions: number;
	readonly reviews: number;
	readonly own: ConsoleWords;
}

/** Buyers who wait for an answer, or to be heard, wait for the shop like any parcel. */
function WaitingBuyers({ questions, reviews, own }: WaitingBuyersInput) {
	return (
		<>
			{questions > 0 && (
				<p class="row row-warn">
					<a href="/console/questions">{own.questions.waitingHere(questions)}</a>
				</p>
			)}
			{reviews > 0 && (
				<p class="row row-warn">
					<a href="/console/reviews">{own.reviews.waitingHere(reviews)}</a>
				</p>
			)}
		</>
	);
}

export function renderHome(page: HomePage): string {
	const { staff, waiting, carriers, counts, reviewsWaiting: reviews } = page;
	const questions = counts?.questions ?? 0;
	return consoleDocument(page, (context) => {
		const { own } = context;
		return {
			title: own.places.home,
			place: "home",
			children: (
				<>
					<h1>{own.places.home}</h1>
					{counts !== null && <CountList counts={counts} own={own} />}
					<FirstStepsList steps={page.firstSteps} own={own} />
					{waiting === null && <WaitingBuyers questions={questions} reviews={reviews} own={own} />}
					{waiting !== null && (
						<section aria-labelledby="waiting">
							<h2 id="waiting">{own.worklist.title}</h2>
							<WaitingBuyers questions={questions} reviews={reviews} own={own} />
							{waiting.length === 0 ? (
								questions + reviews === 0 && <p class="details">{own.worklist.none}</p>
							) : (
								<>
									<p class="quiet">{own.worklist.text}</p>
									<ParcelRows context={context} parcels={waiting} carriers={carriers} brands={page.brands} />
								</>
							)}
							{page.hasMoreWaiting && (
								<p class="further">
									<a class="button" href="/console/parcels?show=waiting">
										{own.worklist.all}
									</a>
								</p>
							)}
						</section>
					)}
					<PostForm action="/console/log-out" staff={staff} class="everywhere">
						<input type="hidden" name="everywhere" value="1" />
						<button class="plain-button" type="submit">
							{own.logOutEverywhere}
						</button>
					</PostForm>
				</>
			),
		};
	});
}
