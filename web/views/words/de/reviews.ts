import type { ReviewWords } from "../review-keys.ts";

export const GERMAN_REVIEWS: ReviewWords = {
	ask: "Wie war es?",
	write: "Bewertung schreiben",
	said: "Bewertungen",
	lead: (shop) =>
		`${shop} liest Ihre Bewertung und zeigt sie vielleicht auf der Seite dieses Pakets und im Shop, ohne Ihren Namen.`,
	stages: {
		delivery: "Die Zustellung",
		product: "Der Inhalt",
		"follow-up": "Später ergänzt",
	},
	rating: "Ihre Bewertung",
	scale: {
		5: "Sehr gut",
		4: "Gut",
		3: "In Ordnung",
		2: "Schlecht",
		1: "Sehr schlecht",
	},
	items: "Welche Artikel meinen Sie? Wählen Sie keinen aus, wenn Sie alle meinen.",
	text: "In Ihren Worten",
	textHint: "Bitte nennen Sie keine Namen, Adressen oder Telefonnummern: Alle können es lesen.",
	send: "Absenden",
	change: "Ändern",
	takeBack: "Zurücknehmen",
	takeBackText:
		"Ihre Worte, Sterne und Fotos werden gelöscht, auch das, was Sie später ergänzt haben, und die Antwort des Shops.",
	takeBackSure: "Ja, löschen",
	removePhotos: "Fotos entfernen",
	states: {
		waiting: (shop) => `${shop} liest Ihre Bewertung, bevor sie gezeigt wird.`,
		shown: "Ihre Bewertung wird gezeigt.",
		hidden: (shop) => `${shop} zeigt Ihre Bewertung nicht.`,
	},
	erased: "Ihre Bewertung wurde gelöscht.",
	changedUntil: (day) => `Sie können sie ändern bis ${day}`,
	prove:
		"Bewertungen bestätigter Käufer sind gekennzeichnet. Ihre gehört dazu, sobald Sie gezeigt haben, dass Sie die Postleitzahl oder die E-Mail-Adresse der Bestellung kennen.",
	verified: "Bestätigter Kauf",
	unverified: "Ohne Bestätigung des Kaufs",
	changed: "geändert",
	answer: (shop) => `Antwort von ${shop}`,
	missingRating: "Bitte wählen Sie einen bis fünf Sterne.",
	notNow:
		"Es gibt noch nichts zu bewerten: Dieses Paket ist nicht vollständig zugestellt, oder etwas stimmt nicht. Wenn Sie Hilfe brauchen, holen Sie sich persönliche Hilfe.",
	off: (shop) => `${shop} nimmt hier keine Bewertungen an.`,
	refused: "Mehr kann hier gerade nicht angenommen werden. Unten steht, was Sie noch schreiben oder ändern können.",
};
