/**
 * Subjects that machines write, by the beginnings of them. A person may write each of them as well: they only raise a suspicion.
 * Words for being away alone are none: 不在 and "Abwesenheit" are what couriers write of a buyer who was not at home.
 */
export function automaticSubject(subject: string): "out-of-office" | "auto-reply" | null {
	const said = subject.slice(0, 200).replace(/^[\s[【（(「*"]+/u, "");
	if (AWAY.test(said)) return "out-of-office";
	return ACKNOWLEDGED.test(said) ? "auto-reply" : null;
}

/** What Exchange, Gmail, QQ and others put before the subject that they answer. */
const AWAY = new RegExp(
	`^(?:${[
		"automatic(?: |-)?(?:reply|response)|auto(?:-| )?(?:reply|response)|out of (?:the )?office",
		"automatische (?:antwort|e-?mail-antwort)|abwesenheits(?:notiz|benachrichtigung|mitteilung|assistent|meldung)",
		"réponse automatique|absen(?:ce|t) du bureau|message d.absence",
		"respuesta automática|fuera de (?:la )?oficina",
		"resposta automática|fora do escritório",
		"risposta automatica|fuori (?:sede|ufficio)",
		"automatisch(?:e)? (?:antwoord|beantwoording)|afwezigheids",
		"odpowiedź automatyczna|automatyczna odpowiedź|poza biurem",
		"otomatik (?:yanıt|cevap)|ofis dışında",
		"автоматический ответ|автоответ|вне офиса",
		"自動(?:応答|返信|回答)|不在時の自動",
		"自动(?:回复|答复|应答)|自動(?:回覆|答覆|回復)",
		"자동 ?(?:회신|응답|답장)|부재중 자동",
		"trả lời tự động|balasan otomatis|(?:การ)?ตอบกลับอัตโนมัติ|स्वचालित उत्तर",
		"(?:ال)?رد (?:ال)?تلقائي|خارج المكتب",
	].join("|")})`,
	"iu",
);

/** What desks write at once. */
const ACKNOWLEDGED = new RegExp(
	`^(?:${[
		"(?:ticket|case|request|inquiry|enquiry|your (?:request|ticket|case|message|inquiry)).{0,60}(?:received|created|opened|registered)",
		"we.{0,6} received your|thank you for (?:contacting|your (?:e-?mail|message|inquiry|enquiry|request))",
		"eingangsbestätigung|wir haben (?:ihre|deine) .{0,40}(?:erhalten|bekommen)|vielen dank für (?:ihre|deine) (?:nachricht|anfrage|e-?mail)",
		"accusé de réception|nous avons bien reçu|votre (?:demande|message).{0,40}(?:reçue?|enregistrée?)",
		"acuse de recibo|hemos recibido su|su (?:solicitud|consulta|mensaje).{0,40}recibid",
		"recebemos (?:a )?sua|confirmação de recebimento",
		"abbiamo ricevuto|conferma di ricezione",
		"ontvangstbevestiging|we hebben (?:uw|je) .{0,40}ontvangen",
		"otrzymaliśmy|potwierdzenie otrzymania",
		"talebiniz|mesajınız alın",
		"ваш[ае]? (?:запрос|обращение|заявка|письмо).{0,40}(?:принят|получен|зарегистрирован)",
		"お問い?合わせ(?:を受け付け|受付|いただき|ありがとう)|受付完了",
		"(?:我们)?已收到您的|感谢您的(?:来信|咨询)|我們已收到您的",
		"문의.{0,20}접수",
		"تم استلام",
	].join("|")})`,
	"iu",
);
