#include "extract/scan.h"

struct mention *scan_add(struct scan *s, size_t from, size_t to)
{
	const struct token *first = &s->tokens.at[from], *last = &s->tokens.at[to - 1];

	vec_push(&s->mentions, (struct mention){
				       .from = (uint32_t)from,
				       .to = (uint32_t)to,
				       .at = first->at,
				       .len = (uint32_t)(token_end(last) - first->at),
			       });
	return &s->mentions.at[s->mentions.n - 1];
}

/* How many letters of a name count: "AMRs" is found by those of "AMR", but "3DGS" is no plural. */
static size_t counted(struct str plain)
{
	size_t n = plain.n;

	return n - (n > 2 && plain.p[n - 1] == 's' && ch_upper(plain.p[n - 2]));
}

struct local *scan_find_local(const struct scan *s, size_t from, size_t to)
{
	struct str fold = tokens_fold(&s->tokens, from, to);

	fold.n = counted(tokens_plain(&s->tokens, from, to));
	for (size_t i = 0; i < s->locals.n; i++)
		if (str_eq(s->locals.at[i].fold, fold))
			return &s->locals.at[i];
	return NULL;
}

struct local *scan_local(struct scan *s, size_t from, size_t to)
{
	struct local *old = scan_find_local(s, from, to);
	struct str fold = tokens_fold(&s->tokens, from, to), plain = tokens_plain(&s->tokens, from, to);

	if (old || s->locals.n == LOCALS_MOST)
		return old;
	fold.n = plain.n = counted(plain);
	vec_push(&s->locals, (struct local){
				     .fold = fold,
				     .plain = plain,
				     .from = (uint32_t)from,
				     .to = (uint32_t)to,
			     });
	return &s->locals.at[s->locals.n - 1];
}

/* The token after the run of tokens from i that is the local name, perhaps with a plural "s"; or i.
 */
static size_t run_of(const struct scan *s, const struct local *l, size_t i)
{
	const struct tokens *t = &s->tokens;
	size_t start = t->at[i].fold, end = start + l->fold.n;
	const char *text = (l->any_case ? t->fold : t->plain) + start, *want = l->any_case ? l->fold.p : l->plain.p;

	/* nearly always the last letter already says no */
	if (end > t->fold_len || text[l->fold.n - 1] != want[l->fold.n - 1] || memcmp(text, want, l->fold.n))
		return i;
	for (size_t to = i; to < t->n; to++) {
		const struct token *k = &t->at[to];

		if (to > i && (k->gap & ~(GAP_BLANK | GAP_HYPHEN | GAP_MARK)))
			return i;
		if (k->fold + k->len < end)
			continue;
		if ((k->shape & SHAPE_END) &&
			(k->fold + k->len == end ||
				(k->fold + k->len == end + 1 && t->plain[end] == 's')))
			return to + 1;
		return i;
	}
	return i;
}

static void add_local(struct scan *s, const struct local *l, size_t from, size_t to)
{
	struct mention *m = scan_add(s, from, to);

	m->name = l->name;
	m->rule = l->rule;
	m->kind = l->kind;
	m->sort = l->sort;
	m->rank = l->rank;
	m->introduced = l->introduced;
	m->none = l->none;
}

void scan_locals(struct scan *s)
{
	/* locals that begin with a letter, in their order: the first, and after each the next; plus 1, 0: no more */
	unsigned char first[256] = {0}, next[LOCALS_MOST];

	for (size_t j = s->locals.n; j-- > 0;) {
		unsigned char letter = (unsigned char)s->locals.at[j].fold.p[0];

		next[j] = first[letter];
		first[letter] = (unsigned char)(j + 1);
	}
	for (size_t i = 0; s->locals.n && i < s->tokens.n; i++) {
		const struct token *k = &s->tokens.at[i];

		if (!(k->shape & SHAPE_WORD))
			continue;
		for (size_t j = first[(unsigned char)s->tokens.fold[k->fold]]; j; j = next[j - 1]) {
			size_t to = run_of(s, &s->locals.at[j - 1], i);

			if (to > i)
				add_local(s, &s->locals.at[j - 1], i, to);
		}
	}
}

void scan_release(struct scan *s)
{
	strbuf_release(&s->text);
	tokens_release(&s->tokens);
	vec_release(&s->mentions);
	vec_release(&s->definitions);
	vec_release(&s->locals);
	vec_release(&s->runs);
	free(s->seen);
	free(s->taken);
	map_release(&s->keys);
}
