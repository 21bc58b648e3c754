import type { ReviewWords } from "../review-keys.ts";

export const TURKISH_REVIEWS: ReviewWords = {
	ask: "Nasıldı?",
	write: "Değerlendirme yaz",
	said: "Değerlendirmeler",
	lead: (shop) => `${shop} değerlendirmenizi okur; adınız olmadan bu paketin sayfasında ve mağazada gösterebilir.`,
	stages: {
		delivery: "Teslimat",
		product: "İçindekiler",
		"follow-up": "Sonradan eklendi",
	},
	rating: "Puanınız",
	scale: {
		5: "Çok iyi",
		4: "İyi",
		3: "İdare eder",
		2: "Kötü",
		1: "Çok kötü",
	},
	items: "Hangi ürünleri kastediyorsunuz? Hepsini kastediyorsanız hiçbirini işaretlemeyin.",
	text: "Kendi sözlerinizle",
	textHint: "Lütfen ad, adres veya telefon numarası yazmayın: herkes okuyabilir.",
	send: "Gönder",
	change: "Değiştir",
	takeBack: "Geri al",
	takeBackText:
		"Yazdıklarınız, yıldızlarınız, fotoğraflarınız ve videonuz, sonradan ekledikleriniz ve mağazanın yanıtıyla birlikte silinir.",
	takeBackSure: "Evet, sil",
	removePhotos: "Fotoğrafları kaldır",
	video: {
		label: "Video (isteğe bağlı)",
		hint: (megabytes, seconds) =>
			`Bir tane, en çok ${megabytes} MB ve ${seconds} saniye: MP4, MOV veya WebM. Dosyada kayıtlı yer ve zaman silinir; içinde görülen ve duyulan her şey kalır.`,
		again: "Lütfen videonuzu yeniden seçin: saklanmadı.",
		large: (megabytes) => `Video çok büyük. Lütfen en çok ${megabytes} MB ve en fazla 4K bir video seçin.`,
		long: (seconds) => `Video çok uzun. Lütfen en çok ${seconds} saniyelik bir video seçin.`,
		unread: "Video okunamıyor. Lütfen MP4, MOV veya WebM biçiminde bir video seçin.",
		remove: "Videoyu kaldır",
		name: "Video",
		maybe: "Bu videoyu her cihaz oynatamaz.",
		save: "Videoyu kaydet",
	},
	states: {
		waiting: (shop) => `${shop} değerlendirmenizi gösterilmeden önce okur.`,
		shown: "Değerlendirmeniz gösteriliyor.",
		hidden: (shop) => `${shop} değerlendirmenizi göstermiyor.`,
	},
	erased: "Değerlendirmeniz silindi.",
	changedUntil: (day) => `Değiştirebileceğiniz son gün: ${day}`,
	prove:
		"Onaylanmış alıcıların değerlendirmeleri işaretlenir. Siparişin posta kodunu veya e-posta adresini bildiğinizi gösterdiğinizde sizinki de işaretlenir.",
	verified: "Onaylanmış alışveriş",
	unverified: "Onaylanmamış alışveriş",
	changed: "değiştirildi",
	answer: (shop) => `Yanıt: ${shop}`,
	answeredBefore: "yorumun önceki bir haline",
	missingRating: "Lütfen bir ile beş arasında yıldız seçin.",
	notNow:
		"Henüz değerlendirilecek bir şey yok: bu paket tamamen teslim edilmedi veya bir sorun var. Yardıma ihtiyacınız varsa bir yetkiliye danışın.",
	off: (shop) => `${shop} burada değerlendirme almıyor.`,
	refused: "Burada şu anda başka bir şey alınamıyor. Hâlâ yazabileceğiniz veya değiştirebileceğiniz şeyler aşağıda.",
};
