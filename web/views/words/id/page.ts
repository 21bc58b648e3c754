import type { Ground, Words } from "../keys.ts";
import { pluralsOf } from "../plurals.ts";
import { INDONESIAN_CARE } from "./care.ts";
import { INDONESIAN_CODES } from "./codes.ts";
import { INDONESIAN_PRODUCTS } from "./products.ts";
import { INDONESIAN_REASONS } from "./reasons.ts";
import { INDONESIAN_REVIEWS } from "./reviews.ts";
import { INDONESIAN_WATCH } from "./watch.ts";

const counted = pluralsOf("id");

const GROUNDS: Readonly<Record<Ground, string>> = {
	postcode: "ke daerah Anda",
	lane: "di jalur ini",
	region: "ke wilayah Anda",
	country: "antara kedua negara ini",
	service: "dengan layanan ini",
	carrier: "dengan jasa kirim ini",
};

const askCarrier = (carrier: string): string => `Tanyakan kepada ${carrier} dengan nomor di bawah.`;

const carrierShows = (carrier: string): string => `Posisi paket dapat dilihat di halaman resmi ${carrier}.`;

const helpCarrier = (carrier: string): string =>
	`Anda dapat membantu: lihat apa yang diminta ${carrier} dari Anda, atau tanya petugas.`;

export const INDONESIAN: Words = {
	codes: INDONESIAN_CODES,
	reasons: INDONESIAN_REASONS,
	conditions: {
		notice: { title: "Mohon diperhatikan", next: () => "Jika ini tidak mungkin benar, tanya petugas." },
		delayed: {
			title: "Terlambat",
			next: (who, carrier) =>
				who === "recipient"
					? helpCarrier(carrier)
					: `${carrier} sedang menanganinya. Anda tidak perlu melakukan apa pun.`,
		},
		stalled: {
			title: "Belum ada kabar baru",
			next: () => "Ini lebih lama daripada biasanya. Toko sudah diberi tahu; Anda tidak perlu melakukan apa pun.",
		},
		action_required: {
			title: "Ada yang perlu dilakukan",
			next: (who, carrier, hasPage) =>
				who === "recipient"
					? hasPage
						? `Hanya Anda yang dapat melanjutkannya: caranya tertera di halaman resmi ${carrier}.`
						: "Hanya Anda yang dapat melanjutkannya: tanya petugas caranya."
					: who === "sender"
						? "Toko yang harus bertindak. Anda tidak perlu melakukan apa pun."
						: `${carrier} yang harus bertindak. Anda tidak perlu melakukan apa pun.`,
		},
		problem: {
			title: "Ada masalah",
			next: (who, carrier) =>
				who === "sender"
					? "Toko yang harus memutuskan langkah berikutnya. Tanya petugas jika Anda ingin tahu."
					: who === "recipient"
						? helpCarrier(carrier)
						: `${carrier} sedang memeriksanya. Tanya petugas jika Anda ingin tahu lebih banyak.`,
		},
		final_problem: {
			title: "Paket ini tidak akan sampai",
			next: () => "Tanya petugas: toko akan menyelesaikannya.",
		},
		disputed: { title: "Dilaporkan belum diterima", next: () => "Toko sedang menanyakannya kepada jasa kirim." },
		source_down: {
			title: "Sistem jasa kirim tidak menjawab",
			next: (_who, carrier) => `Kami terus menanyakannya kepada ${carrier}. Di bawah ini keterangan sebelumnya.`,
		},
	},
	endings: {
		returning: {
			title: "Paket tidak jadi ke tempat Anda",
			next: (shop) => `Paket kembali ke ${shop}. Tanya petugas apakah gantinya dikirim atau uang Anda dikembalikan.`,
		},
		returned: {
			title: "Paket sudah dikembalikan",
			next: (shop) =>
				`Paket sudah ada di ${shop} lagi. Tanya petugas apakah gantinya dikirim atau uang Anda dikembalikan.`,
		},
		cancelled: { title: "Paket tidak akan datang", next: () => "Jika itu bukan permintaan Anda, tanya petugas." },
		lost: {
			title: "Paket tidak akan sampai",
			next: (shop) => `${shop} akan menyelesaikannya: tanya petugas. Jika paket ditemukan, Anda melihatnya di sini.`,
		},
		destroyed: {
			title: "Paket tidak akan sampai",
			next: (shop) => `Tidak ada lagi yang dapat dikirimkan. ${shop} akan menyelesaikannya: tanya petugas.`,
		},
		stolen: {
			title: "Paket tidak akan sampai",
			next: (shop) => `Anda tidak perlu mengurus pencuriannya. ${shop} akan menyelesaikannya: tanya petugas.`,
		},
		expired: {
			title: "Tidak ada kabar lagi yang diharapkan",
			next: (shop) => `Jika paket belum ada pada Anda, tanya petugas: ${shop} akan menyelesaikannya.`,
		},
		archived: {
			title: "Tidak ada lagi yang ditampilkan di sini",
			next: () => "Jika paket belum ada pada Anda, tanya petugas.",
		},
		damaged: {
			title: "Dilaporkan rusak",
			next: () => "Jika ada yang rusak, simpan kemasannya dan tanya petugas.",
		},
		rest: {
			title: "Sisanya tidak akan sampai",
			next: (shop) => `${shop} akan menyelesaikannya: tanya petugas.`,
		},
		reported: {
			title: "Ada laporan lagi setelahnya",
			next: () => "Jika paket belum ada pada Anda, tanya petugas.",
		},
	},
	collect: {
		title: "Silakan ambil paket Anda",
		next: (place, carrier) =>
			`${place === "" ? "" : `Tempat pengambilan: ${place}. `}Berapa lama paket disimpan untuk Anda dapat ditanyakan kepada ${carrier}.`,
	},
	neverCardDetails: "Jangan pernah memasukkan data kartu lewat tautan dalam SMS.",
	following: {
		"needs-connection": (carrier, hasPage) =>
			`Halaman toko ini belum terhubung dengan ${carrier}. ${hasPage ? carrierShows(carrier) : askCarrier(carrier)}`,
		"push-only": (carrier) =>
			`${carrier} memberi tahu kami setiap langkah begitu terjadi. Langkah pertamanya akan muncul sendiri di sini.`,
		unsupported: (carrier, hasPage) =>
			`Kami tidak dapat menanyakannya langsung kepada ${carrier}. ${hasPage ? carrierShows(carrier) : askCarrier(carrier)}`,
	},
	steps: {
		shipped: "Dikirim",
		moving: "Di jalan",
		customs: "Bea cukai",
		nearby: "Di daerah Anda",
		out: "Diantar",
		collect: "Siap diambil",
		delivered: "Terkirim",
		returning: "Dikembalikan",
		returned: "Kembali di toko",
	},
	headline: {
		arriving: (when) => `Perkiraan tiba ${when}`,
		nowExpected: (what, when) => `${what} – kini diperkirakan tiba ${when}`,
		between: (day, times) => `${day}, ${times}`,
		by: (day, time) => `${day}, paling lambat pukul ${time}`,
		today: (day) => `hari ini, ${day}`,
		tomorrow: (day) => `besok, ${day}`,
		delivered: (when) => `Terkirim ${when}`,
		at: (what, when) => `${what}, ${when}`,
		until: (what, day) => `${what} sampai ${day}`,
		later: "Lebih lambat dari perkiraan",
		laterNow: (when) => `Lebih lambat dari perkiraan: ${when}`,
		wasExpected: (when) => `Semula diperkirakan tiba ${when}.`,
		firstEstimate: (when) => `Perkiraan pertama adalah ${when}.`,
		noNewDate: "Belum ada tanggal baru.",
		onItsWay: "Dalam perjalanan",
		noDate: "Belum ada tanggal pengantaran.",
		noNewsSince: (day) => `Tidak ada kabar sejak ${day}`,
		mayCome: (when) => `Jika segera bergerak lagi, paket mungkin masih tiba ${when}.`,
		notHandedOver: "Paket belum di tangan jasa kirim",
		heardLast: (day) => `Kabar terakhir diterima ${day}.`,
		outToday: (day) => `Sedang diantar hari ini, ${day}`,
		outSince: (day) => `Dibawa kurir sejak ${day}`,
		labelMade: "Paket Anda sedang disiapkan",
		labelDetail: (shop, carrier) => `${shop} sudah membuat label. ${carrier} belum memindai paket ini.`,
		waitingDetail: (carrier) => `Langkah pertama muncul sendiri di sini begitu dilaporkan ${carrier}.`,
		firstScanBy: (carrier, day) => `Paket seperti ini biasanya sudah diterima ${carrier} paling lambat ${day}.`,
		elsewhere: (carrier) => `Lacak paket ini di ${carrier}`,
	},
	promise: {
		carrier: (carrier) => `Demikian menurut ${carrier}.`,
		seller: (shop) => `Demikian janji ${shop}.`,
		kept: (carrier, outOfTen) => `${carrier} menepati sekitar ${outOfTen} dari 10 tanggal seperti ini.`,
		likely: (when) => `Kemungkinan terbesar ${when}.`,
		likelyAt: (time) => `Kemungkinan terbesar sekitar pukul ${time}.`,
		estimate: (parcels, ground) => `Perkiraan kami, dari ${counted(parcels, { other: "# paket" })} ${GROUNDS[ground]}.`,
		stated: (carrier, fromDays, toDays, isWorking) => {
			const days = fromDays === toDays ? `${toDays}` : `${fromDays}–${toDays}`;
			return `${carrier} biasanya memerlukan ${days} hari${isWorking ? " kerja" : ""}.`;
		},
		beside: (carrier, when, usually) => {
			if (usually === "within") return `Perkiraan ${carrier}: ${when}.`;
			return `Perkiraan ${carrier}: ${when}; paket di jalur ini biasanya ${usually === "later" ? "lebih lama" : "lebih cepat"}.`;
		},
		lateStep: (what, days) => `${what}: ${counted(days, { other: "# hari" })} lebih lambat daripada biasanya.`,
		slower: "Akhir-akhir ini paket seperti ini lebih lama daripada sebelumnya.",
		measured: (outOfTen) => `${outOfTen} dari 10 paket di jalur ini tiba dalam rentang waktu ini.`,
		localTo: (city) => `Jam mengikuti waktu setempat di ${city}.`,
	},
	yourParcel: "Paket Anda",
	andMore: (title, more) => `${title} + ${counted(more, { other: "# barang lain" })}`,
	localTime: (when) => `${when} (waktu setempat)`,
	checked: (ago) => ["diperiksa ", ago, ""],
	sourceDown: (carrier, since) =>
		`Sistem ${carrier} tidak menjawab sejak ${since}. Ini keterangan yang diketahui saat itu.`,
	noTime: "tanpa jam",
	mapTitle: "Posisi paket",
	map: {
		from: (place) => `Dari ${place}.`,
		within: (country) => `Kini di ${country}; tempat yang lebih tepat tidak diketahui.`,
		near: (place, known) => `Terakhir terlihat di ${place}, ${known}.`,
		lastKnown: (place, known) => `Tempat terakhir yang diketahui: ${place}, ${known}.`,
		arrived: (place) => `Sudah tiba di ${place}.`,
		back: (place) => `Sudah kembali di ${place}.`,
		to: (place) => `Ke ${place}.`,
		knownTo: {
			address: "diketahui sampai tingkat alamat",
			street: "diketahui sampai tingkat jalan",
			postcode: "diketahui sampai tingkat kode pos",
			locality: "diketahui sampai tingkat kota",
			region: "diketahui sampai tingkat wilayah",
			country: "diketahui sampai tingkat negara",
		},
		places: "Tempat yang dilalui",
		skip: "Lewati peta",
		courier: (when) => `Gambar mobil menunjukkan posisi kurir: ${when}.`,
		move: "Geser peta",
		zoomIn: "Perbesar",
		zoomOut: "Perkecil",
		pan: { left: "Geser ke kiri", up: "Geser ke atas", down: "Geser ke bawah", right: "Geser ke kanan" },
		credit: "Peta: Natural Earth · GeoNames (CC BY 4.0)",
	},
	timeline: "Riwayat pengiriman",
	olderScans: (count) => counted(count, { other: "# langkah sebelumnya tidak ditampilkan." }),
	noScans: (carrier) => `Belum ada langkah. Langkah pertama dari ${carrier} akan muncul sendiri di sini.`,
	carrierSays: (carrier) => `Kata ${carrier}`,
	progress: "Kemajuan",
	stepDone: "selesai: ",
	stepStopped: "berhenti di sini: ",
	contents: "Isi paket ini",
	orderContents: "Isi pesanan ini",
	otherParcels: "Paket lain dari pesanan ini",
	parcelDetails: "Jasa kirim dan nomor resi",
	carrier: "Jasa kirim",
	number: "Nomor resi",
	orderNumber: "Nomor pesanan",
	copy: "Salin",
	copied: "Tersalin",
	goesOnWith: "Dilanjutkan oleh",
	anotherCarrier: "Jasa kirim lain",
	carrierPage: (carrier) => `Lihat di ${carrier}`,
	askPerson: "Tanya petugas",
	askSubject: (title, number) => `${title} (${number})`,
	askBody: (carrier, number, state) => `\n\n--\nTentang paket saya dengan ${carrier}, nomor resi ${number}: ${state}`,
	someDelivered: (delivered, parcels) => `${delivered} dari ${parcels} paket terkirim`,
	returns: { yours: "Pengembalian Anda", of: "Yang dikembalikan dengan paket ini" },
	lastMile: {
		title: "Kurir sedang menuju ke tempat Anda",
		stopsBefore: (stops) =>
			counted(stops, {
				other: stops === 0 ? "Giliran Anda berikutnya" : "# perhentian lagi sebelum giliran Anda",
			}),
		positionFrom: (ago) => `Posisi: ${ago}`,
		callCourier: "Telepon kurir",
		courier: "Kurir",
	},
	pickup: {
		title: "Tempat pengambilan",
		address: "Alamat",
		hours: "Jam buka",
		code: "Kode",
		codeIsHidden: "Ada kode untuk mengambil paket. Kode ditampilkan setelah Anda menyatakan untuk siapa paket ini.",
		directions: "Petunjuk arah",
	},
	actions: {
		addToCalendar: "Tambah ke kalender",
		share: "Bagikan",
		linkCopied: "Tautan tersalin",
		showDetails: "Lihat kode & rincian",
		findTheWay: "Petunjuk arah",
		notReceived: "Belum diterima",
	},
	calendar: {
		event: (title) => `Paket: ${title}`,
		description: (state) => `${state} Posisi terkini ada di halaman paket.`,
	},
	proof: {
		title: "Bukti pengantaran",
		signedBy: (name) => `Ditandatangani oleh ${name}`,
		signed: "Sudah ditandatangani; jasa kirim tidak menyebutkan namanya.",
		leftAt: (place) => `Tempat pengantaran: ${place}`,
		courier: (name) => `Diantar oleh ${name}`,
	},
	language: "Bahasa",
	widgetMore: "Lihat peta dan semua langkah",
	care: INDONESIAN_CARE,
	watch: INDONESIAN_WATCH,
	reviews: INDONESIAN_REVIEWS,
	products: INDONESIAN_PRODUCTS,
	notFoundTitle: "Paket ini tidak kami temukan",
	notFoundText:
		"Tautannya mungkin tidak lengkap atau sudah terlalu lama. Buka lagi dari pesan toko, atau minta tautan baru kepada toko.",
	awayTitle: "Saat ini kami tidak dapat memeriksanya",
	awayText:
		"Kesalahan ada pada kami dan hanya sementara. Paket Anda tetap berjalan. Silakan muat ulang halaman ini satu menit lagi.",
};
