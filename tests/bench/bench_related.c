/*
 * bench_related LIBRARY [QUERIES]: how long the first twenty related papers with their reasons take, beside an FTS5 OR
 * query of the twenty heaviest words of the same paper, one after the other in one run: medians, 99th percentiles and
 * their ratios; then what the order "for you" takes for a hundred liked papers, a paper at a time.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/strbuf.h"
#include "library/neighbours.h"
#include "library/subject.h"

enum { QUERIES = 400, SHOWN = 20, WORDS = 20, LIKES = 100 };

struct times {
	double at[QUERIES];
	size_t n;
};

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void must(int rc, const struct err *err)
{
	if (rc < 0) {
		fprintf(stderr, "bench_related: %s\n", err->msg);
		exit(1);
	}
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double at(struct times *t, double share)
{
	qsort(t->at, t->n, sizeof *t->at, by_size);
	return t->at[(size_t)((double)(t->n - 1) * share)];
}

static int heaviest_first(const void *a, const void *b)
{
	const struct profile_term *x = a, *y = b;

	return (x->weight < y->weight) - (x->weight > y->weight);
}

/* The words of a paper that weigh most, as an FTS5 expression. */
static void write_query(struct library *lib, int64_t num, struct strbuf *out)
{
	struct arena a = ARENA_INIT;
	struct subject s;
	struct err err = {""};
	size_t n;

	must(subject_read(lib, num, &a, &s, &err), &err);
	n = s.profile.terms.n;
	if (n)
		qsort(s.profile.terms.at, n, sizeof *s.profile.terms.at, heaviest_first);
	for (size_t i = 0; i < n && i < WORDS; i++)
		strbuf_addf(out, "%s\"%.*s\"", i ? " OR " : "", STR_ARG(s.profile.terms.at[i].word));
	subject_release(&s);
	arena_release(&a);
}

static double bare(struct library *lib, const char *query)
{
	struct err err = {""};
	struct stmt *q;
	double from = now_ms();

	must(sql_query(library_db(lib), &q, &err,
		     "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank LIMIT ?", "zi", query,
		     (int64_t)SHOWN),
		&err);
	while (sql_step(q, &err) > 0)
		;
	sql_done(q);
	return now_ms() - from;
}

static double related(struct library *lib, int64_t num)
{
	struct arena a = ARENA_INIT;
	struct neighbours found;
	struct err err = {""};
	double from = now_ms(), took;

	must(neighbours_find(lib, num, SHOWN, &a, &found, &err), &err);
	for (size_t i = 0; i < found.n; i++)
		reasons_line(&found.at[i].why, 0, &a);
	took = now_ms() - from;
	arena_release(&a);
	return took;
}

static double ranked(struct library *lib, int64_t num)
{
	struct arena a = ARENA_INIT;
	struct near_papers found;
	struct err err = {""};
	double from = now_ms(), took;

	must(neighbours_rank(lib, num, LIKES, &a, &found, &err), &err);
	took = now_ms() - from;
	arena_release(&a);
	return took;
}

/* Papers that lie evenly over the library. */
static size_t choose(struct library *lib, size_t n, int64_t *nums)
{
	int64_t step = library_count(lib) / (int64_t)n, at = 0;
	struct err err = {""};
	struct stmt *q;
	size_t chosen = 0;

	must(sql_query(library_db(lib), &q, &err, "SELECT num FROM papers ORDER BY num", ""), &err);
	while (chosen < n && sql_step(q, &err) > 0)
		if (at++ % (step ? step : 1) == 0)
			nums[chosen++] = sql_int(q, 0);
	sql_done(q);
	return chosen;
}

/* ---- what it costs ---- */

enum { WRITTEN = 10000 };

/* Milliseconds a paper to write what related work is found by, for the newest papers once more; not kept. */
static double writing(struct library *lib)
{
	static struct stems_change changes[WRITTEN];
	struct arena a = ARENA_INIT;
	struct err err = {""};
	struct stmt *q;
	size_t n = 0;
	double from;

	must(sql_query(library_db(lib), &q, &err,
		     "SELECT p.title, t.abstract FROM papers p JOIN texts t ON t.paper = p.num "
		     "ORDER BY p.num DESC LIMIT ?",
		     "i", (int64_t)WRITTEN),
		&err);
	for (; sql_step(q, &err) > 0; n++)
		changes[n] = (struct stems_change){(int64_t)(n + 1), arena_strdup(&a, sql_text(q, 0)),
			arena_strdup(&a, sql_text(q, 1)), true};
	sql_done(q);
	must(sql_begin(library_db(lib), &err), &err);
	from = now_ms();
	must(stems_write(lib, changes, n, &err), &err);
	from = now_ms() - from;
	sql_rollback(library_db(lib));
	arena_release(&a);
	return n ? from / (double)n : 0;
}

/* Percent of the file's pages. */
static double share_of_file(struct library *lib)
{
	struct err err = {""};
	int64_t own, all;

	must(sql_get_int(library_db(lib), &own, 0, &err,
		     "SELECT sum(pgsize) FROM dbstat WHERE name IN ('stems', 'paper_stems', 'stem_papers')", ""),
		&err);
	must(sql_get_int(library_db(lib), &all, 1, &err, "SELECT sum(pgsize) FROM dbstat", ""), &err);
	return 100 * (double)own / (double)(all - own);
}

int main(int argc, char **argv)
{
	static struct times bare_times, related_times, ranked_times;
	static int64_t nums[QUERIES];
	size_t n = argc > 2 ? strtoul(argv[2], NULL, 10) : QUERIES;
	struct err err = {""};
	struct library *lib;

	if (argc < 2 || !n || n > QUERIES) {
		fputs("usage: bench_related LIBRARY [QUERIES]\n", stderr);
		return 2;
	}
	must(library_open(&lib, argv[1], &err), &err);
	n = choose(lib, n, nums);
	for (size_t i = 0; i < n; i++) {
		struct strbuf query = STRBUF_INIT;

		write_query(lib, nums[i], &query);
		if (query.len) {
			related_times.at[related_times.n++] = related(lib, nums[i]);
			bare_times.at[bare_times.n++] = bare(lib, query.buf);
			ranked_times.at[ranked_times.n++] = ranked(lib, nums[i]);
		}
		strbuf_release(&query);
	}
	printf("%8lld papers: first twenty  median %6.2f ms (FTS5 OR %6.2f, ratio %.2f)   p99 %6.2f ms (FTS5 OR %6.2f, "
	       "ratio %.2f)   a liked paper %6.2f ms\n", (long long)library_count(lib), at(&related_times, 0.5),
		at(&bare_times, 0.5), at(&related_times, 0.5) / at(&bare_times, 0.5), at(&related_times, 0.99),
		at(&bare_times, 0.99), at(&related_times, 0.99) / at(&bare_times, 0.99), at(&ranked_times, 0.5));
	printf("%8lld papers: the index adds %.1f %% to the file; written at %.3f ms a paper\n",
		(long long)library_count(lib), share_of_file(lib), writing(lib));
	library_close(lib);
	return 0;
}
