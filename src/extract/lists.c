#include "extract/lists.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/map.h"
#include "base/utf8.h"
#include "text/clean.h"

enum { LINE_MOST = 64 * 1024, GUARDS_MOST = 64 };

void lists_warn(struct lists *l, const char *fmt, ...)
{
	struct err message;
	va_list ap;

	if (!l->warn)
		return;
	va_start(ap, fmt);
	err_vset(&message, ERR_FAILED, fmt, ap);
	va_end(ap);
	l->warn(l->warn_data, message.msg);
}

/* Where in its file a reader is, and what holds for the lines that follow. */
struct place {
	const char *file;
	size_t line;
	bool own;
	enum tag_kind kind;
	enum tag_sort sort;
};

/* ---- names ---- */

/* A name's line while it is read. */
struct entry {
	struct str name, aliases, full;
	struct guard guards[GUARDS_MOST];
	size_t nguards;
	bool exact, nocase, cue;
	enum tag_sort sort;
};

static const struct {
	const char *word;
	enum guard_kind kind;
} guard_words[] = {
	{"near:", GUARD_NEAR},
	{"before:", GUARD_BEFORE},
	{"after:", GUARD_AFTER},
	{"not-before:", GUARD_NOT_BEFORE},
	{"not-after:", GUARD_NOT_AFTER},
};

/* The number of a context word; it is made known where it is not. */
static uint32_t word_number(struct lists *l, struct str text)
{
	struct strbuf fold = STRBUF_INIT;
	struct word *w;

	for (size_t i = 0; i < text.n; i++)
		strbuf_addch(&fold, ch_tolower(text.p[i]));
	w = words_put(&l->words, strbuf_str(&fold));
	strbuf_release(&fold);
	return w->number;
}

static bool read_guard(struct lists *l, struct str text, struct entry *e)
{
	struct str word;

	for (size_t i = 0; i < sizeof guard_words / sizeof *guard_words; i++) {
		if (!str_starts(text, guard_words[i].word))
			continue;
		text = str_sub(text, strlen(guard_words[i].word), text.n);
		while (str_split(&text, ',', &word))
			if (word.n && e->nguards < GUARDS_MOST)
				e->guards[e->nguards++] =
					(struct guard){guard_words[i].kind, word_number(l, word)};
		return true;
	}
	return false;
}

static void read_guards(struct lists *l, const struct place *at, struct str text, struct entry *e)
{
	struct str word;

	while (str_split(&text, ' ', &word)) {
		if (str_eqz(word, "case"))
			e->exact = true;
		else if (str_eqz(word, "any-case"))
			e->nocase = true;
		else if (str_eqz(word, "cue"))
			e->cue = true;
		else if (str_eqz(word, "technique"))
			e->sort = TAG_TECHNIQUE;
		else if (str_eqz(word, "name"))
			e->sort = TAG_NAME;
		else if (word.n && !read_guard(l, word, e))
			lists_warn(l, "%s:%zu: unknown guard \"%.*s\"", at->file, at->line,
				STR_ARG(word));
	}
}

static void add_forms(struct lists *l, const struct place *at, const struct entry *e)
{
	const char *rule = arena_printf(&l->arena, "%s:%zu", at->file, at->line);
	uint32_t name = names_add(&l->names, e->name, at->kind, e->sort, at->own, rule);
	struct form_spec guarded = {e->name, e->guards, e->nguards, e->exact, e->nocase, e->cue};
	struct form_spec plain = {.nocase = e->nocase};
	struct str rest = e->aliases, form;

	if (!names_add_form(&l->names, name, &guarded))
		lists_warn(l, "%s:%zu: \"%.*s\" is too short or too long for a name", at->file,
			at->line, STR_ARG(e->name));
	while (str_split(&rest, '|', &form)) {
		guarded.text = form;
		if (!names_add_form(&l->names, name, &guarded))
			lists_warn(l, "%s:%zu: \"%.*s\" is too short or too long for an alias",
				at->file, at->line, STR_ARG(form));
	}
	rest = e->full;
	while (str_split(&rest, '|', &form)) {
		plain.text = form;
		if (!names_add_form(&l->names, name, &plain))
			lists_warn(l, "%s:%zu: \"%.*s\" is too short or too long for a name",
				at->file, at->line, STR_ARG(form));
	}
}

static void read_name(struct lists *l, const struct place *at, struct str line)
{
	struct entry e = {.sort = at->sort};
	struct str guards = {NULL, 0};

	if (line.p[0] == '-') {
		names_remove(&l->names, str_trim(str_sub(line, 1, line.n)),
			arena_printf(&l->arena, "%s:%zu", at->file, at->line));
		return;
	}
	str_split(&line, '\t', &e.name);
	str_split(&line, '\t', &e.aliases);
	str_split(&line, '\t', &e.full);
	str_split(&line, '\t', &guards);
	e.name = str_trim(e.name);
	if (!e.name.n) {
		lists_warn(l, "%s:%zu: a line without a name", at->file, at->line);
		return;
	}
	read_guards(l, at, guards, &e);
	add_forms(l, at, &e);
}

/* "!kind dataset", "!sort technique": for the lines that follow. */
static void read_directive(struct lists *l, struct place *at, struct str line)
{
	struct str word = {NULL, 0};

	str_split(&line, ' ', &word);
	line = str_trim(line);
	for (int i = 0; i < TAG_KINDS; i++)
		if (str_eqz(word, "!kind") && str_eqz(line, tag_kind_names[i])) {
			at->kind = (enum tag_kind)i;
			return;
		}
	for (int i = 0; i < TAG_SORTS; i++)
		if (str_eqz(word, "!sort") && str_eqz(line, tag_sort_names[i])) {
			at->sort = (enum tag_sort)i;
			return;
		}
	lists_warn(l, "%s:%zu: unknown directive \"%.*s %.*s\"", at->file, at->line, STR_ARG(word),
		STR_ARG(line));
}

/* ---- words ---- */

static void read_words(struct lists *l, const struct place *at, struct str line)
{
	struct str role = {NULL, 0}, word;

	str_split(&line, '\t', &role);
	for (int r = 0; r < WORD_ROLES; r++) {
		if (!str_eqz(role, word_role_names[r]))
			continue;
		if (!l->role_rules[r])
			l->role_rules[r] = arena_printf(&l->arena, "%s:%zu", at->file, at->line);
		while (str_split(&line, ' ', &word))
			if (word.n)
				words_put(&l->words, word)->roles |= ROLE(r);
		return;
	}
	lists_warn(l, "%s:%zu: unknown role \"%.*s\"", at->file, at->line, STR_ARG(role));
}

/* ---- files ---- */

static bool is_words(struct str file)
{
	return str_ends(file, "words.tsv");
}

uint64_t lists_edition(uint64_t before, const char *file, struct str text, bool own)
{
	uint64_t name = hash_bytes(file, strlen(file));

	return hash_bytes(text.p, text.n) + 31 * (before + name) + own;
}

/* What a list says stands on the screen and in files: nothing in it may do harm there. */
static bool is_text(struct str line)
{
	size_t used;

	if (!utf8_valid(line))
		return false;
	for (size_t i = 0; i < line.n; i += used)
		if (rune_hidden(utf8_decode(line.p + i, line.n - i, &used)) && line.p[i] != '\t')
			return false;
	return true;
}

void lists_read(struct lists *l, const char *file, struct str text, bool own)
{
	struct place at = {.file = arena_strdup(&l->arena, file), .own = own, .kind = TAG_METHOD};
	struct str line;

	l->edition = lists_edition(l->edition, file, text, own);
	if (str_starts(text, "\xEF\xBB\xBF"))
		text = str_sub(text, 3, text.n);
	if (str_starts(str_of(file), "dataset"))
		at.kind = TAG_DATASET;
	while (str_line(&text, &line)) {
		at.line++;
		if (line.n > LINE_MOST)
			lists_warn(l, "%s:%zu: the line is too long", file, at.line);
		else if (own && !is_text(line))
			lists_warn(l, "%s:%zu: broken UTF-8 or characters that nobody sees", file, at.line);
		else if (!str_trim(line).n || line.p[0] == '#')
			continue;
		else if (line.p[0] == '!')
			read_directive(l, &at, line);
		else if (str_ends(str_of(file), ".rules"))
			rules_add(l, arena_printf(&l->arena, "%s:%zu", file, at.line), line, own);
		else if (str_starts(str_of(file), "evidence"))
			evidence_add(l, arena_printf(&l->arena, "%s:%zu", file, at.line), line);
		else if (is_words(str_of(file)))
			read_words(l, &at, line);
		else
			read_name(l, &at, line);
	}
}

bool lists_unit(const struct lists *l, const struct scan *s, size_t from, size_t to)
{
	struct str fold = tokens_fold(&s->tokens, from, to);
	const struct word *w;

	if (fold.n > 2 && tokens_plain(&s->tokens, from, to).p[fold.n - 1] == 's')
		fold.n--; /* "KGs" */
	w = words_find(&l->words, words_hash(fold));
	return (w && (w->roles & ROLE(WORD_UNIT))) ||
	       (scan_role(s, from, WORD_UNIT) &&
		       (to - from == 1 || (s->tokens.at[from + 1].gap & GAP_MARK) ||
			       (s->tokens.at[from + 1].shape & SHAPE_DIGIT)));
}

void lists_learn(struct lists *l, enum tag_kind kind, const char *name, const char *rule)
{
	const struct form_spec spec = {.text = str_of(name), .exact = true};
	uint32_t n = names_add(&l->names, str_of(name), kind, TAG_NAME, false, arena_strdup(&l->arena, rule));

	l->names.all.at[n].learnt = true;
	names_add_form(&l->names, n, &spec);
}

/* Does the form end in a word that methods end in? */
static bool ends_as_method(const struct lists *l, const struct form *f)
{
	const unsigned ends = ROLE(WORD_METHOD) | ROLE(WORD_HEAD) | ROLE(WORD_TERM);
	const struct word *w = f->last ? words_find(&l->words, f->last) : NULL;

	return w && (w->roles & ends) && l->names.all.at[f->name].kind == TAG_METHOD;
}

/* "Focal Loss" is the same thing in small letters; "Deep Sets" need not be. Asked when all words are known. */
static void loosen_terms(struct lists *l)
{
	for (size_t i = 0; i < l->names.forms.n; i++) {
		struct form *f = &l->names.forms.at[i];

		f->term = f->letters == CASE_SOME && ends_as_method(l, f);
		if (f->term)
			f->letters = CASE_ANY;
	}
}

void lists_finish(struct lists *l)
{
	loosen_terms(l);
	names_finish(&l->names);
}

void lists_release(struct lists *l)
{
	names_release(&l->names);
	words_release(&l->words);
	rules_release(&l->rules);
	evidence_release(&l->evidence);
	arena_release(&l->arena);
	*l = (struct lists){0};
}
