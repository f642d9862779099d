/* Which rows a record belongs to. */
#include "library/put.h"
#include "library/unite.h"
#include "paper/paper_id.h"

void put_identify(const struct paper *p, struct arena *a, struct identity *who)
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

int put_find_rows(struct put *b, const struct identity *who, int64_t *rows, size_t *n, struct err *err)
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

int put_write_names(struct put *b, int64_t num, const struct identity *who, struct err *err)
{
	int rc = rows_id(b->lib, num, who->id, err);

	if (rc == 0 && who->doi)
		rc = rows_id(b->lib, num, who->doi, err);
	return rc == 0 && who->key ? rows_id(b->lib, num, who->key, err) : rc;
}
