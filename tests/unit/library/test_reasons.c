/* Neighbourhoods of the bundled sample, and what must hold for those of any library. */
#include "fixture.h"

#include <math.h>

#include "app/ingest.h"
#include "app/sample.h"
#include "base/file.h"
#include "base/utf8.h"
#include "library/neighbours.h"
#include "related/author.h"

static void import(struct fixture *f, struct str text, const char *format)
{
	struct ingest result = {0};
	struct desk d = {.quiet = true};

	setenv("HOME", f->folder, 1);
	unsetenv("XDG_DATA_HOME");
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("CARREL_CONFIG");
	assert_ok(f, ingest_text(&d, f->lib, text, "test", format_find(format), NULL, &result, &f->err));
	assert_int_equal(result.bad, 0);
	desk_release(&d);
}

static void import_sample(struct fixture *f)
{
	import(f, (struct str){sample_text, sample_text_size}, "listing");
}

static struct neighbours near(struct fixture *f, int64_t num, size_t most)
{
	struct neighbours found;

	assert_ok(f, neighbours_find(f->lib, num, most, &f->a, &found, &f->err));
	return found;
}

static int64_t titled(struct fixture *f, const char *begins)
{
	int64_t num;

	assert_ok(f, sql_get_int(library_db(f->lib), &num, 0, &f->err,
			     "SELECT num FROM papers WHERE title LIKE ? || '%'", "z", begins));
	assert_true(num > 0);
	return num;
}

/* Works that everybody in the field would put side by side. */
static void well_known_neighbours_are_close(void **state)
{
	static const struct {
		const char *paper, *neighbour;
		size_t within;
	} rows[] = {
		{"RoBERTa", "BERT: ", 3},
		{"DistilBERT", "BERT: ", 2},
		{"BERT: ", "RoBERTa", 4},
		{"ELECTRA", "BERT: ", 3},
		{"Momentum Contrast", "A Simple Framework for Contrastive", 2},
		{"A Simple Framework for Contrastive", "Momentum Contrast", 3},
		{"High-Resolution Image Synthesis", "Denoising Diffusion", 2},
		{"NeRF", "3D Gaussian Splatting", 1},
		{"3D Gaussian Splatting", "NeRF", 1},
		{"Graph Attention Networks", "Semi-Supervised Classification", 1},
		{"Layer Normalization", "Batch Normalization", 2},
		{"Batch Normalization", "Layer Normalization", 2},
		{"Soft Actor-Critic", "Proximal Policy", 3},
		{"Swin Transformer", "An Image is Worth", 3},
		{"Direct Preference Optimization", "Training language models to follow", 3},
	};
	struct fixture *f = *state;

	import_sample(f);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct neighbours found = near(f, titled(f, rows[i].paper), rows[i].within);
		size_t at = 0;

		while (at < found.n && found.at[at].num != titled(f, rows[i].neighbour))
			at++;
		if (at == found.n)
			fail_msg("%s: no %s within %zu", rows[i].paper, rows[i].neighbour, rows[i].within);
	}
}

/* ---- whether a reason is true, read back from both papers ---- */

/* Without case and accents, and whether one of many or not. */
static bool same_fold(struct str a, struct str b)
{
	struct strbuf x = STRBUF_INIT, y = STRBUF_INIT;
	bool same;

	utf8_fold(a, &x);
	utf8_fold(b, &y);
	if (x.len != y.len)
		strbuf_addz(x.len < y.len ? &x : &y, "s");
	same = str_eq(strbuf_str(&x), strbuf_str(&y));
	strbuf_release(&x);
	strbuf_release(&y);
	return same;
}

static bool text_has(const char *text, const char *what)
{
	struct strbuf x = STRBUF_INIT, y = STRBUF_INIT;
	bool has;

	utf8_fold(str_of(text), &x);
	utf8_fold(str_of(what), &y);
	has = strstr(x.buf, y.buf);
	strbuf_release(&x);
	strbuf_release(&y);
	return has;
}

/* *introduced: by this paper. */
static bool tag_has(const struct paper *p, const char *what, bool *introduced)
{
	bool has = false;

	for (size_t i = 0; i < p->tags.n; i++) {
		const struct tag *t = &p->tags.at[i];
		bool this_one = same_fold(str_of(t->name), str_of(what));

		for (size_t j = 0; j < t->spots.n; j++) {
			const struct tag_spot *s = &t->spots.at[j];
			const char *field = s->field == FIELD_TITLE ? p->title : p->abstract;

			this_one |= same_fold((struct str){field + s->at, s->len}, str_of(what));
		}
		has |= this_one;
		*introduced |= this_one && t->introduced;
	}
	return has;
}

static bool author_has(const struct paper *p, const char *what)
{
	for (size_t i = 0; i < p->authors.n; i++) {
		struct str name = str_of(p->authors.at[i]);

		/* a family name alone: two spellings of one name, see same_person */
		if (same_fold(name, str_of(what)) || same_fold(author_surname(name), str_of(what)))
			return true;
	}
	return false;
}

static bool same_author(const char *a, const char *b)
{
	struct strbuf x = STRBUF_INIT, y = STRBUF_INIT;
	bool same;

	utf8_fold(str_of(a), &x);
	utf8_fold(str_of(b), &y);
	same = author_match(strbuf_str(&x), strbuf_str(&y)) != AUTHOR_OTHER || !strcmp(x.buf, y.buf);
	strbuf_release(&x);
	strbuf_release(&y);
	return same;
}

/* An author of each that is called so, and may be the same. */
static bool same_person(const struct paper *p, const struct paper *q, const char *what)
{
	for (size_t i = 0; i < p->authors.n; i++)
		for (size_t k = 0; k < q->authors.n; k++)
			if (same_author(p->authors.at[i], q->authors.at[k]) &&
				(same_fold(str_of(p->authors.at[i]), str_of(what)) ||
					same_fold(author_surname(str_of(p->authors.at[i])), str_of(what))))
				return true;
	return false;
}

static bool repo_has(const struct paper *p, const char *what)
{
	size_t n = strlen(what);

	for (size_t i = 0; i < p->links.n; i++) {
		const char *repo = p->links.at[i].repo;

		if (repo && str_case_starts(str_of(repo), what) && (!repo[n] || repo[n] == '/'))
			return true;
	}
	return false;
}

static bool stands_in(const struct paper *p, const struct reason *r, bool *introduced)
{
	switch (r->link) {
	case REASON_INTRODUCES:
	case REASON_METHOD:
	case REASON_DATASET:
		return tag_has(p, r->what, introduced) || text_has(p->title, r->what) ||
			text_has(p->abstract, r->what);
	case REASON_AUTHOR:
		return author_has(p, r->what);
	case REASON_REPO:
		return repo_has(p, r->what);
	default:
		return text_has(p->title, r->what) || text_has(p->abstract, r->what);
	}
}

static void check_reasons(struct fixture *f, const struct paper *p, const struct neighbour *n)
{
	struct paper q;
	double before = INFINITY;

	assert_ok(f, library_get(f->lib, n->num, PART_ALL, &f->a, &q, &f->err));
	assert_true(n->why.n > 0);
	for (size_t i = 0; i < n->why.n; i++) {
		const struct reason *r = &n->why.at[i];
		bool introduced = false;

		if (!stands_in(p, r, &introduced) || !stands_in(&q, r, &introduced))
			fail_msg("%s \"%s\" does not stand in both %s and %s", reason_names[r->link], r->what,
				p->id, q.id);
		assert_true(r->link != REASON_AUTHOR || same_person(p, &q, r->what));
		assert_true(introduced || r->link != REASON_INTRODUCES);
		assert_true(r->weight >= 0 && r->weight <= before);
		before = r->weight;
	}
}

static void check_paper(struct fixture *f, int64_t num, size_t most)
{
	struct neighbours found = near(f, num, most);
	double before = 1;
	struct paper p;

	assert_ok(f, library_get(f->lib, num, PART_ALL, &f->a, &p, &f->err));
	for (size_t i = 0; i < found.n; i++) {
		assert_int_not_equal(found.at[i].num, num);
		assert_true(found.at[i].score > 0 && found.at[i].score <= before);
		before = found.at[i].score;
		check_reasons(f, &p, &found.at[i]);
	}
}

static void check_every(struct fixture *f, int64_t step, size_t most)
{
	struct nums {
		VEC_OF(int64_t);
	} nums = {0};
	struct stmt *q;

	assert_ok(f, sql_query(library_db(f->lib), &q, &f->err, "SELECT num FROM papers ORDER BY num", ""));
	while (sql_step(q, &f->err) > 0)
		vec_push(&nums, sql_int(q, 0));
	sql_done(q);
	assert_true(nums.n > 0);
	for (size_t i = 0; i < nums.n; i += (size_t)step)
		check_paper(f, nums.at[i], most);
	vec_release(&nums);
}

static void every_reason_of_the_sample_is_true(void **state)
{
	struct fixture *f = *state;

	import_sample(f);
	check_every(f, 1, 0);
}

static const struct neighbour *find(const struct neighbours *found, int64_t num)
{
	for (size_t i = 0; i < found->n; i++)
		if (found->at[i].num == num)
			return &found->at[i];
	return NULL;
}

/* What two papers share they share both ways; words may weigh too little in one of the two. */
static void shared_things_link_both_ways(void **state)
{
	struct fixture *f = *state;
	struct stmt *q;

	import_sample(f);
	assert_ok(f, sql_query(library_db(f->lib), &q, &f->err, "SELECT num FROM papers", ""));
	while (sql_step(q, &f->err) > 0) {
		struct neighbours there = near(f, sql_int(q, 0), 0);

		for (size_t i = 0; i < there.n; i++) {
			struct neighbours back = near(f, there.at[i].num, 0);
			const struct neighbour *n = find(&back, sql_int(q, 0));
			size_t links[2] = {0, 0};

			for (size_t j = 0; j < there.at[i].why.n; j++)
				links[0] += there.at[i].why.at[j].link != REASON_TEXT;
			for (size_t j = 0; n && j < n->why.n; j++)
				links[1] += n->why.at[j].link != REASON_TEXT;
			assert_int_equal(links[0], links[1]);
		}
	}
	sql_done(q);
}

/* splitmix64 (Steele, Lea, Flood 2014): the same numbers every time. */
static uint64_t draw(uint64_t *state, uint64_t below)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return (z ^ (z >> 31)) % below;
}

enum { LINKS = 100, NEAREST = 20 };

/* Links drawn at random from the library: what each names is read back from both papers. */
static void check_at_random(struct fixture *f)
{
	uint64_t seed = 20261123, papers = (uint64_t)library_count(f->lib);
	int checked = 0;

	for (int tries = 0; checked < LINKS && tries < LINKS * 10; tries++) {
		struct neighbours found;
		struct paper p;
		int64_t num;

		assert_ok(f, sql_get_int(library_db(f->lib), &num, 0, &f->err,
				     "SELECT num FROM papers LIMIT 1 OFFSET ?", "i", (int64_t)draw(&seed, papers)));
		found = near(f, num, NEAREST);
		if (!found.n)
			continue;
		assert_ok(f, library_get(f->lib, num, PART_ALL, &f->a, &p, &f->err));
		check_reasons(f, &p, &found.at[draw(&seed, found.n)]);
		checked++;
	}
	assert_int_equal(checked, LINKS);
}

static void a_hundred_links_of_the_sample_are_true(void **state)
{
	import_sample(*state);
	check_at_random(*state);
}

/* A real library, where it stands beside the source tree. */
static void every_reason_of_a_real_library_is_true(void **state)
{
	const char *path = test_file("../shared/data/corpus/sample_2000.jsonl");
	struct fixture *f = *state;
	struct strbuf text = STRBUF_INIT;

	if (access(path, R_OK) != 0)
		skip();
	assert_ok(f, file_read(path, 1 << 26, &text, &f->err));
	import(f, strbuf_str(&text), "jsonl");
	strbuf_release(&text);
	check_every(f, 19, 20);
	check_at_random(f);
}

int main(void)
{
#define in_a_library(test) cmocka_unit_test_setup_teardown(test, fixture_up, fixture_down)
	const struct CMUnitTest tests[] = {
		in_a_library(well_known_neighbours_are_close),
		in_a_library(every_reason_of_the_sample_is_true),
		in_a_library(shared_things_link_both_ways),
		in_a_library(a_hundred_links_of_the_sample_are_true),
		in_a_library(every_reason_of_a_real_library_is_true),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
