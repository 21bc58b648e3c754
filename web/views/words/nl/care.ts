import type { CareWords } from "../care-keys.ts";
import { pluralsOf } from "../plurals.ts";

const counted = pluralsOf("nl");

const tooMany = (minutes: number): string =>
	`Dit is zojuist vaak geprobeerd. Probeer het ${counted(minutes, { one: "over een minuut", other: "over # minuten" })} opnieuw.`;

export const DUTCH_CARE: CareWords = {
	track: {
		title: "Uw pakket vinden",
		text: "Vul het trackingnummer in, en de postcode waar het naartoe gaat of het e-mailadres van de bestelling.",
		number: "Trackingnummer of bestelnummer",
		check: "Postcode of e-mailadres",
		checkHint: "Zoals opgegeven bij de winkel.",
		button: "Pakket zoeken",
		notFound:
			"We vinden geen pakket waarbij allebei klopt. Vergelijk de gegevens met het bericht van de winkel of vraag het de winkel. Een nieuw pakket verschijnt zodra de winkel het heeft aangemeld.",
		tooMany,
	},
	verify: {
		title: "Is dit pakket voor u?",
		text: "Codes en namen zijn alleen te zien voor wie het pakket bestemd is. Vul de postcode in waar het naartoe gaat of het e-mailadres van de bestelling.",
		check: "Postcode of e-mailadres",
		button: "Gegevens tonen",
		wrong: "Dat is niet wat de winkel heeft gekregen. Vergelijk het met de bestelling of vraag het een medewerker.",
		tooMany,
		impossible:
			"De winkel heeft ons niet verteld voor wie het pakket is, dus kunnen we de gegevens hier niet tonen. Vraag het een medewerker.",
		done: "U ziet de gegevens een dag lang op dit apparaat.",
		forget: "Weer verbergen",
	},
	notReceived: {
		title: "Niet ontvangen",
		carrierSays: (carrier, what, when) => `${carrier} meldt: ${what}, ${when}.`,
		lookFirst: "De meeste pakketten die zoek lijken, liggen vlakbij. Kijk eerst hier:",
		places: {
			door: "rond de deur, in de garage en in de tuin",
			letterbox: "in de brievenbus, ook naar een kaartje van de bezorger",
			household: "bij iedereen die met u woont of werkt",
			neighbours: "bij de buren, ook aan de overkant",
			reception: "bij de receptie, de conciërge of de postkamer",
			"safe-place": "op de plek die u ooit met de vervoerder hebt afgesproken",
		},
		tooEarly:
			"Sommige bezorgers melden een pakket als bezorgd een paar uur voordat ze het brengen. Het kan vandaag nog komen.",
		lookedThere: "Daar heb ik gekeken",
		note: "Wat moet de winkel weten?",
		noteHint: "Bijvoorbeeld hoe het huis eruitziet, of dat de foto een andere deur toont.",
		email: "Uw e-mailadres",
		emailHint: "Voor het antwoord van de winkel.",
		send: "Aan de winkel melden",
		promise: (shop) =>
			`${shop} krijgt uw woorden samen met alles wat de vervoerder heeft gemeld, en vraagt het na bij de vervoerder.`,
		told: (shop, when) => `U hebt op ${when} aan ${shop} gemeld dat u het niet hebt ontvangen.`,
		found: "Ik heb het toch gekregen",
		takenBack: "Dank u wel. De winkel weet dat u het hebt.",
		line: "U hebt de winkel gemeld dat u het niet hebt ontvangen",
		notNow:
			"Dit pakket staat niet als bezorgd vermeld, dus het kan nog onderweg zijn. De pagina toont waar het is; vraag het een medewerker als er iets niet klopt.",
		back: "Terug naar het pakket",
	},
	ask: {
		title: (shop) => `Een vraag aan ${shop}`,
		lead: "Een medewerker leest uw vraag en ziet daarbij om welk pakket en welke bestelling het gaat, en alles wat de pagina van het pakket toont. U hoeft dat niet uit te leggen.",
		faqFirst: "Misschien helpt dit meteen",
		text: "Uw vraag",
		email: "Uw e-mailadres",
		emailHint: "Het antwoord gaat daarheen en staat ook op deze pagina.",
		photos: "Foto’s (niet verplicht)",
		photosHint: (most, megabytes) =>
			`Hoogstens ${most}, elk tot ${megabytes} MB. Waar en wanneer ze zijn gemaakt, wordt verwijderd.`,
		photosMany: (most) => `Kies hoogstens ${most} foto’s.`,
		photosLarge: (megabytes) =>
			`Een van de foto’s is te groot. Kies foto’s van elk hoogstens ${megabytes} MB en 50 megapixels.`,
		photosUnread: "Een van de foto’s kan niet worden gelezen. Kies foto’s als JPEG, PNG of WebP.",
		photosAgain: "Kies uw foto’s opnieuw: ze zijn niet bewaard.",
		photo: (number) => `Foto ${number}`,
		send: "Vraag versturen",
		usual: (time) => `Gebruikelijke reactietijd: ${time}.`,
		isIn: "Er is nu iemand aanwezig.",
		nextIn: (when) => `Er is weer iemand aanwezig: ${when}.`,
		sent: (shop) => `Uw vraag ligt bij ${shop}.`,
		thread: (shop) => `U en ${shop}`,
		you: "U",
		notYet: "Nog geen antwoord. Het verschijnt hier vanzelf.",
		again: "Nog een bericht schrijven",
		lost: "Dit bericht is niet meer te lezen.",
		tooMany:
			"Over dit pakket is al zoveel gevraagd dat er hier geen vragen meer bij kunnen. Schrijf de winkel op de manier die in de e-mail over de bestelling staat.",
		elsewhere: "Hebt u op een ander apparaat iets gevraagd?",
		show: "Uw vragen hier tonen",
		file: "Alles wat van dit gesprek is bewaard, als bestand",
		erase: "Dit gesprek wissen",
		eraseText: (shop) =>
			`Alles wat u en ${shop} hier hebben geschreven, wordt voorgoed gewist, met de foto’s, de e-mails en het adres dat u hebt opgegeven. ${shop} ziet dat u het hebt gewist, en wanneer. E-mails die al zijn verstuurd, blijven waar ze zijn aangekomen.`,
		eraseReports: "Ook wat u schreef toen u meldde dat u het pakket niet had gekregen, wordt gewist.",
		eraseSure: "Voorgoed wissen",
		erased: "Het is gewist.",
		waiting: (shop) => `Uw vraag ligt bij ${shop}`,
		answered: (shop) => `${shop} heeft u geantwoord`,
		read: "Lezen en antwoorden",
		letter: {
			subject: (shop, parcel) => `Uw vraag aan ${shop}: ${parcel}`,
			received: (shop) => `Uw vraag ligt bij ${shop}. Een medewerker leest uw vraag en antwoordt u.`,
			comesHere: "Het antwoord komt op dit e-mailadres en staat ook hier:",
			youWrote: (when) => `Op ${when} schreef u:`,
			writeAgain: "Nog een bericht schrijven en zien waar uw pakket is:",
			above: "Schrijf uw antwoord boven deze regel",
			why: "U ontvangt deze e-mail omdat dit adres is opgegeven bij een vraag over een pakket. Was u dat niet, dan hoeft u niets te doen.",
		},
	},
	faqTitle: "Vragen en antwoorden",
	helped: { ask: "Heeft dit geholpen?", yes: "Ja", no: "Nee", thanks: "Bedankt." },
	faq: {
		"no-scan-yet": {
			question: "Waarom gebeurt er niets?",
			answer: (carrier, shop) =>
				`${shop} heeft het label gemaakt; ${carrier} meldt het pakket zodra het voor het eerst wordt gescand, vaak ’s avonds of op de volgende werkdag. U hoeft niets te doen: de eerste stap verschijnt hier vanzelf.`,
		},
		"how-sure": {
			question: "Hoe zeker is de datum?",
			answer: (carrier) =>
				`De datum wordt bij elke stap opnieuw berekend, uit pakketten die dezelfde weg gingen en uit wat ${carrier} meldt. Hoe vaak zulke data uitkwamen, wordt gemeten en openbaar getoond.`,
		},
		late: {
			question: "Waarom is het te laat, en wat kan ik doen?",
			answer: (carrier) =>
				`Welke reden ${carrier} geeft, staat hierboven. De meeste vertraagde pakketten komen binnen een paar dagen aan. Hebt u het op een bepaalde dag nodig, vraag het dan liever nu dan later een medewerker.`,
		},
		silent: {
			question: "Er is al dagen niets gemeld. Is het kwijt?",
			answer: () =>
				"Meestal niet: pakketten leggen tussen twee scans grote afstanden af. Rond dit pakket is het langer stil dan gewoonlijk, daarom weet de winkel ervan. Als het verdergaat, ziet u dat hier.",
		},
		"in-customs": {
			question: "Hoelang duurt de douane?",
			answer: (carrier) =>
				`Meestal een paar uur tot een paar dagen; een controle van de goederen of de papieren duurt langer. Als de douane iets van u nodig heeft, schrijft ${carrier} of de overheid u, en staat het op deze pagina.`,
		},
		duty: {
			question: "Aan wie betaal ik, en hoe weet ik dat het echt is?",
			answer: (carrier) =>
				`Betaal op de pagina van ${carrier} of bij de bezorger, en bewaar het bewijs. Open de pagina vanaf hier, nooit vanuit een sms: om kleine douanekosten vragen is een veelvoorkomende vorm van oplichting. Hebt u bij de aankoop al belasting betaald, vraag het dan een medewerker voordat u nog eens betaalt.`,
		},
		"be-at-home": {
			question: "Moet ik thuis zijn?",
			answer: (carrier) =>
				`Alleen als iemand moet tekenen of betalen. Anders kan ${carrier} het pakket in de brievenbus doen of bij de buren of een afhaalpunt afgeven, en hier staat waar.`,
		},
		missed: {
			question: "Wat gebeurt er na een gemiste bezorging?",
			answer: (carrier) =>
				`Meestal probeert ${carrier} het de volgende werkdag opnieuw of brengt het pakket naar een afhaalpunt. Op het kaartje van de bezorger en op de pagina van ${carrier} staat welk van de twee, en vaak kunt u kiezen.`,
		},
		collect: {
			question: "Wat heb ik nodig om het af te halen?",
			answer: () =>
				"Een identiteitsbewijs en, als die er zijn, de code of het kaartje van de bezorger. Met uw schriftelijke toestemming kan vaak ook iemand anders het afhalen. Na de laatste dag gaat het terug naar de winkel.",
		},
		address: {
			question: "Het adres klopt niet. Kan het worden gewijzigd?",
			answer: (carrier) =>
				`Vaak wel, zolang de bezorger er nog niet mee onderweg is: op de pagina van ${carrier} of via de winkel. Vraag het snel een medewerker; met elke stap wordt het moeilijker.`,
		},
		"not-received": {
			question: "Er staat bezorgd, maar ik heb het niet. Wat nu?",
			answer: (_carrier, shop) =>
				`Kijk rond de deur, in de brievenbus en bij de buren. Ligt het daar niet, druk dan op ‘Niet ontvangen’: ${shop} krijgt alles wat over de bezorging bekend is en vraagt het na bij de vervoerder.`,
		},
		damaged: {
			question: "Het kwam beschadigd aan. Wat moet ik doen?",
			answer: () =>
				"Bewaar alles, ook de doos en het vulmateriaal, en maak foto’s voordat u verder uitpakt. Vraag het daarna een medewerker. Meld het binnen een paar dagen: vervoerders vergoeden alleen schade die snel wordt gemeld.",
		},
		"part-missing": {
			question: "Er ontbreekt iets. Waar is het?",
			answer: () =>
				"Een bestelling kan in meerdere pakketten reizen, elk met een eigen pagina. Zijn ze allemaal aangekomen en ontbreekt er nog iets, vraag het dan een medewerker.",
		},
		"going-back": {
			question: "Het gaat terug naar de winkel. Krijg ik mijn geld terug?",
			answer: (_carrier, shop) =>
				`Dat beslist ${shop} als het pakket terug is, en vaak kan het nog eens worden verstuurd. Vraag het een medewerker en zeg wat van de twee u wilt.`,
		},
		lost: {
			question: "Het is kwijt. Wie helpt mij?",
			answer: (_carrier, shop) =>
				`${shop}: de winkel verhaalt het verlies op de vervoerder, niet u. Vraag het een medewerker en zeg of u het opnieuw gestuurd wilt krijgen of uw geld terug wilt.`,
		},
		"who-sees": {
			question: "Wie kan deze pagina zien?",
			answer: () =>
				"Iedereen die de link heeft: de pagina toont plaatsen, niet uw straat, en geen naam. Codes en namen verschijnen pas na het invullen van de postcode of het e-mailadres van de bestelling.",
		},
	},
	field: {
		missing: "Vul dit veld in.",
		tooLong: (most) => `Gebruik hoogstens ${counted(most, { other: "# tekens" })}.`,
		noEmail: "Vul een e-mailadres in, bijvoorbeeld naam@example.com.",
	},
};
