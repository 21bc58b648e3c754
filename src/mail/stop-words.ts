/**
 * Whether a reply says nothing but that its writer wants no more of such mails, in one of the languages that pages speak. A sentence
 * with anything beside it is a question for a person, and "cancel" may mean the order. By what mailing lists and senders of text
 * messages take (STOP, UNSUBSCRIBE, END OF MAILS), and each language's word on their forms.
 */
export function saysStop(text: string): boolean {
	const bare = text
		.slice(0, LONGEST)
		.normalize("NFKC")
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{M}]+/gu, " ")
		.trim();
	return text.trim().length < LONGEST && STOP.has(bare);
}

const LONGEST = 60;

const STOP: ReadonlySet<string> = new Set([
	...["stop", "please stop", "stop please", "stop it", "unsubscribe", "please unsubscribe", "unsubscribe me"],
	...["stop emails", "stop e mails", "stop these emails", "stop sending emails", "no more emails", "no more e mails"],
	...[
		"stopp",
		"abmelden",
		"bitte abmelden",
		"abbestellen",
		"bitte abbestellen",
		"keine e mails mehr",
		"keine mails mehr",
	],
	...[
		"arrêter",
		"arrêt",
		"désinscription",
		"désinscrire",
		"se désinscrire",
		"me désinscrire",
		"désabonner",
		"se désabonner",
	],
	...["darse de baja", "baja", "darme de baja", "cancelar suscripción", "no más correos"],
	...["parar", "pare", "cancelar inscrição", "cancelar subscrição", "descadastrar", "não quero mais e mails"],
	...["disiscriviti", "disiscrivimi", "cancellami", "basta", "annulla iscrizione", "non inviare più"],
	...["afmelden", "uitschrijven", "graag afmelden", "geen e mails meer", "stoppen"],
	...["wypisz", "wypisz mnie", "rezygnuję", "zrezygnuj", "proszę wypisać"],
	...["dur", "durdur", "abonelikten çık", "abonelikten ayrıl", "listeden çık"],
	...["стоп", "отписаться", "отписать", "отпишите меня", "отпишите"],
	...["berhenti", "berhenti berlangganan", "stop berlangganan"],
	...["dừng", "dừng lại", "hủy đăng ký", "huỷ đăng ký", "ngừng gửi"],
	...["配信停止", "配信解除", "停止", "ストップ", "解除"],
	...["退订", "取消订阅", "退訂", "取消訂閱", "停止发送", "停止寄送"],
	...["수신거부", "수신 거부", "구독취소", "구독 취소", "그만"],
	...["หยุด", "ยกเลิกการรับข่าวสาร", "ยกเลิกการสมัคร", "เลิกรับ"],
	...["रोकें", "बंद करें", "सदस्यता समाप्त करें", "सदस्यता रद्द करें"],
	...["إيقاف", "توقف", "أوقف", "إلغاء الاشتراك", "الغاء الاشتراك"],
]);
