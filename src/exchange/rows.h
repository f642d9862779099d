/*
 * rows - the row of each format, for the table in formats.c and for tests.
 */
#ifndef EXCHANGE_ROWS_H
#define EXCHANGE_ROWS_H

#include "exchange/format.h"

extern const struct format format_acl;
extern const struct format format_listing;
extern const struct format format_jsonl;
extern const struct format format_mailing;
extern const struct format format_bibtex;
extern const struct format format_ris;
extern const struct format format_cslj;
extern const struct format format_feed;
extern const struct format format_oai;
extern const struct format format_arxiv_list;
extern const struct format format_arxiv_abs;
extern const struct format format_arxiv_search;
extern const struct format format_article_page;
extern const struct format format_acl_page;
extern const struct format format_markdown;
extern const struct format format_urls;

#endif
