/** A table for looking up words of others: `constructor` and `toString` are in none. */
export function plainTable<Value>(rows: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
	return Object.freeze(Object.assign(Object.create(null) as Record<string, Value>, rows));
}
