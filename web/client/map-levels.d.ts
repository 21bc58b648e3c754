declare module "virtual:map-levels" {
	/** From the farthest look to the nearest. */
	export const levels: readonly import("../map-data/shapes.ts").LevelIndex[];
}
