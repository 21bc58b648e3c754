import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainCell } from "../../src/imports/cells.ts";
import { BadFile } from "../../src/imports/charset.ts";
import { csvLine } from "../../src/imports/csv-line.ts";
import { csvRows } from "../../src/imports/csv-rows.ts";
import {
	describeReading,
	type FileReading,
	type ParcelRow,
	parcelRows,
	surveyFile,
	type ToldOfFile,
} from "../../src/imports/read-file.ts";

const NUMBER = "1ZWAY0010300000115";

async function read(file: string | Uint8Array, told: ToldOfFile = {}, cut = 7) {
	const bytes = typeof file === "string" ? Buffer.from(file) : file;
	const source = async function* () {
		for (let at = 0; at < bytes.length; at += cut) yield bytes.subarray(at, at + cut);
	};
	const reading = await surveyFile(source(), told);
	const rows: ParcelRow[] = [];
	for await (const row of parcelRows(source(), reading)) rows.push(row);
	return { reading, rows, shipments: rows.flatMap(({ shipments }) => shipments) };
}

/** Which field stands in which column, by the column's name. */
function takenOf({ columns }: FileReading): Record<string, string> {
	return Object.fromEntries(columns.flatMap(({ name, field }) => (field ? [[field, name ?? ""]] : [])));
}

describe("any dialect is read", () => {
	const rows = [
		["Sendungsnummer", "Ort", "Land"],
		[NUMBER, 'Köln, am "Dom"', "Deutschland"],
		["RB123456785JP", "Übersee", "Österreich"],
	];
	const textWith = (delimiter: string, end: string) =>
		rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter) + end).join("");

	test.each([",", ";", "\t", "|"].flatMap((delimiter) => ["\n", "\r\n", "\r"].map((end) => [delimiter, end])))(
		"delimiter %j with line ends %j",
		async (delimiter = "", end = "") => {
			const { reading, shipments } = await read(textWith(delimiter, end));
			expect(reading).toMatchObject({ delimiter, rows: 2, hasHeader: true });
			expect(shipments).toEqual([
				{ trackingNumber: NUMBER, destination: { country: "DE", city: 'Köln, am "Dom"' } },
				{ trackingNumber: "RB123456785JP", destination: { country: "AT", city: "Übersee" } },
			]);
		},
	);

	const text = textWith(";", "\r\n");
	const wide = Buffer.from(text, "utf16le");
	test.each<[string, Uint8Array, FileReading["charset"]]>([
		["UTF-8", Buffer.from(text), { name: "utf-8", by: "bytes" }],
		["UTF-8 with its mark", Buffer.from(`\ufeff${text}`), { name: "utf-8", by: "mark" }],
		["UTF-16 with its mark", Buffer.concat([Buffer.of(0xff, 0xfe), wide]), { name: "utf-16le", by: "mark" }],
		["UTF-16 without a mark", wide, { name: "utf-16le", by: "bytes" }],
		["UTF-16, the great end first", Buffer.from(wide).swap16(), { name: "utf-16be", by: "bytes" }],
		["Windows-1252", Buffer.from(text, "latin1"), { name: "windows-1252", by: "bytes" }],
	])("%s", async (_, bytes, charset) => {
		const { reading, shipments } = await read(bytes);
		expect(reading.charset).toEqual(charset);
		expect(shipments[1]).toMatchObject({ destination: { city: "Übersee", country: "AT" } });
	});

	test("what is no ASCII may stand far below the header", async () => {
		const many = `Tracking number,City,Country\n${`${NUMBER},Bonn,DE\n`.repeat(9000)}`;
		const file = Buffer.concat([Buffer.from(many), Buffer.from(`${NUMBER},Köln,DE\n`, "latin1")]);
		const { reading, shipments } = await read(file, {}, 10_000);
		expect(reading.charset.name).toBe("windows-1252");
		expect(shipments.at(-1)).toMatchObject({ destination: { city: "Köln" } });
	});

	// Their bytes are written out: Node has decoders of these sets and no encoders.
	test("GBK and Shift_JIS are told apart by their bytes", async () => {
		const header = Buffer.from("ceefc1f7b5a5bac52cceefc1f7b9abcbbe", "hex");
		const carrier = Buffer.from("cbb3b7e1cbd9d4cb", "hex");
		const chinese = Buffer.concat([header, Buffer.from("\nSF1234567890123,"), carrier, Buffer.from("\n")]);
		const { reading, shipments } = await read(chinese);
		expect(reading.charset).toEqual({ name: "gb18030", by: "bytes" });
		expect(takenOf(reading)).toEqual({ trackingNumber: "物流单号", carrier: "物流公司" });
		expect(shipments).toEqual([{ trackingNumber: "SF1234567890123", carrier: "sf-express" }]);
		const japanese = Buffer.from("9360955b94d48d862c947a91978bc68ed2", "hex");
		const { reading: other } = await read(Buffer.concat([japanese, Buffer.from(`\n${NUMBER},UPS\n`)]));
		expect(other.charset).toEqual({ name: "shift_jis", by: "bytes" });
		expect(takenOf(other)).toEqual({ trackingNumber: "伝票番号", carrier: "配送業者" });
	});

	test("Excel's first line names the delimiter and is no row", async () => {
		const { reading, shipments } = await read(`sep=;\r\ntracking;carrier\r\n${NUMBER};UPS\r\n`);
		expect(reading).toMatchObject({ delimiter: ";", rows: 1 });
		expect(shipments).toEqual([{ trackingNumber: NUMBER, carrier: "ups" }]);
	});

	test("a file without a header is understood by what stands in it", async () => {
		const { reading, shipments } = await read(`Germany,${NUMBER},UPS Ground\nFrance,RB123456785JP,Japan Post\n`);
		expect(reading.hasHeader).toBe(false);
		expect(shipments).toEqual([
			{ trackingNumber: NUMBER, carrier: "ups", destination: { country: "DE" } },
			{ trackingNumber: "RB123456785JP", carrier: "japan-post", destination: { country: "FR" } },
		]);
	});
});

test.each<[string, string, Record<string, string>]>([
	[
		"Shopify",
		"Name,Email,Financial Status,Lineitem name,Lineitem quantity,Shipping Zip,Shipping Country,Tracking Number,Tracking Company",
		{ order: "Name", buyerEmail: "Email", itemName: "Lineitem name", destinationPostcode: "Shipping Zip" },
	],
	[
		"WooCommerce",
		"order_id,tracking_provider,tracking_number,date_shipped,status_shipped,sku,qty",
		{ order: "order_id", carrier: "tracking_provider", trackingNumber: "tracking_number", shipDate: "date_shipped" },
	],
	[
		"Magento",
		"Order #,Carrier Name,Carrier Code,Tracking Number,Shipping Address Postcode,Title",
		{ order: "Order #", trackingNumber: "Tracking Number" },
	],
	[
		"Amazon",
		"order-id\torder-item-id\tquantity\tship-date\tcarrier-code\tcarrier-name\ttracking-number\tship-method\tship-postal-code\tship-country",
		{
			order: "order-id",
			trackingNumber: "tracking-number",
			service: "ship-method",
			destinationPostcode: "ship-postal-code",
			destinationCountry: "ship-country",
		},
	],
	[
		"eBay",
		"Sales Record Number,Order Number,Buyer Email,Post To Postcode,Post To Country,Item Title,Quantity,Tracking Number",
		{
			buyerEmail: "Buyer Email",
			destinationPostcode: "Post To Postcode",
			itemName: "Item Title",
			order: "Order Number",
		},
	],
	[
		"Etsy",
		"Sale Date,Order ID,Ship City,Ship State,Ship Zipcode,Ship Country,Item Name,Tracking Code",
		{
			order: "Order ID",
			destinationCity: "Ship City",
			destinationPostcode: "Ship Zipcode",
			trackingNumber: "Tracking Code",
		},
	],
	[
		"Taobao and 1688",
		"订单编号,宝贝标题,宝贝数量,联系手机,物流单号,物流公司",
		{ order: "订单编号", itemName: "宝贝标题", phone: "联系手机", trackingNumber: "物流单号", carrier: "物流公司" },
	],
	[
		"German",
		"Bestellnr.;Sendungsnr.;Paketdienst;Empfänger PLZ;Empfängerland",
		{ order: "Bestellnr.", destinationPostcode: "Empfänger PLZ" },
	],
	[
		"French",
		"N° de commande;Numéro de suivi;Transporteur;Code postal destinataire;Pays",
		{ trackingNumber: "Numéro de suivi", destinationPostcode: "Code postal destinataire" },
	],
	[
		"Spanish",
		"Número de pedido;Nº de seguimiento;Transportista;Código postal de destino;País",
		{ trackingNumber: "Nº de seguimiento", destinationPostcode: "Código postal de destino" },
	],
	[
		"Italian",
		"Numero ordine;Codice di tracciamento;Corriere;CAP destinatario;Nazione",
		{ carrier: "Corriere", destinationPostcode: "CAP destinatario" },
	],
	[
		"Dutch",
		"Bestelnummer;Track & Trace;Vervoerder;Postcode;Land",
		{ order: "Bestelnummer", trackingNumber: "Track & Trace" },
	],
	[
		"Portuguese",
		"Nº do pedido;Código de rastreio;Transportadora;CEP;País",
		{ trackingNumber: "Código de rastreio", destinationPostcode: "CEP" },
	],
	[
		"Polish",
		"Numer zamówienia;Numer przesyłki;Przewoźnik;Kod pocztowy;Kraj",
		{ trackingNumber: "Numer przesyłki", carrier: "Przewoźnik" },
	],
	[
		"Japanese",
		"注文番号,お問い合わせ番号,配送業者,お届け先郵便番号,国",
		{ order: "注文番号", destinationPostcode: "お届け先郵便番号" },
	],
	["Korean", "주문번호,운송장번호,택배사,수취인 우편번호,국가", { trackingNumber: "운송장번호", carrier: "택배사" }],
])("the columns of %s are known by their names", async (_, header, wanted) => {
	const row = header.split(/[,;\t]/).map(() => "x");
	const delimiter = /[;\t]/.exec(header)?.[0] ?? ",";
	const { reading } = await read(`${header}\n${row.join(delimiter)}\n`);
	expect(takenOf(reading)).toMatchObject(wanted);
	expect(reading.hasHeader).toBe(true);
});

describe("a row becomes a parcel", () => {
	test("the items of one order's rows are of one parcel", async () => {
		const { rows } = await read(
			`Name,Email,Lineitem name,Lineitem quantity,Tracking Number\n#1,a@b.example,Mug,2,${NUMBER}\n#1,,Book,1,\n#2,,Pen,1,RB123456785JP\n`,
		);
		expect(rows.map(({ row, lastRow }) => [row, lastRow])).toEqual([
			[2, 3],
			[4, 4],
		]);
		expect(rows[0]?.shipments).toEqual([
			{
				trackingNumber: NUMBER,
				order: {
					reference: "#1",
					items: [
						{ name: "Mug", quantity: 2 },
						{ name: "Book", quantity: 1 },
					],
					buyer: { email: "a@b.example" },
				},
			},
		]);
	});

	test("a yes to e-mails about the parcel is told; one to advertisement is not, and what is neither is refused", async () => {
		const header = "Order,Email,Notify buyer,Accepts Marketing,Tracking Number\n";
		const { rows } = await read(
			`${header}#1,a@b.example,Yes,no,${NUMBER}\n#2,c@d.example,,yes,RB123456785JP\n#3,e@f.example,perhaps,yes,RB123456785JP\n`,
		);
		expect(rows.map(({ shipments: [one] }) => one?.order)).toEqual([
			{ reference: "#1", buyer: { email: "a@b.example", notify: true } },
			{ reference: "#2", buyer: { email: "c@d.example" } },
			undefined,
		]);
		expect(rows[2]?.errors).toEqual([
			{ pointer: "/order/buyer/notify", detail: '"perhaps" is neither yes nor no: did the buyer ask for e-mails?' },
		]);
	});

	test('several numbers in a cell are several parcels, a marketplace\'s "Other" is no courier', async () => {
		const { shipments } = await read(
			`carrier-code,carrier-name,tracking-number\nOther,DHL Express,"1111222233, 1111222244"\n`,
		);
		expect(shipments).toEqual([
			{ trackingNumber: "1111222233", carrier: "dhl-express" },
			{ trackingNumber: "1111222244", carrier: "dhl-express" },
		]);
	});

	test("a courier that nobody knows is refused in words that help staff as well as programs", async () => {
		const { rows } = await read(`Courier,Tracking number\nthe neighbour,${NUMBER}\n`);
		expect(rows[0]?.errors).toEqual([
			{
				pointer: "/carrier",
				detail:
					'No carrier is called "the neighbour" here. Write its name or its code. The console lists carriers by name, GET /v1/carriers by code.',
			},
		]);
	});

	test("a column that is called Courier names the carrier", async () => {
		const { shipments } = await read(`Courier,Tracking number\nUPS,${NUMBER}\n`);
		expect(shipments).toEqual([{ trackingNumber: NUMBER, carrier: "ups" }]);
	});

	test("what a courier asks for is taken for that courier alone", async () => {
		const { shipments } = await read(
			`物流单号,物流公司,手机\nSF1234567890123,顺丰速运,138 0000 1234\n${NUMBER},UPS,13800001234\n`,
		);
		expect(shipments).toEqual([
			{ trackingNumber: "SF1234567890123", carrier: "sf-express", needs: { phoneLast4: "1234" } },
			{ trackingNumber: NUMBER, carrier: "ups" },
		]);
	});

	const promised = async (...days: readonly string[]) => {
		const { rows } = await read(`tracking;deliver by\n${days.map((day) => `${NUMBER};${day}\n`).join("")}`);
		return rows.map(({ shipments, errors }) => errors[0]?.detail ?? shipments[0]?.promisedBy);
	};
	test.each([
		["2026-11-24", "2026-11-24"],
		["2026-11-24T18:00:00+01:00", "2026-11-24T18:00:00+01:00"],
		["24.11.2026 00:00", "2026-11-24"],
		["2026/11/24", "2026-11-24"],
		["24/11/2026", "2026-11-24"],
		["11/24/2026", "2026-11-24"],
		["04/04/2026", "2026-04-04"],
		["24 November 2026", "2026-11-24"],
		["Nov 24, 2026", "2026-11-24"],
		["2026年11月24日", "2026-11-24"],
		["20261124", "2026-11-24"],
		["31/02/2026", '"31/02/2026" is no day. Write it such as 2026-11-24.'],
		["soon", '"soon" is no day. Write it such as 2026-11-24.'],
	])("a promise for %s", async (written, meant) => {
		expect(await promised(written)).toEqual([meant]);
	});

	test("03/04/2026 is refused, unless its column tells which comes first", async () => {
		expect((await promised("03/04/2026"))[0]).toContain("may be 2026-04-03 or 2026-03-04");
		expect(await promised("03/04/2026", "13/04/2026")).toEqual(["2026-04-03", "2026-04-13"]);
		expect(await promised("03/04/2026", "04/13/2026")).toEqual(["2026-03-04", "2026-04-13"]);
		expect((await promised("03/04/2026", "04/13/2026", "13/04/2026"))[0]).toContain("may be");
		const { shipments } = await read(`tracking;deliver by\n${NUMBER};03/04/2026\n`, { dayOrder: "month-first" });
		expect(shipments[0]?.promisedBy).toBe("2026-03-04");
	});

	test("what cannot be taken is said with its field", async () => {
		const { rows } = await read(
			"tracking,carrier,order,email,qty,item,ship to country,ship to city\n1.23E+19,Nobody's,,a@b.example,two,Mug,Atlantis,Rome\n,,1,,,,,Rome\n",
		);
		expect(rows.map(({ errors }) => errors.map(({ pointer }) => pointer))).toEqual([
			["/trackingNumber", "/carrier", "/order/items", "/order/reference", "/destination/country"],
			["/trackingNumber", "/destination/country"],
		]);
		expect(rows[0]?.errors[0]?.detail).toContain("A spreadsheet shortened this number");
	});

	test("a column without the one it belongs to is left out, and that is said", async () => {
		const { reading, shipments } = await read(`tracking,email\n${NUMBER},a@b.example\n`);
		expect(reading.notes).toEqual([
			"Column email is left out: it belongs to an order, and no column tells the order's number.",
		]);
		expect(shipments).toEqual([{ trackingNumber: NUMBER }]);
		expect(describeReading(reading)).toContain('Taken: trackingNumber from "tracking".\nLeft alone: email.');
	});

	test("a mapping that is told comes before all guesses", async () => {
		const file = `Tracking number,Label,Email,Order\nold,${NUMBER},a@b.example,7\n`;
		const { shipments } = await read(file, { columns: "trackingNumber=label,buyerEmail=,reference=4", carrier: "ups" });
		expect(shipments).toEqual([{ trackingNumber: NUMBER, carrier: "ups", reference: "7" }]);
		await expect(read(file, { columns: "trackingNumber=Nowhere" })).rejects.toThrow('There is no column "Nowhere"');
		await expect(read(file, { columns: "nonsense=1" })).rejects.toThrow("names no field of a parcel");
	});
});

describe("hostile files are refused in a sentence", () => {
	test.each<[string, string | Uint8Array, RegExp]>([
		["empty", "", /The file is empty/],
		["no numbers", "name,city\nAda,London\n", /No column holds tracking numbers\. The columns are name, city/],
		[
			"a quotation mark never closed",
			`tracking,name\n${NUMBER},"Ada\n${NUMBER},Bob\n`,
			/Line \d+: a quotation mark is never closed/,
		],
		[
			"bytes that end being UTF-8",
			Buffer.concat([Buffer.from(`tracking,name\n${`${NUMBER},Zoë\n`.repeat(9000)}`), Buffer.of(0xff, 0x0a)]),
			/holds bytes that are not/,
		],
	])("%s", async (_, file, sentence) => {
		await expect(read(file, {}, 50_000)).rejects.toThrow(BadFile);
		await expect(read(file, {}, 50_000)).rejects.toThrow(sentence);
	});

	test("a line of a gigabyte is refused after its first megabytes", async () => {
		let sent = 0;
		const endless = async function* () {
			yield Buffer.from("tracking,name\nx,");
			for (; sent < 1024; sent += 1) yield Buffer.alloc(1024 * 1024, 0x61);
		};
		await expect(surveyFile(endless())).rejects.toThrow(/Line \d+: the row is longer than 1000000 characters/);
		expect(sent).toBeLessThan(16);
	});

	test("more rows than are taken are refused while they come", async () => {
		const file = async function* () {
			yield Buffer.from("tracking\n");
			for (;;) yield Buffer.from(`${NUMBER}\n`);
		};
		await expect(surveyFile(file(), {}, 100)).rejects.toThrow("more than 100 rows");
	});

	test("NUL stays in its cell, for the rules to refuse", async () => {
		const { shipments } = await read(`tracking,reference\n${NUMBER},a\0b\n`);
		expect(shipments).toEqual([{ trackingNumber: NUMBER, reference: "a\0b" }]);
	});

	test("many rows take no more memory than a few", async () => {
		setFlagsFromString("--expose-gc");
		const collect: () => void = runInNewContext("gc");
		const kept = () => {
			collect();
			return process.memoryUsage().heapUsed + process.memoryUsage().external;
		};
		const row = (index: number) => `A-${index},RMT${1e7 + index},UPS,"A mug, large"\n`;
		const source = async function* () {
			yield Buffer.from("Order ID,Tracking Number,Carrier,Item\n");
			for (let done = 0; done < 30_000; done += 1000) {
				yield Buffer.from(Array.from({ length: 1000 }, (_, index) => row(done + index)).join(""));
			}
		};
		const before = kept();
		let [count, most] = [0, 0];
		const reading = await surveyFile(source());
		for await (const { shipments } of parcelRows(source(), reading)) {
			count += shipments.length;
			if (count % 10_000 === 0) most = Math.max(most, kept());
		}
		expect({ count, rows: reading.rows }).toEqual({ count: 30_000, rows: 30_000 });
		expect((most - before) / 1024 / 1024).toBeLessThan(5);
	});
});

test("whatever a cell says, no spreadsheet runs it and reading gives it back", async () => {
	const cell = fc
		.oneof(
			fc.string(),
			fc.constantFrom("=1+1", "+49 30", "-5", "+1", "@sum", "'=x", "''=x", "'", '="1"x', "a,b", 'a"b', "a\nb"),
		)
		.map((text) => text.replace(/\0/g, "").trim())
		.filter((text) => !/^="[^"]*"$/.test(text));
	await fc.assert(
		fc.asyncProperty(fc.array(cell, { minLength: 2, maxLength: 5 }), async (cells) => {
			const line = csvLine(cells);
			const read: string[][] = [];
			const input = async function* () {
				yield line;
			};
			for await (const { fields } of csvRows(input())) read.push([...fields]);
			expect(read.length).toBe(1);
			for (const text of read[0] ?? []) {
				if (/^[=+\-@\t\r]/.test(text)) expect(text).toMatch(/^[+-]?\d+(?:[.,]\d+)?$/);
			}
			expect(read[0]?.map(plainCell)).toEqual(cells);
		}),
		{ numRuns: 300 },
	);
});
