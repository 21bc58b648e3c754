-- How the point of a scan was found: `carrier` for its own coordinates, else the rule that read its words and the version
-- of the gazetteer, so that a replay knows what an earlier one placed. Null in scans that were placed before this.
alter table scans add column place_found_by text;
--> statement-breakpoint
alter table scans add column gazetteer text;
