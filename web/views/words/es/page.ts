import { ended } from "../ended.ts";
import type { Ground, Words } from "../keys.ts";
import { pluralsOf } from "../plurals.ts";
import { SPANISH_CARE } from "./care.ts";
import { SPANISH_CODES } from "./codes.ts";
import { SPANISH_PRODUCTS } from "./products.ts";
import { SPANISH_REASONS } from "./reasons.ts";
import { SPANISH_REVIEWS } from "./reviews.ts";
import { SPANISH_WATCH } from "./watch.ts";

const counted = pluralsOf("es");

const GROUNDS: Readonly<Record<Ground, string>> = {
	postcode: "a su zona",
	lane: "en esta ruta",
	region: "a su región",
	country: "entre estos países",
	service: "con este servicio",
	carrier: "con este transportista",
};

const askCarrier = (carrier: string): string => `Pregunte a ${carrier} con el número de abajo.`;

/** "La" una, "las" dos. */
const atHour = (time: string): string => `${/^0?1:/.test(time) ? "la" : "las"} ${time}`;

const helpCarrier = (carrier: string): string =>
	`Usted puede ayudar: vea qué le pide ${carrier} o hable con una persona.`;

export const SPANISH: Words = {
	codes: SPANISH_CODES,
	reasons: SPANISH_REASONS,
	conditions: {
		notice: { title: "A tener en cuenta", next: () => "Si eso no puede ser, hable con una persona." },
		delayed: {
			title: "Con retraso",
			next: (who, carrier) =>
				who === "recipient" ? helpCarrier(carrier) : `${carrier} se está ocupando. No tiene que hacer nada.`,
		},
		stalled: {
			title: "Sin noticias desde hace un tiempo",
			next: () => "Es más tiempo de lo habitual. Se ha avisado a la tienda; no tiene que hacer nada.",
		},
		action_required: {
			title: "Hace falta algo",
			next: (who, carrier, hasPage) =>
				who === "recipient"
					? hasPage
						? `Solo usted puede hacer que avance: la página de ${carrier} explica cómo.`
						: "Solo usted puede hacer que avance: hable con una persona para saber cómo."
					: who === "sender"
						? "La tienda tiene que actuar. Usted no tiene que hacer nada."
						: `${carrier} tiene que actuar. Usted no tiene que hacer nada.`,
		},
		problem: {
			title: "Hay un problema",
			next: (who, carrier) =>
				who === "sender"
					? "La tienda tiene que decidir qué pasa ahora. Si quiere saberlo, hable con una persona."
					: who === "recipient"
						? helpCarrier(carrier)
						: `${carrier} lo está investigando. Si quiere saber más, hable con una persona.`,
		},
		final_problem: { title: "Este paquete no llegará", next: () => "Hable con una persona: la tienda lo resolverá." },
		disputed: { title: "Hay aviso de que no se recibió", next: () => "La tienda está preguntando al transportista." },
		source_down: {
			title: "El sistema del transportista no responde",
			next: (_who, carrier) => `Seguimos preguntando a ${carrier}. Abajo está lo que se sabía antes.`,
		},
	},
	endings: {
		returning: {
			title: "No le va a llegar",
			next: (shop) => `Vuelve a ${shop}. Hable con una persona para saber si se envía otro o se devuelve el dinero.`,
		},
		returned: {
			title: "Se devolvió",
			next: (shop) =>
				`${shop} lo tiene de nuevo. Hable con una persona para saber si se envía otro o se devuelve el dinero.`,
		},
		cancelled: { title: "No va a llegar", next: () => "Si usted no lo pidió, hable con una persona." },
		lost: {
			title: "No llegará",
			next: (shop) => `${shop} lo resolverá: hable con una persona. Si se encuentra, lo verá aquí.`,
		},
		destroyed: {
			title: "No llegará",
			next: (shop) => `No queda nada que se pueda enviar. ${shop} lo resolverá: hable con una persona.`,
		},
		stolen: {
			title: "No llegará",
			next: (shop) => `No tiene que hacer nada por el robo. ${shop} lo resolverá: hable con una persona.`,
		},
		expired: {
			title: "Ya no se espera nada más de él",
			next: (shop) => `Si no tiene su paquete, hable con una persona: ${shop} lo resolverá.`,
		},
		archived: { title: "Aquí no se muestra nada más", next: () => "Si no tiene su paquete, hable con una persona." },
		damaged: {
			title: "Hay aviso de daños",
			next: () => "Si algo está roto, guarde el embalaje y hable con una persona.",
		},
		rest: { title: "El resto no llegará", next: (shop) => `${shop} lo resolverá: hable con una persona.` },
		reported: { title: "Después se informó de algo más", next: () => "Si no tiene su paquete, hable con una persona." },
	},
	collect: {
		title: "Listo para que lo recoja",
		next: (place, carrier) =>
			`${place === "" ? "" : `Recójalo aquí: ${place}. `}${carrier} puede decirle hasta cuándo se lo guardan.`,
	},
	neverCardDetails: "Nunca dé los datos de su tarjeta en un enlace recibido por SMS.",
	following: {
		"needs-connection": (carrier, hasPage) =>
			`La página de esta tienda aún no está conectada con ${carrier}. ${hasPage ? `La página de ${carrier} muestra dónde está el paquete.` : askCarrier(carrier)}`,
		"push-only": (carrier) => `${carrier} nos avisa de cada paso en el momento. El primero aparecerá aquí por sí solo.`,
		unsupported: (carrier, hasPage) =>
			`Nosotros no podemos consultar a ${carrier}. ${hasPage ? "Su propia página muestra dónde está el paquete." : askCarrier(carrier)}`,
	},
	steps: {
		shipped: "Enviado",
		moving: "En camino",
		customs: "Aduana",
		nearby: "En su zona",
		out: "En reparto",
		collect: "Por recoger",
		delivered: "Entregado",
		returning: "De vuelta",
		returned: "Devuelto",
	},
	headline: {
		arriving: (when) => `Entrega prevista: ${when}`,
		nowExpected: (what, when) => `${what}. Ahora se espera: ${when}`,
		between: (day, times) => `${day}, ${times}`,
		by: (day, time) => `${day}, antes de ${atHour(time)}`,
		today: (day) => `hoy, ${day}`,
		tomorrow: (day) => `mañana, ${day}`,
		delivered: (when) => `Entregado el ${when}`,
		at: (what, when) => `${what}, ${when}`,
		until: (what, day) => `${what} hasta el ${day}`,
		later: "Más tarde de lo previsto",
		laterNow: (when) => `Más tarde de lo previsto: ${when}`,
		wasExpected: (when) => ended(`Se esperaba el ${when}`),
		firstEstimate: (when) => ended(`Primera estimación: ${when}`),
		noNewDate: "Aún no hay una nueva fecha.",
		onItsWay: "En camino",
		noDate: "Aún no hay fecha de entrega.",
		noNewsSince: (day) => `Sin noticias desde el ${day}`,
		mayCome: (when) => ended(`Si se mueve pronto, todavía puede llegar: ${when}`),
		notHandedOver: "El transportista aún no lo tiene",
		heardLast: (day) => ended(`La última noticia es del ${day}`),
		outToday: (day) => `En reparto hoy, ${day}`,
		outSince: (day) => `En reparto desde el ${day}`,
		labelMade: "Su paquete se está preparando",
		labelDetail: (shop, carrier) => `${shop} ha hecho la etiqueta. ${carrier} aún no ha escaneado el paquete.`,
		waitingDetail: (carrier) => `El primer paso aparece aquí por sí solo en cuanto ${carrier} lo comunica.`,
		firstScanBy: (carrier, day) => ended(`Estos paquetes suelen estar con ${carrier} a más tardar el ${day}`),
		elsewhere: (carrier) => `Siga este paquete con ${carrier}`,
	},
	promise: {
		carrier: (carrier) => `Es lo que indica ${carrier}.`,
		seller: (shop) => `Es lo que prometió ${shop}.`,
		kept: (carrier, outOfTen) => `${carrier} cumple aproximadamente ${outOfTen} de cada 10 fechas como esta.`,
		likely: (when) => ended(`Lo más probable: ${when}`),
		likelyAt: (time) => ended(`Lo más probable: hacia ${atHour(time)}`),
		estimate: (parcels, ground) =>
			`Nuestra estimación, a partir de ${counted(parcels, { one: "# paquete", other: "# paquetes" })} ${GROUNDS[ground]}.`,
		stated: (carrier, fromDays, toDays, isWorking) => {
			const from = fromDays === toDays ? "" : `de ${fromDays} a `;
			const days = isWorking ? { one: "# día hábil", other: "# días hábiles" } : { one: "# día", other: "# días" };
			return `${carrier} suele tardar ${from}${counted(toDays, days)}.`;
		},
		beside: (carrier, when, usually) => {
			if (usually === "within") return ended(`${carrier} indica: ${when}`);
			return `${carrier} indica: ${when}; en esta ruta los paquetes suelen ${usually === "later" ? "tardar más" : "llegar antes"}.`;
		},
		lateStep: (what, days) => `${what}: ${counted(days, { one: "# día", other: "# días" })} más tarde de lo habitual.`,
		slower: "Últimamente estos paquetes tardan más que antes.",
		measured: (outOfTen) =>
			`${counted(outOfTen, { one: "# de cada 10 paquetes de esta ruta llega", other: "# de cada 10 paquetes de esta ruta llegan" })} dentro de este plazo.`,
		localTo: (city) => `Hora local de ${city}.`,
	},
	yourParcel: "Su paquete",
	andMore: (title, more) => `${title} ${counted(more, { one: "+ # artículo más", other: "+ # artículos más" })}`,
	localTime: (when) => `${when} (hora local)`,
	checked: (ago) => ["consultado ", ago, ""],
	sourceDown: (carrier, since) =>
		`El sistema de ${carrier} no responde desde el ${since}. Esto es lo que se sabía entonces.`,
	noTime: "sin hora",
	mapTitle: "Dónde está",
	map: {
		from: (place) => `Origen: ${place}.`,
		within: (country) => `Ahora en este país: ${country}; no se conoce un lugar más exacto.`,
		near: (place, known) => `Visto por última vez: ${place} (${known}).`,
		lastKnown: (place, known) => `Último lugar conocido: ${place} (${known}).`,
		arrived: (place) => `Llegó a: ${place}.`,
		back: (place) => `De vuelta en: ${place}.`,
		to: (place) => `Destino: ${place}.`,
		knownTo: {
			address: "precisión: dirección",
			street: "precisión: calle",
			postcode: "precisión: código postal",
			locality: "precisión: localidad",
			region: "precisión: región",
			country: "precisión: país",
		},
		places: "Lugares del recorrido",
		skip: "Saltar el mapa",
		courier: (when) => `La furgoneta muestra dónde estaba el repartidor: ${when}.`,
		move: "Mover el mapa",
		zoomIn: "Acercar",
		zoomOut: "Alejar",
		pan: {
			left: "Mover a la izquierda",
			up: "Mover hacia arriba",
			down: "Mover hacia abajo",
			right: "Mover a la derecha",
		},
		credit: "Mapa: Natural Earth · GeoNames (CC BY 4.0)",
	},
	timeline: "Historial del envío",
	olderScans: (count) =>
		counted(count, {
			one: "Hay # paso anterior que no se muestra.",
			other: "Hay # pasos anteriores que no se muestran.",
		}),
	noScans: (carrier) => `Aún no hay pasos. El primero de ${carrier} aparecerá aquí por sí solo.`,
	carrierSays: (carrier) => `En palabras de ${carrier}`,
	progress: "Progreso",
	stepDone: "hecho: ",
	stepStopped: "detenido aquí: ",
	contents: "En este paquete",
	orderContents: "En este pedido",
	otherParcels: "Otros paquetes de este pedido",
	parcelDetails: "Transportista y número",
	carrier: "Transportista",
	number: "N.º de seguimiento",
	orderNumber: "N.º de pedido",
	copy: "Copiar",
	copied: "Copiado",
	goesOnWith: "Continúa con",
	anotherCarrier: "Otro transportista",
	carrierPage: (carrier) => `Ver en ${carrier}`,
	askPerson: "Hablar con una persona",
	askSubject: (title, number) => `${title} (${number})`,
	askBody: (carrier, number, state) => `\n\n--\nSobre mi paquete con ${carrier}, número ${number}: ${state}`,
	someDelivered: (delivered, parcels) => `Paquetes entregados: ${delivered} de ${parcels}`,
	returns: { yours: "Su devolución", of: "Lo que trae de vuelta este paquete" },
	lastMile: {
		title: "El repartidor está en camino",
		stopsBefore: (stops) =>
			counted(stops, {
				one: "1 parada antes de la suya",
				other: stops === 0 ? "La próxima parada es la suya" : "# paradas antes de la suya",
			}),
		positionFrom: (ago) => `Ubicación: ${ago}`,
		callCourier: "Llamar al repartidor",
		courier: "El repartidor",
	},
	pickup: {
		title: "Dónde recogerlo",
		address: "Dirección",
		hours: "Horario",
		code: "Código",
		codeIsHidden: "Hay un código para recogerlo. Se muestra cuando indique a quién va dirigido el paquete.",
		directions: "Cómo llegar",
	},
	actions: {
		addToCalendar: "Añadir al calendario",
		share: "Compartir",
		linkCopied: "Enlace copiado",
		showDetails: "Código y detalles",
		findTheWay: "Cómo llegar",
		notReceived: "No lo he recibido",
	},
	calendar: {
		event: (title) => `Paquete: ${title}`,
		description: (state) => `${state} La página del paquete muestra dónde está ahora.`,
	},
	proof: {
		title: "Comprobante de entrega",
		signedBy: (name) => `Firma: ${name}`,
		signed: "Se firmó la entrega; el transportista no indica el nombre.",
		leftAt: (place) => `Lugar de entrega: ${place}`,
		courier: (name) => `Traído por ${name}`,
	},
	language: "Idioma",
	widgetMore: "Ver el mapa y todos los pasos",
	care: SPANISH_CARE,
	watch: SPANISH_WATCH,
	reviews: SPANISH_REVIEWS,
	products: SPANISH_PRODUCTS,
	notFoundTitle: "No encontramos este paquete",
	notFoundText:
		"Puede que el enlace esté incompleto o sea demasiado antiguo. Ábralo de nuevo desde el mensaje de la tienda o pida a la tienda uno nuevo.",
	awayTitle: "Ahora mismo no podemos consultarlo",
	awayText:
		"El fallo es nuestro y es pasajero. Su paquete sigue viajando mientras tanto. Vuelva a cargar la página dentro de un minuto.",
};
