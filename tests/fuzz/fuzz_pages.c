/*
 * Answers of code hosts of any bytes: what is taken from them is clean, and only a repository that is there has facts.
 * The first byte chooses the reader.
 */
#undef NDEBUG
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "source/bitbucket.h"
#include "source/github_graphql.h"
#include "source/github_html.h"
#include "source/github_rest.h"
#include "source/gitlab.h"
#include "source/huggingface.h"
#include "text/clean.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const char *z)
{
	struct str s = str_of(z);
	size_t used;

	assert(utf8_valid(s));
	for (size_t i = 0; i < s.n; i += used) {
		unsigned rune = utf8_decode(s.p + i, s.n - i, &used);

		assert(rune == '\n' || !rune_hidden(rune));
	}
}

static void check_page(const struct code_page *p)
{
	const char *const texts[] = {p->moved_to, p->fork_of, p->description, p->homepage, p->language, p->license,
		p->created, p->pushed, p->release, p->branch, p->readme};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		check(texts[i] ? texts[i] : "");
	for (size_t i = 0; i < p->topics.n; i++)
		check(p->topics.at[i]);
	for (size_t i = 0; i < p->files.n; i++)
		check(p->files.at[i]);
}

static int graphql(struct db *json, struct str body, struct arena *a, struct code_page *p, struct err *err)
{
	struct code_page pages[2] = {*p, *p};
	enum github_found found[2];
	int rc = github_graphql_read(json, body, pages, 2, a, found, err);

	for (int i = 0; rc == 0 && i < 2; i++) {
		assert((found[i] == GITHUB_FOUND) == pages[i].there);
		check_page(&pages[i]);
	}
	return rc;
}

static int rest_files(struct db *json, struct str body, struct arena *a, struct code_page *p, struct err *err)
{
	(void)err;
	return github_rest_files(json, body, a, p);
}

static int others_files(struct db *json, struct str body, struct arena *a, struct code_page *p, struct err *err)
{
	struct strbuf message = STRBUF_INIT;

	(void)err;
	github_rest_message(json, body, &message);
	check(message.buf);
	strbuf_release(&message);
	gitlab_files(json, body, a, p);
	return bitbucket_files(json, body, a, p);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static int (*const readers[])(struct db *, struct str, struct arena *, struct code_page *, struct err *) = {
		github_rest_read, github_html_read, graphql, gitlab_read, bitbucket_read, huggingface_read, rest_files,
		others_files};
	static struct db *json;
	struct code_page p = CODE_PAGE_INIT;
	struct arena a = ARENA_INIT;
	struct err err;

	if (!json)
		assert(sql_open(&json, ":memory:", SQL_CREATE, NULL) == 0);
	if (!size)
		return 0;
	p.repo = "owner/name";
	readers[*data % 8](json, (struct str){(const char *)data + 1, size - 1}, &a, &p, &err);
	check_page(&p);
	arena_release(&a);
	return 0;
}
