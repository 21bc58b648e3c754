/** The parts of the API, in the order in which the document has them. */
export const TAGS = {
	Shipments: "Parcels: registered by their waybill, followed until they have arrived.",
	Imports: "Files of parcels, a shop's exports as they are.",
	Orders: "What was bought together, with its parcels.",
	Carriers: "Who carries what, whose number it may be, and when a parcel would come.",
	Connections: "Accounts with carriers: asked with their credentials, or posting to an address of their own.",
	Messages: "What carriers sent, as it came.",
	Reports: "What buyers said of deliveries that they did not get.",
	Questions: "What buyers ask of their parcels, and what the shop answers.",
	Reviews: "What buyers say once a parcel came, what you show of it and what you answer.",
	Endpoints:
		"Systems that are told of news, and what became of each telling. What they are told stands under Webhooks.",
	Shop: "How your pages look and what they say of you, under one name or several.",
	Products: "What you sell, as your product feed has it: shown to buyers who want to see it, where all is well.",
	Keys: "API keys, each with what it may do, and the log of who changed what.",
	Analytics: "What windows and promises of arrival were worth, and how long parcels take.",
	API: "The API itself.",
} as const;

export type Tag = keyof typeof TAGS;
