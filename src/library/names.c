#include "base/utf8.h"
#include "library/store.h"

/* Above this many names a cache starts anew: a bulk import must not grow with the library. */
enum { NAMES_KEPT = 100000 };

void names_forget(struct names *names)
{
	map_release(&names->authors);
	map_release(&names->tags);
	arena_release(&names->tag_names);
	map_release(&names->forms);
	map_release(&names->categories);
	map_release(&names->sources);
}

struct str names_fold(const char *name, struct strbuf *buf)
{
	strbuf_reset(buf);
	utf8_fold(str_of(name), buf);
	return strbuf_str(buf);
}

static void keep(struct map *cache, struct str key, int64_t row)
{
	if (cache->n >= NAMES_KEPT)
		map_release(cache);
	*map_put(cache, key) = row;
}

static int add_author(struct library *lib, const char *name, int64_t *author, struct err *err)
{
	struct strbuf buf = STRBUF_INIT;
	struct str fold = names_fold(name, &buf);
	int rc = sql_get_int(lib->db, author, 0, err, "SELECT author FROM authors WHERE fold = ?", "s", fold);

	if (rc == 0 && !*author) {
		rc = sql_run(lib->db, err, "INSERT INTO authors (name, fold) VALUES (?, ?)", "zs", name, fold);
		*author = sql_last_rowid(lib->db);
	}
	strbuf_release(&buf);
	return rc;
}

int names_author(struct library *lib, const char *name, int64_t *author, struct err *err)
{
	int64_t *known = map_get(&lib->names.authors, str_of(name));
	int rc = 0;

	if (known)
		*author = *known;
	else
		rc = add_author(lib, name, author, err);
	if (rc == 0 && !known)
		keep(&lib->names.authors, str_of(name), *author);
	return rc;
}

/* A name that is looked up as it stands; find answers its row, add makes it. */
static int plain_name(struct library *lib, struct map *cache, const char *find, const char *add,
	const char *name, int64_t *row, struct err *err)
{
	int64_t *known = map_get(cache, str_of(name));
	int rc;

	if (known) {
		*row = *known;
		return 0;
	}
	rc = sql_get_int(lib->db, row, 0, err, find, "z", name);
	if (rc == 0 && !*row) {
		rc = sql_run(lib->db, err, add, "z", name);
		*row = sql_last_rowid(lib->db);
	}
	if (rc == 0)
		keep(cache, str_of(name), *row);
	return rc;
}

int names_category(struct library *lib, const char *name, int64_t *category, struct err *err)
{
	return plain_name(lib, &lib->names.categories, "SELECT category FROM categories WHERE name = ?",
		"INSERT INTO categories (name) VALUES (?)", name, category, err);
}

int names_source(struct library *lib, const char *name, int64_t *source, struct err *err)
{
	return plain_name(lib, &lib->names.sources, "SELECT source FROM sources WHERE name = ?",
		"INSERT INTO sources (name) VALUES (?)", name, source, err);
}

static bool same_letters(const char *a, const char *b)
{
	while (*a && ch_tolower(*a) == ch_tolower(*b))
		a++, b++;
	return !*a && !*b;
}

/* A paper's own spelling and sort give way to those of the lists. Only case may differ: the index has the old words. */
static int correct_tag(struct library *lib, struct tag_name *t, int sort, const char *name, struct err *err)
{
	int rc;

	if (!same_letters(t->name, name))
		return 0;
	rc = sql_run(lib->db, err, "UPDATE tags SET name = ?1, sort = ?2 WHERE tag = ?3 AND (name <> ?1 OR sort <> ?2)",
		"zii", name, (int64_t)sort, t->tag);
	if (rc < 0 || !strcmp(t->name, name))
		return rc;
	map_release(&lib->names.tags);
	t->name = arena_strdup(&lib->names.tag_names, name);
	return 0;
}

static int add_tag(struct library *lib, int kind, int sort, const char *name, bool listed, struct tag_name *t,
	struct err *err)
{
	struct strbuf buf = STRBUF_INIT;
	struct str fold = names_fold(name, &buf);
	struct stmt *q;
	bool found = false;
	int rc = sql_query(lib->db, &q, err, "SELECT tag, name FROM tags WHERE kind = ? AND fold = ?", "is",
		(int64_t)kind, fold);

	if (rc == 0 && (rc = sql_step(q, err)) > 0) {
		*t = (struct tag_name){sql_int(q, 0), arena_strdup(&lib->names.tag_names, sql_text(q, 1))};
		found = true;
	}
	sql_done(q);
	if (found && listed) {
		rc = correct_tag(lib, t, sort, name, err);
	} else if (rc == 0) {
		rc = sql_run(lib->db, err,
			"INSERT INTO tags (kind, sort, name, fold, papers) VALUES (?, ?, ?, ?, 0)", "iizs",
			(int64_t)kind, (int64_t)sort, name, fold);
		*t = (struct tag_name){sql_last_rowid(lib->db), arena_strdup(&lib->names.tag_names, name)};
	}
	strbuf_release(&buf);
	return rc < 0 ? rc : 0;
}

/* The finders that know no name by a list: those of words, of evidence and of what other papers introduce. */
static bool is_listed(const char *rule)
{
	return rule && !str_starts(str_of(rule), "words.tsv") && !str_starts(str_of(rule), "evidence.tsv") &&
	       !str_starts(str_of(rule), "learnt:");
}

int names_tag(struct library *lib, int kind, int sort, const char *name, const char *rule, struct tag_name *t,
	struct err *err)
{
	struct names *names = &lib->names;
	struct strbuf key = STRBUF_INIT;
	struct tag_name *kept;
	bool listed = is_listed(rule);
	int64_t *known;
	int rc = 0;

	strbuf_addch(&key, (char)('0' + 2 * kind + listed));
	strbuf_addz(&key, name);
	known = map_get(&names->tags, strbuf_str(&key));
	if (known) {
		*t = *(struct tag_name *)(intptr_t)*known;
		goto out;
	}
	if (names->tags.n >= NAMES_KEPT) {
		map_release(&names->tags);
		arena_release(&names->tag_names);
	}
	rc = add_tag(lib, kind, sort, name, listed, t, err);
	if (rc == 0) {
		kept = arena_alloc(&names->tag_names, sizeof *kept);
		*kept = *t;
		*map_put(&names->tags, strbuf_str(&key)) = (intptr_t)kept;
	}
out:
	strbuf_release(&key);
	return rc;
}

int names_form(struct library *lib, int64_t tag, struct str form, struct err *err)
{
	struct strbuf key = STRBUF_INIT, fold = STRBUF_INIT;
	int rc = 0;

	strbuf_add(&key, &tag, sizeof tag);
	strbuf_addstr(&key, form);
	if (!map_get(&lib->names.forms, strbuf_str(&key))) {
		utf8_fold(form, &fold);
		rc = sql_run(lib->db, err, "INSERT OR IGNORE INTO tag_forms (fold, tag) VALUES (?, ?)", "si",
			strbuf_str(&fold), tag);
		if (rc == 0)
			keep(&lib->names.forms, strbuf_str(&key), 1);
	}
	strbuf_release(&key);
	strbuf_release(&fold);
	return rc;
}
