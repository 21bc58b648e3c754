import { documented, type StatedService, secondHand, services } from "./stated-service.ts";

/** Carriers of Australia and New Zealand. */
export const oceania: readonly StatedService[] = [
	...services("australia-post", "AU", documented("https://auspost.com.au/christmas?fm=search-organic"), [
		["same region", [2, 5], "working", ["parcel post", "regular", "regular parcel post"]],
		["domestic", [2, 6], "working", ["parcel post", "regular", "regular parcel post"]],
	]),
	...services("australia-post", "AU", secondHand("https://marihuanalabs.com/australia-express-post-delivery-times"), [
		["domestic", [1, 2], "working", ["express post", "express"]],
	]),
	...services(
		"australia-post",
		"AU",
		documented("http://auspost.com.au/apps/international-post-guide.html?countryCode=US"),
		[
			[
				{ to: ["US"] },
				[2, 4],
				"working",
				["express courier international", "international courier", "international express"],
			],
			[{ to: ["US"] }, [3, 10], "working", ["pack and track international", "air mail", "international standard"]],
		],
	),
	...services("nz-post", "NZ", secondHand("https://www.shabupc.com/are-post-shops-open-during-lockdown/"), [
		["domestic", [1, 4], "working", ["courier", "courier parcel", "courierpost", "overnight"]],
	]),
];
