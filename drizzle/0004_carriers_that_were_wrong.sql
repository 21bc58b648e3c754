-- The seller said that the parcel never travelled under this leg: nothing of it counts, and nobody is asked for it. When
-- that was said, and taken back, stands in the facts of the kind "correction"; this is how it stands now.
alter table legs add column wrong_since timestamptz(3);
