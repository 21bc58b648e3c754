// Public ids are a prefix and letters and digits; a text of another shape cannot exist and needs no look-up.
const ID_SHAPES = {
	shipment: /^shp_[0-9A-Za-z]{16,40}$/,
	order: /^ord_[0-9A-Za-z]{16,40}$/,
	connection: /^con_[0-9A-Za-z]{16,40}$/,
	message: /^msg_[0-9A-Za-z]{16,40}$/,
	endpoint: /^end_[0-9A-Za-z]{16,40}$/,
	delivery: /^dlv_[0-9A-Za-z]{16,40}$/,
	key: /^key_[0-9A-Za-z]{16,40}$/,
	import: /^imp_[0-9A-Za-z]{16,40}$/,
	brand: /^brd_[0-9A-Za-z]{16,40}$/,
	question: /^qst_[0-9A-Za-z]{16,40}$/,
	staff: /^stf_[0-9A-Za-z]{16,40}$/,
	mail: /^inm_[0-9A-Za-z]{16,40}$/,
	review: /^rvw_[0-9A-Za-z]{16,40}$/,
	token: /^[0-9A-Za-z_-]{20,64}$/,
	carrier: /^[a-z0-9]+(?:-[a-z0-9]+){0,5}$/,
} as const;

export function isIdOf(kind: keyof typeof ID_SHAPES, text: string): boolean {
	return text.length <= 64 && ID_SHAPES[kind].test(text);
}
