-- Tags that went out, in links and proofs, and those of addresses that want no mail stay valid when the secret key is
-- changed: what makes them is kept by itself, sealed. Filled at the first start.

create table tag_keys (
	purpose text primary key,
	sealed_key bytea not null
);
