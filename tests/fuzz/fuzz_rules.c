/*
 * Rules and a text together: a .rules file up to the first empty line, the rest is the text they run on. What they
 * find are whole words of it, a rule that takes too long is told once and off, and the others go on.
 */
#undef NDEBUG
#include <assert.h>
#include <stdint.h>

#include "base/utf8.h"
#include "extract/lists.h"
#include "text/clean.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void count(void *data, const char *message)
{
	assert(*message);
	++*(size_t *)data;
}

static size_t rules_off(const struct lists *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->rules.all.n; i++)
		n += l->rules.all.at[i].off;
	return n;
}

static void check(const struct scan *s, const struct mention *m)
{
	struct str surface = str_sub(strbuf_str(&s->text), m->at, (size_t)m->at + m->len);

	assert(m->from < m->to && m->to <= s->tokens.n);
	assert(m->len && surface.n == m->len && utf8_valid(surface));
	assert(m->at == s->tokens.at[m->from].at && m->at + m->len == token_end(&s->tokens.at[m->to - 1]));
	assert(s->tokens.at[m->from].shape & SHAPE_WORD && s->tokens.at[m->to - 1].shape & SHAPE_END);
	assert(m->name && utf8_valid(str_of(m->name)) && m->rule);
}

static void run(struct lists *l, struct scan *s)
{
	s->mentions.n = 0;
	tokens_cut(&s->tokens, strbuf_str(&s->text));
	for (size_t i = 0; i < s->tokens.n; i++) {
		struct token *k = &s->tokens.at[i];
		const struct word *w = words_find(&l->words, k->hash);

		k->roles = w ? w->roles : 0;
		k->word = w ? w->number : WORD_NONE;
	}
	rules_run(l, s);
	for (size_t i = 0; i < s->mentions.n; i++)
		check(s, &s->mentions.at[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t warned = 0, at_reading, off;
	struct str raw = {(const char *)data, size};
	struct lists l = {.warn = count, .warn_data = &warned};
	struct arena a = ARENA_INIT;
	struct scan s = {.out = &a};
	ptrdiff_t end = str_find(raw, "\n\n");

	if (end < 0)
		return 0;
	strbuf_init(&s.text);
	clean_line(str_sub(raw, (size_t)end, raw.n), &s.text);
	lists_read(&l, "a.rules", str_sub(raw, 0, (size_t)end), true);
	lists_finish(&l);
	at_reading = warned;
	run(&l, &s);
	off = rules_off(&l);
	assert(warned - at_reading == off);
	run(&l, &s);
	assert(warned - at_reading >= off && warned - at_reading == rules_off(&l));
	scan_release(&s);
	lists_release(&l);
	arena_release(&a);
	return 0;
}
