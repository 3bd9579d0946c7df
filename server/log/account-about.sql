-- what the start page says of an account; null: what its role does
alter table account add column about jsonb;
