/*
 * github_html - a repository by its page at github.com, where the interfaces may not be asked: the layouts of 2023
 * (rendered by the server), of 2024 and 2025 (a react-partial with data as JSON) and of 2026 (a react-app with data as
 * JSON). See repo.h.
 *
 * Each fact is looked for in every place where one of the layouts has it, so a page between two layouts is read too. A
 * page does not say when the repository was created.
 */
#ifndef NET_SOURCE_GITHUB_HTML_H
#define NET_SOURCE_GITHUB_HTML_H

#include "source/repo.h"

/* Fails where the page is none of a repository, or of a layout that is not known. */
int github_html_read(struct db *json, struct str body, struct arena *a, struct code_page *p, struct err *err);

#endif
