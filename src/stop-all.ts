/** How something that was opened comes to its end. */
export type Stop = () => Promise<void> | void;

/** The last that was opened first. All are tried; the first failure is thrown at the end. */
export async function stopAll(opened: Stop[]): Promise<void> {
	const failures: unknown[] = [];
	for (const stop of opened.splice(0).toReversed()) {
		try {
			await stop();
		} catch (error) {
			failures.push(error);
		}
	}
	if (failures.length > 0) throw failures[0];
}

/** All are tried; the first failure is thrown at the end. */
export async function together(stops: readonly (() => Promise<void>)[]): Promise<void> {
	const ends = await Promise.allSettled(stops.map((stop) => stop()));
	const failed = ends.find(({ status }) => status === "rejected");
	if (failed?.status === "rejected") throw failed.reason;
}
