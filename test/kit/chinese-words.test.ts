import { expect, test } from "vitest";
import { chineseSigner, chineseStatuses, chineseWordsBeside, chineseWordsIn } from "../../adapters/kit/index.ts";

function meaningOf(sentence: string): string | undefined {
	const key = chineseWordsIn(sentence);
	return key === undefined ? undefined : [chineseStatuses[key]].flat()[0];
}

test.each([
	["卖家已下单，等待揽收", "info_received.awaiting_handover"],
	["电子面单已打印", "info_received.label_created"],
	["运单已作废", "cancelled.cancelled"],
	["【武汉市】【汉阳】（027-00000000）的CANARY已揽收", "picked_up.accepted"],
	["武汉公司-CANARY-已收件", "picked_up.accepted"],
	["【湖北省武汉市汉阳公司】 已收件 取件人: CANARY", "picked_up.accepted"],
	["在湖北武汉汉阳公司进行揽件扫描", "picked_up.accepted"],
	["【武汉转运中心】 已发出 下一站 【长沙转运中心】", "in_transit.departed_facility"],
	["武汉公司-已发往-长沙转运中心", "in_transit.departed_facility"],
	["从湖北武汉分拨中心发出，本次转运目的地：湖南长沙分拨中心", "in_transit.departed_facility"],
	["在湖北武汉分拨中心进行装车扫描，即将发往：湖南长沙分拨中心", "in_transit.loaded"],
	["您的快件由【武汉分拣中心】准备发往【岳麓营业部】", "in_transit.processed_facility"],
	["【长沙转运中心公司】 已收入", "in_transit.arrived_facility"],
	["已到达-长沙转运中心", "in_transit.arrived_facility"],
	["武汉公司-已进行装袋扫描", "in_transit.processed_facility"],
	["快件正在运输途中", "in_transit.moving"],
	["到达目的地网点，快件将很快进行派送", "in_transit.arrived_delivery_depot"],
	["到达派件城市", "in_transit.arrived_destination_city"],
	["在湖南长沙岳麓公司进行派件扫描；派送业务员：CANARY", "out_for_delivery.on_vehicle"],
	["【长沙市】【岳麓】的CANARY正在第1次派件，请保持电话畅通", "out_for_delivery.on_vehicle"],
	["【岳麓】的业务员正在派件，您也可以联系小哥将快递放到您指定的代收点", "out_for_delivery.on_vehicle"],
	["长沙公司-CANARY-派件中", "out_for_delivery.on_vehicle"],
	["快件已送达【岳麓菜鸟驿站】", "ready_for_pickup.at_point"],
	["快件已由岳麓店菜鸟驿站代收，请及时取件", "ready_for_pickup.at_point"],
	["您的快递已签收，签收人是：【菜鸟驿站】", "ready_for_pickup.at_point"],
	["快件已存放至丰巢柜，请凭取件码取件", "ready_for_pickup.locker"],
	["已签收，签收人：丰巢", "ready_for_pickup.locker"],
	["您的快件已由【丰巢】签收", "ready_for_pickup.locker"],
	["包裹已被您的家人代收", "delivered.to_proxy"],
	["包裹已由小区物业代收", "ready_for_pickup.at_point"],
	["快递员正在前往取件", "info_received.awaiting_handover"],
	["快件离开始发国", "in_transit.departed_origin_country"],
	["[河北秦皇岛公司]到达目的地网点，快件很快进行派送", "in_transit.arrived_delivery_depot"],
	["快递员已从丰巢柜取出快件", "delivery_attempted.failed"],
	["您已在【岳麓店菜鸟驿站】完成取件，感谢使用", "delivered.collected"],
	["已签收，签收人凭取货码签收", "delivered.collected"],
	[
		"您的快递已签收，签收人在【丰巢的岳麓大学城北门丰巢柜2号柜(丰巢智能快递柜)】(岳麓大学城北门丰巢柜2号柜)领取",
		"delivered.collected",
	],
	["快件已被【丰巢的岳麓柜(丰巢智能快递柜)】代收", "ready_for_pickup.locker"],
	["客户签收人: 邮件收发章 已签收", "delivered.to_reception"],
	["已签收，签收人：门卫", "delivered.to_reception"],
	["前台签收", "delivered.to_reception"],
	["签收人是：他人代收", "delivered.to_proxy"],
	["已签收，签收人：邻居", "delivered.to_neighbour"],
	["签收方式：家门口", "delivered.safe_place"],
	["本人签收", "delivered.to_recipient"],
	["快件已被 CANARY 已签收", "delivered.to_recipient"],
	["投递成功", "delivered.to_recipient"],
	["未签收", undefined],
	["请您准备签收，快递员正在派件", "out_for_delivery.on_vehicle"],
	["电话无人接听，无法联系收件人", "delivery_attempted.recipient_unreachable"],
	["客户不在家，改日再派", "delivery_attempted.recipient_absent"],
	["收件人拒收", "delivery_attempted.refused"],
	["派送不成功，地址不详", "delivery_attempted.address_not_found"],
	["客户要求更改派送时间", "delivery_attempted.rescheduled"],
	["派件异常", "delivery_attempted.failed"],
	["问题件", "delivery_attempted.problem"],
	["收件地址不详", "in_transit.address_problem"],
	["地址超区", "in_transit.out_of_area"],
	["快件退回中", "returning.to_sender"],
	["收件人拒收，快件退回", "returning.to_sender"],
	["退回件已签收", "returned.to_sender"],
	["快件已转寄", "in_transit.forwarded_new_address"],
	["快件破损", "in_transit.damaged"],
	["快件丢失", "exception.lost"],
	["出口清关完成", "in_transit.export_customs_cleared"],
	["出口报关中", "in_transit.export_customs_presented"],
	["清关完成，海关放行", "in_transit.customs_cleared"],
	["海关查验", "in_transit.import_customs_held"],
	["快件清关中", "in_transit.import_customs_presented"],
	["航班已起飞", "in_transit.linehaul_departed"],
	["航班已抵达", "in_transit.linehaul_arrived"],
	["快件错发", "in_transit.misrouted"],
	["揽收任务已分配", "info_received.awaiting_handover"],
	["您的订单已下单，等待快递员上门取件", "info_received.awaiting_handover"],
	["揽件不成功，改日再揽", "info_received.pickup_failed"],
	["包裹已出库", "info_received.label_created"],
	["【韵达超市】的CANARY已揽收，如有疑问请联系", "picked_up.accepted"],
	["武汉国际转运仓,上车扫描", "in_transit.loaded"],
	["武汉国际转运仓,下车扫描", "in_transit.arrived_facility"],
	["在江苏南京分拨中心进行快件扫描，将发往：岳麓网点包", "in_transit.processed_facility"],
	["海外仓已出库", "in_transit.departed_facility"],
	["派件中，如有破损请拒收", "out_for_delivery.on_vehicle"],
	["业务员正在第二次派件", "out_for_delivery.on_vehicle"],
	["快件到达【长沙岳麓配送中心】", "in_transit.arrived_facility"],
	["快件离开【长沙派送中心】，发往【岳麓】", "in_transit.departed_facility"],
	["快件已到达【兔喜生活岳麓店】", "ready_for_pickup.at_point"],
	["快件离开【岳麓菜鸟驿站】，发往【长沙转运中心】", "in_transit.departed_facility"],
	["已放置在代理点，请尽快提取", "ready_for_pickup.at_point"],
	["快件已放入智能快件箱，请凭密码取件", "ready_for_pickup.locker"],
	["快件在驿站超时未取", "ready_for_pickup.expiring"],
	["包裹已签收！（凭取件码）", "delivered.collected"],
	["您的快件已在【菜鸟驿站】由本人领取", "delivered.collected"],
	["已签收，签收人：妈妈", "delivered.to_proxy"],
	["已签收，签收人：妈妈驿站", "ready_for_pickup.at_point"],
	["代收货款已签收", "delivered.to_recipient"],
	["客户已签收，如有疑问请联系中通超市", "delivered.to_recipient"],
	["快件已放置您指定的家门口", "delivered.safe_place"],
	["退回件，签收人：寄件人", "returned.to_sender"],
	["无法与收件人取得联系", "delivery_attempted.recipient_unreachable"],
	["到达【海关机检中心】，放行", "in_transit.customs_cleared"],
	["单位放假，明日再派", "delivery_attempted.business_closed"],
	["小区不让进", "delivery_attempted.no_access"],
	["查无此人", "delivery_attempted.address_not_found"],
	["到付件客户拒付", "delivery_attempted.cod_unpaid"],
	["应客户要求，更改派送地址，快件转寄", "in_transit.forwarded_new_address"],
	["违禁品，无法寄递", "exception.prohibited"],
	["受台风影响，快件延误", "in_transit.delayed_weather"],
	["快件留仓", "in_transit.held_at_delivery_depot"],
	["快件转交第三方派送", "in_transit.handover_to_partner"],
	["出口海关查验", "in_transit.export_customs_held"],
	["收件人身份信息待上传", "in_transit.customs_info_required"],
	["船舶已离港", "in_transit.linehaul_departed"],
	["船舶已到港", "in_transit.linehaul_arrived"],
	["到达出口互换局", "in_transit.export_office_arrived"],
	["天气不错", undefined],
])("%s: %s", (sentence, code) => {
	expect(meaningOf(sentence)).toBe(code);
});

test("words are heard where they stay within what the code leaves open", () => {
	expect(chineseWordsIn("快件到达", ["in_transit"])).toBe("zh2:in_transit.arrived_facility");
	expect(chineseWordsIn("已签收", ["in_transit"])).toBeUndefined();
	expect(chineseWordsIn("签收人凭取货码签收", ["delivered.collected"])).toBe("zh2:delivered.collected");
	expect(chineseWordsIn("已签收", ["delivered.collected"])).toBeUndefined();
});

test("words speak by themselves without a code, and within what is open beside one", () => {
	const open = [[/^SIGNED$/, ["delivered", "ready_for_pickup"]]] as const;
	expect(chineseWordsBeside("", "快件到达", open)).toBe("zh2:in_transit.arrived_facility");
	expect(chineseWordsBeside("SIGNED", "已签收，签收人：前台", open)).toBe("zh2:delivered.to_reception");
	expect(chineseWordsBeside("SIGNED", "已签收", open, "前台")).toBe("zh2:delivered.to_reception");
	expect(chineseWordsBeside("SIGNED", "快件到达", open)).toBeUndefined();
	expect(chineseWordsBeside("GOT", "已签收", open)).toBeUndefined();
});

test.each([
	["CANARY", "CANARY"],
	["本人", "本人"],
	["菜鸟驿站", undefined],
	["凭取件码", undefined],
	[undefined, undefined],
])("who signed, where that is somebody: %s", (signer, somebody) => {
	expect(chineseSigner(signer)).toBe(somebody);
});
