-- Two troubles of one day are two news; the same one twice is one.
alter table notices
	-- The code of a trouble; empty for what is told once a day however many steps of it a carrier tells.
	add column trouble text not null default '';
--> statement-breakpoint
update notices set trouble = code where kind in ('action_needed', 'delayed', 'problem');
--> statement-breakpoint
alter table notices
	drop constraint notices_pkey,
	add primary key (seller_id, watcher_id, shipment_id, kind, day, trouble);
--> statement-breakpoint
-- Whose address was sealed under a key that is lost was ended as if it had bounced.
alter table watchers
	drop constraint watchers_ended_because_check,
	add constraint watchers_ended_because_check check (ended_because in ('asked', 'bounced', 'replaced', 'unreadable'));
