import { expect, test } from "vitest";
import { speechOf } from "../../web/views/speech.ts";

test("who goes through all locales there are pushes none out of memory that is in use", () => {
	for (let index = 0; index < 150; index++) speechOf(`de-A${String.fromCharCode(65 + (index % 26))}-${10_000 + index}`);
	const french = speechOf("fr-FR");
	for (let index = 0; index < 50; index++) speechOf(`de-${20_000 + index}`);
	expect(speechOf("fr-FR")).toBe(french);
});
