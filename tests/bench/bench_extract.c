/*
 * bench_extract PAPERS NAMES TEXTS OWN: what finding tags costs, by processor time, beside the least that the same
 * names can cost.
 *
 * PAPERS are JSON lines, NAMES one name a line. The readable texts go to the file TEXTS, a paper a line, so that
 * grep -F -f can be timed on the same. OWN is a folder of lists that make the shipped ones many times as long.
 * Everything is measured in turn, ROUNDS times, and the fastest round counts.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/ingest.h"
#include "base/file.h"
#include "base/mem.h"
#include "exchange/jsonl.h"
#include "extract/extract.h"

enum { ROUNDS = 7, JOINED = 4, FILE_MOST = 1 << 30, LONG_TEXT = 1 << 20 };

#define FACTOR 0x9e3779b97f4a7c15u

enum work { OPEN, OPEN_LONG, PLAIN, TAGS, TAGS_LONG, TEXTS, ENDLESS, WORKS };

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void must(int rc, const struct err *err)
{
	if (rc < 0) {
		fprintf(stderr, "bench_extract: %s\n", err->msg);
		exit(1);
	}
}

/* ---- the least: words in small letters, a hash of each, and a look-up of every few joined ---- */

struct plain {
	uint64_t *slots; /* hashes; 0: free */
	size_t cap;
};

static size_t plain_slot(const struct plain *p, uint64_t hash)
{
	size_t i = (hash ^ hash >> 32) & (p->cap - 1);

	while (p->slots[i] && p->slots[i] != hash)
		i = (i + 1) & (p->cap - 1);
	return i;
}

/* Takes a word off *rest; its hash follows that of the words before it. */
static bool plain_word(struct str *rest, uint64_t *hash, uint64_t *power)
{
	const char *p = rest->p, *end = p + rest->n;

	*hash = 0;
	*power = 1;
	while (p < end && !ch_alnum(*p))
		p++;
	for (; p < end && ch_alnum(*p); p++) {
		*hash = *hash * FACTOR + (unsigned char)ch_tolower(*p);
		*power *= FACTOR;
	}
	*rest = (struct str){p, (size_t)(end - p)};
	return *hash != 0;
}

static void plain_read(struct plain *p, struct str names)
{
	struct str name;

	p->cap = 1 << 17;
	p->slots = mem_zalloc(p->cap * sizeof *p->slots);
	while (str_line(&names, &name)) {
		uint64_t all = 0, hash, power;

		while (plain_word(&name, &hash, &power))
			all = all * power + hash;
		p->slots[plain_slot(p, all)] = all;
	}
}

static size_t plain_run(const struct plain *p, struct str text)
{
	uint64_t runs[JOINED] = {0}, hash, power; /* of the last one, two, … words */
	size_t found = 0;

	while (plain_word(&text, &hash, &power)) {
		for (size_t i = JOINED; i-- > 1;)
			runs[i] = runs[i - 1] * power + hash;
		runs[0] = hash;
		for (size_t i = 0; i < JOINED; i++)
			found += p->slots[plain_slot(p, runs[i])] != 0;
	}
	return found;
}

/* ---- what is measured ---- */

struct bench {
	struct batch papers;
	struct plain plain;
	struct extractor *x, *x_long;
	const char *own;
	size_t bytes, tags;
	double best[WORKS];
};

static void read_papers(struct bench *b, const char *path)
{
	struct strbuf file = STRBUF_INIT;
	struct jsonl *reader;
	struct err err;
	struct str rest, line;

	must(file_read(path, FILE_MOST, &file, &err), &err);
	must(jsonl_open(&reader, &err), &err);
	rest = strbuf_str(&file);
	while (str_line(&rest, &line)) {
		struct jsonl_record r;

		if (!jsonl_line(reader, line, &b->papers, &r))
			ingest_texts(r.paper, NULL, &b->papers.arena);
	}
	jsonl_close(reader);
	strbuf_release(&file);
}

static void write_texts(struct bench *b, const char *path)
{
	FILE *f = fopen(path, "w");

	for (size_t i = 0; f && i < b->papers.n; i++) {
		const struct paper *p = &b->papers.at[i];

		b->bytes += (size_t)fprintf(f, "%s\t%s\n", p->title, p->abstract ? p->abstract : "");
	}
	if (!f || fclose(f)) {
		perror(path);
		exit(1);
	}
}

static void read_names(struct bench *b, const char *path)
{
	struct strbuf file = STRBUF_INIT;
	struct err err;

	must(file_read(path, FILE_MOST, &file, &err), &err);
	plain_read(&b->plain, strbuf_str(&file));
	strbuf_release(&file);
}

static void work_plain(struct bench *b)
{
	for (size_t i = 0; i < b->papers.n; i++) {
		b->tags += plain_run(&b->plain, str_of(b->papers.at[i].title));
		b->tags += plain_run(&b->plain, str_of(b->papers.at[i].abstract));
	}
}

static void run_tags(struct bench *b, struct extractor *x)
{
	struct arena a = ARENA_INIT;

	for (size_t i = 0; i < b->papers.n; i++) {
		struct tag_vec tags = {0};

		extractor_run(x, b->papers.at[i].title, b->papers.at[i].abstract, &a, &tags);
		b->tags += tags.n;
		arena_reset(&a);
	}
	arena_release(&a);
}

static void work_tags(struct bench *b)
{
	run_tags(b, b->x);
}

static void work_tags_long(struct bench *b)
{
	run_tags(b, b->x_long);
}

static void work_texts(struct bench *b)
{
	struct arena a = ARENA_INIT;

	for (size_t i = 0; i < b->papers.n; i++) {
		const struct paper *from = &b->papers.at[i];
		struct paper p = {.title_tex = from->title_tex, .abstract_tex = from->abstract_tex};

		ingest_texts(&p, b->x, &a);
		b->tags += p.tags.n;
		arena_reset(&a);
	}
	arena_release(&a);
}

static void open_with(struct extractor **x, const char *own)
{
	struct err err;

	extractor_close(*x);
	must(extractor_open(x, own, NULL, NULL, &err), &err);
}

static void work_open(struct bench *b)
{
	open_with(&b->x, NULL);
}

static void work_open_long(struct bench *b)
{
	open_with(&b->x_long, b->own);
}

/* Words and names without end, as no abstract is. */
static void work_endless(struct bench *b)
{
	struct strbuf text = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct tag_vec tags = {0};

	for (size_t i = 0; text.len < LONG_TEXT; i = (i + 1) % b->papers.n)
		strbuf_addz(&text, b->papers.at[i].abstract ? b->papers.at[i].abstract : "");
	extractor_run(b->x, "A text of a megabyte", text.buf, &a, &tags);
	b->tags += tags.n;
	arena_release(&a);
	strbuf_release(&text);
}

static void (*const works[WORKS])(struct bench *b) = {
	[OPEN] = work_open,
	[OPEN_LONG] = work_open_long,
	[PLAIN] = work_plain,
	[TAGS] = work_tags,
	[TAGS_LONG] = work_tags_long,
	[TEXTS] = work_texts,
	[ENDLESS] = work_endless,
};

static void run_all(struct bench *b)
{
	for (int round = 0; round < ROUNDS; round++)
		for (int i = 0; i < WORKS; i++) {
			double from = now_ms();

			works[i](b);
			from = now_ms() - from;
			if (!round || from < b->best[i])
				b->best[i] = from;
		}
}

static void tell_pass(const struct bench *b, const char *what, enum work work)
{
	double s = b->best[work] / 1e3;

	printf("%-34s %7.1f MB/s  %8.0f abstracts/s  ratio %5.2f\n", what, (double)b->bytes / s / 1e6,
		(double)b->papers.n / s, b->best[work] / b->best[PLAIN]);
}

static void tell_time(const struct bench *b, const char *what, enum work work)
{
	printf("%-34s %7.1f ms\n", what, b->best[work]);
}

int main(int argc, char **argv)
{
	struct bench b = {.papers = BATCH_INIT};

	if (argc != 5) {
		fputs("usage: bench_extract PAPERS NAMES TEXTS OWN\n", stderr);
		return 2;
	}
	b.own = argv[4];
	read_papers(&b, argv[1]);
	read_names(&b, argv[2]);
	write_texts(&b, argv[3]);
	run_all(&b);
	tell_pass(&b, "plain words and one hash", PLAIN);
	tell_pass(&b, "tags", TAGS);
	tell_pass(&b, "tags, lists many times as long", TAGS_LONG);
	tell_pass(&b, "tags, links and TeX", TEXTS);
	tell_time(&b, "lists and rules, compiled", OPEN);
	tell_time(&b, "the long ones", OPEN_LONG);
	tell_time(&b, "a text of a megabyte", ENDLESS);
	extractor_close(b.x);
	extractor_close(b.x_long);
	batch_release(&b.papers);
	free(b.plain.slots);
	return b.tags == 0;
}
