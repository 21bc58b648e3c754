import type { Ground, Words } from "../keys.ts";
import { pluralsOf } from "../plurals.ts";
import { KOREAN_CARE } from "./care.ts";
import { KOREAN_CODES } from "./codes.ts";
import { KOREAN_PRODUCTS } from "./products.ts";
import { KOREAN_REASONS } from "./reasons.ts";
import { KOREAN_REVIEWS } from "./reviews.ts";
import { KOREAN_WATCH } from "./watch.ts";

const counted = pluralsOf("ko");

const GROUNDS: Readonly<Record<Ground, string>> = {
	postcode: "받으시는 동네로 온",
	lane: "같은 구간으로 온",
	region: "받으시는 지역으로 온",
	country: "같은 나라 사이를 오간",
	service: "같은 배송 서비스를 이용한",
	carrier: "같은 택배사의",
};

const nothingToDo = "따로 하실 일은 없습니다.";

const shopPutsItRight = (shop: string): string => `${shop}에서 해결해 드리니 상담원에게 문의해 주세요.`;

const anotherOrMoney = "다시 보내 드릴지 환불해 드릴지는 상담원에게 문의해 주세요.";

const ifNotHere = "택배를 받지 못하셨다면 상담원에게 문의해 주세요.";

const helpCarrier = (carrier: string): string =>
	`고객님이 도와주시면 빨라질 수 있습니다. ${carrier}의 요청 사항을 확인하시거나 상담원에게 문의해 주세요.`;

const whereOrAsk = (carrier: string, hasPage: boolean): string =>
	hasPage ? `택배의 위치는 ${carrier} 페이지에서 보실 수 있습니다.` : `아래 번호로 ${carrier}에 문의해 주세요.`;

// Behind a name stand only particles that take one shape after every sound: 에서, 에, 의.
export const KOREAN: Words = {
	codes: KOREAN_CODES,
	reasons: KOREAN_REASONS,
	conditions: {
		notice: { title: "확인해 주세요", next: () => "사실과 다르다면 상담원에게 문의해 주세요." },
		delayed: {
			title: "배송이 늦어지고 있습니다",
			next: (who, carrier) =>
				who === "recipient" ? helpCarrier(carrier) : `${carrier}에서 처리하고 있습니다. ${nothingToDo}`,
		},
		stalled: {
			title: "한동안 새 소식이 없습니다",
			next: () => `평소보다 오래 걸리고 있습니다. 판매자에게 알렸으며, ${nothingToDo}`,
		},
		action_required: {
			title: "처리가 필요합니다",
			next: (who, carrier, hasPage) =>
				who === "recipient"
					? hasPage
						? `고객님만 하실 수 있는 일입니다. 방법은 ${carrier} 페이지에 나와 있습니다.`
						: "고객님만 하실 수 있는 일입니다. 방법은 상담원에게 문의해 주세요."
					: who === "sender"
						? `판매자가 처리해야 합니다. ${nothingToDo}`
						: `${carrier}에서 처리해야 합니다. ${nothingToDo}`,
		},
		problem: {
			title: "문제가 생겼습니다",
			next: (who, carrier) =>
				who === "sender"
					? "다음 처리는 판매자가 결정합니다. 궁금하시면 상담원에게 문의해 주세요."
					: who === "recipient"
						? helpCarrier(carrier)
						: `${carrier}에서 확인하고 있습니다. 더 궁금하시면 상담원에게 문의해 주세요.`,
		},
		final_problem: {
			title: "이 택배는 도착하지 않습니다",
			next: () => "상담원에게 문의해 주세요. 판매자가 해결해 드립니다.",
		},
		disputed: { title: "미수령으로 접수되었습니다", next: () => "판매자가 택배사에 확인하고 있습니다." },
		source_down: {
			title: "택배사 시스템이 응답하지 않습니다",
			next: (_who, carrier) => `${carrier}에 계속 확인하고 있습니다. 아래는 그 전까지 알려진 내용입니다.`,
		},
	},
	endings: {
		returning: {
			title: "고객님께 배송되지 않습니다",
			next: (shop) => `${shop}에 반송됩니다. ${anotherOrMoney}`,
		},
		returned: {
			title: "반송되었습니다",
			next: (shop) => `${shop}에 반송되었습니다. ${anotherOrMoney}`,
		},
		cancelled: { title: "배송되지 않습니다", next: () => "요청하신 적이 없다면 상담원에게 문의해 주세요." },
		lost: {
			title: "도착하지 않습니다",
			next: (shop) => `${shopPutsItRight(shop)} 물품을 찾으면 여기에서 보실 수 있습니다.`,
		},
		destroyed: {
			title: "도착하지 않습니다",
			next: (shop) => `보내 드릴 수 있는 물품이 남아 있지 않습니다. ${shopPutsItRight(shop)}`,
		},
		stolen: {
			title: "도착하지 않습니다",
			next: (shop) => `도난에 대해 ${nothingToDo} ${shopPutsItRight(shop)}`,
		},
		expired: {
			title: "더 이상 새 소식이 없을 것으로 보입니다",
			next: (shop) => `${ifNotHere} ${shop}에서 해결해 드립니다.`,
		},
		archived: { title: "더 이상 표시할 내용이 없습니다", next: () => ifNotHere },
		damaged: {
			title: "파손이 보고되었습니다",
			next: () => "깨지거나 망가진 것이 있으면 포장재를 보관하시고 상담원에게 문의해 주세요.",
		},
		rest: { title: "나머지는 도착하지 않습니다", next: shopPutsItRight },
		reported: { title: "배송 후에 새로 보고된 내용이 있습니다", next: () => ifNotHere },
	},
	collect: {
		title: "찾아가실 택배가 있습니다",
		next: (place, carrier) => `${place === "" ? "" : `찾으실 곳: ${place}. `}보관 기한은 ${carrier}에 문의해 주세요.`,
	},
	neverCardDetails: "문자 메시지의 링크에는 절대 카드 정보를 입력하지 마세요.",
	following: {
		"needs-connection": (carrier, hasPage) =>
			`이 판매자의 페이지는 아직 ${carrier}에 연결되어 있지 않습니다. ${whereOrAsk(carrier, hasPage)}`,
		"push-only": (carrier) => `${carrier}에서 단계마다 바로 알려 줍니다. 첫 단계는 여기에 자동으로 표시됩니다.`,
		unsupported: (carrier, hasPage) => `저희가 직접 ${carrier}에 조회할 수는 없습니다. ${whereOrAsk(carrier, hasPage)}`,
	},
	steps: {
		shipped: "발송",
		moving: "이동 중",
		customs: "통관",
		nearby: "인근 도착",
		out: "배달 중",
		collect: "수령 대기",
		delivered: "배송 완료",
		returning: "반송 중",
		returned: "반송 완료",
	},
	headline: {
		arriving: (when) => `${when} 도착 예정`,
		nowExpected: (what, when) => `${what} – ${when} 도착 예정`,
		between: (day, times) => `${day} ${times}`,
		by: (day, time) => `${day} ${time}까지`,
		today: (day) => `오늘 ${day}`,
		tomorrow: (day) => `내일 ${day}`,
		delivered: (when) => `${when} 배송 완료`,
		at: (what, when) => `${what} – ${when}`,
		until: (what, day) => `${what} (${day}까지)`,
		later: "예상보다 늦어지고 있습니다",
		laterNow: (when) => `예상보다 지연 – ${when} 도착 예정`,
		wasExpected: (when) => `원래 ${when}에 도착할 예정이었습니다.`,
		firstEstimate: (when) => `처음 예상은 ${when} 도착이었습니다.`,
		noNewDate: "새 도착 예정일은 아직 없습니다.",
		onItsWay: "이동 중",
		noDate: "도착 예정일은 아직 알 수 없습니다.",
		noNewsSince: (day) => `${day} 이후 새 소식이 없습니다`,
		mayCome: (when) => `곧 다시 움직이면 ${when} 도착도 가능합니다.`,
		notHandedOver: "택배사에 아직 전달되지 않았습니다",
		heardLast: (day) => `마지막 소식은 ${day}에 있었습니다.`,
		outToday: (day) => `오늘 ${day} 배달 중`,
		outSince: (day) => `${day}부터 배달 중`,
		labelMade: "택배를 준비하고 있습니다",
		labelDetail: (shop, carrier) => `${shop}에서 운송장을 만들었습니다. ${carrier}에서 아직 스캔하지 않았습니다.`,
		waitingDetail: (carrier) => `${carrier}에서 알려 주는 대로 첫 단계가 여기에 자동으로 표시됩니다.`,
		firstScanBy: (carrier, day) => `이런 택배는 보통 ${day}까지 ${carrier}에 접수됩니다.`,
		elsewhere: (carrier) => `이 택배는 ${carrier}에서 조회해 주세요`,
	},
	promise: {
		carrier: (carrier) => `${carrier}에서 안내한 일정입니다.`,
		seller: (shop) => `${shop}에서 약속한 일정입니다.`,
		kept: (carrier, outOfTen) => `${carrier}에서 안내한 이런 날짜는 10건 중 약 ${outOfTen}건이 지켜집니다.`,
		likely: (when) => `${when} 도착 가능성이 가장 높습니다.`,
		likelyAt: (time) => `${time}쯤 도착할 가능성이 가장 높습니다.`,
		estimate: (parcels, ground) =>
			`${GROUNDS[ground]} 택배 ${counted(parcels, { other: "#건" })}을 바탕으로 저희가 예상한 일정입니다.`,
		stated: (carrier, fromDays, toDays, isWorking) => {
			const days = fromDays === toDays ? `${toDays}일` : `${fromDays}~${toDays}일`;
			return `${carrier} 배송은 보통 ${isWorking ? "영업일 기준 " : ""}${days} 걸립니다.`;
		},
		beside: (carrier, when, usually) => {
			if (usually === "within") return `${carrier}에서는 ${when} 도착으로 안내합니다.`;
			return `${carrier}에서는 ${when} 도착으로 안내하지만, 이 구간의 택배는 보통 ${usually === "later" ? "더 오래 걸립니다" : "더 일찍 도착합니다"}.`;
		},
		lateStep: (what, days) => `${what}: 평소보다 ${counted(days, { other: "#일" })} 늦었습니다.`,
		slower: "최근 이런 택배는 예전보다 오래 걸리고 있습니다.",
		measured: (outOfTen) => `이 구간의 택배 10건 중 ${outOfTen}건이 이 예상 범위 안에 도착합니다.`,
		localTo: (city) => `시간은 ${city} 현지 시간입니다.`,
	},
	yourParcel: "내 택배",
	andMore: (title, more) => `${title} 외 ${counted(more, { other: "#건" })}`,
	localTime: (when) => `${when} (현지 시간)`,
	checked: (ago) => ["", ago, " 확인"],
	sourceDown: (carrier, since) =>
		`${carrier} 시스템이 ${since}부터 응답하지 않습니다. 아래는 그때까지 알려진 내용입니다.`,
	noTime: "시간 미상",
	mapTitle: "택배 위치",
	map: {
		from: (place) => `출발: ${place}.`,
		within: (country) => `현재 국가: ${country}. 더 자세한 위치는 알 수 없습니다.`,
		near: (place, known) => `마지막 확인 위치: ${place} (${known}).`,
		lastKnown: (place, known) => `마지막으로 알려진 위치: ${place} (${known}).`,
		arrived: (place) => `${place}에 도착했습니다.`,
		back: (place) => `${place}에 돌아왔습니다.`,
		to: (place) => `도착지: ${place}.`,
		knownTo: {
			address: "주소까지 확인됨",
			street: "도로까지 확인됨",
			postcode: "우편번호까지 확인됨",
			locality: "도시까지 확인됨",
			region: "지역까지 확인됨",
			country: "국가까지 확인됨",
		},
		places: "거쳐 온 곳",
		skip: "지도 건너뛰기",
		courier: (when) => `차량 표시는 ${when} 기준 기사님의 위치입니다.`,
		move: "지도 움직이기",
		zoomIn: "확대",
		zoomOut: "축소",
		pan: { left: "왼쪽으로 이동", up: "위로 이동", down: "아래로 이동", right: "오른쪽으로 이동" },
		credit: "지도: Natural Earth · GeoNames (CC BY 4.0)",
	},
	timeline: "배송 과정",
	olderScans: (count) => counted(count, { other: "이전 단계 #건은 표시되지 않습니다." }),
	noScans: (carrier) => `아직 진행된 단계가 없습니다. ${carrier}에서 알려 주는 첫 단계가 여기에 자동으로 표시됩니다.`,
	carrierSays: (carrier) => `${carrier}의 안내 원문`,
	progress: "진행 상황",
	stepDone: "완료: ",
	stepStopped: "여기에서 중단: ",
	contents: "들어 있는 상품",
	orderContents: "주문한 상품",
	otherParcels: "이 주문의 다른 택배",
	parcelDetails: "택배사와 운송장 번호",
	carrier: "택배사",
	number: "운송장 번호",
	orderNumber: "주문 번호",
	copy: "복사",
	copied: "복사됨",
	goesOnWith: "이어서 배송하는 곳",
	anotherCarrier: "다른 택배사",
	carrierPage: (carrier) => `${carrier}에서 보기`,
	askPerson: "상담원 문의",
	askSubject: (title, number) => `${title} (${number})`,
	askBody: (carrier, number, state) => `\n\n--\n택배 문의: ${carrier}, 운송장 번호 ${number}, ${state}`,
	someDelivered: (delivered, parcels) => `택배 ${parcels}건 중 ${delivered}건 배송 완료`,
	returns: { yours: "보내신 반품", of: "이 택배로 반품되는 상품" },
	lastMile: {
		title: "기사님이 배달하고 있습니다",
		stopsBefore: (stops) =>
			stops === 0 ? "다음이 고객님 차례입니다" : counted(stops, { other: "고객님 앞에 #곳 남았습니다" }),
		positionFrom: (ago) => `${ago} 기준 위치`,
		callCourier: "기사님께 전화",
		courier: "배송 기사",
	},
	pickup: {
		title: "찾으실 곳",
		address: "주소",
		hours: "영업 시간",
		code: "수령 코드",
		codeIsHidden: "찾으실 때 쓰는 코드가 있습니다. 받는 분을 확인하면 보여 드립니다.",
		directions: "길 찾기",
	},
	actions: {
		addToCalendar: "캘린더에 추가",
		share: "공유",
		linkCopied: "링크를 복사했습니다",
		showDetails: "코드와 상세 보기",
		findTheWay: "길 찾기",
		notReceived: "못 받았어요",
	},
	calendar: {
		event: (title) => `택배: ${title}`,
		description: (state) => `${state} 지금 어디에 있는지는 택배 페이지에서 보실 수 있습니다.`,
	},
	proof: {
		title: "배송 확인",
		signedBy: (name) => `서명: ${name}`,
		signed: "수령 서명이 있으며, 택배사는 이름을 알려 주지 않습니다.",
		leftAt: (place) => `배송 장소: ${place}`,
		courier: (name) => `배송 기사: ${name}`,
	},
	language: "언어",
	widgetMore: "지도와 전체 과정 보기",
	care: KOREAN_CARE,
	watch: KOREAN_WATCH,
	reviews: KOREAN_REVIEWS,
	products: KOREAN_PRODUCTS,
	notFoundTitle: "택배를 찾을 수 없습니다",
	notFoundText:
		"링크가 잘렸거나 너무 오래되었을 수 있습니다. 판매자가 보낸 메시지에서 다시 열어 보시거나 새 링크를 요청해 주세요.",
	awayTitle: "지금은 조회할 수 없습니다",
	awayText: "저희 쪽의 일시적인 문제입니다. 택배는 그동안에도 이동합니다. 1분쯤 뒤에 페이지를 다시 열어 주세요.",
};
