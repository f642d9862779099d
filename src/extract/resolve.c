#include "extract/resolve.h"

#include <stdlib.h>

#include "base/mem.h"

/* Tags that are looked through before a key is made. */
enum { JUST_SEEN = 8 };

/* ---- which mentions stay ---- */

static int by_length(const void *a, const void *b)
{
	const struct mention *x = a, *y = b;

	if (x->doubtful != y->doubtful)
		return x->doubtful ? 1 : -1;
	if (x->len != y->len)
		return x->len > y->len ? -1 : 1;
	if (x->rank != y->rank)
		return x->rank > y->rank ? -1 : 1;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return x->name && y->name ? strcmp(x->name, y->name) : 0;
}

static int by_place(const void *a, const void *b)
{
	const struct mention *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->name && y->name ? strcmp(x->name, y->name) : 0;
}

/* Two names for one match of one rule: "CIFAR10/100" is CIFAR-10 and CIFAR-100. */
static bool same_match(const struct mention *a, const struct mention *b)
{
	return a->at == b->at && a->len == b->len && a->rank == b->rank && a->rule == b->rule &&
	       a->name && b->name && strcmp(a->name, b->name);
}

/* Is m free of those taken before? */
static bool is_free(const struct scan *s, const struct mention *m, const uint32_t *taken)
{
	for (size_t i = m->from; i < m->to; i++) {
		const struct mention *other = taken[i] ? &s->mentions.at[taken[i] - 1] : NULL;

		if (other && !same_match(other, m))
			return false;
	}
	return true;
}

static void drop_overlaps(struct scan *s)
{
	size_t kept = 0;

	if (!s->mentions.n)
		return;
	if (s->taken_cap < s->tokens.n) {
		s->taken_cap = s->tokens.n + s->tokens.n / 2;
		free(s->taken);
		s->taken = mem_alloc(s->taken_cap * sizeof *s->taken);
	}
	memset(s->taken, 0, s->tokens.n * sizeof *s->taken);
	qsort(s->mentions.at, s->mentions.n, sizeof *s->mentions.at, by_length);
	for (size_t i = 0; i < s->mentions.n; i++) {
		struct mention m = s->mentions.at[i];

		if (!is_free(s, &m, s->taken))
			continue;
		s->mentions.at[kept++] = m;
		for (size_t k = m.from; k < m.to; k++)
			s->taken[k] = (uint32_t)kept;
	}
	s->mentions.n = kept;
	qsort(s->mentions.at, s->mentions.n, sizeof *s->mentions.at, by_place);
}

/* Do only commas, "and" or "or" stand between two mentions? */
static bool listed(const struct scan *s, const struct mention *a, const struct mention *b)
{
	size_t i = a->to;

	if (b->from - a->to > 1 || b->from < a->to)
		return false;
	for (; i < b->from; i++)
		if (!str_eqz(tokens_fold(&s->tokens, i, i + 1), "and") &&
			!str_eqz(tokens_fold(&s->tokens, i, i + 1), "or"))
			return false;
	return !(s->tokens.at[b->from].gap & (GAP_STOP | GAP_FIELD | GAP_OPEN)) &&
	       (b->from > a->to || (s->tokens.at[b->from].gap & (GAP_COMMA | GAP_MARK)));
}

static void settle_pair(const struct scan *s, const struct mention *sure, struct mention *m)
{
	const struct mention *first = sure->at < m->at ? sure : m;

	if (!sure->doubtful && !sure->none && m->doubtful && sure->kind == m->kind &&
		listed(s, first, first == m ? sure : m))
		m->doubtful = false;
}

static void settle_doubts(struct scan *s)
{
	size_t kept = 0;

	for (size_t i = 1; i < s->mentions.n; i++)
		settle_pair(s, &s->mentions.at[i - 1], &s->mentions.at[i]);
	for (size_t i = s->mentions.n; i-- > 1;)
		settle_pair(s, &s->mentions.at[i], &s->mentions.at[i - 1]);
	for (size_t i = 0; i < s->mentions.n; i++)
		if (!s->mentions.at[i].doubtful && !s->mentions.at[i].none)
			s->mentions.at[kept++] = s->mentions.at[i];
	s->mentions.n = kept;
}

/* ---- which are one thing ---- */

/* Letters and digits without case and a plural ending ("3DGs", not "3DGS"): equal for what reads as one name. */
static struct str key_of(const char *name, struct strbuf *sb)
{
	char last = 0;

	strbuf_reset(sb);
	for (const char *p = name; *p; p++)
		if (ch_alnum(*p) || (*p & 0x80) || *p == '+') {
			last = *p;
			strbuf_addch(sb, ch_tolower(last));
		}
	if (sb->len > 3 && last == 's' && !strchr("sui", sb->buf[sb->len - 2]))
		strbuf_setlen(sb, sb->len - 1);
	return strbuf_str(sb);
}

static struct tag_spot spot_of(const struct scan *s, const struct mention *m)
{
	if (m->at < s->title_len)
		return (struct tag_spot){FIELD_TITLE, m->at, m->len};
	return (struct tag_spot){FIELD_ABSTRACT, m->at - (uint32_t)s->abstract_at, m->len};
}

static bool same_spot(const struct tag_spot *a, const struct tag_spot *b)
{
	return a->field == b->field && a->at == b->at && a->len == b->len;
}

/* The tag's number from 1, where it is one of the last few by the very name; else 0. */
static size_t just_seen(const struct mention *m, const struct tag_vec *tags)
{
	for (size_t i = tags->n; m->name && i > 0 && i + JUST_SEEN > tags->n; i--)
		if (tags->at[i - 1].name == m->name && tags->at[i - 1].kind == m->kind)
			return i;
	return 0;
}

static size_t tag_of(struct scan *s, const struct mention *m, struct tag_vec *tags, struct strbuf *key)
{
	const char *name = m->name ? m->name : arena_str(s->out, scan_surface(s, m->from, m->to));
	int64_t *at;

	key_of(name, key);
	strbuf_addch(key, (char)('0' + m->kind));
	at = map_put(&s->keys, strbuf_str(key));
	if (!*at) {
		vec_push_in(s->out, tags,
			(struct tag){.kind = m->kind,
				/* a data set is a proper name, however it is written */
				.sort = m->kind == TAG_DATASET ? TAG_NAME : m->sort,
				.name = name,
				.rule = arena_strdup(s->out, m->rule)});
		*at = (int64_t)tags->n;
	}
	return (size_t)*at;
}

static void add_tag(
	struct scan *s, const struct mention *m, struct tag_vec *tags, struct strbuf *key)
{
	struct tag_spot spot = spot_of(s, m);
	size_t number = just_seen(m, tags);
	struct tag *t;

	if (!number)
		number = tag_of(s, m, tags, key);
	t = &tags->at[number - 1];
	t->introduced |= m->introduced;
	/* one match may give two names that are the same but for a letter's case */
	if (!t->spots.n || !same_spot(&t->spots.at[t->spots.n - 1], &spot))
		vec_push_in(s->out, &t->spots, spot);
}

void resolve(struct scan *s, struct tag_vec *tags)
{
	struct strbuf key = STRBUF_INIT;

	drop_overlaps(s);
	settle_doubts(s);
	map_reset(&s->keys);
	for (size_t i = 0; i < s->mentions.n; i++)
		add_tag(s, &s->mentions.at[i], tags, &key);
	strbuf_release(&key);
}
