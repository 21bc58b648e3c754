-- Answers by ordinary mail: who answers, what came in, and where it belongs.

-- Who answers at the shop, beside the addresses of its own and its brands' contact.
create table staff (
	seller_id bigint not null references sellers (id),
	id bigint generated always as identity,
	public_id text not null,
	-- What letters know him by; never given to another. 0 is the contact.
	person integer not null check (person between 1 and 1023),
	-- Name and address.
	sealed_person bytea not null,
	-- BCP 47, in which he answers; empty: any.
	languages jsonb not null default '[]',
	-- Of his week by the clock of his zone; null: always.
	hours jsonb,
	zone text,
	created_at timestamptz(3) not null default now(),
	updated_at timestamptz(3) not null,
	removed_at timestamptz(3),
	primary key (seller_id, id),
	unique (seller_id, public_id),
	unique (seller_id, person)
);
--> statement-breakpoint
-- How long who is asked has for an answer before the next is asked too.
alter table sellers add column answer_minutes integer not null default 15 check (answer_minutes between 1 and 1440);
--> statement-breakpoint
alter table questions
	-- Who has been asked since the buyer waits, by their numbers, first to last.
	add column asked_persons jsonb not null default '[]',
	-- When the next is asked; null: nobody is.
	add column ask_next_at timestamptz(3),
	-- By which a mail of that address is taken for one about it; null where no answers are mailed.
	add column address_tag bytea;
--> statement-breakpoint
create index questions_by_address on questions (address_tag, asked_at) where address_tag is not null;
--> statement-breakpoint
create index questions_to_pass_on on questions (ask_next_at) where ask_next_at is not null;
--> statement-breakpoint
-- A mail's token names its question alone, and finds its seller by it.
create unique index questions_by_public_id on questions (public_id);
--> statement-breakpoint
-- Mails that came in, as they came, each once.
create table inbound_mails (
	seller_id bigint not null references sellers (id),
	id bigint generated always as identity,
	public_id text not null,
	-- Null: it is known of which of several at the most.
	question_id bigint,
	-- Questions that it may belong to, by their public ids; of those that are placed, none.
	suggested jsonb not null default '[]',
	-- SHA-256 of its bytes.
	digest bytea not null,
	-- Of its Message-ID, which answers to it name; null where it has none.
	message_id_digest bytea,
	kind text not null,
	state text not null check (state in ('said', 'noted', 'held', 'suggested', 'set-aside')),
	-- For the shop: why it is where it is.
	because text not null,
	-- What a list of mails shows of its head; and its bytes.
	sealed_head bytea not null,
	sealed_mail bytea not null,
	size integer not null,
	received_at timestamptz(3) not null,
	primary key (seller_id, id),
	unique (seller_id, public_id),
	unique (seller_id, digest),
	foreign key (seller_id, question_id) references questions (seller_id, id) on delete cascade
);
--> statement-breakpoint
create index inbound_mails_by_question on inbound_mails (seller_id, question_id) where question_id is not null;
--> statement-breakpoint
create index inbound_mails_by_message_id on inbound_mails (message_id_digest) where message_id_digest is not null;
--> statement-breakpoint
create index inbound_mails_suggested on inbound_mails (seller_id, id) where state = 'suggested';
--> statement-breakpoint
alter table thread_messages
	drop constraint thread_messages_side_check,
	drop constraint thread_messages_channel_check,
	-- The mail that it was said in.
	add column mail_id bigint,
	add constraint thread_messages_side_check check (side in ('buyer', 'staff', 'third')),
	add constraint thread_messages_channel_check check (channel in ('page', 'console', 'api', 'mail', 'link')),
	-- What neither of the two said never reaches the buyer.
	add constraint thread_messages_third_check check (side <> 'third' or not is_shared),
	add foreign key (seller_id, mail_id) references inbound_mails (seller_id, id);
--> statement-breakpoint
-- Pictures that a message came with, drawn anew.
create table thread_pictures (
	seller_id bigint not null,
	question_id bigint not null,
	number integer not null,
	position smallint not null,
	width integer not null,
	height integer not null,
	sealed_picture bytea not null,
	primary key (seller_id, question_id, number, position),
	foreign key (seller_id, question_id, number)
		references thread_messages (seller_id, question_id, number) on delete cascade
);
--> statement-breakpoint
-- Whether answers to frequent questions helped, counted by the day.
create table faq_votes (
	seller_id bigint not null references sellers (id),
	topic text not null,
	locale text not null,
	day date not null,
	helped integer not null default 0,
	not_helped integer not null default 0,
	primary key (seller_id, topic, locale, day)
);
--> statement-breakpoint
-- How far a mailbox that is polled was read, and by which node.
create table mailboxes (
	-- A digest of its server, user and folder.
	mailbox text primary key,
	uid_validity text,
	next_uid bigint,
	owner text,
	leased_until timestamptz(3)
);
