import { expect, test } from "vitest";
import { canBePostedTo } from "../../src/core/can-be-posted-to.ts";

test.each([
	"https://track.shop.example",
	"https://track.shop.example:8443",
	"https://203.0.113.7",
	"https://xn--lden-5qa.de",
])("carriers can post to %s", (url) => expect(canBePostedTo(url)).toBe(true));

test.each([
	"http://track.shop.example",
	"http://localhost:8080",
	"https://localhost",
	"https://shop",
	"https://127.0.0.1",
	"https://10.1.2.3",
	"https://172.20.0.1",
	"https://192.168.1.2",
	"https://100.64.0.1",
	"https://169.254.169.254",
	"https://[::1]",
	"https://nas.local",
	"https://wayline.internal",
	"https://router.home.arpa",
	"https://LOCALHOST.",
	"https://mail.corp",
	"https://198.18.0.1",
	"https://224.0.0.1",
	"",
])("carriers cannot post to %j", (url) => expect(canBePostedTo(url)).toBe(false));
