import { z } from "zod";

const pointed = z.array(
	z.strictObject({
		pointer: z.string().describe("RFC 6901, into the body that was sent."),
		detail: z.string().describe("What is wanted there, in a sentence."),
	}),
);

const told = {
	type: z.string().describe("Which of the problems on `/problems`; never renamed."),
	title: z.string(),
	status: z.int(),
	detail: z.string().describe("What is wrong, and what to do, in a sentence."),
	errors: pointed.optional().describe("Where fields are wrong."),
};

/** Beside these, a problem names in members of its own what it speaks of. */
export const toldProblem = z
	.looseObject(told)
	.meta({ id: "ToldProblem", description: "What a refusal tells, without the request that it is of." });

export const problem = z
	.looseObject({ ...told, requestId: z.string().describe("What the service's log calls the request.") })
	.meta({
		id: "Problem",
		description: "A refusal, as RFC 9457 wants it. Some name in members of their own what they speak of.",
	});
