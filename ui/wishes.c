/*
 * What the reader wants changed. It is changed at once, unless another program is just writing the library (an import
 * in a shell keeps it for a second): then it waits its turn here, and no key waits for it.
 */
#include "state.h"

#include <string.h>

#include "base/clock.h"

/* How long a key may wait for another's write to end, and how long until it is tried again. */
enum { PATIENCE_MS = 8, AGAIN_MS = 4 };

static void plural(char *out, size_t size, size_t n, const char *what)
{
	if (n == 1)
		snprintf(out, size, "%s", what);
	else
		snprintf(out, size, "%s on %zu papers", what, n);
}

static void release(struct wish *w)
{
	chosen_release(&w->papers);
}

static void copy(struct wish *w, const char *what, change_paper *change, const struct change *how)
{
	struct arena *a = &w->papers.arena;

	w->what = arena_strdup(a, what);
	w->change = change;
	w->how = *how;
	w->how.text = arena_strdup(a, how->text);
	w->how.words = (struct strs){0};
	for (size_t i = 0; i < how->words.n; i++)
		vec_push_in(a, &w->how.words, arena_strdup(a, how->words.at[i]));
}

/* ---- one of them ---- */

/* The row numbers may be others since it was wished. */
static int change_all(struct library *lib, struct wish *w, struct err *err)
{
	int rc = 0, changed = 0;

	for (size_t i = 0; rc >= 0 && i < w->papers.ids.n; i++) {
		rc = library_find(lib, w->papers.ids.at[i], &w->papers.nums.at[i], err);
		if (rc == 0)
			rc = w->change(lib, w->papers.nums.at[i], &w->how, err);
		changed += rc > 0;
	}
	return rc < 0 ? rc : changed;
}

/* As one action, which can be undone; that a paper was read is none. */
static int carry_out(struct library *lib, struct wish *w, struct err *err)
{
	int rc = w->what ? marks_begin(lib, w->what, err) : 0, changed;

	if (rc < 0)
		return rc;
	changed = change_all(lib, w, err);
	if (w->what && changed < 0)
		marks_cancel(lib);
	else if (w->what)
		rc = marks_end(lib, err);
	return rc < 0 ? rc : changed;
}

/* *held: another program keeps the library, and nothing was changed. */
static int attempt(struct browser *b, struct wish *w, int patience, bool *held, struct err *err)
{
	struct db *db = library_db(b->lib);
	int rc;

	sql_patience(db, patience);
	rc = carry_out(b->lib, w, err);
	*held = rc < 0 && sql_held(db);
	sql_patience(db, SQL_PATIENCE);
	return rc;
}

static void tell(struct browser *b, const struct wish *w, int rc, const struct err *err)
{
	char text[160];

	if (rc < 0) {
		complain(b, err);
		return;
	}
	if (!w->what) {
		chosen_update(b, &w->papers);
		return;
	}
	chosen_show(b, &w->papers);
	if (b->shelf->name || b->page)
		browser_reload(b); /* it may be off this list; a page may tell of it */
	plural(text, sizeof text, w->papers.nums.n, w->what);
	if (rc)
		say(b, "%s · u undoes", text);
	else
		say(b, "%s: it was so already", text);
}

/* ---- those that wait ---- */

void wish(struct browser *b, struct chosen *c, const char *what, change_paper *change, const struct change *how)
{
	struct wish w = {.papers = *c};
	bool held = b->wishes.n > 0; /* in the order in which they were wished */
	struct err err;
	int rc = 0;

	*c = (struct chosen){.arena = ARENA_INIT};
	copy(&w, what, change, how);
	if (!held)
		rc = attempt(b, &w, PATIENCE_MS, &held, &err);
	if (!held) {
		tell(b, &w, rc, &err);
		release(&w);
		return;
	}
	vec_push(&b->wishes, w);
	b->wish_due = clock_mono_ms() + AGAIN_MS;
	if (what)
		say(b, "%s: when the other program has written", what);
}

const struct change *wish_waiting(const struct browser *b, const char *id, change_paper *change)
{
	for (size_t i = b->wishes.n; i-- > 0;) {
		const struct wish *w = &b->wishes.at[i];

		for (size_t k = 0; w->change == change && k < w->papers.ids.n; k++)
			if (!strcmp(w->papers.ids.at[k], id))
				return &w->how;
	}
	return NULL;
}

/* The first of them; false: it still has to wait. */
static bool fulfil(struct browser *b, int patience)
{
	struct wish *w = &b->wishes.at[0];
	struct err err;
	bool held;
	int rc = attempt(b, w, patience, &held, &err);

	if (held)
		return false;
	tell(b, w, rc, &err);
	release(w);
	memmove(w, w + 1, --b->wishes.n * sizeof *w);
	return true;
}

/* True where something changed; those that still have to wait are tried again. */
static bool fulfil_all(struct browser *b, int patience)
{
	bool any = false;

	while (b->wishes.n && fulfil(b, patience))
		any = true;
	b->wish_due = b->wishes.n ? clock_mono_ms() + AGAIN_MS : 0;
	return any;
}

bool wishes_work(struct browser *b)
{
	return fulfil_all(b, PATIENCE_MS);
}

void wishes_settle(struct browser *b)
{
	fulfil_all(b, SQL_PATIENCE);
}

int wishes_end(struct browser *b, struct err *err)
{
	int rc = 0;

	wishes_settle(b);
	if (b->wishes.n)
		rc = err_set(err, ERR_FAILED, "%s: another program keeps the library locked; not changed: %s",
			library_path(b->lib), b->wishes.at[0].what ? b->wishes.at[0].what : "what was read");
	for (size_t i = 0; i < b->wishes.n; i++)
		release(&b->wishes.at[i]);
	vec_release(&b->wishes);
	return rc;
}
