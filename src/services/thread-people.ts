import { emailKey } from "../core/recipient.ts";
import type { Shifts } from "../core/staff-hours.ts";
import { CONTACT_PERSON } from "../core/who-answers.ts";
import type { ThreadParties } from "../mail/find-thread.ts";
import type { TokenKeys } from "../mail/signed-token.ts";
import type { Queries } from "../store/database.ts";
import { buyerOf, type Order, ordersByRowId } from "../store/orders.ts";
import { pageByToken } from "../store/pages.ts";
import { type Asker, askerOf, type StoredQuestion } from "../store/questions.ts";
import type { Vault } from "../store/seal.ts";
import { sellerByRowId } from "../store/sellers.ts";
import { listStaff, staffPersonOf } from "../store/staff.ts";
import { shiftsOf } from "./staff-shifts.ts";

/** By this number letters know the one buyer of a thread. */
export const BUYER = 0;

/** Somebody at the shop whom buyers' words are mailed to. */
export interface Answerer {
	/** CONTACT_PERSON, or the number of one of the staff. */
	readonly person: number;
	/** How the buyer is told who answers; null: by the shop's name alone. */
	readonly name: string | null;
	readonly email: string;
	/** As the audit log and threads name him: `stf_…`, or `contact`, because an address of e-mail is nobody's to keep there. */
	readonly actor: string;
	/** BCP 47, in which he answers; empty: any. */
	readonly languages: readonly string[];
	readonly shifts: Shifts;
}

/** Who of a shop may answer a question by mail: its staff, and the address of its contact. */
export async function answerersOf(
	{ vault }: { readonly vault: Vault },
	db: Queries,
	question: Pick<StoredQuestion, "sellerId" | "token">,
): Promise<readonly Answerer[]> {
	const stored = await pageByToken(db, question.token);
	const contact = stored?.shop.contactEmail ?? (await sellerByRowId(db, question.sellerId))?.contactEmail ?? null;
	const staff = (await listStaff(db, question.sellerId)).flatMap((one): readonly Answerer[] => {
		const known = staffPersonOf(vault, one);
		if (known === null) return [];
		const { person, id: actor, languages } = one;
		return [{ person, ...known, actor, languages, shifts: shiftsOf(one) }];
	});
	if (contact === null) return staff;
	const asContact = {
		person: CONTACT_PERSON,
		name: null,
		email: contact,
		actor: "contact",
		languages: [],
		shifts: null,
	};
	return [asContact, ...staff];
}

/** Everybody who takes part in a thread, as find-thread.ts compares who wrote a mail with. */
export async function partiesOf(
	deps: { readonly vault: Vault },
	db: Queries,
	question: StoredQuestion,
): Promise<ThreadParties> {
	const { email } = await answerAddress(deps, db, question);
	const answerers = await answerersOf(deps, db, question);
	return {
		seller: question.sellerId,
		people: [
			...(email === null ? [] : [{ role: "buyer", person: BUYER, address: email } as const]),
			...answerers.map(({ person, email: address }) => ({ role: "staff", person, address }) as const),
		],
	};
}

/** Whose address answers are mailed to: that of the order, one that whoever asked typed, or nobody's. */
export interface AnswerAddress {
	readonly email: string | null;
	readonly to: "nowhere" | "order" | "typed";
}

/** Where answers go: where the buyer wants them, else where his order is known to be answered. */
export async function answerAddress(
	{ vault }: { readonly vault: Vault },
	db: Queries,
	question: StoredQuestion,
): Promise<AnswerAddress> {
	const stored = await pageByToken(db, question.token);
	const orderId = stored?.orderId ?? null;
	const [order] = orderId === null ? [] : await ordersByRowId(db, question.sellerId, [orderId]);
	return whoseAddress(vault, askerOf(vault, question), order);
}

export function whoseAddress(vault: Vault, asker: Asker | null, order: Order | undefined): AnswerAddress {
	const ofOrder = order === undefined ? null : (buyerOf(vault, order)?.email ?? null);
	const typed = asker?.email ?? null;
	if (typed === null) return { email: ofOrder, to: ofOrder === null ? "nowhere" : "order" };
	return { email: typed, to: ofOrder !== null && emailKey(ofOrder) === emailKey(typed) ? "order" : "typed" };
}

/** What tokens in letters are signed with. */
export function tokenKeys({ tagOf }: Pick<Vault, "tagOf">): TokenKeys {
	return [tagOf("", "thread tokens")];
}
