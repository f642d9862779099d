#include "extract/readme.h"

#include "extract/readme_markdown.h"
#include "extract/readme_out.h"
#include "extract/readme_rst.h"
#include "extract/readme_tag.h"
#include "text/clean.h"

static const struct {
	const char *ending;
	enum readme_format format;
} endings[] = {
	{"", README_PLAIN}, {".md", README_MARKDOWN}, {".markdown", README_MARKDOWN}, {".mdown", README_MARKDOWN},
	{".mkd", README_MARKDOWN}, {".rmd", README_MARKDOWN}, {".rst", README_RST}, {".rest", README_RST},
	{".txt", README_PLAIN}, {".text", README_PLAIN}, {".org", README_PLAIN}, {".adoc", README_PLAIN},
	{".asciidoc", README_PLAIN}, {".html", README_HTML}, {".htm", README_HTML},
};

static ptrdiff_t ending_of(struct str file)
{
	static const char name[] = "readme";
	struct str rest = str_sub(file, sizeof name - 1, file.n);

	if (!str_case_starts(file, name))
		return -1;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_case_eq(rest, str_of(endings[i].ending)))
			return (ptrdiff_t)i;
	/* "README_EN.md", "README.zh-CN.md": another language; "readme.c": something else */
	for (size_t i = 1; i < sizeof endings / sizeof *endings; i++)
		if (rest.n && strchr("._-", *rest.p) && str_ends(rest, endings[i].ending))
			return (ptrdiff_t)i;
	return -1;
}

bool readme_named(struct str file)
{
	return ending_of(file) >= 0;
}

enum readme_format readme_format(struct str file)
{
	ptrdiff_t i = ending_of(file);

	return i < 0 ? README_PLAIN : endings[i].format;
}

/* Clean, with tabs as the four columns that Markdown counts them for. */
static void prepare(struct str raw, struct strbuf *out)
{
	struct strbuf wide = STRBUF_INIT;
	size_t from = 0;

	raw = str_sub(raw, 0, README_MOST);
	for (size_t i = 0; i < raw.n; i++)
		if (raw.p[i] == '\t') {
			strbuf_addstr(&wide, str_sub(raw, from, i));
			strbuf_addz(&wide, "    ");
			from = i + 1;
		}
	strbuf_addstr(&wide, str_sub(raw, from, raw.n));
	clean_text(strbuf_str(&wide), out);
	strbuf_release(&wide);
}

/* Lines as they are, never more than one empty one in a row. */
static void plain(struct str s, struct readme_out *o)
{
	struct str line;

	while (str_line(&s, &line)) {
		while (line.n && ch_space(line.p[line.n - 1]))
			line.n--;
		if (!line.n) {
			readme_out_block(o);
			continue;
		}
		o->pre = false;
		readme_out_line(o);
		readme_out_text(o, line);
	}
}

void readme_read(struct str raw, enum readme_format format, struct arena *a, struct readme *out)
{
	static void (*const readers[])(struct str, struct readme_out *) = {
		[README_PLAIN] = plain,
		[README_MARKDOWN] = readme_markdown,
		[README_RST] = readme_rst,
		[README_HTML] = readme_html,
	};
	struct readme_out o = README_OUT_INIT;
	struct strbuf s = STRBUF_INIT;

	*out = (struct readme){0};
	prepare(raw, &s);
	readers[format](strbuf_str(&s), &o);
	readme_papers(strbuf_str(&s), a, &out->papers);
	strbuf_reset(&s);
	clean_text(strbuf_str(&o.text), &s); /* entities may have brought in what was cleaned away */
	out->text = arena_str(a, strbuf_str(&s));
	strbuf_release(&s);
	readme_out_release(&o);
}
