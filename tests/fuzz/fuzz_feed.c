/*
 * Feeds of any bytes: every paper has a title, texts come out clean UTF-8, complaints name a line.
 */
#undef NDEBUG
#include <assert.h>
#include <stdint.h>

#include "base/utf8.h"
#include "exchange/feed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int paper(void *data, struct batch *batch)
{
	const struct paper *p = &batch->at[batch->n - 1];

	(void)data;
	assert(p->title_tex && *p->title_tex && utf8_valid(str_of(p->title_tex)));
	assert(!p->abstract_tex || utf8_valid(str_of(p->abstract_tex)));
	assert(!p->doi || utf8_valid(str_of(p->doi)));
	assert(!p->id || utf8_valid(str_of(p->id)));
	for (size_t i = 0; i < p->authors.n; i++)
		assert(utf8_valid(str_of(p->authors.at[i])) && !strchr(p->authors.at[i], '\n'));
	return 0;
}

static int bad(void *data, size_t line, const char *why)
{
	(void)data;
	assert(line >= 1);
	assert(*why);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct batch batch = BATCH_INIT;
	struct feed_facts facts;
	struct intake in = {.paper = paper, .bad = bad, .data = &facts, .batch = &batch};

	feed_read((struct str){(const char *)data, size}, &in, &facts, NULL);
	assert(batch.n <= facts.entries);
	assert(utf8_valid(str_of(facts.newest)) && utf8_valid(str_of(facts.oldest)));
	batch_release(&batch);
	return 0;
}
