-- The seller's side: webhooks to his systems, mail, the console, imports, brands.

-- Names beside the seller's own under which it sells; its own brand stays with the seller.
create table brands (
	seller_id bigint not null references sellers (id),
	id bigint generated always as identity,
	public_id text not null,
	name text not null,
	contact_email text,
	brand jsonb,
	created_at timestamptz(3) not null default now(),
	primary key (seller_id, id),
	unique (seller_id, public_id)
);
--> statement-breakpoint
-- 0: the seller's own.
alter table brand_logos add column brand_id bigint not null default 0;
--> statement-breakpoint
alter table brand_logos drop constraint brand_logos_pkey;
--> statement-breakpoint
alter table brand_logos add primary key (seller_id, brand_id);
--> statement-breakpoint
-- Null: the seller's own.
alter table shipments add column brand_id bigint;
--> statement-breakpoint
alter table shipments add foreign key (seller_id, brand_id) references brands (seller_id, id);
--> statement-breakpoint
-- The page without its timeline, for the pages of the order's other parcels; null while the page itself is short.
alter table shipments add column page_beside json;
--> statement-breakpoint
create index shipments_by_brand on shipments (seller_id, brand_id) where brand_id is not null;
--> statement-breakpoint
-- How many events of the parcel were told: the number of the last.
alter table shipments add column events_told integer not null default 0;
--> statement-breakpoint
-- When its seller last wanted the carrier to be asked at once.
alter table shipments add column refresh_asked_at timestamptz(3);
--> statement-breakpoint
create index shipments_by_update on shipments (seller_id, updated_at desc, id desc);
--> statement-breakpoint
-- The look-up of whoever types the beginning of a number or a reference. Compared byte by byte, whatever the collation.
create index legs_by_number_begun on legs (seller_id, bare_number text_pattern_ops);
--> statement-breakpoint
create index shipments_by_reference_begun on shipments (seller_id, lower(reference) text_pattern_ops) where reference is not null;
--> statement-breakpoint
create index orders_by_reference_begun on orders (seller_id, lower(reference) text_pattern_ops);
--> statement-breakpoint
-- A key that is replaced goes on for a while; null: until it is revoked.
alter table api_keys add column ends_at timestamptz(3);
--> statement-breakpoint
-- Requests a minute; null: what the installation allows.
alter table api_keys add column per_minute integer;
--> statement-breakpoint
-- How far each of those that tell the outside has read the outbox.
create table outbox_readers (
	name text primary key,
	cursor text not null,
	read_at timestamptz(3) not null
);
--> statement-breakpoint
-- Where a seller's own systems hear of news.
create table endpoints (
	seller_id bigint not null references sellers (id),
	id bigint generated always as identity,
	public_id text not null,
	url text not null,
	label text,
	-- Which news it wants.
	filter jsonb not null,
	sealed_secret bytea not null,
	-- The secret before, with which news are signed as well until the receiver knows the new one.
	sealed_earlier_secret bytea,
	earlier_secret_until timestamptz(3),
	-- Since when no delivery has succeeded, of those that failed.
	failing_since timestamptz(3),
	-- Null as soon as something arrives.
	last_failed_at timestamptz(3),
	disabled_at timestamptz(3),
	disabled_because text,
	created_at timestamptz(3) not null default now(),
	updated_at timestamptz(3) not null default now(),
	primary key (seller_id, id),
	unique (seller_id, public_id)
);
--> statement-breakpoint
-- News as they are told: the same bytes to every endpoint and at every attempt. No foreign key to the parcel: what was
-- told stays told.
create table events (
	seller_id bigint not null,
	id bigint generated always as identity,
	public_id text not null,
	shipment_id bigint,
	-- Counts the events of one parcel from 1, without a gap.
	sequence integer,
	type text not null,
	body text not null,
	created_at timestamptz(3) not null,
	primary key (seller_id, id),
	unique (seller_id, public_id)
);
--> statement-breakpoint
create index events_by_time on events (created_at);
--> statement-breakpoint
create index events_by_shipment on events (seller_id, shipment_id, id) where shipment_id is not null;
--> statement-breakpoint
-- An event on its way to an endpoint: queue and log in one.
create table webhook_deliveries (
	seller_id bigint not null,
	endpoint_id bigint not null,
	event_id bigint not null,
	public_id text not null,
	state text not null,
	-- Each with its time, what was answered and how long it took; oldest first.
	attempts jsonb not null default '[]',
	-- Null: nothing more is to be done.
	next_at timestamptz(3),
	created_at timestamptz(3) not null default now(),
	delivered_at timestamptz(3),
	primary key (seller_id, endpoint_id, event_id),
	unique (seller_id, public_id),
	foreign key (seller_id, endpoint_id) references endpoints (seller_id, id) on delete cascade,
	foreign key (seller_id, event_id) references events (seller_id, id) on delete cascade
);
--> statement-breakpoint
-- By endpoint, so that one with much to wait for is stepped over and delays no other.
create index webhook_deliveries_due on webhook_deliveries (seller_id, endpoint_id, next_at) where next_at is not null;
--> statement-breakpoint
create index webhook_deliveries_by_event on webhook_deliveries (seller_id, event_id);
--> statement-breakpoint
-- Without the endpoint: beside it this would pass for a way to one delivery, and be walked for each.
create index webhook_deliveries_by_state on webhook_deliveries (seller_id, state, event_id desc);
--> statement-breakpoint
-- Mail on its way out, sealed with its addresses.
create table mails (
	seller_id bigint not null references sellers (id),
	id bigint generated always as identity,
	public_id text not null,
	kind text not null,
	sealed_mail bytea not null,
	state text not null,
	attempts jsonb not null default '[]',
	-- Null: nothing more is to be done.
	next_at timestamptz(3),
	created_at timestamptz(3) not null default now(),
	sent_at timestamptz(3),
	primary key (seller_id, id),
	unique (seller_id, public_id)
);
--> statement-breakpoint
-- Names no seller: one queue serves all of them.
create index mails_due on mails (next_at) where next_at is not null;
--> statement-breakpoint
-- Answers kept for whoever asks the same with the same key again. They may hold what a buyer told, and are sealed.
create table idempotency_keys (
	seller_id bigint not null references sellers (id),
	key text not null,
	-- Of the request: method, path and body.
	fingerprint bytea not null,
	-- Null while the first request runs.
	status smallint,
	headers jsonb,
	sealed_body bytea,
	running_until timestamptz(3),
	created_at timestamptz(3) not null default now(),
	primary key (seller_id, key)
);
--> statement-breakpoint
create index idempotency_keys_by_age on idempotency_keys (created_at);
--> statement-breakpoint
-- Who changed what. Holds no secret and nothing of a buyer.
create table audit_entries (
	seller_id bigint not null references sellers (id),
	-- aud_ and 22 characters, the first of them the time.
	id text not null collate "C",
	at timestamptz(3) not null,
	-- An API key's id, a member of the staff by his address, or the operator.
	actor text not null,
	action text not null,
	-- The public id of what was changed.
	subject text,
	details jsonb not null,
	primary key (seller_id, id)
);
--> statement-breakpoint
create index audit_entries_by_subject on audit_entries (seller_id, subject, id);
--> statement-breakpoint
create index audit_entries_by_actor on audit_entries (seller_id, actor, id);
--> statement-breakpoint
create index audit_entries_by_action on audit_entries (seller_id, action, id);
--> statement-breakpoint
-- Names no seller: what is too old goes for all of them.
create index audit_entries_by_age on audit_entries (at);
--> statement-breakpoint
-- Whoever is logged in to the console, by a key or by a mailed link. Only the SHA-256 of the cookie is kept.
create table console_sessions (
	seller_id bigint not null references sellers (id),
	hash bytea not null unique,
	key_id bigint,
	email text,
	scopes jsonb not null,
	created_at timestamptz(3) not null default now(),
	last_used_at timestamptz(3) not null default now(),
	ends_at timestamptz(3) not null,
	primary key (seller_id, hash),
	foreign key (seller_id, key_id) references api_keys (seller_id, id)
);
--> statement-breakpoint
create index console_sessions_by_end on console_sessions (ends_at);
--> statement-breakpoint
-- Links that log in, mailed to whom a seller trusts; each opens once.
create table login_links (
	seller_id bigint not null references sellers (id),
	hash bytea not null unique,
	email text not null,
	created_at timestamptz(3) not null default now(),
	ends_at timestamptz(3) not null,
	used_at timestamptz(3),
	primary key (seller_id, hash)
);
--> statement-breakpoint
create index login_links_by_end on login_links (ends_at);
--> statement-breakpoint
-- Files of parcels to register, and how far each was read. The file names buyers, is sealed, and goes when it was read.
create table imports (
	seller_id bigint not null references sellers (id),
	id bigint generated always as identity,
	public_id text not null,
	name text,
	digest bytea not null,
	sealed_file bytea,
	options jsonb not null,
	state text not null,
	rows_total integer,
	rows_read integer not null default 0,
	rows_created integer not null default 0,
	-- Those that were registered before.
	rows_known integer not null default 0,
	rows_refused integer not null default 0,
	lease_until timestamptz(3),
	created_at timestamptz(3) not null default now(),
	ended_at timestamptz(3),
	primary key (seller_id, id),
	unique (seller_id, public_id)
);
--> statement-breakpoint
-- Names no seller: one worker reads the files of all of them.
create index imports_open on imports (created_at) where ended_at is null;
--> statement-breakpoint
-- Why a row was not taken, sealed: it quotes the row.
create table import_problems (
	seller_id bigint not null,
	import_id bigint not null,
	row integer not null,
	sealed_problem bytea not null,
	primary key (seller_id, import_id, row),
	foreign key (seller_id, import_id) references imports (seller_id, id) on delete cascade
);
