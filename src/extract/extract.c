#include "extract/extract.h"

#include <dirent.h>
#include <errno.h>

#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "extract/acronym.h"
#include "extract/chunk.h"
#include "extract/cues.h"
#include "extract/define.h"
#include "extract/evidence.h"
#include "extract/lists.h"
#include "extract/proposals.h"
#include "extract/resolve.h"
#include "extract/rules.h"
#include "extract/scan.h"
#include "extract/shipped.h"
#include "extract/shout.h"

enum { ENGINE = 1, OWN_FILE_MOST = 64 << 20, HITS_MOST = 8, TEXT_MOST = 64 << 10 };

struct extractor {
	struct lists lists;
	struct scan scan;
};

/* ---- opening ---- */

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* What is done with each list; text is the file's, own: it is one of the reader's. */
typedef void each_list(void *data, const char *file, struct str text, bool own);

static void read_own_file(
	const char *folder, const char *file, struct lists *l, each_list *each, void *data)
{
	struct strbuf path = STRBUF_INIT, text = STRBUF_INIT;
	struct err err;

	strbuf_addf(&path, "%s/%s", folder, file);
	if (!file_read(path.buf, OWN_FILE_MOST, &text, &err))
		each(data, file, strbuf_str(&text), true);
	else if (l)
		lists_warn(l, "%s", err.msg);
	strbuf_release(&path);
	strbuf_release(&text);
}

/*
 * The reader's files in the order of their names, so that the folder's own order does not matter.
 * l, to warn by, may be NULL.
 */
static int read_own(
	const char *folder, struct lists *l, each_list *each, void *data, struct err *err)
{
	struct strs files = {0};
	struct arena names = ARENA_INIT;
	struct dirent *entry;
	DIR *dir = opendir(folder);

	if (!dir)
		return errno == ENOENT ? 0 : err_set_errno(err, ERR_FAILED, "%s", folder);
	while ((entry = readdir(dir)))
		if (entry->d_name[0] != '.' && (str_ends(str_of(entry->d_name), ".tsv") ||
						       str_ends(str_of(entry->d_name), ".rules")))
			vec_push(&files, arena_strdup(&names, entry->d_name));
	closedir(dir);
	if (files.n)
		qsort(files.at, files.n, sizeof *files.at, by_text);
	for (size_t i = 0; i < files.n; i++)
		read_own_file(folder, files.at[i], l, each, data);
	vec_release(&files);
	arena_release(&names);
	return 0;
}

static int read_all(const char *own, struct lists *l, each_list *each, void *data, struct err *err)
{
	for (size_t i = 0; i < shipped_count; i++)
		each(data, shipped[i].file, (struct str){shipped[i].text, *shipped[i].size}, false);
	return own ? read_own(own, l, each, data, err) : 0;
}

static void read_list(void *data, const char *file, struct str text, bool own)
{
	lists_read(data, file, text, own);
}

static void add_edition(void *data, const char *file, struct str text, bool own)
{
	uint64_t *edition = data;

	*edition = lists_edition(*edition, file, text, own);
}

int extractor_edition_of(const char *own, uint64_t *edition, struct err *err)
{
	*edition = ENGINE;
	return read_all(own, NULL, add_edition, edition, err);
}

int extractor_open(struct extractor **out, const char *own,
	void (*warn)(void *data, const char *message), void *data, struct err *err)
{
	static const struct learnt_vec none;

	return extractor_open_with(out, own, &none, warn, data, err);
}

int extractor_open_with(struct extractor **out, const char *own, const struct learnt_vec *learnt,
	void (*warn)(void *data, const char *message), void *data, struct err *err)
{
	struct extractor *x = mem_zalloc(sizeof *x);
	int rc;

	x->lists.warn = warn;
	x->lists.warn_data = data;
	x->lists.edition = ENGINE;
	strbuf_init(&x->scan.text);
	rc = read_all(own, &x->lists, read_list, &x->lists, err);
	if (rc) {
		extractor_close(x);
		return rc;
	}
	for (size_t i = 0; i < learnt->n; i++)
		lists_learn(&x->lists, learnt->at[i].kind, learnt->at[i].name, learnt->at[i].rule);
	lists_finish(&x->lists);
	*out = x;
	return 0;
}

void extractor_close(struct extractor *x)
{
	if (!x)
		return;
	lists_release(&x->lists);
	scan_release(&x->scan);
	free(x);
}

uint64_t extractor_edition(const struct extractor *x)
{
	return x->lists.edition;
}

/* ---- running ---- */

/* Adds text up to TEXT_MOST bytes, whole runes. */
static void add_text(struct strbuf *sb, const char *text)
{
	size_t n = text ? strlen(text) : 0;

	if (n > TEXT_MOST)
		for (n = TEXT_MOST; (text[n] & 0xc0) == 0x80;)
			n--;
	if (n)
		strbuf_add(sb, text, n);
}

static void read_text(struct scan *s, const char *title, const char *abstract)
{
	strbuf_reset(&s->text);
	add_text(&s->text, title);
	s->title_len = s->text.len;
	strbuf_addch(&s->text, TOKEN_FIELD_BREAK);
	s->abstract_at = s->text.len;
	add_text(&s->text, abstract);
	tokens_cut(&s->tokens, strbuf_str(&s->text));
}

static void start_round(struct scan *s, size_t words)
{
	s->mentions.n = s->locals.n = s->definitions.n = 0;
	if (s->seen_cap < words) {
		free(s->seen);
		s->seen_cap = words;
		s->seen = mem_zalloc(words * sizeof *s->seen);
	}
	s->round++;
}

/* Looks every token up among the words that mean something. */
static void mark_words(const struct lists *l, struct scan *s)
{
	size_t loud = 0, words = 0;

	s->field = s->shared = 0;
	for (size_t i = 0; i < s->tokens.n; i++) {
		struct token *k = &s->tokens.at[i];
		const struct word *w = words_find(&l->words, k->hash);

		k->roles = w ? w->roles : 0;
		k->word = w ? w->number : WORD_NONE;
		if (w) {
			s->seen[w->number] = s->round;
			s->field += (w->roles & ROLE(WORD_FIELD)) != 0;
			s->shared += (w->roles & ROLE(WORD_SHARED)) != 0;
		}
		if ((k->shape & SHAPE_WORD) && k->len > 3) {
			words++;
			loud += (k->shape & SHAPE_CAPS) != 0;
		}
	}
	s->shouts = loud > 3 && loud * 3 > words;
}

/* Is the title set in capitals ("A Name for Every Thing"), so that they say nothing? */
static bool title_case(const struct scan *s)
{
	size_t small = 0, big = 0;

	for (size_t i = 1; i < s->tokens.n && s->tokens.at[i].at < s->title_len; i++) {
		const struct token *k = &s->tokens.at[i];

		if (!(k->shape & SHAPE_WORD) || (k->gap & GAP_HYPHEN) ||
			(k->roles & ROLE(WORD_STOP)) || (k->shape & SHAPE_DIGIT))
			continue;
		*(k->shape & SHAPE_UPPER ? &big : &small) += 1;
	}
	return big > small;
}

static bool guard_holds(const struct scan *s, const struct guard *g, size_t from, size_t to)
{
	const struct tokens *t = &s->tokens;

	switch (g->kind) {
	case GUARD_NEAR:
		return s->seen[g->word] == s->round;
	case GUARD_BEFORE:
	case GUARD_NOT_BEFORE:
		return from > 0 && t->at[from - 1].word == g->word;
	default:
		return to < t->n && t->at[to].word == g->word;
	}
}

/*
 * How well a form's guards hold: 0 where one forbids it or none of those that ask for a word holds, else 1 and one
 * more for each that holds.
 */
static unsigned guards_hold(
	const struct lists *l, const struct scan *s, const struct form *f, size_t from, size_t to)
{
	bool asked = false;
	unsigned given = 0;

	for (uint32_t i = 0; i < f->guards; i++) {
		const struct guard *g = &l->names.guards.at[f->guard + i];
		bool holds = guard_holds(s, g, from, to);

		if (g->kind == GUARD_NOT_BEFORE || g->kind == GUARD_NOT_AFTER) {
			if (holds)
				return 0;
		} else {
			asked = true;
			given += holds;
		}
	}
	return asked ? given + (given > 0) : 1;
}

/* A word for a thing of that kind right after the name or right before it. */
static bool cued(const struct scan *s, const struct name *name, size_t from, size_t to)
{
	enum word_role role = name->kind == TAG_DATASET ? WORD_DATA : WORD_METHOD;

	return scan_role(s, to, role) || scan_role(s, to + 1, role) ||
	       (from && scan_role(s, from - 1, role));
}

/* Does one word stand in another case than its list has it: "DAVID" for "DAViD"? */
static bool other_case(const struct scan *s, const struct form *f, size_t from, size_t to)
{
	struct str plain = tokens_plain(&s->tokens, from, to);

	return f->letters == CASE_SOME && f->one_word && plain.n <= f->plain.n && !str_eq(plain, f->plain);
}

/* A word of capitals, or in a case of its own, in a text that is about something else or all in capitals. */
static bool unlikely(const struct scan *s, const struct form *f, size_t from, size_t to)
{
	return (f->letters == CASE_EXACT || other_case(s, f, from, to)) &&
	       (s->shouts || !s->field || clues_foreign(s));
}

/* A shouted word is no name: "THE DROP in accuracy". Terms of several words are read in any case. */
static bool shouted_word(const struct scan *s, const struct form *f, size_t from, size_t to)
{
	return (f->one_word || f->letters == CASE_EXACT) && shouted(s, from, to);
}

/* Is it for the words around it to say whether the name means what the list says? */
static bool weighed(const struct lists *l, const struct scan *s, const struct name *name)
{
	return l->evidence.any && !s->shouts && !name->own && !name->learnt && !name->none &&
	       name->sort == TAG_NAME;
}

/* The form of each kind that the text speaks for most; the first of them in the order of the lists. */
static int best_forms(const struct lists *l, const struct scan *s, size_t from, const struct name_hit *hit,
	const struct form *best[TAG_KINDS])
{
	const struct form *f = &l->names.forms.at[hit->form];
	unsigned most[TAG_KINDS] = {0};
	int first = -1;

	for (; f; f = form_next(&l->names, f)) {
		enum tag_kind kind = l->names.all.at[f->name].kind;
		unsigned given;

		if (!form_agrees(f, &s->tokens, from, hit) ||
			(!l->names.all.at[f->name].own && shouted_word(s, f, from, hit->to)))
			continue;
		given = guards_hold(l, s, f, from, hit->to);
		if (given > most[kind]) {
			most[kind] = given;
			best[kind] = f;
			first = first < 0 ? (int)kind : first;
		}
	}
	return first;
}

/* A term that its list writes in capitals, and the text in small letters: the evidence is about capitals. */
static bool small_term(const struct scan *s, const struct form *f, size_t from, size_t to)
{
	return f->term && !chunk_capital(s, (struct chunk){from, to});
}

/* Adds a mention; answers whether it is sure, so that no other name can stand there. */
static bool add_form(const struct lists *l, struct scan *s, size_t from, size_t to, const struct form *f)
{
	const struct name *name = &l->names.all.at[f->name];
	struct mention *m = scan_add(s, from, to);

	m->none = name->none;
	m->name = name->text;
	m->rule = name->rule;
	m->kind = name->kind;
	m->sort = name->sort;
	m->rank = name->own ? RANK_OWN : RANK_LIST;
	m->weighed = weighed(l, s, name) && !small_term(s, f, from, to);
	m->sure = !f->cue;
	m->doubtful = ((f->cue && !m->weighed) || (!name->own && unlikely(s, f, from, to))) && !cued(s, name, from, to);
	return !m->doubtful && !m->weighed;
}

/* Of a name that has both kinds, both are weighed. */
static void add_hit(const struct lists *l, struct scan *s, size_t from, const struct name_hit *hit)
{
	const struct form *best[TAG_KINDS] = {NULL};
	int first = best_forms(l, s, from, hit, best);

	if (first >= 0 && !add_form(l, s, from, hit->to, best[first]) && best[!first])
		add_form(l, s, from, hit->to, best[!first]);
}

/* A glued word ("onFisher") shows by a stop word in small letters and a capital right after it. */
static bool may_start(const struct scan *s, size_t i)
{
	const struct token *k = &s->tokens.at[i];

	if (k->len == 1 && i > 0 && (k->gap & GAP_MARK) && s->text.buf[k->at] == 's')
		return false; /* "object's 3D" */
	if (k->gap == GAP_HYPHEN && scan_is(s, i - 1, "non"))
		return false; /* "non-causal attention" */
	if (k->shape & SHAPE_WORD)
		return !(k->roles & ROLE(WORD_STOP)) || (k->shape & SHAPE_UPPER) ||
		       !(k->shape & SHAPE_END);
	return (k->shape & SHAPE_UPPER) && scan_role(s, i - 1, WORD_GLUE) &&
	       (s->tokens.at[i - 1].shape & SHAPE_WORD) &&
	       !(s->tokens.at[i - 1].shape & SHAPE_UPPER);
}

static void find_names(const struct lists *l, struct scan *s)
{
	struct name_hit hits[HITS_MOST];

	for (size_t i = 0; i < s->tokens.n; i++) {
		size_t n =
			may_start(s, i) ? names_at(&l->names, &s->tokens, i, hits, HITS_MOST) : 0;

		while (n-- > 0)
			add_hit(l, s, i, &hits[n]);
	}
}

void extractor_run(struct extractor *x, const char *title, const char *abstract, struct arena *a,
	struct tag_vec *tags)
{
	struct lists *l = &x->lists;
	struct scan *s = &x->scan;

	s->out = a;
	read_text(s, title, abstract);
	start_round(s, l->words.n + 1); /* their numbers begin at 1 */
	mark_words(l, s);
	shout_mark(l, s);
	s->title_case = title_case(s);
	find_names(l, s);
	rules_run(l, s);
	acronyms_find(s);
	define_known(l, s);
	if (s->field && !s->shouts) {
		proposals_find(l, s);
		cues_datasets(l, s);
	}
	evidence_run(l, s);
	define_rest(l, s);
	scan_locals(s);
	resolve(s, tags);
}
