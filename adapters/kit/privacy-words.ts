import type { Marked } from "../../src/core/scan.ts";

/** One way in which carriers put a personal detail into their words. The named group `value` is what is marked. */
export interface Rule {
	/** Null for a detail that is cut out and kept nowhere. */
	readonly field: keyof Marked | null;
	readonly pattern: RegExp;
	/** What stays where the detail stood. */
	readonly leaves: string;
	/** Words that fill the same slot without naming anybody. */
	readonly spares?: RegExp;
}

export const CHINESE_COURIER =
	"(?:快递员|派送员|配送员|派件员|派件人|派送人|业务员|揽收员|揽件员|揽投员|投递员|收派员|收件员|扫描员|取件员|快递小哥|小哥|骑手|司机)";
export const SIGNED_IN =
	"(?:已签收|取[件货]码|退回|本人|他人|家人|同事|邻居|朋友|门卫|保安|前台|物业|收发|邮件|代收|代签|快递柜|丰巢|驿站|超市|门口|家门|单位|公司|签收章|自提|便利|菜鸟|代理点)";

/** Stands where a name was cut, until a number behind it is known for that person's. */
export const NAME_WAS_HERE = "\ue000";

const SURNAME =
	"(?:欧阳|上官|司马|诸葛|司徒|东方|慕容|[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟颜倪严牛温季俞章鲁葛韦申尤毕聂焦向柳邢岳齐梅莫庄辛管祝左涂谷祁舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍霍翁隋甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边])";
const CHINESE_PERSON = `(?:${SURNAME}[\\u4e00-\\u9fff]{1,2}?(?:先生|女士|小姐|师傅)?|${SURNAME}(?:老板|师傅|先生|女士|小姐|经理|姐|哥|总)|[小老阿]${SURNAME})`;
const CHINESE_END =
	"(?=\\s*(?:$|[，,。；;：:、（(【\\[）)】\\]！!\\d]|为[您你]|正[在为]|已|将|会|派[件送]|送[件达至货]|投递|配送|联系|电话|手机|取件|揽[收件]|收件|上门|与|服务|代?签收|代收))";
const KIN = "(?:他人|家人|家属|亲友|朋友|同事|邻居|室友|门卫|保安|前台|物业)";
// A second word that begins like a name: at this moment, tasks, safety, a rush hour, a convenience.
const NO_CHINESE_PERSON = new RegExp(
	`${SIGNED_IN}|${CHINESE_COURIER}|^(?:于[今明昨当上下前后近本]|任[务何]|安[排全]|高[峰新效]|马[上路]|严格|白天|单[独号位]|金[牌华]|段位|张贴|温馨|常规|易碎|方便|成功|向[您你]|关[于闭]|包裹|查[询看]|万[科达]|申通|华[联润]|章)|(?:快递|速运|物流|[店站柜铺点楼厦园苑馆院校厂部处司局所室房区村镇街路门])$`,
	"u",
);

const LATIN_WORD = "\\p{Lu}[\\p{L}'’-]{0,30}\\.?";
const LATIN_LINK = " (?:(?:d[aeio]s?|del|van|von|der|den|bin|binti|e|y) ){0,2}";
const PERSON = `${LATIN_WORD}(?:${LATIN_LINK}${LATIN_WORD}){0,3}(?!\\p{L})`;
const FULL_NAME = `${LATIN_WORD}(?:${LATIN_LINK}${LATIN_WORD}){1,3}(?!\\p{L})`;
const INDIAN_MOBILE = "(?:(?:\\+?91|0)[- ]?)?[6-9]\\d{4}[- ]?\\d{5}";

/** Who is named in these words is no person: a role, a place, a company, in the languages of the rules below. */
const NO_PERSON = new RegExp(
	`(?<!\\p{L})(?:${[
		"front|back|side|door|porch|patio|neighbou?rs?|recipient|receiver|customer|consignee|addressee|sender|shipper|merchant|seller|individual|person|resident|household|family|employee|colleague|signed|delivered|assigned|unassigned|required",
		"office|post|postal|mail|mailbox|mail ?room|letterbox|lockers?|box|station|hub|facility|cent(?:er|re)|depot|warehouse|shop|store|point|partner|carrier|courier|rider|driver|postman|agents?|airlines?|airport|port|customs|broker|terminal|branch|counter|desk|reception(?:ist)?|concierge|security|guard|lobby|garage|gate|dock|building|hotel|hospital|school|university|college|bank|pharmacy|market|supermarket|mall|plaza|tower|house|room|address|home|sort|sorting|origin|destination|return|returns|team|number|tracking|awb",
		"company|inc|ltd|llc|gmbh|ag|bv|b\\.v\\.|nv|srl|spa|pty|corp|logistics?|logística|express|freight|cargo|transport(?:e|es)?|parcels?|packages?|delivery|services?|group|international|global|support|centrale?",
		"city|country|county|state|states|town|village|street|road|avenue|lane|drive|north|south|east|west|new|los|las|san|santa|santo|são|saint|st\\.?|port|fort|hong|kong|kuala|chiang|united|kingdom|republic|beach|springs|falls|park|lake|hills|heights|island|rio|belo|porto|buenos|bad|den|the|la|le|grand|curitiba|guadalajara|mumbai|delhi|bengaluru|foods|motors?",
		"amazon|dhl|ups|usps|fedex|dpd|gls|hermes|evri|inpost|postnl|postnord|posten|bpost|bring|budbee|royal|canada|australia|china|india|thailand|singapore|sf|tnt|correos|estafeta|redpack|loggi|jadlog|mercado|shopee|spx|lazada|tokopedia|j&t|jnt|jne|tiki|sicepat|anteraja|ninja|flash|kerry|gojek|grab|lalamove|blue ?dart|delhivery|ekart|xpressbees|ecom|dtdc|shadowfax|shiprocket|aramex|geodis|colissimo|chronopost|seur|nacex|mrw|ctt|cainiao|yanwen|yunexpress",
		"packstation|paketshop|parcelshop|\\p{L}*filiale|poststelle|\\p{L}*empfänger\\p{L}*|nachbar\\p{L}*|briefkasten|wunschort|domiziladresse|ablageort|hausmeister|pförtner|empfang|zustell\\p{L}*|versender|absender|annahmestelle",
		"destinatári[oa]|vizinh[oa]s?|portaria|porteiro|agência|unidade|loja|correios|transportadora|remetente|cliente|morador|centro|cd|sucursal|oficina|bodega|almacén|destinatario|vecin[oa]s?|remitente|portero|conserje|tienda|domicilio|buzón|empresa|mensajería|mensajero|repartidor|asignado|titular|receptor|pendiente|en|em|no|na",
		"buren|buurman|buurvrouw|ontvanger|afzender|bezorger|pakketpunt|brievenbus|winkel|magazijn|\\p{L}*centrum|postkantoor|gr(?:anne|annen)|mottagare[n]?|avsändare[n]?|ombud(?:et)?|butik|postombud|voisine?|gardien|relais|destinataire|expéditeur|accueil|portiere|vicino|destinatario|mittente",
		"gudang|penerima|pengirim|satpam|resepsionis|tetangga|keluarga|kantor|toko|agen|kurir|pos|jakarta|surabaya|bandung|medan|bekasi|tangerang|selatan|utara|timur|barat|pusat|kota|kab|dc|gateway|sedang|akan|telah|sudah|menuju|dalam|tidak|gagal|paket|instan",
	].join("|")})(?!\\p{L})`,
	"iu",
);

/** Persons without the punctuation that `privacy.ts` looks for. Documents first: a name runs on into their label. */
export const NAMING_RULES: readonly Rule[] = [
	{
		field: null,
		pattern: /(?:\bCPF\s{0,3}(?:n[º°o]\.?\s?)?[:.]?\s{0,3})?(?<![\w.-])(?<value>\d{3}\.\d{3}\.\d{3}-\d{2})(?![\w-])/gu,
		leaves: "",
	},
	{
		field: null,
		pattern:
			/(?<!\p{L})(?:CPF|RG|DNI|CURP|[Cc][ée]dula|KTP|NIK|[Aa]adhaar)\s{0,3}(?:n[º°o]\.?\s?)?[:.]?\s{0,3}(?<value>\d[\d.-]{4,16}[\dXx])(?!\w)/gu,
		leaves: "",
	},
	{
		field: "pickupCode",
		pattern: /\b(?:OTP|Otp)(?:\s(?:is|code|no\.?))?\s{0,2}[:-]?\s{0,2}(?<value>\d{4,8})(?!\w)/gu,
		leaves: "",
	},
	{
		field: null,
		pattern: /(?:微信号?|WeChat|wechat|VX|vx|QQ号?)\s{0,3}[:：]\s{0,3}(?<value>[A-Za-z0-9][\w-]{4,30})/gu,
		leaves: "",
	},
	// The door of a flat; a station or a shop behind it is where the parcel can be fetched.
	{
		field: null,
		pattern:
			/(?<![0-9A-Za-z])(?<value>(?:[0-9A-Za-z]{1,4}(?:号楼|栋|幢|座|层|楼)\s?){0,3}(?:\d{1,3}单元(?:\s?\d{2,5}[A-Z]?[室房户号]?)?|\d{2,5}[A-Z]?室))(?!\d|[^，,。]{0,10}(?:驿站|店|柜|代收点|自提点|网点|超市))/gu,
		leaves: "",
	},
	{
		field: "signedBy",
		pattern:
			/(?<=(?:派送[至到]|投递[至到]|送[至到达]|交[至到给]|派至)\s?)[【[]?(?<value>[\u4e00-\u9fff·]{2,4}?)[】\]]?(?=手[中里上])/gu,
		leaves: "收件人",
		spares: /收件人|收货人|客户|顾客|本人|您|用户|买家|商家|快递|派送|业务员|家人|他人|同事|邻居|门卫|保安|前台|物业/u,
	},
	{
		field: "signedBy",
		pattern: new RegExp(
			`由\\s?[【\\[「（(]?\\s?(?<value>${CHINESE_PERSON})\\s?[】\\]」）)]?\\s?(?=代?签收|代收|签字)`,
			"gu",
		),
		leaves: "",
		spares: NO_CHINESE_PERSON,
	},
	{
		field: "signedBy",
		pattern: new RegExp(
			`(?<=代收|代签|签收)\\s?[:：]\\s?[【\\[「]?(?<value>${CHINESE_PERSON})[】\\]」]?(?=\\s?(?:$|[，,。；;！!（(]))`,
			"gu",
		),
		leaves: "",
		spares: NO_CHINESE_PERSON,
	},
	{
		field: "signedBy",
		pattern: new RegExp(
			`(?<=${KIN})\\s?[（(【\\[:：]?\\s?(?<value>${CHINESE_PERSON})\\s?[）)】\\]]?(?=代?签?收|$)`,
			"gu",
		),
		leaves: "",
		spares: NO_CHINESE_PERSON,
	},
	{
		field: null,
		pattern: new RegExp(`联系人\\s?[:：是为]?\\s?[【\\[]?(?<value>${CHINESE_PERSON})[】\\]]?${CHINESE_END}`, "gu"),
		leaves: "",
		spares: NO_CHINESE_PERSON,
	},
	{
		field: "courierName",
		pattern: new RegExp(`(?<=${CHINESE_COURIER})\\s?(?<value>${CHINESE_PERSON})${CHINESE_END}`, "gu"),
		leaves: "",
		spares: NO_CHINESE_PERSON,
	},
	{
		field: "signedBy",
		pattern: new RegExp(`(?<=\\b[Dd]elivered)\\s(?:in person\\s)?to\\s(?<value>${FULL_NAME})`, "gu"),
		leaves: "",
		spares: NO_PERSON,
	},
	{
		field: "courierName",
		pattern: new RegExp(
			`(?<=\\b(?:[Oo]ut for [Dd]elivery|OUT FOR DELIVERY))\\s(?:with|by|WITH|BY)\\s(?:[Ff][Ee]\\s)?(?<value>${PERSON})`,
			"gu",
		),
		leaves: "",
		spares: NO_PERSON,
	},
	{
		field: "courierName",
		pattern: new RegExp(
			`\\b(?:FE|[Ff]ield [Ee]xecutive|[Dd]elivery (?:[Bb]oy|[Ee]xecutive|[Aa]ssociate|[Pp]erson))(?:\\s[Nn]ame)?\\s?[:-]?\\s?(?<value>${PERSON})`,
			"gu",
		),
		leaves: "",
		spares: NO_PERSON,
	},
	{
		field: "signedBy",
		// One word may be a town's hub, which receives parcels too.
		pattern: new RegExp(`(?<=\\b(?:[Dd]iterima|DITERIMA))\\s(?:oleh|OLEH)\\s?:?\\s?(?<value>${FULL_NAME})`, "gu"),
		leaves: "",
		spares: NO_PERSON,
	},
	{
		field: "courierName",
		pattern: new RegExp(`(?<=\\b(?:[Kk]urir|KURIR|[Rr]epartidora?|REPARTIDOR))\\s?:?\\s(?<value>${PERSON})`, "gu"),
		leaves: "",
		spares: NO_PERSON,
	},
	{
		field: "signedBy",
		pattern: /(?:ผู้รับ(?:แทน)?|เซ็นรับโดย)\s?[:：]\s?(?<value>[\u0e00-\u0e7fA-Za-z][\u0e00-\u0e7fA-Za-z. ]{1,40})/gu,
		leaves: "",
	},
	{
		field: "signedBy",
		pattern: new RegExp(
			`(?<=(?<!\\p{L})(?:[Ee]ntregue|ENTREGUE))\\s(?:a|à|ao|para|A|À|AO|PARA)\\s?:?\\s(?<value>${PERSON})`,
			"gu",
		),
		leaves: "",
		spares: NO_PERSON,
	},
	{
		field: "signedBy",
		pattern: new RegExp(
			`(?<=(?<!\\p{L})(?:[Rr]ecebid[oa]|RECEBIDO|[Rr]ecibid[oa]|RECIBIDO|[Oo]ntvangen))\\s(?:por|POR|door)\\s?:?\\s(?<value>${PERSON})`,
			"gu",
		),
		leaves: "",
		spares: NO_PERSON,
	},
	{
		field: "signedBy",
		pattern: new RegExp(
			`(?<=(?<!\\p{L})(?:[Rr]ecibi[óo]|RECIBI[ÓO]|[Ff]irma de recibido|[Bb]uren|[Bb]uurman|[Bb]uurvrouw|[Nn]achbarn?|[Nn]eighbou?r|[Vv]izinh[oa]|[Vv]ecin[oa]|[Vv]oisine?|[Gg]rannen?))\\s?[:(]\\s?(?<value>${PERSON})\\)?`,
			"gu",
		),
		leaves: "",
		spares: NO_PERSON,
	},
	{
		field: "signedBy",
		pattern: new RegExp(`(?<!\\p{L})[Mm]ottagare\\s?:\\s?(?<value>${PERSON})`, "gu"),
		leaves: "",
		spares: NO_PERSON,
	},
	{
		field: "signedBy",
		// A German noun has a capital, so that a lone word may be anything.
		pattern: new RegExp(
			`(?<=(?<!\\p{L})(?:[Uu]tlämnad|[Zz]ugestellt|[Aa]usgehändigt|[Ll]ivrée?|[Rr]emise?|[Cc]onsegnat[oa]|[Ee]ntregad[oa]))\\s(?:till|an|à|a)\\s(?:Herrn?\\s|Frau\\s)?(?<value>${FULL_NAME})`,
			"gu",
		),
		leaves: "",
		spares: NO_PERSON,
	},
	{
		field: "courierName",
		// Not behind a preposition, which a place has.
		pattern: new RegExp(
			`(?<!\\p{L})(?<!\\p{Lu}[\\p{L}'.-]{0,30} )(?<!\\b(?:at|in|from|to|via|of|near|di|ke|dari) )(?<value>${FULL_NAME})(?=\\s?[(]\\s?(?!\\d\\d[-/.]\\d\\d[-/.]\\d{4})(?:[Mm]ob(?:ile)?\\.?\\s?:?\\s?|[Tt]el\\.?\\s?:?\\s?)?(?:\\+\\d|0\\d|${INDIAN_MOBILE})[\\d -]{0,14}[)])`,
			"gu",
		),
		leaves: "",
		spares: NO_PERSON,
	},
	{
		field: "courierPhone",
		pattern: new RegExp(
			`(?<=${NAME_WAS_HERE}[\\s,;:.(（-]{0,4})(?:(?:[Mm]ob(?:ile)?|[Pp]h(?:one)?|[Tt]el)\\.?\\s?(?:[Nn]o\\.?)?\\s?[:-]{0,2}\\s?)?(?<value>${INDIAN_MOBILE})(?!\\w)`,
			"gu",
		),
		leaves: "",
	},
	{
		field: "courierPhone",
		pattern: new RegExp(
			`\\b(?:mob(?:ile)?|ph(?:one)?|whatsapp|call|contact)\\.?\\s?(?:(?:no|number)\\.?)?\\s?[:-]{0,2}\\s?(?<!\\d)(?<value>${INDIAN_MOBILE})(?!\\w)`,
			"giu",
		),
		leaves: "",
		// A free number of North America reaches a company.
		spares: /^8(?:00|88|77|66|55|44|33)\d{7}$/,
	},
	{
		field: "courierPhone",
		pattern: /(?<![\w.-])(?<value>\(\d{2}\)\s?9?\d{4}-\d{4}|\d{2}\s9\d{4}-\d{4})(?![\w-])/gu,
		leaves: "",
	},
];
