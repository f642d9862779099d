/*
 * Tagging again after an edit of the lists, behind the reader's back: another Carrel does it
 * (`carrel tags --retag --background`), so no key ever waits for it. What it was at when it was
 * stopped goes on the next time.
 */
#include "state.h"

#include <inttypes.h>
#include <unistd.h>

#include "app/retag.h"
#include "app/spawn.h"
#include "base/clock.h"
#include "base/lines.h"

enum {
	LINE_MOST = 4096,
	SHOW_MS = 100, /* between two drawings of how far it is */
	LOWER = 19,    /* priority: all it needs is the processor, and nobody waits for it */
};

static void start(struct browser *b)
{
	struct strbuf config = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct strs words = {0};
	struct err err;

	if (desk_config_path(b->desk, &config, &err) == 0) {
		const char *const argv[] = {b->desk->program, "--library", library_path(b->lib), "--config",
			config.buf, "tags", "--retag", "--background", NULL};

		for (size_t i = 0; i < sizeof argv / sizeof *argv; i++)
			vec_push_in(&a, &words, argv[i]);
		if (spawn_behind((char *const *)(uintptr_t)words.at, LOWER, &b->retagging.pid, NULL, &b->loop.job_fd,
			    &err) < 0) {
			b->retagging.pid = 0;
			b->loop.job_fd = -1;
			complain(b, &err);
		}
	}
	strbuf_release(&config);
	arena_release(&a);
}

void retag_look(struct browser *b)
{
	struct retagging *r = &b->retagging;
	enum retag_wish wish = r->wish;
	int64_t papers = 0, names = 0;
	struct err err;

	r->wish = RETAG_NOT;
	r->done = r->of = 0;
	if (r->pid || !b->desk->program || !library_writable(b->lib))
		return;
	if (retag_due(b->desk, b->lib, &papers, &names, &err) < 0) {
		complain(b, &err);
	} else if (papers || (names && wish == RETAG_ALL)) {
		r->of = papers + names; /* each may have papers that use it */
		start(b);
	}
}

/* The last whole line: "DONE OF". */
static void read_told(struct retagging *r)
{
	struct str whole = lines_whole(&r->told), line;

	while (str_line(&whole, &line))
		sscanf(line.p, "%" SCNd64 " %" SCNd64, &r->done, &r->of);
	lines_cut(&r->told, LINE_MOST);
}

static void ended(struct browser *b)
{
	struct retagging *r = &b->retagging;
	int64_t left = 0, names = 0;
	struct err err;

	retag_stop(b);
	browser_catch_up(b);
	if (b->message_bad && b->message[0])
		return; /* is still to be read */
	if (retag_due(b->desk, b->lib, &left, &names, &err) < 0)
		complain(b, &err);
	else if (left)
		say(b, "Re-tagging stopped: carrel tags --retag goes on and says why.");
	else
		say(b, "Re-tagged %" PRId64 " papers by the lists as they are now.", r->done);
}

bool retag_take(struct browser *b)
{
	struct retagging *r = &b->retagging;
	int64_t now = clock_mono_ms();
	char bytes[4096];
	ssize_t n;

	while ((n = read(b->loop.job_fd, bytes, sizeof bytes)) > 0)
		strbuf_add(&r->told, bytes, (size_t)n);
	read_told(r);
	if (n == 0)
		ended(b);
	else if (now - r->shown < SHOW_MS)
		return false;
	r->shown = now;
	return true;
}

void retag_stop(struct browser *b)
{
	struct retagging *r = &b->retagging;

	if (r->pid) {
		spawn_end(r->pid, NULL);
		close(b->loop.job_fd);
		b->loop.job_fd = -1;
		r->pid = 0;
	}
	strbuf_release(&r->told);
}

/* 116426 as "116,426". */
static void add_grouped(struct strbuf *out, int64_t n)
{
	if (n >= 1000) {
		add_grouped(out, n / 1000);
		strbuf_addf(out, ",%03d", (int)(n % 1000));
	} else {
		strbuf_addf(out, "%d", (int)n);
	}
}

void retag_status(const struct browser *b, struct strbuf *out)
{
	if (!b->retagging.pid)
		return;
	strbuf_addz(out, "re-tagging ");
	add_grouped(out, b->retagging.done);
	strbuf_addz(out, " of ");
	add_grouped(out, b->retagging.of);
}
