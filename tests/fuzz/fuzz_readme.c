/*
 * READMEs of any bytes: text comes out clean and no longer than its cap, papers are canonical ids, each once. The first
 * byte chooses the format.
 */
#undef NDEBUG
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "extract/readme.h"
#include "text/clean.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_clean(struct str s)
{
	size_t used;

	assert(utf8_valid(s));
	for (size_t i = 0; i < s.n; i += used) {
		unsigned rune = utf8_decode(s.p + i, s.n - i, &used);

		assert(rune == '\n' || !rune_hidden(rune));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct readme r;

	if (!size)
		return 0;
	readme_read((struct str){(const char *)data + 1, size - 1}, (enum readme_format)(*data % 4), &a, &r);
	check_clean(str_of(r.text));
	assert(!strstr(r.text, "\n\n\n"));
	for (size_t i = 0; i < r.papers.n; i++) {
		assert(strchr(r.papers.at[i], ':') && !strchr(r.papers.at[i], ' '));
		for (size_t k = 0; k < i; k++)
			assert(strcmp(r.papers.at[i], r.papers.at[k]) != 0);
	}
	arena_release(&a);
	return 0;
}
