import type { FindThreadOptions, ThreadParties } from "../../../src/mail/find-thread.ts";
import type { TokenKeys } from "../../../src/mail/signed-token.ts";
import { type PartyRole, threadToken } from "../../../src/mail/thread-token.ts";

/** Two threads of one shop, one of another, and who writes in them. */
export const keys: TokenKeys = [Buffer.alloc(32, 1)];
export const foreignKeys: TokenKeys = [Buffer.alloc(32, 9)];
export const A = "qst_AAAAAAAAAAAAAAAAAAAAAA";
export const B = "qst_BBBBBBBBBBBBBBBBBBBBBB";
export const OTHER_SHOP = "qst_CCCCCCCCCCCCCCCCCCCCCC";

export const mia = "Mia Becker <mia@buyer.example>";
export const ben = "Ben <ben@buyer.example>";
export const tom = "Tom <tom@shop.example>";
export const depot = "Depot <depot@courier.example>";
export const stranger = "Somebody <who@stranger.example>";
export const mailbox = "Lantern Shop <reply@shop.example>";

const parties: Readonly<Record<string, ThreadParties>> = {
	[A]: {
		seller: "sel_1",
		people: [
			{ role: "buyer", person: 0, address: "mia@buyer.example" },
			{ role: "staff", person: 1, address: "tom@shop.example" },
			{ role: "third", person: 0, address: "depot@courier.example" },
		],
	},
	[B]: { seller: "sel_1", people: [{ role: "buyer", person: 0, address: "ben@buyer.example" }] },
	[OTHER_SHOP]: { seller: "sel_2", people: [{ role: "buyer", person: 0, address: "mia@buyer.example" }] },
};

/** Written by others, and kept. */
export const keptOfA = "<kept-a@buyer.example>";
const keptOfB = "<kept-b@buyer.example>";

export function tokenOf(thread: string, role: PartyRole = "buyer", person = 0, by = keys): string {
	return threadToken({ thread, sentTo: { role, person } }, by);
}

export function addressOf(token: string): string {
	return `Lantern Shop <reply+${token}@shop.example>`;
}

export function idOf(token: string): string {
	return `<${token}.eml_1@shop.example>`;
}

export const lookUps: Omit<FindThreadOptions, "sender"> = {
	keys,
	mailbox: { address: "reply@shop.example", takesPlusAddresses: true },
	partiesOf: async (thread) => parties[thread] ?? null,
	threadsOfIds: async (ids) => ids.flatMap((id) => (id === keptOfA ? [A] : id === keptOfB ? [B] : [])),
	threadsOfSender: async (address) =>
		address === "mia@buyer.example" ? [A] : address === "ben@buyer.example" ? [B] : [],
};
