#include "fixture.h"

#include "library/citations.h"
#include "library/code_pages.h"
#include "library/neighbours.h"
#include "library/selection.h"

/* Six papers: two steps of one work, one that uses it, one by an author of it, two about something else. */
static void put_desk(struct fixture *f)
{
	struct paper p[6];

	p[0] = a_paper(f, "arxiv:2210.00001", "Make Flatness Search Stronger: Sparse Steps", "Ada Byron, Lin Wu",
		"2022-10-01");
	with_abstract(&p[0], "We propose SparseFlat. It walks sparse steps on CIFAR-10 towards flat minima.");
	with_tag(f, &p[0], TAG_METHOD, "SparseFlat", FIELD_ABSTRACT, 11)->introduced = true;
	with_tag(f, &p[0], TAG_DATASET, "CIFAR-10", FIELD_ABSTRACT, 47);
	with_code(f, &p[0], "https://github.com/byron/flat", "byron/flat");
	p[1] = a_paper(f, "arxiv:2306.00002", "A Systematic Study of Sparse Steps", "Ada Byron, Lin Wu",
		"2023-06-01");
	with_abstract(&p[1], "SparseFlat is proposed and studied for transformers.");
	with_tag(f, &p[1], TAG_METHOD, "SparseFlat", FIELD_ABSTRACT, 0)->introduced = true;
	p[2] = a_paper(f, "arxiv:2307.00003", "Training Segmenters Cheaply", "Kim Novak", "2023-07-01");
	with_abstract(&p[2], "Segmenters are trained with SparseFlat on medical scans.");
	with_tag(f, &p[2], TAG_METHOD, "SparseFlat", FIELD_ABSTRACT, 28);
	with_code(f, &p[2], "https://github.com/byron/scans", "byron/scans");
	p[3] = a_paper(f, "arxiv:2103.00004", "Choosing a Kernel", "Lin Wu, Otto Hahn", "2021-03-01");
	with_abstract(&p[3], "Gaussian processes need kernels.");
	p[4] = a_paper(f, "arxiv:2104.00005", "Volcanic Ash in the Atmosphere", "Iris Berg", "2021-04-01");
	with_abstract(&p[4], "Ash clouds drift; planes wait.");
	p[5] = a_paper(f, "arxiv:2105.00006", "Tracking Ash Clouds by Satellite", "Olaf Dahl", "2021-05-01");
	with_abstract(&p[5], "Satellite images show where the dust goes.");
	put(f, p, 6);
}

static struct neighbours near(struct fixture *f, const char *id, size_t most)
{
	struct neighbours found;

	assert_ok(f, neighbours_find(f->lib, num_of(f, id), most, &f->a, &found, &f->err));
	return found;
}

static const struct neighbour *find(const struct neighbours *found, const char *id)
{
	for (size_t i = 0; i < found->n; i++)
		if (!strcmp(found->at[i].id, id))
			return &found->at[i];
	return NULL;
}

static const struct reason *reason(const struct neighbour *n, enum reason_link link)
{
	for (size_t i = 0; n && i < n->why.n; i++)
		if (n->why.at[i].link == link)
			return &n->why.at[i];
	return NULL;
}

static void the_extension_comes_first(void **state)
{
	struct fixture *f = *state;
	struct neighbours found;

	put_desk(f);
	for (int i = 0; i < 2; i++) {
		found = near(f, i ? "2306.00002" : "2210.00001", 20);
		assert_true(found.n >= 3);
		assert_string_equal(found.at[0].id, i ? "arxiv:2210.00001" : "arxiv:2306.00002");
		assert_int_equal(found.at[0].why.at[0].link, REASON_INTRODUCES);
		assert_string_equal(found.at[0].why.at[0].what, "SparseFlat");
		assert_true(found.at[0].why.at[0].extends);
		assert_memory_equal(reasons_line(&found.at[0].why, 0, &f->a), "extends SparseFlat · ", 21);
	}
}

static void links_have_their_reasons_both_ways(void **state)
{
	struct fixture *f = *state;
	struct neighbours from_first, from_user, from_author;

	put_desk(f);
	from_first = near(f, "2210.00001", 0);
	from_user = near(f, "2307.00003", 0);
	from_author = near(f, "2103.00004", 0);
	assert_string_equal(reason(find(&from_first, "arxiv:2307.00003"), REASON_INTRODUCES)->what, "SparseFlat");
	assert_string_equal(reason(find(&from_user, "arxiv:2210.00001"), REASON_INTRODUCES)->what, "SparseFlat");
	assert_string_equal(reason(find(&from_first, "arxiv:2307.00003"), REASON_REPO)->what, "byron");
	assert_string_equal(reason(find(&from_user, "arxiv:2210.00001"), REASON_REPO)->what, "byron");
	assert_string_equal(reason(find(&from_first, "arxiv:2103.00004"), REASON_AUTHOR)->what, "Lin Wu");
	assert_string_equal(reason(find(&from_author, "arxiv:2210.00001"), REASON_AUTHOR)->what, "Lin Wu");
	assert_null(find(&from_first, "arxiv:2104.00005"));
}

/* Its long form is the name of the tag where it is introduced, its short one where it is used. */
static void a_name_is_known_by_its_short_form(void **state)
{
	struct fixture *f = *state;
	struct paper p[2];
	struct neighbours found;

	p[0] = a_paper(f, "arxiv:2310.00001", "Merging Models", "Enno Yang", "2023-10-01");
	with_abstract(&p[0], "Adaptive Model Merging (AdaMerging) learns coefficients.");
	with_tag(f, &p[0], TAG_METHOD, "Adaptive Model Merging", FIELD_ABSTRACT, 0)->introduced = true;
	vec_push_in(&f->a, &p[0].tags.at[0].spots, (struct tag_spot){FIELD_ABSTRACT, 24, 10});
	p[1] = a_paper(f, "arxiv:2408.00002", "Sparse Experts", "Anke Tang", "2024-08-01");
	with_abstract(&p[1], "Better than AdaMerging on eight tasks.");
	with_tag(f, &p[1], TAG_METHOD, "AdaMerging", FIELD_ABSTRACT, 12);
	put(f, p, 2);
	for (int i = 0; i < 2; i++) {
		found = near(f, i ? "2408.00002" : "2310.00001", 0);
		assert_int_equal(found.n, 1);
		assert_string_equal(reason(&found.at[0], REASON_INTRODUCES)->what, "AdaMerging");
	}
}

static void a_tag_is_named_as_both_write_it(void **state)
{
	struct fixture *f = *state;
	struct paper p[2];
	struct neighbours found;

	for (int i = 0; i < 2; i++) {
		p[i] = a_paper(f, i ? "arxiv:2310.00001" : "arxiv:2310.00002", "Nets", "A. B.", "2023-10-01");
		with_abstract(&p[i], i ? "We train GNNs here." : "Graph neural nets, GNNs.");
		with_tag(f, &p[i], TAG_METHOD, "Graph Neural Network", FIELD_ABSTRACT, 0)->spots.n = 0;
		vec_push_in(&f->a, &p[i].tags.at[0].spots, (struct tag_spot){FIELD_ABSTRACT, i ? 9 : 19, 4});
	}
	put(f, p, 2);
	found = near(f, "2310.00001", 0);
	assert_string_equal(reason(find(&found, "arxiv:2310.00002"), REASON_METHOD)->what, "GNNs");
}

static void words_alone_make_a_link(void **state)
{
	struct fixture *f = *state;
	struct neighbours found;

	put_desk(f);
	found = near(f, "2104.00005", 0);
	assert_int_equal(found.n, 1);
	assert_string_equal(found.at[0].id, "arxiv:2105.00006");
	assert_string_equal(found.at[0].title, "Tracking Ash Clouds by Satellite");
	assert_string_equal(found.at[0].first_author, "Olaf Dahl");
	assert_string_equal(found.at[0].date, "2021-05-01");
	assert_true(found.at[0].score > 0 && found.at[0].score < 1);
	assert_string_equal(reason(&found.at[0], REASON_TEXT)->what, "Ash Clouds");
}

static void a_paper_is_never_its_own_neighbour(void **state)
{
	static const char *const ids[] = {"2210.00001", "2306.00002", "2307.00003", "2103.00004", "2104.00005"};
	struct fixture *f = *state;

	put_desk(f);
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
		struct neighbours found = near(f, ids[i], 0);

		for (size_t j = 0; j < found.n; j++)
			assert_int_not_equal(found.at[j].num, num_of(f, ids[i]));
	}
}

static void order_is_the_same_every_time(void **state)
{
	struct fixture *f = *state;
	struct neighbours one, two;

	put_desk(f);
	one = near(f, "2210.00001", 0);
	fixture_reopen(f);
	two = near(f, "2210.00001", 0);
	assert_int_equal(one.n, two.n);
	for (size_t i = 0; i < one.n; i++) {
		assert_string_equal(one.at[i].id, two.at[i].id);
		assert_true(i == 0 || one.at[i].score <= one.at[i - 1].score);
	}
	assert_int_equal(near(f, "2210.00001", 2).n, 2);
}

static void a_changed_text_is_found_by_its_new_words(void **state)
{
	struct fixture *f = *state;
	struct paper p;

	put_desk(f);
	p = a_paper(f, "arxiv:2103.00004", "Choosing a Kernel", "Lin Wu, Otto Hahn", "2021-03-01");
	with_abstract(&p, "Volcanic ash clouds, told apart by kernels.");
	put_one(f, p);
	assert_non_null(reason(&near(f, "2103.00004", 0).at[0], REASON_TEXT));
	assert_int_equal(ask(f, "SELECT papers FROM stems WHERE name = 'gaussian'"), 0);
	assert_int_equal(ask(f, "SELECT papers FROM stems WHERE name = 'ash'"), 3); /* this one and the two about ash */
	assert_int_equal(ask(f, "SELECT count(*) FROM paper_stems"), 6);
}

static void putting_again_changes_no_counts(void **state)
{
	struct fixture *f = *state;
	int64_t before;

	put_desk(f);
	before = ask(f, "SELECT sum(papers) FROM stems");
	put_desk(f);
	assert_int_equal(ask(f, "SELECT sum(papers) FROM stems"), before);
	assert_int_equal(ask(f, "SELECT count(*) FROM paper_stems"), 6);
}

static void tell_nothing(void *data, const char *line)
{
	(void)data;
	fail_msg("%s", line);
}

/* A paper that gets another date gets another row; what it is found by goes with it. */
static void a_paper_that_moves_keeps_its_neighbours(void **state)
{
	struct fixture *f = *state;
	int64_t before;

	put_desk(f);
	before = num_of(f, "2104.00005");
	put_one(f, a_paper(f, "arxiv:2104.00005", "Volcanic Ash in the Atmosphere", "Iris Berg", "2019-02-03"));
	assert_int_not_equal(num_of(f, "2104.00005"), before);
	assert_string_equal(near(f, "2104.00005", 0).at[0].id, "arxiv:2105.00006");
	assert_string_equal(near(f, "2105.00006", 0).at[0].id, "arxiv:2104.00005");
	assert_int_equal(near(f, "2105.00006", 0).n, 1);
	assert_ok(f, library_check(f->lib, tell_nothing, NULL, &f->err));
}

static void a_lonely_paper_has_none(void **state)
{
	struct fixture *f = *state;
	struct neighbours found;

	put_one(f, a_paper(f, "arxiv:2210.00001", "Of the", NULL, NULL));
	assert_int_equal(near(f, "2210.00001", 20).n, 0);
	assert_int_equal(neighbours_find(f->lib, 4711, 20, &f->a, &found, &f->err), ERR_NOT_FOUND);
}

/* ---- other names of an author ---- */

/* Whether the papers of two people have an author in common, both ways, while a third is in the library, too. */
static const char *shared_author(struct fixture *f, const char *a, const char *b, const char *third)
{
	const char *const names[] = {a, b, third};
	static const char *const titles[] = {"Kernels", "Lanterns", "Volcanoes"};
	struct neighbours found;
	const struct reason *r[2];
	struct paper p[3];

	for (int i = 0; i < 3; i++)
		p[i] = a_paper(f, arena_printf(&f->a, "x:%d", i), titles[i], names[i], "2022-01-01");
	put(f, p, 3);
	for (int i = 0; i < 2; i++) {
		found = near(f, i ? "x:1" : "x:0", 0);
		r[i] = reason(find(&found, i ? "x:0" : "x:1"), REASON_AUTHOR);
	}
	assert_int_equal(!r[0], !r[1]);
	if (r[0])
		assert_string_equal(r[0]->what, r[1]->what);
	return r[0] ? r[0]->what : NULL;
}

static void an_initial_may_stand_for_a_name(void **state)
{
	assert_string_equal(shared_author(*state, "Li Shen", "L. Shen", "Otto Hahn"), "Shen");
}

static void an_initial_that_may_stand_for_two_stands_for_none(void **state)
{
	assert_null(shared_author(*state, "Li Shen", "L. Shen", "Lei Shen"));
}

static void two_names_with_one_initial_are_two_people(void **state)
{
	assert_null(shared_author(*state, "Li Shen", "Lei Shen", "Otto Hahn"));
}

static void a_hyphen_makes_no_other_name(void **state)
{
	assert_string_equal(shared_author(*state, "Zhi-Hua Zhou", "Zhihua Zhou", "Ziqi Zhou"), "Zhou");
}

/* ---- one work in two papers ---- */

static const char likewise[] =
	"Gliders that sense warm air stay aloft for hours without an engine. We learn from recorded flights where "
	"thermals rise over hills, and steer gliders there. In forty flights over the Jura the learnt map doubles the "
	"time aloft, and a glider that knows the wind does better still.";

static struct paper on_gliders(struct fixture *f, int i, const char *title, const char *authors)
{
	struct paper p = a_paper(f, arena_printf(&f->a, "x:%d", i), title, authors, "2022-01-01");

	with_abstract(&p, likewise);
	return p;
}

static void a_paper_under_two_titles_is_told(void **state)
{
	struct fixture *f = *state;
	struct neighbours found;
	struct paper p[8];

	p[0] = on_gliders(f, 0, "Where Thermals Rise", "Ada Byron, Lin Wu");
	p[1] = on_gliders(f, 1, "Gliders That Sense Warm Air", "Ada Byron, Lin Wu, Otto Hahn");
	p[2] = on_gliders(f, 2, "Where Thermals Rise: A Reply", "Kim Novak");
	p[3] = on_gliders(f, 3, "Gliding at Large", "Ada Byron, A B, C D, E F");
	for (int i = 4; i < 8; i++) {
		p[i] = a_paper(f, arena_printf(&f->a, "x:%d", i), arena_printf(&f->a, "Subject %d", i), "G H", "2021");
		with_abstract(&p[i], i % 2 ? "Ash clouds drift over the sea." : "Kernels make processes smooth.");
	}
	put(f, p, 8);
	for (int i = 0; i < 2; i++) {
		found = near(f, i ? "x:1" : "x:0", 0);
		assert_string_equal(found.at[0].id, i ? "x:0" : "x:1");
		assert_true(found.at[0].why.at[0].twin);
		assert_int_equal(found.at[0].why.at[0].link, REASON_TEXT);
		assert_memory_equal(reasons_line(&found.at[0].why, 0, &f->a), "same work on ", 13);
	}
	found = near(f, "x:0", 0);
	assert_false(reason(find(&found, "x:2"), REASON_TEXT)->twin); /* by others */
	assert_false(reason(find(&found, "x:3"), REASON_TEXT)->twin); /* by others, mostly */
}

/* Both introduce one name: one extends the other, and that is said once. */
static void an_extension_is_no_second_copy(void **state)
{
	struct fixture *f = *state;
	struct neighbours found;
	struct paper p[2];

	for (int i = 0; i < 2; i++) {
		p[i] = on_gliders(f, i, i ? "Where Thermals Rise" : "Sensing Warm Air", "Ada Byron, Lin Wu");
		with_tag(f, &p[i], TAG_METHOD, "Gliders", FIELD_ABSTRACT, 0)->introduced = true;
	}
	put(f, p, 2);
	found = near(f, "x:0", 0);
	assert_memory_equal(reasons_line(&found.at[0].why, 0, &f->a), "extends Gliders", 15);
	for (size_t i = 0; i < found.at[0].why.n; i++)
		assert_false(found.at[0].why.at[i].twin);
}

/* Each author more says less: a hundred of them are not all there is to say. */
static void many_authors_do_not_drown_the_rest(void **state)
{
	struct fixture *f = *state;
	struct strbuf names = STRBUF_INIT;
	struct neighbours found;
	struct paper p[3];

	for (int i = 0; i < 100; i++)
		strbuf_addf(&names, "%sGiven%d Name%d", i ? ", " : "", i, i);
	p[0] = a_paper(f, "x:0", "Report on Kernels", names.buf, "2022-01-01");
	p[1] = a_paper(f, "x:1", "Report on Lanterns", names.buf, "2022-01-01");
	p[2] = a_paper(f, "x:2", "Sparse Kernels", "Given0 Name0", "2022-01-01");
	put(f, p, 3);
	found = near(f, "x:0", 0);
	assert_true(find(&found, "x:1")->score < 0.8);
	assert_true(reason(find(&found, "x:2"), REASON_AUTHOR)->weight >
		5 * reason(find(&found, "x:1"), REASON_AUTHOR)->weight);
	strbuf_release(&names);
}

/* ---- citations and code pages ---- */

static void papers_that_cite_each_other_are_related(void **state)
{
	struct fixture *f = *state;
	struct citations c = {.id = "arxiv:2104.00005"};
	struct neighbours found;
	const struct reason *r;

	put_desk(f);
	vec_push_in(&f->a, &c.references, "arxiv:2103.00004");
	vec_push_in(&f->a, &c.references, "arxiv:1101.99999"); /* not in the library */
	assert_null(find((found = near(f, "2104.00005", 0), &found), "arxiv:2103.00004"));
	assert_ok(f, citations_put(f->lib, &c, 1, 0, &f->err));
	found = near(f, "2104.00005", 0);
	r = reason(find(&found, "arxiv:2103.00004"), REASON_CITES);
	assert_non_null(r);
	assert_string_equal(r->what, "arxiv:2103.00004");
	assert_string_equal(reasons_line(&find(&found, "arxiv:2103.00004")->why, 0, &f->a), "cites it");
	assert_null(reason(find(&found, "arxiv:2105.00006"), REASON_CITES));
	found = near(f, "2103.00004", 0);
	r = reason(find(&found, "arxiv:2104.00005"), REASON_CITED_BY);
	assert_non_null(r);
	assert_string_equal(r->what, "arxiv:2104.00005");
	assert_null(reason(find(&found, "arxiv:2104.00005"), REASON_CITES));
	assert_string_equal(reasons_line(&find(&found, "arxiv:2104.00005")->why, 0, &f->a), "cited by it");
}

static void a_code_page_that_lists_a_paper_links_both(void **state)
{
	struct fixture *f = *state;
	struct code_page page = CODE_PAGE_INIT;
	struct neighbours found;
	size_t arrived = 0;

	put_desk(f);
	page.host = "github.com";
	page.repo = "byron/flat";
	page.there = true;
	page.verdict = VERDICT_LIVE;
	vec_push_in(&f->a, &page.papers, "arxiv:2104.00005");
	vec_push_in(&f->a, &page.papers, "arxiv:2210.00001"); /* its own: no link to itself */
	assert_ok(f, code_pages_put(f->lib, &page, 0, &arrived, &f->err));
	found = near(f, "2210.00001", 0);
	assert_string_equal(reason(find(&found, "arxiv:2104.00005"), REASON_LISTED)->what, "byron/flat");
	assert_null(find(&found, "arxiv:2210.00001"));
	found = near(f, "2104.00005", 0);
	assert_string_equal(reason(find(&found, "arxiv:2210.00001"), REASON_LISTED)->what, "byron/flat");
	assert_string_equal(reasons_line(&find(&found, "arxiv:2210.00001")->why, 0, &f->a), "listed by byron/flat");
}

/* ---- two papers ---- */

static void two_papers_have_the_reasons_that_the_list_gives(void **state)
{
	static const char *const ids[] = {"2210.00001", "2306.00002", "2307.00003", "2103.00004", "2104.00005"};
	struct fixture *f = *state;
	struct neighbour n;

	put_desk(f);
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
		struct neighbours found = near(f, ids[i], 0);

		for (size_t k = 0; k < found.n; k++) {
			assert_ok(f, neighbours_between(f->lib, num_of(f, ids[i]), found.at[k].num, &f->a, &n,
					     &f->err));
			assert_string_equal(n.id, found.at[k].id);
			assert_true(n.score == found.at[k].score);
			assert_string_equal(reasons_line(&n.why, 0, &f->a), reasons_line(&found.at[k].why, 0, &f->a));
		}
	}
	assert_ok(f, neighbours_between(f->lib, num_of(f, "2210.00001"), num_of(f, "2104.00005"), &f->a, &n,
			     &f->err));
	assert_int_equal(n.why.n, 0);
}

/* ---- the papers related to one, as a query ---- */

static struct rows found_by(struct fixture *f, const char *text, enum sort sort, bool reversed, int step)
{
	struct selection *sel;
	struct rows rows = {0};
	struct query q;

	assert_ok(f, query_parse(&q, text, 0, &f->a, NULL, &f->err));
	assert_ok(f, selection_open(&sel, f->lib, &q, NULL, sort, reversed, &f->err));
	assert_ok(f, selection_read(sel, NULL, step, 1, &f->a, &rows, &f->err));
	while (rows.n) { /* a row at a time, each from the one before */
		size_t n = rows.n;

		assert_ok(f, selection_read(sel, &rows.at[n - 1], step, 1, &f->a, &rows, &f->err));
		if (rows.n == n)
			break;
	}
	selection_close(sel);
	return rows;
}

static void a_query_finds_what_is_related(void **state)
{
	struct fixture *f = *state;
	struct neighbours near_first;
	struct rows rows;

	put_desk(f);
	near_first = near(f, "2210.00001", 0);
	assert_true(near_first.n >= 3);
	for (int way = 0; way < 4; way++) { /* forwards and backwards, and the same turned round */
		bool up = way == 1 || way == 2;

		rows = found_by(f, "related:2210.00001", SORT_BEST, way > 1, way % 2 ? -1 : 1);
		assert_int_equal(rows.n, near_first.n);
		for (size_t i = 0; i < rows.n; i++)
			assert_int_equal(rows.at[i].num, near_first.at[up ? rows.n - 1 - i : i].num);
	}
	rows = found_by(f, "related:2210.00001", SORT_DATE, false, 1);
	assert_int_equal(rows.n, near_first.n);
	for (size_t i = 1; i < rows.n; i++)
		assert_true(strcmp(rows.at[i - 1].date, rows.at[i].date) >= 0);
}

static void a_related_query_has_other_conditions(void **state)
{
	struct fixture *f = *state;
	struct rows rows;

	put_desk(f);
	assert_ok(f, marks_seen(f->lib, num_of(f, "2306.00002"), &f->err));
	rows = found_by(f, "related:2210.00001 is:unread", SORT_BEST, false, 1);
	assert_true(rows.n >= 2);
	for (size_t i = 0; i < rows.n; i++)
		assert_string_not_equal(rows.at[i].id, "arxiv:2306.00002");
	rows = found_by(f, "related:2210.00001 segmenters", SORT_BEST, false, 1);
	assert_int_equal(rows.n, 1);
	assert_string_equal(rows.at[0].id, "arxiv:2307.00003");
	rows = found_by(f, "related:2210.00001 related:2307.00003", SORT_BEST, false, 1);
	assert_true(rows.n >= 1);
	for (size_t i = 0; i < rows.n; i++)
		assert_true(strcmp(rows.at[i].id, "arxiv:2210.00001") && strcmp(rows.at[i].id, "arxiv:2307.00003"));
	rows = found_by(f, "-related:2104.00005", SORT_BEST, false, 1);
	assert_int_equal(rows.n, 5); /* all but its one neighbour */
}

static void related_to_nothing_is_an_error(void **state)
{
	struct fixture *f = *state;
	struct selection *sel;
	struct query q;

	put_desk(f);
	assert_ok(f, query_parse(&q, "ash related:2222.22222", 0, &f->a, NULL, &f->err));
	assert_int_equal(selection_open(&sel, f->lib, &q, NULL, SORT_BEST, false, &f->err), ERR_NOT_FOUND);
	assert_non_null(strstr(f->err.msg, "2222.22222"));
}

int main(void)
{
#define in_a_library(test) cmocka_unit_test_setup_teardown(test, fixture_up, fixture_down)
	const struct CMUnitTest tests[] = {
		in_a_library(the_extension_comes_first),
		in_a_library(links_have_their_reasons_both_ways),
		in_a_library(a_name_is_known_by_its_short_form),
		in_a_library(a_tag_is_named_as_both_write_it),
		in_a_library(words_alone_make_a_link),
		in_a_library(a_paper_is_never_its_own_neighbour),
		in_a_library(order_is_the_same_every_time),
		in_a_library(a_changed_text_is_found_by_its_new_words),
		in_a_library(putting_again_changes_no_counts),
		in_a_library(a_paper_that_moves_keeps_its_neighbours),
		in_a_library(a_lonely_paper_has_none),
		in_a_library(an_initial_may_stand_for_a_name),
		in_a_library(an_initial_that_may_stand_for_two_stands_for_none),
		in_a_library(two_names_with_one_initial_are_two_people),
		in_a_library(a_hyphen_makes_no_other_name),
		in_a_library(a_paper_under_two_titles_is_told),
		in_a_library(an_extension_is_no_second_copy),
		in_a_library(many_authors_do_not_drown_the_rest),
		in_a_library(papers_that_cite_each_other_are_related),
		in_a_library(a_code_page_that_lists_a_paper_links_both),
		in_a_library(two_papers_have_the_reasons_that_the_list_gives),
		in_a_library(a_query_finds_what_is_related),
		in_a_library(a_related_query_has_other_conditions),
		in_a_library(related_to_nothing_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
