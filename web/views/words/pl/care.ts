import type { CareWords } from "../care-keys.ts";
import { counted } from "./counts.ts";

const tooMany = (minutes: number): string =>
	`Przed chwilą było wiele prób. Prosimy spróbować ponownie ${counted(minutes, "za minutę", "za # minuty", "za # minut")}.`;

export const POLISH_CARE: CareWords = {
	track: {
		title: "Znajdź swoją paczkę",
		text: "Prosimy wpisać numer przesyłki oraz kod pocztowy doręczenia albo adres e-mail z zamówienia.",
		number: "Numer przesyłki lub zamówienia",
		check: "Kod pocztowy lub adres e-mail",
		checkHint: "Taki, jaki podano w sklepie.",
		button: "Znajdź",
		notFound:
			"Nie znajdujemy paczki, do której pasowałoby jedno i drugie. Prosimy porównać dane z wiadomością od sklepu albo zapytać w sklepie. Nowa paczka pojawia się, gdy sklep ją zgłosi.",
		tooMany,
	},
	verify: {
		title: "Czy ta paczka jest dla Państwa?",
		text: "Kody i nazwiska pokazujemy tylko odbiorcy paczki. Prosimy wpisać kod pocztowy doręczenia albo adres e-mail z zamówienia.",
		check: "Kod pocztowy lub adres e-mail",
		button: "Pokaż szczegóły",
		wrong:
			"To nie zgadza się z tym, co podano w sklepie. Prosimy porównać z zamówieniem albo skontaktować się z konsultantem.",
		tooMany,
		impossible:
			"Sklep nie podał nam, dla kogo jest paczka, więc nie możemy tu pokazać szczegółów. Prosimy o kontakt z konsultantem.",
		done: "Szczegóły będą widoczne na tym urządzeniu przez jeden dzień.",
		forget: "Ukryj ponownie",
	},
	notReceived: {
		title: "Nie mam paczki",
		carrierSays: (carrier, what, when) => `${carrier} informuje: ${what}, ${when}.`,
		lookFirst: "Większość paczek, które wydają się zagubione, leży w pobliżu. Prosimy najpierw sprawdzić:",
		places: {
			door: "przy drzwiach, w garażu i w ogrodzie",
			letterbox: "w skrzynce na listy, także czy nie ma awiza od kuriera",
			household: "u wszystkich, którzy z Państwem mieszkają lub pracują",
			neighbours: "u sąsiadów, także po drugiej stronie ulicy",
			reception: "w recepcji, na portierni lub w kancelarii",
			"safe-place": "w miejscu, które uzgodniono kiedyś z przewoźnikiem",
		},
		tooEarly:
			"Niektórzy kurierzy oznaczają paczkę jako doręczoną kilka godzin przed jej przywiezieniem. Może jeszcze dziś dotrzeć.",
		lookedThere: "Te miejsca są już sprawdzone",
		note: "Co sklep powinien wiedzieć?",
		noteHint: "Na przykład jak wygląda dom albo że na zdjęciu są inne drzwi.",
		email: "Państwa adres e-mail",
		emailHint: "Do odpowiedzi sklepu.",
		send: "Zgłoś sklepowi",
		promise: (shop) =>
			`Sklep ${shop} otrzyma Państwa słowa razem ze wszystkim, co przekazał przewoźnik, i zapyta przewoźnika.`,
		told: (shop, when) => `Zgłosili Państwo w sklepie ${shop}, że paczka nie dotarła: ${when}.`,
		found: "A jednak mam tę paczkę",
		takenBack: "Dziękujemy. Sklep wie, że mają ją Państwo.",
		line: "Zgłosili Państwo sklepowi, że paczka nie dotarła",
		notNow:
			"Ta paczka nie jest oznaczona jako doręczona, więc może być jeszcze w drodze. Strona pokazuje, gdzie jest; jeśli coś się nie zgadza, prosimy o kontakt z konsultantem.",
		back: "Wróć do paczki",
	},
	ask: {
		title: (shop) => `Pytanie do sklepu ${shop}`,
		lead: "Pytanie przeczyta konsultant, który widzi, o którą paczkę i które zamówienie chodzi, oraz wszystko, co pokazuje strona paczki. Nie trzeba tego wyjaśniać.",
		faqFirst: "Być może to od razu pomoże",
		text: "Państwa pytanie",
		email: "Państwa adres e-mail",
		emailHint: "Tam trafi odpowiedź; pojawi się też na tej stronie.",
		photos: "Zdjęcia (opcjonalnie)",
		photosHint: (most, megabytes) => `Najwyżej ${most}, każde do ${megabytes} MB. Miejsce i czas wykonania są usuwane.`,
		photosMany: (most) => `Proszę wybrać najwyżej tyle zdjęć: ${most}.`,
		photosLarge: (megabytes) =>
			`Jedno ze zdjęć jest za duże. Proszę wybrać zdjęcia mające najwyżej ${megabytes} MB i 50 megapikseli każde.`,
		photosUnread: "Jednego ze zdjęć nie można odczytać. Proszę wybrać zdjęcia w formacie JPEG, PNG lub WebP.",
		photosAgain: "Proszę wybrać zdjęcia jeszcze raz: nie zostały zachowane.",
		photo: (number) => `Zdjęcie ${number}`,
		send: "Wyślij pytanie",
		usual: (time) => `Zwykły czas oczekiwania na odpowiedź: ${time}.`,
		isIn: "Teraz ktoś jest na miejscu.",
		nextIn: (when) => `Ktoś znów będzie na miejscu: ${when}.`,
		sent: (shop) => `Sklep ${shop} ma Państwa pytanie.`,
		thread: (shop) => `Państwo i sklep ${shop}`,
		you: "Państwo",
		notYet: "Nie ma jeszcze odpowiedzi. Pojawi się tu sama.",
		again: "Kolejna wiadomość",
		lost: "Tej wiadomości nie można już odczytać.",
		tooMany:
			"O tę paczkę pytano już tyle razy, że nie możemy tu przyjąć kolejnych pytań. Prosimy napisać do sklepu w sposób podany w wiadomości o zamówieniu.",
		elsewhere: "Czy pytali Państwo z innego urządzenia?",
		show: "Pokaż pytania tutaj",
		file: "Wszystko, co przechowujemy z tej rozmowy, w pliku",
		erase: "Usuń tę rozmowę",
		eraseText: (shop) =>
			`Wszystko, co Państwo i sklep ${shop} tu napisali, zostanie trwale usunięte, razem ze zdjęciami, e-mailami i podanym adresem. Sklep ${shop} zobaczy, że rozmowa została przez Państwa usunięta i kiedy. E-maile już wysłane pozostaną tam, dokąd dotarły.`,
		eraseReports: "Usunięte zostanie też to, co napisali Państwo, zgłaszając, że paczka nie dotarła.",
		eraseSure: "Usuń trwale",
		erased: "Rozmowa została usunięta.",
		waiting: (shop) => `Sklep ${shop} ma Państwa pytanie`,
		answered: (shop) => `Sklep ${shop} odpowiedział na Państwa pytanie`,
		read: "Przeczytaj i odpowiedz",
		letter: {
			subject: (shop, parcel) => `Państwa pytanie do sklepu ${shop}: ${parcel}`,
			received: (shop) => `Sklep ${shop} ma Państwa pytanie. Konsultant je przeczyta i odpowie.`,
			comesHere: "Odpowiedź trafi na ten adres i pojawi się też tutaj:",
			youWrote: (when) => `Państwa wiadomość (${when}):`,
			writeAgain: "Tu można napisać ponownie i zobaczyć, gdzie jest paczka:",
			above: "Odpowiedź prosimy napisać powyżej tej linii",
			why: "Otrzymują Państwo tę wiadomość, ponieważ ten adres podano przy pytaniu o paczkę. Jeśli to nie było Państwa pytanie, nie muszą Państwo nic robić.",
		},
	},
	faqTitle: "Pytania i odpowiedzi",
	helped: { ask: "Czy to pomogło?", yes: "Tak", no: "Nie", thanks: "Dziękujemy." },
	faq: {
		"no-scan-yet": {
			question: "Dlaczego nic się nie dzieje?",
			answer: (carrier, shop) =>
				`Sklep ${shop} przygotował etykietę; ${carrier} zgłosi paczkę po pierwszym zeskanowaniu, często wieczorem lub w następnym dniu roboczym. Nie muszą Państwo nic robić: pierwszy etap pojawi się tu sam.`,
		},
		"how-sure": {
			question: "Na ile pewny jest termin?",
			answer: (carrier) =>
				`Jest obliczany od nowa po każdym etapie, na podstawie paczek, które pokonały tę samą drogę, i tego, co podaje ${carrier}. Jak często takie terminy się sprawdzały, mierzymy i pokazujemy publicznie.`,
		},
		late: {
			question: "Dlaczego paczka się spóźnia i co mogę zrobić?",
			answer: (carrier) =>
				`Przyczyna, którą podaje ${carrier}, jest wskazana wyżej. Większość spóźnionych paczek dociera w ciągu kilku dni. Jeśli paczka jest potrzebna na określony dzień, lepiej skontaktować się z konsultantem teraz niż później.`,
		},
		silent: {
			question: "Od kilku dni nie ma wieści. Czy paczka zaginęła?",
			answer: () =>
				"Najczęściej nie: między dwoma skanami paczki pokonują długą drogę. Ta milczy dłużej niż zwykle, dlatego sklep został powiadomiony. Gdy ruszy dalej, zobaczą to Państwo tutaj.",
		},
		"in-customs": {
			question: "Jak długo trwa odprawa celna?",
			answer: (carrier) =>
				`Zwykle od kilku godzin do kilku dni; kontrola towaru lub dokumentów trwa dłużej. Jeśli urząd celny będzie czegoś od Państwa potrzebował, napisze do Państwa ${carrier} lub urząd, a informacja będzie na tej stronie.`,
		},
		duty: {
			question: "Komu płacę i skąd mam wiedzieć, że to prawdziwe wezwanie?",
			answer: (carrier) =>
				`Prosimy płacić na stronie przewoźnika ${carrier} lub kurierowi i zachować potwierdzenie. Stronę najlepiej otworzyć stąd, nigdy z SMS-a: żądanie drobnych opłat celnych to częste oszustwo. Jeśli podatek zapłacono już przy zakupie, przed ponowną zapłatą prosimy o kontakt z konsultantem.`,
		},
		"be-at-home": {
			question: "Czy muszę być w domu?",
			answer: (carrier) =>
				`Tylko jeśli ktoś musi podpisać lub zapłacić. W innym razie ${carrier} może zostawić paczkę w skrzynce na listy, u sąsiada lub w punkcie odbioru, a tutaj będzie podane gdzie.`,
		},
		missed: {
			question: "Co się dzieje po nieudanym doręczeniu?",
			answer: (carrier) =>
				`Zwykle ${carrier} próbuje ponownie w następnym dniu roboczym albo przekazuje paczkę do punktu odbioru. Mówi o tym awizo od kuriera i strona przewoźnika ${carrier}; często można tam wybrać.`,
		},
		collect: {
			question: "Czego potrzebuję, aby odebrać paczkę?",
			answer: () =>
				"Dokumentu tożsamości oraz kodu lub awiza od kuriera, jeśli je wydano. Często może ją odebrać ktoś inny z Państwa pisemnym upoważnieniem. Po ostatnim dniu paczka wraca do sklepu.",
		},
		address: {
			question: "Adres jest błędny. Czy można go zmienić?",
			answer: (carrier) =>
				`Często tak, dopóki paczki nie wydano kurierowi do doręczenia: na stronie przewoźnika ${carrier} albo przez sklep. Prosimy szybko skontaktować się z konsultantem; z każdym etapem jest trudniej.`,
		},
		"not-received": {
			question: "Paczka jest oznaczona jako doręczona, ale jej nie mam. Co teraz?",
			answer: (_carrier, shop) =>
				`Prosimy sprawdzić przy drzwiach, w skrzynce na listy i u sąsiadów. Jeśli jej tam nie ma, prosimy nacisnąć „Nie mam paczki”: sklep ${shop} otrzyma wszystko, co wiadomo o doręczeniu, i zapyta przewoźnika.`,
		},
		damaged: {
			question: "Paczka dotarła uszkodzona. Co mam zrobić?",
			answer: () =>
				"Prosimy zachować wszystko, także karton i wypełnienie, i zrobić zdjęcia przed dalszym rozpakowaniem. Potem prosimy o kontakt z konsultantem. Szkodę trzeba zgłosić w ciągu kilku dni: przewoźnicy płacą tylko za szkody zgłoszone szybko.",
		},
		"part-missing": {
			question: "Czegoś brakuje. Gdzie to jest?",
			answer: () =>
				"Zamówienie może podróżować w kilku paczkach, a każda ma własną stronę. Jeśli dotarły wszystkie i nadal czegoś brakuje, prosimy o kontakt z konsultantem.",
		},
		"going-back": {
			question: "Paczka wraca do sklepu. Czy odzyskam pieniądze?",
			answer: (_carrier, shop) =>
				`O tym decyduje sklep ${shop}, gdy paczka do niego wróci; często może ją wysłać jeszcze raz. Prosimy skontaktować się z konsultantem i powiedzieć, które rozwiązanie Państwo wolą.`,
		},
		lost: {
			question: "Paczka zaginęła. Kto mi pomoże?",
			answer: (_carrier, shop) =>
				`Sklep ${shop}: to on dochodzi roszczeń od przewoźnika, nie Państwo. Prosimy skontaktować się z konsultantem i powiedzieć, czy wolą Państwo ponowną wysyłkę, czy zwrot pieniędzy.`,
		},
		"who-sees": {
			question: "Kto może zobaczyć tę stronę?",
			answer: () =>
				"Każdy, kto ma link: strona pokazuje miejscowości, nie Państwa ulicę, i żadnego nazwiska. Kody i nazwiska widać dopiero po podaniu kodu pocztowego lub adresu e-mail z zamówienia.",
		},
	},
	field: {
		missing: "Prosimy wypełnić to pole.",
		tooLong: (most) => `Prosimy użyć najwyżej ${counted(most, "# znaku", "# znaków", "# znaków")}.`,
		noEmail: "Prosimy podać adres e-mail, na przykład imie@example.com.",
	},
};
