import type { Ground, Words } from "../keys.ts";
import { pluralsOf } from "../plurals.ts";
import { HINDI_CARE } from "./care.ts";
import { HINDI_CODES } from "./codes.ts";
import { HINDI_PRODUCTS } from "./products.ts";
import { HINDI_REASONS } from "./reasons.ts";
import { HINDI_REVIEWS } from "./reviews.ts";
import { HINDI_WATCH } from "./watch.ts";

const counted = pluralsOf("hi");

const GROUNDS: Readonly<Record<Ground, string>> = {
	postcode: "आपके इलाके में आए",
	lane: "इसी रास्ते से आए",
	region: "आपके क्षेत्र में आए",
	country: "इन्हीं देशों के बीच चले",
	service: "इसी सेवा से भेजे गए",
	carrier: "इसी कूरियर कंपनी के",
};

const nothingToDo = "आपको कुछ नहीं करना है।";

const shopPutsItRight = (shop: string): string => `इसका हल ${shop} से मिलेगा: प्रतिनिधि से बात करें।`;

const anotherOrMoney = "दूसरा पार्सल भेजा जाएगा या पैसे वापस मिलेंगे, यह प्रतिनिधि से पूछें।";

const helpCarrier = (carrier: string): string =>
	`आपकी मदद काम आ सकती है: देखें कि ${carrier} को आपसे क्या चाहिए, या प्रतिनिधि से बात करें।`;

const whereOrAsk = (carrier: string, hasPage: boolean): string =>
	hasPage ? `पार्सल कहाँ है, यह ${carrier} के अपने पेज पर देखें।` : `नीचे दिए नंबर के साथ ${carrier} से पूछें।`;

// "कल" is yesterday as well as tomorrow: the day stands beside it.
export const HINDI: Words = {
	codes: HINDI_CODES,
	reasons: HINDI_REASONS,
	conditions: {
		notice: { title: "कृपया ध्यान दें", next: () => "अगर यह सही नहीं लगता, तो प्रतिनिधि से बात करें।" },
		delayed: {
			title: "देरी हो रही है",
			next: (who, carrier) =>
				who === "recipient" ? helpCarrier(carrier) : `${carrier} की टीम इस पर काम कर रही है। ${nothingToDo}`,
		},
		stalled: {
			title: "कुछ समय से कोई खबर नहीं",
			next: () => `सामान्य से ज़्यादा समय हो गया है। स्टोर को बता दिया गया है; ${nothingToDo}`,
		},
		action_required: {
			title: "कुछ करना ज़रूरी है",
			next: (who, carrier, hasPage) =>
				who === "recipient"
					? hasPage
						? `यह सिर्फ़ आपके करने से आगे बढ़ेगा: तरीका ${carrier} के अपने पेज पर बताया गया है।`
						: "यह सिर्फ़ आपके करने से आगे बढ़ेगा: तरीका प्रतिनिधि से पूछें।"
					: who === "sender"
						? `अब स्टोर को कदम उठाना है। ${nothingToDo}`
						: `अब ${carrier} को कदम उठाना है। ${nothingToDo}`,
		},
		problem: {
			title: "कोई समस्या है",
			next: (who, carrier) =>
				who === "sender"
					? "आगे क्या होगा, यह स्टोर तय करेगा। जानना चाहें, तो प्रतिनिधि से बात करें।"
					: who === "recipient"
						? helpCarrier(carrier)
						: `${carrier} की टीम इसे देख रही है। और जानना चाहें, तो प्रतिनिधि से बात करें।`,
		},
		final_problem: {
			title: "यह पार्सल नहीं पहुँचेगा",
			next: () => "प्रतिनिधि से बात करें: स्टोर इसका हल निकालेगा।",
		},
		disputed: { title: "न मिलने की शिकायत की गई", next: () => "स्टोर कूरियर कंपनी से पूछ रहा है।" },
		source_down: {
			title: "कूरियर कंपनी का सिस्टम जवाब नहीं दे रहा",
			next: (_who, carrier) => `हम ${carrier} से लगातार पूछ रहे हैं। नीचे वही है, जो पहले पता था।`,
		},
	},
	endings: {
		returning: {
			title: "यह आपके पास नहीं आएगा",
			next: (shop) => `यह ${shop} को वापस मिलेगा। ${anotherOrMoney}`,
		},
		returned: {
			title: "यह वापस चला गया",
			next: (shop) => `यह ${shop} के पास वापस पहुँच गया है। ${anotherOrMoney}`,
		},
		cancelled: {
			title: "यह नहीं आएगा",
			next: () => "अगर इसे आपने रद्द नहीं करवाया, तो प्रतिनिधि से बात करें।",
		},
		lost: {
			title: "यह नहीं पहुँचेगा",
			next: (shop) => `${shopPutsItRight(shop)} अगर पार्सल मिल गया, तो यहाँ दिखेगा।`,
		},
		destroyed: {
			title: "यह नहीं पहुँचेगा",
			next: (shop) => `आगे भेजने के लिए कुछ नहीं बचा है। ${shopPutsItRight(shop)}`,
		},
		stolen: {
			title: "यह नहीं पहुँचेगा",
			next: (shop) => `चोरी के बारे में आपको कुछ नहीं करना है। ${shopPutsItRight(shop)}`,
		},
		expired: {
			title: "अब और खबर की उम्मीद नहीं है",
			next: (shop) => `अगर पार्सल आपके पास नहीं है, तो प्रतिनिधि से बात करें: इसका हल ${shop} से मिलेगा।`,
		},
		archived: {
			title: "यहाँ और कुछ नहीं दिखाया जाता",
			next: () => "अगर पार्सल आपके पास नहीं है, तो प्रतिनिधि से बात करें।",
		},
		damaged: {
			title: "नुकसान की सूचना मिली",
			next: () => "अगर कुछ टूटा हो, तो पैकिंग सँभालकर रखें और प्रतिनिधि से बात करें।",
		},
		rest: { title: "बाकी सामान नहीं पहुँचेगा", next: shopPutsItRight },
		reported: {
			title: "बाद में और खबर मिली",
			next: () => "अगर पार्सल आपके पास नहीं है, तो प्रतिनिधि से बात करें।",
		},
	},
	collect: {
		title: "पार्सल आपका इंतज़ार कर रहा है",
		next: (place, carrier) =>
			`${place === "" ? "" : `यहाँ से लें: ${place}। `}इसे आपके लिए कब तक रखा जाएगा, यह ${carrier} से पता चलेगा।`,
	},
	neverCardDetails: "SMS में आए लिंक पर कार्ड की जानकारी कभी न दें।",
	following: {
		"needs-connection": (carrier, hasPage) =>
			`इस स्टोर का पेज अभी ${carrier} से नहीं जुड़ा है। ${whereOrAsk(carrier, hasPage)}`,
		"push-only": (carrier) => `${carrier} से हर चरण की सूचना तुरंत मिलती है। पहला चरण यहाँ अपने आप दिखेगा।`,
		unsupported: (carrier, hasPage) => `हम खुद ${carrier} से नहीं पूछ सकते। ${whereOrAsk(carrier, hasPage)}`,
	},
	steps: {
		shipped: "भेजा गया",
		moving: "रास्ते में",
		customs: "कस्टम्स",
		nearby: "नज़दीक",
		out: "डिलीवरी पर",
		collect: "आकर लें",
		delivered: "डिलीवर हुआ",
		returning: "वापसी में",
		returned: "वापस पहुँचा",
	},
	headline: {
		arriving: (when) => `अनुमानित डिलीवरी: ${when}`,
		nowExpected: (what, when) => `${what} – नया अनुमान: ${when}`,
		between: (day, times) => `${day}, ${times}`,
		by: (day, time) => `${day}, ${time} तक`,
		today: (day) => `आज (${day})`,
		tomorrow: (day) => `कल (${day})`,
		delivered: (when) => `डिलीवर हो गया: ${when}`,
		at: (what, when) => `${what} – ${when}`,
		until: (what, day) => `${what} – ${day} तक`,
		later: "अनुमान से देर हो रही है",
		laterNow: (when) => `अनुमान से देर – नया अनुमान: ${when}`,
		wasExpected: (when) => `इसे ${when} को पहुँचना था।`,
		firstEstimate: (when) => `पहला अनुमान ${when} का था।`,
		noNewDate: "नई तारीख अभी नहीं आई है।",
		onItsWay: "रास्ते में है",
		noDate: "डिलीवरी की तारीख अभी पता नहीं है।",
		noNewsSince: (day) => `${day} से कोई खबर नहीं`,
		mayCome: (when) => `अगर यह जल्द आगे बढ़ा, तो अब भी पहुँच सकता है: ${when}।`,
		notHandedOver: "पार्सल अभी कूरियर कंपनी के पास नहीं है",
		heardLast: (day) => `आखिरी खबर ${day} को मिली थी।`,
		outToday: (day) => `आज (${day}) डिलीवरी के लिए निकला`,
		outSince: (day) => `${day} से डिलीवरी के लिए निकला हुआ है`,
		labelMade: "आपका पार्सल तैयार किया जा रहा है",
		labelDetail: (shop, carrier) => `${shop} ने लेबल बना दिया है। ${carrier} ने पार्सल अभी स्कैन नहीं किया है।`,
		waitingDetail: (carrier) => `${carrier} से सूचना मिलते ही पहला चरण यहाँ अपने आप दिखेगा।`,
		firstScanBy: (carrier, day) => `आम तौर पर ऐसे पार्सल ${carrier} को ${day} तक मिल जाते हैं।`,
		elsewhere: (carrier) => `इस पार्सल को ${carrier} पर ट्रैक करें`,
	},
	promise: {
		carrier: (carrier) => `यह जानकारी ${carrier} ने दी है।`,
		seller: (shop) => `यह वादा ${shop} ने किया है।`,
		kept: (carrier, outOfTen) =>
			`${carrier} की ऐसी 10 तारीखों में से ${counted(outOfTen, { one: "लगभग # सही निकलती है", other: "लगभग # सही निकलती हैं" })}।`,
		likely: (when) => `सबसे ज़्यादा संभावना: ${when}।`,
		likelyAt: (time) => `सबसे ज़्यादा संभावना ${time} के आसपास की है।`,
		estimate: (parcels, ground) =>
			`यह हमारा अनुमान है, ${GROUNDS[ground]} ${counted(parcels, { one: "# पार्सल", other: "# पार्सलों" })} के आधार पर।`,
		stated: (carrier, fromDays, toDays, isWorking) => {
			const days = fromDays === toDays ? `${toDays}` : `${fromDays} से ${toDays}`;
			return `${carrier} को आम तौर पर ${days} ${isWorking ? "कामकाजी " : ""}दिन ${days === "1" ? "लगता है" : "लगते हैं"}।`;
		},
		beside: (carrier, when, usually) => {
			if (usually === "within") return `${carrier} के अनुसार: ${when}।`;
			return `${carrier} के अनुसार: ${when}; इस रास्ते के पार्सल आम तौर पर ${usually === "later" ? "ज़्यादा समय लेते हैं" : "और जल्दी पहुँचते हैं"}।`;
		},
		lateStep: (what, days) => `${what}: सामान्य से ${counted(days, { other: "# दिन" })} देर से।`,
		slower: "इन दिनों ऐसे पार्सलों को पहले से ज़्यादा समय लग रहा है।",
		measured: (outOfTen) =>
			`इस रास्ते के 10 में से ${counted(outOfTen, { one: "# पार्सल इसी अवधि में पहुँचता है", other: "# पार्सल इसी अवधि में पहुँचते हैं" })}।`,
		localTo: (city) => `बताया गया समय ${city} का स्थानीय समय है।`,
	},
	yourParcel: "आपका पार्सल",
	andMore: (title, more) => `${title} + ${more} और`,
	localTime: (when) => `${when} (स्थानीय समय)`,
	checked: (ago) => ["", ago, " जाँचा गया"],
	sourceDown: (carrier, since) => `${carrier} का सिस्टम ${since} से जवाब नहीं दे रहा। यह तब तक की जानकारी है।`,
	noTime: "समय नहीं बताया",
	mapTitle: "पार्सल कहाँ है",
	map: {
		from: (place) => `${place} से चला।`,
		within: (country) => `अभी ${country} में है; इससे सटीक जगह पता नहीं है।`,
		near: (place, known) => `आखिरी बार यहाँ देखा गया: ${place} (${known})।`,
		lastKnown: (place, known) => `आखिरी बार पता चली जगह: ${place} (${known})।`,
		arrived: (place) => `${place} पहुँच गया।`,
		back: (place) => `${place} वापस पहुँच गया।`,
		to: (place) => `मंज़िल: ${place}।`,
		knownTo: {
			address: "पते तक की जानकारी",
			street: "सड़क तक की जानकारी",
			postcode: "पिन कोड तक की जानकारी",
			locality: "शहर तक की जानकारी",
			region: "क्षेत्र तक की जानकारी",
			country: "देश तक की जानकारी",
		},
		places: "रास्ते की जगहें",
		skip: "नक्शा छोड़ें",
		courier: (when) => `गाड़ी का निशान डिलीवरी एजेंट की उस समय की जगह दिखाता है: ${when}।`,
		move: "नक्शा खिसकाएँ",
		zoomIn: "बड़ा करें",
		zoomOut: "छोटा करें",
		pan: { left: "बाईं ओर खिसकाएँ", up: "ऊपर खिसकाएँ", down: "नीचे खिसकाएँ", right: "दाईं ओर खिसकाएँ" },
		credit: "नक्शा: Natural Earth · GeoNames (CC BY 4.0)",
	},
	timeline: "अब तक क्या हुआ",
	olderScans: (count) =>
		counted(count, { one: "इससे पहले का # चरण नहीं दिखाया गया है।", other: "इससे पहले के # चरण नहीं दिखाए गए हैं।" }),
	noScans: (carrier) => `अभी कोई चरण नहीं है। ${carrier} से पहला चरण यहाँ अपने आप दिखेगा।`,
	carrierSays: (carrier) => `${carrier} के शब्दों में`,
	progress: "पार्सल की प्रगति",
	stepDone: "पूरा हुआ: ",
	stepStopped: "यहाँ रुका: ",
	contents: "इस पार्सल में",
	orderContents: "इस ऑर्डर में",
	otherParcels: "इस ऑर्डर के दूसरे पार्सल",
	parcelDetails: "कूरियर कंपनी और नंबर",
	carrier: "कूरियर कंपनी",
	number: "ट्रैकिंग नंबर",
	orderNumber: "ऑर्डर नंबर",
	copy: "कॉपी करें",
	copied: "कॉपी हो गया",
	goesOnWith: "आगे की कूरियर कंपनी",
	anotherCarrier: "दूसरी कूरियर कंपनी",
	carrierPage: (carrier) => `${carrier} पर देखें`,
	askPerson: "प्रतिनिधि से बात करें",
	askSubject: (title, number) => `${title} (${number})`,
	askBody: (carrier, number, state) => `\n\n--\n${carrier} के मेरे पार्सल के बारे में, नंबर ${number}: ${state}`,
	someDelivered: (delivered, parcels) =>
		`${parcels} में से ${counted(delivered, { one: "# पार्सल डिलीवर हुआ", other: "# पार्सल डिलीवर हुए" })}`,
	returns: { yours: "आपका लौटाया सामान", of: "इस पार्सल में लौट रहा सामान" },
	lastMile: {
		title: "डिलीवरी एजेंट रास्ते में हैं",
		stopsBefore: (stops) => (stops === 0 ? "अगली डिलीवरी आपकी है" : counted(stops, { other: "आपसे पहले # डिलीवरी" })),
		positionFrom: (ago) => `यह जगह ${ago} की है`,
		callCourier: "डिलीवरी एजेंट को फ़ोन करें",
		courier: "डिलीवरी एजेंट",
	},
	pickup: {
		title: "पार्सल यहाँ से लें",
		address: "पता",
		hours: "खुलने का समय",
		code: "कोड",
		codeIsHidden: "पार्सल लेने के लिए एक कोड है। पहले बताएँ कि पार्सल किसके लिए है, फिर कोड दिखेगा।",
		directions: "रास्ता देखें",
	},
	actions: {
		addToCalendar: "कैलेंडर में जोड़ें",
		share: "शेयर करें",
		linkCopied: "लिंक कॉपी हो गया",
		showDetails: "कोड और जानकारी देखें",
		findTheWay: "रास्ता देखें",
		notReceived: "मुझे नहीं मिला",
	},
	calendar: {
		event: (title) => `पार्सल: ${title}`,
		description: (state) => `${state} पार्सल अभी कहाँ है, यह उसके पेज पर दिखता है।`,
	},
	proof: {
		title: "डिलीवरी का सबूत",
		signedBy: (name) => `हस्ताक्षर: ${name}`,
		signed: "हस्ताक्षर लिए गए थे; कूरियर कंपनी नाम नहीं बताती।",
		leftAt: (place) => `डिलीवरी की जगह: ${place}`,
		courier: (name) => `लाने वाले: ${name}`,
	},
	language: "भाषा",
	widgetMore: "नक्शा और सभी चरण देखें",
	care: HINDI_CARE,
	watch: HINDI_WATCH,
	reviews: HINDI_REVIEWS,
	products: HINDI_PRODUCTS,
	notFoundTitle: "यह पार्सल नहीं मिला",
	notFoundText: "लिंक शायद अधूरा या बहुत पुराना है। इसे स्टोर के संदेश से फिर खोलें या स्टोर से नया लिंक माँगें।",
	awayTitle: "अभी हम यह नहीं देख पा रहे हैं",
	awayText: "गड़बड़ी हमारी ओर से है और थोड़ी देर की है। आपका पार्सल चलता रहता है। कृपया एक मिनट बाद यह पेज फिर खोलें।",
};
