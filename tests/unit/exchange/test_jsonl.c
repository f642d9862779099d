#include "../test.h"
#include "catch.h"

#include "exchange/jsonl.h"

static struct catch c;

static int after(void **state)
{
	(void)state;
	catch_release(&c);
	return 0;
}

static const struct paper *read_one(const char *text)
{
	assert_int_equal(catch_read(&c, "jsonl", str_of(text)), 0);
	assert_string_equal(c.bad.buf, "");
	assert_int_equal(c.batch.n, 1);
	return &c.batch.at[0];
}

static void reads_plain_records(void **state)
{
	const struct paper *p =
		read_one("{\"id\": \"arXiv:2509.26313v2\", \"source\": \"arxiv\", \"title\": \"One "
			 " Token\\nRollout\", \"authors\": [\"Ming, Rui\", "
			 "\"Bei Yu\"], \"date\": \"2025-10-01\", \"categories\": [\"cs.CL\", "
			 "\"cs.LG\"], \"abstract\": \"We roll $k$ tokens.\", "
			 "\"comment\": \"8 pages\", \"doi\": \"https://doi.org/10.1000/X\", "
			 "\"venue\": \"EMNLP\", \"keywords\": [\"roll-outs\", \"tokens, long\", \"Roll-outs\"], "
			 "\"url\": \"https://arxiv.org/abs/2509.26313\", \"code_url\": "
			 "\"https://github.com/a/b\", \"more\": {\"title\": \"no\"}}\n");

	(void)state;
	assert_string_equal(p->id, "arxiv:2509.26313");
	assert_int_equal(p->version, 2);
	assert_string_equal(p->title_tex, "One Token Rollout");
	assert_int_equal(p->authors.n, 2);
	assert_string_equal(p->authors.at[0], "Rui Ming");
	assert_string_equal(p->authors.at[1], "Bei Yu");
	assert_string_equal(p->date, "2025-10-01");
	assert_int_equal(p->categories.n, 2);
	assert_string_equal(p->categories.at[1], "cs.LG");
	assert_string_equal(p->abstract_tex, "We roll $k$ tokens.");
	assert_string_equal(p->comments, "8 pages");
	assert_string_equal(p->doi, "10.1000/X");
	assert_string_equal(p->venue, "EMNLP");
	assert_int_equal(p->keywords.n, 2);
	assert_string_equal(p->keywords.at[1], "tokens, long");
	assert_int_equal(p->links.n, 1);
	assert_string_equal(p->links.at[0].url, "https://github.com/a/b");
	assert_int_equal(p->links.at[0].kind, LINK_CODE);
}

static void a_zero_byte_ends_no_text(void **state)
{
	const struct paper *p = read_one("{\"title\":\"Nul\\u0000led, by \\\\u0000\",\"abstract\":\"a\\u0000b\"}");

	(void)state;
	assert_string_equal(p->title_tex, "Nulled, by \\u0000");
	assert_string_equal(p->abstract_tex, "ab");
}

static void a_record_without_versions_has_the_date_of_its_update(void **state)
{
	const struct paper *p = read_one("{\"title\":\"T\",\"update_date\":\"2008-11-26\",\"versions\":[]}");

	(void)state;
	assert_string_equal(p->updated, "2008-11-26");
	assert_null(p->date);
}

static void versions_may_be_bare_numbers(void **state)
{
	(void)state;
	assert_int_equal(read_one("{\"title\":\"T\",\"versions\":[\"v1\",\"v2\"]}")->version, 2);
}

static void finds_the_id(void **state)
{
	static const struct {
		const char *record, *id;
	} rows[] = {
		{"{\"title\":\"T\",\"id\":\"ACL:L08-1.217\"}", "acl:L08-1.217"},
		{"{\"title\":\"T\",\"url\":\"https://arxiv.org/abs/2101.00001v3\"}",
			"arxiv:2101.00001"},
		{"{\"title\":\"T\",\"doi\":\"10.1000/ABC\"}", "doi:10.1000/abc"},
		{"{\"title\":\"T\",\"id\":null,\"doi\":\"10.48550/arXiv.2101.00001\"}",
			"arxiv:2101.00001"},
		{"{\"title\":\"T\"}", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct paper *p = read_one(rows[i].record);

		if (rows[i].id)
			assert_string_equal(p->id, rows[i].id);
		else
			assert_null(p->id);
		catch_release(&c);
	}
	c = (struct catch){.bad = STRBUF_INIT};
}

static void reads_the_arxiv_snapshot(void **state)
{
	const struct paper *p = read_one(
		"{\"id\":\"0704.0001\",\"submitter\":\"P. N.\",\"authors\":\"C. Bal\\\\'azs, E. L. "
		"Berger and C.-P. Yuan\","
		"\"title\":\"Prompt\\n  "
		"diphotons\",\"comments\":null,\"journal-ref\":\"Phys.Rev.D76:013009,2007\","
		"\"doi\":\"10.1103/X\","
		"\"report-no\":\"A\",\"categories\":\"hep-ph "
		"hep-ex\",\"license\":null,\"abstract\":\"  A fully\\ndifferential one.\\n\","
		"\"versions\":[{\"version\":\"v1\",\"created\":\"Mon, 2 Apr 2007 19:18:42 GMT\"},"
		"{\"version\":\"v2\",\"created\":\"Tue, 24 Jul 2007 20:10:27 "
		"GMT\"}],\"update_date\":\"2008-11-26\","
		"\"authors_parsed\":[[\"Bal\\u00e1zs\",\"C.\",\"\"],[\"Berger\",\"E. "
		"L.\",\"Jr\",\"MSU\"],[\"ATLAS Collaboration\",\"\",\"\"]]}");

	(void)state;
	assert_string_equal(p->id, "arxiv:0704.0001");
	assert_string_equal(p->title_tex, "Prompt diphotons");
	assert_string_equal(p->abstract_tex, "A fully differential one.");
	assert_int_equal(p->authors.n, 3);
	assert_string_equal(p->authors.at[0], "C. Balázs");
	assert_string_equal(p->authors.at[1], "E. L. Berger Jr");
	assert_string_equal(p->authors.at[2], "ATLAS Collaboration");
	assert_string_equal(p->date, "2007-04-02");
	assert_string_equal(p->updated, "2007-07-24");
	assert_int_equal(p->version, 2);
	assert_int_equal(p->categories.n, 2);
	assert_string_equal(p->venue, "Phys.Rev.D76:013009,2007");
	assert_null(p->comments);
}

static void tells_lines_that_are_none(void **state)
{
	(void)state;
	assert_int_equal(catch_read(&c, "jsonl",
				 str_of("\xEF\xBB\xBF{\"title\":\"A\"}\r\n\n{\"title\":\"B\"\n[1,2]"
					"\n{\"abstract\":\"x\"}\n"
					"{\"title\":\"C\"}")),
		0);
	assert_string_equal(c.bad.buf, "3: this is not JSON\n4: this is JSON, but not an "
				       "object\n5: the record has no title\n");
	assert_int_equal(c.batch.n, 2);
	assert_string_equal(c.batch.at[1].title_tex, "C");
}

static void survives_odd_types(void **state)
{
	const struct paper *p = read_one("{\"title\":17,\"authors\":[{\"name\":\"A "
					 "B\",\"id\":3},[1],null,5],\"categories\":{\"a\":1},"
					 "\"date\":2008,\"versions\":\"v3\",\"links\":[1,{\"url\":"
					 "\"javascript:alert(1)\",\"from\":\"user\"}],"
					 "\"a\":[[[[[[[[[[[[\"deep\"]]]]]]]]]]]],\"venue\":\"V\"}");

	(void)state;
	assert_string_equal(p->title_tex, "17");
	assert_string_equal(p->authors.at[0], "A B");
	assert_string_equal(p->date, "2008");
	assert_int_equal(p->links.n, 0);
	assert_string_equal(p->venue, "V");
}

static const char whole[] =
	"{\"id\":\"arxiv:2210.05177\",\"title\":\"Sparse SAM\",\"title_tex\":\"Sparse "
	"{SAM}\",\"authors\":[\"Peng Mi\",\"Li Shen\"],"
	"\"et_al\":true,\"affiliation\":null,\"date\":\"2022-10-11\",\"updated\":null,\"version\":"
	"null,\"categories\":[\"cs.LG\"],"
	"\"code_badge\":true,\"abstract\":\"SAM and SAM in O(log T).\",\"abstract_tex\":\"SAM and "
	"SAM in $O(\\\\log T)$.\","
	"\"comments\":null,\"doi\":null,\"venue\":\"A \\\"B\\\"\","
	"\"links\":[{\"n\":1,\"url\":\"https://github.com/a/"
	"b\",\"kind\":\"code\",\"host\":\"github.com\",\"repo\":\"a/b\",\"from\":\"user\","
	"\"verdict\":\"live\",\"checked\":\"2026-11-23T10:00:00Z\",\"stars\":5,\"language\":null,"
	"\"license\":\"MIT\",\"pushed\":null,"
	"\"description\":null}],"
	"\"tags\":[{\"kind\":\"method\",\"sort\":\"name\",\"name\":\"SAM\",\"surface\":[\"SAM\","
	"\"SAM and SAM\"],\"introduced\":false,"
	"\"rule\":\"m.tsv:1\"}],"
	"\"user_tags\":[\"optim\"],\"lists\":[\"survey\"],\"state\":\"to-read\",\"starred\":true,"
	"\"unread\":false,\"note\":\"a\\nb\",\"news\":null,"
	"\"added\":\"2026-11-23T10:00:00Z\",\"sources\":[\"listing.txt\"],\"keywords\":[\"flat minima\"],"
	"\"withdrawn\":true,\"read_version\":2}\n";

/* What is read is what was written; tags, time and source are the library's to say. */
static void writes_what_it_read(void **state)
{
	struct tag_spot spots[] = {
		{FIELD_TITLE, 7, 3}, {FIELD_ABSTRACT, 0, 3}, {FIELD_ABSTRACT, 0, 11}};
	struct tag tag = {TAG_METHOD, TAG_NAME, "SAM", "m.tsv:1", false, {spots, 3, 3}};
	const char *source = "listing.txt";
	struct strbuf out = STRBUF_INIT;
	struct paper *p = (struct paper *)read_one(whole);

	(void)state;
	assert_int_equal(c.n_marks, 1);
	p->title = "Sparse SAM";
	p->abstract = "SAM and SAM in O(log T).";
	p->tags.at = &tag;
	p->tags.n = 1;
	p->added = "2026-11-23T10:00:00Z";
	p->sources = (struct strs){&source, 1, 1};
	format_find("jsonl")->write(p, &c.marks, &out);
	assert_string_equal(out.buf, whole);
	strbuf_release(&out);
}

static void writes_unknown_fields_too(void **state)
{
	static const char empty[] =
		"{\"id\":null,\"title\":\"T\",\"title_tex\":null,\"authors\":[],\"et_al\":false,"
		"\"affiliation\":null,\"date\":null,"
		"\"updated\":null,\"version\":null,\"categories\":[],\"code_badge\":false,"
		"\"abstract\":null,\"abstract_tex\":null,"
		"\"comments\":null,\"doi\":null,\"venue\":null,\"links\":[],\"tags\":[],\"user_"
		"tags\":[],\"lists\":[],\"state\":null,"
		"\"starred\":false,\"unread\":true,\"note\":null,\"news\":null,\"added\":null,\"sources\":[],"
		"\"keywords\":[],\"withdrawn\":false,\"read_version\":null}\n";
	struct paper p = {.title = "T"};
	struct strbuf out = STRBUF_INIT;

	(void)state;
	format_find("jsonl")->write(&p, NULL, &out);
	assert_string_equal(out.buf, empty);
	strbuf_release(&out);
}

static void keeps_the_raw_text_and_the_id_as_it_stood(void **state)
{
	struct batch batch = BATCH_INIT;
	struct jsonl_record r;
	struct jsonl *j;

	(void)state;
	assert_int_equal(jsonl_open(&j, NULL), 0);
	assert_null(jsonl_line(
		j, STR_LIT("{\"id\":\"gsap/0 1\",\"title\":\"\",\"abstract\":\"x\"}"), &batch, &r));
	assert_string_equal(r.id, "gsap/0 1");
	assert_null(r.paper->id);
	assert_null(r.paper->title_tex);
	assert_string_equal(r.paper->abstract_tex, "x");
	assert_false(r.has_marks);
	assert_non_null(jsonl_line(j, STR_LIT("{"), &batch, &r));
	assert_int_equal(batch.n, 1);
	jsonl_close(j);
	batch_release(&batch);
}

static void same_text(const char *one, const char *other)
{
	assert_int_equal(!one, !other);
	if (one)
		assert_string_equal(one, other);
}

/* The short way and the long way read the same texts, and say the same of what is none. */
static void reads_texts_alone(void **state)
{
	static const char *const rows[] = {
		"{\"id\":\"a/1\",\"title\":\"T \\u00e9\\n x\",\"authors\":[\"A B\"],\"abstract\":\"x \\\"y\\\"\"}",
		"{\"id\":7,\"title\":\"T\",\"title_tex\":\"$T$\",\"abstract\":\"x\","
		"\"abstract_tex\":\"\",\"comment\":\"c\"}",
		"{\"title\":null,\"title_tex\":\"T\",\"comments\":\"5 pages\"}",
		"{\"title\":\"[Re] T\",\"abstract\":\"{x}\"}",
		"{\"title\":{\"a\":\"no\"},\"abstract\":[\"no\"],\"id\":[1]}",
		"{\"more\":{\"title\":\"no\"}}",
		"{}",
		"[{\"title\":\"T\"}]",
		"{\"title\":\"T\"",
		"17",
	};
	struct batch one = BATCH_INIT, other = BATCH_INIT;
	struct jsonl_record r, t;
	struct jsonl *j;

	(void)state;
	assert_int_equal(jsonl_open(&j, NULL), 0);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *why = jsonl_line(j, str_of(rows[i]), &one, &r);

		same_text(jsonl_texts(j, str_of(rows[i]), &other, &t), why);
		assert_int_equal(one.n, other.n);
		if (why)
			continue;
		same_text(t.id, r.id);
		same_text(t.paper->title_tex, r.paper->title_tex);
		same_text(t.paper->abstract_tex, r.paper->abstract_tex);
		same_text(t.paper->comments, r.paper->comments);
	}
	jsonl_close(j);
	batch_release(&one);
	batch_release(&other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(reads_plain_records, after),
		cmocka_unit_test_teardown(a_zero_byte_ends_no_text, after),
		cmocka_unit_test_teardown(finds_the_id, after),
		cmocka_unit_test_teardown(reads_the_arxiv_snapshot, after),
		cmocka_unit_test_teardown(a_record_without_versions_has_the_date_of_its_update, after),
		cmocka_unit_test_teardown(versions_may_be_bare_numbers, after),
		cmocka_unit_test_teardown(tells_lines_that_are_none, after),
		cmocka_unit_test_teardown(survives_odd_types, after),
		cmocka_unit_test_teardown(writes_what_it_read, after),
		cmocka_unit_test(writes_unknown_fields_too),
		cmocka_unit_test(keeps_the_raw_text_and_the_id_as_it_stood),
		cmocka_unit_test(reads_texts_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
