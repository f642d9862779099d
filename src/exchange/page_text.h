/*
 * page_text - what a page shows of an element, as its author wrote it.
 *
 * A page that was saved from a browser holds each formula several times (MathJax 2.7, "The MathJax Processing Model"):
 * as a preview, as it was drawn, and as the TeX it came from. arXiv's pages put "this https URL" in the place of a URL.
 */
#ifndef EXCHANGE_PAGE_TEXT_H
#define EXCHANGE_PAGE_TEXT_H

#include "base/arena.h"
#include "base/xml.h"

/*
 * Adds the text of an element: formulas as TeX once, "this https URL" as the URL it stands for, a blank between blocks;
 * without scripts, styles, and arXiv's descriptors ("Title:").
 */
void page_text(const struct xml_node *n, struct strbuf *out);

/* The same on one line and clean, in the arena; NULL where n is NULL or nothing is left. */
const char *page_line(const struct xml_node *n, struct arena *a);

/* What a line of HTML shows; NULL where that is nothing. */
const char *page_line_of_html(struct str html, struct arena *a);

/* Whether no text comes from the element. */
bool page_hides(const struct xml_node *n);

/* Whether a word of its class attribute begins so. */
bool page_class_like(const struct xml_node *n, const char *beginning);

#endif
