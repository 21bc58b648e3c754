import type { WatchWords } from "../watch-keys.ts";

export const INDONESIAN_WATCH: WatchWords = {
	title: "Terima email tentang paket ini",
	lead: "Kami mengirim email saat ada kabar tentang paket ini, dan untuk memberi tahu kapan paket tiba. Setiap email berisi tautan untuk menghentikannya.",
	leadOrder:
		"Kami mengirim email saat ada kabar tentang paket mana pun dari pesanan ini, dan untuk memberi tahu kapan paket tiba. Setiap email berisi tautan untuk menghentikannya.",
	when: "Kapan Anda menerima email",
	kinds: {
		announced: "saat label sudah dibuat",
		shipped: "saat paket sudah diterima jasa kirim",
		on_its_way: "pada langkah besar perjalanannya, misalnya di perbatasan",
		out_for_delivery: "saat paket sedang diantar kurir",
		attempted: "saat pengantaran tidak berhasil",
		to_collect: "saat paket siap diambil",
		delivered: "saat paket sudah terkirim",
		action_needed: "saat ada yang perlu Anda lakukan",
		delayed: "saat paket tertahan, atau lama tidak ada kabar",
		later: "saat paket tiba lebih lambat daripada yang disebutkan dalam email",
		problem: "saat ada masalah",
		going_back: "saat paket dikembalikan",
		cancelled: "saat paket dibatalkan",
	},
	toOrder: (address) => `Kirim ke ${address}`,
	orOther: "Atau ke alamat lain",
	email: "Alamat email Anda",
	emailHint: "Kami mengirim satu email dulu agar Anda mengonfirmasi alamat ini.",
	send: "Kirim ke alamat ini",
	done: "Anda akan menerima email tentang paket ini",
	doneText: (address) => `Email dikirim ke ${address}.`,
	checkMail: "Silakan periksa kotak masuk Anda",
	checkMailText: (address) =>
		`Email berisi tautan sedang dikirim ke ${address}. Buka tautan itu untuk mengonfirmasi bahwa alamat tersebut milik Anda; sebelum itu, tidak ada email lain yang dikirim.`,
	over: "Tidak akan ada kabar lagi tentang paket ini.",
	off: "Toko ini tidak mengirim email seperti ini.",
	tooMany: "Kabar paket ini sudah dikirim ke begitu banyak alamat sehingga tidak dapat ditambah lagi.",
	confirm: {
		title: "Apakah Anda ingin menerima email tentang paket ini?",
		text: (address) => `Email akan dikirim ke ${address}.`,
		button: "Ya, kirimi saya email",
	},
	stop: {
		title: "Email tentang paket Anda",
		text: (address) => `Kabar tentang paket ini dikirim ke ${address}.`,
		textOrder: (address) => `Kabar tentang semua paket dari pesanan ini dikirim ke ${address}.`,
		button: "Hentikan email ini",
		buttonShop: (shop) => `Hentikan semua email seperti ini dari ${shop}`,
		stopped: "Email sudah dihentikan",
		stoppedText: (address) => `Tidak ada lagi yang dikirim ke ${address}.`,
		again: "Kirimi saya email lagi",
	},
	letter: {
		subject: (what, parcel) => `${what} · ${parcel}`,
		news: "Kabar terbaru",
		laterThanTold: "Paket tiba lebih lambat daripada yang disebutkan dalam email terakhir.",
		see: "Posisi paket dan semua keterangannya:",
		end: "Hentikan email ini:",
		why: (shop) =>
			`Anda menerima email ini karena ada yang meminta kabar tentang paket dari ${shop} dikirim ke alamat ini.`,
		confirmSubject: (parcel) => `Mohon konfirmasi email tentang paket: ${parcel}`,
		confirmText: (shop, parcel) =>
			`Ada yang meminta agar email tentang paket dari ${shop} dikirim ke alamat ini: ${parcel}. Jika itu Anda, mohon konfirmasi, dan kami akan menulis saat ada kabar.`,
		confirmHere: "Konfirmasi di sini:",
		notYou:
			"Jika itu bukan Anda, Anda tidak perlu melakukan apa pun: tanpa konfirmasi Anda, tidak ada email lain yang dikirim.",
	},
};
