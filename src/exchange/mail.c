#include "exchange/mail.h"

static void begin_head(struct mail *m)
{
	m->head = true;
	m->begun = false;
	m->coding = MAIL_PLAIN;
	m->passed = false;
	m->take = NULL;
}

void mail_open(struct mail *m, struct str text)
{
	*m = (struct mail){.rest = text, .next = 1, .mbox = str_starts(text, "From "), .blank = true,
		.decoded = STRBUF_INIT};
	begin_head(m);
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

/* ---- quoted-printable ---- */

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
static bool decode_quoted(struct str line, struct strbuf *out)
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

/* ---- base64 ---- */

static int digit_64(char c)
{
	if (ch_upper(c))
		return c - 'A';
	if (ch_lower(c))
		return c - 'a' + 26;
	if (ch_digit(c))
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* The whole body: it ends where a line begins that has no such digits in front. */
static void decode_64(struct mail *m)
{
	struct str before = m->rest, line;
	unsigned bits = 0;
	int n = 0;

	strbuf_reset(&m->decoded);
	for (; raw_line(m, &line); before = m->rest) {
		if (str_starts(line, "--") || (m->mbox && str_starts(line, "From "))) {
			m->rest = before;
			m->next--;
			break;
		}
		for (size_t i = 0; i < line.n; i++) {
			int digit = digit_64(line.p[i]);

			if (digit < 0)
				continue;
			bits = bits << 6 | (unsigned)digit;
			if (++n % 4 != 1)
				strbuf_addch(&m->decoded, (char)(bits >> (n % 4 == 0 ? 0 : n % 4 == 3 ? 2 : 4)));
		}
	}
	m->body = strbuf_str(&m->decoded);
}

/* ---- headers ---- */

static void take_coding(struct mail *m, struct str value)
{
	if (str_case_eq(value, STR_LIT("quoted-printable")))
		m->coding = MAIL_QUOTED;
	else if (str_case_eq(value, STR_LIT("base64")))
		m->coding = MAIL_BASE64;
}

static void take_type(struct mail *m, struct str value)
{
	static const char *const read[] = {"text/plain", "multipart/", "message/"};

	m->passed = true;
	for (size_t i = 0; i < sizeof read / sizeof *read; i++)
		m->passed &= !str_case_starts(value, read[i]);
}

static const struct {
	const char *name;
	void (*take)(struct mail *m, struct str value);
} fields[] = {
	{"Content-Transfer-Encoding:", take_coding},
	{"Content-Type:", take_type},
};

/* A value stands behind the name, or in an indented line below (RFC 5322, section 2.2.3). */
static void read_header(struct mail *m, struct str line)
{
	if (!line.n && !m->begun)
		return; /* blank lines in front */
	m->begun = true;
	if (!line.n) {
		m->head = false;
		if (m->coding == MAIL_BASE64 && !m->passed)
			decode_64(m);
		return;
	}
	if (!ch_space(line.p[0])) {
		m->take = NULL;
		for (size_t i = 0; i < sizeof fields / sizeof *fields && !m->take; i++)
			if (str_case_starts(line, fields[i].name)) {
				m->take = fields[i].take;
				line = str_sub(line, strlen(fields[i].name), line.n);
			}
	}
	line = str_trim(line);
	if (m->take && line.n) {
		m->take(m, line);
		m->take = NULL;
	}
}

/* The next mail, or a part of this one: "--" and a word, with a header below (RFC 2046, section 5.1). */
static bool begins(const struct mail *m, struct str line)
{
	if (m->mbox && m->blank && str_starts(line, "From "))
		return true;
	return str_starts(line, "--") && str_case_starts(m->rest, "Content-");
}

bool mail_line(struct mail *m, struct str *line)
{
	if (str_line(&m->body, line))
		return true;
	do {
		m->line = m->next;
		if (!raw_line(m, line))
			return false;
		if (begins(m, *line))
			begin_head(m);
		m->blank = !line->n;
		if (m->head) {
			read_header(m, *line);
			return true;
		}
	} while (m->passed);
	if (m->mbox && str_starts(*line, ">From "))
		*line = str_sub(*line, 1, line->n);
	if (m->coding != MAIL_QUOTED)
		return true;
	strbuf_reset(&m->decoded);
	while (decode_quoted(*line, &m->decoded) && raw_line(m, line))
		;
	*line = strbuf_str(&m->decoded);
	return true;
}
