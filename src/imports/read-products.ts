import { plainCell } from "./cells.ts";
import { BadFile, textOf } from "./charset.ts";
import { plainName } from "./column-names.ts";
import { csvRows } from "./csv-rows.ts";
import { withDelimiter } from "./with-delimiter.ts";

/** The columns of a product feed, by the names of its specification: see core/products/product.ts. */
export const PRODUCT_COLUMNS = [
	"id",
	"title",
	"link",
	"image_link",
	"price",
	"availability",
	"item_group_id",
	"product_type",
	"related",
] as const;
export type ProductColumn = (typeof PRODUCT_COLUMNS)[number];

/** A product as a row has it, unchecked; what is empty is absent. */
export type ProductCells = Partial<Record<ProductColumn, string>>;

export interface ProductRow {
	/** As a spreadsheet numbers it. */
	readonly row: number;
	readonly cells: ProductCells;
}

export interface ProductFile {
	readonly rows: readonly ProductRow[];
	/** Columns that nothing is made of, as they are called. */
	readonly ignored: readonly string[];
}

const NEEDED: readonly ProductColumn[] = ["id", "title", "link", "availability"];

/**
 * The rows of a feed as a table: parted by commas, semicolons or tabs, with a header of the specification's names, which may
 * be written with blanks. Throws `BadFile` for what is no such table, and for one of more rows than `mostRows`.
 */
export async function readProducts(input: AsyncIterable<Uint8Array>, mostRows: number): Promise<ProductFile> {
	const text = textOf(input, undefined, () => {});
	const { delimiter, rest } = await withDelimiter(text, undefined);
	const rows: ProductRow[] = [];
	let header: readonly (ProductColumn | null)[] | null = null;
	let ignored: readonly string[] = [];
	for await (const { row, fields } of csvRows(rest, { delimiter, looseQuotes: true })) {
		if (header === null) {
			header = fields.map(columnNamed);
			ignored = fields.map(plainCell).filter((name, index) => name !== "" && !header?.[index]);
			refuseOther(header);
			continue;
		}
		if (rows.length >= mostRows) throw new BadFile(`The file has more than ${mostRows} products. Leave some out.`);
		rows.push({ row, cells: cellsOf(header, fields) });
	}
	if (header === null) throw new BadFile("The file is empty.");
	return { rows, ignored };
}

const BY_NAME: ReadonlyMap<string, ProductColumn> = new Map(PRODUCT_COLUMNS.map((name) => [plainName(name), name]));

/** `image_link`, `image link` and `g:image_link` are one. */
function columnNamed(name: string): ProductColumn | null {
	return BY_NAME.get(plainName(plainCell(name).replace(/^g:/i, ""))) ?? null;
}

function refuseOther(header: readonly (ProductColumn | null)[]): void {
	const missing = NEEDED.filter((name) => !header.includes(name));
	if (missing.length === 0) return;
	throw new BadFile(
		`The first line names no column ${missing.join(", ")}. It is a product feed's that is wanted, with ${PRODUCT_COLUMNS.join(", ")}.`,
	);
}

/** Of two columns of one name the first that is not empty. */
function cellsOf(header: readonly (ProductColumn | null)[], fields: readonly string[]): ProductCells {
	const cells: ProductCells = {};
	for (const [index, column] of header.entries()) {
		const text = plainCell(fields[index] ?? "");
		if (column !== null && text !== "") cells[column] ??= text;
	}
	return cells;
}
