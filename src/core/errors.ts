/** The caller may not. The message is public: a sentence that names the thing and holds no secret. */
export abstract class Refused extends Error {
	/** HTTP status code. */
	abstract readonly status: number;
	/** The last part of the problem's type URI, kebab-case. Never changes once released. */
	abstract readonly type: string;
	abstract readonly title: string;
	/** Members that the problem has beside those of every one. */
	readonly members: Readonly<Record<string, unknown>>;

	constructor(message?: string, members: Readonly<Record<string, unknown>> = {}) {
		super(message);
		this.members = members;
	}
}

/** Where in the request body something is wrong, as a JSON pointer, and what. */
export interface FieldError {
	readonly pointer: string;
	readonly detail: string;
}

/** A request wrong in more places than this is wrong in one way: more lines would help nobody. */
export const MOST_FIELD_ERRORS = 100;

export class Invalid extends Refused {
	override readonly name = "Invalid";
	readonly status = 422;
	readonly type = "invalid";
	readonly title = "The request is not valid";
	readonly errors: readonly FieldError[];

	constructor(message: string, errors: readonly FieldError[] = [], members: Readonly<Record<string, unknown>> = {}) {
		super(message, members);
		this.errors = atMost(errors, MOST_FIELD_ERRORS);
	}
}

function atMost(errors: readonly FieldError[], most: number): readonly FieldError[] {
	if (errors.length <= most) return errors;
	return [...errors.slice(0, most), { pointer: "", detail: `And ${errors.length - most} more.` }];
}

export class Unauthorised extends Refused {
	override readonly name = "Unauthorised";
	readonly status = 401;
	readonly type = "unauthorised";
	readonly title = "Who is asking is not known";
}

export class Forbidden extends Refused {
	override readonly name = "Forbidden";
	readonly status = 403;
	readonly type = "forbidden";
	readonly title = "This is not allowed";
}

export class NotFound extends Refused {
	override readonly name = "NotFound";
	readonly status = 404;
	readonly type = "not-found";
	readonly title = "There is no such thing";
}

export class Conflict extends Refused {
	override readonly name = "Conflict";
	readonly status = 409;
	readonly type = "conflict";
	readonly title = "This contradicts what is already known";
}

export class TooLarge extends Refused {
	override readonly name = "TooLarge";
	readonly status = 413;
	readonly type = "too-large";
	readonly title = "The request is too large";
}

export class TooMany extends Refused {
	override readonly name = "TooMany";
	readonly status = 429;
	readonly type = "too-many-requests";
	readonly title = "Too many requests";
	readonly retryAfterSeconds: number;

	constructor(message: string, retryAfterSeconds: number) {
		super(message);
		this.retryAfterSeconds = retryAfterSeconds;
	}
}

export class Unavailable extends Refused {
	override readonly name = "Unavailable";
	readonly status = 503;
	readonly type = "unavailable";
	readonly title = "This does not work at the moment";
}
