import type { CareWords } from "../care-keys.ts";
import { ended } from "../ended.ts";
import { pluralsOf } from "../plurals.ts";

const counted = pluralsOf("de");

const tooMany = (minutes: number): string =>
	`Das wurde gerade oft versucht. Bitte versuchen Sie es ${counted(minutes, { one: "in einer Minute", other: "in # Minuten" })} noch einmal.`;

export const GERMAN_CARE: CareWords = {
	track: {
		title: "Paket finden",
		text: "Geben Sie die Sendungsnummer ein und dazu die Postleitzahl, an die das Paket geht, oder die E-Mail-Adresse der Bestellung.",
		number: "Sendungsnummer oder Bestellnummer",
		check: "Postleitzahl oder E-Mail-Adresse",
		checkHint: "So, wie der Shop sie hat.",
		button: "Paket finden",
		notFound:
			"Wir finden kein Paket, zu dem beides passt. Vergleichen Sie die Angaben mit der Nachricht des Shops oder fragen Sie den Shop. Ein neues Paket erscheint hier, sobald der Shop es angemeldet hat.",
		tooMany,
	},
	verify: {
		title: "Ist dieses Paket für Sie?",
		text: "Codes und Namen sieht nur, für wen das Paket ist. Geben Sie die Postleitzahl ein, an die es geht, oder die E-Mail-Adresse der Bestellung.",
		check: "Postleitzahl oder E-Mail-Adresse",
		button: "Einzelheiten zeigen",
		wrong:
			"Das ist nicht, was dem Shop angegeben wurde. Vergleichen Sie es mit der Bestellung oder holen Sie sich persönliche Hilfe.",
		tooMany,
		impossible:
			"Der Shop hat uns nicht mitgeteilt, für wen das Paket ist. Darum können wir die Einzelheiten hier nicht zeigen. Holen Sie sich bitte persönliche Hilfe.",
		done: "Sie sehen die Einzelheiten auf diesem Gerät einen Tag lang.",
		forget: "Wieder verbergen",
	},
	notReceived: {
		title: "Nicht erhalten",
		carrierSays: (carrier, what, when) => ended(`${carrier} meldet: ${what}, ${when}`),
		lookFirst: "Die meisten Pakete, die verloren scheinen, liegen ganz in der Nähe. Bitte sehen Sie zuerst nach:",
		places: {
			door: "rund um die Tür, in der Garage und im Garten",
			letterbox: "im Briefkasten, auch nach einer Karte des Zustellers",
			household: "bei allen, die mit Ihnen wohnen oder arbeiten",
			neighbours: "in der Nachbarschaft, auch gegenüber",
			reception: "am Empfang, beim Hausmeister oder in der Poststelle",
			"safe-place": "am Ablageort, den Sie einmal mit dem Paketdienst vereinbart haben",
		},
		tooEarly:
			"Manche Zusteller melden ein Paket als zugestellt, einige Stunden bevor sie es bringen. Es kann heute noch kommen.",
		lookedThere: "Dort habe ich nachgesehen",
		note: "Was sollte der Shop wissen?",
		noteHint: "Zum Beispiel, wie das Haus aussieht oder dass das Foto eine andere Tür zeigt.",
		email: "Ihre E-Mail-Adresse",
		emailHint: "Für die Antwort des Shops.",
		send: "Dem Shop melden",
		promise: (shop) =>
			`${shop} erhält Ihre Worte zusammen mit allem, was der Paketdienst gemeldet hat, und fragt beim Paketdienst nach.`,
		told: (shop, when) => `Sie haben ${shop} am ${when} gemeldet, dass Sie es nicht erhalten haben.`,
		found: "Ich habe es doch bekommen",
		takenBack: "Vielen Dank. Der Shop weiß, dass Sie es haben.",
		line: "Sie haben dem Shop gemeldet, dass Sie es nicht erhalten haben",
		notNow:
			"Dieses Paket ist nicht als zugestellt vermerkt, es kann also noch unterwegs sein. Die Seite zeigt, wo es ist; wenn etwas nicht stimmt, holen Sie sich persönliche Hilfe.",
		back: "Zurück zum Paket",
	},
	ask: {
		title: (shop) => `Frage an ${shop}`,
		lead: "Ein Mensch liest Ihre Frage und sieht dabei, um welches Paket und welche Bestellung es geht, sowie alles, was die Seite des Pakets zeigt. Sie müssen das nicht erklären.",
		faqFirst: "Vielleicht hilft das sofort",
		text: "Ihre Frage",
		email: "Ihre E-Mail-Adresse",
		emailHint: "Dorthin geht die Antwort; sie steht auch auf dieser Seite.",
		photos: "Fotos (freiwillig)",
		photosHint: (most, megabytes) =>
			`Höchstens ${most}, je bis ${megabytes} MB. Ort und Zeit der Aufnahme werden entfernt.`,
		photosMany: (most) => `Bitte wählen Sie höchstens ${most} Fotos.`,
		photosLarge: (megabytes) =>
			`Eines der Fotos ist zu groß. Bitte wählen Sie Fotos mit je höchstens ${megabytes} MB und 50 Megapixeln.`,
		photosUnread: "Eines der Fotos lässt sich nicht lesen. Bitte wählen Sie Fotos als JPEG, PNG oder WebP.",
		photosAgain: "Bitte wählen Sie Ihre Fotos noch einmal: Sie wurden nicht behalten.",
		photo: (number) => `Foto ${number}`,
		send: "Frage senden",
		usual: (time) => `Übliche Zeit bis zur Antwort: ${time}.`,
		isIn: "Jetzt ist jemand da.",
		nextIn: (when) => `Es ist wieder jemand da: ${when}.`,
		sent: (shop) => `Ihre Frage ist bei ${shop}.`,
		thread: (shop) => `Sie und ${shop}`,
		you: "Sie",
		notYet: "Noch keine Antwort. Sie erscheint hier von selbst.",
		again: "Noch einmal schreiben",
		lost: "Diese Nachricht ist nicht mehr lesbar.",
		tooMany:
			"Zu diesem Paket wurde so viel gefragt, dass hier nichts mehr angenommen werden kann. Bitte schreiben Sie dem Shop auf dem Weg, den die E-Mail zur Bestellung nennt.",
		elsewhere: "Haben Sie auf einem anderen Gerät gefragt?",
		show: "Ihre Fragen hier zeigen",
		file: "Alles, was von diesem Gespräch gespeichert ist, als Datei",
		erase: "Dieses Gespräch löschen",
		eraseText: (shop) =>
			`Alles, was Sie und ${shop} hier geschrieben haben, wird endgültig gelöscht, mit den Fotos, den E-Mails und der Adresse, die Sie angegeben haben. ${shop} sieht, dass Sie es gelöscht haben und wann. E-Mails, die schon verschickt sind, bleiben, wo sie angekommen sind.`,
		eraseReports: "Auch was Sie schrieben, als Sie meldeten, dass Sie das Paket nicht erhalten haben, wird gelöscht.",
		eraseSure: "Endgültig löschen",
		erased: "Es ist gelöscht.",
		waiting: (shop) => `Ihre Frage ist bei ${shop}`,
		answered: (shop) => `${shop} hat Ihnen geantwortet`,
		read: "Lesen und antworten",
		letter: {
			subject: (shop, parcel) => `Ihre Frage an ${shop}: ${parcel}`,
			received: (shop) => `Ihre Frage ist bei ${shop}. Ein Mensch liest sie und antwortet Ihnen.`,
			comesHere: "Die Antwort geht an diese E-Mail-Adresse und steht auch hier:",
			youWrote: (when) => `Am ${when} schrieben Sie:`,
			writeAgain: "Noch einmal schreiben und sehen, wo Ihr Paket ist:",
			above: "Schreiben Sie Ihre Antwort über diese Zeile",
			why: "Sie erhalten diese E-Mail, weil diese Adresse bei einer Frage zu einem Paket angegeben wurde. Wenn Sie das nicht waren, müssen Sie nichts tun.",
		},
	},
	faqTitle: "Fragen und Antworten",
	helped: { ask: "Hat das geholfen?", yes: "Ja", no: "Nein", thanks: "Danke." },
	faq: {
		"no-scan-yet": {
			question: "Warum tut sich nichts?",
			answer: (carrier, shop) =>
				`${shop} hat das Etikett erstellt; ${carrier} meldet das Paket, sobald es zum ersten Mal gescannt wird, oft am Abend oder am nächsten Werktag. Sie müssen nichts tun: Der erste Schritt erscheint hier von selbst.`,
		},
		"how-sure": {
			question: "Wie sicher ist der Termin?",
			answer: (carrier) =>
				`Er wird bei jedem Schritt neu berechnet: aus Paketen, die denselben Weg nahmen, und aus dem, was ${carrier} meldet. Wie oft solche Termine eintrafen, wird gemessen und öffentlich gezeigt.`,
		},
		late: {
			question: "Warum ist es verspätet, und was kann ich tun?",
			answer: (carrier) =>
				`Welchen Grund ${carrier} nennt, steht oben. Die meisten verspäteten Pakete kommen innerhalb weniger Tage an. Wenn Sie es zu einem bestimmten Tag brauchen, holen Sie sich lieber jetzt als später persönliche Hilfe.`,
		},
		silent: {
			question: "Seit Tagen wurde nichts gemeldet. Ist es verloren?",
			answer: () =>
				"Meistens nicht: Zwischen zwei Scans legen Pakete oft weite Wege zurück. Um dieses ist es länger still als üblich, darum ist der Shop informiert. Wenn es weitergeht, sehen Sie es hier.",
		},
		"in-customs": {
			question: "Wie lange dauert der Zoll?",
			answer: (carrier) =>
				`Meist einige Stunden bis wenige Tage; eine Prüfung der Ware oder der Unterlagen dauert länger. Wenn der Zoll etwas von Ihnen braucht, schreibt Ihnen ${carrier} oder die Behörde, und es steht auf dieser Seite.`,
		},
		duty: {
			question: "An wen zahle ich, und woran erkenne ich, dass es echt ist?",
			answer: (carrier) =>
				`Zahlen Sie auf der Seite von ${carrier} oder beim Zusteller, und heben Sie die Quittung auf. Öffnen Sie die Seite von hier aus, nie aus einer SMS: Kleine Zollgebühren zu verlangen ist ein häufiger Betrug. Wenn Sie die Steuer schon beim Kauf bezahlt haben, holen Sie sich persönliche Hilfe, bevor Sie noch einmal zahlen.`,
		},
		"be-at-home": {
			question: "Muss ich zu Hause sein?",
			answer: (carrier) =>
				`Nur wenn jemand unterschreiben oder bezahlen muss. Sonst kann ${carrier} das Paket in den Briefkasten legen, in der Nachbarschaft oder in einer Abholstelle abgeben, und hier steht, wo.`,
		},
		missed: {
			question: "Was geschieht, wenn ich die Zustellung verpasst habe?",
			answer: (carrier) =>
				`Meist kommt ${carrier} am nächsten Werktag wieder oder bringt das Paket zu einer Abholstelle. Was davon gilt, steht auf der Karte des Zustellers und auf der Seite von ${carrier}; oft können Sie dort wählen.`,
		},
		collect: {
			question: "Was brauche ich für die Abholung?",
			answer: () =>
				"Einen Ausweis und, wo es das gibt, den Code oder die Karte des Zustellers. Mit Ihrer schriftlichen Vollmacht kann oft auch jemand anderes abholen. Nach dem letzten Tag geht das Paket zurück an den Shop.",
		},
		address: {
			question: "Die Adresse ist falsch. Lässt sie sich ändern?",
			answer: (carrier) =>
				`Oft, solange das Paket nicht in Zustellung ist: auf der Seite von ${carrier} oder durch den Shop. Holen Sie sich bald persönliche Hilfe; mit jedem Schritt wird es schwerer.`,
		},
		"not-received": {
			question: "Es gilt als zugestellt, aber ich habe es nicht. Was nun?",
			answer: (_carrier, shop) =>
				`Sehen Sie rund um die Tür, im Briefkasten und in der Nachbarschaft nach. Wenn es dort nicht ist, drücken Sie „Nicht erhalten“: ${shop} erhält alles, was über die Zustellung bekannt ist, und fragt beim Paketdienst nach.`,
		},
		damaged: {
			question: "Es kam beschädigt an. Was soll ich tun?",
			answer: () =>
				"Heben Sie alles auf, auch den Karton und das Füllmaterial, und machen Sie Fotos, bevor Sie weiter auspacken. Holen Sie sich dann persönliche Hilfe. Melden Sie den Schaden innerhalb weniger Tage: Paketdienste ersetzen nur, was bald gemeldet wird.",
		},
		"part-missing": {
			question: "Es fehlt etwas. Wo ist es?",
			answer: () =>
				"Eine Bestellung kann in mehreren Paketen reisen, jedes mit einer eigenen Seite. Wenn alle angekommen sind und trotzdem etwas fehlt, holen Sie sich persönliche Hilfe.",
		},
		"going-back": {
			question: "Es geht zurück an den Shop. Bekomme ich mein Geld wieder?",
			answer: (_carrier, shop) =>
				`Das entscheidet ${shop}, wenn das Paket zurück ist; oft kann es auch noch einmal verschickt werden. Holen Sie sich persönliche Hilfe und sagen Sie, was von beidem Sie möchten.`,
		},
		lost: {
			question: "Es ist verloren. Wer hilft mir?",
			answer: (_carrier, shop) =>
				`${shop}: Den Verlust macht der Shop beim Paketdienst geltend, nicht Sie. Holen Sie sich persönliche Hilfe und sagen Sie, ob Sie es noch einmal geschickt haben möchten oder Ihr Geld zurück.`,
		},
		"who-sees": {
			question: "Wer kann diese Seite sehen?",
			answer: () =>
				"Alle, die den Link haben: Sie zeigt Orte, nicht Ihre Straße, und keinen Namen. Codes und Namen zeigt sie erst nach Eingabe der Postleitzahl oder der E-Mail-Adresse der Bestellung.",
		},
	},
	field: {
		missing: "Bitte füllen Sie dieses Feld aus.",
		tooLong: (most) => `Bitte verwenden Sie höchstens ${counted(most, { other: "#" })} Zeichen.`,
		noEmail: "Bitte geben Sie eine E-Mail-Adresse ein, zum Beispiel name@example.com.",
	},
};
