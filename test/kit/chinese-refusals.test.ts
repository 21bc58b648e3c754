import { expect, test } from "vitest";
import { chineseOutcomeOf } from "../../adapters/kit/index.ts";

test.each([
	["签名验证失败", "denied"],
	["无权限访问", "denied"],
	["鉴权失败,不存在对应的网点授权", "denied"],
	["用户不存在", "denied"],
	["请求过于频繁", "rate-limited"],
	["api qps flow limit", "rate-limited"],
	["查询结果为空。", "not-found"],
	["暂无轨迹信息", "not-found"],
	["查询不到该运单", "not-found"],
	["运单号未订阅", "not-found"],
	["不符合中通运单号规则校验", "not-found"],
	["运单号不合法", "not-found"],
	["billCode不能为空", "error"],
	["API不存在", "error"],
	["系统异常", "error"],
	["非法的JSON格式", "error"],
	["", "error"],
])("%s: %s", (words, outcome) => {
	expect(chineseOutcomeOf(words)).toBe(outcome);
});
