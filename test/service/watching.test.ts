import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eachDatabase } from "../helpers/each-database.ts";
import { startLastingService, type TestService } from "../helpers/service.ts";
import { awayFromMidnight, linkIn, type SentNotice, watched } from "../helpers/watched-parcel.ts";

const MIA = "mia@buyer.example";
const ORDER = { reference: "4711", items: [{ name: "Running <shoes>" }], buyer: { email: MIA, locale: "en" } };

eachDatabase((database) => {
	let service: TestService;
	beforeAll(async () => {
		// Each shop's readers have an address of their own: see watched-parcel.ts.
		service = await startLastingService(database, { trustProxy: 1 });
	});
	afterAll(() => service.stop());

	/** As the service is reached from here. */
	const here = (address: string) => address.replace("https://track.shop.example", service.url);
	const notices = (mails: readonly SentNotice[]) => mails.filter(({ kind }) => kind === "notice");

	describe("who is written to", () => {
		test("the order's own address by one press; it is shown masked, and the mail says what the page says", async () => {
			const shop = await watched(service);
			await shop.seller.patch("/v1/shop", { contactEmail: "help@harbour.example" });
			const { link } = await shop.register("RIDE-1", { order: ORDER });
			const form = await (await fetch(`${link}/watch`)).text();
			expect(form).toContain("m•••@b•••.example");
			expect(form).not.toContain(MIA);
			const { status, html } = await shop.sends(`${link}/watch`, { to: "order" });
			expect([status, html]).toEqual([200, expect.stringContaining("You get e-mails about it")]);
			await shop.tells("RIDE-1", "picked_up.collected");
			await shop.wait(4);
			const [mail, ...more] = notices(await shop.mails());
			expect(more).toEqual([]);
			const page = await (await fetch(link)).text();
			const [, headline = ""] = /<h1 data-headline="true">(.*?)<\/h1>/.exec(page) ?? [];
			expect(headline).not.toBe("");
			expect(mail).toMatchObject({ to: MIA, fromName: "Harbour Shoes", replyTo: "help@harbour.example" });
			expect(mail?.subject).toBe(`${headline} · Running <shoes>`);
			expect(mail?.text.startsWith(`${headline}\n`)).toBe(true);
			expect(mail?.html).toContain("Running &lt;shoes&gt;");
			expect(mail?.html).not.toContain("ld+json");
			const stop = mail && linkIn(mail, "/watch/wch_");
			expect(mail?.headers).toMatchObject({
				"Auto-Submitted": "auto-generated",
				"List-Unsubscribe": `<${stop}>`,
				"List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
			});
		});

		test("an address that was typed only once its reader says so; until then nothing but that mail, once", async () => {
			const shop = await watched(service);
			const { link } = await shop.register("RIDE-2");
			for (const _twice of [1, 2]) {
				const { html } = await shop.sends(`${link}/watch`, { email: "lin@buyer.example" });
				expect(html).toContain("Please look into your mailbox");
			}
			await shop.tells("RIDE-2", "picked_up.collected");
			await shop.wait(4);
			const [asked, ...more] = await shop.mails();
			expect(more).toEqual([]);
			expect(asked).toMatchObject({ kind: "notice.confirm", to: "lin@buyer.example" });
			expect(asked?.headers).not.toHaveProperty("List-Unsubscribe");
			const confirm = here(linkIn(asked ?? { text: "" }, "/watch/wch_"));
			// A program that looks at every link of a mail confirms nothing.
			expect(await (await fetch(confirm)).text()).toContain("Yes, write to me");
			await shop.tells("RIDE-2", "out_for_delivery.on_vehicle");
			await shop.wait(4);
			expect(notices(await shop.mails())).toEqual([]);
			expect((await shop.sends(confirm, { change: "confirm" })).html).toContain("l•••@b•••.example");
			await shop.tells("RIDE-2", "delivered.to_recipient", { minutesAgo: 1 });
			await shop.wait(4);
			// What was before is no news to him any more.
			const [mail] = notices(await shop.mails());
			expect(mail?.text).toMatch(/^Delivered /);
			expect(mail?.text).not.toContain("Out for delivery");
		});

		test("nobody by a proof of another's, of another parcel, or by a form of another site", async () => {
			const shop = await watched(service);
			const one = await shop.register("RIDE-3");
			const other = await shop.register("RIDE-4");
			await shop.sends(`${one.link}/watch`, { email: "lin@buyer.example" });
			const [mail] = await shop.mails();
			const confirm = here(linkIn(mail ?? { text: "" }, "/watch/wch_"));
			const [proof = ""] = /wch_[^?]+/.exec(confirm) ?? [];
			const wrong = `${proof.slice(0, -2)}${proof.endsWith("AA") ? "BB" : "AA"}`;
			for (const address of [`${other.link}/watch/${proof}`, `${one.link}/watch/${wrong}`, `${one.link}/watch/wch_1`]) {
				expect((await shop.sends(address, { change: "confirm" })).status, address).toBe(404);
				expect((await fetch(address)).status, address).toBe(404);
			}
			const foreign = await fetch(confirm, {
				method: "POST",
				body: new URLSearchParams({ change: "confirm" }),
				headers: { "sec-fetch-site": "cross-site" },
			});
			expect(foreign.status).toBe(403);
			expect(await (await fetch(confirm)).text()).toContain("Yes, write to me");
		});

		test("no order's address once its seller names another: the one before may be a stranger's", async () => {
			const shop = await watched(service);
			const { link } = await shop.register("RIDE-6", { order: ORDER });
			await shop.sends(`${link}/watch`, { to: "order" });
			const order = { ...ORDER, buyer: { email: "mia.b@buyer.example" } };
			await shop.register("RIDE-7", { order });
			await shop.tells("RIDE-6", "picked_up.collected");
			await shop.wait(4);
			expect(await shop.mails()).toEqual([]);
			await shop.sends(`${link}/watch`, { to: "order" });
			await shop.tells("RIDE-6", "delivered.to_recipient", { minutesAgo: 1 });
			await shop.wait(4);
			expect(notices(await shop.mails()).map(({ to }) => to)).toEqual(["mia.b@buyer.example"]);
		});

		test("the order's address is not shut out by addresses that anybody typed", async () => {
			const shop = await watched(service);
			const { link } = await shop.register("RIDE-8", { order: ORDER });
			await service.db.rows(
				sql`insert into watchers (seller_id, public_id, shipment_id, sealed_address, address_tag, source, locale, asked_at)
					select seller_id, 'wch_typed' || n || id, id, '', decode(lpad(n::text, 8, '0'), 'hex'), 'typed', 'en', now()
					from shipments, generate_series(1, 20) n where tracking_number = 'RIDE-8'`,
			);
			expect((await shop.sends(`${link}/watch`, { email: "lin@buyer.example" })).status).toBe(409);
			expect((await shop.sends(`${link}/watch`, { to: "order" })).status).toBe(200);
		});

		test("who stopped it is not written to because somebody types his address, or his order is told once more", async () => {
			const shop = await watched(service);
			const order = { ...ORDER, buyer: { ...ORDER.buyer, notify: true } };
			const { link } = await shop.register("RIDE-35", { order });
			await shop.tells("RIDE-35", "picked_up.collected");
			await shop.wait(4);
			const [mail] = notices(await shop.mails());
			await shop.sends(here(linkIn(mail ?? { text: "" }, "/watch/wch_")), { change: "stop" });
			await shop.sends(`${link}/watch`, { email: MIA });
			await shop.register("RIDE-36", { order });
			await shop.tells("RIDE-36", "picked_up.collected");
			await shop.wait(4);
			expect(notices(await shop.mails())).toHaveLength(1);
		});

		test("who stopped it is asked by a mail, once, where anybody presses for the order's address again", async () => {
			const shop = await watched(service);
			const { link } = await shop.register("RIDE-37", { order: ORDER });
			await shop.sends(`${link}/watch`, { to: "order" });
			await shop.tells("RIDE-37", "picked_up.collected");
			await shop.wait(4);
			const [mail] = notices(await shop.mails());
			await shop.sends(here(linkIn(mail ?? { text: "" }, "/watch/wch_")), { change: "stop" });
			for (const _twice of [1, 2]) {
				const { html } = await shop.sends(`${link}/watch`, { to: "order", asks: "1" });
				expect(html).toContain("Please look into your mailbox");
			}
			await shop.tells("RIDE-37", "out_for_delivery.on_vehicle");
			await shop.wait(70);
			expect((await shop.mails()).map(({ kind }) => kind)).toEqual(["notice", "notice.confirm"]);
			const asked = (await shop.mails()).at(-1);
			expect(asked).toMatchObject({ to: MIA });
			await shop.sends(here(linkIn(asked ?? { text: "" }, "/watch/wch_")), { change: "confirm" });
			await shop.tells("RIDE-37", "delivered.to_recipient", { minutesAgo: 1 });
			await shop.wait(4);
			expect(notices(await shop.mails())).toHaveLength(2);
			// What a stranger ticked, nobody agreed to.
			await shop.wait(25 * 60);
			expect((await shop.mails()).filter(({ kind }) => kind === "review.ask")).toEqual([]);
		});

		test("by several parcels of an order at once: he is one, and is told once", async () => {
			const shop = await watched(service);
			const numbers = ["RIDE-31", "RIDE-32", "RIDE-33", "RIDE-34"];
			const links: string[] = [];
			for (const number of numbers) links.push((await shop.register(number, { order: ORDER })).link);
			const pressed = await Promise.all(links.map((link) => shop.sends(`${link}/watch`, { to: "order" })));
			expect(pressed.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
			await shop.tells("RIDE-33", "picked_up.collected");
			await shop.wait(4);
			expect(notices(await shop.mails())).toHaveLength(1);
		});

		test("nobody of a shop that writes of nothing, and its page does not offer it", async () => {
			const shop = await watched(service, { kinds: [] });
			const { link } = await shop.register("RIDE-5", { order: ORDER });
			expect(await (await fetch(link)).text()).not.toContain("/watch");
			expect(await (await fetch(`${link}/watch`)).text()).toContain("This shop sends no such mails.");
			expect((await shop.sends(`${link}/watch`, { to: "order" })).status).toBe(409);
		});
	});

	describe("what is written", () => {
		const press = { to: "order" };

		test("nobody who ended it stands in the way of others, whatever was heard of his parcel at that moment", async () => {
			const shop = await watched(service);
			const one = await shop.register("RIDE-40", { order: ORDER });
			const other = await shop.register("RIDE-41", { order: { ...ORDER, reference: "4712" } });
			for (const { link } of [one, other]) await shop.sends(`${link}/watch`, press);
			// As by a stop that was committed between the relay's look and its word.
			await service.db.rows(
				sql`update watchers w set ended_at = now(), ended_because = 'asked', next_at = now() - interval '1 hour'
					from shipments s where s.seller_id = w.seller_id and s.id = w.shipment_id and s.tracking_number = 'RIDE-40'`,
			);
			await shop.tells("RIDE-41", "picked_up.collected");
			await shop.wait(4);
			expect(notices(await shop.mails())).toHaveLength(1);
		});

		test("nothing of a parcel that was put into another order to whom the former one was", async () => {
			const shop = await watched(service);
			const { link } = await shop.register("RIDE-42");
			const { link: ofOrder } = await shop.register("RIDE-43", { order: ORDER });
			await shop.sends(`${ofOrder}/watch`, press);
			await service.db.rows(
				sql`update shipments s set order_id = null from sellers o
					where o.id = s.seller_id and o.public_id = ${shop.seller.id} and s.tracking_number = 'RIDE-43'`,
			);
			await shop.tells("RIDE-43", "picked_up.collected");
			await shop.wait(4);
			expect(await shop.mails()).toEqual([]);
			expect(link).not.toBe(ofOrder);
		});

		test("of two troubles of one day the one that lasts, also where the parcel went on meanwhile", async () => {
			const shop = await watched(service);
			const { link } = await shop.register("RIDE-44", { order: ORDER });
			await shop.sends(`${link}/watch`, press);
			await shop.tells("RIDE-44", "in_transit.damaged", { minutesAgo: 9 });
			await shop.tells("RIDE-44", "in_transit.out_of_area", { minutesAgo: 2 });
			await shop.wait(4);
			const [mail, ...more] = notices(await shop.mails());
			expect(more).toEqual([]);
			expect(mail?.text).toContain("delivery area");
		});

		test("a second trouble of a day that had one told, once; the first told again is no news", async () => {
			const shop = await watched(service);
			const { link } = await shop.register("RIDE-46", { order: ORDER });
			await shop.sends(`${link}/watch`, press);
			await awayFromMidnight(shop);
			await shop.tells("RIDE-46", "in_transit.address_problem", { minutesAgo: 9 });
			await shop.wait(4);
			await shop.tells("RIDE-46", "in_transit.customs_duty_due", { minutesAgo: 8 });
			await shop.wait(4);
			const told = notices(await shop.mails()).map(({ text }) => text.split("What is new")[1] ?? "");
			expect(told).toEqual([expect.stringContaining("better address"), expect.stringContaining("Duty")]);
			await shop.tells("RIDE-46", "in_transit.customs_duty_due", { minutesAgo: 6 });
			await shop.tells("RIDE-46", "in_transit.address_problem", { minutesAgo: 4 });
			await shop.wait(70);
			expect(notices(await shop.mails())).toHaveLength(2);
		});

		test("nobody is woken by what was confirmed at night", async () => {
			const clock = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().slice(11, 16);
			const shop = await watched(service, { quiet: { from: clock(60), to: clock(600) } });
			const { link } = await shop.register("RIDE-45", { order: ORDER });
			await shop.sends(`${link}/watch`, press);
			await shop.tells("RIDE-45", "delivered.to_recipient", { id: "there", minutesAgo: 20 });
			await shop.wait(4);
			await shop.takesBack("RIDE-45", "there");
			await shop.tells("RIDE-45", "out_for_delivery.on_vehicle", { minutesAgo: 10 });
			await shop.wait(370);
			expect(notices(await shop.mails())).toHaveLength(1);
			await shop.wait(240);
			expect(notices(await shop.mails())).toHaveLength(2);
		});

		test("each news once: told again, by a message again, after a kill, or by two who tell at once", async () => {
			const shop = await watched(service);
			const { link } = await shop.register("RIDE-10", { order: ORDER });
			await shop.sends(`${link}/watch`, press);
			await shop.tells("RIDE-10", "picked_up.collected", { id: "a" });
			await shop.wait(4);
			expect(notices(await shop.mails())).toHaveLength(1);
			// The outbox is read once more from before it, as by a node that had died before it could say how far it was.
			await service.db.rows(sql`update outbox_readers set cursor = '0-0' where name = 'notices'`);
			await Promise.all([shop.wait(70), shop.wait(0)]);
			await shop.tells("RIDE-10", "picked_up.collected", { id: "b", minutesAgo: 5 });
			await Promise.all([shop.wait(70), shop.wait(0)]);
			expect(notices(await shop.mails())).toHaveLength(1);
		});

		test("of an hour one mail, of all parcels of an order, with the newest first; who stands at the door is told at once", async () => {
			const shop = await watched(service);
			const { link } = await shop.register("RIDE-11", { order: ORDER });
			await shop.sends(`${link}/watch`, press);
			// Bought together, registered later.
			await shop.register("RIDE-12", { order: { reference: ORDER.reference } });
			await shop.tells("RIDE-11", "picked_up.collected");
			await shop.wait(4);
			await shop.tells("RIDE-11", "in_transit.arrived_destination_country");
			await shop.tells("RIDE-12", "picked_up.collected");
			await shop.wait(20);
			expect(notices(await shop.mails())).toHaveLength(1);
			await shop.wait(45);
			const [, digest, ...more] = notices(await shop.mails());
			expect(more).toEqual([]);
			expect(digest?.text).toContain("RIDE-11");
			expect(digest?.text).toContain("RIDE-12");
			await shop.tells("RIDE-12", "delivered.to_recipient", { minutesAgo: 1 });
			await shop.wait(4);
			const last = notices(await shop.mails()).at(-1);
			expect(last?.subject).toMatch(/^Delivered /);
			expect(last?.text).not.toContain("RIDE-11");
		});

		test("nothing that the carrier took back before it was told; what it says again later is told", async () => {
			const shop = await watched(service);
			const { link } = await shop.register("RIDE-13", { order: ORDER });
			await shop.sends(`${link}/watch`, press);
			await shop.tells("RIDE-13", "out_for_delivery.on_vehicle", { id: "van" });
			await shop.wait(4);
			await shop.tells("RIDE-13", "delivered.to_recipient", { id: "there", minutesAgo: 1 });
			await shop.takesBack("RIDE-13", "there");
			await shop.wait(70);
			expect(notices(await shop.mails()).map(({ subject }) => subject)).toEqual([
				expect.not.stringContaining("Delivered"),
			]);
			await shop.tells("RIDE-13", "delivered.to_recipient", { id: "there-2", minutesAgo: 1 });
			await shop.wait(4);
			expect(notices(await shop.mails()).at(-1)?.subject).toMatch(/^Delivered /);
		});

		test("no single word against a delivery that was told, until it is heard again", async () => {
			const shop = await watched(service);
			const { link } = await shop.register("RIDE-14", { order: ORDER });
			await shop.sends(`${link}/watch`, press);
			await shop.tells("RIDE-14", "delivered.to_recipient", { id: "there", minutesAgo: 20 });
			await shop.wait(4);
			await shop.takesBack("RIDE-14", "there");
			await shop.tells("RIDE-14", "out_for_delivery.on_vehicle", { id: "van", minutesAgo: 10 });
			await shop.wait(70);
			expect(notices(await shop.mails())).toHaveLength(1);
			await shop.tells("RIDE-14", "out_for_delivery.nearby", { id: "near", minutesAgo: 1 });
			await shop.wait(4);
			expect(notices(await shop.mails()).at(-1)?.text).toContain("Almost there");
		});

		test("nobody is woken: by the clock of where it goes", async () => {
			const clock = (zone: string, minutes: number) =>
				new Date(Date.now() + minutes * 60_000).toLocaleTimeString("en-GB", {
					timeZone: zone,
					hour: "2-digit",
					minute: "2-digit",
				});
			const zone = "Asia/Tokyo";
			const shop = await watched(service, { quiet: { from: clock(zone, -60), to: clock(zone, 120) } });
			const { link } = await shop.register("RIDE-15", { order: ORDER, destination: { country: "JP", city: "Tokyo" } });
			await shop.sends(`${link}/watch`, press);
			await shop.tells("RIDE-15", "delivered.to_recipient");
			await shop.wait(60);
			expect(notices(await shop.mails())).toEqual([]);
			await shop.wait(62);
			expect(notices(await shop.mails())).toHaveLength(1);
		});

		test("news of days ago is no news, and the shop chooses what is told", async () => {
			const shop = await watched(service, { quiet: null, kinds: ["out_for_delivery", "delivered"] });
			const { link } = await shop.register("RIDE-16", { order: ORDER });
			await shop.sends(`${link}/watch`, press);
			await shop.tells("RIDE-16", "picked_up.collected");
			await shop.wait(4);
			await shop.tells("RIDE-16", "out_for_delivery.on_vehicle", { minutesAgo: 5 * 24 * 60 });
			await shop.wait(4);
			expect(notices(await shop.mails())).toEqual([]);
		});

		test("no arrival that has passed by the time it is told, as the page shows none", async () => {
			const shop = await watched(service);
			const today = new Date().toISOString().slice(0, 10);
			const { link } = await shop.register("RIDE-18", { order: ORDER, promisedBy: today });
			await shop.sends(`${link}/watch`, press);
			await shop.tells("RIDE-18", "picked_up.collected");
			await shop.wait(48 * 60);
			const [mail] = notices(await shop.mails());
			expect(mail?.text).toMatch(/^Later than expected\n/);
		});

		test("for programs, where the shop wants it: the parcel as schema.org has it, to the city alone, and no text ends it", async () => {
			const shop = await watched(service, { quiet: null, markup: true });
			const items = [{ name: "</script><b>Shoes" }];
			const { link } = await shop.register("RIDE-17", {
				order: { ...ORDER, items },
				destination: { country: "DK", city: "Aarhus", postcode: "8000" },
			});
			await shop.sends(`${link}/watch`, press);
			await shop.tells("RIDE-17", "picked_up.collected");
			await shop.wait(4);
			const [mail] = notices(await shop.mails());
			const [, json = ""] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(mail?.html ?? "") ?? [];
			expect(JSON.parse(json)).toMatchObject({
				"@type": "ParcelDelivery",
				trackingNumber: "RIDE-17",
				deliveryAddress: { addressLocality: "Aarhus", addressCountry: "DK" },
				itemShipped: [{ name: "</script><b>Shoes" }],
				partOfOrder: { orderNumber: "4711", orderStatus: "https://schema.org/OrderInTransit" },
			});
			expect(json).not.toContain("8000");
		});
	});

	describe("it ends", () => {
		test("by one press of a mail program, without a cookie; looking ends nothing", async () => {
			const shop = await watched(service);
			const { link } = await shop.register("RIDE-20", { order: ORDER });
			await shop.sends(`${link}/watch`, { to: "order" });
			await shop.tells("RIDE-20", "picked_up.collected");
			await shop.wait(4);
			const [mail] = notices(await shop.mails());
			const stop = here(linkIn(mail ?? { text: "" }, "/watch/wch_"));
			expect(await (await fetch(stop)).text()).toContain("Send no more of these");
			const pressed = await shop.sends(stop, { "List-Unsubscribe": "One-Click" });
			expect([pressed.status, pressed.html]).toEqual([200, expect.stringContaining("No more mails")]);
			// Others of his may go on, and are not spoken of.
			expect(pressed.html).toContain("No more news of the parcels of this order is sent to");
			expect(pressed.html).not.toContain("Nothing more is sent");
			await shop.tells("RIDE-20", "delivered.to_recipient", { minutesAgo: 1 });
			await shop.wait(70);
			expect(notices(await shop.mails())).toHaveLength(1);
		});

		test("by the address that nobody can read any more: the page says so, and offers nothing that would not be done", async () => {
			const shop = await watched(service);
			const { link } = await shop.register("RIDE-41");
			await shop.sends(`${link}/watch`, { email: "lin@buyer.example" });
			const [mail] = await shop.mails();
			const confirm = here(linkIn(mail ?? { text: "" }, "/watch/wch_"));
			const otherKey = Buffer.from(
				await service.db
					.rows<{ sealed: Uint8Array }>(
						sql`select sealed_address as sealed from watchers w join shipments s on s.seller_id = w.seller_id and s.id = w.shipment_id
					where s.tracking_number = 'RIDE-41'`,
					)
					.then(([one]) => one?.sealed ?? new Uint8Array()),
			).fill(7, 8);
			for (const sealed of [otherKey, Buffer.alloc(0)]) {
				await service.db.rows(
					sql`update watchers w set sealed_address = ${sealed}::bytea from shipments s
						where s.seller_id = w.seller_id and s.id = w.shipment_id and s.tracking_number = 'RIDE-41'`,
				);
				const page = await (await fetch(confirm)).text();
				expect(page).toContain("is not kept any more, or cannot be read");
				expect(page).not.toMatch(/•••|name="change"/);
			}
		});

		test("of the whole shop: nothing of other orders either, and the next press asks first", async () => {
			const shop = await watched(service);
			const one = await shop.register("RIDE-21", { order: ORDER });
			const other = await shop.register("RIDE-22", { order: { ...ORDER, reference: "4712" } });
			for (const { link } of [one, other]) await shop.sends(`${link}/watch`, { to: "order" });
			await shop.tells("RIDE-21", "picked_up.collected");
			await shop.tells("RIDE-22", "picked_up.collected");
			await shop.wait(4);
			const [mail, ...more] = notices(await shop.mails());
			expect(more).toHaveLength(1);
			const refused = await shop.sends(here(linkIn(mail ?? { text: "" }, "/watch/wch_")), { change: "stop-all" });
			expect(refused.html).toContain("Nothing more is sent to");
			for (const number of ["RIDE-21", "RIDE-22"])
				await shop.tells(number, "delivered.to_recipient", { minutesAgo: 1 });
			await shop.wait(70);
			expect(notices(await shop.mails())).toHaveLength(2);
			const third = await shop.register("RIDE-23", { order: { ...ORDER, reference: "4713" } });
			expect((await shop.sends(`${third.link}/watch`, { to: "order" })).html).toContain(
				"Please look into your mailbox",
			);
			const asked = (await shop.mails()).at(-1);
			expect(asked?.kind).toBe("notice.confirm");
			// Of one who refused once a month, whatever parcel it is typed for, and he may say no there too.
			expect((await shop.sends(`${one.link}/watch`, { email: MIA })).status).toBe(200);
			const fourth = await shop.register("RIDE-26");
			expect((await shop.sends(`${fourth.link}/watch`, { email: MIA })).status).toBe(200);
			expect((await shop.mails()).filter(({ kind }) => kind === "notice.confirm")).toHaveLength(1);
			const page = await (await fetch(here(linkIn(asked ?? { text: "" }, "/watch/wch_")))).text();
			expect(page).toContain('value="stop-all"');
			await shop.sends(here(linkIn(asked ?? { text: "" }, "/watch/wch_")), { change: "confirm" });
			await shop.tells("RIDE-23", "picked_up.collected");
			await shop.wait(4);
			expect(notices(await shop.mails())).toHaveLength(3);
		});

		test("of one shop alone: another's watcher of the same address and number hears of his own parcel, and goes on", async () => {
			const [shop, other] = [await watched(service), await watched(service)];
			const { link } = await shop.register("RIDE-24", { order: ORDER });
			const foreign = await other.register("RIDE-24", { order: ORDER });
			for (const one of [link, foreign.link]) await shop.sends(`${one}/watch`, { to: "order" });
			await shop.tells("RIDE-24", "picked_up.collected");
			await shop.wait(4);
			expect(notices(await other.mails())).toEqual([]);
			const [mail] = notices(await shop.mails());
			await shop.sends(here(linkIn(mail ?? { text: "" }, "/watch/wch_")), { change: "stop-all" });
			await other.tells("RIDE-24", "delivered.to_recipient", { minutesAgo: 1 });
			await other.wait(4);
			expect(notices(await other.mails())).toHaveLength(1);
			expect(notices(await shop.mails())).toHaveLength(1);
		});
	});
});
