#include "source/api_pages.h"

#include <inttypes.h>
#include <stdio.h>

enum {
	PAGE = 100,
	WINDOW = 10000,
	OVERLAP = 5, /* entries that two pages share */
};

bool api_day(const char *day, int days, char out[DATE_TEXT])
{
	int y, m, d;

	if (!date_parse(str_of(day), &y, &m, &d) || !d)
		return false;
	date_from_days(date_days(y, m, d) + days, &y, &m, &d);
	snprintf(out, DATE_TEXT, "%04d-%02d-%02d", y, m, d);
	return true;
}

static const char *order(const struct api_pages *p)
{
	return p->by_first ? "submittedDate" : "lastUpdatedDate";
}

/* "2026-08-13" as "202608130000"; "" as the year in which arXiv began. */
static const char *from(const struct api_pages *p, char out[API_MINUTE])
{
	snprintf(out, API_MINUTE, "199101010000");
	if (p->since[0])
		snprintf(out, API_MINUTE, "%.4s%.2s%.2s0000", p->since, p->since + 5, p->since + 8);
	return out;
}

static void ask(struct walk *w, const struct api_pages *p)
{
	struct strbuf *url = walk_to(w, SERVICE_API), range = STRBUF_INIT;
	char first[API_MINUTE];

	strbuf_addz(url, "?search_query=");
	if (p->until[0])
		strbuf_addf(&range, "(%s) AND %s:[%s TO %s]", p->query, order(p), from(p, first), p->until);
	walk_escape(url, p->until[0] ? strbuf_str(&range) : str_of(p->query));
	strbuf_addf(url, "&sortBy=%s&sortOrder=descending&start=%" PRId64 "&max_results=%d", order(p), p->start, PAGE);
	strbuf_release(&range);
}

void api_begin(struct walk *w, struct api_pages *p)
{
	p->seen = p->start = p->total = 0;
	p->shown = -1;
	ask(w, p);
}

/* The minute after "2026-08-13T14:20:43Z" as "202608131421": its seconds are in it. False where it is no moment. */
static bool minute_after(const char *moment, char out[API_MINUTE])
{
	struct str s = str_of(moment);
	int y, m, d, hour, minute;
	int64_t minutes;
	char text[64];

	if (!date_parse(s, &y, &m, &d) || !d || s.n < 16 || sscanf(moment + 11, "%2d:%2d", &hour, &minute) != 2)
		return false;
	minutes = (date_days(y, m, d) * 24 + hour) * 60 + minute + 1;
	date_from_days(minutes / (24 * 60), &y, &m, &d);
	snprintf(text, sizeof text, "%04d%02d%02d%02d%02d", y, m, d, (int)(minutes / 60 % 24), (int)(minutes % 60));
	snprintf(out, API_MINUTE, "%.12s", text);
	return true;
}

/* A new query for what lies beyond the window. */
static enum walk_step slice(struct walk *w, struct api_pages *p)
{
	char until[API_MINUTE] = "";

	if (!minute_after(p->oldest, until) || (p->until[0] && strcmp(until, p->until) >= 0))
		return walk_fail(w, ERR_PARTLY, "incomplete: arXiv gives no more than the first 10,000 of a query");
	memcpy(p->until, until, sizeof until);
	p->seen += p->start;
	p->start = p->total = 0;
	p->shown = -1;
	p->oldest[0] = 0;
	ask(w, p);
	return WALK_ON;
}

/* Whether all that is new or wanted has been seen with this page. */
static bool enough(const struct api_pages *p, const struct feed_facts *f)
{
	int64_t seen = p->start + (int64_t)f->entries;

	if (seen >= f->total)
		return true;
	if (p->since[0])
		return p->oldest[0] && strncmp(p->oldest, p->since, 10) < 0;
	return p->most && p->seen + seen >= p->most;
}

static void note_moments(struct api_pages *p, const struct feed_facts *f)
{
	const char *oldest = p->by_first ? f->first : f->oldest;

	if (strcmp(f->newest, p->newest) > 0)
		snprintf(p->newest, sizeof p->newest, "%s", f->newest);
	if (oldest[0] && (!p->oldest[0] || strcmp(oldest, p->oldest) < 0))
		snprintf(p->oldest, sizeof p->oldest, "%s", oldest);
}

/* Answers with fewer entries than there are come now and then; asked again they are whole. */
static bool came_empty(const struct api_pages *p, const struct feed_facts *f)
{
	return !f->entries && (f->total > p->start || (f->total <= 0 && p->total > p->start));
}

enum walk_step api_take(struct walk *w, struct api_pages *p, struct str body, const struct intake *in)
{
	struct feed_facts f;
	struct err err = {""};
	int64_t step;

	if (feed_read(body, in, &f, &err) < 0)
		return walk_fail(w, ERR_NETWORK, "%s", err.msg);
	if (f.refused)
		return walk_fail(w, ERR_FAILED, "%s", f.why);
	if (came_empty(p, &f)) {
		walk_fail(w, ERR_PARTLY, "incomplete: %" PRId64 " of %" PRId64 " papers came, then empty pages",
			p->seen + p->start, p->seen + (f.total > 0 ? f.total : p->total));
		return WALK_AGAIN;
	}
	if (f.repaired && walk_cut(w, body, FEED_ROOTS))
		return WALK_AGAIN;
	if (p->shown >= 0 && f.start == p->shown)
		return walk_fail(w, ERR_PARTLY, "incomplete: the same page comes again and again");
	p->shown = f.start;
	w->total = f.total < 0 ? -1 : p->seen + f.total;
	p->total = f.total;
	note_moments(p, &f);
	if (enough(p, &f))
		return WALK_DONE;
	step = (int64_t)f.entries > OVERLAP ? (int64_t)f.entries - OVERLAP : (int64_t)f.entries;
	if (p->start + step + PAGE > WINDOW)
		return slice(w, p);
	p->start += step;
	ask(w, p);
	return WALK_ON;
}

/* ---- notes ---- */

void api_note_read(struct api_note *n, struct str text)
{
	struct str line;

	*n = (struct api_note){.done = ""};
	if (str_line(&text, &line))
		snprintf(n->done, sizeof n->done, "%.*s", STR_ARG(str_sub(line, 0, sizeof n->done - 1)));
	if (str_line(&text, &line))
		snprintf(n->until, sizeof n->until, "%.*s", STR_ARG(str_sub(line, 0, sizeof n->until - 1)));
	if (str_line(&text, &line))
		snprintf(n->then, sizeof n->then, "%.*s", STR_ARG(str_sub(line, 0, sizeof n->then - 1)));
	if (strspn(n->until, "0123456789") != 12 || !n->then[0])
		n->until[0] = n->then[0] = 0;
}

void api_note_write(struct walk *w, const struct api_note *n)
{
	strbuf_reset(&w->note);
	strbuf_addf(&w->note, "%s\n", n->done);
	if (n->until[0])
		strbuf_addf(&w->note, "%s\n%s\n", n->until, n->then);
}

void api_note_progress(struct walk *w, struct api_note *n, const struct api_pages *p)
{
	if (!minute_after(p->oldest, n->until)) /* nothing of this query yet */
		memcpy(n->until, p->until, sizeof n->until);
	if (n->until[0])
		api_note_write(w, n);
}
