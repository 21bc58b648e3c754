import type { CareWords } from "../care-keys.ts";
import { pluralsOf } from "../plurals.ts";

const counted = pluralsOf("zh-Hant");

const tooMany = (minutes: number): string => counted(minutes, { other: "剛才嘗試太多次了，請在#分鐘後再試一次。" });

export const TRADITIONAL_CHINESE_CARE: CareWords = {
	track: {
		title: "查詢包裹",
		text: "請輸入物流單號，以及收件地址的郵遞區號或訂購時的電子郵件。",
		number: "物流單號或訂單編號",
		check: "郵遞區號或電子郵件",
		checkHint: "與您提供給店家的相同。",
		button: "查詢",
		notFound: "找不到與這兩項都相符的包裹。請與店家寄來的訊息核對，或詢問店家。新的包裹要等店家登錄後才查得到。",
		tooMany,
	},
	verify: {
		title: "這件包裹是寄給您的嗎？",
		text: "取件碼和姓名只會顯示給收件人。請輸入收件地址的郵遞區號，或訂購時的電子郵件。",
		check: "郵遞區號或電子郵件",
		button: "顯示詳細資料",
		wrong: "這與店家收到的資料不符。請與訂單核對，或聯絡真人客服。",
		tooMany,
		impossible: "店家沒有告訴我們收件人是誰，因此這裡無法顯示詳細資料。請聯絡真人客服。",
		done: "一天之內，您可以在這部裝置上看到詳細資料。",
		forget: "重新隱藏",
	},
	notReceived: {
		title: "我沒有收到",
		carrierSays: (carrier, what, when) => `${carrier}的紀錄：${what}，${when}。`,
		lookFirst: "看似遺失的包裹，多半就在附近。請先找找看：",
		places: {
			door: "門口附近、車庫和院子",
			letterbox: "信箱裡，也看看有沒有配送員留下的通知單",
			household: "問問與您同住或一起工作的每個人",
			neighbours: "問問鄰居，包括對街的",
			reception: "櫃檯、管理員或收發室",
			"safe-place": "您曾與物流公司約定的放置地點",
		},
		tooEarly: "有些配送員會在送到的幾個小時前就登記為已送達，包裹今天仍有可能送到。",
		lookedThere: "這裡我找過了",
		note: "您想讓店家知道什麼？",
		noteHint: "例如房子的外觀，或照片裡的門不是您家的。",
		email: "您的電子郵件",
		emailHint: "用來接收店家的回覆。",
		send: "告訴店家",
		promise: (shop) => `${shop}會收到您的話和物流公司的所有紀錄，並向物流公司查詢。`,
		told: (shop, when) => `您已於${when}告訴${shop}沒有收到包裹。`,
		found: "其實已收到包裹",
		takenBack: "謝謝您。店家已知道您收到了。",
		line: "您告訴店家沒有收到包裹",
		notNow: "這件包裹沒有標示為已送達，可能還在路上。頁面會顯示它在哪裡；如果有什麼不對，請聯絡真人客服。",
		back: "回到包裹頁面",
	},
	ask: {
		title: (shop) => `向${shop}提問`,
		lead: "您的問題由真人客服閱讀，客服看得到這件包裹和訂單的資料，以及包裹頁面上的所有內容。您不必說明是哪一件包裹。",
		faqFirst: "也許這裡馬上就能幫到您",
		text: "您的問題",
		email: "您的電子郵件",
		emailHint: "回覆會寄到這個電子郵件地址，也會顯示在這個頁面。",
		photos: "照片（選填）",
		photosHint: (most, megabytes) => `最多${most}張，每張不超過${megabytes} MB。拍攝地點和時間會被刪除。`,
		photosMany: (most) => `請最多選擇${most}張照片。`,
		photosLarge: (megabytes) => `有照片太大。請選擇每張不超過${megabytes} MB、5000萬像素的照片。`,
		photosUnread: "有照片無法讀取。請選擇 JPEG、PNG 或 WebP 格式的照片。",
		photosAgain: "請重新選擇照片：剛才的照片沒有保留。",
		photo: (number) => `照片${number}`,
		send: "送出問題",
		usual: (time) => `得到回覆通常需要：${time}。`,
		isIn: "現在有人在線上。",
		nextIn: (when) => `下次有人在線上：${when}。`,
		sent: (shop) => `您的問題已傳給${shop}。`,
		thread: (shop) => `您與${shop}的對話`,
		you: "您",
		notYet: "還沒有回覆。有回覆時會自動顯示在這裡。",
		again: "繼續留言",
		lost: "這則訊息已無法讀取。",
		tooMany: "關於這件包裹的提問已經很多，這裡無法再接收。請依訂單郵件中寫明的方式聯絡店家。",
		elsewhere: "您是在另一部裝置上提問的嗎？",
		show: "在這裡顯示您的問題",
		file: "將此對話中保存的全部內容下載為檔案",
		erase: "刪除此對話",
		eraseText: (shop) =>
			`您與${shop}在此寫下的全部內容，連同照片、郵件和您填寫的電子郵件地址，都會永久刪除。${shop}會看到您刪除了對話以及刪除時間。已寄出的郵件會留在收件處。`,
		eraseReports: "您在回報未收到包裹時寫下的內容也會一併刪除。",
		eraseSure: "永久刪除",
		erased: "已刪除。",
		waiting: (shop) => `您的問題已傳給${shop}`,
		answered: (shop) => `${shop}已回覆您`,
		read: "查看並回覆",
		letter: {
			subject: (shop, parcel) => `您向${shop}提出的問題：${parcel}`,
			received: (shop) => `您的問題已傳給${shop}。真人客服會閱讀並回覆您。`,
			comesHere: "回覆會寄到這個電子郵件地址，也會顯示在這裡：",
			youWrote: (when) => `您於${when}寫道：`,
			writeAgain: "繼續留言，並查看包裹在哪裡：",
			above: "請在此行上方填寫回覆",
			why: "有人針對某件包裹提問時填寫了這個電子郵件，因此您收到這封信。如果不是您，您不必做任何事。",
		},
	},
	faqTitle: "常見問題",
	helped: { ask: "這有幫助嗎？", yes: "有", no: "沒有", thanks: "謝謝。" },
	faq: {
		"no-scan-yet": {
			question: "為什麼一直沒有動靜？",
			answer: (carrier, shop) =>
				`${shop}已製作託運單。包裹第一次掃描後，${carrier}才會有紀錄，通常是當天傍晚或下一個工作天。您不必做任何事，第一筆資訊會自動顯示在這裡。`,
		},
		"how-sure": {
			question: "這個日期有多準？",
			answer: (carrier) =>
				`每有一步進度，我們就會根據走相同路線的包裹和${carrier}提供的資訊重新推算。這類日期有多少準時實現，我們會統計並公開。`,
		},
		late: {
			question: "為什麼晚了？我能做什麼？",
			answer: (carrier) =>
				`${carrier}提供的原因寫在上方。晚到的包裹大多會在幾天內送達。如果您在某一天之前一定要收到，請現在就聯絡真人客服，不要等。`,
		},
		silent: {
			question: "好幾天沒有消息，是不是遺失了？",
			answer: () =>
				"多半沒有：兩次掃描之間，包裹往往要走很遠的路。這件包裹安靜得比平常久，店家已收到通知。一有動靜，這裡就會顯示。",
		},
		"in-customs": {
			question: "通關需要多久？",
			answer: (carrier) =>
				`通常是幾小時到幾天；若要查驗貨物或文件，會更久。如果海關需要您做什麼，${carrier}或主管機關會寫信通知您，這個頁面也會說明。`,
		},
		duty: {
			question: "錢要付給誰？怎麼知道是真的？",
			answer: (carrier) =>
				`請在${carrier}自己的網頁上支付，或付給配送員，並保留收據。網頁請從這裡開啟，不要點簡訊裡的連結：假冒海關收取小額費用是常見的詐騙。如果購買時已付過稅，再次付款前請先聯絡真人客服。`,
		},
		"be-at-home": {
			question: "我一定要在家嗎？",
			answer: (carrier) =>
				`只有需要簽收或付款時，才一定要有人在。其他情況下，${carrier}可能會把包裹放在信箱、交給鄰居或送到取貨點，這裡會寫明放在哪裡。`,
		},
		missed: {
			question: "錯過配送之後會怎樣？",
			answer: (carrier) =>
				`${carrier}通常會在下一個工作天再次配送，或把包裹送到取貨點。是哪一種，請看配送員留下的通知單和${carrier}的網頁，往往也可以由您選擇。`,
		},
		collect: {
			question: "領取時要帶什麼？",
			answer: () =>
				"身分證件；如有取件碼或配送員留下的通知單，也請帶著。憑您的書面委託，通常也可以由他人代領。過了最後一天，包裹會退回店家。",
		},
		address: {
			question: "地址寫錯了，還能改嗎？",
			answer: (carrier) =>
				`在開始配送之前，通常可以：在${carrier}的網頁上更改，或由店家更改。請盡快聯絡真人客服，每多走一步就更難改。`,
		},
		"not-received": {
			question: "顯示已送達，我卻沒有收到，怎麼辦？",
			answer: (_carrier, shop) =>
				`請先看看門口附近和信箱，再問問鄰居。如果都沒有，請按「我沒有收到」：${shop}會收到這次配送的所有已知資料，並向物流公司查詢。`,
		},
		damaged: {
			question: "收到時已經損壞，怎麼辦？",
			answer: () =>
				"請把所有東西都留著，包括紙箱和填充物；繼續拆開之前先拍照，然後聯絡真人客服。請在幾天內反映：物流公司只賠償及時反映的損壞。",
		},
		"part-missing": {
			question: "少了東西，在哪裡？",
			answer: () => "一筆訂單可能分成幾件包裹運送，每件包裹都有自己的頁面。如果全部送達後仍缺少物品，請聯絡真人客服。",
		},
		"going-back": {
			question: "包裹退回店家了，我會拿到退款嗎？",
			answer: (_carrier, shop) =>
				`包裹回到${shop}之後，由店家決定，往往也可以再寄一次。請聯絡真人客服，說明您希望退款還是重寄。`,
		},
		lost: {
			question: "包裹遺失了，誰來幫我？",
			answer: (_carrier, shop) =>
				`由${shop}負責：向物流公司求償的是店家，不是您。請聯絡真人客服，說明您希望重寄還是退款。`,
		},
		"who-sees": {
			question: "誰看得到這個頁面？",
			answer: () =>
				"有連結的人都看得到：頁面只顯示城鎮，不顯示您的街道，也沒有姓名。取件碼和姓名，要輸入收件地址的郵遞區號或訂購時的電子郵件才會顯示。",
		},
	},
	field: {
		missing: "請填寫此欄。",
		tooLong: (most) => counted(most, { other: "請勿超過#個字。" }),
		noEmail: "請輸入電子郵件，例如name@example.com。",
	},
};
