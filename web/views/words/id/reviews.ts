import type { ReviewWords } from "../review-keys.ts";

export const INDONESIAN_REVIEWS: ReviewWords = {
	ask: "Bagaimana hasilnya?",
	write: "Tulis ulasan",
	said: "Ulasan",
	lead: (shop) =>
		`${shop} membaca ulasan Anda dan dapat menampilkannya di halaman paket ini dan di toko, tanpa nama Anda.`,
	stages: {
		delivery: "Pengiriman",
		product: "Isi paket",
		"follow-up": "Ditambahkan kemudian",
	},
	rating: "Penilaian Anda",
	scale: {
		5: "Sangat baik",
		4: "Baik",
		3: "Cukup",
		2: "Buruk",
		1: "Sangat buruk",
	},
	items: "Barang mana yang Anda maksud? Jangan centang apa pun jika maksud Anda semuanya.",
	text: "Dengan kata-kata Anda",
	textHint: "Mohon jangan menulis nama, alamat, atau nomor telepon: semua orang dapat membacanya.",
	send: "Kirim",
	change: "Ubah",
	takeBack: "Tarik kembali",
	takeBackText: "Tulisan, bintang, foto, dan video Anda dihapus, bersama tambahan Anda kemudian dan jawaban toko.",
	takeBackSure: "Ya, hapus",
	removePhotos: "Hapus foto",
	video: {
		label: "Video (opsional)",
		hint: (megabytes, seconds) =>
			`Satu, hingga ${megabytes} MB dan ${seconds} detik: MP4, MOV, atau WebM. Tempat dan waktu yang tersimpan dalam berkas dihapus; semua yang terlihat dan terdengar tetap ada.`,
		again: "Pilih lagi video Anda: video tadi tidak disimpan.",
		large: (megabytes) => `Video terlalu besar. Pilih video hingga ${megabytes} MB dan paling tinggi 4K.`,
		long: (seconds) => `Video terlalu panjang. Pilih video hingga ${seconds} detik.`,
		unread: "Video tidak dapat dibaca. Pilih video dalam format MP4, MOV, atau WebM.",
		remove: "Hapus video",
		name: "Video",
		maybe: "Tidak semua perangkat dapat memutar video ini.",
		save: "Simpan video",
	},
	states: {
		waiting: (shop) => `${shop} membaca ulasan Anda sebelum ditampilkan.`,
		shown: "Ulasan Anda ditampilkan.",
		hidden: (shop) => `${shop} tidak menampilkan ulasan Anda.`,
	},
	erased: "Ulasan Anda sudah dihapus.",
	changedUntil: (day) => `Dapat diubah sampai ${day}`,
	prove:
		"Ulasan pembeli terverifikasi diberi tanda. Ulasan Anda juga, setelah Anda menunjukkan bahwa Anda tahu kode pos atau alamat email pesanan.",
	verified: "Pembelian terverifikasi",
	unverified: "Pembelian belum terverifikasi",
	changed: "diubah",
	answer: (shop) => `Jawaban dari ${shop}`,
	answeredBefore: "untuk versi ulasan sebelumnya",
	missingRating: "Mohon pilih satu sampai lima bintang.",
	notNow:
		"Belum ada yang dapat dinilai: paket ini belum terkirim seluruhnya, atau ada yang tidak beres. Tanya petugas bila Anda perlu bantuan.",
	off: (shop) => `${shop} tidak menerima ulasan di sini.`,
	refused:
		"Saat ini tidak ada lagi yang dapat diterima di sini. Di bawah tampak apa yang masih dapat Anda tulis atau ubah.",
};
