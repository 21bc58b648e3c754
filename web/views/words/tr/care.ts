import type { CareWords } from "../care-keys.ts";
import { pluralsOf } from "../plurals.ts";

const counted = pluralsOf("tr");

const tooMany = (minutes: number): string =>
	`Az önce birçok kez denendi. Lütfen ${counted(minutes, { one: "bir dakika", other: "# dakika" })} sonra yeniden deneyin.`;

export const TURKISH_CARE: CareWords = {
	track: {
		title: "Paketinizi bulun",
		text: "Takip numarasını ve paketin gideceği posta kodunu ya da siparişteki e-posta adresini yazın.",
		number: "Takip numarası veya sipariş numarası",
		check: "Posta kodu veya e-posta adresi",
		checkHint: "Mağazaya verildiği gibi.",
		button: "Paketi bul",
		notFound:
			"İkisine birden uyan bir paket bulamıyoruz. Mağazanın mesajıyla karşılaştırın veya mağazaya danışın. Yeni bir paket, mağaza onu kaydettiğinde görünür.",
		tooMany,
	},
	verify: {
		title: "Bu paket size mi geliyor?",
		text: "Kodlar ve adlar yalnızca paketin alıcısına gösterilir. Paketin gideceği posta kodunu veya siparişteki e-posta adresini yazın.",
		check: "Posta kodu veya e-posta adresi",
		button: "Ayrıntıları göster",
		wrong: "Bu, mağazaya verilenle aynı değil. Siparişle karşılaştırın veya bir yetkiliye danışın.",
		tooMany,
		impossible:
			"Mağaza paketin kime ait olduğunu bize bildirmedi; bu yüzden ayrıntılar burada gösterilemiyor. Bir yetkiliye danışın.",
		done: "Ayrıntıları bu cihazda bir gün boyunca görürsünüz.",
		forget: "Yeniden gizle",
	},
	notReceived: {
		title: "Paketi almadım",
		carrierSays: (carrier, what, when) => `${carrier} bildirimi: ${what}, ${when}.`,
		lookFirst: "Kaybolmuş görünen paketlerin çoğu yakındadır. Lütfen önce şuralara bakın:",
		places: {
			door: "kapının çevresi, garaj ve bahçe",
			letterbox: "posta kutusu; kuryenin bıraktığı bir haber kâğıdı da olabilir",
			household: "sizinle yaşayan veya çalışan herkes",
			neighbours: "komşular, karşı taraftakiler de",
			reception: "resepsiyon, kapıcı veya evrak odası",
			"safe-place": "kargo firmasıyla daha önce kararlaştırdığınız yer",
		},
		tooEarly: "Bazı kuryeler paketi getirmeden birkaç saat önce teslim edildi diye bildirir. Bugün hâlâ gelebilir.",
		lookedThere: "Oralara baktım",
		note: "Mağaza neyi bilmeli?",
		noteHint: "Örneğin evin nasıl göründüğü veya fotoğraftaki kapının başka olduğu.",
		email: "E-posta adresiniz",
		emailHint: "Mağazanın yanıtı için.",
		send: "Mağazaya bildir",
		promise: (shop) =>
			`Yazdıklarınız, kargo firmasının bildirdiği her şeyle birlikte ${shop} mağazasına gider; mağaza kargo firmasına sorar.`,
		told: (shop, when) => `Paketi almadığınızı ${shop} mağazasına bildirdiniz: ${when}.`,
		found: "Paket aslında bende",
		takenBack: "Teşekkür ederiz. Mağaza paketin sizde olduğunu biliyor.",
		line: "Mağazaya paketi almadığınızı bildirdiniz",
		notNow:
			"Bu paket teslim edildi olarak işaretlenmemiş; hâlâ yolda olabilir. Sayfa nerede olduğunu gösterir; bir yanlışlık varsa bir yetkiliye danışın.",
		back: "Pakete dön",
	},
	ask: {
		title: (shop) => `${shop} mağazasına sorun`,
		lead: "Sorunuzu bir yetkili okur; hangi paket ve hangi sipariş olduğunu, paketin sayfasındaki her şeyi görür. Bunu anlatmanız gerekmez.",
		faqFirst: "Belki bu hemen yardımcı olur",
		text: "Sorunuz",
		email: "E-posta adresiniz",
		emailHint: "Yanıt oraya gönderilir, bu sayfada da görünür.",
		photos: "Fotoğraflar (isteğe bağlı)",
		photosHint: (most, megabytes) =>
			`En çok ${most} adet, her biri en çok ${megabytes} MB. Çekildikleri yer ve zaman silinir.`,
		photosMany: (most) => `Lütfen en çok ${most} fotoğraf seçin.`,
		photosLarge: (megabytes) =>
			`Fotoğraflardan biri çok büyük. Lütfen her biri en çok ${megabytes} MB ve 50 megapiksel olan fotoğraflar seçin.`,
		photosUnread: "Fotoğraflardan biri okunamıyor. Lütfen JPEG, PNG veya WebP biçiminde fotoğraflar seçin.",
		photosAgain: "Lütfen fotoğraflarınızı yeniden seçin: saklanmadılar.",
		photo: (number) => `Fotoğraf ${number}`,
		send: "Soruyu gönder",
		usual: (time) => `Olağan yanıt süresi: ${time}.`,
		isIn: "Şu anda yanıt verecek biri var.",
		nextIn: (when) => `Yanıt verecek biri yeniden burada: ${when}.`,
		sent: (shop) => `Sorunuz ${shop} mağazasına ulaştı.`,
		thread: (shop) => `Siz ve ${shop}`,
		you: "Siz",
		notYet: "Henüz yanıt yok. Geldiğinde burada kendiliğinden görünür.",
		again: "Yeniden yazın",
		lost: "Bu mesaj artık okunamıyor.",
		tooMany:
			"Bu paket için o kadar çok soru soruldu ki burada yenisi alınamıyor. Lütfen mağazaya, sipariş e-postasında belirtilen yoldan yazın.",
		elsewhere: "Başka bir cihazdan mı sordunuz?",
		show: "Soruları burada göster",
		file: "Bu yazışmadan saklanan her şey, dosya olarak",
		erase: "Bu yazışmayı sil",
		eraseText: (shop) =>
			`Sizin ve ${shop} mağazasının burada yazdığı her şey; fotoğraflar, e-postalar ve verdiğiniz adresle birlikte kalıcı olarak silinir. ${shop} mağazası, sildiğinizi ve ne zaman sildiğinizi görür. Gönderilmiş e-postalar ulaştıkları yerde kalır.`,
		eraseReports: "Paketi almadığınızı bildirirken yazdıklarınız da silinir.",
		eraseSure: "Kalıcı olarak sil",
		erased: "Silindi.",
		waiting: (shop) => `Sorunuz ${shop} mağazasına ulaştı`,
		answered: (shop) => `${shop} size yanıt verdi`,
		read: "Oku ve yanıtla",
		letter: {
			subject: (shop, parcel) => `${shop} mağazasına sorduğunuz soru: ${parcel}`,
			received: (shop) => `Sorunuz ${shop} mağazasına ulaştı. Bir yetkili okuyup yanıtlayacak.`,
			comesHere: "Yanıt bu adrese gönderilir, şurada da görünür:",
			youWrote: (when) => `Yazdıklarınız (${when}):`,
			writeAgain: "Yeniden yazmak ve paketinizin nerede olduğunu görmek için:",
			above: "Yanıtınızı bu satırın üstüne yazın",
			why: "Bu e-postayı, bir paketle ilgili bir soruda bu adres verildiği için alıyorsunuz. Adresi veren siz değilseniz bir şey yapmanız gerekmez.",
		},
	},
	faqTitle: "Sorular ve yanıtlar",
	helped: { ask: "Bu yardımcı oldu mu?", yes: "Evet", no: "Hayır", thanks: "Teşekkür ederiz." },
	faq: {
		"no-scan-yet": {
			question: "Neden hiçbir şey olmuyor?",
			answer: (carrier, shop) =>
				`${shop} etiketi hazırladı; ${carrier} paketi ilk kez okuttuğunda bildirir, çoğu zaman akşam veya sonraki iş günü. Bir şey yapmanız gerekmez: ilk adım burada kendiliğinden görünür.`,
		},
		"how-sure": {
			question: "Tarih ne kadar kesin?",
			answer: (carrier) =>
				`Her adımda, aynı yoldan giden paketlere ve ${carrier} bildirimlerine göre yeniden hesaplanır. Bu tarihlerin ne sıklıkla tuttuğu ölçülür ve herkese açık gösterilir.`,
		},
		late: {
			question: "Neden gecikti ve ne yapabilirim?",
			answer: (carrier) =>
				`${carrier} hangi nedeni bildirdiyse yukarıda yazar. Geciken paketlerin çoğu birkaç gün içinde gelir. Belirli bir güne kadar gerekiyorsa, sonra değil şimdi bir yetkiliye danışın.`,
		},
		silent: {
			question: "Günlerdir haber yok. Kayboldu mu?",
			answer: () =>
				"Çoğunlukla hayır: paketler iki okutma arasında uzun yol gider. Bu paketten her zamankinden uzun süredir haber yok, bu yüzden mağazaya bildirildi. Hareket ederse burada görürsünüz.",
		},
		"in-customs": {
			question: "Gümrük ne kadar sürer?",
			answer: (carrier) =>
				`Çoğunlukla birkaç saatten birkaç güne kadar; ürünlerin veya belgelerin kontrolü daha uzun sürer. Gümrük sizden bir şey isterse ${carrier} veya resmî makam size yazar ve bu sayfada belirtilir.`,
		},
		duty: {
			question: "Kime ödeyeceğim, gerçek olduğunu nasıl anlarım?",
			answer: (carrier) =>
				`${carrier} firmasının kendi sayfasında veya kuryeye ödeyin, makbuzu saklayın. Sayfayı buradan açın, asla bir SMS’ten değil: küçük gümrük ücretleri istemek yaygın bir dolandırıcılıktır. Vergiyi satın alırken ödediyseniz, yeniden ödemeden önce bir yetkiliye danışın.`,
		},
		"be-at-home": {
			question: "Evde olmam gerekiyor mu?",
			answer: (carrier) =>
				`Yalnızca birinin imza atması veya ödeme yapması gerekiyorsa. Yoksa ${carrier} paketi posta kutusuna, bir komşuya veya teslim noktasına bırakabilir; nereye bırakıldığı burada yazar.`,
		},
		missed: {
			question: "Teslimatı kaçırırsam ne olur?",
			answer: (carrier) =>
				`${carrier} çoğunlukla sonraki iş günü yeniden dener veya paketi bir teslim noktasına götürür. Hangisi olduğunu kuryenin haber kâğıdı ve ${carrier} firmasının sayfası söyler; çoğu zaman seçebilirsiniz.`,
		},
		collect: {
			question: "Teslim almak için ne gerekiyor?",
			answer: () =>
				"Kimlik ve varsa kod veya kuryenin haber kâğıdı. Yazılı izninizle çoğu zaman başka biri de alabilir. Son günden sonra paket mağazaya geri gider.",
		},
		address: {
			question: "Adres yanlış. Değiştirilebilir mi?",
			answer: (carrier) =>
				`Paket dağıtıma çıkmadığı sürece çoğu zaman evet: ${carrier} firmasının sayfasında veya mağaza aracılığıyla. Hemen bir yetkiliye danışın; her adımda zorlaşır.`,
		},
		"not-received": {
			question: "Teslim edildi yazıyor ama bende yok. Ne yapmalıyım?",
			answer: (_carrier, shop) =>
				`Kapının çevresine, posta kutusuna ve komşulara bakın. Orada yoksa “Paketi almadım” düğmesine basın: teslimat hakkında bilinen her şey ${shop} mağazasına gider; mağaza kargo firmasına sorar.`,
		},
		damaged: {
			question: "Hasarlı geldi. Ne yapmalıyım?",
			answer: () =>
				"Kutu ve dolgu malzemesi dahil her şeyi saklayın, açmaya devam etmeden fotoğraf çekin. Sonra bir yetkiliye danışın. Birkaç gün içinde bildirin: kargo firmaları yalnızca erken bildirilen hasarı öder.",
		},
		"part-missing": {
			question: "Bir şey eksik. Nerede?",
			answer: () =>
				"Bir sipariş birden fazla pakette gelebilir, her birinin kendi sayfası vardır. Hepsi geldiyse ve hâlâ bir şey eksikse bir yetkiliye danışın.",
		},
		"going-back": {
			question: "Mağazaya geri dönüyor. Paramı geri alacak mıyım?",
			answer: (_carrier, shop) =>
				`Paket geri geldiğinde buna ${shop} karar verir; çoğu zaman yeniden de gönderebilir. Bir yetkiliye danışın ve hangisini istediğinizi söyleyin.`,
		},
		lost: {
			question: "Kaybolmuş. Bana kim yardım eder?",
			answer: (_carrier, shop) =>
				`${shop}: kaybın bedelini kargo firmasından siz değil, mağaza ister. Bir yetkiliye danışın; yeniden gönderilmesini mi, paranızın iadesini mi istediğinizi söyleyin.`,
		},
		"who-sees": {
			question: "Bu sayfayı kim görebilir?",
			answer: () =>
				"Bağlantıya sahip olan herkes: sayfa sokağınızı değil şehirleri gösterir, ad göstermez. Kodlar ve adlar yalnızca posta kodu veya siparişteki e-posta adresi yazıldıktan sonra görünür.",
		},
	},
	field: {
		missing: "Lütfen bu alanı doldurun.",
		tooLong: (most) => `Lütfen en fazla ${counted(most, { other: "# karakter" })} kullanın.`,
		noEmail: "Lütfen bir e-posta adresi yazın, örneğin ad@example.com.",
	},
};
