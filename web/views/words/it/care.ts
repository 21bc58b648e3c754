import type { CareWords } from "../care-keys.ts";
import { pluralsOf } from "../plurals.ts";

const counted = pluralsOf("it");

const tooMany = (minutes: number): string =>
	`Ci sono stati molti tentativi. Riprovi tra ${counted(minutes, { one: "un minuto", other: "# minuti" })}.`;

export const ITALIAN_CARE: CareWords = {
	track: {
		title: "Trovi il Suo pacco",
		text: "Scriva il numero di spedizione e il CAP di destinazione oppure l’indirizzo e-mail dell’ordine.",
		number: "Numero di spedizione o numero d’ordine",
		check: "CAP o indirizzo e-mail",
		checkHint: "Come indicato al negozio.",
		button: "Cerca il pacco",
		notFound:
			"Non troviamo un pacco che corrisponda a entrambi i dati. Li confronti con il messaggio del negozio oppure chieda al negozio. Un pacco nuovo compare quando il negozio lo ha registrato.",
		tooMany,
	},
	verify: {
		title: "Questo pacco è per Lei?",
		text: "Codici e nomi si mostrano solo a chi deve ricevere il pacco. Scriva il CAP di destinazione o l’indirizzo e-mail dell’ordine.",
		check: "CAP o indirizzo e-mail",
		button: "Mostra i dettagli",
		wrong: "Non corrisponde a quanto indicato al negozio. Lo confronti con l’ordine o parli con una persona.",
		tooMany,
		impossible:
			"Il negozio non ci ha detto per chi è il pacco, quindi qui non possiamo mostrare i dettagli. Parli con una persona.",
		done: "Vedrà i dettagli su questo dispositivo per un giorno.",
		forget: "Nascondi di nuovo",
	},
	notReceived: {
		title: "Non l’ho ricevuto",
		carrierSays: (carrier, what, when) => `${carrier} comunica: ${what}, ${when}.`,
		lookFirst: "Quasi tutti i pacchi che sembrano persi sono lì vicino. Per prima cosa guardi:",
		places: {
			door: "intorno alla porta, in garage e in giardino",
			letterbox: "nella cassetta delle lettere, dove può esserci anche un avviso del fattorino",
			household: "presso chi vive o lavora con Lei",
			neighbours: "dai vicini, anche dall’altra parte della strada",
			reception: "alla reception, in portineria o all’ufficio posta",
			"safe-place": "nel luogo che ha concordato una volta con il corriere",
		},
		tooEarly:
			"Alcuni fattorini segnano un pacco come consegnato qualche ora prima di portarlo. Può ancora arrivare oggi.",
		lookedThere: "Ho guardato lì",
		note: "Che cosa dovrebbe sapere il negozio?",
		noteHint: "Per esempio com’è la casa, o che la foto mostra un’altra porta.",
		email: "Il Suo indirizzo e-mail",
		emailHint: "Per la risposta del negozio.",
		send: "Avvisa il negozio",
		promise: (shop) =>
			`${shop} riceve le Sue parole insieme a tutto ciò che il corriere ha comunicato, e chiede al corriere.`,
		told: (shop, when) => `Ha comunicato a ${shop} di non averlo ricevuto: ${when}.`,
		found: "Alla fine ce l’ho",
		takenBack: "Grazie. Il negozio sa che ce l’ha Lei.",
		line: "Ha comunicato al negozio di non averlo ricevuto",
		notNow:
			"Questo pacco non risulta consegnato, quindi può essere ancora in viaggio. La pagina mostra dov’è; se qualcosa non va, parli con una persona.",
		back: "Torna al pacco",
	},
	ask: {
		title: (shop) => `Una domanda per ${shop}`,
		lead: "La Sua domanda viene letta da una persona che vede di quale pacco e di quale ordine si tratta, e tutto ciò che mostra la pagina del pacco. Non serve spiegarlo.",
		faqFirst: "Forse questo La aiuta subito",
		text: "La Sua domanda",
		email: "Il Suo indirizzo e-mail",
		emailHint: "La risposta arriva lì e compare anche su questa pagina.",
		photos: "Foto (facoltativo)",
		photosHint: (most, megabytes) =>
			`Al massimo ${most}, fino a ${megabytes} MB ciascuna. Luogo e ora dello scatto vengono rimossi.`,
		photosMany: (most) => `Scelga al massimo ${most} foto.`,
		photosLarge: (megabytes) =>
			`Una delle foto è troppo grande. Scelga foto di al massimo ${megabytes} MB e 50 megapixel ciascuna.`,
		photosUnread: "Una delle foto non si può leggere. Scelga foto in JPEG, PNG o WebP.",
		photosAgain: "Scelga di nuovo le foto: non sono state conservate.",
		photo: (number) => `Foto ${number}`,
		send: "Invia la domanda",
		usual: (time) => `Tempo di risposta abituale: ${time}.`,
		isIn: "Ora c’è qualcuno.",
		nextIn: (when) => `Ci sarà di nuovo qualcuno: ${when}.`,
		sent: (shop) => `${shop} ha ricevuto la Sua domanda.`,
		thread: (shop) => `Lei e ${shop}`,
		you: "Lei",
		notYet: "Ancora nessuna risposta. Comparirà qui da sola.",
		again: "Scriva di nuovo",
		lost: "Questo messaggio non è più leggibile.",
		tooMany:
			"Su questo pacco sono già arrivate così tante domande che qui non possiamo accoglierne altre. Scriva al negozio nel modo indicato nell’e-mail dell’ordine.",
		elsewhere: "Ha fatto una domanda da un altro dispositivo?",
		show: "Mostra qui le Sue domande",
		file: "Tutto ciò che è conservato di questa conversazione, in un file",
		erase: "Cancella questa conversazione",
		eraseText: (shop) =>
			`Tutto ciò che Lei e ${shop} avete scritto qui viene cancellato definitivamente, con le foto, le e-mail e l’indirizzo che ha indicato. ${shop} vede che Lei l’ha cancellato e quando. Le e-mail già inviate restano dove sono arrivate.`,
		eraseReports: "Viene cancellato anche ciò che ha scritto segnalando di non aver ricevuto il pacco.",
		eraseSure: "Cancella definitivamente",
		erased: "È stato cancellato.",
		waiting: (shop) => `${shop} ha ricevuto la Sua domanda`,
		answered: (shop) => `${shop} Le ha risposto`,
		read: "Leggi e rispondi",
		letter: {
			subject: (shop, parcel) => `La Sua domanda per ${shop}: ${parcel}`,
			received: (shop) => `${shop} ha ricevuto la Sua domanda. Una persona la leggerà e Le risponderà.`,
			comesHere: "La risposta arriva a questo indirizzo e compare anche qui:",
			youWrote: (when) => `Lei ha scritto (${when}):`,
			writeAgain: "Scriva di nuovo e veda dov’è il Suo pacco:",
			above: "Scriva la sua risposta sopra questa riga",
			why: "Riceve questa e-mail perché questo indirizzo è stato indicato con una domanda su un pacco. Se la domanda non è Sua, non deve fare nulla.",
		},
	},
	faqTitle: "Domande e risposte",
	helped: { ask: "È stato utile?", yes: "Sì", no: "No", thanks: "Grazie." },
	faq: {
		"no-scan-yet": {
			question: "Perché non succede niente?",
			answer: (carrier, shop) =>
				`${shop} ha preparato l’etichetta; ${carrier} segnala il pacco alla prima scansione, spesso in serata o il giorno lavorativo successivo. Non deve fare nulla: il primo passaggio compare qui da solo.`,
		},
		"how-sure": {
			question: "Quanto è sicura la data?",
			answer: (carrier) =>
				`Viene ricalcolata a ogni passaggio, in base ai pacchi che hanno fatto lo stesso percorso e a quanto comunica ${carrier}. Quante volte queste date si sono rivelate giuste viene misurato e mostrato pubblicamente.`,
		},
		late: {
			question: "Perché è in ritardo e che cosa posso fare?",
			answer: (carrier) =>
				`Il motivo indicato da ${carrier} si legge sopra. Quasi tutti i pacchi in ritardo arrivano entro pochi giorni. Se Le serve entro un certo giorno, parli con una persona adesso piuttosto che più tardi.`,
		},
		silent: {
			question: "Da giorni non ci sono notizie. È andato perso?",
			answer: () =>
				"Di solito no: tra una scansione e l’altra i pacchi fanno molta strada. Di questo non si sa nulla da più tempo del solito, perciò il negozio è stato avvisato. Se si muove, lo vedrà qui.",
		},
		"in-customs": {
			question: "Quanto tempo resta in dogana?",
			answer: (carrier) =>
				`Di solito da qualche ora a pochi giorni; un controllo della merce o dei documenti richiede più tempo. Se la dogana ha bisogno di qualcosa da Lei, Le scrivono ${carrier} o l’autorità, e lo si legge su questa pagina.`,
		},
		duty: {
			question: "A chi pago, e come so che la richiesta è autentica?",
			answer: (carrier) =>
				`Paghi sulla pagina di ${carrier} o al fattorino, e conservi la ricevuta. Apra la pagina da qui, mai da un SMS: chiedere piccole somme per la dogana è una truffa diffusa. Se ha già pagato le imposte all’acquisto, parli con una persona prima di pagare di nuovo.`,
		},
		"be-at-home": {
			question: "Devo essere in casa?",
			answer: (carrier) =>
				`Solo se qualcuno deve firmare o pagare. Altrimenti ${carrier} può lasciare il pacco nella cassetta delle lettere, a un vicino o in un punto di ritiro, e qui si legge dove.`,
		},
		missed: {
			question: "Che cosa succede dopo una mancata consegna?",
			answer: (carrier) =>
				`Di solito ${carrier} riprova il giorno lavorativo successivo o porta il pacco in un punto di ritiro. L’avviso del fattorino e la pagina di ${carrier} lo dicono, e spesso permettono di scegliere.`,
		},
		collect: {
			question: "Che cosa mi serve per ritirarlo?",
			answer: () =>
				"Un documento d’identità e, se previsti, il codice o l’avviso del fattorino. Spesso può ritirarlo un’altra persona con la Sua delega scritta. Dopo l’ultimo giorno torna al negozio.",
		},
		address: {
			question: "L’indirizzo è sbagliato. Si può cambiare?",
			answer: (carrier) =>
				`Spesso sì, finché il pacco non è in consegna: sulla pagina di ${carrier} o tramite il negozio. Parli presto con una persona; a ogni passaggio diventa più difficile.`,
		},
		"not-received": {
			question: "Risulta consegnato, ma non ce l’ho. E ora?",
			answer: (_carrier, shop) =>
				`Guardi intorno alla porta, nella cassetta delle lettere e dai vicini. Se non è lì, prema «Non l’ho ricevuto»: ${shop} riceve tutto ciò che si sa della consegna e chiede al corriere.`,
		},
		damaged: {
			question: "È arrivato danneggiato. Che cosa devo fare?",
			answer: () =>
				"Conservi tutto, anche la scatola e il riempimento, e scatti delle foto prima di continuare ad aprirlo. Poi parli con una persona. Lo segnali entro pochi giorni: i corrieri risarciscono solo i danni segnalati presto.",
		},
		"part-missing": {
			question: "Manca qualcosa. Dov’è?",
			answer: () =>
				"Un ordine può viaggiare in più pacchi, ognuno con la propria pagina. Se sono arrivati tutti e manca ancora qualcosa, parli con una persona.",
		},
		"going-back": {
			question: "Torna al negozio. Riavrò i miei soldi?",
			answer: (_carrier, shop) =>
				`Lo decide ${shop} quando il pacco è tornato, e spesso può spedirlo di nuovo. Parli con una persona e dica quale delle due cose preferisce.`,
		},
		lost: {
			question: "È andato perso. Chi mi aiuta?",
			answer: (_carrier, shop) =>
				`${shop}: è il negozio a chiedere il risarcimento al corriere, non Lei. Parli con una persona e dica se preferisce una nuova spedizione o il rimborso.`,
		},
		"who-sees": {
			question: "Chi può vedere questa pagina?",
			answer: () =>
				"Chiunque abbia il link: mostra le località, non la Sua via, e nessun nome. Codici e nomi compaiono solo dopo aver inserito il CAP o l’indirizzo e-mail dell’ordine.",
		},
	},
	field: {
		missing: "Compili questo campo.",
		tooLong: (most) => `Usi al massimo ${counted(most, { other: "# caratteri" })}.`,
		noEmail: "Scriva un indirizzo e-mail, per esempio nome@example.com.",
	},
};
