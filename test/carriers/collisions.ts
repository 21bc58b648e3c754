/** Whose numbers another carrier's rule takes too, check digit and all. Your own courier's numbers may be anything. */
export const COLLISIONS: Readonly<Record<string, readonly string[]>> = {
	dhl: ["fedex", "usps"],
	fedex: ["dhl", "sf-express"],
	kuaidi100: ["dhl"],
	"sf-express": ["dhl", "fedex", "kuaidi100"],
};
