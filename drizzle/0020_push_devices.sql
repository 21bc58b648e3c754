-- Readers may have news of a parcel as notifications of their browsers.

alter table watchers drop constraint watchers_source_check;
--> statement-breakpoint
-- Of a device, the sealed address is where its maker takes notifications, and what they are encrypted for.
alter table watchers add constraint watchers_source_check check (source in ('typed', 'order', 'seller', 'device'));
--> statement-breakpoint
-- By which makers of browsers know who sends, the same on all nodes: one row.
create table push_keys (
	is_only boolean primary key default true not null constraint push_keys_is_only_check check (is_only),
	public_key text not null,
	sealed_private bytea not null,
	made_at timestamptz(3) not null
);
