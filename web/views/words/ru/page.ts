import { ended } from "../ended.ts";
import type { Ground, Words } from "../keys.ts";
import { type PluralForms, pluralsOf } from "../plurals.ts";
import { RUSSIAN_CARE } from "./care.ts";
import { RUSSIAN_CODES } from "./codes.ts";
import { RUSSIAN_PRODUCTS } from "./products.ts";
import { RUSSIAN_REASONS } from "./reasons.ts";
import { RUSSIAN_REVIEWS } from "./reviews.ts";
import { RUSSIAN_WATCH } from "./watch.ts";

const counted = pluralsOf("ru");

const GROUNDS: Readonly<Record<Ground, string>> = {
	postcode: "в ваш район",
	lane: "на этом маршруте",
	region: "в ваш регион",
	country: "между этими странами",
	service: "с этой услугой доставки",
	carrier: "этой службы доставки",
};

const DAYS: PluralForms = { one: "# день", few: "# дня", many: "# дней", other: "# дня" };

const WORKDAYS = { one: "# рабочий день", few: "# рабочих дня", many: "# рабочих дней", other: "# рабочего дня" };

const askCarrier = (carrier: string): string => `Спросите службу ${carrier}, назвав номер, указанный ниже.`;

const carrierShows = (carrier: string): string => `Где посылка, показывает сайт службы ${carrier}.`;

const helpCarrier = (carrier: string): string =>
	`Вы можете помочь: посмотрите, о чём просит служба ${carrier}, или напишите сотруднику.`;

export const RUSSIAN: Words = {
	codes: RUSSIAN_CODES,
	reasons: RUSSIAN_REASONS,
	conditions: {
		notice: { title: "Обратите внимание", next: () => "Если этого не может быть, напишите сотруднику." },
		delayed: {
			title: "Задерживается",
			next: (who, carrier) =>
				who === "recipient" ? helpCarrier(carrier) : `Служба ${carrier} этим занимается. Вам ничего делать не нужно.`,
		},
		stalled: {
			title: "Давно нет новостей",
			next: () => "Это дольше обычного. Магазину сообщили; вам ничего делать не нужно.",
		},
		action_required: {
			title: "Нужно кое-что сделать",
			next: (who, carrier, hasPage) =>
				who === "recipient"
					? hasPage
						? `Это можете сделать только вы: как именно, сказано на сайте службы ${carrier}.`
						: "Это можете сделать только вы: напишите сотруднику, чтобы узнать, как именно."
					: who === "sender"
						? "Действовать должен магазин. Вам ничего делать не нужно."
						: `Действовать должна служба ${carrier}. Вам ничего делать не нужно.`,
		},
		problem: {
			title: "Возникла проблема",
			next: (who, carrier) =>
				who === "sender"
					? "Магазин должен решить, что будет дальше. Если хотите узнать, напишите сотруднику."
					: who === "recipient"
						? helpCarrier(carrier)
						: `Служба ${carrier} разбирается. Если хотите узнать больше, напишите сотруднику.`,
		},
		final_problem: { title: "Эта посылка не придёт", next: () => "Напишите сотруднику: магазин всё уладит." },
		disputed: { title: "Сообщили, что не получена", next: () => "Магазин выясняет это у службы доставки." },
		source_down: {
			title: "Система службы доставки не отвечает",
			next: (_who, carrier) => `Мы продолжаем запрашивать данные (${carrier}). Ниже то, что было известно раньше.`,
		},
	},
	endings: {
		returning: {
			title: "Она едет не к вам",
			next: (shop) =>
				`Она вернётся в магазин ${shop}. Отправят ли другую или вернут деньги, подскажет сотрудник: напишите ему.`,
		},
		returned: {
			title: "Она вернулась",
			next: (shop) =>
				`Она снова в магазине ${shop}. Отправят ли другую или вернут деньги, подскажет сотрудник: напишите ему.`,
		},
		cancelled: { title: "Она не придёт", next: () => "Если вы об этом не просили, напишите сотруднику." },
		lost: {
			title: "Она не придёт",
			next: (shop) => `Магазин ${shop} всё уладит: напишите сотруднику. Если её найдут, вы увидите это здесь.`,
		},
		destroyed: {
			title: "Она не придёт",
			next: (shop) => `Отправлять дальше нечего. Магазин ${shop} всё уладит: напишите сотруднику.`,
		},
		stolen: {
			title: "Она не придёт",
			next: (shop) => `В связи с кражей вам ничего делать не нужно. Магазин ${shop} всё уладит: напишите сотруднику.`,
		},
		expired: {
			title: "Новостей о ней больше не ждём",
			next: (shop) => `Если посылки у вас нет, напишите сотруднику: магазин ${shop} всё уладит.`,
		},
		archived: { title: "Больше здесь ничего не показано", next: () => "Если посылки у вас нет, напишите сотруднику." },
		damaged: {
			title: "Сообщили о повреждении",
			next: () => "Если что-то сломано, сохраните упаковку и напишите сотруднику.",
		},
		rest: { title: "Остальное не придёт", next: (shop) => `Магазин ${shop} всё уладит: напишите сотруднику.` },
		reported: { title: "Позже сообщили ещё кое-что", next: () => "Если посылки у вас нет, напишите сотруднику." },
	},
	collect: {
		title: "Можно забирать",
		next: (place, carrier) =>
			`${place === "" ? "" : `Забрать можно здесь: ${place}. `}Сколько её хранят для вас, подскажет служба ${carrier}.`,
	},
	neverCardDetails: "Никогда не вводите данные карты по ссылке из СМС.",
	following: {
		"needs-connection": (carrier, hasPage) =>
			`Страница этого магазина пока не связана со службой ${carrier}. ${hasPage ? carrierShows(carrier) : askCarrier(carrier)}`,
		"push-only": (carrier) => `${carrier} сразу сообщает нам о каждом шаге. Первый появится здесь сам.`,
		unsupported: (carrier, hasPage) =>
			`Мы сами не можем запросить службу ${carrier}. ${hasPage ? carrierShows(carrier) : askCarrier(carrier)}`,
	},
	// Soft hyphens: five names stand beside each other on a telephone.
	steps: {
		shipped: "Отправ\u00adлена",
		moving: "В пути",
		customs: "Таможня",
		nearby: "Рядом с вами",
		out: "У курьера",
		collect: "К выдаче",
		delivered: "Достав\u00adлена",
		returning: "Возврат",
		returned: "Снова в магазине",
	},
	headline: {
		arriving: (when) => `Доставка: ${when}`,
		nowExpected: (what, when) => `${what}. Теперь ожидается: ${when}`,
		between: (day, times) => `${day}, ${times}`,
		by: (day, time) => `${day}, до ${time}`,
		today: (day) => `сегодня, ${day}`,
		tomorrow: (day) => `завтра, ${day}`,
		delivered: (when) => `Доставлена: ${when}`,
		at: (what, when) => `${what}, ${when}`,
		until: (what, day) => `${what} до ${day}`,
		later: "Позже, чем ожидалось",
		laterNow: (when) => `Позже, чем ожидалось: ${when}`,
		wasExpected: (when) => ended(`Прежний срок: ${when}`),
		firstEstimate: (when) => ended(`Первая оценка срока: ${when}`),
		noNewDate: "Новой даты пока нет.",
		onItsWay: "В пути",
		noDate: "Даты доставки пока нет.",
		// "С" or "со" before a day that is cut short: neither reads well, so that no day stands after it.
		noNewsSince: (day) => `Новостей нет, последняя — ${day}`,
		mayCome: (when) => ended(`Если она скоро двинется дальше, то ещё может прийти: ${when}`),
		notHandedOver: "У службы доставки её пока нет",
		heardLast: (day) => ended(`Последняя новость: ${day}`),
		outToday: (day) => `Передана курьеру сегодня, ${day}`,
		outSince: (day) => `Передана курьеру: ${day}`,
		labelMade: "Вашу посылку готовят к отправке",
		labelDetail: (shop, carrier) =>
			`Магазин ${shop} оформил накладную. Служба ${carrier} ещё не отсканировала посылку.`,
		waitingDetail: (carrier) => `Первый шаг появится здесь сам, как только о нём сообщит ${carrier}.`,
		firstScanBy: (carrier, day) => ended(`Обычно ${carrier} получает такие посылки не позднее ${day}`),
		elsewhere: (carrier) => `Следите за этой посылкой через службу ${carrier}`,
	},
	promise: {
		carrier: (carrier) => `Такой срок называет ${carrier}.`,
		seller: (shop) => `Такой срок обещал магазин ${shop}.`,
		kept: (carrier, outOfTen) => `${carrier} соблюдает примерно ${outOfTen} из 10 таких сроков.`,
		likely: (when) => ended(`Вероятнее всего: ${when}`),
		likelyAt: (time) => `Вероятнее всего, около ${time}.`,
		estimate: (parcels, ground) =>
			`Наша оценка по ${counted(parcels, { one: "# посылке", other: "# посылкам" })} ${GROUNDS[ground]}.`,
		stated: (carrier, fromDays, toDays, isWorking) => {
			const from = fromDays === toDays ? "" : `${fromDays}–`;
			return `${carrier} обычно доставляет за ${from}${counted(toDays, isWorking ? WORKDAYS : DAYS)}.`;
		},
		beside: (carrier, when, usually) => {
			if (usually === "within") return ended(`${carrier} называет срок: ${when}`);
			return `${carrier} называет срок: ${when}; на этом маршруте посылки обычно ${usually === "later" ? "идут дольше" : "приходят раньше"}.`;
		},
		lateStep: (what, days) => `${what}: на ${counted(days, DAYS)} позже обычного.`,
		slower: "В последнее время такие посылки идут дольше, чем раньше.",
		measured: (outOfTen) =>
			`${counted(outOfTen, { one: "# из 10 посылок на этом маршруте приходит", other: "# из 10 посылок на этом маршруте приходят" })} в этот срок.`,
		localTo: (city) => `Время местное: ${city}.`,
	},
	yourParcel: "Ваша посылка",
	andMore: (title, more) =>
		`${title} ${counted(more, { one: "и ещё # товар", few: "и ещё # товара", many: "и ещё # товаров", other: "и ещё # товара" })}`,
	localTime: (when) => `${when} (местное время)`,
	checked: (ago) => ["проверено ", ago, ""],
	sourceDown: (carrier, since) =>
		`Система службы ${carrier} не отвечает, начало сбоя: ${since}. Здесь то, что было известно до этого.`,
	noTime: "без времени",
	mapTitle: "Где посылка",
	map: {
		from: (place) => `Откуда: ${place}.`,
		within: (country) => `Сейчас в этой стране: ${country}; более точное место неизвестно.`,
		near: (place, known) => `Последняя отметка: ${place} (${known}).`,
		lastKnown: (place, known) => `Последнее известное место: ${place} (${known}).`,
		arrived: (place) => `Прибыла: ${place}.`,
		back: (place) => `Вернулась: ${place}.`,
		to: (place) => `Куда: ${place}.`,
		knownTo: {
			address: "с точностью до адреса",
			street: "с точностью до улицы",
			postcode: "с точностью до индекса",
			locality: "с точностью до города",
			region: "с точностью до региона",
			country: "с точностью до страны",
		},
		places: "Места на пути",
		skip: "Пропустить карту",
		courier: (when) => `Фургон показывает, где был курьер: ${when}.`,
		move: "Двигать карту",
		zoomIn: "Приблизить",
		zoomOut: "Отдалить",
		pan: { left: "Влево", up: "Вверх", down: "Вниз", right: "Вправо" },
		credit: "Карта: Natural Earth · GeoNames (CC BY 4.0)",
	},
	timeline: "История отправления",
	olderScans: (count) => counted(count, { other: "Более ранних шагов не показано: #." }),
	noScans: (carrier) => `Шагов пока нет. Первый, о котором сообщит ${carrier}, появится здесь сам.`,
	carrierSays: (carrier) => `Исходный текст (${carrier})`,
	progress: "Ход доставки",
	stepDone: "пройдено: ",
	stepStopped: "остановилась здесь: ",
	contents: "В этой посылке",
	orderContents: "В этом заказе",
	otherParcels: "Другие посылки этого заказа",
	parcelDetails: "Служба доставки и номер",
	carrier: "Служба доставки",
	number: "Трек-номер",
	orderNumber: "Номер заказа",
	copy: "Скопировать",
	copied: "Скопировано",
	goesOnWith: "Дальше везёт",
	anotherCarrier: "Другая служба доставки",
	carrierPage: (carrier) => `Сайт службы ${carrier}`,
	askPerson: "Написать сотруднику",
	askSubject: (title, number) => `${title} (${number})`,
	askBody: (carrier, number, state) =>
		`\n\n--\nО моей посылке, служба доставки ${carrier}, трек-номер ${number}: ${state}`,
	someDelivered: (delivered, parcels) => `Доставлено посылок: ${delivered} из ${parcels}`,
	returns: { yours: "Ваш возврат", of: "Что возвращает эта посылка" },
	lastMile: {
		title: "Курьер в пути",
		stopsBefore: (stops) =>
			stops === 0
				? "Следующая остановка — у вас"
				: counted(stops, {
						one: "# остановка до вас",
						few: "# остановки до вас",
						many: "# остановок до вас",
						other: "# остановки до вас",
					}),
		positionFrom: (ago) => `Местоположение: ${ago}`,
		callCourier: "Позвонить курьеру",
		courier: "Курьер",
	},
	pickup: {
		title: "Где забрать",
		address: "Адрес",
		hours: "Часы работы",
		code: "Код",
		codeIsHidden: "Для получения есть код. Мы покажем его, когда вы укажете, кому предназначена посылка.",
		directions: "Как добраться",
	},
	actions: {
		addToCalendar: "В календарь",
		share: "Поделиться",
		linkCopied: "Ссылка скопирована",
		showDetails: "Код и подробности",
		findTheWay: "Как добраться",
		notReceived: "Не получена",
	},
	calendar: {
		event: (title) => `Посылка: ${title}`,
		description: (state) => `${state} Где она сейчас, показывает страница посылки.`,
	},
	proof: {
		title: "Подтверждение доставки",
		signedBy: (name) => `Подпись: ${name}`,
		signed: "За посылку расписались; имени служба доставки не сообщает.",
		leftAt: (place) => `Место доставки: ${place}`,
		courier: (name) => `Курьер: ${name}`,
	},
	language: "Язык",
	widgetMore: "Карта и все шаги",
	care: RUSSIAN_CARE,
	watch: RUSSIAN_WATCH,
	reviews: RUSSIAN_REVIEWS,
	products: RUSSIAN_PRODUCTS,
	notFoundTitle: "Мы не находим эту посылку",
	notFoundText:
		"Возможно, ссылка неполная или слишком старая. Откройте её ещё раз из сообщения магазина или попросите у магазина новую.",
	awayTitle: "Сейчас мы не можем это проверить",
	awayText:
		"Сбой на нашей стороне, и он пройдёт. Ваша посылка тем временем едет дальше. Пожалуйста, обновите страницу через минуту.",
};
