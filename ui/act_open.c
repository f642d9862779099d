/* Links: opened in the reader's web browser, copied to the clipboard, listed. */
#include "state.h"

#include <stdlib.h>

#include "app/opener.h"
#include "exchange/format.h"
#include "osc52.h"
#include "paper/paper_id.h"

static bool leave(void *data)
{
	browser_leave(data);
	return true;
}

static void enter(void *data)
{
	browser_enter(data);
}

void open_url(struct browser *b, const char *url)
{
	const struct opener_screen screen = {leave, enter, b};
	struct err err;

	if (opener_open(b->desk, url, &screen, &err) < 0)
		complain(b, &err);
	else
		say(b, "Opened %s", url);
}

static void open_link(struct browser *b, const struct paper *p, size_t n)
{
	if (!p->links.n)
		say(b, "This paper has no links.");
	else if (n < 1 || n > p->links.n)
		say(b, p->links.n > 1 ? "This paper has links 1 to %zu." : "This paper has link %zu only.", p->links.n);
	else
		open_url(b, p->links.at[n - 1].url);
}

static void open_numbered(struct browser *b, const char *text)
{
	struct arena a = ARENA_INIT;
	struct paper p = {0};
	struct marks m = {0};

	if (*text && chosen_paper(b, &a, &p, &m))
		open_link(b, &p, (size_t)strtoul(text, NULL, 10));
	arena_release(&a);
}

static void open_known(struct browser *b, const char *url, const char *what)
{
	if (url)
		open_url(b, url);
	else
		say(b, "No %s is known for this paper.", what);
}

void act_open_link(struct browser *b, enum action action, unsigned key)
{
	static const struct question question = {
		.label = "Open link number: ", .history = HISTORY_TAG, .done = open_numbered};
	struct arena a = ARENA_INIT;
	struct paper p = {0};
	struct marks m = {0};

	if (action == ACT_OPEN_LINK && !(key >= '1' && key <= '9')) {
		ask(b, &question, "");
		return;
	}
	if (!chosen_paper(b, &a, &p, &m))
		return;
	if (action == ACT_OPEN_LINK)
		open_link(b, &p, key - '0');
	else if (action == ACT_OPEN_PAGE)
		open_known(b, paper_id_page(p.id, &a), "abstract page");
	else if (action == ACT_OPEN_PDF)
		open_known(b, paper_id_pdf(p.id, &a), "PDF");
	else
		open_known(b, paper_code(&p) ? paper_code(&p)->url : NULL, "code link");
	arena_release(&a);
}

void act_links(struct browser *b, enum action action, unsigned key)
{
	struct chosen c;

	(void)action, (void)key;
	if (!chosen_papers(b, &c))
		return;
	page_open(b, &page_links, NULL, c.nums.at[0]);
	chosen_release(&c);
}

/* ---- copying ---- */

enum copied { COPY_ID, COPY_URL, COPY_BIBTEX, COPY_TITLE, COPY_CODE };

/* Adds what is asked for of a paper; false where it has none. */
static bool add_copied(enum copied what, const struct paper *p, const struct marks *m,
	struct arena *a, struct strbuf *out)
{
	const struct format *bibtex = format_find("bibtex");
	const struct link *code = paper_code(p);
	const char *text = what == COPY_ID	? p->id
			   : what == COPY_URL	? paper_id_page(p->id, a)
			   : what == COPY_TITLE ? p->title
			   : what == COPY_CODE	? (code ? code->url : NULL)
						: NULL;

	if (what == COPY_BIBTEX && bibtex && bibtex->write)
		bibtex->write(p, m, out);
	else if (text)
		strbuf_addz(out, text);
	else
		return false;
	return true;
}

/* One line a paper where several are chosen. */
static size_t collect(
	struct browser *b, const struct chosen *c, enum copied what, struct strbuf *out)
{
	size_t n = 0;

	for (size_t i = 0; i < c->nums.n; i++) {
		struct arena a = ARENA_INIT;
		struct paper p = {0};
		struct marks m = {0};
		struct err err;

		if (out->len && out->buf[out->len - 1] != '\n')
			strbuf_addch(out, '\n');
		if (library_get(b->lib, c->nums.at[i], PART_ALL, &a, &p, &err) < 0 ||
			library_marks(b->lib, c->nums.at[i], &a, &m, &err) < 0)
			complain(b, &err);
		else
			n += add_copied(what, &p, &m, &a, out);
		arena_release(&a);
	}
	return n;
}

static void copy(struct browser *b, int value)
{
	struct strbuf text = STRBUF_INIT, sequence = STRBUF_INIT;
	struct chosen c;
	size_t n;

	if (!chosen_papers(b, &c))
		return;
	n = collect(b, &c, (enum copied)value, &text);
	if (!n) {
		say(b, "Nothing to copy: not known for this paper.");
	} else if (!osc52_copy(strbuf_str(&text), &sequence)) {
		say(b, "Too much for the clipboard of a terminal.");
	} else {
		b->term->ops->send(b->term, strbuf_str(&sequence));
		if (c.nums.n > 1 || value == COPY_BIBTEX)
			say(b, "Copied %zu", n);
		else
			say(b, "Copied %s", text.buf);
	}
	strbuf_release(&text);
	strbuf_release(&sequence);
	chosen_release(&c);
}

void act_copy(struct browser *b, enum action action, unsigned key)
{
	static const struct menu_item items[] = {
		{'y', "id", COPY_ID},
		{'u', "URL", COPY_URL},
		{'b', "BibTeX", COPY_BIBTEX},
		{'t', "title", COPY_TITLE},
		{'c', "code URL", COPY_CODE},
		{0, NULL, 0},
	};
	static const struct menu menu = {"Copy", items, copy};

	(void)action, (void)key;
	ask_menu(b, &menu);
}

/* ---- targets ---- */

void open_target(struct browser *b, const struct doc_target *t)
{
	struct err err;
	int rc = 0;

	if (t->kind == TARGET_LINK)
		open_url(b, t->name);
	else if (t->kind == TARGET_RELATED)
		trail_go(b, t->name);
	else if (t->kind == TARGET_QUERY)
		rc = shelf_open(b, t->name, NULL, b->sort, false, &err);
	else if (t->kind == TARGET_LIST)
		rc = shelf_open(b, NULL, t->name, b->sort, false, &err);
	if (rc < 0)
		complain(b, &err);
	else if (t->kind == TARGET_QUERY || t->kind == TARGET_LIST)
		browser_focus(b, PANE_LIST);
}
