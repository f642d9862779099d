/* The rows of one paper, written. */
#include "library/store.h"

static int clear(struct library *lib, bool fresh, const char *text, int64_t num, struct err *err)
{
	return fresh ? 0 : sql_run(lib->db, err, text, "i", num);
}

/* A raw form is kept only where it is another text. */
static const char *other_than(const char *raw, const char *text)
{
	return raw && text && !strcmp(raw, text) ? NULL : raw;
}

static int64_t most_stars(const struct paper *p)
{
	int64_t most = -1;

	for (size_t i = 0; i < p->links.n; i++)
		if (p->links.at[i].kind == LINK_CODE && p->links.at[i].stars > most)
			most = p->links.at[i].stars;
	return most;
}

static int write_line(struct library *lib, int64_t num, const struct paper *p, int64_t added,
	uint64_t edition, struct err *err)
{
	struct strbuf title = STRBUF_INIT, author = STRBUF_INIT, categories = STRBUF_INIT;
	const char *first = p->authors.n ? p->authors.at[0] : NULL;
	const struct link *code = paper_code(p);
	int rc;

	strs_write(&p->categories, ' ', &categories);
	rc = sql_run(lib->db, err,
		"INSERT INTO papers (num, id, title, first_author, author_count, et_al, date, categories, code, "
		"verdict, stars, added, edition, withdrawn, version, title_key, author_key) "
		"VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (num) DO UPDATE SET "
		"id = excluded.id, title = excluded.title, first_author = excluded.first_author, "
		"author_count = excluded.author_count, et_al = excluded.et_al, date = excluded.date, "
		"categories = excluded.categories, code = excluded.code, verdict = excluded.verdict, "
		"stars = excluded.stars, edition = excluded.edition, withdrawn = excluded.withdrawn, "
		"version = excluded.version, title_key = excluded.title_key, author_key = excluded.author_key",
		"izzziizziiiiiiiss", num, p->id, p->title ? p->title : "", first, (int64_t)p->authors.n,
		(int64_t)p->et_al, p->date, p->categories.n ? categories.buf : NULL,
		(int64_t)(code || p->code_badge), (int64_t)(code ? code->verdict : VERDICT_UNKNOWN),
		most_stars(p), added, (int64_t)edition, (int64_t)p->withdrawn, (int64_t)p->version,
		key_title(p->title ? p->title : "", &title), key_author(first, &author));
	strbuf_release(&title);
	strbuf_release(&author);
	strbuf_release(&categories);
	return rc;
}

int rows_paper(struct library *lib, int64_t num, const struct paper *p, const char *authors,
	int64_t added, uint64_t edition, struct err *err)
{
	struct strbuf keywords = STRBUF_INIT;
	int rc = write_line(lib, num, p, added, edition, err);

	strs_write(&p->keywords, '\n', &keywords);
	if (rc == 0)
		rc = sql_run(lib->db, err,
			"REPLACE INTO texts (paper, title_tex, abstract, abstract_tex, authors, affiliation, updated, "
			"code_badge, comments, doi, venue, keywords) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			"izzzzzzizzzz", num, other_than(p->title_tex, p->title), p->abstract,
			other_than(p->abstract_tex, p->abstract), authors, p->affiliation, p->updated,
			(int64_t)p->code_badge, p->comments, p->doi, p->venue, p->keywords.n ? keywords.buf : NULL);
	strbuf_release(&keywords);
	return rc;
}

int rows_authors(struct library *lib, int64_t num, const struct paper *p, bool fresh, struct err *err)
{
	int rc = clear(lib, fresh, "DELETE FROM paper_authors WHERE paper = ?", num, err);

	for (size_t i = 0; i < p->authors.n && rc == 0; i++) {
		int64_t author = 0;

		rc = names_author(lib, p->authors.at[i], &author, err);
		if (rc == 0)
			rc = sql_run(lib->db, err,
				"INSERT INTO paper_authors (paper, pos, author) VALUES (?, ?, ?)", "iii",
				num, (int64_t)i, author);
	}
	return rc;
}

int rows_categories(struct library *lib, int64_t num, const struct paper *p, bool fresh, struct err *err)
{
	int rc = clear(lib, fresh, "DELETE FROM paper_categories WHERE paper = ?", num, err);

	for (size_t i = 0; i < p->categories.n && rc == 0; i++) {
		int64_t category = 0;

		rc = names_category(lib, p->categories.at[i], &category, err);
		if (rc == 0)
			rc = sql_run(lib->db, err,
				"INSERT INTO paper_categories (paper, pos, category) VALUES (?, ?, ?)",
				"iii", num, (int64_t)i, category);
	}
	return rc;
}

int rows_links(struct library *lib, int64_t num, const struct paper *p, bool fresh, struct err *err)
{
	int rc = clear(lib, fresh, "DELETE FROM links WHERE paper = ?", num, err);

	for (size_t i = 0; i < p->links.n && rc == 0; i++) {
		const struct link *l = &p->links.at[i];

		rc = sql_run(lib->db, err,
			"INSERT INTO links (paper, n, url, host, repo, kind, place, verdict, checked, stars, "
			"language, license, pushed, description) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			"iizzziiizizzzz", num, (int64_t)i + 1, l->url, l->host ? l->host : "", l->repo,
			(int64_t)l->kind, (int64_t)l->from, (int64_t)l->verdict, l->checked, l->stars,
			l->language, l->license, l->pushed, l->description);
	}
	return rc;
}

/* ---- tags and their counts ---- */

void tag_count_add(struct tag_counts_change *c, int64_t tag, int64_t by)
{
	*map_put(&c->by, (struct str){(const char *)&tag, sizeof tag}) += by;
}

int tag_counts_write(struct library *lib, struct tag_counts_change *c, struct err *err)
{
	const struct map_slot *slot;
	size_t at = 0;
	int64_t tag;
	int rc = 0;

	while (rc == 0 && (slot = map_next(&c->by, &at))) {
		memcpy(&tag, slot->key.p, sizeof tag);
		if (slot->value)
			rc = sql_run(lib->db, err, "UPDATE tags SET papers = papers + ? WHERE tag = ?", "ii",
				slot->value, tag);
	}
	map_release(&c->by);
	return rc;
}

static int clear_tags(struct library *lib, int64_t num, struct tag_counts_change *counts, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(lib->db, &q, err, "SELECT tag FROM paper_tags WHERE paper = ?", "i", num);

	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		tag_count_add(counts, sql_int(q, 0), -1);
		rc = 0;
	}
	sql_done(q);
	if (rc == 0)
		rc = sql_run(lib->db, err, "UPDATE rejected_tags SET spots = '' WHERE paper = ?", "i", num);
	return rc == 0 ? clear(lib, false, "DELETE FROM paper_tags WHERE paper = ?", num, err) : rc;
}

static int is_rejected(struct library *lib, int64_t num, int64_t tag, bool *yes, struct err *err)
{
	int64_t found;
	int rc = sql_get_int(lib->db, &found, 0, err,
		"SELECT 1 FROM rejected_tags WHERE paper = ? AND tag = ?", "ii", num, tag);

	*yes = found;
	return rc;
}

static int write_forms(struct library *lib, const struct paper *p, const struct tag *t, int64_t tag,
	struct err *err)
{
	int rc = 0;

	for (size_t i = 0; i < t->spots.n && rc == 0; i++) {
		const struct tag_spot *s = &t->spots.at[i];
		struct str text = str_of(s->field == FIELD_TITLE ? p->title : p->abstract);
		struct str form = str_sub(text, s->at, (size_t)s->at + s->len);

		if (form.n)
			rc = names_form(lib, tag, form, err);
	}
	return rc;
}

static int write_tag(struct library *lib, int64_t num, const struct paper *p, const struct tag *t,
	size_t pos, bool fresh, struct tag_counts_change *counts, struct strbuf *names,
	struct strbuf *spots, struct err *err)
{
	struct tag_name name = {0, NULL};
	bool rejected = false;
	int rc = names_tag(lib, t->kind, t->sort, t->name, t->rule, &name, err);

	if (rc == 0 && !fresh)
		rc = is_rejected(lib, num, name.tag, &rejected, err);
	if (rc < 0)
		return rc;
	strbuf_reset(spots);
	spots_write(&t->spots, spots);
	if (rejected)
		return sql_run(lib->db, err,
			"UPDATE rejected_tags SET pos = ?, introduced = ?, rule = ?, spots = ? "
			"WHERE paper = ? AND tag = ?",
			"iizsii", (int64_t)pos, (int64_t)t->introduced, t->rule, strbuf_str(spots), num,
			name.tag);
	rc = sql_run(lib->db, err,
		"INSERT OR IGNORE INTO paper_tags (paper, tag, pos, introduced, rule, spots) "
		"VALUES (?, ?, ?, ?, ?, ?)",
		"iiiizs", num, name.tag, (int64_t)pos, (int64_t)t->introduced, t->rule, strbuf_str(spots));
	if (rc < 0 || !sql_changes(lib->db))
		return rc;
	tag_count_add(counts, name.tag, 1);
	strbuf_addz(names, name.name);
	strbuf_addch(names, '\n');
	rc = write_forms(lib, p, t, name.tag, err);
	return rc == 0 ? learnt_note(lib, t, name.tag, err) : rc;
}

int rows_tags(struct library *lib, int64_t num, const struct paper *p, bool fresh,
	struct tag_counts_change *counts, struct strbuf *names, struct err *err)
{
	int rc = fresh ? 0 : clear_tags(lib, num, counts, err);
	struct strbuf spots = STRBUF_INIT;

	for (size_t i = 0; i < p->tags.n && rc == 0; i++)
		rc = write_tag(lib, num, p, &p->tags.at[i], i, fresh, counts, names, &spots, err);
	strbuf_release(&spots);
	return rc;
}

int rows_id(struct library *lib, int64_t num, const char *id, struct err *err)
{
	return sql_run(lib->db, err, "INSERT OR IGNORE INTO ids (id, paper) VALUES (?, ?)", "zi", id, num);
}

int rows_move(struct library *lib, int64_t from, int64_t to, struct err *err)
{
	static const char *const moves[] = {
		"UPDATE papers SET num = ? WHERE num = ?",
		"UPDATE texts SET paper = ? WHERE paper = ?",
		"UPDATE ids SET paper = ? WHERE paper = ?",
		"UPDATE paper_authors SET paper = ? WHERE paper = ?",
		"UPDATE paper_categories SET paper = ? WHERE paper = ?",
		"UPDATE paper_sources SET paper = ? WHERE paper = ?",
		"UPDATE links SET paper = ? WHERE paper = ?",
		"UPDATE paper_tags SET paper = ? WHERE paper = ?",
		"UPDATE marks SET paper = ? WHERE paper = ?",
		"UPDATE user_tags SET paper = ? WHERE paper = ?",
		"UPDATE rejected_tags SET paper = ? WHERE paper = ?",
		"UPDATE list_papers SET paper = ? WHERE paper = ?",
	};
	int rc = 0;

	for (size_t i = 0; i < sizeof moves / sizeof *moves && rc == 0; i++)
		rc = sql_run(lib->db, err, moves[i], "ii", to, from);
	return rc;
}

int rows_join(struct library *lib, int64_t num, int64_t other, struct tag_counts_change *counts,
	struct err *err)
{
	static const char *const facts[] = {
		"DELETE FROM paper_tags WHERE paper = ?",
		"DELETE FROM paper_authors WHERE paper = ?",
		"DELETE FROM paper_categories WHERE paper = ?",
		"DELETE FROM paper_sources WHERE paper = ?",
		"DELETE FROM links WHERE paper = ?",
		"DELETE FROM texts WHERE paper = ?",
		"DELETE FROM papers WHERE num = ?",
	};
	int rc = clear_tags(lib, other, counts, err);

	if (rc == 0)
		rc = sql_run(lib->db, err, "UPDATE ids SET paper = ? WHERE paper = ?", "ii", num, other);
	if (rc == 0)
		rc = sql_run(lib->db, err,
			"INSERT OR IGNORE INTO paper_sources (paper, source) "
			"SELECT ?, source FROM paper_sources WHERE paper = ?",
			"ii", num, other);
	for (size_t i = 0; i < sizeof facts / sizeof *facts && rc == 0; i++)
		rc = sql_run(lib->db, err, facts[i], "i", other);
	return rc;
}
