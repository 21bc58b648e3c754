import type { Ground, Words } from "../keys.ts";
import { ARABIC_CARE } from "./care.ts";
import { ARABIC_CODES } from "./codes.ts";
import { andThings, counted, daysBehind, parcelsOf, spanOf } from "./counts.ts";
import { ARABIC_PRODUCTS } from "./products.ts";
import { ARABIC_REASONS } from "./reasons.ts";
import { ARABIC_REVIEWS } from "./reviews.ts";
import { ARABIC_WATCH } from "./watch.ts";

const GROUNDS: Readonly<Record<Ground, string>> = {
	postcode: "إلى منطقتك",
	lane: "على هذا المسار",
	region: "إلى إقليمك",
	country: "بين هذين البلدين",
	service: "بهذه الخدمة",
	carrier: "مع شركة الشحن هذه",
};

export const ARABIC: Words = {
	codes: ARABIC_CODES,
	reasons: ARABIC_REASONS,
	conditions: {
		notice: { title: "يُرجى الانتباه", next: () => "إذا بدا لك ذلك غير صحيح، يُرجى التواصل مع موظف." },
		delayed: {
			title: "متأخرة",
			next: (who, carrier) =>
				who === "recipient"
					? `يمكنك المساعدة: يُرجى الاطلاع على المطلوب منك لدى ${carrier}، أو التواصل مع موظف.`
					: `يجري العمل على ذلك لدى ${carrier}. لا يلزمك فعل شيء.`,
		},
		stalled: {
			title: "لا أخبار منذ فترة",
			next: () => "هذه المدة أطول من المعتاد. تم إبلاغ المتجر، ولا يلزمك فعل شيء.",
		},
		action_required: {
			title: "مطلوب إجراء",
			next: (who, carrier, hasPage) =>
				who === "recipient"
					? hasPage
						? `هذا الإجراء بيدك وحدك، والطريقة موضحة في صفحة ${carrier}.`
						: "هذا الإجراء بيدك وحدك؛ لمعرفة الطريقة، يُرجى التواصل مع موظف."
					: who === "sender"
						? "الإجراء مطلوب من المتجر. لا يلزمك فعل شيء."
						: `الإجراء مطلوب من ${carrier}. لا يلزمك فعل شيء.`,
		},
		problem: {
			title: "هناك مشكلة",
			next: (who, carrier) =>
				who === "sender"
					? "الخطوة التالية يقررها المتجر. لمعرفة المزيد، يُرجى التواصل مع موظف."
					: who === "recipient"
						? `يمكنك المساعدة: يُرجى الاطلاع على المطلوب منك لدى ${carrier}، أو التواصل مع موظف.`
						: `يجري بحث الأمر لدى ${carrier}. لمعرفة المزيد، يُرجى التواصل مع موظف.`,
		},
		final_problem: {
			title: "لن تصل هذه الشحنة",
			next: () => "يُرجى التواصل مع موظف، وسيعالج المتجر الأمر.",
		},
		disputed: { title: "أُبلغ بعدم استلامها", next: () => "يستفسر المتجر من شركة الشحن." },
		source_down: {
			title: "نظام شركة الشحن لا يستجيب",
			next: (_who, carrier) => `نواصل الاستعلام من ${carrier}. ما يظهر أدناه هو ما كان معروفًا من قبل.`,
		},
	},
	endings: {
		returning: {
			title: "لن تصل الشحنة إليك",
			next: (shop) => `هي عائدة إلى ${shop}. هل تُرسل شحنة أخرى أم يُرد إليك المبلغ؟ لمعرفة ذلك، يُرجى التواصل مع موظف.`,
		},
		returned: {
			title: "عادت الشحنة",
			next: (shop) =>
				`هي الآن لدى ${shop} من جديد. هل تُرسل شحنة أخرى أم يُرد إليك المبلغ؟ لمعرفة ذلك، يُرجى التواصل مع موظف.`,
		},
		cancelled: { title: "لن تأتي الشحنة", next: () => "إذا لم يكن ذلك بطلب منك، يُرجى التواصل مع موظف." },
		lost: {
			title: "لن تصل الشحنة",
			next: (shop) => `سيُحل الأمر من جهة ${shop}: يُرجى التواصل مع موظف. وإذا عُثر على الشحنة، فسيظهر ذلك هنا.`,
		},
		destroyed: {
			title: "لن تصل الشحنة",
			next: (shop) => `لم يبقَ منها ما يمكن إرساله. سيُحل الأمر من جهة ${shop}: يُرجى التواصل مع موظف.`,
		},
		stolen: {
			title: "لن تصل الشحنة",
			next: (shop) => `لا يلزمك فعل شيء بشأن السرقة. سيُحل الأمر من جهة ${shop}: يُرجى التواصل مع موظف.`,
		},
		expired: {
			title: "لا يُتوقع ورود أخبار أخرى عنها",
			next: (shop) => `إذا لم تكن الشحنة لديك، يُرجى التواصل مع موظف، وسيُحل الأمر من جهة ${shop}.`,
		},
		archived: {
			title: "لن يظهر هنا المزيد",
			next: () => "إذا لم تكن الشحنة لديك، يُرجى التواصل مع موظف.",
		},
		damaged: {
			title: "أُبلغ عن تلف",
			next: () => "إذا كان هناك شيء مكسور، يُرجى الاحتفاظ بالتغليف والتواصل مع موظف.",
		},
		rest: { title: "لن يصل الباقي", next: (shop) => `سيُحل الأمر من جهة ${shop}: يُرجى التواصل مع موظف.` },
		reported: {
			title: "وردت معلومات أخرى بعد التسليم",
			next: () => "إذا لم تكن الشحنة لديك، يُرجى التواصل مع موظف.",
		},
	},
	collect: {
		title: "بانتظار استلامك لها",
		next: (place, carrier) =>
			`${place === "" ? "" : `مكان الاستلام: ${place}. `}لمعرفة مدة الاحتفاظ بها لك، يُرجى سؤال ${carrier}.`,
	},
	neverCardDetails: "يُرجى عدم إدخال بيانات البطاقة أبدًا عبر رابط في رسالة نصية.",
	following: {
		"needs-connection": (carrier, hasPage) =>
			`صفحة هذا المتجر غير مرتبطة بعد بنظام ${carrier}. ${hasPage ? `مكان الشحنة موضح في صفحة ${carrier}.` : `يُرجى سؤال ${carrier} بالرقم أدناه.`}`,
		"push-only": (carrier) => `تصلنا كل خطوة من ${carrier} فور حدوثها، وستظهر الأولى هنا تلقائيًا.`,
		unsupported: (carrier, hasPage) =>
			`لا يمكننا الاستعلام من ${carrier} بأنفسنا. ${hasPage ? "مكان الشحنة موضح في صفحة شركة الشحن." : `يُرجى سؤال ${carrier} بالرقم أدناه.`}`,
	},
	steps: {
		shipped: "تم الشحن",
		moving: "في الطريق",
		customs: "الجمارك",
		nearby: "في منطقتك",
		out: "قيد التوصيل",
		collect: "للاستلام",
		delivered: "تم التسليم",
		returning: "في العودة",
		returned: "عادت للمتجر",
	},
	headline: {
		arriving: (when) => `الوصول المتوقع: ${when}`,
		nowExpected: (what, when) => `${what} – الوصول المتوقع الآن: ${when}`,
		between: (day, times) => `${day}، ${times}`,
		by: (day, time) => `${day}، قبل ${time}`,
		today: (day) => `اليوم ${day}`,
		tomorrow: (day) => `غدًا ${day}`,
		delivered: (when) => `تم التسليم يوم ${when}`,
		at: (what, when) => `${what} – ${when}`,
		until: (what, day) => `${what} حتى يوم ${day}`,
		later: "تأخرت عن الموعد المتوقع",
		laterNow: (when) => `تأخرت عن الموعد المتوقع، وهو الآن: ${when}`,
		wasExpected: (when) => `كان وصولها متوقعًا يوم ${when}.`,
		firstEstimate: (when) => `كان التقدير الأول: ${when}.`,
		noNewDate: "لا يوجد موعد جديد بعد.",
		onItsWay: "في الطريق",
		noDate: "لا يوجد موعد للتسليم بعد.",
		noNewsSince: (day) => `لا أخبار منذ يوم ${day}`,
		mayCome: (when) => `إذا تحركت قريبًا، فقد تصل مع ذلك في هذا الموعد: ${when}.`,
		notHandedOver: "الشحنة ليست لدى شركة الشحن بعد",
		heardLast: (day) => `كان آخر خبر عنها يوم ${day}.`,
		outToday: (day) => `خرجت للتوصيل اليوم ${day}`,
		outSince: (day) => `خارجة للتوصيل منذ يوم ${day}`,
		labelMade: "شحنتك قيد التجهيز",
		labelDetail: (shop, carrier) => `أُعدّت بوليصة الشحن لدى ${shop}، ولم تُمسح الشحنة بعد لدى ${carrier}.`,
		waitingDetail: (carrier) => `تظهر الخطوة الأولى هنا تلقائيًا فور ورودها من ${carrier}.`,
		firstScanBy: (carrier, day) => `تكون مثل هذه الشحنات عادةً لدى ${carrier} بحلول يوم ${day}.`,
		elsewhere: (carrier) => `تتبُّع هذه الشحنة لدى ${carrier}`,
	},
	promise: {
		carrier: (carrier) => `هذا الموعد بحسب ${carrier}.`,
		seller: (shop) => `هذا الموعد وعد من ${shop}.`,
		kept: (carrier, outOfTen) => `من كل 10 مواعيد كهذه لدى ${carrier}، يتحقق نحو ${outOfTen}.`,
		likely: (when) => `الموعد الأرجح: ${when}.`,
		likelyAt: (time) => `الأرجح نحو الساعة ${time}.`,
		estimate: (parcels, ground) => `هذا تقديرنا، بناءً على ${parcelsOf(parcels)} ${GROUNDS[ground]}.`,
		stated: (carrier, fromDays, toDays, isWorking) =>
			`المدة المعتادة لدى ${carrier}: ${spanOf(fromDays, toDays, isWorking)}.`,
		beside: (carrier, when, usually) => {
			if (usually === "within") return `الموعد لدى ${carrier}: ${when}.`;
			return `الموعد لدى ${carrier}: ${when}؛ والشحنات على هذا المسار ${usually === "later" ? "تتأخر عنه عادةً" : "تصل قبله عادةً"}.`;
		},
		lateStep: (what, days) => `${what}: ${daysBehind(days)}.`,
		slower: "في الآونة الأخيرة تستغرق مثل هذه الشحنات وقتًا أطول من قبل.",
		measured: (outOfTen) => `${outOfTen} من كل 10 شحنات على هذا المسار تصل ضمن هذه الفترة.`,
		localTo: (city) => `الأوقات بالتوقيت المحلي في ${city}.`,
	},
	yourParcel: "شحنتك",
	andMore: (title, more) => `${title} ${andThings(more)}`,
	localTime: (when) => `${when} (بالتوقيت المحلي)`,
	checked: (ago) => ["آخر تحقق: ", ago, ""],
	sourceDown: (carrier, since) => `نظام ${carrier} لا يستجيب منذ يوم ${since}. هذا ما كان معروفًا حينها.`,
	noTime: "الوقت غير مذكور",
	mapTitle: "مكان الشحنة",
	map: {
		from: (place) => `من ${place}.`,
		within: (country) => `الآن في ${country}؛ ولا يُعرف مكان أدق.`,
		near: (place, known) => `آخر مكان شوهدت فيه: ${place} (${known}).`,
		lastKnown: (place, known) => `آخر مكان معروف: ${place} (${known}).`,
		arrived: (place) => `وصلت إلى ${place}.`,
		back: (place) => `عادت إلى ${place}.`,
		to: (place) => `إلى ${place}.`,
		knownTo: {
			address: "محدد بالعنوان",
			street: "محدد بالشارع",
			postcode: "محدد بالرمز البريدي",
			locality: "محدد بالمدينة",
			region: "محدد بالإقليم",
			country: "محدد بالبلد",
		},
		places: "الأماكن على الطريق",
		skip: "تخطي الخريطة",
		courier: (when) => `تُظهر الشاحنة مكان المندوب: ${when}.`,
		move: "حرّك الخريطة",
		zoomIn: "تكبير",
		zoomOut: "تصغير",
		pan: { left: "إلى اليسار", up: "إلى الأعلى", down: "إلى الأسفل", right: "إلى اليمين" },
		credit: "بيانات الخريطة: Natural Earth · GeoNames (CC BY 4.0)",
	},
	timeline: "ما حدث للشحنة",
	olderScans: (count) =>
		counted(count, {
			one: "هناك خطوة سابقة واحدة غير معروضة.",
			two: "هناك خطوتان سابقتان غير معروضتين.",
			few: "هناك # خطوات سابقة غير معروضة.",
			many: "هناك # خطوة سابقة غير معروضة.",
			other: "هناك # خطوة سابقة غير معروضة.",
		}),
	noScans: (carrier) => `لا توجد خطوات بعد. ستظهر أول خطوة من ${carrier} هنا تلقائيًا.`,
	carrierSays: (carrier) => `النص الأصلي من ${carrier}`,
	progress: "سير الشحنة",
	stepDone: "تمت: ",
	stepStopped: "توقفت هنا: ",
	contents: "محتويات الشحنة",
	orderContents: "محتويات الطلب",
	otherParcels: "شحنات أخرى في هذا الطلب",
	parcelDetails: "شركة الشحن والرقم",
	carrier: "شركة الشحن",
	number: "رقم التتبع",
	orderNumber: "رقم الطلب",
	copy: "نسخ",
	copied: "تم النسخ",
	goesOnWith: "تتابع طريقها مع",
	anotherCarrier: "شركة شحن أخرى",
	carrierPage: (carrier) => `عرضها لدى ${carrier}`,
	askPerson: "التواصل مع موظف",
	askSubject: (title, number) => `${title} (${number})`,
	askBody: (carrier, number, state) => `\n\n--\nبخصوص شحنتي مع ${carrier}، الرقم ${number}: ${state}`,
	someDelivered: (delivered, parcels) => `تم تسليم ${delivered} من أصل ${parcelsOf(parcels)}`,
	returns: { yours: "شحنة الإرجاع منك", of: "ما تعيده هذه الشحنة" },
	lastMile: {
		title: "المندوب في الطريق",
		stopsBefore: (stops) =>
			counted(stops, {
				zero: "المحطة التالية عندك",
				one: "محطة واحدة قبلك",
				two: "محطتان قبلك",
				few: "# محطات قبلك",
				many: "# محطة قبلك",
				other: "# محطة قبلك",
			}),
		positionFrom: (ago) => `الموقع المعروف: ${ago}`,
		callCourier: "الاتصال بالمندوب",
		courier: "المندوب",
	},
	pickup: {
		title: "مكان الاستلام",
		address: "العنوان",
		hours: "أوقات العمل",
		code: "الرمز",
		codeIsHidden: "هناك رمز لاستلامها، ويظهر لك بعد توضيح لمن هذه الشحنة.",
		directions: "عرض الطريق",
	},
	actions: {
		addToCalendar: "إضافة إلى التقويم",
		share: "مشاركة",
		linkCopied: "تم نسخ الرابط",
		showDetails: "عرض الرمز والتفاصيل",
		findTheWay: "عرض الطريق",
		notReceived: "لم أستلمها",
	},
	calendar: {
		event: (title) => `شحنة: ${title}`,
		description: (state) => `${state} مكان الشحنة الآن موضح في صفحتها.`,
	},
	proof: {
		title: "إثبات التسليم",
		signedBy: (name) => `التوقيع: ${name}`,
		signed: "تم التوقيع عند الاستلام، ولا تذكر شركة الشحن الاسم.",
		leftAt: (place) => `مكان التسليم: ${place}`,
		courier: (name) => `المندوب: ${name}`,
	},
	language: "اللغة",
	widgetMore: "عرض الخريطة وكل الخطوات",
	care: ARABIC_CARE,
	watch: ARABIC_WATCH,
	reviews: ARABIC_REVIEWS,
	products: ARABIC_PRODUCTS,
	notFoundTitle: "لم نعثر على هذه الشحنة",
	notFoundText: "قد يكون الرابط ناقصًا أو قديمًا جدًا. يُرجى فتحه من جديد من رسالة المتجر، أو طلب رابط جديد من المتجر.",
	awayTitle: "يتعذر علينا البحث الآن",
	awayText: "الخلل من جهتنا وسيزول. شحنتك تواصل طريقها في هذه الأثناء. يُرجى إعادة تحميل الصفحة بعد دقيقة.",
};
