import { z } from "zod";
import type { StaffView } from "../../services/staff.ts";
import { idShape, instant, shows } from "./common.ts";

const ofDay = z.array(z.strictObject({ from: z.string(), to: z.string() })).optional();

export const staff = shows<StaffView>()(
	z
		.strictObject({
			id: idShape("stf"),
			name: z.string().nullable().describe("Null, as the address, where the key that sealed it is lost."),
			email: z.string().nullable(),
			languages: z.array(z.string()).describe("In which answers are written; none: any."),
			hours: z
				.strictObject({ 1: ofDay, 2: ofDay, 3: ofDay, 4: ofDay, 5: ofDay, 6: ofDay, 7: ofDay })
				.nullable()
				.describe("By weekday, 1 for Monday to 7 for Sunday; null: always."),
			zone: z.string().nullable().describe("IANA, by whose clock the hours are."),
			isIn: z.boolean(),
			nextInAt: instant.nullable().describe("Null while he is in."),
			createdAt: instant,
		})
		.meta({ id: "Staff", description: "Somebody at the shop who answers buyers by mail." }),
);
