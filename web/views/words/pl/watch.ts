import type { WatchWords } from "../watch-keys.ts";

export const POLISH_WATCH: WatchWords = {
	title: "Wiadomości e-mail o tej paczce",
	lead: "Piszemy, gdy są nowe wieści o tej paczce, i informujemy, kiedy dotrze. W każdej wiadomości jest link, który pozwala z nich zrezygnować.",
	leadOrder:
		"Piszemy, gdy są nowe wieści o którejś z paczek tego zamówienia, i informujemy, kiedy dotrze. W każdej wiadomości jest link, który pozwala z nich zrezygnować.",
	when: "Kiedy wysyłamy wiadomość",
	kinds: {
		announced: "gdy etykieta jest gotowa",
		shipped: "gdy paczkę ma przewoźnik",
		on_its_way: "na ważnych etapach drogi, na przykład na granicy",
		out_for_delivery: "gdy wydano ją kurierowi do doręczenia",
		attempted: "gdy doręczenie się nie udało",
		to_collect: "gdy można ją odebrać",
		delivered: "gdy ją doręczono",
		action_needed: "gdy muszą Państwo coś zrobić",
		delayed: "gdy coś ją zatrzymało lub długo brak wieści",
		later: "gdy dotrze później, niż podano w wiadomości",
		problem: "gdy jest z nią jakiś problem",
		going_back: "gdy wraca do sklepu",
		cancelled: "gdy ją anulowano",
	},
	toOrder: (address) => `Wysyłaj na adres ${address}`,
	orOther: "Albo na inny adres",
	email: "Państwa adres e-mail",
	emailHint: "Najpierw wyślemy wiadomość, w której potwierdzą Państwo ten adres.",
	send: "Wysyłaj na ten adres",
	done: "Będą Państwo otrzymywać wiadomości o tej paczce",
	doneText: (address) => `Wysyłamy je na adres ${address}.`,
	checkMail: "Prosimy zajrzeć do skrzynki e-mail",
	checkMailText: (address) =>
		`Wiadomość z linkiem jest w drodze na adres ${address}. Prosimy otworzyć link, aby potwierdzić, że to Państwa adres; do tego czasu nic więcej nie wyślemy.`,
	over: "Nie spodziewamy się już nowych wieści o tej paczce.",
	off: "Ten sklep nie wysyła takich wiadomości.",
	tooMany: "Wieści o tej paczce trafiają już na tyle adresów, że nie można dodać kolejnego.",
	confirm: {
		title: "Czy chcą Państwo otrzymywać wiadomości o tej paczce?",
		text: (address) => `Będziemy je wysyłać na adres ${address}.`,
		button: "Tak, proszę pisać",
	},
	stop: {
		title: "Wiadomości o Państwa paczce",
		text: (address) => `Wieści o tej paczce wysyłamy na adres ${address}.`,
		textOrder: (address) => `Wieści o wszystkich paczkach tego zamówienia wysyłamy na adres ${address}.`,
		button: "Nie wysyłaj więcej tych wiadomości",
		buttonShop: (shop) => `Nie wysyłaj więcej żadnych takich wiadomości ze sklepu ${shop}`,
		stopped: "Nie będzie więcej wiadomości",
		stoppedText: (address) => `Na adres ${address} nic więcej nie wyślemy.`,
		again: "Proszę znów pisać",
	},
	letter: {
		subject: (what, parcel) => `${what} · ${parcel}`,
		news: "Co nowego",
		laterThanTold: "Dotrze później, niż podano w ostatniej wiadomości.",
		see: "Gdzie jest paczka i wszystko, co o niej wiadomo:",
		end: "Tu można zrezygnować z tych wiadomości:",
		why: (shop) =>
			`Otrzymują Państwo tę wiadomość, ponieważ poproszono, by wieści o paczce ze sklepu ${shop} wysyłać na ten adres.`,
		confirmSubject: (parcel) => `Prosimy potwierdzić wiadomości o paczce: ${parcel}`,
		confirmText: (shop, parcel) =>
			`Ktoś poprosił, by wysyłać na ten adres wiadomości o paczce ze sklepu ${shop}: ${parcel}. Jeśli to była Państwa prośba, prosimy ją potwierdzić, a napiszemy, gdy będą nowe wieści.`,
		confirmHere: "Tu można potwierdzić:",
		notYou:
			"Jeśli to nie była Państwa prośba, nie muszą Państwo nic robić: bez Państwa potwierdzenia nic więcej nie wyślemy.",
	},
};
