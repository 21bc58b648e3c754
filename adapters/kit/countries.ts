import { COUNTRY_ALIASES } from "../../src/core/country-aliases.ts";

// ISO 3166-1: alpha-3 and alpha-2 side by side.
const PAIRS =
	"AFGAF ALAAX ALBAL DZADZ ASMAS ANDAD AGOAO AIAAI ATAAQ ATGAG ARGAR ARMAM ABWAW AUSAU AUTAT AZEAZ BHSBS BHRBH BGDBD BRBBB BLRBY BELBE BLZBZ BENBJ BMUBM BTNBT BOLBO BESBQ BIHBA BWABW BVTBV BRABR IOTIO BRNBN BGRBG BFABF BDIBI CPVCV KHMKH CMRCM CANCA CYMKY CAFCF TCDTD CHLCL CHNCN CXRCX CCKCC COLCO COMKM COGCG CODCD COKCK CRICR CIVCI HRVHR CUBCU CUWCW CYPCY CZECZ DNKDK DJIDJ DMADM DOMDO ECUEC EGYEG SLVSV GNQGQ ERIER ESTEE SWZSZ ETHET FLKFK FROFO FJIFJ FINFI FRAFR GUFGF PYFPF ATFTF GABGA GMBGM GEOGE DEUDE GHAGH GIBGI GRCGR GRLGL GRDGD GLPGP GUMGU GTMGT GGYGG GINGN GNBGW GUYGY HTIHT HMDHM VATVA HNDHN HKGHK HUNHU ISLIS INDIN IDNID IRNIR IRQIQ IRLIE IMNIM ISRIL ITAIT JAMJM JPNJP JEYJE JORJO KAZKZ KENKE KIRKI PRKKP KORKR KWTKW KGZKG LAOLA LVALV LBNLB LSOLS LBRLR LBYLY LIELI LTULT LUXLU MACMO MDGMG MWIMW MYSMY MDVMV MLIML MLTMT MHLMH MTQMQ MRTMR MUSMU MYTYT MEXMX FSMFM MDAMD MCOMC MNGMN MNEME MSRMS MARMA MOZMZ MMRMM NAMNA NRUNR NPLNP NLDNL NCLNC NZLNZ NICNI NERNE NGANG NIUNU NFKNF MKDMK MNPMP NORNO OMNOM PAKPK PLWPW PSEPS PANPA PNGPG PRYPY PERPE PHLPH PCNPN POLPL PRTPT PRIPR QATQA REURE ROURO RUSRU RWARW BLMBL SHNSH KNAKN LCALC MAFMF SPMPM VCTVC WSMWS SMRSM STPST SAUSA SENSN SRBRS SYCSC SLESL SGPSG SXMSX SVKSK SVNSI SLBSB SOMSO ZAFZA SGSGS SSDSS ESPES LKALK SDNSD SURSR SJMSJ SWESE CHECH SYRSY TWNTW TJKTJ TZATZ THATH TLSTL TGOTG TKLTK TONTO TTOTT TUNTN TURTR TKMTM TCATC TUVTV UGAUG UKRUA AREAE GBRGB UMIUM USAUS URYUY UZBUZ VUTVU VENVE VNMVN VGBVG VIRVI WLFWF ESHEH YEMYE ZMBZM ZWEZW XKXXK";

const LANGUAGES = ["en", "de", "fr", "es", "it", "nl", "zh"] as const;

const byName = tableOfNames();

/** ISO 3166-1 alpha-2 of an alpha-2, an alpha-3 or a name; null where it is none of them. */
export function countryCode(written: string | undefined): string | null {
	return written === undefined ? null : (byName.get(written) ?? byName.get(plainName(written)) ?? null);
}

function tableOfNames(): ReadonlyMap<string, string> {
	const table = new Map<string, string>();
	const namers = LANGUAGES.map((language) => new Intl.DisplayNames(language, { type: "region" }));
	for (const pair of PAIRS.split(" ")) {
		const code = pair.slice(3);
		table.set(code, code).set(pair.slice(0, 3), code);
		for (const namer of namers) {
			const name = plainName(namer.of(code) ?? code);
			if (!table.has(name)) table.set(name, code);
		}
	}
	for (const [alias, code] of COUNTRY_ALIASES) table.set(plainName(alias), code);
	table.set("EL", "GR");
	return table;
}

/** Capitals without accents or punctuation: `Côte d’Ivoire` and `COTE D'IVOIRE` are one name. */
function plainName(name: string): string {
	return name
		.normalize("NFKD")
		.replace(/[\u0300-\u036f'’]/g, "")
		.replace(/&/g, " and ")
		.replace(/[^\p{L}]+/gu, " ")
		.trim()
		.toUpperCase();
}
