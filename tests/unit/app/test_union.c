/*
 * One paper through nine doors: arXiv's API, its announcements (as a new paper, and as a guest of another category),
 * its OAI server, its page of new papers, its page of the paper, a pasted listing, its mail, and the metadata snapshot.
 * Whatever comes first, the library holds one row with what they know together.
 */
#include "../test.h"

#include <unistd.h>

#include "app/ingest.h"
#include "app/spawn.h"

static char home[] = "/tmp/carrel-union-XXXXXX";

/* One string for what all records say. */
#define ABSTRACT "We light $n^2$ lamps over a desk and read by the light of them."

static const char api[] =
	"<feed xmlns:arxiv='http://arxiv.org/schemas/atom' xmlns='http://www.w3.org/2005/Atom'>"
	"<title>arXiv Query</title>"
	"<entry><id>http://arxiv.org/abs/2303.90001v2</id><title>Lamps,\n  $O(n)$ of Them</title>"
	"<updated>2023-04-05T09:00:00Z</updated><published>2023-03-01T19:00:02Z</published>"
	"<summary>  " ABSTRACT "</summary><category term='astro-ph.IM' scheme='http://arxiv.org/schemas/atom'/>"
	"<category term='astro-ph.GA' scheme='http://arxiv.org/schemas/atom'/>"
	"<arxiv:primary_category term='astro-ph.GA'/><arxiv:doi>10.1000/lamp.1</arxiv:doi>"
	"<author><name>Ann Lee</name></author><author><name>Bo\xC5\xBE" "ena Ek</name></author>"
	"<author><name>Cy Wu</name></author><author><name>Dee Ray</name></author></entry></feed>";

static const char rss[] =
	"<rss xmlns:arxiv='http://arxiv.org/schemas/atom' xmlns:dc='http://purl.org/dc/elements/1.1/' version='2.0'>"
	"<channel><title>astro-ph updates on arXiv.org</title><pubDate>Fri, 03 Mar 2023 00:00:00 -0500</pubDate>"
	"<item><title>Lamps, $O(n)$ of Them</title><link>https://arxiv.org/abs/2303.90001</link>"
	"<description>arXiv:2303.90001v1 Announce Type: new \nAbstract: " ABSTRACT "</description>"
	"<guid isPermaLink='false'>oai:arXiv.org:2303.90001v1</guid><category>astro-ph.GA</category>"
	"<pubDate>Fri, 03 Mar 2023 00:00:00 -0500</pubDate><arxiv:announce_type>new</arxiv:announce_type>"
	"<dc:creator>Ann Lee, Bo\\v{z}ena Ek, Cy Wu, Dee Ray</dc:creator></item></channel></rss>";

/* Found in the announcements of another category, all that is told of the date is the month of the identifier. */
static const char guest[] =
	"<rss xmlns:arxiv='http://arxiv.org/schemas/atom' xmlns:dc='http://purl.org/dc/elements/1.1/' version='2.0'>"
	"<channel><title>physics updates on arXiv.org</title><pubDate>Fri, 03 Mar 2023 00:00:00 -0500</pubDate>"
	"<item><title>Lamps, $O(n)$ of Them</title><link>https://arxiv.org/abs/2303.90001</link>"
	"<description>arXiv:2303.90001v1 Announce Type: cross \nAbstract: " ABSTRACT "</description>"
	"<guid isPermaLink='false'>oai:arXiv.org:2303.90001v1</guid><category>astro-ph.GA</category>"
	"<pubDate>Fri, 03 Mar 2023 00:00:00 -0500</pubDate><arxiv:announce_type>cross</arxiv:announce_type>"
	"<dc:creator>Ann Lee, Bo\\v{z}ena Ek, Cy Wu, Dee Ray</dc:creator></item></channel></rss>";

static const char oai[] =
	"<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><responseDate>2023-04-07T10:00:00Z</responseDate>"
	"<request>https://oaipmh.arxiv.org/oai</request><GetRecord><record><header>"
	"<identifier>oai:arXiv.org:2303.90001</identifier><datestamp>2023-04-06</datestamp></header><metadata>"
	"<arXivRaw xmlns='http://arxiv.org/OAI/arXivRaw/'><id>2303.90001</id>"
	"<version version='v1'><date>Wed, 1 Mar 2023 19:00:02 GMT</date><size>3197kb</size></version>"
	"<version version='v2'><date>Wed, 5 Apr 2023 09:00:00 GMT</date><size>3198kb</size></version>"
	"<title>Lamps, $O(n)$ of\n  Them</title><authors>Ann Lee, Bo\\v{z}ena Ek, Cy Wu and Dee Ray (Nowhere)</authors>"
	"<categories>astro-ph.GA physics.optics</categories><comments>18 pages, code at\n"
	"https://github.com/example/lamps</comments><journal-ref>J. Lamps (2023) 6, 262</journal-ref>"
	"<doi>10.1000/lamp.1 10.1000/lamp.2</doi><abstract>  " ABSTRACT "\n</abstract></arXivRaw></metadata></record>"
	"</GetRecord></OAI-PMH>";

static const char page[] =
	"<html><body><div id='dlpage'><h1>Astrophysics</h1>"
	"<h3>Showing new listings for Friday, 3 March 2023</h3>"
	"<dl id='articles'><h3>New submissions (showing 1 of 1 entries)</h3><dt><a name='item1'>[1]</a> "
	"<a href =\"/abs/2303.90001\" title=\"Abstract\" id=\"2303.90001\">arXiv:2303.90001</a></dt><dd>"
	"<div class='list-title'><span class='descriptor'>Title:</span>Lamps, $O(n)$ of Them</div>"
	"<div class='list-authors'><a href='/a'>Ann Lee</a>, <a href='/b'>Bo\xC5\xBE" "ena Ek</a>, "
	"<a href='/c'>Cy Wu</a>, <a href='/d'>Dee Ray</a></div>"
	"<div class='list-comments'><span class='descriptor'>Comments:</span>18 pages, code at "
	"<a href='https://github.com/example/lamps' class='link-external'>this https URL</a></div>"
	"<div class='list-subjects'><span class='primary-subject'>Astrophysics of Galaxies (astro-ph.GA)</span>; "
	"Optics (physics.optics)</div><p class='mathjax'>" ABSTRACT "</p></dd></dl></div></body></html>";

static const char abs_page[] =
	"<html><head><meta name=\"citation_title\" content=\"Lamps, $O(n)$ of Them\"/>"
	"<meta name=\"citation_author\" content=\"Lee, Ann\"/>"
	"<meta name=\"citation_author\" content=\"Ek, Bo\xC5\xBE" "ena\"/>"
	"<meta name=\"citation_author\" content=\"Wu, Cy\"/><meta name=\"citation_author\" content=\"Ray, Dee\"/>"
	"<meta name=\"citation_doi\" content=\"10.1000/lamp.1\"/><meta name=\"citation_date\" content=\"2023/03/01\"/>"
	"<meta name=\"citation_online_date\" content=\"2023/04/05\"/>"
	"<meta name=\"citation_arxiv_id\" content=\"2303.90001\"/></head><body>"
	"<blockquote class='abstract'><span class='descriptor'>Abstract:</span>" ABSTRACT "</blockquote>"
	"<div class='submission-history'><strong>[v1]</strong> Wed, 1 Mar 2023 19:00:02 UTC (1 KB)<br/>"
	"<strong>[v2]</strong> Wed, 5 Apr 2023 09:00:00 UTC (1 KB)</div></body></html>";

static const char listing[] =
	"GAMar 3, 2023Code\n"
	"Lamps, $O(n)$ of ThemAnn Lee, Bo\xC5\xBE" "ena Ek, Cy Wu et al.\n"
	ABSTRACT "\n";

static const char mail[] =
	"------------------------------------------------------------------------------\n"
	"\\\\\narXiv:2303.90001\nDate: Wed, 1 Mar 2023 19:00:02 GMT   (3197kb,D)\n\n"
	"Title: Lamps, $O(n)$ of Them\nAuthors: Ann Lee, Bo\\v{z}ena Ek, Cy Wu and Dee Ray\n"
	"Categories: astro-ph.GA physics.optics\nComments: 18 pages, code at\n  https://github.com/example/lamps\n"
	"\\\\\n  " ABSTRACT "\n\\\\ ( https://arxiv.org/abs/2303.90001 ,  3197kb)\n"
	"------------------------------------------------------------------------------\n";

static const char snapshot[] =
	"{\"id\":\"2303.90001\",\"submitter\":\"Ann Lee\",\"authors\":\"Ann Lee, Bo\\\\v{z}ena Ek, Cy Wu and Dee Ray\","
	"\"title\":\"Lamps, $O(n)$ of\\n  Them\",\"comments\":\"18 pages, code at https://github.com/example/lamps\","
	"\"journal-ref\":\"J. Lamps (2023) 6, 262\",\"doi\":null,\"report-no\":null,"
	"\"categories\":\"astro-ph.GA physics.optics\",\"license\":null,\"abstract\":\"  We light $n^2$ lamps over a "
	"desk\\nand read by the light of them.\\n\",\"versions\":[{\"version\":\"v1\",\"created\":"
	"\"Wed, 1 Mar 2023 19:00:02 GMT\"},{\"version\":\"v2\",\"created\":\"Wed, 5 Apr 2023 09:00:00 GMT\"}],"
	"\"update_date\":\"2023-04-06\",\"authors_parsed\":[[\"Lee\",\"Ann\",\"\"],[\"Ek\",\"Bo\xC5\xBE" "ena\",\"\"],"
	"[\"Wu\",\"Cy\",\"\",\"Nowhere\"],[\"Ray\",\"Dee\",\"\"]]}\n";

static const struct door {
	const char *format, *source, *text;
} doors[] = {
	{"feed", "api", api},
	{"feed", "rss", rss},
	{"feed", "guest", guest},
	{"oai", "oai", oai},
	{"arxiv-list", "new", page},
	{"arxiv-abs", "abs", abs_page},
	{"listing", "listing.txt", listing},
	{"mailing", "mail", mail},
	{"jsonl", "snapshot", snapshot},
};

enum { DOORS = sizeof doors / sizeof *doors, ORDERS = 40 };

static void come_in(struct desk *d, struct library *lib, const struct door *door)
{
	struct ingest result = {.bad = 0};
	struct err err;

	if (ingest_text(d, lib, str_of(door->text), door->source, format_find(door->format), NULL, &result, &err) < 0)
		fail_msg("%s: %s", door->source, err.msg);
}

static void are(const struct strs *got, const char *want)
{
	struct strbuf all = STRBUF_INIT;

	for (size_t i = 0; i < got->n; i++)
		strbuf_addf(&all, "%s%s", i ? "|" : "", got->at[i]);
	assert_string_equal(all.buf, want);
	strbuf_release(&all);
}

static void is_whole(struct library *lib)
{
	struct arena a = ARENA_INIT;
	struct paper p;
	struct err err;
	int64_t num;

	assert_int_equal(library_count(lib), 1);
	assert_int_equal(library_find(lib, "arxiv:2303.90001", &num, &err), 0);
	assert_int_equal(library_get(lib, num, PART_ALL, &a, &p, &err), 0);
	assert_string_equal(p.id, "arxiv:2303.90001");
	assert_string_equal(p.title, "Lamps, O(n) of Them");
	assert_string_equal(p.abstract, "We light n² lamps over a desk and read by the light of them.");
	are(&p.authors, "Ann Lee|Božena Ek|Cy Wu|Dee Ray");
	assert_false(p.et_al);
	assert_string_equal(p.date, "2023-03-01");
	assert_string_equal(p.updated, "2023-04-05");
	assert_int_equal(p.version, 2);
	assert_string_equal(p.categories.at[0], "astro-ph.GA");
	assert_int_equal(p.categories.n, 3);
	assert_string_equal(p.comments, "18 pages, code at https://github.com/example/lamps");
	assert_string_equal(p.doi, "10.1000/lamp.1");
	assert_string_equal(p.venue, "J. Lamps (2023) 6, 262");
	assert_true(p.code_badge);
	assert_int_equal(p.links.n, 1);
	assert_string_equal(p.links.at[0].repo, "example/lamps");
	assert_int_equal(p.sources.n, DOORS);
	arena_release(&a);
}

/* order: a permutation of the doors. */
static void comes_in(struct desk *d, const int *order)
{
	static int runs;
	char path[128];
	struct library *lib;
	struct err err;

	snprintf(path, sizeof path, "%s/%d.db", home, runs++);
	assert_int_equal(library_open(&lib, path, &err), 0);
	for (int i = 0; i < DOORS; i++)
		come_in(d, lib, &doors[order[i]]);
	is_whole(lib);
	for (int i = 0; i < DOORS; i++)
		come_in(d, lib, &doors[order[i]]);
	is_whole(lib);
	library_close(lib);
}

/* Each is first once and last once, forwards and backwards. */
static void the_order_does_not_matter(void **state)
{
	struct desk d = {.quiet = true};
	int there[DOORS], back[DOORS];

	(void)state;
	for (int first = 0; first < DOORS; first++) {
		for (int i = 0; i < DOORS; i++) {
			there[i] = (first + i) % DOORS;
			back[i] = (first + DOORS - i) % DOORS;
		}
		comes_in(&d, there);
		comes_in(&d, back);
	}
	desk_release(&d);
}

/* Orders by chance, the same ones in every run. */
static void nor_does_any_other(void **state)
{
	struct desk d = {.quiet = true};
	unsigned random = 1;
	int order[DOORS];

	(void)state;
	for (int i = 0; i < DOORS; i++)
		order[i] = i;
	for (int turn = 0; turn < ORDERS; turn++) {
		for (int i = DOORS - 1; i > 0; i--) {
			int other, kept = order[i];

			random = random * 1103515245 + 12345;
			other = (int)(random / 65536 % (unsigned)(i + 1));
			order[i] = order[other];
			order[other] = kept;
		}
		comes_in(&d, order);
	}
	desk_release(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_order_does_not_matter),
		cmocka_unit_test(nor_does_any_other),
	};
	char rm[] = "rm", flag[] = "-rf";
	char *argv[] = {rm, flag, home, NULL};
	int failed;

	if (!mkdtemp(home))
		return 1;
	setenv("HOME", home, 1);
	setenv("XDG_CONFIG_HOME", home, 1);
	setenv("XDG_DATA_HOME", home, 1);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	return failed ? failed : spawn_wait(argv, NULL);
}
