#include "base/clock.h"

#include <stdio.h>
#include <time.h>

int64_t clock_now(void)
{
	return (int64_t)time(NULL);
}

int64_t clock_mono_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

const char *clock_iso(int64_t seconds, char *out)
{
	time_t t = (time_t)seconds;
	struct tm tm;

	if (!gmtime_r(&t, &tm) || !strftime(out, CLOCK_TEXT, "%Y-%m-%dT%H:%M:%SZ", &tm))
		out[0] = 0;
	return out;
}

const char *clock_local(int64_t seconds, int64_t now, char *out)
{
	time_t t = (time_t)seconds, today = (time_t)now;
	struct tm tm, is;
	bool same = localtime_r(&t, &tm) && localtime_r(&today, &is) && tm.tm_yday == is.tm_yday &&
		tm.tm_year == is.tm_year;

	if (!strftime(out, CLOCK_TEXT, same ? "%H:%M:%S" : "%Y-%m-%d %H:%M:%S", &tm))
		out[0] = 0;
	return out;
}

/* Both ways: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days_from_civil). */
int64_t date_days(int year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t yoe = y - era * 400;
	int64_t doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

void date_from_days(int64_t days, int *year, int *month, int *day)
{
	int64_t z = days + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;

	*day = (int)(doy - (153 * mp + 2) / 5 + 1);
	*month = (int)(mp < 10 ? mp + 3 : mp - 9);
	*year = (int)(yoe + era * 400 + (*month <= 2));
}

static bool number(struct str *s, size_t digits, int *n)
{
	*n = 0;
	if (s->n < digits)
		return false;
	for (size_t i = 0; i < digits; i++) {
		if (!ch_digit(s->p[i]))
			return false;
		*n = *n * 10 + (s->p[i] - '0');
	}
	*s = str_sub(*s, digits, s->n);
	return true;
}

static bool dashed(struct str *s, int *n)
{
	struct str rest = str_sub(*s, 1, s->n);

	if (!s->n || *s->p != '-' || !number(&rest, 2, n))
		return false;
	*s = rest;
	return true;
}

static int month_length(int year, int month)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return lengths[month - 1] + (month == 2 && leap);
}

bool date_parse(struct str s, int *year, int *month, int *day)
{
	*month = *day = 0;
	if (!number(&s, 4, year))
		return false;
	if (dashed(&s, month)) {
		if (*month < 1 || *month > 12)
			return false;
		if (dashed(&s, day) && (*day < 1 || *day > month_length(*year, *month)))
			return false;
	}
	return !s.n || (*day && (*s.p == 'T' || *s.p == ' '));
}

int date_month(struct str name)
{
	static const char *const months[] = {"january", "february", "march", "april", "may", "june",
		"july", "august", "september", "october", "november", "december"};

	for (int i = 0; name.n >= 3 && i < 12; i++)
		if (name.n <= strlen(months[i]) && str_case_eq(name, str_sub(str_of(months[i]), 0, name.n)))
			return i + 1;
	return 0;
}
