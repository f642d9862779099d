/*
 * Fetching behind the reader's back (app/errands.h): asked for, told of in the bottom line, ended. Its screen is
 * page_jobs.c.
 */
#include "state.h"

#include <inttypes.h>

#include "base/clock.h"
#include "command/verb.h"

enum { SHOW_MS = 100 }; /* between two drawings of how far it is */

void fetch_ask(struct browser *b, const char *verb, const struct strs *words)
{
	struct err err;
	int rc = errands_ask(&b->errands, b->desk, verb, words, &err);

	b->loop.errand_fd = b->errands.out;
	page_refresh(b);
	if (rc < 0)
		complain(b, &err);
	else if (rc > 0)
		say(b, "That is being done already.");
	else if (b->errands.queue.n > 1)
		say(b, "Comes after what runs.");
}

void act_fetch(struct browser *b, enum action action, unsigned key)
{
	struct strs none = {0};
	struct chosen c;

	(void)key;
	if (action == ACT_FETCH) {
		fetch_ask(b, "fetch", &none);
	} else if (!verb_find("code")) {
		say(b, "This Carrel visits no code pages.");
	} else if (chosen_papers(b, &c)) {
		fetch_ask(b, "code", &c.ids);
		chosen_release(&c);
	}
}

/* "40 new of 312 papers, 12 code pages visited", "nothing new"; of one page alone its verdict. */
static void add_found(const struct errands_sum *sum, struct strbuf *out)
{
	if (sum->nothing) {
		strbuf_addz(out, "There is no code page to visit.");
		return;
	}
	if (sum->pages == 1 && !sum->papers) {
		strbuf_addf(out, "%s: %s", sum->page->name, sum->page->text ? sum->page->text : "visited");
		return;
	}
	if (sum->added)
		strbuf_addf(out, "%" PRId64 " new of %" PRId64 " papers", sum->added, sum->papers);
	else if (sum->papers || !sum->pages)
		strbuf_addz(out, "nothing new");
	if (sum->pages)
		strbuf_addf(out, "%s%zu code page%s visited", sum->papers ? ", " : "", sum->pages,
			sum->pages == 1 ? "" : "s");
}

/* In one line; where something went wrong, the first of it. */
static void tell_end(struct browser *b)
{
	struct errands_sum sum = errands_sum(&b->errands);
	struct strbuf text = STRBUF_INIT;
	const struct errand *wrong = sum.wrong;

	if (b->message_bad && b->message[0])
		return; /* is still to be read */
	if (sum.papers || sum.pages || !wrong) {
		bool pages = sum.nothing || (sum.pages && !sum.papers);
		const char *did = pages ? "" : sum.files ? "Imported: " : "Fetched: ";

		strbuf_addz(&text, b->errands.stopping ? "Given up: " : did);
		add_found(&sum, &text);
	}
	if (wrong && text.len)
		strbuf_addz(&text, "; ");
	if (wrong && sum.failed > 1)
		strbuf_addf(&text, "%zu failed (B shows why)", sum.failed);
	else if (wrong)
		strbuf_addf(&text, "%s%s%s", wrong->whole ? "" : wrong->name, wrong->whole ? "" : ": ",
			wrong->text ? wrong->text : "failed");
	say(b, "%s", text.buf);
	b->message_bad = sum.failed > 0;
	strbuf_release(&text);
}

/* The sample has done its work where the reader has papers. */
static void leave_sample(struct browser *b)
{
	if (b->desk->on_sample) {
		desk_leave_sample(b->desk);
		follow_desk(b);
	}
}

void fetch_next(struct browser *b)
{
	struct err err;

	if (errands_next(&b->errands, b->desk, &err) < 0)
		complain(b, &err);
	b->loop.errand_fd = b->errands.out;
}

static void ended(struct browser *b)
{
	tell_end(b);
	browser_catch_up(b);
	b->retagging.wish = RETAG_ALL; /* new papers may introduce names */
	fetch_next(b);
}

bool fetch_take(struct browser *b)
{
	int news = errands_take(&b->errands);

	if (news & ERRANDS_ADDED)
		leave_sample(b);
	if (news)
		page_refresh(b);
	if (news & ERRANDS_ENDED)
		ended(b);
	else if (news && !b->draw_due)
		b->draw_due = b->drawn + SHOW_MS;
	return news & ERRANDS_ENDED;
}

void fetch_status(const struct browser *b, struct strbuf *out)
{
	struct errands_sum sum = errands_sum(&b->errands);
	char until[CLOCK_TEXT];

	if (!b->errands.pid)
		return;
	strbuf_addz(out, b->errands.stopping ? "stopping" : sum.files ? "importing" : "fetching");
	if (sum.sources > 1)
		strbuf_addf(out, " %zu of %zu", sum.ended, sum.sources);
	if (sum.papers)
		strbuf_addf(out, ", %" PRId64 " new", sum.added);
	if (sum.waiting)
		strbuf_addf(out, ", %s waits until %s", sum.waiting->host ? sum.waiting->host : sum.waiting->name,
			clock_local(sum.waiting->until, clock_now(), until));
}
