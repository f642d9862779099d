/*
 * readme_markdown - Markdown to the page of a README (CommonMark 0.31; tables, task lists and bare links of GitHub
 * Flavored Markdown 0.29).
 */
#ifndef EXTRACT_README_MARKDOWN_H
#define EXTRACT_README_MARKDOWN_H

#include "base/map.h"
#include "extract/readme_out.h"

/* A whole text, its line ends "\n". */
void readme_markdown(struct str s, struct readme_out *o);

/* What is known of a text when its paragraphs are read. */
struct readme_marks {
	struct map labels;          /* of "[label]: url", folded to small letters, to places in urls */
	struct strbuf urls;         /* each with a zero byte */
	size_t budget;              /* see readme_tag */
};

/* The text of one paragraph, heading or cell: emphasis, code, links, tags. */
void readme_inline(struct str s, struct readme_marks *m, struct readme_out *o);

#endif
