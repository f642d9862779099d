#include "base/strbuf.h"
#include "exchange/field.h"

/* One string of names being taken apart. */
struct names {
	struct arena *a;
	struct strs *authors;
	size_t first;  /* of its names among the authors */
	bool more;     /* "et al." */
	bool suffixed; /* the last one has its "Jr." */
};

bool field_is_suffix(struct str s)
{
	static const char *const suffixes[] = {"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"};

	s = str_trim(s);
	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
		if (str_case_eq(s, str_of(suffixes[i])))
			return true;
	return false;
}

/* Takes "et al." off the end of a name, or "others" where that is all. */
static struct str without_et_al(struct names *n, struct str s)
{
	static const char *const ends[] = {"et al.", "et al", "et. al.", "et. al", "et.al.", "et. al.,"};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t length = strlen(ends[i]);
		bool apart = s.n == length || (s.n > length && ch_space(s.p[s.n - length - 1]));

		if (apart && str_case_eq(str_sub(s, s.n - length, s.n), str_of(ends[i]))) {
			n->more = true;
			return str_trim(str_sub(s, 0, s.n - length));
		}
	}
	if (str_case_eq(s, STR_LIT("others"))) {
		n->more = true;
		s.n = 0;
	}
	return s;
}

static void add_name(struct names *n, struct str s)
{
	const char **last = n->authors->n > n->first ? &n->authors->at[n->authors->n - 1] : NULL;

	s = without_et_al(n, str_trim(s));
	if (!field_is_name(s))
		return;
	if (last && field_is_suffix(s)) {
		if (!n->suffixed)
			*last = arena_printf(n->a, "%s %.*s", *last, STR_ARG(s));
		n->suffixed = true;
	} else {
		field_author(s, n->a, n->authors);
		n->suffixed = false;
	}
}

/* Words that stand between two names where there is no comma. */
static size_t joint(struct str s)
{
	static const char *const joints[] = {" and ", " & ", " \\& ", ": "};

	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
		if (str_starts(s, joints[i]))
			return strlen(joints[i]);
	return 0;
}

static void split_joints(struct names *n, struct str part)
{
	size_t from = 0, length;

	for (size_t i = 0; i < part.n; i++) {
		length = part.p[i] == ' ' || part.p[i] == ':' ? joint(str_sub(part, i, part.n)) : 0;
		if (!length)
			continue;
		add_name(n, str_sub(part, from, i));
		from = i + length;
		i = from - 2; /* the blank at its end may begin the next one */
	}
	add_name(n, str_sub(part, from, part.n));
}

/*
 * raw on one line, its white space a blank each, and without what stands in parentheses; one that is never closed runs
 * to the end. There is a blank at both ends.
 */
static void flatten(struct str raw, struct strbuf *out)
{
	int depth = 0;

	strbuf_grow(out, raw.n + 2);
	strbuf_addch(out, ' ');
	for (size_t i = 0; i < raw.n; i++) {
		char c = ch_space(raw.p[i]) ? ' ' : raw.p[i];

		depth += c == '(';
		if (!depth && !(c == ' ' && out->buf[out->len - 1] == ' '))
			strbuf_addch(out, c);
		if (raw.p[i] == ')' && depth)
			depth--;
	}
	strbuf_addch(out, ' ');
}

/* "J.", "A. B.", "J.-P.", "J": given names cut short. "MIT" and "III" are none. */
static bool is_initials(struct str s)
{
	size_t letters = 0, dots = 0;

	s = str_trim(s);
	for (size_t i = 0; i < s.n; i++) {
		if (!ch_upper(s.p[i]) && (unsigned char)s.p[i] < 0x80 && !strchr(".- ", s.p[i]))
			return false;
		letters += ch_upper(s.p[i]);
		dots += s.p[i] == '.';
	}
	return s.n && letters <= 4 && (dots || letters == 1) && !field_is_suffix(s);
}

/* "Smith, J., Doe, A. B." and nothing else. */
static bool in_pairs(struct str s)
{
	struct str piece;
	size_t n = 0;

	for (; str_split(&s, ',', &piece); n++)
		if (is_initials(piece) != (n % 2 == 1))
			return false;
	return n && n % 2 == 0;
}

static void add_pairs(struct names *n, struct str s)
{
	struct str family, given;

	while (str_split(&s, ',', &family) && str_split(&s, ',', &given)) {
		family = str_trim(family);
		if (str_starts(family, "and "))
			family = str_sub(family, strlen("and "), family.n);
		field_author_parts(given, family, STR_LIT(""), n->a, n->authors);
	}
}

/* "van den Berg, Ludwig", "Lee, A. B.": not "Ann Lee, Bo Ek" or "Ann Lee, Jr." */
static bool is_turned(struct str s)
{
	struct str family, word;
	size_t capitals = 0;

	if (!str_split(&s, ',', &family) || str_chr(s, ',') >= 0 || !field_is_name(s) || field_is_suffix(s))
		return false;
	while (str_split(&family, ' ', &word))
		capitals += word.n && !ch_lower(word.p[0]);
	return capitals == 1 || is_initials(s) || str_chr(str_trim(s), ' ') < 0;
}

/* Between two ";" stands one name, or all those of one place. */
static void add_parts(struct names *n, struct str s)
{
	struct str group, part;

	while (str_split(&s, ';', &group)) {
		if (is_turned(group))
			field_author_turned(without_et_al(n, str_trim(group)), n->a, n->authors);
		else
			while (str_split(&group, ',', &part))
				split_joints(n, part);
	}
}

bool field_authors(struct str raw, struct arena *a, struct strs *authors)
{
	struct names n = {a, authors, authors->n, false, false};
	struct strbuf sb = STRBUF_INIT;
	struct str rest, part;

	flatten(raw, &sb);
	rest = strbuf_str(&sb);
	if (in_pairs(rest))
		add_pairs(&n, rest);
	else if (str_chr(rest, ';') >= 0)
		add_parts(&n, rest);
	else
		while (str_split(&rest, ',', &part))
			split_joints(&n, part);
	strbuf_release(&sb);
	return n.more;
}
