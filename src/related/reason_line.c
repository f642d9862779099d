/* The reasons as one line for people. */
#include <string.h>

#include "base/strbuf.h"
#include "related/profile.h"
#include "text/width.h"

enum { MOST_NAMED = 3 };

/* How the line begins for one and for several. naming: what it is called by follows. */
static const struct {
	const char *one, *several;
	bool naming;
} labels[REASONS] = {
	[REASON_INTRODUCES] = {"introduces", "introduces", true},
	[REASON_METHOD] = {"method", "methods", true},
	[REASON_DATASET] = {"dataset", "datasets", true},
	[REASON_AUTHOR] = {"author", "authors", true},
	[REASON_REPO] = {"repo", "repos", true},
	[REASON_TEXT] = {"text", "text", true},
	[REASON_CITES] = {"cites it", "cites it", false},
	[REASON_CITED_BY] = {"cited by it", "cited by it", false},
	[REASON_LISTED] = {"listed by", "listed by", true},
};

/* A reason of the line, and whether there is room for it. */
struct said {
	struct reason reason;
	bool shown;
};

struct line {
	VEC_OF(struct said);
};

/* ---- what is said twice ---- */

static bool is_tag(const struct reason *r)
{
	return r->link == REASON_METHOD || r->link == REASON_DATASET || r->link == REASON_INTRODUCES;
}

/* Whether `in` has the words of `what`, which may be a plural. */
static bool has_words(const char *in, const char *what)
{
	struct str words = str_of(what);

	if (phrase_stands_in(str_of(in), words))
		return true;
	if (words.n < 4 || words.p[words.n - 1] != 's')
		return false;
	words.n--;
	return phrase_stands_in(str_of(in), words);
}

/* "world models" beside the method "world model"; "time adaptation" beside "test-time adaptation". */
static bool says_it_too(const struct reason *other, const struct reason *r)
{
	if (!is_tag(other) || r->extends || r->twin || r->link == REASON_INTRODUCES)
		return false;
	return (r->link == REASON_TEXT || is_tag(r)) && has_words(other->what, r->what);
}

/* What is said by another gives its weight to that one. */
static void copy_once(const struct reasons *why, struct arena *a, struct reasons *out)
{
	for (size_t i = 0; i < why->n; i++)
		vec_push_in(a, out, why->at[i]);
	for (size_t i = 0; i < out->n; i++) {
		for (size_t j = 0; j < out->n; j++) {
			if (i == j || !says_it_too(&out->at[j], &out->at[i]))
				continue;
			out->at[j].weight += out->at[i].weight;
			memmove(&out->at[i], &out->at[i + 1], (--out->n - i) * sizeof *out->at);
			i--;
			break;
		}
	}
	reasons_sort(out);
}

/* ---- the words ---- */

static bool same_kind(const struct reason *a, const struct reason *b)
{
	return a->link == b->link && a->extends == b->extends && a->twin == b->twin;
}

static const char *label_of(const struct reason *r, bool several)
{
	if (r->extends)
		return "extends";
	return r->twin ? "same work on" : several ? labels[r->link].several : labels[r->link].one;
}

/* Of several authors the last names do; one alone is told from others of that name. */
static const char *short_form(const struct reason *r, bool several)
{
	const char *blank = several && r->link == REASON_AUTHOR ? strrchr(r->what, ' ') : NULL;

	return blank && blank[1] ? blank + 1 : r->what;
}

static size_t count_shown(const struct line *l, const struct reason *like, size_t to)
{
	size_t n = 0;

	for (size_t i = 0; i < to; i++)
		n += l->at[i].shown && same_kind(&l->at[i].reason, like);
	return n;
}

/* All of the kind of l->at[first]. */
static void add_kind(const struct line *l, size_t first, struct strbuf *out)
{
	const struct reason *head = &l->at[first].reason;
	bool several = count_shown(l, head, l->n) > 1;
	size_t n = 0;

	strbuf_addz(out, out->len ? " · " : "");
	strbuf_addz(out, label_of(head, several));
	for (size_t i = first; labels[head->link].naming && i < l->n; i++) {
		if (!l->at[i].shown || !same_kind(&l->at[i].reason, head))
			continue;
		strbuf_addz(out, n++ ? ", " : " ");
		strbuf_addz(out, short_form(&l->at[i].reason, several));
	}
}

static void write_line(const struct line *l, struct strbuf *out)
{
	strbuf_reset(out);
	for (size_t i = 0; i < l->n; i++)
		if (l->at[i].shown && !count_shown(l, &l->at[i].reason, i))
			add_kind(l, i, out);
}

/* ---- what there is room for ---- */

/* Shows what fits: the strongest of every kind (heads), or the others. */
static void fit(struct line *l, bool heads, int width, struct strbuf *out)
{
	for (size_t i = 0; i < l->n; i++) {
		size_t before = count_shown(l, &l->at[i].reason, l->n);

		if (l->at[i].shown || (before == 0) != heads || before >= MOST_NAMED)
			continue;
		l->at[i].shown = true;
		write_line(l, out);
		if (width && i && text_width(strbuf_str(out)) > width)
			l->at[i].shown = false;
	}
}

const char *reasons_line(const struct reasons *why, int width, struct arena *a)
{
	struct strbuf out = STRBUF_INIT;
	struct reasons once = {0};
	struct line l = {0};
	const char *z;

	copy_once(why, a, &once);
	for (size_t i = 0; i < once.n; i++)
		vec_push_in(a, &l, (struct said){.reason = once.at[i]});
	fit(&l, true, width, &out);
	fit(&l, false, width, &out);
	write_line(&l, &out);
	z = arena_str(a, strbuf_str(&out));
	strbuf_release(&out);
	return z;
}
