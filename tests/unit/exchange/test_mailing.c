#include "../test.h"
#include "catch.h"

#include "base/file.h"

static struct catch c;

static int after(void **state)
{
	(void)state;
	catch_release(&c);
	return 0;
}

static void read_fixture(const char *name)
{
	struct strbuf text = STRBUF_INIT, path = STRBUF_INIT;
	struct err err;

	strbuf_addf(&path, "tests/fixtures/exchange/%s", name);
	if (file_read(test_file(path.buf), 1 << 20, &text, &err) < 0)
		fail_msg("%s", err.msg);
	assert_string_equal(format_guess(name, strbuf_str(&text))->name, "mailing");
	assert_int_equal(catch_read(&c, "mailing", strbuf_str(&text)), 0);
	strbuf_release(&path);
	strbuf_release(&text);
}

/* Nothing, or exactly that. */
static void is(const char *got, const char *want)
{
	if (want)
		assert_string_equal(got ? got : "(nothing)", want);
	else
		assert_null(got);
}

static void are(const struct strs *got, const char *want)
{
	struct strbuf all = STRBUF_INIT;

	for (size_t i = 0; i < got->n; i++)
		strbuf_addf(&all, "%s%s", i ? "|" : "", got->at[i]);
	assert_string_equal(all.buf, want);
	strbuf_release(&all);
}

struct dates {
	const char *id, *date, *updated;
	int version;
	bool withdrawn;
};

static void have_dates(const struct dates *want, size_t n)
{
	assert_int_equal(c.batch.n, n);
	for (size_t i = 0; i < n; i++) {
		const struct paper *p = &c.batch.at[i];

		is(p->id, want[i].id);
		is(p->date, want[i].date);
		is(p->updated, want[i].updated);
		assert_int_equal(p->version, want[i].version);
		assert_int_equal(p->withdrawn, want[i].withdrawn);
	}
}

static void a_mail_of_2023(void **state)
{
	static const struct dates dates[] = {
		{"arxiv:2303.90001", "2023-03-01", "2023-03-01", 1, false},
		{"arxiv:2303.90002", "2023-03-02", "2023-03-02", 1, false},
		{"arxiv:2302.90003", "2023-02-27", "2023-03-01", 2, false},
		{"arxiv:2104.90004", NULL, "2023-03-02", 0, false},
		{"arxiv:2105.90005", NULL, "2023-03-02", 0, true},
	};
	const struct paper *p;

	(void)state;
	read_fixture("mailing_2023.txt");
	is(c.bad.buf, "");
	have_dates(dates, 5);
	p = &c.batch.at[0];
	is(p->title_tex, "Lamps on a Desk: $R_{200}$ of the Reading Light and a Title That Goes on in a Second Line");
	are(&p->authors, "Ann Lee|Božena Ek|Cy Wu|the LAMP Team");
	are(&p->categories, "astro-ph.GA|astro-ph.IM");
	is(p->comments, "18 pages, 13 figures, accepted by a journal: see https://github.com/example/lamps.");
	is(p->venue, "J. Lamps (2023) 6, 262");
	is(p->doi, "10.1000/lamp.1");
	is(p->abstract_tex, "We light a desk. Date: this is no field, and neither is Title: this one, since an "
		"abstract may say anything. A second paragraph with $x \\approx 7.4 \\times 10^{6}$ lamps.");
	is(c.batch.at[1].title_tex, "0");
	is(c.batch.at[1].comments, NULL);
	is(c.batch.at[2].abstract_tex, "A guest.");
	is(c.batch.at[3].abstract_tex, NULL);
	are(&c.batch.at[3].authors, "Gil Hay|Ida Joy");
	is(c.batch.at[3].doi, "10.1000/prz.103");
}

static void a_mail_of_1997(void **state)
{
	static const struct dates dates[] = {
		{"arxiv:math-ph/9712901", "1997-12-03", "1997-12-03", 1, false},
		{"arxiv:cond-mat/9712902", "1997-12-11", "1998-06-08", 3, false},
		{"arxiv:math/9712903", "1997-12-05", "1997-12-06", 2, false},
	};

	(void)state;
	read_fixture("mailing_1997.txt");
	is(c.bad.buf, "");
	have_dates(dates, 3);
	are(&c.batch.at[0].categories, "math-ph");
	are(&c.batch.at[0].authors, "M. Moss");
	is(c.batch.at[0].abstract_tex, "Ink dries on lattices.");
	are(&c.batch.at[1].categories, "cond-mat.stat-mech|math-ph|math.MP");
	are(&c.batch.at[1].authors, "N. Nagy|O. Orr");
	is(c.batch.at[1].abstract_tex, NULL);
	is(c.batch.at[1].venue, "J. Tower Phys. v. 92, 765 (1998).");
}

static void saved_mail(void **state)
{
	static const struct dates dates[] = {
		{"arxiv:2601.90011", "2026-01-12", "2026-01-12", 1, false},
		{"arxiv:2601.90012", "2026-01-12", "2026-01-12", 1, false},
	};

	(void)state;
	read_fixture("mailing.mbox");
	is(c.bad.buf, "");
	have_dates(dates, 2);
	is(c.batch.at[0].title_tex,
		"Mail in Quoted Letters, with a Line That Is Longer than Seventy-Six Characters of It");
	for (size_t i = 0; i < 2; i++) {
		is(c.batch.at[i].comments, "a = b; 15 pages, see https://example.org/?id=3D&x=1");
		is(c.batch.at[i].abstract_tex,
			"We read mail. From here on = is an equals sign, é is a letter. From the past we learn.");
	}
}

/* A mail in two parts, the same text in both, and both in base64. */
static void mail_in_parts(void **state)
{
	(void)state;
	read_fixture("mailing_parts.eml");
	is(c.bad.buf, "");
	assert_int_equal(c.batch.n, 1);
	is(c.batch.at[0].id, "arxiv:2601.90021");
	is(c.batch.at[0].title_tex,
		"Mail in Sixty-Four Letters, with a Line That Is Longer than Seventy-Six Characters of It");
	are(&c.batch.at[0].authors, "Ann Lee|Bo Čech");
	is(c.batch.at[0].abstract_tex, "We read mail & more: é is a letter.");
}

/* Copied out of a window, with a blank line in front. */
static void mail_below_blank_lines(void **state)
{
	static const char text[] = "\n\nFrom: x\nContent-Transfer-Encoding:\n quoted-printable\n\n\\\\\n"
		"arXiv:2601.90041\nTitle: =C3=89tude\n\\\\\n  Of=\n it.\n\\\\\n";

	(void)state;
	assert_string_equal(format_guess("copied", str_of(text))->name, "mailing");
	assert_int_equal(catch_read(&c, "mailing", str_of(text)), 0);
	assert_int_equal(c.batch.n, 1);
	is(c.batch.at[0].title_tex, "Étude");
	is(c.batch.at[0].abstract_tex, "Of it.");
}

/* What somebody sent on, with the marks of an answer, and with the line ends of the wire. */
static void mail_sent_on(void **state)
{
	static const char text[] = "> Look at this:\r\n\r\n> \\\\\r\n> arXiv:2601.90031\r\n> Date: Mon, 12 Jan 2026 "
		"20:33:39 GMT   (215kb)\r\n>\r\n> Title: An Answer that\r\n>   goes on\r\n> Authors: Ann Lee\r\n> "
		"Categories: cs.AI\r\n> \\\\\r\n>   It is > 7.\r\n> \\\\ ( https://arxiv.org/abs/2601.90031 , 2kb)\r\n"
		"\\\\\r\narXiv:2601.90032\r\nTitle: No Answer\r\n\\\\\r\n  Of\r\n> all.\r\n";

	(void)state;
	assert_string_equal(format_guess("sent", str_of(text))->name, "mailing");
	assert_int_equal(catch_read(&c, "mailing", str_of(text)), 0);
	is(c.bad.buf, "");
	assert_int_equal(c.batch.n, 2);
	is(c.batch.at[0].title_tex, "An Answer that goes on");
	is(c.batch.at[0].date, "2026-01-12");
	is(c.batch.at[0].abstract_tex, "It is > 7.");
	is(c.batch.at[1].abstract_tex, "Of > all.");
}

static void what_cannot_be_read_costs_one_record(void **state)
{
	(void)state;
	read_fixture("mailing_broken.txt");
	is(c.bad.buf, "14: the record has no arXiv identifier\n34: the record has no title\n");
	assert_int_equal(c.batch.n, 4);
	is(c.batch.at[0].title_tex, "A Whole Record");
	is(c.batch.at[1].abstract_tex, "It ends here without");
	is(c.batch.at[2].abstract_tex, "The next record follows at once.");
	is(c.batch.at[3].id, "arxiv:2601.90005");
	is(c.batch.at[3].comments, "10 pages");
	is(c.batch.at[3].abstract_tex, "Cut by the end of the file");
}

static void the_archives_own_files(void **state)
{
	static const struct dates dates[] = {{"arxiv:0704.9001", "2007-04-02", "2008-03-05", 2, true}};
	const struct paper *p;

	(void)state;
	read_fixture("paper.abs");
	is(c.bad.buf, "");
	have_dates(dates, 1);
	p = &c.batch.at[0];
	is(p->comments, "This paper has been withdrawn by the authors. The latest version stands at "
		"http://example.org/ink.pdf (3 MB)");
	catch_release(&c);
	read_fixture("latin1.abs");
	is(c.bad.buf, "");
	p = &c.batch.at[0];
	is(p->venue, "Épi. de Géométrie, Volume 1");
	is(p->title_tex, "A G\\\"unther Surface");
	are(&p->authors, "Jörg Müller|Ana Sanz");
}

static void other_files_are_no_mailings(void **state)
{
	static const char *const texts[] = {"", "\\\\\n", "\\\\\nTitle: x\n", "arXiv:2601.00001\nTitle: x\n",
		"{\"title\":\"x\"}\n", "A line \\\\\nof TeX\n"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_int_equal(format_find("mailing")->sniff(str_of(texts[i])), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(a_mail_of_2023, after),
		cmocka_unit_test_teardown(a_mail_of_1997, after),
		cmocka_unit_test_teardown(saved_mail, after),
		cmocka_unit_test_teardown(mail_in_parts, after),
		cmocka_unit_test_teardown(mail_below_blank_lines, after),
		cmocka_unit_test_teardown(mail_sent_on, after),
		cmocka_unit_test_teardown(what_cannot_be_read_costs_one_record, after),
		cmocka_unit_test_teardown(the_archives_own_files, after),
		cmocka_unit_test(other_files_are_no_mailings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
