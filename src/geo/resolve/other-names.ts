import type { Gazetteer } from "../gazetteer/gazetteer.ts";
import { nameKey } from "../gazetteer/name-key.ts";
import { romanised } from "./romanised.ts";

const NONE: ArrayLike<number> = [];

/** The places that bear a name, else those of the Latin name that stands for it: a district's city, 서초 for 서울. */
export function namedAnyhow(key: string, gazetteer: Gazetteer): ArrayLike<number> {
	const ids = gazetteer.named(key);
	if (ids.length > 0) return ids;
	const other = OTHER_NAMES.get(key);
	if (other !== undefined) return gazetteer.named(other);
	for (const latin of romanised(key)) {
		const found = gazetteer.named(latin);
		if (found.length > 0) return found;
	}
	return NONE;
}

/** Each line: the name in Latin letters or the city, then what stands for it. */
const LINES = `
서울: 강남 강남구 서초 서초구 송파 송파구 강동구 강서구 양천 양천구 영등포 영등포구 구로 구로구 금천 금천구 동작 동작구 관악 관악구 마포 마포구
서울: 서대문 서대문구 은평 은평구 종로 종로구 용산 용산구 성동 성동구 광진 광진구 동대문 동대문구 중랑 중랑구 성북 성북구 강북구 도봉 도봉구
서울: 노원 노원구 가산 문정 장지 상암 여의도
부산: 해운대 해운대구 사상 사상구 사하 사하구 금정 금정구 동래 동래구 부산진 부산진구 수영구 연제 연제구 영도 영도구 기장 기장군
인천: 연수 연수구 남동 남동구 부평 부평구 계양 계양구 미추홀 미추홀구 송도 영종
대구: 달서 달서구 수성구 달성 달성군
대전: 유성 유성구 대덕구
울산: 울주 울주군
성남: 분당 분당구 판교 수정구 중원구
수원: 영통 영통구 권선구 장안구 팔달구
고양: 일산 일산동구 일산서구 덕양 덕양구
안양: 동안 동안구 만안 만안구 평촌
안산: 단원 단원구 상록 상록구
부천: 소사 원미 오정
이천: 덕평 마장
청주: 흥덕 흥덕구 서원구 상당구 청원구
천안: 서북구 동남구
전주: 덕진 덕진구 완산 완산구
창원: 마산 진해 성산구 의창구
tokyo: 新宿 涩谷 羽田 羽田空港 品川 池袋 丰岛 江东 葛西 足立 练马 板桥区 杉并 目黑 荒川区 墨田 台东 葛饰 江户川 中野区 银座 六本木 秋叶原 芝浦
tokyo: 大井 平和岛 东云 有明 青海 丰洲
osaka: 梅田 难波 心斋桥 天王寺 淀川 此花 住之江 南港 舞洲
yokohama: 鹤见 港北 神奈川区 都筑
nagoya: 热田 名东 守山区 荣
fukuoka: 博多 东滨 箱崎
sapporo: 白石区 手稻 厚别 新札幌
tokyo: 新东京
yuen long: 元朗
kwun tong: 观塘 将军澳 蓝田 油塘 九龙湾
kowloon: 旺角 深水埗 九龙 红磡 尖沙咀 长沙湾
kwai chung: 葵青 青衣 葵芳
tuen mun: 赤鱲角 东涌
hong kong: 柴湾 鲗鱼涌 铜锣湾 北角
tai po: 上水 粉岭
taipei: 三重 中和 永和 汐止 新店 土城 芦洲 五股 林口
taoyuan: 中坜 大园 观音 平镇 八德
izumisano: 关西国际空港 关西空港 关空
tokoname: 中部国际空港 中部空港
phnom penh: ភ្នំពេញ រាជធានីភ្នំពេញ
siem reap: សៀមរាប ខេត្តសៀមរាប
battambang: បាត់ដំបង
sihanoukville: ព្រះសីហនុ ក្រុងព្រះសីហនុ
kampong cham: កំពង់ចាម
vientiane: ວຽງຈັນ ນະຄອນຫຼວງວຽງຈັນ
luang prabang: ຫຼວງພະບາງ ຫລວງພະບາງ
pakse: ປາກເຊ
savannakhet: ສະຫວັນນະເຂດ
yangon: ရန်ကုန်
mandalay: မန္တလေး
naypyidaw: နေပြည်တော်
bago: ပဲခူး
mawlamyine: မော်လမြိုင်
colombo: කොළඹ கொழும்பு
kandy: මහනුවර
galle: ගාල්ල
jaffna: යාපනය யாழ்ப்பாணம்
kathmandu: काठमाडौं काठमाडौँ काठमांडू
pokhara: पोखरा
dhaka: ঢাকা
chittagong: চট্টগ্রাম
sylhet: সিলেট
khulna: খুলনা
rajshahi: রাজশাহী
addis ababa: አዲስ አበባ
delhi: दिल्ली नई दिल्ली
mumbai: मुंबई मुम्बई
pune: पुणे
nagpur: नागपुर
lucknow: लखनऊ
jaipur: जयपुर
kolkata: কলকাতা कोलकाता
chennai: சென்னை
coimbatore: கோயம்புத்தூர்
madurai: மதுரை
bengaluru: ಬೆಂಗಳೂರು बेंगलुरु
hyderabad: హైదరాబాద్ हैदराबाद
ahmedabad: અમદાવાદ
kochi: കൊച്ചി
thiruvananthapuram: തിരുവനന്തപുരം
`;

const OTHER_NAMES: ReadonlyMap<string, string> = new Map(
	LINES.split("\n").flatMap((line) => {
		const [city = "", names = ""] = line.split(": ");
		const found = names.split(" ").filter((name) => name !== "");
		// Names of two words are written apart in their own letters too.
		const pairs = found.slice(1).map((name, at) => `${found[at]} ${name}`);
		return [...found, ...pairs].map((name): readonly [string, string] => [nameKey(name), nameKey(city)]);
	}),
);
