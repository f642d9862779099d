/* Help: the table of actions for where the reader was, then all that works elsewhere. */
#include "state.h"

#include "text/width.h"

enum { KEYS_WIDTH = 17, NAME_WIDTH = 17, NAMES_FROM = 70 /* columns */ };

static void pad(struct rich *r, size_t from, int width)
{
	int used = text_width(str_sub(strbuf_str(&r->text), from, r->text.len));

	rich_f(r, STYLE_TEXT, "%*s", used < width ? width - used : 1, "");
}

/* Keys, the action's name as the config file has it, what it does. */
static void add_row(struct browser *b, struct doc *d, struct rich *r, const struct action_row *row,
	unsigned contexts)
{
	int indent = KEYS_WIDTH + (d->width >= NAMES_FROM ? NAME_WIDTH : 0);
	struct strbuf keys = STRBUF_INIT;
	size_t name;

	keymap_keys(&b->keys, row->action, contexts, 16, &keys);
	if (keys.len) {
		rich_reset(r);
		rich_z(r, keys.buf, STYLE_KEY);
		pad(r, 0, KEYS_WIDTH);
		name = r->text.len;
		if (indent > KEYS_WIDTH) {
			rich_z(r, row->name, STYLE_DIM);
			pad(r, name, NAME_WIDTH);
		}
		rich_z(r, row->doc, STYLE_TEXT);
		doc_flow(d, r, 0, indent);
	}
	strbuf_release(&keys);
}

static void add_letters(struct doc *d)
{
	static const char *const lines[] = {
		"#  marked        •  unread          ★  starred        n  has a note",
		"t  to read       r  reading         d  read (done)    -  skipped",
		"c  has code      C  code is there   m  moved          a  archived",
		"e  empty         p  placeholder     x  gone           W  withdrawn",
		"v  a new version since you read it",
	};

	doc_line(d, NULL, STYLE_TEXT);
	doc_line(d, "Letters in front of a paper", STYLE_TITLE);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		doc_line(d, lines[i], STYLE_TEXT);
}

static void add_queries(struct doc *d, struct rich *r)
{
	static const char *const lines[] = {
		"Words are searched in titles, abstracts, authors and tags; \"a phrase\"; word*; "
		"-word; a OR b; ( ).",
		"title: abstract: author: tag: dataset: method: list: state: category: source: id: "
		"note: host: repo: "
		"verdict:",
		"related:ID  the papers that belong to one, the best first",
		"date:2022  date:2022-03..2022-10  date:>2024-01-01  added:7d  has:code  has:note  "
		"is:unread  "
		"is:starred  is:read  is:updated  is:withdrawn",
	};

	doc_line(d, NULL, STYLE_TEXT);
	doc_line(d, "Searches and filters", STYLE_TITLE);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		rich_reset(r);
		rich_z(r, lines[i], STYLE_TEXT);
		doc_flow(d, r, 0, 2);
	}
}

static int fill(struct browser *b, struct page *page, struct err *err)
{
	struct doc *d = &page->pager.doc;
	struct rich r = RICH_INIT;

	(void)err;
	doc_line(d, "Keys here  (/ searches this page)", STYLE_TITLE);
	for (size_t i = 0; i < actions_n; i++)
		if (actions[i].contexts & page->contexts)
			add_row(b, d, &r, &actions[i], page->contexts);
	if (page->contexts != IN_LIST) { /* where everything works */
		doc_line(d, NULL, STYLE_TEXT);
		doc_line(d, "Elsewhere", STYLE_TITLE);
	}
	for (size_t i = 0; i < actions_n; i++)
		if (!(actions[i].contexts & page->contexts))
			add_row(b, d, &r, &actions[i], IN_ALL);
	add_letters(d);
	add_queries(d, &r);
	rich_release(&r);
	return 0;
}

const struct page_ops page_help = {.name = "Help", .fill = fill};
