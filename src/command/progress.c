/* A bar on the reader's terminal: how far work is. */
#include <sys/ioctl.h>

#include "command/cmd.h"
#include "text/width.h"

enum { BAR = 30, BAR_LEAST = 10, COLUMNS = 80 };

static bool shows_bar(const struct cmd *cmd)
{
	return cmd->interactive && !cmd->inside && !cmd->desk->quiet;
}

/* Of the terminal that msg is, as wide as it is now. */
static int columns(const struct cmd *cmd)
{
	struct winsize size;

	return ioctl(fileno(cmd->msg), TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : COLUMNS;
}

void cmd_bar_text(struct cmd *cmd, uint64_t done, uint64_t all, const char *text)
{
	struct strbuf sb = STRBUF_INIT;
	int width, bar, full;

	if (!shows_bar(cmd))
		return;
	width = columns(cmd);
	bar = width / 3 < BAR ? width / 3 : BAR;
	full = all ? (int)(done < all ? done * (uint64_t)bar / all : (uint64_t)bar) : 0;
	strbuf_addz(&sb, "\r");
	if (bar >= BAR_LEAST) {
		strbuf_addch(&sb, '[');
		for (int i = 0; i < bar; i++)
			strbuf_addch(&sb, i < full ? '#' : ' ');
		strbuf_addz(&sb, "] ");
		width -= bar + 3;
	}
	/* the last column stays free: some terminals wrap when it is filled */
	strbuf_addstr(&sb, str_sub(str_of(text), 0, text_fit(str_of(text), width - 1)));
	strbuf_addz(&sb, "\033[K");
	fwrite(sb.buf, 1, sb.len, cmd->msg); /* in one piece: nothing flickers */
	fflush(cmd->msg);
	strbuf_release(&sb);
}

void cmd_bar(struct cmd *cmd, uint64_t done, uint64_t all, size_t papers)
{
	struct strbuf text = STRBUF_INIT;

	strbuf_addf(&text, "%zu papers", papers);
	cmd_bar_text(cmd, done, all, text.buf);
	strbuf_release(&text);
}

void cmd_bar_clear(struct cmd *cmd)
{
	if (shows_bar(cmd))
		fputs("\r\033[K", cmd->msg);
}
