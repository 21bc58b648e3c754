-- Whose parcel an aggregator says it is: our code where it is one of ours, and the aggregator's own word. What that
-- carrier posts itself under the number finds the leg by the first.
alter table legs add column told_carrier text;
--> statement-breakpoint
alter table legs add column told_carrier_name text;
--> statement-breakpoint
create index legs_by_told_carrier on legs (seller_id, told_carrier, bare_number) where told_carrier is not null;
--> statement-breakpoint
-- Of a fact of the kind "continuation": the number under which the parcel goes on, as
-- {"trackingNumber", "carrier", "carrierName"}. The carrier is null where it is none of ours.
alter table scans add column continues jsonb;
