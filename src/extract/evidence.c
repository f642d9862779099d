#include "extract/evidence.h"

#include <stdlib.h>

#include "extract/define.h"
#include "extract/lists.h"

/* What a sum must reach in a text that may be about something else. */
#define FIELD_MARGIN 1.5f

/* And in a few words that say nothing of the field: a title, a sentence. */
#define SILENT_MARGIN 0.5f
#define DEFINED_MARGIN 1.5f
#define PLAIN_MARGIN 2.0f

/* And beside a slash, where much stands that is no name: "GNSS/INS", "AR/VR". */
#define SLASH_MARGIN 1.5f

enum { PATH_MOST = 24 }; /* tokens of a path, before a name in it and behind */

/* What must speak against a name that a list is sure of. */
static const float listed_margin[TAG_KINDS] = {[TAG_DATASET] = 1.0f, [TAG_METHOD] = 2.5f};

/* What must speak for a name that nothing but the words around it makes known. */
static const float run_margin[TAG_KINDS] = {[TAG_METHOD] = 0.3f};

/* How many words of a list are looked through for what it is a list of. */
enum { LIST_REACH = 12 };

/* The place of a whole name in evidence-names.tsv. */
#define NAME_PLACE "name"

/* ---- weights ---- */

static bool read_number(struct str text, float *x)
{
	char copy[32], *end;

	text = str_trim(text);
	if (!text.n || text.n >= sizeof copy)
		return false;
	memcpy(copy, text.p, text.n);
	copy[text.n] = 0;
	*x = strtof(copy, &end);
	return !*end && *x > -100 && *x < 100;
}

static struct weight *weight_number(struct weights *w, uint32_t number)
{
	while (w->n <= number)
		vec_push(w, (struct weight){{0, 0}});
	return &w->at[number];
}

static struct weight *weight_at(struct lists *l, struct str place, struct str text)
{
	struct evidence *e = &l->evidence;

	for (int i = 0; i < CLUE_SIGN; i++)
		if (str_eqz(place, clue_place_names[i]) && text.n)
			return weight_number(
				&e->words[i], words_put(&l->words, text)->number);
	if (str_eqz(place, NAME_PLACE) && text.n)
		return weight_number(&e->by_name, words_put(&e->names, text)->number);
	for (int i = 0; i < SIGNS && str_eqz(place, clue_place_names[CLUE_SIGN]); i++)
		if (str_eqz(text, sign_names[i]))
			return &e->signs[i];
	return NULL;
}

bool evidence_add(struct lists *l, const char *where, struct str line)
{
	struct str place = {NULL, 0}, text = {NULL, 0}, number = {NULL, 0};
	struct weight *w, read;

	str_split(&line, '\t', &place);
	str_split(&line, '\t', &text);
	for (int i = 0; i < TAG_KINDS; i++)
		if (!str_split(&line, '\t', &number) || !read_number(number, &read.kind[i])) {
			lists_warn(l, "%s: a clue has four fields: place, word, and two numbers",
				where);
			return false;
		}
	w = weight_at(l, place, text);
	if (!w) {
		lists_warn(
			l, "%s: unknown clue \"%.*s %.*s\"", where, STR_ARG(place), STR_ARG(text));
		return false;
	}
	*w = read;
	l->evidence.any = true;
	return true;
}

/* ---- weighing ---- */

static void add_weight(struct weight *sum, const struct weights *w, uint32_t number)
{
	for (int k = 0; number < w->n && k < TAG_KINDS; k++)
		sum->kind[k] += w->at[number].kind[k];
}

/* What the name by itself says, from how the papers of a large collection use it. */
static const struct word *name_of(const struct evidence *e, const struct scan *s, struct chunk c)
{
	struct str fold = tokens_fold(&s->tokens, c.from, c.to);
	const struct word *w;
	uint64_t hash = 0;

	for (size_t i = c.from; i < c.to; i++)
		hash = token_hash(hash, &s->tokens.at[i]);
	w = words_find(&e->names, hash);
	if (!w && fold.n > 3 && fold.p[fold.n - 1] == 's')
		w = words_find(&e->names, words_hash(str_sub(fold, 0, fold.n - 1)));
	return w;
}

bool evidence_knows(const struct lists *l, const struct scan *s, struct chunk c)
{
	return name_of(&l->evidence, s, c) != NULL;
}

static struct weight weigh(const struct lists *l, const struct scan *s, const struct candidate *c)
{
	struct clue clues[CLUES_MOST];
	size_t n = clues_find(l, s, c, clues);
	const struct word *name = name_of(&l->evidence, s, c->at);
	struct weight sum = {{0, 0}};

	for (size_t i = 0; i < n; i++)
		if (clues[i].place == CLUE_SIGN)
			for (int k = 0; k < TAG_KINDS; k++)
				sum.kind[k] += l->evidence.signs[clues[i].word].kind[k];
		else
			add_weight(&sum, &l->evidence.words[clues[i].place],
				s->tokens.at[clues[i].word].word);
	if (name)
		add_weight(&sum, &l->evidence.by_name, name->number);
	return sum;
}

/* "SANA-1.6B": the size of a model, where no word for data stands beside it. */
static bool sized(const struct scan *s, struct chunk c)
{
	const struct token *last = &s->tokens.at[c.to - 1];

	return c.to - c.from > 2 && last->len == 1 && !last->gap && (last[-1].shape & SHAPE_DIGIT) &&
	       s->tokens.plain[last->fold] == 'B';
}

static enum tag_kind heavier(struct weight sum)
{
	return sum.kind[TAG_DATASET] > sum.kind[TAG_METHOD] ? TAG_DATASET : TAG_METHOD;
}

static struct str singular(struct str fold)
{
	return fold.n > 2 && fold.p[fold.n - 1] == 's' ? str_sub(fold, 0, fold.n - 1) : fold;
}

/* An acronym of plain words: "cardiovascular diseases (CVDs)", and then "CVD". */
static bool plainly_explained(const struct scan *s, struct chunk c)
{
	struct str fold = singular(tokens_fold(&s->tokens, c.from, c.to));

	for (size_t i = 0; i < s->definitions.n && i < DEFINITIONS_MOST; i++) {
		const struct definition *d = &s->definitions.at[i];

		if (str_eq(fold, singular(tokens_fold(&s->tokens, d->short_from, d->short_to))))
			return !d->called && !define_capitals(s, d->long_from, d->long_to);
	}
	return false;
}

static bool beside_slash(const struct scan *s, struct chunk c)
{
	return scan_slash(s, c.from) || (c.to < s->tokens.n && scan_slash(s, c.to));
}

/* What the sum must reach: more in a text about something else, and for an acronym with an odd long
 * form. */
static float margin(const struct scan *s, struct chunk c)
{
	float field = clues_foreign(s) ? FIELD_MARGIN : s->field ? 0 : SILENT_MARGIN;

	field += beside_slash(s, c) ? SLASH_MARGIN : 0;
	if (plainly_explained(s, c))
		return field + PLAIN_MARGIN;
	return field + (clues_defined(s, c) ? DEFINED_MARGIN : 0);
}

/* The key of a citation: "[MR95]". */
static bool cited(const struct scan *s, struct chunk c)
{
	size_t at = s->tokens.at[c.from].at, end = token_end(&s->tokens.at[c.to - 1]);

	return at > 0 && s->text.buf[at - 1] == '[' && s->text.buf[end] == ']';
}

/* Words of a longer name, joined to the rest by a hyphen: "Latent Thought-Augmented Training". */
static bool cut_off(const struct scan *s, struct chunk c)
{
	const struct tokens *t = &s->tokens;

	if (c.to < t->n && t->at[c.to].gap == GAP_HYPHEN && (t->at[c.to].shape & SHAPE_UPPER))
		for (size_t i = c.from + 1; i < c.to; i++)
			if (t->at[i].gap & GAP_BLANK)
				return true;
	return false;
}

/* "SemEval 2019", "MRP 2019": a contest or a data set of that year. */
static bool of_year(const struct scan *s, struct chunk c)
{
	const struct token *last = &s->tokens.at[c.to - 1];
	const char *digits = s->tokens.fold + last->fold;

	return c.to - c.from > 1 && (last->shape & SHAPE_DIGIT) && last->len == 4 &&
	       (!strncmp(digits, "19", 2) || !strncmp(digits, "20", 2));
}

/* "KPA of 0.93", "from 0.64": capitals with a value are a measure. */
static bool valued(const struct scan *s, struct chunk c)
{
	const struct token *t = s->tokens.at;

	return c.to - c.from == 1 && (t[c.from].shape & SHAPE_CAPS) && c.to + 1 < s->tokens.n &&
	       (scan_is(s, c.to, "of") || scan_is(s, c.to, "from")) && t[c.to + 1].gap == GAP_BLANK &&
	       (t[c.to + 1].shape & SHAPE_DIGIT);
}

/* "metrics (nDTW, QTC and PTC)", "metrics such as QTC" */
static bool among_measures(const struct scan *s, struct chunk c)
{
	const struct token *t = s->tokens.at;
	size_t least = c.from > LIST_REACH ? c.from - LIST_REACH : 2;

	for (size_t i = c.from; i >= least && !(t[i].gap & (GAP_STOP | GAP_FIELD | GAP_CLOSE)); i--) {
		bool begins = (t[i].gap & GAP_OPEN) || (i + 1 < c.from && scan_role(s, i + 1, WORD_STOP));

		if (begins && (t[i - 1].roles & ROLE(WORD_ASIDE)))
			return (scan_is(s, i - 1, "metrics") || scan_is(s, i - 1, "measures")) &&
			       ((t[i].gap & GAP_OPEN) || scan_is(s, i, "such"));
	}
	return false;
}

/* A year behind it, or "the X shared task". */
static bool no_method_here(const struct scan *s, struct chunk c)
{
	return of_year(s, c) || (scan_is(s, c.to, "shared") && scan_is(s, c.to + 1, "task"));
}

/* Several words that end in that of a task, or a measure, a field, a place; a citation. */
static bool no_method(const struct lists *l, const struct scan *s, struct chunk c)
{
	if (scan_role(s, c.to - 1, WORD_TASK) && c.to - c.from > 1)
		return true;
	if (cited(s, c) || valued(s, c) || among_measures(s, c))
		return true;
	return lists_unit(l, s, c.from, c.to);
}

/* No blank stands before token i. */
static bool glued(const struct scan *s, size_t i)
{
	return !(s->tokens.at[i].gap & ~(GAP_MARK | GAP_HYPHEN));
}

/* In the path of a file: "src/text/YAMLParser"; but not "ResNet-18/50/101" and "YOLOv11-N/S/M". */
static bool path(const struct scan *s, struct chunk c)
{
	size_t words = 0, from = c.from, to = c.to;

	if (!beside_slash(s, c))
		return false;
	while (from > 0 && c.from - from < PATH_MOST && glued(s, from))
		from--;
	while (to < s->tokens.n && to - c.to < PATH_MOST && glued(s, to))
		to++;
	for (size_t i = from + 1; i < to; i++) {
		const struct token *k = &s->tokens.at[i];

		words += scan_slash(s, i) && k->len > 1 && !(k->shape & (SHAPE_CAPS | SHAPE_DIGIT));
	}
	return words > 1;
}

/* Part of the long form of an acronym, which is one thing: "Bird's Eye View (BEV)". */
static bool inside_definition(const struct scan *s, struct chunk c)
{
	for (size_t i = 0; i < s->definitions.n && i < DEFINITIONS_MOST; i++) {
		const struct definition *d = &s->definitions.at[i];

		if (c.from >= d->long_from && c.to <= d->long_to &&
			c.to - c.from < d->long_to - d->long_from)
			return true;
	}
	return false;
}

/* Here the words around a name say more than anywhere before. */
static void say(struct local *x, enum tag_kind kind, float sum)
{
	if (!x->open && sum <= x->sum)
		return;
	x->open = false;
	x->kind = kind;
	x->sum = sum;
}

/* A word that has its capital because a sentence begins; a name has one within a sentence too. */
static bool first_word(const struct scan *s, struct chunk c)
{
	const struct token *k = &s->tokens.at[c.from];

	return c.to - c.from == 1 && token_ends_sentence(k) && k->at > s->title_len && !(k->shape & SHAPE_CAPS);
}

static void weigh_run(const struct lists *l, struct scan *s, struct chunk c)
{
	struct local *x = scan_find_local(s, c.from, c.to);
	struct candidate candidate = {.at = c, .cued = x && x->cued};
	struct weight sum;
	enum tag_kind kind;

	if ((x && x->rank > RANK_CUE) || (!x && first_word(s, c)))
		return;
	if (!chunk_named(s, c) || path(s, c) || inside_definition(s, c) || cut_off(s, c) ||
		(!candidate.cued && no_method(l, s, c)))
		return;
	sum = weigh(l, s, &candidate);
	kind = sized(s, c) && !candidate.cued ? TAG_METHOD : heavier(sum);
	if (sum.kind[kind] <= margin(s, c) + run_margin[kind] || (kind == TAG_METHOD && no_method_here(s, c)))
		return;
	if (!x) {
		x = scan_local(s, c.from, c.to);
		if (!x)
			return;
		x->rank = RANK_SHAPE;
		x->rule = "evidence.tsv";
		x->open = true;
	}
	say(x, kind, sum.kind[kind]);
}

/* Is it a run, and not only part of one? Runs stand in the order of the text. */
static bool is_run(const struct scan *s, struct chunk c)
{
	size_t lo = 0, hi = s->runs.n;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (s->runs.at[mid].from < c.from)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < s->runs.n && s->runs.at[lo].from == c.from && s->runs.at[lo].to == c.to;
}

/* Does it look like part of a longer name, or of things joined by slashes? Only a listed name goes over a slash. */
static bool is_part(const struct scan *s, struct chunk c)
{
	for (size_t i = c.from + 1; i < c.to; i++)
		if (scan_slash(s, i))
			return false;
	return !is_run(s, c) || beside_slash(s, c);
}

/* As margin, for a name of a list: lists speak of the field, and know little of other texts. */
static float list_margin(const struct scan *s, const struct mention *m)
{
	if (clues_foreign(s))
		return m->sure ? 0 : FIELD_MARGIN;
	return m->sure ? -listed_margin[m->kind] : 0;
}

/* Does what is said around a listed name agree with the list? */
static bool weigh_mention(const struct lists *l, struct scan *s, const struct mention *m)
{
	struct chunk c = {m->from, m->to};
	const struct local *x = scan_find_local(s, c.from, c.to);
	struct candidate candidate = {c, x && x->cued, is_part(s, c)};
	struct weight sum = weigh(l, s, &candidate);

	return heavier(sum) == m->kind && sum.kind[m->kind] > list_margin(s, m);
}

/* It is that name wherever it stands in the text. */
static void mention_everywhere(struct scan *s, const struct mention *m)
{
	struct local *x = scan_find_local(s, m->from, m->to);

	if (!x)
		x = scan_local(s, m->from, m->to);
	if (!x || x->rank > RANK_CUE)
		return;
	x->name = m->name;
	x->rule = m->rule;
	x->kind = m->kind;
	x->sort = m->sort;
	x->rank = RANK_LIST;
	x->open = false;
}

static void weigh_mentions(const struct lists *l, struct scan *s)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->mentions.n; i++) {
		struct mention m = s->mentions.at[i];

		if (m.weighed && !m.doubtful && !weigh_mention(l, s, &m))
			continue;
		if (m.weighed && !m.doubtful)
			mention_everywhere(s, &m);
		s->mentions.at[kept++] = m;
	}
	s->mentions.n = kept;
}

/* Names beside a cue, which may be parts of runs; those that nothing else speaks for are dropped. */
static void weigh_cued(const struct lists *l, struct scan *s)
{
	for (size_t i = 0; i < s->locals.n; i++)
		if (s->locals.at[i].open)
			weigh_run(l, s, (struct chunk){s->locals.at[i].from, s->locals.at[i].to});
}

static void drop_open(struct scan *s)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->locals.n; i++)
		if (!s->locals.at[i].open)
			s->locals.at[kept++] = s->locals.at[i];
	s->locals.n = kept;
}

void evidence_run(const struct lists *l, struct scan *s)
{
	if (!l->evidence.any || s->shouts)
		return;
	clues_find_runs(l, s);
	weigh_mentions(l, s);
	weigh_cued(l, s);
	for (size_t i = 0; i < s->runs.n; i++)
		weigh_run(l, s, s->runs.at[i]);
	drop_open(s);
}

void evidence_release(struct evidence *e)
{
	for (int i = 0; i < CLUE_SIGN; i++)
		vec_release(&e->words[i]);
	words_release(&e->names);
	vec_release(&e->by_name);
}
