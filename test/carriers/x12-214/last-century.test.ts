import { expect, test } from "vitest";
import { read } from "../../../adapters/kit/index.ts";
import { x12214 } from "../../../adapters/x12-214.ts";

test.each([
	["970512", "1997-05-12T14:30:00"],
	["260512", "2026-05-12T14:30:00"],
])("a date without a century, %s, is of the one that the form has seen", (date, local) => {
	const body = `ST*214*0001~B10*5219*WL-24*QWLX~LX*1~AT7*X1*NS***${date}*1430*LT~MS1*DALLAS*TX~SE*6*0001~`;
	const { shipments } = read(x12214, { body, kind: "document", contentType: "x12" });
	expect(shipments[0]?.scans[0]?.clock).toMatchObject({ kind: "site", local });
});
