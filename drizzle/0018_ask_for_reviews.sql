-- Whoever watches a parcel is asked afterwards how it was, if he wants it.

-- Null: he never said; false: he wants no such mails, whoever says otherwise.
alter table watchers add column asks boolean;
--> statement-breakpoint
-- And once more, months after what he said of the things.
alter table watchers add column asks_again boolean not null default false;
--> statement-breakpoint
-- The key is what keeps anybody from being asked twice of the same.
create table review_asks (
	seller_id bigint not null,
	shipment_id bigint not null,
	stage text not null,
	-- As in watchers: one address may watch a parcel and its order.
	address_tag bytea not null,
	watcher_id bigint not null,
	-- When it is time, and when it is looked at next.
	due_at timestamptz(3) not null,
	look_at timestamptz(3) not null,
	state text not null default 'waiting',
	settled_at timestamptz(3),
	mail_id text,
	primary key (seller_id, shipment_id, stage, address_tag),
	foreign key (seller_id, watcher_id) references watchers (seller_id, id) on delete cascade,
	foreign key (seller_id, shipment_id) references shipments (seller_id, id) on delete cascade,
	constraint review_asks_stage_check check (stage in ('delivery', 'product', 'follow-up')),
	constraint review_asks_state_check check (state in ('waiting', 'asked', 'reviewed', 'over', 'unwanted'))
);
--> statement-breakpoint
create index review_asks_due on review_asks (look_at) where state = 'waiting';
--> statement-breakpoint
create index review_asks_by_watcher on review_asks (seller_id, watcher_id);
