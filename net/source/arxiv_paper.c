/* Papers by their arXiv ids: any number of them in one request to the API. */
#include "exchange/categories.h"
#include "paper/paper_id.h"
#include "source/source.h"

enum {
	DAY = 24 * 3600,
	MOST = 100,        /* ids of one request: more than 300 are too long a line for arXiv … */
	MOST_BYTES = 1700, /* … and with its base address a URL stays below 2,048 bytes */
};

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

bool paper_word(const char *word, struct arena *a, struct target *t)
{
	static const char oai[] = "oai:arXiv.org:";
	struct str text = str_of(word);
	const char *id, *arxiv;

	if (str_case_starts(text, oai))
		text = str_sub(text, strlen(oai), text.n);
	id = paper_id_read(text, a, NULL);
	arxiv = id ? paper_id_arxiv(id) : NULL;
	if (!arxiv || !is_arxiv_id(arxiv))
		return false;
	t->name = id;
	t->what = arxiv;
	return true;
}

static int read_word(const char *word, struct arena *a, struct target *t, struct err *err)
{
	(void)err;
	return paper_word(word, a, t);
}

/* "1706.03762,2210.05177": ids never hold a comma. */
static bool has_id(struct str ids, struct str id)
{
	struct str one;

	while (str_split(&ids, ',', &one))
		if (str_eq(one, id))
			return true;
	return false;
}

static size_t count(struct str ids)
{
	struct str one;
	size_t n = 0;

	while (str_split(&ids, ',', &one))
		n++;
	return n;
}

static bool join(struct target *t, const struct target *more, struct arena *a)
{
	struct str ids = str_of(t->what), id = str_of(more->what);

	if (has_id(ids, id))
		return true;
	if (count(ids) >= MOST || ids.n + id.n > MOST_BYTES)
		return false;
	t->what = arena_printf(a, "%s,%s", t->what, more->what);
	t->name = "arxiv";
	return true;
}

static void begin(struct walk *w)
{
	struct strbuf *url = walk_to(w, SERVICE_API);
	struct str ids = str_of(w->target->what), id;

	strbuf_addz(url, "?id_list=");
	for (size_t i = 0; str_split(&ids, ',', &id); i++) {
		strbuf_addz(url, i ? "," : "");
		walk_escape(url, id);
	}
	strbuf_addf(url, "&max_results=%zu", count(str_of(w->target->what)));
}

static bool came(const struct batch *batch, struct str id)
{
	for (size_t i = 0; i < batch->n; i++) {
		const char *arxiv = batch->at[i].id ? paper_id_arxiv(batch->at[i].id) : NULL;

		if (arxiv && str_eqz(id, arxiv))
			return true;
	}
	return false;
}

/* An id that is not there is simply left out of the answer. */
static enum walk_step take(struct walk *w, struct str body, const struct intake *in)
{
	enum walk_step step = feed_take(w, body, in);
	struct str ids = str_of(w->target->what), id;
	struct strbuf missing = STRBUF_INIT;

	while (step == WALK_DONE && str_split(&ids, ',', &id))
		if (!came(in->batch, id))
			strbuf_addf(&missing, "%s%.*s", missing.len ? ", " : "", STR_ARG(id));
	if (missing.len)
		step = walk_settle(w, in->batch->n ? ERR_PARTLY : ERR_NOT_FOUND, "arXiv has no such paper: %s",
			missing.buf);
	strbuf_release(&missing);
	return step;
}

const struct source source_paper = {
	.name = "paper",
	.form = "arxiv:2210.05177",
	.accept = FEED_TYPES,
	.fresh = DAY,
	.read = read_word,
	.join = join,
	.begin = begin,
	.take = take,
	.refused = feed_refused,
};
