import type { Ground, Words } from "../keys.ts";
import { pluralsOf } from "../plurals.ts";
import { VIETNAMESE_CARE } from "./care.ts";
import { VIETNAMESE_CODES } from "./codes.ts";
import { VIETNAMESE_PRODUCTS } from "./products.ts";
import { VIETNAMESE_REASONS } from "./reasons.ts";
import { VIETNAMESE_REVIEWS } from "./reviews.ts";
import { VIETNAMESE_WATCH } from "./watch.ts";

const counted = pluralsOf("vi");

const GROUNDS: Readonly<Record<Ground, string>> = {
	postcode: "đến khu vực của bạn",
	lane: "trên tuyến này",
	region: "đến vùng của bạn",
	country: "giữa hai nước này",
	service: "cùng dịch vụ này",
	carrier: "của đơn vị vận chuyển này",
};

const askCarrier = (carrier: string): string => `Hãy hỏi ${carrier} bằng mã bên dưới.`;

const carrierShows = (carrier: string): string => `Trang chính thức của ${carrier} cho biết hàng đang ở đâu.`;

const helpCarrier = (carrier: string): string =>
	`Bạn có thể giúp: hãy xem ${carrier} cần gì ở bạn, hoặc gặp nhân viên.`;

export const VIETNAMESE: Words = {
	codes: VIETNAMESE_CODES,
	reasons: VIETNAMESE_REASONS,
	conditions: {
		notice: { title: "Xin lưu ý", next: () => "Nếu điều này không thể đúng, hãy gặp nhân viên." },
		delayed: {
			title: "Bị chậm",
			next: (who, carrier) =>
				who === "recipient" ? helpCarrier(carrier) : `${carrier} đang xử lý. Bạn không cần làm gì.`,
		},
		stalled: {
			title: "Đã lâu chưa có tin mới",
			next: () => "Lâu hơn bình thường. Cửa hàng đã được báo; bạn không cần làm gì.",
		},
		action_required: {
			title: "Có việc cần làm",
			next: (who, carrier, hasPage) =>
				who === "recipient"
					? hasPage
						? `Chỉ bạn mới giúp hàng đi tiếp được: trang chính thức của ${carrier} hướng dẫn cách làm.`
						: "Chỉ bạn mới giúp hàng đi tiếp được: hãy gặp nhân viên để biết cách làm."
					: who === "sender"
						? "Cửa hàng cần xử lý. Bạn không cần làm gì."
						: `${carrier} cần xử lý. Bạn không cần làm gì.`,
		},
		problem: {
			title: "Có vấn đề",
			next: (who, carrier) =>
				who === "sender"
					? "Cửa hàng phải quyết định bước tiếp theo. Nếu bạn muốn biết, hãy gặp nhân viên."
					: who === "recipient"
						? helpCarrier(carrier)
						: `${carrier} đang xem xét. Nếu bạn muốn biết thêm, hãy gặp nhân viên.`,
		},
		final_problem: {
			title: "Kiện hàng này sẽ không đến",
			next: () => "Hãy gặp nhân viên: cửa hàng sẽ giải quyết ổn thỏa.",
		},
		disputed: { title: "Được báo là chưa nhận", next: () => "Cửa hàng đang hỏi đơn vị vận chuyển." },
		source_down: {
			title: "Hệ thống của đơn vị vận chuyển không phản hồi",
			next: (_who, carrier) => `Chúng tôi vẫn tiếp tục hỏi ${carrier}. Bên dưới là những gì đã biết trước đó.`,
		},
	},
	endings: {
		returning: {
			title: "Hàng sẽ không đến chỗ bạn",
			next: (shop) => `Hàng quay về ${shop}. Hãy gặp nhân viên để biết sẽ gửi hàng khác hay hoàn tiền.`,
		},
		returned: {
			title: "Hàng đã chuyển hoàn",
			next: (shop) => `Hàng đã về lại ${shop}. Hãy gặp nhân viên để biết sẽ gửi hàng khác hay hoàn tiền.`,
		},
		cancelled: { title: "Hàng sẽ không đến", next: () => "Nếu bạn không yêu cầu điều này, hãy gặp nhân viên." },
		lost: {
			title: "Hàng sẽ không đến",
			next: (shop) => `${shop} sẽ giải quyết: hãy gặp nhân viên. Nếu tìm thấy hàng, bạn sẽ thấy ở đây.`,
		},
		destroyed: {
			title: "Hàng sẽ không đến",
			next: (shop) => `Không còn gì để gửi tiếp. ${shop} sẽ giải quyết: hãy gặp nhân viên.`,
		},
		stolen: {
			title: "Hàng sẽ không đến",
			next: (shop) => `Bạn không cần làm gì về vụ lấy cắp. ${shop} sẽ giải quyết: hãy gặp nhân viên.`,
		},
		expired: {
			title: "Sẽ không có thêm tin nào nữa",
			next: (shop) => `Nếu bạn chưa có hàng, hãy gặp nhân viên: ${shop} sẽ giải quyết.`,
		},
		archived: {
			title: "Không còn gì hiển thị ở đây",
			next: () => "Nếu bạn chưa có hàng, hãy gặp nhân viên.",
		},
		damaged: {
			title: "Được báo là hư hỏng",
			next: () => "Nếu có gì bị vỡ hỏng, hãy giữ lại bao bì và gặp nhân viên.",
		},
		rest: { title: "Phần còn lại sẽ không đến", next: (shop) => `${shop} sẽ giải quyết: hãy gặp nhân viên.` },
		reported: {
			title: "Sau đó có thêm thông tin",
			next: () => "Nếu bạn chưa có hàng, hãy gặp nhân viên.",
		},
	},
	collect: {
		title: "Mời bạn đến nhận hàng",
		next: (place, carrier) =>
			`${place === "" ? "" : `Nơi nhận hàng: ${place}. `}Để biết hàng được giữ đến khi nào, hãy hỏi ${carrier}.`,
	},
	neverCardDetails: "Đừng bao giờ nhập thông tin thẻ vào liên kết trong tin nhắn.",
	following: {
		"needs-connection": (carrier, hasPage) =>
			`Trang của cửa hàng này chưa kết nối với ${carrier}. ${hasPage ? carrierShows(carrier) : askCarrier(carrier)}`,
		"push-only": (carrier) =>
			`${carrier} báo cho chúng tôi từng bước ngay khi diễn ra. Bước đầu tiên sẽ tự xuất hiện ở đây.`,
		unsupported: (carrier, hasPage) =>
			`Chúng tôi không thể tự tra cứu ở ${carrier}. ${hasPage ? carrierShows(carrier) : askCarrier(carrier)}`,
	},
	steps: {
		shipped: "Đã gửi",
		moving: "Trên đường",
		customs: "Hải quan",
		nearby: "Gần bạn",
		out: "Đang giao",
		collect: "Chờ nhận",
		delivered: "Đã giao",
		returning: "Chuyển hoàn",
		returned: "Về cửa hàng",
	},
	headline: {
		arriving: (when) => `Dự kiến giao ${when}`,
		nowExpected: (what, when) => `${what} – nay dự kiến giao ${when}`,
		between: (day, times) => `${day}, ${times}`,
		by: (day, time) => `${day}, trước ${time}`,
		today: (day) => `hôm nay, ${day}`,
		tomorrow: (day) => `ngày mai, ${day}`,
		delivered: (when) => `Đã giao ${when}`,
		at: (what, when) => `${what}, ${when}`,
		until: (what, day) => `${what} đến hết ${day}`,
		later: "Muộn hơn dự kiến",
		laterNow: (when) => `Muộn hơn dự kiến: ${when}`,
		wasExpected: (when) => `Trước đó dự kiến giao ${when}.`,
		firstEstimate: (when) => `Dự kiến ban đầu là ${when}.`,
		noNewDate: "Chưa có ngày mới.",
		onItsWay: "Đang vận chuyển",
		noDate: "Chưa có ngày giao.",
		noNewsSince: (day) => `Không có tin mới từ ${day}`,
		mayCome: (when) => `Nếu sớm di chuyển tiếp, hàng vẫn có thể đến ${when}.`,
		notHandedOver: "Đơn vị vận chuyển chưa nhận kiện hàng",
		heardLast: (day) => `Lần cuối có tin là ${day}.`,
		outToday: (day) => `Đang giao hôm nay, ${day}`,
		outSince: (day) => `Đem đi giao từ ${day}`,
		labelMade: "Kiện hàng của bạn đang được chuẩn bị",
		labelDetail: (shop, carrier) => `${shop} đã tạo vận đơn. ${carrier} chưa quét kiện hàng.`,
		waitingDetail: (carrier) => `Bước đầu tiên sẽ tự xuất hiện ở đây ngay khi ${carrier} báo.`,
		firstScanBy: (carrier, day) => `${carrier} thường nhận những kiện hàng như vậy chậm nhất ${day}.`,
		elsewhere: (carrier) => `Theo dõi kiện hàng này tại ${carrier}`,
	},
	promise: {
		carrier: (carrier) => `Đây là thông tin từ ${carrier}.`,
		seller: (shop) => `Đây là lời hẹn của ${shop}.`,
		kept: (carrier, outOfTen) => `${carrier} giữ đúng khoảng ${outOfTen} trên 10 ngày hẹn như vậy.`,
		likely: (when) => `Nhiều khả năng nhất là ${when}.`,
		likelyAt: (time) => `Nhiều khả năng nhất là khoảng ${time}.`,
		estimate: (parcels, ground) =>
			`Dự kiến của chúng tôi, dựa trên ${counted(parcels, { other: "# kiện hàng" })} ${GROUNDS[ground]}.`,
		stated: (carrier, fromDays, toDays, isWorking) => {
			const days = fromDays === toDays ? `${toDays}` : `${fromDays}–${toDays}`;
			return `${carrier} thường mất ${days} ngày${isWorking ? " làm việc" : ""}.`;
		},
		beside: (carrier, when, usually) => {
			if (usually === "within") return `${carrier} dự kiến giao ${when}.`;
			return `${carrier} dự kiến giao ${when}; hàng trên tuyến này thường ${usually === "later" ? "đến muộn hơn" : "đến sớm hơn"}.`;
		},
		lateStep: (what, days) => `${what}: muộn hơn bình thường ${counted(days, { other: "# ngày" })}.`,
		slower: "Gần đây những kiện hàng như vậy đi lâu hơn trước.",
		measured: (outOfTen) => `${outOfTen} trên 10 kiện hàng trên tuyến này đến trong khoảng thời gian này.`,
		localTo: (city) => `Giờ tính theo giờ địa phương tại ${city}.`,
	},
	yourParcel: "Kiện hàng của bạn",
	andMore: (title, more) => `${title} + ${counted(more, { other: "# món khác" })}`,
	localTime: (when) => `${when} (giờ địa phương)`,
	checked: (ago) => ["đã kiểm tra ", ago, ""],
	sourceDown: (carrier, since) => `Hệ thống của ${carrier} không phản hồi từ ${since}. Đây là những gì đã biết khi đó.`,
	noTime: "không rõ giờ",
	mapTitle: "Hàng đang ở đâu",
	map: {
		from: (place) => `Từ ${place}.`,
		within: (country) => `Hiện ở ${country}; chưa biết nơi nào cụ thể hơn.`,
		near: (place, known) => `Lần cuối được thấy tại ${place}, ${known}.`,
		lastKnown: (place, known) => `Nơi cuối cùng được biết: ${place}, ${known}.`,
		arrived: (place) => `Đã đến ${place}.`,
		back: (place) => `Đã về lại ${place}.`,
		to: (place) => `Đến ${place}.`,
		knownTo: {
			address: "chính xác đến địa chỉ",
			street: "chính xác đến tên đường",
			postcode: "chính xác đến mã bưu chính",
			locality: "chính xác đến thành phố",
			region: "chính xác đến vùng",
			country: "chính xác đến quốc gia",
		},
		places: "Các nơi trên đường đi",
		skip: "Bỏ qua bản đồ",
		courier: (when) => `Hình chiếc xe cho biết người giao hàng đã ở đâu: ${when}.`,
		move: "Di chuyển bản đồ",
		zoomIn: "Phóng to",
		zoomOut: "Thu nhỏ",
		pan: { left: "Sang trái", up: "Lên trên", down: "Xuống dưới", right: "Sang phải" },
		credit: "Bản đồ: Natural Earth · GeoNames (CC BY 4.0)",
	},
	timeline: "Hành trình",
	olderScans: (count) => counted(count, { other: "# bước trước đó không được hiển thị." }),
	noScans: (carrier) => `Chưa có bước nào. Bước đầu tiên từ ${carrier} sẽ tự xuất hiện ở đây.`,
	carrierSays: (carrier) => `Nguyên văn của ${carrier}`,
	progress: "Tiến trình",
	stepDone: "đã xong: ",
	stepStopped: "dừng ở đây: ",
	contents: "Trong kiện hàng này",
	orderContents: "Trong đơn hàng này",
	otherParcels: "Các kiện khác của đơn hàng này",
	parcelDetails: "Đơn vị vận chuyển và mã vận đơn",
	carrier: "Đơn vị vận chuyển",
	number: "Mã vận đơn",
	orderNumber: "Mã đơn hàng",
	copy: "Sao chép",
	copied: "Đã sao chép",
	goesOnWith: "Chuyển tiếp qua",
	anotherCarrier: "Đơn vị vận chuyển khác",
	carrierPage: (carrier) => `Xem tại ${carrier}`,
	askPerson: "Gặp nhân viên",
	askSubject: (title, number) => `${title} (${number})`,
	askBody: (carrier, number, state) => `\n\n--\nVề kiện hàng của tôi qua ${carrier}, mã vận đơn ${number}: ${state}`,
	someDelivered: (delivered, parcels) => `Đã giao ${delivered} trên ${parcels} kiện hàng`,
	returns: { yours: "Hàng bạn gửi trả", of: "Hàng được gửi trả trong kiện này" },
	lastMile: {
		title: "Người giao hàng đang trên đường",
		stopsBefore: (stops) =>
			counted(stops, { other: stops === 0 ? "Bạn là điểm giao tiếp theo" : "Còn # điểm giao nữa là đến bạn" }),
		positionFrom: (ago) => `Vị trí: ${ago}`,
		callCourier: "Gọi người giao hàng",
		courier: "Người giao hàng",
	},
	pickup: {
		title: "Nơi nhận hàng",
		address: "Địa chỉ",
		hours: "Giờ mở cửa",
		code: "Mã nhận hàng",
		codeIsHidden: "Có mã để nhận hàng. Mã sẽ hiện sau khi bạn cho biết kiện hàng gửi cho ai.",
		directions: "Chỉ đường",
	},
	actions: {
		addToCalendar: "Thêm vào lịch",
		share: "Chia sẻ",
		linkCopied: "Đã chép liên kết",
		showDetails: "Hiện mã và chi tiết",
		findTheWay: "Chỉ đường",
		notReceived: "Chưa nhận được",
	},
	calendar: {
		event: (title) => `Kiện hàng: ${title}`,
		description: (state) => `${state} Trang kiện hàng cho biết hàng đang ở đâu.`,
	},
	proof: {
		title: "Bằng chứng giao hàng",
		signedBy: (name) => `Người ký nhận: ${name}`,
		signed: "Đã có người ký nhận; đơn vị vận chuyển không cho biết tên.",
		leftAt: (place) => `Nơi giao: ${place}`,
		courier: (name) => `Người giao: ${name}`,
	},
	language: "Ngôn ngữ",
	widgetMore: "Xem bản đồ và mọi bước",
	care: VIETNAMESE_CARE,
	watch: VIETNAMESE_WATCH,
	reviews: VIETNAMESE_REVIEWS,
	products: VIETNAMESE_PRODUCTS,
	notFoundTitle: "Chúng tôi không tìm thấy kiện hàng này",
	notFoundText:
		"Liên kết có thể bị thiếu hoặc đã quá cũ. Hãy mở lại từ tin nhắn của cửa hàng, hoặc xin cửa hàng một liên kết mới.",
	awayTitle: "Hiện chúng tôi không tra cứu được",
	awayText:
		"Lỗi ở phía chúng tôi và sẽ sớm qua. Trong lúc đó, hàng của bạn vẫn tiếp tục đi. Vui lòng tải lại trang sau một phút.",
};
