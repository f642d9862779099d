#include "command/cmd.h"
#include "text/width.h"
#include "text/wrap.h"

enum { PLAIN_WIDTH = 72, WIDEST = 100 };

/* Attributes only, no colours of our own: they fit every palette (ECMA-48, SGR). */
static const char *const sgr[] = {
	[STYLE_PLAIN] = "",
	[STYLE_STRONG] = "\033[1m",
	[STYLE_DIM] = "\033[2m",
	[STYLE_HEAD] = "\033[1;4m",
};

void cmd_styled(const struct cmd *cmd, struct strbuf *sb, enum cmd_style style, const char *text)
{
	bool on = style != STYLE_PLAIN && cmd->columns && !cmd->inside && cmd->desk->color;

	if (on)
		strbuf_addz(sb, sgr[style]);
	strbuf_addz(sb, text);
	if (on)
		strbuf_addz(sb, "\033[0m");
}

void cmd_cell(struct strbuf *sb, const char *text, int columns)
{
	struct str s = str_of(text ? text : "");
	bool cut = text_width(s) > columns;

	if (cut)
		s.n = text_fit(s, columns - 1);
	strbuf_addstr(sb, s);
	if (cut)
		strbuf_addz(sb, "…");
	for (int n = text_width(s) + cut; n < columns; n++)
		strbuf_addch(sb, ' ');
}

void cmd_trim_end(struct strbuf *sb)
{
	while (sb->len && sb->buf[sb->len - 1] == ' ')
		strbuf_setlen(sb, sb->len - 1);
}

void cmd_wrapped(const struct cmd *cmd, struct strbuf *sb, const char *text, int indent)
{
	int width = cmd->columns ? cmd->columns : PLAIN_WIDTH;
	struct wrap_lines lines = {0};

	width = (width > WIDEST ? WIDEST : width) - indent;
	wrap_text(str_of(text), width < 20 ? 20 : width, &lines);
	for (size_t i = 0; i < lines.n; i++) {
		strbuf_addf(sb, "%*s", indent, "");
		strbuf_addstr(sb, str_sub(str_of(text), lines.at[i].from, lines.at[i].to));
		strbuf_addch(sb, '\n');
	}
	vec_release(&lines);
}
