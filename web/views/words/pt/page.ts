import { ended } from "../ended.ts";
import type { Ground, Words } from "../keys.ts";
import { pluralsOf } from "../plurals.ts";
import { PORTUGUESE_CARE } from "./care.ts";
import { PORTUGUESE_CODES } from "./codes.ts";
import { PORTUGUESE_PRODUCTS } from "./products.ts";
import { PORTUGUESE_REASONS } from "./reasons.ts";
import { PORTUGUESE_REVIEWS } from "./reviews.ts";
import { PORTUGUESE_WATCH } from "./watch.ts";

const counted = pluralsOf("pt");

const GROUNDS: Readonly<Record<Ground, string>> = {
	postcode: "para a sua área",
	lane: "nesta rota",
	region: "para a sua região",
	country: "entre estes países",
	service: "com este serviço",
	carrier: "com esta transportadora",
};

const askCarrier = (carrier: string): string => `Informe o número abaixo a ${carrier} e pergunte.`;

const helpCarrier = (carrier: string): string => `Você pode ajudar: veja o que ${carrier} pede ou fale com uma pessoa.`;

export const PORTUGUESE: Words = {
	codes: PORTUGUESE_CODES,
	reasons: PORTUGUESE_REASONS,
	conditions: {
		notice: { title: "Observação", next: () => "Se isso não pode estar certo, fale com uma pessoa." },
		delayed: {
			title: "Com atraso",
			next: (who, carrier) =>
				who === "recipient" ? helpCarrier(carrier) : `${carrier} está cuidando disso. Não é preciso fazer nada.`,
		},
		stalled: {
			title: "Sem notícias há algum tempo",
			next: () => "É mais tempo que o normal. A loja foi avisada; não é preciso fazer nada.",
		},
		action_required: {
			title: "É preciso fazer algo",
			next: (who, carrier, hasPage) =>
				who === "recipient"
					? hasPage
						? `Só você pode resolver: a página própria da transportadora (${carrier}) diz como.`
						: "Só você pode resolver: fale com uma pessoa para saber como."
					: who === "sender"
						? "A loja precisa agir. Você não precisa fazer nada."
						: `${carrier} precisa agir. Você não precisa fazer nada.`,
		},
		problem: {
			title: "Há um problema",
			next: (who, carrier) =>
				who === "sender"
					? "A loja precisa decidir o que acontece agora. Se quiser saber, fale com uma pessoa."
					: who === "recipient"
						? helpCarrier(carrier)
						: `${carrier} está verificando. Se quiser saber mais, fale com uma pessoa.`,
		},
		final_problem: { title: "Esta encomenda não vai chegar", next: () => "Fale com uma pessoa: a loja vai resolver." },
		disputed: { title: "Há aviso de não recebimento", next: () => "A loja está perguntando à transportadora." },
		source_down: {
			title: "O sistema da transportadora não responde",
			next: (_who, carrier) => `Continuamos consultando ${carrier}. Abaixo está o que se sabia antes.`,
		},
	},
	endings: {
		returning: {
			title: "Ela não vai chegar até você",
			next: (shop) =>
				`${shop} vai recebê-la de volta. Fale com uma pessoa para saber se haverá outro envio ou devolução do dinheiro.`,
		},
		returned: {
			title: "Ela voltou",
			next: (shop) =>
				`${shop} está com ela de novo. Fale com uma pessoa para saber se haverá outro envio ou devolução do dinheiro.`,
		},
		cancelled: { title: "Ela não vem", next: () => "Se você não pediu isso, fale com uma pessoa." },
		lost: {
			title: "Ela não vai chegar",
			next: (shop) => `${shop} vai resolver: fale com uma pessoa. Se for encontrada, você verá aqui.`,
		},
		destroyed: {
			title: "Ela não vai chegar",
			next: (shop) => `Não sobrou nada que se possa enviar. ${shop} vai resolver: fale com uma pessoa.`,
		},
		stolen: {
			title: "Ela não vai chegar",
			next: (shop) => `Você não precisa fazer nada quanto ao roubo. ${shop} vai resolver: fale com uma pessoa.`,
		},
		expired: {
			title: "Nada mais se espera dela",
			next: (shop) => `Se você não está com a encomenda, fale com uma pessoa: ${shop} vai resolver.`,
		},
		archived: {
			title: "Nada mais é mostrado aqui",
			next: () => "Se você não está com a encomenda, fale com uma pessoa.",
		},
		damaged: {
			title: "Há aviso de danos",
			next: () => "Se algo estiver quebrado, guarde a embalagem e fale com uma pessoa.",
		},
		rest: { title: "O restante não vai chegar", next: (shop) => `${shop} vai resolver: fale com uma pessoa.` },
		reported: {
			title: "Depois houve outra informação",
			next: () => "Se você não está com a encomenda, fale com uma pessoa.",
		},
	},
	collect: {
		title: "Pronta para você retirar",
		next: (place, carrier) =>
			`${place === "" ? "" : `Local de retirada: ${place}. `}${carrier} pode informar até quando fica guardada para você.`,
	},
	neverCardDetails: "Nunca informe os dados do cartão em um link recebido por SMS.",
	following: {
		"needs-connection": (carrier, hasPage) =>
			`A página desta loja ainda não está ligada a ${carrier}. ${hasPage ? "A página da transportadora mostra onde está a encomenda." : askCarrier(carrier)}`,
		"push-only": (carrier) => `${carrier} nos informa cada passo na hora. O primeiro aparecerá aqui por si só.`,
		unsupported: (carrier, hasPage) =>
			`Não podemos consultar ${carrier} diretamente. ${hasPage ? "A página da transportadora mostra onde está a encomenda." : askCarrier(carrier)}`,
	},
	steps: {
		shipped: "Enviada",
		moving: "A caminho",
		customs: "Alfândega",
		nearby: "Na sua região",
		out: "Em entrega",
		collect: "Para retirar",
		delivered: "Entregue",
		returning: "Voltando",
		returned: "De volta à loja",
	},
	headline: {
		arriving: (when) => `Entrega prevista: ${when}`,
		nowExpected: (what, when) => `${what}. Nova previsão: ${when}`,
		between: (day, times) => `${day}, ${times}`,
		by: (day, time) => `${day}, até ${time}`,
		today: (day) => `hoje, ${day}`,
		tomorrow: (day) => `amanhã, ${day}`,
		delivered: (when) => `Entregue em ${when}`,
		at: (what, when) => `${what}, ${when}`,
		until: (what, day) => `${what} até ${day}`,
		later: "Mais tarde do que o previsto",
		laterNow: (when) => `Mais tarde do que o previsto: ${when}`,
		wasExpected: (when) => ended(`A entrega estava prevista para ${when}`),
		firstEstimate: (when) => ended(`Primeira previsão: ${when}`),
		noNewDate: "Ainda não há uma nova data.",
		onItsWay: "A caminho",
		noDate: "Ainda não há data de entrega.",
		noNewsSince: (day) => `Sem notícias desde ${day}`,
		mayCome: (when) => ended(`Se avançar logo, ainda pode chegar: ${when}`),
		notHandedOver: "A transportadora ainda não está com ela",
		heardLast: (day) => ended(`Última notícia: ${day}`),
		outToday: (day) => `Saiu para entrega hoje, ${day}`,
		outSince: (day) => `Saiu para entrega em ${day}`,
		labelMade: "Sua encomenda está sendo preparada",
		labelDetail: (shop, carrier) => `${shop} fez a etiqueta. ${carrier} ainda não fez a leitura da encomenda.`,
		waitingDetail: (carrier) => `O primeiro passo aparece aqui por si só assim que ${carrier} informar.`,
		firstScanBy: (carrier, day) => ended(`Normalmente, ${carrier} está com essas encomendas até ${day}`),
		elsewhere: (carrier) => `Acompanhe esta encomenda com ${carrier}`,
	},
	promise: {
		carrier: (carrier) => `É o que ${carrier} informa.`,
		seller: (shop) => `É o que ${shop} prometeu.`,
		kept: (carrier, outOfTen) => `${carrier} cumpre cerca de ${outOfTen} em cada 10 datas como esta.`,
		likely: (when) => ended(`O mais provável: ${when}`),
		likelyAt: (time) => `O mais provável: por volta ${/^0?1:/.test(time) ? "da" : "das"} ${time}.`,
		estimate: (parcels, ground) =>
			`Nossa estimativa, a partir de ${counted(parcels, { one: "# encomenda", other: "# encomendas" })} ${GROUNDS[ground]}.`,
		stated: (carrier, fromDays, toDays, isWorking) => {
			const from = fromDays === toDays ? "" : `de ${fromDays} a `;
			const days = isWorking ? { one: "# dia útil", other: "# dias úteis" } : { one: "# dia", other: "# dias" };
			return `${carrier} costuma levar ${from}${counted(toDays, days)}.`;
		},
		beside: (carrier, when, usually) => {
			if (usually === "within") return ended(`${carrier} informa: ${when}`);
			return `${carrier} informa: ${when}; nesta rota, as encomendas costumam ${usually === "later" ? "demorar mais" : "chegar antes"}.`;
		},
		lateStep: (what, days) => `${what}: ${counted(days, { one: "# dia", other: "# dias" })} mais tarde que o normal.`,
		slower: "Ultimamente, encomendas assim demoram mais que antes.",
		measured: (outOfTen) =>
			`${counted(outOfTen, { one: "# em cada 10 encomendas nesta rota chega", other: "# em cada 10 encomendas nesta rota chegam" })} dentro deste prazo.`,
		localTo: (city) => `Horário local: ${city}.`,
	},
	yourParcel: "Sua encomenda",
	andMore: (title, more) => `${title} ${counted(more, { one: "e mais # item", other: "e mais # itens" })}`,
	localTime: (when) => `${when} (horário local)`,
	checked: (ago) => ["consultado ", ago, ""],
	sourceDown: (carrier, since) =>
		`O sistema da transportadora (${carrier}) não responde desde ${since}. Isto é o que se sabia até então.`,
	noTime: "sem horário",
	mapTitle: "Onde está",
	map: {
		from: (place) => `Origem: ${place}.`,
		within: (country) => `Agora neste país: ${country}; não se conhece um local mais exato.`,
		near: (place, known) => `Vista pela última vez: ${place} (${known}).`,
		lastKnown: (place, known) => `Último local conhecido: ${place} (${known}).`,
		arrived: (place) => `Chegou: ${place}.`,
		back: (place) => `De volta: ${place}.`,
		to: (place) => `Destino: ${place}.`,
		knownTo: {
			address: "precisão: endereço",
			street: "precisão: rua",
			postcode: "precisão: código postal",
			locality: "precisão: cidade",
			region: "precisão: região",
			country: "precisão: país",
		},
		places: "Locais do percurso",
		skip: "Pular o mapa",
		courier: (when) => `A van mostra onde o entregador estava: ${when}.`,
		move: "Mover o mapa",
		zoomIn: "Aproximar",
		zoomOut: "Afastar",
		pan: {
			left: "Mover para a esquerda",
			up: "Mover para cima",
			down: "Mover para baixo",
			right: "Mover para a direita",
		},
		credit: "Mapa: Natural Earth · GeoNames (CC BY 4.0)",
	},
	timeline: "Histórico do envio",
	olderScans: (count) =>
		counted(count, { one: "Há # passo anterior que não aparece.", other: "Há # passos anteriores que não aparecem." }),
	noScans: (carrier) => `Ainda não há passos. O primeiro que ${carrier} informar aparecerá aqui por si só.`,
	carrierSays: (carrier) => `Nas palavras de ${carrier}`,
	progress: "Progresso",
	stepDone: "feito: ",
	stepStopped: "parou aqui: ",
	contents: "Nesta encomenda",
	orderContents: "Neste pedido",
	otherParcels: "Outras encomendas deste pedido",
	parcelDetails: "Transportadora e número",
	carrier: "Transportadora",
	number: "Número de rastreio",
	orderNumber: "Número do pedido",
	copy: "Copiar",
	copied: "Copiado",
	goesOnWith: "Segue com",
	anotherCarrier: "Outra transportadora",
	carrierPage: (carrier) => `Ver em ${carrier}`,
	askPerson: "Falar com uma pessoa",
	askSubject: (title, number) => `${title} (${number})`,
	askBody: (carrier, number, state) => `\n\n--\nSobre minha encomenda com ${carrier}, número ${number}: ${state}`,
	someDelivered: (delivered, parcels) => `Encomendas entregues: ${delivered} de ${parcels}`,
	returns: { yours: "Sua devolução", of: "O que esta encomenda traz de volta" },
	lastMile: {
		title: "O entregador está a caminho",
		stopsBefore: (stops) =>
			stops === 0
				? "A próxima parada é a sua"
				: counted(stops, { one: "# parada antes da sua", other: "# paradas antes da sua" }),
		positionFrom: (ago) => `Localização: ${ago}`,
		callCourier: "Ligar para o entregador",
		courier: "O entregador",
	},
	pickup: {
		title: "Onde retirar",
		address: "Endereço",
		hours: "Horário de funcionamento",
		code: "Código",
		codeIsHidden: "Há um código de retirada. Ele aparece quando você informar a quem a encomenda se destina.",
		directions: "Como chegar",
	},
	actions: {
		addToCalendar: "Adicionar à agenda",
		share: "Compartilhar",
		linkCopied: "Link copiado",
		showDetails: "Código e detalhes",
		findTheWay: "Como chegar",
		notReceived: "Não recebi",
	},
	calendar: {
		event: (title) => `Encomenda: ${title}`,
		description: (state) => `${state} A página da encomenda mostra onde ela está agora.`,
	},
	proof: {
		title: "Comprovante de entrega",
		signedBy: (name) => `Assinatura: ${name}`,
		signed: "A entrega foi assinada; a transportadora não informa o nome.",
		leftAt: (place) => `Local da entrega: ${place}`,
		courier: (name) => `Entregador: ${name}`,
	},
	language: "Idioma",
	widgetMore: "Ver o mapa e todos os passos",
	care: PORTUGUESE_CARE,
	watch: PORTUGUESE_WATCH,
	reviews: PORTUGUESE_REVIEWS,
	products: PORTUGUESE_PRODUCTS,
	notFoundTitle: "Não encontramos esta encomenda",
	notFoundText:
		"O link pode estar incompleto ou ser antigo demais. Abra-o de novo na mensagem da loja ou peça um novo à loja.",
	awayTitle: "Não conseguimos consultar agora",
	awayText:
		"A falha é nossa e é passageira. Enquanto isso, sua encomenda segue viagem. Recarregue a página daqui a um minuto.",
};
