#include "../test.h"
#include "catch.h"

static struct catch c;

static const char *authors[] = {
	"Peng Mi", "Laurens van der Maaten", "Martin King Jr.", "ATLAS Collaboration"};
static struct tag_spot spot = {FIELD_TITLE, 0, 3};
static struct tag tags[] = {
	{TAG_METHOD, TAG_NAME, "SAM", "m.tsv:1", false, {&spot, 1, 1}},
	{TAG_DATASET, TAG_NAME, "CIFAR-10", "d.tsv:1", false, {&spot, 1, 1}},
};
static struct link code = {.url = "https://github.com/a/b_(c)",
	.host = "github.com",
	.kind = LINK_CODE,
	.stars = -1};
static const char *own[] = {"optim"}, *keywords[] = {"flat minima"};

static const struct paper paper = {.id = "arxiv:2210.05177",
	.title = "SAM: *Sparse* [1]",
	.title_tex = "SAM: *Sparse* [1]",
	.authors = {authors, 4, 4},
	.et_al = true,
	.date = "2022-10-11",
	.venue = "NeurIPS",
	.abstract = "Text.",
	.abstract_tex = "Text.",
	.keywords = {keywords, 1, 1},
	.links = {&code, 1, 1},
	.tags = {tags, 2, 2}};
static const struct marks marks = {.tags = {own, 1, 1}, .state = STATE_READING, .note = "one\ntwo"};
static const struct paper bare = {.title = "Bare", .title_tex = "Bare"};

static void writes(
	const char *format, const struct paper *p, const struct marks *m, const char *want)
{
	struct strbuf out = STRBUF_INIT;

	format_find(format)->write(p, m, &out);
	assert_string_equal(out.buf, want);
	strbuf_release(&out);
}

static void writes_markdown(void **state)
{
	(void)state;
	writes("markdown", &paper, &marks,
		"- **[SAM: \\*Sparse\\* \\[1\\]](<https://arxiv.org/abs/2210.05177>)**, Peng Mi, "
		"Laurens van der Maaten, "
		"Martin King Jr., ATLAS Collaboration et al., 2022-10-11, NeurIPS\n"
		"  - code: <https://github.com/a/b_(c)>\n"
		"  - datasets: CIFAR-10\n"
		"  - methods: SAM\n"
		"  - my tags: optim\n"
		"  - reading\n"
		"  - one\n"
		"    two\n");
	writes("markdown", &bare, NULL, "- **Bare**\n");
}

static void writes_urls(void **state)
{
	struct paper no_code = paper;

	(void)state;
	no_code.links.n = 0;
	writes("urls", &paper, NULL, "https://github.com/a/b_(c)\n");
	writes("urls", &no_code, NULL, "https://arxiv.org/abs/2210.05177\n");
	writes("urls", &bare, NULL, "");
}

static void writes_csl_json(void **state)
{
	(void)state;
	writes("csl-json", &paper, &marks,
		"{\"id\":\"arxiv:2210.05177\",\"type\":\"article-journal\",\"title\":\"SAM: "
		"*Sparse* [1]\",\"author\":["
		"{\"family\":\"Mi\",\"given\":\"Peng\"},{\"family\":\"van der "
		"Maaten\",\"given\":\"Laurens\"},"
		"{\"family\":\"King\",\"given\":\"Martin\",\"suffix\":\"Jr.\"},{\"literal\":"
		"\"ATLAS Collaboration\"}],"
		"\"issued\":{\"date-parts\":[[2022,10,11]]},\"container-title\":\"NeurIPS\","
		"\"abstract\":\"Text.\",\"keyword\":\"optim, flat minima\","
		"\"URL\":\"https://arxiv.org/abs/"
		"2210.05177\",\"number\":\"arXiv:2210.05177\",\"note\":\"one\\ntwo\"}");
	writes("csl-json", &bare, NULL, "{\"type\":\"article\",\"title\":\"Bare\",\"author\":[]}");
}

static const char ris[] =
	"TY  - JOUR\r\nTI  - SAM: *Sparse* [1]\r\nAU  - Mi, Peng\r\nAU  - van der Maaten, "
	"Laurens\r\n"
	"AU  - King, Martin, Jr.\r\nAU  - ATLAS Collaboration\r\nPY  - 2022\r\nDA  - "
	"2022/10/11\r\nJO  - NeurIPS\r\n"
	"UR  - https://arxiv.org/abs/2210.05177\r\nAB  - Text.\r\nKW  - optim\r\nKW  - flat minima\r\nER  - \r\n";

static void writes_and_reads_ris(void **state)
{
	const struct paper *p;

	(void)state;
	writes("ris", &paper, &marks, ris);
	assert_int_equal(catch_read(&c, "ris", str_of(ris)), 0);
	assert_int_equal(c.n_bad, 0);
	assert_int_equal(c.batch.n, 1);
	p = &c.batch.at[0];
	assert_string_equal(p->id, paper.id);
	assert_string_equal(p->title_tex, paper.title_tex);
	assert_int_equal(p->authors.n, 4);
	for (size_t i = 0; i < 4; i++)
		assert_string_equal(p->authors.at[i], authors[i]);
	assert_string_equal(p->date, "2022-10-11");
	assert_int_equal(p->keywords.n, 2);
	assert_string_equal(p->keywords.at[1], "flat minima");
	assert_string_equal(p->venue, "NeurIPS");
	assert_string_equal(p->abstract_tex, "Text.");
	catch_release(&c);
}

static void reads_ris_as_it_is_in_use(void **state)
{
	const struct paper *p;

	(void)state;
	assert_int_equal(catch_read(&c, "ris",
				 STR_LIT("\xEF\xBB\xBFTY  - JOUR\nT1 - A title that\ngoes on\nA1  "
					 "- Solo\nPY  - 2016/12//\n"
					 "DO  - http://dx.doi.org/10.1/X\nN2  - An abstract.\n"
					 "TY  - JOUR\nAU  - Nobody\nER  -\nAU  - Astray\n")),
		0);
	assert_string_equal(c.bad.buf,
		"8: the record has no title\n11: a field outside of a record (TY is missing)\n");
	assert_int_equal(c.batch.n, 1);
	p = &c.batch.at[0];
	assert_string_equal(p->title_tex, "A title that goes on");
	assert_string_equal(p->authors.at[0], "Solo");
	assert_string_equal(p->date, "2016-12");
	assert_string_equal(p->doi, "10.1/X");
	assert_string_equal(p->id, "doi:10.1/x");
	assert_string_equal(p->abstract_tex, "An abstract.");
	catch_release(&c);
}

static void knows_formats_by_their_beginning(void **state)
{
	static const struct {
		const char *path, *head, *name;
	} rows[] = {
		{"x.bib", "% mine\n\n@article{a,", "bibtex"},
		{"x", "@misc{a,", "bibtex"},
		{"x.ris", "\xEF\xBB\xBFTY  - JOUR\n", "ris"},
		{"x.ris", " \xEF\xBB\xBF\n\nTY  - JOUR\nTI  - A\n", "ris"},
		{"x.jsonl", "{\"id\":1,\"title\":\"x\"}\n", "jsonl"},
		{NULL, "{\"id\":1,\"title\":\"x\"}\n", "jsonl"},
		{"x.txt", "LGOct 11, 2022\nA", "listing"},
		{"x", "<?xml version='1.0'?>\n<!-- <x> -->\n<feed xmlns='http://www.w3.org/2005/Atom'>", "feed"},
		{"x.xml", "<a:feed xmlns:a='http://www.w3.org/2005/Atom'>", "feed"},
		{"x", "<rdf:RDF>", "feed"},
		{"x", "<rss version='2.0'>", "feed"},
		{"x", "<oai:OAI-PMH xmlns:oai='http://www.openarchives.org/OAI/2.0/'>", "oai"},
		{"x.xml", "<collection id='2021.acl'>", "acl"},
		{"x.xml", "<feedback>", NULL},
		{"x.html", "<html><p>&lt;feed> <feed>", NULL},
		{"x.txt", "once upon a time\n", NULL},
		{"x.md", "# Papers\n", NULL},
		{"x", "", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct format *f = format_guess(rows[i].path, str_of(rows[i].head));

		if (!rows[i].name)
			assert_null(f);
		else
			assert_ptr_equal(f, format_find(rows[i].name));
	}
	assert_null(format_find("word"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_markdown),
		cmocka_unit_test(writes_urls),
		cmocka_unit_test(writes_csl_json),
		cmocka_unit_test(writes_and_reads_ris),
		cmocka_unit_test(reads_ris_as_it_is_in_use),
		cmocka_unit_test(knows_formats_by_their_beginning),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
