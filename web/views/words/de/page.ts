import { ended } from "../ended.ts";
import type { Ground, Words } from "../keys.ts";
import { pluralsOf } from "../plurals.ts";
import { GERMAN_CARE } from "./care.ts";
import { GERMAN_CODES } from "./codes.ts";
import { GERMAN_PRODUCTS } from "./products.ts";
import { GERMAN_REASONS } from "./reasons.ts";
import { GERMAN_REVIEWS } from "./reviews.ts";
import { GERMAN_WATCH } from "./watch.ts";

const counted = pluralsOf("de");

const GROUNDS: Readonly<Record<Ground, string>> = {
	postcode: "in Ihre Gegend",
	lane: "auf dieser Strecke",
	region: "in Ihre Region",
	country: "zwischen diesen Ländern",
	service: "mit diesem Service",
	carrier: "mit diesem Paketdienst",
};

const askCarrier = (carrier: string): string => `Fragen Sie ${carrier} mit der Nummer unten.`;

const carrierShows = (carrier: string): string => `Die Seite von ${carrier} zeigt, wo das Paket ist.`;

const helpCarrier = (carrier: string): string =>
	`Sie können helfen: Sehen Sie nach, was ${carrier} von Ihnen braucht, oder holen Sie sich persönliche Hilfe.`;

export const GERMAN: Words = {
	codes: GERMAN_CODES,
	reasons: GERMAN_REASONS,
	conditions: {
		notice: { title: "Bitte beachten", next: () => "Kann das nicht stimmen? Holen Sie sich persönliche Hilfe." },
		delayed: {
			title: "Verspätet",
			next: (who, carrier) =>
				who === "recipient" ? helpCarrier(carrier) : `${carrier} arbeitet daran. Sie müssen nichts tun.`,
		},
		stalled: {
			title: "Seit einiger Zeit nichts Neues",
			next: () => "Das ist länger als üblich. Der Shop ist informiert; Sie müssen nichts tun.",
		},
		action_required: {
			title: "Es ist etwas zu tun",
			next: (who, carrier, hasPage) =>
				who === "recipient"
					? `Nur Sie können das lösen. ${hasPage ? `Auf der Seite von ${carrier} steht, wie.` : "Holen Sie sich dafür persönliche Hilfe."}`
					: who === "sender"
						? "Der Shop muss handeln. Sie müssen nichts tun."
						: `${carrier} muss handeln. Sie müssen nichts tun.`,
		},
		problem: {
			title: "Es gibt ein Problem",
			next: (who, carrier) =>
				who === "sender"
					? "Der Shop muss entscheiden, wie es weitergeht. Wenn Sie es wissen möchten, holen Sie sich persönliche Hilfe."
					: who === "recipient"
						? helpCarrier(carrier)
						: `${carrier} geht der Sache nach. Wenn Sie mehr wissen möchten, holen Sie sich persönliche Hilfe.`,
		},
		final_problem: {
			title: "Dieses Paket wird nicht ankommen",
			next: () => "Holen Sie sich persönliche Hilfe: Der Shop bringt es in Ordnung.",
		},
		disputed: { title: "Als nicht erhalten gemeldet", next: () => "Der Shop fragt beim Paketdienst nach." },
		source_down: {
			title: "Das System des Paketdienstes antwortet nicht",
			next: (_who, carrier) => `Wir fragen ${carrier} weiter. Unten steht, was vorher bekannt war.`,
		},
	},
	endings: {
		returning: {
			title: "Es kommt nicht zu Ihnen",
			next: (shop) =>
				`${shop} erhält es zurück. Ob Ersatz kommt oder Sie Ihr Geld zurückbekommen, erfahren Sie über die persönliche Hilfe.`,
		},
		returned: {
			title: "Es ging zurück",
			next: (shop) =>
				`${shop} hat es wieder. Ob Ersatz kommt oder Sie Ihr Geld zurückbekommen, erfahren Sie über die persönliche Hilfe.`,
		},
		cancelled: { title: "Es kommt nicht", next: () => "War das nicht Ihr Wunsch? Holen Sie sich persönliche Hilfe." },
		lost: {
			title: "Es wird nicht ankommen",
			next: (shop) =>
				`${shop} bringt es in Ordnung: Holen Sie sich persönliche Hilfe. Falls es gefunden wird, sehen Sie es hier.`,
		},
		destroyed: {
			title: "Es wird nicht ankommen",
			next: (shop) =>
				`Es ist nichts davon übrig, was weitergeschickt werden könnte. ${shop} bringt es in Ordnung: Holen Sie sich persönliche Hilfe.`,
		},
		stolen: {
			title: "Es wird nicht ankommen",
			next: (shop) =>
				`Wegen des Diebstahls müssen Sie nichts tun. ${shop} bringt es in Ordnung: Holen Sie sich persönliche Hilfe.`,
		},
		expired: {
			title: "Es wird nichts mehr davon erwartet",
			next: (shop) => `Wenn Sie Ihr Paket nicht haben, holen Sie sich persönliche Hilfe: ${shop} bringt es in Ordnung.`,
		},
		archived: {
			title: "Mehr wird hier nicht gezeigt",
			next: () => "Wenn Sie Ihr Paket nicht haben, holen Sie sich persönliche Hilfe.",
		},
		damaged: {
			title: "Als beschädigt gemeldet",
			next: () => "Wenn etwas kaputt ist, heben Sie die Verpackung auf und holen Sie sich persönliche Hilfe.",
		},
		rest: {
			title: "Der Rest wird nicht ankommen",
			next: (shop) => `${shop} bringt es in Ordnung: Holen Sie sich persönliche Hilfe.`,
		},
		reported: {
			title: "Danach wurde noch etwas gemeldet",
			next: () => "Wenn Sie Ihr Paket nicht haben, holen Sie sich persönliche Hilfe.",
		},
	},
	collect: {
		title: "Liegt für Sie bereit",
		next: (place, carrier) =>
			`${place === "" ? "" : `Abholort: ${place}. `}Wie lange es für Sie aufbewahrt wird, erfahren Sie bei ${carrier}.`,
	},
	neverCardDetails: "Geben Sie nie Kartendaten über einen Link aus einer SMS ein.",
	following: {
		"needs-connection": (carrier, hasPage) =>
			`Die Seite dieses Shops ist noch nicht mit ${carrier} verbunden. ${hasPage ? carrierShows(carrier) : askCarrier(carrier)}`,
		"push-only": (carrier) => `${carrier} meldet uns jeden Schritt sofort. Der erste erscheint hier von selbst.`,
		unsupported: (carrier, hasPage) =>
			`Wir können ${carrier} nicht selbst abfragen. ${hasPage ? carrierShows(carrier) : askCarrier(carrier)}`,
	},
	// Soft hyphens: five names stand beside each other on a telephone.
	steps: {
		shipped: "Versandt",
		moving: "Unter\u00adwegs",
		customs: "Zoll",
		nearby: "In Ihrer Region",
		out: "Zustel\u00adlung",
		collect: "Abhol\u00adbereit",
		delivered: "Zuge\u00adstellt",
		returning: "Geht zurück",
		returned: "Zurück beim Shop",
	},
	headline: {
		arriving: (when) => `Ankunft ${when}`,
		nowExpected: (what, when) => `${what} – jetzt ${when}`,
		between: (day, times) => `${day}, ${times}`,
		by: (day, time) => `${day}, bis ${time} Uhr`,
		today: (day) => `heute, ${day}`,
		tomorrow: (day) => `morgen, ${day}`,
		delivered: (when) => `Zugestellt am ${when}`,
		at: (what, when) => `${what}, ${when}`,
		until: (what, day) => `${what} bis ${day}`,
		later: "Später als erwartet",
		laterNow: (when) => `Später als erwartet: ${when}`,
		wasExpected: (when) => ended(`Erwartet wurde es am ${when}`),
		firstEstimate: (when) => ended(`Die erste Schätzung war ${when}`),
		noNewDate: "Es gibt noch keinen neuen Termin.",
		onItsWay: "Unterwegs",
		noDate: "Noch kein Zustelltermin.",
		noNewsSince: (day) => `Nichts Neues seit ${day}`,
		mayCome: (when) => ended(`Wenn es bald weitergeht, kann das Paket noch ankommen: ${when}`),
		notHandedOver: "Der Paketdienst hat es noch nicht",
		heardLast: (day) => ended(`Die letzte Meldung kam am ${day}`),
		outToday: (day) => `In Zustellung – heute, ${day}`,
		outSince: (day) => `In Zustellung seit ${day}`,
		labelMade: "Ihr Paket wird vorbereitet",
		labelDetail: (shop, carrier) => `${shop} hat das Etikett erstellt. ${carrier} hat das Paket noch nicht gescannt.`,
		waitingDetail: (carrier) => `Der erste Schritt erscheint hier von selbst, sobald ${carrier} ihn meldet.`,
		firstScanBy: (carrier, day) => `Solche Pakete sind meist bis ${day} bei ${carrier}.`,
		elsewhere: (carrier) => `Verfolgen Sie dieses Paket bei ${carrier}`,
	},
	promise: {
		carrier: (carrier) => `Das gibt ${carrier} an.`,
		seller: (shop) => `Das hat ${shop} zugesagt.`,
		kept: (carrier, outOfTen) => `${carrier} hält etwa ${outOfTen} von 10 solchen Terminen ein.`,
		likely: (when) => ended(`Am ehesten ${when}`),
		likelyAt: (time) => `Am ehesten gegen ${time} Uhr.`,
		estimate: (parcels, ground) =>
			`Unsere Schätzung aus ${counted(parcels, { one: "# Paket", other: "# Paketen" })} ${GROUNDS[ground]}.`,
		stated: (carrier, fromDays, toDays, isWorking) => {
			const from = fromDays === toDays ? "" : `${fromDays} bis `;
			const days = isWorking ? { one: "# Werktag", other: "# Werktage" } : { one: "# Tag", other: "# Tage" };
			return `${carrier} braucht meist ${from}${counted(toDays, days)}.`;
		},
		beside: (carrier, when, usually) => {
			if (usually === "within") return ended(`Termin laut ${carrier}: ${when}`);
			return `Termin laut ${carrier}: ${when}; auf dieser Strecke sind Pakete meist ${usually === "later" ? "länger unterwegs" : "schneller da"}.`;
		},
		lateStep: (what, days) => `${what}: ${counted(days, { one: "1 Tag", other: "# Tage" })} später als üblich.`,
		slower: "In letzter Zeit brauchen solche Pakete länger als früher.",
		measured: (outOfTen) =>
			`${counted(outOfTen, { one: "# von 10 Paketen auf dieser Strecke kommt", other: "# von 10 Paketen auf dieser Strecke kommen" })} in diesem Zeitraum an.`,
		localTo: (city) => `Uhrzeiten nach Ortszeit in ${city}.`,
	},
	yourParcel: "Ihr Paket",
	andMore: (title, more) => `${title} ${counted(more, { one: "+ # weiterer Artikel", other: "+ # weitere Artikel" })}`,
	localTime: (when) => `${when} (Ortszeit)`,
	checked: (ago) => ["geprüft ", ago, ""],
	sourceDown: (carrier, since) =>
		`Seit ${since} antwortet das System von ${carrier} nicht. Hier steht, was bis dahin bekannt war.`,
	noTime: "ohne Uhrzeit",
	mapTitle: "Wo es ist",
	map: {
		from: (place) => `Start: ${place}.`,
		within: (country) => `Derzeit in diesem Land: ${country}; Genaueres ist nicht bekannt.`,
		near: (place, known) => `Zuletzt gesehen: ${place}, ${known}.`,
		lastKnown: (place, known) => `Letzter bekannter Ort: ${place}, ${known}.`,
		arrived: (place) => `Angekommen: ${place}.`,
		back: (place) => `Zurück: ${place}.`,
		to: (place) => `Ziel: ${place}.`,
		knownTo: {
			address: "auf die Adresse genau",
			street: "auf die Straße genau",
			postcode: "auf die Postleitzahl genau",
			locality: "auf den Ort genau",
			region: "auf die Region genau",
			country: "auf das Land genau",
		},
		places: "Orte auf dem Weg",
		skip: "Karte überspringen",
		courier: (when) => `Der Lieferwagen zeigt, wo der Zusteller war: ${when}.`,
		move: "Karte bewegen",
		zoomIn: "Vergrößern",
		zoomOut: "Verkleinern",
		pan: { left: "Nach links", up: "Nach oben", down: "Nach unten", right: "Nach rechts" },
		credit: "Karte: Natural Earth · GeoNames (CC BY 4.0)",
	},
	timeline: "Sendungsverlauf",
	olderScans: (count) =>
		counted(count, {
			one: "Ein früherer Schritt wird nicht gezeigt.",
			other: "# frühere Schritte werden nicht gezeigt.",
		}),
	noScans: (carrier) => `Noch keine Schritte. Der erste von ${carrier} erscheint hier von selbst.`,
	carrierSays: (carrier) => `Im Wortlaut von ${carrier}`,
	progress: "Fortschritt",
	stepDone: "erledigt: ",
	stepStopped: "hier angehalten: ",
	contents: "In diesem Paket",
	orderContents: "In dieser Bestellung",
	otherParcels: "Weitere Pakete dieser Bestellung",
	parcelDetails: "Paketdienst und Nummer",
	carrier: "Paketdienst",
	number: "Sendungsnummer",
	orderNumber: "Bestellnummer",
	copy: "Kopieren",
	copied: "Kopiert",
	goesOnWith: "Weiter mit",
	anotherCarrier: "Ein anderer Paketdienst",
	carrierPage: (carrier) => `Mehr bei ${carrier}`,
	askPerson: "Persönliche Hilfe",
	askSubject: (title, number) => `${title} (${number})`,
	askBody: (carrier, number, state) => `\n\n--\nZu meinem Paket mit ${carrier}, Sendungsnummer ${number}: ${state}`,
	someDelivered: (delivered, parcels) => `${delivered} von ${parcels} Paketen zugestellt`,
	returns: { yours: "Ihre Rücksendung", of: "Was dieses Paket zurückbringt" },
	lastMile: {
		title: "Der Zusteller ist auf dem Weg",
		stopsBefore: (stops) =>
			counted(stops, {
				one: "1 Stopp vor Ihnen",
				other: stops === 0 ? "Sie sind der nächste Stopp" : "# Stopps vor Ihnen",
			}),
		positionFrom: (ago) => `Standort: ${ago}`,
		callCourier: "Zusteller anrufen",
		courier: "Der Zusteller",
	},
	pickup: {
		title: "Wo Sie es abholen",
		address: "Adresse",
		hours: "Öffnungszeiten",
		code: "Code",
		codeIsHidden: "Für die Abholung gibt es einen Code. Wir zeigen ihn, sobald Sie angeben, für wen das Paket ist.",
		directions: "Weg finden",
	},
	actions: {
		addToCalendar: "In den Kalender",
		share: "Teilen",
		linkCopied: "Link kopiert",
		showDetails: "Code und Details",
		findTheWay: "Weg finden",
		notReceived: "Nicht erhalten",
	},
	calendar: {
		event: (title) => `Paket: ${title}`,
		description: (state) => `${state} Wo es jetzt ist, zeigt die Seite des Pakets.`,
	},
	proof: {
		title: "Zustellnachweis",
		signedBy: (name) => `Unterschrift: ${name}`,
		signed: "Es wurde unterschrieben; den Namen nennt der Paketdienst nicht.",
		leftAt: (place) => `Ort der Zustellung: ${place}`,
		courier: (name) => `Gebracht von ${name}`,
	},
	language: "Sprache",
	widgetMore: "Karte und alle Schritte ansehen",
	care: GERMAN_CARE,
	watch: GERMAN_WATCH,
	reviews: GERMAN_REVIEWS,
	products: GERMAN_PRODUCTS,
	notFoundTitle: "Wir finden dieses Paket nicht",
	notFoundText:
		"Der Link ist vielleicht unvollständig oder zu alt. Öffnen Sie ihn noch einmal aus der Nachricht des Shops, oder bitten Sie den Shop um einen neuen.",
	awayTitle: "Wir können gerade nicht nachsehen",
	awayText:
		"Der Fehler liegt bei uns und geht vorüber. Ihr Paket reist inzwischen weiter. Bitte laden Sie die Seite in einer Minute neu.",
};
