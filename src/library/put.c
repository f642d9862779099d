/*
 * Papers into the library: a batch is one transaction.
 *
 * Each record is looked up by every name it has. What is known is united with it; what is new waits, and is
 * written in order of row numbers, which fills pages instead of splitting them. The full-text index comes
 * last (put_index.c).
 *
 * Foreign keys are not enforced meanwhile (they cost a fifth of the time): every row that is pointed to is
 * written here, a line above. Where a row's number changes, move_row does what ON UPDATE CASCADE would.
 */
#include "library/put.h"

#include "base/clock.h"
#include "library/unite.h"

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

static bool has_repo(const struct paper *p)
{
	for (size_t i = 0; i < p->links.n; i++)
		if (p->links.at[i].repo)
			return true;
	return false;
}

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
	if (rc == 0 && parts & UNITE_LINKS && b->pages && has_repo(p))
		rc = rows_code_pages(b->lib, num, err);
	if (rc == 0 && parts & UNITE_TAGS)
		rc = rows_tags(b->lib, num, p, fresh, &b->counts, tags, err);
	return rc;
}

static int add_paper(struct put *b, const struct newcomer *c, struct err *err)
{
	const unsigned all = UNITE_AUTHORS | UNITE_CATEGORIES | UNITE_LINKS | UNITE_TAGS;
	const struct paper *p = &c->paper;
	struct pending index = {.num = c->num};
	struct strbuf tags = STRBUF_INIT;
	int rc;

	index.now.title = p->title ? p->title : "";
	index.now.abstract = p->abstract;
	index.now.authors = join_lines(&p->authors, &b->arena);
	rc = rows_paper(b->lib, index.num, p, index.now.authors, b->now, b->lib->edition, err);
	if (rc == 0)
		rc = write_parts(b, index.num, p, all, true, &tags, err);
	if (rc == 0)
		rc = put_write_names(b, index.num, &c->who, err);
	if (rc == 0)
		rc = write_source(b, index.num, err);
	strs_write(&p->keywords, '\n', &tags);
	index.now.tags = arena_str(&b->arena, strbuf_str(&tags));
	strbuf_release(&tags);
	if (rc < 0)
		return rc;
	put_add_pending(b, &index);
	b->tally.added++;
	return 0;
}

/* By day; within one the last to arrive has the lowest number. */
static int by_day(const void *x, const void *y)
{
	const struct newcomer *c = x, *d = y;

	if (c->num != d->num)
		return c->num < d->num ? -1 : 1;
	return c->arrival > d->arrival ? -1 : 1;
}

/* Gives the papers of one day their numbers, from the lowest. */
static int number_day(struct put *b, struct newcomer *c, size_t n, struct err *err)
{
	int64_t lowest;
	int rc = num_free(b->lib, c->paper.date, n, &lowest, err);

	for (size_t i = 0; i < n && rc == 0; i++)
		c[i].num = lowest + (int64_t)i;
	return rc;
}

static int write_fresh(struct put *b, struct err *err)
{
	struct newcomer *c = b->fresh.at;
	size_t n = b->fresh.n, last;
	int rc = 0;

	if (n)
		qsort(c, n, sizeof *c, by_day);
	for (size_t first = 0; first < n && rc == 0; first = last) {
		for (last = first + 1; last < n && c[last].num == c[first].num; last++)
			;
		rc = number_day(b, c + first, last - first, err);
	}
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = add_paper(b, &c[i], err);
	b->fresh.n = 0;
	map_release(&b->fresh_names);
	return rc;
}

static void wait_fresh(struct put *b, const struct paper *p, const struct identity *who)
{
	const char *const names[MOST_ROWS] = {who->id, who->doi, who->key};

	for (size_t i = 0; i < MOST_ROWS; i++)
		if (names[i])
			*map_put(&b->fresh_names, str_of(names[i])) = 1;
	vec_push_in(&b->arena, &b->fresh,
		(struct newcomer){*p, *who, num_of_date(p->date), b->fresh.n});
}

static bool is_waiting(const struct put *b, const struct identity *who)
{
	return map_get(&b->fresh_names, str_of(who->id)) || map_get(&b->fresh_names, str_of(who->key))
		|| (who->doi && map_get(&b->fresh_names, str_of(who->doi)));
}

/* ---- a known one ---- */

/* Moves the row, and all that points to it, where its date puts it. */
static int move_row(struct put *b, struct pending *index, const struct paper *p, struct err *err)
{
	int64_t to;
	int rc = num_free(b->lib, p->date, 1, &to, err);

	if (rc == 0)
		rc = rows_move(b->lib, index->num, to, err);
	if (rc < 0)
		return rc;
	put_moved(b, index, to);
	return 0;
}

/* Makes one row of two: what is the reader's and the names move, the rest was united before. */
static int absorb(struct put *b, int64_t num, int64_t other, struct err *err)
{
	struct pending *index;
	int rc = put_touch(b, other, &index, err);

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

/*
 * A paper that was read before any version of it was known was read in the one that is known first: the next
 * one is news.
 */
static int note_version(struct put *b, int64_t num, const struct paper *p, struct err *err)
{
	if (!p->version)
		return 0;
	return sql_run(b->lib->db, err,
		"UPDATE marks SET seen_version = ? WHERE paper = ? AND seen AND seen_version = 0", "ii",
		(int64_t)p->version, num);
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
	int rc = put_touch(b, num, &index, err);

	if (rc == 0)
		rc = new_edition(b, num, k, &edition, err);
	if (rc == 0 && !num_on_day(num, p->date))
		rc = move_row(b, index, p, err);
	if (rc == 0)
		rc = rows_paper(b->lib, index->num, p, join_lines(&p->authors, &b->scratch), b->now,
			(uint64_t)edition, err);
	if (rc == 0)
		rc = write_parts(b, index->num, p, k->changed, false, &tags, err);
	if (rc == 0)
		rc = note_version(b, index->num, p, err);
	strbuf_release(&tags);
	*now_at = rc < 0 ? num : index->num;
	return rc;
}

/*
 * Tags under the names that the library has for them ("Cifar-10" is its "CIFAR-10"), each once: as they
 * will be read back, so that the same again is seen to be the same.
 */
static int settle_tags(struct put *b, struct paper *p, struct err *err)
{
	struct tag_vec settled = {0};
	struct tag_name name = {0, NULL};
	int rc = 0;

	for (size_t i = 0; i < p->tags.n && rc == 0; i++) {
		struct tag t = p->tags.at[i];
		bool known = false;

		rc = names_tag(b->lib, t.kind, t.sort, t.name, t.rule, &name, err);
		if (rc < 0)
			break;
		t.name = arena_strdup(&b->scratch, name.name);
		for (size_t j = 0; j < settled.n; j++)
			known |= settled.at[j].kind == t.kind && !strcmp(settled.at[j].name, t.name);
		if (!known)
			vec_push_in(&b->scratch, &settled, t);
	}
	p->tags = settled;
	return rc;
}

/* Unites the record with the rows it belongs to; the first of them stays. */
static int update_paper(struct put *b, struct paper *p, const struct identity *who, int64_t *rows,
	size_t n, struct err *err)
{
	const unsigned parts = PART_TEXT | PART_LINKS | PART_TAGS | PART_REJECTED;
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
	if (rc == 0)
		rc = settle_tags(b, p, err);
	if (rc < 0)
		return rc;
	join(b, &k, p, b->lib->edition != 0);
	if (k.changed || n > 1)
		rc = write_known(b, rows[0], &k, &rows[0], err);
	if (rc == 0)
		rc = put_write_names(b, rows[0], who, err);
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
	size_t n = 0;
	int rc = 0;

	arena_reset(&b->scratch);
	put_identify(p, &b->arena, &who);
	named.id = who.id;
	if (is_waiting(b, &who))
		rc = write_fresh(b, err);
	if (rc == 0)
		rc = put_find_rows(b, &who, rows, &n, err);
	if (rc < 0)
		return rc;
	if (n)
		return update_paper(b, &named, &who, rows, n, err);
	wait_fresh(b, &named, &who);
	return 0;
}

static int put_all(struct put *b, struct paper *papers, size_t n, const char *source, struct err *err)
{
	int rc = names_source(b->lib, source, &b->source, err);

	for (size_t i = 0; i < n && rc == 0; i++)
		rc = put_paper(b, &papers[i], err);
	if (rc == 0)
		rc = write_fresh(b, err);
	if (rc == 0)
		rc = tag_counts_write(b->lib, &b->counts, err);
	if (rc == 0)
		rc = store_count_add(b->lib, "papers", (int64_t)b->tally.added - (int64_t)b->tally.joined, err);
	return rc == 0 ? put_write_index(b, err) : rc;
}

/* The pragma does nothing within a transaction, so the outermost one has it. */
int library_begin(struct library *lib, struct err *err)
{
	int rc = store_need_writable(lib, err);

	if (rc == 0 && lib->action)
		rc = err_set(err, ERR_FAILED, "another change is not finished yet");
	if (rc == 0 && !lib->depth)
		rc = sql_exec(lib->db, "PRAGMA foreign_keys = OFF", err);
	if (rc == 0)
		rc = sql_begin(lib->db, err);
	if (rc == 0)
		lib->depth++;
	return rc;
}

int library_end(struct library *lib, int rc, struct err *err)
{
	if (rc >= 0)
		rc = sql_commit(lib->db, err);
	else
		sql_rollback(lib->db);
	if (rc < 0)
		names_forget(&lib->names);
	if (!--lib->depth)
		sql_exec(lib->db, "PRAGMA foreign_keys = ON", NULL);
	return rc;
}

static int put_batch(struct put *b, struct paper *papers, size_t n, const char *source, struct err *err)
{
	int rc = library_begin(b->lib, err);

	if (rc < 0)
		return rc;
	rc = sql_get_int(b->lib->db, &b->pages, 0, err, "SELECT EXISTS (SELECT 1 FROM code_pages)", "");
	if (rc == 0)
		rc = put_all(b, papers, n, source, err);
	return library_end(b->lib, rc, err);
}

int library_put(struct library *lib, struct paper *papers, size_t n, const char *source,
	struct tally *tally, struct err *err)
{
	struct put b = {.lib = lib, .now = clock_now()};
	int rc = put_batch(&b, papers, n, source, err);

	if (rc == 0) {
		tally->added += b.tally.added;
		tally->changed += b.tally.changed;
		tally->same += b.tally.same;
		tally->joined += b.tally.joined;
	}
	put_release(&b);
	return rc;
}
