-- Numbers that a carrier posts for because we asked it to, by connection: most carriers post for no others. A row is made
-- when a followed leg wants one, and worked off by the node that holds the connection.
create table subscriptions (
	seller_id bigint not null,
	connection_id bigint not null,
	-- As written.
	tracking_number text not null,
	bare_number text not null generated always as (bare_number(tracking_number)) stored,
	-- wanted: not asked for yet, or to be asked for anew. active: the carrier accepted it. refused: it did not, and is asked
	-- again. ended: nobody waits for it any more.
	state text not null default 'wanted' constraint subscriptions_state_check
		check (state in ('wanted', 'active', 'refused', 'ended')),
	-- The carrier's own name of it, where it gave one.
	carrier_ref text,
	-- Where the carrier was told to post.
	callback_url text,
	subscribed_at timestamptz(3),
	-- When the carrier forgets it unless it is renewed; null where it lasts.
	lapses_at timestamptz(3),
	-- When it is looked at next: to ask, to renew, or to see whether anybody still waits; null: never.
	next_at timestamptz(3),
	-- Refusals and failures in a row.
	failures integer not null default 0,
	last_error text,
	created_at timestamptz(3) not null default now(),
	primary key (seller_id, connection_id, bare_number),
	foreign key (seller_id, connection_id) references connections (seller_id, id) on delete cascade
);
--> statement-breakpoint
create index subscriptions_due on subscriptions (seller_id, connection_id, next_at) where next_at is not null;
--> statement-breakpoint
-- The secret before the present one is taken until then, while the carrier changes over.
alter table connections add column sealed_earlier_secret bytea;
--> statement-breakpoint
alter table connections add column earlier_secret_until timestamptz(3);
