import type { AccuracyFigures, Figures } from "../../web/views/accuracy/figures.ts";

const around = (share: number, half: number) => ({
	share,
	low: Math.max(0, share - half),
	high: Math.min(1, share + half),
});

export function figures(change: Partial<Figures> & { readonly held?: number; readonly sure?: number } = {}): Figures {
	const { held = 0.81, sure = 0.02, ...rest } = change;
	return {
		forecasts: 1204,
		parcels: 512,
		coverage: around(held, sure),
		coverageShown: around(Math.min(1, held + 0.08), sure),
		meanWidthDays: 2.41,
		meanErrorDays: 0.72,
		withinOneDay: 0.78,
		...rest,
	};
}

export const noFigures: AccuracyFigures = {
	period: { days: 180, from: "2026-05-26T12:00:00.000Z", to: "2026-11-22T12:00:00.000Z" },
	nominal: 0.8,
	fewestForecasts: 100,
	all: null,
	byCarrier: [],
	byHorizon: [],
	byCarrierAndHorizon: [],
	carriersPromises: [],
};

/** Of an installation with some carriers, good and bad. */
export const someFigures: AccuracyFigures = {
	...noFigures,
	all: figures({ forecasts: 18_412, parcels: 6_120 }),
	byCarrier: [
		figures({ carrier: "dhl", carrierName: "DHL", forecasts: 12_004, parcels: 4_800, sure: 0.01 }),
		figures({ carrier: "gls", carrierName: "GLS", forecasts: 104, parcels: 60, held: 0.55, sure: 0.12 }),
		figures({ carrier: "hay", carrierName: "<b>Hay & Post</b> of Armenia and all around", held: 0.97, sure: 0.01 }),
		figures({
			carrier: "push",
			carrierName: "couriers that post to us",
			forecasts: 760,
			held: 0.78,
			meanWidthDays: 0.2,
		}),
	],
	byHorizon: [
		figures({ horizon: "0", held: 0.84, meanWidthDays: 0.21, meanErrorDays: 0.06 }),
		figures({ horizon: "1", held: 0.82, meanWidthDays: 0.9, meanErrorDays: 0.4 }),
		figures({ horizon: "2-3", held: 0.8 }),
		figures({ horizon: "4-7", held: 0.79, meanWidthDays: 4.2, meanErrorDays: 1.4 }),
		figures({ horizon: "8+", held: 0.71, sure: 0.06, meanWidthDays: 9.1, meanErrorDays: 3.2 }),
	],
	byCarrierAndHorizon: [
		figures({ carrier: "dhl", carrierName: "DHL", horizon: "0" }),
		figures({ carrier: "dhl", carrierName: "DHL", horizon: "2-3" }),
		figures({ carrier: "push", carrierName: "couriers that post to us", horizon: "0" }),
	],
	carriersPromises: [
		{ carrier: "dhl", carrierName: "DHL", parcels: 4_100, early: 410, onTime: 3_280, late: 410, meanDaysLate: 1.6 },
		{ carrier: "gls", carrierName: "GLS", parcels: 120, early: 0, onTime: 120, late: 0, meanDaysLate: null },
	],
};
