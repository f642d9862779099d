#include "pace.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"

enum {
	SECOND = 1000,
	MINUTE = 60 * SECOND,
	HOUR = 60 * MINUTE,
	DAY = 24 * HOUR,
	FIRST_HOLD = MINUTE,     /* a refusal that names no time: doubled each time … */
	LONGEST_HOLD = 10 * MINUTE, /* … up to this */
	FIRST_BUSY = 5 * SECOND, /* 503 without a time */
	ON_THE_WAY = 100,        /* the first request of a connection may come later than those that follow */
};

/* A group, the hosts in it (blank-separated; a leading "." stands for every host below), apart and at once. */
static const struct pace_row {
	const char *name, *hosts;
	int64_t apart;
	int at_once;
	bool strict; /* a 403 says: go away */
} rows[] = {
	{"arXiv", "export.arxiv.org oaipmh.arxiv.org rss.arxiv.org", 3 * SECOND + ON_THE_WAY, 1, true},
	{"arxiv.org", "arxiv.org www.arxiv.org", 15 * SECOND + ON_THE_WAY, 1, true},
	{"GitHub API", "api.github.com", 0, 1, false},
	{"GitHub", "github.com www.github.com raw.githubusercontent.com", 500, 2, false},
	{"GitLab", "gitlab.com .gitlab.com", SECOND, 1, false},
	{"Bitbucket", "bitbucket.org api.bitbucket.org", SECOND, 1, false},
	{"Hugging Face", "huggingface.co", SECOND, 1, false},
	{"Semantic Scholar", "api.semanticscholar.org", 1100, 1, false},
	{"OpenAlex", "api.openalex.org", 200, 1, false},
	{"ACL Anthology", "aclanthology.org", SECOND, 1, false},
	{"other", "", 2 * SECOND, 1, false},
};

enum { ROWS = sizeof rows / sizeof *rows };
_Static_assert(2 * sizeof rows / sizeof *rows <= PACE_MOST_GROUPS, "more groups than pace has room for");

/* Behind the services' groups come those of the reader's own endpoints for them, in the same order. */
static const struct pace_row own = {"", "", 0, 4, false};

static const struct pace_row *row_of(int group)
{
	return group < ROWS ? &rows[group] : &own;
}

int pace_own(int group)
{
	return group < ROWS ? group + ROWS : group;
}

bool pace_is_own(int group)
{
	return group >= ROWS;
}

static bool names(struct str pattern, struct str host)
{
	if (str_starts(pattern, "."))
		return host.n > pattern.n && str_case_eq(pattern, str_sub(host, host.n - pattern.n, host.n));
	return str_case_eq(pattern, host);
}

int pace_group(const char *host)
{
	struct str pattern, hosts;

	for (int i = 0; i < ROWS; i++) {
		hosts = str_of(rows[i].hosts);
		while (str_split(&hosts, ' ', &pattern))
			if (names(pattern, str_of(host)))
				return i;
	}
	return ROWS - 1;
}

const char *pace_name(int group)
{
	return rows[group % ROWS].name;
}

int64_t pace_wait(const struct pace *p, int group, int64_t now)
{
	const struct pace_state *s = &p->group[group];
	int64_t from = s->until;

	if (s->stopped && s->until > now)
		return -2;
	if (s->running >= row_of(group)->at_once)
		return -1;
	if (s->next > from)
		from = s->next;
	return from > now ? from - now : 0;
}

static const char spent[] = "its limit is used up";

static void hold(struct pace_state *s, int64_t until, const char *why, int status)
{
	if (until > s->until)
		s->until = until;
	if (status)
		snprintf(s->why, sizeof s->why, "%s (HTTP %d)", why, status);
	else
		snprintf(s->why, sizeof s->why, "%s", why);
}

void pace_begin(struct pace *p, int group, int64_t now)
{
	struct pace_state *s = &p->group[group];

	s->running++;
	s->next = now + row_of(group)->apart;
	if (s->window > now && s->left > 0 && !--s->left)
		hold(s, s->window, spent, 0); /* whatever becomes of this one */
}

void pace_cancel(struct pace *p, int group)
{
	p->group[group].running--;
}

static bool says(struct str body, const char *words)
{
	struct str head = str_sub(body, 0, 2048);

	for (size_t i = 0; i < head.n; i++)
		if (str_case_starts(str_sub(head, i, head.n), words))
			return true;
	return false;
}

/* GitHub's secondary limits come as 403 with words (REST rate limit documentation, "Exceeding the rate limit"). */
static bool limit_words(struct str body)
{
	return says(body, "rate limit") || says(body, "abuse detection") || says(body, "rate exceeded");
}

static bool refused(const struct pace_answer *a)
{
	switch (a->status) {
	case 200:
		return str_case_starts(a->body, "Rate exceeded"); /* arXiv, reported with 200 too */
	case 403:
		return a->remaining == 0 || a->retry_after > 0 || limit_words(a->body);
	case 429:
	case 503:
		return true;
	default:
		return false;
	}
}

int64_t pace_jitter(int64_t hold, int group, int attempt, int64_t now)
{
	const int64_t seed[] = {group, attempt, now};

	return hold + (int64_t)(hash_bytes(seed, sizeof seed) % (uint64_t)(hold / 4 + 1));
}

/* How long a refusal of the group holds: what the server says, else longer each time. */
static int64_t hold_time(const struct pace_answer *a, int group, int strikes, int64_t now)
{
	int64_t hold = a->status == 503 ? FIRST_BUSY : FIRST_HOLD;

	if (a->retry_after > 0)
		return a->retry_after < HOUR / SECOND ? a->retry_after * SECOND : HOUR;
	if (a->remaining == 0 && a->reset * SECOND > now)
		return a->reset * SECOND - now > HOUR + MINUTE ? HOUR : a->reset * SECOND - now + SECOND;
	for (int i = 1; i < strikes && hold < LONGEST_HOLD; i++)
		hold = hold * 2 < LONGEST_HOLD ? hold * 2 : LONGEST_HOLD;
	return pace_jitter(hold, group, strikes, now);
}

static void note_window(struct pace_state *s, const struct pace_answer *answer)
{
	if (answer->remaining < 0 || answer->reset <= 0)
		return;
	if (answer->remaining > 0 && s->until == s->window && s->window < answer->reset * SECOND + SECOND)
		s->until = 0; /* another window; of the same one it would be an answer from before */
	s->window = answer->reset * SECOND + SECOND;
	s->left = answer->remaining > s->running ? answer->remaining - s->running : 0;
}

enum pace_verdict pace_end(struct pace *p, int group, int64_t now, const struct pace_answer *answer)
{
	struct pace_state *s = &p->group[group];

	s->running--;
	note_window(s, answer);
	if (refused(answer)) {
		s->strikes++;
		hold(s, now + hold_time(answer, group, s->strikes, now), "asked to wait", answer->status);
		return PACE_HELD;
	}
	if (answer->status == 403 && rows[group % ROWS].strict) { /* an endpoint's word is as good */
		s->stopped = true;
		s->until = now + DAY;
		snprintf(s->why, sizeof s->why, "access denied (HTTP 403)");
		return PACE_STOPPED;
	}
	if (s->until <= now) { /* else another request that ran beside it was refused */
		s->strikes = 0;
		s->until = 0;
		s->stopped = false;
		s->why[0] = 0;
	}
	if (answer->remaining == 0 && answer->reset * SECOND > now)
		hold(s, now + hold_time(answer, group, 1, now), spent, 0);
	return PACE_FINE;
}

#define OWN "own " /* in front of the name of such a group */

void pace_write(const struct pace *p, int64_t now, struct strbuf *out)
{
	for (int i = 0; i < 2 * ROWS; i++) {
		const struct pace_state *s = &p->group[i];

		if (s->next > now || s->until > now || s->stopped || s->window > now)
			strbuf_addf(out, "%s%s\t%" PRId64 "\t%" PRId64 "\t%d\t%d\t%" PRId64 "\t%" PRId64 "\t%s\n",
				pace_is_own(i) ? OWN : "", pace_name(i), s->next, s->until, s->strikes, s->stopped,
				s->window, s->left, s->why);
	}
}

static int group_named(struct str name)
{
	int first = str_starts(name, OWN) ? ROWS : 0;

	name = str_sub(name, first ? strlen(OWN) : 0, name.n);
	for (int i = 0; i < ROWS; i++)
		if (str_eqz(name, rows[i].name))
			return first + i;
	return -1;
}

/* Digits of a column, or 0; nothing further away than a day is believed (a clock that was wrong). */
static int64_t number(struct str *line, int64_t most)
{
	struct str text;
	int64_t n = 0;

	if (!str_split(line, '\t', &text))
		return 0;
	for (size_t i = 0; i < text.n && ch_digit(text.p[i]) && n <= INT64_MAX / 10 - 10; i++)
		n = n * 10 + (text.p[i] - '0');
	return n < most ? n : most;
}

void pace_read(struct pace *p, int64_t now, struct str text)
{
	struct str line, name;

	while (str_line(&text, &line)) {
		struct pace_state *s;
		int group;

		if (!str_split(&line, '\t', &name) || (group = group_named(name)) < 0)
			continue;
		s = &p->group[group];
		s->next = number(&line, now + MINUTE);
		s->until = number(&line, now + DAY);
		s->strikes = (int)number(&line, 20);
		s->stopped = number(&line, 1) == 1 && s->until > now;
		s->window = number(&line, now + DAY);
		s->left = number(&line, INT32_MAX);
		snprintf(s->why, sizeof s->why, "%.*s", (int)line.n, line.p ? line.p : "");
	}
}
