-- Every table that belongs to a seller carries seller_id first, so that it can be sharded by seller.
-- Inside ids are bigint; what leaves the house is public_id (or, for messages, an unguessable text id).
-- Instants have milliseconds, because that is what a cursor carries.

-- A tracking number as it is compared: capitals, neither blanks nor hyphens. A URI is compared as it is written.
create function bare_number(written text) returns text language sql immutable parallel safe as $$
	select case
		when written ~ '[:/]' then written
		else upper(regexp_replace(written, '[\s\u2010-\u2015-]+', '', 'g'))
	end
$$;
--> statement-breakpoint
create table sellers (
	id bigint generated always as identity primary key,
	public_id text not null unique,
	name text not null,
	contact_email text,
	created_at timestamptz(3) not null default now()
);
--> statement-breakpoint
create table api_keys (
	seller_id bigint not null references sellers (id),
	id bigint generated always as identity,
	public_id text not null,
	-- SHA-256 of the key: the key itself is shown once and kept nowhere.
	hash bytea not null unique,
	prefix text not null,
	label text,
	scopes jsonb not null,
	created_at timestamptz(3) not null default now(),
	last_used_at timestamptz(3),
	revoked_at timestamptz(3),
	primary key (seller_id, id),
	unique (seller_id, public_id)
);
--> statement-breakpoint
create table connections (
	seller_id bigint not null references sellers (id),
	id bigint generated always as identity,
	-- Unique over all sellers: it is the address that the carrier posts to.
	public_id text not null unique,
	carrier text not null,
	label text,
	sealed_credentials bytea,
	sealed_webhook_secret bytea,
	-- How asking the carrier goes, written by the poller alone. What the carrier posts stands in the three after it.
	health text not null default 'unknown',
	failing_since timestamptz(3),
	last_ok_at timestamptz(3),
	last_error text,
	paused_until timestamptz(3),
	last_message_at timestamptz(3),
	last_refused_at timestamptz(3),
	last_refusal text,
	hour_start timestamptz(3),
	hour_spent integer not null default 0,
	day_start timestamptz(3),
	day_spent integer not null default 0,
	lease_owner text,
	lease_until timestamptz(3),
	created_at timestamptz(3) not null default now(),
	primary key (seller_id, id)
);
--> statement-breakpoint
create index connections_by_carrier on connections (seller_id, carrier);
--> statement-breakpoint
create table orders (
	seller_id bigint not null references sellers (id),
	id bigint generated always as identity,
	public_id text not null,
	reference text not null,
	items jsonb not null default '[]',
	-- The buyer's e-mail and postcode.
	sealed_buyer bytea,
	locale text,
	created_at timestamptz(3) not null default now(),
	updated_at timestamptz(3) not null default now(),
	primary key (seller_id, id),
	unique (seller_id, public_id),
	unique (seller_id, reference)
);
--> statement-breakpoint
create index orders_newest on orders (seller_id, created_at desc, id desc);
--> statement-breakpoint
create table shipments (
	seller_id bigint not null references sellers (id),
	id bigint generated always as identity,
	public_id text not null,
	-- The buyer's link. Unguessable, and the only key that opens a page.
	token text not null unique,
	order_id bigint,
	-- As registered. What is asked and matched stands in the legs.
	carrier text not null,
	tracking_number text not null,
	reference text,
	origin jsonb,
	destination jsonb,
	service text,
	-- A date, or a wall clock at the destination: never forced into an instant.
	promised_by text,
	milestone text not null,
	code text not null,
	reason text not null,
	condition text not null,
	action_by text not null,
	terminal boolean not null default false,
	last_scan_at timestamptz(3),
	eta jsonb,
	late jsonb,
	-- The buyer's page, as it is sent. json and not jsonb: it is read as text and never taken apart.
	page json,
	version integer not null default 0,
	mapping_version integer not null default 0,
	stopped_at timestamptz(3),
	archived_at timestamptz(3),
	created_at timestamptz(3) not null default now(),
	updated_at timestamptz(3) not null default now(),
	primary key (seller_id, id),
	unique (seller_id, public_id),
	foreign key (seller_id, order_id) references orders (seller_id, id)
);
--> statement-breakpoint
create index shipments_newest on shipments (seller_id, created_at desc, id desc);
--> statement-breakpoint
create index shipments_by_order on shipments (seller_id, order_id) where order_id is not null;
--> statement-breakpoint
create index shipments_by_reference on shipments (seller_id, reference) where reference is not null;
--> statement-breakpoint
-- A carrier and a number under which a parcel travels. Each leg is followed by itself: by its own connection, on its own
-- plan.
create table legs (
	seller_id bigint not null,
	shipment_id bigint not null,
	number smallint not null,
	carrier text not null,
	-- As written.
	tracking_number text not null,
	bare_number text not null generated always as (bare_number(tracking_number)) stored,
	-- Which use of the number it is: carriers give numbers out again.
	journey_no smallint not null default 1,
	connection_id bigint,
	sealed_needs bytea,
	next_poll_at timestamptz(3),
	poll_owner text,
	poll_lease_until timestamptz(3),
	poll_failures integer not null default 0,
	last_polled_at timestamptz(3),
	primary key (seller_id, shipment_id, number),
	unique (seller_id, carrier, bare_number, journey_no),
	foreign key (seller_id, shipment_id) references shipments (seller_id, id) on delete cascade,
	foreign key (seller_id, connection_id) references connections (seller_id, id)
);
--> statement-breakpoint
create index legs_by_connection on legs (seller_id, connection_id, shipment_id);
--> statement-breakpoint
-- By connection first: the backlog of one short quota never stands before another connection's parcels.
create index legs_due on legs (seller_id, connection_id, next_poll_at) where next_poll_at is not null;
--> statement-breakpoint
-- The facts about a parcel: scans, headers and withdrawals. One index, the key; no foreign key, because this is the
-- table that grows. Columns that most rows leave empty are null and cost one bit.
create table scans (
	seller_id bigint not null,
	shipment_id bigint not null,
	key bigint not null,
	-- A carrier that tells a key again in other words gives another account of the scan; 0 for all other facts.
	account bigint not null,
	at bigint,
	lat double precision,
	lng double precision,
	sequence integer,
	leg smallint,
	-- Digits of the fraction of a second when `at` is the instant; null when the instant is not known.
	instant_digits smallint,
	signed boolean,
	kind text not null,
	piece text,
	code text,
	reason text,
	carrier_code text,
	-- Which row of the adapter's table gave the code.
	rule text,
	words text,
	local text,
	time_precision text,
	zone text,
	zone_source text,
	place_text text,
	country text,
	postcode text,
	place_precision text,
	promised jsonb,
	marked jsonb,
	provenance jsonb not null,
	withdraws text,
	primary key (seller_id, shipment_id, key, account)
);
--> statement-breakpoint
create table raw_messages (
	seller_id bigint not null,
	-- msg_ and 22 characters, the first of them the time, so that neighbours in time are neighbours in the index.
	id text not null,
	received_at timestamptz(3) not null,
	connection_id bigint,
	channel text not null,
	carrier text not null,
	content_type text,
	headers jsonb not null,
	-- The numbers that a poll asked for, sorted, and the status of its reply: without them it could not be read again.
	asked jsonb not null,
	reply_status smallint,
	digest bytea not null,
	body bytea not null,
	state text not null,
	outcome text,
	problems jsonb not null,
	primary key (seller_id, id, received_at)
) partition by range (received_at);
--> statement-breakpoint
-- A message that is posted again is one that came at any time before; a poll only repeats the answer just before it.
create index raw_messages_by_digest on raw_messages (seller_id, connection_id, digest) where channel <> 'poll';
--> statement-breakpoint
create index raw_messages_by_asked on raw_messages (seller_id, connection_id, md5(asked::text), received_at)
	where channel = 'poll';
--> statement-breakpoint
create index raw_messages_refused on raw_messages (seller_id, connection_id, received_at) where state = 'bad-signature';
--> statement-breakpoint
-- What a seller looks through, newest first: all of it, or the few that want somebody's attention.
create index raw_messages_by_time on raw_messages (seller_id, received_at, id);
--> statement-breakpoint
create index raw_messages_by_state on raw_messages (seller_id, state, received_at, id) where state <> 'read';
--> statement-breakpoint
create index raw_messages_with_problems on raw_messages (seller_id, received_at, id) where problems <> '[]';
--> statement-breakpoint
create table raw_messages_default partition of raw_messages default;
--> statement-breakpoint
-- lz4 costs a third less than pglz; the embedded database is built without it.
do $$ begin
	if exists (
		select from pg_settings where name = 'default_toast_compression' and 'lz4' = any (enumvals)
	) then
		alter table raw_messages alter column body set compression lz4;
		alter table raw_messages_default alter column body set compression lz4;
	end if;
end $$;
--> statement-breakpoint
create table unmatched (
	seller_id bigint not null references sellers (id),
	carrier text not null,
	-- As the message writes it.
	tracking_number text not null,
	bare_number text not null generated always as (bare_number(tracking_number)) stored,
	message_id text not null,
	created_at timestamptz(3) not null default now(),
	primary key (seller_id, carrier, bare_number, message_id, tracking_number)
);
--> statement-breakpoint
create index unmatched_by_message on unmatched (seller_id, message_id);
--> statement-breakpoint
-- Read in the order of (xact, id) and only below the oldest transaction still running: so a cursor never passes a row
-- that commits after it.
create table outbox (
	xact xid8 not null default pg_current_xact_id(),
	id bigint generated always as identity,
	seller_id bigint not null,
	shipment_id bigint,
	version integer,
	type text not null,
	data jsonb not null,
	created_at timestamptz(3) not null default now(),
	primary key (xact, id)
);
--> statement-breakpoint
create index outbox_by_age on outbox (created_at);
