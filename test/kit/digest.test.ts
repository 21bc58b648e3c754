import { createDecipheriv } from "node:crypto";
import { expect, test } from "vitest";
import { sm4 } from "../../adapters/kit/index.ts";

test("writes a text under SM4 that its key alone opens, whatever the key's length", () => {
	const key = Buffer.from("a made-up key 16").toString("base64");
	const text = '{"waybillNo":"1200000000019"}和';
	const opened = createDecipheriv("sm4-ecb", Buffer.from(key, "base64"), null);
	const written = Buffer.from(sm4(text, key), "base64");
	expect(Buffer.concat([opened.update(written), opened.final()]).toString("utf8")).toBe(text);
	expect(sm4(text, "c2hvcnQ=")).not.toBe(sm4(text, key));
});
