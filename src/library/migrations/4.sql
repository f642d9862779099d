-- From schema 3 to 4: the authors' keywords.
ALTER TABLE texts ADD COLUMN keywords TEXT;
