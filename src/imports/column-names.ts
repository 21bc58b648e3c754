/** What a column of a file may tell of a parcel. */
export const FIELDS = [
	"trackingNumber",
	"carrier",
	"reference",
	"order",
	"itemName",
	"itemQuantity",
	"itemImage",
	"itemSku",
	"buyerEmail",
	"buyerLocale",
	"buyerPostcode",
	"buyerNotify",
	"originCountry",
	"originRegion",
	"originCity",
	"originPostcode",
	"destinationCountry",
	"destinationRegion",
	"destinationCity",
	"destinationPostcode",
	"service",
	"promisedBy",
	"phone",
	"shipDate",
	"courier",
	"brand",
	"connection",
] as const;
export type Field = (typeof FIELDS)[number];

type Part = "Country" | "Region" | "City" | "Postcode";

/**
 * Names that shops, marketplaces and people give to these columns, the likeliest first; of two columns the one whose
 * name stands before the other's is taken. Compared without capitals, accents, blanks and signs.
 */
const NAMES: Readonly<Partial<Record<Field, string>>> = {
	trackingNumber: `tracking number|tracking no|tracking numbers|tracking code|tracking id|tracking|tracking #|track number|shipment tracking number|tracking number(s)|fulfillment tracking number|waybill|waybill number|waybill no|awb|awb number|awb no|airway bill|consignment|consignment number|connote|parcel number|package number|shipment number|docket number|lr number
|sendungsnummer|sendungsnr|sendungs-id|sendungsverfolgungsnummer|trackingnummer|tracking-nr|paketnummer|paketnr|frachtbriefnummer
|numéro de suivi|n° de suivi|no de suivi|numéro suivi|code de suivi|suivi|numéro de colis|n° colis|numéro d'expédition
|número de seguimiento|nº de seguimiento|n.º de seguimiento|código de seguimiento|seguimiento|número de guía|guía|número de rastreo|nº de envío|número de envío|localizador
|numero di tracciamento|codice di tracciamento|numero di spedizione|numero spedizione|codice tracking|numero tracking|lettera di vettura|ldv
|trackingnummer|volgnummer|zendingsnummer|track & trace|track & trace code|trackencode|barcode
|código de rastreio|código de rastreamento|número de rastreio|número de rastreamento|rastreio|rastreamento|número de objeto
|numer przesyłki|numer paczki|numer śledzenia|nr przesyłki|nr listu przewozowego|numer listu przewozowego
|物流单号|运单号|运单号码|快递单号|物流运单号|快件单号|运单编号|跟踪号|追踪号|追踪单号|物流編號|追蹤號碼
|追跡番号|伝票番号|送り状番号|お問い合わせ番号|お問合せ番号|お問い合せ番号|お問い合わせ伝票番号|配送伝票番号
|운송장번호|송장번호|운송장|송장`,
	carrier: `carrier code|carrier|carrier name|courier|courier name|shipping carrier|shipping carrier used|shipping provider|tracking provider|tracking company|fulfillment tracking company|shipping company|delivery company|provider
|versanddienstleister|versender|paketdienst|frachtführer|spediteur|zusteller|dienstleister
|transporteur|société de transport|nom du transporteur
|transportista|empresa de transporte|compañía de envío|paquetería|mensajería|agencia de transporte
|corriere|vettore|spedizioniere|nome corriere
|vervoerder|koerier|bezorger|pakketdienst
|transportadora|empresa de entrega
|przewoźnik|kurier|firma kurierska
|物流公司|快递公司|承运商|物流服务商|快递|物流商|配送公司
|配送業者|運送会社|配送会社|運送業者|宅配業者
|택배사|배송업체|배송사`,
	reference: `reference|your reference|customer reference|shipment reference|shipment id|ref|po number
|referenz|kundenreferenz|ihr zeichen|référence|référence client|referencia|riferimento|referentie|referência|referencja|nr referencyjny|参考号|客户单号|参考番号|管理番号|お客様管理番号|참조번호`,
	order: `order|order number|order id|order no|order name|order reference|sales record number|order #|order increment id|increment id|orders number|receipt id|merchant order id|amazon order id|amazon-order-id|purchase order number
|bestellnummer|bestellnr|bestell-nr|bestellung|auftragsnummer|auftragsnr|auftrag
|numéro de commande|n° de commande|n° commande|commande|référence commande
|número de pedido|nº de pedido|n.º de pedido|pedido|numero de orden|orden
|numero ordine|numero d'ordine|ordine|id ordine
|ordernummer|bestelnummer|bestelling
|número do pedido|nº do pedido|encomenda|número da encomenda
|numer zamówienia|nr zamówienia|zamówienie
|订单编号|订单号|主订单编号|订单|訂單編號|原始单号
|注文番号|注文id|受注番号|オーダー番号|주문번호`,
	itemName: `lineitem name|item name|items|item|product name|product title|product|item title|title of item|order items|product(s)
|artikel|artikelname|artikelbezeichnung|produkt|produktname|article|nom de l'article|produit|nom du produit|artículo|producto|nombre del producto|articolo|prodotto|nome prodotto|productnaam|produto|nome do produto|nazwa produktu|przedmiot
|宝贝标题|商品名称|商品标题|货品标题|商品|货品名称|商品名|品名|상품명|제품명`,
	itemQuantity: `lineitem quantity|quantity|qty|item quantity|quantity shipped|quantity purchased|quantity-purchased
|menge|anzahl|stückzahl|quantité|qté|cantidad|quantità|aantal|quantidade|ilość|liczba sztuk|数量|宝贝数量|购买数量|个数|個数|수량`,
	itemImage: "item image|image url|item image url|product image|image|bild-url|商品图片|画像url",
	itemSku:
		"lineitem sku|item sku|sku|variant sku|product sku|seller sku|seller-sku|merchant sku|product id|item id|artikelnummer|artikelnr|référence article|referencia del producto|codice articolo|artikelcode|商家编码|商品コード|商品番号|상품코드",
	buyerEmail: `email|e-mail|buyer email|customer email|recipient email|ship to email|billing email|shipping email|buyer-email|email address|email (billing)|e-mail-adresse|kunden-e-mail|adresse e-mail|courriel|e-mail client|correo|correo electrónico|email del comprador|indirizzo e-mail|posta elettronica|e-mailadres|endereço de e-mail|adres e-mail|e-mail kupującego|邮箱|电子邮箱|电子邮件|买家邮箱|メールアドレス|メール|注文者メールアドレス|이메일`,
	buyerLocale: "language|locale|buyer locale|customer locale|sprache|langue|idioma|lingua|taal|język|语言|言語|언어",
	buyerPostcode: "buyer postcode",
	// Of the parcel alone: a yes to advertisement is none to this.
	buyerNotify: `buyer notify|notify buyer|notify customer|notify by email|notify by e-mail|email updates|email notifications|tracking emails|tracking notifications|shipping updates|shipping notifications|delivery notifications|shipment notifications|sendungsbenachrichtigung|versandbenachrichtigung|paketankündigung|notification d'expédition|notification de livraison|suivi par e-mail|notificar al comprador|notificación de envío|aviso de envío|notifica di spedizione|verzendmelding|bezorgmelding`,
	service: `service|service name|service level|shipping service|shipping method|ship-method|ship method|shipping method title|shipping description|ship-service-level|delivery service|delivery method|versandart|versandservice|service de livraison|mode de livraison|méthode d'expédition|servicio|método de envío|tipo de envío|servizio|metodo di spedizione|dienst|verzendmethode|serviço|método de envio|usługa|metoda dostawy|sposób dostawy|运送方式|配送方式|物流方式|配送方法|お届け方法|배송방법`,
	promisedBy: `promised by|promised date|promised delivery|promised delivery date|deliver by|delivery by|latest delivery date|latest-delivery-date|estimated delivery|estimated delivery date|expected delivery|expected delivery date|eta|due date
|zugesagt bis|lieferung bis|lieferzusage|voraussichtliche lieferung|voraussichtliches lieferdatum|lieferdatum zugesagt|livraison prévue|date de livraison prévue|date de livraison estimée|livraison avant le|entrega prevista|fecha de entrega prevista|fecha estimada de entrega|consegna prevista|data di consegna prevista|verwachte levering|verwachte leverdatum|data prevista de entrega|previsão de entrega|przewidywana dostawa|przewidywana data dostawy|planowana data dostawy
|预计送达|预计送达时间|承诺送达时间|お届け予定日|配達予定日|到着予定日|도착예정일|배송예정일`,
	phone: `phone|phone number|telephone|mobile|buyer phone|buyer phone number|buyer-phone-number|recipient phone|ship to phone|ship-phone-number|shipping phone|telefon|telefonnummer|handynummer|téléphone|portable|teléfono|móvil|telefono|cellulare|telefoon|telefoonnummer|telefone|celular|numer telefonu|手机|联系手机|收货人手机|收件人手机|联系电话|电话|手机号|手机号码|電話番号|お届け先電話番号|携帯電話|전화번호|휴대폰`,
	shipDate: `ship date|ship-date|shipped date|date shipped|shipped on|shipment date|shipped on date|shipping date|fulfilled at|versanddatum|versandt am|date d'expédition|expédié le|fecha de envío|data di spedizione|verzenddatum|data de envio|data wysyłki|发货时间|发货日期|出荷日|発送日|출고일|발송일`,
	courier: "aggregator courier|courier slug|courier code",
	brand: "brand id",
	connection: "connection id",
};

/** The parts of an address. Alone they are of where the parcel goes. */
const PARTS: Readonly<Record<Part, string>> = {
	Country: `country|country code|country iso|country name|country_id|land|ländercode|länderkürzel|pays|code pays|país|código de país|paese|nazione|landcode|kraj|kod kraju|国家|国家/地区|国家二字码|国家代码|国|国名|국가`,
	Region: `state|province|region|province name|province code|state/province|state or province|county|bundesland|région|département|provincia|estado|comunidad|regione|provincie|região|województwo|省|省份|州|省/州|都道府県|시도`,
	City: "city|town|suburb|stadt|ort|wohnort|ville|localité|commune|ciudad|población|localidad|città|comune|plaats|stad|woonplaats|cidade|miasto|miejscowość|市|城市|市区町村|시군구|도시",
	Postcode: `postcode|postal code|zip|zip code|zipcode|zip/postal code|post code|plz|postleitzahl|code postal|cp|código postal|cap|codice postale|codice di avviamento postale|cep|kod pocztowy|邮编|邮政编码|邮政编号|郵便番号|우편번호`,
};

const TO = `shipping|ship|ship to|shipping address|delivery|delivery address|deliver to|post to|recipient|receiver|consignee|customer|buyer|to|destination|dest|address|empfänger|liefer|lieferadresse|lieferung|ziel|destinataire|livraison|destinatario|envío|entrega|destino|spedizione|consegna|destinazione|ontvanger|bezorg|aflever|bestemming|destinatário|odbiorca|odbiorcy|dostawy|收货人|收件人|收货|收件|目的|目的地|お届け先|届け先|配送先|送付先|受取人|받는사람|수취인|배송지`;
const FROM = `ship from|sender|from|origin|shipper|warehouse|absender|versand|herkunft|ursprung|expéditeur|départ|origine|remitente|origen|mittente|partenza|afzender|herkomst|remetente|origem|nadawca|nadawcy|发货|发件人|寄件人|发货地|发货人|始发|発送元|出荷元|差出人|ご依頼主|보내는사람|발송지`;

/** A name as it is compared. */
export function plainName(name: string): string {
	return name
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.replace(/[^\p{L}\p{N}#]/gu, "");
}

/** What a column of this name tells, and its place among the names of it: a lower one is surer. Null where nobody knows. */
export function fieldNamed(name: string): { readonly field: Field; readonly rank: number } | null {
	return BY_NAME.get(plainName(name)) ?? null;
}

const BY_NAME = tableOfNames();

function tableOfNames(): ReadonlyMap<string, { readonly field: Field; readonly rank: number }> {
	const table = new Map<string, { field: Field; rank: number }>();
	const add = (name: string, field: Field, rank: number) => {
		const plain = plainName(name);
		if (plain !== "" && !table.has(plain)) table.set(plain, { field, rank });
	};
	// Wayline's own names before all others: what it exports it also reads. To all the world a courier is the carrier.
	for (const field of FIELDS) if (field !== "courier") add(field, field, 0);
	for (const field of FIELDS) for (const [index, name] of namesOf(NAMES[field]).entries()) add(name, field, index + 1);
	for (const part of ["Country", "Region", "City", "Postcode"] as const) {
		const names = namesOf(PARTS[part]);
		for (const [end, prefixes] of [
			["origin", namesOf(FROM)],
			["destination", namesOf(TO)],
		] as const) {
			for (const prefix of prefixes) {
				for (const name of names) {
					add(`${prefix}${name}`, `${end}${part}`, 1);
					for (const link of ["", "de", "du", "del", "della", "do", "da", "van", "der"]) {
						add(`${name}${link}${prefix}`, `${end}${part}`, 2);
					}
				}
			}
		}
		for (const [index, name] of names.entries()) add(name, `destination${part}`, 100 + index);
	}
	return table;
}

function namesOf(list = ""): readonly string[] {
	return list.split("|").map((name) => name.trim());
}
