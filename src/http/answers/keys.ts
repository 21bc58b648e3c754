import { z } from "zod";
import type { KeyView, MadeKey, RotatedKey } from "../../services/keys.ts";
import { type AuditEntry, SCOPES } from "../../services/views.ts";
import { idShape, instant, shows } from "./common.ts";

const keyMembers = {
	id: idShape("key"),
	prefix: z.string().describe("The first characters of the key."),
	label: z.string().nullable(),
	scopes: z.array(z.enum(SCOPES)),
	perMinute: z.number().nullable().describe("Requests a minute; null: as many as any key."),
	createdAt: instant,
	lastUsedAt: instant.nullable().describe("Right to the minute."),
	endsAt: instant.nullable().describe("When a key that was replaced opens nothing any more."),
};

export const key = shows<KeyView>()(
	z.strictObject(keyMembers).meta({ id: "Key", description: "An API key, without the key itself." }),
);

const made = { ...keyMembers, key: z.string().describe("Shown now and never again.") };

export const madeKey = shows<MadeKey>()(z.strictObject(made).meta({ id: "MadeKey" }));

export const rotatedKey = shows<RotatedKey>()(
	z
		.strictObject({ ...made, replaces: z.strictObject({ id: idShape("key"), endsAt: instant }) })
		.meta({ id: "RotatedKey" }),
);

export const auditEntry = shows<AuditEntry>()(
	z
		.strictObject({
			id: idShape("aud"),
			at: instant,
			actor: z.string().describe("`key_…`, a member of the staff by address, or `operator`."),
			action: z.string().describe("A noun and what became of it: `key.rotated`."),
			subject: z.string().nullable().describe("The id of what was changed."),
			details: z.record(z.string(), z.unknown()).describe("Mostly `fields`, the names of what was changed."),
		})
		.meta({ id: "AuditEntry" }),
);
