import type { CareWords } from "../care-keys.ts";
import { pluralsOf } from "../plurals.ts";

const counted = pluralsOf("id");

const tooMany = (minutes: number): string =>
	`Sudah terlalu sering dicoba barusan. Silakan coba lagi dalam ${counted(minutes, { other: "# menit" })}.`;

export const INDONESIAN_CARE: CareWords = {
	track: {
		title: "Cari paket Anda",
		text: "Tulis nomor resi, lalu kode pos tujuan atau alamat email pada pesanan.",
		number: "Nomor resi atau nomor pesanan",
		check: "Kode pos atau alamat email",
		checkHint: "Seperti yang diberikan kepada toko.",
		button: "Cari paket",
		notFound:
			"Kami tidak menemukan paket yang cocok dengan keduanya. Bandingkan dengan pesan dari toko, atau tanyakan kepada toko. Paket baru muncul setelah didaftarkan oleh toko.",
		tooMany,
	},
	verify: {
		title: "Apakah paket ini untuk Anda?",
		text: "Kode dan nama hanya ditampilkan kepada penerima paket. Tulis kode pos tujuan, atau alamat email pada pesanan.",
		check: "Kode pos atau alamat email",
		button: "Tampilkan rincian",
		wrong: "Itu tidak sama dengan yang diberikan kepada toko. Bandingkan dengan pesanan Anda, atau tanya petugas.",
		tooMany,
		impossible:
			"Toko tidak memberi tahu kami untuk siapa paket ini, sehingga rinciannya tidak dapat ditampilkan di sini. Silakan tanya petugas.",
		done: "Rincian dapat dilihat di perangkat ini selama satu hari.",
		forget: "Sembunyikan lagi",
	},
	notReceived: {
		title: "Paket belum saya terima",
		carrierSays: (carrier, what, when) => `Menurut ${carrier}: ${what}, ${when}.`,
		lookFirst: "Kebanyakan paket yang tampak hilang ternyata ada di dekat Anda. Mohon periksa dulu:",
		places: {
			door: "di sekitar pintu, garasi, dan halaman",
			letterbox: "di kotak surat, mungkin juga ada kartu dari kurir",
			household: "pada semua yang tinggal atau bekerja bersama Anda",
			neighbours: "pada tetangga, termasuk di seberang jalan",
			reception: "di resepsionis, pos satpam, atau ruang surat",
			"safe-place": "di tempat yang pernah Anda sepakati dengan jasa kirim",
		},
		tooEarly:
			"Ada kurir yang mencatat paket sebagai terkirim beberapa jam sebelum mengantarnya. Paket mungkin masih datang hari ini.",
		lookedThere: "Sudah saya periksa",
		note: "Apa yang perlu diketahui toko?",
		noteHint: "Misalnya ciri rumah Anda, atau bahwa foto menunjukkan pintu yang lain.",
		email: "Alamat email Anda",
		emailHint: "Untuk jawaban dari toko.",
		send: "Beri tahu toko",
		promise: (shop) =>
			`${shop} menerima pesan Anda beserta semua laporan jasa kirim, lalu menanyakannya kepada jasa kirim.`,
		told: (shop, when) => `Anda memberi tahu ${shop} pada ${when} bahwa paket belum diterima.`,
		found: "Ternyata paketnya ada",
		takenBack: "Terima kasih. Toko sudah tahu bahwa paketnya ada pada Anda.",
		line: "Anda memberi tahu toko bahwa paket belum diterima",
		notNow:
			"Paket ini tidak tercatat sebagai terkirim, jadi mungkin masih dalam perjalanan. Halaman paket menunjukkan posisinya; tanya petugas bila ada yang tidak beres.",
		back: "Kembali ke paket",
	},
	ask: {
		title: (shop) => `Tanya ${shop}`,
		lead: "Pertanyaan Anda dibaca oleh petugas yang juga melihat data paket ini, pesanannya, dan semua yang tampil di halaman paket. Anda tidak perlu menjelaskan paket yang mana.",
		faqFirst: "Mungkin ini langsung membantu",
		text: "Pertanyaan Anda",
		email: "Alamat email Anda",
		emailHint: "Jawaban dikirim ke sana dan juga muncul di halaman ini.",
		photos: "Foto (opsional)",
		photosHint: (most, megabytes) =>
			`Paling banyak ${most}, masing-masing hingga ${megabytes} MB. Tempat dan waktu pengambilannya dihapus.`,
		photosMany: (most) => `Pilih paling banyak ${most} foto.`,
		photosLarge: (megabytes) =>
			`Salah satu foto terlalu besar. Pilih foto yang masing-masing paling besar ${megabytes} MB dan 50 megapiksel.`,
		photosUnread: "Salah satu foto tidak dapat dibaca. Pilih foto dalam format JPEG, PNG, atau WebP.",
		photosAgain: "Pilih lagi foto Anda: foto tadi tidak disimpan.",
		photo: (number) => `Foto ${number}`,
		send: "Kirim pertanyaan",
		usual: (time) => `Waktu tunggu jawaban biasanya: ${time}.`,
		isIn: "Saat ini ada petugas.",
		nextIn: (when) => `Petugas ada lagi: ${when}.`,
		sent: (shop) => `Pertanyaan Anda sudah sampai di ${shop}.`,
		thread: (shop) => `Anda dan ${shop}`,
		you: "Anda",
		notYet: "Belum ada jawaban. Jawaban akan muncul sendiri di sini.",
		again: "Tulis lagi",
		lost: "Pesan ini tidak dapat dibaca lagi.",
		tooMany:
			"Pertanyaan tentang paket ini sudah begitu banyak sehingga tidak dapat diterima lagi di sini. Silakan tulis kepada toko melalui cara yang tertera di email pesanan.",
		elsewhere: "Apakah Anda bertanya dari perangkat lain?",
		show: "Tampilkan pertanyaan Anda di sini",
		file: "Semua yang disimpan dari percakapan ini, sebagai berkas",
		erase: "Hapus percakapan ini",
		eraseText: (shop) =>
			`Semua yang Anda dan ${shop} tulis di sini dihapus untuk selamanya, beserta foto, email, dan alamat yang Anda berikan. ${shop} melihat bahwa Anda menghapusnya, dan kapan. Email yang sudah dikirim tetap berada di tempat tibanya.`,
		eraseReports: "Yang Anda tulis saat melaporkan bahwa paket tidak diterima juga dihapus.",
		eraseSure: "Hapus selamanya",
		erased: "Sudah dihapus.",
		waiting: (shop) => `Pertanyaan Anda sudah sampai di ${shop}`,
		answered: (shop) => `${shop} sudah menjawab Anda`,
		read: "Baca dan balas",
		letter: {
			subject: (shop, parcel) => `Pertanyaan Anda kepada ${shop}: ${parcel}`,
			received: (shop) => `Pertanyaan Anda sudah sampai di ${shop}. Petugas akan membaca dan menjawabnya.`,
			comesHere: "Jawaban dikirim ke alamat email ini dan juga muncul di sini:",
			youWrote: (when) => `Anda menulis pada ${when}:`,
			writeAgain: "Tulis lagi, dan lihat di mana paket Anda:",
			above: "Tulis balasan Anda di atas baris ini",
			why: "Anda menerima email ini karena alamat ini diberikan bersama pertanyaan tentang sebuah paket. Jika itu bukan Anda, Anda tidak perlu melakukan apa pun.",
		},
	},
	faqTitle: "Tanya jawab",
	helped: { ask: "Apakah ini membantu?", yes: "Ya", no: "Tidak", thanks: "Terima kasih." },
	faq: {
		"no-scan-yet": {
			question: "Mengapa belum ada perkembangan?",
			answer: (carrier, shop) =>
				`${shop} sudah membuat label; ${carrier} melaporkan paket saat pertama kali dipindai, sering kali malam hari atau hari kerja berikutnya. Anda tidak perlu melakukan apa pun: langkah pertama akan muncul sendiri di sini.`,
		},
		"how-sure": {
			question: "Seberapa pasti tanggalnya?",
			answer: (carrier) =>
				`Tanggal dihitung ulang di setiap langkah, dari paket lain yang menempuh jalur yang sama dan dari keterangan ${carrier}. Seberapa sering tanggal seperti ini tepat kami ukur dan tampilkan secara terbuka.`,
		},
		late: {
			question: "Mengapa terlambat, dan apa yang dapat saya lakukan?",
			answer: (carrier) =>
				`Alasan yang diberikan ${carrier} tertera di atas. Kebanyakan paket yang terlambat tiba dalam beberapa hari. Jika Anda memerlukannya sebelum hari tertentu, tanya petugas sekarang juga, jangan menunggu.`,
		},
		silent: {
			question: "Sudah berhari-hari tidak ada kabar. Apakah paketnya hilang?",
			answer: () =>
				"Biasanya tidak: paket dapat menempuh jarak jauh di antara dua pemindaian. Paket ini lebih lama tanpa kabar daripada biasanya, jadi toko sudah diberi tahu. Begitu bergerak, Anda melihatnya di sini.",
		},
		"in-customs": {
			question: "Berapa lama proses bea cukai?",
			answer: (carrier) =>
				`Biasanya beberapa jam sampai beberapa hari; pemeriksaan barang atau dokumen memakan waktu lebih lama. Jika bea cukai memerlukan sesuatu dari Anda, ${carrier} atau instansi terkait akan menghubungi Anda, dan hal itu tertulis di halaman ini.`,
		},
		duty: {
			question: "Kepada siapa saya membayar, dan bagaimana memastikan tagihannya asli?",
			answer: (carrier) =>
				`Bayarlah di halaman resmi ${carrier} atau kepada kurir, dan simpan buktinya. Buka halaman itu dari sini, jangan pernah dari SMS: tagihan bea kecil adalah penipuan yang umum. Jika pajak sudah Anda bayar saat membeli, tanya petugas sebelum membayar lagi.`,
		},
		"be-at-home": {
			question: "Apakah saya harus di rumah?",
			answer: (carrier) =>
				`Hanya jika harus ada yang menandatangani atau membayar. Selain itu, ${carrier} dapat menaruh paket di kotak surat, menitipkannya ke tetangga atau ke tempat pengambilan, dan tempatnya tertulis di sini.`,
		},
		missed: {
			question: "Apa yang terjadi jika pengantaran gagal?",
			answer: (carrier) =>
				`${carrier} biasanya mencoba lagi pada hari kerja berikutnya atau membawa paket ke tempat pengambilan. Kartu dari kurir dan halaman resmi ${carrier} menerangkan yang mana, dan sering kali Anda dapat memilih.`,
		},
		collect: {
			question: "Apa yang saya perlukan untuk mengambilnya?",
			answer: () =>
				"Kartu identitas, serta kode atau kartu dari kurir jika ada. Orang lain sering kali dapat mengambilnya dengan surat kuasa dari Anda. Setelah hari terakhir, paket dikembalikan ke toko.",
		},
		address: {
			question: "Alamatnya salah. Apakah dapat diubah?",
			answer: (carrier) =>
				`Sering kali bisa, selama paket belum dibawa kurir: di halaman resmi ${carrier}, atau melalui toko. Segera tanya petugas; makin jauh paket berjalan, makin sulit mengubahnya.`,
		},
		"not-received": {
			question: "Tercatat terkirim, tetapi paketnya tidak ada. Bagaimana?",
			answer: (_carrier, shop) =>
				`Periksa di sekitar pintu, di kotak surat, dan pada tetangga. Jika tidak ada, tekan “Belum diterima”: ${shop} menerima semua keterangan tentang pengantaran itu dan menanyakannya kepada jasa kirim.`,
		},
		damaged: {
			question: "Paket tiba dalam keadaan rusak. Apa yang harus saya lakukan?",
			answer: () =>
				"Simpan semuanya, termasuk kardus dan isian pelindungnya, dan ambil foto sebelum membongkar lebih jauh. Lalu tanya petugas. Laporkan dalam beberapa hari: jasa kirim hanya mengganti kerusakan yang segera dilaporkan.",
		},
		"part-missing": {
			question: "Ada barang yang kurang. Di mana barangnya?",
			answer: () =>
				"Satu pesanan dapat dikirim dalam beberapa paket, masing-masing dengan halamannya sendiri. Jika semua sudah tiba dan masih ada yang kurang, tanya petugas.",
		},
		"going-back": {
			question: "Paket dikembalikan ke toko. Apakah uang saya kembali?",
			answer: (_carrier, shop) =>
				`${shop} memutuskannya setelah paket kembali, dan sering kali dapat mengirimnya sekali lagi. Tanya petugas dan sampaikan mana yang Anda inginkan.`,
		},
		lost: {
			question: "Paketnya hilang. Siapa yang membantu saya?",
			answer: (_carrier, shop) =>
				`${shop} yang membantu: tokolah yang mengajukan klaim kepada jasa kirim, bukan Anda. Tanya petugas, dan sampaikan apakah Anda ingin paket dikirim ulang atau uang dikembalikan.`,
		},
		"who-sees": {
			question: "Siapa yang dapat melihat halaman ini?",
			answer: () =>
				"Siapa pun yang memiliki tautannya: yang terlihat hanya kota, bukan jalan Anda, dan tanpa nama. Kode dan nama hanya ditampilkan setelah kode pos atau alamat email pada pesanan dimasukkan.",
		},
	},
	field: {
		missing: "Mohon diisi.",
		tooLong: (most) => counted(most, { other: "Mohon gunakan paling banyak # karakter." }),
		noEmail: "Mohon tulis alamat email, misalnya nama@example.com.",
	},
};
