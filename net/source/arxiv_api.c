/*
 * arXiv's query API (arXiv API user's manual): a category, a query, one paper.
 *
 * Pages come newest first, back to LOOK_BACK days before the newest paper of the last run, or to the first few
 * hundred. Two pages overlap, so that nothing falls between them when papers are added meanwhile.
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/clock.h"
#include "exchange/categories.h"
#include "exchange/feed.h"
#include "paper/paper_id.h"
#include "source/source.h"

enum {
	MINUTE = 60,
	DAY = 24 * 3600,
	PAGE = 100,
	WINDOW = 10000, /* no more than the first 10,000 of a query are given */
	OVERLAP = 5,    /* entries that two pages share */
	LOOK_BACK = 3,  /* days: some papers are announced late */
	FIRST_OF_CATEGORY = 200,
	FIRST_OF_QUERY = 1000,
};

/* ---- pages ---- */

struct pages {
	int64_t start; /* first entry of the page at hand */
	int64_t first; /* entries that are taken when it is asked for the first time */
	char since[FEED_DATE], newest[FEED_DATE];
};

static void ask_page(struct walk *w)
{
	const struct pages *p = w->own;
	struct strbuf *url = walk_to(w, SERVICE_API);

	strbuf_addz(url, "?search_query=");
	walk_escape(url, str_of(w->target->what));
	strbuf_addf(url, "&sortBy=lastUpdatedDate&sortOrder=descending&start=%" PRId64 "&max_results=%d", p->start,
		PAGE);
}

static void begin_pages(struct walk *w, int64_t first)
{
	struct pages *p = w->own = arena_zalloc(&w->arena, sizeof *p);
	int year, month, day;

	p->first = first;
	if (date_parse(strbuf_str(&w->note), &year, &month, &day) && day) {
		date_from_days(date_days(year, month, day) - LOOK_BACK, &year, &month, &day);
		snprintf(p->since, sizeof p->since, "%04d-%02d-%02d", year, month, day);
	}
	ask_page(w);
}

static void begin_category(struct walk *w)
{
	begin_pages(w, FIRST_OF_CATEGORY);
}

static void begin_query(struct walk *w)
{
	begin_pages(w, FIRST_OF_QUERY);
}

/* Whether all that is new or wanted has been seen with this page. */
static bool enough(const struct pages *p, const struct feed_facts *f)
{
	int64_t seen = p->start + (int64_t)f->entries;

	if (seen >= f->total)
		return true;
	if (p->since[0])
		return f->oldest[0] && strncmp(f->oldest, p->since, 10) < 0;
	return seen >= p->first;
}

static enum walk_step go_on(struct walk *w, const struct feed_facts *f)
{
	int64_t step = (int64_t)f->entries > OVERLAP ? (int64_t)f->entries - OVERLAP : (int64_t)f->entries;
	struct pages *p = w->own;

	if (!p->newest[0])
		snprintf(p->newest, sizeof p->newest, "%s", f->newest);
	if (enough(p, f)) {
		if (p->newest[0]) {
			strbuf_reset(&w->note);
			strbuf_addz(&w->note, p->newest);
		}
		return WALK_DONE;
	}
	if (p->start + step + PAGE > WINDOW)
		return walk_fail(w, ERR_PARTLY, "arXiv gives no more than the first 10,000; the others are missing");
	p->start += step;
	ask_page(w);
	return WALK_ON;
}

static enum walk_step take_page(struct walk *w, struct str body, const struct intake *in)
{
	const struct pages *p = w->own;
	struct feed_facts f;
	struct err err = {""};

	if (feed_read(body, in, &f, &err) < 0)
		return walk_fail(w, ERR_NETWORK, "%s", err.msg);
	if (f.refused)
		return walk_fail(w, ERR_FAILED, "%s", f.why);
	w->bad += f.repaired;
	w->total = f.total;
	if (f.total > p->start && !f.entries) { /* this happens now and then; asked again it is whole */
		walk_fail(w, ERR_PARTLY, "incomplete: %" PRId64 " of %" PRId64 " papers came, then empty pages",
			p->start, f.total);
		return WALK_AGAIN;
	}
	return go_on(w, &f);
}

/* ---- a category ---- */

static int read_category(const char *word, struct arena *a, struct target *t, struct err *err)
{
	const char *code;

	(void)err;
	if (!str_case_starts(str_of(word), "arxiv:") || !(code = category_read(str_of(word + strlen("arxiv:")), a)))
		return 0;
	t->name = arena_printf(a, "arxiv:%s", code);
	/* "cs" alone stands for all of its subjects. */
	t->what = arena_printf(a, "cat:%s%s", code, category_has_subjects(code) ? ".*" : "");
	return 1;
}

const struct source source_category = {
	.name = "category",
	.form = "arxiv:cs.LG",
	.accept = FEED_TYPES,
	.fresh = 15 * MINUTE, /* answers to queries change once a day (manual, section 3.1.1.1) */
	.read = read_category,
	.begin = begin_category,
	.take = take_page,
	.refusal = feed_refusal,
};

/* ---- a query ---- */

/* Fields of a query (manual, section 5.1), and those for its ranges of dates. */
static const char *const fields[] = {"ti", "au", "abs", "co", "jr", "cat", "rn", "id", "all", "submittedDate",
	"lastUpdatedDate", NULL};

static bool is_query(struct str text)
{
	ptrdiff_t colon = str_chr(text, ':');

	for (size_t i = 0; colon > 0 && i < (size_t)colon; i++)
		if (!ch_alpha(text.p[i]) && text.p[i] != '(')
			return false;
	while (colon > 0 && text.p[0] == '(')
		text = str_sub(text, 1, text.n), colon--;
	for (size_t i = 0; colon > 0 && fields[i]; i++)
		if (str_eqz(str_sub(text, 0, (size_t)colon), fields[i]))
			return true;
	return false;
}

static int read_query(const char *word, struct arena *a, struct target *t, struct err *err)
{
	(void)a;
	if (!str_case_starts(str_of(word), "arxiv:"))
		return 0;
	t->name = word;
	t->what = word + strlen("arxiv:");
	if (is_query(str_of(t->what)))
		return 1;
	return err_set(err, ERR_USAGE,
		"%.200s: arXiv has no such category, id or query field; "
		"as in arxiv:cs.LG, arxiv:2210.05177, arxiv:au:Shen_L",
		word);
}

const struct source source_query = {
	.name = "query",
	.form = "arxiv:au:Shen_L",
	.accept = FEED_TYPES,
	.fresh = 15 * MINUTE,
	.read = read_query,
	.begin = begin_query,
	.take = take_page,
	.refusal = feed_refusal,
};

/* ---- one paper ---- */

static size_t digits(struct str s)
{
	size_t n = 0;

	while (n < s.n && ch_digit(s.p[n]))
		n++;
	return n;
}

/* "2210.05177" or "math/0309136" (arXiv identifier scheme). */
static bool is_arxiv_id(const char *text)
{
	struct str s = str_of(text), tail;
	ptrdiff_t slash = str_chr(s, '/');

	if (slash > 0)
		return category_known(str_sub(s, 0, (size_t)slash)) &&
		       digits(tail = str_sub(s, (size_t)slash + 1, s.n)) == 7 && tail.n == 7;
	tail = str_sub(s, 5, s.n);
	return digits(s) == 4 && s.n > 5 && s.p[4] == '.' && digits(tail) == tail.n && (tail.n == 4 || tail.n == 5);
}

static int read_paper(const char *word, struct arena *a, struct target *t, struct err *err)
{
	const char *id = paper_id_read(str_of(word), a, NULL), *arxiv = id ? paper_id_arxiv(id) : NULL;

	(void)err;
	if (!arxiv || !is_arxiv_id(arxiv))
		return 0;
	t->name = id;
	t->what = arxiv;
	return 1;
}

static void begin_paper(struct walk *w)
{
	struct strbuf *url = walk_to(w, SERVICE_API);

	strbuf_addz(url, "?id_list=");
	walk_escape(url, str_of(w->target->what));
	strbuf_addz(url, "&max_results=1");
}

static enum walk_step take_paper(struct walk *w, struct str body, const struct intake *in)
{
	enum walk_step step = feed_take(w, body, in);

	if (step == WALK_DONE && !in->batch->n)
		return walk_fail(w, ERR_NOT_FOUND, "arXiv has no such paper");
	return step;
}

const struct source source_paper = {
	.name = "paper",
	.form = "arxiv:2210.05177",
	.accept = FEED_TYPES,
	.fresh = DAY,
	.read = read_paper,
	.begin = begin_paper,
	.take = take_paper,
	.refusal = feed_refusal,
};
