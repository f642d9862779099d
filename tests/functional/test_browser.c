/*
 * The browser as a reader sees it: keys in, screens out. The papers are those of
 * tests/fixtures/desk.jsonl.
 */
#include "../unit/test.h"

#include "pty.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROWS = 24, COLS = 80 };

static const char *const browse[] = {"carrel", NULL};

static void import(const char *home, const char *file)
{
	const char *argv[] = {"carrel", "import", file, NULL};
	char *out = NULL;

	assert_int_equal(pty_run(home, argv, &out), 0);
	free(out);
}

/* A home with the five papers in its library. */
static const char *desk(void)
{
	static char path[4096];
	const char *home = pty_home();

	snprintf(path, sizeof path, "%s", test_file("tests/fixtures/desk.jsonl"));
	import(home, path);
	return home;
}

static struct pty *start(const char *home, int rows, int cols)
{
	return pty_start(home, browse, NULL, rows, cols);
}

static int tear_down(void **state)
{
	(void)state;
	pty_home_remove();
	return 0;
}

/* The row under the cursor: the one that is drawn in reverse. */
static int cursor_row(struct pty *p, int rows)
{
	for (int row = 1; row < rows - 1; row++)
		if (pty_style(p, row, 30).reverse)
			return row;
	return -1;
}

static void on(struct pty *p, const char *text)
{
	int row = cursor_row(p, ROWS);

	assert_true(row > 0);
	if (!strstr(pty_row(p, row), text))
		fail_msg("the cursor is on \"%s\", not on \"%s\"", pty_row(p, row), text);
}

static void leave(struct pty *p, const char *keys)
{
	pty_keys(p, keys);
	assert_int_equal(pty_wait(p), 0);
	assert_true(pty_sane(p));
	pty_stop(p);
}

static void test_moving(void **state)
{
	struct pty *p = start(desk(), ROWS, COLS);

	(void)state;
	assert_int_equal(pty_find(p, "Quiet Lanterns"), 1);
	assert_int_equal(pty_find(p, "An Older Paper"), 5);
	on(p, "Quiet Lanterns");
	pty_keys(p, "jj");
	on(p, "日本語");
	pty_keys(p, "G");
	on(p, "An Older Paper");
	pty_keys(p, "\x1b[A");
	on(p, "Federated");
	pty_keys(p, "gg");
	on(p, "Quiet Lanterns");
	pty_keys(p, "\x06\x06\x02k");
	on(p, "Quiet Lanterns");
	leave(p, "q");
}

static void test_reading(void **state)
{
	struct pty *p = start(desk(), ROWS, COLS);

	(void)state;
	pty_keys(p, "\r");
	pty_shows(p, "Mara Oduya, Piet Vahlen");
	pty_shows(p, "2024-01-05");
	pty_shows(p, "arxiv:2401.00005");
	pty_shows(p, "github.com/lanternlab/quiet-lanterns");
	pty_shows(p, "not visited");
	pty_shows(p, "O(log n)");
	pty_keys(p, "x");
	pty_shows(p, "$O(\\log n)$");
	pty_keys(p, "xJ");
	pty_shows(p, "removes filters in waves");
	pty_keys(p, "q");
	on(p, "Tidal");
	pty_lacks(p, "removes filters");
	leave(p, "q");
}

/* Opening a paper takes it as read: its dot goes. */
static void test_read_and_unread(void **state)
{
	const char *home = desk();
	struct pty *p = start(home, ROWS, COLS);

	(void)state;
	assert_non_null(strstr(pty_row(p, 1), "•"));
	pty_keys(p, "\rq");
	assert_null(strstr(pty_row(p, 1), "•"));
	assert_non_null(strstr(pty_row(p, 2), "•"));
	pty_keys(p, "n");
	on(p, "Tidal");
	pty_keys(p, "kN");
	assert_non_null(strstr(pty_row(p, 1), "•"));
	pty_keys(p, "N");
	leave(p, "q");
	p = start(home, ROWS, COLS);
	assert_null(strstr(pty_row(p, 1), "•"));
	leave(p, "q");
}

/* A new version of a paper that was read shows until it is read again; a withdrawn one always. */
static void test_versions(void **state)
{
	static char path[4096];
	const char *home = pty_home();
	struct pty *p;

	(void)state;
	snprintf(path, sizeof path, "%s", test_file("tests/fixtures/versions.jsonl"));
	import(home, path);
	p = start(home, ROWS, COLS);
	assert_int_equal(strncmp(pty_row(p, 1), " v d", 4), 0);
	assert_non_null(strstr(pty_row(p, 2), "W "));
	pty_keys(p, "\r");
	pty_shows(p, "v2 since you read it");
	pty_keys(p, "q");
	assert_int_equal(strncmp(pty_row(p, 1), "   d", 4), 0);
	pty_keys(p, "j\r");
	pty_shows(p, "v2 · withdrawn");
	pty_keys(p, "q\\is:upda\t\r");
	pty_shows(p, "No paper fits");
	leave(p, "qq");
}

static void test_search_as_you_type(void **state)
{
	struct pty *p = start(desk(), ROWS, COLS);

	(void)state;
	pty_keys(p, "/prun");
	pty_shows(p, "Tidal Pruning");
	pty_lacks(p, "Quiet Lanterns");
	pty_keys(p, "\x1b");
	pty_shows(p, "Quiet Lanterns");
	pty_keys(p, "/t"); /* one letter is a word of its own */
	pty_lacks(p, "Tidal Pruning");
	pty_keys(p, "i");
	pty_shows(p, "Tidal Pruning");
	pty_keys(p, "\x1b/federated\r");
	on(p, "Federated Learning");
	pty_lacks(p, "Tidal");
	pty_keys(p, "\r");
	pty_shows(p, "patience pays");
	pty_keys(p, "q\x1b");
	pty_shows(p, "Tidal");
	pty_keys(p, "/date:2022 oduya\r"); /* a field that takes no beginnings */
	on(p, "Federated Learning");
	pty_keys(p, "\x1b/dataset:CIF\r"); /* and one that does */
	pty_lacks(p, "日本語");
	pty_keys(p, "/date:2023\r"); /* within what was found */
	on(p, "Tidal");
	pty_keys(p, "\x1b\x1b");
	pty_keys(p, "/zzzz\r");
	pty_shows(p, "No paper fits");
	leave(p, "Q");
}

static void test_filter(void **state)
{
	struct pty *p = start(desk(), ROWS, COLS);

	(void)state;
	pty_keys(p, "\\dataset:CIFAR-10 date:2022\r");
	on(p, "Federated Learning");
	pty_lacks(p, "Tidal");
	pty_keys(p, "\x1b");
	pty_shows(p, "Tidal");
	pty_keys(p, "\\date:2022 (author:oduya\r"); /* cannot be read: says why, shows all */
	pty_shows(p, "at ");
	pty_shows(p, "Filter: date:2022 (author:oduya");
	pty_shows(p, "Tidal");
	pty_keys(p, "\x1b");
	pty_lacks(p, "Filter:");
	pty_keys(p, "\\author:oduya\r\\\x15"
		    "date:2023\r"); /* the second takes the place of the first */
	pty_shows(p, "Tidal");
	pty_keys(p, "\x1b");
	pty_shows(p, "An Older Paper");
	leave(p, "q");
}

static void test_tags_star_state_and_undo(void **state)
{
	const char *home = desk();
	struct pty *p = start(home, ROWS, COLS);

	(void)state;
	pty_keys(p, "ss");
	assert_null(strstr(pty_row(p, 1), "★"));
	pty_keys(p, "s");
	assert_non_null(strstr(pty_row(p, 1), "★"));
	pty_keys(p, "t+hints other\r");
	pty_keys(p, "jt+hi\t\r"); /* completed */
	pty_shows(p, "tag +hints");
	pty_keys(p, "kmr\r");
	pty_shows(p, "Tags      hints, other");
	pty_shows(p, "reading");
	pty_keys(p, "q\\tag:hints\r");
	pty_shows(p, "Tidal");
	pty_shows(p, "Quiet");
	pty_lacks(p, "Federated");
	leave(p, "Q");
	p = start(home, ROWS, COLS); /* tomorrow */
	assert_non_null(strstr(pty_row(p, 1), "★"));
	pty_keys(p, "u");
	pty_shows(p, "Undone");
	pty_keys(p, "uuu");
	pty_keys(p, "\\tag:hints\r");
	pty_lacks(p, "Tidal");
	pty_keys(p, "\x1b\x12");
	pty_shows(p, "Done again");
	leave(p, "q");
}

static void test_lists(void **state)
{
	const char *home = desk();
	struct pty *p = start(home, ROWS, COLS);

	(void)state;
	pty_keys(p, " jj "); /* the first and the fourth */
	pty_shows(p, "2 marked");
	pty_keys(p, "athesis reading\r");
	pty_keys(p, "\x1b"
		    "A");
	pty_shows(p, "thesis reading");
	pty_shows(p, "2 papers");
	leave(p, "Q");
	p = start(home, ROWS, COLS);
	pty_keys(p, "A\r");
	pty_shows(p, "@thesis reading");
	pty_shows(p, "Quiet");
	pty_shows(p, "Federated");
	pty_lacks(p, "Tidal");
	pty_keys(p, "d");
	pty_lacks(p, "Quiet");
	pty_keys(p, "u");
	pty_shows(p, "Quiet");
	leave(p, "Q");
}

static void test_range(void **state)
{
	struct pty *p = start(desk(), ROWS, COLS);

	(void)state;
	pty_keys(p, "jvjjv");
	pty_shows(p, "3 papers marked");
	pty_keys(p, "s");
	assert_null(strstr(pty_row(p, 1), "★"));
	assert_non_null(strstr(pty_row(p, 2), "★"));
	assert_non_null(strstr(pty_row(p, 4), "★"));
	assert_null(strstr(pty_row(p, 5), "★"));
	pty_keys(p, "\x1bu");
	pty_lacks(p, "★");
	leave(p, "q");
}

static void test_related_and_back(void **state)
{
	struct pty *p = start(desk(), ROWS, COLS);

	(void)state;
	pty_keys(p, "jjjr");
	pty_shows(p, "Related to: Federated Learning");
	pty_shows(p, "Quiet Lanterns");
	pty_shows(p, "Oduya"); /* the reason */
	pty_keys(p, "\r");
	pty_shows(p, "trail 1");
	pty_keys(p, "\x7f");
	pty_shows(p, "patience pays");
	pty_lacks(p, "trail");
	pty_keys(p, "q");
	on(p, "Federated");
	leave(p, "q");
}

/* On along related papers, back, forward again, and the way kept as a reading list. */
static void test_trail(void **state)
{
	struct pty *p = start(desk(), ROWS, COLS);

	(void)state;
	pty_keys(p, ">");
	pty_shows(p, "The trail goes no further");
	pty_keys(p, "H");
	pty_shows(p, "No trail yet");
	pty_keys(p, "qjjjr\r"); /* Federated Learning, then what belongs to it */
	pty_shows(p, "trail 1");
	pty_keys(p, "r\r");
	pty_shows(p, "trail 2");
	pty_keys(p, "<");
	pty_shows(p, "trail 1/2");
	pty_keys(p, ">");
	pty_shows(p, "trail 2 ");
	pty_keys(p, "<\x0f"); /* ^O */
	pty_shows(p, "patience pays");
	pty_lacks(p, "trail");
	pty_keys(p, "<");
	pty_shows(p, "where the trail began");
	pty_keys(p, ">>q>"); /* leaving it for the list and coming back */
	pty_shows(p, "trail 2");
	pty_keys(p, "H");
	pty_shows(p, "  Federated Learning");
	pty_shows(p, "▸ ");
	pty_keys(p, "athesis\r");
	pty_shows(p, "list thesis on 2 papers");
	pty_keys(p, "g\r"); /* to where it began */
	pty_shows(p, "patience pays");
	pty_lacks(p, "trail");
	pty_keys(p, "A");
	pty_shows(p, "thesis  2 papers");
	pty_keys(p, "qu");
	pty_keys(p, "A");
	pty_lacks(p, "thesis");
	pty_keys(p, "q:trail other way\r:trail other\r");
	pty_keys(p, "A");
	pty_shows(p, "other  2 papers");
	leave(p, "Q");
}

/* A paper, what belongs to it, and the way there: with the keys, and on screens of any size. */
static void test_map(void **state)
{
	static const int sizes[][2] = {{30, 100}, {50, 160}, {24, 80}, {24, 40}, {12, 30}, {5, 20}, {30, 100}};
	struct pty *p = start(desk(), 30, 100);
	int row;

	(void)state;
	pty_keys(p, "jjjM"); /* around Federated Learning */
	pty_shows(p, "Map around Federated Learning");
	pty_shows(p, "╭─");
	pty_shows(p, "└──│ ");
	pty_shows(p, " Oduya 2022 ");
	pty_keys(p, "l"); /* to the first paper of the first hop: why it is there */
	pty_shows(p, "author Mara Oduya");
	row = pty_find(p, "Quiet Lanterns");
	assert_true(row > 0 && row < 24);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		pty_resize(p, sizes[i][0], sizes[i][1]);
	pty_keys(p, "h\x1b[C"); /* to the middle and with an arrow back */
	pty_shows(p, "author Mara Oduya");
	pty_keys(p, "M");
	pty_shows(p, "Map around ");
	pty_lacks(p, "Map around Federated");
	pty_keys(p, "q");
	pty_shows(p, "Map around Federated");
	pty_keys(p, "\r");
	pty_shows(p, "trail 1");
	pty_keys(p, "<M\r"); /* the middle itself */
	pty_shows(p, "Federated Learning");
	leave(p, "Q");
}

static void test_timeline(void **state)
{
	struct pty *p = start(desk(), ROWS, COLS);

	(void)state;
	pty_keys(p, "T/CIFAR-10\r");
	pty_keys(p, "\x1b:timeline CIFAR-10\r");
	pty_shows(p, "Timeline of CIFAR-10");
	pty_shows(p, "2022-");
	pty_shows(p, "█");
	pty_keys(p, "G\r"); /* the papers of its last month */
	pty_shows(p, "dataset:\"CIFAR-10\" date:20");
	pty_keys(p, "\x1bTt"); /* of the first tag of all */
	pty_shows(p, "Timeline of ");
	pty_keys(p, "q:timeline CIFAR-1\t\r"); /* completed */
	pty_shows(p, "Timeline of CIFAR-10");
	pty_keys(p, "qq:timeline\r");
	pty_shows(p, "timeline NAME");
	pty_keys(p, ":timeline nothing\r");
	pty_shows(p, "no paper has the tag \"nothing\"");
	pty_lacks(p, "Carrel · Timeline"); /* no empty page */
	leave(p, "Q");
}

/* What is like the starred comes first, with the reason on the bottom line. */
static void test_for_you(void **state)
{
	struct pty *p = start(desk(), ROWS, COLS);

	(void)state;
	pty_keys(p, "Oy");
	pty_shows(p, "Star, tag or list some papers");
	on(p, "Quiet Lanterns");
	pty_keys(p, "jjjs"); /* Federated Learning has an author in common with the first */
	pty_keys(p, "kkk");
	pty_shows(p, "like Federated Learning");
	pty_shows(p, "author Mara Oduya");
	pty_keys(p, "G"); /* not like it */
	pty_lacks(p, "like Federated");
	pty_keys(p, "gjjs");
	pty_shows(p, "star");
	leave(p, "q");
}

/* The abstract of a related paper in its place, with what both share set off. */
static void test_unfold(void **state)
{
	struct pty *p = start(desk(), ROWS, COLS);
	int row;

	(void)state;
	pty_keys(p, "jjjr"); /* what belongs to Federated Learning */
	pty_lacks(p, "O(log n)");
	pty_keys(p, " ");
	pty_shows(p, "O(log n)");
	row = pty_find(p, "CIFAR-10");
	assert_true(row > 0);
	pty_keys(p, "v");
	pty_lacks(p, "O(log n)");
	pty_keys(p, "vx"); /* another key changes nothing about it */
	pty_shows(p, "O(log n)");
	pty_keys(p, "\r");
	pty_shows(p, "trail 1");
	pty_keys(p, "r");
	pty_lacks(p, "Related to: Federated");
	leave(p, "Q");
}

static void test_related_filter(void **state)
{
	struct pty *p = start(desk(), ROWS, COLS);

	(void)state;
	pty_keys(p, "jjj\\related:\t\r"); /* completed to the paper under the cursor */
	pty_shows(p, "Carrel · related to Federated Learning with Late Guests");
	pty_keys(p, "\\");
	pty_shows(p, "related:");
	pty_keys(p, "\x1b");
	pty_shows(p, "Quiet Lanterns"); /* it shares an author */
	pty_lacks(p, "Federated Learning for");
	pty_keys(p, "\x1b");
	on(p, "Federated");
	pty_keys(p, "\\related:2222.22222\r");
	pty_shows(p, "2222.22222\"");
	pty_shows(p, "Tidal");
	leave(p, "Q");
}

static void test_wide_screen(void **state)
{
	struct pty *p = start(desk(), 40, 120);

	(void)state;
	pty_shows(p, "We propose Quiet Lanterns"); /* beside the list */
	pty_shows(p, "Related");
	pty_keys(p, "j");
	pty_shows(p, "removes filters");
	assert_non_null(strstr(pty_row(p, 2), "•")); /* looking at it is not reading it */
	pty_keys(p, "z");
	pty_shows(p, "Layout: rows");
	pty_keys(p, "zz");
	pty_resize(p, 60, 200);
	pty_shows(p, "removes filters");
	pty_shows(p, "Related");
	pty_shows(p, "An Older Paper on Graph Neural Networks"); /* whole: the authors stand beside */
	assert_null(strstr(pty_row(p, 1), "Mara Oduya +1"));
	pty_keys(p, "Ox");
	pty_shows(p, "Sort by: x is none of the choices.");
	leave(p, "q");
}

static void test_wide_characters_keep_their_columns(void **state)
{
	struct pty *p = start(desk(), 24, 120);

	(void)state;
	for (int row = 1; row < 23; row++)
		assert_true(strstr(pty_row(p, row), "│") || strstr(pty_row(p, row), "├"));
	pty_keys(p, "jj");
	pty_shows(p, "漢字");
	pty_shows(p, "Zoë Ångström");
	leave(p, "q");
}

static void test_pages(void **state)
{
	struct pty *p = start(desk(), ROWS, COLS);

	(void)state;
	pty_keys(p, "?");
	pty_shows(p, "Help");
	pty_shows(p, "half a page down");
	pty_keys(p, "/reading list\r");
	pty_shows(p, "add to a reading list");
	pty_keys(p, "qT");
	pty_shows(p, "CIFAR-10");
	pty_shows(p, "█");
	pty_keys(p, "/cifar\r\r"); /* chooses it, opens it */
	pty_shows(p, "dataset:\"CIFAR-10\"");
	pty_lacks(p, "日本語");
	pty_keys(p, "\x1bW");
	pty_shows(p, "what matched");
	pty_keys(p, "q=");
	pty_shows(p, "desk.jsonl");
	pty_keys(p, "qjU");
	pty_shows(p, "zenodo.org/record/1234567");
	leave(p, "qq");
}

static void test_command_line(void **state)
{
	struct pty *p = start(desk(), ROWS, COLS);

	(void)state;
	pty_keys(p, ":show %\r");
	pty_shows(p, "Mara Oduya");
	pty_keys(p, "q:frobnicate\r");
	pty_shows(p, "frobnicate");
	pty_keys(p, ":mark % read\r\r");
	pty_shows(p, "Marked    read");
	pty_keys(p, "q:exp\t -f bibtex %\r");
	leave(p, "Q");
}

static void make_folder(const char *home, const char *name)
{
	char path[4096];

	snprintf(path, sizeof path, "%s/%s", home, name);
	assert_int_equal(mkdir(path, 0700), 0);
}

static void write_script(const char *home, const char *name, const char *text)
{
	char path[4096];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", home, name);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void test_note(void **state)
{
	static const char *const env[] = {"EDITOR=sh edit.sh", NULL};
	const char *home = desk();
	struct pty *p;

	(void)state;
	write_script(home, "edit.sh", "printf 'worth a second look' > \"$1\"\n");
	p = pty_start(home, browse, env, ROWS, COLS);
	pty_keys(p, "e\r");
	pty_shows(p, "Note      worth a second look");
	pty_keys(p, "q\\has:note\r");
	pty_lacks(p, "Tidal");
	leave(p, "Q");
}

/* What a program that the browser starts was given, read from a pipe in the home. */
static void test_opening_links(void **state)
{
	static const char *const env[] = {"BROWSER=sh open.sh", NULL};
	const char *home = desk();
	char path[4096], url[256] = "";
	struct pollfd fd;
	struct pty *p;

	(void)state;
	write_script(home, "open.sh", "printf %s \"$1\" > opened\n");
	snprintf(path, sizeof path, "%s/opened", home);
	assert_int_equal(mkfifo(path, 0600), 0);
	fd = (struct pollfd){open(path, O_RDWR | O_NONBLOCK), POLLIN, 0};
	assert_true(fd.fd >= 0);
	p = pty_start(home, browse, env, ROWS, COLS);
	pty_keys(p, "c");
	pty_shows(p, "Opened https://github.com/lanternlab/quiet-lanterns");
	assert_int_equal(poll(&fd, 1, 20000), 1);
	assert_true(read(fd.fd, url, sizeof url - 1) > 0);
	assert_string_equal(url, "https://github.com/lanternlab/quiet-lanterns");
	pty_keys(p, "G"
		    "c");
	pty_shows(p, "No code link is known");
	close(fd.fd);
	leave(p, "q");
}

static void test_copying(void **state)
{
	struct pty *p = start(desk(), ROWS, COLS);

	(void)state;
	pty_output(p);
	pty_keys(p, "yy");
	/* "arxiv:2401.00005" in base64 */
	assert_non_null(strstr(pty_output(p), "\033]52;c;YXJ4aXY6MjQwMS4wMDAwNQ==\a"));
	leave(p, "q");
}

/* What another process puts in shows up by itself; the cursor stays on its paper. */
static void test_import_meanwhile(void **state)
{
	const char *home = desk();
	struct pty *p = start(home, ROWS, COLS);
	char path[4096];

	(void)state;
	pty_keys(p, "j");
	write_script(home, "new.jsonl",
		"{\"id\":\"2402.00009\",\"title\":\"A Newcomer\",\"authors\":[\"N. E. "
		"W.\"],\"date\":\"2024-02-09\","
		"\"abstract\":\"New.\"}\n");
	snprintf(path, sizeof path, "%s/new.jsonl", home);
	import(home, path);
	pty_until(p, "A Newcomer");
	on(p, "Tidal");
	leave(p, "q");
}

static void test_signals_leave_the_terminal_sane(void **state)
{
	static const int signals[] = {SIGTERM, SIGHUP, SIGINT, SIGSEGV, SIGABRT};
	const char *home = desk();

	(void)state;
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		struct pty *p = start(home, ROWS, COLS);

		pty_keys(p, "jt+half"); /* in the middle of something */
		pty_signal(p, signals[i]);
		assert_int_not_equal(pty_wait(p), 0);
		assert_true(pty_sane(p));
		pty_stop(p);
	}
}

/*
 * Every size, from less than nothing to a wall, with every screen open: never a crash, always an
 * answer.
 */
static void test_resize_storm(void **state)
{
	static const char *const screens[] = {
		"", "\r", "r", "?", "T", "/qu", "m", ":sh\t", "zj", "W"};
	static const int sizes[][2] = {
		{5, 20}, {1, 1}, {2, 3}, {3, 200}, {100, 10}, {24, 80}, {40, 120}, {60, 200}};
	struct pty *p = start(desk(), ROWS, COLS);

	(void)state;
	for (size_t s = 0; s < sizeof screens / sizeof *screens; s++) {
		pty_keys(p, screens[s]);
		for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
			pty_resize(p, sizes[i][0], sizes[i][1]);
			pty_keys(p, "jk");
		}
		pty_keys(p, "\x1b\x1b");
	}
	pty_resize(p, 24, 80);
	leave(p, "Q");
}

static void test_tiny(void **state)
{
	struct pty *p = start(desk(), 5, 20);

	(void)state;
	pty_shows(p, "Quiet");
	pty_keys(p, "j\r\x04\x04Gq/t\x1bq");
	assert_int_equal(pty_wait(p), 0);
	assert_true(pty_sane(p));
	pty_stop(p);
}

static void test_mouse(void **state)
{
	struct pty *p = start(desk(), ROWS, COLS);

	(void)state;
	pty_keys(p, "\x1b[<0;30;4M\x1b[<0;30;4m");
	on(p, "日本語");
	pty_keys(p, "\x1b[<0;30;5M\x1b[<0;30;5m\x1b[<0;30;5M\x1b[<0;30;5m"); /* twice: opens */
	pty_shows(p, "patience pays");
	leave(p, "qq");
}

static void test_own_keys_and_settings(void **state)
{
	const char *home = desk();
	struct pty *p;

	(void)state;
	make_folder(home, ".config");
	make_folder(home, ".config/carrel");
	write_script(home, ".config/carrel/config",
		"[browser]\nsort = title\nlayout = rows\n[keys]\n~ = down\nX = quit\nj = none\n");
	p = start(home, 40, COLS);
	assert_int_equal(pty_find(p, "An Older Paper"), 1);
	pty_shows(p, "There is no code."); /* below the list */
	pty_keys(p, "j");
	assert_true(pty_style(p, 1, 30).reverse);
	pty_keys(p, "~");
	assert_true(pty_style(p, 2, 30).reverse);
	pty_keys(p, "?");
	pty_shows(p, "Down ~");
	leave(p, "qX");
}

/* Without a shell above there is nobody to continue a stopped browser: then ^Z changes nothing. */
static void test_suspend_without_a_shell(void **state)
{
	struct pty *p = start(desk(), ROWS, COLS);

	(void)state;
	pty_keys(p, "j\x1a");
	on(p, "Tidal");
	leave(p, "q");
}

static void test_no_color(void **state)
{
	static const char *const env[] = {"NO_COLOR=1", NULL};
	const char *home = desk();
	struct pty *p = pty_start(home, browse, env, 40, 120);

	(void)state;
	for (int row = 0; row < 40; row++)
		for (int col = 0; col < 120; col++)
			assert_false(pty_style(p, row, col).colored);
	leave(p, "q");
}

/* An answer to a key draws what changed, not the screen. */
/* Where the bottom line has no room for it all, it takes more lines: no choice is hidden. */
static void test_narrow_bottom(void **state)
{
	const char *home = desk();
	struct pty *p = start(home, 12, 40);

	(void)state;
	pty_keys(p, "O");
	assert_int_equal(pty_find(p, "r reverse"), 11);
	pty_shows(p, "y for you");
	pty_keys(p, "\x1b");
	pty_lacks(p, "y for you");
	pty_keys(p, ":mark % nonsense\r");
	assert_int_equal(pty_find(p, "\"nonsense\" is none of: to-read reading"), 10);
	assert_int_equal(pty_find(p, "read skipped none"), 11);
	pty_keys(p, "j");
	pty_lacks(p, "skipped none");
	pty_keys(p, "\\state:x\r");
	pty_shows(p, "state: takes");
	pty_keys(p, "y"); /* the message was about another text */
	pty_lacks(p, "state: takes");
	pty_keys(p, "\x1b" "A");
	assert_int_equal(pty_find(p, "makes a new list."), 3);
	leave(p, "Q");
}

/* A list that was opened from a page leads back to it, to the line that was left; Esc to all papers. */
static void test_back_to_the_page(void **state)
{
	struct pty *p = start(desk(), ROWS, COLS);
	char line[256];
	int row;

	(void)state;
	pty_keys(p, "Tjj");
	row = cursor_row(p, ROWS);
	snprintf(line, sizeof line, "%s", pty_row(p, row));
	pty_keys(p, "\r");
	pty_shows(p, "Carrel · method:");
	pty_keys(p, "Ot"); /* in another order it is the same list */
	pty_keys(p, "\rq"); /* a paper of it */
	pty_keys(p, "q");
	pty_shows(p, "Carrel · Tags");
	assert_int_equal(cursor_row(p, ROWS), row);
	assert_string_equal(pty_row(p, row), line);
	pty_keys(p, "t\r"); /* the first month of its timeline */
	pty_shows(p, "date:20");
	pty_keys(p, "q");
	pty_shows(p, "Timeline of ");
	pty_keys(p, "\r");
	pty_shows(p, "date:20");
	pty_keys(p, "\x1b");
	pty_lacks(p, "date:20");
	pty_shows(p, "Carrel  ");
	leave(p, "q");
}

/* Where there is nothing further, a key says so. */
static void test_ends(void **state)
{
	struct pty *p = start(desk(), ROWS, COLS);

	(void)state;
	pty_keys(p, "/Oduya\r");
	pty_keys(p, "n");
	pty_lacks(p, "No hit");
	pty_keys(p, "n");
	pty_shows(p, "No hit further down.");
	pty_keys(p, "NN");
	pty_shows(p, "No hit further up.");
	pty_keys(p, "\x1bG\r");
	pty_keys(p, "J");
	pty_shows(p, "This is the last paper.");
	leave(p, "Q");
}

/* The bundled sample: what has little in common is not in the way; last names are whole. */
static void test_sample(void **state)
{
	static const char *const sample[] = {"carrel", "browse", "--sample", NULL};
	struct pty *p = pty_start(pty_home(), sample, NULL, ROWS, COLS);

	(void)state;
	pty_shows(p, "Carrel · sample, add papers with: carrel import FILE");
	pty_shows(p, "Dosovitskiy +");
	pty_keys(p, "jjjr"); /* Segment Anything */
	pty_shows(p, "Masked Autoencoders");
	pty_keys(p, "G");
	pty_shows(p, "more have little in common with it.");
	pty_keys(p, "qOt");
	pty_shows(p, "Carrel · sample · by title ");
	leave(p, "Q");
}

/* Each screen names the keys of its own, and only those work there. */
static void test_own_keys(void **state)
{
	struct pty *p = start(desk(), ROWS, COLS);

	(void)state;
	pty_keys(p, "W");
	pty_shows(p, "Enter open  q back  d reject  t timeline  / search");
	pty_shows(p, "? help");
	pty_keys(p, "qT");
	pty_shows(p, "t timeline");
	pty_lacks(p, "d reject");
	pty_keys(p, "d");
	pty_shows(p, "d does nothing here.");
	pty_keys(p, "qi");
	pty_shows(p, "not visited yet; C visits it");
	pty_shows(p, "C visit");
	pty_keys(p, "q:lists\r");
	pty_shows(p, "no reading lists yet");
	pty_keys(p, ":nonsense\r");
	pty_shows(p, ":help lists them");
	pty_keys(p, ":mark % to-read\r");
	pty_shows(p, "mark % to-read: done");
	pty_keys(p, ":export -f bibtex %\r");
	pty_shows(p, "@");
	pty_shows(p, "Quiet Lanterns");
	pty_lacks(p, "Tidal");
	leave(p, "Q");
}

static void test_only_changes_are_drawn(void **state)
{
	struct pty *p = start(desk(), ROWS, COLS);

	(void)state;
	pty_output(p);
	pty_keys(p, "j");
	assert_true(strlen(pty_output(p)) < 600);
	pty_keys(p, "~"); /* means nothing, and says so */
	pty_shows(p, "~ does nothing here. ? shows the keys that do.");
	pty_output(p);
	pty_keys(p, "~");
	assert_int_equal(strlen(pty_output(p)), 0);
	leave(p, "q");
}

/* An edit of the reader's own lists: the papers are tagged again behind, and the screen follows. */
static void test_edited_lists(void **state)
{
	static char path[4096];
	const char *home = desk();
	struct pty *p;
	FILE *list;

	(void)state;
	make_folder(home, ".config");
	make_folder(home, ".config/carrel");
	make_folder(home, ".config/carrel/extract");
	snprintf(path, sizeof path, "%s/.config/carrel/extract/methods-own.tsv", home);
	p = start(home, ROWS, COLS);
	pty_lacks(p, "e-tagg");
	list = fopen(path, "w");
	assert_non_null(list);
	fputs("Removes Filters\t\t\tany-case\n", list);
	fclose(list);
	pty_keys(p, ":tags --retag\r");
	pty_until(p, "Re-tagged 5 papers");
	pty_keys(p, "jW");
	pty_shows(p, "Removes Filters");
	pty_shows(p, "methods-own.tsv:1");
	pty_shows(p, "(d rejects one)");
	pty_keys(p, "d");
	pty_shows(p, "reject method:Convolutional Neural Network");
	pty_shows(p, ", rejected");
	pty_keys(p, "u");
	pty_lacks(p, ", rejected");
	leave(p, "Q");
	unlink(path);
	p = start(home, ROWS, COLS);
	pty_shows(p, "Re-tagged 5 papers");
	pty_keys(p, "jW");
	pty_lacks(p, "methods-own.tsv:1");
	leave(p, "Q");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_moving, tear_down),
		cmocka_unit_test_teardown(test_reading, tear_down),
		cmocka_unit_test_teardown(test_read_and_unread, tear_down),
		cmocka_unit_test_teardown(test_versions, tear_down),
		cmocka_unit_test_teardown(test_search_as_you_type, tear_down),
		cmocka_unit_test_teardown(test_filter, tear_down),
		cmocka_unit_test_teardown(test_tags_star_state_and_undo, tear_down),
		cmocka_unit_test_teardown(test_lists, tear_down),
		cmocka_unit_test_teardown(test_range, tear_down),
		cmocka_unit_test_teardown(test_related_and_back, tear_down),
		cmocka_unit_test_teardown(test_trail, tear_down),
		cmocka_unit_test_teardown(test_map, tear_down),
		cmocka_unit_test_teardown(test_timeline, tear_down),
		cmocka_unit_test_teardown(test_for_you, tear_down),
		cmocka_unit_test_teardown(test_unfold, tear_down),
		cmocka_unit_test_teardown(test_related_filter, tear_down),
		cmocka_unit_test_teardown(test_wide_screen, tear_down),
		cmocka_unit_test_teardown(test_wide_characters_keep_their_columns, tear_down),
		cmocka_unit_test_teardown(test_pages, tear_down),
		cmocka_unit_test_teardown(test_command_line, tear_down),
		cmocka_unit_test_teardown(test_note, tear_down),
		cmocka_unit_test_teardown(test_opening_links, tear_down),
		cmocka_unit_test_teardown(test_copying, tear_down),
		cmocka_unit_test_teardown(test_import_meanwhile, tear_down),
		cmocka_unit_test_teardown(test_signals_leave_the_terminal_sane, tear_down),
		cmocka_unit_test_teardown(test_resize_storm, tear_down),
		cmocka_unit_test_teardown(test_tiny, tear_down),
		cmocka_unit_test_teardown(test_mouse, tear_down),
		cmocka_unit_test_teardown(test_own_keys_and_settings, tear_down),
		cmocka_unit_test_teardown(test_suspend_without_a_shell, tear_down),
		cmocka_unit_test_teardown(test_no_color, tear_down),
		cmocka_unit_test_teardown(test_narrow_bottom, tear_down),
		cmocka_unit_test_teardown(test_own_keys, tear_down),
		cmocka_unit_test_teardown(test_back_to_the_page, tear_down),
		cmocka_unit_test_teardown(test_ends, tear_down),
		cmocka_unit_test_teardown(test_sample, tear_down),
		cmocka_unit_test_teardown(test_only_changes_are_drawn, tear_down),
		cmocka_unit_test_teardown(test_edited_lists, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
