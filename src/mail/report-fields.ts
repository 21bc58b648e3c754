import { plainLine } from "./plain-line.ts";

/** Fields by their names in small letters, each with its values in their order. */
export type ReportFields = ReadonlyMap<string, readonly string[]>;

const MOST_GROUPS = 120;

/** Groups of fields with empty lines between them, unfolded: how reports are written, and the head of a mail. */
export function fieldGroups(text: string): readonly ReportFields[] {
	const groups: Map<string, string[]>[] = [];
	let group: Map<string, string[]> | null = null;
	let values: string[] | null = null;
	for (const line of text.split(/\r?\n/)) {
		if (line.trim() === "") {
			group = null;
			values = null;
			continue;
		}
		if (/^[ \t]/.test(line)) {
			const last = values?.pop();
			if (last !== undefined) values?.push(`${last} ${line.trim()}`.slice(0, MOST_VALUE));
			continue;
		}
		const [, name, value = ""] = /^([!-9;-~]{1,60})[ \t]*:[ \t]*(.*)$/.exec(line.slice(0, MOST_VALUE)) ?? [];
		if (name === undefined) continue;
		if (group === null) {
			if (groups.length === MOST_GROUPS) return groups;
			group = new Map();
			groups.push(group);
		}
		const key = name.toLowerCase();
		values = group.get(key) ?? [];
		values.push(value.trim());
		group.set(key, values);
	}
	return groups;
}

const MOST_VALUE = 4000;

/** The address in a field as `rfc822; <mia@buyer.example> (Mia)`; null where there is none. */
export function addressIn(value: string): string | null {
	const [address] = /[^\s<>;,()"]{1,200}@[^\s<>;,()"]{1,200}/.exec(value.slice(0, 1000)) ?? [];
	return address === undefined ? null : plainLine(address, 320).replace(/[.:]$/, "");
}
