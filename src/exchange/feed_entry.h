/*
 * feed_entry - one entry of a feed, and how arXiv's and other people's feeds fill in a paper from it.
 */
#ifndef EXCHANGE_FEED_ENTRY_H
#define EXCHANGE_FEED_ENTRY_H

#include "base/strbuf.h"
#include "base/xml.h"
#include "paper/paper.h"

struct feed_entry {
	struct arena *a;
	const struct xml_node *node;
	struct paper *paper;
	bool arxiv;       /* a record of arXiv's: its texts are TeX, never HTML */
	struct strbuf sb; /* of one element */
};

/*
 * A child element by its name: of the entry's own vocabulary where there are several (dc:title, media:title stand
 * beside title), else the first. NULL where there is none.
 */
const struct xml_node *feed_child(const struct feed_entry *e, const char *name);

/* The text of a child element, as it stands; empty where it is missing. Good until the next call. */
struct str feed_text(struct feed_entry *e, const char *name);

/* What a browser shows of a text that may be HTML, on one line, in the arena; NULL where that is nothing. */
const char *feed_shown(struct str text, struct arena *a);

/* ---- feed_arxiv.c ---- */

/*
 * arXiv's announcements: those since 2024, where every part has an element and the text begins "arXiv:2508.13426v1
 * Announce Type: new", and those before, where the title ends in "(arXiv:2208.00001v1 [cs.LG] UPDATED)". After the
 * common parts. False where the entry is neither.
 */
bool feed_read_announced(struct feed_entry *e);

/* ---- feed_journal.c ---- */

/* What journals, preprint servers and publishers have in elements and phrases of their own. After the common parts. */
void feed_read_journal(struct feed_entry *e);

#endif
