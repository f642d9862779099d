#include "source/github_html.h"

#include "base/xml.h"

enum { SCRIPTS_MOST = 40, NUMBER_MOST = 12 };

/* ---- the data that a page brings as JSON ---- */

/* The part of an embedded text that holds the repository: of 2026, of 2024, and near them. */
static const char root_sql[] =
	"SELECT coalesce(b -> '$.payload.codeViewRepoRoute', b -> '$.props.initialPayload', b -> '$.payload'),"
	" b ->> '$.payload.sidebarAbout.repo.isArchived'"
	" FROM (SELECT ?1 AS b) WHERE json_valid(b) AND json_type(b) = 'object'";

/* Name is NULL where the data do not say it; the rest of the page does. */
static const char facts_sql[] =
	"SELECT b ->> '$.repo.ownerLogin' || '/' || (b ->> '$.repo.name'),"
	" coalesce(b ->> '$.repo.defaultBranch', b ->> '$.refInfo.name'), b ->> '$.repo.isEmpty',"
	" json_type(b, '$.tree.items') = 'array' AND"
	" coalesce(b ->> '$.tree.totalCount', 0) <= json_array_length(b, '$.tree.items'), b ->> '$.repo.createdAt'"
	" FROM (SELECT ?1 AS b)";

static const char files_sql[] =
	"SELECT value ->> '$.name', value ->> '$.contentType' = 'directory' FROM json_each(?1, '$.tree.items')"
	" WHERE type = 'object'";

static const char readme_sql[] =
	"SELECT value ->> '$.richText' FROM json_each(?1, '$.overview.overviewFiles') WHERE type = 'object'"
	" AND value ->> '$.preferredFileType' = 'readme' AND json_type(value, '$.richText') = 'text'";

static int take_readme(struct db *json, struct str root, struct arena *a, struct code_page *p)
{
	struct stmt *q;
	int rc = sql_query(json, &q, NULL, readme_sql, "s", root);

	if (rc == 0 && (rc = sql_step(q, NULL)) > 0) {
		rc = 0;
		repo_readme(sql_str(q, 0), README_HTML, a, p);
	}
	sql_done(q);
	return rc;
}

static int take_root(struct db *json, struct str root, struct arena *a, struct code_page *p)
{
	struct stmt *q;
	int rc = sql_query(json, &q, NULL, facts_sql, "s", root);
	bool whole = false;

	if (rc == 0 && (rc = sql_step(q, NULL)) > 0) {
		rc = 0;
		if (!sql_null(q, 0))
			repo_name(sql_str(q, 0), a, p);
		if (!sql_null(q, 1))
			p->branch = repo_line(sql_str(q, 1), a);
		p->files_known = sql_int(q, 2) != 0;
		whole = sql_int(q, 3) != 0;
		if (!p->created)
			p->created = repo_moment(sql_str(q, 4), a);
	}
	sql_done(q);
	if (rc == 0 && whole && !p->files_known)
		rc = repo_files(json, files_sql, root, a, p);
	return rc == 0 && !p->readme ? take_readme(json, root, a, p) : rc;
}

static void take_json(struct db *json, struct str text, struct arena *a, struct code_page *p)
{
	struct stmt *q;
	int rc = sql_query(json, &q, NULL, root_sql, "s", text);

	if (rc == 0 && sql_step(q, NULL) > 0) {
		if (!sql_null(q, 0))
			take_root(json, sql_str(q, 0), a, p);
		p->archived |= sql_int(q, 1) != 0;
	}
	sql_done(q);
}

/*
 * Every script with embedded data. They are found as bytes: a parser of HTML might end one at a "</" in it, which JSON
 * in a script may have.
 */
static void take_scripts(struct db *json, struct str body, struct arena *a, struct code_page *p)
{
	static const char mark[] = "embeddedData\">", end_mark[] = "</script>";

	for (int i = 0; i < SCRIPTS_MOST; i++) {
		ptrdiff_t from = str_find(body, mark), end;

		if (from < 0)
			return;
		body = str_sub(body, (size_t)from + sizeof mark - 1, body.n);
		end = str_find(body, end_mark);
		if (end < 0)
			return;
		take_json(json, str_sub(body, 0, (size_t)end), a, p);
		body = str_sub(body, (size_t)end, body.n);
	}
}

/* The README as the server rendered it, also as bytes: its HTML is read by the reader of READMEs. */
static void take_article(struct str body, struct arena *a, struct code_page *p)
{
	ptrdiff_t from = str_find(body, "<article class=\"markdown-body"), end;

	if (p->readme || from < 0)
		return;
	body = str_sub(body, (size_t)from, body.n);
	end = str_find(body, "</article>");
	repo_readme(str_sub(body, 0, end < 0 ? body.n : (size_t)end), README_HTML, a, p);
}

/* ---- the page itself ---- */

struct reading {
	struct arena *a;
	struct code_page *p;
	struct strbuf text; /* of an element */
	bool listed;        /* the JSON had the files */
	bool described;
};

static struct str text_of(struct reading *r, const struct xml_node *n)
{
	strbuf_reset(&r->text);
	xml_text(n, NULL, &r->text);
	return str_trim(strbuf_str(&r->text));
}

/* "1,255" */
static int64_t number(struct str s)
{
	int64_t value = 0;
	size_t digits = 0;

	for (size_t i = 0; i < s.n && digits < NUMBER_MOST; i++)
		if (ch_digit(s.p[i])) {
			value = value * 10 + (s.p[i] - '0');
			digits++;
		} else if (s.p[i] != ',') {
			break;
		}
	return digits ? value : -1;
}

static void read_meta(struct reading *r, const struct xml_node *n)
{
	static const char prefix[] = "octolytics-dimension-repository_";
	struct str name = str_of(xml_attr(n, "name")), content = str_of(xml_attr(n, "content"));

	if (!str_starts(name, prefix) || !content.n)
		return;
	name = str_sub(name, sizeof prefix - 1, name.n);
	if (str_eqz(name, "nwo"))
		repo_name(content, r->a, r->p);
	else if (str_eqz(name, "parent_nwo"))
		r->p->fork_of = repo_line(content, r->a);
}

/* "GitHub - owner/name: what it is", "owner/name: what it is", "owner/name · GitHub". */
static void read_title(struct reading *r, const struct xml_node *n)
{
	struct str title = text_of(r, n);
	size_t end = 0, slashes = 0;

	if (r->p->there)
		return;
	if (str_starts(title, "GitHub - "))
		title = str_sub(title, 9, title.n);
	while (end < title.n && (ch_alnum(title.p[end]) || strchr("-_./", title.p[end])))
		slashes += title.p[end++] == '/';
	if (slashes == 1 && end > 2 && *title.p != '/' && title.p[end - 1] != '/' &&
		(end == title.n || title.p[end] == ':' || title.p[end] == ' '))
		repo_name(str_sub(title, 0, end), r->a, r->p);
}

static void read_about(struct reading *r, const struct xml_node *n)
{
	if (r->described || !xml_has_class(n, "f4"))
		return;
	r->described = true;
	if (!xml_has_class(n, "text-italic")) /* "No description, website, or topics provided." */
		r->p->description = repo_line(text_of(r, n), r->a);
}

/* A star counter: the exact number is its title. */
static void read_counter(struct reading *r, const struct xml_node *n)
{
	struct str id = str_of(xml_attr(n, "id"));

	if (r->p->stars < 0 && str_starts(id, "repo-stars-counter-"))
		r->p->stars = number(str_of(xml_attr(n, "title")));
	if (xml_has_class(n, "Label") && str_eqz(text_of(r, n), "Public archive"))
		r->p->archived = true;
}

static struct str behind(struct str s, const char *mark)
{
	ptrdiff_t at = str_find(s, mark);

	return at < 0 ? (struct str){NULL, 0} : str_sub(s, (size_t)at + strlen(mark), s.n);
}

/* A row of the list of files, 2023: "/owner/name/tree/master/folder". */
static void read_row(struct reading *r, const struct xml_node *n, struct str href)
{
	struct str file = behind(href, "/tree/"), name = text_of(r, n);
	bool folder = file.p;
	ptrdiff_t slash;

	if (!folder)
		file = behind(href, "/blob/");
	if (r->listed || !file.p || !name.n || str_eqz(name, ".."))
		return;
	r->p->files_known = true;
	repo_file(name, folder, r->a, r->p);
	slash = str_chr(file, '/');
	if (!r->p->branch && slash > 0)
		r->p->branch = repo_line(str_sub(file, 0, (size_t)slash), r->a);
}

static void read_license(struct reading *r, const struct xml_node *n)
{
	struct str name;

	if (r->p->license || !xml_find(n, "svg", "octicon-law"))
		return;
	name = text_of(r, n);
	if (str_eqz(name, "View license"))
		name = STR_LIT("Other");
	else if (str_ends(name, " license"))
		name.n -= strlen(" license");
	r->p->license = repo_line(name, r->a);
}

static void read_anchor(struct reading *r, const struct xml_node *n)
{
	struct str href = str_of(xml_attr(n, "href")), tag = behind(href, "/releases/tag/");
	const struct xml_node *span;

	if (xml_has_class(n, "topic-tag")) {
		const char *topic = repo_line(text_of(r, n), r->a);

		if (topic)
			vec_push_in(r->a, &r->p->topics, topic);
	} else if (xml_has_class(n, "js-navigation-open")) {
		read_row(r, n, href);
	} else if (tag.n && !r->p->release) {
		span = xml_find(n, "span", "css-truncate");
		r->p->release = repo_line(span ? text_of(r, span) : tag, r->a);
	} else if (!r->p->language && str_find(href, "/search?l=") >= 0) {
		span = xml_find(n, "span", "text-bold");
		r->p->language = span ? repo_line(text_of(r, span), r->a) : NULL;
	} else if (!r->p->homepage && xml_has_class(n, "text-bold") && str_starts(href, "http") &&
		   str_find(str_of(xml_attr(n, "rel")), "nofollow") >= 0) {
		r->p->homepage = repo_line(href, r->a);
	} else {
		read_license(r, n);
	}
}

/* The newest commit's time, the first that stands on the page. */
static void read_time(struct reading *r, const struct xml_node *n)
{
	struct str when = str_of(xml_attr(n, "datetime"));

	if (!r->p->pushed && when.n == 20 && str_ends(when, "Z"))
		r->p->pushed = repo_line(when, r->a);
}

static const struct {
	const char *element;
	void (*read)(struct reading *r, const struct xml_node *n);
} readers[] = {
	{"a", read_anchor}, {"span", read_counter}, {"p", read_about}, {"meta", read_meta}, {"title", read_title},
	{"relative-time", read_time}, {"time-ago", read_time},
};

static void on_text(void *data, struct str text)
{
	(void)data;
	(void)text;
}

/* What a README says is not the page's. */
static bool on_enter(void *data, const struct xml_node *n)
{
	if (xml_is(n, "article"))
		return false;
	for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
		if (xml_is(n, readers[i].element))
			readers[i].read(data, n);
	return true;
}

static void on_leave(void *data, const struct xml_node *n)
{
	(void)data;
	(void)n;
}

int github_html_read(struct db *json, struct str body, struct arena *a, struct code_page *p, struct err *err)
{
	struct reading r = {.a = a, .p = p, .text = STRBUF_INIT};
	const struct xml_sink sink = {on_text, on_enter, on_leave, &r};
	struct xml *x;
	int rc = xml_read_html(&x, body, err);

	if (rc < 0)
		return err_set(err, ERR_NETWORK, "GitHub: an empty page came");
	take_scripts(json, body, a, p);
	r.listed = p->files_known;
	xml_each(xml_root(x), &sink);
	take_article(body, a, p);
	xml_free(x);
	strbuf_release(&r.text);
	return p->there ? 0 : err_set(err, ERR_NETWORK, "GitHub: the page is none of a repository that is known");
}
