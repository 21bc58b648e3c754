-- What a shop's pages look like and say of their own: colours, links, questions and answers, who may embed them.
alter table sellers add column brand jsonb;
--> statement-breakpoint
-- The shop's picture, drawn anew by us before it is kept: what was uploaded is never sent to anybody.
create table brand_logos (
	seller_id bigint primary key references sellers (id),
	digest text not null,
	content_type text not null,
	width integer not null,
	height integer not null,
	image bytea not null,
	created_at timestamptz(3) not null default now()
);
--> statement-breakpoint
-- Names no seller: whoever sees a page sees its logo.
create index brand_logos_by_digest on brand_logos (digest);
--> statement-breakpoint
-- The parcel whose things come back in this one.
alter table shipments add column return_of bigint;
--> statement-breakpoint
alter table shipments add foreign key (seller_id, return_of) references shipments (seller_id, id)
	on delete set null (return_of);
--> statement-breakpoint
create index shipments_by_return on shipments (seller_id, return_of) where return_of is not null;
--> statement-breakpoint
-- What a scan tells beside its words: the stops before this one, where and until when it waits to be fetched.
alter table scans add column details jsonb;
--> statement-breakpoint
-- What buyers say of a delivery that they did not get. The words may name anybody, and are sealed; the evidence is what
-- was known of the delivery at that moment.
create table reports (
	seller_id bigint not null,
	id bigint generated always as identity,
	public_id text not null,
	shipment_id bigint not null,
	-- The buyer's line of the timeline.
	scan_key bigint not null,
	sealed_words bytea not null,
	evidence jsonb not null,
	said_at timestamptz(3) not null,
	taken_back_at timestamptz(3),
	primary key (seller_id, id),
	unique (seller_id, public_id),
	foreign key (seller_id, shipment_id) references shipments (seller_id, id) on delete cascade
);
--> statement-breakpoint
create index reports_by_shipment on reports (seller_id, shipment_id);
--> statement-breakpoint
-- Names no seller: a buyer who looks up a number knows the shop perhaps, and its name in this database surely not.
create index legs_by_number on legs (bare_number);
--> statement-breakpoint
create index orders_by_reference on orders (lower(reference));
