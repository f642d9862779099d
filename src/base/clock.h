/*
 * clock - times and dates. Moments are UTC and written as ISO 8601; dates may be known in part.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum { CLOCK_TEXT = 24, DATE_TEXT = 16 };

int64_t clock_now(void);  /* seconds since 1970 */
int64_t clock_mono_ms(void); /* milliseconds of a clock that never goes back */

/* "2026-11-23T10:00:00Z" into out, which has CLOCK_TEXT bytes. */
const char *clock_iso(int64_t seconds, char *out);

/* "19:42:10" by the reader's clock, with the day in front where that is not today's; into out as above. */
const char *clock_local(int64_t seconds, int64_t now, char *out);

/* Days since 1970-01-01 of a date in the proleptic Gregorian calendar, and back. */
int64_t date_days(int year, int month, int day);
void date_from_days(int64_t days, int *year, int *month, int *day);

/*
 * Reads "2022", "2022-10" or "2022-10-11" (a time after it is passed over); false where it is none.
 * month and day are 0 where they are missing.
 */
bool date_parse(struct str text, int *year, int *month, int *day);

/* Month number of an English month name of at least three letters ("Oct", "October"), or 0. */
int date_month(struct str name);

#endif
