-- From schema 2 to 3: segments of the full-text index are merged by those who write (search_merge).
INSERT INTO search (search, rank) VALUES ('automerge', 0);
