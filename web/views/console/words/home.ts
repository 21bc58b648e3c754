/** Of the figures at the top, each with what it counts. */
export const COUNT_WORDS = {
	title: "At a glance",
	open: "on their way",
	late: "later than promised",
	waiting: "waiting for you",
	questions: "questions to answer",
	connections: "connections in trouble",
	number: (count: number, isMore: boolean) => `${count.toLocaleString("en")}${isMore ? "+" : ""}`,
	/** For who hears the page. */
	orMore: "or more",
};

export const FIRST_STEP_WORDS = {
	title: "First steps",
	connect: "Connect the carrier that has most of your parcels",
	add: "Add a parcel",
	look: "Look at it as its buyer does",
	contact: "Say where your buyers write to",
	contactButton: "Give an address",
	webhook: "Let your own systems be told of news",
	webhookButton: "Add a webhook",
	optional: "If you have any",
	done: "Done",
	left: "Still to do",
};
