/*
 * fuzz_tex - any bytes, cleaned and read as TeX: valid, nothing hidden, no longer than a few times
 * the input.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "text/clean.h"
#include "text/tex.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(struct str s, size_t most)
{
	size_t used;

	if (!utf8_valid(s) || s.n > most)
		abort();
	for (size_t i = 0; i < s.n; i += used)
		if (rune_hidden(utf8_decode(s.p + i, s.n - i, &used)))
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct strbuf line = STRBUF_INIT, text = STRBUF_INIT, escaped = STRBUF_INIT;

	clean_line((struct str){(const char *)data, size}, &line);
	check(strbuf_str(&line), 3 * size); /* a broken byte becomes three, and so do some runes */
	tex_to_text(strbuf_str(&line), &text);
	check(strbuf_str(&text), 16 * line.len);
	tex_escape(strbuf_str(&line), &escaped);
	check(strbuf_str(&escaped), 18 * line.len);
	strbuf_release(&line);
	strbuf_release(&text);
	strbuf_release(&escaped);
	return 0;
}
