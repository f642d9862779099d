#include "list.h"

#include <string.h>

enum {
	WINDOW_MOST = 1024, /* rows kept before the far ones are let go */
	COUNT_MOST = 10000, /* a query's rows: beyond that "10000+" says enough */
};

static size_t chunk(const struct list *l)
{
	return (size_t)(l->height > 16 ? l->height : 16) * 2;
}

static void push_all(struct list *l, struct rows *more)
{
	for (size_t i = 0; i < more->n; i++)
		vec_push(&l->rows, more->at[i]);
}

/* Reads rows after the window; *n gets how many came. */
static int read_after(struct list *l, size_t want, size_t *n, struct err *err)
{
	struct row from;
	struct rows more = {0};
	int rc;

	*n = 0;
	if (l->at_last)
		return 0;
	if (l->rows.n)
		from = l->rows.at[l->rows.n - 1];
	rc = selection_read(l->sel, l->rows.n ? &from : NULL, 1, want, &l->arena, &more, err);
	if (rc < 0)
		return rc;
	push_all(l, &more);
	l->at_last = more.n < want;
	*n = more.n;
	return 0;
}

static void reverse(struct row *at, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		struct row row = at[i];

		at[i] = at[n - 1 - i];
		at[n - 1 - i] = row;
	}
}

/* Reads rows before the window; the window's indexes move up by *n. */
static int read_before(struct list *l, size_t want, size_t *n, struct err *err)
{
	struct row from;
	struct rows more = {0};
	size_t old = l->rows.n;
	int rc;

	*n = 0;
	if (l->at_first)
		return 0;
	if (old)
		from = l->rows.at[0];
	rc = selection_read(l->sel, old ? &from : NULL, -1, want, &l->arena, &more, err);
	if (rc < 0)
		return rc;
	*n = more.n;
	l->at_first = more.n < want;
	if (l->at_first)
		l->before = 0;
	else if (l->before >= 0)
		l->before -= (int64_t)more.n;
	if (!more.n)
		return 0;
	push_all(l, &more);
	memmove(l->rows.at + more.n, l->rows.at, old * sizeof *l->rows.at);
	memcpy(l->rows.at, more.at, more.n * sizeof *more.at);
	reverse(l->rows.at, more.n);
	l->cur += more.n;
	l->top += more.n;
	return 0;
}

static void forget(struct list *l)
{
	l->rows.n = l->cur = l->top = 0;
	l->at_first = l->at_last = false;
	l->before = -1;
	arena_reset(&l->arena);
}

/* ---- the window ---- */

static int from_first(struct list *l, struct err *err)
{
	size_t n;

	forget(l);
	l->at_first = true;
	l->before = 0;
	return read_after(l, chunk(l), &n, err);
}

static int from_last(struct list *l, struct err *err)
{
	size_t n;
	int rc;

	forget(l);
	l->at_last = true;
	rc = read_before(l, chunk(l), &n, err);
	if (rc < 0 || !l->rows.n)
		return rc;
	if (!l->at_first && l->exact)
		l->before = l->total - (int64_t)l->rows.n;
	l->cur = l->rows.n - 1;
	l->top = 0;
	return 0;
}

/* A window around a row; the screen shows it `above` rows from its top. */
static int around(struct list *l, const struct row *row, size_t above, struct err *err)
{
	size_t n;
	int rc;

	forget(l);
	vec_push(&l->rows, *row);
	rc = read_before(l, chunk(l), &n, err);
	if (rc == 0)
		rc = read_after(l, chunk(l), &n, err);
	l->top = l->cur > above ? l->cur - above : 0;
	return rc;
}

/* Where the window has grown too long, it is made anew around the cursor. */
static int shrink(struct list *l, struct err *err)
{
	int64_t place = list_place(l);
	size_t above = l->cur - l->top;
	struct arena keep = ARENA_INIT;
	struct row row;
	int rc;

	if (l->rows.n <= WINDOW_MOST)
		return 0;
	rc = selection_row(l->sel, l->rows.at[l->cur].num, &keep, &row, err);
	if (rc == 0)
		rc = around(l, &row, above, err);
	if (rc == 0) /* the cursor's row moves from `keep` to the window's memory */
		rc = selection_row(l->sel, row.num, &l->arena, &l->rows.at[l->cur], err);
	if (rc == 0 && place && l->before < 0)
		l->before = place - 1 - (int64_t)l->cur;
	arena_release(&keep);
	return rc;
}

/* Reads on until a screen's rows before and after the cursor are there, or no more. */
static int fill(struct list *l, struct err *err)
{
	size_t margin = (size_t)l->height, n;
	int rc = 0;

	if (l->cur + margin >= l->rows.n)
		rc = read_after(l, chunk(l), &n, err);
	if (rc == 0 && l->cur < margin)
		rc = read_before(l, chunk(l), &n, err);
	return rc == 0 ? shrink(l, err) : rc;
}

/* The screen follows the cursor and shows no empty rows where there are papers. */
static void follow(struct list *l)
{
	size_t height = l->height > 0 ? (size_t)l->height : 1;

	if (l->cur >= l->rows.n)
		l->cur = l->rows.n ? l->rows.n - 1 : 0;
	if (l->cur < l->top)
		l->top = l->cur;
	if (l->cur >= l->top + height)
		l->top = l->cur - height + 1;
	if (l->top + height > l->rows.n)
		l->top = l->rows.n > height ? l->rows.n - height : 0;
}

static int settle(struct list *l, struct err *err)
{
	int rc;

	follow(l);
	rc = fill(l, err);
	follow(l);
	return rc;
}

/* ---- what others call ---- */

int list_open(struct list *l, struct selection *sel, int height, struct err *err)
{
	*l = (struct list){.sel = sel, .height = height, .total = -1};
	return from_first(l, err);
}

void list_close(struct list *l)
{
	selection_close(l->sel);
	arena_release(&l->arena);
	vec_release(&l->rows);
	*l = (struct list){0};
}

int list_step(struct list *l, int64_t rows, struct err *err)
{
	int64_t left = rows < 0 ? -rows : rows;
	int rc = 0;

	while (left > 0 && rc == 0 && l->rows.n) { /* a window's rows at a time */
		size_t room = rows < 0 ? l->cur : l->rows.n - 1 - l->cur;
		size_t step = (int64_t)room < left ? room : (size_t)left;

		l->cur = rows < 0 ? l->cur - step : l->cur + step;
		left -= (int64_t)step;
		rc = settle(l, err);
		room = rows < 0 ? l->cur : l->rows.n - 1 - l->cur;
		if (!room)
			break;
	}
	return rc;
}

int list_scroll(struct list *l, int rows, struct err *err)
{
	size_t height = l->height > 0 ? (size_t)l->height : 1;
	size_t last = l->rows.n > height ? l->rows.n - height : 0;
	size_t up = rows < 0 ? (size_t)-rows : 0, down = rows > 0 ? (size_t)rows : 0;

	l->top = up > l->top ? 0 : l->top - up;
	l->top = l->top + down > last ? last : l->top + down;
	if (l->cur < l->top)
		l->cur = l->top;
	if (l->cur >= l->top + height)
		l->cur = l->top + height - 1;
	return settle(l, err);
}

/* A page keeps the cursor's place on the screen; at the ends the cursor goes on alone. */
static int page(struct list *l, int rows, struct err *err)
{
	size_t above = l->cur - l->top;
	int rc = list_step(l, rows, err);

	l->top = l->cur > above ? l->cur - above : 0;
	follow(l);
	return rc;
}

int list_move(struct list *l, enum action move, struct err *err)
{
	int height = l->height > 2 ? l->height : 2;
	int rc;

	switch (move) {
	case ACT_DOWN:
		return list_step(l, 1, err);
	case ACT_UP:
		return list_step(l, -1, err);
	case ACT_HALF_DOWN:
		return page(l, height / 2, err);
	case ACT_HALF_UP:
		return page(l, -height / 2, err);
	case ACT_PAGE_DOWN:
		return page(l, height - 1, err);
	case ACT_PAGE_UP:
		return page(l, 1 - height, err);
	case ACT_FIRST:
		rc = l->at_first ? 0 : from_first(l, err);
		l->cur = l->top = 0;
		return rc;
	case ACT_LAST:
		rc = l->at_last ? 0 : from_last(l, err);
		l->cur = l->rows.n;
		return rc == 0 ? settle(l, err) : rc;
	default:
		return 0;
	}
}

int list_resize(struct list *l, int height, struct err *err)
{
	if (height < 1)
		height = 1;
	if (height == l->height)
		return 0;
	l->height = height;
	return settle(l, err);
}

int list_seek(struct list *l, int64_t num, struct err *err)
{
	struct row row;
	struct arena keep = ARENA_INIT;
	int rc;

	for (size_t i = 0; i < l->rows.n; i++) {
		if (l->rows.at[i].num == num) {
			l->cur = i;
			return settle(l, err);
		}
	}
	rc = selection_row(l->sel, num, &keep, &row, err);
	if (rc == 0)
		rc = around(l, &row, (size_t)l->height / 2, err);
	if (rc == 0)
		rc = selection_row(l->sel, num, &l->arena, &l->rows.at[l->cur], err);
	arena_release(&keep);
	follow(l);
	return rc;
}

/* The first window, with the cursor on a paper; ERR_NOT_FOUND where it is not in there. */
static int first_with(struct list *l, int64_t num, size_t above, struct err *err)
{
	int rc = from_first(l, err);

	for (size_t i = 0; rc == 0 && i < l->rows.n; i++)
		if (l->rows.at[i].num == num) {
			l->cur = i;
			l->top = i > above ? i - above : 0;
			return 0;
		}
	return rc < 0 ? rc : ERR_NOT_FOUND;
}

/* Whether the selection still has a paper: the row after the one before it is its own. */
static bool still_selected(struct list *l, const struct row *row)
{
	struct arena keep = ARENA_INIT;
	struct rows before = {0}, after = {0};
	bool found;

	found = selection_read(l->sel, row, -1, 1, &keep, &before, NULL) == 0 &&
		selection_read(l->sel, before.n ? &before.at[0] : NULL, 1, 1, &keep, &after, NULL) == 0 && after.n &&
		after.at[0].num == row->num;
	arena_release(&keep);
	return found;
}

/* A window around a paper, wherever it is now; ERR_NOT_FOUND where it is gone. */
static int around_paper(struct list *l, int64_t num, size_t above, bool selected, struct err *err)
{
	struct arena keep = ARENA_INIT;
	struct row row;
	int rc = selection_row(l->sel, num, &keep, &row, NULL);

	if (rc == 0 && (!row.key || (selected && !still_selected(l, &row))))
		rc = ERR_NOT_FOUND;
	if (rc == 0)
		rc = around(l, &row, above, err);
	if (rc == 0)
		rc = selection_row(l->sel, num, &l->arena, &l->rows.at[l->cur], err);
	arena_release(&keep);
	return rc;
}

/* The cursor's paper stays where it is on the screen, however many came before it. */
int list_refresh(struct list *l, struct err *err)
{
	size_t cur = l->cur, above = l->cur - l->top;
	int64_t num = l->rows.n ? l->rows.at[cur].num : 0;
	bool near_first = l->at_first && cur < chunk(l);
	int rc = ERR_NOT_FOUND;

	l->total = -1;
	if (num && near_first) /* most often it is still there, with its place known */
		rc = first_with(l, num, above, err);
	if (num && rc == ERR_NOT_FOUND)
		rc = around_paper(l, num, above, near_first, err);
	if (rc == ERR_NOT_FOUND) {
		rc = from_first(l, err);
		l->cur = cur;
		l->top = cur > above ? cur - above : 0;
	}
	follow(l);
	return rc == 0 ? settle(l, err) : rc;
}

int list_update(struct list *l, int64_t num, struct err *err)
{
	for (size_t i = 0; i < l->rows.n; i++)
		if (l->rows.at[i].num == num)
			return selection_row(l->sel, num, &l->arena, &l->rows.at[i], err);
	return 0;
}

/* After a reload away from both ends nothing tells the place; where the list is short, the way to its start does. */
static int find_place(struct list *l, int64_t total, struct err *err)
{
	size_t n;
	int rc = 0;

	if (l->at_last && l->before < 0)
		l->before = total - (int64_t)l->rows.n;
	while (rc == 0 && l->before < 0 && !l->at_first && total <= WINDOW_MOST)
		rc = read_before(l, WINDOW_MOST, &n, err);
	return rc;
}

int list_count(struct list *l, struct err *err)
{
	int64_t total;
	int rc;

	if (l->total >= 0)
		return 0;
	if (l->at_first && l->at_last) {
		l->total = (int64_t)l->rows.n;
		l->exact = true;
		return 0;
	}
	rc = selection_count(l->sel, COUNT_MOST, &total, &l->exact, err);
	if (rc == 0 && l->exact)
		rc = find_place(l, total, err);
	if (rc == 0)
		l->total = total;
	return rc;
}

const struct row *list_row(const struct list *l)
{
	return l->cur < l->rows.n ? &l->rows.at[l->cur] : NULL;
}

const struct row *list_row_at(const struct list *l, int n)
{
	return n >= 0 && l->top + (size_t)n < l->rows.n ? &l->rows.at[l->top + (size_t)n] : NULL;
}

int64_t list_place(const struct list *l)
{
	return l->before >= 0 && l->rows.n ? l->before + (int64_t)l->cur + 1 : 0;
}
