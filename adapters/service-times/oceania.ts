import { documented, type StatedService, secondHand, services } from "./stated-service.ts";

/** Carriers of Australia and New Zealand. */
export const oceania: readonly StatedService[] = [
	...services("australia-post", "AU", documented("https://auspost.com.au/christmas?fm=search-organic"), [
		["same region", [2, 5], "working", ["parcel post", "regular", "regular parcel post"]],
		["domestic", [2, 6], "working", ["parcel post", "regular", "regular parcel post"]],
	]),
	...services("australia-post", "AU", documented("https://auspost.com.au/service-updates"), [
		["same region", [1, 2], "working", ["express post", "express"]],
		["domestic", [1, 3], "working", ["express post", "express"]],
		[{ to: ["CN"] }, [6, 12], "working", ["international express"]],
		[{ to: ["CN"] }, [10, 20], "working", ["international standard"]],
		[{ to: ["NZ"] }, [5, 8], "working", ["international express"]],
		[{ to: ["NZ"] }, [7, 12], "working", ["international standard"]],
		[{ to: ["GB"] }, [9, 18], "working", ["international express"]],
		[{ to: ["GB"] }, [12, 22], "working", ["international standard"]],
		[{ to: ["US"] }, [7, 12], "working", ["international express"]],
		[{ to: ["US"] }, [10, 18], "working", ["international standard"]],
	]),
	...services("australia-post", "AU", secondHand("https://fullofwandertravel.com/travel-tip/mail-9"), [
		[{ to: ["US"] }, [70, 84], "calendar", ["sea mail", "sea", "economy sea", "international economy sea"], "sea"],
	]),
	...services("nz-post", "NZ", secondHand("https://www.shabupc.com/are-post-shops-open-during-lockdown/"), [
		["domestic", [1, 4], "working", ["courier", "courier parcel", "courierpost", "overnight"]],
	]),
];
