import type { ProductWords } from "../product-keys.ts";

export const VIETNAMESE_PRODUCTS: ProductWords = {
	title: (shop) => `Thêm từ ${shop}`,
	offer:
		"Chỉ khi bạn muốn: những sản phẩm hợp với đơn hàng của bạn hoặc bạn đã xem trong cửa hàng. Lựa chọn của bạn được ghi nhớ trên thiết bị này, chỉ cho kiện hàng này; không ai khác được biết.",
	show: "Hiện sản phẩm của cửa hàng này",
	viewed: "Bạn đã xem",
	related: "Hợp với đơn hàng của bạn",
	hide: "Ẩn lại",
};
