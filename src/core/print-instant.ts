/** `YYYY-MM-DDTHH:mm:ssZ` of milliseconds since 1970, with milliseconds only where they are not zero. */
export function printInstant(at: number): string {
	const day = Math.floor(at / DAY_MS);
	const rest = at - day * DAY_MS;
	const ms = rest % 1_000;
	const seconds = (rest - ms) / 1_000;
	const clock = `${two(Math.trunc(seconds / 3_600))}:${two(Math.trunc(seconds / 60) % 60)}:${two(seconds % 60)}`;
	return `${printDay(day * DAY_MS)}T${clock}${ms === 0 ? "" : `.${String(ms).padStart(3, "0")}`}Z`;
}

let printed = { at: Number.NaN, text: "" };

/** `YYYY-MM-DD` of the start of a day. The scans of a message are mostly of few days, and printing one costs more than all else here. */
export function printDay(at: number): string {
	if (printed.at !== at) printed = { at, text: new Date(at).toISOString().slice(0, 10) };
	return printed.text;
}

function two(number: number): string {
	return number < 10 ? `0${number}` : `${number}`;
}

const DAY_MS = 86_400_000;
