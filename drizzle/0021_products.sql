-- Products to look at: what sellers sell, as their feeds have it.

create table products (
	seller_id bigint not null references sellers (id),
	-- The seller's own word for it. In the order of its bytes, in which lists go on from one.
	product_id text collate "C" not null,
	title text not null,
	link text not null,
	image_link text,
	price text,
	availability text not null,
	item_group_id text,
	product_type text,
	related jsonb not null default '[]',
	-- By which those of one shelf take turns: a digest of the id.
	lot integer not null,
	changed_at timestamptz(3) not null,
	primary key (seller_id, product_id),
	constraint products_availability_check check (availability in ('in_stock', 'out_of_stock', 'preorder', 'backorder'))
);
--> statement-breakpoint
create index products_by_group on products (seller_id, item_group_id, lot)
	where availability = 'in_stock' and item_group_id is not null;
--> statement-breakpoint
create index products_by_type on products (seller_id, product_type, lot)
	where availability = 'in_stock' and product_type is not null;
--> statement-breakpoint
-- Their pictures, drawn anew, of those that somebody was shown.
create table product_pictures (
	seller_id bigint not null,
	product_id text collate "C" not null,
	-- Of which it is: another address is another picture.
	image_link text not null,
	-- Before that nobody asks for it: a node does, or it could not be had.
	look_at timestamptz(3) not null,
	tries smallint not null,
	-- Why there is none, in a sentence for the seller.
	refused text,
	digest text,
	width smallint,
	height smallint,
	image bytea,
	primary key (seller_id, product_id),
	foreign key (seller_id, product_id) references products (seller_id, product_id) on delete cascade
);
