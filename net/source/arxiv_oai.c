/*
 * arXiv by OAI-PMH: whole categories by the thousand, and from then on what has changed since (The Open Archives
 * Initiative Protocol for Metadata Harvesting 2.0, section 3.5; arXiv help, "Open Archives Initiative (OAI)").
 *
 * Records come in order of the day they last changed (arXiv/oaipmh, processors/fetch_list.py). After each page the
 * note holds the last day seen and the token of the next page: a harvest that is broken off goes on there, and where
 * the token is too old, from that day. A day is asked for again next time, since it may not have been over.
 */
#include <stdio.h>

#include "base/clock.h"
#include "base/url.h"
#include "exchange/categories.h"
#include "exchange/oai.h"
#include "source/source.h"

struct harvest {
	char day[DATE_TEXT];   /* everything that changed before it is there; "": nothing yet */
	char token[OAI_TOKEN]; /* of the page at hand, or "" */
	bool restarted;        /* a token was too old */
};

/* ---- the word ---- */

/* "cs.LG": "cs:cs:LG", "hep-th": "physics:hep-th", "astro-ph.CO": "physics:astro-ph:CO". */
static const char *set_of(const char *code, struct arena *a)
{
	static const char alone[] = " cs econ eess math q-bio q-fin stat "; /* archives that are a group each */
	struct str archive = str_sub(str_of(code), 0, strcspn(code, "."));
	const char *dot = strchr(code, '.');
	bool group = str_find(STR_LIT(alone), arena_printf(a, " %.*s ", STR_ARG(archive))) >= 0;

	if (group && !dot)
		return code;
	return arena_printf(a, "%.*s:%.*s%s%s", group ? (int)archive.n : 7, group ? archive.p : "physics",
		STR_ARG(archive), dot ? ":" : "", dot ? dot + 1 : "");
}

static bool is_day(struct str text)
{
	int year, month, day;

	return text.n == 10 && date_parse(text, &year, &month, &day) && day;
}

/* A request for a list of arXiv's, wherever the service lies: its set, and the day it begins with. */
static bool read_url(const char *word, struct arena *a, struct target *t)
{
	struct str query, pair, set = {NULL, 0}, from = {"", 0};
	struct url u;

	if (url_parse(&u, str_of(word), a, NULL) < 0)
		return false;
	if (strcmp(u.host, "oaipmh.arxiv.org") != 0 &&
		!(!strcmp(u.host, "export.arxiv.org") && !strcmp(u.path, "/oai2")))
		return false;
	for (query = str_of(u.query); str_split(&query, '&', &pair);)
		if (str_starts(pair, "set="))
			set = str_sub(pair, 4, pair.n);
		else if (str_starts(pair, "from=") && is_day(str_sub(pair, 5, pair.n)))
			from = str_sub(pair, 5, pair.n);
	t->name = word;
	t->what = arena_printf(a, "set=%.*s%s%.*s", (int)set.n, set.p ? set.p : "", from.n ? "&from=" : "",
		STR_ARG(from));
	return set.n > 0;
}

static int read_word(const char *word, struct arena *a, struct target *t, struct err *err)
{
	struct str rest = str_of(word), code;
	const char *known;

	if (read_url(word, a, t))
		return 1;
	if (!str_case_starts(rest, "oai:"))
		return 0;
	rest = str_sub(rest, strlen("oai:"), rest.n);
	str_split(&rest, ':', &code);
	known = category_read(code, a);
	if (!known || (rest.n && !is_day(rest)))
		return err_set(err, ERR_USAGE, "%.200s: as in oai:cs.LG, or oai:cs.LG:2026-01-31 for what has changed "
			"since a day", word);
	t->name = arena_printf(a, "oai:%s%s%.*s", known, rest.n ? ":" : "", (int)rest.n, rest.p ? rest.p : "");
	t->what = arena_printf(a, "set=%s%s%.*s", set_of(known, a), rest.n ? "&from=" : "", (int)rest.n,
		rest.p ? rest.p : "");
	return 1;
}

/* ---- the note ---- */

static void read_note(struct harvest *h, struct str note)
{
	struct str line;

	while (str_line(&note, &line))
		if (str_starts(line, "day ") && is_day(str_sub(line, 4, line.n)))
			snprintf(h->day, sizeof h->day, "%.*s", (int)line.n - 4, line.p + 4);
		else if (str_starts(line, "token ") && line.n - 6 < sizeof h->token)
			snprintf(h->token, sizeof h->token, "%.*s", (int)line.n - 6, line.p + 6);
}

static void write_note(struct walk *w)
{
	const struct harvest *h = w->own;

	strbuf_reset(&w->note);
	if (h->day[0])
		strbuf_addf(&w->note, "day %s\n", h->day);
	if (h->token[0])
		strbuf_addf(&w->note, "token %s\n", h->token);
}

/* ---- requests ---- */

/* A token goes alone with the verb (section 3.5); without one the harvest begins, or begins again. */
static void ask(struct walk *w)
{
	const struct harvest *h = w->own;
	struct strbuf *url = walk_to(w, SERVICE_OAI);
	struct str what = str_of(w->target->what);
	ptrdiff_t from = str_chr(what, '&');

	strbuf_addz(url, "?verb=ListRecords");
	if (h->token[0]) {
		strbuf_addz(url, "&resumptionToken=");
		walk_escape(url, str_of(h->token));
		return;
	}
	strbuf_addz(url, "&metadataPrefix=arXivRaw&");
	strbuf_addstr(url, h->day[0] && from > 0 ? str_sub(what, 0, (size_t)from) : what);
	if (h->day[0])
		strbuf_addf(url, "&from=%s", h->day);
}

static void begin(struct walk *w)
{
	struct harvest *h = w->own = arena_zalloc(&w->arena, sizeof *h);

	read_note(h, strbuf_str(&w->note));
	ask(w);
}

/* ---- answers ---- */

static enum walk_step take_error(struct walk *w, const struct oai_facts *f)
{
	struct harvest *h = w->own;

	if (!strcmp(f->code, "noRecordsMatch")) {
		h->token[0] = 0;
		write_note(w);
		return WALK_DONE;
	}
	if (strcmp(f->code, "badResumptionToken") != 0 || !h->token[0] || h->restarted)
		return walk_fail(w, ERR_FAILED, "%s: %s", f->code, f->why);
	h->restarted = true;
	h->token[0] = 0;
	write_note(w);
	ask(w);
	return WALK_ON;
}

static enum walk_step take(struct walk *w, struct str body, const struct intake *in)
{
	struct harvest *h = w->own;
	struct oai_facts f;
	struct err err = {""};

	if (oai_read(body, in, &f, &err) < 0)
		return walk_fail(w, ERR_NETWORK, "%s", err.msg);
	if (f.code[0])
		return take_error(w, &f);
	if (f.flaw && walk_cut(w, body, "OAI-PMH")) /* what is missing may be the token: this is no last page */
		return WALK_AGAIN;
	if (f.token[0] && (!f.records || !strcmp(f.token, h->token)))
		return walk_fail(w, ERR_PARTLY, "incomplete: the server goes round in circles");
	w->total = f.total;
	if (strcmp(f.newest, h->day) > 0)
		snprintf(h->day, sizeof h->day, "%s", f.newest);
	snprintf(h->token, sizeof h->token, "%s", f.token);
	write_note(w);
	if (!h->token[0])
		return WALK_DONE;
	ask(w);
	return WALK_ON;
}

/* Its pages are asked once and are large, and a token is good for a day at most: nothing of them is kept. */
const struct source source_oai = {
	.name = "harvest",
	.form = "oai:cs.LG",
	.accept = "text/xml, application/xml;q=0.9",
	.fresh = 0,
	.read = read_word,
	.begin = begin,
	.take = take,
};
