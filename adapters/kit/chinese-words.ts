import type { Meaning } from "./carrier.ts";
import { textRules } from "./text-rules.ts";

/**
 * What couriers of any name say in Chinese, where there is no code beside their words or the code says less. The negative
 * stands before the positive, and what a station or a locker signs for before what the recipient does.
 */
const RULES: readonly (readonly [meaning: Meaning, pattern: RegExp])[] = [
	// Where the signature can be looked at, which SF writes after the delivery.
	["note.proof_of_delivery", /^(?!.*(?:已|被)签收)(?:.*(?:查看|查询|查阅)[^。]{0,6}签收(?:人|图)|.*签收图)/],
	[
		"returned.to_sender",
		/(?:退回|退件|退货)[^，,。]{0,12}(?:签收|妥投)|(?:寄件人|发件人|寄方)[^，,。]{0,8}签收|签收人?(?:类型)?[：:是为【\s]*(?:寄件人|发件人|寄方|退[回货件])|退签/,
	],
	[
		["returning.to_sender", "recipient.refused"],
		/(?:退回|退件|退货)[^。]*(?:拒收|拒签)|(?:拒收|拒签)[^。]*(?:退回|退件|退货)/,
	],
	// "Refuse it if it is damaged" and "lest it be lost" are advice.
	[
		["delivery_attempted.refused", "recipient.refused"],
		/(?<!(?:如[有遇果发]|若[有遇]|可以?|有权|请)[^。，,]{0,6})(?:拒收|拒签|拒绝签收)/,
	],
	[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], /拒付/],
	[
		"cancelled.cancelled",
		/(?:取消|撤销)(?:寄件|发货|订单|揽收|下单)|订单已?取消|(?:运单|面单|单号)已?(?:取消|作废)|已?销单/,
	],
	["info_received.pickup_failed", /(?:揽[收件]|取件)[^。，,]{0,4}(?:失败|不成功|未成功)/],
	["returning.to_sender", /退回|退件|返回(?:寄|发)件|转退/],
	[["in_transit.held_at_request", "sender.hold_request"], /拦截/],
	[["in_transit.damaged", "carrier.damaged"], /(?<!(?:如[有遇果发]|若[有遇]|是否|有无)[^。，,]{0,6})破损/],
	[["exception.lost", "carrier.lost"], /(?<!(?:以免|防止|避免|谨防)[^。，,]{0,6})(?:遗失|丢失)/],
	["exception.prohibited", /违禁|禁[寄运]/],
	["exception.destroyed", /销毁/],
	// Out of the locker again, and into the courier's hands.
	[
		"delivery_attempted.failed",
		/(?:快递员|派件员|小件员|业务员)[^。，,]{0,6}(?:取出|取回|取走)|(?:柜|驿站)[^。]{0,20}取回/,
	],
	[
		"delivered.collected",
		/签收人?[^。]{0,80}领取|取[件货]码签收|签收[！!（(，,\s]{0,3}凭取[件货]码|签收[^。，,请]{0,8}自提|从[^。]{0,24}取(?:出|件)|(?<!请[^。]{0,4})(?:本人|客户|收件人)已?(?:领取|取走|取件)|您已在[^。]{0,40}(?:完成取件|取件成功|领取)|(?:已|被|成功)(?:取出|取走|领取|自提)|(?:驿站|柜|代收点|自提点)[^。]*(?:(?:已|被|成功|完成)取件|领取成功)|(?:自提|提货)(?:签收|成功)/,
	],
	["delivered.safe_place", /签收方式[：:].{0,3}(?:家门口|门口)/],
	[["ready_for_pickup.expiring", "recipient.not_collected"], /(?:超时|逾期|超期)未[取领]/],
	// "... or ask him to leave it at a station", says the courier who is on his way.
	[
		"out_for_delivery.on_vehicle",
		/^(?!.*(?:签收[，,。]|已(?:被|由)[^。]{0,24}代收|已[存暂]|未|不成功|失败)).*正在(?:第[\d一二三四五]次|为您|进行)?(?:派件|派送)/,
	],
	[
		"ready_for_pickup.locker",
		/(?:柜(?!台)|[快速鸟][件递]?箱|速递易|丰巢)[^。]*(?:请|待(?!再)|代收|及时取|取件码|暂存|存放|保管)|(?:存|投递?|放)(?:入|至|到|进|在)?[^。]{0,30}(?:柜(?!台)|[快速鸟][件递]?箱|丰巢)|(?:柜(?!台)|丰巢)[^。]{0,4}签收|签收人(?:类型)?[^。，,]{0,6}(?:柜(?!台)|丰巢)/,
	],
	[
		"ready_for_pickup.at_point",
		/^(?!.*(?:揽[收件]|收寄|已收件)).*(?:驿站|代收点|自提点|代办点|代理点|便民点|合作点|便利店|超市|门店|菜鸟|兔喜|妈妈商?店|喵站|服务站|邻里)[^。]*(?:代收|代签|暂存|存放|保管|待取|请|领取|签收)|[己已]暂[放存]|(?:存|投递?|放|送)(?:入|至|到|进|在|达|置)[^。]*(?:驿站|代收点|自提点|代理点|合作点|门店|便利店|超市)|签收[^。，,]{0,12}(?:驿站|代收点|自提点|便利店|超市|兔喜|妈妈商?店)/,
	],
	[
		"ready_for_pickup.at_point",
		/^(?!.*(?:揽[收件]|收寄|已收件|离开|发往|下一站)).*(?:到达|已到)[^。，,；;]{0,30}(?:驿站|代收点|自提点|代理点|兔喜|喵站|快递超市|便民点)/,
	],
	[
		"ready_for_pickup.at_point",
		/^(?!.*(?:妥投|签收)).*已(?:被|由)(?![^。]{0,24}(?:家人|同事|朋友)代收)[^。]{0,24}代收/,
	],
	[
		"ready_for_pickup.at_point",
		/待取(?!消)|待自提|等待(?!.{0,6}(?:快递员|小哥|上门|揽))[^。]{0,6}(?:取件|自提|领取)|请[^。]{0,16}(?:取[件货走]|自[提取]|[领提]取)|凭取[件货]码|^(?!.*(?:不成功|失败|未妥投)).*(?:客户|收件人)(?:要求|选择)自[提取]/,
	],
	[
		["delivery_attempted.recipient_unreachable", "recipient.unreachable"],
		/(?:无法|未能)(?:与[^。，,]{0,8})?(?:取得)?联系|联系不上|无人接听|(?<!海)关机|停机(?!坪)|电话(?:不通|错误|有误|[^。，,]{0,4}无法接通)|空号/,
	],
	[
		["delivery_attempted.business_closed", "recipient.business_closed"],
		/(?:单位|公司|学校|收件方)[^。，,]{0,4}(?:放假|休息|下班|关门)/,
	],
	[
		["delivery_attempted.no_access", "recipient.access_restricted"],
		/(?:无法|不能|不让|禁止)[^。，,]{0,2}(?:进(?!行)|入内)/,
	],
	[
		["delivery_attempted.recipient_absent", "recipient.absent"],
		/(?:客户|收件人|家中?)[^。]{0,4}(?:不在|无人|外出)|无人(?:在家|签收)/,
	],
	[
		["delivery_attempted.address_not_found", "address.incorrect"],
		/查无此[人单]|(?:(?:派[送件]|投递)(?:不成功|失败)|未妥投)[^。]*地址/,
	],
	[["delivery_attempted.failed", "recipient.moved"], /迁移?新址|已搬[走迁离]/],
	[
		["in_transit.address_problem", "address.incorrect"],
		/地址(?:不详|不清|不明|错误|有误)|收件地址[^。]{0,6}(?:错误|有误)/,
	],
	[
		["in_transit.out_of_area", "address.out_of_area"],
		/超区|超(?:出)?(?:派送)?范围|不在[^。]{0,4}(?:服务|派送)(?:区|范围)/,
	],
	["in_transit.misrouted", /错发|错分|误发/],
	["in_transit.forwarded_new_address", /转寄|(?<!更)改(?:地址|派)|更改(?:收件|派送|收货)?地址/],
	[
		"delivery_attempted.rescheduled",
		/改约|约定(?:时间|日期)|改日|改期|改天|(?:再次|重新|二次|另约|择日|次日|明日|延[迟后])[^。]{0,6}(?:派送|派件|投递|配送)/,
	],
	[
		["delivery_attempted.rescheduled", "recipient.requested_later"],
		/(?:约定|客户要求).{0,8}(?:派送|时间|再派)|更改.{0,4}(?:派送)?时间|另约/,
	],
	[
		"delivery_attempted.failed",
		/(?:派送|派件|投递|配送|妥投)[^。]{0,4}(?:失败|不成功|未成功|异常)|签收失败|未妥投|无法(?:派送|派件|投递)|未能[^。]{0,6}(?:派送|投递|妥投)/,
	],
	["delivery_attempted.problem", /问题件|疑难件/],
	[["delivered.to_neighbour", "delivery.indirect"], /邻居[^。]{0,8}签收|签收[^。]{0,12}邻居/],
	[
		"delivered.to_reception",
		/(?:前台|收发室|收发章|传达室|门卫|保安|物业)[^。]{0,8}签收|(?:签收|妥投)[^。]{0,12}(?:前台|收发室|收发章|传达室|门卫|保安|物业)/,
	],
	["delivered.safe_place", /(?:门口|家门)[^。]{0,8}签收|签收[^。]{0,12}(?:门口|家门)|放[在至于置][^。]{0,6}门口/],
	[
		"delivered.letterbox",
		/(?:信箱|信报箱)[^。]{0,8}(?:签收|妥投)|(?:投|放|投递)(?:入|至|到|进)[^。]{0,4}(?:信箱|信报箱)/,
	],
	[
		["delivered.to_proxy", "delivery.indirect"],
		/(?:家人|同事|朋友)代收|(?:家人|父母|妈妈|爸爸|丈夫|妻子|同事|朋友|亲友|室友|同学|他人|代(?!收货款))(?:代)?[^。]{0,6}签收|(?:签收|妥投)[^。]{0,12}(?:家人|父母|妈妈(?!驿站)|爸爸|丈夫|妻子|同事|朋友|亲友|室友|同学|他人|代签|代收(?!货款))|代签/,
	],
	[
		"delivered.to_recipient",
		/(?<!未|待|将|后|准备|等待|查看|注意|请[^，,。]{0,6})(?:已?签收(?!图)|妥投)|完成配送|配送完成|(?<!将|未)(?:已|成功)送达|(?:投递|派送|派件)成功/,
	],
	[
		"info_received.awaiting_handover",
		/待揽|揽[收件]任务|等待揽|等待[^。]{0,6}(?:揽收|取件|快递员)|已接单|准备揽|前往[^。]{0,4}取件|上门取件|通知快递|卖家已下单/,
	],
	[
		"picked_up.accepted",
		/已?揽(?:收|件)(?!员)|收寄|已交付[^。，,]{0,6}(?:京东|物流|快递)|已收[件取]|收件扫描|已取件|取件成功|快件已被[^。]{0,8}收取/,
	],
	["in_transit.arrived_delivery_depot", /(?:将|很快)(?:很快)?(?:为您)?(?:进行|安排)?(?:派送|派件|配送|投递)/],
	[
		"out_for_delivery.on_vehicle",
		/(?:快递员|派件员|配送员|小哥)[^。]{0,6}出发|派(?:件|送)(?:中(?!心)|员|途中|扫描|业务员)|正在[^。]{0,12}(?:派件|派送|投递|配送)|配送中(?!心)|安排(?:投递|派[送件])|指定[^。]{1,40}派(?:送|件)|投递员|投递中(?!心)|开始派|(?:为您|进行|第[\d一二三四五]次)(?:派|投|配)|开始配|出(?:库|仓)派|准备签收/,
	],
	["in_transit.linehaul_departed", /起飞|交航|开航|(?:航班|船舶?|干线)[^。]{0,8}(?:离港|离开|出发|启航)/],
	[
		"in_transit.linehaul_arrived",
		/降落|(?:航班|船舶?|干线)[^。]{0,8}(?:到达|到港|抵达|抵港|靠港|落地)|飞机(?:到达|抵达|进港)/,
	],
	["in_transit.export_customs_cleared", /出口[^。，,]{0,4}(?:清关|报关|海关)[^。]{0,6}(?:放行|完成|结束|成功)/],
	[
		["in_transit.export_customs_held", "customs.delay"],
		/出口[^。，,]{0,4}(?:清关|报关|海关)[^。]*(?:查验|异常|失败|扣|滞留)/,
	],
	[
		["in_transit.customs_info_required", "customs.documentation"],
		/(?:身份证?|清关)(?:信息|资料|材料)?[^。]{0,4}(?:待上传|待补充|不全|缺失|有误)|(?:上传|提供|补充)[^。，,]{0,8}(?:身份|清关(?:资料|信息|材料))/,
	],
	[
		["in_transit.customs_duty_due", "customs.duties_unpaid"],
		/(?:待|需|请)[^。，,]{0,6}(?:缴|交|支付)[^。，,]{0,6}税|税[金款费]?(?:待缴|未缴|待支付)/,
	],
	["in_transit.customs_cleared", /(?:海关|清关|报关|通关)[^。]*(?:放行|完成|结束|成功)|放行|已清关|已通关/],
	[
		["in_transit.import_customs_held", "customs.delay"],
		/扣关|(?:海关|清关)[^。]*(?:查验|异常|失败|扣|滞留)|(?:扣留|滞留).{0,6}海关/,
	],
	["in_transit.export_customs_presented", /出口[^。，,]{0,4}(?:清关|报关|海关)/],
	["in_transit.import_customs_presented", /清关|海关|报关/],
	[
		"info_received.label_created",
		/下单|预报|信息已?(?:录入|接收)|订单[^。]{0,6}(?:创建|生成|提交|接收|开始处理)|电子面单|打印面单|[商卖]家[^。]{0,8}(?:发货|打包|打单|出库|仓库)|订单[^。]{0,16}(?:出库|仓库)/,
	],
	[
		["in_transit.delayed_weather", "external.weather"],
		/(?:暴雨|暴雪|大雪|台风|大雾|天气)[^。]{0,12}(?:延|滞留|影响|停运)/,
	],
	[
		["in_transit.delayed_holiday", "external.holiday"],
		/(?:春节|节假日|放假|假期)[^。]{0,12}(?:延|滞留|停运|停发|暂停)/,
	],
	["in_transit.delayed", /延误|滞留|延迟/],
	["in_transit.held_at_delivery_depot", /留仓/],
	["in_transit.held", /扣件|暂扣/],
	["in_transit.departed_origin_country", /离开(?:始发|发件|起运|寄件)国/],
	["in_transit.arrived_destination_country", /(?:到达|抵达)目的国/],
	["in_transit.export_office_arrived", /(?:到达|抵达)[^。，,]{0,10}出口互换局/],
	[
		"in_transit.handover_to_partner",
		/(?:转交|移交|交由|转给|交给?)[^。，,]{0,12}(?:快递公司|第三方|承运商|派送商|配送商)|转单号/,
	],
	["in_transit.arrived_destination_city", /到达派件城市|到达目的(?:地(?!.{0,4}(?:网点|营业部))|城市)/],
	["in_transit.arrived_delivery_depot", /(?:等待|待|准备)(?:派送|派件|配送|投递)|到达目的地.{0,4}(?:网点|营业部)/],
	["in_transit.arrived_delivery_depot", /到(?:达|了)?[^。，,]*(?:派件|派送|投递|配送)(?:网点|点|站|部)/],
	["in_transit.loaded", /装车[^。]*(?:即将|准备)发/],
	["in_transit.processed_facility", /(?:准备|即?将)(?:发往|发出|送往)|(?:分拣|集包|建包)[^。]*将发往/],
	["in_transit.departed_facility", /发往|送往|前往|(?:已|正)?(?:发出|发车|离开|出发|离港)|下一站|从[^。]{0,24}发/],
	[
		"in_transit.arrived_facility",
		/^快件在[^，,。]*(?:中心|网点|营业[点部]|分部)|已?收入|到达|抵达|已到|到件|到港|入库|进港|卸车|下车扫描|收货完成|^(?:快件)?到[【[「(（]/,
	],
	["in_transit.loaded", /装车|上车扫描/],
	["in_transit.processed_facility", /装包|装袋|分拣|安检|分拨|处理|扫描|拆包|建包|打包|集包|封发|直封|互封|称重/],
	["in_transit.departed_facility", /(?:海外仓|国外仓|中转仓|集运仓)[^。]{0,6}出库/],
	["info_received.label_created", /已经?出库/],
	["in_transit.moving", /运输|中转|转运|在途|途中|干线|转交/],
];

const words = textRules("zh", 2, RULES);

/** Rows for the `statuses` of whoever asks `chineseWordsIn`. */
export const chineseStatuses = words.statuses;

/**
 * The key of what a courier's Chinese sentence says. `within` limits it to the milestones or codes that the code beside
 * the sentence leaves open: words make a code more particular and never overrule it.
 */
export function chineseWordsIn(sentence: string | undefined, within?: readonly string[]): string | undefined {
	const key = words.keyOf(sentence);
	const [code = ""] = key?.slice(key.indexOf(":") + 1).split("/") ?? [];
	const [milestone = ""] = code.split(".");
	return within === undefined || within.includes(milestone) || within.includes(code) ? key : undefined;
}

/** The codes that leave something open, each with the milestones or codes within which the words beside it may say more. */
export type OpenCodes = readonly (readonly [codes: RegExp, within: readonly string[]])[];

/**
 * What the words, and who signed, say beside a code that leaves it open; where there is no code, what they say by
 * themselves.
 */
export function chineseWordsBeside(
	code: string,
	sentence: string | undefined,
	open: OpenCodes,
	signer?: string,
): string | undefined {
	const said = signer ? `${sentence ?? ""} 签收人：${signer}` : sentence;
	if (code === "") return chineseWordsIn(said);
	const within = open.find(([codes]) => codes.test(code))?.[1];
	return within && chineseWordsIn(said, within);
}

/** Who signed, where that is somebody: a station, a locker or a word about the signing is not. */
export function chineseSigner(signer: string | undefined): string | undefined {
	return signer && /签收|取[件货]码|驿站|柜|代收点|超市|菜鸟|丰巢|兔喜|妈妈|喵站/.test(signer) ? undefined : signer;
}
