import type { Ground, Words } from "../keys.ts";
import { pluralsOf } from "../plurals.ts";
import { TURKISH_CARE } from "./care.ts";
import { TURKISH_CODES } from "./codes.ts";
import { TURKISH_PRODUCTS } from "./products.ts";
import { TURKISH_REASONS } from "./reasons.ts";
import { TURKISH_REVIEWS } from "./reviews.ts";
import { TURKISH_WATCH } from "./watch.ts";

const counted = pluralsOf("tr");

const GROUNDS: Readonly<Record<Ground, string>> = {
	postcode: "Çevrenize gelen",
	lane: "Bu güzergâhtaki",
	region: "Bölgenize gelen",
	country: "Bu ülkeler arasındaki",
	service: "Bu hizmetle taşınan",
	carrier: "Bu kargo firmasıyla taşınan",
};

const askCarrier = (carrier: string): string => `Aşağıdaki numarayla ${carrier} firmasına sorun.`;

const carrierShows = (carrier: string): string => `Paketin nerede olduğunu ${carrier} firmasının sayfası gösterir.`;

const helpCarrier = (carrier: string): string =>
	`Yardımcı olabilirsiniz: ${carrier} sizden ne istiyor, bakın veya bir yetkiliye danışın.`;

export const TURKISH: Words = {
	codes: TURKISH_CODES,
	reasons: TURKISH_REASONS,
	conditions: {
		notice: { title: "Dikkatinize", next: () => "Bu doğru olamazsa bir yetkiliye danışın." },
		delayed: {
			title: "Gecikti",
			next: (who, carrier) =>
				who === "recipient" ? helpCarrier(carrier) : `${carrier} ilgileniyor. Sizin bir şey yapmanız gerekmez.`,
		},
		stalled: {
			title: "Bir süredir haber yok",
			next: () => "Bu, her zamankinden uzun. Mağazaya bildirildi; sizin bir şey yapmanız gerekmez.",
		},
		action_required: {
			title: "Yapılması gereken bir şey var",
			next: (who, carrier, hasPage) =>
				who === "recipient"
					? hasPage
						? `Bunu yalnızca siz ilerletebilirsiniz: nasıl olacağını ${carrier} firmasının sayfası anlatır.`
						: "Bunu yalnızca siz ilerletebilirsiniz: nasıl olacağını öğrenmek için bir yetkiliye danışın."
					: who === "sender"
						? "Mağazanın harekete geçmesi gerekiyor. Sizin bir şey yapmanız gerekmez."
						: `${carrier} firmasının harekete geçmesi gerekiyor. Sizin bir şey yapmanız gerekmez.`,
		},
		problem: {
			title: "Bir sorun var",
			next: (who, carrier) =>
				who === "sender"
					? "Bundan sonrasına mağaza karar verecek. Öğrenmek isterseniz bir yetkiliye danışın."
					: who === "recipient"
						? helpCarrier(carrier)
						: `${carrier} durumu araştırıyor. Daha fazlasını öğrenmek isterseniz bir yetkiliye danışın.`,
		},
		final_problem: {
			title: "Bu paket gelmeyecek",
			next: () => "Bir yetkiliye danışın: mağaza bunu çözecek.",
		},
		disputed: { title: "Alınmadığı bildirildi", next: () => "Mağaza kargo firmasına soruyor." },
		source_down: {
			title: "Kargo firmasının sistemi yanıt vermiyor",
			next: (_who, carrier) => `${carrier} firmasına sormaya devam ediyoruz. Aşağıda, daha önce bilinenler var.`,
		},
	},
	endings: {
		returning: {
			title: "Size gelmiyor",
			next: (shop) =>
				`Paket ${shop} mağazasına dönüyor. Yenisinin mi gönderileceğini, paranızın mı iade edileceğini bir yetkiliye danışın.`,
		},
		returned: {
			title: "Geri gitti",
			next: (shop) =>
				`Paket yeniden ${shop} mağazasında. Yenisinin mi gönderileceğini, paranızın mı iade edileceğini bir yetkiliye danışın.`,
		},
		cancelled: { title: "Gelmeyecek", next: () => "Bunu siz istemediyseniz bir yetkiliye danışın." },
		lost: {
			title: "Gelmeyecek",
			next: (shop) => `${shop} bunu çözecek: bir yetkiliye danışın. Bulunursa burada görürsünüz.`,
		},
		destroyed: {
			title: "Gelmeyecek",
			next: (shop) => `Gönderilebilecek bir şey kalmadı. ${shop} bunu çözecek: bir yetkiliye danışın.`,
		},
		stolen: {
			title: "Gelmeyecek",
			next: (shop) => `Hırsızlıkla ilgili bir şey yapmanız gerekmez. ${shop} bunu çözecek: bir yetkiliye danışın.`,
		},
		expired: {
			title: "Artık yeni bir bilgi beklenmiyor",
			next: (shop) => `Paketiniz sizde değilse bir yetkiliye danışın: ${shop} bunu çözecek.`,
		},
		archived: {
			title: "Burada başka bir şey gösterilmiyor",
			next: () => "Paketiniz sizde değilse bir yetkiliye danışın.",
		},
		damaged: {
			title: "Hasar bildirildi",
			next: () => "Kırık bir şey varsa ambalajı saklayın ve bir yetkiliye danışın.",
		},
		rest: { title: "Geri kalanı gelmeyecek", next: (shop) => `${shop} bunu çözecek: bir yetkiliye danışın.` },
		reported: {
			title: "Sonrasında başka bilgi geldi",
			next: () => "Paketiniz sizde değilse bir yetkiliye danışın.",
		},
	},
	collect: {
		title: "Teslim almanızı bekliyor",
		next: (place, carrier) =>
			`${place === "" ? "" : `Buradan alın: ${place}. `}Ne kadar süre bekletileceğini ${carrier} söyleyebilir.`,
	},
	neverCardDetails: "SMS’le gelen bir bağlantıya asla kart bilgilerinizi girmeyin.",
	following: {
		"needs-connection": (carrier, hasPage) =>
			`Bu mağazanın sayfası henüz ${carrier} ile bağlantılı değil. ${hasPage ? carrierShows(carrier) : askCarrier(carrier)}`,
		"push-only": (carrier) => `${carrier} her adımı anında bize bildirir. İlki burada kendiliğinden görünür.`,
		unsupported: (carrier, hasPage) =>
			`${carrier} firmasına kendimiz soramıyoruz. ${hasPage ? carrierShows(carrier) : askCarrier(carrier)}`,
	},
	steps: {
		shipped: "Gönderildi",
		moving: "Yolda",
		customs: "Gümrük",
		nearby: "Bölgenizde",
		out: "Dağıtımda",
		collect: "Alınabilir",
		delivered: "Teslim edildi",
		returning: "Geri dönüyor",
		returned: "Mağazada",
	},
	headline: {
		arriving: (when) => `Tahmini teslimat: ${when}`,
		nowExpected: (what, when) => `${what} – yeni tarih: ${when}`,
		between: (day, times) => `${day}, ${times}`,
		by: (day, time) => `${day}, en geç ${time}`,
		today: (day) => `bugün, ${day}`,
		tomorrow: (day) => `yarın, ${day}`,
		delivered: (when) => `Teslim edildi: ${when}`,
		at: (what, when) => `${what}, ${when}`,
		until: (what, day) => `${what}, son gün ${day}`,
		later: "Beklenenden geç",
		laterNow: (when) => `Beklenenden geç: ${when}`,
		wasExpected: (when) => `Beklenen tarih: ${when}.`,
		firstEstimate: (when) => `İlk tahmin: ${when}.`,
		noNewDate: "Henüz yeni bir tarih yok.",
		onItsWay: "Yolda",
		noDate: "Henüz teslimat tarihi yok.",
		noNewsSince: (day) => `Haber yok, son bilgi: ${day}`,
		mayCome: (when) => `Yakında hareket ederse yine de gelebilir: ${when}.`,
		notHandedOver: "Paket henüz kargo firmasında değil",
		heardLast: (day) => `Son haber: ${day}.`,
		outToday: (day) => `Bugün dağıtımda, ${day}`,
		outSince: (day) => `Dağıtıma çıktı: ${day}`,
		labelMade: "Paketiniz hazırlanıyor",
		labelDetail: (shop, carrier) => `${shop} etiketi hazırladı. ${carrier} paketi henüz okutmadı.`,
		waitingDetail: (carrier) => `${carrier} bildirir bildirmez ilk adım burada kendiliğinden görünür.`,
		firstScanBy: (carrier, day) => `Böyle paketler genellikle en geç ${day} günü ${carrier} firmasında olur.`,
		elsewhere: (carrier) => `Bu paketi takip edeceğiniz yer: ${carrier}`,
	},
	promise: {
		carrier: (carrier) => `Bunu ${carrier} bildiriyor.`,
		seller: (shop) => `Bunu ${shop} taahhüt etti.`,
		kept: (carrier, outOfTen) =>
			`${carrier} böyle her 10 tarihten yaklaşık ${counted(outOfTen, { other: "#" })} tanesine uyar.`,
		likely: (when) => `En olası zaman: ${when}.`,
		likelyAt: (time) => `En olası saat: ${time} civarı.`,
		estimate: (parcels, ground) => `${GROUNDS[ground]} ${counted(parcels, { other: "# paket" })} üzerinden tahminimiz.`,
		stated: (carrier, fromDays, toDays, isWorking) => {
			const days = fromDays === toDays ? `${toDays}` : `${fromDays}–${toDays}`;
			return `${carrier} ile taşıma genellikle ${days} ${isWorking ? "iş günü" : "gün"} sürer.`;
		},
		beside: (carrier, when, usually) => {
			if (usually === "within") return `${carrier} bildirimi: ${when}.`;
			return `${carrier} bildirimi: ${when}; bu güzergâhta paketler genellikle ${usually === "later" ? "daha geç" : "daha erken"} gelir.`;
		},
		lateStep: (what, days) => `${what}: her zamankinden ${counted(days, { other: "# gün" })} geç.`,
		slower: "Son zamanlarda böyle paketler eskisinden uzun sürüyor.",
		measured: (outOfTen) =>
			`Bu güzergâhta her 10 paketten ${counted(outOfTen, { other: "#" })} tanesi bu aralıkta gelir.`,
		localTo: (city) => `Saatler yerel saattir: ${city}.`,
	},
	yourParcel: "Paketiniz",
	andMore: (title, more) => `${title} + ${counted(more, { other: "# ürün daha" })}`,
	localTime: (when) => `${when} (yerel saat)`,
	checked: (ago) => ["son kontrol: ", ago, ""],
	sourceDown: (carrier, since) =>
		`${carrier} firmasının sistemi şu zamandan beri yanıt vermiyor: ${since}. O sırada bilinenler bunlardı.`,
	noTime: "saat verilmedi",
	mapTitle: "Nerede",
	map: {
		from: (place) => `Çıkış: ${place}.`,
		within: (country) => `Şu anda bu ülkede: ${country}; daha kesin bir yer bilinmiyor.`,
		near: (place, known) => `Son görüldüğü yer: ${place} (${known}).`,
		lastKnown: (place, known) => `Bilinen son yer: ${place} (${known}).`,
		arrived: (place) => `Ulaştı: ${place}.`,
		back: (place) => `Geri ulaştı: ${place}.`,
		to: (place) => `Varış: ${place}.`,
		knownTo: {
			address: "adres düzeyinde biliniyor",
			street: "sokak düzeyinde biliniyor",
			postcode: "posta kodu düzeyinde biliniyor",
			locality: "şehir düzeyinde biliniyor",
			region: "bölge düzeyinde biliniyor",
			country: "ülke düzeyinde biliniyor",
		},
		places: "Yol üzerindeki yerler",
		skip: "Haritayı atla",
		courier: (when) => `Araç, kuryenin o sırada nerede olduğunu gösterir: ${when}.`,
		move: "Haritayı kaydır",
		zoomIn: "Yakınlaştır",
		zoomOut: "Uzaklaştır",
		pan: { left: "Sola kaydır", up: "Yukarı kaydır", down: "Aşağı kaydır", right: "Sağa kaydır" },
		credit: "Harita: Natural Earth · GeoNames (CC BY 4.0)",
	},
	timeline: "Gönderi hareketleri",
	olderScans: (count) => `Önceki ${counted(count, { other: "# adım" })} gösterilmiyor.`,
	noScans: (carrier) => `Henüz adım yok. ${carrier} ilkini bildirdiğinde burada kendiliğinden görünür.`,
	carrierSays: (carrier) => `${carrier} firmasının sözleriyle`,
	progress: "İlerleme",
	stepDone: "tamamlandı: ",
	stepStopped: "burada durdu: ",
	contents: "Bu pakette",
	orderContents: "Bu siparişte",
	otherParcels: "Bu siparişin diğer paketleri",
	parcelDetails: "Kargo firması ve numara",
	carrier: "Kargo firması",
	number: "Takip numarası",
	orderNumber: "Sipariş numarası",
	copy: "Kopyala",
	copied: "Kopyalandı",
	goesOnWith: "Taşımayı sürdüren",
	anotherCarrier: "Başka bir kargo firması",
	carrierPage: (carrier) => `${carrier} sayfasında gör`,
	askPerson: "Bir yetkiliye danışın",
	askSubject: (title, number) => `${title} (${number})`,
	askBody: (carrier, number, state) =>
		`\n\n--\n${carrier} ile gelen paketim hakkında, takip numarası ${number}: ${state}`,
	someDelivered: (delivered, parcels) => `Teslim edilen paketler: ${delivered} / ${parcels}`,
	returns: { yours: "İadeniz", of: "Bu paketle geri gelenler" },
	lastMile: {
		title: "Kurye yolda",
		stopsBefore: (stops) =>
			stops === 0 ? "Sıradaki durak sizsiniz" : `Sizden önce ${counted(stops, { other: "# durak" })} var`,
		positionFrom: (ago) => `Konum: ${ago}`,
		callCourier: "Kuryeyi ara",
		courier: "Kurye",
	},
	pickup: {
		title: "Nereden teslim alınır",
		address: "Adres",
		hours: "Çalışma saatleri",
		code: "Kod",
		codeIsHidden: "Teslim almak için bir kod var. Paketin kime ait olduğunu belirttiğinizde size gösterilir.",
		directions: "Yol tarifi",
	},
	actions: {
		addToCalendar: "Takvime ekle",
		share: "Paylaş",
		linkCopied: "Bağlantı kopyalandı",
		showDetails: "Kod ve ayrıntılar",
		findTheWay: "Yol tarifi",
		notReceived: "Paketi almadım",
	},
	calendar: {
		event: (title) => `Paket: ${title}`,
		description: (state) => `${state} Şu anda nerede olduğunu paketin sayfası gösterir.`,
	},
	proof: {
		title: "Teslimat belgesi",
		signedBy: (name) => `İmza: ${name}`,
		signed: "İmza alındı; kargo firması adı bildirmiyor.",
		leftAt: (place) => `Teslimat yeri: ${place}`,
		courier: (name) => `Getiren: ${name}`,
	},
	language: "Dil",
	widgetMore: "Haritayı ve tüm adımları gör",
	care: TURKISH_CARE,
	watch: TURKISH_WATCH,
	reviews: TURKISH_REVIEWS,
	products: TURKISH_PRODUCTS,
	notFoundTitle: "Bu paketi bulamıyoruz",
	notFoundText:
		"Bağlantı eksik veya çok eski olabilir. Mağazanın mesajından yeniden açın veya mağazadan yenisini isteyin.",
	awayTitle: "Şu anda bakamıyoruz",
	awayText:
		"Hata bizde ve geçici. Paketiniz bu sırada yoluna devam ediyor. Lütfen sayfayı bir dakika sonra yeniden yükleyin.",
};
