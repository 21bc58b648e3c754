const OWN_FILES = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self'",
	"connect-src 'self'",
	"base-uri 'none'",
];

/** The page's Content-Security-Policy: nothing but our own files, no inline script or style, in nobody's frame. */
export const PAGE_POLICY = [...OWN_FILES, "form-action 'self'", "frame-ancestors 'none'"].join("; ");

/** That of the page's short form: in the frames of these sites, each as `https://shop.example`, and of nobody else. */
export function framePolicy(origins: readonly string[]): string {
	return [...OWN_FILES, "form-action 'none'", `frame-ancestors ${origins.join(" ") || "'none'"}`].join("; ");
}
