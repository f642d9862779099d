#include "exchange/categories.h"
#include "exchange/feed_entry.h"
#include "exchange/field.h"
#include "paper/paper_id.h"

enum { HEAD = 200 }; /* bytes in which an announcement says what it is */

enum kind { NEW, CROSS, REPLACED, REPLACED_CROSS };

/* "arXiv:2508.13426v1 Announce Type: cross \nAbstract: …": the abstract alone; its other parts have elements. */
static struct str after_head(struct str text)
{
	static const char mark[] = "Abstract:";
	ptrdiff_t at;

	if (!str_case_starts(text, "arXiv:") || str_find(str_sub(text, 0, HEAD), "Announce Type:") < 0)
		return text;
	at = str_find(str_sub(text, 0, HEAD), mark);
	return at < 0 ? text : str_trim(str_sub(text, (size_t)at + strlen(mark), text.n));
}

/* The day of an announcement is that of a first version only where the paper is new; else the id tells the month. */
static void set_dates(struct feed_entry *e, enum kind kind, const char *day)
{
	struct paper *p = e->paper;

	p->date = kind == NEW && day ? day : paper_id_month(p->id, e->a);
	p->updated = kind == REPLACED ? day : NULL;
}

static const char *day_of(struct feed_entry *e)
{
	static const char *const places[] = {"pubDate", "published", "date"};
	const char *day = NULL;

	for (size_t i = 0; !day && i < sizeof places / sizeof *places; i++)
		day = field_date(feed_text(e, places[i]), e->a);
	return day;
}

/* ---- since 2024 ---- */

static enum kind kind_of(struct str type)
{
	if (str_starts(type, "replace-cross"))
		return REPLACED_CROSS;
	return str_starts(type, "replace") ? REPLACED : str_starts(type, "new") ? NEW : CROSS;
}

static bool read_typed(struct feed_entry *e)
{
	enum kind kind = kind_of(feed_text(e, "announce_type"));
	const char *name = feed_child(e, "description") ? "description" : "summary";

	if (!feed_child(e, "announce_type"))
		return false;
	set_dates(e, kind, day_of(e));
	e->paper->abstract_tex = field_line(after_head(feed_text(e, name)), e->a);
	return true;
}

/* ---- before ---- */

/* "<a href="…">Ann Lee</a> (Here), <a href="…">Bo Ek</a>" */
static void read_linked_names(struct feed_entry *e)
{
	const char *names = feed_shown(feed_text(e, "creator"), e->a);

	e->paper->authors = (struct strs){0};
	e->paper->et_al = names && field_authors(str_of(names), e->a, &e->paper->authors);
}

/* Of "(arXiv:2208.00001v1 [cs.LG] UPDATED)" what stands behind the colon; n 0 where a title ends in no such thing. */
static struct str tail_of(struct str title)
{
	static const char mark[] = "(arXiv:";
	size_t from = title.n > HEAD ? title.n - HEAD : 0;
	struct str end = str_sub(title, from, title.n);
	ptrdiff_t at = str_find(end, mark);

	if (at < 0 || !str_ends(end, ")"))
		return (struct str){"", 0};
	return str_sub(end, (size_t)at + strlen(mark), end.n - 1);
}

static bool read_titled(struct feed_entry *e)
{
	struct paper *p = e->paper;
	struct str title = str_of(p->title_tex), tail = tail_of(title), rest = tail, id, code;
	const char *own;
	int version = 0;

	if (!tail.n || !str_split(&rest, ' ', &id))
		return false;
	own = paper_id_read(id, e->a, &version);
	if (!own || strcmp(own, p->id) != 0)
		return false;
	p->version = version;
	if (str_split(&rest, '[', &code) && str_split(&rest, ']', &code))
		category_add(code, e->a, &p->categories);
	set_dates(e, str_find(tail, "UPDATED") >= 0 ? REPLACED : str_find(tail, "CROSS") >= 0 ? CROSS : NEW, day_of(e));
	title = str_trim(str_sub(title, 0, (size_t)(tail.p - title.p) - strlen("(arXiv:")));
	if (str_ends(title, "."))
		title.n--;
	p->title_tex = field_line(title, e->a);
	p->abstract_tex = feed_shown(feed_text(e, "description"), e->a);
	read_linked_names(e);
	return p->title_tex;
}

bool feed_read_announced(struct feed_entry *e)
{
	return e->arxiv && (read_typed(e) || read_titled(e));
}
