#include "../test.h"

#include "app/sample.h"
#include "exchange/format.h"
#include "extract/links.h"
#include "text/tex.h"

struct seen {
	int papers;
	struct strs titles; /* in the batch */
};

/* Whether the abstract's links have one to code. */
static bool links_to_code(const struct paper *p, struct arena *a)
{
	struct link_vec links = {0};

	links_find(str_of(p->abstract_tex), FROM_ABSTRACT, a, &links);
	for (size_t i = 0; i < links.n; i++)
		if (links.at[i].kind == LINK_CODE)
			return true;
	return false;
}

static int check_paper(void *data, struct batch *batch)
{
	const struct paper *p = &batch->at[batch->n - 1];
	struct strbuf text = STRBUF_INIT;
	struct seen *seen = data;

	assert_true(p->authors.n >= 2 && p->authors.n <= 3);
	assert_int_equal(p->categories.n, 1);
	assert_int_equal(strlen(p->date), strlen("2017-06-12"));
	assert_int_equal(links_to_code(p, &batch->arena), p->code_badge);
	tex_to_text(str_of(p->abstract_tex), &text);
	assert_true(text.len > 400 && text.len < 1500);
	assert_null(strpbrk(text.buf, "\\$"));
	for (size_t i = 0; i < seen->titles.n; i++)
		assert_string_not_equal(seen->titles.at[i], p->title_tex);
	vec_push_in(&batch->arena, &seen->titles, p->title_tex);
	seen->papers++;
	strbuf_release(&text);
	return 0;
}

static int no_bad_record(void *data, size_t line, const char *why)
{
	(void)data;
	fail_msg("line %zu: %s", line, why);
	return -1;
}

static void every_record_is_whole(void **state)
{
	struct batch batch = BATCH_INIT;
	struct seen seen = {0};
	struct intake in = {
		.paper = check_paper, .bad = no_bad_record, .data = &seen, .batch = &batch,
	};
	struct err err = {""};

	(void)state;
	assert_int_equal(format_find("listing")->read(
				 (struct str){sample_text, sample_text_size}, &in, &err),
		0);
	assert_in_range(seen.papers, 40, 50);
	batch_release(&batch);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_record_is_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
