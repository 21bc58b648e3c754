import type { Ground, Words } from "../keys.ts";
import { pluralsOf } from "../plurals.ts";
import { TRADITIONAL_CHINESE_CARE } from "./care.ts";
import { TRADITIONAL_CHINESE_CODES } from "./codes.ts";
import { TRADITIONAL_CHINESE_PRODUCTS } from "./products.ts";
import { TRADITIONAL_CHINESE_REASONS } from "./reasons.ts";
import { TRADITIONAL_CHINESE_REVIEWS } from "./reviews.ts";
import { TRADITIONAL_CHINESE_WATCH } from "./watch.ts";

const counted = pluralsOf("zh-Hant");

const GROUNDS: Readonly<Record<Ground, string>> = {
	postcode: "寄往您附近",
	lane: "走這條路線",
	region: "寄往您所在地區",
	country: "往來這兩個國家或地區",
	service: "使用這項服務",
	carrier: "由這家物流公司運送",
};

export const TRADITIONAL_CHINESE: Words = {
	codes: TRADITIONAL_CHINESE_CODES,
	reasons: TRADITIONAL_CHINESE_REASONS,
	conditions: {
		notice: { title: "請留意", next: () => "如果您覺得不對，請聯絡真人客服。" },
		delayed: {
			title: "配送延誤",
			next: (who, carrier) =>
				who === "recipient"
					? `您可以幫上忙：請查看${carrier}需要您做什麼，或聯絡真人客服。`
					: `${carrier}正在處理，您不必做任何事。`,
		},
		stalled: {
			title: "有一陣子沒有消息",
			next: () => "這次比平常久。店家已收到通知，您不必做任何事。",
		},
		action_required: {
			title: "有一件事需要處理",
			next: (who, carrier, hasPage) =>
				who === "recipient"
					? hasPage
						? `要由您處理，包裹才能繼續運送。做法請見${carrier}的網頁。`
						: "要由您處理，包裹才能繼續運送。做法請聯絡真人客服。"
					: who === "sender"
						? "需要店家處理，您不必做任何事。"
						: `需要${carrier}處理，您不必做任何事。`,
		},
		problem: {
			title: "出了問題",
			next: (who, carrier) =>
				who === "sender"
					? "下一步由店家決定。想了解情況，請聯絡真人客服。"
					: who === "recipient"
						? `您可以幫上忙：請查看${carrier}需要您做什麼，或聯絡真人客服。`
						: `${carrier}正在了解情況。想知道更多，請聯絡真人客服。`,
		},
		final_problem: { title: "這件包裹不會送達了", next: () => "請聯絡真人客服，店家會為您處理好。" },
		disputed: { title: "已反映未收到", next: () => "店家正在向物流公司查詢。" },
		source_down: {
			title: "物流公司的系統沒有回應",
			next: (_who, carrier) => `我們會持續向${carrier}查詢。以下是先前已知的情況。`,
		},
	},
	endings: {
		returning: {
			title: "包裹不會送到您這裡了",
			next: (shop) => `包裹將退回${shop}。要補寄還是退款，請聯絡真人客服。`,
		},
		returned: {
			title: "包裹已退回",
			next: (shop) => `${shop}已收回包裹。要補寄還是退款，請聯絡真人客服。`,
		},
		cancelled: { title: "包裹不會送來了", next: () => "如果這不是您要求的，請聯絡真人客服。" },
		lost: {
			title: "包裹不會送達了",
			next: (shop) => `${shop}會為您處理好，請聯絡真人客服。包裹若找到了，這裡會顯示。`,
		},
		destroyed: {
			title: "包裹不會送達了",
			next: (shop) => `包裹裡已沒有可以寄出的物品。${shop}會為您處理好，請聯絡真人客服。`,
		},
		stolen: {
			title: "包裹不會送達了",
			next: (shop) => `遭竊一事您不必處理。${shop}會為您處理好，請聯絡真人客服。`,
		},
		expired: {
			title: "預計不會再有消息",
			next: (shop) => `如果您沒有收到包裹，請聯絡真人客服，${shop}會為您處理好。`,
		},
		archived: {
			title: "這裡不再顯示更多資料",
			next: () => "如果您沒有收到包裹，請聯絡真人客服。",
		},
		damaged: {
			title: "通報有破損",
			next: () => "如有物品損壞，請保留包裝並聯絡真人客服。",
		},
		rest: { title: "其餘部分不會送達了", next: (shop) => `${shop}會為您處理好，請聯絡真人客服。` },
		reported: {
			title: "送達之後又有新消息",
			next: () => "如果您沒有收到包裹，請聯絡真人客服。",
		},
	},
	collect: {
		title: "等您來領取",
		next: (place, carrier) => `${place === "" ? "" : `領取地點：${place}。`}可以保留多久，請向${carrier}查詢。`,
	},
	neverCardDetails: "請勿在簡訊裡的連結填寫信用卡資料。",
	following: {
		"needs-connection": (carrier, hasPage) =>
			`本店的頁面尚未與${carrier}連線。${hasPage ? `包裹現在在哪裡，請見${carrier}的網頁。` : `請用下方的物流單號向${carrier}查詢。`}`,
		"push-only": (carrier) => `${carrier}會隨時告訴我們每一步進度，第一筆資訊會自動顯示在這裡。`,
		unsupported: (carrier, hasPage) =>
			`我們無法直接向${carrier}查詢。${hasPage ? "包裹現在在哪裡，請見該公司的網頁。" : `請用下方的物流單號向${carrier}查詢。`}`,
	},
	steps: {
		shipped: "已出貨",
		moving: "運送中",
		customs: "通關",
		nearby: "抵達附近",
		out: "配送中",
		collect: "待領取",
		delivered: "已送達",
		returning: "退回中",
		returned: "已退回店家",
	},
	headline: {
		arriving: (when) => `預計${when}送達`,
		nowExpected: (what, when) => `${what}，最新預計${when}送達`,
		between: (day, times) => `${day}${times}`,
		by: (day, time) => `${day}${time}前`,
		today: (day) => `今天（${day}）`,
		tomorrow: (day) => `明天（${day}）`,
		delivered: (when) => `${when} 已送達`,
		at: (what, when) => `${what}（${when}）`,
		until: (what, day) => `${what}，保留至${day}`,
		later: "比預期晚",
		laterNow: (when) => `比預期晚，最新預計${when}送達`,
		wasExpected: (when) => `原本預計${when}送達。`,
		firstEstimate: (when) => `最初預計${when}送達。`,
		noNewDate: "目前還沒有新的日期。",
		onItsWay: "運送中",
		noDate: "目前還沒有送達日期。",
		noNewsSince: (day) => `${day}以來沒有消息`,
		mayCome: (when) => `若很快有進展，仍可能在${when}送達。`,
		notHandedOver: "物流公司尚未收到包裹",
		heardLast: (day) => `最近一次消息在${day}。`,
		outToday: (day) => `今天（${day}）配送`,
		outSince: (day) => `自${day}起配送中`,
		labelMade: "您的包裹正在準備中",
		labelDetail: (shop, carrier) => `${shop}已製作託運單，${carrier}尚未掃描包裹。`,
		waitingDetail: (carrier) => `${carrier}一有消息，第一筆資訊就會自動顯示在這裡。`,
		firstScanBy: (carrier, day) => `${carrier}通常最晚${day}會收到這類包裹。`,
		elsewhere: (carrier) => `請到${carrier}查詢這件包裹`,
	},
	promise: {
		carrier: (carrier) => `這是${carrier}提供的時間。`,
		seller: (shop) => `這是${shop}承諾的時間。`,
		kept: (carrier, outOfTen) => `${carrier}提供的這類日期，10次約有${outOfTen}次準時送達。`,
		likely: (when) => `最可能${when}送達。`,
		likelyAt: (time) => `最可能在${time}左右送達。`,
		estimate: (parcels, ground) =>
			`這是我們的估計，參考了${counted(parcels, { other: "#件" })}${GROUNDS[ground]}的包裹。`,
		stated: (carrier, fromDays, toDays, isWorking) => {
			const days = fromDays === toDays ? `${toDays}` : `${fromDays}到${toDays}`;
			return `${carrier}通常需要${days}${isWorking ? "個工作天" : "天"}。`;
		},
		beside: (carrier, when, usually) => {
			if (usually === "within") return `${carrier}提供的時間是${when}。`;
			return `${carrier}提供的時間是${when}；這條路線的包裹通常${usually === "later" ? "會更慢" : "會更快"}。`;
		},
		lateStep: (what, days) => `${what}：${counted(days, { other: "比平常晚#天" })}。`,
		slower: "最近這類包裹花的時間比以前久。",
		measured: (outOfTen) => `這條路線的包裹，10件中有${outOfTen}件會在這段時間內送達。`,
		localTo: (city) => `時間皆為${city}當地時間。`,
	},
	yourParcel: "您的包裹",
	andMore: (title, more) => `${title}，另有${more}件`,
	localTime: (when) => `${when}（當地時間）`,
	checked: (ago) => ["最近查詢：", ago, ""],
	sourceDown: (carrier, since) => `${since}以來，${carrier}的系統沒有回應。以下是當時已知的情況。`,
	noTime: "未提供時間",
	mapTitle: "包裹在哪裡",
	map: {
		from: (place) => `寄件地：${place}。`,
		within: (country) => `目前在${country}，更詳細的地點不明。`,
		near: (place, known) => `最近出現的地點：${place}（${known}）。`,
		lastKnown: (place, known) => `最後已知的地點：${place}（${known}）。`,
		arrived: (place) => `已抵達${place}。`,
		back: (place) => `已回到${place}。`,
		to: (place) => `目的地：${place}。`,
		knownTo: {
			address: "精確到地址",
			street: "精確到街道",
			postcode: "精確到郵遞區號",
			locality: "精確到城市",
			region: "精確到地區",
			country: "只知道國家或地區",
		},
		places: "途經地點",
		skip: "略過地圖",
		courier: (when) => `貨車標記顯示配送員當時的位置：${when}。`,
		move: "移動地圖",
		zoomIn: "放大",
		zoomOut: "縮小",
		pan: { left: "向左移動", up: "向上移動", down: "向下移動", right: "向右移動" },
		credit: "地圖資料：Natural Earth · GeoNames (CC BY 4.0)",
	},
	timeline: "配送歷程",
	olderScans: (count) => counted(count, { other: "另有#筆較早的資訊未顯示。" }),
	noScans: (carrier) => `目前還沒有配送資訊。${carrier}的第一筆資訊會自動顯示在這裡。`,
	carrierSays: (carrier) => `${carrier}的原文`,
	progress: "進度",
	stepDone: "已完成：",
	stepStopped: "停在這一步：",
	contents: "包裹內容",
	orderContents: "訂單內容",
	otherParcels: "這筆訂單的其他包裹",
	parcelDetails: "物流公司與單號",
	carrier: "物流公司",
	number: "物流單號",
	orderNumber: "訂單編號",
	copy: "複製",
	copied: "已複製",
	goesOnWith: "後續運送",
	anotherCarrier: "另一家物流公司",
	carrierPage: (carrier) => `到${carrier}查看`,
	askPerson: "聯絡真人客服",
	askSubject: (title, number) => `${title}（${number}）`,
	askBody: (carrier, number, state) => `\n\n--\n關於由${carrier}運送給我的包裹，物流單號${number}：${state}`,
	someDelivered: (delivered, parcels) => `共${parcels}件包裹，已送達${delivered}件`,
	returns: { yours: "您的退貨", of: "這件包裹退回的物品" },
	lastMile: {
		title: "配送員正在路上",
		stopsBefore: (stops) => counted(stops, { other: stops === 0 ? "下一站就是您" : "您前面還有#站" }),
		positionFrom: (ago) => `位置更新：${ago}`,
		callCourier: "打電話給配送員",
		courier: "配送員",
	},
	pickup: {
		title: "領取地點",
		address: "地址",
		hours: "營業時間",
		code: "取件碼",
		codeIsHidden: "領取時需要取件碼。確認收件人資料後就會顯示。",
		directions: "查看路線",
	},
	actions: {
		addToCalendar: "加入行事曆",
		share: "分享",
		linkCopied: "已複製連結",
		showDetails: "查看取件碼與詳細資料",
		findTheWay: "查看路線",
		notReceived: "我沒有收到",
	},
	calendar: {
		event: (title) => `包裹：${title}`,
		description: (state) => `${state} 包裹現在在哪裡，請見包裹頁面。`,
	},
	proof: {
		title: "送達證明",
		signedBy: (name) => `簽收人：${name}`,
		signed: "包裹已簽收，物流公司未提供簽收人姓名。",
		leftAt: (place) => `送達地點：${place}`,
		courier: (name) => `配送員：${name}`,
	},
	language: "語言",
	widgetMore: "查看地圖與完整歷程",
	care: TRADITIONAL_CHINESE_CARE,
	watch: TRADITIONAL_CHINESE_WATCH,
	reviews: TRADITIONAL_CHINESE_REVIEWS,
	products: TRADITIONAL_CHINESE_PRODUCTS,
	notFoundTitle: "找不到這件包裹",
	notFoundText: "連結可能不完整或已失效。請從店家的訊息重新開啟，或向店家索取新的連結。",
	awayTitle: "暫時無法查詢",
	awayText: "這是我們的問題，很快就會恢復。您的包裹仍照常運送。請一分鐘後再重新整理這個頁面。",
};
