/* Tags of the lists that the reader says are wrong for a paper. */
#include "fixture.h"

enum { EDITION = 7 };

static struct paper sam(struct fixture *f)
{
	struct paper p = a_paper(f, "xx:1", "SAM on COCO", "A B", "2022");

	with_tag(f, &p, TAG_METHOD, "SAM", FIELD_TITLE, 0)->introduced = true;
	with_tag(f, &p, TAG_DATASET, "COCO", FIELD_TITLE, 7);
	library_tagged_by(f->lib, EDITION);
	return p;
}

static int reject(struct fixture *f, const char *tag, bool on)
{
	int rc;

	assert_ok(f, marks_begin(f->lib, "reject", &f->err));
	rc = marks_reject(f->lib, num_of(f, "xx:1"), tag, on, &f->err);
	if (rc < 0)
		marks_cancel(f->lib);
	else
		assert_ok(f, marks_end(f->lib, &f->err));
	return rc;
}

static void tell(void *data, const char *line)
{
	(void)data;
	fail_msg("the check found: %s", line);
}

/* What the paper is found by, and that all counts are right. */
static void has(struct fixture *f, const char *names)
{
	struct strbuf sb = STRBUF_INIT;
	struct paper p = get(f, "xx:1");

	for (size_t i = 0; i < p.tags.n; i++)
		strbuf_addf(&sb, "%s%s", i ? " " : "", p.tags.at[i].name);
	assert_string_equal(sb.buf, names);
	assert_int_equal(hits(f, "tags:sam"), strstr(names, "SAM") != NULL);
	assert_int_equal(ask(f, "SELECT papers FROM tags WHERE fold = 'sam'"), strstr(names, "SAM") != NULL);
	assert_ok(f, library_check(f->lib, tell, NULL, &f->err));
	strbuf_release(&sb);
}

static void undo(struct fixture *f, bool back)
{
	const char *what;

	assert_ok(f, (back ? journal_undo : journal_redo)(f->lib, &f->a, &what, &f->err));
}

static void goes_and_comes_back(void **state)
{
	struct fixture *f = *state;

	put_one(f, sam(f));
	assert_int_equal(reject(f, "sam", true), 1);
	has(f, "COCO");
	assert_int_equal(reject(f, "SAM", true), 0);
	assert_int_equal(reject(f, "method:SAM", false), 1);
	has(f, "SAM COCO");
	assert_true(get(f, "xx:1").tags.at[0].introduced);
	assert_string_equal(get(f, "xx:1").tags.at[0].rule, "test.tsv:1");
	assert_int_equal(reject(f, "SAM", false), 0);
}

static void undo_and_redo(void **state)
{
	struct fixture *f = *state;

	put_one(f, sam(f));
	reject(f, "SAM", true);
	fixture_reopen(f);
	undo(f, true);
	has(f, "SAM COCO");
	undo(f, false);
	has(f, "COCO");
}

static void names_what_is_not_there(void **state)
{
	struct fixture *f = *state;

	put_one(f, sam(f));
	assert_int_equal(reject(f, "BERT", true), ERR_NOT_FOUND);
	assert_int_equal(reject(f, "dataset:SAM", true), ERR_NOT_FOUND);
	has(f, "SAM COCO");
}

static void an_import_does_not_bring_it_back(void **state)
{
	struct fixture *f = *state;
	struct paper p = sam(f);

	put_one(f, p);
	reject(f, "SAM", true);
	put_one(f, sam(f));
	assert_int_equal(f->tally.same, 1);
	has(f, "COCO");
	p = sam(f);
	p.title = p.title_tex = "SAM on COCO again";
	put_one(f, p);
	assert_int_equal(f->tally.changed, 1);
	has(f, "COCO");
	assert_int_equal(reject(f, "SAM", false), 1);
	has(f, "SAM COCO");
}

static void other_lists_do_not_bring_it_back(void **state)
{
	struct fixture *f = *state;
	struct paper *papers;
	int64_t *nums;
	size_t n;

	put_one(f, sam(f));
	reject(f, "SAM", true);
	assert_ok(f, library_untagged(f->lib, EDITION + 1, 9, &f->a, &papers, &nums, &n, &f->err));
	papers[0].tags = sam(f).tags;
	papers[0].tags.at[0].rule = "other.tsv:9";
	assert_ok(f, library_retag(f->lib, EDITION + 1, nums, papers, n, &f->err));
	has(f, "COCO");
	undo(f, true);
	has(f, "SAM COCO");
	assert_string_equal(get(f, "xx:1").tags.at[0].rule, "other.tsv:9");
}

/* Found no more, it does not come back with a place that is not there. */
static void what_is_found_no_more_stays_away(void **state)
{
	struct fixture *f = *state;
	struct paper p;

	put_one(f, sam(f));
	reject(f, "SAM", true);
	p = a_paper(f, "xx:1", "On COCO", "A B", "2022");
	with_tag(f, &p, TAG_DATASET, "COCO", FIELD_TITLE, 3);
	put_one(f, p);
	undo(f, true);
	has(f, "COCO");
}

static void is_read_apart(void **state)
{
	struct fixture *f = *state;
	struct paper p;

	put_one(f, sam(f));
	reject(f, "SAM", true);
	assert_ok(f, library_get(f->lib, num_of(f, "xx:1"), PART_REJECTED, &f->a, &p, &f->err));
	assert_int_equal(p.tags.n, 1);
	assert_string_equal(p.tags.at[0].name, "SAM");
	assert_ok(f, library_get(f->lib, num_of(f, "xx:1"), PART_TAGS | PART_REJECTED, &f->a, &p, &f->err));
	assert_int_equal(p.tags.n, 2);
	assert_string_equal(p.tags.at[0].name, "SAM");
}

/* Two rows become one: what was rejected in either is. */
static void rows_that_become_one(void **state)
{
	struct fixture *f = *state;
	struct paper listed = sam(f), both;

	listed.id = NULL;
	listed.id = a_paper(f, NULL, listed.title, "A B", "2022").id;
	put_one(f, listed);
	assert_ok(f, marks_begin(f->lib, "reject", &f->err));
	assert_int_equal(marks_reject(f->lib, num_of(f, listed.id), "SAM", true, &f->err), 1);
	assert_ok(f, marks_end(f->lib, &f->err));
	both = sam(f);
	put_one(f, both);
	assert_int_equal(ask(f, "SELECT count(*) FROM papers"), 1);
	has(f, "COCO");
}

int main(void)
{
#define test(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)
	const struct CMUnitTest tests[] = {
		test(goes_and_comes_back),
		test(undo_and_redo),
		test(names_what_is_not_there),
		test(an_import_does_not_bring_it_back),
		test(other_lists_do_not_bring_it_back),
		test(what_is_found_no_more_stays_away),
		test(is_read_apart),
		test(rows_that_become_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
