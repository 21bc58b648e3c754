-- The video of a review, put together anew: one at most.

create table review_videos (
	seller_id bigint not null,
	review_id bigint not null,
	-- Another with each video: by it a part is known to be of the same.
	version text not null,
	type text not null check (type in ('video/mp4', 'video/webm')),
	-- What a device has to know to play it.
	codec text not null,
	-- In pixels, as it is shown.
	width integer not null,
	height integer not null,
	milliseconds integer not null,
	bytes integer not null,
	primary key (seller_id, review_id),
	foreign key (seller_id, review_id) references reviews (seller_id, id) on delete cascade
);
--> statement-breakpoint
-- Its bytes, in parts that are sealed each by itself.
create table review_video_parts (
	seller_id bigint not null,
	review_id bigint not null,
	-- From 0; each but the last is as long as the others.
	part integer not null,
	sealed_part bytea not null,
	primary key (seller_id, review_id, part),
	foreign key (seller_id, review_id) references review_videos (seller_id, review_id) on delete cascade
);
