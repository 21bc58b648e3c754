import { describe, expect, test } from "vitest";
import { unitsOf } from "../../src/services/video-units.mjs";

const lengthed = (unit: Buffer) => Buffer.concat([Buffer.from([unit.length >> 8, unit.length & 0xff]), unit]);
const words = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString("latin1");

/** An array of hvcC: units of one type. */
const array = (type: number, ...units: readonly Buffer[]) =>
	Buffer.concat([Buffer.from([0x80 | type, 0, units.length]), ...units.map(lengthed)]);
/** A unit of HEVC. */
const unit = (type: number, text: string) => Buffer.concat([Buffer.from([type << 1, 1]), Buffer.from(text)]);

describe("a description of HEVC", () => {
	const head = Buffer.from("01016000000090000000000078f000fcfdf8f800000f", "hex");
	const sets = [array(32, unit(32, "video")), array(33, unit(33, "sequence")), array(34, unit(34, "picture"))];
	const right = Buffer.concat([head, Buffer.from([3]), ...sets]);

	test("that has the sets of parameters alone stays as it was", () => {
		expect(unitsOf("hevc", right)?.description).toEqual(new Uint8Array(right));
	});

	test("loses messages that stand in it, units of another type and what stands behind them", () => {
		const more = [
			array(39, unit(39, "CanarySei")),
			array(40, unit(40, "CanarySuffix")),
			array(48, unit(48, "CanaryOwn")),
		];
		const mixed = array(32, unit(32, "video"), unit(39, "CanaryAmong"));
		const behind = Buffer.from("CanaryBehind");
		const sent = Buffer.concat([head, Buffer.from([6]), ...more, mixed, ...sets.slice(1), behind]);
		expect(words(sent).match(/Canary\w+/g)).toHaveLength(5);
		expect(unitsOf("hevc", sent)?.description).toEqual(new Uint8Array(right));
	});

	test("that is cut anywhere is none", () => {
		for (let at = 0; at < right.length; at += 1)
			expect(() => unitsOf("hevc", right.subarray(0, at)), `${at}`).toThrow();
	});

	test("its pictures lose user data in either place, and no other message", () => {
		const long = (one: Buffer) => Buffer.concat([Buffer.from([0, 0]), lengthed(one)]);
		const message = (type: number, kind: number) =>
			Buffer.concat([Buffer.from([type << 1, 1, kind, 6]), Buffer.from("Canary"), Buffer.from([0x80])]);
		const picture = long(unit(19, "picture"));
		const kept = [long(message(39, 6)), picture];
		const sent = Buffer.concat([long(message(39, 5)), ...kept, long(message(40, 4))]);
		expect(unitsOf("hevc", right)?.withoutUserData(sent)).toEqual(new Uint8Array(Buffer.concat(kept)));
	});
});

test("a description of H.264 keeps how deep its colours are, and nothing behind it", () => {
	const sps = lengthed(Buffer.from("6764001eacd940a02ff970110000", "hex"));
	const pps = lengthed(Buffer.from("68ebe3cb22c0", "hex"));
	const right = Buffer.concat([
		Buffer.from("0164001effe1", "hex"),
		sps,
		Buffer.from([1]),
		pps,
		Buffer.from("fdf8f800", "hex"),
	]);
	expect(unitsOf("avc", right)?.description).toEqual(new Uint8Array(right));
	const among = Buffer.concat([
		Buffer.from("0164001effe2", "hex"),
		...[sps, lengthed(Buffer.from("\x06CanaryAmong"))],
		...[Buffer.from([1]), pps, Buffer.from("fdf8f800", "hex"), Buffer.from("CanaryBehind")],
	]);
	expect(unitsOf("avc", among)?.description).toEqual(new Uint8Array(right));
	const short = right.subarray(0, -4);
	expect(unitsOf("avc", Buffer.concat([short, Buffer.from("Canary")]))?.description).toEqual(new Uint8Array(short));
});
