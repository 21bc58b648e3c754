import type { Ground, Words } from "../keys.ts";
import { pluralsOf } from "../plurals.ts";
import { THAI_CARE } from "./care.ts";
import { THAI_CODES } from "./codes.ts";
import { THAI_PRODUCTS } from "./products.ts";
import { THAI_REASONS } from "./reasons.ts";
import { THAI_REVIEWS } from "./reviews.ts";
import { THAI_WATCH } from "./watch.ts";

const counted = pluralsOf("th");

const GROUNDS: Readonly<Record<Ground, string>> = {
	postcode: "ที่ส่งมาแถวบ้านคุณ",
	lane: "บนเส้นทางนี้",
	region: "ที่ส่งมายังภูมิภาคของคุณ",
	country: "ระหว่างสองประเทศนี้",
	service: "ที่ใช้บริการนี้",
	carrier: "ของบริษัทขนส่งนี้",
};

const askCarrier = (carrier: string): string => `โปรดสอบถาม ${carrier} ด้วยหมายเลขด้านล่าง`;

const carrierShows = (carrier: string): string => `หน้าเว็บของ ${carrier} แสดงว่าพัสดุอยู่ที่ใด`;

const helpCarrier = (carrier: string): string => `คุณช่วยได้ โปรดดูว่า ${carrier} ต้องการอะไรจากคุณ หรือคุยกับเจ้าหน้าที่`;

// A sentence has no full stop: a blank sets it apart from the next.
export const THAI: Words = {
	codes: THAI_CODES,
	reasons: THAI_REASONS,
	conditions: {
		notice: { title: "โปรดทราบ", next: () => "หากไม่น่าจะถูกต้อง โปรดคุยกับเจ้าหน้าที่" },
		delayed: {
			title: "ล่าช้า",
			next: (who, carrier) => (who === "recipient" ? helpCarrier(carrier) : `${carrier} กำลังดำเนินการ คุณไม่ต้องทำอะไร`),
		},
		stalled: {
			title: "ไม่มีข่าวมาระยะหนึ่งแล้ว",
			next: () => "นานกว่าปกติ เราแจ้งร้านค้าแล้ว คุณไม่ต้องทำอะไร",
		},
		action_required: {
			title: "มีสิ่งที่ต้องทำ",
			next: (who, carrier, hasPage) =>
				who === "recipient"
					? hasPage
						? `มีเพียงคุณที่ทำให้พัสดุไปต่อได้ หน้าเว็บของ ${carrier} บอกวิธีไว้`
						: "มีเพียงคุณที่ทำให้พัสดุไปต่อได้ โปรดคุยกับเจ้าหน้าที่เพื่อขอทราบวิธี"
					: who === "sender"
						? "ร้านค้าต้องดำเนินการ คุณไม่ต้องทำอะไร"
						: `${carrier} ต้องดำเนินการ คุณไม่ต้องทำอะไร`,
		},
		problem: {
			title: "มีปัญหา",
			next: (who, carrier) =>
				who === "sender"
					? "ร้านค้าต้องตัดสินใจว่าจะทำอย่างไรต่อ หากอยากทราบ โปรดคุยกับเจ้าหน้าที่"
					: who === "recipient"
						? helpCarrier(carrier)
						: `${carrier} กำลังตรวจสอบ หากอยากทราบเพิ่มเติม โปรดคุยกับเจ้าหน้าที่`,
		},
		final_problem: { title: "พัสดุนี้จะไม่มาถึง", next: () => "โปรดคุยกับเจ้าหน้าที่ ร้านค้าจะจัดการให้เรียบร้อย" },
		disputed: { title: "แจ้งว่ายังไม่ได้รับ", next: () => "ร้านค้ากำลังสอบถามบริษัทขนส่ง" },
		source_down: {
			title: "ระบบของบริษัทขนส่งไม่ตอบสนอง",
			next: (_who, carrier) => `เรายังสอบถาม ${carrier} อยู่ ด้านล่างคือข้อมูลที่ทราบก่อนหน้านี้`,
		},
	},
	endings: {
		returning: {
			title: "พัสดุจะไม่ไปถึงคุณ",
			next: (shop) => `${shop} จะได้รับพัสดุคืน โปรดคุยกับเจ้าหน้าที่ว่าจะส่งชิ้นใหม่หรือคืนเงิน`,
		},
		returned: {
			title: "พัสดุถูกส่งคืนแล้ว",
			next: (shop) => `${shop} ได้รับพัสดุคืนแล้ว โปรดคุยกับเจ้าหน้าที่ว่าจะส่งชิ้นใหม่หรือคืนเงิน`,
		},
		cancelled: { title: "พัสดุจะไม่มา", next: () => "หากคุณไม่ได้เป็นผู้ขอ โปรดคุยกับเจ้าหน้าที่" },
		lost: {
			title: "พัสดุจะไม่มาถึง",
			next: (shop) => `${shop} จะจัดการให้ โปรดคุยกับเจ้าหน้าที่ หากพบพัสดุ คุณจะเห็นที่นี่`,
		},
		destroyed: {
			title: "พัสดุจะไม่มาถึง",
			next: (shop) => `ไม่เหลือสิ่งใดให้ส่งต่อ ${shop} จะจัดการให้ โปรดคุยกับเจ้าหน้าที่`,
		},
		stolen: {
			title: "พัสดุจะไม่มาถึง",
			next: (shop) => `คุณไม่ต้องทำอะไรเรื่องการขโมย ${shop} จะจัดการให้ โปรดคุยกับเจ้าหน้าที่`,
		},
		expired: {
			title: "จะไม่มีข้อมูลเพิ่มเติมแล้ว",
			next: (shop) => `หากคุณยังไม่มีพัสดุ โปรดคุยกับเจ้าหน้าที่ ${shop} จะจัดการให้`,
		},
		archived: { title: "ไม่มีข้อมูลแสดงที่นี่แล้ว", next: () => "หากคุณยังไม่มีพัสดุ โปรดคุยกับเจ้าหน้าที่" },
		damaged: { title: "มีรายงานว่าเสียหาย", next: () => "หากมีสิ่งใดแตกหัก โปรดเก็บบรรจุภัณฑ์ไว้และคุยกับเจ้าหน้าที่" },
		rest: { title: "ส่วนที่เหลือจะไม่มาถึง", next: (shop) => `${shop} จะจัดการให้ โปรดคุยกับเจ้าหน้าที่` },
		reported: { title: "มีการแจ้งเพิ่มเติมภายหลัง", next: () => "หากคุณยังไม่มีพัสดุ โปรดคุยกับเจ้าหน้าที่" },
	},
	collect: {
		title: "พัสดุรอคุณไปรับ",
		next: (place, carrier) => `${place === "" ? "" : `รับได้ที่ ${place} `}สอบถามได้ที่ ${carrier} ว่าจะเก็บพัสดุไว้ให้คุณถึงเมื่อใด`,
	},
	neverCardDetails: "อย่ากรอกข้อมูลบัตรผ่านลิงก์ใน SMS เด็ดขาด",
	following: {
		"needs-connection": (carrier, hasPage) =>
			`หน้าของร้านค้านี้ยังไม่ได้เชื่อมต่อกับ ${carrier} ${hasPage ? carrierShows(carrier) : askCarrier(carrier)}`,
		"push-only": (carrier) => `${carrier} แจ้งเราทุกขั้นตอนทันทีที่เกิดขึ้น ขั้นแรกจะปรากฏที่นี่เอง`,
		unsupported: (carrier, hasPage) =>
			`เราสอบถาม ${carrier} เองไม่ได้ ${hasPage ? carrierShows(carrier) : askCarrier(carrier)}`,
	},
	steps: {
		shipped: "ส่งแล้ว",
		moving: "ขนส่ง",
		customs: "ศุลกากร",
		nearby: "ใกล้คุณ",
		out: "นำจ่าย",
		collect: "รอรับ",
		delivered: "สำเร็จ",
		returning: "กำลังคืน",
		returned: "ถึงร้านค้า",
	},
	headline: {
		arriving: (when) => `คาดว่าจะถึง ${when}`,
		nowExpected: (what, when) => `${what} – คาดว่าจะถึง ${when}`,
		between: (day, times) => `${day} เวลา ${times}`,
		by: (day, time) => `${day} ภายในเวลา ${time}`,
		today: (day) => `วันนี้ ${day}`,
		tomorrow: (day) => `พรุ่งนี้ ${day}`,
		delivered: (when) => `จัดส่งสำเร็จ ${when}`,
		at: (what, when) => `${what} ${when}`,
		until: (what, day) => `${what}ถึง ${day}`,
		later: "ช้ากว่าที่คาดไว้",
		laterNow: (when) => `ช้ากว่าที่คาดไว้ คาดว่าจะถึง ${when}`,
		wasExpected: (when) => `เดิมคาดว่าจะถึง ${when}`,
		firstEstimate: (when) => `ครั้งแรกคาดว่าจะถึง ${when}`,
		noNewDate: "ยังไม่มีวันที่ใหม่",
		onItsWay: "อยู่ระหว่างขนส่ง",
		noDate: "ยังไม่มีวันจัดส่ง",
		noNewsSince: (day) => `ไม่มีข่าวตั้งแต่ ${day}`,
		mayCome: (when) => `หากเดินทางต่อในเร็ว ๆ นี้ พัสดุอาจยังมาถึง ${when}`,
		notHandedOver: "บริษัทขนส่งยังไม่ได้รับพัสดุ",
		heardLast: (day) => `ข่าวล่าสุดคือเมื่อ ${day}`,
		outToday: (day) => `กำลังนำจ่ายวันนี้ ${day}`,
		outSince: (day) => `ออกนำจ่ายตั้งแต่ ${day}`,
		labelMade: "กำลังเตรียมพัสดุของคุณ",
		labelDetail: (shop, carrier) => `${shop} สร้างใบปะหน้าแล้ว ${carrier} ยังไม่ได้สแกนพัสดุ`,
		waitingDetail: (carrier) => `ขั้นแรกจะปรากฏที่นี่เองทันทีที่ ${carrier} แจ้ง`,
		firstScanBy: (carrier, day) => `โดยปกติ ${carrier} จะได้รับพัสดุแบบนี้ภายใน ${day}`,
		elsewhere: (carrier) => `ติดตามพัสดุนี้ได้ที่ ${carrier}`,
	},
	promise: {
		carrier: (carrier) => `เป็นข้อมูลจาก ${carrier}`,
		seller: (shop) => `เป็นวันที่ ${shop} รับปากไว้`,
		kept: (carrier, outOfTen) => `${carrier} ทำได้ตรงตามวันที่แบบนี้ประมาณ ${outOfTen} ใน 10 ครั้ง`,
		likely: (when) => `เป็นไปได้มากที่สุดคือ ${when}`,
		likelyAt: (time) => `เป็นไปได้มากที่สุดคือราว ${time}`,
		estimate: (parcels, ground) => `เราคาดการณ์จากพัสดุ ${counted(parcels, { other: "# ชิ้น" })}${GROUNDS[ground]}`,
		stated: (carrier, fromDays, toDays, isWorking) => {
			const days = fromDays === toDays ? `${toDays}` : `${fromDays}–${toDays}`;
			return `${carrier} มักใช้เวลา ${days} ${isWorking ? "วันทำการ" : "วัน"}`;
		},
		beside: (carrier, when, usually) => {
			if (usually === "within") return `${carrier} คาดว่าจะถึง ${when}`;
			return `${carrier} คาดว่าจะถึง ${when} แต่พัสดุบนเส้นทางนี้มัก${usually === "later" ? "ใช้เวลานานกว่า" : "มาถึงเร็วกว่า"}`;
		},
		lateStep: (what, days) => `${what} ช้ากว่าปกติ ${counted(days, { other: "# วัน" })}`,
		slower: "ช่วงนี้พัสดุแบบนี้ใช้เวลานานกว่าเดิม",
		measured: (outOfTen) => `พัสดุ ${outOfTen} ใน 10 ชิ้นบนเส้นทางนี้มาถึงในช่วงเวลานี้`,
		localTo: (city) => `เวลาเป็นเวลาท้องถิ่นของ ${city}`,
	},
	yourParcel: "พัสดุของคุณ",
	andMore: (title, more) => `${title} และอีก ${counted(more, { other: "# รายการ" })}`,
	localTime: (when) => `${when} (เวลาท้องถิ่น)`,
	checked: (ago) => ["ตรวจสอบเมื่อ ", ago, ""],
	sourceDown: (carrier, since) => `ระบบของ ${carrier} ไม่ตอบสนองตั้งแต่ ${since} นี่คือข้อมูลที่ทราบในตอนนั้น`,
	noTime: "ไม่ระบุเวลา",
	mapTitle: "พัสดุอยู่ที่ไหน",
	map: {
		from: (place) => `จาก ${place}`,
		within: (country) => `ขณะนี้อยู่ในประเทศ${country} ไม่ทราบตำแหน่งที่ละเอียดกว่านี้`,
		near: (place, known) => `พบล่าสุดที่ ${place} (${known})`,
		lastKnown: (place, known) => `ที่ล่าสุดที่ทราบ: ${place} (${known})`,
		arrived: (place) => `ถึง ${place} แล้ว`,
		back: (place) => `กลับถึง ${place} แล้ว`,
		to: (place) => `ไปยัง ${place}`,
		knownTo: {
			address: "ทราบถึงระดับที่อยู่",
			street: "ทราบถึงระดับถนน",
			postcode: "ทราบถึงระดับรหัสไปรษณีย์",
			locality: "ทราบถึงระดับเมือง",
			region: "ทราบถึงระดับภูมิภาค",
			country: "ทราบถึงระดับประเทศ",
		},
		places: "สถานที่ระหว่างทาง",
		skip: "ข้ามแผนที่",
		courier: (when) => `รูปรถแสดงตำแหน่งของพนักงานจัดส่งเมื่อ ${when}`,
		move: "เลื่อนแผนที่",
		zoomIn: "ขยาย",
		zoomOut: "ย่อ",
		pan: { left: "เลื่อนไปทางซ้าย", up: "เลื่อนขึ้น", down: "เลื่อนลง", right: "เลื่อนไปทางขวา" },
		credit: "แผนที่: Natural Earth · GeoNames (CC BY 4.0)",
	},
	timeline: "ประวัติการจัดส่ง",
	olderScans: (count) => counted(count, { other: "มีอีก # ขั้นตอนก่อนหน้านี้ที่ไม่ได้แสดง" }),
	noScans: (carrier) => `ยังไม่มีขั้นตอน ขั้นแรกจาก ${carrier} จะปรากฏที่นี่เอง`,
	carrierSays: (carrier) => `ข้อความจาก ${carrier}`,
	progress: "ความคืบหน้า",
	stepDone: "เสร็จแล้ว: ",
	stepStopped: "หยุดที่นี่: ",
	contents: "ในพัสดุนี้",
	orderContents: "ในคำสั่งซื้อนี้",
	otherParcels: "พัสดุอื่นของคำสั่งซื้อนี้",
	parcelDetails: "บริษัทขนส่งและหมายเลขพัสดุ",
	carrier: "บริษัทขนส่ง",
	number: "หมายเลขพัสดุ",
	orderNumber: "หมายเลขคำสั่งซื้อ",
	copy: "คัดลอก",
	copied: "คัดลอกแล้ว",
	goesOnWith: "ส่งต่อโดย",
	anotherCarrier: "บริษัทขนส่งอื่น",
	carrierPage: (carrier) => `ดูที่ ${carrier}`,
	askPerson: "คุยกับเจ้าหน้าที่",
	askSubject: (title, number) => `${title} (${number})`,
	askBody: (carrier, number, state) => `\n\n--\nเกี่ยวกับพัสดุของฉันกับ ${carrier} หมายเลข ${number}: ${state}`,
	someDelivered: (delivered, parcels) => `จัดส่งแล้ว ${delivered} จาก ${parcels} ชิ้น`,
	returns: { yours: "การส่งคืนของคุณ", of: "สิ่งที่ส่งคืนในพัสดุนี้" },
	lastMile: {
		title: "พนักงานจัดส่งกำลังเดินทาง",
		stopsBefore: (stops) => counted(stops, { other: stops === 0 ? "คุณเป็นจุดส่งถัดไป" : "อีก # จุดส่งก่อนถึงคุณ" }),
		positionFrom: (ago) => `ตำแหน่งเมื่อ ${ago}`,
		callCourier: "โทรหาพนักงานจัดส่ง",
		courier: "พนักงานจัดส่ง",
	},
	pickup: {
		title: "สถานที่รับพัสดุ",
		address: "ที่อยู่",
		hours: "เวลาทำการ",
		code: "รหัส",
		codeIsHidden: "การรับพัสดุต้องใช้รหัส รหัสจะแสดงเมื่อคุณระบุว่าพัสดุส่งถึงใคร",
		directions: "ดูเส้นทาง",
	},
	actions: {
		addToCalendar: "เพิ่มในปฏิทิน",
		share: "แชร์",
		linkCopied: "คัดลอกลิงก์แล้ว",
		showDetails: "ดูรหัสและรายละเอียด",
		findTheWay: "ดูเส้นทาง",
		notReceived: "ยังไม่ได้รับ",
	},
	calendar: {
		event: (title) => `พัสดุ: ${title}`,
		description: (state) => `${state} หน้าพัสดุแสดงว่าขณะนี้อยู่ที่ใด`,
	},
	proof: {
		title: "หลักฐานการจัดส่ง",
		signedBy: (name) => `ผู้ลงชื่อรับ: ${name}`,
		signed: "มีผู้ลงชื่อรับ บริษัทขนส่งไม่ได้แจ้งชื่อ",
		leftAt: (place) => `จัดส่งที่ ${place}`,
		courier: (name) => `ผู้จัดส่ง: ${name}`,
	},
	language: "ภาษา",
	widgetMore: "ดูแผนที่และทุกขั้นตอน",
	care: THAI_CARE,
	watch: THAI_WATCH,
	reviews: THAI_REVIEWS,
	products: THAI_PRODUCTS,
	notFoundTitle: "ไม่พบพัสดุนี้",
	notFoundText: "ลิงก์อาจไม่ครบหรือเก่าเกินไป โปรดเปิดจากข้อความของร้านค้าอีกครั้ง หรือขอลิงก์ใหม่จากร้านค้า",
	awayTitle: "ขณะนี้เราตรวจสอบไม่ได้",
	awayText: "เป็นความขัดข้องชั่วคราวของเรา พัสดุของคุณยังเดินทางต่อไป โปรดโหลดหน้านี้ใหม่ในอีกหนึ่งนาที",
};
