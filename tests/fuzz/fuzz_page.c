/*
 * Listings and pages of papers, of any bytes: every paper has a title, those of arXiv's an id, texts come out clean
 * UTF-8; a listing without entries is either an empty day or an error.
 */
#undef NDEBUG
#include <assert.h>
#include <stdint.h>

#include "base/utf8.h"
#include "exchange/arxiv_abs.h"
#include "exchange/arxiv_list.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool clean(const char *text)
{
	return !text || (*text && utf8_valid(str_of(text)) && !strchr(text, '\n') && !strchr(text, '\033'));
}

static int paper(void *data, struct batch *batch)
{
	const struct paper *p = &batch->at[batch->n - 1];

	assert((p->id || data) && p->title_tex && clean(p->id) && clean(p->title_tex));
	assert(clean(p->abstract_tex) && clean(p->comments) && clean(p->doi) && clean(p->venue));
	assert(clean(p->date) && clean(p->updated) && p->version >= 0);
	for (size_t i = 0; i < p->authors.n; i++)
		assert(clean(p->authors.at[i]));
	for (size_t i = 0; i < p->categories.n; i++)
		assert(clean(p->categories.at[i]) && !strchr(p->categories.at[i], ' '));
	return 0;
}

static int bad(void *data, size_t line, const char *why)
{
	(void)data;
	assert(line >= 1 && *why);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size};
	struct batch batch = BATCH_INIT;
	struct intake in = {.paper = paper, .bad = bad, .batch = &batch};
	struct arxiv_list_facts f;
	struct err err = {""};
	int rc = arxiv_list_read(text, &in, &f, &err);

	assert(batch.n <= f.entries);
	assert(rc == 0 ? f.entries > 0 || f.none : err.msg[0] != 0);
	assert(!f.newest[0] || clean(f.newest));
	batch_reset(&batch);
	rc = arxiv_abs_read(text, &in, &err);
	assert(batch.n == (rc == 0 ? 1 : 0));
	batch_reset(&batch);
	in.data = &batch; /* need not have an id */
	rc = format_find("page")->read(text, &in, &err);
	assert(batch.n == (rc == 0 ? 1 : 0));
	batch_reset(&batch);
	format_find("acl-page")->read(text, &in, &err);
	batch_reset(&batch);
	format_find("arxiv-search")->read(text, &in, &err);
	batch_release(&batch);
	return 0;
}
