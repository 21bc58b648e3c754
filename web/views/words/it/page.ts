import type { Ground, Words } from "../keys.ts";
import { pluralsOf } from "../plurals.ts";
import { ITALIAN_CARE } from "./care.ts";
import { ITALIAN_CODES } from "./codes.ts";
import { ITALIAN_PRODUCTS } from "./products.ts";
import { ITALIAN_REASONS } from "./reasons.ts";
import { ITALIAN_REVIEWS } from "./reviews.ts";
import { ITALIAN_WATCH } from "./watch.ts";

const counted = pluralsOf("it");

const GROUNDS: Readonly<Record<Ground, string>> = {
	postcode: "verso la Sua zona",
	lane: "su questa tratta",
	region: "verso la Sua regione",
	country: "tra questi Paesi",
	service: "con questo servizio",
	carrier: "con questo corriere",
};

const askCarrier = (carrier: string): string => `Chieda a ${carrier} con il numero qui sotto.`;

const carrierShows = (carrier: string): string => `La pagina di ${carrier} mostra dov’è il pacco.`;

const helpCarrier = (carrier: string): string =>
	`Può aiutare: guardi che cosa Le chiede ${carrier} o parli con una persona.`;

export const ITALIAN: Words = {
	codes: ITALIAN_CODES,
	reasons: ITALIAN_REASONS,
	conditions: {
		notice: { title: "Da notare", next: () => "Se non può essere così, parli con una persona." },
		delayed: {
			title: "In ritardo",
			next: (who, carrier) =>
				who === "recipient" ? helpCarrier(carrier) : `${carrier} se ne sta occupando. Non deve fare nulla.`,
		},
		stalled: {
			title: "Nessuna notizia da qualche tempo",
			next: () => "È più tempo del solito. Il negozio è stato avvisato; Lei non deve fare nulla.",
		},
		action_required: {
			title: "Serve qualcosa",
			next: (who, carrier, hasPage) =>
				who === "recipient"
					? hasPage
						? `Solo Lei può sbloccare la consegna: la pagina di ${carrier} spiega come.`
						: "Solo Lei può sbloccare la consegna: parli con una persona per sapere come."
					: who === "sender"
						? "Tocca al negozio intervenire. Lei non deve fare nulla."
						: `Tocca a ${carrier} intervenire. Lei non deve fare nulla.`,
		},
		problem: {
			title: "C’è un problema",
			next: (who, carrier) =>
				who === "sender"
					? "Il negozio deve decidere come procedere. Se vuole saperlo, parli con una persona."
					: who === "recipient"
						? helpCarrier(carrier)
						: `${carrier} sta verificando. Se vuole saperne di più, parli con una persona.`,
		},
		final_problem: {
			title: "Questo pacco non arriverà",
			next: () => "Parli con una persona: il negozio troverà una soluzione.",
		},
		disputed: { title: "Segnalato come non ricevuto", next: () => "Il negozio sta chiedendo al corriere." },
		source_down: {
			title: "Il sistema del corriere non risponde",
			next: (_who, carrier) => `Continuiamo a chiedere a ${carrier}. Sotto si legge ciò che si sapeva prima.`,
		},
	},
	endings: {
		returning: {
			title: "Non arriverà a Lei",
			next: (shop) => `Torna a ${shop}. Chieda a una persona se ne sarà spedito un altro o se avrà un rimborso.`,
		},
		returned: {
			title: "È tornato indietro",
			next: (shop) => `${shop} lo ha di nuovo. Chieda a una persona se ne sarà spedito un altro o se avrà un rimborso.`,
		},
		cancelled: { title: "Non arriverà", next: () => "Se non lo ha chiesto Lei, parli con una persona." },
		lost: {
			title: "Non arriverà",
			next: (shop) => `${shop} troverà una soluzione: parli con una persona. Se viene ritrovato, lo vedrà qui.`,
		},
		destroyed: {
			title: "Non arriverà",
			next: (shop) => `Non ne resta nulla da spedire. ${shop} troverà una soluzione: parli con una persona.`,
		},
		stolen: {
			title: "Non arriverà",
			next: (shop) => `Per il furto non deve fare nulla. ${shop} troverà una soluzione: parli con una persona.`,
		},
		expired: {
			title: "Non sono attesi altri aggiornamenti",
			next: (shop) => `Se non ha il Suo pacco, parli con una persona: ${shop} troverà una soluzione.`,
		},
		archived: { title: "Qui non si mostra altro", next: () => "Se non ha il Suo pacco, parli con una persona." },
		damaged: {
			title: "Segnalato come danneggiato",
			next: () => "Se qualcosa è rotto, conservi l’imballaggio e parli con una persona.",
		},
		rest: {
			title: "Il resto non arriverà",
			next: (shop) => `${shop} troverà una soluzione: parli con una persona.`,
		},
		reported: {
			title: "In seguito è stato comunicato altro",
			next: () => "Se non ha il Suo pacco, parli con una persona.",
		},
	},
	collect: {
		title: "La aspetta per il ritiro",
		next: (place, carrier) =>
			`${place === "" ? "" : `Lo ritiri qui: ${place}. `}Per sapere fino a quando resta a Sua disposizione, chieda a ${carrier}.`,
	},
	neverCardDetails: "Non dia mai i dati della carta tramite un link ricevuto per SMS.",
	following: {
		"needs-connection": (carrier, hasPage) =>
			`La pagina di questo negozio non è ancora collegata con ${carrier}. ${hasPage ? carrierShows(carrier) : askCarrier(carrier)}`,
		"push-only": (carrier) => `${carrier} ci comunica ogni passaggio quando avviene. Il primo comparirà qui da solo.`,
		unsupported: (carrier, hasPage) =>
			`Non possiamo interrogare direttamente ${carrier}. ${hasPage ? carrierShows(carrier) : askCarrier(carrier)}`,
	},
	steps: {
		shipped: "Spedito",
		moving: "In viaggio",
		customs: "Dogana",
		nearby: "In zona",
		out: "In consegna",
		collect: "Da ritirare",
		delivered: "Consegnato",
		returning: "Di ritorno",
		returned: "Al negozio",
	},
	headline: {
		arriving: (when) => `In arrivo ${when}`,
		nowExpected: (what, when) => `${what} – ora previsto ${when}`,
		between: (day, times) => `${day}, ${times}`,
		by: (day, time) => `${day}, entro le ore ${time}`,
		today: (day) => `oggi, ${day}`,
		tomorrow: (day) => `domani, ${day}`,
		delivered: (when) => `Consegnato ${when}`,
		at: (what, when) => `${what}, ${when}`,
		until: (what, day) => `${what} fino a ${day}`,
		later: "Più tardi del previsto",
		laterNow: (when) => `Più tardi del previsto: ${when}`,
		wasExpected: (when) => `Era previsto per ${when}.`,
		firstEstimate: (when) => `Prima stima: ${when}.`,
		noNewDate: "Non c’è ancora una nuova data.",
		onItsWay: "In viaggio",
		noDate: "Ancora nessuna data di consegna.",
		noNewsSince: (day) => `Nessuna notizia da ${day}`,
		mayCome: (when) => `Se riprende presto il viaggio, può ancora arrivare ${when}.`,
		notHandedOver: "Il corriere non lo ha ancora",
		heardLast: (day) => `Ultima notizia: ${day}.`,
		outToday: (day) => `In consegna oggi, ${day}`,
		outSince: (day) => `In consegna da ${day}`,
		labelMade: "Il Suo pacco è in preparazione",
		labelDetail: (shop, carrier) => `${shop} ha preparato l’etichetta. ${carrier} non ha ancora scansionato il pacco.`,
		waitingDetail: (carrier) => `Il primo passaggio compare qui da solo appena ${carrier} lo comunica.`,
		firstScanBy: (carrier, day) => `Di solito ${carrier} ha questi pacchi entro ${day}.`,
		elsewhere: (carrier) => `Segua questo pacco con ${carrier}`,
	},
	promise: {
		carrier: (carrier) => `Lo indica ${carrier}.`,
		seller: (shop) => `Lo ha promesso ${shop}.`,
		kept: (carrier, outOfTen) => `${carrier} rispetta circa ${outOfTen} di queste date su 10.`,
		likely: (when) => `Molto probabilmente ${when}.`,
		likelyAt: (time) => `Molto probabilmente intorno alle ore ${time}.`,
		estimate: (parcels, ground) =>
			`La nostra stima, da ${counted(parcels, { one: "# pacco", other: "# pacchi" })} ${GROUNDS[ground]}.`,
		stated: (carrier, fromDays, toDays, isWorking) => {
			const from = fromDays === toDays ? "" : `da ${fromDays} a `;
			const days = isWorking
				? { one: "# giorno lavorativo", other: "# giorni lavorativi" }
				: { one: "# giorno", other: "# giorni" };
			return `${carrier} impiega di solito ${from}${counted(toDays, days)}.`;
		},
		beside: (carrier, when, usually) => {
			if (usually === "within") return `${carrier} indica: ${when}.`;
			return `${carrier} indica: ${when}; su questa tratta i pacchi di solito ${usually === "later" ? "impiegano di più" : "arrivano prima"}.`;
		},
		lateStep: (what, days) => `${what}: ${counted(days, { one: "# giorno", other: "# giorni" })} più tardi del solito.`,
		slower: "Ultimamente questi pacchi impiegano più tempo di prima.",
		measured: (outOfTen) =>
			`${counted(outOfTen, { one: "# pacco su 10 su questa tratta arriva", other: "# pacchi su 10 su questa tratta arrivano" })} in questa fascia.`,
		localTo: (city) => `Orari locali: ${city}.`,
	},
	yourParcel: "Il Suo pacco",
	andMore: (title, more) => `${title} ${counted(more, { one: "+ # altro articolo", other: "+ # altri articoli" })}`,
	localTime: (when) => `${when} (ora locale)`,
	checked: (ago) => ["ultimo controllo: ", ago, ""],
	sourceDown: (carrier, since) =>
		`Il sistema di ${carrier} non risponde da ${since}. Questo è ciò che si sapeva allora.`,
	noTime: "ora non indicata",
	mapTitle: "Dov’è",
	map: {
		from: (place) => `Partenza: ${place}.`,
		within: (country) => `Ora in questo Paese: ${country}; non si conosce un luogo più preciso.`,
		near: (place, known) => `Visto l’ultima volta: ${place} (${known}).`,
		lastKnown: (place, known) => `Ultimo luogo noto: ${place} (${known}).`,
		arrived: (place) => `Arrivato: ${place}.`,
		back: (place) => `Tornato: ${place}.`,
		to: (place) => `Destinazione: ${place}.`,
		knownTo: {
			address: "precisione: indirizzo",
			street: "precisione: via",
			postcode: "precisione: CAP",
			locality: "precisione: località",
			region: "precisione: regione",
			country: "precisione: Paese",
		},
		places: "Luoghi lungo il percorso",
		skip: "Salta la mappa",
		courier: (when) => `Il furgone mostra dov’era il fattorino: ${when}.`,
		move: "Muovi la mappa",
		zoomIn: "Ingrandisci",
		zoomOut: "Riduci",
		pan: {
			left: "Sposta a sinistra",
			up: "Sposta in alto",
			down: "Sposta in basso",
			right: "Sposta a destra",
		},
		credit: "Mappa: Natural Earth · GeoNames (CC BY 4.0)",
	},
	timeline: "Cronologia della spedizione",
	olderScans: (count) =>
		counted(count, {
			one: "# passaggio precedente non è mostrato.",
			other: "# passaggi precedenti non sono mostrati.",
		}),
	noScans: (carrier) => `Ancora nessun passaggio. Il primo di ${carrier} comparirà qui da solo.`,
	carrierSays: (carrier) => `Con le parole di ${carrier}`,
	progress: "Avanzamento",
	stepDone: "completato: ",
	stepStopped: "fermo qui: ",
	contents: "In questo pacco",
	orderContents: "In questo ordine",
	otherParcels: "Altri pacchi di questo ordine",
	parcelDetails: "Corriere e numero",
	carrier: "Corriere",
	number: "Numero di spedizione",
	orderNumber: "Numero d’ordine",
	copy: "Copia",
	copied: "Copiato",
	goesOnWith: "Prosegue con",
	anotherCarrier: "Un altro corriere",
	carrierPage: (carrier) => `Vedi su ${carrier}`,
	askPerson: "Parla con una persona",
	askSubject: (title, number) => `${title} (${number})`,
	askBody: (carrier, number, state) => `\n\n--\nSul mio pacco con ${carrier}, numero ${number}: ${state}`,
	someDelivered: (delivered, parcels) => `Pacchi consegnati: ${delivered} su ${parcels}`,
	returns: { yours: "Il Suo reso", of: "Che cosa riporta questo pacco" },
	lastMile: {
		title: "Il fattorino è in arrivo",
		stopsBefore: (stops) =>
			counted(stops, {
				one: "1 fermata prima della Sua",
				other: stops === 0 ? "La prossima fermata è la Sua" : "# fermate prima della Sua",
			}),
		positionFrom: (ago) => `Posizione: ${ago}`,
		callCourier: "Chiama il fattorino",
		courier: "Il fattorino",
	},
	pickup: {
		title: "Dove ritirarlo",
		address: "Indirizzo",
		hours: "Orari di apertura",
		code: "Codice",
		codeIsHidden: "C’è un codice per il ritiro. Lo mostriamo quando ci dice per chi è il pacco.",
		directions: "Come arrivare",
	},
	actions: {
		addToCalendar: "Aggiungi al calendario",
		share: "Condividi",
		linkCopied: "Link copiato",
		showDetails: "Codice e dettagli",
		findTheWay: "Come arrivare",
		notReceived: "Non l’ho ricevuto",
	},
	calendar: {
		event: (title) => `Pacco: ${title}`,
		description: (state) => `${state} La pagina del pacco mostra dov’è adesso.`,
	},
	proof: {
		title: "Prova di consegna",
		signedBy: (name) => `Firma: ${name}`,
		signed: "C’è una firma; il corriere non indica il nome.",
		leftAt: (place) => `Luogo di consegna: ${place}`,
		courier: (name) => `Portato da ${name}`,
	},
	language: "Lingua",
	widgetMore: "Vedi la mappa e tutti i passaggi",
	care: ITALIAN_CARE,
	watch: ITALIAN_WATCH,
	reviews: ITALIAN_REVIEWS,
	products: ITALIAN_PRODUCTS,
	notFoundTitle: "Non troviamo questo pacco",
	notFoundText:
		"Il link può essere incompleto o troppo vecchio. Lo apra di nuovo dal messaggio del negozio o ne chieda uno nuovo al negozio.",
	awayTitle: "In questo momento non possiamo verificare",
	awayText:
		"L’errore è nostro ed è passeggero. Intanto il Suo pacco continua a viaggiare. Ricarichi la pagina tra un minuto.",
};
