#include "exchange/person.h"

static bool one_of(struct str s, const char *const *list)
{
	for (; *list; list++)
		if (str_eqz(s, *list))
			return true;
	return false;
}

static bool is_group(struct str name)
{
	static const char *const ends[] = {
		"Collaboration", "Team", "Consortium", "Group", "Initiative", NULL};

	for (const char *const *e = ends; *e; e++)
		if (str_ends(name, *e))
			return true;
	return str_find(name, " and ") >= 0 || str_chr(name, ',') >= 0;
}

/* Where the last word of s begins. */
static size_t last_word(struct str s)
{
	size_t n = s.n;

	while (n && s.p[n - 1] != ' ')
		n--;
	return n;
}

struct person person_read(const char *name)
{
	static const char *const suffixes[] = {"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", NULL};
	struct person p = {{"", 0}, str_of(name), {"", 0}};
	size_t at;

	if (is_group(p.family))
		return p;
	at = last_word(p.family);
	if (at && one_of(str_sub(p.family, at, p.family.n), suffixes)) {
		p.suffix = str_sub(p.family, at, p.family.n);
		p.family = str_trim(str_sub(p.family, 0, at));
		at = last_word(p.family);
	}
	while (at) {
		struct str before = str_trim(str_sub(p.family, 0, at));
		size_t from = last_word(before);

		if (!from || !ch_lower(before.p[from]))
			break; /* particles are written small */
		at = from;
	}
	p.given = str_trim(str_sub(p.family, 0, at));
	p.family = str_sub(p.family, at, p.family.n);
	return p;
}
