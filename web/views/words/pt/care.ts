import type { CareWords } from "../care-keys.ts";
import { ended } from "../ended.ts";
import { pluralsOf } from "../plurals.ts";

const counted = pluralsOf("pt");

const tooMany = (minutes: number): string =>
	`Houve muitas tentativas agora há pouco. Tente de novo daqui a ${counted(minutes, { one: "# minuto", other: "# minutos" })}.`;

export const PORTUGUESE_CARE: CareWords = {
	track: {
		title: "Encontrar sua encomenda",
		text: "Escreva o número de rastreio e o CEP (código postal) de entrega ou o e-mail do pedido.",
		number: "Número de rastreio ou do pedido",
		check: "CEP (código postal) ou e-mail",
		checkHint: "Como informado à loja.",
		button: "Encontrar",
		notFound:
			"Não encontramos uma encomenda com esses dois dados. Compare com a mensagem da loja ou pergunte à loja. Uma encomenda nova aparece quando a loja faz o registro.",
		tooMany,
	},
	verify: {
		title: "Esta encomenda é para você?",
		text: "Códigos e nomes só são mostrados à pessoa a quem a encomenda se destina. Escreva o CEP (código postal) de entrega ou o e-mail do pedido.",
		check: "CEP (código postal) ou e-mail",
		button: "Mostrar os detalhes",
		wrong: "Não é o que foi informado à loja. Compare com o pedido ou fale com uma pessoa.",
		tooMany,
		impossible:
			"A loja não nos disse a quem a encomenda se destina; por isso não podemos mostrar os detalhes aqui. Fale com uma pessoa.",
		done: "Os detalhes ficam visíveis neste aparelho por um dia.",
		forget: "Ocultar de novo",
	},
	notReceived: {
		title: "Não recebi",
		carrierSays: (carrier, what, when) => ended(`${carrier} informa: ${what}, ${when}`),
		lookFirst: "A maioria das encomendas que parecem perdidas está por perto. Procure primeiro:",
		places: {
			door: "perto da porta, na garagem e no jardim",
			letterbox: "na caixa de correio, também por um aviso do entregador",
			household: "com todas as pessoas que moram ou trabalham com você",
			neighbours: "com os vizinhos, também os do outro lado da rua",
			reception: "na recepção, na portaria ou na sala de correspondência",
			"safe-place": "no local que um dia você combinou com a transportadora",
		},
		tooEarly:
			"Alguns entregadores marcam uma encomenda como entregue algumas horas antes de levá-la. Ela ainda pode chegar hoje.",
		lookedThere: "Já procurei lá",
		note: "O que a loja deve saber?",
		noteHint: "Por exemplo, como é a casa ou que a foto mostra outra porta.",
		email: "Seu e-mail",
		emailHint: "Para a resposta da loja.",
		send: "Avisar a loja",
		promise: (shop) =>
			`${shop} recebe suas palavras com tudo o que a transportadora informou e pergunta à transportadora.`,
		told: (shop, when) => `Em ${when}, você avisou ${shop} de que não recebeu a encomenda.`,
		found: "Afinal, recebi",
		takenBack: "Obrigado. A loja sabe que ela está com você.",
		line: "Você avisou a loja de que não recebeu",
		notNow:
			"Esta encomenda não consta como entregue; ela pode ainda estar a caminho. A página mostra onde ela está; se algo estiver errado, fale com uma pessoa.",
		back: "Voltar à encomenda",
	},
	ask: {
		title: (shop) => `Perguntar a ${shop}`,
		lead: "Quem lê sua pergunta é uma pessoa, que vê de qual encomenda e de qual pedido se trata e tudo o que a página da encomenda mostra. Não é preciso explicar isso.",
		faqFirst: "Talvez isto já ajude",
		text: "Sua pergunta",
		email: "Seu e-mail",
		emailHint: "A resposta é enviada para este e-mail e também aparece nesta página.",
		photos: "Fotos (opcional)",
		photosHint: (most, megabytes) =>
			`No máximo ${most}, de até ${megabytes} MB cada. O local e a hora em que foram tiradas são removidos.`,
		photosMany: (most) => `Escolha no máximo ${most} fotos.`,
		photosLarge: (megabytes) =>
			`Uma das fotos é grande demais. Escolha fotos de no máximo ${megabytes} MB e 50 megapixels cada.`,
		photosUnread: "Não é possível ler uma das fotos. Escolha fotos em JPEG, PNG ou WebP.",
		photosAgain: "Escolha as fotos de novo: elas não foram guardadas.",
		photo: (number) => `Foto ${number}`,
		send: "Enviar a pergunta",
		usual: (time) => `Tempo de resposta habitual: ${time}.`,
		isIn: "Há alguém disponível agora.",
		nextIn: (when) => `Volta a haver alguém disponível: ${when}.`,
		sent: (shop) => `Sua pergunta está com ${shop}.`,
		thread: (shop) => `Você e ${shop}`,
		you: "Você",
		notYet: "Ainda não há resposta. Ela aparecerá aqui por si só.",
		again: "Escrever de novo",
		lost: "Esta mensagem não pode mais ser lida.",
		tooMany:
			"Já houve tantas perguntas sobre esta encomenda que não podemos receber outras aqui. Escreva à loja pelo meio indicado no e-mail do pedido.",
		elsewhere: "Você perguntou em outro aparelho?",
		show: "Mostrar suas perguntas aqui",
		file: "Tudo o que está guardado desta conversa, em um arquivo",
		erase: "Apagar esta conversa",
		eraseText: (shop) =>
			`Tudo o que você e ${shop} escreveram aqui será apagado para sempre, com as fotos, os e-mails e o endereço que você informou. ${shop} verá que você apagou e quando. Os e-mails já enviados continuam onde chegaram.`,
		eraseReports: "O que você escreveu ao avisar que não recebeu o pacote também será apagado.",
		eraseSure: "Apagar para sempre",
		erased: "Foi apagado.",
		waiting: (shop) => `Sua pergunta está com ${shop}`,
		answered: (shop) => `${shop} respondeu a você`,
		read: "Ler e responder",
		letter: {
			subject: (shop, parcel) => `Sua pergunta a ${shop}: ${parcel}`,
			received: (shop) => `Sua pergunta está com ${shop}. Uma pessoa vai ler e responder.`,
			comesHere: "A resposta é enviada para este endereço de e-mail e também aparece aqui:",
			youWrote: (when) => `Em ${when}, você escreveu:`,
			writeAgain: "Escreva de novo e veja onde está sua encomenda:",
			above: "Escreva a sua resposta acima desta linha",
			why: "Você recebe este e-mail porque este endereço foi informado com uma pergunta sobre uma encomenda. Se não foi você, não é preciso fazer nada.",
		},
	},
	faqTitle: "Perguntas e respostas",
	helped: { ask: "Isto ajudou?", yes: "Sim", no: "Não", thanks: "Agradecemos a resposta." },
	faq: {
		"no-scan-yet": {
			question: "Por que nada acontece?",
			answer: (carrier, shop) =>
				`${shop} fez a etiqueta; ${carrier} informa sobre a encomenda na primeira leitura, muitas vezes no fim do dia ou no dia útil seguinte. Não é preciso fazer nada: o primeiro passo aparece aqui por si só.`,
		},
		"how-sure": {
			question: "A data é certa?",
			answer: (carrier) =>
				`Ela é recalculada a cada passo, com base em encomendas que fizeram o mesmo caminho e no que ${carrier} informa. Quantas vezes essas datas se confirmaram é medido e mostrado publicamente.`,
		},
		late: {
			question: "Por que está atrasada e o que posso fazer?",
			answer: (carrier) =>
				`O motivo que ${carrier} informa está acima. A maioria das encomendas atrasadas chega em poucos dias. Se você precisa dela para um dia certo, fale com uma pessoa agora em vez de mais tarde.`,
		},
		silent: {
			question: "Há dias não há notícias. Ela se perdeu?",
			answer: () =>
				"Quase sempre não: as encomendas percorrem um longo caminho entre duas leituras. Esta está sem notícias há mais tempo que o normal, por isso a loja foi avisada. Se houver movimento, você verá aqui.",
		},
		"in-customs": {
			question: "Quanto tempo leva a alfândega?",
			answer: (carrier) =>
				`Quase sempre de algumas horas a poucos dias; uma inspeção dos produtos ou dos documentos leva mais tempo. Se a alfândega quiser algo de você, ${carrier} ou a autoridade escreve para você, e isso aparece nesta página.`,
		},
		duty: {
			question: "A quem pago e como sei que é verdadeiro?",
			answer: (carrier) =>
				`Pague na página própria da transportadora (${carrier}) ou ao entregador e guarde o recibo. Abra a página a partir daqui, nunca de um SMS: cobrar pequenas taxas de alfândega é uma fraude comum. Se você já pagou o imposto na compra, fale com uma pessoa antes de pagar outra vez.`,
		},
		"be-at-home": {
			question: "Preciso estar em casa?",
			answer: (carrier) =>
				`Só se alguém tiver de assinar ou pagar. Caso contrário, ${carrier} pode deixar a encomenda na caixa de correio, com um vizinho ou em um ponto de retirada, e aqui se informa onde.`,
		},
		missed: {
			question: "O que acontece depois de uma tentativa de entrega sem sucesso?",
			answer: (carrier) =>
				`Quase sempre ${carrier} tenta de novo no dia útil seguinte ou leva a encomenda a um ponto de retirada. O aviso do entregador e a página da transportadora dizem qual dos dois e muitas vezes permitem escolher.`,
		},
		collect: {
			question: "Do que preciso para retirar?",
			answer: () =>
				"De um documento de identidade e, se houver, do código ou do aviso do entregador. Muitas vezes outra pessoa pode retirar com a sua autorização por escrito. Depois do último dia, a encomenda volta para a loja.",
		},
		address: {
			question: "O endereço está errado. Dá para mudar?",
			answer: (carrier) =>
				`Muitas vezes sim, enquanto a encomenda não saiu para entrega: na página da transportadora (${carrier}) ou pela loja. Fale logo com uma pessoa; cada passo torna a mudança mais difícil.`,
		},
		"not-received": {
			question: "Consta como entregue, mas não está comigo. E agora?",
			answer: (_carrier, shop) =>
				`Procure perto da porta, na caixa de correio e com os vizinhos. Se não estiver lá, toque em “Não recebi”: ${shop} recebe tudo o que se sabe da entrega e pergunta à transportadora.`,
		},
		damaged: {
			question: "Chegou com danos. O que devo fazer?",
			answer: () =>
				"Guarde tudo, também a caixa e o enchimento, e tire fotos antes de continuar a desembalar. Depois, fale com uma pessoa. Avise em poucos dias: as transportadoras só pagam danos informados logo.",
		},
		"part-missing": {
			question: "Falta alguma coisa. Onde está?",
			answer: () =>
				"Um pedido pode viajar em várias encomendas, cada uma com a própria página. Se todas chegaram e ainda falta algo, fale com uma pessoa.",
		},
		"going-back": {
			question: "Está voltando para a loja. Recebo o dinheiro de volta?",
			answer: (_carrier, shop) =>
				`${shop} decide isso quando a encomenda estiver de volta e muitas vezes pode enviá-la outra vez. Fale com uma pessoa e diga qual das duas opções prefere.`,
		},
		lost: {
			question: "Ela se perdeu. Quem me ajuda?",
			answer: (_carrier, shop) =>
				`${shop}: é a loja que reclama a perda à transportadora, não você. Fale com uma pessoa e diga se quer um novo envio ou o dinheiro de volta.`,
		},
		"who-sees": {
			question: "Quem pode ver esta página?",
			answer: () =>
				"Quem tiver o link: ela mostra cidades, não a sua rua, e nenhum nome. Códigos e nomes só aparecem depois de informado o CEP (código postal) ou o e-mail do pedido.",
		},
	},
	field: {
		missing: "Preencha este campo.",
		tooLong: (most) => `Use no máximo ${counted(most, { one: "# caractere", other: "# caracteres" })}.`,
		noEmail: "Escreva um e-mail, por exemplo nome@example.com.",
	},
};
