-- How many parcels a message speaks of; null where it was not read, and for messages from before this column. Those that
-- still wait for their waybill stand in the table unmatched.
alter table raw_messages add column parcels integer;
--> statement-breakpoint
-- The last messages of a courier that posts in Wayline's own format, for the board of its developer.
create index raw_messages_of_push on raw_messages (seller_id, connection_id, received_at, id) where carrier = 'push';
