-- The first arrival that was shown, how likely it is to miss what was promised, and when the clock alone may change what
-- is true: a silence that has lasted too long, a window that has moved.
alter table shipments add column first_eta jsonb;
--> statement-breakpoint
alter table shipments add column late_risk double precision;
--> statement-breakpoint
alter table shipments add column review_at timestamptz(3);
--> statement-breakpoint
-- Since when somebody at the shop should look, by the newest trouble.
alter table shipments add column waiting_since timestamptz(3);
--> statement-breakpoint
-- The deadline of silence that was told of last, while the silence goes on: each is told once.
alter table shipments add column silence_told timestamptz(3);
--> statement-breakpoint
create index shipments_waiting on shipments (seller_id, waiting_since desc, id desc) where waiting_since is not null;
--> statement-breakpoint
-- Names no seller: the clock serves all of them.
create index shipments_to_review on shipments (review_at) where review_at is not null;
--> statement-breakpoint
create index shipments_by_late_risk on shipments (seller_id, late_risk desc, id desc) where late_risk is not null;
--> statement-breakpoint
-- Until the next state is saved, the trouble that is known dates from the last change.
update shipments set waiting_since = updated_at
	where not terminal and (action_by = 'sender' or condition in ('stalled', 'problem', 'final_problem', 'disputed'))
	and action_by <> 'recipient';
--> statement-breakpoint
-- Parcels from before this table are looked at once.
update shipments set review_at = now() where not terminal and stopped_at is null;
--> statement-breakpoint
-- What was shown as the arrival, from when on: a row for each change.
create table eta_changes (
	seller_id bigint not null,
	shipment_id bigint not null,
	version integer not null,
	known_at timestamptz(3) not null,
	eta jsonb,
	late jsonb,
	primary key (seller_id, shipment_id, version),
	foreign key (seller_id, shipment_id) references shipments (seller_id, id) on delete cascade
);
--> statement-breakpoint
-- What was forecast at each scan that told how far a parcel is, before it arrived, and when it then arrived: the lesson
-- for the lanes, and the measure of the forecasts. Times are days since 1970 on the clock of the destination.
create table forecasts (
	seller_id bigint not null,
	shipment_id bigint not null,
	scan_key bigint not null,
	anchor text not null,
	carrier text not null,
	start jsonb not null,
	zone text,
	-- Null where the scan was told only when the parcel had arrived: it teaches, and nothing was forecast.
	made_at timestamptz(3),
	early double precision,
	likely double precision,
	late double precision,
	shown_from text,
	shown_to text,
	-- When it was kept, while the parcel was still to come: a promise told with the arrival is none.
	kept double precision,
	promised_to text,
	seller_promised_to text,
	arrived double precision,
	arrived_at timestamptz(3),
	learnt_at timestamptz(3),
	primary key (seller_id, shipment_id, scan_key),
	foreign key (seller_id, shipment_id) references shipments (seller_id, id) on delete cascade
);
--> statement-breakpoint
-- Names no seller: what all of them teach is learnt in the order in which it was told.
create index forecasts_to_learn on forecasts (arrived_at) where arrived is not null and learnt_at is null;
--> statement-breakpoint
-- What the installation as a whole is measured by, and what is old enough to go.
create index forecasts_by_arrival on forecasts (arrived_at) where arrived is not null;
--> statement-breakpoint
create index forecasts_come_true on forecasts (seller_id, arrived_at) where arrived is not null;
--> statement-breakpoint
-- Silences that ended, and parcels that are under way from somewhere on, until they are learnt. They belong to no seller
-- and name no parcel.
create table lessons (
	id bigint generated always as identity primary key,
	kind text not null,
	data jsonb not null
);
--> statement-breakpoint
-- What deliveries taught about lanes, in numbers that only the models in src/core can read. It belongs to no seller and
-- names no parcel.
create table lanes (
	key text primary key,
	numbers double precision[] not null,
	version bigint not null
);
--> statement-breakpoint
create index lanes_by_version on lanes (version);
