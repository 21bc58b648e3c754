import type { Ground, Words } from "../keys.ts";
import { pluralsOf } from "../plurals.ts";
import { JAPANESE_CARE } from "./care.ts";
import { JAPANESE_CODES } from "./codes.ts";
import { JAPANESE_PRODUCTS } from "./products.ts";
import { JAPANESE_REASONS } from "./reasons.ts";
import { JAPANESE_REVIEWS } from "./reviews.ts";
import { JAPANESE_WATCH } from "./watch.ts";

const counted = pluralsOf("ja");

const GROUNDS: Readonly<Record<Ground, string>> = {
	postcode: "お届け先付近への",
	lane: "同じ経路の",
	region: "お届け先の地域への",
	country: "同じ国・地域間の",
	service: "同じ配送サービスの",
	carrier: "同じ配送会社の",
};

export const JAPANESE: Words = {
	codes: JAPANESE_CODES,
	reasons: JAPANESE_REASONS,
	conditions: {
		notice: { title: "ご確認ください", next: () => "お心当たりがない場合は、担当者にご相談ください。" },
		delayed: {
			title: "遅れが出ています",
			next: (who, carrier) =>
				who === "recipient"
					? `お客様のご協力で解決が早まることがあります。${carrier}からの依頼をご確認いただくか、担当者にご相談ください。`
					: `${carrier}が対応しています。お客様のお手続きは不要です。`,
		},
		stalled: {
			title: "しばらく更新がありません",
			next: () => "通常より長くかかっています。ショップには連絡済みです。お客様のお手続きは不要です。",
		},
		action_required: {
			title: "お手続きが必要です",
			next: (who, carrier, hasPage) =>
				who === "recipient"
					? hasPage
						? `お客様ご自身のお手続きで先へ進みます。方法は${carrier}のページでご案内しています。`
						: "お客様ご自身のお手続きで先へ進みます。方法は担当者にご相談ください。"
					: who === "sender"
						? "ショップの対応が必要です。お客様のお手続きは不要です。"
						: `${carrier}の対応が必要です。お客様のお手続きは不要です。`,
		},
		problem: {
			title: "問題が起きています",
			next: (who, carrier) =>
				who === "sender"
					? "この先の対応はショップが決めます。詳しくは担当者にご相談ください。"
					: who === "recipient"
						? `お客様のご協力で解決が早まることがあります。${carrier}からの依頼をご確認いただくか、担当者にご相談ください。`
						: `${carrier}が調べています。詳しくは担当者にご相談ください。`,
		},
		final_problem: {
			title: "この荷物は届きません",
			next: () => "担当者にご相談ください。ショップが責任をもって対応します。",
		},
		disputed: { title: "届いていないとのご連絡を受けています", next: () => "ショップが配送会社に確認しています。" },
		source_down: {
			title: "配送会社のシステムが応答していません",
			next: (_who, carrier) => `${carrier}への確認を続けています。以下はそれまでに分かっていた内容です。`,
		},
	},
	endings: {
		returning: {
			title: "この荷物はお手元に届きません",
			next: (shop) => `${shop}へ戻ります。再発送か返金かは、担当者にご相談ください。`,
		},
		returned: {
			title: "返送されました",
			next: (shop) => `${shop}に戻っています。再発送か返金かは、担当者にご相談ください。`,
		},
		cancelled: {
			title: "この荷物は届きません",
			next: () => "ご自身で依頼された覚えがない場合は、担当者にご相談ください。",
		},
		lost: {
			title: "この荷物は届きません",
			next: (shop) => `${shop}が対応しますので、担当者にご相談ください。見つかった場合は、ここに表示されます。`,
		},
		destroyed: {
			title: "この荷物は届きません",
			next: (shop) => `お届けできるものが残っていません。${shop}が対応しますので、担当者にご相談ください。`,
		},
		stolen: {
			title: "この荷物は届きません",
			next: (shop) => `盗難について、お客様のお手続きは不要です。${shop}が対応しますので、担当者にご相談ください。`,
		},
		expired: {
			title: "今後の更新は見込まれません",
			next: (shop) => `荷物がお手元にない場合は、担当者にご相談ください。${shop}が対応します。`,
		},
		archived: {
			title: "これ以上の情報は表示されません",
			next: () => "荷物がお手元にない場合は、担当者にご相談ください。",
		},
		damaged: {
			title: "破損の報告があります",
			next: () => "壊れているものがあれば、梱包材を保管のうえ、担当者にご相談ください。",
		},
		rest: {
			title: "残りの荷物は届きません",
			next: (shop) => `${shop}が対応しますので、担当者にご相談ください。`,
		},
		reported: {
			title: "お届けの後に新しい情報があります",
			next: () => "荷物がお手元にない場合は、担当者にご相談ください。",
		},
	},
	collect: {
		title: "お受け取りをお待ちしています",
		next: (place, carrier) => `${place === "" ? "" : `受取場所：${place}。`}保管期間は${carrier}にご確認ください。`,
	},
	neverCardDetails: "SMSのリンク先では、カード情報を絶対に入力しないでください。",
	following: {
		"needs-connection": (carrier, hasPage) =>
			`このショップのページは、まだ${carrier}とつながっていません。${hasPage ? `荷物の場所は${carrier}のページでご覧いただけます。` : `下の番号で${carrier}にお問い合わせください。`}`,
		"push-only": (carrier) => `${carrier}から進み具合がその都度届きます。最初の情報は、自動でここに表示されます。`,
		unsupported: (carrier, hasPage) =>
			`当ページから${carrier}に問い合わせることはできません。${hasPage ? "荷物の場所は配送会社のページでご覧いただけます。" : `下の番号で${carrier}にお問い合わせください。`}`,
	},
	steps: {
		shipped: "発送",
		moving: "輸送中",
		customs: "通関",
		nearby: "お近くに到着",
		out: "配達中",
		collect: "受取待ち",
		delivered: "お届け済み",
		returning: "返送中",
		returned: "返送済み",
	},
	headline: {
		arriving: (when) => `${when}にお届け予定`,
		nowExpected: (what, when) => `${what}、${when}にお届け予定`,
		between: (day, times) => `${day} ${times}`,
		by: (day, time) => `${day} ${time}まで`,
		today: (day) => `本日${day}`,
		tomorrow: (day) => `明日${day}`,
		delivered: (when) => `${when} お届け済み`,
		at: (what, when) => `${what}（${when}）`,
		until: (what, day) => `${what}（${day}まで）`,
		later: "予定より遅れています",
		laterNow: (when) => `予定より遅れ、${when}にお届け予定`,
		wasExpected: (when) => `当初の予定は${when}でした。`,
		firstEstimate: (when) => `最初の予定は${when}でした。`,
		noNewDate: "新しい日程はまだ分かりません。",
		onItsWay: "輸送中",
		noDate: "お届け日はまだ分かりません。",
		noNewsSince: (day) => `${day}以降、更新がありません`,
		mayCome: (when) => `まもなく動きがあれば、${when}に届く可能性があります。`,
		notHandedOver: "配送会社への引き渡し前です",
		heardLast: (day) => `最後の更新は${day}でした。`,
		outToday: (day) => `本日${day}、配達中`,
		outSince: (day) => `${day}から配達中`,
		labelMade: "荷物の発送を準備しています",
		labelDetail: (shop, carrier) => `${shop}が送り状を作成しました。${carrier}ではまだ荷物の読み取りがありません。`,
		waitingDetail: (carrier) => `${carrier}から情報が届き次第、自動でここに表示されます。`,
		firstScanBy: (carrier, day) => `${carrier}では通常、こうした荷物を${day}までに引き受けています。`,
		elsewhere: (carrier) => `この荷物は${carrier}でご確認ください`,
	},
	promise: {
		carrier: (carrier) => `${carrier}による予定です。`,
		seller: (shop) => `${shop}がお約束した日程です。`,
		kept: (carrier, outOfTen) => `${carrier}の予定日は、10回中およそ${outOfTen}回守られています。`,
		likely: (when) => `最も可能性が高いのは${when}です。`,
		likelyAt: (time) => `最も可能性が高いのは${time}ごろです。`,
		estimate: (parcels, ground) =>
			`${GROUNDS[ground]}${counted(parcels, { other: "荷物#個" })}をもとにした、当方の見込みです。`,
		stated: (carrier, fromDays, toDays, isWorking) => {
			const days = fromDays === toDays ? `${toDays}` : `${fromDays}～${toDays}`;
			return `${carrier}では通常${days}${isWorking ? "営業日" : "日"}かかります。`;
		},
		beside: (carrier, when, usually) => {
			if (usually === "within") return `${carrier}による予定は${when}です。`;
			return `${carrier}による予定は${when}ですが、この経路の荷物は通常それより${usually === "later" ? "遅く" : "早く"}届きます。`;
		},
		lateStep: (what, days) => `${what}：${counted(days, { other: "通常より#日遅れ" })}。`,
		slower: "最近、こうした荷物は以前より時間がかかっています。",
		measured: (outOfTen) => `この経路の荷物は、10個中${outOfTen}個がこの期間内に届いています。`,
		localTo: (city) => `時刻は${city}の現地時間です。`,
	},
	yourParcel: "お荷物",
	andMore: (title, more) => `${title} ほか${more}点`,
	localTime: (when) => `${when}（現地時間）`,
	checked: (ago) => ["最終確認：", ago, ""],
	sourceDown: (carrier, since) =>
		`${since}から${carrier}のシステムが応答していません。以下はその時点で分かっていた内容です。`,
	noTime: "時刻の記載なし",
	mapTitle: "荷物の場所",
	map: {
		from: (place) => `発送元：${place}。`,
		within: (country) => `現在地：${country}（詳しい場所は不明）。`,
		near: (place, known) => `最後に確認された場所：${place}（${known}）。`,
		lastKnown: (place, known) => `詳しく分かっている最後の場所：${place}（${known}）。`,
		arrived: (place) => `到着：${place}。`,
		back: (place) => `返送先に到着：${place}。`,
		to: (place) => `お届け先：${place}。`,
		knownTo: {
			address: "住所まで判明",
			street: "通りまで判明",
			postcode: "郵便番号まで判明",
			locality: "市区町村まで判明",
			region: "地域まで判明",
			country: "国・地域まで判明",
		},
		places: "経由した場所",
		skip: "地図をとばす",
		courier: (when) => `車のしるしは配達員のいた場所です：${when}。`,
		move: "地図を動かす",
		zoomIn: "拡大",
		zoomOut: "縮小",
		pan: { left: "左へ動かす", up: "上へ動かす", down: "下へ動かす", right: "右へ動かす" },
		credit: "地図データ：Natural Earth · GeoNames (CC BY 4.0)",
	},
	timeline: "配送の履歴",
	olderScans: (count) => counted(count, { other: "これより前の#件は表示していません。" }),
	noScans: (carrier) => `まだ履歴がありません。${carrier}からの最初の情報は、自動でここに表示されます。`,
	carrierSays: (carrier) => `${carrier}の原文`,
	progress: "進み具合",
	stepDone: "完了：",
	stepStopped: "ここで停止：",
	contents: "荷物の中身",
	orderContents: "ご注文の商品",
	otherParcels: "このご注文のほかの荷物",
	parcelDetails: "配送会社と追跡番号",
	carrier: "配送会社",
	number: "追跡番号",
	orderNumber: "ご注文番号",
	copy: "コピー",
	copied: "コピーしました",
	goesOnWith: "引き継ぎ先",
	anotherCarrier: "別の配送会社",
	carrierPage: (carrier) => `${carrier}で見る`,
	askPerson: "担当者に相談",
	askSubject: (title, number) => `${title}（${number}）`,
	askBody: (carrier, number, state) => `\n\n--\n${carrier}の荷物について（追跡番号：${number}）：${state}`,
	someDelivered: (delivered, parcels) => `荷物${parcels}個のうち${delivered}個をお届け済み`,
	returns: { yours: "お客様からの返品", of: "この荷物で返品される品物" },
	lastMile: {
		title: "配達員が向かっています",
		stopsBefore: (stops) => counted(stops, { other: stops === 0 ? "次がお客様の番です" : "お客様の前にあと#件" }),
		positionFrom: (ago) => `位置情報：${ago}`,
		callCourier: "配達員に電話",
		courier: "配達員",
	},
	pickup: {
		title: "受取場所",
		address: "住所",
		hours: "営業時間",
		code: "受取コード",
		codeIsHidden: "お受け取りにはコードがあります。受取人の確認が済むと表示されます。",
		directions: "経路を調べる",
	},
	actions: {
		addToCalendar: "カレンダーに追加",
		share: "共有",
		linkCopied: "リンクをコピーしました",
		showDetails: "コードと詳細を表示",
		findTheWay: "経路を調べる",
		notReceived: "届いていません",
	},
	calendar: {
		event: (title) => `荷物：${title}`,
		description: (state) => `${state} 現在の場所は荷物のページでご覧いただけます。`,
	},
	proof: {
		title: "配達証明",
		signedBy: (name) => `受領サイン：${name}`,
		signed: "受領サインがあります。配送会社は氏名を公開していません。",
		leftAt: (place) => `お届け場所：${place}`,
		courier: (name) => `配達担当：${name}`,
	},
	language: "言語",
	widgetMore: "地図とすべての履歴を見る",
	care: JAPANESE_CARE,
	watch: JAPANESE_WATCH,
	reviews: JAPANESE_REVIEWS,
	products: JAPANESE_PRODUCTS,
	notFoundTitle: "この荷物が見つかりません",
	notFoundText:
		"リンクが途中で切れているか、古くなっている可能性があります。ショップからのメッセージからもう一度開くか、新しいリンクをショップにご依頼ください。",
	awayTitle: "ただいま確認できません",
	awayText:
		"当方の不具合によるもので、まもなく復旧します。その間も荷物は輸送されています。1分ほどしてから、ページを読み込み直してください。",
};
