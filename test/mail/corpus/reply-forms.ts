import { escapeHtml, marked, type QuotedLetter, wrapped } from "./letters.ts";

/** How one program in one language writes a reply of 23 November 2026, 09:33. */
export interface ReplyForm {
	readonly program: string;
	readonly language: string;
	readonly write: (answer: string, letter: QuotedLetter) => { readonly text?: string; readonly html?: string };
	/** Below the quote, where the program lets people write there. */
	readonly writeBelow?: (answer: string, letter: QuotedLetter) => { readonly text?: string; readonly html?: string };
}

type Sentences = Readonly<Record<string, string>>;

/** NAME and ADDRESS are whose letter is answered. */
function said(sentence: string, { name, address }: QuotedLetter): string {
	return sentence.replaceAll("NAME", name).replaceAll("ADDRESS", address);
}

const GMAIL: Sentences = {
	en: "On Mon, Nov 23, 2026 at 9:33 AM NAME <ADDRESS> wrote:",
	"en-gb": "On Mon, 23 Nov 2026 at 09:33, NAME <ADDRESS> wrote:",
	de: "Am Mo., 23. Nov. 2026 um 09:33 Uhr schrieb NAME <ADDRESS>:",
	fr: "Le lun. 23 nov. 2026 à 09:33, NAME <ADDRESS> a écrit :",
	es: "El lun, 23 nov 2026 a las 9:33, NAME (<ADDRESS>) escribió:",
	pt: "Em seg., 23 de nov. de 2026 às 09:33, NAME <ADDRESS> escreveu:",
	it: "Il giorno lun 23 nov 2026 alle ore 09:33 NAME <ADDRESS> ha scritto:",
	nl: "Op ma 23 nov 2026 om 09:33 schreef NAME <ADDRESS>:",
	pl: "pon., 23 lis 2026 o 09:33 NAME <ADDRESS> napisał(a):",
	tr: "NAME <ADDRESS>, 23 Kas 2026 Pzt, 09:33 tarihinde şunu yazdı:",
	ru: "пн, 23 нояб. 2026 г. в 09:33, NAME <ADDRESS>:",
	ja: "2026年11月23日(月) 9:33 NAME <ADDRESS>:",
	zh: "NAME <ADDRESS> 于2026年11月23日周一 09:33写道：",
	"zh-tw": "NAME <ADDRESS> 於 2026年11月23日 週一 上午9:33寫道：",
	ko: "2026년 11월 23일 (월) 오전 9:33, NAME <ADDRESS>님이 작성:",
	vi: "Vào Th 2, 23 thg 11, 2026 vào lúc 09:33 NAME <ADDRESS> đã viết:",
	id: "Pada Sen, 23 Nov 2026 pukul 09.33 NAME <ADDRESS> menulis:",
	th: "เมื่อ จ. 23 พ.ย. 2026 เวลา 09:33 NAME <ADDRESS> เขียนว่า:",
	hi: "सोम, 23 नव॰ 2026 को 9:33 am बजे NAME <ADDRESS> ने लिखा:",
	ar: "في الاثنين، 23 نوفمبر 2026 في 9:33 ص تمت كتابة ما يلي بواسطة NAME <ADDRESS>:",
};

const APPLE: Sentences = {
	en: "On 23 Nov 2026, at 09:33, NAME <ADDRESS> wrote:",
	de: "Am 23.11.2026 um 09:33 schrieb NAME <ADDRESS>:",
	fr: "Le 23 nov. 2026 à 09:33, NAME <ADDRESS> a écrit :",
	es: "El 23 nov 2026, a las 9:33, NAME <ADDRESS> escribió:",
	pt: "No dia 23/11/2026, às 09:33, NAME <ADDRESS> escreveu:",
	it: "Il giorno 23 nov 2026, alle ore 09:33, NAME <ADDRESS> ha scritto:",
	nl: "Op 23 nov. 2026, om 09:33 heeft NAME <ADDRESS> het volgende geschreven:",
	pl: "Wiadomość napisana przez NAME <ADDRESS> w dniu 23 lis 2026, o godz. 09:33:",
	tr: "NAME <ADDRESS> şunları yazdı (23 Kas 2026 09:33):",
	ru: "23 нояб. 2026 г., в 09:33, NAME <ADDRESS> написал(а):",
	ja: "2026/11/23 9:33、NAME <ADDRESS>のメール:",
	zh: "在 2026年11月23日，09:33，NAME <ADDRESS> 写道：",
	ko: "2026. 11. 23. 오전 9:33, NAME <ADDRESS> 작성:",
	vi: "Vào 23 thg 11, 2026, lúc 09:33, NAME <ADDRESS> đã viết:",
	id: "Pada 23 Nov 2026, pukul 09.33, NAME <ADDRESS> menulis:",
	th: "เมื่อวันที่ 23 พ.ย. 2569 เวลา 09:33 NAME <ADDRESS> เขียนว่า:",
	hi: "23 नव॰ 2026 को 9:33 am बजे, NAME <ADDRESS> ने लिखा:",
	ar: "في ٢٣ نوفمبر ٢٠٢٦، الساعة ٩:٣٣ ص، كتب/كتبت NAME <ADDRESS>:",
};

/** No address: what follows has marks. */
const THUNDERBIRD: Sentences = {
	en: "On 23/11/2026 09:33, NAME wrote:",
	de: "Am 23.11.26 um 09:33 schrieb NAME:",
	fr: "Le 23/11/2026 à 09:33, NAME a écrit :",
	es: "El 23/11/2026 a las 9:33, NAME escribió:",
	pt: "Em 23/11/2026 09:33, NAME escreveu:",
	it: "Il 23/11/2026 09:33, NAME ha scritto:",
	nl: "Op 23-11-2026 om 09:33 schreef NAME:",
	pl: "W dniu 23.11.2026 o 09:33, NAME pisze:",
	tr: "23.11.2026 09:33 tarihinde NAME yazdı:",
	ru: "23.11.2026 9:33, NAME пишет:",
	ja: "On 2026/11/23 9:33, NAME wrote:",
	zh: "在 2026/11/23 9:33, NAME 写道:",
	ko: "On 2026-11-23 오전 9:33, NAME wrote:",
};

const YAHOO: Sentences = {
	en: "On Monday, November 23, 2026 at 09:33:00 AM GMT+1, NAME <ADDRESS> wrote:",
	de: "Am Montag, 23. November 2026 um 09:33:00 MEZ hat NAME <ADDRESS> Folgendes geschrieben:",
	fr: "Le lundi 23 novembre 2026 à 09:33:00 UTC+1, NAME <ADDRESS> a écrit :",
	es: "El lunes, 23 de noviembre de 2026, 09:33:00 CET, NAME <ADDRESS> escribió:",
	it: "Il lunedì 23 novembre 2026 alle ore 09:33:00 CET, NAME <ADDRESS> ha scritto:",
	pt: "Em segunda-feira, 23 de novembro de 2026 às 09:33:00 BRT, NAME <ADDRESS> escreveu:",
};

/** From, sent, to and subject, and what is called the original, where the language has it. */
const OUTLOOK: Readonly<Record<string, readonly [string, string, string, string, string]>> = {
	en: ["From:", "Sent:", "To:", "Subject:", "Original Message"],
	de: ["Von:", "Gesendet:", "An:", "Betreff:", "Ursprüngliche Nachricht"],
	fr: ["De :", "Envoyé :", "À :", "Objet :", "Message d'origine"],
	es: ["De:", "Enviado:", "Para:", "Asunto:", "Mensaje original"],
	pt: ["De:", "Enviado:", "Para:", "Assunto:", "Mensagem original"],
	it: ["Da:", "Inviato:", "A:", "Oggetto:", "Messaggio originale"],
	nl: ["Van:", "Verzonden:", "Aan:", "Onderwerp:", "Oorspronkelijk bericht"],
	pl: ["Od:", "Wysłano:", "Do:", "Temat:", "Wiadomość oryginalna"],
	tr: ["Kimden:", "Gönderildi:", "Kime:", "Konu:", "Özgün İleti"],
	ru: ["От:", "Отправлено:", "Кому:", "Тема:", "Исходное сообщение"],
	ja: ["差出人:", "送信日時:", "宛先:", "件名:", "元のメッセージ"],
	zh: ["发件人:", "发送时间:", "收件人:", "主题:", "邮件原件"],
	"zh-tw": ["寄件者:", "寄件日期:", "收件者:", "主旨:", "原始郵件"],
	ko: ["보낸 사람:", "보낸 날짜:", "받는 사람:", "제목:", "원본 메시지"],
	vi: ["Từ:", "Đã gửi:", "Đến:", "Chủ đề:", "Original Message"],
	id: ["Dari:", "Dikirim:", "Kepada:", "Perihal:", "Original Message"],
	th: ["จาก:", "ส่ง:", "ถึง:", "เรื่อง:", "Original Message"],
	hi: ["प्रेषक:", "भेजा गया:", "प्रति:", "विषय:", "Original Message"],
	ar: ["من:", "تاريخ الإرسال:", "إلى:", "الموضوع:", "الرسالة الأصلية"],
};

const PHONE: Sentences = {
	en: "Sent from my iPhone",
	de: "Von meinem iPhone gesendet",
	fr: "Envoyé de mon iPhone",
	es: "Enviado desde mi iPhone",
	pt: "Enviado do meu iPhone",
	it: "Inviato da iPhone",
	nl: "Verstuurd vanaf mijn iPhone",
	pl: "Wysłane z iPhone'a",
	tr: "iPhone'umdan gönderildi",
	ru: "Отправлено с iPhone",
	ja: "iPhoneから送信",
	zh: "发自我的iPhone",
	ko: "나의 iPhone에서 보냄",
	vi: "Đã gửi từ iPhone của tôi",
	id: "Dikirim dari iPhone saya",
	th: "ส่งจาก iPhone ของฉัน",
	hi: "मेरे iPhone से भेजा गया",
	ar: "أُرسلت من الـ iPhone",
};

function forms(
	program: string,
	sentences: Sentences,
	write: (sentence: string, language: string) => Omit<ReplyForm, "program" | "language">,
): readonly ReplyForm[] {
	return Object.entries(sentences).map(([language, sentence]) => ({ program, language, ...write(sentence, language) }));
}

const gmailPlain = forms("Gmail", GMAIL, (sentence) => ({
	write: (answer, letter) => ({
		text: `${answer}\n\n${wrapped(said(sentence, letter), 76)}\n\n${marked(letter.text)}\n`,
	}),
	writeBelow: (answer, letter) => ({
		text: `${wrapped(said(sentence, letter), 76)}\n${marked(letter.text)}\n\n${answer}\n`,
	}),
}));

const gmailHtml = forms("Gmail, HTML alone", GMAIL, (sentence) => ({
	write: (answer, letter) => ({
		html: `<div dir="ltr">${htmlOf(answer)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">${escapeHtml(said(sentence, letter))}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">${letter.html}</blockquote></div>`,
	}),
}));

const apple = forms("Apple Mail", APPLE, (sentence, language) => ({
	write: (answer, letter) => ({
		text: `${answer}\n\n${PHONE[language]}\n\n> ${said(sentence, letter)}\n> \n${marked(letter.text)}\n`,
	}),
	writeBelow: (answer, letter) => ({ text: `\n${said(sentence, letter)}\n\n${marked(letter.text)}\n\n${answer}\n` }),
}));

const appleHtml = forms("Apple Mail, HTML alone", APPLE, (sentence, language) => ({
	write: (answer, letter) => ({
		html: `<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body dir="auto">${htmlOf(answer)}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">${PHONE[language]}</div><div dir="ltr"><br><blockquote type="cite">${escapeHtml(said(sentence, letter))}<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">${letter.html}</div></blockquote></body></html>`,
	}),
}));

const thunderbird = forms("Thunderbird", THUNDERBIRD, (sentence) => ({
	write: (answer, letter) => ({ text: `${answer}\n\n${said(sentence, letter)}\n${marked(letter.text)}\n` }),
	writeBelow: (answer, letter) => ({
		text: `${said(sentence, letter)}\n${marked(letter.text)}\n${answer}\n\n-- \nMia Becker\nHafenweg 3\n`,
	}),
}));

const thunderbirdHtml = forms("Thunderbird, HTML alone", THUNDERBIRD, (sentence) => ({
	write: (answer, letter) => ({
		html: `<p>${htmlOf(answer)}</p><div class="moz-cite-prefix">${escapeHtml(said(sentence, letter))}<br></div><blockquote type="cite" cite="mid:1@shop.example">${letter.html}</blockquote>`,
	}),
	writeBelow: (answer, letter) => ({
		html: `<div class="moz-cite-prefix">${escapeHtml(said(sentence, letter))}<br></div><blockquote type="cite" cite="mid:1@shop.example">${letter.html}</blockquote><p>${htmlOf(answer)}</p><pre class="moz-signature" cols="72">-- \nMia Becker</pre>`,
	}),
}));

/** Marks are not written: the sentence alone parts the mail. */
const yahoo = forms("Yahoo", YAHOO, (sentence) => ({
	write: (answer, letter) => ({
		text: ` ${answer}\n\n    ${said(sentence, letter)}  \n \n ${letter.text.replaceAll("\n", "\n ")}   `,
	}),
}));

const yahooHtml = forms("Yahoo, HTML alone", YAHOO, (sentence) => ({
	write: (answer, letter) => ({
		html: `<div class="ydp1a2byahoo-style-wrap"><div dir="ltr">${htmlOf(answer)}</div><div><br></div></div><div id="yahoo_quoted_12" class="yahoo_quoted"><div><div>${escapeHtml(said(sentence, letter))}</div><div><br></div><div>${letter.html}</div></div></div>`,
	}),
}));

const outlookPlain = Object.entries(OUTLOOK).flatMap(
	([language, [from, sent, to, subject, original]]): readonly ReplyForm[] => {
		const head = ({ name, address, subject: about }: QuotedLetter) =>
			`${from} ${name} <${address}>\n${sent} Monday, 23 November 2026 09:33\n${to} Mia Becker <mia@buyer.example>\n${subject} ${about}`;
		const rows = (letter: QuotedLetter) =>
			head(letter)
				.split("\n")
				.map((row) => row.replace(/^([^:]*:)(.*)$/, (_, label, value) => `<b>${label}</b>${escapeHtml(value)}`))
				.join("<br>");
		return [
			{
				program: "Outlook on the web",
				language,
				write: (answer, letter) => ({
					text: `${answer}\n\n${"_".repeat(32)}\n${head(letter)}\n\n${letter.text}\n`,
				}),
			},
			{
				program: "Outlook",
				language,
				write: (answer, letter) => ({
					text: `${answer}\n\n-----${original}-----\n${head(letter)}\n\n${letter.text}\n`,
				}),
			},
			{
				program: "Outlook on the web, HTML alone",
				language,
				write: (answer, letter) => ({
					html: `<div style="font-family:Calibri">${htmlOf(answer)}</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri" style="font-size:11pt">${rows(letter)}</font><div>&nbsp;</div></div><div>${letter.html}</div>`,
				}),
			},
			{
				program: "Outlook, HTML alone",
				language,
				write: (answer, letter) => ({
					html: `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {margin:0cm;} --></style></head><body><div class=WordSection1><p class=MsoNormal>${htmlOf(answer)}<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal>${rows(letter)}<o:p></o:p></p></div><p class=MsoNormal><o:p>&nbsp;</o:p></p>${letter.html}</div></body></html>`,
				}),
			},
		];
	},
);

const others: readonly ReplyForm[] = [
	{
		program: "GMX",
		language: "de",
		write: (answer, letter) => ({
			text: `${answer}\n\nGesendet: Montag, 23. November 2026 um 09:33 Uhr\nVon: "${letter.name}" <${letter.address}>\nAn: mia@buyer.example\nBetreff: ${letter.subject}\n\n${letter.text}\n`,
		}),
	},
	{
		program: "WEB.DE, HTML alone",
		language: "de",
		write: (answer, letter) => ({
			html: `<html><body><div style="font-family: Verdana"><div>${htmlOf(answer)}</div><div>&nbsp;<div name="quote" style="margin:10px 5px 5px 10px; padding: 10px 0 10px 10px; border-left:2px solid #C3D9E5;"><div><b>Gesendet:</b>&nbsp;Montag, 23. November 2026 um 09:33 Uhr<br/><b>Von:</b>&nbsp;"${letter.name}" &lt;${letter.address}&gt;<br/><b>An:</b>&nbsp;mia@buyer.example<br/><b>Betreff:</b>&nbsp;${letter.subject}</div><div>${letter.html}</div></div></div></div></body></html>`,
		}),
	},
	{
		program: "QQ",
		language: "zh",
		write: (answer, letter) => ({
			text: `${answer}\n\n\n------------------ 原始邮件 ------------------\n发件人: "${letter.name}" <${letter.address}>;\n发送时间: 2026年11月23日(星期一) 上午9:33\n收件人: "李华"<lihua@buyer.example>;\n\n主题: ${letter.subject}\n\n\n\n${letter.text}`,
		}),
	},
	{
		program: "QQ, HTML alone",
		language: "zh",
		write: (answer, letter) => ({
			html: `<div>${htmlOf(answer)}</div><div><br></div><div style="font-size: 12px;padding:2px 0 2px 0;">------------------&nbsp;原始邮件&nbsp;------------------</div><div style="font-size: 12px;background:#efefef;padding:8px;"><div><b>发件人:</b>&nbsp;"${letter.name}" &lt;${letter.address}&gt;;</div><div><b>发送时间:</b>&nbsp;2026年11月23日(星期一) 上午9:33</div><div><b>收件人:</b>&nbsp;"李华"&lt;lihua@buyer.example&gt;;</div><div></div><div><b>主题:</b>&nbsp;${letter.subject}</div></div><div><br></div>${letter.html}`,
		}),
	},
	{
		program: "163",
		language: "zh",
		write: (answer, letter) => ({
			text: `${answer}\n\n\n在 2026-11-23 09:33:00，"${letter.name}" <${letter.address}> 写道：\n${letter.text}\n`,
		}),
	},
	{
		program: "163, in English",
		language: "en",
		write: (answer, letter) => ({
			text: `${answer}\n\n\nAt 2026-11-23 09:33:00, "${letter.name}" <${letter.address}> wrote:\n${letter.text}\n`,
		}),
	},
	{
		program: "NetEase Mail Master",
		language: "zh",
		write: (answer, letter) => ({
			text: `${answer}\n\n---- 回复的原邮件 ----\n| 发件人 | ${letter.name}<${letter.address}> |\n| 日期 | 2026年11月23日 09:33 |\n| 收件人 | lihua@buyer.example |\n| 主题 | ${letter.subject} |\n${letter.text}`,
		}),
	},
	{
		program: "Yahoo Japan",
		language: "ja",
		write: (answer, letter) => ({
			text: `${answer}\n\n----- Original Message -----\nFrom: "${letter.name}" <${letter.address}>\nTo: hanako@buyer.example\nDate: 2026/11/23 月 09:33\nSubject: ${letter.subject}\n\n${marked(letter.text)}\n`,
		}),
		writeBelow: (answer, letter) => ({
			text: `----- Original Message -----\nFrom: "${letter.name}" <${letter.address}>\nTo: hanako@buyer.example\nDate: 2026/11/23 月 09:33\nSubject: ${letter.subject}\n\n${marked(letter.text)}\n\n${answer}\n`,
		}),
	},
	{
		program: "Outlook on a telephone",
		language: "en",
		write: (answer, letter) => ({
			text: `${answer}\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n${"_".repeat(32)}\nFrom: ${letter.name} <${letter.address}>\nSent: Monday, November 23, 2026 9:33:00 AM\nTo: Mia Becker <mia@buyer.example>\nSubject: ${letter.subject}\n\n${letter.text}`,
		}),
	},
	{
		program: "Outlook on a telephone, HTML alone",
		language: "de",
		write: (answer, letter) => ({
			html: `<div dir="ltr">${htmlOf(answer)}</div><div id="ms-outlook-mobile-signature"><div>Outlook für <a href="https://aka.ms/o0ukef">Android</a> herunterladen</div></div><div id="mail-editor-reference-message-container"><div class="ms-outlook-mobile-reference-message skipProofing"><b>Von:</b> ${letter.name}<br><b>Gesendet:</b> Montag<br></div>${letter.html}</div>`,
		}),
	},
	{
		program: "Roundcube",
		language: "de",
		write: (answer, letter) => ({
			text: `${answer}\n\nAm 23.11.2026 09:33, schrieb ${letter.name}:\n${marked(letter.text)}`,
		}),
		writeBelow: (answer, letter) => ({
			text: `Am 23.11.2026 09:33, schrieb ${letter.name}:\n${marked(letter.text)}\n\n${answer}`,
		}),
	},
	{
		program: "Zoho",
		language: "en",
		write: (answer, letter) => ({
			text: `${answer}\n\n---- On Mon, 23 Nov 2026 09:33:00 +0100 ${letter.name} <${letter.address}> wrote ----\n\n${letter.text}`,
		}),
	},
	{
		program: "Proton",
		language: "en",
		write: (answer, letter) => ({
			text: `${answer}\n\nSent with Proton Mail secure email.\n\nOn Monday, November 23rd, 2026 at 09:33, ${letter.name} <${letter.address}> wrote:\n\n${marked(letter.text)}`,
		}),
	},
	{
		program: "T-Online",
		language: "de",
		write: (answer, letter) => ({
			text: `${answer}\n\n-----Original-Nachricht-----\nBetreff: ${letter.subject}\nDatum: 2026-11-23T09:33:00+0100\nVon: "${letter.name}" <${letter.address}>\nAn: "mia@buyer.example" <mia@buyer.example>\n\n${letter.text}`,
		}),
	},
	{
		program: "Gmail on a telephone",
		language: "de",
		write: (answer, letter) => ({
			text: `${answer}\n\n${letter.name} <${letter.address}> schrieb am Mo., 23. Nov. 2026, 09:33:\n\n${marked(letter.text)}`,
		}),
	},
	{
		program: "Open-Xchange",
		language: "de",
		write: (answer, letter) => ({
			text: `${answer}\n\n> ${letter.name} <${letter.address}> hat am 23.11.2026 09:33 CET geschrieben:\n> \n> \n${marked(letter.text)}`,
		}),
	},
	{
		program: "Samsung",
		language: "de",
		write: (answer, letter) => ({
			text: `${answer}\n\nVon meinem/meiner Galaxy gesendet\n\n-------- Ursprüngliche Nachricht --------\nVon: ${letter.name} <${letter.address}> \nDatum: 23.11.26  09:33  (GMT+01:00) \nAn: mia@buyer.example \nBetreff: ${letter.subject} \n\n${letter.text}`,
		}),
	},
	{
		program: "Yandex",
		language: "ru",
		write: (answer, letter) => ({
			text: `${answer}\n\n23.11.2026, 09:33, "${letter.name}" <${letter.address}>:\n${letter.text}`,
		}),
	},
	{
		program: "139",
		language: "zh",
		write: (answer, letter) => ({
			text: `${answer}\n\n----邮件原文----\n发件人：${letter.name}<${letter.address}>\n收件人：lihua <lihua@buyer.example>\n抄 送： （无）\n发送时间：2026-11-23 09:33:00\n主题：${letter.subject}\n\n${letter.text}`,
		}),
	},
	{
		program: "Foxmail",
		language: "zh",
		write: (answer, letter) => ({
			text: `${answer}\n\n\n \n发件人： ${letter.name}\n发送时间： 2026-11-23 09:33\n收件人： lihua\n主题： ${letter.subject}\n${letter.text}`,
		}),
	},
	{
		program: "Daum",
		language: "ko",
		write: (answer, letter) => ({
			text: `${answer}\n\n--------- 원본 메일 ---------\n보낸사람 : ${letter.name} <${letter.address}>\n받는사람 : mia@buyer.example\n날짜 : 2026년 11월 23일(월) 09:33:00\n제목 : ${letter.subject}\n\n${letter.text}`,
		}),
	},
	{
		program: "AOL",
		language: "en",
		write: (answer, letter) => ({
			text: `${answer}\n\nIn a message dated 11/23/2026 9:33:00 AM Eastern Standard Time, ${letter.address} writes:\n\n${letter.text}`,
		}),
	},
	{
		program: "Naver",
		language: "ko",
		write: (answer, letter) => ({
			text: `${answer}\n\n-----Original Message-----\nFrom: "${letter.name}"<${letter.address}>\nTo: <mia@buyer.example>;\nCc:\nSent: 2026-11-23 (월) 09:33:00 (GMT+09:00)\nSubject: ${letter.subject}\n\n${letter.text}`,
		}),
	},
];

export const REPLY_FORMS: readonly ReplyForm[] = [
	...[...gmailPlain, ...gmailHtml, ...apple, ...appleHtml, ...thunderbird, ...thunderbirdHtml],
	...[...yahoo, ...yahooHtml, ...outlookPlain, ...others],
];

function htmlOf(text: string): string {
	return escapeHtml(text).replaceAll("\n", "<br>");
}
