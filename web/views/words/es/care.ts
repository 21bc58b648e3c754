import type { CareWords } from "../care-keys.ts";
import { ended } from "../ended.ts";
import { pluralsOf } from "../plurals.ts";

const counted = pluralsOf("es");

const tooMany = (minutes: number): string =>
	`Se ha intentado muchas veces hace un momento. Vuelva a intentarlo dentro de ${counted(minutes, { one: "un minuto", other: "# minutos" })}.`;

export const SPANISH_CARE: CareWords = {
	track: {
		title: "Encontrar su paquete",
		text: "Escriba el número de seguimiento y el código postal de entrega o el correo electrónico del pedido.",
		number: "Número de seguimiento o de pedido",
		check: "Código postal o correo electrónico",
		checkHint: "Tal como se indicó a la tienda.",
		button: "Encontrarlo",
		notFound:
			"No encontramos ningún paquete con ambos datos. Compárelos con el mensaje de la tienda o pregunte a la tienda. Un paquete nuevo aparece cuando la tienda lo ha registrado.",
		tooMany,
	},
	verify: {
		title: "¿Es para usted este paquete?",
		text: "Los códigos y los nombres solo se muestran a la persona a quien va dirigido el paquete. Escriba el código postal de entrega o el correo electrónico del pedido.",
		check: "Código postal o correo electrónico",
		button: "Mostrar los detalles",
		wrong: "No coincide con lo que se indicó a la tienda. Compárelo con el pedido o hable con una persona.",
		tooMany,
		impossible:
			"La tienda no nos dijo a quién va dirigido el paquete, así que aquí no podemos mostrar los detalles. Hable con una persona.",
		done: "Verá los detalles en este dispositivo durante un día.",
		forget: "Volver a ocultarlos",
	},
	notReceived: {
		title: "No lo he recibido",
		carrierSays: (carrier, what, when) => ended(`${carrier} indica: ${what}, ${when}`),
		lookFirst: "La mayoría de los paquetes que parecen perdidos están cerca. Mire primero:",
		places: {
			door: "alrededor de la puerta, en el garaje y en el jardín",
			letterbox: "en el buzón, también por si hay un aviso del repartidor",
			household: "con todas las personas que viven o trabajan con usted",
			neighbours: "con los vecinos, también los de enfrente",
			reception: "en la recepción, la portería o la sala de correo",
			"safe-place": "en el lugar que alguna vez acordó con el transportista",
		},
		tooEarly:
			"Algunos repartidores marcan un paquete como entregado unas horas antes de llevarlo. Todavía puede llegar hoy.",
		lookedThere: "Ya he mirado ahí",
		note: "¿Qué debería saber la tienda?",
		noteHint: "Por ejemplo, cómo es la casa o que la foto muestra otra puerta.",
		email: "Su correo electrónico",
		emailHint: "Para la respuesta de la tienda.",
		send: "Avisar a la tienda",
		promise: (shop) =>
			`${shop} recibe sus palabras junto con todo lo que informó el transportista, y consulta al transportista.`,
		told: (shop, when) => `El ${when}, usted avisó a ${shop} de que no lo recibió.`,
		found: "Al final sí lo tengo",
		takenBack: "Gracias. La tienda sabe que lo tiene.",
		line: "Usted avisó a la tienda de que no lo recibió",
		notNow:
			"Este paquete no consta como entregado, así que puede seguir en camino. La página muestra dónde está; si algo no va bien, hable con una persona.",
		back: "Volver al paquete",
	},
	ask: {
		title: (shop) => `Preguntar a ${shop}`,
		lead: "Su pregunta la lee una persona que ve de qué paquete y de qué pedido se trata, y todo lo que muestra la página del paquete. No hace falta que lo explique.",
		faqFirst: "Quizá esto le ayude enseguida",
		text: "Su pregunta",
		email: "Su correo electrónico",
		emailHint: "La respuesta se envía ahí y también aparece en esta página.",
		photos: "Fotos (opcional)",
		photosHint: (most, megabytes) =>
			`Como máximo ${most}, de hasta ${megabytes} MB cada una. Se elimina dónde y cuándo se hicieron.`,
		photosMany: (most) => `Elija como máximo ${most} fotos.`,
		photosLarge: (megabytes) =>
			`Una de las fotos es demasiado grande. Elija fotos de ${megabytes} MB y 50 megapíxeles como máximo cada una.`,
		photosUnread: "Una de las fotos no se puede leer. Elija fotos en JPEG, PNG o WebP.",
		photosAgain: "Vuelva a elegir las fotos: no se han guardado.",
		photo: (number) => `Foto ${number}`,
		send: "Enviar la pregunta",
		usual: (time) => `Tiempo de respuesta habitual: ${time}.`,
		isIn: "Ahora hay alguien atendiendo.",
		nextIn: (when) => `Volverá a haber alguien atendiendo: ${when}.`,
		sent: (shop) => `${shop} tiene su pregunta.`,
		thread: (shop) => `Su conversación con ${shop}`,
		you: "Usted",
		notYet: "Todavía no hay respuesta. Aparecerá aquí por sí sola.",
		again: "Volver a escribir",
		lost: "Este mensaje ya no se puede leer.",
		tooMany:
			"Sobre este paquete ya se ha preguntado tanto que aquí no se pueden recibir más preguntas. Escriba a la tienda por la vía que indica el correo del pedido.",
		elsewhere: "¿Preguntó desde otro dispositivo?",
		show: "Mostrar aquí sus preguntas",
		file: "Todo lo que se guarda de esta conversación, en un archivo",
		erase: "Borrar esta conversación",
		eraseText: (shop) =>
			`Todo lo que usted y ${shop} han escrito aquí se borrará definitivamente, con las fotos, los correos y la dirección que indicó. ${shop} verá que usted lo borró y cuándo. Los correos ya enviados se quedan donde llegaron.`,
		eraseReports: "También se borrará lo que escribió al avisar de que no había recibido el paquete.",
		eraseSure: "Borrar definitivamente",
		erased: "Está borrado.",
		waiting: (shop) => `${shop} tiene su pregunta`,
		answered: (shop) => `${shop} le ha respondido`,
		read: "Leer y responder",
		letter: {
			subject: (shop, parcel) => `Su pregunta a ${shop}: ${parcel}`,
			received: (shop) => `${shop} tiene su pregunta. Una persona la leerá y le responderá.`,
			comesHere: "La respuesta se envía a esta dirección y también aparece aquí:",
			youWrote: (when) => `El ${when}, usted escribió:`,
			writeAgain: "Volver a escribir y ver dónde está su paquete:",
			above: "Escriba su respuesta por encima de esta línea",
			why: "Recibe este correo porque esta dirección se indicó con una pregunta sobre un paquete. Si no fue usted, no tiene que hacer nada.",
		},
	},
	faqTitle: "Preguntas y respuestas",
	helped: { ask: "¿Le ha servido?", yes: "Sí", no: "No", thanks: "Gracias." },
	faq: {
		"no-scan-yet": {
			question: "¿Por qué no pasa nada?",
			answer: (carrier, shop) =>
				`${shop} ha hecho la etiqueta; ${carrier} informa del paquete cuando se escanea por primera vez, a menudo por la tarde o el siguiente día hábil. No tiene que hacer nada: el primer paso aparece aquí por sí solo.`,
		},
		"how-sure": {
			question: "¿Es segura la fecha?",
			answer: (carrier) =>
				`Se calcula de nuevo en cada paso, a partir de paquetes que hicieron el mismo camino y de lo que indica ${carrier}. Con qué frecuencia se cumplen estas fechas se mide y se publica.`,
		},
		late: {
			question: "¿Por qué se retrasa y qué puedo hacer?",
			answer: (carrier) =>
				`El motivo que da ${carrier} figura más arriba. La mayoría de los paquetes con retraso llegan en unos días. Si lo necesita para un día concreto, hable con una persona ahora mejor que más tarde.`,
		},
		silent: {
			question: "Hace días que no hay noticias. ¿Se ha perdido?",
			answer: () =>
				"Casi siempre no: los paquetes recorren mucho camino entre dos escaneos. Este lleva callado más de lo habitual, así que se avisó a la tienda. Si se mueve, lo verá aquí.",
		},
		"in-customs": {
			question: "¿Cuánto tarda la aduana?",
			answer: (carrier) =>
				`Casi siempre de unas horas a unos días; una inspección de la mercancía o de los documentos tarda más. Si la aduana necesita algo de usted, le escribirá ${carrier} o la autoridad, y se indicará en esta página.`,
		},
		duty: {
			question: "¿A quién pago y cómo sé que es auténtico?",
			answer: (carrier) =>
				`Pague en la página de ${carrier} o al repartidor, y guarde el recibo. Abra la página desde aquí, nunca desde un SMS: pedir pequeños cargos de aduana es un fraude habitual. Si ya pagó los impuestos al comprar, hable con una persona antes de volver a pagar.`,
		},
		"be-at-home": {
			question: "¿Tengo que estar en casa?",
			answer: (carrier) =>
				`Solo si alguien tiene que firmar o pagar. Si no, ${carrier} puede dejar el paquete en el buzón, con un vecino o en un punto de recogida, y aquí se indica dónde.`,
		},
		missed: {
			question: "¿Qué pasa después de un intento de entrega fallido?",
			answer: (carrier) =>
				`Casi siempre ${carrier} lo intenta de nuevo el siguiente día hábil o lleva el paquete a un punto de recogida. El aviso del repartidor y la página de ${carrier} dicen cuál de los dos, y a menudo permiten elegir.`,
		},
		collect: {
			question: "¿Qué necesito para recogerlo?",
			answer: () =>
				"Un documento de identidad y, si los hay, el código o el aviso del repartidor. Muchas veces otra persona puede recogerlo con su autorización por escrito. Después del último día se devuelve a la tienda.",
		},
		address: {
			question: "La dirección está mal. ¿Se puede cambiar?",
			answer: (carrier) =>
				`Muchas veces sí, mientras el paquete no esté en reparto: en la página de ${carrier} o a través de la tienda. Hable pronto con una persona; cada paso lo hace más difícil.`,
		},
		"not-received": {
			question: "Consta como entregado, pero no lo tengo. ¿Y ahora?",
			answer: (_carrier, shop) =>
				`Mire alrededor de la puerta, en el buzón y con los vecinos. Si no está allí, pulse «No lo he recibido»: ${shop} recibe todo lo que se sabe de la entrega y consulta al transportista.`,
		},
		damaged: {
			question: "Llegó con daños. ¿Qué debo hacer?",
			answer: () =>
				"Guárdelo todo, también la caja y el relleno, y haga fotos antes de seguir desembalando. Después, hable con una persona. Avise en pocos días: los transportistas solo pagan los daños que se comunican pronto.",
		},
		"part-missing": {
			question: "Falta algo. ¿Dónde está?",
			answer: () =>
				"Un pedido puede viajar en varios paquetes, cada uno con su propia página. Si llegaron todos y aún falta algo, hable con una persona.",
		},
		"going-back": {
			question: "Vuelve a la tienda. ¿Me devuelven el dinero?",
			answer: (_carrier, shop) =>
				`Lo decide ${shop} cuando el paquete esté de vuelta, y muchas veces puede enviarlo otra vez. Hable con una persona y diga cuál de las dos cosas prefiere.`,
		},
		lost: {
			question: "Se ha perdido. ¿Quién me ayuda?",
			answer: (_carrier, shop) =>
				`${shop}: es la tienda quien reclama la pérdida al transportista, no usted. Hable con una persona y diga si quiere que se lo envíen de nuevo o que le devuelvan el dinero.`,
		},
		"who-sees": {
			question: "¿Quién puede ver esta página?",
			answer: () =>
				"Quien tenga el enlace: muestra localidades, no su calle, y ningún nombre. Los códigos y los nombres solo se muestran después de indicar el código postal o el correo electrónico del pedido.",
		},
	},
	field: {
		missing: "Rellene este campo, por favor.",
		tooLong: (most) => `Use como máximo ${counted(most, { one: "# carácter", other: "# caracteres" })}, por favor.`,
		noEmail: "Escriba un correo electrónico, por ejemplo nombre@example.com.",
	},
};
