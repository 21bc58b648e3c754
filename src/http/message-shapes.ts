import { z } from "zod";
import { MESSAGE_STATES } from "../services/views.ts";
import { carrierCode, line, page } from "./shapes.ts";

export const messagesPage = page.extend({
	state: z.enum(MESSAGE_STATES).optional(),
	carrier: carrierCode.optional(),
	connection: line(1, 64).optional(),
	problems: z.literal("1", 'Only "problems=1" is known: messages with a problem.').optional(),
});
