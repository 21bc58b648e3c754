/** Minutes east of UTC of `+08:00`, `-0500`, `-04.00`, `+07`, `GMT+02:00`, `Z`; null where it is none of them. */
export function offsetMinutes(offset: string): number | null {
	const trimmed = offset.trim().toUpperCase();
	if (trimmed === "Z" || trimmed === "UTC" || trimmed === "GMT") return 0;
	const part = /^(?:UTC|GMT)?(?<sign>[+-])(?<hours>\d{1,2})(?:[:.]?(?<minutes>\d\d))?$/.exec(trimmed)?.groups;
	if (!part) return null;
	const hours = Number(part.hours);
	const minutes = Number(part.minutes ?? 0);
	if (minutes > 59 || hours > 14) return null;
	return (part.sign === "-" ? -1 : 1) * (hours * 60 + minutes);
}

/** `UTC` where the carrier wrote a Z, else `+08:00`. */
export function offsetName(offset: string, minutes: number): string {
	if (/^(?:Z|UTC|GMT)$/i.test(offset.trim())) return "UTC";
	const distance = Math.abs(minutes);
	const hours = String(Math.trunc(distance / 60)).padStart(2, "0");
	return `${minutes < 0 ? "-" : "+"}${hours}:${String(distance % 60).padStart(2, "0")}`;
}

const known = new Map<string, string | null>();

/** The IANA name as given where there is such a zone, else null. */
export function zoneName(name: string | undefined): string | null {
	const trimmed = name?.trim();
	if (!trimmed || !/^[A-Za-z]+(?:[/_+-][A-Za-z0-9_+-]+)*$/.test(trimmed)) return null;
	const before = known.get(trimmed);
	if (before !== undefined) return before;
	// Names come from outside: the table must not grow with them.
	if (known.size > 1_000) known.clear();
	const answer = isZone(trimmed) ? trimmed : null;
	known.set(trimmed, answer);
	return answer;
}

function isZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat("en", { timeZone: name });
		return true;
	} catch {
		return false;
	}
}
