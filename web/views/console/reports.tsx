import { withoutControls } from "../isolate.tsx";
import type { ConsoleContext } from "./frame.tsx";
import { Facts, Moment } from "./parts.tsx";

/** What a buyer said of a delivery that he did not get. */
export interface BuyersReport {
	readonly id: string;
	readonly saidAt: string;
	readonly foundAt: string | null;
	readonly words: {
		readonly note: string;
		readonly email: string | null;
		readonly lookedAt: readonly string[];
	} | null;
	readonly evidence: { readonly isVerified: boolean };
}

export function Reports({ reports, own, words }: ConsoleContext & { readonly reports: readonly BuyersReport[] }) {
	const text = own.parcel;
	const places: Readonly<Record<string, string>> = words.care.notReceived.places;
	return (
		<section aria-labelledby="reports" class="reports">
			<h2 id="reports">{text.reports}</h2>
			<p class="quiet">{text.reportsText}</p>
			<ol class="sources">
				{reports.map(({ saidAt, foundAt, words: said, evidence }) => (
					<li>
						{said === null ? (
							<p>{text.reportLost}</p>
						) : (
							said.note !== "" && (
								<p class="own-words" dir="auto">
									{withoutControls(said.note)}
								</p>
							)
						)}
						<Facts
							facts={[
								[text.reportSaid, <Moment at={saidAt} own={own} />],
								[text.reportFound, foundAt && <Moment at={foundAt} own={own} />],
								[
									text.reportAnswerTo,
									said?.email && <a href={`mailto:${encodeURIComponent(said.email)}`}>{withoutControls(said.email)}</a>,
								],
								[
									text.reportLooked,
									said !== null &&
										said.lookedAt.length > 0 &&
										said.lookedAt.map((one) => places[one] ?? withoutControls(one)).join(", "),
								],
							]}
						/>
						<p class="quiet">{evidence.isVerified ? text.reportVerified : text.reportUnverified}</p>
					</li>
				))}
			</ol>
		</section>
	);
}
