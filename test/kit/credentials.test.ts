import { expect, test } from "vitest";
import { z } from "zod";
import { requiredCredentials } from "../../adapters/kit/index.ts";

test("a credential that may be left out or has a default is not asked for", () => {
	const credentials = z.object({
		key: z.string().min(1),
		courier: z.string().optional(),
		query: z.string().default("8002"),
	});
	expect(requiredCredentials({ credentials })).toEqual(["key"]);
});
