import type { ReviewWords } from "../review-keys.ts";

export const FRENCH_REVIEWS: ReviewWords = {
	ask: "Comment cela s’est-il passé ?",
	write: "Écrire un avis",
	said: "Avis",
	lead: (shop) =>
		`${shop} lit votre avis et peut le montrer sur la page de ce colis et dans la boutique, sans votre nom.`,
	stages: {
		delivery: "La livraison",
		product: "Le contenu",
		"follow-up": "Ajouté plus tard",
	},
	rating: "Votre note",
	scale: {
		5: "Très bien",
		4: "Bien",
		3: "Correct",
		2: "Mauvais",
		1: "Très mauvais",
	},
	items: "De quels articles s’agit-il ? N’en cochez aucun s’il s’agit de tous.",
	text: "Avec vos mots",
	textHint: "Merci de n’écrire ni nom, ni adresse, ni numéro de téléphone : tout le monde peut le lire.",
	send: "Envoyer",
	change: "Modifier",
	takeBack: "Retirer",
	takeBackText:
		"Votre texte, vos étoiles, vos photos et votre vidéo sont effacés, ainsi que ce que vous avez ajouté plus tard et la réponse de la boutique.",
	takeBackSure: "Oui, effacer",
	removePhotos: "Retirer les photos",
	video: {
		label: "Vidéo (facultatif)",
		hint: (megabytes, seconds) =>
			`Une seule, de ${megabytes} Mo et ${seconds} secondes au plus : MP4, MOV ou WebM. Le lieu et l’heure enregistrés dans le fichier sont supprimés ; tout ce que l’on y voit et entend reste.`,
		again: "Veuillez choisir à nouveau votre vidéo : elle n’a pas été conservée.",
		large: (megabytes) =>
			`La vidéo est trop lourde. Veuillez en choisir une de ${megabytes} Mo au plus, en 4K au maximum.`,
		long: (seconds) => `La vidéo est trop longue. Veuillez en choisir une de ${seconds} secondes au plus.`,
		unread: "La vidéo est illisible. Veuillez en choisir une en MP4, MOV ou WebM.",
		remove: "Retirer la vidéo",
		name: "Vidéo",
		maybe: "Certains appareils ne peuvent pas lire cette vidéo.",
		save: "Enregistrer la vidéo",
	},
	states: {
		waiting: (shop) => `${shop} lit votre avis avant qu’il soit affiché.`,
		shown: "Votre avis est affiché.",
		hidden: (shop) => `${shop} n’affiche pas votre avis.`,
	},
	erased: "Votre avis a été effacé.",
	changedUntil: (day) => `Vous pouvez le modifier jusqu’au ${day}`,
	prove:
		"Les avis d’acheteurs vérifiés sont signalés. Le vôtre le sera dès que vous aurez montré que vous connaissez le code postal ou l’adresse e-mail de la commande.",
	verified: "Achat vérifié",
	unverified: "Achat non vérifié",
	changed: "modifié",
	answer: (shop) => `Réponse de ${shop}`,
	answeredBefore: "à une version précédente de l'avis",
	missingRating: "Veuillez choisir de une à cinq étoiles.",
	notNow:
		"Il n’y a encore rien à évaluer : ce colis n’a pas été livré en entier, ou quelque chose ne va pas. Si vous avez besoin d’aide, contactez un conseiller.",
	off: (shop) => `${shop} ne recueille pas d’avis ici.`,
	refused:
		"Rien de plus ne peut être accepté ici pour le moment. Vous voyez ci-dessous ce que vous pouvez encore écrire ou modifier.",
};
