import { expect, it } from "vitest";
import { Conflict } from "../../src/core/errors.ts";
import { SCOPES, type Scope } from "../../src/services/views.ts";
import { ask, doorWith, formTokenOf } from "./helpers/console.ts";
import { IDS } from "./helpers/known.ts";

const REFUSED = "Somebody was here before you.";
const refuse = async (): Promise<never> => {
	throw new Conflict(REFUSED);
};

/** A door of which every verb refuses what it is asked, for whoever may write everything and read this alone. */
async function doorFor(reads: readonly Scope[]) {
	const scopes = SCOPES.filter((scope) => scope.endsWith(":write") || reads.includes(scope));
	const { door } = await doorWith({
		openSession: async () => ({ sellerId: "sel_ada", scopes, actor: "key_writer" }),
		...{ answerQuestion: refuse, readMessageAgain: refuse },
		...{ changeEndpoint: refuse, replayEvents: refuse, replayDelivery: refuse },
		...{ changeKey: refuse, rotateKey: refuse, revokeKey: refuse },
		...{ changeConnection: refuse, tryConnection: refuse },
		...{ refreshNow: refuse, changeShipment: refuse, correctCarrier: refuse },
		...{ changeShop: refuse, removeLogo: refuse, deleteBrand: refuse, changeBrand: refuse },
	});
	return door;
}

const SENT = {
	...{ text: "Yes.", url: "https://shop.example/hooks", label: "Another", name: "Ada's Boots" },
	...{ from: "2026-11-22T10:00", to: "2026-11-22T11:00", sure: "1", scopes: "shipments:read" },
	...{ trackingNumber: "794600000012", carrier: "ups", reference: "another", credentials: "" },
};

it.each([
	[`/console/questions/${IDS.question}/answer`, "questions:read"],
	[`/console/messages/${IDS.message}/read`, "messages:read"],
	[`/console/webhooks/${IDS.endpoint}/change`, "endpoints:read"],
	[`/console/webhooks/${IDS.endpoint}/replay`, "endpoints:read"],
	[`/console/webhooks/deliveries/${IDS.delivery}/replay`, "endpoints:read"],
	[`/console/keys/${IDS.key}/change`, "keys:read"],
	[`/console/keys/${IDS.key}/rotate`, "keys:read"],
	[`/console/keys/${IDS.key}/revoke`, "keys:read"],
	[`/console/connections/${IDS.connection}`, "connections:read"],
	[`/console/connections/${IDS.connection}/test`, "connections:read"],
	[`/console/parcels/${IDS.shipment}/refresh`, "shipments:read"],
	[`/console/parcels/${IDS.shipment}/change`, "shipments:read"],
	[`/console/parcels/${IDS.shipment}/carrier`, "shipments:read"],
	["/console/shop", "shop:read"],
	["/console/shop/links", "shop:read"],
	["/console/shop/logo/remove", "shop:read"],
	[`/console/brands/${IDS.brand}/delete`, "shop:read"],
] as const)(
	"a key that may only write is told why %s was refused, and sees nothing that it may not read",
	async (path, sees) => {
		const form = { ...SENT, form: await formTokenOf("full") };
		const [blind, seeing] = await Promise.all(
			[[], [sees]].map((reads) => ask("POST", path, { form, door: doorFor(reads) })),
		);
		const html = await blind?.text();
		expect(blind?.status).toBe(409);
		expect(html).toContain("<h1>That did not work</h1>");
		expect(html).toContain(REFUSED);
		expect(seeing?.status).toBe(409);
		expect(await seeing?.text()).not.toContain("<h1>That did not work</h1>");
	},
);
