#include "base/split.h"

#include "base/strbuf.h"

struct split {
	const char *p;
	struct strbuf word;
	bool in_word; /* "" is a word too */
};

static int quoted(struct split *s, char quote, struct err *err)
{
	s->in_word = true;
	for (s->p++; *s->p && *s->p != quote; s->p++) {
		if (quote == '"' && *s->p == '\\' && (s->p[1] == '"' || s->p[1] == '\\'))
			s->p++;
		strbuf_addch(&s->word, *s->p);
	}
	if (!*s->p)
		return err_set(err, ERR_USAGE, "a quote (%c) is not closed", quote);
	s->p++;
	return 0;
}

static void finish(struct split *s, struct arena *a, struct strs *words)
{
	if (!s->in_word)
		return;
	vec_push_in(a, words, arena_str(a, strbuf_str(&s->word)));
	strbuf_reset(&s->word);
	s->in_word = false;
}

int split_words(const char *line, struct arena *a, struct strs *words, struct err *err)
{
	struct split s = {line, STRBUF_INIT, false};
	int rc = 0;

	while (rc == 0 && *s.p) {
		if (*s.p == '\'' || *s.p == '"') {
			rc = quoted(&s, *s.p, err);
		} else if (ch_space(*s.p)) {
			finish(&s, a, words);
			s.p++;
		} else {
			if (*s.p == '\\' && s.p[1])
				s.p++;
			strbuf_addch(&s.word, *s.p++);
			s.in_word = true;
		}
	}
	if (rc == 0)
		finish(&s, a, words);
	strbuf_release(&s.word);
	return rc;
}
