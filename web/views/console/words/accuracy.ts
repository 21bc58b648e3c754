/** Of the page about what the windows were worth. */
export const ACCURACY_WORDS = {
	title: "Do the arrival windows hold?",
	held: (windows: string, meant: string, share: string) => `Of ${windows} windows that said ${meant}, ${share} held.`,
	rest: (shown: string, error: string, near: string) =>
		`Shown in whole days, as most are, ${shown} did. The likely moment was off by ${error} on average, and ${near} of the parcels came on the likely day, the day before or the day after.`,
	counted: (parcels: string, days: number) => `${parcels} parcels of yours that arrived in the last ${days} days.`,
	nothing: "There is nothing to show yet.",
	nothingText: (days: number) =>
		`No parcel of yours with a window arrived in the last ${days} days. Figures appear here by themselves as parcels arrive.`,
	tooFew: "Too few yet",
	tooFewText: (fewest: number) =>
		`Of fewer than ${fewest} windows any figure would be chance. These are counted, and shown once they are enough:`,
	windows: (windows: string, parcels: string) => `${windows} windows of ${parcels} parcels`,
	by: "By what",
	parts: {
		carrier: { title: "By carrier", first: "Carrier" },
		horizon: { title: "By how far ahead", first: "The likely day was" },
		anchor: { title: "By how far the parcel had come", first: "The window was told" },
	},
	anchors: {
		label: "when the label was made",
		accepted: "when the carrier took it",
		facility: "at a depot on the way",
		"destination-facility": "at the depot near the buyer",
		"out-for-delivery": "when it went out for delivery",
	} as Readonly<Record<string, string>>,
	days: "Arrived in the last",
	daysOf: (days: number) => `${days} days`,
	how: "How it is measured",
	rules: [
		"Whenever a scan tells how far a parcel has come, a window is forecast in which it should arrive so many times of ten. It is kept as it was, before anybody knows the end. When the parcel has arrived, it held or it did not; early is wrong like late.",
		"“Held” is the window to the minute, “held as shown” what the buyer read, mostly whole days, and so a little wider.",
		"A parcel that waits at a pickup point has arrived. One that went back, or was lost, has not, and is not counted.",
		"The windows of one parcel stand and fall together. The interval of 95 in 100 therefore counts parcels, not windows; it is Wilson's.",
	],
	everybody: "What everybody may see of the whole installation",
};
