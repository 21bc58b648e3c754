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
		"Ihre Worte, Sterne, Fotos und Ihr Video werden gelöscht, auch das, was Sie später ergänzt haben, und die Antwort des Shops.",
	takeBackSure: "Ja, löschen",
	removePhotos: "Fotos entfernen",
	video: {
		label: "Video (freiwillig)",
		hint: (megabytes, seconds) =>
			`Eines, bis ${megabytes} MB und ${seconds} Sekunden: MP4, MOV oder WebM. Ort und Zeit, die in der Datei stehen, werden entfernt; alles, was darin zu sehen und zu hören ist, bleibt.`,
		again: "Bitte wählen Sie Ihr Video noch einmal: Es wurde nicht behalten.",
		large: (megabytes) =>
			`Das Video ist zu groß. Bitte wählen Sie eines mit höchstens ${megabytes} MB und höchstens in 4K.`,
		long: (seconds) => `Das Video ist zu lang. Bitte wählen Sie eines mit höchstens ${seconds} Sekunden.`,
		unread: "Das Video lässt sich nicht lesen. Bitte wählen Sie eines als MP4, MOV oder WebM.",
		remove: "Video entfernen",
		name: "Video",
		maybe: "Nicht jedes Gerät kann dieses Video abspielen.",
		save: "Video speichern",
	},
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
	answeredBefore: "auf eine frühere Fassung der Bewertung",
	missingRating: "Bitte wählen Sie einen bis fünf Sterne.",
	notNow:
		"Es gibt noch nichts zu bewerten: Dieses Paket ist nicht vollständig zugestellt, oder etwas stimmt nicht. Wenn Sie Hilfe brauchen, holen Sie sich persönliche Hilfe.",
	off: (shop) => `${shop} nimmt hier keine Bewertungen an.`,
	refused: "Mehr kann hier gerade nicht angenommen werden. Unten steht, was Sie noch schreiben oder ändern können.",
};
