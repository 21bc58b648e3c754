import type { ReviewWords } from "../review-keys.ts";

export const KOREAN_REVIEWS: ReviewWords = {
	ask: "어떠셨나요?",
	write: "리뷰 쓰기",
	said: "리뷰",
	lead: (shop) => `${shop}에서 리뷰를 읽으며, 이름 없이 이 택배의 페이지와 판매자의 쇼핑몰에 보여 줄 수 있습니다.`,
	stages: {
		delivery: "배송",
		product: "상품",
		"follow-up": "나중에 추가한 내용",
	},
	rating: "평점",
	scale: {
		5: "아주 좋아요",
		4: "좋아요",
		3: "괜찮아요",
		2: "나빠요",
		1: "아주 나빠요",
	},
	items: "어떤 상품에 대한 리뷰인가요? 전체에 대한 것이라면 아무것도 선택하지 마세요.",
	text: "자유롭게 적어 주세요",
	textHint: "누구나 읽을 수 있으니 이름, 주소, 전화번호는 적지 말아 주세요.",
	send: "보내기",
	change: "수정하기",
	takeBack: "리뷰 삭제",
	takeBackText: "글과 별점, 사진이 나중에 추가한 내용과 판매자의 답변까지 함께 삭제됩니다.",
	takeBackSure: "네, 삭제합니다",
	removePhotos: "사진 빼기",
	states: {
		waiting: (shop) => `리뷰는 ${shop}에서 읽은 뒤에 표시됩니다.`,
		shown: "리뷰가 표시되고 있습니다.",
		hidden: (shop) => `${shop}에서 이 리뷰를 표시하지 않습니다.`,
	},
	erased: "리뷰가 삭제되었습니다.",
	changedUntil: (day) => `${day}까지 수정할 수 있습니다`,
	prove:
		"확인된 구매자의 리뷰에는 표시가 붙습니다. 주문의 우편번호나 이메일 주소를 알고 있음을 보여 주시면 회원님의 리뷰에도 붙습니다.",
	verified: "구매 확인됨",
	unverified: "구매 확인되지 않음",
	changed: "수정됨",
	answer: (shop) => `${shop}의 답변`,
	missingRating: "별을 하나에서 다섯 개까지 선택해 주세요.",
	notNow:
		"아직 평가할 내용이 없습니다. 택배가 모두 배송되지 않았거나 문제가 있습니다. 도움이 필요하시면 상담원에게 문의해 주세요.",
	off: (shop) => `${shop}에서는 여기에서 리뷰를 받지 않습니다.`,
	refused: "지금은 여기에서 더 받을 수 없습니다. 아직 쓰거나 수정할 수 있는 내용은 아래에 있습니다.",
};
