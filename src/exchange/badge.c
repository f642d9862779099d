#include "exchange/badge.h"

#include "base/clock.h"

enum { CATEGORY_LONGEST = 24, BADGE_LONGEST = 64 };

bool badge_category(struct str s)
{
	if (!s.n || s.n > CATEGORY_LONGEST || !ch_alpha(s.p[0]))
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!ch_alpha(s.p[i]) && s.p[i] != '-' && s.p[i] != '.')
			return false;
	return true;
}

static size_t take_digits(struct str *s, int *number)
{
	size_t n = 0;

	for (*number = 0; n < s->n && n < 4 && ch_digit(s->p[n]); n++)
		*number = *number * 10 + (s->p[n] - '0');
	*s = str_sub(*s, n, s->n);
	return n;
}

static void take_blanks(struct str *s)
{
	while (s->n && ch_space(*s->p))
		*s = str_sub(*s, 1, s->n);
}

/* "Oct 11, 2022" and perhaps "Code": whether s has that form; the numbers are not looked at. */
static bool date_form(struct str s, struct badge *b)
{
	size_t n = 0;

	while (n < s.n && ch_alpha(s.p[n]))
		n++;
	b->month = date_month(str_sub(s, 0, n));
	if (!b->month)
		return false;
	s = str_sub(s, n, s.n);
	take_blanks(&s);
	n = take_digits(&s, &b->day);
	if (n < 1 || n > 2)
		return false;
	if (str_starts(s, ","))
		s = str_sub(s, 1, s.n);
	take_blanks(&s);
	if (take_digits(&s, &b->year) != 4)
		return false;
	s = str_trim(s);
	b->code = str_case_eq(s, STR_LIT("Code"));
	return b->code || !s.n;
}

static bool date_real(const struct badge *b)
{
	int year, month, day;

	if (b->day < 1 || b->day > 31 || b->year < 1900)
		return false;
	date_from_days(date_days(b->year, b->month, b->day), &year, &month, &day);
	return month == b->month; /* February 30 is a day of March */
}

enum badge_kind badge_read(struct str line, struct badge *b)
{
	line = str_trim(line);
	if (line.n > BADGE_LONGEST)
		return BADGE_NONE;
	for (size_t i = 0; i < line.n && i <= CATEGORY_LONGEST + 1; i++) {
		struct str category = str_trim(str_sub(line, 0, i));

		if (!date_form(str_sub(line, i, line.n), b)
			|| (category.n && !badge_category(category)))
			continue;
		b->category = category;
		return date_real(b) ? BADGE_GOOD : BADGE_WRONG;
	}
	return BADGE_NONE;
}
