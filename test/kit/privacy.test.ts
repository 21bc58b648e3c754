import { describe, expect, test } from "vitest";
import { cutKnown, takeOutDetails } from "../../adapters/kit/privacy.ts";
import { plainWords } from "../../adapters/kit/words.ts";

describe("details are taken out and the words stay readable", () => {
	test.each([
		["Signed by: A. SAMPLE", "Signed", { signedBy: "A. SAMPLE" }],
		["Delivered. Signed for by: SAMPLE at 10:15", "Delivered. Signed for at 10:15", { signedBy: "SAMPLE" }],
		["Package left with JOHN at front door", "Package left at front door", { signedBy: "JOHN" }],
		["Received by J.SAMPLE", "Received", { signedBy: "J.SAMPLE" }],
		[
			"Out for delivery. Courier: Maria Muster, tel. +49 171 5550123",
			"Out for delivery.",
			{ courierName: "Maria Muster", courierPhone: "+49 171 5550123" },
		],
		["Ready in locker 4. Pickup code: 882-19", "Ready in locker 4.", { pickupCode: "882-19" }],
		["Your PIN is 4471. Open until 8", "Open until 8", { pickupCode: "4471" }],
		["Mail anna@shop.example to rebook", "Mail to rebook", {}],
		[
			"快件正在派送中，请您准备签收（快递员：张三，联系电话：13800138000）。",
			"快件正在派送中，请您准备签收。",
			{ courierName: "张三", courierPhone: "13800138000" },
		],
		[
			"【深圳南山站】的派件员【李四 13900139000】正在派件",
			"【深圳南山站】的派件员正在派件",
			{ courierName: "李四", courierPhone: "13900139000" },
		],
		[
			"【常熟】的赵六（13900139000）正在第1次派件",
			"【常熟】的快递员正在第1次派件",
			{ courierName: "赵六", courierPhone: "13900139000" },
		],
		[
			"派送中,派送人:张三,派送人电话:13800138000",
			"派送中,派送人",
			{ courierName: "张三", courierPhone: "13800138000" },
		],
		["【常熟】的服务点（0512-12345678）", "【常熟】的服务点", { courierPhone: "0512-12345678" }],
		[
			"【南山公司】的收件员【李四(13900139000)】已收件",
			"【南山公司】的收件员已收件",
			{ courierName: "李四", courierPhone: "13900139000" },
		],
		["快件已到达【南山公司】扫描员是【李四】", "快件已到达【南山公司】扫描员是", { courierName: "李四" }],
		["已签收，签收人：王五，感谢使用", "已签收，感谢使用", { signedBy: "王五" }],
		["快件已到驿站，凭取件码『8-2-3012』取件", "快件已到驿站，凭取件", { pickupCode: "8-2-3012" }],
		[
			"快件已到驿站，凭 8-2-3012 取件，电话0755-12345678",
			"快件已到驿站，取件",
			{ pickupCode: "8-2-3012", courierPhone: "0755-12345678" },
		],
		["派送至李娜手中", "派送至收件人手中", { signedBy: "李娜" }],
		["快件已由【张伟】签收", "快件已签收", { signedBy: "张伟" }],
		["投递员孙悟空：18600001111", "投递员", { courierName: "孙悟空", courierPhone: "18600001111" }],
		["快递员王强为您服务", "快递员为您服务", { courierName: "王强" }],
		["业务员陈建国正在派件", "业务员正在派件", { courierName: "陈建国" }],
		["快递小哥小马", "快递小哥", { courierName: "小马" }],
		["骑手 郭靖", "骑手", { courierName: "郭靖" }],
		["他人代收：郑爽", "他人代收", { signedBy: "郑爽" }],
		["家人（王芳）代收", "家人代收", { signedBy: "王芳" }],
		["请找联系人周老板", "请找", {}],
		["送至3单元502室，已签收", "送至，已签收", {}],
		["加微信：wxid_abc123", "加", {}],
		[
			"Out for delivery with Ramesh Kumar, 9876543210",
			"Out for delivery",
			{ courierName: "Ramesh Kumar", courierPhone: "9876543210" },
		],
		["Out for delivery (Mob 98765 43210)", "Out for delivery", { courierPhone: "98765 43210" }],
		["Out for delivery, FE Name: Suresh", "Out for delivery", { courierName: "Suresh" }],
		["Arriving, OTP 4521", "Arriving", { pickupCode: "4521" }],
		["Paket diterima oleh SITI AMINAH", "Paket diterima", { signedBy: "SITI AMINAH" }],
		["Kurir BUDI SANTOSO", "Kurir", { courierName: "BUDI SANTOSO" }],
		["นำส่งสำเร็จ ผู้รับ: คุณสมชาย", "นำส่งสำเร็จ", { signedBy: "คุณสมชาย" }],
		[
			"Out for delivery, Somchai Jaidee (081-234-5678)",
			"Out for delivery",
			{ courierName: "Somchai Jaidee", courierPhone: "081-234-5678" },
		],
		["Recebido por: João Souza CPF 123.456.789-09", "Recebido", { signedBy: "João Souza" }],
		["Entregue, RG 12.345.678-9", "Entregue", {}],
		["Entregue a Maria", "Entregue", { signedBy: "Maria" }],
		["Recibió: Juan Pérez", "Recibió", { signedBy: "Juan Pérez" }],
		["Firma de recibido: Ana", "Firma de recibido", { signedBy: "Ana" }],
		["Repartidor Luis García", "Repartidor", { courierName: "Luis García" }],
		["Ligue (11) 98765-4321", "Ligue", { courierPhone: "(11) 98765-4321" }],
		["Ligue 11 98765-4321", "Ligue", { courierPhone: "11 98765-4321" }],
		["Afgeleverd bij buren: Jansen", "Afgeleverd bij buren", { signedBy: "Jansen" }],
		["Ontvangen door Jansen", "Ontvangen", { signedBy: "Jansen" }],
		["Utlämnad till Lars Svensson", "Utlämnad", { signedBy: "Lars Svensson" }],
		["Utlämnad. Mottagare: Lars", "Utlämnad.", { signedBy: "Lars" }],
		["Zugestellt an Hans Meier", "Zugestellt", { signedBy: "Hans Meier" }],
		["Delivered to John Smith", "Delivered", { signedBy: "John Smith" }],
	])("%s", (words, text, marked) => {
		expect(takeOutDetails(words)).toEqual({ text, marked });
	});
});

describe("words that name nobody stay as they are", () => {
	test.each([
		"Delivered, Left with Individual",
		"Left with neighbor",
		"Received by local carrier",
		"Shipment received by PostNL",
		"Collected by PostNord Sverige",
		"Accepted by UPS",
		"EDI message has been received by Bring.",
		"Picked up by Purolator at",
		"Received by Australia Post",
		"Picked up by Aramex",
		"Picked up by Shipping Partner, USPS Awaiting Item",
		"Call 1-800-463-3339 to reschedule",
		"Customs status updated for 12345678901234567890",
		"Arrived at sort facility LEIPZIG - GERMANY at 10:15, 2024-01-02",
		"已签收，签收人：本人",
		"客户签收人: 已签收，签收人凭取货码签收",
		"您的快件已由快递驿站代收，感谢您使用",
		"收件人拒绝签收",
		"快递员正在为您派送",
		"请等待快递员与您联系",
		"快件已发车，运单号 JD0076810060555",
		"Delivered to front door",
		"Delivered to neighbour",
		"Delivered to post office",
		"Delivered to New York",
		"Delivered to Amazon Locker",
		"Received by DHL facility",
		"AWB 9876543210 picked up by Delhivery",
		"Shipment 9876543210 received",
		"Bangkok Hub, Los Gatos (2024-01-02)",
		"Entregue ao destinatário",
		"Entregue ao Destinatário",
		"Entregue a Agência Central",
		"Recibido en sucursal",
		"Objeto recebido pelos Correios do Brasil",
		"Afgeleverd bij buren",
		"Ontvangen door PostNL",
		"Zugestellt an Nachbar",
		"Zugestellt an DHL Paketshop",
		"diterima di gudang Jakarta",
		"Paket telah diterima oleh RUNGKUT",
		"Kurir sedang menuju lokasi",
		"快递员正在派件",
		"快递员于今日派件",
		"快件已由万科物业代收",
		"快件已由【丰巢】签收",
		"请到3栋1单元101室菜鸟驿站取件",
		"派送至客户手中",
		"骑手马上为您送达",
		"小哥高效为您服务",
		"快递员白天派送",
		"Delivery Boy Assigned",
		"Kurir Instan",
		"Livré à La Poste",
		"Contact 8005551234 for help",
	])("%s", (words) => {
		expect(takeOutDetails(words)).toEqual({ text: words, marked: {} });
	});
});

test("a detail that stands in a field of its own is cut out of the words too", () => {
	expect(cutKnown("Delivered, signed by SAMPLE today", ["SAMPLE"])).toBe("Delivered, signed today");
	expect(cutKnown("Delivered to Samplesville", ["SAMPLE", undefined, "to"])).toBe("Delivered to Samplesville");
	expect(cutKnown("快件已由【王五】签收，网点联系SAMPLE处理", ["王五", "SAMPLE"])).toBe("快件已由签收，网点联系处理");
	expect(cutKnown("已签收，签收人：本人", ["本人"])).toBe("已签收，签收人：本人");
	expect(cutKnown("已签收，签收人是【朋友代签】", ["朋友代签"])).toBe("已签收，签收人是【朋友代签】");
	expect(cutKnown("已签收，签收人是【同事王五】", ["同事王五"])).toBe("已签收，签收人是");
});

test.each([
	["USPS Ground Advantage<SUP>&#153;</SUP>", "USPS Ground Advantage™"],
	["A &amp; B &lt;3 &#x4E2D;", "A & B <3 中"],
	["weight <5kg > 2kg", "weight <5kg > 2kg"],
	["one<br/>two\n three\u0000\ud800", "one two three\ufffd"],
	["&bogus; &constructor; &#0;", "&bogus; &constructor; &#0;"],
])("%j reads %j", (written, plain) => {
	expect(plainWords(written)).toBe(plain);
});

test.each(["a", "9", "a@", "1-", "+1 ", "快", "快递员：", "(", "<a", "&#", "signed by: ", "Signed by A. ", ",", " "])(
	"a text of nothing but %j takes no longer than a text",
	(piece) => {
		const started = performance.now();
		takeOutDetails(plainWords(piece.repeat(100_000)));
		expect(performance.now() - started).toBeLessThan(250);
	},
);

test.each([
	"FE ",
	"由王",
	"1单元",
	"12室",
	"Delivered to A ",
	"Entregue a A",
	"Ab Cd (",
	"ผู้รับ: ",
	"buren: A",
	"(11) 9",
	"9876543210 ",
])("sixty thousand characters of %j are read at once", (seed) => {
	const started = performance.now();
	takeOutDetails(seed.repeat(60_000 / seed.length));
	expect(performance.now() - started).toBeLessThan(500);
});
