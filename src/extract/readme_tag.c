#include "extract/readme_tag.h"

#include "text/clean.h"

enum { ENTITY_MOST = 12 };

/* ---- entities ---- */

/* Of the HTML standard's table (section 13.5) those that READMEs use. */
static const struct {
	const char *name;
	unsigned rune;
} entities[] = {
	{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}, {"nbsp", ' '}, {"ensp", ' '},
	{"emsp", ' '}, {"thinsp", ' '}, {"copy", 0xA9}, {"reg", 0xAE}, {"trade", 0x2122}, {"deg", 0xB0},
	{"plusmn", 0xB1}, {"sup2", 0xB2}, {"middot", 0xB7}, {"times", 0xD7}, {"alpha", 0x3B1}, {"beta", 0x3B2},
	{"ndash", 0x2013}, {"mdash", 0x2014}, {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"ldquo", 0x201C},
	{"rdquo", 0x201D}, {"dagger", 0x2020}, {"bull", 0x2022}, {"hellip", 0x2026}, {"larr", 0x2190},
	{"uarr", 0x2191}, {"rarr", 0x2192}, {"darr", 0x2193}, {"le", 0x2264}, {"ge", 0x2265}, {"check", 0x2713},
	{"uuml", 0xFC}, {"ouml", 0xF6}, {"auml", 0xE4}, {"eacute", 0xE9}, {"egrave", 0xE8}, {"ccedil", 0xE7},
};

static int digit_of(char c)
{
	c = ch_tolower(c);
	return ch_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
}

/* "#8217", "#x2019". */
static bool number(struct str s, unsigned *rune)
{
	bool hex = s.n > 1 && ch_tolower(s.p[1]) == 'x';
	int base = hex ? 16 : 10;
	size_t i = hex ? 2 : 1;

	*rune = 0;
	if (i >= s.n)
		return false;
	for (; i < s.n; i++) {
		if (digit_of(s.p[i]) >= base || *rune > 0x110000)
			return false;
		*rune = *rune * (unsigned)base + (unsigned)digit_of(s.p[i]);
	}
	return true;
}

size_t readme_entity(struct str s, unsigned *rune)
{
	ptrdiff_t end = str_chr(str_sub(s, 0, ENTITY_MOST), ';');
	struct str name = str_sub(s, 1, end < 1 ? 1 : (size_t)end);

	if (!name.n)
		return 0;
	if (*name.p == '#')
		return number(name, rune) ? (size_t)end + 1 : 0;
	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
		if (str_eqz(name, entities[i].name)) {
			*rune = entities[i].rune;
			return (size_t)end + 1;
		}
	return 0;
}

static void add_rune(struct readme_out *o, unsigned rune)
{
	struct strbuf one = STRBUF_INIT;

	if (rune != '\n' && rune_hidden(rune))
		return;
	strbuf_addrune(&one, rune);
	readme_out_text(o, strbuf_str(&one));
	strbuf_release(&one);
}

/* ---- tags ---- */

enum tag_does {
	DROP,    /* the tag says nothing, what is in it does */
	BREAK,   /* a new line */
	BLOCK,   /* a paragraph of its own */
	HEADING,
	ITEM,
	LIST,
	ROW,
	CELL,
	LINK,
	QUOTE,
	PRE,
	HIDE,    /* what is in it is not shown */
};

static const struct tag {
	const char *name;
	enum tag_does does;
} tags[] = {
	{"a", LINK}, {"article", BLOCK}, {"blockquote", QUOTE}, {"br", BREAK}, {"center", BLOCK}, {"dd", BREAK},
	{"details", BLOCK}, {"div", BLOCK}, {"dl", BLOCK}, {"dt", BREAK}, {"figcaption", BLOCK}, {"figure", BLOCK},
	{"footer", BLOCK}, {"h1", HEADING}, {"h2", HEADING}, {"h3", HEADING}, {"h4", HEADING}, {"h5", HEADING},
	{"h6", HEADING}, {"header", BLOCK}, {"hr", BLOCK}, {"li", ITEM}, {"main", BLOCK}, {"math", HIDE},
	{"nav", BLOCK}, {"object", HIDE}, {"ol", LIST}, {"p", BLOCK}, {"pre", PRE}, {"script", HIDE},
	{"section", BLOCK}, {"style", HIDE}, {"summary", BLOCK}, {"svg", HIDE}, {"table", BLOCK}, {"td", CELL},
	{"template", HIDE}, {"th", CELL}, {"title", HIDE}, {"tr", ROW}, {"ul", LIST}, {"video", HIDE},
	/* No block, no link; known, so that other things in angle brackets are text: "vector<int>". */
	{"abbr", DROP}, {"audio", DROP}, {"b", DROP}, {"big", DROP}, {"body", DROP}, {"button", DROP},
	{"caption", DROP}, {"cite", DROP}, {"code", DROP}, {"col", DROP}, {"colgroup", DROP}, {"del", DROP},
	{"em", DROP}, {"font", DROP}, {"form", DROP}, {"g-emoji", DROP}, {"head", DROP},
	{"html", DROP}, {"i", DROP}, {"iframe", DROP}, {"img", DROP}, {"input", DROP}, {"ins", DROP}, {"kbd", DROP},
	{"label", DROP}, {"link", DROP}, {"mark", DROP},
	{"animated-image", DROP}, {"markdown-accessiblity-table", DROP},
	{"math-renderer", DROP}, {"meta", DROP}, {"picture", DROP}, {"q", DROP}, {"s", DROP},
	{"samp", DROP}, {"small", DROP}, {"source", DROP}, {"span", DROP}, {"strike", DROP}, {"strong", DROP},
	{"sub", DROP}, {"sup", DROP}, {"tbody", DROP}, {"tfoot", DROP}, {"thead", DROP}, {"time", DROP}, {"tt", DROP},
	{"u", DROP}, {"var", DROP}, {"wbr", DROP},
};

static const struct tag *find_tag(struct str name)
{
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (str_case_eq(name, str_of(tags[i].name)))
			return &tags[i];
	return NULL;
}

static size_t skip_space(struct str s, size_t i)
{
	while (i < s.n && ch_space(s.p[i]))
		i++;
	return i;
}

/* Length of an attribute's value at i, its text without quotes in *value; 0 where it does not end. */
static size_t read_value(struct str s, size_t i, struct str *value)
{
	char quote = i < s.n ? s.p[i] : 0;
	size_t end = i;

	if (quote == '"' || quote == '\'') {
		ptrdiff_t n = str_chr(str_sub(s, i + 1, s.n), quote);

		if (n < 0)
			return 0;
		*value = str_sub(s, i + 1, i + 1 + (size_t)n);
		return (size_t)n + 2;
	}
	while (end < s.n && !ch_space(s.p[end]) && s.p[end] != '>')
		end++;
	*value = str_sub(s, i, end);
	return end - i;
}

/*
 * Reads the tag at the beginning of s: *name with "/" in front where it closes, *href. *end is how far it was looked
 * at; false where it is no tag.
 */
static bool read_tag(struct str s, struct str *name, struct str *href, size_t *end)
{
	size_t i = s.p[1] == '/' ? 2 : 1, from;

	*href = (struct str){NULL, 0};
	while (i < s.n && (ch_alnum(s.p[i]) || s.p[i] == '-'))
		i++;
	*name = str_sub(s, 1, i);
	while ((i = skip_space(s, i)) < s.n && s.p[i] != '>' && s.p[i] != '<') {
		struct str attribute, value;

		for (from = i++; i < s.n && !ch_space(s.p[i]) && !strchr("=><", s.p[i]); i++)
			;
		attribute = str_sub(s, from, i);
		if (i >= s.n || s.p[i] != '=')
			continue;
		i = skip_space(s, i + 1);
		from = read_value(s, i, &value);
		if (!from)
			break;
		i += from;
		if (str_case_eq(attribute, STR_LIT("href")))
			*href = value;
	}
	*end = i < s.n ? i + 1 : i;
	return i < s.n && s.p[i] == '>';
}

/* An attribute's value with its entities read. */
static void open_link(struct readme_out *o, struct str href)
{
	struct strbuf url = STRBUF_INIT;

	for (size_t i = 0; i < href.n;) {
		unsigned rune;
		size_t n = href.p[i] == '&' ? readme_entity(str_sub(href, i, href.n), &rune) : 0;

		if (n)
			strbuf_addrune(&url, rune);
		else
			strbuf_addch(&url, href.p[i]);
		i += n ? n : 1;
	}
	strbuf_trim(&url);
	readme_out_link_end(o); /* one that was not closed */
	readme_out_link(o, strbuf_str(&url));
	strbuf_release(&url);
}

/* A paragraph; in a list only a line. */
static void begin_block(struct readme_out *o)
{
	if (o->lists)
		readme_out_line(o);
	else
		readme_out_block(o);
}

static void does_open(struct readme_out *o, enum tag_does does, char level, struct str href)
{
	switch (does) {
	case DROP:
	case HIDE:
		break;
	case BREAK:
		readme_out_line(o);
		break;
	case BLOCK:
		begin_block(o);
		break;
	case HEADING:
		readme_out_heading(o, level - '0');
		break;
	case ITEM:
		readme_out_item(o, o->lists - 1, STR_LIT("-"));
		break;
	case LIST:
		if (!o->lists++)
			readme_out_block(o);
		break;
	case ROW:
		readme_out_row(o);
		break;
	case CELL:
		readme_out_cell(o);
		break;
	case LINK:
		open_link(o, href);
		break;
	case QUOTE:
		readme_out_block(o);
		o->quotes++;
		break;
	case PRE:
		readme_out_block(o);
		o->pre = true;
		break;
	}
}

static void does_close(struct readme_out *o, enum tag_does does)
{
	switch (does) {
	case DROP:
	case HIDE:
	case CELL:
		break;
	case HEADING:
		readme_out_mark_end(o);
		readme_out_block(o);
		break;
	case BLOCK:
		begin_block(o);
		break;
	case BREAK:
		readme_out_line(o);
		break;
	case ITEM:
		readme_out_mark_end(o);
		readme_out_line(o);
		break;
	case LIST:
		o->lists -= o->lists > 0;
		readme_out_mark_end(o);
		if (!o->lists)
			readme_out_block(o);
		break;
	case ROW:
		readme_out_row_end(o);
		break;
	case LINK:
		readme_out_link_end(o);
		break;
	case QUOTE:
		readme_out_block(o);
		o->quotes -= o->quotes > 0;
		break;
	case PRE:
		o->pre = false;
		readme_out_block(o);
		break;
	}
}

static bool closes_here(struct str s, size_t i, const char *name)
{
	size_t n = strlen(name);

	return i + 2 + n < s.n && s.p[i + 1] == '/' && str_case_starts(str_sub(s, i + 2, s.n), name) &&
	       !ch_alnum(s.p[i + 2 + n]);
}

/* Bytes up to the closing tag of what is hidden; a few kilobytes where it is never closed. */
static size_t hidden(struct str s, const char *name, size_t *budget)
{
	size_t i;

	for (i = 0; i < s.n && i < *budget; i++)
		if (s.p[i] == '<' && closes_here(s, i, name))
			return i;
	*budget -= i;
	return 0;
}

/* Bytes of "<!-- … -->" or "<!DOCTYPE …>"; 0 where it does not end. */
static size_t comment(struct str s, size_t *budget)
{
	bool plain = !str_starts(s, "<!--");

	for (size_t i = 2; i < s.n && i < *budget; i++)
		if (s.p[i] == '>' && (plain || (i >= 5 && s.p[i - 1] == '-' && s.p[i - 2] == '-')))
			return i + 1;
	*budget -= s.n < *budget ? s.n : *budget;
	return 0;
}

size_t readme_tag(struct str s, struct readme_out *o, size_t *budget)
{
	struct str name, href;
	const struct tag *tag;
	bool closing, good;
	size_t n;

	if (s.n < 3 || *budget < 3 || *s.p != '<')
		return 0;
	if (s.p[1] == '!')
		return comment(s, budget);
	if (!ch_alpha(s.p[s.p[1] == '/' ? 2 : 1]))
		return 0;
	good = read_tag(str_sub(s, 0, *budget), &name, &href, &n);
	closing = str_starts(name, "/");
	tag = good ? find_tag(str_sub(name, closing, name.n)) : NULL;
	if (!tag) {
		*budget -= n;
		return 0;
	}
	if (closing)
		does_close(o, tag->does);
	else
		does_open(o, tag->does, tag->name[1], href);
	if (tag->does == HIDE && !closing)
		n += hidden(str_sub(s, n, s.n), tag->name, budget);
	return n;
}

void readme_html(struct str s, struct readme_out *o)
{
	size_t budget = 8 * s.n + 4096, from = 0, n;
	unsigned rune;

	for (size_t i = 0; i < s.n;) {
		if (s.p[i] != '<' && s.p[i] != '&') {
			i++;
			continue;
		}
		readme_out_text(o, str_sub(s, from, i));
		from = i;
		n = s.p[i] == '<' ? readme_tag(str_sub(s, i, s.n), o, &budget) : 0;
		if (s.p[i] == '&' && (n = readme_entity(str_sub(s, i, s.n), &rune)))
			add_rune(o, rune);
		i += n ? n : 1;
		from += n;
	}
	readme_out_text(o, str_sub(s, from, s.n));
}
