import type { ProductWords } from "../product-keys.ts";

export const INDONESIAN_PRODUCTS: ProductWords = {
	title: (shop) => `Lainnya dari ${shop}`,
	offer:
		"Hanya jika Anda mau: barang yang cocok dengan pesanan Anda atau yang pernah Anda lihat di toko. Pilihan Anda diingat di perangkat ini, hanya untuk paket ini; tidak ada pihak lain yang diberi tahu.",
	show: "Tampilkan barang dari toko ini",
	viewed: "Pernah Anda lihat",
	related: "Cocok dengan pesanan Anda",
	hide: "Sembunyikan lagi",
};
