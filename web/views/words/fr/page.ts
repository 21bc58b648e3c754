import { ended } from "../ended.ts";
import type { Ground, Words } from "../keys.ts";
import { pluralsOf } from "../plurals.ts";
import { FRENCH_CARE } from "./care.ts";
import { FRENCH_CODES } from "./codes.ts";
import { FRENCH_PRODUCTS } from "./products.ts";
import { FRENCH_REASONS } from "./reasons.ts";
import { FRENCH_REVIEWS } from "./reviews.ts";
import { FRENCH_WATCH } from "./watch.ts";

const counted = pluralsOf("fr");

const GROUNDS: Readonly<Record<Ground, string>> = {
	postcode: "vers votre secteur",
	lane: "sur ce trajet",
	region: "vers votre région",
	country: "entre ces pays",
	service: "avec ce service",
	carrier: "avec ce transporteur",
};

const askCarrier = (carrier: string): string => `Interrogez ${carrier} avec le numéro ci-dessous.`;

const helpCarrier = (carrier: string): string =>
	`Vous pouvez aider : voyez la demande faite par ${carrier}, ou contactez un conseiller.`;

export const FRENCH: Words = {
	codes: FRENCH_CODES,
	reasons: FRENCH_REASONS,
	conditions: {
		notice: { title: "À noter", next: () => "Si cela vous semble impossible, contactez un conseiller." },
		delayed: {
			title: "Retardé",
			next: (who, carrier) =>
				who === "recipient" ? helpCarrier(carrier) : `${carrier} s’en occupe. Vous n’avez rien à faire.`,
		},
		stalled: {
			title: "Sans nouvelles depuis un moment",
			next: () => "C’est plus long que d’habitude. La boutique a été prévenue ; vous n’avez rien à faire.",
		},
		action_required: {
			title: "Une action est nécessaire",
			next: (who, carrier, hasPage) =>
				who === "recipient"
					? hasPage
						? `La suite ne dépend que de vous : la page ${carrier} explique que faire.`
						: "La suite ne dépend que de vous : pour savoir que faire, contactez un conseiller."
					: who === "sender"
						? "C’est à la boutique d’agir. Vous n’avez rien à faire."
						: `${carrier} doit agir. Vous n’avez rien à faire.`,
		},
		problem: {
			title: "Il y a un problème",
			next: (who, carrier) =>
				who === "sender"
					? "La boutique doit décider de la suite. Pour la connaître, contactez un conseiller."
					: who === "recipient"
						? helpCarrier(carrier)
						: `${carrier} examine la situation. Pour en savoir plus, contactez un conseiller.`,
		},
		final_problem: {
			title: "Ce colis n’arrivera pas",
			next: () => "Contactez un conseiller : la boutique trouvera une solution.",
		},
		disputed: { title: "Signalé comme non reçu", next: () => "La boutique interroge le transporteur." },
		source_down: {
			title: "Le système du transporteur ne répond pas",
			next: (_who, carrier) => `Nous continuons d’interroger ${carrier}. Voici ce qui était connu avant.`,
		},
	},
	endings: {
		returning: {
			title: "Il ne viendra pas jusqu’à vous",
			next: (shop) =>
				`${shop} va le récupérer. Contactez un conseiller pour savoir s’il y aura un nouvel envoi ou un remboursement.`,
		},
		returned: {
			title: "Il est reparti",
			next: (shop) =>
				`${shop} l’a récupéré. Contactez un conseiller pour savoir s’il y aura un nouvel envoi ou un remboursement.`,
		},
		cancelled: { title: "Il ne viendra pas", next: () => "Si vous ne l’avez pas demandé, contactez un conseiller." },
		lost: {
			title: "Il n’arrivera pas",
			next: (shop) => `${shop} trouvera une solution : contactez un conseiller. S’il est retrouvé, vous le verrez ici.`,
		},
		destroyed: {
			title: "Il n’arrivera pas",
			next: (shop) => `Il n’en reste rien à acheminer. ${shop} trouvera une solution : contactez un conseiller.`,
		},
		stolen: {
			title: "Il n’arrivera pas",
			next: (shop) =>
				`Vous n’avez rien à faire au sujet du vol. ${shop} trouvera une solution : contactez un conseiller.`,
		},
		expired: {
			title: "Plus rien n’est attendu pour ce colis",
			next: (shop) => `Si vous n’avez pas votre colis, contactez un conseiller : ${shop} trouvera une solution.`,
		},
		archived: {
			title: "Rien de plus n’est affiché ici",
			next: () => "Si vous n’avez pas votre colis, contactez un conseiller.",
		},
		damaged: {
			title: "Signalé endommagé",
			next: () => "Si quelque chose est cassé, gardez l’emballage et contactez un conseiller.",
		},
		rest: {
			title: "Le reste n’arrivera pas",
			next: (shop) => `${shop} trouvera une solution : contactez un conseiller.`,
		},
		reported: {
			title: "Autre chose a été signalé ensuite",
			next: () => "Si vous n’avez pas votre colis, contactez un conseiller.",
		},
	},
	collect: {
		title: "À vous de le retirer",
		next: (place, carrier) =>
			`${place === "" ? "" : `Lieu de retrait : ${place}. `}${carrier} peut vous dire jusqu’à quand il est gardé pour vous.`,
	},
	neverCardDetails: "Ne donnez jamais vos données de carte bancaire sur un lien reçu par SMS.",
	following: {
		"needs-connection": (carrier, hasPage) =>
			`La page de cette boutique n’est pas encore reliée à ${carrier}. ${hasPage ? `La page ${carrier} montre où se trouve le colis.` : askCarrier(carrier)}`,
		"push-only": (carrier) =>
			`${carrier} nous signale chaque étape en direct. La première s’affichera ici d’elle-même.`,
		unsupported: (carrier, hasPage) =>
			`Nous ne pouvons pas interroger ${carrier} nous-mêmes. ${hasPage ? "Sa propre page montre où se trouve le colis." : askCarrier(carrier)}`,
	},
	steps: {
		shipped: "Expédié",
		moving: "En route",
		customs: "Douane",
		nearby: "Près de vous",
		out: "En livraison",
		collect: "À retirer",
		delivered: "Livré",
		returning: "En retour",
		returned: "Revenu en boutique",
	},
	headline: {
		arriving: (when) => `Livraison prévue ${when}`,
		nowExpected: (what, when) => `${what} – désormais ${when}`,
		between: (day, times) => `${day}, ${times}`,
		by: (day, time) => `${day}, avant ${time}`,
		today: (day) => `aujourd’hui, ${day}`,
		tomorrow: (day) => `demain, ${day}`,
		delivered: (when) => `Livré le ${when}`,
		at: (what, when) => `${what}, ${when}`,
		until: (what, day) => `${what} jusqu’au ${day}`,
		later: "Plus tard que prévu",
		laterNow: (when) => `Plus tard que prévu : ${when}`,
		wasExpected: (when) => ended(`Il était attendu le ${when}`),
		firstEstimate: (when) => ended(`Première estimation : ${when}`),
		noNewDate: "Il n’y a pas encore de nouvelle date.",
		onItsWay: "En route",
		noDate: "Pas encore de date de livraison.",
		noNewsSince: (day) => `Sans nouvelles depuis le ${day}`,
		mayCome: (when) => ended(`S’il repart bientôt, il peut encore arriver : ${when}`),
		notHandedOver: "Le transporteur ne l’a pas encore",
		heardLast: (day) => ended(`Les dernières nouvelles datent du ${day}`),
		outToday: (day) => `En cours de livraison aujourd’hui, ${day}`,
		outSince: (day) => `En cours de livraison depuis le ${day}`,
		labelMade: "Votre colis est en préparation",
		labelDetail: (shop, carrier) => `${shop} a fait l’étiquette. ${carrier} n’a pas encore scanné le colis.`,
		waitingDetail: (carrier) => `La première étape s’affiche ici d’elle-même quand ${carrier} la signale.`,
		firstScanBy: (carrier, day) => ended(`En général, ${carrier} a ces colis au plus tard le ${day}`),
		elsewhere: (carrier) => `Suivez ce colis chez ${carrier}`,
	},
	promise: {
		carrier: (carrier) => `C’est ce qu’indique ${carrier}.`,
		seller: (shop) => `C’est ce qu’a promis ${shop}.`,
		kept: (carrier, outOfTen) => `${carrier} respecte environ ${outOfTen} de ces dates sur 10.`,
		likely: (when) => ended(`Le plus probable : ${when}`),
		likelyAt: (time) => `Le plus probable : vers ${time}.`,
		estimate: (parcels, ground) =>
			`Notre estimation, d’après ${counted(parcels, { other: "# colis" })} ${GROUNDS[ground]}.`,
		stated: (carrier, fromDays, toDays, isWorking) => {
			const from = fromDays === toDays ? "" : `de ${fromDays} à `;
			const days = isWorking ? { one: "# jour ouvré", other: "# jours ouvrés" } : { one: "# jour", other: "# jours" };
			return `${carrier} met en général ${from}${counted(toDays, days)}.`;
		},
		beside: (carrier, when, usually) => {
			if (usually === "within") return ended(`Date donnée par ${carrier} : ${when}`);
			return `Date donnée par ${carrier} : ${when} ; sur ce trajet, les colis mettent en général ${usually === "later" ? "plus" : "moins"} de temps.`;
		},
		lateStep: (what, days) =>
			`${what} : ${counted(days, { one: "# jour", other: "# jours" })} plus tard que d’habitude.`,
		slower: "Ces derniers temps, ces colis mettent plus de temps qu’avant.",
		measured: (outOfTen) =>
			`Sur ce trajet, ${counted(outOfTen, { one: "# colis sur 10 arrive", other: "# colis sur 10 arrivent" })} dans l’intervalle annoncé.`,
		localTo: (city) => `Heures locales : ${city}.`,
	},
	yourParcel: "Votre colis",
	andMore: (title, more) => `${title} ${counted(more, { one: "+ # autre article", other: "+ # autres articles" })}`,
	localTime: (when) => `${when} (heure locale)`,
	checked: (ago) => ["vérifié ", ago, ""],
	sourceDown: (carrier, since) =>
		`Chez ${carrier}, le système ne répond plus depuis le ${since}. Voici ce qui était connu à ce moment-là.`,
	noTime: "sans heure",
	mapTitle: "Où il se trouve",
	map: {
		from: (place) => `Départ : ${place}.`,
		within: (country) => `Actuellement dans ce pays : ${country} ; aucun lieu plus précis n’est connu.`,
		near: (place, known) => `Vu pour la dernière fois : ${place}, ${known}.`,
		lastKnown: (place, known) => `Dernier lieu connu : ${place}, ${known}.`,
		arrived: (place) => `Arrivé : ${place}.`,
		back: (place) => `De retour : ${place}.`,
		to: (place) => `Destination : ${place}.`,
		knownTo: {
			address: "à l’adresse près",
			street: "à la rue près",
			postcode: "au code postal près",
			locality: "à la ville près",
			region: "à la région près",
			country: "au pays près",
		},
		places: "Lieux sur le trajet",
		skip: "Passer la carte",
		courier: (when) => `La camionnette montre où se trouvait le livreur : ${when}.`,
		move: "Déplacer la carte",
		zoomIn: "Agrandir",
		zoomOut: "Réduire",
		pan: { left: "Vers la gauche", up: "Vers le haut", down: "Vers le bas", right: "Vers la droite" },
		credit: "Carte : Natural Earth · GeoNames (CC BY 4.0)",
	},
	timeline: "Historique du suivi",
	olderScans: (count) =>
		counted(count, {
			one: "# étape antérieure n’est pas affichée.",
			other: "# étapes antérieures ne sont pas affichées.",
		}),
	noScans: (carrier) => `Pas encore d’étape. La première annoncée par ${carrier} s’affichera ici d’elle-même.`,
	carrierSays: (carrier) => `Texte d’origine (${carrier})`,
	progress: "Progression",
	stepDone: "fait : ",
	stepStopped: "arrêté ici : ",
	contents: "Dans ce colis",
	orderContents: "Dans cette commande",
	otherParcels: "Autres colis de cette commande",
	parcelDetails: "Transporteur et numéro",
	carrier: "Transporteur",
	number: "Numéro de suivi",
	orderNumber: "Numéro de commande",
	copy: "Copier",
	copied: "Copié",
	goesOnWith: "Continue avec",
	anotherCarrier: "Un autre transporteur",
	carrierPage: (carrier) => `Voir chez ${carrier}`,
	askPerson: "Écrire à un conseiller",
	askSubject: (title, number) => `${title} (${number})`,
	askBody: (carrier, number, state) => `\n\n--\nAu sujet de mon colis avec ${carrier}, numéro ${number} : ${state}`,
	someDelivered: (delivered, parcels) => `Colis livrés : ${delivered} sur ${parcels}`,
	returns: { yours: "Votre retour", of: "Ce que ce colis rapporte" },
	lastMile: {
		title: "Le livreur est en route",
		stopsBefore: (stops) =>
			stops === 0
				? "Vous êtes le prochain arrêt"
				: counted(stops, { one: "# arrêt avant vous", other: "# arrêts avant vous" }),
		positionFrom: (ago) => `Position : ${ago}`,
		callCourier: "Appeler le livreur",
		courier: "Le livreur",
	},
	pickup: {
		title: "Où le retirer",
		address: "Adresse",
		hours: "Horaires d’ouverture",
		code: "Code",
		codeIsHidden: "Il y a un code de retrait. Il s’affiche dès que vous indiquez à qui le colis est destiné.",
		directions: "Itinéraire",
	},
	actions: {
		addToCalendar: "Ajouter à l’agenda",
		share: "Partager",
		linkCopied: "Lien copié",
		showDetails: "Code et détails",
		findTheWay: "Itinéraire",
		notReceived: "Je ne l’ai pas reçu",
	},
	calendar: {
		event: (title) => `Colis : ${title}`,
		description: (state) => `${state} La page du colis montre où il se trouve maintenant.`,
	},
	proof: {
		title: "Preuve de livraison",
		signedBy: (name) => `Signature : ${name}`,
		signed: "Le colis a été remis contre signature ; le transporteur ne communique pas le nom.",
		leftAt: (place) => `Lieu de livraison : ${place}`,
		courier: (name) => `Apporté par ${name}`,
	},
	language: "Langue",
	widgetMore: "Voir la carte et toutes les étapes",
	care: FRENCH_CARE,
	watch: FRENCH_WATCH,
	reviews: FRENCH_REVIEWS,
	products: FRENCH_PRODUCTS,
	notFoundTitle: "Nous ne trouvons pas ce colis",
	notFoundText:
		"Le lien est peut-être incomplet ou trop ancien. Ouvrez-le à nouveau depuis le message de la boutique, ou demandez-lui un nouveau lien.",
	awayTitle: "Nous ne pouvons pas consulter le suivi pour l’instant",
	awayText:
		"La panne vient de chez nous et va passer. Votre colis continue sa route. Merci de recharger la page dans une minute.",
};
