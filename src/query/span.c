#include "query/tree.h"

#include "base/clock.h"

/* The days of a date that may be known in part: "2022-10" is the whole month. */
static bool date_span(struct str text, struct span *span)
{
	int year, month, day;

	if (!date_parse(text, &year, &month, &day) || text.n > strlen("2022-10-11"))
		return false;
	span->from = date_days(year, month ? month : 1, day ? day : 1);
	if (day)
		span->to = span->from + 1;
	else if (month)
		span->to = month < 12 ? date_days(year, month + 1, 1) : date_days(year + 1, 1, 1);
	else
		span->to = date_days(year + 1, 1, 1);
	return true;
}

/* "7d": the last seven days, today among them. */
static bool age_span(struct str text, int64_t today, struct span *span)
{
	static const struct {
		char letter;
		int days;
	} units[] = {{'d', 1}, {'w', 7}, {'m', 30}, {'y', 365}};
	int64_t n = 0;

	if (text.n < 2 || text.n > 6)
		return false;
	for (size_t i = 0; i + 1 < text.n; i++) {
		if (!ch_digit(text.p[i]))
			return false;
		n = n * 10 + (text.p[i] - '0');
	}
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (ch_tolower(text.p[text.n - 1]) == units[i].letter) {
			*span = (struct span){today - n * units[i].days, SPAN_OPEN};
			return true;
		}
	return false;
}

static bool compared(struct str text, struct span *span)
{
	bool less = *text.p == '<', equal = text.n > 1 && text.p[1] == '=';
	struct span date;

	if (!date_span(str_sub(text, equal ? 2 : 1, text.n), &date))
		return false;
	if (less)
		*span = (struct span){-SPAN_OPEN, equal ? date.to : date.from};
	else
		*span = (struct span){equal ? date.from : date.to, SPAN_OPEN};
	return true;
}

static bool between(struct str from, struct str to, struct span *span)
{
	struct span first = {-SPAN_OPEN, -SPAN_OPEN}, last = {SPAN_OPEN, SPAN_OPEN};

	if ((!from.n && !to.n) || (from.n && !date_span(from, &first)) || (to.n && !date_span(to, &last)))
		return false;
	*span = (struct span){first.from, last.to};
	return span->from < span->to;
}

bool span_read(struct str text, int64_t today, struct span *span)
{
	ptrdiff_t dots = str_find(text, "..");

	if (!text.n)
		return false;
	if (*text.p == '<' || *text.p == '>')
		return compared(text, span);
	if (dots >= 0)
		return between(str_sub(text, 0, (size_t)dots), str_sub(text, (size_t)dots + 2, text.n), span);
	return date_span(text, span) || age_span(text, today, span);
}
