import type { Ground, Words } from "../keys.ts";
import { pluralsOf } from "../plurals.ts";
import { DUTCH_CARE } from "./care.ts";
import { DUTCH_CODES } from "./codes.ts";
import { DUTCH_PRODUCTS } from "./products.ts";
import { DUTCH_REASONS } from "./reasons.ts";
import { DUTCH_REVIEWS } from "./reviews.ts";
import { DUTCH_WATCH } from "./watch.ts";

const counted = pluralsOf("nl");

const GROUNDS: Readonly<Record<Ground, string>> = {
	postcode: "naar uw omgeving",
	lane: "op dit traject",
	region: "naar uw regio",
	country: "tussen deze landen",
	service: "met deze dienst",
	carrier: "met deze vervoerder",
};

const askCarrier = (carrier: string): string => `Vraag het ${carrier} met het nummer hieronder.`;

const carrierShows = (carrier: string): string => `De pagina van ${carrier} toont waar het pakket is.`;

const helpCarrier = (carrier: string): string =>
	`U kunt helpen: kijk wat ${carrier} van u vraagt, of vraag het een medewerker.`;

export const DUTCH: Words = {
	codes: DUTCH_CODES,
	reasons: DUTCH_REASONS,
	conditions: {
		notice: { title: "Let op", next: () => "Kan dat niet kloppen? Vraag het een medewerker." },
		delayed: {
			title: "Vertraagd",
			next: (who, carrier) =>
				who === "recipient" ? helpCarrier(carrier) : `${carrier} werkt eraan. U hoeft niets te doen.`,
		},
		stalled: {
			title: "Al enige tijd geen nieuws",
			next: () => "Dat is langer dan gewoonlijk. De winkel weet ervan; u hoeft niets te doen.",
		},
		action_required: {
			title: "Er is iets nodig",
			next: (who, carrier, hasPage) =>
				who === "recipient"
					? hasPage
						? `Alleen u kunt dit verder helpen: op de pagina van ${carrier} staat hoe.`
						: "Alleen u kunt dit verder helpen: vraag een medewerker hoe."
					: who === "sender"
						? "De winkel moet iets doen. U hoeft niets te doen."
						: `${carrier} moet iets doen. U hoeft niets te doen.`,
		},
		problem: {
			title: "Er is een probleem",
			next: (who, carrier) =>
				who === "sender"
					? "De winkel moet beslissen wat er nu gebeurt. Wilt u het weten, vraag het dan een medewerker."
					: who === "recipient"
						? helpCarrier(carrier)
						: `${carrier} zoekt het uit. Wilt u meer weten, vraag het dan een medewerker.`,
		},
		final_problem: {
			title: "Dit pakket komt niet aan",
			next: () => "Vraag het een medewerker: de winkel lost het op.",
		},
		disputed: { title: "Gemeld als niet ontvangen", next: () => "De winkel vraagt het na bij de vervoerder." },
		source_down: {
			title: "Het systeem van de vervoerder reageert niet",
			next: (_who, carrier) => `We blijven het ${carrier} vragen. Hieronder staat wat eerder bekend was.`,
		},
	},
	endings: {
		returning: {
			title: "Het komt niet naar u toe",
			next: (shop) =>
				`${shop} krijgt het terug. Vraag een medewerker of er een ander wordt gestuurd of dat u uw geld terugkrijgt.`,
		},
		returned: {
			title: "Het is teruggegaan",
			next: (shop) =>
				`${shop} heeft het weer. Vraag een medewerker of er een ander wordt gestuurd of dat u uw geld terugkrijgt.`,
		},
		cancelled: { title: "Het komt niet", next: () => "Hebt u daar niet om gevraagd? Vraag het een medewerker." },
		lost: {
			title: "Het komt niet aan",
			next: (shop) => `${shop} lost het op: vraag het een medewerker. Wordt het gevonden, dan ziet u dat hier.`,
		},
		destroyed: {
			title: "Het komt niet aan",
			next: (shop) => `Er is niets van over om door te sturen. ${shop} lost het op: vraag het een medewerker.`,
		},
		stolen: {
			title: "Het komt niet aan",
			next: (shop) => `Voor de diefstal hoeft u niets te doen. ${shop} lost het op: vraag het een medewerker.`,
		},
		expired: {
			title: "Er wordt niets meer van verwacht",
			next: (shop) => `Hebt u uw pakket niet, vraag het dan een medewerker: ${shop} lost het op.`,
		},
		archived: {
			title: "Meer wordt hier niet getoond",
			next: () => "Hebt u uw pakket niet, vraag het dan een medewerker.",
		},
		damaged: {
			title: "Gemeld als beschadigd",
			next: () => "Is er iets kapot, bewaar dan de verpakking en vraag het een medewerker.",
		},
		rest: { title: "De rest komt niet aan", next: (shop) => `${shop} lost het op: vraag het een medewerker.` },
		reported: {
			title: "Daarna is er nog iets gemeld",
			next: () => "Hebt u uw pakket niet, vraag het dan een medewerker.",
		},
	},
	collect: {
		title: "Ligt voor u klaar",
		next: (place, carrier) =>
			`${place === "" ? "" : `Haal het hier af: ${place}. `}Hoelang het voor u wordt bewaard, weet ${carrier}.`,
	},
	neverCardDetails: "Geef nooit kaartgegevens via een link in een sms.",
	following: {
		"needs-connection": (carrier, hasPage) =>
			`De pagina van deze winkel is nog niet gekoppeld aan ${carrier}. ${hasPage ? carrierShows(carrier) : askCarrier(carrier)}`,
		"push-only": (carrier) => `${carrier} meldt ons elke stap meteen. De eerste verschijnt hier vanzelf.`,
		unsupported: (carrier, hasPage) =>
			`We kunnen het ${carrier} niet zelf vragen. ${hasPage ? carrierShows(carrier) : askCarrier(carrier)}`,
	},
	steps: {
		shipped: "Verzonden",
		moving: "Onderweg",
		customs: "Douane",
		nearby: "In uw buurt",
		out: "Bij de bezorger",
		collect: "Af te halen",
		delivered: "Bezorgd",
		returning: "Gaat terug",
		returned: "Bij de winkel",
	},
	headline: {
		arriving: (when) => `Verwacht: ${when}`,
		nowExpected: (what, when) => `${what} – nu verwacht: ${when}`,
		between: (day, times) => `${day}, ${times}`,
		by: (day, time) => `${day}, uiterlijk ${time} uur`,
		today: (day) => `vandaag, ${day}`,
		tomorrow: (day) => `morgen, ${day}`,
		delivered: (when) => `Bezorgd op ${when}`,
		at: (what, when) => `${what}, ${when}`,
		until: (what, day) => `${what} t/m ${day}`,
		later: "Later dan verwacht",
		laterNow: (when) => `Later dan verwacht: ${when}`,
		wasExpected: (when) => `Het werd verwacht op ${when}.`,
		firstEstimate: (when) => `De eerste schatting was ${when}.`,
		noNewDate: "Er is nog geen nieuwe datum.",
		onItsWay: "Onderweg",
		noDate: "Nog geen bezorgdatum.",
		noNewsSince: (day) => `Geen nieuws sinds ${day}`,
		mayCome: (when) => `Als het snel verdergaat, kan het nog aankomen: ${when}.`,
		notHandedOver: "De vervoerder heeft het nog niet",
		heardLast: (day) => `Het laatste bericht kwam op ${day}.`,
		outToday: (day) => `De bezorger is vandaag onderweg, ${day}`,
		outSince: (day) => `Bij de bezorger sinds ${day}`,
		labelMade: "Uw pakket wordt klaargemaakt",
		labelDetail: (shop, carrier) => `${shop} heeft het label gemaakt. ${carrier} heeft het pakket nog niet gescand.`,
		waitingDetail: (carrier) => `De eerste stap verschijnt hier vanzelf zodra ${carrier} die meldt.`,
		firstScanBy: (carrier, day) => `Meestal heeft ${carrier} zulke pakketten uiterlijk ${day}.`,
		elsewhere: (carrier) => `Volg dit pakket bij ${carrier}`,
	},
	promise: {
		carrier: (carrier) => `Dat geeft ${carrier} aan.`,
		seller: (shop) => `Dat heeft ${shop} beloofd.`,
		kept: (carrier, outOfTen) => `Van elke 10 zulke data haalt ${carrier} er ongeveer ${outOfTen}.`,
		likely: (when) => `Waarschijnlijk ${when}.`,
		likelyAt: (time) => `Waarschijnlijk rond ${time} uur.`,
		estimate: (parcels, ground) =>
			`Onze schatting, uit ${counted(parcels, { one: "# pakket", other: "# pakketten" })} ${GROUNDS[ground]}.`,
		stated: (carrier, fromDays, toDays, isWorking) => {
			const from = fromDays === toDays ? "" : `${fromDays} tot `;
			const days = isWorking ? { one: "# werkdag", other: "# werkdagen" } : { one: "# dag", other: "# dagen" };
			return `${carrier} doet er meestal ${from}${counted(toDays, days)} over.`;
		},
		beside: (carrier, when, usually) => {
			if (usually === "within") return `${carrier} geeft aan: ${when}.`;
			return `${carrier} geeft aan: ${when}; pakketten op dit traject ${usually === "later" ? "doen er meestal langer over" : "komen meestal eerder"}.`;
		},
		lateStep: (what, days) => `${what}: ${counted(days, { one: "1 dag", other: "# dagen" })} later dan gewoonlijk.`,
		slower: "De laatste tijd doen zulke pakketten er langer over dan voorheen.",
		measured: (outOfTen) =>
			`${counted(outOfTen, { one: "# van de 10 pakketten op dit traject komt", other: "# van de 10 pakketten op dit traject komen" })} binnen deze periode aan.`,
		localTo: (city) => `Tijden zijn plaatselijke tijd in ${city}.`,
	},
	yourParcel: "Uw pakket",
	andMore: (title, more) => `${title} ${counted(more, { one: "+ nog # artikel", other: "+ nog # artikelen" })}`,
	localTime: (when) => `${when} (plaatselijke tijd)`,
	checked: (ago) => ["laatst gecontroleerd: ", ago, ""],
	sourceDown: (carrier, since) =>
		`Het systeem van ${carrier} reageert niet sinds ${since}. Dit is wat toen bekend was.`,
	noTime: "geen tijd vermeld",
	mapTitle: "Waar het is",
	map: {
		from: (place) => `Van: ${place}.`,
		within: (country) => `Nu in dit land: ${country}; een preciezere plaats is niet bekend.`,
		near: (place, known) => `Het laatst gezien in ${place}, ${known}.`,
		lastKnown: (place, known) => `Laatst bekende plaats: ${place}, ${known}.`,
		arrived: (place) => `Aangekomen in ${place}.`,
		back: (place) => `Terug in ${place}.`,
		to: (place) => `Naar: ${place}.`,
		knownTo: {
			address: "tot op het adres bekend",
			street: "tot op de straat bekend",
			postcode: "tot op de postcode bekend",
			locality: "tot op de plaats bekend",
			region: "tot op de regio bekend",
			country: "tot op het land bekend",
		},
		places: "Plaatsen onderweg",
		skip: "Kaart overslaan",
		courier: (when) => `Het busje toont waar de bezorger was: ${when}.`,
		move: "Kaart verschuiven",
		zoomIn: "Inzoomen",
		zoomOut: "Uitzoomen",
		pan: { left: "Naar links", up: "Omhoog", down: "Omlaag", right: "Naar rechts" },
		credit: "Kaart: Natural Earth · GeoNames (CC BY 4.0)",
	},
	timeline: "Wat er is gebeurd",
	olderScans: (count) =>
		counted(count, {
			one: "Eén eerdere stap wordt niet getoond.",
			other: "# eerdere stappen worden niet getoond.",
		}),
	noScans: (carrier) => `Nog geen stappen. De eerste van ${carrier} verschijnt hier vanzelf.`,
	carrierSays: (carrier) => `In de woorden van ${carrier}`,
	progress: "Voortgang",
	stepDone: "gedaan: ",
	stepStopped: "hier gestopt: ",
	contents: "In dit pakket",
	orderContents: "In deze bestelling",
	otherParcels: "Andere pakketten van deze bestelling",
	parcelDetails: "Vervoerder en nummer",
	carrier: "Vervoerder",
	number: "Trackingnummer",
	orderNumber: "Bestelnummer",
	copy: "Kopiëren",
	copied: "Gekopieerd",
	goesOnWith: "Gaat verder met",
	anotherCarrier: "Een andere vervoerder",
	carrierPage: (carrier) => `Bekijk bij ${carrier}`,
	askPerson: "Vraag een medewerker",
	askSubject: (title, number) => `${title} (${number})`,
	askBody: (carrier, number, state) => `\n\n--\nOver mijn pakket met ${carrier}, nummer ${number}: ${state}`,
	someDelivered: (delivered, parcels) => `${delivered} van de ${parcels} pakketten bezorgd`,
	returns: { yours: "Uw retourzending", of: "Wat dit pakket terugbrengt" },
	lastMile: {
		title: "De bezorger is onderweg",
		stopsBefore: (stops) =>
			counted(stops, {
				one: "Nog 1 stop voor u",
				other: stops === 0 ? "U bent de volgende stop" : "Nog # stops voor u",
			}),
		positionFrom: (ago) => `Positie: ${ago}`,
		callCourier: "Bezorger bellen",
		courier: "De bezorger",
	},
	pickup: {
		title: "Waar u het afhaalt",
		address: "Adres",
		hours: "Openingstijden",
		code: "Code",
		codeIsHidden: "Er is een code om het af te halen. U ziet die zodra u aangeeft voor wie het pakket is.",
		directions: "Route",
	},
	actions: {
		addToCalendar: "In agenda zetten",
		share: "Delen",
		linkCopied: "Link gekopieerd",
		showDetails: "Code en gegevens",
		findTheWay: "Route",
		notReceived: "Niet ontvangen",
	},
	calendar: {
		event: (title) => `Pakket: ${title}`,
		description: (state) => `${state} De pagina van het pakket toont waar het nu is.`,
	},
	proof: {
		title: "Bewijs van bezorging",
		signedBy: (name) => `Getekend door ${name}`,
		signed: "Er is voor getekend; de vervoerder noemt de naam niet.",
		leftAt: (place) => `Plaats van bezorging: ${place}`,
		courier: (name) => `Gebracht door ${name}`,
	},
	language: "Taal",
	widgetMore: "Bekijk de kaart en alle stappen",
	care: DUTCH_CARE,
	watch: DUTCH_WATCH,
	reviews: DUTCH_REVIEWS,
	products: DUTCH_PRODUCTS,
	notFoundTitle: "We kunnen dit pakket niet vinden",
	notFoundText:
		"De link is misschien onvolledig of te oud. Open hem opnieuw vanuit het bericht van de winkel, of vraag de winkel om een nieuwe.",
	awayTitle: "We kunnen dit nu even niet opzoeken",
	awayText:
		"De fout ligt bij ons en gaat voorbij. Uw pakket reist intussen verder. Laad de pagina over een minuut opnieuw.",
};
