import { Refused, Unavailable } from "../core/errors.ts";

/** A refusal as a value. That the database is away is none: it concerns all. */
export async function orRefused<T extends object>(work: () => Promise<T>): Promise<T | { readonly refused: Refused }> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof Refused && !(error instanceof Unavailable)) return { refused: error };
		throw error;
	}
}
