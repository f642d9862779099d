#include "../test.h"

#include "fixture.h"

static struct paper sharpness(struct fixture *f)
{
	struct paper p = a_paper(f, "arxiv:2210.05177", "Make Sharpness-Aware Minimization Stronger",
		"Peng Mi, Li Shen, Tianhe Ren", "2022-10-11");

	p.et_al = true;
	p.title_tex = "Make \\textbf{Sharpness-Aware} Minimization Stronger";
	p.abstract = "We reach O(log T) on CIFAR-10 and CIFAR-10 again.";
	p.abstract_tex = "We reach $O(\\log T)$ on CIFAR-10 and CIFAR-10 again.";
	p.affiliation = "Xiamen University";
	p.updated = "2022-10-12";
	p.version = 2;
	p.code_badge = true;
	p.comments = "NeurIPS";
	p.doi = "10.1000/ABC";
	p.venue = "NeurIPS 2022";
	with_category(f, &p, "cs.LG");
	with_category(f, &p, "cs.CV");
	with_code(f, &p, "https://github.com/Mi-Peng/SSAM", "Mi-Peng/SSAM");
	with_tag(f, &p, TAG_DATASET, "CIFAR-10", FIELD_ABSTRACT, 21);
	vec_push_in(&f->a, &p.tags.at[0].spots, (struct tag_spot){FIELD_ABSTRACT, 34, 8});
	with_tag(f, &p, TAG_METHOD, "Sharpness-Aware Minimization", FIELD_TITLE, 5)->introduced = true;
	p.tags.at[1].sort = TAG_TECHNIQUE;
	return p;
}

static void all_fields_come_back(void **state)
{
	struct fixture *f = *state;
	struct paper p;

	put_one(f, sharpness(f));
	assert_int_equal(f->tally.added, 1);
	p = get(f, "2210.05177");
	assert_string_equal(p.id, "arxiv:2210.05177");
	assert_string_equal(p.title, "Make Sharpness-Aware Minimization Stronger");
	assert_string_equal(p.title_tex, "Make \\textbf{Sharpness-Aware} Minimization Stronger");
	assert_string_equal(p.abstract, "We reach O(log T) on CIFAR-10 and CIFAR-10 again.");
	assert_string_equal(p.abstract_tex, "We reach $O(\\log T)$ on CIFAR-10 and CIFAR-10 again.");
	assert_int_equal(p.authors.n, 3);
	assert_string_equal(p.authors.at[2], "Tianhe Ren");
	assert_true(p.et_al);
	assert_true(p.code_badge);
	assert_string_equal(p.affiliation, "Xiamen University");
	assert_string_equal(p.date, "2022-10-11");
	assert_string_equal(p.updated, "2022-10-12");
	assert_int_equal(p.version, 2);
	assert_string_equal(p.comments, "NeurIPS");
	assert_string_equal(p.doi, "10.1000/ABC");
	assert_string_equal(p.venue, "NeurIPS 2022");
	assert_int_equal(p.categories.n, 2);
	assert_string_equal(p.categories.at[0], "cs.LG");
	assert_int_equal(p.sources.n, 1);
	assert_string_equal(p.sources.at[0], "test.txt");
	assert_int_equal(strlen(p.added), strlen("2026-11-23T10:00:00Z"));
}

/* Keywords are found as words, whatever becomes of the tags beside them, and are no tags. */
static void keywords_are_kept_and_found(void **state)
{
	static const char *words[] = {"flat minima", "loss landscapes"}, *fewer[] = {"loss landscapes"};
	static const char found[] = "SELECT count(*) FROM search WHERE search MATCH '\"flat minima\"'";
	struct fixture *f = *state;
	struct paper p = sharpness(f), unknown = sharpness(f);

	p.keywords = (struct strs){words, 2, 2};
	put_one(f, p);
	put_one(f, unknown); /* says nothing of keywords */
	assert_int_equal(get(f, p.id).keywords.n, 2);
	assert_string_equal(get(f, p.id).keywords.at[1], "loss landscapes");
	assert_int_equal(ask(f, found), 1);
	assert_int_equal(ask(f, "SELECT count(*) FROM tags WHERE name = 'flat minima'"), 0);
	p.tags.n = 1;
	put_one(f, p);
	assert_int_equal(ask(f, found), 1);
	p.version = 3;
	p.keywords = (struct strs){fewer, 1, 1};
	put_one(f, p);
	assert_int_equal(ask(f, found), 0);
	assert_ok(f, sql_exec(library_db(f->lib), "INSERT INTO search (search) VALUES ('integrity-check')", &f->err));
}

static void links_and_tags_come_back(void **state)
{
	struct fixture *f = *state;
	struct paper p;

	put_one(f, sharpness(f));
	p = get(f, "2210.05177");
	assert_int_equal(p.links.n, 1);
	assert_string_equal(p.links.at[0].url, "https://github.com/Mi-Peng/SSAM");
	assert_string_equal(p.links.at[0].host, "github.com");
	assert_string_equal(p.links.at[0].repo, "Mi-Peng/SSAM");
	assert_int_equal(p.links.at[0].kind, LINK_CODE);
	assert_int_equal(p.links.at[0].stars, -1);
	assert_null(p.links.at[0].checked);
	assert_int_equal(p.tags.n, 2);
	assert_string_equal(p.tags.at[0].name, "CIFAR-10");
	assert_int_equal(p.tags.at[0].kind, TAG_DATASET);
	assert_int_equal(p.tags.at[0].spots.n, 2);
	assert_int_equal(p.tags.at[0].spots.at[1].field, FIELD_ABSTRACT);
	assert_int_equal(p.tags.at[0].spots.at[1].at, 34);
	assert_int_equal(p.tags.at[0].spots.at[1].len, 8);
	assert_int_equal(p.tags.at[1].sort, TAG_TECHNIQUE);
	assert_true(p.tags.at[1].introduced);
	assert_string_equal(p.tags.at[1].rule, "test.tsv:1");
}

static void a_paper_with_nothing_but_a_title(void **state)
{
	struct fixture *f = *state;
	struct paper p = a_paper(f, NULL, "Untitled", NULL, NULL);

	p.title_tex = NULL;
	put_one(f, p);
	p = get(f, p.id);
	assert_string_equal(p.title, "Untitled");
	assert_null(p.abstract);
	assert_null(p.date);
	assert_int_equal(p.authors.n, 0);
	assert_int_equal(p.categories.n, 0);
}

static void the_same_again_writes_nothing(void **state)
{
	struct fixture *f = *state;
	struct library *other;

	put_one(f, sharpness(f));
	assert_ok(f, library_open(&other, f->path, &f->err));
	library_changed(other);
	put_one(f, sharpness(f));
	assert_int_equal(f->tally.same, 1);
	assert_int_equal(f->tally.added + f->tally.changed + f->tally.joined, 0);
	assert_int_equal(library_count(f->lib), 1);
	assert_false(library_changed(other));
	library_close(other);
}

static void the_same_twice_in_one_batch(void **state)
{
	struct fixture *f = *state;
	struct paper two[2] = {sharpness(f), sharpness(f)};

	two[1].comments = "Accepted at NeurIPS";
	put(f, two, 2);
	assert_int_equal(f->tally.added, 1);
	assert_int_equal(f->tally.changed, 1);
	assert_int_equal(library_count(f->lib), 1);
	assert_int_equal(hits(f, "sharpness"), 1);
	assert_string_equal(get(f, "2210.05177").comments, "Accepted at NeurIPS");
}

static void unknown_does_not_replace_known(void **state)
{
	struct fixture *f = *state;
	struct paper bare = a_paper(f, "arxiv:2210.05177", "Make Sharpness-Aware Minimization Stronger",
		"Peng Mi", NULL);
	struct paper p;

	bare.et_al = true;
	bare.title_tex = NULL;
	put_one(f, sharpness(f));
	put_one(f, bare);
	assert_int_equal(f->tally.same, 1);
	p = get(f, "2210.05177");
	assert_int_equal(p.authors.n, 3);
	assert_string_equal(p.date, "2022-10-11");
	assert_string_equal(p.venue, "NeurIPS 2022");
	assert_int_equal(p.tags.n, 2);
}

static void a_newer_version_wins_an_older_does_not(void **state)
{
	struct fixture *f = *state;
	struct paper p = sharpness(f);

	put_one(f, p);
	p.title = p.title_tex = "A better title";
	p.version = 3;
	p.tags.n = 0;
	put_one(f, p);
	assert_int_equal(f->tally.changed, 1);
	assert_string_equal(get(f, "2210.05177").title, "A better title");
	assert_int_equal(hits(f, "title : better"), 1);
	assert_int_equal(hits(f, "title : sharpness"), 0);
	p.version = 1;
	p.title = p.title_tex = "The first title";
	put_one(f, p);
	assert_string_equal(get(f, "2210.05177").title, "A better title");
	assert_int_equal(hits(f, "title : first"), 0);
}

static void a_whole_author_list_beats_et_al(void **state)
{
	struct fixture *f = *state;
	struct paper whole = a_paper(f, "arxiv:2210.05177", "T", "Peng Mi, Li Shen, Tianhe Ren, Yiyi Zhou",
		"2022-10-11");

	put_one(f, sharpness(f));
	put_one(f, whole);
	assert_int_equal(get(f, "2210.05177").authors.n, 4);
	assert_false(get(f, "2210.05177").et_al);
	assert_int_equal(hits(f, "authors : zhou"), 1);
	put_one(f, sharpness(f));
	assert_int_equal(get(f, "2210.05177").authors.n, 4);
}

static void key_first_arxiv_later_is_one_row(void **state)
{
	struct fixture *f = *state;
	struct paper listed = a_paper(f, NULL, "Make Sharpness-Aware Minimization Stronger", "Peng Mi",
		"2022-10-09");
	struct marks m;

	listed.et_al = listed.code_badge = true;
	put_one(f, listed);
	assert_ok(f, marks_begin(f->lib, "test", &f->err));
	assert_ok(f, marks_tag(f->lib, num_of(f, listed.id), "optim", true, &f->err));
	assert_ok(f, marks_note(f->lib, num_of(f, listed.id), "read this", &f->err));
	assert_ok(f, lists_add(f->lib, "survey", num_of(f, listed.id), 0, &f->err));
	assert_ok(f, marks_end(f->lib, &f->err));
	put_one(f, sharpness(f));
	assert_int_equal(f->tally.changed, 1);
	assert_int_equal(library_count(f->lib), 1);
	assert_string_equal(get(f, listed.id).id, "arxiv:2210.05177");
	assert_string_equal(get(f, listed.id).date, "2022-10-11");
	assert_ok(f, library_marks(f->lib, num_of(f, "2210.05177"), &f->a, &m, &f->err));
	assert_string_equal(m.tags.at[0], "optim");
	assert_string_equal(m.lists.at[0], "survey");
	assert_string_equal(m.note, "read this");
	assert_int_equal(hits(f, "tags : optim"), 1);
	assert_int_equal(hits(f, "sharpness"), 1);
}

static void arxiv_first_key_later_is_one_row(void **state)
{
	struct fixture *f = *state;
	struct paper listed = a_paper(f, NULL, "MAKE sharpness-aware minimization stronger", "Peng Mi",
		"2022-10-09");

	listed.affiliation = "Elsewhere";
	put_one(f, sharpness(f));
	put_one(f, listed);
	assert_int_equal(library_count(f->lib), 1);
	assert_int_equal(f->tally.same, 1);
	assert_string_equal(get(f, "2210.05177").title, "Make Sharpness-Aware Minimization Stronger");
	assert_string_equal(get(f, "2210.05177").affiliation, "Xiamen University");
	assert_string_equal(get(f, listed.id).id, "arxiv:2210.05177");
}

static void one_doi_is_one_paper(void **state)
{
	struct fixture *f = *state;
	struct paper published = a_paper(f, "doi:10.1000/abc", "The printed title", "P. Mi", "2023");

	published.doi = "10.1000/abc";
	put_one(f, published);
	put_one(f, sharpness(f));
	assert_int_equal(library_count(f->lib), 1);
	assert_string_equal(get(f, "doi:10.1000/ABC").id, "arxiv:2210.05177");
	assert_string_equal(get(f, "https://doi.org/10.1000/abc").id, "arxiv:2210.05177");
}

static void two_rows_become_one(void **state)
{
	struct fixture *f = *state;
	struct paper listed = a_paper(f, NULL, "A better title", "Peng Mi", "2022-10-01");
	struct paper p = sharpness(f);
	struct marks m;

	put_one(f, p);
	put_one(f, listed);
	assert_int_equal(library_count(f->lib), 2);
	assert_ok(f, marks_begin(f->lib, "test", &f->err));
	assert_ok(f, marks_tag(f->lib, num_of(f, listed.id), "both", true, &f->err));
	assert_ok(f, marks_tag(f->lib, num_of(f, p.id), "both", true, &f->err));
	assert_ok(f, marks_note(f->lib, num_of(f, listed.id), "second", &f->err));
	assert_ok(f, marks_note(f->lib, num_of(f, p.id), "first", &f->err));
	assert_ok(f, marks_star(f->lib, num_of(f, listed.id), true, &f->err));
	assert_ok(f, marks_unread(f->lib, num_of(f, listed.id), false, &f->err));
	assert_ok(f, marks_unread(f->lib, num_of(f, p.id), false, &f->err));
	assert_ok(f, lists_add(f->lib, "l", num_of(f, p.id), 0, &f->err));
	assert_ok(f, lists_add(f->lib, "l", num_of(f, listed.id), 0, &f->err));
	assert_ok(f, marks_end(f->lib, &f->err));
	assert_int_equal(library_unread(f->lib), 0);

	p.title = p.title_tex = "A better title";
	p.version = 3;
	put_one(f, p);
	assert_int_equal(f->tally.joined, 1);
	assert_int_equal(library_count(f->lib), 1);
	assert_int_equal(library_unread(f->lib), 0);
	assert_int_equal(num_of(f, listed.id), num_of(f, "2210.05177"));
	assert_ok(f, library_marks(f->lib, num_of(f, listed.id), &f->a, &m, &f->err));
	assert_string_equal(m.note, "first\nsecond");
	assert_true(m.starred);
	assert_int_equal(m.tags.n, 1);
	assert_int_equal(m.lists.n, 1);
	assert_int_equal(ask(f, "SELECT papers FROM tags WHERE kind = 2"), 1);
	assert_int_equal(ask(f, "SELECT papers FROM lists"), 1);
	assert_int_equal(hits(f, "better"), 1);
	assert_int_equal(ask(f, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

static void two_arxiv_papers_of_one_title_stay_two(void **state)
{
	struct fixture *f = *state;

	put_one(f, a_paper(f, "arxiv:2101.00001", "Editorial", "Ann Lee", "2021-01-01"));
	put_one(f, a_paper(f, "arxiv:2201.00001", "Editorial", "Ann Lee", "2022-01-01"));
	assert_int_equal(library_count(f->lib), 2);
	put_one(f, a_paper(f, "acl:2022.x-1.1", "Editorial", "Ann Lee", "2022-01-01"));
	assert_int_equal(library_count(f->lib), 3);
}

static void the_first_date_stays(void **state)
{
	struct fixture *f = *state;
	struct paper p = sharpness(f);

	p.date = "2022";
	put_one(f, p);
	p.date = "2022-10-13";
	put_one(f, p);
	assert_string_equal(get(f, p.id).date, "2022-10-13");
	p.date = "2022-10-11";
	put_one(f, p);
	p.date = "2022-12-24";
	put_one(f, p);
	p.date = "2021";
	put_one(f, p);
	assert_string_equal(get(f, p.id).date, "2022-10-11");
}

/* Announced on the first day of the next month, and found with no more than the month of its identifier. */
static void the_order_of_dates_does_not_matter(void **state)
{
	static const char *const orders[][3] = {{"2022-10", "2022-11-01", "2022-10-31"},
		{"2022-11-01", "2022-10", "2022-10-31"}, {"2022-10-31", "2022-11-01", "2022-10"}};
	static const char *const ids[] = {"arxiv:2210.00001", "arxiv:2210.00002", "arxiv:2210.00003"};
	struct fixture *f = *state;

	for (size_t i = 0; i < 3; i++)
		for (size_t k = 0; k < 3; k++) {
			put_one(f, a_paper(f, ids[i], ids[i], "Ann Lee", orders[i][k]));
			if (k == 1 && i < 2)
				assert_string_equal(get(f, ids[i]).date, "2022-10");
		}
	for (size_t i = 0; i < 3; i++)
		assert_string_equal(get(f, ids[i]).date, "2022-10-31");
}

static void no_list_of_authors_gets_shorter(void **state)
{
	struct fixture *f = *state;
	struct paper whole = a_paper(f, "arxiv:2210.05177", "T", "Ann Lee, Bo Ek, Cy Wu", "2022-10-11");
	struct paper group = a_paper(f, "arxiv:2210.05177", "T", "The T Group", "2022-10-11");

	put_one(f, whole);
	put_one(f, group);
	assert_int_equal(get(f, "2210.05177").authors.n, 3);
	group.version = 2;
	put_one(f, group);
	assert_int_equal(get(f, "2210.05177").authors.n, 1);
}

static void a_new_date_moves_the_row(void **state)
{
	struct fixture *f = *state;
	struct paper p = sharpness(f);
	int64_t before, after;

	put_one(f, p);
	before = num_of(f, p.id);
	p.date = "2022-09-24";
	put_one(f, p);
	after = num_of(f, p.id);
	assert_true(after < before);
	assert_int_equal(get(f, p.id).tags.n, 2);
	assert_int_equal(get(f, p.id).links.n, 1);
	assert_int_equal(ask(f, "SELECT rowid FROM search WHERE search MATCH 'sharpness'"), after);
	assert_int_equal(ask(f, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

static void rows_lie_in_order_of_date(void **state)
{
	struct fixture *f = *state;
	struct paper p[] = {
		a_paper(f, "arxiv:2201.00002", "B", "X Y", "2022-01-02"),
		a_paper(f, "arxiv:2201.00003", "C", "X Y", "2022-01-03"),
		a_paper(f, "arxiv:2201.00001", "A", "X Y", "2022-01-02"),
		a_paper(f, "x:none", "N", "X Y", NULL),
		a_paper(f, "x:year", "Y", "X Y", "2022"),
	};

	put(f, p, 5);
	assert_true(num_of(f, "arxiv:2201.00003") > num_of(f, "arxiv:2201.00002"));
	assert_true(num_of(f, "arxiv:2201.00002") > num_of(f, "arxiv:2201.00001"));
	assert_true(num_of(f, "arxiv:2201.00001") > num_of(f, "x:year"));
	assert_true(num_of(f, "x:year") > num_of(f, "x:none"));
}

static void tag_counts_are_kept(void **state)
{
	struct fixture *f = *state;
	struct paper p = sharpness(f), q = a_paper(f, "arxiv:2201.00001", "On CIFAR-10", "X Y", "2022-01-01");

	library_tagged_by(f->lib, 7);
	with_tag(f, &q, TAG_DATASET, "Cifar-10", FIELD_TITLE, 3)->rule = "words.tsv:1";
	put_one(f, p);
	put_one(f, q);
	assert_int_equal(ask(f, "SELECT papers FROM tags WHERE name = 'CIFAR-10'"), 2);
	q.tags.n = 0;
	put_one(f, q);
	assert_int_equal(f->tally.changed, 1);
	assert_int_equal(ask(f, "SELECT papers FROM tags WHERE name = 'CIFAR-10'"), 1);
	assert_int_equal(hits(f, "tags : cifar"), 1);
}

/* What a list says counts more than the first paper's spelling, and what it is. */
static void lists_name_tags(void **state)
{
	struct fixture *f = *state;
	struct paper p = a_paper(f, "arxiv:2201.00001", "Vit", "X Y", "2022-01-01");
	struct paper q = a_paper(f, "arxiv:2201.00002", "ViT", "X Y", "2022-01-02");
	struct tag *t = with_tag(f, &p, TAG_METHOD, "Vit", FIELD_TITLE, 0);

	t->rule = "evidence.tsv";
	with_tag(f, &q, TAG_METHOD, "ViT", FIELD_TITLE, 0)->sort = TAG_TECHNIQUE;
	put_one(f, p);
	put_one(f, q);
	put_one(f, p);
	assert_int_equal(f->tally.same, 1);
	assert_string_equal(get(f, p.id).tags.at[0].name, "ViT");
	assert_int_equal(ask(f, "SELECT sort FROM tags WHERE name = 'ViT'"), TAG_TECHNIQUE);
	assert_int_equal(hits(f, "tags : vit"), 2);
}

/* Names of tags are one where they differ only in case or accents: the first spelling stays. */
static void other_spellings_of_tags_change_nothing(void **state)
{
	struct fixture *f = *state;
	struct paper p = sharpness(f), q = a_paper(f, "arxiv:2201.00001", "Cifar-10, CIFAR-10", "X Y", "2022-01-01");

	library_tagged_by(f->lib, 7);
	with_tag(f, &q, TAG_DATASET, "Cifar-10", FIELD_TITLE, 0)->rule = "words.tsv:1";
	with_tag(f, &q, TAG_DATASET, "CIFAR-10", FIELD_TITLE, 10);
	put_one(f, p);
	put_one(f, q);
	put_one(f, q);
	assert_int_equal(f->tally.same, 1);
	put_one(f, p);
	assert_int_equal(f->tally.same, 1);
	assert_string_equal(get(f, q.id).tags.at[0].name, "CIFAR-10");
	assert_int_equal(ask(f, "SELECT papers FROM tags WHERE name = 'CIFAR-10'"), 2);
}

/* Each commit is a segment of the full-text index; a word is looked for in all of them. */
static void small_writes_leave_few_segments(void **state)
{
	enum { PAPERS = 60 };
	struct fixture *f = *state;
	char id[24];
	int64_t num;

	for (int i = 0; i < PAPERS; i++) {
		snprintf(id, sizeof id, "arxiv:2201.%05d", i + 1);
		put_one(f, a_paper(f, id, "On Lanterns", "A B", "2022-01-01"));
		assert_ok(f, library_find(f->lib, id, &num, &f->err));
		assert_ok(f, marks_begin(f->lib, "tag", &f->err));
		assert_int_equal(marks_tag(f->lib, num, "light", true, &f->err), 1);
		assert_ok(f, marks_end(f->lib, &f->err));
	}
	assert_in_range(ask(f, "SELECT count(DISTINCT segid) FROM search_idx"), 1, PAPERS / 4);
	assert_int_equal(ask(f, "SELECT count(*) FROM search WHERE search MATCH 'tags:light title:lanterns'"), PAPERS);
}

int main(void)
{
#define test(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)
	const struct CMUnitTest tests[] = {
		test(all_fields_come_back),
		test(keywords_are_kept_and_found),
		test(links_and_tags_come_back),
		test(a_paper_with_nothing_but_a_title),
		test(the_same_again_writes_nothing),
		test(the_same_twice_in_one_batch),
		test(unknown_does_not_replace_known),
		test(a_newer_version_wins_an_older_does_not),
		test(a_whole_author_list_beats_et_al),
		test(key_first_arxiv_later_is_one_row),
		test(arxiv_first_key_later_is_one_row),
		test(one_doi_is_one_paper),
		test(two_rows_become_one),
		test(two_arxiv_papers_of_one_title_stay_two),
		test(the_first_date_stays),
		test(the_order_of_dates_does_not_matter),
		test(no_list_of_authors_gets_shorter),
		test(a_new_date_moves_the_row),
		test(rows_lie_in_order_of_date),
		test(tag_counts_are_kept),
		test(lists_name_tags),
		test(other_spellings_of_tags_change_nothing),
		test(small_writes_leave_few_segments),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
