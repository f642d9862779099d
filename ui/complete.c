#include "complete.h"

#include "command/verb.h"
#include "library/tags.h"
#include "state.h"

enum { WORDS_MOST = 50 };

static bool has_blank(const char *z)
{
	return strchr(z, ' ') != NULL;
}

/* prefix, then name, in quotes where it has blanks. */
static void add_word(struct arena *a, struct strs *words, const char *prefix, const char *name)
{
	const char *quote = has_blank(name) ? "\"" : "";

	if (words->n < WORDS_MOST)
		vec_push_in(a, words, arena_printf(a, "%s%s%s%s", prefix, quote, name, quote));
}

static void add_tags(struct browser *b, const char *kind, struct str typed, const char *prefix,
	struct arena *a, struct strs *words)
{
	struct tag_counts counts = {0};

	if (typed.n && typed.p[0] == '"')
		typed = str_sub(typed, 1, typed.n);
	if (tags_count(b->lib, kind, arena_str(a, typed), WORDS_MOST, a, &counts, NULL) < 0)
		return;
	for (size_t i = 0; i < counts.n; i++)
		add_word(a, words, prefix, counts.at[i].name);
}

static void add_lists(struct browser *b, struct str typed, const char *prefix, struct arena *a,
	struct strs *words)
{
	struct reading_lists lists = {0};

	if (typed.n && typed.p[0] == '"')
		typed = str_sub(typed, 1, typed.n);
	if (lists_all(b->lib, a, &lists, NULL) < 0)
		return;
	for (size_t i = 0; i < lists.n; i++)
		if (str_case_starts(str_of(lists.at[i].name), arena_str(a, typed)))
			add_word(a, words, prefix, lists.at[i].name);
}

/* The words that a field takes: "unread" of "is:". */
static void add_choices(const char *field, struct str typed, const char *prefix, struct arena *a,
	struct strs *words)
{
	const char *start = arena_str(a, typed), *word;

	for (size_t i = 0; (word = query_value(field, i)); i++)
		if (str_case_starts(str_of(word), start))
			add_word(a, words, prefix, word);
}

void complete_tag(void *data, struct str text, size_t *from, struct arena *a, struct strs *words)
{
	struct str word = str_sub(text, *from, text.n);
	const char *sign = word.n && word.p[0] == '-' ? "-" : "+";

	if (word.n && strchr("+-", word.p[0]))
		word = str_sub(word, 1, word.n);
	add_tags(data, "user", word, sign, a, words);
}

void complete_list(void *data, struct str text, size_t *from, struct arena *a, struct strs *words)
{
	struct reading_lists lists = {0};
	struct browser *b = data;
	const char *start = arena_str(a, text);

	*from = 0;
	if (lists_all(b->lib, a, &lists, NULL) < 0)
		return;
	for (size_t i = 0; i < lists.n && words->n < WORDS_MOST; i++)
		if (str_case_starts(str_of(lists.at[i].name), start))
			vec_push_in(a, words, lists.at[i].name);
}

/* The paper that is looked at. */
static void add_id(struct browser *b, const char *prefix, struct arena *a, struct strs *words)
{
	const struct row *row = list_row(&b->shelf->list);

	if (b->reader.num && b->reader.loaded)
		add_word(a, words, prefix, b->reader.paper.id);
	else if (row)
		add_word(a, words, prefix, row->id);
}

/* The values of a field: "dataset:CI" */
static void add_values(struct browser *b, struct str field, struct str typed, const char *prefix,
	struct arena *a, struct strs *words)
{
	if (str_eqz(field, "dataset") || str_eqz(field, "method"))
		add_tags(b, arena_str(a, field), typed, prefix, a, words);
	else if (str_eqz(field, "tag"))
		add_tags(b, NULL, typed, prefix, a, words);
	else if (!typed.n && (str_eqz(field, "related") || str_eqz(field, "id")))
		add_id(b, prefix, a, words);
	else if (str_eqz(field, "list"))
		add_lists(b, typed, prefix, a, words);
	else
		add_choices(arena_str(a, field), typed, prefix, a, words);
}

void complete_query(void *data, struct str text, size_t *from, struct arena *a, struct strs *words)
{
	struct str word = str_sub(text, *from, text.n);
	const char *field;
	ptrdiff_t colon;

	while (word.n && strchr("-(", word.p[0])) { /* stay in front of what is completed */
		word = str_sub(word, 1, word.n);
		++*from;
	}
	colon = str_chr(word, ':');
	if (colon >= 0) {
		struct str name = str_sub(word, 0, (size_t)colon);

		add_values(data, name, str_sub(word, (size_t)colon + 1, word.n),
			arena_printf(a, "%.*s:", STR_ARG(name)), a, words);
		return;
	}
	for (size_t i = 0; word.n && (field = query_field(i)); i++)
		if (str_case_starts(str_of(field), arena_str(a, word)))
			vec_push_in(a, words, arena_printf(a, "%s:", field));
}

static void add_commands(struct str typed, struct arena *a, struct strs *words)
{
	const char *start = arena_str(a, typed);

	for (size_t i = 0; verbs[i]; i++)
		if (!(verbs[i]->flags & VERB_SHELL_ONLY) &&
			str_starts(str_of(verbs[i]->name), start))
			add_word(a, words, "", verbs[i]->name);
	for (size_t i = 0; i < actions_n; i++)
		if (!verb_find(actions[i].name) && str_starts(str_of(actions[i].name), start))
			add_word(a, words, "", actions[i].name);
}

void complete_command(
	void *data, struct str text, size_t *from, struct arena *a, struct strs *words)
{
	struct str word = str_sub(text, *from, text.n), before = str_trim(str_sub(text, 0, *from));

	if (!before.n)
		add_commands(word, a, words);
	else if (word.n && word.p[0] == '@')
		add_lists(data, str_sub(word, 1, word.n), "@", a, words);
	else if (str_starts(before, "tag") && !(word.n && ch_alnum(word.p[0])))
		complete_tag(data, text, from, a, words);
	else if (str_eqz(before, "timeline"))
		add_tags(data, NULL, word, "", a, words);
	else if (str_starts(before, "lists ") || str_eqz(before, "trail"))
		add_lists(data, word, "", a, words);
	else
		complete_query(data, text, from, a, words);
}
