#include "visit.h"

#include <stdlib.h>

#include "app/desk.h"
#include "source/github_graphql.h"
#include "visitor.h"

enum {
	SLICE = 100,    /* ms: how soon ^C is seen */
	HOSTS = 4,
	AT_ONCE = 4,    /* visitors a host; its pace may let out fewer */
};

struct places_of {
	VEC_OF(size_t);
};

/* The pages of one host that are left, by their places among all, and who visits them. */
struct lane {
	struct places_of todo;
	size_t next;
	struct visitor visitors[AT_ONCE];
};

/* GitHub's repositories that are asked for by GraphQL. */
struct many {
	struct tour *tour;
	struct lane *github; /* who visits what could not be answered */
	struct places_of todo;
	size_t next, n, most; /* those that are asked for now; how many at most */
	struct ask ask;
	struct strbuf body;
	struct arena arena;
	bool busy;
};

/* ---- many at once ---- */

static void one_by_one(struct many *m, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		vec_push(&m->github->todo, m->todo.at[i]);
}

/* All that is left goes the other way. */
static void give_up(struct many *m)
{
	one_by_one(m, m->next, m->todo.n);
	m->next = m->todo.n;
	m->busy = false;
}

static void copy_pages(const struct many *m, struct code_page *pages)
{
	for (size_t i = 0; i < m->n; i++)
		pages[i] = m->tour->pages[m->todo.at[m->next + i]];
}

static void ask_many(struct many *m)
{
	struct code_page pages[GITHUB_GRAPHQL_BATCH];
	struct ask_request request = {.accept = "application/json", .post_type = "application/json",
		.secret = m->tour->secret, .group = m->tour->places.group[SERVICE_GITHUB_API],
		.endpoint = m->tour->places.endpoint[SERVICE_GITHUB_API]};
	struct strbuf url = STRBUF_INIT;

	m->n = m->todo.n - m->next < m->most ? m->todo.n - m->next : m->most;
	m->busy = m->n > 0;
	if (!m->busy)
		return;
	copy_pages(m, pages);
	github_graphql_ask(pages, m->n, &m->body);
	strbuf_addf(&url, "%s/graphql", m->tour->places.base[SERVICE_GITHUB_API]);
	request.url = url.buf;
	request.post = m->body.buf;
	ask_start(&m->ask, &request);
	strbuf_release(&url);
}

/* GitHub has ten seconds for an answer; fewer at once take less. */
static void fewer(struct many *m)
{
	if (m->most == 1) {
		one_by_one(m, m->next, m->next + 1);
		m->next++;
	}
	m->most = (m->most + 1) / 2;
	ask_many(m);
}

static void take_page(struct many *m, size_t place, struct code_page *page, enum github_found found)
{
	const struct code_page *asked = &m->tour->pages[place];

	if (found == GITHUB_UNKNOWN || (found == GITHUB_FOUND && !page->readme && repo_readme_file(page))) {
		vec_push(&m->github->todo, place); /* one by one more can be found out */
		return;
	}
	tour_started(m->tour, asked);
	if (found == GITHUB_MISSING)
		page->reason = "not found";
	tour_visited(m->tour, page);
}

static void take_many(struct many *m, struct str body)
{
	struct code_page pages[GITHUB_GRAPHQL_BATCH];
	enum github_found found[GITHUB_GRAPHQL_BATCH];
	size_t n = m->n;

	copy_pages(m, pages);
	for (size_t i = 0; i < n; i++)
		pages[i].stars = -1;
	if (github_graphql_read(m->tour->json, body, pages, n, &m->arena, found, NULL) < 0) {
		give_up(m);
		return;
	}
	for (size_t i = 0; i < n; i++)
		take_page(m, m->todo.at[m->next + i], &pages[i], found[i]);
	arena_reset(&m->arena);
	m->next += n;
	ask_many(m);
}

static enum ask_verdict on_many(void *data, const struct ask_answer *a)
{
	struct many *m = data;

	if (a->status == 200) {
		take_many(m, a->body);
	} else if (a->status == 502 || a->status == 504) {
		fewer(m);
	} else {
		if (a->status == 401)
			tour_token_refused(m->tour);
		give_up(m);
	}
	return ASK_PASS;
}

static void on_many_failed(void *data, int code, const char *why)
{
	(void)code;
	(void)why;
	give_up(data); /* who goes there one by one will say why */
}

static void on_many_waiting(void *data, int64_t until, const char *why)
{
	struct many *m = data;

	tour_waiting(m->tour, &m->tour->pages[m->todo.at[m->next]], m->ask.what.group, until, why);
}

static const struct ask_ops many_ops = {on_many, on_many_failed, on_many_waiting};

/* ---- the tour ---- */

struct visit {
	struct tour tour;
	struct lane lanes[HOSTS];
	struct many many;
	struct strbuf secret;
};

/* Pages of other hosts are in the last lane, where they are told that they are not visited. */
static size_t lane_of(const struct code_page *page)
{
	static const char *const hosts[HOSTS] = {"github.com", "gitlab.com", "bitbucket.org", "huggingface.co"};
	size_t i;

	for (i = 0; i + 1 < HOSTS && strcmp(hosts[i], page->host); i++)
		;
	return i;
}

static void line_up(struct visit *v)
{
	for (size_t i = 0; i < v->tour.n; i++) {
		const struct code_page *page = &v->tour.pages[i];
		size_t lane = lane_of(page);

		if (lane == 0 && v->tour.secret && host_good_name(page->repo))
			vec_push(&v->many.todo, i);
		else
			vec_push(&v->lanes[lane].todo, i);
	}
	ask_many(&v->many);
}

/* Moves a visitor on, through as many pages as need no waiting. */
static int64_t step_visitor(struct lane *l, struct visitor *v)
{
	while (!v->busy && l->next < l->todo.n && v->tour->rc == 0)
		visitor_begin(v, &v->tour->pages[l->todo.at[l->next++]]);
	return v->busy ? visitor_step(v, round_now()) : -1;
}

/* How long to wait; 0: something may be done at once; -1: until http says. */
static int64_t step_all(struct visit *v, bool *busy)
{
	int64_t least = v->many.busy ? ask_step(&v->many.ask, round_now()) : -1;

	*busy = v->many.busy;
	for (size_t i = 0; i < HOSTS; i++)
		for (size_t k = 0; k < AT_ONCE; k++) {
			int64_t wait = step_visitor(&v->lanes[i], &v->lanes[i].visitors[k]);

			if (wait >= 0 && (least < 0 || wait < least))
				least = wait;
			*busy |= v->lanes[i].visitors[k].busy || v->lanes[i].next < v->lanes[i].todo.n;
		}
	return least < 0 || least > SLICE ? SLICE : least;
}

static int go_round(struct visit *v)
{
	const struct fetch_watch *w = v->tour.watch;
	bool busy;

	while (v->tour.rc == 0) {
		int64_t wait = step_all(v, &busy);
		int rc;

		if (v->tour.rc < 0 || !busy)
			break;
		rc = round_wait(&v->tour.round, wait, v->tour.err);
		if (rc < 0)
			return rc;
		if (w->stop && w->stop(w->data))
			return err_set(v->tour.err, ERR_INTERRUPTED, "interrupted; what came is saved");
	}
	return v->tour.rc;
}

/* $GITHUB_TOKEN goes before the config. */
static void set_secret(struct visit *v, const struct config *c)
{
	struct str token = str_trim(str_of(getenv("GITHUB_TOKEN"))); /* out of a file it ends in a new line */

	if (!token.n)
		token = str_of(config_text(c, "fetch.github_token"));
	if (!token.n)
		return;
	strbuf_addf(&v->secret, "Authorization: Bearer %.*s", STR_ARG(token));
	v->tour.secret = v->secret.buf;
}

static void open_visit(struct visit *v)
{
	for (size_t i = 0; i < HOSTS; i++)
		for (size_t k = 0; k < AT_ONCE; k++)
			visitor_init(&v->lanes[i].visitors[k], &v->tour);
	v->many = (struct many){.tour = &v->tour, .github = &v->lanes[0], .most = GITHUB_GRAPHQL_BATCH,
		.body = STRBUF_INIT};
	ask_init(&v->many.ask, &v->tour.round, &many_ops, &v->many);
}

static void close_visit(struct visit *v)
{
	for (size_t i = 0; i < HOSTS; i++) {
		for (size_t k = 0; k < AT_ONCE; k++)
			visitor_release(&v->lanes[i].visitors[k]);
		vec_release(&v->lanes[i].todo);
	}
	ask_release(&v->many.ask);
	vec_release(&v->many.todo);
	strbuf_release(&v->many.body);
	arena_release(&v->many.arena);
}

static int outcome(const struct tour *t)
{
	if (!t->failed && t->token_refused)
		return err_set(t->err, ERR_PARTLY,
			"GitHub does not know the token ($GITHUB_TOKEN, [fetch] github_token); it was asked without");
	if (!t->failed)
		return 0;
	if (t->failed > 1)
		return err_set(t->err, t->visited ? ERR_PARTLY : t->code,
			"%zu of %zu code pages could not be visited; %s", t->failed, t->n, t->why);
	return err_set(t->err, t->visited ? ERR_PARTLY : t->code, "%s", t->why);
}

int visit_run(struct desk *d, const struct code_page *pages, size_t n, const struct fetch_watch *watch, struct err *err)
{
	struct visit v = {.tour = {.pages = pages, .n = n, .watch = watch, .err = err}, .secret = STRBUF_INIT};
	struct config *c;
	int rc = desk_config(d, &c, err);

	if (rc < 0 || (rc = sql_open(&v.tour.json, ":memory:", SQL_CREATE, err)) < 0)
		return rc;
	places_read(&v.tour.places, c);
	set_secret(&v, c);
	rc = round_open(&v.tour.round, &v.tour.places, d->offline, err);
	open_visit(&v);
	if (rc == 0) {
		line_up(&v);
		rc = go_round(&v);
	}
	v.tour.rc = rc < 0 ? rc : v.tour.rc; /* nothing more is told */
	close_visit(&v);
	round_close(&v.tour.round);
	sql_close(v.tour.json);
	strbuf_release(&v.secret);
	return rc < 0 ? rc : outcome(&v.tour);
}
