-- What a watcher was written: by it a reply to the mail, or a report that it did not arrive, is known for what it is.

create table watcher_letters (
	seller_id bigint not null,
	watcher_id bigint not null,
	-- The first parcel that the mail speaks of.
	shipment_id bigint not null,
	-- As `mails` has it, which forgets sooner than people reply.
	mail_id text not null,
	-- News of it, or what is asked to be reviewed.
	about text not null check (about in ('news', 'delivery', 'product', 'follow-up')),
	written_at timestamptz(3) not null,
	primary key (seller_id, watcher_id, mail_id),
	-- Who replies names no seller.
	unique (mail_id),
	foreign key (seller_id, watcher_id) references watchers (seller_id, id) on delete cascade,
	foreign key (seller_id, shipment_id) references shipments (seller_id, id) on delete cascade
);
--> statement-breakpoint
create index watcher_letters_by_shipment on watcher_letters (seller_id, shipment_id);
