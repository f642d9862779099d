#include "extract/rules.h"

#include "extract/lists.h"

enum { TEMPLATES_MOST = 4 };

static const struct {
	const char *word;
	enum tag_kind kind;
	enum tag_sort sort;
} kinds[] = {
	{"dataset", TAG_DATASET, TAG_NAME},
	{"method", TAG_METHOD, TAG_NAME},
	{"technique", TAG_METHOD, TAG_TECHNIQUE},
};

static bool read_kind(struct str text, struct rule *r)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_eqz(text, kinds[i].word)) {
			r->kind = kinds[i].kind;
			r->sort = kinds[i].sort;
			return true;
		}
	return false;
}

static void link_anchor(struct lists *l, uint32_t rule, struct str anchor)
{
	struct rules *r = &l->rules;
	struct word *word = words_put(&l->words, anchor);
	uint32_t number = word->number, *first;

	word->roles |= ROLE(WORD_ANCHOR);
	while (r->first.n <= number)
		vec_push(&r->first, 0);
	first = &r->first.at[number];
	vec_push(&r->links, (struct rule_link){rule, *first});
	*first = (uint32_t)r->links.n;
}

/* A pattern with an anchor is tried at its place only: \G is the place where the match starts
 * looking. */
static bool compile(struct lists *l, const char *where, struct rule *r, struct str pattern)
{
	const char *z = r->everywhere ? arena_str(&l->arena, pattern)
				      : arena_printf(&l->arena, "\\G(?:%.*s)", STR_ARG(pattern));
	struct err err;

	if (!re_compile(&r->re, z, 0, &err))
		return true;
	if (!re_compile(&r->re, arena_str(&l->arena, pattern), 0,
		    &err)) { /* places as the reader counts them */
		re_free(r->re);
		err_set(&err, ERR_FAILED, "the pattern closes what it has not opened");
	}
	lists_warn(l, "%s: %s", where, err.msg);
	return false;
}

bool rules_add(struct lists *l, const char *where, struct str line, bool own)
{
	struct str name = {NULL, 0}, kind = {NULL, 0}, anchors = {NULL, 0}, pattern = {NULL, 0},
		   anchor;
	struct rule r = {.where = where, .own = own};

	str_split(&line, '\t', &name);
	str_split(&line, '\t', &kind);
	str_split(&line, '\t', &anchors);
	str_split(&line, '\t', &pattern);
	if (!name.n || !pattern.n) {
		lists_warn(l, "%s: a rule has four fields: name, kind, anchors, pattern", where);
		return false;
	}
	if (!read_kind(kind, &r)) {
		lists_warn(l, "%s: unknown kind \"%.*s\"", where, STR_ARG(kind));
		return false;
	}
	r.everywhere = str_eqz(anchors, "*");
	r.name = str_eqz(name, "=") ? "$0" : arena_str(&l->arena, name);
	if (!compile(l, where, &r, pattern))
		return false;
	vec_push(&l->rules.all, r);
	while (!r.everywhere && str_split(&anchors, '|', &anchor))
		link_anchor(l, (uint32_t)l->rules.all.n - 1, anchor);
	return true;
}

/* The name a template gives for a match: "CIFAR-$1". */
static const char *expand(struct scan *s, struct str template, const struct re_match *m)
{
	struct strbuf sb = STRBUF_INIT;
	const char *name;

	for (size_t i = 0; i < template.n; i++)
		if (template.p[i] == '$' && i + 1 < template.n && ch_digit(template.p[i + 1]))
			strbuf_addstr(&sb, re_text(m, template.p[++i] - '0', strbuf_str(&s->text)));
		else
			strbuf_addch(&sb, template.p[i]);
	name = arena_str(s->out, strbuf_str(&sb));
	strbuf_release(&sb);
	return name;
}

/* First token at or after byte `at`. */
static size_t token_at(const struct scan *s, size_t at)
{
	size_t lo = 0, hi = s->tokens.n;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (s->tokens.at[mid].at < at)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* Adds the match unless it cuts a word. Its place is whole tokens; signs at its edges are left out.
 */
static void add_match(struct scan *s, const struct rule *r, const struct re_match *m)
{
	size_t from = token_at(s, m->group[0].from), to = token_at(s, m->group[0].to);
	struct str templates = str_of(r->name), one;

	if (from >= to || m->group[0].to < token_end(&s->tokens.at[to - 1]) ||
		!(s->tokens.at[to - 1].shape & SHAPE_END) ||
		!(s->tokens.at[from].shape & SHAPE_WORD))
		return;
	while (str_split(&templates, '|', &one)) {
		struct mention *x = scan_add(s, from, to);

		x->name = expand(s, one, m);
		x->rule = r->where;
		x->kind = r->kind;
		x->sort = r->sort;
		x->rank = r->own ? RANK_OWN : RANK_FAMILY;
	}
}

/* One try. A rule that runs into its limit is switched off. */
static int try(struct lists *l, struct scan *s, struct rule *r, size_t at, struct re_match *m)
{
	int rc;

	if (r->off || r->tries == RULE_TRIES)
		return 0;
	r->tries++;
	rc = re_match(r->re, strbuf_str(&s->text), at, m);
	if (rc == RE_LIMIT) {
		lists_warn(l, "%s: the pattern takes too long and is not used any more", r->where);
		r->off = true;
	}
	return rc;
}

static void run_at(struct lists *l, struct scan *s, uint32_t link, size_t at)
{
	struct re_match m;

	for (; link; link = l->rules.links.at[link - 1].next) {
		struct rule *r = &l->rules.all.at[l->rules.links.at[link - 1].rule];

		if (try(l, s, r, at, &m) > 0)
			add_match(s, r, &m);
	}
}

static void run_everywhere(struct lists *l, struct scan *s, struct rule *r)
{
	struct re_match m;

	for (size_t at = 0; at <= s->text.len && try(l, s, r, at, &m) > 0;) {
		add_match(s, r, &m);
		if (m.group[0].to > at)
			at = m.group[0].to;
		else
			do
				at++;
			while (at < s->text.len && (s->text.buf[at] & 0xc0) == 0x80);
	}
}

/* "S1-DeepResearch-32B": the name of the family is only a part of this one. */
static bool goes_before(const struct scan *s, size_t i)
{
	return s->tokens.at[i].gap == GAP_HYPHEN && (s->tokens.at[i - 1].shape & SHAPE_DIGIT);
}

void rules_run(struct lists *l, struct scan *s)
{
	const struct rules *r = &l->rules;

	for (size_t i = 0; i < r->all.n; i++)
		r->all.at[i].tries = 0;
	for (size_t i = 0; i < s->tokens.n; i++) {
		const struct token *k = &s->tokens.at[i];

		if ((k->roles & ROLE(WORD_ANCHOR)) && (k->shape & SHAPE_WORD) && !goes_before(s, i))
			run_at(l, s, r->first.at[k->word], k->at);
	}
	for (size_t i = 0; i < r->all.n; i++)
		if (r->all.at[i].everywhere)
			run_everywhere(l, s, &l->rules.all.at[i]);
}

void rules_release(struct rules *r)
{
	for (size_t i = 0; i < r->all.n; i++)
		re_free(r->all.at[i].re);
	vec_release(&r->all);
	vec_release(&r->links);
	vec_release(&r->first);
}
