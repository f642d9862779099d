/*
 * The composition root: the only file that sees every layer. It puts the parts together and has the verb run.
 */
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "app/interrupt.h"
#include "command/verb.h"
#include "net/cite.h"
#include "net/fetch.h"
#include "net/visit.h"
#include "ui/browser.h"

struct program {
	int argc;
	char **argv;
	struct desk desk;
	struct cmd cmd;
	struct err err;
};

/*
 * Letters by the reader's locale, where that is one of UTF-8, else by one that is; numbers and messages stay
 * those of C, so that what programs read never changes.
 */
static int set_locale(struct program *p)
{
	(void)p;
	setlocale(LC_CTYPE, "");
	if (strcmp(nl_langinfo(CODESET), "UTF-8"))
		setlocale(LC_CTYPE, "C.UTF-8");
	return 0;
}

/* A closed pipe and a file that may not grow are answers to a write, not the end of us. */
static int set_signals(struct program *p)
{
	(void)p;
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	interrupt_catch();
	return 0;
}

/* Width of the terminal that fd is; 0: it is none. */
static int columns_of(int fd)
{
	struct winsize size;

	if (!isatty(fd))
		return 0;
	return ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : 80;
}

static int set_desk(struct program *p)
{
	const char *no_color = getenv("NO_COLOR");

	p->desk.color = !no_color || !*no_color;
	p->desk.browse = browser_run;
	p->desk.program = "/proc/self/exe"; /* proc(5); also where the file was replaced since */
	p->desk.fetch = fetch_run;
	p->desk.visit = visit_run;
	p->desk.cite = cite_run;
	p->cmd.desk = &p->desk;
	p->cmd.out = stdout;
	p->cmd.msg = stderr;
	p->cmd.interactive = isatty(STDERR_FILENO);
	p->cmd.columns = columns_of(STDOUT_FILENO);
	return 0;
}

static void clear_desk(struct program *p)
{
	desk_release(&p->desk);
}

static int run_verb(struct program *p)
{
	return verb_run(&p->cmd, p->argc - 1, p->argv + 1, &p->err);
}

/* Start-up in order; what came up goes down again in the other. */
static const struct stage {
	int (*up)(struct program *p);
	void (*down)(struct program *p);
} stages[] = {
	{set_locale, NULL},
	{set_signals, NULL},
	{set_desk, clear_desk},
	{run_verb, NULL},
};

int main(int argc, char **argv)
{
	struct program p = {.argc = argc, .argv = argv};
	size_t n = 0, all = sizeof stages / sizeof *stages;
	int rc = 0;

	while (rc == 0 && n < all)
		rc = stages[n++].up(&p);
	while (n > 0)
		if (stages[--n].down)
			stages[n].down(&p);
	if (rc < 0 && p.err.msg[0])
		fprintf(stderr, "carrel: %s\n", p.err.msg);
	return -rc;
}
