import type { CareWords } from "../care-keys.ts";
import { ended } from "../ended.ts";
import { pluralsOf } from "../plurals.ts";

const counted = pluralsOf("fr");

const tooMany = (minutes: number): string =>
	`Il y a eu beaucoup d’essais à l’instant. Merci de réessayer dans ${counted(minutes, { one: "# minute", other: "# minutes" })}.`;

export const FRENCH_CARE: CareWords = {
	track: {
		title: "Trouver votre colis",
		text: "Saisissez le numéro de suivi, puis le code postal de livraison ou l’adresse e-mail de la commande.",
		number: "Numéro de suivi ou de commande",
		check: "Code postal ou adresse e-mail",
		checkHint: "Comme indiqué à la boutique.",
		button: "Trouver le colis",
		notFound:
			"Nous ne trouvons pas de colis qui corresponde aux deux. Comparez avec le message de la boutique, ou demandez-lui. Un nouveau colis apparaît ici quand la boutique l’a enregistré.",
		tooMany,
	},
	verify: {
		title: "Ce colis est-il pour vous ?",
		text: "Les codes et les noms ne sont montrés qu’à la personne à qui le colis est destiné. Saisissez le code postal de livraison ou l’adresse e-mail de la commande.",
		check: "Code postal ou adresse e-mail",
		button: "Afficher les détails",
		wrong: "Ce n’est pas ce qui a été indiqué à la boutique. Comparez avec la commande, ou contactez un conseiller.",
		tooMany,
		impossible:
			"La boutique ne nous a pas dit à qui le colis est destiné : nous ne pouvons donc pas montrer les détails ici. Contactez un conseiller.",
		done: "Les détails restent visibles sur cet appareil pendant un jour.",
		forget: "Les masquer à nouveau",
	},
	notReceived: {
		title: "Je ne l’ai pas reçu",
		carrierSays: (carrier, what, when) => ended(`${carrier} indique : ${what}, ${when}`),
		lookFirst: "La plupart des colis qui semblent perdus sont tout près. Merci de regarder d’abord :",
		places: {
			door: "autour de la porte, dans le garage et le jardin",
			letterbox: "dans la boîte aux lettres, y compris pour un avis de passage",
			household: "auprès de toutes les personnes qui vivent ou travaillent avec vous",
			neighbours: "chez les voisins, aussi de l’autre côté de la rue",
			reception: "à l’accueil, chez le gardien ou au service du courrier",
			"safe-place": "à l’endroit que vous avez un jour convenu avec le transporteur",
		},
		tooEarly:
			"Certains livreurs signalent un colis comme livré quelques heures avant de l’apporter. Il peut encore arriver aujourd’hui.",
		lookedThere: "J’ai regardé à ces endroits",
		note: "Que doit savoir la boutique ?",
		noteHint: "Par exemple à quoi ressemble la maison, ou que la photo montre une autre porte.",
		email: "Votre adresse e-mail",
		emailHint: "Pour la réponse de la boutique.",
		send: "Prévenir la boutique",
		promise: (shop) =>
			`${shop} reçoit votre message avec tout ce que le transporteur a signalé, et interroge le transporteur.`,
		told: (shop, when) => `Le ${when}, vous avez signalé à ${shop} que vous ne l’avez pas reçu.`,
		found: "Finalement, je l’ai",
		takenBack: "Merci. La boutique sait que vous l’avez.",
		line: "Vous avez signalé à la boutique que vous ne l’avez pas reçu",
		notNow:
			"Ce colis n’est pas indiqué comme livré : il est peut-être encore en route. La page montre où il se trouve ; si quelque chose ne va pas, contactez un conseiller.",
		back: "Retour au colis",
	},
	ask: {
		title: (shop) => `Poser une question à ${shop}`,
		lead: "Un conseiller lit votre question en voyant de quel colis et de quelle commande il s’agit, ainsi que tout ce que montre la page du colis. Vous n’avez pas à l’expliquer.",
		faqFirst: "Cela vous aidera peut-être tout de suite",
		text: "Votre question",
		email: "Votre adresse e-mail",
		emailHint: "La réponse y est envoyée et s’affiche aussi sur cette page.",
		photos: "Photos (facultatif)",
		photosHint: (most, megabytes) =>
			`${most} au maximum, de ${megabytes} Mo chacune au plus. Le lieu et l’heure de la prise de vue sont supprimés.`,
		photosMany: (most) => `Veuillez choisir ${most} photos au maximum.`,
		photosLarge: (megabytes) =>
			`L’une des photos est trop grande. Veuillez choisir des photos de ${megabytes} Mo et de 50 mégapixels au plus chacune.`,
		photosUnread: "L’une des photos est illisible. Veuillez choisir des photos en JPEG, PNG ou WebP.",
		photosAgain: "Veuillez choisir à nouveau vos photos : elles n’ont pas été conservées.",
		photo: (number) => `Photo ${number}`,
		send: "Envoyer la question",
		usual: (time) => `Délai de réponse habituel : ${time}.`,
		isIn: "Quelqu’un est là en ce moment.",
		nextIn: (when) => `Quelqu’un sera de nouveau là : ${when}.`,
		sent: (shop) => `Votre question a été transmise à ${shop}.`,
		thread: (shop) => `Vous et ${shop}`,
		you: "Vous",
		notYet: "Pas encore de réponse. Elle s’affichera ici d’elle-même.",
		again: "Écrire à nouveau",
		lost: "Ce message n’est plus lisible.",
		tooMany:
			"Il y a déjà eu tant de questions sur ce colis que nous ne pouvons plus en prendre ici. Merci d’écrire à la boutique par le moyen indiqué dans l’e-mail de la commande.",
		elsewhere: "Avez-vous posé une question sur un autre appareil ?",
		show: "Afficher vos questions ici",
		file: "Tout ce qui est conservé de cette conversation, dans un fichier",
		erase: "Effacer cette conversation",
		eraseText: (shop) =>
			`Tout ce que vous et ${shop} avez écrit ici sera définitivement effacé, avec les photos, les e-mails et l’adresse que vous avez indiquée. ${shop} verra que vous l’avez effacé, et quand. Les e-mails déjà envoyés restent là où ils sont arrivés.`,
		eraseReports: "Ce que vous avez écrit en signalant que vous n’aviez pas reçu le colis sera effacé aussi.",
		eraseSure: "Effacer définitivement",
		erased: "C’est effacé.",
		waiting: (shop) => `Votre question a été transmise à ${shop}`,
		answered: (shop) => `${shop} vous a répondu`,
		read: "Lire et répondre",
		letter: {
			subject: (shop, parcel) => `Votre question à ${shop} : ${parcel}`,
			received: (shop) => `Votre question a été transmise à ${shop}. Un conseiller la lira et vous répondra.`,
			comesHere: "La réponse est envoyée à cette adresse et s’affiche aussi ici :",
			youWrote: (when) => `Le ${when}, vous avez écrit :`,
			writeAgain: "Écrire à nouveau et voir où se trouve votre colis :",
			above: "Écrivez votre réponse au-dessus de cette ligne",
			why: "Vous recevez cet e-mail parce que cette adresse a été indiquée avec une question sur un colis. Si ce n’était pas vous, vous n’avez rien à faire.",
		},
	},
	faqTitle: "Questions et réponses",
	helped: { ask: "Cela vous a-t-il aidé ?", yes: "Oui", no: "Non", thanks: "Merci." },
	faq: {
		"no-scan-yet": {
			question: "Pourquoi ne se passe-t-il rien ?",
			answer: (carrier, shop) =>
				`${shop} a fait l’étiquette ; ${carrier} signale le colis quand il est scanné pour la première fois, souvent le soir ou le jour ouvré suivant. Vous n’avez rien à faire : la première étape s’affiche ici d’elle-même.`,
		},
		"how-sure": {
			question: "La date est-elle sûre ?",
			answer: (carrier) =>
				`Elle est recalculée à chaque étape, d’après les colis qui ont suivi le même chemin et les indications fournies par ${carrier}. La proportion de ces dates qui sont tenues est mesurée et publiée.`,
		},
		late: {
			question: "Pourquoi est-il en retard, et que puis-je faire ?",
			answer: (carrier) =>
				`La raison donnée par ${carrier} figure plus haut. La plupart des colis en retard arrivent en quelques jours. S’il vous le faut pour un jour précis, contactez un conseiller maintenant plutôt que plus tard.`,
		},
		silent: {
			question: "Rien n’a été signalé depuis des jours. Est-il perdu ?",
			answer: () =>
				"Le plus souvent, non : un colis parcourt un long chemin entre deux scans. Celui-ci est silencieux depuis plus longtemps que d’habitude, la boutique a donc été prévenue. S’il repart, vous le verrez ici.",
		},
		"in-customs": {
			question: "Combien de temps dure le passage en douane ?",
			answer: (carrier) =>
				`Le plus souvent de quelques heures à quelques jours ; un contrôle des marchandises ou des documents prend plus de temps. Si la douane attend quelque chose de vous, ${carrier} ou l’administration vous écrit, et c’est indiqué sur cette page.`,
		},
		duty: {
			question: "À qui dois-je payer, et comment savoir si c’est authentique ?",
			answer: (carrier) =>
				`Payez sur le site ${carrier} ou au livreur, et gardez le reçu. Ouvrez le site à partir d’ici, jamais à partir d’un SMS : réclamer de petits frais de douane est une fraude courante. Si vous avez déjà payé la taxe à l’achat, contactez un conseiller avant de payer à nouveau.`,
		},
		"be-at-home": {
			question: "Dois-je être à la maison ?",
			answer: (carrier) =>
				`Seulement si quelqu’un doit signer ou payer. Sinon, ${carrier} peut laisser le colis dans la boîte aux lettres, chez un voisin ou dans un point de retrait, et l’endroit est indiqué ici.`,
		},
		missed: {
			question: "Que se passe-t-il après une livraison manquée ?",
			answer: (carrier) =>
				`Le plus souvent, ${carrier} repasse le jour ouvré suivant ou dépose le colis dans un point de retrait. L’avis de passage et le site ${carrier} disent lequel des deux, et vous laissent souvent choisir.`,
		},
		collect: {
			question: "Que faut-il pour le retirer ?",
			answer: () =>
				"Une pièce d’identité et, s’il y en a, le code ou l’avis de passage. Une autre personne peut souvent le retirer avec votre procuration écrite. Après le dernier jour, il repart vers la boutique.",
		},
		address: {
			question: "L’adresse est fausse. Peut-on la changer ?",
			answer: (carrier) =>
				`Souvent, tant que le colis n’est pas en cours de livraison : sur le site ${carrier} ou par la boutique. Contactez vite un conseiller ; chaque étape rend le changement plus difficile.`,
		},
		"not-received": {
			question: "Il est indiqué comme livré, mais je ne l’ai pas. Que faire ?",
			answer: (_carrier, shop) =>
				`Regardez autour de la porte, dans la boîte aux lettres et chez les voisins. S’il n’y est pas, appuyez sur « Je ne l’ai pas reçu » : ${shop} reçoit tout ce que l’on sait de la livraison et interroge le transporteur.`,
		},
		damaged: {
			question: "Il est arrivé endommagé. Que dois-je faire ?",
			answer: () =>
				"Gardez tout, y compris le carton et le calage, et prenez des photos avant de déballer davantage. Contactez ensuite un conseiller. Signalez-le dans les quelques jours : les transporteurs ne remboursent que les dommages signalés rapidement.",
		},
		"part-missing": {
			question: "Il manque quelque chose. Où est-ce ?",
			answer: () =>
				"Une commande peut voyager en plusieurs colis, chacun avec sa propre page. S’ils sont tous arrivés et qu’il manque encore quelque chose, contactez un conseiller.",
		},
		"going-back": {
			question: "Il retourne à la boutique. Vais-je être remboursé ?",
			answer: (_carrier, shop) =>
				`${shop} en décide quand le colis est revenu, et peut souvent l’envoyer une nouvelle fois. Contactez un conseiller : dites ce que vous préférez.`,
		},
		lost: {
			question: "Il est perdu. Qui m’aide ?",
			answer: (_carrier, shop) =>
				`${shop} : c’est la boutique qui réclame la perte au transporteur, pas vous. Contactez un conseiller, et dites si vous voulez un nouvel envoi ou un remboursement.`,
		},
		"who-sees": {
			question: "Qui peut voir cette page ?",
			answer: () =>
				"Toute personne qui a le lien : la page montre des villes, pas votre rue, et aucun nom. Les codes et les noms n’apparaissent qu’après saisie du code postal ou de l’adresse e-mail de la commande.",
		},
	},
	field: {
		missing: "Merci de remplir ce champ.",
		tooLong: (most) => `Merci d’utiliser au plus ${counted(most, { one: "# caractère", other: "# caractères" })}.`,
		noEmail: "Merci de saisir une adresse e-mail, par exemple nom@example.com.",
	},
};
