#include "../test.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/ingest.h"
#include "app/spawn.h"
#include "base/file.h"

static char home[] = "/tmp/carrel-ingest-XXXXXX";

static int make_home(void **state)
{
	(void)state;
	if (!mkdtemp(home))
		return -1;
	setenv("HOME", home, 1);
	unsetenv("XDG_DATA_HOME");
	unsetenv("XDG_STATE_HOME");
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("CARREL_LIBRARY");
	unsetenv("CARREL_CONFIG");
	return 0;
}

static int remove_home(void **state)
{
	char command[] = "rm", flag[] = "-rf";
	char *argv[] = {command, flag, home, NULL};

	(void)state;
	return spawn_wait(argv, NULL);
}

static const char *in_home(const char *name)
{
	static char path[128];

	snprintf(path, sizeof path, "%s/%s", home, name);
	return path;
}

/* ---- one paper ---- */

static void identifies(void **state)
{
	static const struct {
		const char *id, *doi, *abstract, *want;
		int version;
	} rows[] = {
		{"arXiv:2210.05177v3", NULL, "x", "arxiv:2210.05177", 3},
		{"CSF:5764728", "10.1/X", "x", "csf:5764728", 0},
		{NULL, "10.1000/ABC", "x", "doi:10.1000/abc", 0},
		{"no form that is known", "https://doi.org/10.1000/ABC", "x", "doi:10.1000/abc", 0},
		{NULL, NULL, "See https://arxiv.org/abs/2210.05177 and https://doi.org/10.1/x", "key:", 0},
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct paper p = {.id = rows[i].id, .doi = rows[i].doi, .title_tex = "A Title",
			.abstract_tex = rows[i].abstract};

		ingest_paper(&p, NULL, &a);
		assert_int_equal(strncmp(p.id, rows[i].want, strlen(rows[i].want)), 0);
		assert_int_equal(p.version, rows[i].version);
	}
	arena_release(&a);
}

static void knows_what_is_withdrawn(void **state)
{
	static const struct {
		const char *comments, *abstract;
		bool said, want;
	} rows[] = {
		{NULL, "We sort.", false, false},
		{NULL, "We sort.", true, true},
		{"9 pages; withdrawn by the author", "We sort.", false, true},
		{NULL, "This paper has been withdrawn by the author.", false, true},
		{"9 pages", "Sorting, withdrawn from use, is back.", false, false},
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct paper p = {.title_tex = "A Title", .comments = rows[i].comments,
			.abstract_tex = rows[i].abstract, .withdrawn = rows[i].said};

		ingest_paper(&p, NULL, &a);
		assert_int_equal(p.withdrawn, rows[i].want);
	}
	arena_release(&a);
}

static void reads_links_that_a_record_brings(void **state)
{
	struct link brought[] = {
		{.url = "https://GitHub.com/a/b.git", .kind = LINK_CODE, .from = FROM_API, .stars = 7},
		{.url = "javascript:alert(1)", .kind = LINK_CODE, .from = FROM_USER, .stars = -1},
		{.url = "https://github.com/a/b/", .kind = LINK_PAGE, .from = FROM_USER, .stars = -1},
		{.url = "https://github.com/c/d", .kind = LINK_PAGE, .from = FROM_API, .stars = -1},
	};
	struct paper p = {.title_tex = "T", .abstract_tex = "See https://github.com/a/b.", .links = {brought, 4, 4}};
	struct arena a = ARENA_INIT;

	(void)state;
	ingest_paper(&p, NULL, &a);
	assert_int_equal(p.links.n, 2);
	assert_string_equal(p.links.at[0].url, "https://github.com/a/b");
	assert_string_equal(p.links.at[0].host, "github.com");
	assert_string_equal(p.links.at[0].repo, "a/b");
	assert_int_equal(p.links.at[0].stars, 7);
	assert_int_equal(p.links.at[1].kind, LINK_CODE);
	assert_string_equal(p.links.at[1].repo, "c/d");
	arena_release(&a);
}

static void reads_texts_and_links(void **state)
{
	struct paper p = {.title_tex = "On $\\alpha$",
		.abstract_tex = "83\\%. Code: \\url{https://github.com/a/b.git}.",
		.comments = "data at https://zenodo.org/record/1; code at https://github.com/A/B"};
	struct paper plain = {.title_tex = "Plain", .abstract = "As it is."};
	struct arena a = ARENA_INIT;

	(void)state;
	ingest_paper(&p, NULL, &a);
	assert_string_equal(p.title, "On α");
	assert_string_equal(p.title_tex, "On $\\alpha$");
	assert_int_equal(strncmp(p.abstract, "83%. Code: ", 11), 0);
	assert_int_equal(p.links.n, 2);
	assert_string_equal(p.links.at[0].url, "https://github.com/a/b");
	assert_int_equal(p.links.at[0].from, FROM_ABSTRACT);
	assert_string_equal(p.links.at[1].url, "https://zenodo.org/record/1");
	assert_int_equal(p.links.at[1].from, FROM_COMMENTS);
	ingest_paper(&plain, NULL, &a);
	assert_string_equal(plain.title, "Plain");
	assert_string_equal(plain.abstract_tex, "As it is.");
	arena_release(&a);
}

/* ---- a file ---- */

struct seen {
	char bad[2][256];
	size_t n_bad, papers, stop_after, asked;
	char resumed[256];
	int64_t count; /* papers of the library afterwards */
	void (*progress)(void *data, const struct tally *papers, uint64_t bytes, uint64_t size);
};

static void on_resumed(void *data, const char *message)
{
	struct seen *s = data;

	snprintf(s->resumed, sizeof s->resumed, "%s", message);
}

static void on_bad(void *data, const char *message)
{
	struct seen *s = data;

	if (s->n_bad < 2)
		snprintf(s->bad[s->n_bad], sizeof s->bad[0], "%s", message);
	s->n_bad++;
}

static void on_progress(void *data, const struct tally *papers, uint64_t bytes, uint64_t size)
{
	struct seen *s = data;

	assert_true(tally_all(papers) >= s->papers);
	assert_true(bytes <= size);
	s->papers = tally_all(papers);
}

static bool on_stop(void *data)
{
	struct seen *s = data;

	return s->stop_after && ++s->asked >= s->stop_after;
}

/* n papers, about 1 KB each, with a broken line in the place of one. */
static void write_papers(const char *path, int n, int broken)
{
	struct strbuf text = STRBUF_INIT;

	for (int i = 1; i <= n; i++) {
		if (i == broken) {
			strbuf_addz(&text, "{\"title\":\n");
			continue;
		}
		strbuf_addf(&text, "{\"id\":\"test:%d\",\"title\":\"Paper %d\",\"abstract\":\"", i, i);
		for (int w = 0; w < 100; w++)
			strbuf_addz(&text, "some words ");
		strbuf_addz(&text, "\"}\n");
	}
	assert_int_equal(file_write(path, strbuf_str(&text), NULL), 0);
	strbuf_release(&text);
}

static void names_the_line_in_any_piece(void **state)
{
	struct seen seen = {.n_bad = 0};
	const struct ingest_watch watch = {.bad = on_bad, .progress = on_progress, .stop = on_stop, .data = &seen};
	struct desk d = {.quiet = true};
	struct ingest result = {.bad = 0};
	char path[128], want[160];
	struct library *lib;
	struct err err;

	(void)state;
	snprintf(path, sizeof path, "%s", in_home("papers.jsonl"));
	write_papers(path, 2500, 2300);
	assert_int_equal(ingest_file(&d, path, NULL, &watch, &result, &err), ERR_PARTLY);
	assert_int_equal(result.tally.added, 2499);
	assert_int_equal(result.bad, 1);
	assert_int_equal(seen.n_bad, 1);
	snprintf(want, sizeof want, "%s:2300: ", path);
	assert_int_equal(strncmp(seen.bad[0], want, strlen(want)), 0);
	assert_int_equal(seen.papers, 2499);
	assert_int_equal(desk_library(&d, &lib, &err), 0);
	assert_int_equal(library_count(lib), 2499);
	result = (struct ingest){.bad = 0};
	assert_int_equal(ingest_file(&d, path, NULL, NULL, &result, &err), ERR_PARTLY);
	assert_int_equal(result.tally.same, 2499);
	assert_int_equal(library_count(lib), 2499);
	desk_release(&d);
}

static void a_stop_saves_what_is_in_hand(void **state)
{
	struct seen seen = {.stop_after = 17};
	const struct ingest_watch watch = {.stop = on_stop, .data = &seen};
	struct desk d = {.quiet = true};
	struct ingest result = {.bad = 0};
	struct library *lib;
	char path[128], library[128];
	struct err err;

	(void)state;
	snprintf(path, sizeof path, "%s", in_home("few.jsonl"));
	snprintf(library, sizeof library, "%s", in_home("stopped.db"));
	d.library_path = library;
	write_papers(path, 50, 0);
	assert_int_equal(ingest_file(&d, path, NULL, &watch, &result, &err), ERR_INTERRUPTED);
	assert_int_equal(result.tally.added, 17);
	assert_int_equal(desk_library(&d, &lib, &err), 0);
	assert_int_equal(library_count(lib), 17);
	desk_release(&d);
}

/* ---- a file that was read in part ---- */

/* An import into a library of that name, with what it said of going on in the middle. */
static int import_again(const char *library, const char *path, struct seen *seen, struct ingest *result)
{
	const struct ingest_watch watch = {
		.progress = seen->progress, .stop = on_stop, .data = seen, .resumed = on_resumed};
	struct desk d = {.quiet = true, .library_path = library};
	struct library *lib;
	struct err err;
	int rc;

	*result = (struct ingest){.bad = 0};
	rc = ingest_file(&d, path, NULL, &watch, result, &err);
	assert_int_equal(desk_library(&d, &lib, &err), 0);
	seen->count = library_count(lib);
	desk_release(&d);
	return rc;
}

static void an_interrupted_import_goes_on(void **state)
{
	struct seen seen = {.stop_after = 2600};
	char path[128], library[128];
	struct ingest r;

	(void)state;
	snprintf(path, sizeof path, "%s", in_home("long.jsonl"));
	snprintf(library, sizeof library, "%s", in_home("long.db"));
	write_papers(path, 3000, 0);
	assert_int_equal(import_again(library, path, &seen, &r), ERR_INTERRUPTED);
	assert_int_equal(seen.count, 2600);
	assert_int_equal(r.resumed, 0);
	seen = (struct seen){.stop_after = 0};
	assert_int_equal(import_again(library, path, &seen, &r), 0);
	assert_int_equal(seen.count, 3000);
	assert_int_equal(r.tally.added, 400);
	assert_in_range(r.resumed, 1000, 2600); /* whole pieces of a MiB */
	assert_int_equal(r.tally.same, 2600 - r.resumed);
	assert_non_null(strstr(seen.resumed, "long.jsonl: goes on at line "));
	/* Once it has come to the end, it begins at the beginning. */
	seen = (struct seen){.stop_after = 0};
	assert_int_equal(import_again(library, path, &seen, &r), 0);
	assert_int_equal(r.resumed, 0);
	assert_int_equal(r.tally.same, 3000);
	assert_string_equal(seen.resumed, "");
}

static void a_changed_file_starts_over(void **state)
{
	struct seen seen = {.stop_after = 2600};
	char path[128], library[128];
	struct ingest r;

	(void)state;
	snprintf(path, sizeof path, "%s", in_home("changed.jsonl"));
	snprintf(library, sizeof library, "%s", in_home("changed.db"));
	write_papers(path, 3000, 0);
	assert_int_equal(import_again(library, path, &seen, &r), ERR_INTERRUPTED);
	write_papers(path, 3000, 0); /* the same again, but at another time */
	seen = (struct seen){.stop_after = 0};
	assert_int_equal(import_again(library, path, &seen, &r), 0);
	assert_int_equal(r.resumed, 0);
	assert_int_equal(r.tally.same + r.tally.added, 3000);
	assert_int_equal(seen.count, 3000);
}

/* In the middle of an import: the first batch is saved, nothing of the second is. */
static void killed(void *data, const struct tally *papers, uint64_t bytes, uint64_t size)
{
	(void)data, (void)papers, (void)bytes, (void)size;
	kill(getpid(), SIGKILL);
}

static void a_killed_import_loses_the_batch_in_hand(void **state)
{
	struct seen seen = {.progress = killed};
	struct strbuf text = STRBUF_INIT;
	char path[128], library[128];
	struct ingest r;
	int status;
	pid_t pid;

	(void)state;
	snprintf(path, sizeof path, "%s", in_home("short.jsonl"));
	snprintf(library, sizeof library, "%s", in_home("killed.db"));
	for (int i = 0; i < 12000; i++)
		strbuf_addf(&text, "{\"id\":\"test:%d\",\"title\":\"Paper %d %0200d\"}\n", i, i, i);
	assert_int_equal(file_write(path, strbuf_str(&text), NULL), 0);
	strbuf_release(&text);
	pid = fork();
	if (!pid)
		_exit(import_again(library, path, &seen, &r) == 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	seen = (struct seen){.stop_after = 0};
	assert_int_equal(import_again(library, path, &seen, &r), 0);
	assert_int_equal(seen.count, 12000);
	assert_in_range(r.resumed, 5000, 11000);
	assert_int_equal(r.tally.added, 12000 - r.resumed);
	assert_int_equal(r.tally.same, 0);
}

/* ---- the sample ---- */

static void the_sample_is_a_library_of_its_own(void **state)
{
	struct desk d = {.quiet = true};
	struct ingest result = {.bad = 0};
	struct library *sample, *own, *lib;
	char path[128], library[128];
	struct err err;
	int64_t n;

	(void)state;
	snprintf(path, sizeof path, "%s", in_home("one.jsonl"));
	snprintf(library, sizeof library, "%s", in_home("own.db"));
	d.library_path = library;
	write_papers(path, 1, 0);
	assert_int_equal(desk_lay_sample(&d, &err), 0);
	assert_true(d.on_sample);
	assert_int_equal(desk_library(&d, &sample, &err), 0);
	n = library_count(sample);
	assert_true(n >= 40);
	assert_int_equal(desk_own_library(&d, &own, &err), 0);
	assert_ptr_not_equal(own, sample);
	assert_int_equal(library_count(own), 0);
	/* The first paper of the reader's own puts the sample away, and it stays as it was. */
	assert_int_equal(ingest_file(&d, path, NULL, NULL, &result, &err), 0);
	assert_false(d.on_sample);
	assert_int_equal(desk_library(&d, &lib, &err), 0);
	assert_ptr_equal(lib, own);
	assert_int_equal(library_count(own), 1);
	assert_int_equal(library_count(sample), n);
	desk_release(&d);
	/* It is filled once. */
	assert_int_equal(desk_lay_sample(&d, &err), 0);
	assert_int_equal(library_count(d.sample), n);
	desk_release(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(identifies),
		cmocka_unit_test(knows_what_is_withdrawn),
		cmocka_unit_test(reads_links_that_a_record_brings),
		cmocka_unit_test(reads_texts_and_links),
		cmocka_unit_test(names_the_line_in_any_piece),
		cmocka_unit_test(a_stop_saves_what_is_in_hand),
		cmocka_unit_test(an_interrupted_import_goes_on),
		cmocka_unit_test(a_changed_file_starts_over),
		cmocka_unit_test(a_killed_import_loses_the_batch_in_hand),
		cmocka_unit_test(the_sample_is_a_library_of_its_own),
	};
	int failed;

	if (make_home(NULL) < 0)
		return 1;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	return failed ? failed : remove_home(NULL);
}
