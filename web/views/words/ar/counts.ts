import { type PluralForms, pluralsOf } from "../plurals.ts";

/** Counted words in the case that the sentences of page.ts and care.ts put them in. */
export const counted = pluralsOf("ar");

const DAYS: PluralForms = { one: "يوم واحد", two: "يومان", few: "# أيام", many: "# يومًا", other: "# يوم" };
const WORKING_DAYS: PluralForms = {
	one: "يوم عمل واحد",
	two: "يوما عمل",
	few: "# أيام عمل",
	many: "# يوم عمل",
	other: "# يوم عمل",
};

/** "from 5 to 9 working days", after a colon. */
export function spanOf(fromDays: number, toDays: number, isWorking: boolean): string {
	const most = counted(toDays, isWorking ? WORKING_DAYS : DAYS);
	if (fromDays === toDays) return most;
	if (fromDays === 0) return `${most} على الأكثر`;
	if (toDays === 2) return isWorking ? "يوم عمل أو يوما عمل" : "يوم أو يومان";
	return `من ${fromDays} إلى ${most}`;
}

/** "3 days after the usual". */
export function daysBehind(days: number): string {
	return counted(days, {
		one: "بعد المعتاد بيوم واحد",
		two: "بعد المعتاد بيومين",
		few: "بعد المعتاد بفارق # أيام",
		many: "بعد المعتاد بفارق # يومًا",
		other: "بعد المعتاد بفارق # يوم",
	});
}

/** "84 parcels", after a preposition. */
export function parcelsOf(count: number): string {
	return counted(count, { one: "شحنة واحدة", two: "شحنتين", few: "# شحنات", many: "# شحنة", other: "# شحنة" });
}

/** "and 2 more things". */
export function andThings(count: number): string {
	return counted(count, {
		one: "وغرض آخر",
		two: "وغرضان آخران",
		few: "و# أغراض أخرى",
		many: "و# غرضًا آخر",
		other: "و# غرض آخر",
	});
}
