#include "exchange/mail.h"

void mail_open(struct mail *m, struct str text)
{
	*m = (struct mail){.rest = text, .next = 1, .mbox = str_starts(text, "From "), .blank = true, .head = true,
		.decoded = STRBUF_INIT};
}

void mail_close(struct mail *m)
{
	strbuf_release(&m->decoded);
}

static bool raw_line(struct mail *m, struct str *line)
{
	if (!str_line(&m->rest, line))
		return false;
	m->next++;
	return true;
}

static int hex_digit(char c)
{
	c = ch_tolower(c);
	return ch_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Blanks at the end were added on the way (RFC 2045, 6.7, rule 3). */
static struct str without_end(struct str line)
{
	while (line.n && (line.p[line.n - 1] == ' ' || line.p[line.n - 1] == '\t'))
		line.n--;
	return line;
}

/* True where the line goes on in the next one. */
static bool decode(struct str line, struct strbuf *out)
{
	line = without_end(line);
	for (size_t i = 0; i < line.n; i++) {
		int high, low;

		if (line.p[i] == '=' && i + 1 == line.n)
			return true;
		high = line.p[i] == '=' && i + 2 < line.n ? hex_digit(line.p[i + 1]) : -1;
		low = high >= 0 ? hex_digit(line.p[i + 2]) : -1;
		if (low >= 0)
			i += 2;
		strbuf_addch(out, low >= 0 ? (char)(high << 4 | low) : line.p[i]);
	}
	return false;
}

/* A mail begins, or its header says how the body was sent. */
static void read_header(struct mail *m, struct str line)
{
	if (!line.n)
		m->head = false;
	else if (str_case_starts(line, "Content-Transfer-Encoding:"))
		m->quoted = str_case_eq(str_trim(str_sub(line, 26, line.n)), STR_LIT("quoted-printable"));
}

bool mail_line(struct mail *m, struct str *line)
{
	m->line = m->next;
	if (!raw_line(m, line))
		return false;
	if (m->mbox && m->blank && str_starts(*line, "From ")) {
		m->head = true;
		m->quoted = false;
	}
	m->blank = !line->n;
	if (m->head) {
		read_header(m, *line);
		return true;
	}
	if (m->mbox && str_starts(*line, ">From "))
		*line = str_sub(*line, 1, line->n);
	if (!m->quoted)
		return true;
	strbuf_reset(&m->decoded);
	while (decode(*line, &m->decoded) && raw_line(m, line))
		;
	*line = strbuf_str(&m->decoded);
	return true;
}
