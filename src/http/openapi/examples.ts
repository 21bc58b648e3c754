import recorded from "./examples.json" with { type: "json" };

/** What a real service answered to the examples beside the routes. */
export interface Examples {
	/** By method and path of the route. */
	readonly answers: Readonly<Record<string, { readonly status: number; readonly body?: unknown }>>;
	/** By status. */
	readonly problems: Readonly<Record<string, unknown>>;
	/** By type. */
	readonly events: Readonly<Record<string, unknown>>;
}

/** Written by test/service/examples.test.ts, which asks for them all again each time that it runs. */
export const EXAMPLES: Examples = recorded;
