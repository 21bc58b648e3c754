import type { Refusal } from "./carrier.ts";

const DENIED =
	/签名|验签|加密|校验失败|授权|权限|白名单|鉴权|非法(?:请求|访问|用户|来源|.*key)|app[-_]?key|user_?id|from_code|\bsign\b|(?:用户|客户)[^，。]{0,8}(?:不存在|错误|无效|未)/i;
const TOO_MANY = /频率|频繁|超限|限流|次数|上限|(?:flow|qos) limit/i;
// "Must not be empty" and "the API does not exist" are about the request.
const UNKNOWN =
	/(?<!不能)为空|无.*(?:轨迹|物流|记录|信息|数据|结果)|查无|查询?不到|未查询?到|未订阅|(?<!API)不存在|不符合.*单号|(?:单号|运单)号?[^，。]{0,8}(?:错误|有误|不正确|无效|不合法)/i;

/** What a Chinese sentence says that refuses a call; the carrier's own codes are asked first. */
export function chineseOutcomeOf(words: string): Refusal["outcome"] {
	if (DENIED.test(words)) return "denied";
	if (TOO_MANY.test(words)) return "rate-limited";
	return UNKNOWN.test(words) ? "not-found" : "error";
}
