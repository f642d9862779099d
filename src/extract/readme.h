/*
 * readme - what a README says, as text that a person reads, and the papers that it names.
 *
 * Markdown (CommonMark 0.31 and GitHub's tables), HTML alone or inside it, reStructuredText, plain text. Headings
 * keep their "#", lists their marks, code is indented by four blanks, cells of a table are set apart by " | ", a link
 * is its text and its address in parentheses. Pictures, badges and comments are left out. Linear in the text; what
 * is odd is shown as it stands, nothing is refused.
 */
#ifndef EXTRACT_README_H
#define EXTRACT_README_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

enum readme_format { README_PLAIN, README_MARKDOWN, README_RST, README_HTML };

enum {
	README_MOST = 512 << 10,  /* bytes that are read: GitHub itself shows no more */
	README_PAPERS = 5000,
};

struct readme {
	const char *text;   /* clean, lines as they are to be shown; "" where nothing is left */
	struct strs papers; /* canonical ids, each once, in the order in which they are named */
};

/* Whether a file of that name is a README, and how it is written: "README.md", "readme.rst", "README". */
bool readme_named(struct str file);
enum readme_format readme_format(struct str file);

/* Reads it; all in the arena. */
void readme_read(struct str raw, enum readme_format format, struct arena *a, struct readme *out);

/*
 * The papers of any text, Markdown and HTML as they came: arXiv, DOI, OpenReview and ACL Anthology, by their URLs or as
 * "arXiv:…", "doi:…" and in BibTeX. A DOI of data or software (Zenodo …) is none.
 */
void readme_papers(struct str raw, struct arena *a, struct strs *papers);

#endif
