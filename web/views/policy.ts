const OWN_FILES = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self'",
	"connect-src 'self'",
	"base-uri 'none'",
];

/** The page's Content-Security-Policy: nothing but our own files, no inline script or style, in nobody's frame. */
export const PAGE_POLICY = [...OWN_FILES, "media-src 'self'", "form-action 'self'", "frame-ancestors 'none'"].join(
	"; ",
);

/** That of the page's short form: in the frames of these sites, each as `https://shop.example`, and of nobody else. */
export function framePolicy(origins: readonly string[]): string {
	return [...OWN_FILES, "form-action 'none'", `frame-ancestors ${origins.join(" ") || "'none'"}`].join("; ");
}

/** An origin outside that a page with a map may ask for its tiles: for pictures, or for files that the script draws. */
export interface TileOrigin {
	readonly directive: "img-src" | "connect-src";
	/** As `https://tiles.example.com`. */
	readonly origin: string;
}

/** That of the page with a map whose tiles come from elsewhere: opened for exactly them. */
export function mapPolicy({ directive, origin }: TileOrigin): string {
	return PAGE_POLICY.replace(`${directive} 'self'`, `${directive} 'self' ${origin}`);
}
