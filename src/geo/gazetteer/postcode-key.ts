/**
 * The form under which postcodes are compared: capitals and digits alone. The district of a British code is written with
 * two digits, so that PE3 is the beginning of PE3 6AB and not of PE36.
 */
export function postcodeKey(country: string, written: string): string {
	const bare = written.toUpperCase().replace(/[^A-Z0-9]/g, "");
	if (country !== "GB") return bare;
	const [, outward = bare, inward = ""] = /^(.{2,4})(\d[A-Z]{2})$/.exec(bare) ?? [];
	const [, area = "", district = "", letter = ""] = /^([A-Z]{1,2})(\d{1,2})([A-Z]?)$/.exec(outward) ?? [];
	return area === "" ? bare : area + district.padStart(2, "0") + letter + inward;
}
