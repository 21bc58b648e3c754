import type { HttpClient } from "./net/http-client.ts";
import { type Repeated, type Rounds, repeat } from "./repeat.ts";
import { type FetchPicture, fetchProductPicture, type PictureDeps } from "./services/product-pictures.ts";
import type { RowId } from "./store/database.ts";
import type { ProductKey } from "./store/product-pictures.ts";

export interface ProductPictures extends Repeated {
	/** Of products that a page is about to show. */
	want(sellerId: RowId, productIds: readonly string[]): void;
}

export interface PictureOptions extends Rounds {
	readonly everyMs?: number;
}

/** What this node forgets is wanted again with the next page. */
const MOST_WANTED = 1_000;

/**
 * Fetches the pictures of products that pages show, one after the other, from public addresses alone. What is wanted is kept
 * in memory: a page is shown while the database takes no writes.
 */
export function startProductPictures(
	{ http, ...deps }: Pick<PictureDeps, "db" | "now"> & { readonly http: HttpClient },
	{ onError, onDone, everyMs = 1_000 }: PictureOptions,
): ProductPictures {
	const wanted = new Map<string, ProductKey>();
	const fetchPicture = fetchBy(http);
	const repeated = repeat(
		async (stopping) => {
			for (const [name, key] of wanted) {
				if (stopping.aborted) return;
				wanted.delete(name);
				await fetchProductPicture({ ...deps, fetchPicture }, key);
			}
		},
		{ everyMs, onError, onDone },
	);
	return {
		...repeated,
		want: (sellerId, productIds) => {
			for (const productId of productIds)
				if (wanted.size < MOST_WANTED) wanted.set(`${sellerId} ${productId}`, { sellerId, productId });
		},
	};
}

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 5_000_000;

function fetchBy(http: HttpClient): FetchPicture {
	return async (address) => {
		const { hostname, port } = new URL(address);
		// Whoever names ports could have ours knocked at, one by one.
		if (port !== "") return `${hostname} is asked at its usual port alone. Leave ${port} out of the picture's address.`;
		const headers = { accept: "image/avif,image/webp,image/png,image/jpeg,image/gif" };
		const request = { method: "GET", url: address, headers };
		const reply = await http.send(request, { hosts: [hostname], timeoutMs: TIMEOUT_MS, maxBytes: MOST_BYTES });
		if ("failed" in reply) return reply.detail;
		if (reply.status >= 300 && reply.status < 400)
			return `${hostname} leads elsewhere (${reply.status}). Give the address that it leads to.`;
		return reply.status === 200 ? reply.body : `${hostname} answered ${reply.status}.`;
	};
}
