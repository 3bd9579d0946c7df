-- States are kept as text: nobody asks PostgreSQL to look inside, and parsing them was a part of every command's price.
alter table stream_state alter column state type text using state::text;

-- Takes the head of the log for a transaction that was decided before it began: refused when somebody else has written since.
create function tandem_take_head(read_at bigint, read_in bigint) returns void language plpgsql as $$
begin
  perform 1 from log_head where seq = read_at and epoch = read_in for update;
  if not found then
    raise exception 'head-moved: the log is no longer at %, epoch %', read_at, read_in using errcode = 'TN001';
  end if;
end
$$;
