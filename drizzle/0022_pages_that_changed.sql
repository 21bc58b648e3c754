-- Nodes keep drawn pages in memory. Whatever changes what a page shows tells them, whoever wrote it: a service, a command, a
-- hand at psql. What is told is marks: `s` a seller, `o` an order, `p` a parcel, `c` a connection, each with the seller's id.
-- src/store/shown-page.ts marks each page with all that it was read of.

-- A page shows the parcels of an order, what comes back of them, and of what it brings back.
create function tell_pages_of_parcel(seller bigint, parcel bigint, parcels_order bigint, original bigint)
returns void language plpgsql as $$
declare
	originals_order bigint;
begin
	if original is not null then
		select order_id into originals_order from shipments where seller_id = seller and id = original;
	end if;
	perform pg_notify('wayline_pages', concat_ws(' ',
		'p' || seller || '.' || parcel,
		'o' || seller || '.' || parcels_order,
		'p' || seller || '.' || original,
		'o' || seller || '.' || originals_order
	));
end
$$;
--> statement-breakpoint
create function shipments_tell_pages() returns trigger language plpgsql as $$
begin
	if tg_op <> 'INSERT' then
		perform tell_pages_of_parcel(old.seller_id, old.id, old.order_id, old.return_of);
	end if;
	if tg_op <> 'DELETE' then
		perform tell_pages_of_parcel(new.seller_id, new.id, new.order_id, new.return_of);
	end if;
	return null;
end
$$;
--> statement-breakpoint
create trigger tell_pages
	after insert or delete or update of page, page_beside, version, token, order_id, return_of, brand_id, created_at
	on shipments for each row execute function shipments_tell_pages();
--> statement-breakpoint
-- Of legs, reviews: rows with a seller and a shipment.
create function parts_tell_pages() returns trigger language plpgsql as $$
begin
	if tg_op <> 'INSERT' then
		perform pg_notify('wayline_pages', 'p' || old.seller_id || '.' || old.shipment_id);
	end if;
	if tg_op <> 'DELETE' then
		perform pg_notify('wayline_pages', 'p' || new.seller_id || '.' || new.shipment_id);
	end if;
	return null;
end
$$;
--> statement-breakpoint
create trigger tell_pages
	after insert or delete or update of shipment_id, number, connection_id, last_polled_at
	on legs for each row execute function parts_tell_pages();
--> statement-breakpoint
create trigger tell_pages
	after insert or delete or update
	on reviews for each row execute function parts_tell_pages();
--> statement-breakpoint
-- Of what stands under a review: where that is gone too, it has told.
create function review_parts_tell_pages() returns trigger language plpgsql as $$
begin
	if tg_op <> 'INSERT' then
		perform pg_notify('wayline_pages', 'p' || r.seller_id || '.' || r.shipment_id)
			from reviews r where r.seller_id = old.seller_id and r.id = old.review_id;
	end if;
	if tg_op <> 'DELETE' then
		perform pg_notify('wayline_pages', 'p' || r.seller_id || '.' || r.shipment_id)
			from reviews r where r.seller_id = new.seller_id and r.id = new.review_id;
	end if;
	return null;
end
$$;
--> statement-breakpoint
create trigger tell_pages
	after insert or delete or update on review_pictures for each row execute function review_parts_tell_pages();
--> statement-breakpoint
create trigger tell_pages
	after insert or delete or update on review_videos for each row execute function review_parts_tell_pages();
--> statement-breakpoint
create function orders_tell_pages() returns trigger language plpgsql as $$
begin
	perform pg_notify('wayline_pages', 'o' || old.seller_id || '.' || old.id);
	return null;
end
$$;
--> statement-breakpoint
create trigger tell_pages
	after delete or update of items, reference, locale
	on orders for each row execute function orders_tell_pages();
--> statement-breakpoint
create function sellers_tell_pages() returns trigger language plpgsql as $$
begin
	perform pg_notify('wayline_pages', 's' || old.id);
	return null;
end
$$;
--> statement-breakpoint
create trigger tell_pages
	after delete or update of public_id, name, contact_email, brand, notices
	on sellers for each row execute function sellers_tell_pages();
--> statement-breakpoint
create function brands_tell_pages() returns trigger language plpgsql as $$
begin
	perform pg_notify('wayline_pages', 's' || coalesce(new.seller_id, old.seller_id));
	return null;
end
$$;
--> statement-breakpoint
create trigger tell_pages
	after delete or update of public_id, name, contact_email, brand
	on brands for each row execute function brands_tell_pages();
--> statement-breakpoint
create trigger tell_pages
	after insert or delete or update on brand_logos for each row execute function brands_tell_pages();
--> statement-breakpoint
create function connections_tell_pages() returns trigger language plpgsql as $$
begin
	perform pg_notify('wayline_pages', 'c' || old.seller_id || '.' || old.id);
	return null;
end
$$;
--> statement-breakpoint
-- A page says to the minute how long ago a carrier told something: of those that post all day, once a minute is enough.
create trigger tell_pages
	after update of carrier, health, failing_since, last_message_at
	on connections for each row when (
		(old.carrier, old.health, old.failing_since, date_trunc('minute', old.last_message_at))
		is distinct from (new.carrier, new.health, new.failing_since, date_trunc('minute', new.last_message_at))
	) execute function connections_tell_pages();
--> statement-breakpoint
create trigger tell_pages_of_end
	after delete on connections for each row execute function connections_tell_pages();
