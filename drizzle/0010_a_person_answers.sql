-- A person answers: what buyers ask of a parcel, and what is said back and forth.

create table questions (
	seller_id bigint not null,
	id bigint generated always as identity,
	public_id text not null,
	shipment_id bigint not null,
	-- What the page is called in, as BCP 47: the answer is sent in its words.
	locale text not null,
	-- How the parcel stood on the page before whoever asked.
	context jsonb not null,
	-- Where the answer goes to, and whether he was recognised.
	sealed_asker bytea not null,
	asked_at timestamptz(3) not null,
	first_answer_at timestamptz(3),
	-- Since when the shop is waited for; null while it is not.
	waiting_since timestamptz(3),
	closed_at timestamptz(3),
	updated_at timestamptz(3) not null,
	primary key (seller_id, id),
	unique (seller_id, public_id),
	foreign key (seller_id, shipment_id) references shipments (seller_id, id) on delete cascade
);
--> statement-breakpoint
create index questions_by_shipment on questions (seller_id, shipment_id);
--> statement-breakpoint
create index questions_newest on questions (seller_id, asked_at desc, id desc);
--> statement-breakpoint
create index questions_waiting on questions (seller_id, waiting_since) where waiting_since is not null;
--> statement-breakpoint
-- The thread of a question, its first message the question itself.
create table thread_messages (
	seller_id bigint not null,
	question_id bigint not null,
	-- Counts from 1 within its thread.
	number integer not null,
	side text not null check (side in ('buyer', 'staff')),
	channel text not null check (channel in ('page', 'console', 'api')),
	-- False: for the shop alone.
	is_shared boolean not null,
	sealed_words bytea not null,
	-- Who at the shop wrote it, as the audit log names him.
	actor text,
	said_at timestamptz(3) not null,
	primary key (seller_id, question_id, number),
	foreign key (seller_id, question_id) references questions (seller_id, id) on delete cascade
);
--> statement-breakpoint
-- Who may do everything may do this too.
update api_keys set scopes = scopes || '["questions:read", "questions:write"]'
	where scopes @> '["shipments:read", "shipments:write", "connections:read", "connections:write", "messages:read",
		"shop:read", "shop:write", "audit:read", "endpoints:read", "endpoints:write"]';
--> statement-breakpoint
update console_sessions set scopes = scopes || '["questions:read", "questions:write"]'
	where scopes @> '["shipments:read", "shipments:write", "connections:read", "connections:write", "messages:read",
		"shop:read", "shop:write", "audit:read", "endpoints:read", "endpoints:write"]';
--> statement-breakpoint
-- In which envelope it is told, and the public half of what it is signed with: null where that is a shared secret.
alter table endpoints
	add column format text not null default 'standard' check (format in ('standard', 'cloudevents')),
	add column public_key text;
--> statement-breakpoint
-- As its endpoint wanted it when it was told, so that a retry is the same to the byte.
alter table webhook_deliveries
	add column format text not null default 'standard' check (format in ('standard', 'cloudevents'));
