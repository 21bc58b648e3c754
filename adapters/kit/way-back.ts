import { orderByTimes } from "./order-by-times.ts";

/** Oldest first, each row with whether the parcel had been sent back by then: who signs there is the sender. */
export function withWayBack<Row>(
	rows: readonly Row[],
	timeOf: (row: Row) => string | undefined,
	isReturn: (row: Row) => boolean,
): readonly { readonly row: Row; readonly isBack: boolean }[] {
	const isNewestFirst = orderByTimes(rows.map(timeOf), "oldest-first") === "newest-first";
	const told = isNewestFirst ? rows.toReversed() : rows;
	const sentBack = told.findIndex(isReturn);
	return told.map((row, index) => ({ row, isBack: sentBack !== -1 && index > sentBack }));
}
