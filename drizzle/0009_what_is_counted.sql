-- What is counted of a parcel's way, a row for each that was handed over: when it was handed over and came, what was
-- promised of it, and what went wrong. It follows from the parcel's facts and is written with its state, so that whoever
-- asks how long parcels take walks over a hundred bytes of each and not over its scans.
create table transits (
	seller_id bigint not null,
	shipment_id bigint not null,
	carrier text not null,
	service text,
	-- Countries, and the parts of ISO 3166-2 behind them.
	origin text,
	origin_region text,
	destination text,
	destination_region text,
	handed_over_at timestamptz(3),
	-- First brought before its buyer, and there for its buyer.
	offered_at timestamptz(3),
	arrived_at timestamptz(3),
	-- Of one that has not arrived and is looked for no more: until when it is known that it had not.
	seen_until timestamptz(3),
	outcome text not null default 'open',
	first_visit_delivered boolean,
	-- What went wrong: {"reason", "code", "at", "wentOnAt"}, each reason and code once; almost always none.
	troubles jsonb not null default '[]',
	-- The hand-over or the arrival is known to the day alone.
	by_day boolean not null default false,
	promise_ends_at timestamptz(3),
	carrier_opens_at timestamptz(3),
	carrier_ends_at timestamptz(3),
	first_eta_opens_at timestamptz(3),
	first_eta_ends_at timestamptz(3),
	-- Of all of the above: almost every scan leaves it as it is, and then nothing is written.
	digest text not null default '',
	-- From before this table: what is counted of it is still to be found out.
	to_fill boolean not null default false,
	primary key (seller_id, shipment_id),
	foreign key (seller_id, shipment_id) references shipments (seller_id, id) on delete cascade
);
--> statement-breakpoint
-- Only the fold knows what the facts of a parcel mean: the service finds it out after its next start, some at a time.
insert into transits (seller_id, shipment_id, carrier, to_fill)
	select seller_id, id, carrier, true from shipments where version > 0;
--> statement-breakpoint
create index transits_by_hand_over on transits (seller_id, handed_over_at) where handed_over_at is not null;
--> statement-breakpoint
create index transits_to_fill on transits (seller_id, shipment_id) where to_fill;
