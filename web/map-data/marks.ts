/** Signs of 24 by 24, drawn in one colour: SVG path data. */
export const MARK_PATHS = {
	/** A delivery van, driving left to right. */
	van: "M2 6.5h11.5v3h3.9l3.6 4v4h-2.3a2.3 2.3 0 0 1-4.5 0H9a2.3 2.3 0 0 1-4.5 0H2zM15 11v2.6h4.1L16.8 11z",
	/** A parcel under a roof. */
	pickup: "M12 3 3 8v12h3v-8h12v8h3V8zM8 14h8v6H8zM11.2 14v2.4h1.6V14z",
} as const;

/** Where the letter of another parcel stands: right and up from its point, in pixels, as styles/map-picture.css has it too. */
export const BESIDE_PX = { 0: [0, 0], 1: [17, 14], 2: [36, 14] } as const;
