/** What the page says where it offers things of the shop, and where it shows them. */
export interface ProductWords {
	readonly title: (shop: string) => string;
	/** What pressing does, that it is remembered on this device for this parcel alone, and that nobody is told. */
	readonly offer: string;
	/** A button. */
	readonly show: string;
	/** Above what this buyer looked at in the shop. */
	readonly viewed: string;
	readonly related: string;
	/** A button. */
	readonly hide: string;
}
