#include "extract/title_names.h"

#include "extract/chunk.h"
#include "extract/define.h"
#include "extract/introduce.h"

/* First token of the abstract. */
static size_t title_end(const struct scan *s)
{
	size_t i = 0;

	while (i < s->tokens.n && s->tokens.at[i].at < s->title_len)
		i++;
	return i;
}

/* Only blanks and hyphens between the words, no stop words, two words at least. */
static bool plain_run(const struct scan *s, size_t from, size_t to)
{
	size_t words = 1;

	for (size_t i = from; i < to; i++) {
		if (scan_role(s, i, WORD_STOP) || (scan_is(s, i, "based") && s->tokens.at[i].gap == GAP_BLANK))
			return false; /* "transformer based approach" */
		if (i > from && (s->tokens.at[i].gap & ~(GAP_BLANK | GAP_HYPHEN)))
			return false;
		words += i > from && (s->tokens.at[i].gap & GAP_BLANK);
	}
	return words > 1 && words < 6;
}

/* May a phrase of the title end before token i? Not "Harnessing Out-of-Distribution" before "Examples". */
static bool phrase_ends(const struct scan *s, size_t i, size_t end)
{
	if (i == end || token_set_apart(&s->tokens.at[i]))
		return true;
	return !chunk_joined(s, i) && (s->tokens.at[i].roles & (ROLE(WORD_STOP) | ROLE(WORD_DATA)));
}

/* Do the first letters of consecutive words before token `end` spell the acronym? */
static bool spelled(const struct scan *s, size_t end, struct str letters, size_t *from, size_t *to)
{
	const struct tokens *t = &s->tokens;

	for (size_t i = 0; i + 1 < end; i++) {
		size_t n = 0, k = i;

		if ((t->at[i].gap & GAP_HYPHEN) || t->fold[t->at[i].fold] != ch_tolower(letters.p[0]))
			continue; /* a part of a word */

		for (; k < end && n < letters.n &&
			!(k > i && (t->at[k].gap & ~(GAP_BLANK | GAP_HYPHEN)));
			k++) {
			if (t->plain[t->at[k].fold] == letters.p[n] ||
				t->fold[t->at[k].fold] == ch_tolower(letters.p[n]))
				n++;
			else if (!(t->at[k].gap & GAP_HYPHEN) && (t->at[k].shape & SHAPE_WORD))
				break;
		}
		if (n == letters.n && k > i + 1 && phrase_ends(s, k, end)) {
			*from = i;
			*to = k;
			return true;
		}
	}
	return false;
}

/* Is it the name that starts at token i of the abstract, with capitals at both ends? */
static bool stands_at(const struct scan *s, size_t i, size_t most, struct str fold)
{
	const struct token *t = s->tokens.at;

	if (t[i].at < s->title_len || !(t[i].shape & SHAPE_UPPER))
		return false;
	for (size_t to = i + 1; to <= s->tokens.n && to <= i + most; to++)
		if (str_eq(tokens_fold(&s->tokens, i, to), fold))
			return to == i + 1 || !(t[to - 1].shape & SHAPE_WORD) ||
			       (t[to - 1].shape & (SHAPE_UPPER | SHAPE_DIGIT));
	return false;
}

static bool comes_again(const struct scan *s, struct chunk c)
{
	struct str fold = tokens_fold(&s->tokens, c.from, c.to);

	for (size_t i = c.to; i < s->tokens.n; i++)
		if (stands_at(s, i, c.to - c.from + 1, fold))
			return true;
	return false;
}

/* A name before the colon of a title, and no topic ("3D Scene Generation: …", "Benchmarking LLMs: …"). */
static bool names_itself(const struct scan *s, struct chunk c)
{
	struct str first = tokens_fold(&s->tokens, c.from, c.from + 1);

	if (memchr(s->text.buf, '@', s->tokens.at[c.to - 1].at))
		return false; /* "TEAM@Workshop: …" */
	if (chunk_one_word(s, c))
		return chunk_strong(s, c) || scan_is(s, c.to, "a") || scan_is(s, c.to, "an") || comes_again(s, c);
	if ((s->tokens.at[c.to - 1].roles & (ROLE(WORD_TASK) | ROLE(WORD_HEAD))) ||
		(s->tokens.at[c.from].shape & SHAPE_DIGIT) || str_ends(first, "ing"))
		return false;
	return chunk_strong(s, c) || comes_again(s, c);
}

/* What the words after the colon name first: "A Dataset for …", but not "Mitigating Dataset Biases". */
static enum verdict verdict_title(const struct scan *s, size_t from, size_t end)
{
	size_t to = from + (scan_is(s, from, "a") || scan_is(s, from, "an") || scan_is(s, from, "the"));
	enum verdict v;

	if (to >= end || str_ends(tokens_fold(&s->tokens, to, to + 1), "ing"))
		return IS_UNKNOWN;
	from = to;
	while (to < end && !token_set_apart(&s->tokens.at[to + (to == from)]) && !scan_role(s, to, WORD_STOP))
		to++;
	v = to > from ? verdict_phrase(s, from, to) : IS_UNKNOWN;
	return v == IS_TASK ? IS_UNKNOWN : v;
}

static enum verdict verdict_proposed(const struct scan *s, size_t from, size_t to)
{
	return introduce_follows(s, from) && introduce_explained(s, to) ? verdict_around(s, from, to) : IS_UNKNOWN;
}

/* What is said of a name in the abstract where it is proposed or explained; else right after it. */
static enum verdict verdict_again(const struct scan *s, size_t from, size_t to)
{
	if (introduce_follows(s, from) || introduce_explained(s, to) || scan_is(s, to, "is"))
		return verdict_around(s, from, to);
	if (to >= s->tokens.n || s->tokens.at[to].gap != GAP_BLANK)
		return IS_UNKNOWN;
	return scan_role(s, to, WORD_DATA) ? IS_DATA : scan_role(s, to, WORD_METHOD) ? IS_METHOD : IS_UNKNOWN;
}

/* What the title that ends at token end says, and "we introduce X, a data set"; else what stands right after it. */
static enum verdict verdict_text(const struct scan *s, struct chunk c, size_t end)
{
	enum verdict title = verdict_title(s, c.to, end), again = IS_UNKNOWN;
	struct str fold = tokens_fold(&s->tokens, c.from, c.to);
	const struct token *t = s->tokens.at;
	size_t n = c.to - c.from;

	for (size_t i = end; title != IS_DATA && i + n <= s->tokens.n; i++) {
		if (t[i].hash != t[c.from].hash || !str_eq(tokens_fold(&s->tokens, i, i + n), fold) ||
			!(t[i + n - 1].shape & SHAPE_END))
			continue;
		if (verdict_proposed(s, i, i + n) == IS_DATA)
			return IS_DATA;
		if (again == IS_UNKNOWN)
			again = verdict_again(s, i, i + n);
	}
	if (title == IS_UNKNOWN && again == IS_UNKNOWN && scan_is(s, c.to, "benchmarking"))
		return IS_DATA;
	return title == IS_UNKNOWN ? again : title;
}

void title_names(const struct lists *l, struct scan *s)
{
	size_t end = title_end(s);
	const struct tokens *t = &s->tokens;
	size_t colon = 1;

	while (colon < end && colon < 8 && s->text.buf[token_end(&t->at[colon - 1])] != ':')
		colon++;
	if (colon < end && colon < 8) {
		struct chunk c;

		if (chunk_right(s, 0, &c) && c.to == colon && names_itself(s, c))
			introduce(l, s, c.from, c.to, verdict_text(s, c, end));
	}
	for (size_t i = end; i > 1 && end - i < 10; i--)
		if (scan_is(s, i - 1, "via")) {
			if (i < end && !define_listed(l, s, i, end) &&
				verdict_phrase(s, i, end) == IS_METHOD && plain_run(s, i, end))
				introduce(l, s, i, end, IS_METHOD);
			return;
		}
}

void title_spells(const struct lists *l, struct scan *s)
{
	size_t end = title_end(s);

	for (size_t i = 0; i < s->locals.n; i++) {
		const struct local *x = &s->locals.at[i];
		size_t from, to;

		if (x->introduced && x->plain.n > 2 && x->plain.n < 12 &&
			spelled(s, end, x->plain, &from, &to) && !scan_find_local(s, from, to)) {
			struct local *a = scan_local(s, from, to);
			const char *name;

			if (!a)
				return;
			x = &s->locals.at[i];
			a->kind = x->kind;
			a->rank = RANK_DEFINED;
			a->rule = x->rule;
			a->introduced = true;
			a->any_case = true;
			name = introduce_name(l, s, (struct chunk){x->from, x->to});
			a->name = x->name ? x->name : name ? name : arena_str(s->out, scan_surface(s, from, to));
			s->locals.at[i].name = a->name;
		}
	}
}
