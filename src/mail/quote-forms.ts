/**
 * How mail programs say that what follows is somebody else's, in the languages of the page: facts of Gmail, Outlook, Apple Mail,
 * Yahoo, Thunderbird, GMX and WEB.DE, T-Online, AOL, QQ, 163, 139, Yahoo Japan, Roundcube, Zoho, Naver and Daum, as their mails have them.
 */

/** `… wrote:` in the languages of those programs; some write it in front of the name. */
const WRITING =
	/(?<!\p{L})(?:wrote|writes|schrieb|geschrieben|écrit|escribió|escreveu|scritto|schreef|geschreven|napisał(?:\(a\)|a)?|pisze|napisana przez|yazdı|написал(?:\(а\)|а)?|пишет|skrev|kirjoitti|napsal(?:\(a\)|a)?|a scris|đã viết|έγραψε|написа(?:в|ла)?|пише|napisao(?: je)?|napísal(?:\(a\)|a)?|je napisal(?:\(a\)|a)?|írta|rašė|parašė|kirjutas|rakstīja|skrifaði|va escriure|menulis)(?!\p{L})|लिखा|เขียน|のメール|写道|寫道|写到|작성|كتب|كتابة/iu;

const DAY = /(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2}|[٠-٩]{4}/;
const CLOCK = /\d{1,2} ?[:.h時时시点] ?\d{2}|[٠-٩]{1,2}:[٠-٩]{2}/;
/** Nobody writes his own words so: programs do. */
const ANGLE_ADDRESS = /<(?:mailto:)?[^<>\s@]+@[^<>\s@]+>/;
const END = /[:：]\s*(?:-{2,})?$|\bwrote -{2,}$/;
const BEGINNING =
	/^\W{0,5}(?:(?:on|am|le|el|em|no dia|il|op|w dniu|dnia|den|pe|vào|pada|في)\s|[在于於]|ใน|เมื่อ|[\p{L}\p{M}]{2,5}\.?,? \d|\d)|^-{2,}\s/iu;
const AOL = /^in a message dated .{6,60}, \S+@\S+ writes:$/i;
const MOST_ATTRIBUTION = 400;

export interface AttributionEvidence {
	/** A day or a clock and an address in angle brackets: enough by itself. */
	readonly isCertain: boolean;
	/** Two of a day or clock, an address and words of writing: enough where a quote follows that has marks. */
	readonly isLikely: boolean;
}

/** Of a paragraph's last lines put together. */
export function attributionEvidence(text: string): AttributionEvidence {
	if (text.length > MOST_ATTRIBUTION || !END.test(text)) return { isCertain: false, isLikely: false };
	const writes = WRITING.test(text);
	const isDated = DAY.test(text) || CLOCK.test(text);
	const isAddressed = ANGLE_ADDRESS.test(text) || /\([^()\s@]+@[^()\s@]+\)|\[[^\s@[\]]+@[^\s@[\]]+\]/.test(text);
	return {
		isCertain: (isDated && ANGLE_ADDRESS.test(text)) || AOL.test(text),
		isLikely: (isDated && (writes || isAddressed)) || (writes && isAddressed),
	};
}

/** Whether nothing of an attribution would be left without it but its verb or its colon. */
export function isAttributionEnd(text: string): boolean {
	return text.length <= MOST_ATTRIBUTION && END.test(text) && (WRITING.test(text) || ANGLE_ADDRESS.test(text));
}

export function mayEndAttribution(line: string): boolean {
	return line.length <= MOST_ATTRIBUTION && END.test(line);
}

/** Whether an attribution that was wrapped may have begun on the line before those that are known of it. */
export function continuesFrom(before: string, text: string): boolean {
	if (before.length > MOST_ATTRIBUTION || /[.!?。！？:：]$/.test(before)) return false;
	// Some languages begin with the name, and a name in front of an address is as long as it likes.
	if (ANGLE_ADDRESS.test(before) && !ANGLE_ADDRESS.test(text)) return true;
	if (/^[<([]/.test(text)) return before.length <= 80;
	return BEGINNING.test(before) && !BEGINNING.test(text);
}

export type HeaderLabel = keyof typeof LABELS;

/** The heads that Outlook, GMX, QQ, Yahoo Japan and others put above what they quote. */
const LABELS = {
	from: "From|Von|De|Da|Van|Od|Kimden|Gönderen|От|От кого|Från|Fra|差出人|送信者|发件人|發件人|寄件者|寄件人|보낸 사람|보낸사람|من|Từ|Dari|จาก|प्रेषक|Expéditeur|Remitente|Mittente|Afzender|Lähettäjä|Feladó|Odesílatel|Odosielateľ|Šalje|Pošiljatelj|Pošiljalac|Шаље|Пошиљалац|Од|Від|De la|Expeditor|Expeditorul|Από|Αποστολέας|מאת|از|فرستنده|Nuo|Siuntėjas|No|Sūtītājs|Nosūtītājs|Saatja|Kellelt|Frá|Sendandi|Avsändare|Avsender|Afsender|Изпращач|Nga|Daripada|Người gửi|Kimdən",
	date: "Sent|Date|Gesendet|Datum|Envoyé|Envoyé le|Enviado|Enviado el|Enviada em|Enviado em|Enviada|Data|Fecha|Inviato|Verzonden|Wysłano|Data wysłania|Gönderilme|Gönderildi|Gönderim Tarihi|Tarih|Отправлено|Дата|Skickat|Sendt|送信日時|日付|日時|发送时间|发送日期|时间|日期|傳送時間|寄件日期|보낸 날짜|보낸날짜|날짜|تاريخ الإرسال|التاريخ|تم الإرسال|أرسلت|Đã gửi|Dikirim|ส่ง|भेजा गया|Lähetetty|Päivämäärä|Päiväys|Pvm|Elküldve|Küldve|Küldés dátuma|Dátum|Odesláno|Odoslané|Odoslaný|Poslano|Poslato|Послато|Послано|Датум|Надіслано|Відправлено|Изпратено|Испратено|Trimis|Στάλθηκε|Εστάλη|Αποστολή|Ημερομηνία|נשלח|נשלח ב|תאריך|ارسال شده|ارسالشده|فرستاده شده|زمان ارسال|تاریخ|Išsiųsta|Nosūtīts|Datums|Saadetud|Saatmisaeg|Kuupäev|Dagsetning|Dato|Dërguar|Enviat|Dihantar|Göndərilib|Ngày",
	to: "To|An|À|A|Para|Naar|Aan|Do|Kime|Alıcı|Кому|Till|Til|宛先|收件人|收件者|받는 사람|받는사람|إلى|Tới|Đến|Kepada|Ke|ถึง|प्रति|Destinataire|Destinatario|Vastaanottaja|Vastaanottajat|Címzett|Címzettek|Komu|Príjemca|Příjemce|Prima|Za|За|Прима|Коме|До|Către|Catre|Προς|אל|עבור|לכבוד|به|گیرنده|Kam|Gavėjas|Saņēmējs|Adressaat|Saaja|Kellele|Viðtakandi|Mottagare|Mottaker|Modtager|Для|Për|Kimə|Người nhận",
	copy: "Cc|Kopie|Copie|Copia|Kopia|DW|Bilgi|Копия|抄送|副本|참조|نسخة|Kopio|Másolat|Másolatot kap|Kópia|Kopija|Копія|Копија|Копие|Κοινοποίηση|עותק|رونوشت|Koopia|Kópía|Kopi",
	subject:
		"Subject|Betreff|Objet|Asunto|Assunto|Oggetto|Onderwerp|Temat|Konu|Тема|Ämne|Emne|件名|主题|主題|主旨|제목|الموضوع|Chủ đề|Perihal|Subjek|เรื่อง|विषय|Sujet|Aihe|Tárgy|Předmět|Predmet|Предмет|Zadeva|Наслов|Subiect|Subiectul|Θέμα|נושא|הנדון|موضوع|Tema|Tēma|Temats|Teema|Pealkiri|Efni|Относно|Subjekti|Assumpte|Mövzu|Tiêu đề",
} as const;

const LABEL_OF = new Map<string, HeaderLabel>(
	// Of one word in two languages ("De", "Data") both mean the same.
	(["subject", "copy", "to", "date", "from"] as const).flatMap((label) =>
		LABELS[label].split("|").map((word) => [word.toLowerCase(), label] as const),
	),
);

/** What a line of a quoted head tells; null for every other line. */
export function headerLabel(line: string): HeaderLabel | null {
	const word = labelWord(line)?.toLowerCase();
	// In Latvian it is whom a mail is from.
	if (word === undefined || (word === "no" && !line.includes("@"))) return null;
	return LABEL_OF.get(word) ?? null;
}

/** The word before a line's colon, of which a program may have made a label in a language that is not in the tables. */
export function labelWord(line: string): string | null {
	// Programs put marks of direction around Hebrew, Arabic and Persian.
	const raw = line.slice(0, 60);
	const begin = (/^[ -~]*$/.test(raw) ? raw : raw.replaceAll(/\p{Cf}/gu, "").normalize("NFC")).slice(0, 40);
	const [, word] = /^[\s*|]*([\p{L}\p{M} .'’/-]{1,30}?)[\s*]*[:：|]/u.exec(begin) ?? [];
	return word === undefined || word.trim() === "" ? null : word.trim();
}

/** Whether a line of a head tells a subject that answers another one, in the words of those programs. */
export function answersSubject(line: string): boolean {
	return labelWord(line) !== null && ANSWERING.test(line.slice(0, 60));
}

const ANSWERING =
	/^[^:：|]{1,40}[:：|][\s*]*(?:re|aw|antw|antwort|sv|svar|odp|ynt|rif|res|rép|vá|vs|ats|atb|回复|回覆|答复|返信|회신|답장|رد|απ|σχετ|השב|отв|پاسخ)\s*[:：]/iu;

const ORIGINAL =
	"original message|original-?nachricht|ursprüngliche nachricht|message d.origine|message original|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht|originele bericht|wiadomość oryginalna|oryginalna wiadomość|özgün [iİ]leti|orijinal mesaj|исходное сообщение|оригинальное сообщение|original e-?mail|reply message|replied message|元のメッセージ|原始邮件|原始郵件|邮件原件|邮件原文|回复的原邮件|원본 메[시일]지?|الرسالة الأصلية|alkuperäinen viesti|eredeti üzenet|původní (?:zpráva|e-mail)|pôvodná správa|ursprungligt meddelande|opprinnelig melding|oprindelig meddelelse|αρχικό μήνυμα|mesaj original|(?:izvorna|originalna) poruka|izvirno sporočilo|(?:оригінальне|початкове) повідомлення|оригинално (?:писмо|съобщение)|algne (?:kiri|sõnum)|algkiri|sākotnējais ziņojums|pradinis laiškas|originalus laiškas|upprunaleg skilaboð|ה?הודעה ה?מקורית|پیام اصلی";
const FORWARDED =
	"forwarded (?:message|e-?mail)|weitergeleitete nachricht|message transféré|mensaje reenviado|mensagem encaminhada|messaggio inoltrato|doorgestuurd bericht|wiadomość przekazana|przekazana wiadomość|[iİ]letilen mesaj|yönlendirilmiş [iİ]leti|пересылаемое сообщение|перенаправленное сообщение|転送メッセージ|转发的?邮件|转发邮件信息|轉寄郵件|전달된 메시지|رسالة معاد توجيهها|välitetty viesti|továbbított üzenet|přeposlaná zpráva|preposlaná správa|vidarebefordrat meddelande|videresendt (?:melding|besked|meddelelse)|προωθημένο μήνυμα|mesaj (?:redirecționat|redirecţionat)|proslijeđena poruka|prosleđena poruka|posredovano sporočilo|переслане повідомлення|препратено (?:писмо|съобщение)|edastatud kiri|pārsūtīts ziņojums|persiųstas laiškas|הודעה שהועברה|پیام بازارسال شده";
const SEPARATOR = new RegExp(
	`^[*\\s]*[-_–—]{2,}\\s*(?:(${ORIGINAL})|${FORWARDED})\\s*[:：]?\\s*[-_–—]{2,}[*\\s]*$`,
	"iu",
);
/** Apple Mail's, in its languages. */
const FORWARD_SENTENCE =
	/^(?:begin forwarded message|anfang der weitergeleiteten nachricht|début du message réexpédié|inicio del mensaje reenviado|início da mensagem encaminhada|inizio messaggio inoltrato|begin doorgestuurd bericht|początek przekazywanej wiadomości|[iİ]letilen mesajın başlangıcı|начало переадресованного сообщения|転送されたメッセージ|下面是被转发的邮件|开始转发邮件|전달된 메시지|بداية الرسالة المعاد توجيهها)\s*[:：]$/iu;

/** A line of dashes that names what follows. */
export function separatorKind(line: string): "original" | "forwarded" | null {
	if (line.length > 100) return null;
	const found = SEPARATOR.exec(line);
	if (found !== null) return found[1] === undefined ? "forwarded" : "original";
	return FORWARD_SENTENCE.test(line) ? "forwarded" : null;
}

export function isRule(line: string): boolean {
	return line.length >= 3 && line.length <= 200 && /^[-_–—=*]+$/.test(line);
}

/** What Mailman puts below every mail: a rule and the name of its list. */
export function isListFooter(line: string, next: string): boolean {
	return /^_{40,}$/.test(line.slice(0, 200)) && next.length <= 200 && /\bmailing list\b(?: --? \S+)?$/i.test(next);
}

/** A subject that says that the mail is passed on, in the words of those programs. */
export function isForwardSubject(subject: string): boolean {
	return /^\s*(?:fwd?|wg|tr|rv|enc|i|doorst|pd|[iİ]lt|vs|vl|vb|továbbítás|πρθ|προωθ|הועבר|転送|转发|轉寄|전달|إعادة توجيه)\s*[:：]/iu.test(
		subject,
	);
}

// Only with the thing that it was sent from: "Sent from Shenzhen" is news of a parcel.
const DEVICE =
	"iphone|ipad|ipod|android|samsung|galaxy|huawei|honor|xiaomi|redmi|oppo|vivo|pixel|mobile|mobil(?:en?|e[rn])?|phone|handy|smartphone|tablet|outlook|yahoo|mail|blackberry|windows|gmx|web\\.de|proton|qq|foxmail|teléfono|móvil|celular|téléphone|telefono|telefoon|telefon|телефона|мобильного|スマートフォン|スマホ|携帯|手机|手機|邮箱|网易|アプリ|휴대폰|هاتف|điện thoại|ponsel|โทรศัพท์";
const SENT_FROM = new RegExp(
	`^(?:sent (?:from|via|with)|(?:diese nachricht wurde )?von mein\\p{L}*|gesendet (?:von|mit|über)|von unterwegs|envoyé (?:de|depuis|à partir de)|enviado (?:desde|do|a partir d[oe]|por|con)|inviato da(?:l|lla)?|verstuurd vanaf|verzonden (?:vanaf|met)|wysłan[eoy] (?:z|ze)|отправлено (?:с|из)|发自|發自|從我的|从我的|來自|나의|أُ?رسلت من|تم الإرسال من|đã gửi từ|dikirim dari|ส่งจาก)\\s?.{0,12}(?:${DEVICE}).{0,40}$`,
	"iu",
);
const SENT_FROM_BEHIND = new RegExp(
	`^.{0,12}(?:${DEVICE}).{0,20}(?:gesendet|gönderildi|から送信|에서 보냄|傳送|भेजा गया)[.。]?$`,
	"iu",
);
const GET_THE_PROGRAM = /^.{0,60}\bOutlook\b.{0,40}<?https:\/\/aka\.ms\//iu;

/** The line that a telephone or a program adds to every mail. */
export function isMobileSignature(line: string): boolean {
	if (line.length > 160) return false;
	if (GET_THE_PROGRAM.test(line)) return true;
	return line.length <= 80 && (SENT_FROM.test(line) || SENT_FROM_BEHIND.test(line) || GET_OUTLOOK.test(line));
}

const GET_OUTLOOK =
	/^(?:get|holen sie sich|laden sie|téléchargez|obtenir|obtener|obtén|obter|obtenha|scarica|ottieni|download|pobierz|获取|取得)?\s?outlook (?:for|für|pour|para|per|voor|dla) (?:ios|android|mac)(?: herunter| を入手)?$/iu;

/** Words by which somebody says that his answers stand among the lines that he quotes. */
export function pointsBelow(text: string): boolean {
	return text.length <= 120 && BELOW.test(text);
}

const BELOW =
	/\b(?:below|inline|in-line|in (?:red|blue|green))\b|\b(?:unten|in rot|im text|ci-dessous|en rouge|más abajo|abajo|en rojo|abaixo|em vermelho|qui sotto|di seguito|in rosso|hieronder|in het rood|poniżej|na czerwono)(?!\p{L})|aşağıda|ниже|красным|下記|赤字|见下|見下|如下|红字|紅字|아래|أدناه/iu;
