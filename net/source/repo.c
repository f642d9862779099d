#include "source/repo.h"

#include "base/clock.h"
#include "exchange/field.h"

enum { LINE_MOST = 1000, TOPICS_MOST = 50, FILES_MOST = 2000, NAME_MOST = 200 };

const char *repo_line(struct str text, struct arena *a)
{
	return text.p ? field_line(str_sub(text, 0, LINE_MOST), a) : NULL;
}

const char *repo_moment(struct str text, struct arena *a)
{
	int year, month, day;
	bool utc = str_ends(text, "Z") || str_ends(text, "+00:00");

	if (!text.p || !date_parse(text, &year, &month, &day) || !day)
		return NULL;
	if (text.n >= 20 && utc && text.p[10] == 'T' && text.p[16] == ':')
		return field_line(str_of(arena_printf(a, "%.19sZ", text.p)), a);
	return arena_printf(a, "%04d-%02d-%02d", year, month, day);
}

void repo_name(struct str name, struct arena *a, struct code_page *p)
{
	p->there = true;
	if (!p->repo || str_case_eq(name, str_of(p->repo)))
		p->moved_to = NULL;
	else
		p->moved_to = repo_line(name, a);
}

static bool is_name(struct str s)
{
	return s.n > 0 && s.n <= NAME_MOST && str_chr(s, ' ') < 0;
}

static void take_facts(struct stmt *q, struct arena *a, struct code_page *p)
{
	repo_name(sql_str(q, FACT_NAME), a, p);
	p->description = repo_line(sql_str(q, FACT_DESCRIPTION), a);
	p->homepage = repo_line(sql_str(q, FACT_HOMEPAGE), a);
	p->language = repo_line(sql_str(q, FACT_LANGUAGE), a);
	p->license = repo_line(sql_str(q, FACT_LICENSE), a);
	p->stars = sql_null(q, FACT_STARS) ? -1 : sql_int(q, FACT_STARS);
	p->archived = sql_int(q, FACT_ARCHIVED) != 0;
	p->created = repo_moment(sql_str(q, FACT_CREATED), a);
	p->pushed = repo_moment(sql_str(q, FACT_PUSHED), a);
	p->branch = repo_line(sql_str(q, FACT_BRANCH), a);
	p->fork_of = repo_line(sql_str(q, FACT_FORK_OF), a);
	p->release = repo_line(sql_str(q, FACT_RELEASE), a);
	p->files_known = sql_int(q, FACT_EMPTY) != 0;
}

int repo_facts(struct db *json, const char *query, struct str body, const char *what, struct arena *a,
	struct code_page *p, struct err *err)
{
	struct stmt *q;
	int rc = sql_query(json, &q, NULL, query, "s", body);

	if (rc == 0)
		rc = sql_step(q, NULL);
	if (rc > 0 && is_name(sql_str(q, FACT_NAME)))
		take_facts(q, a, p);
	else
		rc = err_set(err, ERR_NETWORK, "%s", what);
	sql_done(q);
	return rc < 0 ? rc : 0;
}

int repo_topics(struct db *json, const char *query, struct str body, struct arena *a, struct code_page *p)
{
	struct stmt *q;
	int rc = sql_query(json, &q, NULL, query, "s", body);

	while (rc == 0 && p->topics.n < TOPICS_MOST && (rc = sql_step(q, NULL)) > 0) {
		const char *topic = repo_line(sql_str(q, 0), a);

		rc = 0;
		if (topic)
			vec_push_in(a, &p->topics, topic);
	}
	sql_done(q);
	return rc;
}

void repo_release(struct db *json, const char *query, struct str body, struct arena *a, struct code_page *p)
{
	struct stmt *q;

	if (sql_query(json, &q, NULL, query, "s", body) == 0 && sql_step(q, NULL) > 0)
		p->release = repo_line(sql_str(q, 0), a);
	sql_done(q);
}

void repo_file(struct str path, bool folder, struct arena *a, struct code_page *p)
{
	ptrdiff_t slash;
	const char *name;

	while (str_starts(path, "/"))
		path = str_sub(path, 1, path.n);
	slash = str_chr(path, '/');
	if (slash >= 0) {
		path = str_sub(path, 0, (size_t)slash);
		folder = true;
	}
	name = repo_line(path, a);
	if (!name || p->files.n >= FILES_MOST)
		return;
	if (folder)
		name = arena_printf(a, "%s/", name);
	for (size_t i = 0; folder && i < p->files.n; i++)
		if (!strcmp(p->files.at[i], name))
			return;
	vec_push_in(a, &p->files, name);
}

int repo_files(struct db *json, const char *query, struct str body, struct arena *a, struct code_page *p)
{
	struct stmt *q;
	int rc = sql_query(json, &q, NULL, query, "s", body);
	bool none = true;

	while (rc == 0 && (rc = sql_step(q, NULL)) > 0) {
		rc = 0;
		none = false;
		if (!sql_null(q, 0))
			repo_file(sql_str(q, 0), sql_int(q, 1) != 0, a, p);
	}
	sql_done(q);
	p->files_known |= rc == 0 && (none || p->files.n); /* entries that say no name are no empty folder */
	return rc;
}

/* "README.md" before "README.zh-CN.md", Markdown before others. */
const char *repo_readme_file(const struct code_page *p)
{
	const char *best = NULL;

	for (size_t i = 0; i < p->files.n; i++) {
		struct str file = str_of(p->files.at[i]);

		if (str_ends(file, "/") || !readme_named(file))
			continue;
		if (str_case_eq(file, STR_LIT("README.md")))
			return p->files.at[i];
		if (!best || file.n < strlen(best))
			best = p->files.at[i];
	}
	return best;
}

void repo_readme(struct str raw, enum readme_format format, struct arena *a, struct code_page *p)
{
	struct readme r;

	readme_read(raw, format, a, &r);
	p->readme = *r.text ? r.text : NULL;
	p->papers = r.papers;
}
