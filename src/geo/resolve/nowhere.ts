import { nameKey } from "../gazetteer/name-key.ts";
import { CARRIER_WORDS, FACILITY_WORDS, LINK_WORDS } from "./facility-words.ts";

/**
 * Whether a carrier's text names no place at all: `Transit Scan`, `Destination country`, `Sorting facility`, `N/A`,
 * `运输中`, `unterwegs`. The whole text decides, so a town in it, even one called Transit, Saskatchewan, keeps it.
 */
export function isNowhere(text: string): boolean {
	return (
		saysNowhere(nameKey(text), text) ||
		(APOSTROPHE.test(text) && saysNowhere(nameKey(text.replace(APOSTROPHE, " ")), text))
	);
}

/** d'acheminement, l'étranger. */
const APOSTROPHE = /['’]/gu;

function saysNowhere(key: string, text: string): boolean {
	if (key === "" || /^0+$/u.test(key)) return true;
	if (PHRASES.has(key) || CONTINENTS.has(key) || CONTINENTS.has(withoutCompass(key)) || PART_OF_BUILDING.test(key))
		return true;
	const words = key.split(" ");
	const isEmpty = (word: string) => EMPTY_WORDS.has(word) || FACILITY_WORDS.has(word) || CARRIER_WORDS.has(word);
	if (words.every((word) => LINK_WORDS.has(word) || isEmpty(word))) {
		return words.some((word) => isEmpty(word) && (word.length > 3 || CARRIER_WORDS.has(word))) && !TOWNS.has(key);
	}
	return WHOLE_TEXTS.some((pattern) => pattern.test(text.normalize("NFKC").replace(PUNCTUATION, "")));
}

const PUNCTUATION = /[\s【】[\]「」『』()·,，.。、:：;；<>《》\-—_/|"'“”!！]+/gu;

/** Scripts without blanks between words. */
const WHOLE_TEXTS: readonly RegExp[] = [
	/^(?:国际|国内)?(?:干线|支线)(?:运输|车|转运)?(?:中|途中)?$|^(?:始发|起运|目的|装货|卸货|到达|出发)(?:港|港口|机场|站|仓)$/u,
	/^(?:快件|包裹|邮件|货物|物品)?(?:正在|在|已)?(?:国际|国内|境内|境外|海外|跨境|干线|陆路|航空|海运)?(?:运输|转运|派送|配送|投递|派件|清关|通关|处理|揽收|中转|转关|飞行|发运|发货|出库|打包|分拣)(?:中|途中|中途|当中|过程中)$/u,
	/^(?:运输|转运|派送|配送|在途|途中|路上|未知|不详|无|空|暂无|暂无信息|无信息|目的地|目的国|目的地国家|目的港|始发地|始发国|寄件地|收件地|起运国|原寄地|寄达地|本地|国内|海外|境外|国际|商家|卖家|仓库|海关|机场|口岸|线上|系统|其他|客户|收件人|寄件人|发件人)$/u,
	/^(?:出口|进口|国际|海关|清关|分拣|集散|转运|分拨|处理|配送|物流|中转)+(?:互换局|交换局|中心|网点|站|仓|部|处理中心)?$/u,
	/^(?:運送|轉運|派送|配送|投遞|清關|通關|處理|飛行)(?:中|途中)$|^(?:在途|途中|未知|目的地|寄達地|原寄地|海關|本地)$/u,
	/^(?:輸送|配達|配送|運送|転送|移動|通関|仕分け?|保管|発送|国際輸送)(?:中|途中|準備中|手続き?中)$|^(?:不明|なし|未定|該当なし|海外|国際|税関|荷送人|荷受人|発送元|配達先|お届け先|差出人|名宛国|引受局|取扱局|配達局|担当店|取扱店)$/u,
	/^(?:배송|운송|이동|통관|발송|운반|간선상차|간선하차|항공운송|국제운송)(?:중|준비중|진행중|진행)$|^(?:알수없음|미상|없음|해외|국제|발송국|도착국|도착지|출발지|도착국가|발송국가|배송지|고객|세관|판매자)$/u,
	/^(?:ระหว่าง(?:การ)?(?:ขนส่ง|ทาง|จัดส่ง|นำจ่าย)|อยู่ระหว่าง(?:การ)?(?:ขนส่ง|จัดส่ง|นำส่ง|เดินทาง)|กำลัง(?:จัดส่ง|ขนส่ง|นำส่ง)|ไม่ระบุ|ไม่ทราบ|ไม่มีข้อมูล|ปลายทาง|ต้นทาง|ประเทศปลายทาง|ประเทศต้นทาง|ต่างประเทศ|ศูนย์คัดแยก(?:สินค้า)?|ศูนย์กระจายสินค้า|ที่ทำการไปรษณีย์)$/u,
];

/** Words that say how or whether, never where; with facility words alone they name nothing. */
const EMPTY_WORDS = wordsOf(`
	transit intransit en route enroute out on way moving onboard truck trucks van vehicle vehicles plane aircraft flight
	flights ship vessel train trailer container road air sea ground rail
	country countries origin destination local global world worldwide abroad overseas foreign receiving sending
	delivering delivered picked up collected ready awaiting pending preparing prepared processing handed handover with
	agent agents partner partners third party sender senders shipper shippers seller sellers merchant
	merchants retailer consignee recipient recipients receiver customer customers client clients buyer addressee
	unknown unspecified unavailable undefined undisclosed unassigned null nil none nan void empty blank na n a not
	available applicable specified provided known no location locations information info data details address
	online web website system systems electronic electronically notification notified advised created booked
	manifest manifested order shipment shipments item items parcel carrier held hold scanning event update updated status
	tracking your our their this that is was has been its next first last final other others various multiple
	different any somewhere elsewhere house doorstep neighbour neighbor mailbox letterbox 
	reception airline airlines airport airports border customs region regional nationwide
	domestic 
	unterwegs unbekannt zustellung zustellfahrzeug fahrzeug transport transporter lkw auf dem weg weiterleitung ausland
	ursprungsland bestimmungsland zielland zielregion startregion empfanger empfaenger absender versender kunde
	kunden nachbar keine angabe angaben ohne nicht verfugbar verfuegbar elektronisch wunschort ablageort
	transit acheminement en voie route pays origine destination inconnu inconnue expediteur destinataire client
	non disponible renseigne indetermine etranger livreur chauffeur vehicule tournee domicile lieu camion
	transito camino ruta viaje curso pais origen destino desconocido desconocida remitente destinatario cliente exterior
	extranjero reparto vehiculo domicilio no disponible sin informacion datos lugar ubicacion nd sd conductor repartidor
	transito caminho viagem pais origem destino desconhecido desconhecida remetente destinatario exterior
	indisponivel sem informacao nao informado informada disponivel local veiculo carteiro
	transito viaggio corso provenienza destinazione sconosciuto sconosciuta mittente destinatario non
	disponibile definito veicolo corriere consegna domicilio
	onderweg herkomst bestemming onbekend afzender ontvanger buitenland niet beschikbaar bekend bezorger voertuig
	w drodze transporcie tranzycie tranzyt kraj nadania przeznaczenia docelowy docelowego pochodzenia nieznany nieznane
	nadawca odbiorca zagranica danych doreczeniu doreczenie pojazd kurier kuriera kurierem
	na ceste preprave tranzitu zeme urceni puvodu puvod neznamy neznama neznamo odesilatel prijemce zahranici
	nezadano krajina povodu neznamy odosielatel prijemca doruceni
	undervags under transport transitering ursprungsland destination destinationsland mottagarland avsandarland
	okand okant avsandare mottagare utlandet ej tillganglig chauffor 
	underveis pa vei avsenderland mottakerland ukjent avsender mottaker utlandet ikke tilgjengelig sjafor
	undervejs modtagerland afsenderland ukendt afsender modtager udlandet
	kuljetuksessa matkalla tuntematon lahettaja vastaanottaja ulkomailla kohdemaa lahtomaa maassa jakelussa tietoa
	szallitas szallitasban alatt ismeretlen felado cimzett kulfold celorszag szarmazasi orszag nincs adat kezbesites
	in tranzit destinatie origine expeditor destinatar necunoscut necunoscuta strainatate nespecificat
	yolda transfer surecinde tasinma tasiniyor dagitimda bilinmiyor bilinmeyen gonderici alici ulke ulkesi varis cikis
	yurtdisi yurticinde kuryede belirtilmemis
	в пути транзит транзите транзитный страна стране страны назначения отправления происхождения неизвестно неизвестный
	неизвестное отправитель отправителя получатель получателя курьер курьера у за границей рубежом нет данных
	информации отсутствует дороге местоположение экспорт импорт
	в дорозі дорогою країна країни країні призначення відправлення походження невідомо невідомий відправник отримувач
	кордоном немає даних курʼєр
	на път транзит държава местоназначение произход неизвестен неизвестно подател получател чужбина
	u tranzitu putu zemlja odrediste odredista odrediste porekla porijekla nepoznato nepoznat posiljalac pošiljatelj
	primalac primatelj inozemstvo tranzitu prevozu
	σε καθ οδον διαμετακομιση προορισμου προορισμος προελευσης αγνωστο αγνωστη αποστολεας παραληπτης εξωτερικο
	dalam perjalanan pengiriman transit asal tujuan tidak diketahui penerima pengirim luar negeri sedang dikirim
	proses kurir
	في الطريق قيد النقل النقل بلد البلد دولة الدولة المنشأ الوجهة المقصد المرسل المستلم المرسلة غير معروف متوفر
	محدد متاح خارج السائق المندوب التوصيل
	בדרך במעבר ארץ מדינת יעד היעד המוצא מוצא לא ידוע זמין שולח נמען שליח חול
	naknada kelyje pakeliui šalis nežinoma ceļā sihtriik tundmatu
`);

/** Whole texts that hold words which elsewhere belong to a place. */
const PHRASES: ReadonlySet<string> = keysOf(`
	origin port|destination port|port of origin|port of destination|port of loading|port of discharge|port of entry|port of exit|port
	loading port|discharge port|departure port|arrival port|transit port|puerto de origen|puerto de destino|port d origine|line haul
	port de destination|at the door|front door|home delivery|on board|on board vessel|onboard vessel|on vessel|aboard|at terminal|at the terminal|at depot|at hub|at facility
	начальный порт|порт отправления|порт назначения|порт|en cours de livraison|en cours de traitement|en cours de transport
	pris en charge|remise au transporteur|remis au transporteur|przesyłka w drodze|w doręczeniu|в доставке|у курьера|на сортировке
	on the way|on its way|transit scan|web services|fedex location|not found|test|testing|tbd|tba|tbc|xxx|xx|zz|zzz|xxxx
	country of destination|country of origin|mail item|self service|click and collect|contact carrier|see details
	see carrier website|high seas|at sea|in the air|world wide|point of sale|the netherlands customs clearance system
	home|at home|front desk|safe place|with driver|with delivery driver|out with driver|driver|label created|bud|i bil|en cours
	in corso|all estero|pe drum|úton|paese estero|destination land|land van verzending|negara tujuan|negara asal|sihtriik|χώρα προορισμού
	χώρα προέλευσης|teel
	poste restante|en instance|en cours d acheminement|hors de france|a bordo|fuori zona|im zustellfahrzeug
	in zustellung|in auslieferung|auf dem weg zum empfanger|in der zustellung|im paketzentrum der region
	region des empfangers|im zielland|im startland|beim empfanger|nicht zutreffend|keine ortsangabe|entfallt
	pais de origen|pais de destino|en poder del cliente|fuera del pais|no aplica|sin datos|sin ubicacion|por definir
	pais de origem|pais de destino|nao aplicavel|paese di origine|paese di destinazione|non applicabile
	land van bestemming|land van herkomst|niet van toepassing|nvt|nie dotyczy|nie podano|nelze urcit
	đang vận chuyển|đang trung chuyển|trên đường vận chuyển|đang giao hàng|đang giao|không xác định|không rõ|nước nhận
	quốc gia đích|quốc gia nguồn|nước đến|nước gửi|người gửi|người nhận|đang thông quan|kho|không có thông tin
	uygulanamaz|не применимо|не указано|н/д|нет|не вказано|ni podatka|neuvedeno|undefined undefined|null null|none none
`);

/** Gate 4, Dock B, Zone 12, Línea 3: a part of a building that nobody named. */
const PART_OF_BUILDING =
	/^(?:(?:gate|dock|door|bay|zone|zona|route|ruta|rota|lane|section|secteur|belt|chute|rack|shelf|floor|level|building|block|hall|halle|tor|rampe|tour|line|linea|ligne|warehouse|hub|terminal|area|cell|slot|platform|room|truck|van|box|stop|position|unit) ?)+(?:(?:no|nr|num|number) )?(?:\d{1,4} ?[a-z]?|[a-z] ?\d{0,4})$/u;

/** Southeast Asia, Afrique du Nord: a part of the world is no place where a parcel is. */
const CONTINENTS: ReadonlySet<string> = keysOf(`
	asia|europe|africa|america|americas|oceania|eurasia|asia pacific|apac|emea|latam|european union|eu|middle east|near east|far east
	the americas|latin america|australasia|scandinavia|the balkans|balkans|baltics|the baltics|benelux|caribbean|the caribbean
	europa|afrika|amerika|asien|ozeanien|naher osten|mittlerer osten|fernost|lateinamerika|europäische union|ausland
	asie|afrique|amérique|océanie|moyen orient|extrême orient|union européenne|amérique latine|caraïbes|proche orient
	áfrica|américa|oceanía|medio oriente|oriente medio|américa latina|latinoamérica|unión europea|caribe|união europeia|ásia
	medio oriente|estremo oriente|unione europea|azië|verre oosten|midden oosten|azja|afryka|ameryka|bliski wschód|asya|avrupa|orta doğu
	европа|азия|африка|америка|океания|ближний восток|європа|азія|азиятско тихоокеанский регион
	亚洲|欧洲|非洲|美洲|大洋洲|亚太|中东|东南亚|东亚|南亚|欧盟|拉美|アジア|ヨーロッパ|欧州|アフリカ|中東|東南アジア|아시아|유럽|아프리카|중동|동남아|동남아시아
	آسيا|أوروبا|أفريقيا|الشرق الأوسط|אסיה|אירופה|אפריקה
`);

const COMPASS_WORDS =
	/(?<![^ ])(?:north|south|east|west|central|northern|southern|eastern|western|northeast|northwest|southeast|southwest|and|nord|sud|ost|west|est|ouest|norte|sur|este|oeste|sul|leste|centrale|du|de|del|do|of|the|mainland|continental|северная|южная|восточная|западная|центральная)(?![^ ])/gu;

function withoutCompass(key: string): string {
	return key.replace(COMPASS_WORDS, " ").replace(/ +/g, " ").trim() || key;
}

/** Towns whose names consist of words that are empty elsewhere. */
const TOWNS: ReadonlySet<string> = keysOf(
	"yamato|el centro|la center|le center|center point|center line|el tránsito|centar|douane|le relais|naves",
);

function wordsOf(text: string): ReadonlySet<string> {
	return new Set(
		text
			.split(/\s+/u)
			.flatMap((word) => nameKey(word).split(" "))
			.filter((word) => word !== ""),
	);
}

function keysOf(text: string): ReadonlySet<string> {
	return new Set(
		text
			.split(/[|\n]/u)
			.map(nameKey)
			.filter((key) => key !== ""),
	);
}
