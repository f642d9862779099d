#include "source/openalex.h"

#include "base/sql.h"
#include "exchange/field.h"
#include "paper/paper_id.h"
#include "source/source.h"

bool openalex_path_of(const char *id, struct strbuf *out)
{
	const char *arxiv = paper_id_arxiv(id), *doi = paper_id_doi(id);

	if (!arxiv && !doi)
		return false;
	strbuf_addz(out, "/works/doi:");
	if (arxiv)
		strbuf_addz(out, "10.48550/arXiv.");
	walk_escape(out, str_of(arxiv ? arxiv : doi));
	strbuf_addz(out, "?select=id,referenced_works");
	return true;
}

void openalex_path_list(const char *const *works, size_t n, struct strbuf *out)
{
	strbuf_addz(out, "/works?filter=openalex:");
	for (size_t i = 0; i < n; i++) {
		if (i)
			strbuf_addch(out, '|');
		walk_escape(out, str_of(works[i]));
	}
	strbuf_addf(out, "&select=id,doi&per_page=%d", OPENALEX_BATCH);
}

/* "https://openalex.org/W2963403868" as its last part; NULL where it is no work. */
static const char *work_of(struct str url, struct arena *a)
{
	size_t digits = 0;

	while (digits < url.n && ch_digit(url.p[url.n - 1 - digits]))
		digits++;
	if (!digits || digits == url.n || url.p[url.n - 1 - digits] != 'W')
		return NULL;
	return arena_str(a, str_sub(url, url.n - 1 - digits, url.n));
}

static const char *paper_of(struct str doi, struct arena *a)
{
	const char *clean = field_doi(doi, a);

	return clean ? paper_id_read(str_of(clean), a, NULL) : NULL;
}

/* The texts of a query's one column, each through make. */
static int each_text(struct str body, const char *query, const char *(*make)(struct str text, struct arena *a),
	struct arena *a, struct strs *out, struct err *err)
{
	struct stmt *q = NULL;
	struct db *db;
	int rc = sql_open(&db, ":memory:", SQL_CREATE, err);

	if (rc == 0)
		rc = sql_query(db, &q, err, query, "s", body);
	while (rc == 0 && (rc = sql_step(q, err)) > 0) {
		const char *made = make(sql_str(q, 0), a);

		rc = 0;
		if (made)
			vec_push_in(a, out, made);
	}
	sql_done(q);
	sql_close(db);
	return rc == 0 ? 0 : err_set(err, ERR_NETWORK, "OpenAlex: no JSON of a work came");
}

int openalex_read_work(struct str body, struct arena *a, struct strs *works, struct err *err)
{
	return each_text(body, "SELECT value FROM json_each(?, '$.referenced_works') WHERE type = 'text'", work_of, a,
		works, err);
}

int openalex_read_list(struct str body, struct arena *a, struct strs *ids, struct err *err)
{
	return each_text(body, "SELECT value ->> '$.doi' FROM json_each(?, '$.results') WHERE value ->> '$.doi' "
		"IS NOT NULL AND type = 'object'", paper_of, a, ids, err);
}
