-- The library, schema 4. application_id and user_version are set by schema.c.
--
-- papers.num is the day of the date * 2^24 plus a sequence within the day, so that a walk down the key is
-- newest first; `search` has the same row numbers. What a list line shows and a filter asks stands in `papers`,
-- whose rows are short; the rest of a paper stands in `texts`. The reader's own marks are in tables of
-- their own at the end, which import and fetch never write but where two papers become one.
--
-- Texts in a column "fold" are utf8_fold of the name. Enumerations are numbers in the order of the
-- enums in src/paper/: tag and link kinds, verdicts, states.

CREATE TABLE papers (
	num          INTEGER PRIMARY KEY,
	id           TEXT NOT NULL,              -- canonical; looked up through ids
	title        TEXT NOT NULL,              -- readable
	first_author TEXT,
	author_count INTEGER NOT NULL,           -- how many are known
	et_al        INTEGER NOT NULL,           -- 1: there are more
	date         TEXT,                       -- "2022-10-11", "2022-10", "2022" or NULL
	categories   TEXT,                       -- "cs.LG cs.CV", the primary one first
	code         INTEGER NOT NULL,           -- 1: a code link or a badge that says so
	verdict      INTEGER NOT NULL,           -- of the first code link
	stars        INTEGER NOT NULL,           -- the most that a code link has; -1: not known
	added        INTEGER NOT NULL,           -- seconds since 1970
	edition      INTEGER NOT NULL,           -- of the lists that tagged it; 0: none
	withdrawn    INTEGER NOT NULL DEFAULT 0, -- 1: its authors or the archive took it back
	version      INTEGER NOT NULL DEFAULT 0, -- 0: not known
	title_key    TEXT NOT NULL,              -- what title and author order go by
	author_key   TEXT NOT NULL
);
CREATE INDEX papers_by_title   ON papers (title_key);
CREATE INDEX papers_by_author  ON papers (author_key);
CREATE INDEX papers_by_added   ON papers (added);
CREATE INDEX papers_by_stars   ON papers (stars);
CREATE INDEX papers_by_edition ON papers (edition);
CREATE INDEX papers_by_verdict ON papers (verdict) WHERE verdict <> 0;

CREATE TABLE texts (
	paper        INTEGER PRIMARY KEY REFERENCES papers ON UPDATE CASCADE ON DELETE CASCADE,
	title_tex    TEXT,                       -- NULL where it is the title
	abstract     TEXT,                       -- readable
	abstract_tex TEXT,                       -- NULL where it is the abstract
	authors      TEXT,                       -- a line each, in order
	affiliation  TEXT,
	updated      TEXT,
	code_badge   INTEGER NOT NULL,
	comments     TEXT,
	doi          TEXT,
	venue        TEXT,
	keywords     TEXT                        -- a line each, in order
);

-- Every name a paper answers to: its id, the ids it had, "doi:…", and the "key:…" of title and first author.
CREATE TABLE ids (
	id           TEXT PRIMARY KEY COLLATE NOCASE,
	paper        INTEGER NOT NULL REFERENCES papers ON UPDATE CASCADE ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX ids_of_paper ON ids (paper);

CREATE TABLE authors (
	author       INTEGER PRIMARY KEY,
	name         TEXT NOT NULL,              -- as it was first seen
	fold         TEXT NOT NULL UNIQUE,
	-- The last word, by which other spellings of a name are looked for (namesakes.c). rtrim takes every letter off the
	-- end that is no blank.
	surname      TEXT GENERATED ALWAYS AS (substr(fold, length(rtrim(fold, replace(fold, ' ', ''))) + 1)) VIRTUAL
);
CREATE INDEX authors_by_surname ON authors (surname, substr(fold, 1, 1));
CREATE TABLE paper_authors (
	paper        INTEGER NOT NULL REFERENCES papers ON UPDATE CASCADE ON DELETE CASCADE,
	pos          INTEGER NOT NULL,           -- from 0
	author       INTEGER NOT NULL REFERENCES authors,
	PRIMARY KEY (paper, pos)
) WITHOUT ROWID;
CREATE INDEX papers_of_author ON paper_authors (author, paper);

CREATE TABLE categories (
	category     INTEGER PRIMARY KEY,
	name         TEXT NOT NULL UNIQUE COLLATE NOCASE
);
CREATE TABLE paper_categories (
	paper        INTEGER NOT NULL REFERENCES papers ON UPDATE CASCADE ON DELETE CASCADE,
	pos          INTEGER NOT NULL,           -- from 0
	category     INTEGER NOT NULL REFERENCES categories,
	PRIMARY KEY (paper, pos)
) WITHOUT ROWID;
CREATE INDEX papers_of_category ON paper_categories (category, paper);

CREATE TABLE sources (
	source       INTEGER PRIMARY KEY,
	name         TEXT NOT NULL UNIQUE
);
CREATE TABLE paper_sources (
	paper        INTEGER NOT NULL REFERENCES papers ON UPDATE CASCADE ON DELETE CASCADE,
	source       INTEGER NOT NULL REFERENCES sources,
	PRIMARY KEY (paper, source)
) WITHOUT ROWID;
CREATE INDEX papers_of_source ON paper_sources (source, paper);

CREATE TABLE links (
	paper        INTEGER NOT NULL REFERENCES papers ON UPDATE CASCADE ON DELETE CASCADE,
	n            INTEGER NOT NULL,           -- from 1
	url          TEXT NOT NULL,
	host         TEXT NOT NULL,              -- lower case
	repo         TEXT COLLATE NOCASE,        -- "owner/name" on a code host
	kind         INTEGER NOT NULL,
	place        INTEGER NOT NULL,           -- where it stood: enum link_from
	verdict      INTEGER NOT NULL,
	checked      TEXT,                       -- ISO 8601
	stars        INTEGER NOT NULL,           -- -1: not known
	language     TEXT,
	license      TEXT,
	pushed       TEXT,
	description  TEXT,
	PRIMARY KEY (paper, n)
) WITHOUT ROWID;
CREATE INDEX links_by_repo ON links (repo, paper) WHERE repo IS NOT NULL;
CREATE INDEX links_by_host ON links (host, paper);

-- Code pages: one row a repository, whichever papers link to it (code_page.h). What lists and filters ask of it
-- stands in links too.
CREATE TABLE code_pages (
	page         INTEGER PRIMARY KEY,
	host         TEXT NOT NULL,              -- lower case
	repo         TEXT NOT NULL COLLATE NOCASE, -- as code_page.h has it
	verdict      INTEGER NOT NULL,
	reason       TEXT,                       -- of the verdict, in words
	checked      TEXT,                       -- when it said something last, ISO 8601
	tried        INTEGER NOT NULL,           -- the last visit, seconds since 1970, whatever came of it
	missing      TEXT,                       -- since when it has been answered with "not there", or NULL
	moved_to     TEXT,                       -- the repo now, or NULL
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

-- Tags of all kinds: 0 dataset, 1 method (enum tag_kind), 2 the reader's own.
CREATE TABLE tags (
	tag          INTEGER PRIMARY KEY,
	kind         INTEGER NOT NULL,
	sort         INTEGER NOT NULL,           -- 0 a proper name, 1 a technique (enum tag_sort)
	name         TEXT NOT NULL,
	fold         TEXT NOT NULL,
	papers       INTEGER NOT NULL,           -- how many have it
	UNIQUE (kind, fold)
);
CREATE INDEX tags_by_papers ON tags (kind, papers DESC, fold);
-- Every form in which some paper names a tag ("SAM" of Sharpness-Aware Minimization), for queries.
CREATE TABLE tag_forms (
	fold         TEXT NOT NULL,
	tag          INTEGER NOT NULL REFERENCES tags,
	PRIMARY KEY (fold, tag)
) WITHOUT ROWID;
CREATE TABLE paper_tags (
	paper        INTEGER NOT NULL REFERENCES papers ON UPDATE CASCADE ON DELETE CASCADE,
	tag          INTEGER NOT NULL REFERENCES tags,
	pos          INTEGER NOT NULL,           -- its place in the paper's order, from 0
	introduced   INTEGER NOT NULL,
	rule         TEXT,
	spots        TEXT NOT NULL,              -- "t10+3 a120+26": title or abstract, byte offset, length
	PRIMARY KEY (paper, tag)
) WITHOUT ROWID;
CREATE INDEX papers_of_tag ON paper_tags (tag, paper);
CREATE INDEX introducers   ON paper_tags (tag, paper) WHERE introduced;

-- Names that no list knows and a paper introduces (learnt.h).
CREATE TABLE learnt (
	tag          INTEGER PRIMARY KEY REFERENCES tags,
	state        INTEGER NOT NULL,           -- 0 to be looked up, 1 learnt, 2 too common a word
	id           TEXT                        -- of the first paper that introduces it
);
CREATE INDEX learnt_not_yet ON learnt (tag) WHERE state = 0;
CREATE INDEX learnt_names   ON learnt (tag) WHERE state = 1;

-- Keeps no copy of the texts: what is taken out of it is told by its old values.
CREATE VIRTUAL TABLE search USING fts5 (
	title, abstract, authors, tags,
	content = '', tokenize = 'unicode61 remove_diacritics 2'
);

-- What related work is found and compared by (stems.h). The numbers of stems are written as varint.h has them.
CREATE TABLE stems (
	name         TEXT PRIMARY KEY,
	stem         INTEGER NOT NULL,           -- from 1, as they were met: common ones have low numbers
	papers       INTEGER NOT NULL            -- how many have it
) WITHOUT ROWID;
CREATE TABLE paper_stems (
	paper        INTEGER PRIMARY KEY,
	words        BLOB NOT NULL               -- the title's, a 0, the abstract's
);
CREATE TABLE stem_papers (
	stem         INTEGER NOT NULL,
	batch        INTEGER NOT NULL,           -- of papers that were written together
	papers       BLOB NOT NULL,              -- those it weighs most in: steps of days, then of sequence numbers
	PRIMARY KEY (stem, batch)
) WITHOUT ROWID;

-- A batch of an import is one segment of the index, not one a megabyte: a quarter faster.
INSERT INTO search (search, rank) VALUES ('hashsize', 33554432);
-- Segments are merged by those who write (search_merge): by itself FTS5 holds the lock too long for it.
INSERT INTO search (search, rank) VALUES ('automerge', 0), ('crisismerge', 1999);

-- Files that were read in part: where the next import of the same file goes on.
CREATE TABLE places (
	file         TEXT PRIMARY KEY,           -- what it is known by, whatever it is called
	bytes        INTEGER NOT NULL,           -- so many are read, and saved
	line         INTEGER NOT NULL            -- number of the next line
) WITHOUT ROWID;

-- Counts that are kept and small things that are remembered.
CREATE TABLE state (
	name         TEXT PRIMARY KEY,
	value
) WITHOUT ROWID;
INSERT INTO state VALUES ('papers', 0), ('seen', 0), ('stems', 0), ('batches', 0);

-- ---- the reader's own ----

-- A paper without a row here is unread and has no mark. A paper that has one cannot be deleted.
CREATE TABLE marks (
	paper        INTEGER PRIMARY KEY REFERENCES papers ON UPDATE CASCADE,
	state        INTEGER NOT NULL DEFAULT 0, -- enum paper_state
	starred      INTEGER NOT NULL DEFAULT 0,
	seen         INTEGER NOT NULL DEFAULT 0, -- 1: no longer unread
	note         TEXT,
	seen_version INTEGER NOT NULL DEFAULT 0, -- of the paper, when it was seen; 0: not known
	news         TEXT                        -- why it became unread again, or NULL
);
CREATE INDEX marks_by_state   ON marks (state, paper) WHERE state <> 0;
CREATE INDEX marks_by_starred ON marks (paper) WHERE starred;
CREATE INDEX marks_by_note    ON marks (paper) WHERE note IS NOT NULL;

CREATE TABLE user_tags (
	paper        INTEGER NOT NULL REFERENCES papers ON UPDATE CASCADE,
	tag          INTEGER NOT NULL REFERENCES tags,
	PRIMARY KEY (paper, tag)
) WITHOUT ROWID;
CREATE INDEX papers_of_user_tag ON user_tags (tag, paper);

-- Tags of the lists and rules that the reader says are wrong for a paper: as paper_tags would have them.
CREATE TABLE rejected_tags (
	paper        INTEGER NOT NULL REFERENCES papers ON UPDATE CASCADE,
	tag          INTEGER NOT NULL REFERENCES tags,
	pos          INTEGER NOT NULL DEFAULT 0,
	introduced   INTEGER NOT NULL DEFAULT 0,
	rule         TEXT,
	spots        TEXT NOT NULL DEFAULT '',   -- '': the lists do not find it any more
	PRIMARY KEY (paper, tag)
) WITHOUT ROWID;

CREATE TABLE lists (
	list         INTEGER PRIMARY KEY,
	name         TEXT NOT NULL,
	fold         TEXT NOT NULL UNIQUE,
	papers       INTEGER NOT NULL DEFAULT 0  -- how many are on it
);
CREATE TABLE list_papers (
	list         INTEGER NOT NULL REFERENCES lists,
	paper        INTEGER NOT NULL REFERENCES papers ON UPDATE CASCADE,
	pos          INTEGER NOT NULL,           -- 1, 2, 3 …
	PRIMARY KEY (list, paper)
) WITHOUT ROWID;
CREATE INDEX list_order     ON list_papers (list, pos);
CREATE INDEX lists_of_paper ON list_papers (paper);

CREATE TABLE journal (
	entry        INTEGER PRIMARY KEY,
	at           INTEGER NOT NULL,           -- seconds since 1970
	what         TEXT NOT NULL,              -- "tag +optim"
	papers       INTEGER NOT NULL,
	undone       INTEGER NOT NULL DEFAULT 0  -- 1: may be done again; 2: something else was done since
);
CREATE INDEX journal_done   ON journal (entry) WHERE undone = 0;
CREATE INDEX journal_undone ON journal (entry) WHERE undone = 1;
CREATE TABLE journal_steps (
	entry        INTEGER NOT NULL REFERENCES journal,
	step         INTEGER NOT NULL,
	field        INTEGER NOT NULL,           -- enum journal_field
	id           TEXT,                       -- of the paper, where there is one
	name         TEXT,                       -- of the tag or list, where there is one
	old, new,                                -- values before and after
	PRIMARY KEY (entry, step)
) WITHOUT ROWID;
