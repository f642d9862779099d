#include "state.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"

void shelf_free(struct shelf *s)
{
	if (s->list.sel)
		list_close(&s->list);
	pages_free(s->pages);
	arena_release(&s->arena);
	free(s->query);
	free(s->name);
	free(s);
}

static char *copy(const char *z)
{
	return z && *z ? mem_strdup(z) : NULL;
}

/* An id says little to people; one of a listing is the hash of a title. */
static void find_title(struct browser *b, struct shelf *s)
{
	struct str query = str_of(s->query);
	struct paper paper;
	int64_t num;

	if (!str_starts(query, "related:") || str_chr(query, ' ') >= 0)
		return;
	if (library_find(b->lib, s->query + strlen("related:"), &num, NULL) == 0 &&
		library_get(b->lib, num, PART_TEXT, &s->arena, &paper, NULL) == 0)
		s->about = paper.title;
}

static int fill(struct browser *b, struct shelf *s, struct err *err)
{
	struct selection *sel;
	struct query query = {NULL, NULL};
	size_t at = 0;
	int rc = 0;

	if (s->query) {
		rc = query_parse(&query, s->query, clock_now(), &s->arena, &at, err);
		if (rc < 0)
			return rc;
		query_words(&query, &s->arena, &s->words);
		find_title(b, s);
	}
	rc = selection_open(
		&sel, b->lib, s->query ? &query : NULL, s->name, s->sort, s->reversed, err);
	if (rc < 0)
		return rc;
	return list_open(&s->list, sel, b->layout.panes[PANE_LIST].rows, err);
}

int shelf_open(struct browser *b, const char *query, const char *name, enum sort sort,
	bool reversed, struct err *err)
{
	struct shelf *s = mem_zalloc(sizeof *s);
	int rc;

	s->query = copy(query);
	s->name = copy(name);
	s->sort = sort;
	s->reversed = reversed;
	rc = fill(b, s, err);
	if (rc < 0) {
		shelf_free(s);
		return rc;
	}
	s->below = b->shelf;
	b->shelf = s;
	b->range_from = 0;
	trail_leave(b);
	reader_follow(b);
	return 0;
}

bool shelf_back(struct browser *b)
{
	struct shelf *s = b->shelf;
	struct err err;

	if (!s->below)
		return false;
	b->shelf = s->below;
	if (!b->page) {
		b->page = s->pages;
		s->pages = NULL;
	}
	shelf_free(s);
	page_refresh(b); /* the library may be another by now */
	b->range_from = 0;
	if (list_resize(&b->shelf->list, b->layout.panes[PANE_LIST].rows, &err) < 0)
		complain(b, &err);
	trail_leave(b);
	reader_follow(b);
	return true;
}

void shelf_replaces(struct browser *b, struct shelf *old)
{
	b->shelf->below = old->below;
	b->shelf->pages = old->pages;
	old->pages = NULL;
	shelf_free(old);
}

bool shelf_is_all(const struct browser *b)
{
	const struct shelf *s = b->shelf;

	return !s->name && !s->query && s->sort == b->sort && !s->reversed;
}

void shelf_title(const struct browser *b, struct strbuf *out)
{
	const struct shelf *s = b->shelf;

	if (s->name)
		strbuf_addf(out, " · @%s", s->name);
	if (s->about)
		strbuf_addf(out, " · related to %s", s->about);
	else if (s->query)
		strbuf_addf(out, " · %s%s", s->searched ? "/" : "", s->query);
	if (s->sort != b->sort && !s->name && !(s->sort == SORT_DATE && b->sort == SORT_BEST))
		strbuf_addf(out, " · by %s", sort_names[s->sort]);
	if (s->reversed)
		strbuf_addz(out, " · reversed");
}
