/**
 * Answers each key by one question for all keys that are wanted within a turn of the event loop: a burst of messages asks
 * for their few connections once. What is asked for later is asked anew, so nobody is told what stood before he asked.
 */
export function askedTogether<Key, Value>(
	ask: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
): (key: Key) => Promise<Value | null> {
	let gathering: { readonly keys: Set<Key>; readonly answers: Promise<ReadonlyMap<Key, Value>> } | null = null;
	const gather = () => {
		const keys = new Set<Key>();
		const turnIsOver = new Promise<void>((resolve) => {
			setImmediate(() => {
				gathering = null;
				resolve();
			});
		});
		return { keys, answers: turnIsOver.then(() => ask([...keys])) };
	};
	return async (key) => {
		gathering ??= gather();
		gathering.keys.add(key);
		return (await gathering.answers).get(key) ?? null;
	};
}
