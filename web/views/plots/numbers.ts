/** `81 %` */
export function percent(share: number): string {
	return `${Math.round(share * 100)}\u00a0%`;
}

/** `79–83 %` */
export function span({ low, high }: { readonly low: number; readonly high: number }): string {
	const [from, to] = [Math.round(low * 100), Math.round(high * 100)];
	return from === to ? `${from}\u00a0%` : `${from}–${to}\u00a0%`;
}

/** `1,204` */
export function count(number: number): string {
	return number.toLocaleString("en-GB");
}

/** `2.4 %`, and whole from ten on: for shares that are mostly small. */
export function finePercent(share: number): string {
	return `${fine(share)}\u00a0%`;
}

/** `1.6–3.5 %` */
export function fineSpan({ low, high }: { readonly low: number; readonly high: number }): string {
	const [from, to] = [fine(low), fine(high)];
	return from === to ? `${from}\u00a0%` : `${from}–${to}\u00a0%`;
}

function fine(share: number): string {
	const hundred = share * 100;
	return String(hundred < 9.95 ? Math.round(hundred * 10) / 10 : Math.round(hundred));
}
