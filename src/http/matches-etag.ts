/** RFC 9110: If-None-Match compares weakly. */
export function matchesEtag(ifNoneMatch: string | undefined, etag: string): boolean {
	if (ifNoneMatch === undefined) return false;
	const wanted = etag.replace(/^W\//, "");
	return ifNoneMatch.split(",").some((given) => given.trim() === "*" || given.trim().replace(/^W\//, "") === wanted);
}
