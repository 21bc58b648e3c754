import type { CareWords } from "../care-keys.ts";
import { pluralsOf } from "../plurals.ts";

const counted = pluralsOf("vi");

const tooMany = (minutes: number): string =>
	`Vừa rồi đã thử quá nhiều lần. Vui lòng thử lại sau ${counted(minutes, { other: "# phút" })}.`;

export const VIETNAMESE_CARE: CareWords = {
	track: {
		title: "Tìm kiện hàng của bạn",
		text: "Nhập mã vận đơn, cùng với mã bưu chính nơi nhận hoặc địa chỉ email của đơn hàng.",
		number: "Mã vận đơn hoặc mã đơn hàng",
		check: "Mã bưu chính hoặc địa chỉ email",
		checkHint: "Như bạn đã cung cấp cho cửa hàng.",
		button: "Tìm kiện hàng",
		notFound:
			"Chúng tôi không tìm thấy kiện hàng nào khớp với cả hai thông tin này. Vui lòng so lại với tin nhắn của cửa hàng, hoặc hỏi cửa hàng. Kiện hàng mới sẽ xuất hiện sau khi cửa hàng đăng ký.",
		tooMany,
	},
	verify: {
		title: "Kiện hàng này gửi cho bạn?",
		text: "Mã nhận hàng và tên chỉ hiển thị cho người nhận. Nhập mã bưu chính nơi nhận, hoặc địa chỉ email của đơn hàng.",
		check: "Mã bưu chính hoặc địa chỉ email",
		button: "Hiện chi tiết",
		wrong: "Thông tin này không giống với thông tin cửa hàng có. Vui lòng so lại với đơn hàng, hoặc gặp nhân viên.",
		tooMany,
		impossible:
			"Cửa hàng không cho chúng tôi biết ai là người nhận, nên không thể hiện chi tiết ở đây. Vui lòng gặp nhân viên.",
		done: "Bạn xem được chi tiết trên thiết bị này trong một ngày.",
		forget: "Ẩn lại",
	},
	notReceived: {
		title: "Tôi chưa nhận được hàng",
		carrierSays: (carrier, what, when) => `Theo ${carrier}: ${what}, ${when}.`,
		lookFirst: "Phần lớn kiện hàng tưởng như thất lạc đều ở gần đó. Trước hết, bạn hãy tìm thử:",
		places: {
			door: "quanh cửa, nhà xe và sân vườn",
			letterbox: "trong hộp thư, có thể có cả giấy báo của người giao hàng",
			household: "ở những người sống hoặc làm việc cùng bạn",
			neighbours: "ở nhà hàng xóm, kể cả bên kia đường",
			reception: "ở lễ tân, bảo vệ hoặc phòng nhận thư",
			"safe-place": "ở nơi bạn từng thỏa thuận với đơn vị vận chuyển",
		},
		tooEarly: "Có người giao hàng báo đã giao trước khi mang hàng đến vài giờ. Hàng vẫn có thể đến trong hôm nay.",
		lookedThere: "Tôi đã tìm ở đó",
		note: "Cửa hàng nên biết điều gì?",
		noteHint: "Ví dụ nhà bạn trông thế nào, hoặc ảnh chụp là cửa nhà khác.",
		email: "Địa chỉ email của bạn",
		emailHint: "Để cửa hàng trả lời bạn.",
		send: "Báo cho cửa hàng",
		promise: (shop) =>
			`${shop} nhận lời báo của bạn cùng mọi thông tin đơn vị vận chuyển đã báo, và sẽ hỏi đơn vị vận chuyển.`,
		told: (shop, when) => `Vào ${when}, bạn đã báo cho ${shop} là chưa nhận được hàng.`,
		found: "Tôi đã có hàng rồi",
		takenBack: "Cảm ơn bạn. Cửa hàng đã biết bạn có hàng rồi.",
		line: "Bạn đã báo cho cửa hàng là chưa nhận được hàng",
		notNow:
			"Kiện hàng này chưa được ghi là đã giao, nên có thể vẫn đang trên đường. Trang kiện hàng cho biết hàng đang ở đâu; nếu có gì không ổn, hãy gặp nhân viên.",
		back: "Quay lại kiện hàng",
	},
	ask: {
		title: (shop) => `Hỏi ${shop}`,
		lead: "Nhân viên đọc câu hỏi của bạn và xem được thông tin kiện hàng này, đơn hàng cùng mọi điều trang kiện hàng cho biết. Bạn không cần giải thích đó là kiện hàng nào.",
		faqFirst: "Có thể điều này giúp được bạn ngay",
		text: "Câu hỏi của bạn",
		email: "Địa chỉ email của bạn",
		emailHint: "Câu trả lời được gửi đến đó và cũng hiện trên trang này.",
		photos: "Ảnh (không bắt buộc)",
		photosHint: (most, megabytes) =>
			`Nhiều nhất ${most} ảnh, mỗi ảnh tối đa ${megabytes} MB. Nơi chụp và lúc chụp được xóa đi.`,
		photosMany: (most) => `Vui lòng chọn nhiều nhất ${most} ảnh.`,
		photosLarge: (megabytes) => `Có ảnh quá lớn. Vui lòng chọn ảnh tối đa ${megabytes} MB và 50 megapixel mỗi ảnh.`,
		photosUnread: "Có ảnh không đọc được. Vui lòng chọn ảnh dạng JPEG, PNG hoặc WebP.",
		photosAgain: "Vui lòng chọn lại ảnh: các ảnh đã chọn không được giữ lại.",
		photo: (number) => `Ảnh ${number}`,
		send: "Gửi câu hỏi",
		usual: (time) => `Thời gian trả lời thông thường: ${time}.`,
		isIn: "Hiện có người trực.",
		nextIn: (when) => `Sẽ có người trực trở lại: ${when}.`,
		sent: (shop) => `Câu hỏi của bạn đã được gửi đến ${shop}.`,
		thread: (shop) => `Bạn và ${shop}`,
		you: "Bạn",
		notYet: "Chưa có câu trả lời. Câu trả lời sẽ tự xuất hiện ở đây.",
		again: "Viết thêm",
		lost: "Không còn đọc được tin nhắn này.",
		tooMany:
			"Đã có rất nhiều câu hỏi về kiện hàng này nên ở đây không thể nhận thêm. Vui lòng viết cho cửa hàng theo cách ghi trong email đơn hàng.",
		elsewhere: "Bạn đã hỏi từ thiết bị khác?",
		show: "Hiện câu hỏi của bạn ở đây",
		file: "Mọi thứ được lưu của cuộc trò chuyện này, thành một tệp",
		erase: "Xóa cuộc trò chuyện này",
		eraseText: (shop) =>
			`Tất cả những gì bạn và ${shop} đã viết ở đây sẽ bị xóa vĩnh viễn, cùng với ảnh, email và địa chỉ bạn đã cung cấp. ${shop} sẽ thấy rằng bạn đã xóa và khi nào. Những email đã gửi vẫn nằm ở nơi chúng đã đến.`,
		eraseReports: "Những gì bạn viết khi báo rằng chưa nhận được bưu kiện cũng bị xóa.",
		eraseSure: "Xóa vĩnh viễn",
		erased: "Đã xóa.",
		waiting: (shop) => `Câu hỏi của bạn đã được gửi đến ${shop}`,
		answered: (shop) => `${shop} đã trả lời bạn`,
		read: "Đọc và trả lời",
		letter: {
			subject: (shop, parcel) => `Câu hỏi của bạn gửi ${shop}: ${parcel}`,
			received: (shop) => `Câu hỏi của bạn đã được gửi đến ${shop}. Nhân viên sẽ đọc và trả lời.`,
			comesHere: "Câu trả lời được gửi đến địa chỉ email này và cũng hiện ở đây:",
			youWrote: (when) => `Vào ${when}, bạn đã viết:`,
			writeAgain: "Viết thêm và xem kiện hàng của bạn đang ở đâu:",
			above: "Vui lòng viết câu trả lời phía trên dòng này",
			why: "Bạn nhận được email này vì địa chỉ này đã được điền cùng một câu hỏi về kiện hàng. Nếu đó không phải là bạn, bạn không cần làm gì.",
		},
	},
	faqTitle: "Hỏi và đáp",
	helped: { ask: "Điều này có giúp ích không?", yes: "Có", no: "Không", thanks: "Xin cảm ơn." },
	faq: {
		"no-scan-yet": {
			question: "Vì sao chưa có gì thay đổi?",
			answer: (carrier, shop) =>
				`${shop} đã tạo vận đơn; ${carrier} sẽ báo khi quét kiện hàng lần đầu, thường là vào buổi tối hoặc ngày làm việc tiếp theo. Bạn không cần làm gì: bước đầu tiên sẽ tự xuất hiện ở đây.`,
		},
		"how-sure": {
			question: "Ngày này chắc chắn đến mức nào?",
			answer: (carrier) =>
				`Ngày được tính lại ở mỗi bước, dựa trên các kiện hàng đã đi cùng đường và thông tin từ ${carrier}. Tỷ lệ những ngày như vậy đúng được đo và công bố công khai.`,
		},
		late: {
			question: "Vì sao hàng đến muộn, và tôi có thể làm gì?",
			answer: (carrier) =>
				`Lý do ${carrier} đưa ra được ghi ở trên. Phần lớn kiện hàng đến muộn sẽ tới trong vài ngày. Nếu bạn cần hàng trước một ngày nhất định, hãy gặp nhân viên ngay bây giờ, đừng chờ thêm.`,
		},
		silent: {
			question: "Nhiều ngày không có tin gì. Hàng có bị mất không?",
			answer: () =>
				"Thường là không: giữa hai lần quét, hàng có thể đi rất xa. Kiện này im lặng lâu hơn bình thường nên cửa hàng đã được báo. Khi hàng di chuyển, bạn sẽ thấy ở đây.",
		},
		"in-customs": {
			question: "Thủ tục hải quan mất bao lâu?",
			answer: (carrier) =>
				`Thường từ vài giờ đến vài ngày; nếu kiểm tra hàng hoặc giấy tờ thì lâu hơn. Nếu hải quan cần gì ở bạn, ${carrier} hoặc cơ quan chức năng sẽ liên hệ với bạn, và trang này sẽ ghi rõ.`,
		},
		duty: {
			question: "Tôi nộp tiền cho ai, và làm sao biết đó là thật?",
			answer: (carrier) =>
				`Hãy thanh toán trên trang chính thức của ${carrier} hoặc với người giao hàng, và giữ biên lai. Hãy mở trang đó từ đây, đừng bao giờ mở từ tin nhắn: đòi một khoản phí hải quan nhỏ là kiểu lừa đảo thường gặp. Nếu bạn đã trả thuế khi mua, hãy gặp nhân viên trước khi trả thêm lần nữa.`,
		},
		"be-at-home": {
			question: "Tôi có phải ở nhà không?",
			answer: (carrier) =>
				`Chỉ khi cần người ký nhận hoặc trả tiền. Nếu không, ${carrier} có thể để hàng trong hộp thư, gửi hàng xóm hoặc gửi ở điểm nhận hàng, và trang này sẽ ghi rõ ở đâu.`,
		},
		missed: {
			question: "Nếu giao hàng không thành công thì sao?",
			answer: (carrier) =>
				`${carrier} thường giao lại vào ngày làm việc tiếp theo hoặc đưa hàng đến điểm nhận hàng. Giấy báo của người giao hàng và trang chính thức của ${carrier} cho biết là cách nào, và thường cho bạn chọn.`,
		},
		collect: {
			question: "Tôi cần gì để nhận hàng?",
			answer: () =>
				"Giấy tờ tùy thân, cùng mã nhận hàng hoặc giấy báo của người giao hàng nếu có. Người khác thường có thể nhận thay với giấy ủy quyền của bạn. Sau ngày cuối, hàng sẽ chuyển hoàn về cửa hàng.",
		},
		address: {
			question: "Địa chỉ bị sai. Có đổi được không?",
			answer: (carrier) =>
				`Thường là được, miễn là hàng chưa được đem đi giao: trên trang chính thức của ${carrier}, hoặc qua cửa hàng. Hãy sớm gặp nhân viên; càng về sau càng khó đổi.`,
		},
		"not-received": {
			question: "Ghi là đã giao, nhưng tôi không có hàng. Làm gì bây giờ?",
			answer: (_carrier, shop) =>
				`Hãy tìm quanh cửa, trong hộp thư và hỏi hàng xóm. Nếu không có, bấm “Chưa nhận được”: ${shop} nhận mọi thông tin về lần giao này và sẽ hỏi đơn vị vận chuyển.`,
		},
		damaged: {
			question: "Hàng đến bị hỏng. Tôi nên làm gì?",
			answer: () =>
				"Hãy giữ lại mọi thứ, kể cả hộp và vật liệu chèn, và chụp ảnh trước khi mở tiếp. Sau đó hãy gặp nhân viên. Hãy báo trong vài ngày: đơn vị vận chuyển chỉ bồi thường hư hỏng được báo sớm.",
		},
		"part-missing": {
			question: "Thiếu một món. Món đó ở đâu?",
			answer: () =>
				"Một đơn hàng có thể đi trong nhiều kiện, mỗi kiện có trang riêng. Nếu tất cả đã đến mà vẫn thiếu, hãy gặp nhân viên.",
		},
		"going-back": {
			question: "Hàng quay về cửa hàng. Tôi có được hoàn tiền không?",
			answer: (_carrier, shop) =>
				`${shop} quyết định việc đó khi hàng về đến nơi, và thường có thể gửi lại lần nữa. Hãy gặp nhân viên và cho biết bạn muốn cách nào.`,
		},
		lost: {
			question: "Hàng bị mất. Ai giúp tôi?",
			answer: (_carrier, shop) =>
				`${shop} sẽ giúp: cửa hàng là bên đòi đơn vị vận chuyển bồi thường, không phải bạn. Hãy gặp nhân viên, và cho biết bạn muốn gửi lại hay hoàn tiền.`,
		},
		"who-sees": {
			question: "Ai xem được trang này?",
			answer: () =>
				"Bất kỳ ai có liên kết: trang chỉ hiện thành phố, không hiện tên đường của bạn và không có tên người. Mã nhận hàng và tên chỉ hiện sau khi nhập mã bưu chính hoặc địa chỉ email của đơn hàng.",
		},
	},
	field: {
		missing: "Vui lòng điền mục này.",
		tooLong: (most) => counted(most, { other: "Vui lòng dùng tối đa # ký tự." }),
		noEmail: "Vui lòng nhập địa chỉ email, ví dụ ten@example.com.",
	},
};
