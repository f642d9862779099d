/* What the reader makes of papers: stars, states, tags, lists, notes; and taking it back. */
#include "state.h"

#include "app/editor.h"
#include "base/split.h"
#include "complete.h"
#include "text/clean.h"

static void wish_chosen(struct browser *b, const char *what, change_paper *change, const struct change *how)
{
	struct chosen c;

	if (chosen_papers(b, &c))
		wish(b, &c, what, change, how);
}

/* ---- star, unread, state ---- */

static int change_star(struct library *lib, int64_t num, const struct change *how, struct err *err)
{
	return marks_star(lib, num, how->on, err);
}

static int change_unread(struct library *lib, int64_t num, const struct change *how, struct err *err)
{
	return marks_unread(lib, num, how->on, err);
}

static int change_state(struct library *lib, int64_t num, const struct change *how, struct err *err)
{
	return marks_state(lib, num, how->state, err);
}

/* A mark that is there or not. */
struct mark_switch {
	bool (*now)(const struct marks *m);
	change_paper *change;
	const char *on, *off; /* for the log */
};

static bool is_starred(const struct marks *m)
{
	return m->starred;
}

static bool is_unread(const struct marks *m)
{
	return m->unread;
}

/* All the papers go the way that the first of them needs. */
static void flip(struct browser *b, const struct mark_switch *s)
{
	struct chosen c;
	struct marks m = {0};
	struct err err;

	if (!chosen_papers(b, &c))
		return;
	if (library_marks(b->lib, c.nums.at[0], &c.arena, &m, &err) < 0) {
		complain(b, &err);
		chosen_release(&c);
	} else {
		const struct change *waits = wish_waiting(b, c.ids.at[0], s->change);
		bool on = !(waits ? waits->on : s->now(&m));

		wish(b, &c, on ? s->on : s->off, s->change, &(struct change){.on = on});
	}
}

void act_star(struct browser *b, enum action action, unsigned key)
{
	static const struct mark_switch star = {is_starred, change_star, "star", "no star"};

	(void)action, (void)key;
	flip(b, &star);
}

void act_unread(struct browser *b, enum action action, unsigned key)
{
	static const struct mark_switch unread = {is_unread, change_unread, "unread", "read"};

	(void)action, (void)key;
	flip(b, &unread);
}

static void set_state(struct browser *b, int value)
{
	enum paper_state state = (enum paper_state)value;
	const char *name = state == STATE_NONE ? "no state" : paper_state_names[state];

	wish_chosen(b, name, change_state, &(struct change){.state = state});
}

void act_state(struct browser *b, enum action action, unsigned key)
{
	static const struct menu_item items[] = {
		{'t', "to read", STATE_TO_READ},
		{'r', "reading", STATE_READING},
		{'d', "read (done)", STATE_READ},
		{'s', "skipped", STATE_SKIPPED},
		{'n', "none", STATE_NONE},
		{0, NULL, 0},
	};
	static const struct menu menu = {"State", items, set_state};

	(void)action, (void)key;
	ask_menu(b, &menu);
}

/* ---- tags ---- */

static int change_tags(struct library *lib, int64_t num, const struct change *how, struct err *err)
{
	int changed = 0;

	for (size_t i = 0; i < how->words.n; i++) {
		const char *word = how->words.at[i];
		bool on = word[0] != '-';
		int rc = marks_tag(
			lib, num, word[0] == '+' || word[0] == '-' ? word + 1 : word, on, err);

		if (rc < 0)
			return rc;
		changed |= rc;
	}
	return changed;
}

static void tags_given(struct browser *b, const char *text)
{
	struct arena a = ARENA_INIT;
	struct strs words = {0};
	struct strbuf what = STRBUF_INIT;
	struct err err;

	if (split_words(text, &a, &words, &err) < 0) {
		complain(b, &err);
	} else if (words.n) {
		strbuf_addz(&what, "tag");
		for (size_t i = 0; i < words.n; i++)
			strbuf_addf(&what, " %s%s", strchr("+-", words.at[i][0]) ? "" : "+",
				words.at[i]);
		wish_chosen(b, what.buf, change_tags, &(struct change){.words = words});
	}
	strbuf_release(&what);
	arena_release(&a);
}

void act_tag(struct browser *b, enum action action, unsigned key)
{
	static const struct question question = {.label = "Tag (+name -name): ",
		.history = HISTORY_TAG,
		.complete = complete_tag,
		.done = tags_given};

	(void)action, (void)key;
	ask(b, &question, "");
}

/* ---- reading lists ---- */

static int add_to_list(struct library *lib, int64_t num, const struct change *how, struct err *err)
{
	return lists_add(lib, how->text, num, 0, err);
}

static int take_off_list(struct library *lib, int64_t num, const struct change *how, struct err *err)
{
	return lists_remove(lib, how->text, num, err);
}

void wish_on_list(struct browser *b, struct chosen *papers, const char *list)
{
	char what[160];

	list += *list == '@';
	snprintf(what, sizeof what, "list %s", list);
	wish(b, papers, what, add_to_list, &(struct change){.text = list});
}

static void list_given(struct browser *b, const char *text)
{
	struct chosen c;

	if (*text && chosen_papers(b, &c))
		wish_on_list(b, &c, text);
}

void act_list(struct browser *b, enum action action, unsigned key)
{
	static const struct question question = {.label = "Add to list: ",
		.history = HISTORY_LIST,
		.complete = complete_list,
		.done = list_given};
	char what[160];

	(void)key;
	if (action == ACT_ADD_TO_LIST) {
		ask(b, &question, "");
	} else if (!b->shelf->name) {
		say(b, "No reading list is shown here.");
	} else {
		snprintf(what, sizeof what, "off list %s", b->shelf->name);
		wish_chosen(b, what, take_off_list, &(struct change){.text = b->shelf->name});
	}
}

/* ---- notes ---- */

static int change_note(struct library *lib, int64_t num, const struct change *how, struct err *err)
{
	return marks_note(lib, num, how->text, err);
}

static void keep_note(struct browser *b, struct str written)
{
	struct strbuf clean = STRBUF_INIT;

	clean_text(str_trim(written), &clean);
	wish_chosen(b, clean.len ? "note" : "no note", change_note, &(struct change){.text = clean.buf});
	strbuf_release(&clean);
}

void act_note(struct browser *b, enum action action, unsigned key)
{
	struct arena a = ARENA_INIT;
	struct paper p = {0};
	struct marks m = {0};
	struct strbuf written = STRBUF_INIT;
	struct err err;
	int rc;

	(void)action, (void)key;
	if (b->marked_n && b->focus == PANE_LIST) {
		say(b, "A note is for one paper: Esc takes the marks off.");
		return;
	}
	if (chosen_paper(b, &a, &p, &m)) {
		browser_leave(b);
		rc = editor_edit(b->desk, str_of(m.note ? m.note : ""), &written, &err);
		browser_enter(b);
		if (rc < 0)
			complain(b, &err);
		else
			keep_note(b, strbuf_str(&written));
	}
	strbuf_release(&written);
	arena_release(&a);
}

/* ---- undo ---- */

void act_undo(struct browser *b, enum action action, unsigned key)
{
	bool undo = action == ACT_UNDO;
	struct arena a = ARENA_INIT;
	const char *what = "";
	struct err err;
	int rc;

	(void)key;
	wishes_settle(b);
	rc = undo ? journal_undo(b->lib, &a, &what, &err) : journal_redo(b->lib, &a, &what, &err);
	if (rc == ERR_NOT_FOUND) {
		say(b, undo ? "Nothing to undo." : "Nothing to do again.");
	} else if (rc < 0) {
		complain(b, &err);
	} else {
		browser_reload(b);
		say(b, undo ? "Undone: %s" : "Done again: %s", what);
	}
	arena_release(&a);
}

/* ---- marking in the list ---- */

static void mark_range(struct browser *b)
{
	struct list *l = &b->shelf->list;
	int64_t place = list_place(l), rows = place - b->range_from;
	struct arena a = ARENA_INIT;
	struct rows found = {0};
	struct err err;

	if (!marked_has(b, list_row(l)->id))
		marked_toggle(b, list_row(l)->id);
	if (rows && selection_read(l->sel, list_row(l), rows > 0 ? -1 : 1,
			    (size_t)(rows > 0 ? rows : -rows), &a, &found, &err) < 0)
		complain(b, &err);
	for (size_t i = 0; i < found.n; i++)
		if (!marked_has(b, found.at[i].id))
			marked_toggle(b, found.at[i].id);
	arena_release(&a);
	b->range_from = 0;
	say(b, "%lld papers marked", (long long)b->marked_n);
}

void act_mark(struct browser *b, enum action action, unsigned key)
{
	struct list *l = &b->shelf->list;
	const struct row *row = list_row(l);
	struct err err;

	(void)key;
	if (!row)
		return;
	if (action == ACT_MARK) {
		marked_toggle(b, row->id);
		if (list_step(l, 1, &err) < 0)
			complain(b, &err);
		reader_follow(b);
	} else if (b->range_from) {
		mark_range(b);
	} else if (list_place(l)) {
		b->range_from = list_place(l);
		say(b, "Range: move, then v again");
	} else {
		say(b, "The place in the list is not known here; g and then v works.");
	}
}
