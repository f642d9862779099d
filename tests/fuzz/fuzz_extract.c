/*
 * Any text, list and rules. The first byte says which: "L" a name list, "W" words, "R" rules, "E" clues; anything
 * else is a text, with the title before the first line break. Spots must cover what they say.
 */
#undef NDEBUG
#include <assert.h>
#include <stdint.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "extract/extract.h"
#include "extract/lists.h"
#include "text/clean.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_list(const char *file, struct str text)
{
	struct lists l = {0};

	lists_read(&l, file, text, true);
	lists_finish(&l);
	lists_release(&l);
}

static void check_tag(const struct tag *t, const char *title, const char *abstract)
{
	assert(t->name && *t->name && t->rule && t->spots.n);
	for (size_t i = 0; i < t->spots.n; i++) {
		const struct tag_spot *p = &t->spots.at[i];
		const char *text = p->field == FIELD_TITLE ? title : abstract;

		assert(p->len && p->at + p->len <= strlen(text));
		assert(utf8_valid((struct str){text + p->at, p->len}));
	}
}

static void run_text(struct extractor *x, struct str raw)
{
	struct strbuf title = STRBUF_INIT, abstract = STRBUF_INIT;
	struct arena a = ARENA_INIT;
	struct tag_vec tags = {0};
	ptrdiff_t line = str_chr(raw, '\n');

	if (line > 0)
		clean_line(str_sub(raw, 0, (size_t)line), &title);
	clean_line(str_sub(raw, line > 0 ? (size_t)line : 0, raw.n), &abstract);
	extractor_run(x, title.buf, abstract.buf, &a, &tags);
	for (size_t i = 0; i < tags.n; i++)
		check_tag(&tags.at[i], title.buf, abstract.buf);
	strbuf_release(&title);
	strbuf_release(&abstract);
	arena_release(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct {
		char first;
		const char *file;
	} lists[] = {{'L', "a.tsv"}, {'W', "words.tsv"}, {'R', "a.rules"}, {'E', "evidence.tsv"}};
	static struct extractor *x;
	struct str raw = {(const char *)data, size};

	if (!x && extractor_open(&x, NULL, NULL, NULL, NULL))
		return 0;
	for (size_t i = 0; size && i < sizeof lists / sizeof *lists; i++)
		if (raw.p[0] == lists[i].first && size > 1 && raw.p[1] == '\n') {
			read_list(lists[i].file, str_sub(raw, 2, size));
			return 0;
		}
	run_text(x, raw);
	return 0;
}
