/*
 * cited - what the <meta> elements of a paper's page say for those who want to cite it.
 *
 * Highwire Press tags (citation_title …; Google Scholar, Inclusion Guidelines for Webmasters, "Indexing") and Dublin
 * Core (DC.Title …; DCMI, Expressing Dublin Core metadata using HTML). Names are compared without case.
 */
#ifndef EXCHANGE_CITED_H
#define EXCHANGE_CITED_H

#include "base/xml.h"
#include "paper/paper.h"

struct cited {
	struct arena *a;
	struct paper paper;      /* what they say; the links are pages of it */
	const char *online_date; /* of the version at hand, or NULL */
	int date_rank;           /* how much the paper's date is worth */
	struct strs contributors;
};

/* Takes one <meta>; others than these are passed over. */
void cited_take(struct cited *c, const struct xml_node *meta);

#endif
