import { demo } from "./demo.ts";
import { dhl } from "./dhl.ts";
import { fedex } from "./fedex.ts";
import type { Carrier } from "./kit/index.ts";
import { kuaidi100 } from "./kuaidi100.ts";
import { push } from "./push.ts";
import { sfExpress } from "./sf-express.ts";
import { ups } from "./ups.ts";
import { usps } from "./usps.ts";

export { demo } from "./demo.ts";
export { dhl } from "./dhl.ts";
export { fedex } from "./fedex.ts";
export { kuaidi100 } from "./kuaidi100.ts";
export { push } from "./push.ts";
export { sfExpress } from "./sf-express.ts";
export { ups } from "./ups.ts";
export { usps } from "./usps.ts";

/** Every carrier, in alphabetical order. test/carriers/registry.test.ts fails if a file is missing here. */
export const carriers: readonly Carrier[] = [demo, dhl, fedex, kuaidi100, push, sfExpress, ups, usps];

const byCode: ReadonlyMap<string, Carrier> = new Map(carriers.map((carrier) => [carrier.code, carrier]));

export function carrierOf(code: string): Carrier | undefined {
	return byCode.get(code);
}
