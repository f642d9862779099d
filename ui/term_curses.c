/*
 * The terminal by way of ncurses, which knows its abilities and finds the shortest way from one
 * screen to the next. Input is read here and decoded by input.c: ncurses' own reader would hide how
 * many bytes there were.
 */
#include "terminal.h"

#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#define NCURSES_NOMACROS 1
#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#include <term.h>

#include "base/mem.h"
#include "base/utf8.h"

enum {
	INPUT_BYTES = 4096,
	ESCAPE_MS = 25, /* how long the rest of a key's sequence may take */
	LOOKS = STYLES * 8,
};

struct curses_term {
	struct terminal term;
	SCREEN *screen;
	struct canvas shown;
	bool fresh; /* nothing of `shown` holds */
	bool mouse, inside;
	enum palette palette;
	struct {
		attr_t attrs;
		short pair;
	} looks[LOOKS]; /* by style and flags */
	struct decoder decoder;
	char input[INPUT_BYTES];
	size_t at, n; /* bytes [at, n) of input wait to be decoded */
};

/*
 * What a crash needs to leave the terminal sane. A signal handler has no other way to it; it is set
 * while a terminal is open and never read elsewhere.
 */
static struct {
	struct termios modes;
	char reset[256];
	size_t reset_n;
	struct sigaction before[3];
} crash;

static const int crash_signals[] = {SIGSEGV, SIGABRT, SIGBUS};

#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

static void on_crash(int sig)
{
	ssize_t n = write(STDOUT_FILENO, crash.reset, crash.reset_n);

	(void)n;
	tcsetattr(STDIN_FILENO, TCSANOW, &crash.modes);
	for (size_t i = 0; i < sizeof crash_signals / sizeof *crash_signals; i++)
		if (crash_signals[i] == sig)
			sigaction(sig, &crash.before[i], NULL);
	raise(sig);
}

static void add_reset(const char *capability)
{
	size_t n = capability ? strlen(capability) : 0;

	if (crash.reset_n + n > sizeof crash.reset)
		return;
	if (n)
		memcpy(crash.reset + crash.reset_n, capability, n);
	crash.reset_n += n;
}

static void guard_crashes(const struct termios *modes, bool mouse)
{
	struct sigaction action = {.sa_handler = on_crash};

	crash.modes = *modes;
	crash.reset_n = 0;
	if (mouse)
		add_reset(MOUSE_OFF PASTE_OFF);
	add_reset(exit_attribute_mode);
	add_reset(exit_ca_mode);
	add_reset(cursor_normal);
	sigemptyset(&action.sa_mask);
	action.sa_flags = SA_NODEFER;
	for (size_t i = 0; i < sizeof crash_signals / sizeof *crash_signals; i++)
		sigaction(crash_signals[i], &action, &crash.before[i]);
}

static void unguard_crashes(void)
{
	for (size_t i = 0; i < sizeof crash_signals / sizeof *crash_signals; i++)
		sigaction(crash_signals[i], &crash.before[i], NULL);
}

static void send_bytes(struct terminal *t, struct str bytes)
{
	(void)t;
	fwrite(bytes.p, 1, bytes.n, stdout);
	fflush(stdout);
}

static void report_mouse(struct curses_term *ct, bool on)
{
	if (ct->mouse)
		send_bytes(
			&ct->term, on ? STR_LIT(MOUSE_ON PASTE_ON) : STR_LIT(MOUSE_OFF PASTE_OFF));
}

/* ---- drawing ---- */

static attr_t curses_attrs(unsigned looks)
{
	return (looks & LOOK_BOLD ? A_BOLD : 0) | (looks & LOOK_DIM ? A_DIM : 0) |
	       (looks & LOOK_UNDERLINE ? A_UNDERLINE : 0) | (looks & LOOK_REVERSE ? A_REVERSE : 0);
}

/* A colour pair for each foreground of the theme: pair 0 is the terminal's own colours. */
static void make_looks(struct curses_term *ct)
{
	short fgs[STYLES];
	short pairs = 0;

	for (int i = 0; i < LOOKS; i++) {
		struct look look = theme_cell((enum style)(i / 8), (unsigned)i % 8, ct->palette);
		short pair = 0;

		while (pair < pairs && fgs[pair] != look.fg)
			pair++;
		if (look.fg >= 0 && pair == pairs && pairs < STYLES) {
			fgs[pairs++] = look.fg;
			init_pair(pairs, look.fg, look.bg);
		}
		ct->looks[i].attrs = curses_attrs(look.attrs);
		ct->looks[i].pair = look.fg >= 0 ? (short)(pair + 1) : 0;
	}
}

static void start_colors(struct curses_term *ct, const struct terminal_options *options)
{
	ct->palette = PALETTE_NONE;
	if (options->color && has_colors() && start_color() == OK && use_default_colors() == OK &&
		COLORS >= 8)
		ct->palette = COLORS < 256     ? PALETTE_8
			      : options->light ? PALETTE_256_LIGHT
					       : PALETTE_256;
	make_looks(ct);
}

static void put_cell(const struct curses_term *ct, int row, int col, const struct cell *cell)
{
	int look = cell->style * 8 + cell->flags % 8;
	wchar_t text[CCHARW_MAX + 1];
	size_t n = 0;
	cchar_t c;

	for (size_t i = 0, used; i < cell->len && n < CCHARW_MAX; i += used)
		text[n++] = (wchar_t)utf8_decode(cell->text + i, cell->len - i, &used);
	text[n] = 0;
	setcchar(&c, text, ct->looks[look].attrs, ct->looks[look].pair, NULL);
	mvadd_wch(row, col, &c);
}

/* A changed half of a wide character draws the whole. */
static void draw_row(struct curses_term *ct, const struct canvas *c, int row)
{
	size_t bytes = (size_t)c->cols * sizeof(struct cell);

	if (!ct->fresh && !memcmp(canvas_cell(c, row, 0), canvas_cell(&ct->shown, row, 0), bytes))
		return;
	for (int col = 0; col < c->cols; col++) {
		const struct cell *now = canvas_cell(c, row, col);
		struct cell *was = canvas_cell(&ct->shown, row, col);
		bool same = !ct->fresh && cell_same(now, was);

		if (now->width == 2 && col + 1 < c->cols && !ct->fresh)
			same = same && cell_same(now + 1, was + 1);
		if (!same && now->width)
			put_cell(ct, row, col, now);
	}
	memcpy(canvas_cell(&ct->shown, row, 0), canvas_cell(c, row, 0), bytes);
}

static void show(struct terminal *t, const struct canvas *c)
{
	struct curses_term *ct = (struct curses_term *)t;

	if (!ct->inside)
		return;
	if (ct->shown.rows != c->rows || ct->shown.cols != c->cols) {
		canvas_resize(&ct->shown, c->rows, c->cols);
		ct->fresh = true;
	}
	for (int row = 0; row < c->rows; row++)
		draw_row(ct, c, row);
	ct->fresh = false;
	curs_set(c->cursor_row >= 0);
	if (c->cursor_row >= 0)
		move(c->cursor_row, c->cursor_col);
	refresh();
}

static void redraw(struct terminal *t)
{
	struct curses_term *ct = (struct curses_term *)t;

	ct->fresh = true;
	clearok(stdscr, TRUE);
}

static void size(struct terminal *t, int *rows, int *cols)
{
	struct winsize ws;

	(void)t;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) == 0 && ws.ws_row && ws.ws_col)
		resizeterm(ws.ws_row, ws.ws_col);
	getmaxyx(stdscr, *rows, *cols);
}

/* ---- input ---- */

/* Reads what waits, up to ms long; false where nothing came. */
static bool fill(struct curses_term *ct, int ms)
{
	struct pollfd p = {STDIN_FILENO, POLLIN, 0};
	ssize_t n;

	memmove(ct->input, ct->input + ct->at, ct->n - ct->at);
	ct->n -= ct->at;
	ct->at = 0;
	if (ct->n == sizeof ct->input || poll(&p, 1, ms) <= 0)
		return false;
	n = read(STDIN_FILENO, ct->input + ct->n, sizeof ct->input - ct->n);
	if (n <= 0) {
		ct->term.gone = true;
		return false;
	}
	ct->n += (size_t)n;
	ct->term.bytes += (uint64_t)n;
	return true;
}

static bool read_input(struct terminal *t, struct input *in)
{
	struct curses_term *ct = (struct curses_term *)t;
	bool final = false;

	for (;;) {
		struct str waiting = {ct->input + ct->at, ct->n - ct->at};
		size_t used = input_decode(&ct->decoder, waiting, final, in);

		ct->at += used;
		if (used && in->key != K_NONE)
			return true;
		if (used)
			continue;
		if (ct->term.gone || (!fill(ct, waiting.n ? ESCAPE_MS : 0) && !waiting.n))
			return false;
		final = waiting.n && waiting.n == ct->n - ct->at;
	}
}

/* ---- taking and giving back ---- */

static void enter(struct terminal *t)
{
	struct curses_term *ct = (struct curses_term *)t;

	if (ct->inside)
		return;
	ct->inside = true;
	reset_prog_mode();
	redraw(t);
	refresh();
	report_mouse(ct, true);
}

static void leave(struct terminal *t)
{
	struct curses_term *ct = (struct curses_term *)t;

	if (!ct->inside)
		return;
	ct->inside = false;
	report_mouse(ct, false);
	def_prog_mode();
	curs_set(1);
	endwin();
	if (cursor_normal) /* again: where leaving the alternate screen brings back the cursor as it
			      was saved */
		send_bytes(t, str_of(cursor_normal));
	fflush(stdout);
}

static void close_term(struct terminal *t)
{
	struct curses_term *ct = (struct curses_term *)t;

	leave(t);
	unguard_crashes();
	delscreen(ct->screen);
	canvas_release(&ct->shown);
	free(ct);
}

static const struct terminal_ops ops = {
	.size = size,
	.show = show,
	.read = read_input,
	.redraw = redraw,
	.leave = leave,
	.enter = enter,
	.send = send_bytes,
	.close = close_term,
};

static int check(struct err *err)
{
	const char *name = getenv("TERM");

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, ERR_FAILED,
			"the browser needs a terminal on standard input and output");
	if (!name || !*name)
		return err_set(err, ERR_FAILED, "TERM is not set: what terminal is this?");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_CTYPE,
			"C.UTF-8"); /* names and formulas need it, and terminals have it */
	return 0;
}

int term_curses_open(struct terminal **t, const struct terminal_options *options, struct err *err)
{
	struct curses_term *ct;
	struct termios modes;
	int rc = check(err);

	if (rc < 0)
		return rc;
	if (tcgetattr(STDIN_FILENO, &modes) < 0)
		return err_set_errno(err, ERR_FAILED, "cannot read the terminal's modes");
	ct = mem_zalloc(sizeof *ct);
	ct->screen = newterm(NULL, stdout, stdin);
	if (!ct->screen || !cursor_address) {
		if (ct->screen) {
			endwin();
			delscreen(ct->screen);
		}
		free(ct);
		return err_set(err, ERR_FAILED, "cannot draw on a terminal of the kind TERM=%s",
			getenv("TERM"));
	}
	ct->term = (struct terminal){&ops, STDIN_FILENO, 0, false};
	ct->fresh = ct->inside = true;
	ct->mouse = options->mouse && tigetstr((char *)"kmous") > (char *)0;
	raw();
	noecho();
	nonl();
	idlok(stdscr, TRUE);
	leaveok(stdscr, FALSE);
	guard_crashes(&modes, ct->mouse);
	start_colors(ct, options);
	report_mouse(ct, true);
	*t = &ct->term;
	return 0;
}
