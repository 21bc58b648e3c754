import { nameKey } from "../gazetteer/name-key.ts";

/**
 * Words that carriers and posts put round a town's name and that are no part of it: single words, as `nameKey` writes
 * them. A town may still be called so (Lewis Center, Hub in Pakistan): try the text with them too. Source: public
 * knowledge of the names that carriers give their buildings.
 */
export const FACILITY_WORDS: ReadonlySet<string> = wordSet(`
	facility facilities fac hub hubs superhub depot depots gateway gateways gtw gwy center centre centers centres ctr cntr
	sort sorts sorting sorter sortation parcel parcels package packages pkg packet packets letter letters mail mails
	mailing post postal office offices branch branches station stations stn terminal terminals warehouse warehouses whse
	distribution distributions distr dist delivery deliveries dlv dely pickup collection dropoff network processing
	processed process plant annex carrier carriers service services servicing servicecenter servicecentre
	servicepoint international intl domestic national exchange inward outward inbound outbound origin destination dest
	linehaul consolidation deconsolidation cargo freight courier couriers express logistics logistic ramp apt transit unit
	units bureau agency agent agents shop shops store stores locker lockers parcelshop parcellocker point points access
	customs clearance bonded export import ecommerce fulfillment fulfilment crossdock dock yard operations operation
	operational ops compound mailroom isc dc rdc ndc pdc lpc gmf imc ipc rpdc sdc scf bmc ddu smp spdc ndcs mpc pmc cdc
	arrived departed arrival departure received dispatched scan scanned vehicle regional

	paketzentrum paketzentren verteilzentrum verteilerzentrum briefzentrum zustellbasis zustellbasen zustellstutzpunkt
	zustellstuetzpunkt zsp zspl mechzb paketzustellbasis niederlassung logistikzentrum logistikcenter umschlagbasis
	umschlagplatz umschlagzentrum frachtzentrum verteilbasis verteilstation verteildepot zustelldepot zustellzentrum
	zustellstelle distributionszentrum distributionsbasis sortierzentrum sortiercenter paketlogistik paketdepot paketshop
	packstation postfiliale postamt poststelle postpartner filiale filialen abholstation abholstelle abgabestelle
	flughafen lager lagerhaus umladezentrum hauptumschlagbasis depotstandort eingang ausgang eingangs ausgangs ipz iphz
	internationales internationale internationaler regionales regionale region zentrum startpaketzentrum zielpaketzentrum
	versandzentrum versandlager zoll zollamt zollstelle annahmestelle aufgabepostamt paketannahme

	agence agences plateforme plateformes plate forme colis courrier courriers tri trie relais poste postes ppdc cdis
	ctci cedex pfc messagerie messageries entrepot entrepots livraison expedition acheminement etablissement site sites
	reception enlevement douanes aeroport nationale internationales industrielle departement bureaux comptoir

	centro centros oficina oficinas clasificacion distribucion sucursal sucursales estacion estaciones unidad unidades
	admision almacen almacenes aduana aduanas bodega bodegas planta plantas operativo operativa operaciones logistico
	logistica logisticos concentracion encomiendas encomienda paqueteria paquetes paquete correo correspondencia entrega
	entregas recogida recepcion transito sede plataforma delegacion delegaciones codi ceco cta ctl cto cam tratamiento
	automatizado internacional intercambio agencia agencias punto puntos carteria regionales aeropuerto
	terminales reparto

	unidade unidades tratamento distribuicao operacional cdd cdde ctce ctc cte cee acf agf ctop centralizadora
	centralizador logisticos encomendas encomenda objetos objeto carta cartas coleta triagem armazem deposito filial
	filiais cliparte franqueada franqueadas lojas pontos estafeta estacao alfandega aduaneira aduaneiro recinto posto
	transbordo transferencia polo

	filiali smistamento meccanizzazione meccanizzato cmp uffici ufficio postale postali magazzino magazzini depositi
	consegna consegne ritiro corriere corrieri spedizione spedizioni punti piattaforma dogana aeroporto internazionale
	recapito

	sorteercentrum sorteercentra sorteer distributiecentrum distributie pakketten pakket pakketcentrum pakketpunt
	pakketsorteercentrum postkantoor postpunt bezorgcentrum bezorgdepot bezorging magazijn filiaal vestiging kantoor
	afhaalpunt overslag overslagcentrum douane luchthaven

	sortownia sortowni oddzial oddzialu oddzialy filia placowka placowki urzad urzedu pocztowy pocztowego pocztowa poczta
	poczty wer rozdzielczo ekspedycyjny wezel centrum centrala magazyn magazynu paczkomat paczka paczek terminalu
	logistyczne logistyczny dystrybucji dystrybucyjne punkt punktu odbioru doreczen miedzynarodowa celny celna

	depo posta posty pobocka pobocky prepravni preprava preprave trideni tridici sber sberna sberne doruceni dorucovaci
	depozit sklad skladu zasilkovna balikovna vydejni logistika logisticke stredisko provozovna zpracovatelske triedenie
	triediace prekladisko

	dagitim dagiti transfer aktarma merkezi merkezler sube subesi subeleri acente acentesi deposu postane isleme kargo
	lojistik bolge bolgesi mudurlugu birim birimi gumruk havalimani operasyon teslimat

	terminalen postterminal postterminalen brevterminal paketterminal ombud utlamningsstalle utlamning paket paketet brev
	utdelning sortering sorteringsterminal omlastning lagret godsterminal tull tullen kontor pakke pakker pakkeboks
	pakkeshop pakkecenter pakketerminal postkontor posthus postbutikk butikk brevsenter godssenter logistikksenter
	distributionscenter distributionsterminal distribusjonssenter utleveringssted udleveringssted omdelingscenter
	toldbehandling tollvesen lajittelukeskus lajittelu postikeskus posti toimipaikka terminaali jakelu jakelukeskus
	noutopiste pakettikeskus pakettiautomaatti logistiikkakeskus varasto tulli keskus

	kozpont kozponti postahivatal feldolgozo uzem logisztikai kirendeltseg fiok csomagpont csomagautomata csomag
	elosztokozpont eloszto raktar kezbesito postapont nemzetkozi

	depozitul oficiul oficiu postala centrul centru sortare sortarea agentia agentie sucursala punct punctul livrare
	tranzit regionale curierat filiala filialei hubul vama

	κεντρο κεντρικο διαλογης διανομης καταστημα καταστηματος πρακτορειο αποθηκη αποθηκες ταχυδρομειο ταχυδρομικο
	ταχυδρομικη μοναδα κομβος τερματικος σταθμος παραδοσης επεξεργασιας τελωνειο αεροδρομιο γραφειο θυριδα εξυπηρετησης

	сортировочный сортировочная сортировочного сортировочном сортировка центр центра центре отделение отделения отделении
	почтовой почтовое почтового почтовый почтамт почтамта почтамте связи участок участка участке цех цеха мсц лц лпц уопп
	опс ммпо аопп асц мрлц ммпк тск ппс сц рц пвз пункт пункта пункте выдачи приема обмена международный международного
	международное международная место места логистический логистического логистическом почта почты почте почтомат постамат
	таможня таможне таможни таможенный таможенного склад складе склада терминал терминале терминала филиал филиала филиале
	хаб узел узла узле распределительный распределительного распределительном обработки доставка доставки доставке
	курьерский курьерская служба службы перевозки прижелезнодорожный магистральный отдел уфпс

	відділення відділенні сортувальний сортувального поштове поштовий поштового поштомат укрпошта термінал депо склад
	складі філія філії обробки обміну міжнародний міжнародного дільниця логістичний логістичного вузол видачі доставки
	митниця пощенска пощенски пощенско станция клон офис офиса разпределителен сортировъчен логистичен куриерски митница

	pošta pošte poštanski poštanska poštansko pošti sortirni sortirnica sortirno centar distributivni dostavni dostava
	skladište poslovnica paketomat paketnik logistični carina carinski логистички поштански центар пошта царина поште
	paštomatas skyrius siuntų terminalas centras nodaļa pakomāts pakiautomaat sorteerimiskeskus logistikakeskus

	аэропорт аэропорта аэропорту аэропорте аеропорт летище аеродром lotnisko letiste letisko repuloter lufthavn flygplats
	lentoasema bandara aeroportul aerodrom letalisce lidosta lennujaam lufthansa ммпо склад

	kho gpo hpo rms nsh pph ich crc dlv speedpost

	kantor cabang gudang sortir distribusi penyortiran konsolidasi gerai konter sortasi
	pejabat pengedaran pengumpulan cawangan

	ศูนย์ ศูนย์คัดแยก สาขา ไปรษณีย์ ที่ทำการ ที่ทำการไปรษณีย์ ศูนย์ไปรษณีย์ ศูนย์กระจายสินค้า คลังสินค้า คลัง สถานี จุดรับ จุดส่ง

	مركز مراكز فرع الفرع مكتب مكاتب بريد البريد البريدي بريدي فرز الفرز توزيع التوزيع محطة مستودع المستودع معالجة المعالجة
	التبادل تبادل الدولي الدولية دولي تسليم التسليم استلام جمارك الجمارك مطار وكالة شحن الشحن خدمة العملاء الرئيسي

	מרכז מיון סניף דואר סניפי מחסן שליחויות שליחות חלוקה הפצה נקודת מסירה איסוף מכס מסוף יחידת מרלוג משרד בינלאומי הדואר
	בסניף במרכז
`);

/** Words that say that an airport is named. */
export const AIRPORT_WORDS: ReadonlySet<string> = wordSet(`
	airport flughafen aeroport aeropuerto aeroporto luchthaven lotnisko letiste letisko repuloter aeroportul lufthavn flygplats
	lentoasema havalimani lennujaam lidosta oro uostas аэропорт аэропорта аэропорту аэропорте аеропорт летище аеродром aerodrom
	αεροδρομιο αερολιμενασ مطار המראה נמל תעופה bandara aerodromo letalisce aeroporti apt
`);

/** Of several words, `nameKey` forms, the longer first. Vietnamese writes its words apart: bưu cục, trung tâm khai thác. */
export const FACILITY_PHRASES: readonly string[] = phraseList(`
	bưu cục|bưu điện|bưu cục phát|bưu cục giao dịch|trung tâm khai thác|trung tâm phân loại|trung tâm trung chuyển
	trung tâm vận chuyển|trung tâm bưu chính|trung tâm|kho trung chuyển|kho giao hàng nhanh|kho phân loại|sân bay|bưu cục phát|bưu cục trung tâm|điểm gửi hàng|kho|kho hàng|kho giao hàng|điểm giao dịch
	chi nhánh|trạm giao hàng|trạm trung chuyển|văn phòng|đại lý|khai thác vùng|khai thác liên vùng|hub phân loại
	post office|sorting office|delivery office|mail centre|mail center|service center|service centre|de la poste|la poste
	des correios|de correos|poste italiane|poczta polska|pošta slovenije|česká pošta|slovenská pošta|hrvatska pošta
	почта россии|нова пошта|нова почта|новая почта|u s post office|us postal service|royal mail|canada post
	australia post|an post|centre de tri|centro de tratamento automatizado|centro de distribuição domiciliária
	line haul|drop off|pick up|cross dock|post gateway|kantor pos|pejabat pos|pos laju|pos malaysia|pos indonesia|pos besar|pusat mel|pusat sortir|drop point
	drop center|transit hub|sorting hub|dagitim merkezi|aktarma merkezi|transfer merkezi|merkez postane|sıralama merkezi
	urząd pocztowy|węzeł ekspedycyjno rozdzielczy|oficiul poștal|centru de tranzit|centrul logistic
	sběrný přepravní uzel|depo logistika|ταχυδρομικό κατάστημα|κέντρο διαλογής
	بيت البريد|مركز الفرز|مكتب البريد|مركز التوزيع|בית דואר|סניף דואר|בית מיון|מרכז מיון
`);

/** Small words between facility words and a town: strip them only beside a facility word, many a town has one. */
export const LINK_WORDS: ReadonlySet<string> = wordSet(`
	and at in of from the to via near for by
	im am bei der die das des dem zum zur und auf von
	de du d le la les l en au aux et sur pour par a el los las del y con da do dos das no na nos nas em para e os as ao o
	il lo gli i della dello delle dei degli di nel nella presso het van te op
	w z do przy dla v ve u pri pro ja og och til på vid hos av az din
	в на из по и от до с для при у з та від за στο στη στην στον του της των από من في الى إلى على של ke dari
`);

/** Carriers and posts by their own names: no part of a place either, and no place when they stand alone. */
export const CARRIER_WORDS: ReadonlySet<string> = wordSet(`
	usps ups mailinnovations fedex smartpost tnt dhl globalmail deutschepost gls dpd dpdgroup geopost seur chronopost
	colissimo laposte colisprive mondialrelay relaiscolis geodis hermes evri myhermes yodel royalmail parcelforce citylink
	tuffnells collectplus purolator canpar canadapost ontrac lasership uds veho dicom loomis postnl postnord posten itella
	matkahuolto schenker dbschenker dsv dachser kuehne bpost correos mrw nacex zeleris envialia tipsa ctt correios jadlog
	loggi braspress posteitaliane sda bartolini nexive inpost packeta geis ceskaposta magyarposta fancourier cargus econt
	speedex skroutz pochtarossii cdek сдэк boxberry novaposhta novapost ukrposhta укрпошта meest kazpost belpost
	evropochta европочта omniva venipak yurtici mng hepsijet ptt aramex smsa naqel saudipost empost bluedart delhivery
	ecomexpress ekart xpressbees dtdc shadowfax gati indiapost tcs pakpost daraz pathao kerry flashexpress ninjavan
	lalamove poslaju singpost qxpress gdex viettelpost vnpost ghn ghtk shopee lazada lbc phlpost jne sicepat anteraja
	posindonesia chinapost ems cainiao yanwen yunexpress 4px sfexpress yunda jitu yamato sagawa japanpost seino fukutsu
	cjlogistics hanjin ilyang auspost austpost startrack couriersplease sendle fastway nzpost courierpost posthaste
	thecourierguy dawnwing amazon amzl amzn asendia landmark apc dhlexpress dhlecommerce dhlparcel fedexground swisspost
	estes brt acs chilexpress starken bluexpress blueexpress servientrega coordinadora interrapidisimo deprisa tcc andreani
	oca ocasa estafeta redpack paquetexpress paqueteexpress olva shalom rivo sameday easybox speedy packeta
	foxpost expressone dragonfly overseasexpress intereuropa bring helthjem budbee instabox airmee earlybird pocztex
	orlenpaczka allegro dpdpickup ninja skynet citylinkexpress flash jtexpress jnt jnte idexpress lionparcel wahana
	rex redx steadfast paperfly speedpost ecom rivigo spoton safexpress trackon leopards mnp callcourier
	postex blueex tipax chapar aramexuae fetchr mylerz bosta naqelexpress zajel gig giglogistics kwik sendy fargo ramcourier
	dawn skynetza pargo collivery internetexpress toll tollipec dxexpress dxfreight apcovernight palletline tuffnellsuk
	cacesa correosexpress ctte paack celeritas zeleris inpostpl dhlde hermesde intelipost totalexpress azul
	azulcargo latamcargo mercadoenvios pakke ampm multipack tresguerras castores forza ghanapost nipost
`);

/** Compass points, ordinals and the like: part of a town's name or not (North Houston), ignored where the rest is a town. */
export const SOFT_WORDS: ReadonlySet<string> = wordSet(`
	north south east west northern southern eastern western central northeast northwest southeast southwest n s e w ne nw
	se sw inner outer upper lower main metro metropolitan city town downtown midtown airport air jct junction
	industrial park area greater mid zone mega
	nord sud ost west est ouest sued nordost nordwest sudost sudwest suedost suedwest mitte stadt ober unter
	norte sur este oeste sul leste occidente oriente zona ciudad cidade citta ville
	noord zuid oost midden stad polnoc poludnie wschod zachod sever jih vychod zapad kuzey guney dogu bati merkez
	syd vest norr soder oster vaster pohjoinen etela ita lansi eszak kelet nyugat
	север юг восток запад северный южный восточный западный центральный центральное город гор г м северное южное
	північ південь схід захід місто
	βορρας νοτος ανατολη δυση شمال جنوب شرق غرب مدينة צפון דרום מזרח מערב utara selatan timur barat
	kota tengah pusat เหนือ ใต้ กลาง
	i ii iii iv v vi 0 1 2 3 4 5 6 7 8 9 10 01 02 03 04 05 1st 2nd 3rd one two nr num nro
`);

/**
 * Chinese words that name no place though a village somewhere may be called so (中心, 转运): skipped wherever they stand,
 * the longer first.
 */
export const HAN_STOP_WORDS: readonly string[] = longestFirst(`
	中心 中心局 转运 转运中心 转运站 转运部 转运场 集散 集散中心 集散点 集运 集运仓 分拨 分拨中心 分拣 分拣中心 中转 中转站
	中转部 中转场 中转仓 中转中心 处理中心 处理 枢纽 网点 营业 营业部 营业所 营业厅 营业点 营业网点 公司 总公司 分公司 一级 二级
	有限公司 快递 快递公司 快件 快件处理 快运 速运 速递 物流 物流园 物流中心 物流产业园 仓库 仓储 前置仓 保税仓 海外仓 国际仓
	总部 分部 总仓 总站 客服 客户 大客户 大客户部 大宗 邮件 邮政 邮局 邮区 支局 揽投 揽投部 揽收 揽收部 收寄 投递 投递部 投递站
	服务站 服务点 驿站 菜鸟驿站 快递柜 丰巢 代理点 自提点 自提柜 便民 便民服务 超市 门店 站点 派送 派件 配送 配送站 配送中心 配送部
	机场 航空 航空部 航站 航空港 空港 口岸 海关 保税 保税区 保税港区 清关 国际 国际部 交换 交换站 交换中心 互换局 出口 进口
	开发区 经开 经开区 高新 高新区 经济开发区 经济技术开发区 高新技术产业开发区 工业园 工业园区 工业区 科技园 产业园 创业园 软件园
	新城 新区 城区 市区 郊区 汽车 汽车站 火车站 高铁站 客运站 北站 南站 东站 西站 仓 场地 场 电商 电商园 电子商务 项目部 项目
	市场 市场部 分理处 经营部 承包区 承包 加盟 直营 直发 一部 二部 三部 四部 五部 六部 集货 集货仓 集包 接货仓 操作部 操作场
	运输 运输部 车队 华东 华南 华北 华中 西南 西北 东北 轉運 轉運中心 集散 處理中心 物流中心 倉庫 機場 郵政 郵局 郵件 支局
	營業所 營業處 服務站 服務中心 派遞局 門市 門市部 國際 中轉 中轉站 分揀
`);

/** Ends of a Japanese facility's name behind the place: 大阪北郵便局, 船橋ベース店. The longer first. */
export const JAPANESE_FACILITY_SUFFIXES: readonly string[] = longestFirst(`
	営業所 法人営業所 宅急便営業所 宅急便センター センター 支店 主管支店 統括支店 ベース ベース店 ゲートウェイ ゲートウェイベース
	クロノゲート クロノゲートベース 郵便局 中央郵便局 国際郵便局 国際交換局 国際交換支店 交換局 集配局 集配郵便局 集配センター
	地域区分局 統括センター 物流センター 物流ターミナル ターミナル ターミナルセンター 中継センター 中継所 中継基地 ハブセンター
	ハブ 配送センター 配達センター 集配所 発送センター 流通センター ロジスティクスセンター デポ 店 倉庫 サテライト 取扱店 事業所
	サービスセンター 佐川急便 ヤマト運輸 日本郵便 宅急便 法人 新東京郵便局 税関 空港支店 国際空港 分室 デリバリーセンター
	エリア 本店 本社 出張所 集荷センター 路線便 メール便
`);

/** Ends of a Korean facility's name behind the place: 성남우편집중국. The longer first. */
export const KOREAN_FACILITY_SUFFIXES: readonly string[] = longestFirst(`
	우편집중국 국제우편물류센터 국제우편 우편물류센터 물류센터 물류터미널 물류허브 물류 집배점 집배센터 집배국 우체국 우편취급국
	집중국 교환국 국제교환국 터미널 허브터미널 서브터미널 메가허브 허브 서브 영업소 대리점 지점 지사 택배 택배영업소 센터 캠프
	분류센터 배송센터 배송캠프 배송 풀필먼트센터 풀필먼트 취급소 출장소 본사 본부 사업소 대한통운 한진 롯데택배 로젠택배 로젠
	우정청 국제공항 통관 세관 물류단지 직영 콜센터
`);

/** Beginnings of a Thai facility's name, written without a blank before the place: ศูนย์ไปรษณีย์หลักสี่. The longer first. */
export const THAI_FACILITY_PREFIXES: readonly string[] = longestFirst(`
	ที่ทำการไปรษณีย์ ไปรษณีย์ ศูนย์ไปรษณีย์ ศูนย์คัดแยก ศูนย์คัดแยกสินค้า ศูนย์กระจายสินค้า ศูนย์กระจายพัสดุ ศูนย์รับฝาก
	ศูนย์แลกเปลี่ยนไปรษณีย์ระหว่างประเทศ ศูนย์ขนส่ง ศูนย์ สาขา คลังสินค้า คลัง สถานี จังหวัด อำเภอ ตำบล เขต แขวง
`);

function wordSet(words: string): ReadonlySet<string> {
	const parts = words.split(/\s+/u).flatMap((word) => nameKey(word).split(" "));
	return new Set(parts.filter((part) => part !== ""));
}

function phraseList(phrases: string): readonly string[] {
	const all = new Set(phrases.split(/[|\n]/u).map(nameKey));
	all.delete("");
	return [...all].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

function longestFirst(words: string): readonly string[] {
	const all = new Set(words.split(/\s+/u).filter((word) => word !== ""));
	return [...all].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}
