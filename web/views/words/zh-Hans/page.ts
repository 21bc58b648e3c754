import type { Ground, Words } from "../keys.ts";
import { pluralsOf } from "../plurals.ts";
import { SIMPLIFIED_CHINESE_CARE } from "./care.ts";
import { SIMPLIFIED_CHINESE_CODES } from "./codes.ts";
import { SIMPLIFIED_CHINESE_PRODUCTS } from "./products.ts";
import { SIMPLIFIED_CHINESE_REASONS } from "./reasons.ts";
import { SIMPLIFIED_CHINESE_REVIEWS } from "./reviews.ts";
import { SIMPLIFIED_CHINESE_WATCH } from "./watch.ts";

const counted = pluralsOf("zh-Hans");

const GROUNDS: Readonly<Record<Ground, string>> = {
	postcode: "寄往您附近",
	lane: "走这条线路",
	region: "寄往您所在地区",
	country: "往来于这两个国家或地区",
	service: "使用这项服务",
	carrier: "由这家快递公司运送",
};

export const SIMPLIFIED_CHINESE: Words = {
	codes: SIMPLIFIED_CHINESE_CODES,
	reasons: SIMPLIFIED_CHINESE_REASONS,
	conditions: {
		notice: { title: "请留意", next: () => "如果您觉得不对，请联系人工客服。" },
		delayed: {
			title: "有延误",
			next: (who, carrier) =>
				who === "recipient"
					? `您可以帮忙推进：请看${carrier}需要您做什么，或联系人工客服。`
					: `${carrier}正在处理，您无需操作。`,
		},
		stalled: {
			title: "有一段时间没有消息",
			next: () => "这次比平常久。商家已得到通知，您无需操作。",
		},
		action_required: {
			title: "有一件事需要处理",
			next: (who, carrier, hasPage) =>
				who === "recipient"
					? hasPage
						? `需要您处理后包裹才能继续运送，具体办法请看${carrier}的网页。`
						: "需要您处理后包裹才能继续运送，具体办法请联系人工客服。"
					: who === "sender"
						? "需要商家处理，您无需操作。"
						: `需要${carrier}处理，您无需操作。`,
		},
		problem: {
			title: "出现了问题",
			next: (who, carrier) =>
				who === "sender"
					? "下一步由商家决定。想了解情况，请联系人工客服。"
					: who === "recipient"
						? `您可以帮忙推进：请看${carrier}需要您做什么，或联系人工客服。`
						: `${carrier}正在查明情况。想进一步了解，请联系人工客服。`,
		},
		final_problem: { title: "此包裹无法送达了", next: () => "请联系人工客服，商家会为您解决。" },
		disputed: { title: "已反映未收到", next: () => "商家正在向快递公司查问。" },
		source_down: {
			title: "快递公司的系统没有响应",
			next: (_who, carrier) => `我们会继续向${carrier}查询。以下是此前已知的情况。`,
		},
	},
	endings: {
		returning: {
			title: "包裹不会送到您这里了",
			next: (shop) => `包裹将退回${shop}。补发还是退款，请联系人工客服。`,
		},
		returned: {
			title: "包裹已退回",
			next: (shop) => `${shop}已收回包裹。补发还是退款，请联系人工客服。`,
		},
		cancelled: { title: "包裹不会送来了", next: () => "如果这不是您要求的，请联系人工客服。" },
		lost: {
			title: "包裹无法送达了",
			next: (shop) => `${shop}会为您解决，请联系人工客服。如果包裹找到了，这里会显示。`,
		},
		destroyed: {
			title: "包裹无法送达了",
			next: (shop) => `包裹里已没有可以寄出的物品。${shop}会为您解决，请联系人工客服。`,
		},
		stolen: {
			title: "包裹无法送达了",
			next: (shop) => `被盗一事您无需处理。${shop}会为您解决，请联系人工客服。`,
		},
		expired: {
			title: "预计不会再有新消息",
			next: (shop) => `如果您没有收到包裹，请联系人工客服，${shop}会为您解决。`,
		},
		archived: {
			title: "这里不再显示更多信息",
			next: () => "如果您没有收到包裹，请联系人工客服。",
		},
		damaged: {
			title: "据报有破损",
			next: () => "如有物品损坏，请保留包装并联系人工客服。",
		},
		rest: { title: "其余部分无法送达了", next: (shop) => `${shop}会为您解决，请联系人工客服。` },
		reported: {
			title: "送达之后又有新的信息",
			next: () => "如果您没有收到包裹，请联系人工客服。",
		},
	},
	collect: {
		title: "等您来取",
		next: (place, carrier) => `${place === "" ? "" : `取件地点：${place}。`}可以保留多久，请向${carrier}了解。`,
	},
	neverCardDetails: "切勿在短信里的链接中填写银行卡信息。",
	following: {
		"needs-connection": (carrier, hasPage) =>
			`本店的页面尚未与${carrier}连接。${hasPage ? `包裹现在在哪里，请看${carrier}的网页。` : `请用下方的运单号向${carrier}查询。`}`,
		"push-only": (carrier) => `${carrier}会随时告诉我们每一步进展，第一条信息会自动显示在这里。`,
		unsupported: (carrier, hasPage) =>
			`我们无法直接向${carrier}查询。${hasPage ? "包裹现在在哪里，请看其网页。" : `请用下方的运单号向${carrier}查询。`}`,
	},
	steps: {
		shipped: "已发货",
		moving: "运输中",
		customs: "清关",
		nearby: "到达附近",
		out: "派送中",
		collect: "待取件",
		delivered: "已送达",
		returning: "退回中",
		returned: "已退回商家",
	},
	headline: {
		arriving: (when) => `预计${when}送达`,
		nowExpected: (what, when) => `${what}，现预计${when}送达`,
		between: (day, times) => `${day}${times}`,
		by: (day, time) => `${day}${time}前`,
		today: (day) => `今天（${day}）`,
		tomorrow: (day) => `明天（${day}）`,
		delivered: (when) => `${when} 已送达`,
		at: (what, when) => `${what}（${when}）`,
		until: (what, day) => `${what}，保留至${day}`,
		later: "比预计的晚",
		laterNow: (when) => `比预计的晚，现预计${when}送达`,
		wasExpected: (when) => `原本预计${when}送达。`,
		firstEstimate: (when) => `最初预计${when}送达。`,
		noNewDate: "暂时没有新的日期。",
		onItsWay: "运输中",
		noDate: "暂时没有送达日期。",
		noNewsSince: (day) => `${day}以来没有消息`,
		mayCome: (when) => `如果很快有进展，仍可能在${when}送达。`,
		notHandedOver: "快递公司尚未收到包裹",
		heardLast: (day) => `最近一次消息在${day}。`,
		outToday: (day) => `今天（${day}）派送`,
		outSince: (day) => `自${day}起派送中`,
		labelMade: "您的包裹正在准备中",
		labelDetail: (shop, carrier) => `${shop}已生成运单，${carrier}尚未扫描包裹。`,
		waitingDetail: (carrier) => `${carrier}一有消息，第一条信息就会自动显示在这里。`,
		firstScanBy: (carrier, day) => `${carrier}通常最晚${day}会收到这类包裹。`,
		elsewhere: (carrier) => `请到${carrier}查询此包裹`,
	},
	promise: {
		carrier: (carrier) => `这是${carrier}给出的时间。`,
		seller: (shop) => `这是${shop}承诺的时间。`,
		kept: (carrier, outOfTen) => `${carrier}给出的这类日期，10次中约有${outOfTen}次如期送达。`,
		likely: (when) => `最可能${when}送达。`,
		likelyAt: (time) => `最可能在${time}左右送达。`,
		estimate: (parcels, ground) =>
			`这是我们的估计，依据${counted(parcels, { other: "#件" })}${GROUNDS[ground]}的包裹。`,
		stated: (carrier, fromDays, toDays, isWorking) => {
			const days = fromDays === toDays ? `${toDays}` : `${fromDays}至${toDays}`;
			return `${carrier}通常需要${days}${isWorking ? "个工作日" : "天"}。`;
		},
		beside: (carrier, when, usually) => {
			if (usually === "within") return `${carrier}给出的时间是${when}。`;
			return `${carrier}给出的时间是${when}；这条线路上的包裹通常${usually === "later" ? "更慢" : "更快"}。`;
		},
		lateStep: (what, days) => `${what}：${counted(days, { other: "比平常晚#天" })}。`,
		slower: "最近这类包裹用的时间比以前长。",
		measured: (outOfTen) => `这条线路上，10件包裹中有${outOfTen}件在这段时间内送达。`,
		localTo: (city) => `时间均为${city}当地时间。`,
	},
	yourParcel: "您的包裹",
	andMore: (title, more) => `${title}，另有${more}件`,
	localTime: (when) => `${when}（当地时间）`,
	checked: (ago) => ["最近查询：", ago, ""],
	sourceDown: (carrier, since) => `${since}以来，${carrier}的系统没有响应。以下是当时已知的情况。`,
	noTime: "未提供时间",
	mapTitle: "包裹在哪里",
	map: {
		from: (place) => `始发地：${place}。`,
		within: (country) => `目前在${country}，更具体的地点不详。`,
		near: (place, known) => `最近出现的地点：${place}（${known}）。`,
		lastKnown: (place, known) => `最后已知的地点：${place}（${known}）。`,
		arrived: (place) => `已到达${place}。`,
		back: (place) => `已回到${place}。`,
		to: (place) => `目的地：${place}。`,
		knownTo: {
			address: "精确到地址",
			street: "精确到街道",
			postcode: "精确到邮编",
			locality: "精确到城市",
			region: "精确到地区",
			country: "只到国家或地区",
		},
		places: "途经地点",
		skip: "跳过地图",
		courier: (when) => `货车标记显示快递员当时的位置：${when}。`,
		move: "移动地图",
		zoomIn: "放大",
		zoomOut: "缩小",
		pan: { left: "向左移动", up: "向上移动", down: "向下移动", right: "向右移动" },
		credit: "地图数据：Natural Earth · GeoNames (CC BY 4.0)",
	},
	timeline: "物流详情",
	olderScans: (count) => counted(count, { other: "另有#条更早的信息未显示。" }),
	noScans: (carrier) => `暂时没有物流信息。${carrier}的第一条信息会自动显示在这里。`,
	carrierSays: (carrier) => `${carrier}的原文`,
	progress: "进度",
	stepDone: "已完成：",
	stepStopped: "停在这一步：",
	contents: "包裹内物品",
	orderContents: "订单内商品",
	otherParcels: "此订单的其他包裹",
	parcelDetails: "快递公司和运单号",
	carrier: "快递公司",
	number: "运单号",
	orderNumber: "订单号",
	copy: "复制",
	copied: "已复制",
	goesOnWith: "接续运送",
	anotherCarrier: "另一家快递公司",
	carrierPage: (carrier) => `到${carrier}查看`,
	askPerson: "联系人工客服",
	askSubject: (title, number) => `${title}（${number}）`,
	askBody: (carrier, number, state) => `\n\n--\n关于我由${carrier}运送的包裹，运单号${number}：${state}`,
	someDelivered: (delivered, parcels) => `共${parcels}个包裹，已送达${delivered}个`,
	returns: { yours: "您的退货", of: "此包裹退回的物品" },
	lastMile: {
		title: "快递员正在路上",
		stopsBefore: (stops) => counted(stops, { other: stops === 0 ? "下一站就是您" : "您前面还有#站" }),
		positionFrom: (ago) => `位置更新：${ago}`,
		callCourier: "致电快递员",
		courier: "快递员",
	},
	pickup: {
		title: "取件地点",
		address: "地址",
		hours: "营业时间",
		code: "取件码",
		codeIsHidden: "取件需要取件码。确认收件人信息后即可看到。",
		directions: "查看路线",
	},
	actions: {
		addToCalendar: "添加到日历",
		share: "分享",
		linkCopied: "链接已复制",
		showDetails: "查看取件码和详情",
		findTheWay: "查看路线",
		notReceived: "我没有收到",
	},
	calendar: {
		event: (title) => `包裹：${title}`,
		description: (state) => `${state} 包裹现在在哪里，请看包裹页面。`,
	},
	proof: {
		title: "签收凭证",
		signedBy: (name) => `签收人：${name}`,
		signed: "包裹已签收，快递公司未提供签收人姓名。",
		leftAt: (place) => `送达地点：${place}`,
		courier: (name) => `派送员：${name}`,
	},
	language: "语言",
	widgetMore: "查看地图和全部进展",
	care: SIMPLIFIED_CHINESE_CARE,
	watch: SIMPLIFIED_CHINESE_WATCH,
	reviews: SIMPLIFIED_CHINESE_REVIEWS,
	products: SIMPLIFIED_CHINESE_PRODUCTS,
	notFoundTitle: "找不到这个包裹",
	notFoundText: "链接可能不完整或已失效。请从商家发来的消息中重新打开，或向商家索取新的链接。",
	awayTitle: "暂时无法查询",
	awayText: "这是我们的问题，很快会恢复。您的包裹仍在照常运送。请一分钟后重新打开此页面。",
};
