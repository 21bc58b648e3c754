import type { ProductWords } from "../product-keys.ts";

export const KOREAN_PRODUCTS: ProductWords = {
	title: (shop) => `${shop}의 다른 상품`,
	offer:
		"원하실 때만 주문하신 상품과 어울리는 상품이나 쇼핑몰에서 보신 상품을 보여 드립니다. 선택은 이 기기에, 이 택배에 대해서만 기억되며 다른 누구에게도 알려지지 않습니다.",
	show: "이 쇼핑몰의 상품 보기",
	viewed: "보신 상품",
	related: "주문하신 상품과 어울리는 상품",
	hide: "다시 숨기기",
};
