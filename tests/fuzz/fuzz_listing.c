/*
 * The readers of exchange on any bytes: the first one chooses the format, the rest is the text.
 * Every paper has a title, every complaint names a line that is there, and all texts come out
 * clean.
 */
#undef NDEBUG
#include <assert.h>
#include <stdint.h>

#include "base/utf8.h"
#include "exchange/format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int paper(void *data, struct batch *batch)
{
	const struct paper *p = &batch->at[batch->n - 1];

	(void)data;
	assert(p->title_tex && *p->title_tex);
	assert(utf8_valid(str_of(p->title_tex)));
	assert(!p->abstract_tex || utf8_valid(str_of(p->abstract_tex)));
	for (size_t i = 0; i < p->authors.n; i++)
		assert(utf8_valid(str_of(p->authors.at[i])) && !strchr(p->authors.at[i], '\n'));
	return 0;
}

static int bad(void *data, size_t line, const char *why)
{
	const size_t *lines = data;

	assert(line >= 1 && line <= *lines);
	assert(*why);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = {
		"listing", "listing", "listing", "jsonl", "bibtex", "ris"};
	struct batch batch = BATCH_INIT;
	struct str text = {(const char *)data + 1, size - 1};
	size_t lines = 1;
	struct intake in = {.paper = paper, .bad = bad, .data = &lines, .batch = &batch};

	if (!size)
		return 0;
	for (size_t i = 0; i < text.n; i++)
		lines += text.p[i] == '\n';
	format_find(names[data[0] % (sizeof names / sizeof *names)])->read(text, &in, NULL);
	batch_release(&batch);
	return 0;
}
