#include "../test.h"
#include "catch.h"

#include "text/tex.h"

static struct catch c;

static int after(void **state)
{
	(void)state;
	catch_release(&c);
	return 0;
}

static const struct paper *read_one(const char *text)
{
	assert_int_equal(catch_read(&c, "bibtex", str_of(text)), 0);
	assert_string_equal(c.bad.buf, "");
	assert_int_equal(c.batch.n, 1);
	return &c.batch.at[0];
}

static void are_authors(const struct paper *p, const char *joined)
{
	struct strbuf sb = STRBUF_INIT;

	for (size_t i = 0; i < p->authors.n; i++)
		strbuf_addf(&sb, "%s%s", i ? "; " : "", p->authors.at[i]);
	assert_string_equal(sb.buf, joined);
	strbuf_release(&sb);
}

static void reads_an_entry_of_arxiv(void **state)
{
	const struct paper *p =
		read_one("@misc{vaswani2023attentionneed,\n"
			 "      title={Attention Is All You Need},\n"
			 "      author={Ashish Vaswani and Noam Shazeer and Niki Parmar},\n"
			 "      year={2023},\n"
			 "      eprint={1706.03762v7},\n"
			 "      archivePrefix={arXiv},\n"
			 "      primaryClass={cs.CL},\n"
			 "      url={https://arxiv.org/abs/1706.03762}, \n"
			 "}");

	(void)state;
	assert_string_equal(p->id, "arxiv:1706.03762");
	assert_int_equal(p->version, 7);
	assert_string_equal(p->title_tex, "Attention Is All You Need");
	are_authors(p, "Ashish Vaswani; Noam Shazeer; Niki Parmar");
	assert_string_equal(p->date, "2023");
	assert_string_equal(p->categories.at[0], "cs.CL");
	assert_int_equal(p->links.n, 0);
}

/* As biblatex and people write it; one that a note merely speaks of is another paper's. */
static void finds_an_id_outside_of_eprint(void **state)
{
	static const struct {
		const char *fields, *id;
	} rows[] = {
		{"howpublished = {\\url{https://arxiv.org/abs/2210.05177v2}}", "arxiv:2210.05177"},
		{"howpublished = {Available at \\url{https://arxiv.org/abs/2210.05177}.}", "arxiv:2210.05177"},
		{"howpublished = {arXiv preprint arXiv:2210.05177}", "arxiv:2210.05177"},
		{"note = {arXiv:2210.05177}, doi = {10.1/x}", "arxiv:2210.05177"},
		{"note = {arXiv:2210.05177, 12 pages}", "arxiv:2210.05177"},
		{"note = {arXiv: 2210.05177 [cs.LG]}", "arxiv:2210.05177"},
		{"note = {arXiv:2210.05177}, url = {https://arxiv.org/abs/1706.03762}", "arxiv:1706.03762"},
		{"note = {Extends arXiv:1706.03762}", NULL},
		{"note = {arXiv admin note: text overlap with arXiv:1706.03762}", NULL},
		{"howpublished = {\\url{https://example.org/}}, note = {2023}", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct strbuf text = STRBUF_INIT;
		const struct paper *p;

		strbuf_addf(&text, "@misc{k, title = {T}, eprintclass = {cs.LG}, %s}", rows[i].fields);
		p = read_one(text.buf);
		if (rows[i].id)
			assert_string_equal(p->id, rows[i].id);
		else
			assert_null(p->id);
		assert_int_equal(p->categories.n, 1);
		assert_string_equal(p->categories.at[0], "cs.LG");
		catch_release(&c);
		strbuf_release(&text);
	}
	c = (struct catch){.bad = STRBUF_INIT};
}

static void reads_names_in_every_form(void **state)
{
	const struct paper *p = read_one("@ARTICLE(k, TITLE = \"On {N}ames\", author = \"Knuth, "
					 "Donald E. and van der Maaten, Laurens\n"
					 " and {\\'E}va Tardos AND King, Jr., Martin Luther and "
					 "{Barnes and Noble} and others\")");

	(void)state;
	assert_string_equal(p->title_tex, "On {N}ames");
	are_authors(p, "Donald E. Knuth; Laurens van der Maaten; Éva Tardos; Martin Luther King "
		       "Jr.; Barnes and Noble");
	assert_true(p->et_al);
}

static void joins_strings_and_knows_months(void **state)
{
	const struct paper *p = read_one(
		"This is a comment.\n@string{acm = \"ACM\"}\n@String{tog = acm # \" "
		"Transactions\"}\n"
		"@comment{ @article{no, title = {No}} }\n@preamble{\"\\newcommand{\\x}{}\"}\n"
		"@article{k,title={A}#{ B} # \" C\" ,journal = tog # { on Graphics},year = "
		"1999,month = oct,"
		"pages=1--2, doi={https://doi.org/10.1145/1\\_2}}\n");

	(void)state;
	assert_string_equal(p->title_tex, "A B C");
	assert_string_equal(p->venue, "ACM Transactions on Graphics");
	assert_string_equal(p->date, "1999-10");
	assert_string_equal(p->doi, "10.1145/1_2");
	assert_string_equal(p->id, "doi:10.1145/1_2");
}

static void costs_one_entry_where_a_brace_is_missing(void **state)
{
	(void)state;
	assert_int_equal(catch_read(&c, "bibtex",
				 STR_LIT("@misc{a, title = {One}}\n"
					 "@misc{b, title = {Two, year = 2001}\n"
					 "@misc{c, title = {Three}}\n"
					 "@misc{d, title Four}\n"
					 "@misc{e, title = \"Five}\n"
					 "@misc{f, year = 2001}\n"
					 "@misc{g, title = {Seven} year = 2001}\n"
					 "@misc{h, title = {Eight}")),
		0);
	assert_string_equal(c.bad.buf, "2: the entry is never closed\n"
				       "4: a field is not of the form name = value\n"
				       "5: a quotation mark is never closed\n"
				       "6: the entry has no title\n"
				       "8: the entry is never closed\n");
	assert_int_equal(c.batch.n, 3);
	assert_string_equal(c.batch.at[0].title_tex, "One");
	assert_string_equal(c.batch.at[1].title_tex, "Three");
	assert_string_equal(c.batch.at[2].title_tex, "Seven"); /* a comma is missing, and nothing else */
	assert_string_equal(c.batch.at[2].date, "2001");
}

/* Google Scholar, ADS and DBLP call arXiv a journal. */
static void arxiv_is_no_journal(void **state)
{
	static const char *const want[][2] = {{"arxiv:1706.03762", NULL}, {"arxiv:hep-th/9711200", NULL},
		{"arxiv:2001.00001", NULL}, {"arxiv:1810.04805", "NAACL"}, {NULL, "Archives of X"}};

	(void)state;
	assert_int_equal(catch_read(&c, "bibtex", str_of(
		"@article{a, title={A}, journal={arXiv preprint arXiv:1706.03762}, year={2017}}\n"
		"@article{b, title={B}, journal={arXiv preprint hep-th/9711200}}\n"
		"@article{c, title={C}, journal={CoRR}, volume={abs/2001.00001}}\n"
		"@inproceedings{d, title={D}, journal={arXiv e-prints}, booktitle={NAACL}, eprint={1810.04805}}\n"
		"@article{e, title={E}, journal={Archives of X}, volume={abs/2001.00002}}\n")), 0);
	assert_int_equal(c.batch.n, 5);
	for (size_t i = 0; i < 5; i++) {
		const struct paper *p = &c.batch.at[i];

		assert_string_equal(p->id ? p->id : "", want[i][0] ? want[i][0] : "");
		assert_string_equal(p->venue ? p->venue : "", want[i][1] ? want[i][1] : "");
	}
}

/* What no list of fields can spoil: written and read, a paper says the same. */
static void reads_what_it_wrote(void **state)
{
	static const char *authors[] = {
		"Peng Mi", "Laurens van der Maaten", "Frank G. Zöllner", "ATLAS Collaboration"};
	static const char *category[] = {"cs.LG", "quant-ph"};
	struct link code = {.url = "https://github.com/a/b_c%20",
		.host = "github.com",
		.kind = LINK_CODE,
		.stars = -1};
	const struct paper rows[] = {
		{.id = "arxiv:2210.05177",
			.title = "Sparse SAM & 50% of {all}",
			.title_tex = "Sparse SAM & 50% of {all}",
			.authors = {authors, 4, 4},
			.et_al = true,
			.date = "2022-10-11",
			.categories = {category, 1, 1},
			.abstract = "It costs 5% of_x.",
			.abstract_tex = "It costs 5% of_x.",
			.comments = "8 pages, \"draft\", A&A -{}- 5%",
			.links = {&code, 1, 1}},
		{.id = "doi:10.1000/x_y",
			.title = "Rates O(log T)",
			.title_tex = "Rates $O(\\log T)$",
			.authors = {authors, 1, 1},
			.date = "1999-02",
			.doi = "10.1000/x_y",
			.venue = "Proceedings of A & B",
			.abstract = "Ünïcode 100× here",
			.abstract_tex = "Ünïcode 100$\\times$ here"},
		/* A brace that nothing closes: BibTeX would count it. */
		{.id = "arxiv:quant-ph/0201001",
			.title = "Open { brace",
			.title_tex = "Open \\{ brace",
			.authors = {authors, 1, 1},
			.date = "2002",
			.categories = {&category[1], 1, 1},
			.abstract = "are cautious}, with effects",
			.abstract_tex = "are cautious\\}, with effects"},
	};
	struct strbuf out = STRBUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct paper *w = &rows[i], *p;
		struct strbuf title = STRBUF_INIT;

		strbuf_reset(&out);
		format_find("bibtex")->write(w, NULL, &out);
		p = read_one(out.buf);
		assert_string_equal(p->id, w->id);
		for (size_t k = 0; k < w->authors.n; k++)
			assert_string_equal(p->authors.at[k], w->authors.at[k]);
		assert_int_equal(p->authors.n, w->authors.n);
		assert_int_equal(p->et_al, w->et_al);
		assert_string_equal(p->date, w->date);
		assert_int_equal(p->categories.n, w->categories.n);
		for (size_t k = 0; k < w->categories.n; k++)
			assert_string_equal(p->categories.at[k], w->categories.at[k]);
		tex_to_text(str_of(p->title_tex), &title);
		assert_string_equal(title.buf, w->title);
		strbuf_reset(&title);
		tex_to_text(str_of(p->abstract_tex), &title);
		assert_string_equal(title.buf, w->abstract);
		if (w->comments)
			assert_string_equal(p->comments, w->comments);
		if (w->venue)
			assert_string_equal(p->venue, w->venue);
		if (w->links.n)
			assert_string_equal(p->links.at[0].url, w->links.at[0].url);
		strbuf_release(&title);
		catch_release(&c);
	}
	strbuf_release(&out);
}

static void braces_round_a_title_are_not_of_it(void **state)
{
	static const char *const rows[][2] = {
		{"{Attention Is All}", "Attention Is All"},
		{" {The {BERT} Way} ", "The {BERT} Way"},
		{"{BERT} and {GPT}", "{BERT} and {GPT}"},
		{"A {BERT}", "A {BERT}"},
		{"X", "X"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char entry[64];

		snprintf(entry, sizeof entry, "@misc{x, title = {%s}}", rows[i][0]);
		assert_string_equal(read_one(entry)->title_tex, rows[i][1]);
		catch_release(&c);
	}
}

static void entries_of_one_key_get_letters(void **state)
{
	static const char *author = "Ann Lee";
	struct paper p = {.title = "Lamps", .title_tex = "Lamps", .authors = {&author, 1, 1}, .date = "2008"};
	struct paper other = {.title = "Lampsa", .title_tex = "Lampsa", .authors = {&author, 1, 1}, .date = "2008"};
	const struct paper *const order[] = {&other, &p, &p, &p};
	static const char *const keys[] = {"lee2008lampsa", "lee2008lamps", "lee2008lampsb", "lee2008lampsc"};
	const struct format *bibtex = format_find("bibtex");
	struct map seen = MAP_INIT;
	struct strbuf out = STRBUF_INIT;

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		size_t from = out.len;

		bibtex->write(order[i], NULL, &out);
		bibtex->apart(&seen, from, &out);
		assert_true(str_starts(str_sub(strbuf_str(&out), from + strlen("@misc{"), out.len), keys[i]));
		assert_int_equal(out.buf[from + strlen("@misc{") + strlen(keys[i])], ',');
	}
	map_release(&seen);
	for (size_t i = 0; i < 60; i++) {
		size_t from = out.len;

		bibtex->write(&p, NULL, &out);
		bibtex->apart(&seen, from, &out);
	}
	assert_non_null(strstr(out.buf, "{lee2008lampsz,"));
	assert_non_null(strstr(out.buf, "{lee2008lampsaa,"));
	map_release(&seen);
	strbuf_release(&out);
}

static void keeps_what_no_style_knows(void **state)
{
	static const char *author = "Ann Lee", *categories[] = {"cs.LG", "stat.ML"},
		    *keywords[] = {"R&D", "k-means"}, *own = "optim";
	const struct marks marks = {.tags = {&own, 1, 1}};
	const struct paper w = {.id = "arxiv:2210.05177",
		.title = "T",
		.title_tex = "T",
		.authors = {&author, 1, 1},
		.affiliation = "R&D, Nowhere",
		.date = "2022-10-11",
		.updated = "2023-01-02",
		.version = 3,
		.categories = {categories, 2, 2},
		.keywords = {keywords, 2, 2}};
	struct strbuf out = STRBUF_INIT;
	const struct paper *p;

	(void)state;
	format_find("bibtex")->write(&w, &marks, &out);
	assert_non_null(strstr(out.buf, "  keywords = {optim, R\\&D, k-means},\n"));
	p = read_one(out.buf);
	assert_int_equal(p->keywords.n, 3);
	assert_string_equal(p->keywords.at[1], "R&D");
	assert_string_equal(p->affiliation, "R&D, Nowhere");
	assert_string_equal(p->updated, "2023-01-02");
	assert_int_equal(p->version, 3);
	assert_int_equal(p->categories.n, 2);
	assert_string_equal(p->categories.at[1], "stat.ML");
	strbuf_release(&out);
	catch_release(&c);
}

static void writes_an_entry(void **state)
{
	static const char *authors[] = {"Laurens van der Maaten", "Geoffrey Hinton"};
	const struct paper p = {.id = "arxiv:0811.00001",
		.title = "The t-SNE Way: A_B",
		.title_tex = "The t-SNE Way: A_B",
		.authors = {authors, 2, 2},
		.date = "2008"};
	struct strbuf out = STRBUF_INIT;

	(void)state;
	format_find("bibtex")->write(&p, NULL, &out);
	assert_string_equal(out.buf, "@misc{vandermaaten2008t,\n"
				     "  title = {{The t-SNE Way: A\\_B}},\n"
				     "  author = {Laurens van der Maaten and Geoffrey Hinton},\n"
				     "  year = {2008},\n"
				     "  eprint = {0811.00001},\n"
				     "  archivePrefix = {arXiv},\n"
				     "  url = {https://arxiv.org/abs/0811.00001},\n"
				     "}\n");
	strbuf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(reads_an_entry_of_arxiv, after),
		cmocka_unit_test(finds_an_id_outside_of_eprint),
		cmocka_unit_test_teardown(reads_names_in_every_form, after),
		cmocka_unit_test_teardown(joins_strings_and_knows_months, after),
		cmocka_unit_test_teardown(costs_one_entry_where_a_brace_is_missing, after),
		cmocka_unit_test_teardown(arxiv_is_no_journal, after),
		cmocka_unit_test(reads_what_it_wrote),
		cmocka_unit_test(braces_round_a_title_are_not_of_it),
		cmocka_unit_test(entries_of_one_key_get_letters),
		cmocka_unit_test(keeps_what_no_style_knows),
		cmocka_unit_test(writes_an_entry),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
