export type Encoding = "8bit" | "quoted-printable" | "base64" | "latin-1";

export interface WrittenMail {
	readonly from: string;
	readonly to: string;
	readonly subject?: string;
	/** `Name: value` each. */
	readonly fields?: readonly string[];
	readonly text?: string;
	readonly html?: string;
	readonly encoding?: Encoding;
}

/** The bytes of a mail, as a client hands it over. */
export function writeMail({
	from,
	to,
	subject = "Re: Your parcel",
	fields = [],
	text,
	html,
	encoding = "8bit",
}: WrittenMail): Buffer {
	const parts = [
		...(text === undefined ? [] : [partOf("plain", text, encoding)]),
		...(html === undefined ? [] : [partOf("html", html, encoding)]),
	];
	const [only] = parts;
	const body =
		parts.length === 1 && only !== undefined
			? only
			: Buffer.concat([
					Buffer.from('Content-Type: multipart/alternative; boundary="=_b"\n\n'),
					...parts.flatMap((part) => [Buffer.from("--=_b\n"), part, Buffer.from("\n")]),
					Buffer.from("--=_b--\n"),
				]);
	const head = [
		`From: ${from}`,
		`To: ${to}`,
		`Subject: ${/^[ -~]*$/.test(subject) ? subject : `=?utf-8?B?${Buffer.from(subject).toString("base64")}?=`}`,
		...(fields.some((field) => field.startsWith("Message-ID:")) ? [] : ["Message-ID: <m1@client.example>"]),
		...fields,
		"Date: Mon, 23 Nov 2026 10:00:00 +0100",
		"MIME-Version: 1.0",
	];
	return Buffer.concat([Buffer.from(`${head.join("\n")}\n`), body]);
}

function partOf(type: "plain" | "html", words: string, encoding: Encoding): Buffer {
	const charset = encoding === "latin-1" ? "iso-8859-1" : "utf-8";
	const transfer = encoding === "latin-1" ? "8bit" : encoding;
	const head = Buffer.from(
		`Content-Type: text/${type}; charset=${charset}\nContent-Transfer-Encoding: ${transfer}\n\n`,
	);
	return Buffer.concat([head, encoded(words, encoding)]);
}

function encoded(words: string, encoding: Encoding): Buffer {
	if (encoding === "latin-1") return Buffer.from(words, "latin1");
	if (encoding === "8bit") return Buffer.from(words);
	if (encoding === "base64") return Buffer.from(Buffer.from(words).toString("base64").replaceAll(/.{76}/g, "$&\n"));
	return Buffer.from(words.split("\n").map(quotedPrintable).join("\n"));
}

/** A line in pieces of at most 76 characters: tokens and addresses are cut wherever that falls. */
function quotedPrintable(line: string): string {
	const signs = [...Buffer.from(line)].map((byte, at) => {
		const isPlain = byte >= 0x20 && byte <= 0x7e && byte !== 0x3d && !(byte === 0x20 && at === line.length - 1);
		return isPlain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
	});
	let column = 0;
	return signs
		.map((sign) => {
			const isNext = column + sign.length > 75;
			column = isNext ? sign.length : column + sign.length;
			return isNext ? `=\n${sign}` : sign;
		})
		.join("");
}
