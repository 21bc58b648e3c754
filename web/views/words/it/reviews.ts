import type { ReviewWords } from "../review-keys.ts";

export const ITALIAN_REVIEWS: ReviewWords = {
	ask: "Com’è andata?",
	write: "Scrivi una recensione",
	said: "Recensioni",
	lead: (shop) =>
		`${shop} legge la Sua recensione e può mostrarla sulla pagina di questo pacco e nel negozio, senza il Suo nome.`,
	stages: {
		delivery: "La consegna",
		product: "Il contenuto",
		"follow-up": "Aggiunto in seguito",
	},
	rating: "La Sua valutazione",
	scale: {
		5: "Molto bene",
		4: "Bene",
		3: "Discreto",
		2: "Male",
		1: "Molto male",
	},
	items: "A quali articoli si riferisce? Non ne selezioni nessuno se si riferisce a tutti.",
	text: "Con le Sue parole",
	textHint: "Non scriva nomi, indirizzi o numeri di telefono: tutti possono leggere.",
	send: "Invia",
	change: "Modifica",
	takeBack: "Ritira",
	takeBackText:
		"Il testo, le stelle, le foto e il video vengono cancellati, insieme a ciò che ha aggiunto in seguito e alla risposta del negozio.",
	takeBackSure: "Sì, cancella",
	removePhotos: "Togli le foto",
	video: {
		label: "Video (facoltativo)",
		hint: (megabytes, seconds) =>
			`Uno, fino a ${megabytes} MB e ${seconds} secondi: MP4, MOV o WebM. Il luogo e l’ora salvati nel file vengono rimossi; tutto ciò che si vede e si sente resta.`,
		again: "Scelga di nuovo il video: non è stato conservato.",
		large: (megabytes) => `Il video è troppo grande. Ne scelga uno fino a ${megabytes} MB e al massimo in 4K.`,
		long: (seconds) => `Il video è troppo lungo. Ne scelga uno fino a ${seconds} secondi.`,
		unread: "Il video non si può leggere. Ne scelga uno in MP4, MOV o WebM.",
		remove: "Togli il video",
		name: "Video",
		maybe: "Non tutti i dispositivi possono riprodurre questo video.",
		save: "Salva il video",
	},
	states: {
		waiting: (shop) => `${shop} legge la Sua recensione prima che venga mostrata.`,
		shown: "La Sua recensione è visibile.",
		hidden: (shop) => `${shop} non mostra la Sua recensione.`,
	},
	erased: "La Sua recensione è stata cancellata.",
	changedUntil: (day) => `Può modificarla fino a: ${day}`,
	prove:
		"Le recensioni di acquirenti verificati sono contrassegnate. La Sua lo sarà quando avrà mostrato di conoscere il CAP o l’indirizzo e-mail dell’ordine.",
	verified: "Acquisto verificato",
	unverified: "Acquisto non verificato",
	changed: "modificata",
	answer: (shop) => `Risposta di ${shop}`,
	answeredBefore: "a una versione precedente della recensione",
	missingRating: "Scelga da una a cinque stelle.",
	notNow:
		"Non c’è ancora nulla da valutare: questo pacco non è stato consegnato per intero, oppure qualcosa non va. Se ha bisogno di aiuto, parli con una persona.",
	off: (shop) => `${shop} non raccoglie recensioni qui.`,
	refused: "Al momento qui non si può accogliere altro. Sotto vede ciò che può ancora scrivere o modificare.",
};
