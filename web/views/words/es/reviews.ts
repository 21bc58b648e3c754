import type { ReviewWords } from "../review-keys.ts";

export const SPANISH_REVIEWS: ReviewWords = {
	ask: "¿Qué tal ha ido?",
	write: "Escribir una reseña",
	said: "Reseñas",
	lead: (shop) => `${shop} lee su reseña y puede mostrarla en la página de este paquete y en la tienda, sin su nombre.`,
	stages: {
		delivery: "La entrega",
		product: "El contenido",
		"follow-up": "Añadido más tarde",
	},
	rating: "Su valoración",
	scale: {
		5: "Muy bien",
		4: "Bien",
		3: "Regular",
		2: "Mal",
		1: "Muy mal",
	},
	items: "¿A qué artículos se refiere? No marque ninguno si se refiere a todos.",
	text: "Con sus palabras",
	textHint: "Por favor, no escriba nombres, direcciones ni números de teléfono: cualquiera puede leerlo.",
	send: "Enviar",
	change: "Cambiarla",
	takeBack: "Retirarla",
	takeBackText:
		"Se borran su texto, sus estrellas, sus fotos y su vídeo, así como lo que añadió más tarde y la respuesta de la tienda.",
	takeBackSure: "Sí, borrarla",
	removePhotos: "Quitar las fotos",
	video: {
		label: "Vídeo (opcional)",
		hint: (megabytes, seconds) =>
			`Uno, de hasta ${megabytes} MB y ${seconds} segundos: MP4, MOV o WebM. Se eliminan el lugar y la hora guardados en el archivo; todo lo que se ve y se oye permanece.`,
		again: "Vuelva a elegir el vídeo: no se ha guardado.",
		large: (megabytes) => `El vídeo es demasiado grande. Elija uno de hasta ${megabytes} MB y como máximo en 4K.`,
		long: (seconds) => `El vídeo es demasiado largo. Elija uno de hasta ${seconds} segundos.`,
		unread: "El vídeo no se puede leer. Elija uno en MP4, MOV o WebM.",
		remove: "Quitar el vídeo",
		name: "Vídeo",
		maybe: "No todos los dispositivos pueden reproducir este vídeo.",
		save: "Guardar el vídeo",
	},
	states: {
		waiting: (shop) => `${shop} lee su reseña antes de que se muestre.`,
		shown: "Su reseña está a la vista.",
		hidden: (shop) => `${shop} no muestra su reseña.`,
	},
	erased: "Su reseña se ha borrado.",
	changedUntil: (day) => `Puede cambiarla hasta: ${day}`,
	prove:
		"Las reseñas de compradores verificados llevan una indicación. La suya la llevará cuando demuestre que conoce el código postal o el correo electrónico del pedido.",
	verified: "Compra verificada",
	unverified: "Compra sin verificar",
	changed: "cambiada",
	answer: (shop) => `Respuesta de ${shop}`,
	answeredBefore: "a una versión anterior de la reseña",
	missingRating: "Elija de una a cinco estrellas, por favor.",
	notNow:
		"Todavía no hay nada que valorar: este paquete no se ha entregado por completo, o algo no va bien. Si necesita ayuda, hable con una persona.",
	off: (shop) => `${shop} no recoge reseñas aquí.`,
	refused: "Aquí no se puede recibir nada más por ahora. Abajo ve lo que aún puede escribir o cambiar.",
};
