import type { ReviewWords } from "../review-keys.ts";

export const PORTUGUESE_REVIEWS: ReviewWords = {
	ask: "Como foi?",
	write: "Escrever uma avaliação",
	said: "Avaliações",
	lead: (shop) => `${shop} lê sua avaliação e pode mostrá-la na página desta encomenda e na loja, sem o seu nome.`,
	stages: {
		delivery: "A entrega",
		product: "O conteúdo",
		"follow-up": "Acrescentado depois",
	},
	rating: "Sua nota",
	scale: {
		5: "Muito bom",
		4: "Bom",
		3: "Regular",
		2: "Ruim",
		1: "Muito ruim",
	},
	items: "De quais itens você fala? Não marque nenhum se falar de todos.",
	text: "Com suas palavras",
	textHint: "Não escreva nomes, endereços nem números de telefone: qualquer pessoa pode ler.",
	send: "Enviar",
	change: "Alterar",
	takeBack: "Retirar",
	takeBackText:
		"Seu texto, suas estrelas, suas fotos e seu vídeo são apagados, assim como o que você acrescentou depois e a resposta da loja.",
	takeBackSure: "Sim, apagar",
	removePhotos: "Retirar as fotos",
	video: {
		label: "Vídeo (opcional)",
		hint: (megabytes, seconds) =>
			`Um, de até ${megabytes} MB e ${seconds} segundos: MP4, MOV ou WebM. O local e a hora guardados no arquivo são removidos; tudo o que se vê e se ouve permanece.`,
		again: "Escolha o vídeo de novo: ele não foi guardado.",
		large: (megabytes) => `O vídeo é grande demais. Escolha um de até ${megabytes} MB e no máximo em 4K.`,
		long: (seconds) => `O vídeo é longo demais. Escolha um de até ${seconds} segundos.`,
		unread: "Não é possível ler o vídeo. Escolha um em MP4, MOV ou WebM.",
		remove: "Retirar o vídeo",
		name: "Vídeo",
		maybe: "Nem todo aparelho consegue reproduzir este vídeo.",
		save: "Salvar o vídeo",
	},
	states: {
		waiting: (shop) => `${shop} lê sua avaliação antes que ela apareça.`,
		shown: "Sua avaliação está visível.",
		hidden: (shop) => `${shop} não mostra sua avaliação.`,
	},
	erased: "Sua avaliação foi apagada.",
	changedUntil: (day) => `Você pode alterá-la até ${day}`,
	prove:
		"As avaliações de compradores verificados são identificadas. A sua será assim que você mostrar que conhece o CEP ou o e-mail do pedido.",
	verified: "Compra verificada",
	unverified: "Compra não verificada",
	changed: "alterada",
	answer: (shop) => `Resposta de ${shop}`,
	answeredBefore: "a uma versão anterior da avaliação",
	missingRating: "Escolha de uma a cinco estrelas.",
	notNow:
		"Ainda não há o que avaliar: esta encomenda não foi entregue por completo, ou algo está errado. Se precisar de ajuda, fale com uma pessoa.",
	off: (shop) => `${shop} não recebe avaliações aqui.`,
	refused: "No momento, nada mais pode ser recebido aqui. Abaixo está o que você ainda pode escrever ou alterar.",
};
