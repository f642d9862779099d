/*
 * Papers into the library: a batch is one transaction.
 *
 * Each record is looked up by every name it has; what is known is united with it, what is not becomes a new
 * row. The full-text index is written last, in order of row numbers: FTS5 flushes its memory to a new
 * segment whenever a number is lower than the one before it (fts5_index.c, sqlite3Fts5IndexBeginWrite).
 */
#include <string.h>

#include "base/clock.h"
#include "library/stems.h"
#include "library/store.h"
#include "library/unite.h"
#include "paper/paper_id.h"

/* What has to be done to the index for one paper of the batch. */
struct pending {
	int64_t num, old_num;
	bool indexed; /* old stands in the index, under old_num */
	bool gone;    /* it was joined to another */
	bool reread;  /* now has to be read from its rows */
	struct search_text old, now;
};

struct pendings {
	VEC_OF(struct pending);
};

struct put {
	struct library *lib;
	struct arena arena;   /* of the batch */
	struct arena scratch; /* of one paper */
	struct pendings pending;
	struct map place; /* 8 bytes of the row number -> place in pending + 1 */
	struct tag_counts_change counts;
	int64_t source, now;
	struct tally tally;
};

static void put_release(struct put *b)
{
	map_release(&b->place);
	map_release(&b->counts.by);
	arena_release(&b->scratch);
	arena_release(&b->arena);
}

/* ---- the index ---- */

static struct str num_key(const int64_t *num)
{
	return (struct str){(const char *)num, sizeof *num};
}

static struct pending *add_pending(struct put *b, const struct pending *p)
{
	vec_push_in(&b->arena, &b->pending, *p);
	*map_put(&b->place, num_key(&p->num)) = (int64_t)b->pending.n;
	return &b->pending.at[b->pending.n - 1];
}

/* To be called before the rows of a known paper change. */
static int touch(struct put *b, int64_t num, struct pending **out, struct err *err)
{
	struct pending fresh = {.num = num, .old_num = num, .indexed = true};
	int64_t *place = map_get(&b->place, num_key(&num));
	int rc;

	if (place && *place) {
		*out = &b->pending.at[*place - 1];
	} else {
		rc = search_read(b->lib, num, &b->arena, &fresh.old, err);
		if (rc < 0)
			return rc;
		*out = add_pending(b, &fresh);
	}
	(*out)->reread = true;
	return 0;
}

struct index_step {
	int64_t num;
	bool add;
	const struct search_text *text;
};

static int by_num(const void *a, const void *b)
{
	const struct index_step *s = a, *t = b;

	return s->num != t->num ? (s->num > t->num) - (s->num < t->num) : s->add - t->add;
}

static bool same_search_text(const struct search_text *a, const struct search_text *b)
{
	const char *const x[] = {a->title, a->abstract, a->authors, a->tags};
	const char *const y[] = {b->title, b->abstract, b->authors, b->tags};

	for (size_t i = 0; i < sizeof x / sizeof *x; i++)
		if (strcmp(x[i] ? x[i] : "", y[i] ? y[i] : ""))
			return false;
	return true;
}

/* The steps that one paper needs: none, taken out, put in or both. */
static int plan(struct put *b, struct pending *p, struct index_step *steps, size_t *n, struct err *err)
{
	int rc = p->reread && !p->gone ? search_read(b->lib, p->num, &b->arena, &p->now, err) : 0;

	if (rc < 0)
		return rc;
	if (p->indexed && !p->gone && p->num == p->old_num && same_search_text(&p->old, &p->now))
		return 0;
	if (p->indexed)
		steps[(*n)++] = (struct index_step){p->old_num, false, &p->old};
	if (!p->gone)
		steps[(*n)++] = (struct index_step){p->num, true, &p->now};
	return 0;
}

static int write_stems(struct put *b, const struct index_step *steps, size_t n, struct err *err)
{
	struct stems_change *changes = arena_alloc(&b->arena, (n + 1) * sizeof *changes);

	for (size_t i = 0; i < n; i++)
		changes[i] = (struct stems_change){steps[i].num, steps[i].text->title,
			steps[i].text->abstract, steps[i].add};
	return stems_write(b->lib, changes, n, err);
}

static int write_index(struct put *b, struct err *err)
{
	struct index_step *steps = arena_alloc(&b->arena, b->pending.n * 2 * sizeof *steps);
	size_t n = 0;
	int rc = 0;

	for (size_t i = 0; i < b->pending.n && rc == 0; i++)
		rc = plan(b, &b->pending.at[i], steps, &n, err);
	qsort(steps, n, sizeof *steps, by_num);
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = steps[i].add ? search_add(b->lib, steps[i].num, steps[i].text, err)
				  : search_take(b->lib, steps[i].num, steps[i].text, err);
	return rc == 0 ? write_stems(b, steps, n, err) : rc;
}

/* ---- which rows a record belongs to ---- */

enum { MOST_ROWS = 3 };

/* The names that a record answers to. */
struct identity {
	const char *id, *doi, *key; /* doi may be NULL */
};

static void identify(const struct paper *p, struct arena *a, struct identity *who)
{
	const char *first = p->authors.n ? p->authors.at[0] : NULL;
	const char *doi = p->doi && *p->doi ? arena_printf(a, "doi:%s", p->doi) : NULL;

	who->key = paper_id_key(str_of(p->title ? p->title : ""), first, a);
	who->doi = doi ? paper_id_read(str_of(doi), a, NULL) : NULL;
	who->id = p->id ? p->id : who->doi ? who->doi : who->key;
}

/*
 * A row found by a DOI or a key is the same paper unless both have ids of one kind that differ: two arXiv
 * papers with one title are two papers. A key says it only where the row or the record has no better id.
 */
static int belongs(struct put *b, const struct identity *who, const char *name, int64_t num, bool *yes,
	struct err *err)
{
	struct stmt *q;
	int rc = sql_query(b->lib->db, &q, err, "SELECT id FROM papers WHERE num = ?", "i", num);

	*yes = false;
	if (rc == 0 && (rc = sql_step(q, err)) > 0) {
		int known = unite_id_rank(sql_text(q, 0)), ours = unite_id_rank(who->id);
		int weakest = unite_id_rank(who->key);

		*yes = name == who->key ? known == weakest || ours == weakest : known != ours;
		rc = 0;
	}
	sql_done(q);
	return rc;
}

/* The rows that hold this paper so far, the one it is found by id in first. */
static int find_rows(struct put *b, const struct identity *who, int64_t *rows, size_t *n, struct err *err)
{
	const char *const names[MOST_ROWS] = {who->id, who->doi, who->key};
	bool found, yes;
	int64_t num;
	int rc;

	*n = 0;
	for (size_t i = 0; i < MOST_ROWS; i++) {
		if (!names[i])
			continue;
		rc = find_id(b->lib, names[i], &num, &found, err);
		if (rc < 0)
			return rc;
		for (size_t j = 0; found && j < *n; j++)
			found = rows[j] != num;
		if (!found)
			continue;
		yes = i == 0;
		rc = yes ? 0 : belongs(b, who, names[i], num, &yes, err);
		if (rc < 0)
			return rc;
		if (yes)
			rows[(*n)++] = num;
	}
	return 0;
}

static int write_names(struct put *b, int64_t num, const struct identity *who, struct err *err)
{
	int rc = rows_id(b->lib, num, who->id, err);

	if (rc == 0 && who->doi)
		rc = rows_id(b->lib, num, who->doi, err);
	return rc == 0 && who->key ? rows_id(b->lib, num, who->key, err) : rc;
}

static int write_source(struct put *b, int64_t num, struct err *err)
{
	return sql_run(b->lib->db, err,
		"INSERT OR IGNORE INTO paper_sources (paper, source) VALUES (?, ?)", "ii", num, b->source);
}

static char *join_lines(const struct strs *lines, struct arena *a)
{
	struct strbuf sb = STRBUF_INIT;
	char *joined;

	strs_write(lines, '\n', &sb);
	joined = lines->n ? arena_str(a, strbuf_str(&sb)) : NULL;
	strbuf_release(&sb);
	return joined;
}

/* ---- a new paper ---- */

static int write_parts(struct put *b, int64_t num, const struct paper *p, unsigned parts, bool fresh,
	struct strbuf *tags, struct err *err)
{
	int rc = 0;

	if (parts & UNITE_AUTHORS)
		rc = rows_authors(b->lib, num, p, fresh, err);
	if (rc == 0 && parts & UNITE_CATEGORIES)
		rc = rows_categories(b->lib, num, p, fresh, err);
	if (rc == 0 && parts & UNITE_LINKS)
		rc = rows_links(b->lib, num, p, fresh, err);
	if (rc == 0 && parts & UNITE_TAGS)
		rc = rows_tags(b->lib, num, p, fresh, &b->counts, tags, err);
	return rc;
}

static int add_paper(struct put *b, const struct paper *p, const struct identity *who, struct err *err)
{
	const unsigned all = UNITE_AUTHORS | UNITE_CATEGORIES | UNITE_LINKS | UNITE_TAGS;
	struct pending index = {0};
	struct strbuf tags = STRBUF_INIT;
	int rc = num_free(b->lib, p->date, &index.num, err);

	index.now.title = p->title ? p->title : "";
	index.now.abstract = p->abstract;
	index.now.authors = join_lines(&p->authors, &b->arena);
	if (rc == 0)
		rc = rows_paper(b->lib, index.num, p, index.now.authors, b->now, b->lib->edition, err);
	if (rc == 0)
		rc = write_parts(b, index.num, p, all, true, &tags, err);
	if (rc == 0)
		rc = write_names(b, index.num, who, err);
	if (rc == 0)
		rc = write_source(b, index.num, err);
	index.now.tags = arena_str(&b->arena, strbuf_str(&tags));
	strbuf_release(&tags);
	if (rc < 0)
		return rc;
	add_pending(b, &index);
	b->tally.added++;
	return 0;
}

/* ---- a known one ---- */

/* Moves the row where its date puts it. */
static int move_row(struct put *b, struct pending *index, const struct paper *p, struct err *err)
{
	int64_t to, from = index->num;
	int rc = num_free(b->lib, p->date, &to, err);

	if (rc == 0)
		rc = sql_run(b->lib->db, err, "UPDATE papers SET num = ? WHERE num = ?", "ii", to, from);
	if (rc < 0)
		return rc;
	*map_put(&b->place, num_key(&to)) = *map_get(&b->place, num_key(&from));
	*map_put(&b->place, num_key(&from)) = 0;
	index->num = to;
	return 0;
}

/* Makes one row of two: what is the reader's and the names move, the rest was united before. */
static int absorb(struct put *b, int64_t num, int64_t other, struct err *err)
{
	struct pending *index;
	int rc = touch(b, other, &index, err);

	if (rc < 0)
		return rc;
	index->gone = true;
	rc = marks_join(b->lib, num, other, &b->counts, err);
	if (rc == 0)
		rc = rows_join(b->lib, num, other, &b->counts, err);
	if (rc == 0)
		b->tally.joined++;
	return rc;
}

/* A row as it was read, and what the records made of it. */
struct known {
	struct paper paper;
	unsigned changed; /* enum unite_parts */
	bool mixed;
};

static void join(struct put *b, struct known *k, const struct paper *p, bool tagged)
{
	bool mixed;

	k->changed |= unite(&k->paper, p, tagged, &b->scratch, &mixed);
	k->mixed |= mixed;
	if (unite_id_rank(p->id) < unite_id_rank(k->paper.id)) {
		k->paper.id = p->id;
		k->changed |= UNITE_TEXT;
	}
}

/* Tags that came whole with this record are of its edition; tags of two records are due to be made again. */
static int new_edition(struct put *b, int64_t num, const struct known *k, int64_t *edition, struct err *err)
{
	*edition = k->mixed ? 0 : (int64_t)b->lib->edition;
	if (k->mixed || k->changed & UNITE_TAGS)
		return 0;
	return sql_get_int(b->lib->db, edition, 0, err, "SELECT edition FROM papers WHERE num = ?", "i", num);
}

static int write_known(struct put *b, int64_t num, const struct known *k, int64_t *now_at, struct err *err)
{
	const struct paper *p = &k->paper;
	struct strbuf tags = STRBUF_INIT;
	struct pending *index;
	int64_t edition = 0;
	int rc = touch(b, num, &index, err);

	if (rc == 0)
		rc = new_edition(b, num, k, &edition, err);
	if (rc == 0 && !num_on_day(num, p->date))
		rc = move_row(b, index, p, err);
	if (rc == 0)
		rc = rows_paper(b->lib, index->num, p, join_lines(&p->authors, &b->scratch), b->now,
			(uint64_t)edition, err);
	if (rc == 0)
		rc = write_parts(b, index->num, p, k->changed, false, &tags, err);
	strbuf_release(&tags);
	*now_at = rc < 0 ? num : index->num;
	return rc;
}

/* Unites the record with the rows it belongs to; the first of them stays. */
static int update_paper(struct put *b, const struct paper *p, const struct identity *who, int64_t *rows,
	size_t n, struct err *err)
{
	const enum library_parts parts = PART_TEXT | PART_LINKS | PART_TAGS;
	struct known k = {.changed = 0};
	struct paper other;
	int rc = library_get(b->lib, rows[0], parts, &b->scratch, &k.paper, err);

	for (size_t i = 1; i < n && rc == 0; i++) {
		rc = library_get(b->lib, rows[i], parts, &b->scratch, &other, err);
		if (rc == 0)
			join(b, &k, &other, true);
		if (rc == 0)
			rc = absorb(b, rows[0], rows[i], err);
	}
	if (rc < 0)
		return rc;
	join(b, &k, p, b->lib->edition != 0);
	if (k.changed || n > 1)
		rc = write_known(b, rows[0], &k, &rows[0], err);
	if (rc == 0)
		rc = write_names(b, rows[0], who, err);
	if (rc == 0)
		rc = write_source(b, rows[0], err);
	*(k.changed || n > 1 ? &b->tally.changed : &b->tally.same) += 1;
	return rc;
}

static int put_paper(struct put *b, const struct paper *p, struct err *err)
{
	struct identity who;
	struct paper named = *p;
	int64_t rows[MOST_ROWS];
	size_t n;
	int rc;

	arena_reset(&b->scratch);
	identify(p, &b->scratch, &who);
	named.id = who.id;
	rc = find_rows(b, &who, rows, &n, err);
	if (rc == 0)
		rc = n ? update_paper(b, &named, &who, rows, n, err) : add_paper(b, &named, &who, err);
	return rc;
}

static int put_all(struct put *b, struct paper *papers, size_t n, const char *source, struct err *err)
{
	int rc = names_source(b->lib, source, &b->source, err);

	for (size_t i = 0; i < n && rc == 0; i++)
		rc = put_paper(b, &papers[i], err);
	if (rc == 0)
		rc = tag_counts_write(b->lib, &b->counts, err);
	if (rc == 0)
		rc = store_count_add(b->lib, "papers", (int64_t)b->tally.added - (int64_t)b->tally.joined, err);
	return rc == 0 ? write_index(b, err) : rc;
}

int library_put(struct library *lib, struct paper *papers, size_t n, const char *source,
	struct tally *tally, struct err *err)
{
	struct put b = {.lib = lib, .now = clock_now()};
	int rc = store_need_writable(lib, err);

	if (rc == 0)
		rc = sql_begin(lib->db, err);
	if (rc < 0)
		return rc;
	rc = put_all(&b, papers, n, source, err);
	if (rc == 0)
		rc = sql_commit(lib->db, err);
	else
		sql_rollback(lib->db);
	if (rc < 0) {
		names_forget(&lib->names);
	} else {
		tally->added += b.tally.added;
		tally->changed += b.tally.changed;
		tally->same += b.tally.same;
		tally->joined += b.tally.joined;
	}
	put_release(&b);
	return rc;
}
