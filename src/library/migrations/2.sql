-- From schema 1 to 2: code pages, citations, versions.
ALTER TABLE papers ADD COLUMN withdrawn    INTEGER NOT NULL DEFAULT 0;
ALTER TABLE papers ADD COLUMN version      INTEGER NOT NULL DEFAULT 0;
ALTER TABLE marks  ADD COLUMN seen_version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE marks  ADD COLUMN news         TEXT;

-- A list shows the version, so it stands where the list is read from. What was read so far was the version at hand.
UPDATE papers SET version = t.version FROM texts t WHERE t.paper = papers.num AND t.version <> 0;
UPDATE marks SET seen_version = p.version FROM papers p WHERE p.num = marks.paper AND marks.seen;
ALTER TABLE texts DROP COLUMN version;

-- Code pages: one row a repository, whichever papers link to it (code_page.h). What lists and filters ask of it
-- stands in links too.
CREATE TABLE code_pages (
	page         INTEGER PRIMARY KEY,
	host         TEXT NOT NULL,              -- lower case
	repo         TEXT NOT NULL COLLATE NOCASE, -- as links have it
	verdict      INTEGER NOT NULL,
	reason       TEXT,                       -- of the verdict, in words
	checked      TEXT,                       -- when it said something last, ISO 8601
	tried        INTEGER NOT NULL,           -- the last visit, seconds since 1970, whatever came of it
	missing      TEXT,                       -- since when it has been answered with "not there", or NULL
	moved_to     TEXT,                       -- "owner/name" now, or NULL
	fork_of      TEXT,
	description  TEXT,
	homepage     TEXT,
	language     TEXT,
	license      TEXT,
	topics       TEXT,                       -- a line each
	stars        INTEGER NOT NULL,           -- -1: not known
	archived     INTEGER NOT NULL,
	created      TEXT,
	pushed       TEXT,
	release      TEXT,                       -- the newest one's name
	branch       TEXT,
	files        TEXT,                       -- of the top folder, a line each; folders end in "/"
	readme       TEXT,                       -- readable
	UNIQUE (host, repo)
);
CREATE INDEX code_pages_by_try ON code_pages (tried);
-- The papers that a code page lists, by canonical id: they need not be in the library.
CREATE TABLE code_page_papers (
	page         INTEGER NOT NULL REFERENCES code_pages ON DELETE CASCADE,
	id           TEXT NOT NULL COLLATE NOCASE,
	PRIMARY KEY (page, id)
) WITHOUT ROWID;
CREATE INDEX code_pages_of_paper ON code_page_papers (id, page);

-- Who cites whom, by canonical ids: neither need be in the library.
CREATE TABLE citations (
	citing       TEXT NOT NULL COLLATE NOCASE,
	cited        TEXT NOT NULL COLLATE NOCASE,
	PRIMARY KEY (citing, cited)
) WITHOUT ROWID;
CREATE INDEX citations_of ON citations (cited, citing);
-- Whose citations were asked for, and when, seconds since 1970.
CREATE TABLE citations_asked (
	id           TEXT PRIMARY KEY COLLATE NOCASE,
	at           INTEGER NOT NULL
) WITHOUT ROWID;

-- Files that were read in part: where the next import of the same file goes on.
CREATE TABLE places (
	file         TEXT PRIMARY KEY,           -- what it is known by, whatever it is called
	bytes        INTEGER NOT NULL,           -- so many are read, and saved
	line         INTEGER NOT NULL            -- number of the next line
) WITHOUT ROWID;
-- Other spellings of an author's name are looked for by the last word.
ALTER TABLE authors ADD COLUMN
	surname TEXT GENERATED ALWAYS AS (substr(fold, length(rtrim(fold, replace(fold, ' ', ''))) + 1)) VIRTUAL;
CREATE INDEX authors_by_surname ON authors (surname, substr(fold, 1, 1));

-- Segments are merged a little at a time, never all of a level at once: that held the lock for a second and more.
INSERT INTO search (search, rank) VALUES ('crisismerge', 1999);
