/*
 * Answers of an OAI-PMH server, of any bytes: every paper has a title, texts come out clean UTF-8, facts are one line.
 */
#undef NDEBUG
#include <assert.h>
#include <stdint.h>

#include "base/utf8.h"
#include "exchange/oai.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool clean(const char *text)
{
	return !text || (*text && utf8_valid(str_of(text)) && !strchr(text, '\n') && !strchr(text, '\033'));
}

static int paper(void *data, struct batch *batch)
{
	const struct paper *p = &batch->at[batch->n - 1];

	(void)data;
	assert(p->title_tex && clean(p->title_tex));
	assert(clean(p->id) && clean(p->abstract_tex) && clean(p->comments) && clean(p->doi) && clean(p->venue));
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
	struct batch batch = BATCH_INIT;
	struct intake in = {.paper = paper, .bad = bad, .batch = &batch};
	struct oai_facts f;

	oai_read((struct str){(const char *)data, size}, &in, &f, NULL);
	assert(batch.n + f.deleted <= f.records);
	assert(!f.token[0] || clean(f.token));
	assert(!f.newest[0] || clean(f.newest));
	batch_release(&batch);
	return 0;
}
