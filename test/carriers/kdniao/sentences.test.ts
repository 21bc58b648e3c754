import { expect, test } from "vitest";
import { kdniao } from "../../../adapters/kdniao.ts";
import { read } from "../../../adapters/kit/index.ts";

function codeOf(words: string): string | undefined {
	const body = JSON.stringify({
		LogisticCode: "YT0123456789012",
		Success: true,
		State: "2",
		Traces: [{ AcceptTime: "2026-05-01 10:00:00", AcceptStation: words }],
	});
	return read(kdniao, { body, contentType: "json", kind: "poll" }).shipments[0]?.scans[0]?.code;
}

test.each([
	["商家已通知快递公司揽收，等待揽收", "info_received.awaiting_handover"],
	["【武汉市】汉阳一部 已揽收", "picked_up.accepted"],
	["快件离开【武汉转运中心】已发往【长沙转运中心】", "in_transit.departed_facility"],
	["快件到达【长沙转运中心】", "in_transit.arrived_facility"],
	["已到达派件城市", "in_transit.arrived_destination_city"],
	["快件正在运输途中", "in_transit.moving"],
	["【长沙岳麓】的派件员 正在为您派件", "out_for_delivery.on_vehicle"],
	["派件失败，客户不在家，改日再派", "delivery_attempted.recipient_absent"],
	["电话无人接听，无法联系收件人", "delivery_attempted.recipient_unreachable"],
	["因客户要求，改约明日派送", "delivery_attempted.rescheduled"],
	["收件人拒收", "delivery_attempted.refused"],
	["快件退回中", "returning.to_sender"],
	["退回件已签收", "returned.to_sender"],
	["快件已存放至丰巢智能柜，请及时取件", "ready_for_pickup.locker"],
	["快件已由岳麓菜鸟驿站代收，请及时取件", "ready_for_pickup.at_point"],
	["快件已暂存至兔喜超市，请领取", "ready_for_pickup.at_point"],
	["已签收，签收人凭取货码签收", "delivered.collected"],
	["快件已从快递柜取出，客户已取件", "delivered.collected"],
	["已签收，签收人：家人", "delivered.to_proxy"],
	["前台签收", "delivered.to_reception"],
	["放在家门口，已签收", "delivered.safe_place"],
	["已签收，感谢使用", "delivered.to_recipient"],
	["到达：长沙岳麓分部 指定：某某(10000000000) 派送", "out_for_delivery.on_vehicle"],
	["快件由【丰巢】代签收", "ready_for_pickup.locker"],
	["邮件投递到岳麓菜鸟驿站", "ready_for_pickup.at_point"],
	["邮件投递到智能快递柜", "ready_for_pickup.locker"],
	["货物已交付京东物流", "picked_up.accepted"],
	["卖家已发货", "info_received.label_created"],
	["您的订单开始处理", "info_received.label_created"],
	["快件破损", "in_transit.damaged"],
	["清关完成，海关放行", "in_transit.customs_cleared"],
	["收件地址不详", "in_transit.address_problem"],
	["未签收", "note.unmapped"],
	["天气不错", "note.unmapped"],
])("%s: %s", (words, code) => {
	expect(codeOf(words)).toBe(code);
});

test.each([
	["此单无物流信息", "not-found"],
	["业务错误[该客户不存在]", "denied"],
	["未订购此接口", "denied"],
	["套餐余量不足", "rate-limited"],
	["非法参数", "error"],
	["快递公司编码不能为空", "error"],
])("answers %s: %s", (Reason, outcome) => {
	const body = JSON.stringify({ LogisticCode: "YT0123456789012", Success: false, Reason });
	expect(read(kdniao, { body, contentType: "json", kind: "poll" }).outcome).toBe(outcome);
});
