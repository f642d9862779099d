#include "../library/fixture.h"

#include <locale.h>
#include <signal.h>

#include "app/desk.h"

#include "../../../ui/browser.h"
#include "memory_terminal.h"

enum { PAPERS = 300, ROUNDS = 60, KEYS = 150 };

static int monkey_up(void **state)
{
	static const char *const titles[] = {"Sparse Nets for Wide Seas", "日本語 Title %d",
		"A Note on Notes", "Federated Gulls: Learning on Cliffs",
		"e\u0301te\u0301 and Combining Marks"};
	struct paper *all = calloc(PAPERS, sizeof *all);
	struct fixture *f;

	setlocale(LC_CTYPE, "C.UTF-8");
	fixture_up(state);
	f = *state;
	for (int i = 0; i < PAPERS; i++) {
		all[i] = a_paper(f, arena_printf(&f->a, "test:m%03d", i),
			arena_printf(&f->a, "%s, part %d", titles[i % 5], i),
			i % 3 ? "Ann Other, Some Body" : "Ann Other",
			arena_printf(&f->a, "20%02d-%02d-01", i % 20 + 1, i % 12 + 1));
		with_abstract(&all[i], "Sparse nets are cast on wide seas, and CIFAR-10 is caught "
				       "at github.com/a/b now.");
		with_tag(f, &all[i], TAG_DATASET, "CIFAR-10", FIELD_ABSTRACT, 44);
		with_code(f, &all[i], "https://github.com/a/b", "a/b");
	}
	put(f, all, PAPERS);
	free(all);
	return 0;
}

/* xorshift32 (Marsaglia, 2003): the same keys every time. */
static uint32_t next_random(uint32_t *x)
{
	*x ^= *x << 13;
	*x ^= *x >> 17;
	return *x ^= *x << 5;
}

struct monkey {
	uint32_t seed;
	int rounds;
};

/* Every key but those that start other programs. */
static void press_any(struct strbuf *bytes, uint32_t r)
{
	static const char *const sequences[] = {"\x1b[A", "\x1b[B", "\x1b[5~", "\x1b[6~", "\x1b[Z",
		"\x1b[<0;20;5M", "\x1b[<65;20;5M", "\x1b[<0;80;9M", "\x1b[200~pasted\n\x1b[201~",
		"\r", "\r", "\x1b", "\t", "\x7f", "é", "/sp", ":tags\r", "\\tag:", "tx\r",
		"alist\r", "日"};
	static const char keys[] =
		"jjjkkGgJKlhqnNrrzTAWUUxi=? vvsmtadOuyMMHH<>></\\:[]\x04\x15\x06\x02\x0f\x12\x0c";

	if (r % 4 == 0)
		strbuf_addz(bytes, sequences[r / 4 % (sizeof sequences / sizeof *sequences)]);
	else
		strbuf_addch(bytes, keys[r / 4 % (sizeof keys - 1)]);
}

static bool next_keys(struct memory_terminal *t, struct strbuf *bytes)
{
	struct monkey *m = t->data;

	if (m->rounds-- == 0)
		return false;
	for (int i = 0; i < KEYS; i++)
		press_any(bytes, next_random(&m->seed));
	t->rows = (int)(next_random(&m->seed) % 70) + 1;
	t->cols = (int)(next_random(&m->seed) % 240) + 1;
	kill(getpid(), SIGWINCH);
	return true;
}

/*
 * Whatever is pressed on a screen of whatever size, the browser goes on; q out of the first screen
 * starts it anew.
 */
static void test_any_keys(void **state)
{
	struct fixture *f = *state;
	struct monkey monkey = {2463534242u, ROUNDS};

	while (monkey.rounds > 0) {
		struct desk desk = {.library_path = f->path,
			.quiet = true,
			.color = true,
			.config_path = "/nonexistent/config"};
		struct memory_terminal t;

		memory_open(&t, 24, 80);
		t.next = next_keys;
		t.data = &monkey;
		assert_ok(f, browser_run_on(&desk, NULL, &t.term, &f->err));
		memory_close(&t);
		desk_release(&desk);
	}
}

/* ---- that what is shown fits ---- */

static bool sizes(struct memory_terminal *t, struct strbuf *bytes)
{
	int *step = t->data;

	strbuf_addz(bytes, *step % 2 ? "j" : "\r");
	t->rows = *step % 40 + 1;
	t->cols = *step % 130 + 1;
	kill(getpid(), SIGWINCH);
	return --*step > 0;
}

/* A wide character has its right half beside it, everywhere and always. */
static void look_at_cells(struct memory_terminal *t)
{
	for (int row = 0; row < t->shown.rows; row++) {
		for (int col = 0; col < t->shown.cols; col++) {
			const struct cell *c = canvas_cell(&t->shown, row, col);

			assert_true(c->len <= CELL_TEXT && c->width <= 2);
			if (c->width == 2)
				assert_true(col + 1 < t->shown.cols && c[1].width == 0);
			if (c->width == 0)
				assert_true(col > 0 && c[-1].width == 2);
		}
	}
}

static void test_cells_are_whole_at_any_size(void **state)
{
	struct fixture *f = *state;
	struct desk desk = {
		.library_path = f->path, .quiet = true, .config_path = "/nonexistent/config"};
	struct memory_terminal t;
	int step = 260;

	memory_open(&t, 24, 80);
	t.next = sizes;
	t.look = look_at_cells;
	t.data = &step;
	assert_ok(f, browser_run_on(&desk, NULL, &t.term, &f->err));
	memory_close(&t);
	desk_release(&desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_any_keys, monkey_up, fixture_down),
		cmocka_unit_test_setup_teardown(
			test_cells_are_whole_at_any_size, monkey_up, fixture_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
