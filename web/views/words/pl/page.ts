import type { Words } from "../keys.ts";
import { POLISH_CARE } from "./care.ts";
import { POLISH_CODES } from "./codes.ts";
import { counted, GROUNDS } from "./counts.ts";
import { POLISH_PRODUCTS } from "./products.ts";
import { POLISH_REASONS } from "./reasons.ts";
import { POLISH_REVIEWS } from "./reviews.ts";
import { POLISH_WATCH } from "./watch.ts";

const askCarrier = (carrier: string): string =>
	`Prosimy zapytać przewoźnika ${carrier}, podając numer widoczny poniżej.`;

const carrierShows = (carrier: string): string => `Strona przewoźnika ${carrier} pokazuje, gdzie jest paczka.`;

const helpCarrier = (carrier: string): string =>
	`Mogą Państwo pomóc: prosimy sprawdzić, czego potrzebuje ${carrier}, lub skontaktować się z konsultantem.`;

export const POLISH: Words = {
	codes: POLISH_CODES,
	reasons: POLISH_REASONS,
	conditions: {
		notice: {
			title: "Prosimy zwrócić uwagę",
			next: () => "Jeśli to nie może być prawda, prosimy o kontakt z konsultantem.",
		},
		delayed: {
			title: "Opóźniona",
			next: (who, carrier) =>
				who === "recipient" ? helpCarrier(carrier) : `${carrier} zajmuje się tą sprawą. Nie muszą Państwo nic robić.`,
		},
		stalled: {
			title: "Od pewnego czasu brak wieści",
			next: () => "To dłużej niż zwykle. Sklep został powiadomiony; nie muszą Państwo nic robić.",
		},
		action_required: {
			title: "Potrzebne jest działanie",
			next: (who, carrier, hasPage) =>
				who === "recipient"
					? hasPage
						? `Tylko Państwo mogą ruszyć to dalej: strona przewoźnika ${carrier} wyjaśnia, jak to zrobić.`
						: "Tylko Państwo mogą ruszyć to dalej: aby dowiedzieć się jak, prosimy o kontakt z konsultantem."
					: who === "sender"
						? "Działać musi sklep. Państwo nie muszą nic robić."
						: `Działać musi ${carrier}. Państwo nie muszą nic robić.`,
		},
		problem: {
			title: "Jest problem",
			next: (who, carrier) =>
				who === "sender"
					? "Sklep musi zdecydować, co dalej. Jeśli chcą Państwo to wiedzieć, prosimy o kontakt z konsultantem."
					: who === "recipient"
						? helpCarrier(carrier)
						: `${carrier} wyjaśnia sprawę. Jeśli chcą Państwo wiedzieć więcej, prosimy o kontakt z konsultantem.`,
		},
		final_problem: {
			title: "Ta paczka nie dotrze",
			next: () => "Prosimy o kontakt z konsultantem: sklep rozwiąże sprawę.",
		},
		disputed: { title: "Zgłoszona jako nieotrzymana", next: () => "Sklep pyta przewoźnika." },
		source_down: {
			title: "System przewoźnika nie odpowiada",
			next: (_who, carrier) =>
				`Nadal wysyłamy zapytania do przewoźnika ${carrier}. Poniżej jest to, co było wiadomo wcześniej.`,
		},
	},
	endings: {
		returning: {
			title: "Nie dotrze do Państwa",
			next: (shop) =>
				`Wraca do sklepu ${shop}. Konsultant powie, czy zostanie wysłana nowa paczka, czy otrzymają Państwo zwrot pieniędzy.`,
		},
		returned: {
			title: "Paczka wróciła",
			next: (shop) =>
				`Jest znów w sklepie ${shop}. Konsultant powie, czy zostanie wysłana nowa paczka, czy otrzymają Państwo zwrot pieniędzy.`,
		},
		cancelled: {
			title: "Paczka nie przyjdzie",
			next: () => "Jeśli to nie była Państwa prośba, prosimy o kontakt z konsultantem.",
		},
		lost: {
			title: "Paczka nie dotrze",
			next: (shop) =>
				`Sklep ${shop} rozwiąże sprawę: prosimy o kontakt z konsultantem. Jeśli paczka się znajdzie, zobaczą to Państwo tutaj.`,
		},
		destroyed: {
			title: "Paczka nie dotrze",
			next: (shop) =>
				`Nie zostało z niej nic, co można wysłać. Sklep ${shop} rozwiąże sprawę: prosimy o kontakt z konsultantem.`,
		},
		stolen: {
			title: "Paczka nie dotrze",
			next: (shop) =>
				`W sprawie kradzieży nie muszą Państwo nic robić. Sklep ${shop} rozwiąże sprawę: prosimy o kontakt z konsultantem.`,
		},
		expired: {
			title: "Nie spodziewamy się dalszych wieści",
			next: (shop) => `Jeśli nie mają Państwo paczki, prosimy o kontakt z konsultantem: sklep ${shop} rozwiąże sprawę.`,
		},
		archived: {
			title: "Więcej tu nie pokazujemy",
			next: () => "Jeśli nie mają Państwo paczki, prosimy o kontakt z konsultantem.",
		},
		damaged: {
			title: "Zgłoszono uszkodzenie",
			next: () => "Jeśli coś jest zepsute, prosimy zachować opakowanie i skontaktować się z konsultantem.",
		},
		rest: {
			title: "Reszta nie dotrze",
			next: (shop) => `Sklep ${shop} rozwiąże sprawę: prosimy o kontakt z konsultantem.`,
		},
		reported: {
			title: "Później przekazano jeszcze coś",
			next: () => "Jeśli nie mają Państwo paczki, prosimy o kontakt z konsultantem.",
		},
	},
	collect: {
		title: "Czeka na odbiór",
		next: (place, carrier) =>
			`${place === "" ? "" : `Miejsce odbioru: ${place}. `}Jak długo paczka będzie na Państwa czekać, powie ${carrier}.`,
	},
	neverCardDetails: "Nigdy nie należy podawać danych karty przez link z SMS-a.",
	following: {
		"needs-connection": (carrier, hasPage) =>
			`Strona tego sklepu nie jest jeszcze połączona z przewoźnikiem ${carrier}. ${hasPage ? carrierShows(carrier) : askCarrier(carrier)}`,
		"push-only": (carrier) => `${carrier} przekazuje nam każdy etap na bieżąco. Pierwszy pojawi się tu sam.`,
		unsupported: (carrier, hasPage) =>
			`Nie możemy sami pytać przewoźnika ${carrier}. ${hasPage ? carrierShows(carrier) : askCarrier(carrier)}`,
	},
	steps: {
		shipped: "Nadana",
		moving: "W drodze",
		customs: "Cło",
		nearby: "W okolicy",
		out: "U kuriera",
		collect: "Do odbioru",
		delivered: "Doręczona",
		returning: "Wraca",
		returned: "W sklepie",
	},
	headline: {
		arriving: (when) => `Przewidywane doręczenie: ${when}`,
		nowExpected: (what, when) => `${what} – nowy termin: ${when}`,
		between: (day, times) => `${day}, ${times}`,
		by: (day, time) => `${day}, do godz. ${time}`,
		today: (day) => `dziś (${day})`,
		tomorrow: (day) => `jutro (${day})`,
		delivered: (when) => `Doręczono: ${when}`,
		at: (what, when) => `${what}, ${when}`,
		until: (what, day) => `${what} do ${day}`,
		later: "Później, niż przewidywano",
		laterNow: (when) => `Później, niż przewidywano: ${when}`,
		wasExpected: (when) => `Termin był przewidywany na: ${when}.`,
		firstEstimate: (when) => `Pierwszy przewidywany termin: ${when}.`,
		noNewDate: "Nie ma jeszcze nowego terminu.",
		onItsWay: "W drodze",
		noDate: "Nie ma jeszcze terminu doręczenia.",
		noNewsSince: (day) => `Brak wieści od ${day}`,
		mayCome: (when) => `Jeśli wkrótce ruszy dalej, może jeszcze dotrzeć: ${when}.`,
		notHandedOver: "Przewoźnik jeszcze jej nie ma",
		heardLast: (day) => `Ostatnia wiadomość: ${day}.`,
		outToday: (day) => `Dziś u kuriera (${day})`,
		outSince: (day) => `U kuriera od ${day}`,
		labelMade: "Państwa paczka jest przygotowywana",
		labelDetail: (shop, carrier) => `Sklep ${shop} przygotował etykietę. ${carrier} jeszcze nie zeskanował paczki.`,
		waitingDetail: (carrier) => `Pierwszy etap pojawi się tu sam, gdy tylko zgłosi go ${carrier}.`,
		firstScanBy: (carrier, day) => `Takie paczki są zwykle u przewoźnika ${carrier} najpóźniej ${day}.`,
		elsewhere: (carrier) => `Śledzenie tej paczki: ${carrier}`,
	},
	promise: {
		carrier: (carrier) => `Tak podaje ${carrier}.`,
		seller: (shop) => `Tak obiecał sklep ${shop}.`,
		kept: (carrier, outOfTen) => `${carrier} dotrzymuje około ${outOfTen} na 10 takich terminów.`,
		likely: (when) => `Najpewniej: ${when}.`,
		likelyAt: (time) => `Najpewniej około godz. ${time}.`,
		estimate: (parcels, ground) =>
			`Nasze przewidywanie na podstawie ${counted(parcels, "# paczki", "# paczek", "# paczek")} ${GROUNDS[ground]}.`,
		stated: (carrier, fromDays, toDays, isWorking) => {
			const from = fromDays === toDays ? "" : `od ${fromDays} do `;
			const days = isWorking ? "# dni roboczych" : "# dni";
			const day = isWorking ? "# dnia roboczego" : "# dnia";
			return `${carrier} potrzebuje zwykle ${from}${counted(toDays, day, days, days)}.`;
		},
		beside: (carrier, when, usually) => {
			if (usually === "within") return `${carrier} podaje: ${when}.`;
			return `${carrier} podaje: ${when}; paczki na tej trasie zwykle ${usually === "later" ? "jadą dłużej" : "docierają wcześniej"}.`;
		},
		lateStep: (what, days) => `${what}: o ${counted(days, "# dzień", "# dni", "# dni")} później niż zwykle.`,
		slower: "Ostatnio takie paczki jadą dłużej niż wcześniej.",
		measured: (outOfTen) =>
			`${counted(outOfTen, "# na 10 paczek na tej trasie dociera", "# na 10 paczek na tej trasie docierają", "# na 10 paczek na tej trasie dociera")} w tym przedziale czasu.`,
		localTo: (city) => `Godziny według czasu lokalnego: ${city}.`,
	},
	yourParcel: "Państwa paczka",
	andMore: (title, more) => `${title} + ${counted(more, "# inny artykuł", "# inne artykuły", "# innych artykułów")}`,
	localTime: (when) => `${when} (czas lokalny)`,
	checked: (ago) => ["ostatnio sprawdzono: ", ago, ""],
	sourceDown: (carrier, since) =>
		`System przewoźnika ${carrier} nie odpowiada od: ${since}. To było wiadomo do tego czasu.`,
	noTime: "nie podano godziny",
	mapTitle: "Gdzie jest paczka",
	map: {
		from: (place) => `Skąd: ${place}.`,
		within: (country) => `Obecnie w kraju: ${country}; dokładniejsze miejsce nie jest znane.`,
		near: (place, known) => `Ostatnio widziana: ${place}, ${known}.`,
		lastKnown: (place, known) => `Ostatnie znane miejsce: ${place}, ${known}.`,
		arrived: (place) => `Dotarła do celu: ${place}.`,
		back: (place) => `Wróciła: ${place}.`,
		to: (place) => `Dokąd: ${place}.`,
		knownTo: {
			address: "z dokładnością do adresu",
			street: "z dokładnością do ulicy",
			postcode: "z dokładnością do kodu pocztowego",
			locality: "z dokładnością do miejscowości",
			region: "z dokładnością do regionu",
			country: "z dokładnością do kraju",
		},
		places: "Miejsca po drodze",
		skip: "Pomiń mapę",
		courier: (when) => `Samochód na mapie pokazuje, gdzie był kurier: ${when}.`,
		move: "Przesuń mapę",
		zoomIn: "Przybliż",
		zoomOut: "Oddal",
		pan: { left: "W lewo", up: "W górę", down: "W dół", right: "W prawo" },
		credit: "Mapa: Natural Earth · GeoNames (CC BY 4.0)",
	},
	timeline: "Historia przesyłki",
	olderScans: (count) =>
		counted(
			count,
			"Nie pokazano # wcześniejszego etapu.",
			"Nie pokazano # wcześniejszych etapów.",
			"Nie pokazano # wcześniejszych etapów.",
		),
	noScans: (carrier) => `Nie ma jeszcze etapów. Pierwszy, który zgłosi ${carrier}, pojawi się tu sam.`,
	carrierSays: (carrier) => `Słowami przewoźnika ${carrier}`,
	progress: "Postęp",
	stepDone: "ukończono: ",
	stepStopped: "zatrzymano tutaj: ",
	contents: "W tej paczce",
	orderContents: "W tym zamówieniu",
	otherParcels: "Inne paczki z tego zamówienia",
	parcelDetails: "Przewoźnik i numer",
	carrier: "Przewoźnik",
	number: "Numer przesyłki",
	orderNumber: "Numer zamówienia",
	copy: "Kopiuj",
	copied: "Skopiowano",
	goesOnWith: "Dalej przewozi",
	anotherCarrier: "Inny przewoźnik",
	carrierPage: (carrier) => `Zobacz: ${carrier}`,
	askPerson: "Kontakt z konsultantem",
	askSubject: (title, number) => `${title} (${number})`,
	askBody: (carrier, number, state) => `\n\n--\nDotyczy mojej paczki, przewoźnik ${carrier}, numer ${number}: ${state}`,
	someDelivered: (delivered, parcels) => `Doręczone paczki: ${delivered} z ${parcels}`,
	returns: { yours: "Państwa zwrot", of: "Co wraca w tej paczce" },
	lastMile: {
		title: "Kurier jest w drodze",
		stopsBefore: (stops) =>
			stops === 0
				? "Są Państwo następnym przystankiem"
				: counted(stops, "# przystanek przed Państwem", "# przystanki przed Państwem", "# przystanków przed Państwem"),
		positionFrom: (ago) => `Położenie: ${ago}`,
		callCourier: "Zadzwoń do kuriera",
		courier: "Kurier",
	},
	pickup: {
		title: "Gdzie ją odebrać",
		address: "Adres",
		hours: "Godziny otwarcia",
		code: "Kod",
		codeIsHidden: "Do odbioru jest kod. Pokażemy go, gdy podadzą Państwo, dla kogo jest paczka.",
		directions: "Wskaż drogę",
	},
	actions: {
		addToCalendar: "Dodaj do kalendarza",
		share: "Udostępnij",
		linkCopied: "Skopiowano link",
		showDetails: "Kod i szczegóły",
		findTheWay: "Wskaż drogę",
		notReceived: "Nie mam paczki",
	},
	calendar: {
		event: (title) => `Paczka: ${title}`,
		description: (state) => `${state} Strona paczki pokazuje, gdzie teraz jest.`,
	},
	proof: {
		title: "Potwierdzenie doręczenia",
		signedBy: (name) => `Podpis: ${name}`,
		signed: "Odbiór podpisano; przewoźnik nie podaje nazwiska.",
		leftAt: (place) => `Miejsce doręczenia: ${place}`,
		courier: (name) => `Kurier: ${name}`,
	},
	language: "Język",
	widgetMore: "Zobacz mapę i wszystkie etapy",
	care: POLISH_CARE,
	watch: POLISH_WATCH,
	reviews: POLISH_REVIEWS,
	products: POLISH_PRODUCTS,
	notFoundTitle: "Nie znajdujemy tej paczki",
	notFoundText:
		"Link może być niepełny lub zbyt stary. Prosimy otworzyć go ponownie z wiadomości od sklepu lub poprosić sklep o nowy.",
	awayTitle: "Nie możemy tego teraz sprawdzić",
	awayText:
		"To chwilowy błąd po naszej stronie. Paczka tymczasem podróżuje dalej. Prosimy za minutę wczytać stronę ponownie.",
};
