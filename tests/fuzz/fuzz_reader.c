/*
 * A reader of exchange (FORMAT names it) on any bytes: every paper has a title, every complaint names a line that is
 * there, and all texts come out clean: valid UTF-8 on one line, with nothing in them that nobody sees.
 */
#undef NDEBUG
#include <assert.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "exchange/format.h"
#include "text/clean.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void is_clean(const char *text)
{
	struct str s = str_of(text);
	size_t used;

	assert(utf8_valid(s));
	for (size_t i = 0; i < s.n; i += used) {
		unsigned rune = utf8_decode(s.p + i, s.n - i, &used);

		assert(rune >= ' ' && !rune_hidden(rune));
	}
}

static void are_clean(const struct strs *texts)
{
	for (size_t i = 0; i < texts->n; i++) {
		assert(texts->at[i] && *texts->at[i]);
		is_clean(texts->at[i]);
	}
}

static void is_date(const char *date)
{
	int year, month, day;

	assert(!date || date_parse(str_of(date), &year, &month, &day));
}

static int paper(void *data, struct batch *batch)
{
	const struct paper *p = &batch->at[batch->n - 1];
	const char *const texts[] = {p->id, p->title, p->title_tex, p->abstract, p->abstract_tex, p->comments, p->venue,
		p->doi, p->affiliation};

	(void)data;
	assert(p->title_tex && *p->title_tex);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		is_clean(texts[i]);
	are_clean(&p->authors);
	are_clean(&p->categories);
	for (size_t i = 0; i < p->links.n; i++)
		is_clean(p->links.at[i].url);
	is_date(p->date);
	is_date(p->updated);
	assert(p->version >= 0);
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
	const struct format *format = format_find(FORMAT);
	struct str text = {(const char *)data, size};
	struct batch batch = BATCH_INIT;
	size_t lines = 1;
	struct intake in = {.paper = paper, .bad = bad, .data = &lines, .batch = &batch};
	int sure = format->sniff(text);

	for (size_t i = 0; i < text.n; i++)
		lines += text.p[i] == '\n';
	assert(sure >= 0 && sure <= 100);
	format->read(text, &in, NULL);
	batch_release(&batch);
	return 0;
}
