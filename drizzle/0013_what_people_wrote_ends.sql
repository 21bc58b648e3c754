-- What people wrote ends: by time, or because its writer wants it.

alter table questions
	-- When all that had been said was erased, and by whom; null: nothing was.
	add column erased_at timestamptz(3),
	add column erased_by text check (erased_by in ('buyer', 'shop'));
--> statement-breakpoint
-- Mails in no thread, which are few and go first.
create index inbound_mails_unplaced on inbound_mails (seller_id, id) where question_id is null;
--> statement-breakpoint
-- A mail that goes asks whether anything was said in it.
create index thread_messages_by_mail on thread_messages (seller_id, mail_id) where mail_id is not null;
