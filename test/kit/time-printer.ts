import type { ClockFormat, DayFormat } from "../../adapters/kit/carrier.ts";
import type { CalendarFormat } from "../../adapters/kit/time-formats.ts";

const DAYS: Readonly<Record<DayFormat, (at: Date) => string>> = {
	"yyyy-MM-dd": (at) => `${year(at)}-${month(at)}-${day(at)}`,
	"yyyy/MM/dd": (at) => `${year(at)}/${month(at)}/${day(at)}`,
	"yyyy.MM.dd": (at) => `${year(at)}.${month(at)}.${day(at)}`,
	yyyyMMdd: (at) => `${year(at)}${month(at)}${day(at)}`,
	yyMMdd: (at) => `${year(at).slice(2)}${month(at)}${day(at)}`,
	"dd.MM.yyyy": (at) => `${day(at)}.${month(at)}.${year(at)}`,
	"dd/MM/yyyy": (at) => `${day(at)}/${month(at)}/${year(at)}`,
	"dd-MM-yyyy": (at) => `${day(at)}-${month(at)}-${year(at)}`,
	ddMMyyyy: (at) => `${day(at)}${month(at)}${year(at)}`,
	"MM/dd/yyyy": (at) => `${month(at)}/${day(at)}/${year(at)}`,
	"MM-dd-yyyy": (at) => `${month(at)}-${day(at)}-${year(at)}`,
	MMddyyyy: (at) => `${month(at)}${day(at)}${year(at)}`,
	"dd.MM.yy": (at) => `${day(at)}.${month(at)}.${year(at).slice(2)}`,
	"dd/MM/yy": (at) => `${day(at)}/${month(at)}/${year(at).slice(2)}`,
	"dd-MM-yy": (at) => `${day(at)}-${month(at)}-${year(at).slice(2)}`,
	"MM/dd/yy": (at) => `${month(at)}/${day(at)}/${year(at).slice(2)}`,
	"dd MMM yyyy": (at) => `${day(at)} ${monthName(at)} ${year(at)}`,
	"dd-MMM-yyyy": (at) => `${day(at)}-${monthName(at)}-${year(at)}`,
	"dd/MMM/yyyy": (at) => `${day(at)}/${monthName(at)}/${year(at)}`,
	"dd-MMM-yy": (at) => `${day(at)}-${monthName(at)}-${year(at).slice(2)}`,
	"MMM dd, yyyy": (at) => `${monthName(at)} ${day(at)}, ${year(at)}`,
	"yyyy-MMM-dd": (at) => `${year(at)}-${monthName(at)}-${day(at)}`,
};

const CLOCKS: Readonly<Record<ClockFormat, (at: Date) => string>> = {
	"HH:mm": (at) => `${hour(at)}:${minute(at)}`,
	"HH:mm:ss": (at) => `${hour(at)}:${minute(at)}:${second(at)}`,
	HHmm: (at) => `${hour(at)}${minute(at)}`,
	HHmmss: (at) => `${hour(at)}${minute(at)}${second(at)}`,
	"hh:mm a": (at) => `${hourOf12(at)}:${minute(at)} ${half(at)}`,
	"hh:mm:ss a": (at) => `${hourOf12(at)}:${minute(at)}:${second(at)} ${half(at)}`,
};

const isDay = (name: string): name is DayFormat => Object.hasOwn(DAYS, name);
const isClock = (name: string): name is ClockFormat => Object.hasOwn(CLOCKS, name);

/** Every calendar format that the kit reads. */
export const FORMATS: readonly CalendarFormat[] = Object.keys(DAYS)
	.filter(isDay)
	.flatMap((ofDay) => [
		ofDay,
		...Object.keys(CLOCKS)
			.filter(isClock)
			.map((ofClock) => `${ofDay} ${ofClock}` as const),
	]);

/** A moment, its digits read in UTC, as a carrier of this format writes it. */
export function print(format: CalendarFormat, atMs: number): string {
	const at = new Date(atMs);
	if (format === "iso") return at.toISOString().slice(0, 19);
	const ofClock = Object.keys(CLOCKS)
		.filter(isClock)
		.find((name) => format.endsWith(` ${name}`));
	const ofDay = ofClock === undefined ? format : format.slice(0, -ofClock.length - 1);
	if (!isDay(ofDay)) throw new Error(`${format} is printed by nobody.`);
	return ofClock === undefined ? DAYS[ofDay](at) : `${DAYS[ofDay](at)} ${CLOCKS[ofClock](at)}`;
}

const two = (number: number) => String(number).padStart(2, "0");
const year = (at: Date) => String(at.getUTCFullYear());
const month = (at: Date) => two(at.getUTCMonth() + 1);
const monthName = (at: Date) => at.toLocaleString("en-US", { month: "short", timeZone: "UTC" });
const day = (at: Date) => two(at.getUTCDate());
const hour = (at: Date) => two(at.getUTCHours());
const hourOf12 = (at: Date) => two(at.getUTCHours() % 12 || 12);
const half = (at: Date) => (at.getUTCHours() < 12 ? "AM" : "PM");
const minute = (at: Date) => two(at.getUTCMinutes());
const second = (at: Date) => two(at.getUTCSeconds());
