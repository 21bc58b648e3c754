/** The known name that somebody who wrote `given` most likely meant; null where none is near. */
export function nearestOf(given: string, known: readonly string[]): string | null {
	const wanted = bare(given);
	if (wanted === "" || wanted.length > 60) return null;
	const near = known
		.map((name) => ({ name, distance: distanceOf(wanted, bare(name)) }))
		.filter(({ name, distance }) => distance <= Math.max(1, Math.floor(bare(name).length / 4)))
		.sort((a, b) => a.distance - b.distance);
	return near[0]?.name ?? null;
}

/** tracking_number, trackingNumber and tracking-number are one name to whoever writes them. */
function bare(name: string): string {
	return name.toLowerCase().replaceAll(/[\s_-]/g, "");
}

/** How many letters have to be put in, left out, changed, or swapped with their neighbour. */
function distanceOf(a: string, b: string): number {
	// A word cut short is a common slip, and nearer than its letters say.
	if (a.length >= 4 && (b.startsWith(a) || a.startsWith(b))) return 1;
	let before: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, column) => column);
	for (let row = 1; row <= a.length; row++) {
		const line = [row];
		for (let column = 1; column <= b.length; column++) {
			const isSame = a[row - 1] === b[column - 1];
			const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
			line.push(
				Math.min(
					(last[column] ?? 0) + 1,
					(line[column - 1] ?? 0) + 1,
					(last[column - 1] ?? 0) + (isSame ? 0 : 1),
					isSwapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
				),
			);
		}
		before = last;
		last = line;
	}
	return last[b.length] ?? 0;
}
