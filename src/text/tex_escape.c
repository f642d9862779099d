#include "text/tex.h"

/* What a character is written as, so that TeX (and tex_to_text) reads it as itself. */
static const char *escape_of(char c, char next)
{
	switch (c) {
	case '\\':
		return "\\textbackslash{}";
	case '{': /* by name: BibTeX counts every brace, one behind a backslash too */
		return "\\textbraceleft{}";
	case '}':
		return "\\textbraceright{}";
	case '$': /* money, not mathematics that somebody has escaped */
		return !next || ch_digit(next) || next == ' ' ? "\\$" : "\\${}";
	case '&':
		return "\\&";
	case '#':
		return "\\#";
	case '%':
		return "\\%";
	case '_':
		return "\\_";
	case '^':
		return "\\textasciicircum{}";
	case '~':
		return "\\textasciitilde{}";
	case '`':
		return "\\textasciigrave{}";
	case '-':
		return next == '-' ? "-{}" : NULL; /* no dash */
	case '\'':
		return next == '\'' ? "'{}" : NULL; /* no quotation mark */
	default:
		return NULL;
	}
}

void tex_escape(struct str text, struct strbuf *out)
{
	for (size_t i = 0; i < text.n; i++) {
		const char *escape = escape_of(text.p[i], i + 1 < text.n ? text.p[i + 1] : 0);

		if (escape)
			strbuf_addz(out, escape);
		else
			strbuf_addch(out, text.p[i]);
	}
}
