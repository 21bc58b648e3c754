import type { ReviewWords } from "../review-keys.ts";

export const POLISH_REVIEWS: ReviewWords = {
	ask: "Jak poszło?",
	write: "Napisz opinię",
	said: "Opinie",
	lead: (shop) =>
		`Sklep ${shop} przeczyta opinię i może ją pokazać na stronie tej paczki i w sklepie, bez Państwa nazwiska.`,
	stages: {
		delivery: "Doręczenie",
		product: "Zawartość",
		"follow-up": "Dodane później",
	},
	rating: "Państwa ocena",
	scale: {
		5: "Bardzo dobrze",
		4: "Dobrze",
		3: "Może być",
		2: "Źle",
		1: "Bardzo źle",
	},
	items: "O które produkty chodzi? Jeśli o wszystkie, prosimy nie zaznaczać żadnego.",
	text: "Własnymi słowami",
	textHint: "Prosimy nie podawać nazwisk, adresów ani numerów telefonu: każdy może to przeczytać.",
	send: "Wyślij",
	change: "Zmień",
	takeBack: "Wycofaj",
	takeBackText:
		"Tekst, gwiazdki, zdjęcia i film zostaną usunięte, razem z tym, co dodano później, i z odpowiedzią sklepu.",
	takeBackSure: "Tak, usuń",
	removePhotos: "Usuń zdjęcia",
	video: {
		label: "Film (opcjonalnie)",
		hint: (megabytes, seconds) =>
			`Jeden, do ${megabytes} MB i ${seconds} sekund: MP4, MOV lub WebM. Miejsce i czas zapisane w pliku są usuwane; wszystko, co w nim widać i słychać, zostaje.`,
		again: "Proszę wybrać film jeszcze raz: nie został zachowany.",
		large: (megabytes) => `Film jest za duży. Proszę wybrać film do ${megabytes} MB i najwyżej w 4K.`,
		long: (seconds) => `Film jest za długi. Proszę wybrać film do ${seconds} sekund.`,
		unread: "Filmu nie można odczytać. Proszę wybrać film w formacie MP4, MOV lub WebM.",
		remove: "Usuń film",
		name: "Film",
		maybe: "Nie każde urządzenie odtworzy ten film.",
		save: "Zapisz film",
	},
	states: {
		waiting: (shop) => `Sklep ${shop} przeczyta opinię, zanim zostanie pokazana.`,
		shown: "Państwa opinia jest widoczna.",
		hidden: (shop) => `Sklep ${shop} nie pokazuje Państwa opinii.`,
	},
	erased: "Państwa opinia została usunięta.",
	changedUntil: (day) => `Można ją zmienić do: ${day}`,
	prove:
		"Opinie zweryfikowanych kupujących są oznaczone. Państwa opinia też będzie, gdy pokażą Państwo, że znają kod pocztowy lub adres e-mail z zamówienia.",
	verified: "Zakup zweryfikowany",
	unverified: "Zakup niezweryfikowany",
	changed: "zmieniono",
	answer: (shop) => `Odpowiedź sklepu ${shop}`,
	answeredBefore: "na wcześniejszą wersję opinii",
	missingRating: "Prosimy wybrać od jednej do pięciu gwiazdek.",
	notNow:
		"Nie ma jeszcze czego oceniać: ta paczka nie została doręczona w całości albo coś się nie zgadza. Jeśli potrzebna jest pomoc, prosimy o kontakt z konsultantem.",
	off: (shop) => `Sklep ${shop} nie zbiera tu opinii.`,
	refused: "Nic więcej nie można tu teraz przyjąć. Poniżej widać, co można jeszcze napisać lub zmienić.",
};
