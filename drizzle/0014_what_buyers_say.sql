-- What buyers say of a delivery and of what was in it, and what the shop answers in public.

create table reviews (
	seller_id bigint not null references sellers (id),
	id bigint generated always as identity,
	public_id text not null,
	shipment_id bigint not null,
	stage text not null check (stage in ('delivery', 'product', 'follow-up')),
	-- A digest of the word that the device keeps from which it was written.
	writer text not null,
	-- Whoever wrote it had shown that he knows the order's postcode or address of e-mail.
	is_verified boolean not null,
	-- Stars; null where he gave none.
	rating smallint check (rating between 1 and 5),
	-- Names of the order's things that it is about; empty: of all of them.
	items jsonb not null default '[]',
	-- Emptied when he took it back.
	sealed_words bytea not null,
	-- What he reads, as BCP 47.
	locale text not null,
	state text not null check (state in ('waiting', 'shown', 'hidden')),
	hidden_because text,
	-- Of a follow-up: the review of the things that it is added to.
	follows_id bigint,
	written_at timestamptz(3) not null,
	changed_at timestamptz(3),
	-- The row stays, so that what is told of it once is not told again.
	taken_back_at timestamptz(3),
	sealed_answer bytea,
	answered_at timestamptz(3),
	constraint reviews_hiding_check check ((hidden_because is not null) = (state = 'hidden')),
	constraint reviews_follow_up_check check ((follows_id is not null) = (stage = 'follow-up')),
	primary key (seller_id, id),
	unique (seller_id, public_id),
	unique (seller_id, shipment_id, stage, writer),
	foreign key (seller_id, shipment_id) references shipments (seller_id, id) on delete cascade,
	foreign key (seller_id, follows_id) references reviews (seller_id, id) on delete cascade
);
--> statement-breakpoint
-- The buyer is one, from whichever device he speaks.
create unique index reviews_of_buyer on reviews (seller_id, shipment_id, stage) where is_verified;
--> statement-breakpoint
create index reviews_by_state on reviews (seller_id, state, id) where taken_back_at is null;
--> statement-breakpoint
-- Photos of a review, drawn anew.
create table review_pictures (
	seller_id bigint not null,
	review_id bigint not null,
	position integer not null,
	width integer not null,
	height integer not null,
	sealed_picture bytea not null,
	primary key (seller_id, review_id, position),
	foreign key (seller_id, review_id) references reviews (seller_id, id) on delete cascade
);
--> statement-breakpoint
-- Who may do everything may do this too.
update api_keys set scopes = scopes || '["reviews:read", "reviews:write"]'
	where scopes @> '["shipments:read", "shipments:write", "connections:read", "connections:write", "messages:read",
		"questions:read", "questions:write", "shop:read", "shop:write", "audit:read", "endpoints:read", "endpoints:write"]';
--> statement-breakpoint
update console_sessions set scopes = scopes || '["reviews:read", "reviews:write"]'
	where scopes @> '["shipments:read", "shipments:write", "connections:read", "connections:write", "messages:read",
		"questions:read", "questions:write", "shop:read", "shop:write", "audit:read", "endpoints:read", "endpoints:write"]';
