/*
 * readme_rst - reStructuredText to the page of a README (docutils: reStructuredText Markup Specification): titles,
 * lists, code, tables, links, and directives of which only what is text is kept.
 */
#ifndef EXTRACT_README_RST_H
#define EXTRACT_README_RST_H

#include "extract/readme_out.h"

/* A whole text, its line ends "\n". */
void readme_rst(struct str s, struct readme_out *o);

#endif
