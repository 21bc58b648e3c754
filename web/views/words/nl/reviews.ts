import type { ReviewWords } from "../review-keys.ts";

export const DUTCH_REVIEWS: ReviewWords = {
	ask: "Hoe was het?",
	write: "Een beoordeling schrijven",
	said: "Beoordelingen",
	lead: (shop) =>
		`${shop} leest uw beoordeling en toont die misschien op de pagina van dit pakket en in de winkel, zonder uw naam.`,
	stages: {
		delivery: "De bezorging",
		product: "De inhoud",
		"follow-up": "Later toegevoegd",
	},
	rating: "Uw beoordeling",
	scale: {
		5: "Heel goed",
		4: "Goed",
		3: "Redelijk",
		2: "Slecht",
		1: "Heel slecht",
	},
	items: "Welke artikelen bedoelt u? Vink niets aan als u ze allemaal bedoelt.",
	text: "In uw woorden",
	textHint: "Schrijf geen namen, adressen of telefoonnummers: iedereen kan het lezen.",
	send: "Versturen",
	change: "Wijzigen",
	takeBack: "Intrekken",
	takeBackText:
		"Uw tekst, sterren, foto’s en video worden gewist, met wat u later hebt toegevoegd en het antwoord van de winkel.",
	takeBackSure: "Ja, wissen",
	removePhotos: "De foto’s weghalen",
	video: {
		label: "Video (niet verplicht)",
		hint: (megabytes, seconds) =>
			`Eén, tot ${megabytes} MB en ${seconds} seconden: MP4, MOV of WebM. De plaats en tijd die in het bestand staan, worden verwijderd; alles wat erin te zien en te horen is, blijft.`,
		again: "Kies uw video opnieuw: die is niet bewaard.",
		large: (megabytes) => `De video is te groot. Kies er een tot ${megabytes} MB en hoogstens in 4K.`,
		long: (seconds) => `De video is te lang. Kies er een tot ${seconds} seconden.`,
		unread: "De video kan niet worden gelezen. Kies er een als MP4, MOV of WebM.",
		remove: "De video weghalen",
		name: "Video",
		maybe: "Niet elk apparaat kan deze video afspelen.",
		save: "Video opslaan",
	},
	states: {
		waiting: (shop) => `${shop} leest uw beoordeling voordat die te zien is.`,
		shown: "Uw beoordeling is te zien.",
		hidden: (shop) => `${shop} toont uw beoordeling niet.`,
	},
	erased: "Uw beoordeling is gewist.",
	changedUntil: (day) => `U kunt die wijzigen tot en met ${day}`,
	prove:
		"Bij beoordelingen van geverifieerde kopers staat dat erbij. Ook bij die van u, zodra u hebt laten zien dat u de postcode of het e-mailadres van de bestelling kent.",
	verified: "Geverifieerde aankoop",
	unverified: "Aankoop niet geverifieerd",
	changed: "gewijzigd",
	answer: (shop) => `Antwoord van ${shop}`,
	answeredBefore: "op een eerdere versie van de beoordeling",
	missingRating: "Kies één tot vijf sterren.",
	notNow:
		"Er is nog niets te beoordelen: dit pakket is niet volledig bezorgd, of er klopt iets niet. Vraag het een medewerker als u hulp nodig hebt.",
	off: (shop) => `${shop} neemt hier geen beoordelingen aan.`,
	refused: "Meer kan hier nu niet worden aangenomen. Hieronder staat wat u nog kunt schrijven of wijzigen.",
};
