/** Of the page where a shop brings what it sells. */
export const PRODUCT_WORDS = {
	title: "Products",
	text: "What you sell, as your product feed has it. A buyer who wants to see it is shown what goes with his order, below everything that helps him, and never while anything is wrong with his parcel.",
	readOnly: "Your key may see this, and change nothing of it.",
	none: "There is none yet. Bring the feed that you have for Google's product listings, as it is.",
	count: (count: number, inStock: number) =>
		`${count} ${count === 1 ? "product" : "products"}, ${inStock} of them in stock.`,
	changed: "Last changed:",
	off: "No page shows any of them yet. Name your site and switch it on under",
	on: "Pages offer them, as it is set under",
	where: "Shop",
	upload: {
		title: "Bring a file",
		file: "File",
		hint: (megabytes: number, most: number) =>
			`A table as CSV or TSV, of at most ${megabytes} MB and ${most.toLocaleString("en")} products. The first line names the columns: id, title, link and availability, and where you have them image_link, price, item_group_id, product_type and related.`,
		all: "This is the whole feed: remove what is not in it",
		button: "Bring it",
		missing: "Choose a file first.",
	},
	done: {
		title: "What became of the file",
		counts: (added: number, changed: number, unchanged: number, removed: number) =>
			`Added: ${added}. Changed: ${changed}. As they were: ${unchanged}. Removed: ${removed}.`,
		refused: (count: number) =>
			count === 1
				? "One row is no product, and nothing was made of it:"
				: `${count} rows are no products, and nothing was made of them:`,
		row: (row: number) => `Row ${row}`,
		further: (count: number) => `And ${count} more.`,
		ignored: "Columns of which nothing is made:",
	},
	list: "All of them",
	notShown: {
		off: null,
		"not-in-stock": "Not shown: it is not in stock",
		"other-site": "Not shown: it leads to none of your sites",
	} satisfies Readonly<Record<string, string | null>>,
	availability: {
		in_stock: "In stock",
		out_of_stock: "Out of stock",
		preorder: "To be ordered ahead",
		backorder: "Comes later",
	},
	picture: "No picture:",
	remove: {
		title: "Remove all products",
		text: "With their pictures. Pages show none from then on.",
		sure: "Yes, remove all of them",
		button: "Remove them",
	},
	/** Of the form under Shop. */
	setting: {
		label: "Products to look at",
		show: "Offer buyers what goes with their order",
		text: "Below everything that helps, once all is well with the parcel: a button, and behind it things of your product feed. Until it is pressed no buyer sees any of them, and nobody else learns of it.",
		sites: "Your own sites",
		sitesHint: "One a line, such as https://shop.example. Products lead there, and nowhere else.",
	},
};
