import { isLuhn, type KnownCarrier } from "../kit/index.ts";

/** Forms and pages as public collections of them tell: nobody here has an account with these couriers. */
const FORMS = {
	kind: "assumed",
	url: "https://github.com/jkeen/tracking_number_data",
	checked: "2026-11-22",
} as const;

/** Couriers that Wayline does not follow and knows by their numbers: named, linked, and said not to be followed. */
export const couriers: readonly KnownCarrier[] = [
	{
		code: "4px",
		name: "4PX",
		countries: ["CN"],
		source: { kind: "assumed", url: "https://track.4px.com/", checked: "2026-11-22" },
		numbers: {
			pattern: /^4PX\d{13}CN$/,
			valid: ["4PX0000000000017CN"],
			invalid: ["4PX000000000017CN", "4PX0000000000017", "4PY0000000000017CN"],
		},
		trackingUrl: (number) => `https://track.4px.com/#/result/0/${encodeURIComponent(number)}`,
	},
	{
		code: "ekart",
		name: "Ekart",
		countries: ["IN"],
		source: { kind: "assumed", url: "https://ekartlogistics.com/", checked: "2026-11-22" },
		numbers: {
			pattern: /^FMP[CP]\d{10}$/,
			valid: ["FMPC0000000017", "FMPP0000000028"],
			invalid: ["FMPX0000000017", "FMPC000000001", "FMPC00000000171"],
		},
		trackingUrl: (number) => `https://ekartlogistics.com/shipmenttrack/${encodeURIComponent(number)}`,
	},
	{
		code: "gofo",
		name: "GOFO Express",
		countries: ["US"],
		source: FORMS,
		numbers: {
			pattern: /^GFUS\d{14}$/,
			valid: ["GFUS00000000000017"],
			invalid: ["GFUS0000000000001", "GFUK00000000000017", "00000000000017"],
		},
		trackingUrl: (number) => `https://www.gofoexpress.com/tracking.html?${new URLSearchParams({ searchID: number })}`,
	},
	{
		code: "intelcom",
		name: "Intelcom",
		countries: ["CA"],
		source: { kind: "assumed", url: "https://intelcom.ca/", checked: "2026-11-22" },
		numbers: {
			pattern: /^INTLCM[A-Z]\d{9}$/,
			valid: ["INTLCMD000000017", "INTLCMI000000028"],
			invalid: ["INTLCM000000017", "INTLCMD00000017", "INTLCD000000017"],
		},
		trackingUrl: () => "https://intelcom.ca/en/track-your-package/",
	},
	{
		code: "lasership",
		name: "LaserShip",
		countries: ["US"],
		source: { ...FORMS, note: "It became part of OnTrac, whose page tracks its parcels." },
		numbers: {
			// The last digit of the longest is that of the piece, behind a hyphen.
			pattern: /^(?:L[EHINSX]\d{8}|1LS7[12]\d{10}|1LS7[12]\d\d01[1-4]\d{6}1|1LSCX[0-9A-Z]{10})$/,
			valid: ["LX10000017", "1LS710000000017", "1LS7100011000017-1", "1LSCX0A0000017B"],
			invalid: ["LA10000017", "LX1000001", "1LS730000000017", "1LS7100011000017-2", "1LSCZ0A0000017B"],
		},
		trackingUrl: (number) => `https://www.ontrac.com/tracking/?${new URLSearchParams({ number })}`,
	},
	{
		code: "old-dominion",
		name: "Old Dominion Freight Line",
		countries: ["US"],
		source: FORMS,
		numbers: {
			pattern: /^(?:07[0-9]|7[78]\d|80\d)\d{8}$/,
			checkDigit: isLuhn,
			valid: ["07200000011", "77700000019", "80000000010"],
			invalid: ["07200000012", "10000000009", "7770000001", "777000000190"],
		},
		trackingUrl: (number) => `https://www.odfl.com/Trace/standardResult.faces?${new URLSearchParams({ pro: number })}`,
	},
	{
		code: "packeta",
		name: "Packeta",
		countries: ["CZ", "SK", "HU", "RO"],
		source: { kind: "assumed", url: "https://www.packeta.com/", checked: "2026-11-22" },
		numbers: {
			pattern: /^Z\d{10}$/,
			valid: ["Z 000 0000 017"],
			invalid: ["Z000000001", "Z00000000017", "0000000017"],
		},
		trackingUrl: (number) => `https://tracking.packeta.com/en/?${new URLSearchParams({ id: number })}`,
	},
	{
		code: "speedee",
		name: "Spee-Dee Delivery",
		countries: ["US"],
		source: FORMS,
		numbers: {
			pattern: /^SP\d{18}$/,
			valid: ["SP000000000000000017"],
			invalid: ["SP00000000000000001", "SX000000000000000017", "000000000000000017"],
		},
		trackingUrl: (number) => `https://www.speedeedelivery.com/track/?${new URLSearchParams({ tracking: number })}`,
	},
	{
		code: "yodel",
		name: "Yodel",
		countries: ["GB"],
		source: FORMS,
		numbers: {
			// The licence plate that it took over with a part of DHL, under whose letters it stands.
			pattern: /^JJ?D0002\d{12}$/,
			valid: ["JJD0002000000000017", "JD0002000000000017"],
			invalid: ["JD000200000000001", "JJD0003000000000017", "JC0002000000000017"],
		},
		trackingUrl: (number) => `https://www.yodel.co.uk/tracking/${encodeURIComponent(number)}`,
	},
];
