-- Buyers who asked are written of their parcels.

-- What the shop says of it: which news, in which hours, in which form. Null: as Wayline does it by itself.
alter table sellers add column notices jsonb;
--> statement-breakpoint
-- Whoever wants to be written of a parcel, or of all parcels of its order.
create table watchers (
	seller_id bigint not null references sellers (id),
	id bigint generated always as identity,
	public_id text not null,
	-- By whose page it was asked for.
	shipment_id bigint not null,
	-- All parcels of it, later ones too; null: that parcel alone.
	order_id bigint,
	sealed_address bytea not null,
	-- By which the same address is told.
	address_tag bytea not null,
	-- Whose address it is: one that a reader typed, which he has to confirm; the order's, at a reader's wish; or the order's, at the seller's.
	source text not null,
	locale text not null,
	asked_at timestamptz(3) not null,
	-- Null: nothing but the mail that asks for it is sent.
	confirmed_at timestamptz(3),
	ended_at timestamptz(3),
	ended_because text,
	-- When it was written last, and is looked at next; null: nothing waits.
	told_at timestamptz(3),
	next_at timestamptz(3),
	primary key (seller_id, id),
	unique (seller_id, public_id),
	foreign key (seller_id, shipment_id) references shipments (seller_id, id) on delete cascade,
	foreign key (seller_id, order_id) references orders (seller_id, id),
	constraint watchers_source_check check (source in ('typed', 'order', 'seller')),
	constraint watchers_ended_because_check check (ended_because in ('asked', 'bounced', 'replaced'))
);
--> statement-breakpoint
create unique index watchers_of_order on watchers (seller_id, order_id, address_tag) where order_id is not null;
--> statement-breakpoint
create unique index watchers_of_parcel on watchers (seller_id, shipment_id, address_tag) where order_id is null;
--> statement-breakpoint
create index watchers_by_shipment on watchers (seller_id, shipment_id);
--> statement-breakpoint
create index watchers_due on watchers (next_at) where next_at is not null;
--> statement-breakpoint
-- What a watcher is told of. Its key is what keeps the same news from being told twice.
create table notices (
	seller_id bigint not null,
	watcher_id bigint not null,
	shipment_id bigint not null,
	kind text not null,
	-- Of the scan that it rests on, by the carrier's clock; empty for what is told once of a parcel, or rests on none.
	day text not null,
	-- How the parcel stood by it, and how many scans it had.
	code text not null,
	scans integer not null,
	heard_at timestamptz(3) not null,
	state text not null default 'waiting',
	settled_at timestamptz(3),
	-- The last day of the arrival that the mail named.
	told_to text,
	mail_id text,
	primary key (seller_id, watcher_id, shipment_id, kind, day),
	foreign key (seller_id, watcher_id) references watchers (seller_id, id) on delete cascade,
	foreign key (seller_id, shipment_id) references shipments (seller_id, id) on delete cascade,
	constraint notices_state_check check (state in ('waiting', 'told', 'taken-back', 'over', 'unwanted'))
);
--> statement-breakpoint
create index notices_waiting on notices (seller_id, shipment_id) where state = 'waiting';
--> statement-breakpoint
create index notices_by_shipment on notices (seller_id, shipment_id, heard_at);
--> statement-breakpoint
-- Addresses that want no more of this shop's notices, by their tags alone.
create table mail_refusals (
	seller_id bigint not null references sellers (id),
	address_tag bytea not null,
	refused_at timestamptz(3) not null,
	-- When it was asked once more, because somebody typed it; once a month at most.
	asked_at timestamptz(3),
	primary key (seller_id, address_tag)
);
