#include "host.h"

#include <stdio.h>

#include "source/bitbucket.h"
#include "source/github_html.h"
#include "source/github_rest.h"
#include "source/gitlab.h"
#include "source/huggingface.h"

static const char json_type[] = "application/json", any_type[] = "text/plain, */*;q=0.5";

/* To those who are not logged in Hugging Face says 401 of what it does not have. */
bool host_missing(const struct host_visit *v, int status)
{
	return status == 404 || status == 410 || status == 451 || (status == 401 && v->host == &host_huggingface);
}

bool host_good_name(const char *repo)
{
	struct str s = str_of(repo), part;
	size_t parts = 0;

	while (str_split(&s, '/', &part)) {
		if (!part.n || str_eqz(part, ".") || str_eqz(part, ".."))
			return false;
		for (size_t i = 0; i < part.n; i++)
			if (!ch_alnum(part.p[i]) && !strchr("-._~+", part.p[i]))
				return false;
		parts++;
	}
	return parts >= 1;
}

/* ---- what hosts share ---- */

static struct strbuf *to(struct host_visit *v, enum service service, const char *accept)
{
	v->service = service;
	v->accept = accept;
	strbuf_reset(&v->url);
	strbuf_addz(&v->url, v->bases[service]);
	return &v->url;
}

/* "owner/name", where the repository is now. */
static const char *name_of(const struct host_visit *v)
{
	const struct code_page *p = &v->page;

	return code_page_name(p->host, p->moved_to && host_good_name(p->moved_to) ? p->moved_to : p->repo);
}

/* "/owner/name" */
static void add_name(struct host_visit *v)
{
	struct str s = str_of(name_of(v)), part;

	while (str_split(&s, '/', &part)) {
		strbuf_addch(&v->url, '/');
		walk_escape(&v->url, part);
	}
}

/* There is no such page, and the host's word for it. */
static enum host_step gone(struct host_visit *v, int status, struct str body)
{
	struct strbuf said = STRBUF_INIT;

	github_rest_message(v->json, body, &said); /* other hosts' errors have no "block" */
	v->page.there = false;
	v->page.reason = status == 451 && said.len ? arena_printf(v->arena, "%d (%s)", status, said.buf)
						   : arena_printf(v->arena, "%d", status);
	strbuf_release(&said);
	return HOST_DONE;
}

static enum host_step go_to(struct host_visit *v, int step)
{
	v->step = step;
	v->host->ask(v);
	return HOST_ON;
}

static void take_readme(struct host_visit *v, int status, struct str body)
{
	const char *file = repo_readme_file(&v->page);

	if (status == 200)
		repo_readme(body, file ? readme_format(str_of(file)) : README_MARKDOWN, v->arena, &v->page);
}

/* The requests of most hosts, one after the other. */
enum { STEP_FACTS, STEP_FILES, STEP_README, STEP_RELEASE };

struct readers {
	int (*facts)(struct db *json, struct str body, struct arena *a, struct code_page *p, struct err *err);
	int (*files)(struct db *json, struct str body, struct arena *a, struct code_page *p);
	void (*release)(struct db *json, struct str body, struct arena *a, struct code_page *p); /* NULL: it has none */
};

/* The latest release is next, where there can be one; without it the visit is whole all the same. */
static enum host_step to_release(struct host_visit *v, const struct readers *r)
{
	if (!r->release || !v->page.files.n)
		return HOST_DONE;
	v->whole = true;
	return go_to(v, STEP_RELEASE);
}

static enum host_step to_readme(struct host_visit *v, const struct readers *r)
{
	return repo_readme_file(&v->page) ? go_to(v, STEP_README) : to_release(v, r);
}

static enum host_step take_facts(struct host_visit *v, int status, struct str body, const struct readers *r)
{
	struct err err = {""};

	if (status != 200)
		return gone(v, status, body);
	if (r->facts(v->json, body, v->arena, &v->page, &err) < 0) {
		snprintf(v->why, sizeof v->why, "%s", err.msg);
		return HOST_FAILED;
	}
	return v->page.files_known ? to_readme(v, r) : go_to(v, STEP_FILES);
}

static enum host_step take_step(struct host_visit *v, int status, struct str body, const struct readers *r)
{
	switch (v->step) {
	case STEP_FACTS:
		return take_facts(v, status, body, r);
	case STEP_FILES:
		if (status == 200)
			r->files(v->json, body, v->arena, &v->page);
		return to_readme(v, r);
	case STEP_README:
		take_readme(v, status, body);
		return to_release(v, r);
	default:
		if (status == 200)
			r->release(v->json, body, v->arena, &v->page);
		return HOST_DONE;
	}
}

/* ---- GitHub's interface ---- */

static void ask_github_api(struct host_visit *v)
{
	static const char *const rest[] = {"", "/contents", "/readme", "/releases/latest"};

	strbuf_addz(to(v, SERVICE_GITHUB_API, v->step == STEP_README ? GITHUB_RAW : GITHUB_JSON), "/repos");
	add_name(v);
	strbuf_addz(&v->url, rest[v->step]);
}

/* A repository without a commit has no contents: 404 with "This repository is empty." */
static enum host_step take_github_api(struct host_visit *v, int status, struct str body)
{
	static const struct readers readers = {github_rest_read, github_rest_files, github_rest_release};

	if (v->step == STEP_FILES && status == 404)
		v->page.files_known = str_find(body, "This repository is empty") >= 0;
	return take_step(v, status, body, &readers);
}

const struct host host_github_api = {"github.com", ask_github_api, take_github_api};

/* ---- GitHub's pages ---- */

static void ask_github_www(struct host_visit *v)
{
	const char *file = repo_readme_file(&v->page);

	to(v, SERVICE_GITHUB_WWW, v->step ? any_type : "text/html");
	add_name(v);
	if (!v->step)
		return;
	strbuf_addz(&v->url, "/raw/HEAD/");
	walk_escape(&v->url, str_of(file ? file : "README.md"));
}

/* The README may be missing from the page, and the files too: then it is tried under its usual name. */
static enum host_step take_github_www(struct host_visit *v, int status, struct str body)
{
	struct err err = {""};

	if (v->step) {
		take_readme(v, status, body);
		return HOST_DONE;
	}
	if (status != 200)
		return gone(v, status, (struct str){"", 0});
	if (github_html_read(v->json, body, v->arena, &v->page, &err) < 0) {
		snprintf(v->why, sizeof v->why, "%s", err.msg);
		return HOST_FAILED;
	}
	if (v->page.readme || (v->page.files_known && !repo_readme_file(&v->page)))
		return HOST_DONE;
	return go_to(v, 1);
}

const struct host host_github_www = {"github.com", ask_github_www, take_github_www};

/* ---- GitLab ---- */

static void ask_gitlab(struct host_visit *v)
{
	const char *file = repo_readme_file(&v->page);

	static const char *const rest[] = {"?license=true", "/repository/tree?per_page=100", "/repository/files/",
		"/releases?per_page=1"};

	strbuf_addz(to(v, SERVICE_GITLAB, v->step == STEP_README ? any_type : json_type), "/api/v4/projects/");
	walk_escape(&v->url, str_of(name_of(v)));
	strbuf_addz(&v->url, rest[v->step]);
	if (v->step == STEP_README) {
		walk_escape(&v->url, str_of(file ? file : "README.md"));
		strbuf_addz(&v->url, "/raw?ref=HEAD");
	}
}

static enum host_step take_gitlab(struct host_visit *v, int status, struct str body)
{
	static const struct readers readers = {gitlab_read, gitlab_files, gitlab_release};

	return take_step(v, status, body, &readers);
}

const struct host host_gitlab = {"gitlab.com", ask_gitlab, take_gitlab};

/* ---- Bitbucket ---- */

/*
 * "/src" alone is sent on to the main branch, and nothing says that the number of files wanted goes along: without it
 * ten are listed.
 */
static void ask_bitbucket(struct host_visit *v)
{
	const char *file = repo_readme_file(&v->page);

	strbuf_addz(to(v, SERVICE_BITBUCKET, v->step == STEP_README ? any_type : json_type), "/2.0/repositories");
	add_name(v);
	if (!v->step)
		return;
	strbuf_addz(&v->url, "/src/");
	walk_escape(&v->url, str_of(v->page.branch ? v->page.branch : "master"));
	strbuf_addch(&v->url, '/');
	if (v->step == STEP_FILES)
		strbuf_addz(&v->url, "?pagelen=100");
	else
		walk_escape(&v->url, str_of(file ? file : "README.md"));
}

static enum host_step take_bitbucket(struct host_visit *v, int status, struct str body)
{
	static const struct readers readers = {bitbucket_read, bitbucket_files, NULL};

	return take_step(v, status, body, &readers);
}

const struct host host_bitbucket = {"bitbucket.org", ask_bitbucket, take_bitbucket};

/* ---- Hugging Face ---- */

/* A model, a data set and a space may share a name; pages have a folder in front of it, but for models. */
static const struct hub_kind {
	const char *api, *folder;
} hub_kinds[] = {
	{"/api/models", ""},
	{"/api/datasets", "datasets/"},
	{"/api/spaces", "spaces/"},
};

enum { HUB_KINDS = sizeof hub_kinds / sizeof *hub_kinds };

/* What the page's own folder says comes first; where there is no such, the others in their order. */
static const struct hub_kind *hub_kind(const struct host_visit *v)
{
	int nth = v->step % HUB_KINDS, own = HUB_KINDS;

	while (--own > 0 && !str_starts(str_of(v->page.repo), hub_kinds[own].folder))
		;
	if (!nth)
		return &hub_kinds[own];
	return &hub_kinds[nth <= own ? nth - 1 : nth];
}

static void ask_huggingface(struct host_visit *v)
{
	const struct hub_kind *kind = hub_kind(v);
	bool readme = v->step >= HUB_KINDS;

	to(v, SERVICE_HUGGINGFACE, readme ? any_type : json_type);
	if (!readme)
		strbuf_addz(&v->url, kind->api);
	else if (*kind->folder)
		strbuf_addf(&v->url, "/%.*s", (int)strlen(kind->folder) - 1, kind->folder);
	add_name(v);
	if (readme)
		strbuf_addz(&v->url, "/raw/main/README.md");
}

/* The interface knows names without their folder. */
static int read_huggingface(struct host_visit *v, struct str body, struct err *err)
{
	const char *asked = v->page.repo;
	int rc;

	v->page.repo = code_page_name(v->page.host, asked);
	rc = huggingface_read(v->json, body, v->arena, &v->page, err);
	v->page.repo = asked;
	if (rc == 0 && v->page.moved_to)
		v->page.moved_to = arena_printf(v->arena, "%s%s", hub_kind(v)->folder, v->page.moved_to);
	return rc;
}

static enum host_step take_huggingface(struct host_visit *v, int status, struct str body)
{
	struct err err = {""};

	if (v->step >= HUB_KINDS) {
		take_readme(v, status, body);
		return HOST_DONE;
	}
	if (status != 200)
		return v->step + 1 < HUB_KINDS ? go_to(v, v->step + 1) : gone(v, 404, body);
	if (read_huggingface(v, body, &err) < 0) {
		snprintf(v->why, sizeof v->why, "%s", err.msg);
		return HOST_FAILED;
	}
	if (!repo_readme_file(&v->page))
		return HOST_DONE;
	return go_to(v, v->step + HUB_KINDS);
}

const struct host host_huggingface = {"huggingface.co", ask_huggingface, take_huggingface};

/* ---- */

const struct host *host_find(const char *name)
{
	static const struct host *const hosts[] = {&host_github_www, &host_gitlab, &host_bitbucket, &host_huggingface};

	for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++)
		if (!strcmp(hosts[i]->name, name))
			return hosts[i];
	return NULL;
}

void host_begin(struct host_visit *v, const struct host *host, const struct code_page *page)
{
	v->host = host;
	v->page = (struct code_page)CODE_PAGE_INIT;
	v->page.host = page->host;
	v->page.repo = page->repo;
	v->step = 0;
	v->whole = false;
	v->why[0] = 0;
	arena_reset(v->arena);
	host->ask(v);
}
