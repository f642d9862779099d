-- From schema 2 to 3: an index to show the most common tags by.
CREATE INDEX tags_by_papers ON tags (kind, papers DESC, fold);

-- Segments of the full-text index are merged by those who write (search_merge).
INSERT INTO search (search, rank) VALUES ('automerge', 0);
