-- From schema 2 to 3: indexes to show the most common tags by, and to find what visits of code pages found.
CREATE INDEX tags_by_papers    ON tags (kind, papers DESC, fold);
CREATE INDEX papers_by_verdict ON papers (verdict) WHERE verdict <> 0;

-- Segments of the full-text index are merged by those who write (search_merge).
INSERT INTO search (search, rank) VALUES ('automerge', 0);
