import type { ReviewWords } from "../review-keys.ts";

export const VIETNAMESE_REVIEWS: ReviewWords = {
	ask: "Bạn thấy thế nào?",
	write: "Viết đánh giá",
	said: "Đánh giá",
	lead: (shop) =>
		`${shop} đọc đánh giá của bạn và có thể hiển thị trên trang kiện hàng này và trong cửa hàng, không kèm tên bạn.`,
	stages: {
		delivery: "Việc giao hàng",
		product: "Hàng bên trong",
		"follow-up": "Bổ sung sau",
	},
	rating: "Điểm của bạn",
	scale: {
		5: "Rất tốt",
		4: "Tốt",
		3: "Tạm được",
		2: "Tệ",
		1: "Rất tệ",
	},
	items: "Bạn muốn nói đến món nào? Nếu là tất cả, đừng đánh dấu món nào.",
	text: "Bằng lời của bạn",
	textHint: "Vui lòng không ghi tên, địa chỉ hay số điện thoại: ai cũng có thể đọc được.",
	send: "Gửi",
	change: "Sửa",
	takeBack: "Rút lại",
	takeBackText:
		"Lời viết, số sao, ảnh và video của bạn sẽ bị xóa, cùng phần bạn bổ sung sau và câu trả lời của cửa hàng.",
	takeBackSure: "Có, xóa đi",
	removePhotos: "Bỏ các ảnh",
	video: {
		label: "Video (không bắt buộc)",
		hint: (megabytes, seconds) =>
			`Một video, tối đa ${megabytes} MB và ${seconds} giây: MP4, MOV hoặc WebM. Nơi quay và lúc quay lưu trong tệp được xóa đi; mọi hình ảnh và âm thanh trong đó vẫn giữ nguyên.`,
		again: "Vui lòng chọn lại video: video đã chọn không được giữ lại.",
		large: (megabytes) => `Video quá lớn. Vui lòng chọn video tối đa ${megabytes} MB và không quá 4K.`,
		long: (seconds) => `Video quá dài. Vui lòng chọn video tối đa ${seconds} giây.`,
		unread: "Video không đọc được. Vui lòng chọn video dạng MP4, MOV hoặc WebM.",
		remove: "Bỏ video",
		name: "Video",
		maybe: "Không phải thiết bị nào cũng phát được video này.",
		save: "Lưu video",
	},
	states: {
		waiting: (shop) => `${shop} đọc đánh giá của bạn trước khi hiển thị.`,
		shown: "Đánh giá của bạn đang được hiển thị.",
		hidden: (shop) => `${shop} không hiển thị đánh giá của bạn.`,
	},
	erased: "Đánh giá của bạn đã được xóa.",
	changedUntil: (day) => `Bạn có thể sửa đến hết ${day}`,
	prove:
		"Đánh giá của người mua đã xác minh được ghi rõ. Đánh giá của bạn cũng vậy, khi bạn cho thấy mình biết mã bưu chính hoặc email của đơn hàng.",
	verified: "Đã xác minh mua hàng",
	unverified: "Chưa xác minh mua hàng",
	changed: "đã sửa",
	answer: (shop) => `${shop} trả lời`,
	answeredBefore: "cho phiên bản trước của đánh giá",
	missingRating: "Vui lòng chọn từ một đến năm sao.",
	notNow:
		"Chưa có gì để đánh giá: kiện hàng này chưa được giao đủ, hoặc có gì đó không ổn. Nếu cần giúp đỡ, hãy gặp nhân viên.",
	off: (shop) => `${shop} không nhận đánh giá ở đây.`,
	refused: "Hiện ở đây không thể nhận thêm. Bên dưới là những gì bạn vẫn có thể viết hoặc sửa.",
};
