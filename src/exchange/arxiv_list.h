/*
 * arxiv_list - arXiv's listings as pages: /list/CATEGORY/new, /recent, /pastweek, a month or a year, /catchup, and an
 * author's page (/a/baez_j_1).
 *
 * Source: arXiv/arxiv-browse, browse/templates/list/ and catchup.html. A page has one or several definition lists, for
 * each day or kind of submission; a paper is a <dt> with its id and a <dd> with title, authors, comments, journal,
 * subjects, and on /new and /catchup the abstract. Classes and names are looked for, in any order; what a browser made
 * of a page before it was saved is read, too. Pure: bytes in, papers out.
 */
#ifndef EXCHANGE_ARXIV_LIST_H
#define EXCHANGE_ARXIV_LIST_H

#include "base/clock.h"
#include "exchange/format.h"

/* What a page says of itself. */
struct arxiv_list_facts {
	int64_t total;          /* entries on all its pages; -1: not said */
	int64_t first;          /* number of its first entry, from 1; 0: it has none */
	size_t entries;         /* read or not */
	char newest[DATE_TEXT]; /* the last day of an announcement on it; "" */
	bool none;              /* it says that there are no papers: a holiday, or the end */
};

/*
 * Reads papers to in->batch; in->bad is told the line of an entry that cannot be read. A page without papers is well
 * only where it says so (facts->none): one whose layout has changed, or that promises more than it has, fails.
 *
 * The day of an announcement is the date of papers that are new in it; of cross-lists and replacements the month is
 * known, by the id.
 */
int arxiv_list_read(struct str text, const struct intake *in, struct arxiv_list_facts *facts, struct err *err);

#endif
