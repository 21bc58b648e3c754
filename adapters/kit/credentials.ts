import type { Api } from "./carrier.ts";

/** The names that a seller has to give: what may be left out, or has a default, is not among them. */
export function requiredCredentials({ credentials }: Pick<Api, "credentials">): readonly string[] {
	return Object.entries(credentials.shape).flatMap(([name, field]) =>
		"safeParse" in field && field.safeParse(undefined).success ? [] : [name],
	);
}
