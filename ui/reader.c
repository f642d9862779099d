/*
 * The paper that is read and its related papers: which one it is, reading it from the library,
 * drawing.
 */
#include "state.h"

#include "base/clock.h"
#include "paper_doc.h"

enum {
	KIN_MOST = 30, /* related papers shown */
	REST_MS = 40,  /* how long the cursor rests before they are looked for */
};

void reader_init(struct browser *b)
{
	pager_init(&b->reader.pager);
	pager_init(&b->kin.pager);
}

void reader_release(struct browser *b)
{
	pager_release(&b->reader.pager);
	pager_release(&b->kin.pager);
	arena_release(&b->reader.arena);
	arena_release(&b->kin.arena);
	arena_release(&b->kin.open_arena);
	trail_release(b);
}

/* The paper to read: that of the trail, else the one under the cursor; 0: none. */
static int64_t wanted(struct browser *b)
{
	const struct row *row = b->shelf ? list_row(&b->shelf->list) : NULL;
	const char *id = trail_id(b);
	int64_t num;

	if (id && library_find(b->lib, id, &num, NULL) == 0)
		return num;
	return row ? row->num : 0;
}

void reader_follow(struct browser *b)
{
	int64_t num = wanted(b);

	if (num == b->reader.num)
		return;
	b->reader.num = num;
	b->reader.loaded = b->reader.laid = false;
	b->reader.fresh = true;
	b->kin.loaded = false;
	b->kin_due = num ? clock_mono_ms() + REST_MS : 0;
}

void reader_load(struct browser *b)
{
	struct reader *r = &b->reader;
	struct err err;
	int rc;

	arena_reset(&r->arena);
	r->paper = (struct paper){0};
	r->marks = (struct marks){0};
	r->loaded = true;
	r->laid = false;
	if (!r->num)
		return;
	rc = library_get(b->lib, r->num, PART_ALL, &r->arena, &r->paper, &err);
	if (rc == 0)
		rc = library_marks(b->lib, r->num, &r->arena, &r->marks, &err);
	if (rc < 0) {
		r->num = 0;
		complain(b, &err);
	}
}

/* hurry: a key that comes meanwhile goes first, and they are due again after the next rest. */
void kin_load(struct browser *b, bool hurry)
{
	struct kin *k = &b->kin;
	struct neighbours found = {0};
	struct arena arena = ARENA_INIT;
	struct err err;
	int rc = 0;

	if (hurry)
		hurry_begin(b);
	if (b->reader.num)
		rc = neighbours_find(b->lib, b->reader.num, KIN_MOST, &arena, &found, &err);
	hurry_end(b);
	if (rc == ERR_INTERRUPTED) {
		arena_release(&arena);
		b->kin_due = clock_mono_ms() + REST_MS;
		return;
	}
	if (rc < 0)
		complain(b, &err);
	arena_release(&k->arena);
	k->arena = arena;
	k->found = found;
	k->laid = false;
	b->reader.laid &= !b->reader.with_kin; /* they stand there as well */
	if (k->num != b->reader.num) {
		pager_settle(&k->pager, true);
		k->open = 0;
	}
	k->num = b->reader.num;
	k->loaded = true;
	b->kin_due = 0;
}

/* ---- drawing ---- */

/* Columns of text in a pane: a margin on both sides, and not more than reads well. */
static int text_cols(const struct browser *b, enum pane pane)
{
	int cols = b->layout.panes[pane].cols - 2;

	return cols > b->text_width ? b->text_width : cols > 1 ? cols : 1;
}

/* The related papers below the abstract, where they have no pane of their own. */
static void add_kin(struct browser *b, struct doc *d)
{
	doc_line(d, NULL, STYLE_TEXT);
	doc_line(d, b->kin.found.n ? "Related" : "No related papers in the library.",
		b->kin.found.n ? STYLE_TITLE : STYLE_DIM);
	related_doc(d, &b->kin.found, 0, NULL);
}

void reader_ready(struct browser *b)
{
	struct reader *r = &b->reader;
	bool with_kin =
		!b->layout.panes[PANE_RELATED].rows && b->kin.loaded && b->kin.num == r->num;
	int cols = text_cols(b, PANE_PAPER);

	if (!r->loaded)
		reader_load(b);
	if (!r->num || (r->laid && r->pager.doc.width == cols && r->with_kin == with_kin))
		return;
	doc_reset(&r->pager.doc, cols);
	paper_doc(&r->pager.doc, &r->paper, &r->marks, r->raw);
	if (with_kin)
		add_kin(b, &r->pager.doc);
	r->pager.rows = b->layout.panes[PANE_PAPER].rows;
	pager_settle(&r->pager, r->fresh);
	r->with_kin = with_kin;
	r->laid = true;
	r->fresh = false;
}

void kin_ready(struct browser *b)
{
	struct kin *k = &b->kin;
	int cols = text_cols(b, PANE_RELATED);

	if (!k->loaded || (k->laid && k->pager.doc.width == cols))
		return;
	doc_reset(&k->pager.doc, cols);
	related_doc(&k->pager.doc, &k->found, k->open, &k->open_text);
	k->pager.rows = b->layout.panes[PANE_RELATED].rows;
	k->pager.by_line = !k->open; /* an abstract is read line by line */
	pager_settle(&k->pager, false);
	k->laid = true;
}

void reader_draw(struct browser *b, const struct area *a, bool focused)
{
	struct area text = area_part(a, 0, 1, a->rows, text_cols(b, PANE_PAPER));

	if (!b->reader.num || !b->reader.loaded)
		return;
	reader_ready(b);
	b->reader.pager.words = b->shelf->words;
	pager_draw(&b->reader.pager, &text, focused);
}

void kin_draw(struct browser *b, const struct area *a, bool focused)
{
	struct area text = area_part(a, 0, 1, a->rows, text_cols(b, PANE_RELATED));

	if (!b->reader.num)
		return;
	kin_ready(b);
	if (!b->kin.loaded || b->kin.num != b->reader.num)
		area_z(&text, 0, 0, "…", STYLE_DIM);
	else if (!b->kin.found.n)
		area_z(&text, 0, 0, "No related papers in the library.", STYLE_DIM);
	else
		pager_draw(&b->kin.pager, &text, focused);
}

/* ---- an abstract among the related papers ---- */

/* The chosen one and what stands under it are on the screen, as far as there is room. */
static void show_unfolded(struct pager *p)
{
	const struct doc_target *t = pager_target(p);
	size_t end = p->doc.lines.n;

	if (!t)
		return;
	if ((size_t)p->chosen + 1 < p->doc.targets.n)
		end = p->doc.targets.at[p->chosen + 1].line;
	if (end > p->top + (size_t)p->rows)
		pager_scroll(p, (int)(end - p->top) - p->rows);
	if (t->line < p->top)
		pager_scroll(p, -(int)(p->top - t->line));
}

void act_unfold(struct browser *b, enum action action, unsigned key)
{
	struct kin *k = &b->kin;
	const struct doc_target *t = pager_target(&k->pager);
	int64_t num = t && (size_t)t->n < k->found.n ? k->found.at[t->n].num : 0;
	struct err err;

	(void)action, (void)key;
	if (!num)
		return;
	arena_reset(&k->open_arena);
	k->open = k->open == num ? 0 : num;
	if (k->open && neighbours_shared(b->lib, k->num, num, &k->open_arena, &k->open_text, &err) < 0) {
		complain(b, &err);
		k->open = 0;
	}
	k->laid = false;
	kin_ready(b);
	show_unfolded(&k->pager);
}

/* ---- reading ---- */

static int change_seen(struct library *lib, int64_t num, const struct change *how, struct err *err)
{
	(void)how;
	return marks_seen(lib, num, err);
}

/* What is new about the paper is told while it is read; so it is taken in before it is known to be read. */
void reader_mark_read(struct browser *b)
{
	struct chosen c = {.arena = ARENA_INIT};

	if (!b->reader.num || !library_writable(b->lib))
		return;
	if (!b->reader.loaded)
		reader_load(b);
	if (!b->reader.paper.id)
		return;
	vec_push_in(&c.arena, &c.ids, arena_strdup(&c.arena, b->reader.paper.id));
	vec_push_in(&c.arena, &c.nums, b->reader.num);
	wish(b, &c, NULL, change_seen, &(struct change){0});
	b->reader.marks.unread = false;
}

void reader_open(struct browser *b)
{
	if (!b->reader.num)
		return;
	reader_mark_read(b);
	browser_focus(b, PANE_PAPER);
}
