-- Compared byte by byte: a database's own collation calls the system's library for each step down an index, on every write.
alter table event
  alter column stream type text collate "C",
  alter column command type text collate "C",
  alter column id type text collate "C";
alter table stream_state alter column stream type text collate "C";
-- Room on the page for the next state of a stream, or each change writes the index anew.
alter table stream_state set (fillfactor = 75);
-- Nobody asks the log by area: views do.
drop index event_area;
